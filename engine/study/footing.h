// What the numbers of a scenario rest on: a source, the word "assumed", or nothing. Counted are
// levers and assumptions, the numbers and dates that entities state, and those that cases give;
// an entity's `source` covers its own numbers, a field made of levers and assumptions rests on
// theirs.
#ifndef ENGINE_STUDY_FOOTING_H
#define ENGINE_STUDY_FOOTING_H

#include "scenario/scenario.h"

typedef enum Rest { REST_SOURCED, REST_ASSUMED, REST_NOTHING, REST_COUNT } Rest;

typedef struct Unsourced { // one lever or assumption, one entity or one case
    const char *file;
    int line;
    const char *what;   // `permit`, `buyer "ByteDance"`
    const char *fields; // "capex, demand"; NULL for a lever or an assumption
} Unsourced;

typedef struct Footing {
    int inputs[REST_COUNT], fields[REST_COUNT], values[REST_COUNT]; // values: of cases
    int n, cap;
    Unsourced *unsourced; // in order of declaration: levers and assumptions, then entities,
                          // then cases
} Footing;

// Sourced when at least one of the ids is a document, not the word "assumed".
Rest rest_of(const char *const *sources, int n);

// Is the value that a case gives a number or a date, not a choice, a toggle or off?
bool case_value_counts(const Input *in, const CaseValue *v);

Footing footing_of(const Scenario *s, Arena *arena);

// "permit has no source: add source = \"...\" or \"assumed\""
const char *unsourced_words(const Unsourced *u, Arena *arena);

#endif
