// What stands in the tables of the schema and of the series, in words: shared by the terminal,
// the reference and the editor file.
#ifndef ENGINE_VERB_TAKES_H
#define ENGINE_VERB_TAKES_H

#include "base/text.h"
#include "scenario/schema.h"
#include "script/words.h"
#include "series/series.h"

// "USD per unit, above 0, path, off": the type, unit and range.
void takes_add(const Field *f, Text *out);
// The same and "; required" or "; default off".
void takes_add_all(const Field *f, Text *out);

void series_by_add(const SeriesInfo *s, Text *out); // "buyer, chip"
const char *series_kind_word(SeriesKind k);         // "sum of a step"
const char *series_unit_word(const SeriesInfo *s);  // "USD", "own currency"

// The files and pages that are made of the tables.
void markdown_add(Text *out); // the reference part of scripts/README.md
void luals_add(Text *out);    // scripts/lib/chokepoint.d.lua
void manual_add(Text *out);   // chokepoint.1

// Whatever is called `text` or says it; of fields and series only the names when `names_only`.
// Best first.
typedef enum HitKind { HIT_KIND, HIT_FIELD, HIT_WORD, HIT_SERIES } HitKind;
typedef struct Hit {
    HitKind kind;
    const char *name, *doc;
    const Kind *of;     // HIT_KIND; HIT_FIELD: the first that has it
    const Field *field; // HIT_FIELD
    unsigned kinds;     // HIT_FIELD: a bit for each kind that has this very field
    int index;          // of the word or series
    int rank;           // 0 is best
} Hit;
enum { MAX_HITS = 400 };
int hits_find(const char *text, bool names_only, Hit hits[MAX_HITS]);

#endif
