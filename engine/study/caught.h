// Which chips the thresholds of controls, approvals and levies mean, and which figure decides.
#ifndef ENGINE_STUDY_CAUGHT_H
#define ENGINE_STUDY_CAUGHT_H

#include "scenario/scenario.h"

typedef struct Caught { // one instrument with thresholds and one foreign chip in its reach
    const Instrument *by;
    const char *kind; // "control", "approval", "export_levy", "tariff"
    int chip;
    bool inside;
    // Inside: every figure with the threshold that it meets, "tpp 15832 >= 4800". Outside: the first
    // figure that misses its threshold, "interconnect 400 GB/s < 600".
    const char *why;
} Caught;

// At one vector of input values; in order of declaration. Lives in the arena.
int caught_list(const Scenario *s, const double *values, Arena *arena, Caught **out);

#endif
