#include "study/study.h"

#include <stdlib.h>
#include <string.h>

// The points of one variant, run together.
typedef struct Group {
    Script *script;
    const Scenario *scenario;
    const Want *want;
    Results *results;
    Faults *faults;
    int n;
    int *point; // indices into results->at
} Group;

static bool find_variants(Script *s, Results *r, bool prove, Faults *faults) {
    bool fine = true;
    for (int i = 0; i < r->n; i++) {
        Result *x = &r->at[i];
        x->scenario =
            prove ? script_prove(s, x->values, faults) : script_variant(s, x->values, faults);
        fine = fine && x->scenario;
    }
    return fine;
}

static bool run_blocks(Group *g, const Kernel *k, Market *m, Series *series) {
    const double *inputs[MARKET_LANES];
    uint64_t draws[MARKET_LANES];
    for (int first = 0; first < g->n; first += MARKET_LANES) {
        int lanes = g->n - first < MARKET_LANES ? g->n - first : MARKET_LANES;
        for (int lane = 0; lane < lanes; lane++) {
            Result *x = &g->results->at[g->point[first + lane]];
            inputs[lane] = x->values;
            draws[lane] = PLAIN_RUN;
            x->series = series;
            x->run = first + lane;
        }
        Ledger ledgers[MARKET_LANES] = {{0}};
        if (!k->market_run(m, lanes, inputs, draws, series, first, ledgers, g->faults))
            return false;
        for (int lane = 0; lane < lanes; lane++)
            g->results->at[g->point[first + lane]].ledger = ledgers[lane];
    }
    return true;
}

static bool run_group(Group *g) {
    const Kernel *k = kernel_pick();
    Rules *rules = NULL;
    if (g->scenario->n_rules && !(rules = rules_new(g->script, g->scenario, g->faults)))
        return false;
    MarketOptions options = {.want = g->want,
                             .hook = rules ? rules_hook : NULL,
                             .context = rules,
                             .seed = g->scenario->seed};
    Series *series = series_new(g->scenario, g->want, g->n);
    g->results->series[g->results->n_series++] = series;
    Market *m = k->market_new(g->scenario, &options);
    bool fine = run_blocks(g, k, m, series);
    k->market_free(m);
    rules_free(rules);
    series_clear_residues(series);
    return fine;
}

static bool run_groups(Script *s, Results *r, const Want *want, Faults *faults) {
    Group g = {s, NULL, want, r, faults, 0, ARENA_NEW(r->arena, int, r->n)};
    for (int i = 0; i < r->n; i++) {
        if (r->at[i].series) continue;
        g.scenario = r->at[i].scenario;
        g.n = 0;
        for (int k = i; k < r->n; k++)
            if (r->at[k].scenario == g.scenario) g.point[g.n++] = k;
        if (!run_group(&g)) return false;
    }
    return true;
}

static Results *results_new(const Script *s, const Point *points, int n) {
    Arena *a = arena_new();
    Results *r = ARENA_NEW(a, Results, 1);
    r->arena = a;
    r->n = n;
    r->at = ARENA_NEW(a, Result, n);
    r->series = ARENA_NEW(a, Series *, n);
    int n_inputs = script_base(s)->n_inputs;
    for (int i = 0; i < n; i++) {
        double *values = ARENA_NEW(a, double, n_inputs);
        memcpy(values, points[i].values, sizeof *values * (size_t)n_inputs);
        r->at[i].name = arena_text(a, points[i].name);
        r->at[i].values = values;
    }
    return r;
}

Results *study_run(Script *s, const Point *points, int n, const Want *want, bool prove,
                   Faults *faults) {
    Want all = want_all();
    Results *r = results_new(s, points, n);
    if (find_variants(s, r, prove, faults) && run_groups(s, r, want ? want : &all, faults))
        return r;
    results_free(r);
    return NULL;
}

void results_free(Results *r) {
    if (!r) return;
    for (int i = 0; i < r->n_series; i++) series_free(r->series[i]);
    arena_free(r->arena);
}

static void *copied(Arena *a, const void *from, size_t size) {
    return arena_grow(a, from, size, size);
}

static Series *series_copy(const Series *x, Arena *a) {
    Series *to = copied(a, x, sizeof *x);
    size_t n = (size_t)x->n_columns;
    to->columns = copied(a, x->columns, sizeof *x->columns * n);
    to->value = copied(a, x->value, sizeof *x->value * n * (size_t)(x->steps * x->runs));
    return to;
}

Results *results_copy(const Results *r, Region *region) {
    Arena *a = arena_in(region);
    Results *to = copied(a, r, sizeof *r);
    to->arena = a;
    to->n_series = 0; // its series are in the arena
    to->at = copied(a, r->at, sizeof *r->at * (size_t)r->n);
    for (int i = 0; i < r->n; i++) {
        Result *x = &to->at[i];
        x->name = arena_text(a, x->name);
        x->values = copied(a, x->values, sizeof(double) * (size_t)x->scenario->n_inputs);
        int k = 0;
        while (r->at[k].series != r->at[i].series) k++;
        x->series = k < i ? to->at[k].series : series_copy(r->at[i].series, a);
    }
    return to;
}
