#include "scenario/build.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Texts.

static void read_text(Reader *r) {
    const char *text = NULL;
    const Raw *raw = r->raw;
    bool from_table = strcmp(r->entity->kind, "source") == 0; // a year of a table is a number
    if (raw->kind == RAW_TEXT)
        text = raw->text; // lives as long as the draft
    else if (raw->kind == RAW_NUMBER && from_table)
        text = arena_printf(r->b->arena, "%.15g", raw->number);
    else
        wrong_type(r, raw);
    memcpy(r->member, &text, sizeof text);
}

// The index among the field's choices; -1 after a fault.
static int read_choice(Reader *r) {
    const Raw *raw = r->raw;
    char found[160], tip[256];
    int n = 0;
    for (; r->field->choices[n]; n++)
        if (raw->kind == RAW_TEXT && strcmp(raw->text, r->field->choices[n]) == 0) return n;
    if (raw->kind != RAW_TEXT) {
        wrong_type(r, raw);
        return -1;
    }
    advice(raw->text, r->field->choices, n, "", tip);
    reader_fault(r, "is \"%s\", %s", quote(raw->text, found), tip);
    return -1;
}

static void read_pass_through(Reader *r) {
    PassThrough *pass = r->member;
    *pass = (PassThrough){PASS_SELLER, NUM_NONE};
    if (!r->raw) return;
    if (r->raw->kind == RAW_TEXT) {
        pass->kind = (PassThroughKind)(PASS_SELLER + read_choice(r));
    } else {
        pass->kind = PASS_NUMBER;
        put_number(r, r->raw, &pass->rho);
    }
}

const Names *read_names(Reader *r, const Raw *raw) {
    Arena *arena = r->b->arena;
    Names *names = ARENA_NEW(arena, Names, 1);
    names->n = raw->kind == RAW_LIST ? raw->n : 1;
    const char **name = ARENA_NEW(arena, const char *, names->n);
    for (int i = 0; i < names->n; i++) {
        const Raw *item = raw->kind == RAW_LIST ? &raw->items[i].value : raw;
        if (!(name[i] = raw_name(item))) {
            wrong_type(r, item);
            return NULL;
        }
    }
    names->name = name;
    if (names->n) return names;
    char expected[256];
    reader_fault(r, "is an empty list, expected %s", field_words(r->field, expected));
    return NULL;
}

void sources_check(Build *b, const RawEntity *e, const char *field, int line,
                   const Names *ids) {
    const Roll *known = &b->room[ROOM_SOURCE].roll;
    char name[80], tip[256];
    for (int i = 0; i < ids->n && known->n && !b->draft->cut; i++) {
        if (strcmp(ids->name[i], "assumed") == 0 || roll_find(known, ids->name[i]) >= 0)
            continue;
        const char *near = text_nearest(ids->name[i], known->name, known->n);
        advice(ids->name[i], &near, near != NULL, "source", tip); // there may be hundreds
        entity_fault(b, e, field, line, "names source \"%s\", which is not declared, %s",
                     quote(ids->name[i], name), tip);
    }
}

// A key of `source` that is no field given here.
static void source_key(Reader *r, const char *key) {
    const RawEntity *e = r->entity;
    const char **names = ARENA_NEW(r->b->arena, const char *, e->n_fields);
    char word[80], tip[256];
    int n = 0;
    for (int i = 0; i < e->n_fields; i++) {
        const char *name = e->fields[i].name;
        if (strcmp(name, "source") == 0 || strcmp(name, "doc") == 0) continue;
        if (strcmp(name, key) == 0) return;
        names[n++] = name;
    }
    advice(key, names, n, e->kind, tip);
    reader_fault(r, "names the source of '%s', which is not given here, %s", quote(key, word),
                 tip);
}

bool sources_read(Reader *r, Names *out) {
    const Raw *raw = r->raw;
    bool fine = raw->kind == RAW_MAP || read_names(r, raw);
    for (int i = 0; raw->kind == RAW_MAP && i < raw->n; i++) {
        const RawItem *item = &raw->items[i];
        if (!item->key_is_number) source_key(r, item->key);
        fine = read_names(r, &item->value) && fine;
    }
    if (!fine) return false;
    *out = sources_for(r->entity, NULL, r->b->arena);
    sources_check(r->b, r->entity, r->field->name, r->line, out);
    return true;
}

static void read_curves(Reader *r) {
    const Names *names = read_names(r, r->raw), *known = r->b->series;
    char name[80], tip[256];
    if (!names) return;
    *(Names *)r->member = *names;
    for (int i = 0; known && i < names->n; i++) {
        int k = 0;
        while (k < known->n && strcmp(known->name[k], names->name[i]) != 0) k++;
        if (k < known->n) continue;
        advice(names->name[i], known->name, known->n, "", tip);
        reader_fault(r, "names series \"%s\", which does not exist, %s",
                     quote(names->name[i], name), tip);
    }
}

// Names of other entities.

static void unknown_name(Reader *r, const char *kind, const Roll *roll, const char *word) {
    char name[80], tip[256];
    if (r->b->draft->cut) return;
    advice(word, roll->name, roll->n, kind, tip);
    reader_fault(r, "names %s \"%s\", which is not declared, %s", kind, quote(word, name), tip);
}

static void read_index(Reader *r, const char *kind, const Roll *roll) {
    int *index = r->member;
    *index = -1;
    if (!r->raw) return;
    const char *name = raw_name(r->raw);
    if (!name) {
        wrong_type(r, r->raw);
        return;
    }
    *index = roll_find(roll, name);
    if (*index < 0) unknown_name(r, kind, roll, name);
}

// Marks the items that `name` means: an item of the roll, or (buyers) all of a jurisdiction.
static bool mark(Reader *r, const Roll *roll, const char *name, bool *has) {
    int index = roll_find(roll, name);
    if (index >= 0) {
        has[index] = true;
        return true;
    }
    bool found = false;
    for (int i = 0; r->field->type == FIELD_BUYERS && i < roll->n; i++) {
        const RawField *f = raw_field(roll->entity[i], "jurisdiction");
        const char *where = f ? raw_name(&f->value) : NULL;
        if (!where || strcmp(where, name) != 0) continue;
        found = has[i] = true;
    }
    return found;
}

static void unknown_member(Reader *r, const char *kind, const Roll *roll, const char *name) {
    if (r->field->type != FIELD_BUYERS) {
        unknown_name(r, kind, roll, name);
        return;
    }
    if (r->b->draft->cut) return;
    int n = 0;
    const Roll *places = &r->b->jurisdictions;
    const char **known = memory_grow(NULL, sizeof *known * (size_t)(roll->n + places->n + 1));
    for (int i = 0; i < roll->n; i++) known[n++] = roll->name[i];
    for (int i = 0; i < places->n; i++) known[n++] = places->name[i];
    char word[80], tip[256];
    advice(name, known, n, kind, tip);
    reader_fault(r, "names \"%s\", which is neither a buyer nor a buyer's jurisdiction, %s",
                 quote(name, word), tip);
    free(known);
}

static void read_set(Reader *r, const char *kind, int room) {
    const Roll *roll = &r->b->room[room].roll;
    int n = room == ROOM_WORKLOAD && roll->n == 0 ? 1 : roll->n; // the workload of its own
    bool *has = ARENA_NEW(r->b->arena, bool, n);
    ChipSet set = {has, r->raw != NULL};
    memcpy(r->member, &set, sizeof set);
    if (!r->raw) {
        for (int i = 0; i < n; i++) has[i] = true;
        return;
    }
    const Names *names = read_names(r, r->raw);
    for (int i = 0; names && i < names->n; i++)
        if (!mark(r, roll, names->name[i], has)) unknown_member(r, kind, roll, names->name[i]);
}

// Numbers by year and by workload.

static bool year_of(const char *key, int *year) {
    double date;
    if (!key || strlen(key) != 4 || !date_parse(key, &date)) return false;
    *year = atoi(key);
    return true;
}

static bool year_span(Reader *r, int *first, int *last) {
    char found[80];
    bool fine = r->raw->n > 0;
    *first = 9999, *last = 0;
    if (!fine) wrong_type(r, r->raw);
    for (int i = 0; i < r->raw->n; i++) {
        int year;
        const char *key = r->raw->items[i].key;
        if (!year_of(key, &year)) {
            reader_fault(r, "has the key \"%s\", expected a year such as [2026]",
                         quote(key ? key : "", found));
            fine = false;
            continue;
        }
        if (year < *first) *first = year;
        if (year > *last) *last = year;
    }
    return fine;
}

static void read_years(Reader *r) {
    YearNums *years = r->member;
    *years = (YearNums){0};
    if (!r->raw) return;
    int first = 1900, last = 1900;
    bool map = r->raw->kind == RAW_MAP;
    if (map && !year_span(r, &first, &last)) return;
    int n = last - first + 1;
    Num *amount = ARENA_NEW(r->b->arena, Num, n);
    for (int i = 0; i < n; i++) amount[i] = NUM_NONE;
    if (!map) put_number(r, r->raw, &amount[0]);
    for (int i = 0; map && i < r->raw->n; i++) {
        int year = 0;
        const RawItem *item = &r->raw->items[i];
        year_of(item->key, &year);
        r->key = arena_printf(r->b->arena, "[%d] ", year);
        put_number(r, &item->value, &amount[year - first]);
    }
    r->key = "";
    for (int i = 1; i < n; i++) // the last one given holds on
        if (amount[i] == NUM_NONE) amount[i] = amount[i - 1];
    *years = (YearNums){n, first, amount};
}

// Of a table by the names of a kind of entity.
static void read_named_items(Reader *r, const char *kind, const Roll *roll, Num *amount) {
    for (int i = 0; i < r->raw->n; i++) {
        const RawItem *item = &r->raw->items[i];
        int w = item->key ? roll_find(roll, item->key) : -1;
        r->key = "";
        if (w >= 0) {
            r->key = arena_printf(r->b->arena, "%s ", item->key);
            put_number(r, &item->value, &amount[w]);
        } else if (item->key) {
            unknown_name(r, kind, roll, item->key);
        } else {
            wrong_type(r, r->raw);
        }
    }
    r->key = "";
}

static void read_by_workload(Reader *r) {
    WorkloadNums *nums = r->member;
    int n = r->b->s->n_workloads;
    Num *amount = ARENA_NEW(r->b->arena, Num, n);
    for (int w = 0; w < n; w++) amount[w] = NUM_NONE;
    *nums = (WorkloadNums){amount, r->raw != NULL};
    if (r->raw && (r->raw->kind == RAW_MAP || r->raw->kind == RAW_LIST))
        read_named_items(r, "workload", &r->b->room[ROOM_WORKLOAD].roll, amount);
    else if (r->raw)
        put_number(r, r->raw, &amount[0]);
    if (r->field->fallback == 0) return;
    for (int w = 0; w < n; w++)
        if (amount[w] == NUM_NONE) amount[w] = number_const(r->b, r->field->fallback, "");
}

static void read_by_resource(Reader *r) {
    ResourceNums *nums = r->member;
    const Roll *roll = &r->b->room[ROOM_RESOURCE].roll;
    Num *amount = ARENA_NEW(r->b->arena, Num, roll->n + 1);
    for (int i = 0; i < roll->n; i++) amount[i] = NUM_NONE;
    *nums = (ResourceNums){amount, r->raw != NULL};
    bool empty = r->raw && r->raw->kind == RAW_LIST && r->raw->n == 0;
    if (r->raw && (r->raw->kind == RAW_MAP || empty))
        read_named_items(r, "resource", roll, amount);
    else if (r->raw)
        wrong_type(r, r->raw);
}

// One field, one entity, all.

static void read_bool(Reader *r) {
    if (!r->raw) return;
    if (r->raw->kind == RAW_BOOL)
        *(bool *)r->member = r->raw->number != 0;
    else
        wrong_type(r, r->raw);
}

void field_read(Reader *r) {
    Build *b = r->b;
    switch (r->field->type) {
    case FIELD_NUMBER:
    case FIELD_DATE:
        put_number(r, r->raw, r->member);
        break;
    case FIELD_TEXT:
        if (r->raw && r->field->choices) read_choice(r);
        if (r->raw) read_text(r);
        break;
    case FIELD_CHOICE:
        *(int *)r->member = r->raw ? read_choice(r) : (int)r->field->fallback;
        break;
    case FIELD_BOOL:
        read_bool(r);
        break;
    case FIELD_CHIP:
        read_index(r, "chip", &b->room[ROOM_CHIP].roll);
        break;
    case FIELD_BUYER:
        read_index(r, "buyer", &b->room[ROOM_BUYER].roll);
        break;
    case FIELD_CHIPS:
        read_set(r, "chip", ROOM_CHIP);
        break;
    case FIELD_BUYERS:
        read_set(r, "buyer", ROOM_BUYER);
        break;
    case FIELD_WORKLOADS:
        read_set(r, "workload", ROOM_WORKLOAD);
        break;
    case FIELD_YEARS:
        read_years(r);
        break;
    case FIELD_BY_WORKLOAD:
        read_by_workload(r);
        break;
    case FIELD_RESOURCE:
        read_index(r, "resource", &b->room[ROOM_RESOURCE].roll);
        break;
    case FIELD_BY_RESOURCE:
        read_by_resource(r);
        break;
    case FIELD_LEVERS:
        read_levers(r);
        break;
    case FIELD_SOURCES:
        if (r->raw) sources_read(r, r->member);
        break;
    case FIELD_PASS_THROUGH:
        read_pass_through(r);
        break;
    case FIELD_CURVES:
        if (r->raw) read_curves(r);
        break;
    case FIELD_PERIOD:
        read_period(r);
        break;
    case FIELD_CASE:
        read_case(r);
        break;
    default:
        break; // of levers and of the scenario: read elsewhere
    }
}

// The currency of a buyer's budgets: of the first quantity that has one.
static void raw_currency(const Build *b, const Raw *raw, int *currency) {
    if (raw->kind == RAW_FORMULA && !*currency)
        *currency = graph_node(b->graph, raw->formula)->unit.currency;
    for (int i = 0; raw->kind == RAW_MAP && i < raw->n; i++)
        raw_currency(b, &raw->items[i].value, currency);
}

static int entity_currency(const Build *b, const RawEntity *e, void *item) {
    int currency = CURRENCY_NONE;
    const RawField *capex = raw_field(e, "capex"), *opex = raw_field(e, "opex");
    if (strcmp(e->kind, "currency") == 0)
        return ((Currency *)item)->currency = e->name ? currency_find(e->name) : CURRENCY_NONE;
    if (strcmp(e->kind, "buyer") != 0) return CURRENCY_USD;
    if (capex) raw_currency(b, &capex->value, &currency);
    if (opex) raw_currency(b, &opex->value, &currency);
    if (!currency) currency = CURRENCY_USD;
    return ((Buyer *)item)->currency = currency;
}

static bool says(const char *doc, const char *word) {
    size_t n = strlen(word);
    for (const char *at = doc; n > 2 && at && (at = strstr(at, word)); at++)
        if ((at == doc || !isalnum((unsigned char)at[-1])) && !isalnum((unsigned char)at[n]))
            return true;
    return false;
}

// Where no field is spelt like it: those it may mean, "lead" by lead_time, "per_buyer" by cap.
static int fields_meant(const Kind *k, const char *word, const char **names) {
    int n = 0;
    for (int i = 0; i < k->n_fields; i++) {
        const char *name = k->fields[i].name;
        size_t length = strlen(name);
        bool begins = strncmp(word, name, length) == 0 && word[length] == '_';
        if (begins || says(k->fields[i].doc, word)) names[n++] = name;
    }
    return n;
}

void field_unknown(Build *b, const Kind *k, const RawEntity *e) {
    const char **names = memory_grow(NULL, sizeof *names * (size_t)k->n_fields);
    const char **some = memory_grow(NULL, sizeof *some * (size_t)k->n_fields);
    for (int i = 0; i < k->n_fields; i++) names[i] = k->fields[i].name;
    for (int i = 0; i < e->n_fields; i++) {
        const RawField *f = &e->fields[i];
        if (field_find(k, f->name)) continue;
        if (strspn(f->name, "0123456789") == strlen(f->name)) {
            entity_fault(b, e, f->name, f->line,
                         "is a value without a name, expected field = value; a large number "
                         "takes no comma: 27000 or 27e3");
            continue;
        }
        char tip[256];
        advice(f->name, names, k->n_fields, "", tip);
        bool cut = strstr(tip, ", ...") != NULL; // too many to list
        int meant = cut ? fields_meant(k, f->name, some) : 0;
        if (meant) advice(f->name, some, meant, "", tip);
        if (cut)
            entity_fault(b, e, f->name, f->line,
                         "is unknown, %s; chokepoint docs %s tells of all", tip, k->name);
        else
            entity_fault(b, e, f->name, f->line, "is unknown, %s", tip);
    }
    free(some);
    free(names);
}

bool field_misspelt(const RawEntity *e, const char *field) {
    const Kind *k = kind_find(e->kind);
    for (int i = 0; i < e->n_fields; i++) {
        const char *name = e->fields[i].name;
        if (!field_find(k, name) && text_nearest(name, &field, 1)) return true;
    }
    return false;
}

static void missing(Reader *r) {
    char expected[256];
    if (field_misspelt(r->entity, r->field->name) ||
        may_follow(r->b, r->entity, r->field->name))
        return;
    reader_fault(r, "is missing, expected %s", field_words(r->field, expected));
}

static void entity_read(Build *b, const RawEntity *e, char *item) {
    const Kind *k = kind_find(e->kind);
    Head *head = (Head *)item;
    head->name = e->name;
    head->file = e->file;
    head->line = e->line;
    int currency = entity_currency(b, e, item);
    field_unknown(b, k, e);
    for (int i = 0; i < k->n_fields; i++) {
        const Field *field = &k->fields[i];
        const RawField *f = raw_field(e, field->name);
        Reader r = {b,
                    e,
                    field,
                    f ? &f->value : NULL,
                    f ? f->line : e->line,
                    item + field->offset,
                    currency,
                    ""};
        if (!f && field->required && !e->no_fields) missing(&r);
        field_read(&r);
    }
}

void entities_read(Build *b) {
    for (int room = 0; room < ROOM_COUNT; room++) {
        Room *place = &b->room[room];
        for (int i = 0; i < place->roll.n; i++)
            entity_read(b, place->roll.entity[i], place->items + place->size * (size_t)i);
    }
}
