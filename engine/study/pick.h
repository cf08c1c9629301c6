// What a reader picks of the recorded series, in words: "delivered ByteDance H200".
#ifndef ENGINE_STUDY_PICK_H
#define ENGINE_STUDY_PICK_H

#include "series/series.h"

// A series and any number of names of what it is kept by, apart by spaces, ',' or ':'; a name with
// spaces may stand in quotation marks. Case does not count. False with one fault that suggests.
bool pick_read(const Scenario *s, const char *words, Pick *out, Faults *faults);

// Does the text begin with a series of this name, or (`nearly`) with what may have been meant so?
bool pick_begins(const char *words, bool nearly);

// Names as they are compared here: small letters, one space where there are spaces, ',' or ':', no
// quotation marks.
const char *pick_plain(Arena *arena, const char *text);

// "delivered, ByteDance, H200" with ", " between.
const char *pick_title(const Scenario *s, const Pick *p, const char *between, Arena *arena);

// The unit of the columns picked; "" where they differ or there are none.
const char *pick_unit(const Series *x, const Pick *p);

// The first of party, chip, workload that a series is kept by and the pick leaves open: a BY_
// bit; 0 when it picks one column.
unsigned pick_open(const Pick *p);

// "buyer and chip"
void series_by_words(SeriesId id, Text *out);

// Everything a series can be picked by: names of its parties, chips and workloads, in the arena.
int pick_names(const Scenario *s, SeriesId id, Arena *arena, const char ***out);

#endif
