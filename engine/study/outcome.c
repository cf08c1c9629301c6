#include "study/outcome.h"

#include "study/finding.h"

#include <math.h>
#include <string.h>

static const char *series_words(const Scenario *s, int id, int currency) {
    const char *unit = SERIES[id].unit;
    if (strcmp(unit, "compute") == 0) return s->compute_unit;
    if (strcmp(unit, "USD") != 0 && strcmp(unit, "own") != 0) return unit;
    return currency_name(currency ? currency : CURRENCY_USD);
}

static const char *result_words(const Scenario *s, const Finding *f, int currency,
                                Arena *arena) {
    char unit[64];
    if (f->word) return "";
    if (f->bound_by) return "months";
    int id = f->series ? series_find(f->series) : -1;
    if (id >= 0) return series_words(s, id, currency ? currency : f->unit.currency);
    return unit_is_plain(f->unit) ? "" : arena_text(arena, unit_name(f->unit, unit));
}

static Outcome result_outcome(const Scenario *s, const Finding *f, int currency, Arena *arena) {
    return (Outcome){.name = arena_text(arena, f->head.name),
                     .unit = arena_text(arena, result_words(s, f, currency, arena)),
                     .fixed = f->series && f->of_case != CASE_OWN,
                     .word = f->word,
                     .currency = currency};
}

int outcomes_of(const Scenario *base, const bool *series, bool by_buyer, int currency,
                Arena *arena, Outcome **out) {
    Outcome *all = NULL;
    int n = 0, cap = 0;
    for (int i = 0; i < base->n_findings; i++)
        ARENA_PUSH(arena, all, n, cap,
                   result_outcome(base, &base->findings[i], currency, arena));
    for (int i = 0; series && i < S_COUNT; i++) {
        bool sums = SERIES[i].kind == SERIES_FLOW || SERIES[i].kind == SERIES_LEVEL;
        if (!series[i] || !sums) continue;
        Outcome o = {.name = SERIES[i].name, .total = true, .currency = currency};
        o.unit = arena_text(arena, series_words(base, i, currency));
        ARENA_PUSH(arena, all, n, cap, o);
        bool buyers = by_buyer && base->n_buyers > 1 && (SERIES[i].by & BY_BUYER);
        for (int b = 0; buyers && b < base->n_buyers; b++) {
            o.buyer = arena_text(arena, base->buyers[b].head.name);
            ARENA_PUSH(arena, all, n, cap, o);
        }
    }
    *out = all;
    return n;
}

// A set with everything, or with one buyer alone: none where the scenario lacks it.
static const bool *set_of(int n, const Scenario *s, const char *buyer, Arena *arena) {
    bool *has = ARENA_NEW(arena, bool, n + 1);
    for (int i = 0; i < n; i++) has[i] = !buyer || strcmp(s->buyers[i].head.name, buyer) == 0;
    return has;
}

static double total_read(const Result *r, const Outcome *o) {
    const Scenario *s = r->scenario;
    Arena *arena = arena_new();
    Finding f = {.series = o->name};
    f.buyers.has = set_of(s->n_buyers, s, o->buyer, arena);
    f.chips.has = set_of(s->n_chips, s, NULL, arena);
    f.workloads.has = set_of(s->n_workloads, s, NULL, arena);
    if (o->currency) f.currency = currency_name(o->currency);
    double value = finding_series(r, &f);
    arena_free(arena);
    return value;
}

static double result_read(const Result *r, const Outcome *o, const double *own) {
    const Finding *f = finding_named(r->scenario, o->name, strlen(o->name));
    if (!f || !f->series) return NAN;
    if (!o->currency) return own[f - r->scenario->findings];
    Finding other = *f;
    other.currency = currency_name(o->currency);
    return finding_series(r, &other);
}

void outcome_read(Drawn *d, const Series *x, int run, const Outcome *asked, int n) {
    const Scenario *s = d->scenario;
    Result r = {.name = d->point,
                .values = d->values,
                .scenario = s,
                .series = (Series *)x,
                .run = run};
    for (int i = 0; i < s->n_findings; i++)
        d->own[i] = s->findings[i].series ? finding_series(&r, &s->findings[i]) : (double)NAN;
    for (int k = 0; k < n; k++)
        d->asked[k] =
            asked[k].total ? total_read(&r, &asked[k]) : result_read(&r, &asked[k], d->own);
    d->ran = true;
}

// The point of the run that the finding is of; NULL.
static const Drawn *run_of(const Drawn *points, int n, int i, const Finding *f) {
    const Drawn *at = f->of_case == CASE_OWN ? &points[i] : &points[0];
    if (f->of_case >= 0) {
        const char *name = points[i].scenario->cases[f->of_case].name;
        int k = 0;
        while (k < n && strcmp(points[k].point, name) != 0) k++;
        at = k < n ? &points[k] : NULL;
    }
    return at && at->ran ? at : NULL;
}

static double own_value(const Drawn *points, int n, int i, const Finding *f) {
    const Drawn *at = run_of(points, n, i, f);
    const Finding *own =
        at ? finding_named(at->scenario, f->head.name, strlen(f->head.name)) : NULL;
    return own ? at->own[own - at->scenario->findings] : (double)NAN;
}

// As finding_formula: over the results as the script has them, whatever the currency asked for.
static double formula_value_of(const Drawn *points, int n, int i, Formula f) {
    const Scenario *s = points[i].scenario;
    const Graph *g = s->draft->graph;
    Arena *arena = arena_new();
    double *known = ARENA_NEW(arena, double, graph_results(g) + 1);
    for (int k = 0; k < s->n_findings; k++) {
        const Finding *one = &s->findings[k];
        if (one->series && formula_uses_result(g, f, one->number))
            known[one->number] = own_value(points, n, i, one);
    }
    double value = formula_outcome(g, f, points[i].values, known);
    arena_free(arena);
    return value;
}

double outcome_value(const Drawn *points, int n, int i, const Outcome *asked, int k) {
    const Drawn *d = &points[i];
    if (!d->ran) return NAN;
    if (asked[k].total) return d->asked[k];
    const Finding *f = finding_named(d->scenario, asked[k].name, strlen(asked[k].name));
    if (!f) return NAN;
    if (!f->series) return formula_value_of(points, n, i, f->formula);
    const Drawn *at = run_of(points, n, i, f);
    return at ? at->asked[k] : (double)NAN;
}
