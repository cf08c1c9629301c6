// Runs a script given as text: for tests that state a market and look at its series.
#ifndef TESTS_MODEL_LUA_RUN_H
#define TESTS_MODEL_LUA_RUN_H

#include "script/script.h"

typedef struct LuaRun {
    Script *script;
    const Scenario *s;
    Series *series;
    Ledger ledger;
} LuaRun;

// Loads it and runs the base with every series; any fault fails the test.
LuaRun lua_run(const char *text);
LuaRun lua_run_with(const char *text, const Kernel *k);
void lua_done(LuaRun *r);

// Indices by name; an unknown one fails the test.
int lua_buyer(const LuaRun *r, const char *name);
int lua_chip(const LuaRun *r, const char *name);

// A value by names; NULL where the series is not kept by it. `party` is a buyer, authority,
// seller or approval. step -1: the sum over the steps of a flow, the last value of the rest.
double lua_value(const LuaRun *r, SeriesId id, const char *party, const char *chip, int step);

// Steps values of one column.
const double *lua_column(const LuaRun *r, SeriesId id, const char *party, const char *chip);

#endif
