// What differs between two scenarios as their scripts declare them, each at its baseline. Values
// are compared as formulas over the names of levers and assumptions, constants by value and unit;
// what a script gives and what is the default anyway are the same.
#ifndef ENGINE_STUDY_COMPARE_H
#define ENGINE_STUDY_COMPARE_H

#include "scenario/scenario.h"

typedef struct CompareSide {
    const char *file; // NULL: this side does not have the entity
    int line;
    const char *text; // the value in words; NULL: the whole entity
} CompareSide;

typedef struct Difference {
    const char *kind, *name; // "chip", "H200"; the name of a scenario is NULL
    const char *field;       // NULL: the entity is on one side only
    CompareSide side[2];
} Difference;

// By kind in the order of the schema, then by declaration. Returns their number.
int scenario_compare(const Scenario *a, const Scenario *b, Arena *arena, Difference **out);

#endif
