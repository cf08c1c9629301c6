// Inside of survey_advise: the warnings that have a file of their own. Each adds to `w` what it
// finds in the baseline, with the reason and what to do.
#ifndef ENGINE_STUDY_ADVICE_H
#define ENGINE_STUDY_ADVICE_H

#include "study/study.h"

void supply_advise(const Result *baseline, Faults *w);

#endif
