// Mixed replay: what a trace cannot see (`q == 3`, t[q]) shows when one quantity is handed over
// as a plain number, at values that nobody ran yet, while the others stay quantities.
#include "script/branch.h"
#include "script/entity.h"
#include "script/prove.h"
#include "script/variant.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_VALUES = 32 };

typedef struct Replay {
    Script *s;
    Faults *faults;
    const Draft *base;
    int input;      // the one that is plain
    double *point;  // the base, but for `input`
    double *beside; // the same, with the others moved: there two formulas of one value differ
    int n;
    double value[MOST_VALUES];
    Difference difference;
    const double *where; // of the difference
} Replay;

static void add_value(Replay *r, double x) {
    const Input *in = &r->base->inputs[r->input];
    if (is_off(x) ? !in->can_be_off : x < in->min || x > in->max) return;
    if (in->whole && x != floor(x)) return;
    for (int i = 0; i < r->n; i++)
        if (r->value[i] == x || (is_off(r->value[i]) && is_off(x))) return;
    if (r->n < MOST_VALUES) r->value[r->n++] = x;
}

static void collect_values(Replay *r) {
    const Input *in = &r->base->inputs[r->input];
    r->n = 0;
    add_value(r, in->base);
    add_value(r, in->min);
    add_value(r, in->max);
    add_value(r, 0);
    add_value(r, 1);
    if (in->can_be_off) add_value(r, off_value());
    for (int i = 0; i < r->base->n_cases; i++) {
        const Case *c = &r->base->cases[i];
        for (int k = 0; k < c->n_values; k++)
            if (c->values[k].input == r->input) add_value(r, c->values[k].value);
    }
    for (int i = 0; in->dist.kind == DIST_DISCRETE && i < in->dist.n; i++)
        add_value(r, in->dist.values[i]);
    for (int i = 0; in->whole && i < MOST_VALUES; i++) add_value(r, ceil(in->min) + i);
}

// Whether each formula depends on an input beside the plain one.
static bool *others_of(const Graph *g, int input) {
    int n = graph_size(g);
    bool *others = memory_grow(NULL, sizeof *others * (size_t)(n + 1));
    for (Formula f = 0; f < n; f++) {
        const Node *node = graph_node(g, f);
        others[f] = node->op == OP_INPUT && node->a != input;
        if (op_is_leaf(node->op)) continue;
        others[f] = others[node->a] || (!op_is_unary(node->op) && others[node->b]);
    }
    return others;
}

// Lua finds a number and a quantity unequal without asking: where the trace compares the plain
// one with another quantity, a mixed run says nothing.
static bool is_comparable(const Draft *d, int input) {
    bool *others = others_of(d->graph, input), fine = true;
    for (int i = 0; i < d->n_guards; i++) {
        const Guard *g = &d->guards[i];
        if (g->op != GUARD_EQ || others[g->a] == others[g->b]) continue;
        fine = fine && !formula_uses(d->graph, others[g->a] ? g->b : g->a, input);
    }
    free(others);
    return fine;
}

typedef struct Side { // the guards of one of the two drafts, with their values beside the point
    const Draft *d;
    bool *others;
    double *values;
} Side;

static Side side_of(const Draft *d, const Replay *r) {
    Side x = {.d = d, .others = others_of(d->graph, r->input)};
    x.values = memory_grow(NULL, sizeof *x.values * (size_t)(graph_size(d->graph) + 1));
    graph_values(d->graph, r->beside, x.values);
    return x;
}

static void side_done(Side *x) {
    free(x->others);
    free(x->values);
}

static bool near(double a, double b) {
    if (a == b || (isnan(a) && isnan(b))) return true;
    return fabs(a - b) <= 1e-12 * fmax(fabs(a), fabs(b));
}

static bool has_guard(const Side *x, const Side *of, const Guard *g) {
    for (int i = 0; i < x->d->n_guards; i++) {
        const Guard *mine = &x->d->guards[i];
        if (mine->op == g->op && mine->outcome == g->outcome &&
            near(x->values[mine->a], of->values[g->a]) &&
            near(x->values[mine->b], of->values[g->b]))
            return true;
    }
    return false;
}

// Every guard over the other quantities is in both.
static bool guards_in(Replay *r, const Side *x, const Side *other, const char *how) {
    for (int i = 0; i < x->d->n_guards; i++) {
        const Guard *g = &x->d->guards[i];
        if (!(x->others[g->a] || x->others[g->b]) || has_guard(other, x, g)) continue;
        const char *words = guard_words(x->d, g, g->outcome, r->s->arena);
        words = arena_printf(r->s->arena, "the comparison %s is made only %s", words, how);
        r->difference = (Difference){arena_text(r->s->arena, g->file), g->line, words};
        return false;
    }
    return true;
}

static bool guards_agree(Replay *r, const Draft *trace, const Draft *mixed) {
    Side a = side_of(trace, r), b = side_of(mixed, r);
    bool same = guards_in(r, &a, &b, "when traced, not when run") &&
                guards_in(r, &b, &a, "when run, not when traced");
    side_done(&a);
    side_done(&b);
    return same;
}

static bool is_opaque(const Draft *d, int input) {
    for (int i = 0; i < d->n_opaques; i++)
        if (d->opaques[i].input == input) return true;
    return false;
}

static bool opaques_agree(Replay *r, const Draft *trace, const Draft *mixed) {
    for (int i = 0; i < r->base->n_inputs; i++) {
        if (i == r->input || is_opaque(trace, i) == is_opaque(mixed, i)) continue;
        const Draft *d = is_opaque(trace, i) ? trace : mixed;
        const char *words =
            arena_printf(r->s->arena, "%s is used as a plain number only %s",
                         r->base->inputs[i].name, d == trace ? "when traced" : "when run");
        r->difference = (Difference){d->file, 0, words};
        for (int k = 0; k < d->n_opaques; k++)
            if (d->opaques[k].input == i) r->difference.line = d->opaques[k].line;
        return false;
    }
    return true;
}

static Run *mixed_run(const Replay *r) {
    Script *s = r->s;
    OpaqueUse *use = ARENA_NEW(s->arena, OpaqueUse, s->n_opaque + 1);
    for (int i = 0; i < s->n_opaque; i++) use[i] = s->opaque[i];
    use[s->n_opaque] = (OpaqueUse){.name = r->base->inputs[r->input].name, .why = ""};
    RunPlan plan = {.mode = RUN_TRACE, .point = r->point, .base = r->base};
    plan.opaque = (OpaqueSet){s->n_opaque + 1, use};
    return run_new(s->files, &s->limits, &plan);
}

static bool drafts_agree(Replay *r, const Draft *trace, const Run *mixed) {
    bool loosely = faults_count(mixed->units) > 0;
    const double *points[] = {r->point, r->beside};
    for (int i = 0; i < 2; i++) {
        r->where = points[i];
        if (!draft_agrees(trace, mixed->draft, r->where, loosely, r->s->arena, &r->difference))
            return false;
    }
    r->where = r->point;
    return guards_agree(r, trace, mixed->draft) && opaques_agree(r, trace, mixed->draft);
}

static void make_opaque(Replay *r) {
    const char *why = arena_printf(r->s->arena, "compared by == or used as a table's key: %s%s",
                                   point_words(r->s, r->where), r->difference.words);
    script_make_opaque(r->s, (OpaqueUse){r->base->inputs[r->input].name, r->difference.file,
                                         why, r->difference.line});
}

// Formulas are compared wherever we like: the others stand off their base, at no round value.
static void move_others(Replay *r) {
    for (int i = 0; i < r->base->n_inputs; i++) {
        const Input *in = &r->base->inputs[i];
        r->beside[i] = r->point[i];
        if (i == r->input || is_opaque(r->base, i) || in->shape == INPUT_TOGGLE) continue;
        if (in->shape != INPUT_CHOICE)
            r->beside[i] = in->min + (in->max - in->min) * (0.3819 + 0.0137 * (i % 17));
    }
}

static bool is_known(const Script *s, const char *name) {
    for (int i = 0; i < s->n_opaque; i++)
        if (strcmp(s->opaque[i].name, name) == 0) return true;
    return false;
}

static bool replay_at(Replay *r, double value) {
    r->point[r->input] = value;
    Variant *v = variant_at(r->s, r->point, r->faults);
    if (!v) return false;
    if (is_known(r->s, r->base->inputs[r->input].name)) return true;
    if (!is_comparable(v->draft, r->input))
        return script_prove(r->s, r->point, r->faults) != NULL;
    move_others(r);
    for (int i = 0; i < v->draft->n_opaques; i++) // these formulas hold only there
        r->beside[v->draft->opaques[i].input] = r->point[v->draft->opaques[i].input];
    Run *mixed = mixed_run(r);
    bool clean = run_clean(mixed);
    if (clean && !drafts_agree(r, v->draft, mixed)) make_opaque(r);
    run_free(mixed, false);
    return clean || script_prove(r->s, r->point, r->faults); // only a plain run can tell
}

static bool replay_input(Replay *r) {
    const Input *in = &r->base->inputs[r->input];
    if (in->shape == INPUT_TOGGLE || in->shape == INPUT_CHOICE) return true;
    bool fine = true;
    collect_values(r);
    for (int i = 0; i < r->n && !is_known(r->s, in->name); i++)
        fine = replay_at(r, r->value[i]) && fine;
    r->point[r->input] = in->base;
    return fine;
}

bool script_replay(Script *s, Faults *faults) {
    Arena *arena = arena_new();
    Replay r = {.s = s, .faults = faults, .base = s->variants[0]->draft};
    r.point = ARENA_NEW(arena, double, r.base->n_inputs);
    r.beside = ARENA_NEW(arena, double, r.base->n_inputs);
    script_base_values(s, r.point);
    bool fine = true;
    for (r.input = 0; r.input < r.base->n_inputs; r.input++) fine = replay_input(&r) && fine;
    arena_free(arena);
    return fine;
}
