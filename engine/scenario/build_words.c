#include "scenario/build.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

// Messages.

const char *quote(const char *text, char out[80]) {
    enum { LONGEST = 60 };
    int n = 0;
    for (; n < LONGEST && text[n]; n++)
        out[n] = iscntrl((unsigned char)text[n]) ? ' ' : text[n];
    if (text[n]) {
        while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80) n--; // not amid a character
        memcpy(out + n, "...", 3);
        n += 3;
    }
    out[n] = 0;
    return out;
}

static void fault_text(Build *b, const RawEntity *e, const char *field, int line,
                       const char *text) {
    char name[80], where[96] = "";
    if (field) snprintf(where, sizeof where, "field '%s': ", quote(field, name));
    if (e->name && e->name[0])
        fault_add(b->faults, e->file, line, "%s \"%s\": %s%s", e->kind, quote(e->name, name),
                  where, text);
    else
        fault_add(b->faults, e->file, line, "%s: %s%s", e->kind, where, text);
}

void entity_fault(Build *b, const RawEntity *e, const char *field, int line, const char *format,
                  ...) {
    Text text = {0};
    va_list args;
    va_start(args, format);
    text_vprintf(&text, format, args);
    va_end(args);
    fault_text(b, e, field, line, text_get(&text));
    text_done(&text);
}

void reader_fault(const Reader *r, const char *format, ...) {
    Text text = {0};
    text_add(&text, r->key);
    va_list args;
    va_start(args, format);
    text_vprintf(&text, format, args);
    va_end(args);
    fault_text(r->b, r->entity, r->field->name, r->line, text_get(&text));
    text_done(&text);
}

const char *raw_words(const Build *b, const Raw *raw, char out[160]) {
    char text[96];
    switch (raw->kind) {
    case RAW_NUMBER:
        value_format(raw->number, UNIT_PLAIN, text);
        snprintf(out, 160, "the number %s", isnan(raw->number) ? "nan" : text);
        break;
    case RAW_FORMULA:
        snprintf(out, 160, "%s", unit_name(graph_node(b->graph, raw->formula)->unit, text));
        break;
    case RAW_PATH:
        return "a path over time";
    case RAW_OFF:
        return "off";
    case RAW_TEXT:
        snprintf(out, 160, "the string \"%s\"", quote(raw->text, text));
        break;
    case RAW_BOOL:
        return raw->number != 0 ? "the boolean true" : "the boolean false";
    case RAW_ENTITY:
        snprintf(out, 160, "the table of \"%s\"", quote(raw->text, text));
        break;
    case RAW_LIST:
    case RAW_MAP:
        return "a table";
    case RAW_OTHER:
        snprintf(out, 160, "a %s", quote(raw->text, text));
        break;
    }
    return out;
}

void list_words(const char *const *names, int n, char *out, size_t size) {
    enum { MOST = 12 };
    size_t used = 0;
    out[0] = 0;
    for (int i = 0; i < n && used < size; i++) {
        char name[80];
        bool cut = i == MOST && n > MOST + 1;
        int wrote = cut ? snprintf(out + used, size - used, ", ...")
                        : snprintf(out + used, size - used, "%s\"%s\"", i ? ", " : "",
                                   quote(names[i], name));
        used += wrote > 0 ? (size_t)wrote : 0;
        if (cut) return;
    }
}

static int count_choices(const Field *f) {
    int n = 0;
    while (f->choices[n]) n++;
    return n;
}

const char *field_words(const Field *f, char out[256]) {
    char list[160];
    const char *unit = field_unit_name(f->unit), *example = field_unit_example(f->unit);
    if (f->whole) unit = "a whole number", example = "1";
    if (f->choices) list_words(f->choices, count_choices(f), list, sizeof list);
    switch (f->type) {
    case FIELD_NUMBER:
    case FIELD_DATE:
        snprintf(out, 256, "%s such as %s", unit, example);
        break;
    case FIELD_YEARS:
        snprintf(out, 256, "%s such as %s or { [2026] = %s }", unit, example, example);
        break;
    case FIELD_BY_WORKLOAD:
        snprintf(out, 256, "%s such as %s or { training = %s }", unit, example, example);
        break;
    case FIELD_BY_RESOURCE:
        return "amounts by resource such as { HBM = 6 }";
    case FIELD_RESOURCE:
        return "the name of a resource such as \"SMIC 7nm\"";
    case FIELD_PASS_THROUGH:
        snprintf(out, 256, "a number or one of %s", list);
        break;
    case FIELD_TEXT:
        if (!f->choices) return "a text";
        snprintf(out, 256, "one of %s", list);
        break;
    case FIELD_CHOICE:
        snprintf(out, 256, "one of %s", list);
        break;
    case FIELD_BOOL:
        return "true or false";
    case FIELD_WHOLE:
        return "a whole number such as 1234";
    case FIELD_CHIP:
        return "the name of a chip such as \"H200\"";
    case FIELD_BUYER:
        return "the name of a buyer such as \"ByteDance\"";
    case FIELD_CHIPS:
        return "names of chips such as { \"H200\" }";
    case FIELD_BUYERS:
        return "names of buyers or jurisdictions such as { \"CN\" }";
    case FIELD_WORKLOADS:
        return "names of workloads such as { \"training\" }";
    case FIELD_LEVERS:
        return "values of levers such as { export_levy = 0.4 }";
    case FIELD_SOURCES:
        return "ids of sources such as \"C086\" or { \"C086\", \"assumed\" }";
    case FIELD_CURVES:
        return "names of series such as \"delivered\"";
    case FIELD_VALUE:
        return "a number, quantity, date, text, true, false or off";
    case FIELD_RANGE_END:
        return "a number, quantity or date";
    case FIELD_DISTRIBUTION:
        return "a distribution such as triangular(20, 27, 28)";
    case FIELD_MARKS:
        return "what sources say such as { C087 = 27000, C007 = 20000 }";
    case FIELD_TEXTS:
        return "a list of texts such as { \"low\", \"high\" }";
    case FIELD_RESULT:
        return "a result or arithmetic over results such as got / wanted";
    case FIELD_EXPECTED:
        return "the number of the source, in the unit of the value";
    case FIELD_TOLERANCE:
        return "a number in the unit of the value, or a share of what is expected such as "
               "\"5%\"";
    case FIELD_ROWS:
        return "the rows of a table such as data \"h20_quarterly_units.csv\"";
    case FIELD_STEPS:
        return "steps such as step { text = \"...\", look = \"Supply\" }";
    case FIELD_PERIOD:
        return "a year, quarter or month such as \"2026\", \"2026-Q2\" or \"2026-12\"";
    case FIELD_CASE:
        return "the name of a case or \"baseline\"";
    }
    return out;
}

const char *text_tip(const Build *b, const Raw *raw, char tip[80]) {
    tip[0] = 0;
    if (raw->kind != RAW_TEXT) return tip;
    for (int i = 0; i < b->draft->n_inputs; i++)
        if (b->draft->inputs[i].name && strcmp(b->draft->inputs[i].name, raw->text) == 0)
            snprintf(tip, 80, "; a lever stands without quotes");
    size_t n = strspn(raw->text, "0123456789.");
    bool some = n > 0 && n < 20;
    if (some && strcmp(raw->text + n, "%") == 0)
        snprintf(tip, 80, "; write percent(%.*s)", (int)n, raw->text);
    else if (some && !raw->text[n + strspn(raw->text + n, "e+0123456789")])
        snprintf(tip, 80, "; a number stands without quotes");
    return tip;
}

static bool takes_a_number(const Field *f) {
    return f->unit != IN_DATE &&
           (f->type == FIELD_NUMBER || f->type == FIELD_YEARS || f->type == FIELD_BY_WORKLOAD ||
            f->type == FIELD_PASS_THROUGH);
}

void wrong_type(const Reader *r, const Raw *raw) {
    char found[160], expected[256], tip[80] = "";
    if (takes_a_number(r->field)) text_tip(r->b, raw, tip);
    reader_fault(r, "is %s, expected %s%s", raw_words(r->b, raw, found),
                 field_words(r->field, expected), tip);
}

void advice(const char *word, const char *const *names, int n, const char *kind,
            char out[256]) {
    const char *near = text_nearest(word, names, n);
    char list[200], name[80];
    if (near) {
        snprintf(out, 256, "did you mean \"%s\"?", quote(near, name));
    } else if (n) {
        list_words(names, n, list, sizeof list);
        snprintf(out, 256, "expected %s%s", n > 1 ? "one of " : "", list);
    } else {
        snprintf(out, 256, "declare it with %s \"%s\" { ... }", kind, quote(word, name));
    }
}

// Names.

// Where the name is, or the free seat where it would be.
static int *seat_of(const Roll *r, const char *name) {
    uint64_t at = text_hash(TEXT_HASH, name, strlen(name));
    for (;; at++) {
        int *seat = &r->seat[at & (uint64_t)(r->seats - 1)];
        if (!*seat || strcmp(r->name[*seat - 1], name) == 0) return seat;
    }
}

int roll_find(const Roll *r, const char *name) {
    return r->seats ? *seat_of(r, name) - 1 : -1;
}

// Of entries with the same name the first has the seat.
static void roll_seat(Build *b, Roll *r) {
    int from = r->n - 1;
    if (r->n * 2 > r->seats) {
        r->seats = r->seats ? r->seats * 2 : 16;
        r->seat = ARENA_NEW(b->arena, int, r->seats);
        from = 0;
    }
    for (int i = from; i < r->n; i++) {
        int *seat = seat_of(r, r->name[i]);
        if (!*seat) *seat = i + 1;
    }
}

void roll_add(Build *b, Roll *r, const char *name, const RawEntity *e) {
    int n = r->n, cap = r->cap;
    ARENA_PUSH(b->arena, r->name, n, cap, name);
    n = r->n, cap = r->cap;
    ARENA_PUSH(b->arena, r->entity, n, cap, e);
    r->n = n, r->cap = cap;
    roll_seat(b, r);
}

int room_of(const char *kind) {
    static const struct {
        const char *kind;
        int room;
    } ROOMS[] = {
        {"workload", ROOM_WORKLOAD}, {"currency", ROOM_CURRENCY},     {"chip", ROOM_CHIP},
        {"line", ROOM_LINE},         {"buyer", ROOM_BUYER},           {"control", ROOM_CONTROL},
        {"approval", ROOM_APPROVAL}, {"export_levy", ROOM_LEVY},      {"tariff", ROOM_LEVY},
        {"bundling", ROOM_BUNDLING}, {"guideline", ROOM_GUIDELINE},   {"subsidy", ROOM_SUBSIDY},
        {"tapeout", ROOM_TAPEOUT},   {"chart", ROOM_CHART},           {"source", ROOM_SOURCE},
        {"resource", ROOM_RESOURCE}, {"result", ROOM_RESULT},         {"expect", ROOM_EXPECT},
        {"lease", ROOM_LEASE},       {"efficiency", ROOM_EFFICIENCY}, {"shock", ROOM_SHOCK},
        {"conclude", ROOM_CONCLUDE}, {"observe", ROOM_OBSERVE},       {"lesson", ROOM_LESSON},
    };
    for (size_t i = 0; i < sizeof ROOMS / sizeof *ROOMS; i++)
        if (strcmp(ROOMS[i].kind, kind) == 0) return ROOMS[i].room;
    return -1;
}

const RawField *raw_field(const RawEntity *e, const char *name) {
    for (int i = 0; i < e->n_fields; i++)
        if (strcmp(e->fields[i].name, name) == 0) return &e->fields[i];
    return NULL;
}

int raw_line(const RawEntity *e, const char *field) {
    const RawField *f = raw_field(e, field);
    return f ? f->line : e->line;
}

bool may_follow(const Build *b, const RawEntity *e, const char *field) {
    const Names *set = &b->draft->set_fields;
    if (!b->draft->cut) return false;
    for (int i = 0; i < set->n; i++)
        if (strcmp(set->name[i], field) == 0) return true;
    return e->no_fields;
}

const char *raw_name(const Raw *raw) {
    return raw->kind == RAW_TEXT || raw->kind == RAW_ENTITY ? raw->text : NULL;
}

static void declared_twice(Build *b, const RawEntity *e, const RawEntity *first) {
    entity_fault(b, e, NULL, e->line, "is declared twice, first at %s:%d; rename one of them",
                 first->file ? first->file : "line", first->line);
}

// The same name twice among the entities of one kind. Inputs and the scenario: see their rooms.
static void duplicate_check(Build *b, const RawEntity *e, const Roll *before) {
    int first = roll_find(before, e->name);
    for (int i = first < 0 ? before->n : first; i < before->n; i++) {
        if (strcmp(before->name[i], e->name) != 0) continue;
        if (strcmp(before->entity[i]->kind, e->kind) != 0) continue;
        declared_twice(b, e, before->entity[i]);
        return;
    }
}

static void name_check(Build *b, const RawEntity *e, const Roll *before) {
    if (!e->name || !e->name[0])
        entity_fault(b, e, NULL, e->line, "has no name, expected %s",
                     kind_find(e->kind)->example);
    else if (before)
        duplicate_check(b, e, before);
    if (e->no_fields && !b->draft->cut)
        entity_fault(b, e, NULL, e->line, "has no fields, expected a table after the name: %s",
                     kind_find(e->kind)->example);
}

void names_collect(Build *b) {
    Roll cases = {0};
    for (int i = 0; i < b->draft->n_entities; i++) {
        const RawEntity *e = &b->draft->entities[i];
        int room = room_of(e->kind);
        Roll *roll = room >= 0 ? &b->room[room].roll : NULL;
        if (strcmp(e->kind, "case") == 0) roll = &cases;
        name_check(b, e, roll);
        if (roll) roll_add(b, roll, e->name ? e->name : "", e);
        if (room != ROOM_BUYER) continue;
        const RawField *f = raw_field(e, "jurisdiction");
        const char *where = f ? raw_name(&f->value) : NULL;
        if (where && roll_find(&b->jurisdictions, where) < 0)
            roll_add(b, &b->jurisdictions, where, e);
    }
}
