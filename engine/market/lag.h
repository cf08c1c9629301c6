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

// `x` enters in step `i`; gives what arrives in it, good until the next call.
const Lane *pipe_pass(Pipe *p, const Lag *l, int i, const Lane *x);

#endif
