// Expectations (scenario.h: Expect) held against what the market computes at the baseline and in
// the cases that results name.
#ifndef ENGINE_STUDY_VERDICT_H
#define ENGINE_STUDY_VERDICT_H

#include "study/study.h"

typedef struct Verdict {
    const Expect *expect;
    double value;     // NaN: no value
    const char *word; // of what binds; NULL: a number
    bool fine;
    const char *computed, *expected; // in words: "0.0412", "0.033 within 0.001"
} Verdict;

typedef struct Verdicts {
    int n, n_off;
    const Verdict *at; // in the order of the script
    const Scenario *scenario;
} Verdicts;

// Runs what they need. False with faults where a run goes wrong; without expectations nothing is
// run. In the arena; the scenario is the script's base.
bool verdicts_of(Script *s, Arena *arena, Verdicts *out, Faults *faults);

// A fault for each that is off: claim, computed, expected, tolerance, source.
void verdicts_report(const Verdicts *v, Faults *faults);

// Figures, a suffix and the unit: "28.1235B USD", "0.0412", "no value".
const char *number_words(double x, Unit unit, int figures, Arena *arena);

#endif
