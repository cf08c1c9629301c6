// One plain run in which every mechanism writes down what it computed (market/term.h): the same
// numbers, to the last bit, as those that `run` records.
#ifndef ENGINE_STUDY_PROBE_H
#define ENGINE_STUDY_PROBE_H

#include "script/script.h"

typedef struct Probe {
    const Scenario *scenario; // the variant that holds at `values`, proved
    const double *values;     // the caller's
    Series *series;
    Ledger ledger;
    Terms terms; // of all steps, in the order in which they were computed
} Probe;

// False with faults; nothing to free then. `values` must outlive the probe.
bool probe_run(Probe *p, Script *s, const double *values, Faults *faults);
void probe_done(Probe *p);

// The last row of that name in the step; -1 in party, chip or workload is a part of the name. NULL.
const Term *probe_term(const Probe *p, int step, const char *name, int party, int chip,
                       int workload);
// The last row in the step or before it: of what is computed only when it changes.
const Term *probe_standing(const Probe *p, int step, const char *name, int party, int chip,
                           int workload);

// Rows of one step: [*first, *last).
void probe_step(const Probe *p, int step, int *first, int *last);

#endif
