// The door to the compiled market: the same source built for several instruction sets, one of
// them chosen at start by what the processor has (CHOKEPOINT_ISA=v2|v3|v4 overrides it).
#ifndef ENGINE_MARKET_KERNEL_H
#define ENGINE_MARKET_KERNEL_H

#include "market/market.h"

#define MARKET_LANES 16

typedef struct Kernel {
    const char *isa;
    // NULL never; memory for one block. The scenario must outlive it.
    Market *(*market_new)(const Scenario *s, const MarketOptions *o);
    void (*market_free)(Market *m);
    // Runs up to MARKET_LANES lanes: inputs[lane] is a vector of s->n_inputs values, draws[lane]
    // its draw or PLAIN_RUN. Results go to runs first_run + lane of `out`. False with a fault
    // (a rule's); a ledger that does not balance is a fault too; `ledgers` has one for each lane (NULL).
    bool (*market_run)(Market *m, int lanes, const double *const inputs[],
                       const uint64_t draws[], Series *out, int first_run, Ledger ledgers[],
                       Faults *faults);
    // All slots of the scenario at one block of inputs: out[slot * MARKET_LANES + lane].
    void (*tape_eval)(const Scenario *s, int lanes, const double *const inputs[], double *out);
} Kernel;

const Kernel *kernel_pick(void);
const Kernel *kernel_named(const char *isa); // "v2", ...; NULL when this processor lacks it
const Kernel *kernel_probe(void);            // writes terms

#endif
