// What `check` prints of a script in which it found no fault.
#ifndef ENGINE_VERB_CHECK_H
#define ENGINE_VERB_CHECK_H

#include "study/footing.h"
#include "study/survey.h"
#include "study/verdict.h"

void check_report(const Survey *x, const Footing *footing, const Verdicts *verdicts,
                  int n_warnings, bool inked, Text *out);

#endif
