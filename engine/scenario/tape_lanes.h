// The tape on lanes: one vector of inputs for each draw of a block.
#ifndef ENGINE_SCENARIO_TAPE_LANES_H
#define ENGINE_SCENARIO_TAPE_LANES_H

#include "base/lane.h"
#include "scenario/tape.h"

// The slots that are constants, once for all runs with the same `regs` (room for n_ops lanes) and
// `out` (n_outs).
void tape_constants(const Tape *t, Lane *regs, Lane *out);

// The other slots, from inputs[lane][input]. Lanes from `lanes` on repeat the last one, so that
// nothing unset is computed with. Bit for bit what tape_values gives for each lane.
void tape_lanes(const Tape *t, int lanes, const double *const inputs[], Lane *regs, Lane *out);

#endif
