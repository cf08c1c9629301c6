// Where a run took another way than the baseline: for messages.
#ifndef ENGINE_SCRIPT_BRANCH_H
#define ENGINE_SCRIPT_BRANCH_H

#include "script/run.h"

// "where export_levy > 0.3 (levy.lua:12)": the first guard or opaque value of the run that came
// out otherwise than at the baseline; "here" where none did.
const char *branch_words(const Run *run);

// The comparison in words, with the outcome it has: "export_levy > 0.3".
const char *guard_words(const Draft *d, const Guard *g, bool outcome, Arena *arena);

// The attribute in which two declarations of an input differ ("min"), or NULL.
const char *branch_input_differs(const Input *a, const Input *b);

// Cases and rules are the same in all branches: a fault for each that is not. After the build.
bool branch_check(const Run *run, const char *at, Faults *faults);

#endif
