// The formula graph: what arithmetic on levers and assumptions builds instead of computing.
// Nodes are hash-consed (equal formulas are one node) and live in the arena of their draft.
// A value that is OFF ("no cap", "no levy") passes through all arithmetic; the field it reaches
// takes its neutral value. OFF is a quiet NaN: is_off() is the only test of it.
#ifndef ENGINE_SCENARIO_FORMULA_H
#define ENGINE_SCENARIO_FORMULA_H

#include "base/arena.h"
#include "base/text.h"
#include "scenario/unit.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum Op {
    OP_CONST,  // value
    OP_INPUT,  // the lever or assumption number `a`
    OP_RESULT, // the result number `a` of a run: known only after it
    OP_ADD,
    OP_SUB,
    OP_MUL,
    OP_DIV,
    OP_MOD,  // a - floor(a / b) * b
    OP_IDIV, // floor(a / b)
    OP_POW,
    OP_MIN,
    OP_MAX,
    OP_NEG,
    OP_ABS,
    OP_FLOOR,
    OP_CEIL,
    OP_SQRT,
    OP_EXP,
    OP_LOG
} Op;

typedef int32_t Formula; // index of a node; FORMULA_NONE for none
#define FORMULA_NONE (-1)

typedef struct Node {
    Op op;
    Formula a, b;
    double value;
    Unit unit;
} Node;

typedef struct Graph Graph;

double off_value(void);
bool is_off(double x);

Graph *graph_new(Arena *a);
int graph_size(const Graph *g);
const Node *graph_node(const Graph *g, Formula f);

Formula formula_const(Graph *g, double value, Unit unit);
Formula formula_input(Graph *g, int input, Unit unit);
// Results are numbered as they come. Wherever none are given, each stands for a number of its
// own, so that a trace can be compared with a plain run. `name` is not copied.
Formula formula_result(Graph *g, const char *name, Unit unit);
int graph_results(const Graph *g); // how many
const char *graph_result(const Graph *g, int result);
Unit graph_result_unit(const Graph *g, int result);

// One operation on plain doubles: the arithmetic of folding, formula_value and the tape. `b` is
// not looked at by operations on one value. OFF in gives OFF out.
double op_apply(Op op, double a, double b);
bool op_is_unary(Op op);
bool op_is_leaf(Op op);     // has no parts
const char *op_word(Op op); // " + ", "^", "min"

// FORMULA_NONE when the units do not fit; `why` then says "adds USD and months,
// expected the same unit". A plain 0 and
// OFF fit any unit in sums, min, max and comparisons.
// Constants fold (with the same arithmetic as formula_value).
Formula formula_unary(Graph *g, Op op, Formula a, char why[160]);
Formula formula_binary(Graph *g, Op op, Formula a, Formula b, char why[160]);

// The value at a vector of inputs, bit for bit what the tape gives.
double formula_value(const Graph *g, Formula f, const double *inputs);

// The same with the results of a run.
double formula_outcome(const Graph *g, Formula f, const double *inputs, const double *results);

// All nodes at once: out[0 .. graph_size).
void graph_values(const Graph *g, const double *inputs, double *out);

// Does it depend on any input? on input `i`?
bool formula_is_const(const Graph *g, Formula f);
bool formula_uses(const Graph *g, Formula f, int input);
bool formula_has(const Graph *g, Formula f, Formula part);
bool formula_uses_result(const Graph *g, Formula f, int result); // -1: any

// "export_levy * 2 + 0.1", with the names of the inputs.
// Deep formulas are cut with "...".
void formula_print(const Graph *g, Formula f, const char *const *input_names, Text *out);

// A constant for people: "27000 USD", "6 months", "2026-07", "0.25", "off".
void value_format(double value, Unit unit, char out[96]);

// May the two be compared? False with `why`: "compares USD with months, ...".
bool formula_comparable(const Graph *g, Formula a, Formula b, char why[160]);

// A comparison that the script made: lt, le or eq of two formulas, and how it came out. A trace
// is valid for every draw in which all its guards come out the same.
typedef enum GuardOp { GUARD_LT, GUARD_LE, GUARD_EQ } GuardOp;
typedef struct Guard {
    GuardOp op;
    Formula a, b;
    bool outcome;
    const char *file;
    int line;
} Guard;

// OFF equals OFF only; it is neither less nor more than anything.
bool guard_outcome(GuardOp op, double a, double b);
bool guard_holds(const Graph *g, const Guard *guard, const double *inputs);

#endif
