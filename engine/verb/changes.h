// The main measures in which results differ from the first: a table for `repl` and `diff`.
#ifndef ENGINE_VERB_CHANGES_H
#define ENGINE_VERB_CHANGES_H

#include "study/study.h"
#include "verb/sheet.h"

typedef struct ChangesOptions {
    bool inked;
    const char *first, *second; // headings
    bool all;                   // also what is the same
    int most;                   // rows, those that differ most; 0: as many as there are
} ChangesOptions;

// Of results 0 and 1. Returns how many rows differ.
int changes_add(const Results *r, const ChangesOptions *o, Text *out);

#endif
