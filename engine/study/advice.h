// Inside of survey_advise: the warnings that have a file of their own. Each adds to `w` what it
// finds in the baseline, with the reason and what to do.
#ifndef ENGINE_STUDY_ADVICE_H
#define ENGINE_STUDY_ADVICE_H

#include "study/survey.h"

void supply_advise(const Result *baseline, Faults *w);
void policy_advise(const Survey *x, Faults *w);
void leases_advise(const Survey *x, Faults *w);

bool chip_is_made(const Scenario *s, int chip); // some line or tape-out makes it
bool chip_is_domestic(const Scenario *s, int buyer, int chip);

#endif
