// The formulas of a scenario as a flat list of operations on lanes: evaluated once for a block
// of draws, without recursion. The result of slot i is what formula_value gives for its formula,
// bit for bit, with OFF replaced by the neutral value of the field.
#ifndef ENGINE_SCENARIO_TAPE_H
#define ENGINE_SCENARIO_TAPE_H

#include "scenario/formula.h"

typedef struct TapeOp {
    Op op;
    int32_t a, b; // registers; for OP_INPUT a is the input
    double value; // OP_CONST
} TapeOp;

typedef struct TapeOut {
    int32_t reg;
    double neutral; // instead of OFF
    bool date; // unless OFF subtract `from`: a date becomes months since the scenario begins
} TapeOut;

struct Tape {
    int n_ops, n_outs, n_inputs;
    const TapeOp *ops;   // op i writes register i
    const TapeOut *outs; // slot i
    double from;
};
typedef struct Tape Tape;

// Compiles what slots[0 .. n_slots) need, each operation once. Slot i is then slots[i].
typedef struct Slot {
    Formula formula;
    double neutral;
    bool date;
} Slot;
const Tape *tape_compile(Arena *arena, const Graph *g, int n_slots, const Slot *slots,
                         int n_inputs, double from);

static inline bool tape_is_constant(const Tape *t, int slot) {
    return t->ops[t->outs[slot].reg].op == OP_CONST;
}

// All slots for one vector of inputs: out[0 .. n_outs). `regs` has room for n_ops doubles.
void tape_values(const Tape *t, const double *inputs, double *regs, double *out);

#endif
