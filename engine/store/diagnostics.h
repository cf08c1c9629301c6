// What `check` found, for editors: a list of diagnostics, each with the file, line, column, end of
// the column (the first behind it; bytes, from 1), severity ("error", "warning", "information"
// for a number without a source) and message; and for each script what it rests on. JSON.
#ifndef ENGINE_STORE_DIAGNOSTICS_H
#define ENGINE_STORE_DIAGNOSTICS_H

#include "study/footing.h"
#include "study/survey.h"
#include "study/verdict.h"

typedef struct Diagnosed { // a script in which no fault was found
    const Survey *survey;
    const Footing *footing;
    const Verdicts *verdicts; // of its expectations, all fine
} Diagnosed;

// Sorts both lists of faults.
void diagnostics_text(Faults *errors, Faults *warnings, const Diagnosed *scripts, int n,
                      Text *out);

#endif
