#include "support/test.h"
#include "support/draft.h"

#include <string.h>

static int next_line(const Draft *d) {
    int line = 1;
    for (int i = 0; i < d->n_entities; i++) line += 1 + d->entities[i].n_fields;
    return line + d->n_inputs;
}

Draft *draft_new(void) {
    Arena *arena = arena_new();
    Draft *d = ARENA_NEW(arena, Draft, 1);
    d->arena = arena;
    d->file = "test.lua";
    d->graph = graph_new(arena);
    return d;
}

void draft_free(Draft *d) {
    arena_free(d->arena);
}

RawEntity *draft_entity(Draft *d, const char *kind, const char *name) {
    RawEntity e = {.kind = kind, .name = name, .file = d->file, .line = next_line(d)};
    ARENA_PUSH(d->arena, d->entities, d->n_entities, d->cap_entities, e);
    return &d->entities[d->n_entities - 1];
}

RawEntity *draft_scenario(Draft *d, const char *from, const char *to, const char *step) {
    RawEntity *e = draft_entity(d, "scenario", "a test");
    draft_text(d, e, "from", from);
    draft_text(d, e, "to", to);
    draft_text(d, e, "step", step);
    return e;
}

RawEntity *draft_find(Draft *d, const char *kind, const char *name) {
    for (int i = 0; i < d->n_entities; i++)
        if (strcmp(d->entities[i].kind, kind) == 0 && strcmp(d->entities[i].name, name) == 0)
            return &d->entities[i];
    return NULL;
}

void draft_field(Draft *d, RawEntity *e, const char *field, Raw value) {
    RawField *fields = ARENA_NEW(d->arena, RawField, e->n_fields + 1);
    if (e->n_fields) memcpy(fields, e->fields, sizeof *fields * (size_t)e->n_fields);
    e->fields = fields;
    for (int i = 0; i < e->n_fields; i++) {
        if (strcmp(fields[i].name, field) != 0) continue;
        fields[i].value = value;
        return;
    }
    fields[e->n_fields] = (RawField){field, e->line + 1 + e->n_fields, value};
    e->n_fields++;
}

void draft_remove(RawEntity *e, const char *field) {
    RawField *fields = (RawField *)e->fields;
    int n = 0;
    for (int i = 0; i < e->n_fields; i++)
        if (strcmp(fields[i].name, field) != 0) fields[n++] = fields[i];
    e->n_fields = n;
}

Raw raw_number(double value) {
    return (Raw){.kind = RAW_NUMBER, .number = value};
}
Raw raw_text(const char *text) {
    return (Raw){.kind = RAW_TEXT, .text = text};
}
Raw raw_formula(Formula f) {
    return (Raw){.kind = RAW_FORMULA, .formula = f};
}

void draft_number(Draft *d, RawEntity *e, const char *field, double value) {
    draft_field(d, e, field, raw_number(value));
}

void draft_text(Draft *d, RawEntity *e, const char *field, const char *text) {
    draft_field(d, e, field, raw_text(text));
}

void draft_bool(Draft *d, RawEntity *e, const char *field, bool value) {
    draft_field(d, e, field, (Raw){.kind = RAW_BOOL, .number = value});
}

void draft_off(Draft *d, RawEntity *e, const char *field) {
    draft_field(d, e, field, (Raw){.kind = RAW_OFF});
}

void draft_formula(Draft *d, RawEntity *e, const char *field, Formula f) {
    draft_field(d, e, field, raw_formula(f));
}

void draft_path(Draft *d, RawEntity *e, const char *field, const Path *path) {
    draft_field(d, e, field, (Raw){.kind = RAW_PATH, .path = path});
}

void draft_list(Draft *d, RawEntity *e, const char *field, ...) {
    RawItem *items = NULL;
    int n = 0, cap = 0;
    va_list args;
    va_start(args, field);
    for (const char *name; (name = va_arg(args, const char *));)
        ARENA_PUSH(d->arena, items, n, cap, (RawItem){.value = raw_text(name)});
    va_end(args);
    draft_field(d, e, field, (Raw){.kind = RAW_LIST, .n = n, .items = items});
}

Raw draft_raw_map(Draft *d, int n, const char *const *keys, const Raw *values) {
    RawItem *items = ARENA_NEW(d->arena, RawItem, n);
    for (int i = 0; i < n; i++) items[i] = (RawItem){keys[i], false, values[i]};
    return (Raw){.kind = RAW_MAP, .n = n, .items = items};
}

void draft_map(Draft *d, RawEntity *e, const char *field, ...) {
    RawItem *items = NULL;
    int n = 0, cap = 0;
    va_list args;
    va_start(args, field);
    for (const char *key; (key = va_arg(args, const char *));) {
        Raw value = raw_number(va_arg(args, double));
        ARENA_PUSH(d->arena, items, n, cap, (RawItem){.key = key, .value = value});
    }
    va_end(args);
    draft_field(d, e, field, (Raw){.kind = RAW_MAP, .n = n, .items = items});
}

const Path *draft_knots(Draft *d, PathKind kind, Unit unit, int n, ...) {
    Path *p = ARENA_NEW(d->arena, Path, 1);
    *p = (Path){kind, n, ARENA_NEW(d->arena, Formula, n), ARENA_NEW(d->arena, Formula, n)};
    Unit date_unit = {.date = true};
    va_list args;
    va_start(args, n);
    for (int i = 0; i < n; i++) {
        double date = 0;
        assert_true(date_parse(va_arg(args, const char *), &date));
        p->date[i] = formula_const(d->graph, date, date_unit);
        p->value[i] = formula_const(d->graph, va_arg(args, double), unit);
    }
    va_end(args);
    return p;
}

const Path *draft_grow(Draft *d, double start, double rate_per_month, Unit unit) {
    Path *p = ARENA_NEW(d->arena, Path, 1);
    *p = (Path){PATH_GROW, 1, ARENA_NEW(d->arena, Formula, 1), ARENA_NEW(d->arena, Formula, 1)};
    p->date[0] = formula_const(d->graph, rate_per_month, UNIT_PLAIN);
    p->value[0] = formula_const(d->graph, start, unit);
    return p;
}

static Formula input_add(Draft *d, Input in) {
    in.file = d->file;
    in.line = next_line(d);
    ARENA_PUSH(d->arena, d->inputs, d->n_inputs, d->cap_inputs, in);
    return formula_input(d->graph, d->n_inputs - 1, in.unit);
}

Formula draft_lever(Draft *d, const char *name, double base, double min, double max) {
    return input_add(
        d, (Input){.kind = INPUT_LEVER, .name = name, .base = base, .min = min, .max = max});
}

Formula draft_assume(Draft *d, const char *name, double base, double min, double max,
                     Unit unit) {
    return input_add(d, (Input){.kind = INPUT_ASSUME,
                                .name = name,
                                .base = base,
                                .min = min,
                                .max = max,
                                .unit = unit});
}

Input *draft_input(Draft *d, const char *name) {
    for (int i = 0; i < d->n_inputs; i++)
        if (strcmp(d->inputs[i].name, name) == 0) return &d->inputs[i];
    return NULL;
}

const Scenario *draft_build(Draft *d) {
    Faults *faults = faults_new();
    const Scenario *s = scenario_build(d, NULL, faults);
    assert_no_faults(faults);
    faults_free(faults);
    assert_non_null(s);
    return s;
}

Draft *draft_small(void) {
    Draft *d = draft_new();
    draft_scenario(d, "2026-01", "2026-12", "month");
    RawEntity *e = draft_entity(d, "chip", "H200");
    draft_text(d, e, "origin", "US");
    draft_number(d, e, "price", 27000);
    draft_number(d, e, "flops", 989.5);
    e = draft_entity(d, "buyer", "ByteDance");
    draft_text(d, e, "jurisdiction", "CN");
    draft_number(d, e, "capex", 1e9);
    draft_number(d, e, "demand", 1000);
    return d;
}

void draft_faults(Draft *d, const Names *series, const char *file, int line, ...) {
    Faults *faults = faults_new();
    const Scenario *s = scenario_build(d, series, faults);
    faults_sort(faults);
    bool same = s == NULL;
    if (s) print_error("the draft builds\n");
    va_list args;
    va_start(args, line);
    int i = 0;
    for (const char *want; (want = va_arg(args, const char *)); i++) {
        const char *got = i < faults_count(faults) ? fault_line(faults, i) : "(no such fault)";
        if (strcmp(got, want) == 0) continue;
        print_error("fault %d is\n  %s\nexpected\n  %s\n", i, got, want);
        same = false;
    }
    va_end(args);
    for (; i < faults_count(faults); i++) {
        print_error("unexpected fault\n  %s\n", fault_line(faults, i));
        same = false;
    }
    faults_free(faults);
    draft_free(d);
    if (!same) _fail(file, line);
}
