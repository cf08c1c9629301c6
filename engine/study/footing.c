#include "study/footing.h"

#include "scenario/schema.h"

#include <string.h>

typedef struct Walk {
    const Scenario *s;
    Arena *arena;
    Footing *out;
    Rest own;           // of the entity
    const char *fields; // without a source, so far
} Walk;

Rest rest_of(const char *const *sources, int n) {
    for (int i = 0; i < n; i++)
        if (strcmp(sources[i], "assumed") != 0) return REST_SOURCED;
    return n ? REST_ASSUMED : REST_NOTHING;
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

static const RawField *field_of(const RawEntity *e, const char *name) {
    for (int i = 0; i < e->n_fields; i++)
        if (strcmp(e->fields[i].name, name) == 0) return &e->fields[i];
    return NULL;
}

static Rest own_rest(const RawEntity *e) {
    const RawField *f = field_of(e, "source");
    if (!f) return REST_NOTHING;
    if (f->value.kind == RAW_TEXT) return rest_of(&f->value.text, 1);
    Rest rest = f->value.n || f->value.kind != RAW_LIST ? REST_ASSUMED : REST_NOTHING;
    if (f->value.kind == RAW_ENTITY) return REST_SOURCED;
    for (int i = 0; i < f->value.n; i++) {
        const char *id = f->value.items[i].value.text;
        if (id && strcmp(id, "assumed") != 0) rest = REST_SOURCED;
    }
    return rest;
}

static void count_entity(Walk *w, const Kind *kind, const RawEntity *e) {
    w->own = own_rest(e);
    w->fields = NULL;
    for (int i = 0; i < e->n_fields; i++) {
        const RawField *f = &e->fields[i];
        const Field *field = field_find(kind, f->name);
        if (!field || !is_numeric(field->type)) continue;
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

Footing footing_of(const Scenario *s, Arena *arena) {
    Footing out = {0};
    Walk w = {.s = s, .arena = arena, .out = &out};
    count_inputs(&w);
    for (int i = 0; i < s->draft->n_entities; i++) {
        const RawEntity *e = &s->draft->entities[i];
        const Kind *kind = kind_find(e->kind);
        if (kind && kind->size) count_entity(&w, kind, e);
    }
    return out;
}

const char *unsourced_words(const Unsourced *u, Arena *arena) {
    static const char fix[] = "add source = \"...\" or \"assumed\"";
    if (!u->fields) return arena_printf(arena, "%s has no source: %s", u->what, fix);
    bool many = strchr(u->fields, ',') != NULL;
    return arena_printf(arena, "%s: %s %s no source: %s", u->what, u->fields,
                        many ? "have" : "has", fix);
}
