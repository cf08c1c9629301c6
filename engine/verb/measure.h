// The rows of a summary: one quantity over time in each result, matched by name (runs may stand
// on different variants of a scenario).
#ifndef ENGINE_VERB_MEASURE_H
#define ENGINE_VERB_MEASURE_H

#include "study/study.h"

typedef struct Measure {
    const char *title; // "Spend"
    SeriesId id;
    unsigned by;      // one BY_ bit: the sum by it; 0: every column by itself
    const char *chip; // only of this chip; NULL
} Measure;

// Those that a summary shows: deliveries, compute, money, stock. `out` in the arena.
int measures_main(const Results *r, Arena *arena, Measure **out);

typedef struct MeasureRow {
    const char *name; // "H200", "ByteDance, H200"
    const double **y; // [result]: steps values; NULL where a result does not have it
    const char *unit; // of its values: "USD"; a buyer's own currency
    bool zero;        // in every result
} MeasureRow;

// Those that are not zero everywhere; `out` in the arena.
int measure_rows(const Results *r, const Measure *m, Arena *arena, MeasureRow **out);

// What a buyer's compute or spend is made of, where it leases in some result: its rows under
// names such as "leased" and "lease bills". Else none.
int measure_parts(const Results *r, const Measure *m, const MeasureRow *row, Arena *arena,
                  MeasureRow **out);

// A flow's sum over the run, else the last value there is; NaN without any.
double row_closing(const double *y, int steps, SeriesKind kind);
int row_peak(const double *y, int steps); // step of the largest value; -1

// The row's closing value in result `i`, as a summary shows it; "" where it has none.
void measure_closing(const Results *r, const Measure *m, const MeasureRow *row, int i,
                     char out[32]);

// The unit of a series as people read it ("own currency" where its rows differ), and a value in it: "$1.23B", "45.2k", "12.3%".
const char *measure_unit(const Results *r, SeriesId id);
void measure_format(char out[32], const char *unit, double value);

#endif
