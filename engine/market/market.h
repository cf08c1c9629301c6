// The market: one step after another, LANES draws at once. market.c is the step read from top
// to bottom; each mechanism has a file of its own. Compiled once for each instruction set and
// chosen at start (kernel.h); all give the same bytes.
#ifndef ENGINE_MARKET_MARKET_H
#define ENGINE_MARKET_MARKET_H

#include "market/term.h"
#include "series/series.h"

typedef struct Market
    Market; // plan and memory of one block of lanes; reused for block on block

// The world as a rule may see it and the levers it may move, one lane at a time.
typedef struct MarketView {
    const Scenario *scenario;
    int step; // the step about to begin
    double t; // its start, months since `from`
    int lane, draw;
    const Market *market;
    // A column's value at an earlier step (0 <= at < step), for every recorded series.
    double (*value)(const Market *m, int lane, int column, int at);
    int (*column)(const Market *m, SeriesId id, int party, int chip, int workload);
    double *inputs; // of this lane; writable: levers
} MarketView;

// Called for each lane at the start of each step when the scenario has rules. False stops the
// run; the hook has added the fault.
typedef bool (*StepHook)(void *context, MarketView *view);

typedef struct MarketOptions {
    const Want *want;
    StepHook hook; // NULL without rules
    void *context;
    Terms *terms;  // NULL; else the probe kernel writes every TERM of lane 0 into it
    uint64_t seed; // of draws; a plain run (draw = PLAIN_RUN) uses declared spins
} MarketOptions;
#define PLAIN_RUN UINT64_MAX

// The largest residuals of the ledger over the whole run, relative to the largest term.
typedef struct Ledger {
    double chips, money; // both must be <= 1e-9; chips: also resources used beyond capacity
} Ledger;

#endif
