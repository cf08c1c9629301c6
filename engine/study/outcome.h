// Numbers asked of every draw of an ensemble: the results of the script (finding.h) and totals of
// series over the run. Each is what a single run at the values of the draw gives, to the last bit.
#ifndef ENGINE_STUDY_OUTCOME_H
#define ENGINE_STUDY_OUTCOME_H

#include "study/study.h"

typedef struct Outcome {
    const char *name;  // of the result; of the series
    bool total;        // of a series: flows are summed, the rest is taken at the end
    const char *buyer; // of a total; NULL: of all
    const char *unit;  // "USD", "units", "share", "H100e"; "" of a plain number
    bool fixed;        // a result that names its case: the same in every point
    bool word;         // the value is a Binding
    int currency;      // of money in it, but of a formula; CURRENCY_NONE: as the script has it
} Outcome;

// All results in order of declaration, then a total of each series in `series` (S_COUNT flags;
// NULL: none) that can be summed; `by_buyer` adds one for each buyer where there are several.
int outcomes_of(const Scenario *base, const bool *series, bool by_buyer, int currency,
                Arena *arena, Outcome **out);

// One draw at one point. The caller sets all but what outcome_read fills.
typedef struct Drawn {
    const char *point; // its name
    const Scenario *scenario;
    const double *values;
    double *own;   // room for each Finding of the scenario
    double *asked; // room for each Outcome
    bool ran;
} Drawn;

void outcome_read(Drawn *d, const Series *x, int run, const Outcome *asked, int n);

// Of point `i` of the n points of one draw. NaN without a value, and where a case that a result
// names is none of the points.
double outcome_value(const Drawn *points, int n, int i, const Outcome *asked, int k);

#endif
