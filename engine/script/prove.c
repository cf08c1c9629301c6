#include "script/prove.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double LAST_BITS = 1e-12;

typedef struct Prover {
    const Draft *trace, *plain;
    double *traced, *ran; // of each formula of either graph
    bool *inexact;        // of the trace's formulas
    bool loosely;
    Arena *arena;
    const RawEntity *entity;
    Difference *out;
} Prover;

static void mark_inexact(Prover *p) {
    const Graph *g = p->trace->graph;
    int n = graph_size(g);
    p->inexact = memory_grow(NULL, sizeof *p->inexact * (size_t)(n + 1));
    for (Formula f = 0; f < n; f++) {
        const Node *node = graph_node(g, f);
        bool leaf = op_is_leaf(node->op);
        p->inexact[f] = node->op == OP_POW || node->op == OP_MOD ||
                        (!leaf && p->inexact[node->a]) ||
                        (!leaf && !op_is_unary(node->op) && p->inexact[node->b]);
    }
}

static bool close_enough(Prover *p, Formula f, double a, double b) {
    if (a == b) return true;
    if (f == FORMULA_NONE || !isfinite(a) || !isfinite(b)) return false;
    if (!p->inexact) mark_inexact(p);
    return p->inexact[f] && fabs(a - b) <= LAST_BITS * fmax(fabs(a), fabs(b));
}

static const char *number_words(Arena *arena, bool off, double x) {
    return off ? "off" : arena_printf(arena, "%.17g", x);
}

static bool is_number(const Raw *r) {
    return r->kind == RAW_NUMBER || r->kind == RAW_FORMULA || r->kind == RAW_OFF;
}

// A plain run has no formula but `off`; a number that is nan there is a nan.
static bool numbers_agree(Prover *p, const Raw *a, const Raw *b, const char **words) {
    if (p->loosely) return true;
    double x = a->kind == RAW_FORMULA ? p->traced[a->formula] : a->number;
    double y = b->kind == RAW_FORMULA ? p->ran[b->formula] : b->number;
    bool x_off = a->kind == RAW_OFF || (a->kind == RAW_FORMULA && is_off(x));
    bool y_off = b->kind == RAW_OFF || (b->kind == RAW_FORMULA && is_off(y));
    Formula f = a->kind == RAW_FORMULA ? a->formula : FORMULA_NONE;
    if (x_off || y_off ? x_off && y_off : close_enough(p, f, x, y)) return true;
    if (isnan(x) && isnan(y) && !x_off && !y_off) return true;
    *words = arena_printf(p->arena, "traced as %s, run as %s", number_words(p->arena, x_off, x),
                          number_words(p->arena, y_off, y));
    return false;
}

static bool paths_agree(Prover *p, const Path *a, const Path *b, const char **words) {
    *words = "traced and run as different paths";
    if (a->kind != b->kind || a->n != b->n) return false;
    for (int i = 0; i < a->n; i++) {
        Raw x = {.kind = RAW_FORMULA, .formula = a->value[i]};
        Raw y = {.kind = RAW_FORMULA, .formula = b->value[i]};
        if (!numbers_agree(p, &x, &y, words)) return false;
        x.formula = a->date[i], y.formula = b->date[i];
        if (!numbers_agree(p, &x, &y, words)) return false;
    }
    return true;
}

static const char *kind_words(const Raw *r, Arena *arena) {
    switch (r->kind) {
    case RAW_TEXT:
    case RAW_ENTITY:
        return arena_printf(arena, "\"%s\"", r->text);
    case RAW_BOOL:
        return r->number != 0 ? "true" : "false";
    case RAW_PATH:
        return "a path";
    case RAW_LIST:
    case RAW_MAP:
        return arena_printf(arena, "a table of %d", r->n);
    case RAW_OTHER:
        return arena_printf(arena, "a %s", r->text);
    default:
        return "a number";
    }
}

static bool text_same(const char *a, const char *b) {
    return strcmp(a ? a : "", b ? b : "") == 0;
}

static bool raws_agree(Prover *p, const Raw *a, const Raw *b, const char **words) {
    if (is_number(a) && is_number(b)) return numbers_agree(p, a, b, words);
    if (a->kind == RAW_PATH && b->kind == RAW_PATH)
        return paths_agree(p, a->path, b->path, words);
    bool same = a->kind == b->kind && a->n == b->n;
    if (same && (a->kind == RAW_LIST || a->kind == RAW_MAP)) {
        for (int i = 0; i < a->n; i++) {
            same = text_same(a->items[i].key, b->items[i].key);
            if (!same) break;
            if (!raws_agree(p, &a->items[i].value, &b->items[i].value, words)) return false;
        }
    } else if (same) {
        same = text_same(a->text, b->text) && a->number == b->number;
    }
    if (!same)
        *words = arena_printf(p->arena, "traced as %s, run as %s", kind_words(a, p->arena),
                              kind_words(b, p->arena));
    return same;
}

static bool differs(Prover *p, int line, const char *field, const char *words) {
    const RawEntity *e = p->entity;
    const char *head = arena_printf(p->arena, "%s \"%s\": ", e->kind, e->name);
    const char *where = field ? arena_printf(p->arena, "field '%s': ", field) : "";
    *p->out = (Difference){.file = e->file, .line = line};
    p->out->words = arena_printf(p->arena, "%s%s%s", head, where, words);
    return false;
}

static bool entities_agree(Prover *p, const RawEntity *a, const RawEntity *b) {
    p->entity = a;
    bool same = text_same(a->kind, b->kind) && text_same(a->name, b->name);
    if (!same)
        return differs(
            p, a->line, NULL,
            arena_printf(p->arena, "traced here, run as %s \"%s\"", b->kind, b->name));
    int n = a->n_fields > b->n_fields ? a->n_fields : b->n_fields;
    for (int i = 0; i < n; i++) {
        const RawField *x = i < a->n_fields ? &a->fields[i] : NULL;
        const RawField *y = i < b->n_fields ? &b->fields[i] : NULL;
        const char *words = "";
        if (!x || (y && !text_same(x->name, y->name)))
            return differs(p, a->line, y->name, "is there only when run, not when traced");
        if (!y) return differs(p, x->line, x->name, "is there only when traced, not when run");
        if (!raws_agree(p, &x->value, &y->value, &words))
            return differs(p, x->line, x->name, words);
    }
    return true;
}

// Without units a plain run cannot tell a date from a number, so it cannot know the same default
// range; what the script wrote is compared with the entities, where each lever's table is too.
static bool inputs_agree(Prover *p) {
    const Draft *a = p->trace, *b = p->plain;
    *p->out = (Difference){.file = a->file, .words = "other rules when run than when traced"};
    if (a->n_rules != b->n_rules) return false;
    p->out->words = "other levers when run than when traced";
    if (a->n_inputs != b->n_inputs) return false;
    for (int i = 0; i < a->n_inputs; i++) {
        const Input *x = &a->inputs[i], *y = &b->inputs[i];
        p->out->file = x->file, p->out->line = x->line;
        bool value = p->loosely || x->base == y->base || (is_off(x->base) && is_off(y->base));
        if (!text_same(x->name, y->name) || x->kind != y->kind || !value) return false;
    }
    return true;
}

static bool all_agree(Prover *p) {
    const Draft *a = p->trace, *b = p->plain;
    if (!inputs_agree(p)) return false;
    int n = a->n_entities < b->n_entities ? a->n_entities : b->n_entities;
    for (int i = 0; i < n; i++)
        if (!entities_agree(p, &a->entities[i], &b->entities[i])) return false;
    if (a->n_entities == b->n_entities) return true;
    bool traced = a->n_entities > n;
    p->entity = traced ? &a->entities[n] : &b->entities[n];
    return differs(p, p->entity->line, NULL,
                   traced ? "is there only when traced, not when run"
                          : "is there only when run, not when traced");
}

static double *values_of(const Graph *g, const double *point) {
    double *values = memory_grow(NULL, sizeof *values * (size_t)(graph_size(g) + 1));
    graph_values(g, point, values);
    return values;
}

bool draft_agrees(const Draft *trace, const Draft *plain, const double *point, bool loosely,
                  Arena *arena, Difference *out) {
    *out = (Difference){0};
    Prover p = {.trace = trace, .plain = plain, .loosely = loosely, .arena = arena, .out = out};
    p.traced = values_of(trace->graph, point);
    p.ran = values_of(plain->graph, point);
    bool same = all_agree(&p);
    free(p.traced);
    free(p.ran);
    free(p.inexact);
    return same;
}
