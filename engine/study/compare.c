#include "study/compare.h"

#include "study/compare_value.h"

#include <math.h>
#include <string.h>

typedef struct Comparison {
    Arena *arena;
    Compared side[2];
    const Kind *kind;
    int n, cap;
    Difference *found;
} Comparison;

// The same entity on both sides.
typedef struct Pair {
    Comparison *c;
    const RawEntity *raw[2];
    const char *name;
} Pair;

static void add(Comparison *c, const char *name, const char *field, CompareSide a,
                CompareSide b) {
    Difference d = {c->kind->name, name, field, {a, b}};
    ARENA_PUSH(c->arena, c->found, c->n, c->cap, d);
}

static const RawField *raw_field(const RawEntity *e, const char *name) {
    for (int i = 0; i < e->n_fields; i++)
        if (strcmp(e->fields[i].name, name) == 0) return &e->fields[i];
    return NULL;
}

static int line_of(const RawEntity *e, const char *field) {
    const RawField *f = raw_field(e, field);
    return f ? f->line : e->line;
}

static void add_texts(const Pair *p, const char *field, const char *a, const char *b) {
    const RawEntity *x = p->raw[0], *y = p->raw[1];
    add(p->c, p->name, field, (CompareSide){x->file, line_of(x, field), a},
        (CompareSide){y->file, line_of(y, field), b});
}

static void compare_texts(const Pair *p, const char *field, const char *a, const char *b) {
    if (strcmp(a, b) != 0) add_texts(p, field, a, b);
}

static const char *default_words(const Comparison *c, const Field *f) {
    char buffer[32];
    const char *fallback = f ? field_default(f, buffer) : "";
    bool known = *fallback && f && !f->required;
    return known ? arena_printf(c->arena, "not given (default %s)", fallback) : "not given";
}

// Is this what the field would be without it?
static bool is_default(const Compared *c, const Raw *v, const Field *f) {
    char buffer[32];
    if (!f || f->required) return false;
    const char *words = field_default(f, buffer);
    if (v->kind == RAW_OFF) return strcmp(words, "off") == 0;
    if (v->kind == RAW_TEXT) return *words && strcmp(words, v->text) == 0;
    if (is_off(f->fallback)) return false;
    Raw fallback = {.kind = RAW_NUMBER, .number = f->fallback};
    return strcmp(value_key(c, v, f), value_key(c, &fallback, f)) == 0;
}

static void compare_field(const Pair *p, const char *name) {
    const Field *f = field_find(p->c->kind, name);
    const char *words[2], *key[2];
    const RawField *raw[2];
    for (int i = 0; i < 2; i++) {
        const Compared *c = &p->c->side[i];
        raw[i] = raw_field(p->raw[i], name);
        words[i] = raw[i] ? value_words(c, &raw[i]->value, f) : default_words(p->c, f);
        key[i] = raw[i] ? value_key(c, &raw[i]->value, f) : "";
    }
    for (int i = 0; i < 2; i++)
        if (!raw[1 - i] && is_default(&p->c->side[i], &raw[i]->value, f)) return;
    if (strcmp(key[0], key[1]) != 0) add_texts(p, name, words[0], words[1]);
}

// Fields in the order of the first side, then those that only the second has.
static void compare_fields(const Pair *p) {
    for (int i = 0; i < p->raw[0]->n_fields; i++) compare_field(p, p->raw[0]->fields[i].name);
    for (int i = 0; i < p->raw[1]->n_fields; i++) {
        const char *name = p->raw[1]->fields[i].name;
        if (!raw_field(p->raw[0], name)) compare_field(p, name);
    }
}

static const Input *input_named(const Scenario *s, const char *name) {
    for (int i = 0; i < s->n_inputs; i++)
        if (strcmp(s->inputs[i].name, name) == 0) return &s->inputs[i];
    return NULL;
}

static const char *number_words(const Comparison *c, const Input *in, double value) {
    char text[96];
    if (is_off(value)) return "off";
    if (in->shape == INPUT_TOGGLE) return value != 0 ? "true" : "false";
    if (in->shape == INPUT_CHOICE && value >= 0 && value < in->n_choices)
        return arena_printf(c->arena, "\"%s\"", in->choices[(int)value]);
    value_format(value, in->unit, text);
    return arena_text(c->arena, text);
}

static const char *list_words(const Comparison *c, const char *const *names, int n,
                              const char *none) {
    const char *all = n ? names[0] : none;
    for (int i = 1; i < n; i++) all = arena_printf(c->arena, "%s, %s", all, names[i]);
    return all;
}

static const char *dist_words(const Comparison *c, const Dist *d) {
    char text[256];
    if (d->kind == DIST_NONE) return "not given";
    dist_format(d, text, sizeof text);
    return arena_text(c->arena, text);
}

static const char *or_none(const char *text) {
    return text ? text : "not given";
}

// A lever or an assumption: what the engine made of its table, with the ends that were not given.
static void compare_inputs(const Pair *p) {
    const Comparison *c = p->c;
    const Input *a = input_named(c->side[0].scenario, p->name);
    const Input *b = input_named(c->side[1].scenario, p->name);
    if (!a || !b) return;
    compare_texts(p, "value", number_words(c, a, a->base), number_words(c, b, b->base));
    compare_texts(p, "min", number_words(c, a, a->min), number_words(c, b, b->min));
    compare_texts(p, "max", number_words(c, a, a->max), number_words(c, b, b->max));
    compare_texts(p, "off", a->can_be_off ? "true" : "false", b->can_be_off ? "true" : "false");
    compare_texts(p, "whole", a->whole ? "true" : "false", b->whole ? "true" : "false");
    compare_texts(p, "choices", list_words(c, a->choices, a->n_choices, "not given"),
                  list_words(c, b->choices, b->n_choices, "not given"));
    compare_texts(p, "dist", dist_words(c, &a->dist), dist_words(c, &b->dist));
    compare_texts(p, "source", list_words(c, a->sources, a->n_sources, "not given"),
                  list_words(c, b->sources, b->n_sources, "not given"));
    compare_texts(p, "label", or_none(a->label), or_none(b->label));
    compare_texts(p, "doc", or_none(a->doc), or_none(b->doc));
}

static bool of_kind(const Comparison *c, const RawEntity *e) {
    return strcmp(e->kind, c->kind->name) == 0;
}

static bool same_name(const RawEntity *a, const RawEntity *b) {
    if (strcmp(a->kind, b->kind) != 0) return false;
    if (strcmp(a->kind, "scenario") == 0) return true; // its name is its title
    return strcmp(a->name ? a->name : "", b->name ? b->name : "") == 0;
}

// The entity of the other side that stands for number `i`: the k-th of its name for the k-th.
static const RawEntity *counterpart(const Draft *d, int i, const Draft *other) {
    const RawEntity *e = &d->entities[i];
    int before = 0;
    for (int k = 0; k < i; k++) before += same_name(&d->entities[k], e);
    for (int k = 0; k < other->n_entities; k++)
        if (same_name(&other->entities[k], e) && before-- == 0) return &other->entities[k];
    return NULL;
}

static void compare_pair(Comparison *c, const RawEntity *a, const RawEntity *b) {
    bool whole = strcmp(a->kind, "scenario") == 0;
    Pair p = {c, {a, b}, whole ? NULL : a->name};
    if (whole) {
        const char *was = c->side[0].scenario->title, *is = c->side[1].scenario->title;
        compare_texts(&p, "title", arena_printf(c->arena, "\"%s\"", or_none(was)),
                      arena_printf(c->arena, "\"%s\"", or_none(is)));
    }
    if (strcmp(a->kind, "lever") == 0 || strcmp(a->kind, "assume") == 0)
        compare_inputs(&p);
    else
        compare_fields(&p);
}

static void compare_kind(Comparison *c) {
    const Draft *a = c->side[0].scenario->draft, *b = c->side[1].scenario->draft;
    for (int i = 0; i < a->n_entities; i++) {
        const RawEntity *e = &a->entities[i];
        if (!of_kind(c, e)) continue;
        const RawEntity *other = counterpart(a, i, b);
        if (other)
            compare_pair(c, e, other);
        else
            add(c, e->name, NULL, (CompareSide){e->file, e->line, NULL}, (CompareSide){0});
    }
    for (int i = 0; i < b->n_entities; i++) {
        const RawEntity *e = &b->entities[i];
        if (of_kind(c, e) && !counterpart(b, i, a))
            add(c, e->name, NULL, (CompareSide){0}, (CompareSide){e->file, e->line, NULL});
    }
}

// Rules are functions: only their number can be told.
static void compare_rules(Comparison *c) {
    static const Kind RULES = {.name = "rules"};
    const Scenario *a = c->side[0].scenario, *b = c->side[1].scenario;
    if (a->n_rules == b->n_rules) return;
    c->kind = &RULES;
    add(c, NULL, "number",
        (CompareSide){a->file, a->line, arena_printf(c->arena, "%d", a->n_rules)},
        (CompareSide){b->file, b->line, arena_printf(c->arena, "%d", b->n_rules)});
}

int scenario_compare(const Scenario *a, const Scenario *b, Arena *arena, Difference **out) {
    Comparison c = {.arena = arena};
    compared_init(&c.side[0], a, arena);
    compared_init(&c.side[1], b, arena);
    for (int i = 0; i < kind_count(); i++) {
        c.kind = kind_at(i);
        compare_kind(&c);
    }
    compare_rules(&c);
    *out = c.found;
    return c.n;
}
