#include "study/footing.h"

#include "scenario/schema.h"

#include <string.h>

typedef struct Walk {
    const Scenario *s;
    Arena *arena;
    Footing *out;
    Rest own;           // of the field looked at, as far as it is a number
    const char *fields; // without a source, so far
} Walk;

Rest rest_of(const char *const *sources, int n) {
    for (int i = 0; i < n; i++)
        if (strcmp(sources[i], "assumed") != 0) return REST_SOURCED;
    return n ? REST_ASSUMED : REST_NOTHING;
}

bool case_value_counts(const Input *in, const CaseValue *v) {
    return (in->shape == INPUT_NUMBER || in->shape == INPUT_DATE) && !is_off(v->value);
}

static Rest worse(Rest a, Rest b) {
    return a > b ? a : b;
}

static Rest rest_of_formula(const Walk *w, Formula f) {
    const Graph *g = w->s->draft->graph;
    if (formula_is_const(g, f)) return w->own;
    Rest rest = REST_SOURCED;
    for (int i = 0; i < w->s->n_inputs; i++) {
        const Input *in = &w->s->inputs[i];
        if (formula_uses(g, f, i)) rest = worse(rest, rest_of(in->sources, in->n_sources));
    }
    return rest;
}

static Rest rest_of_path(const Walk *w, const Path *p) {
    Rest rest = REST_SOURCED;
    for (int i = 0; i < p->n; i++) rest = worse(rest, rest_of_formula(w, p->value[i]));
    return rest;
}

// Counts the numbers of a field; the worst of them.
static Rest count_raw(Walk *w, const Field *field, const Raw *raw) {
    Rest rest = REST_SOURCED, one;
    bool date = field->type == FIELD_DATE && raw->kind == RAW_TEXT;
    if (raw->kind == RAW_LIST || raw->kind == RAW_MAP) {
        for (int i = 0; i < raw->n; i++)
            rest = worse(rest, count_raw(w, field, &raw->items[i].value));
        return rest;
    }
    if (raw->kind == RAW_FORMULA)
        one = rest_of_formula(w, raw->formula);
    else if (raw->kind == RAW_PATH)
        one = rest_of_path(w, raw->path);
    else if (raw->kind == RAW_NUMBER || date)
        one = w->own;
    else
        return rest;
    w->out->fields[one]++;
    return one;
}

static bool is_numeric(FieldType type) {
    return type == FIELD_NUMBER || type == FIELD_DATE || type == FIELD_WHOLE ||
           type == FIELD_YEARS || type == FIELD_BY_WORKLOAD || type == FIELD_BY_RESOURCE ||
           type == FIELD_PASS_THROUGH;
}

static void count_entity(Walk *w, const Kind *kind, const RawEntity *e) {
    w->fields = NULL;
    for (int i = 0; i < e->n_fields; i++) {
        const RawField *f = &e->fields[i];
        const Field *field = field_find(kind, f->name);
        if (!field || !is_numeric(field->type)) continue;
        Names ids = sources_for(e, f->name, w->arena);
        w->own = rest_of(ids.name, ids.n);
        if (count_raw(w, field, &f->value) != REST_NOTHING) continue;
        w->fields = w->fields ? arena_printf(w->arena, "%s, %s", w->fields, f->name) : f->name;
    }
    if (!w->fields) return;
    Unsourced u = {.file = e->file, .line = e->line, .fields = w->fields};
    u.what = arena_printf(w->arena, "%s \"%s\"", e->kind, e->name);
    ARENA_PUSH(w->arena, w->out->unsourced, w->out->n, w->out->cap, u);
}

static void count_inputs(Walk *w) {
    for (int i = 0; i < w->s->n_inputs; i++) {
        const Input *in = &w->s->inputs[i];
        Rest rest = rest_of(in->sources, in->n_sources);
        w->out->inputs[rest]++;
        if (rest != REST_NOTHING) continue;
        Unsourced u = {.file = in->file, .line = in->line, .what = in->name};
        ARENA_PUSH(w->arena, w->out->unsourced, w->out->n, w->out->cap, u);
    }
}

static void count_case(Walk *w, const Case *c) {
    const char *names = NULL;
    for (int i = 0; i < c->n_values; i++) {
        const CaseValue *v = &c->values[i];
        const Input *in = &w->s->inputs[v->input];
        if (!case_value_counts(in, v)) continue;
        Rest rest = rest_of(v->sources.name, v->sources.n);
        w->out->values[rest]++;
        if (rest != REST_NOTHING) continue;
        names = names ? arena_printf(w->arena, "%s, %s", names, in->name) : in->name;
    }
    if (!names) return;
    Unsourced u = {.file = c->file, .line = c->line, .fields = names};
    u.what = arena_printf(w->arena, "case \"%s\"", c->name);
    ARENA_PUSH(w->arena, w->out->unsourced, w->out->n, w->out->cap, u);
}

Footing footing_of(const Scenario *s, Arena *arena) {
    Footing out = {0};
    Walk w = {.s = s, .arena = arena, .out = &out};
    count_inputs(&w);
    for (int i = 0; i < s->draft->n_entities; i++) {
        const RawEntity *e = &s->draft->entities[i];
        const Kind *kind = kind_find(e->kind);
        if (kind && kind->size) count_entity(&w, kind, e);
    }
    for (int i = 0; i < s->n_cases; i++) count_case(&w, &s->cases[i]);
    return out;
}

const char *unsourced_words(const Unsourced *u, Arena *arena) {
    static const char fix[] = "add source = \"...\" or \"assumed\"";
    if (!u->fields) return arena_printf(arena, "%s has no source: %s", u->what, fix);
    bool many = strchr(u->fields, ',') != NULL;
    return arena_printf(arena, "%s: %s %s no source: %s", u->what, u->fields,
                        many ? "have" : "has", fix);
}
