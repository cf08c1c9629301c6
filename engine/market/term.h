// TERM(m, name, unit, party, chip, workload, lane): a mechanism names each quantity it computes,
// once. Nothing in a normal run; in the probe kernel a row of the step's table, with the value of
// lane 0. `explain` and the window's Why read these rows, so what is explained is what was
// computed.
#ifndef ENGINE_MARKET_TERM_H
#define ENGINE_MARKET_TERM_H

#include <stdbool.h>

typedef struct Term {
    int step, round;
    const char *name, *unit;   // static texts
    int party, chip, workload; // -1 where it has none
    double value;
} Term;

typedef struct Terms {
    int n, cap;
    Term *rows;    // malloc; terms_done frees
    int only_step; // -1: all
} Terms;

void terms_add(Terms *t, Term row);
void terms_done(Terms *t);

#endif
