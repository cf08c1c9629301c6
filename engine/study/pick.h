// What a reader picks of the recorded series, in words: "delivered ByteDance H200".
#ifndef ENGINE_STUDY_PICK_H
#define ENGINE_STUDY_PICK_H

#include "series/series.h"

// A series and any number of names of what it is kept by, apart by spaces; a name with spaces may
// stand in quotation marks. Case does not count. False with one fault that suggests.
bool pick_read(const Scenario *s, const char *words, Pick *out, Faults *faults);

// "delivered, ByteDance, H200"
const char *pick_title(const Scenario *s, const Pick *p, Arena *arena);

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
