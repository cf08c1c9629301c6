// Observed data (scenario.h: Observed) held against runs: the model's value over each stretch of
// time that was observed, whatever the step of the scenario.
#ifndef ENGINE_STUDY_FIT_H
#define ENGINE_STUDY_FIT_H

#include "study/study.h"

typedef struct Fit {
    const Observed *of;  // of the run's own scenario
    const double *model; // one for each observation; NaN: no value
    int n, n_inside;     // with a value; of these within the observed range
    int n_errors;        // with a median that is not 0: a share of nothing is none
    double error;        // mean of |model - median| / median over these; NaN
    double total, seen;  // sums of model and of medians, where the model has a value
} Fit;

// Of one run and one observed series, matched by name. False where its scenario has none.
bool fit_of(const Result *r, const char *name, Arena *arena, Fit *out);

#endif
