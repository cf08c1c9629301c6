#include "scenario/tape_lanes.h"

#include "scenario/ops.h"

#define OF_LANES(name) pack_##name
#define VALUE_CASE(op, value)                                                                  \
    case op:                                                                                   \
        return value;

static Pack op_pack(Op op, Pack a, Pack b) {
    switch (op) {
        OP_VALUES(VALUE_CASE, OF_LANES)
    default:
        return a;
    }
}

static void input_lanes(int lanes, const double *const inputs[], int input, Lane *out) {
    double x[LANES];
    for (int i = 0; i < LANES; i++) x[i] = inputs[i < lanes ? i : lanes - 1][input];
    EACH_PACK(p)
        for (int i = 0; i < PACK; i++) out->p[p][i] = x[p * PACK + i];
}

static void op_lanes(const TapeOp *o, const Lane *regs, Lane *out) {
    const Lane *a = &regs[o->a], *b = &regs[o->op >= OP_NEG ? o->a : o->b];
    EACH_PACK(p) {
        Pack x = op_pack(o->op, a->p[p], b->p[p]);
        Mask off = mask_or(pack_nan(a->p[p]), pack_nan(b->p[p]));
        out->p[p] = pack_select(off, pack_set(NAN), x);
    }
}

static void slot_lanes(const Tape *t, int slot, const Lane *regs, Lane *out) {
    const TapeOut *o = &t->outs[slot];
    Pack from = pack_set(o->date ? t->from : 0);
    EACH_PACK(p) {
        Pack x = regs[o->reg].p[p];
        out[slot].p[p] = pack_select(pack_nan(x), pack_set(o->neutral), x - from);
    }
}

void tape_constants(const Tape *t, Lane *regs, Lane *out) {
    for (int i = 0; i < t->n_ops; i++)
        if (t->ops[i].op == OP_CONST) lane_set(&regs[i], t->ops[i].value);
    for (int i = 0; i < t->n_outs; i++)
        if (tape_is_constant(t, i)) slot_lanes(t, i, regs, out);
}

void tape_lanes(const Tape *t, int lanes, const double *const inputs[], Lane *regs, Lane *out) {
    for (int i = 0; i < t->n_ops; i++) {
        const TapeOp *o = &t->ops[i];
        if (o->op == OP_CONST) continue;
        if (o->op == OP_INPUT)
            input_lanes(lanes, inputs, o->a, &regs[i]);
        else
            op_lanes(o, regs, &regs[i]);
    }
    for (int i = 0; i < t->n_outs; i++)
        if (!tape_is_constant(t, i)) slot_lanes(t, i, regs, out);
}
