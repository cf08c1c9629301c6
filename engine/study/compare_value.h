// Values of a script in words, for comparing and for showing.
#ifndef ENGINE_STUDY_COMPARE_VALUE_H
#define ENGINE_STUDY_COMPARE_VALUE_H

#include "scenario/scenario.h"
#include "scenario/schema.h"

// One scenario, made ready for comparing its values with those of another.
typedef struct Compared {
    const Scenario *scenario;
    Arena *arena;
    const char **names;   // of its levers and assumptions
    const uint64_t *mark; // of each node: equal formulas over equal names have equal marks
} Compared;

void compared_init(Compared *c, const Scenario *s, Arena *arena);

// As people read it, formulas over names. `field` may be NULL.
const char *value_words(const Compared *c, const Raw *value, const Field *field);

// The same in both scenarios exactly when the values are the same, whatever order sets and maps
// were written in.
const char *value_key(const Compared *c, const Raw *value, const Field *field);

#endif
