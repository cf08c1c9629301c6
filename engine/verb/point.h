// Where in the space of levers and assumptions a verb looks: the baseline, a case, what was set.
#ifndef ENGINE_VERB_POINT_H
#define ENGINE_VERB_POINT_H

#include "study/study.h"
#include "verb/verb.h"

// The case of that name; -1 with a fault that names the nearest, or the first.
int case_named(const Script *s, const char *name, Faults *faults);

// --case and --set of a verb that looks at one point. In the arena; false with faults.
bool point_read(const Script *s, const Args *a, Arena *arena, Point *out, Faults *faults);

#endif
