// What `run` prints: title, headline, the main series by case, what binds.
#ifndef ENGINE_VERB_SUMMARY_H
#define ENGINE_VERB_SUMMARY_H

#include "study/study.h"
#include "verb/sheet.h"

typedef struct SummaryOptions {
    bool inked;
    int width;          // columns of the page
    const bool *series; // [S_COUNT]: show these instead of the main ones; NULL
    bool ledger;        // add how well chips and money balance
} SummaryOptions;

// The first result is the one that the others are compared with.
void summary_add(const Results *r, const SummaryOptions *o, Text *out);

// Its last part: for each buyer a letter a step, and how long each constraint held.
void binds_add(const Results *r, const SummaryOptions *o, Text *out);

#endif
