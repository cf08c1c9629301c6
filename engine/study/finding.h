// Values of a script's results (scenario.h: Finding) in the runs that were made, and sentences
// with them.
#ifndef ENGINE_STUDY_FINDING_H
#define ENGINE_STUDY_FINDING_H

#include "study/study.h"

const Finding *finding_named(const Scenario *s, const char *name, size_t length); // NULL

// Of run `i`, at its levers; the first run is the baseline, and cases are found by their names.
// NaN where it has no value: a price nobody pays, buyers that are not held by the same, a case
// that was not run. A word's value is its Binding.
double finding_value(const Results *r, int i, const Finding *f);

// Of one run, of a finding of a series, whatever the script calls it.
double finding_series(const Result *r, const Finding *f);

// The value of a formula over results, at the levers of run `i`.
double finding_formula(const Results *r, int i, Formula f);

// `text` with each {name} of a result put in: "{got} of {wanted}: {share%}". Money and counts are
// rounded as on the charts, shares and {name%} are in percent.
const char *finding_fill(const Results *r, int i, const char *text, Arena *arena);

#endif
