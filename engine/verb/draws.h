// `run --draws N`: what the totals of a run come to when assumptions are drawn.
#ifndef ENGINE_VERB_DRAWS_H
#define ENGINE_VERB_DRAWS_H

#include "study/ensemble.h"

#define DRAWS_MOST 100000

// Runs them and adds a table: of each series the 5, 50 and 95 % quantile of its total (of a level
// its last value), in each point; and of what the points after the first change, draw by draw.
// `series` NULL: the main ones. False with faults when no draw has a result; a draw that fails is
// counted in the table's last line.
bool draws_add(Script *s, const Point *points, int n, int draws, uint64_t seed,
               const bool *series, bool inked, int width, Text *out, Faults *faults);

#endif
