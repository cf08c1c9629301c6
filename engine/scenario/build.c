#include "scenario/build.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST_HORIZON 1200 // months

// The scenario call and its calendar.

static Reader setting_reader(Build *b, const char *name) {
    const RawField *f = raw_field(b->setting, name);
    return (Reader){.b = b,
                    .entity = b->setting,
                    .field = field_find(kind_find("scenario"), name),
                    .raw = f ? &f->value : NULL,
                    .line = f ? f->line : b->setting->line,
                    .key = ""};
}

static const char *setting_text(Build *b, const char *name, const char *fallback) {
    Reader r = setting_reader(b, name);
    if (!r.raw) return fallback;
    if (r.raw->kind == RAW_TEXT) return r.raw->text;
    wrong_type(&r, r.raw);
    return fallback;
}

static bool setting_date(Build *b, const char *name, double *date) {
    Reader r = setting_reader(b, name);
    char expected[256];
    if (!r.raw) {
        if (!b->setting->no_fields && !may_follow(b, b->setting, name))
            reader_fault(&r, "is missing, expected %s", field_words(r.field, expected));
        return false;
    }
    Formula f = number_formula(&r, r.raw);
    if (f == FORMULA_NONE) return false;
    *date = graph_node(b->graph, f)->value;
    if (formula_is_const(b->graph, f) && !is_off(*date)) return true;
    reader_fault(&r, "moves with a lever, expected %s", field_words(r.field, expected));
    return false;
}

double period_end(const Raw *raw, double date) {
    size_t n = raw->kind == RAW_TEXT ? strlen(raw->text) : 7;
    if (n == 4) return date + 12;
    if (n == 10) {
        int year, month, day;
        date_civil(date, &year, &month, &day);
        double begin = date_of_year(year) + month - 1;
        double per_day = day > 1 ? (date - begin) / (day - 1) : 1.0 / 31;
        return date + per_day;
    }
    return date + (raw->kind == RAW_TEXT && strchr(raw->text, 'Q') ? 3 : 1);
}

static void setting_calendar(Build *b) {
    Calendar *c = &b->s->calendar;
    Reader step = setting_reader(b, "step"), to = setting_reader(b, "to"),
           from = setting_reader(b, "from");
    int choice = 0;
    step.member = &choice;
    if (step.raw) field_read(&step);
    c->step = choice > 0 ? (StepKind)choice : STEP_MONTH;
    double end;
    *c = (Calendar){
        .from = 312, .months = 12, .step = c->step, .steps = 1}; // while it has faults
    bool begins = setting_date(b, "from", &c->from), ends = setting_date(b, "to", &end);
    if (begins && c->from != floor(c->from)) {
        char date[16], month[16];
        date_format(c->from, date);
        date_format(floor(c->from), month);
        reader_fault(&from, "is %s, expected the first of a month such as \"%s\"", date, month);
    }
    if (!begins || !ends) return;
    char first[16], last[16];
    date_format(c->from, first);
    date_format(end, last);
    c->months = period_end(to.raw, end) - c->from;
    if (end < c->from)
        reader_fault(&to, "is %s, expected not before from, which is %s", last, first);
    else if (c->months > LONGEST_HORIZON)
        reader_fault(&to, "is %s, expected at most 100 years after from, which is %s", last,
                     first);
    else
        c->steps = (int)ceil(c->months / step_months(c->step) - 1e-9), b->dated = true;
}

static void setting_unit(Build *b) {
    static const struct {
        const char *name;
        double tflops, tbps;
    } KNOWN[] = {{"H100e", 989.5, 3.35}, {"H20e", 148, 4.0}}; // dense FP16; datasheets
    Scenario *s = b->s;
    s->reference_flops = s->reference_bandwidth = NUM_NONE;
    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++) {
        if (strcmp(KNOWN[i].name, s->compute_unit) != 0) continue;
        s->reference_flops = number_const(b, KNOWN[i].tflops, "TFLOPS");
        s->reference_bandwidth = number_const(b, KNOWN[i].tbps, "TB/s");
    }
}

static void setting_seed(Build *b) {
    Reader r = setting_reader(b, "seed");
    b->s->seed = (uint64_t)r.field->fallback;
    if (!r.raw) return;
    double x = r.raw->number;
    if (r.raw->kind == RAW_NUMBER && x >= r.field->min && x <= r.field->max && x == floor(x))
        b->s->seed = (uint64_t)x;
    else
        wrong_type(&r, r.raw);
}

static bool setting_find(Build *b) {
    const Draft *d = b->draft;
    for (int i = 0; i < d->n_entities; i++) {
        const RawEntity *e = &d->entities[i];
        if (strcmp(e->kind, "scenario") != 0) continue;
        if (!b->setting)
            b->setting = e;
        else
            entity_fault(
                b, e, NULL, e->line,
                "is the second scenario of this script, the first is at %s:%d; leave one",
                b->setting->file ? b->setting->file : "line", b->setting->line);
    }
    return b->setting != NULL;
}

void setting_read(Build *b) {
    static const RawEntity NONE = {.kind = "scenario", .name = "", .no_fields = true};
    Scenario *s = b->s;
    if (!setting_find(b)) {
        b->setting = &NONE;
        if (!b->draft->cut)
            fault_add(b->faults, b->draft->file, 0, "this script declares no scenario: add %s",
                      kind_find("scenario")->example);
    }
    field_unknown(b, kind_find("scenario"), b->setting);
    s->title = b->setting->name;
    s->file = b->setting->file;
    s->line = b->setting->line;
    s->question = setting_text(b, "question", NULL);
    s->headline = setting_text(b, "headline", NULL);
    s->compute_unit = setting_text(b, "compute_unit", "H100e");
    Reader source = setting_reader(b, "source");
    const Names *ids = source.raw ? read_names(&source, source.raw) : NULL;
    if (ids) sources_check(b, b->setting, "source", source.line, ids);
    setting_text(b, "doc", NULL);
    setting_seed(b);
    setting_calendar(b);
    setting_unit(b);
}

// Rooms.

static void rooms_make(Build *b) {
    static const size_t SIZE[ROOM_COUNT] = {
        [ROOM_WORKLOAD] = sizeof(Workload),
        [ROOM_CURRENCY] = sizeof(Currency),
        [ROOM_CHIP] = sizeof(Chip),
        [ROOM_LINE] = sizeof(Line),
        [ROOM_BUYER] = sizeof(Buyer),
        [ROOM_CONTROL] = sizeof(Control),
        [ROOM_APPROVAL] = sizeof(Approval),
        [ROOM_LEVY] = sizeof(Levy),
        [ROOM_BUNDLING] = sizeof(Bundling),
        [ROOM_TAPEOUT] = sizeof(Tapeout),
        [ROOM_GUIDELINE] = sizeof(Guideline),
        [ROOM_SUBSIDY] = sizeof(Subsidy),
        [ROOM_CHART] = sizeof(Chart),
        [ROOM_SOURCE] = sizeof(SourceDoc),
        [ROOM_RESOURCE] = sizeof(Resource),
        [ROOM_RESULT] = sizeof(Finding),
        [ROOM_EXPECT] = sizeof(Expect),
        [ROOM_LEASE] = sizeof(Lease),
        [ROOM_EFFICIENCY] = sizeof(Efficiency),
        [ROOM_SHOCK] = sizeof(Shock),
        [ROOM_CONCLUDE] = sizeof(Conclusion),
        [ROOM_OBSERVE] = sizeof(Observed),
        [ROOM_LESSON] = sizeof(Lesson),
    };
    for (int i = 0; i < ROOM_COUNT; i++) {
        Room *room = &b->room[i];
        room->size = SIZE[i];
        room->items = arena_alloc(b->arena, SIZE[i] * (size_t)(room->roll.n + 1));
    }
}

#define SHOW(s, b, member, which)                                                              \
    ((s)->n_##member = (b)->room[which].roll.n, (s)->member = (void *)(b)->room[which].items)

static void rooms_show(Build *b) {
    Scenario *s = b->s;
    SHOW(s, b, workloads, ROOM_WORKLOAD);
    SHOW(s, b, currencies, ROOM_CURRENCY);
    SHOW(s, b, chips, ROOM_CHIP);
    SHOW(s, b, resources, ROOM_RESOURCE);
    SHOW(s, b, lines, ROOM_LINE);
    SHOW(s, b, buyers, ROOM_BUYER);
    SHOW(s, b, controls, ROOM_CONTROL);
    SHOW(s, b, approvals, ROOM_APPROVAL);
    SHOW(s, b, levies, ROOM_LEVY);
    SHOW(s, b, bundlings, ROOM_BUNDLING);
    SHOW(s, b, guidelines, ROOM_GUIDELINE);
    SHOW(s, b, subsidies, ROOM_SUBSIDY);
    SHOW(s, b, tapeouts, ROOM_TAPEOUT);
    SHOW(s, b, leases, ROOM_LEASE);
    SHOW(s, b, efficiencies, ROOM_EFFICIENCY);
    SHOW(s, b, shocks, ROOM_SHOCK);
    SHOW(s, b, charts, ROOM_CHART);
    SHOW(s, b, sources, ROOM_SOURCE);
    SHOW(s, b, findings, ROOM_RESULT);
    SHOW(s, b, expects, ROOM_EXPECT);
    SHOW(s, b, conclusions, ROOM_CONCLUDE);
    SHOW(s, b, observed, ROOM_OBSERVE);
    SHOW(s, b, lessons, ROOM_LESSON);
    if (s->n_workloads) return;
    Workload *own = ARENA_NEW(b->arena, Workload, 1); // a scenario without workloads has one
    own->head = (Head){.name = "compute", .file = s->file, .line = s->line};
    own->intensity = number_const(b, NO_CAP, "");
    own->mfu = number_const(b, 1, "");
    s->workloads = own;
    s->n_workloads = 1;
}

static void parties_check(Build *b) {
    static const struct {
        int room;
        const char *kind;
    } NEEDED[] = {{ROOM_CHIP, "chip"}, {ROOM_BUYER, "buyer"}};
    for (int i = 0; i < 2 && !b->draft->cut; i++)
        if (b->room[NEEDED[i].room].roll.n == 0)
            fault_add(b->faults, b->draft->file, 0, "this script declares no %s: add %s",
                      NEEDED[i].kind, kind_find(NEEDED[i].kind)->example);
}

// What is derived and frozen.

static int add_once(const char **names, int n, const char *name) {
    for (int i = 0; i < n; i++)
        if (strcmp(names[i], name) == 0) return n;
    names[n] = name;
    return n + 1;
}

static void lists_make(Build *b) {
    Scenario *s = b->s;
    int n = b->draft->n_entities;
    const char **authorities = ARENA_NEW(b->arena, const char *, n + 1);
    const char **sellers = ARENA_NEW(b->arena, const char *, s->n_chips + 1);
    for (int i = 0; i < n; i++) {
        const RawField *by = raw_field(&b->draft->entities[i], "by");
        bool instrument = by && strcmp(b->draft->entities[i].kind, "chart") != 0;
        if (instrument)
            s->n_authorities = add_once(authorities, s->n_authorities, by->value.text);
    }
    for (int i = 0; i < s->n_chips; i++)
        s->n_sellers = add_once(sellers, s->n_sellers, s->chips[i].seller);
    s->authorities = authorities;
    s->sellers = sellers;
}

static bool is_instrument(int room) {
    return (room >= ROOM_CONTROL && room <= ROOM_SUBSIDY) || room == ROOM_LEASE ||
           room == ROOM_EFFICIENCY;
}

// Contracts of a lease that closes run on; what else has a last day is over then.
static void add_flags(Build *b, Event *events, const RawEntity *e, const Instrument *i,
                      int room) {
    const char *name = i->head.name, *does = room == ROOM_LEASE ? "closes" : "ends";
    if (raw_field(e, "from"))
        events[b->s->n_events++] =
            (Event){.name = name, .at = i->from, .head = &i->head, .kind = e->kind};
    if (raw_field(e, "to"))
        events[b->s->n_events++] = (Event){.name = arena_printf(b->arena, "%s %s", name, does),
                                           .at = i->to,
                                           .head = &i->head,
                                           .kind = e->kind,
                                           .ends = true};
}

static void events_make(Build *b) {
    Scenario *s = b->s;
    int seen[ROOM_COUNT] = {0};
    Event *events = ARENA_NEW(b->arena, Event, 2 * b->draft->n_entities + 1);
    for (int i = 0; i < b->draft->n_entities; i++) {
        const RawEntity *e = &b->draft->entities[i];
        int which = room_of(e->kind);
        if (which < 0) continue;
        Room *room = &b->room[which];
        char *item = room->items + room->size * (size_t)seen[which]++;
        const Head *head = (const Head *)(void *)item;
        if (which == ROOM_SHOCK && raw_field(e, "at"))
            events[s->n_events++] = (Event){.name = e->name,
                                            .at = ((Shock *)(void *)item)->at,
                                            .head = head,
                                            .kind = e->kind};
        else if (which == ROOM_TAPEOUT)
            events[s->n_events++] = (Event){.name = e->name,
                                            .at = ((Tapeout *)(void *)item)->at,
                                            .head = head,
                                            .kind = e->kind};
        else if (is_instrument(which))
            add_flags(b, events, e, (const Instrument *)(const void *)item, which);
    }
    s->events = events;
}

static void labels_fill(Build *b) {
    for (int i = 0; i < b->draft->n_inputs; i++) {
        Input *in = &b->draft->inputs[i];
        char name[64];
        bool bare = unit_is_plain(in->unit) || in->unit.date;
        if (!in->unit_label)
            in->unit_label = bare ? "" : arena_text(b->arena, unit_name(in->unit, name));
    }
}

static void freeze(Build *b) {
    Scenario *s = b->s;
    Draft *d = b->draft;
    lists_make(b);
    events_make(b);
    labels_fill(b);
    for (int i = 0; i < b->n_path_nums; i++) *b->path_nums[i] += b->n_slots;
    const char **labels = ARENA_NEW(b->arena, const char *, b->n_slots + b->n_paths + 1);
    for (int i = 0; i < b->n_slots; i++) labels[i] = b->labels[i];
    for (int i = 0; i < b->n_paths; i++) labels[b->n_slots + i] = b->path_labels[i];
    s->unit_labels = labels;
    s->n_slots = b->n_slots;
    s->slots = b->slots;
    s->n_paths = b->n_paths;
    s->paths = b->paths;
    s->n_inputs = d->n_inputs;
    s->inputs = d->inputs;
    s->n_cases = d->n_cases;
    s->cases = d->cases;
    s->n_rules = d->n_rules;
    s->tape =
        tape_compile(b->arena, b->graph, b->n_slots, b->slots, d->n_inputs, s->calendar.from);
}

static void build_begin(Build *b, Draft *d, const Names *series, Faults *faults) {
    *b = (Build){
        .draft = d, .arena = d->arena, .graph = d->graph, .faults = faults, .series = series};
    b->s = ARENA_NEW(d->arena, Scenario, 1);
    b->s->arena = d->arena;
    b->s->draft = d;
    b->point = ARENA_NEW(d->arena, double, d->n_inputs + 1);
    for (int i = 0; i < d->n_inputs; i++)
        b->point[i] = d->point ? d->point[i] : d->inputs[i].base;
}

const Scenario *scenario_build(Draft *draft, const Names *series, Faults *faults) {
    Build b;
    int before = faults_count(faults);
    build_begin(&b, draft, series, faults);
    names_collect(&b);
    setting_read(&b);
    parties_check(&b);
    inputs_check(&b);
    cases_read(&b);
    rooms_make(&b);
    rooms_show(&b);
    entities_read(&b);
    cross_check(&b);
    results_check(&b);
    observations_read(&b);
    lessons_read(&b);
    reach_make(&b);
    boxes_check(&b);
    shocks_check(&b);
    ranges_check(&b);
    if (draft->cut || faults_count(faults) > before) return NULL;
    freeze(&b);
    return b.s;
}

// Plain use.

bool instrument_acts(const Instrument *i, int buyer, int chip) {
    return i->acts[buyer * i->n_chips + chip];
}

Formula scenario_formula(const Scenario *s, Num n) {
    return n >= 0 && n < s->n_slots ? s->slots[n].formula : FORMULA_NONE;
}

const char *scenario_unit_label(const Scenario *s, Num n) {
    return s->unit_labels[n];
}

static double slot_value(const Scenario *s, Num n, const double *inputs) {
    const Slot *slot = &s->slots[n];
    double x = formula_value(s->draft->graph, slot->formula, inputs);
    return is_off(x) ? slot->neutral : slot->date ? x - s->calendar.from : x;
}

double scenario_value(const Scenario *s, Num n, const double *inputs, double t_months) {
    if (n < s->n_slots) return slot_value(s, n, inputs);
    const PathPlan *p = &s->paths[n - s->n_slots];
    double *knots = memory_grow(NULL, sizeof *knots * 2 * (size_t)p->n);
    for (int i = 0; i < p->n; i++) {
        knots[i] = slot_value(s, p->date[i], inputs);
        knots[p->n + i] = slot_value(s, p->value[i], inputs);
    }
    double value = path_at(p->kind, p->n, knots, knots + p->n, t_months);
    free(knots);
    return value;
}
