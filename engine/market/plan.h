// The plan of a scenario and the memory of a block; made once, before any run.
#ifndef ENGINE_MARKET_PLAN_H
#define ENGINE_MARKET_PLAN_H

#include "market/state.h"

Market *plan_new(const Scenario *s, const MarketOptions *o);
void plan_free(Market *m);

// Is the number the same in all draws? Then its value.
bool plan_fixed(const Market *m, Num n, double *value);

// Does the instrument act on this buyer and chip?
bool plan_acts(const Instrument *i, int buyer, int chip);

// Indices in `actives`.
int active_control(const Market *m, int i);
int active_approval(const Market *m, int i);
int active_levy(const Market *m, int i);
int active_bundling(const Market *m, int i);

// A number that may not be given.
int plan_or(const Market *m, Num n, int instead); // NUM_ZERO, NUM_ONE, NUM_NO_CAP

#endif
