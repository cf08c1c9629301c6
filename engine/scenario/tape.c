#include "scenario/tape.h"

#include <stdlib.h>
#include <string.h>

// What the slots need: 1 for each node, parts before the whole, so one pass backwards does it.
static void mark_needed(const Graph *g, int n_slots, const Slot *slots, int32_t *reg) {
    for (int i = 0; i < n_slots; i++) reg[slots[i].formula] = 1;
    for (Formula f = graph_size(g) - 1; f >= 0; f--) {
        const Node *n = graph_node(g, f);
        if (!reg[f] || op_is_leaf(n->op)) continue;
        reg[n->a] = 1;
        if (!op_is_unary(n->op)) reg[n->b] = 1;
    }
}

static TapeOp tape_op(const Node *n, const int32_t *reg) {
    if (n->op == OP_CONST) return (TapeOp){OP_CONST, 0, 0, n->value};
    if (n->op == OP_INPUT) return (TapeOp){OP_INPUT, n->a, 0, 0};
    return (TapeOp){n->op, reg[n->a], op_is_unary(n->op) ? 0 : reg[n->b], 0};
}

const Tape *tape_compile(Arena *arena, const Graph *g, int n_slots, const Slot *slots,
                         int n_inputs, double from) {
    int size = graph_size(g), n_ops = 0;
    int32_t *reg = memory_grow(NULL, sizeof *reg * (size_t)(size + 1));
    memset(reg, 0, sizeof *reg * (size_t)(size + 1));
    mark_needed(g, n_slots, slots, reg);
    for (Formula f = 0; f < size; f++) n_ops += reg[f];

    TapeOp *ops = ARENA_NEW(arena, TapeOp, n_ops);
    n_ops = 0;
    for (Formula f = 0; f < size; f++) {
        if (!reg[f]) continue;
        ops[n_ops] = tape_op(graph_node(g, f), reg);
        reg[f] = n_ops++;
    }
    TapeOut *outs = ARENA_NEW(arena, TapeOut, n_slots);
    for (int i = 0; i < n_slots; i++)
        outs[i] = (TapeOut){reg[slots[i].formula], slots[i].neutral, slots[i].date};
    free(reg);

    Tape *t = ARENA_NEW(arena, Tape, 1);
    *t = (Tape){n_ops, n_slots, n_inputs, ops, outs, from};
    return t;
}

void tape_values(const Tape *t, const double *inputs, double *regs, double *out) {
    for (int i = 0; i < t->n_ops; i++) {
        const TapeOp *o = &t->ops[i];
        regs[i] = o->op == OP_CONST   ? o->value
                  : o->op == OP_INPUT ? inputs[o->a]
                                      : op_apply(o->op, regs[o->a], regs[o->b]);
    }
    for (int i = 0; i < t->n_outs; i++) {
        double value = regs[t->outs[i].reg];
        out[i] = is_off(value) ? t->outs[i].neutral : t->outs[i].date ? value - t->from : value;
    }
}
