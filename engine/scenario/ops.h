// What the operations of a formula do, in one place for plain numbers (formula.c) and for lanes
// (tape_lanes.c): X(operation, its value of `a` and `b`), where F(name) is the function of that
// name for the type at hand.
#ifndef ENGINE_SCENARIO_OPS_H
#define ENGINE_SCENARIO_OPS_H

// clang-format off
#define OP_VALUES(X, F)                     \
    X(OP_ADD, a + b)                        \
    X(OP_SUB, a - b)                        \
    X(OP_MUL, a * b)                        \
    X(OP_DIV, a / b)                        \
    X(OP_MOD, a - F(floor)(a / b) * b)      \
    X(OP_IDIV, F(floor)(a / b))             \
    X(OP_POW, F(pow)(a, b))                 \
    X(OP_MIN, F(min)(a, b))                 \
    X(OP_MAX, F(max)(a, b))                 \
    X(OP_NEG, -a)                           \
    X(OP_ABS, F(abs)(a))                    \
    X(OP_FLOOR, F(floor)(a))                \
    X(OP_CEIL, F(ceil)(a))                  \
    X(OP_SQRT, F(sqrt)(a))                  \
    X(OP_EXP, F(exp)(a))                    \
    X(OP_LOG, F(log)(a))
// clang-format on

#endif
