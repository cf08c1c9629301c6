// Conclusions (scenario.h: Conclusion) asked of every run that was made.
#ifndef ENGINE_STUDY_CONCLUSION_H
#define ENGINE_STUDY_CONCLUSION_H

#include "study/study.h"

typedef struct Held {
    double value; // NaN: no value
    bool holds;   // never without a value
} Held;

typedef struct Conclusions {
    int n, n_runs;
    const Conclusion *asked; // of the first run
    const char *const *run;  // names; the first is the baseline
    const Held *held;        // [conclusion * n_runs + run]
} Conclusions;

// Of one run, by name: its variant may declare others, and has formulas of its own. False, without
// a value, where it is not declared.
bool conclusion_held(const Results *r, int run, const char *name, Held *out);

// In the arena; shows into the results. Before these are converted to another currency.
void conclusions_of(const Results *r, Arena *arena, Conclusions *out);

const Held *held_at(const Conclusions *c, int conclusion, int run);
int conclusion_holds(const Conclusions *c, int conclusion); // in how many runs

#endif
