// The tape on lanes: one vector of inputs for each draw of a block.
#ifndef ENGINE_SCENARIO_TAPE_LANES_H
#define ENGINE_SCENARIO_TAPE_LANES_H

#include "base/lane.h"
#include "scenario/tape.h"

// Fills out[0 .. n_outs) from inputs[lane][input]; `regs` has room for n_ops lanes. Lanes from
// `lanes` on repeat the last one, so that nothing unset is computed with. Bit for bit what
// tape_values gives for each lane.
void tape_lanes(const Tape *t, int lanes, const double *const inputs[], Lane *regs, Lane *out);

#endif
