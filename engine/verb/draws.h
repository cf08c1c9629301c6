// `run --draws N`: what results and totals of a run come to when assumptions are drawn.
#ifndef ENGINE_VERB_DRAWS_H
#define ENGINE_VERB_DRAWS_H

#include "study/ensemble.h"

#define DRAWS_MOST 100000

typedef struct DrawsPlan {
    int n;
    const Point *points; // the baseline first
    int draws;
    uint64_t seed;
    const bool *series; // totals of these, by buyer as well; NULL: of the main ones, of all
    int currency;       // of money; CURRENCY_NONE: as the script has it
    bool pictured;      // the curves that a picture shows are kept too
} DrawsPlan;

typedef struct Draws {
    Ensemble *ensemble; // the points of the plan, then those that only results look at
    int n_points;       // of the plan
    // private
    Faults *failures;
    Arena *arena;
} Draws;

// Runs them. NULL with faults when no draw has a result.
Draws *draws_run(Script *s, const DrawsPlan *plan, Faults *faults);
void draws_free(Draws *d); // NULL is allowed

// Adds a table: of each result, then of each total, the 5, 50 and 95 % quantile in each point;
// and of what the points after the first change, draw by draw. Behind it what binds, draws in
// which a result has no value, draws that failed.
void draws_add(const Draws *d, bool inked, int width, Text *out);

#endif
