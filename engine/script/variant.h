// Inside script/: traces of a script and the points at which they hold.
#ifndef ENGINE_SCRIPT_VARIANT_H
#define ENGINE_SCRIPT_VARIANT_H

#include "script/run.h"

typedef struct Variant {
    Arena *arena; // of draft and scenario
    Draft *draft;
    const Scenario *scenario;
    bool retired;   // traced before an input was found to be opaque: only shown on, not chosen
    double *proved; // the point at which it was last proved; NULL
} Variant;

struct Script {
    Arena *arena;
    const char *path;
    Files *files;
    ScriptLimits limits;
    int n_variants, cap_variants;
    Variant **variants; // the first is the base
    int n_opaque, cap_opaque;
    OpaqueUse *opaque;
    double *scratch; // values of a graph
    int cap_scratch;
};

// A trace at `point` (NULL: the base) that is clean; where `prove`, one that a plain run there
// agrees with. Inputs found to be opaque on the way join the script's. NULL with faults.
Run *trace_find(Script *s, const Draft *base, const double *point, bool prove, const char *at,
                Faults *faults);

// Validates and freezes the run's draft; NULL with the builder's faults.
const Scenario *run_build(Run *run, const char *at, Faults *faults);

// Do the guards and opaque values of the draft hold at these values? `guard` or `opaque` is the
// first that does not.
bool draft_holds(Script *s, const Draft *d, const double *values, const Guard **guard,
                 const Opaque **opaque);

// The variant that holds at `values`, traced anew when none does; NULL with faults.
Variant *variant_at(Script *s, const double *values, Faults *faults);

// `use` joins the script's opaque inputs: no trace that followed it as a quantity is trusted now.
void script_make_opaque(Script *s, OpaqueUse use);

// "at export_levy = 0.4: ", naming what differs from the base; "" at the base.
const char *point_words(Script *s, const double *values);

#endif
