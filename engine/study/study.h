// Runs of a script at a list of points: picks the variant of each, proves it, fills the lanes,
// runs the market. One call serves `run`, the window and the tests.
#ifndef ENGINE_STUDY_STUDY_H
#define ENGINE_STUDY_STUDY_H

#include "script/script.h"

typedef struct Point {
    const char *name;     // "baseline", the case's name, "this run"
    const double *values; // script's inputs
} Point;

// Results of one point: run 0 of `series`, over `scenario` (its variant).
typedef struct Result {
    const char *name;
    const double *values; // a copy
    const Scenario *scenario;
    Series *series;
    int run; // its run in `series` (points of one variant share a Series)
    Ledger ledger;
} Result;

typedef struct Results {
    int n;
    Result *at;
    // private
    int n_series;
    Series **series;
    Arena *arena;
} Results;

// NULL with faults. `want` NULL: everything.
Results *study_run(Script *s, const Point *points, int n, const Want *want, bool prove,
                   Faults *faults);
void results_free(Results *r);

// A copy that stands in the region as a whole, for another process to read; the scenarios are
// not copied. Free it with results_free.
Results *results_copy(const Results *r, Region *region);

// Turns all series in USD into another currency, step by step at the scenario's own rate; a
// result whose scenario has no rate for it stays in USD. Once, before anything is shown.
void results_convert(Results *r, int currency);

// Units of a currency for one USD at `t_months`; 1 where the scenario has no rate for it.
double money_rate(const Scenario *s, int currency, const double *inputs, double t_months);

// The sentence over the charts, made from results: what binds most, who gets how much of what
// was wished. In the arena. A script's own `headline` text comes first when it has one.
const char *study_headline(const Results *r, int i, Arena *arena);
const char *const *study_headlines(const Results *r, Arena *arena); // of each result

#endif
