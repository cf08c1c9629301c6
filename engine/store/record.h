// What is written about a run: its results and everything needed to run it again. The writers
// (csv.h, json.h) make the whole file in memory and hand it to file_write, so that a fault leaves
// no half a file; the path "-" is stdout.
#ifndef ENGINE_STORE_RECORD_H
#define ENGINE_STORE_RECORD_H

#include "study/conclusion.h"
#include "study/ensemble.h"
#include "study/verdict.h"

// Where a result is from, when results of several scripts are written together.
typedef struct RecordOrigin {
    const char *scenario; // what tells it apart: its title, or more
    uint64_t seed;
} RecordOrigin;

typedef struct Record {
    const char *script_path, *script_hash;
    int n_files;
    const char *const *files; // every file that was read, the script first
    uint64_t seed;
    const Results *results;
    const RecordOrigin *origins;    // [result], of CSV; NULL: all are of this script and seed
    const Verdicts *verdicts;       // NULL
    const Conclusions *conclusions; // NULL
    const Ensemble *draws;          // NULL
    int draw_points;                // of its points the first, which are written
    const bool *only; // S_COUNT flags: the series to write; NULL: all that were recorded
} Record;

// Borrows from both. The seed is the scenario's; a caller that ran with another sets it.
Record record_of(const Script *s, const Results *r);

// Shared by the writers: is the series written? The start of a step, and a date, as "2026-01-28".
bool record_has(const Record *r, SeriesId id);
void record_date(const Scenario *s, int step, char out[16]);
void record_day(double date, char out[16]);

#endif
