// How one buyer came to buy a chip in one step, from the terms of a probe: round after round what
// each limit would have let him wish for, the wish, and what he got of it.
#ifndef ENGINE_STUDY_PURCHASE_H
#define ENGINE_STUDY_PURCHASE_H

#include "study/probe.h"

enum { PURCHASE_LIMITS = 5 };

typedef struct Limit {
    const char *name; // "demand", "money", "approvals", "bundling", "controls"
    double units;
    bool binds; // the wish came up to it
} Limit;

// The wish for one workload in one round.
typedef struct Wish {
    int workload;
    int n;
    Limit limits[PURCHASE_LIMITS]; // none where domestic chips are bought because they must be
    double units;
} Wish;

typedef struct Round {
    int part;  // of the step: 6 captive chips, 7 domestic chips under bundling, 8 the rest
    int round; // within the part, from 0
    int n;
    Wish *wishes;
    double wish, bought; // units, over the workloads
} Round;

// Rounds in which the buyer wished for or bought any. In the arena.
int purchase_rounds(const Probe *p, int step, int buyer, int chip, Arena *arena, Round **out);

#endif
