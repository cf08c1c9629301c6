// Lags: a flow that enters in step i arrives L months later, n = floor(L / dt) steps on and the
// fraction that is left over one step more. It conserves the flow and has mean L. With weights
// w_n = max(0, 1 - |L / dt - n|) no index depends on a lane.
#ifndef ENGINE_MARKET_LAG_H
#define ENGINE_MARKET_LAG_H

#include "base/lane.h"

typedef struct Lag {
    int low, high; // steps on which something may arrive
    bool plain;    // one number of steps in all lanes, for the whole run: weight 1
    Lane *weight;  // [high - low + 1]; room for steps + 1
    int now, into; // of a plain lag: slots read and filled in the step
} Lag;

typedef struct Pipe {
    int length; // ring of steps, in use
    Lane *slot; // room for steps + 2
    Lane out;
} Pipe;

// Reads L (months) anew; `steps` of the horizon: what arrives later stays in the last slot.
// `fixed`: L stays as it is for the whole run.
void lag_set(Lag *l, const Lane *months, double dt, int steps, bool fixed);

// Empties it; it holds lags up to `longest` steps.
void pipe_clear(Pipe *p, int longest);

// Before the first pass of step `i`.
static inline void lag_step(Lag *l, int i) {
    l->now = i % (l->low + 1);
    l->into = (i + l->low) % (l->low + 1);
}

const Lane *pipe_spread(Pipe *p, const Lag *l, int i, const Lane *x);

// `x` enters in step `i`; gives what arrives in it, good until the next call. A plain lag fills
// each slot once before it is read, and reads it once before it is filled.
static inline const Lane *pipe_pass(Pipe *p, const Lag *l, int i, const Lane *x) {
    if (!l->plain) return pipe_spread(p, l, i, x);
    if (!l->low) return x;
    lane_copy(&p->slot[l->into], x);
    return &p->slot[l->now];
}

#endif
