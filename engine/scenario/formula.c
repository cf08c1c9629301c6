#include "scenario/formula.h"

#include "base/real.h"
#include "scenario/ops.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct Graph {
    Arena *arena;
    int n, cap;
    Node *nodes; // a node comes after those it is made of
    int n_buckets;
    Formula *buckets; // open addressing, FORMULA_NONE where free
    int n_results, cap_results;
    struct ResultName {
        const char *name;
        Unit unit;
    } * results;
};

double off_value(void) {
    return (double)NAN;
}
bool is_off(double x) {
    return isnan(x);
}

Graph *graph_new(Arena *a) {
    Graph *g = ARENA_NEW(a, Graph, 1);
    g->arena = a;
    return g;
}

int graph_size(const Graph *g) {
    return g->n;
}
const Node *graph_node(const Graph *g, Formula f) {
    return &g->nodes[f];
}

// Equal formulas are one node.

static uint64_t node_hash(const Node *n) {
    int32_t parts[3] = {(int32_t)n->op, n->a, n->b};
    uint64_t h = text_hash(TEXT_HASH, parts, sizeof parts);
    h = text_hash(h, &n->value, sizeof n->value);
    h = text_hash(h, n->unit.power, sizeof n->unit.power);
    uint8_t rest[2] = {n->unit.currency, n->unit.date};
    return text_hash(h, rest, sizeof rest);
}

static bool node_equal(const Node *x, const Node *y) {
    return x->op == y->op && x->a == y->a && x->b == y->b &&
           memcmp(&x->value, &y->value, sizeof x->value) == 0 && unit_equal(x->unit, y->unit);
}

static int bucket_of(const Graph *g, const Node *n) {
    uint64_t mask = (uint64_t)g->n_buckets - 1;
    uint64_t i = node_hash(n) & mask;
    while (g->buckets[i] != FORMULA_NONE && !node_equal(&g->nodes[g->buckets[i]], n))
        i = (i + 1) & mask;
    return (int)i;
}

static void graph_rehash(Graph *g) {
    g->n_buckets = g->n_buckets ? g->n_buckets * 2 : 256;
    g->buckets = ARENA_NEW(g->arena, Formula, g->n_buckets);
    for (int i = 0; i < g->n_buckets; i++) g->buckets[i] = FORMULA_NONE;
    for (Formula f = 0; f < g->n; f++) g->buckets[bucket_of(g, &g->nodes[f])] = f;
}

static Formula node_add(Graph *g, Node n) {
    if (g->n * 2 >= g->n_buckets) graph_rehash(g);
    int bucket = bucket_of(g, &n);
    if (g->buckets[bucket] != FORMULA_NONE) return g->buckets[bucket];
    ARENA_PUSH(g->arena, g->nodes, g->n, g->cap, n);
    return g->buckets[bucket] = g->n - 1;
}

Formula formula_const(Graph *g, double value, Unit unit) {
    if (is_off(value)) value = off_value(); // one OFF, whatever bits it came with
    return node_add(g, (Node){OP_CONST, FORMULA_NONE, FORMULA_NONE, value, unit});
}

Formula formula_input(Graph *g, int input, Unit unit) {
    return node_add(g, (Node){OP_INPUT, input, FORMULA_NONE, 0, unit});
}

Formula formula_result(Graph *g, const char *name, Unit unit) {
    int result = g->n_results;
    ARENA_PUSH(g->arena, g->results, g->n_results, g->cap_results,
               ((struct ResultName){name, unit}));
    return node_add(g, (Node){OP_RESULT, result, FORMULA_NONE, 0, unit});
}

int graph_results(const Graph *g) {
    return g->n_results;
}

const char *graph_result(const Graph *g, int result) {
    return g->results[result].name;
}

Unit graph_result_unit(const Graph *g, int result) {
    return g->results[result].unit;
}

// Arithmetic.

bool op_is_unary(Op op) {
    return op >= OP_NEG;
}

bool op_is_leaf(Op op) {
    return op <= OP_RESULT;
}

static double number_min(double a, double b) {
    return a < b ? a : b;
}
static double number_max(double a, double b) {
    return a > b ? a : b;
}
#define number_abs fabs
#define number_ceil ceil
#define number_exp real_exp
#define number_floor floor
#define number_log real_log
#define number_pow real_pow
#define number_sqrt sqrt
#define OF_NUMBERS(name) number_##name
#define VALUE_CASE(op, value)                                                                  \
    case op:                                                                                   \
        return value;

double op_apply(Op op, double a, double b) {
    if (is_off(a) || (!op_is_unary(op) && is_off(b))) return off_value();
    switch (op) {
        OP_VALUES(VALUE_CASE, OF_NUMBERS)
    default:
        return a; // leaves: not operations
    }
}

// Units of results; the text of `why` when there is none.

static bool fits_any_unit(const Node *n) {
    return n->op == OP_CONST && (is_off(n->value) || (n->value == 0 && unit_is_plain(n->unit)));
}

static bool same_unit(const Node *a, const Node *b, Unit *out) {
    *out = fits_any_unit(a) ? b->unit : a->unit;
    return fits_any_unit(a) || fits_any_unit(b) || unit_equal(a->unit, b->unit);
}

static bool sum_unit(Op op, const Node *a, const Node *b, Unit *out) {
    if (fits_any_unit(a) || fits_any_unit(b)) return same_unit(a, b, out);
    return unit_add(a->unit, b->unit, op == OP_SUB, out);
}

static bool power_unit(const Node *a, const Node *b, Unit *out) {
    *out = UNIT_PLAIN;
    if (!unit_is_plain(b->unit)) return false;
    if (unit_is_plain(a->unit)) return true;
    bool whole = b->op == OP_CONST && b->value == floor(b->value) && fabs(b->value) <= 9;
    return whole && unit_power(a->unit, (int)b->value, out);
}

static bool binary_unit(Op op, const Node *a, const Node *b, Unit *out) {
    switch (op) {
    case OP_ADD:
    case OP_SUB:
        return sum_unit(op, a, b, out);
    case OP_MUL:
        return unit_multiply(a->unit, b->unit, false, out);
    case OP_DIV:
    case OP_IDIV:
        return unit_multiply(a->unit, b->unit, true, out);
    case OP_POW:
        return power_unit(a, b, out);
    default:
        return same_unit(a, b, out);
    }
}

// "adds USD and months".
static void binary_why(Op op, const Node *a, const Node *b, char why[160]) {
    const char *verb = "compares", *word = "with", *fix = ", expected the same unit";
    switch (op) {
    case OP_ADD:
        verb = "adds", word = "and";
        break;
    case OP_SUB:
        verb = "subtracts", word = "from";
        break;
    case OP_MUL:
        verb = "multiplies", word = "by", fix = "";
        break;
    case OP_DIV:
    case OP_IDIV:
        verb = "divides", word = "by", fix = "";
        break;
    case OP_MOD:
        verb = "takes the remainder of", word = "by";
        break;
    case OP_POW:
        verb = "raises", word = "to the power of", fix = "";
        break;
    default:
        break;
    }
    if (*fix && (a->unit.date || b->unit.date)) fix = ", expected a date and months";
    char first[64], second[64];
    bool swap = op == OP_SUB;
    snprintf(why, 160, "%s %s %s %s%s", verb, unit_name(swap ? b->unit : a->unit, first), word,
             unit_name(swap ? a->unit : b->unit, second), fix);
}

Formula formula_binary(Graph *g, Op op, Formula a, Formula b, char why[160]) {
    const Node *left = &g->nodes[a], *right = &g->nodes[b];
    Unit unit;
    if (!binary_unit(op, left, right, &unit)) {
        binary_why(op, left, right, why);
        return FORMULA_NONE;
    }
    if (left->op == OP_CONST && right->op == OP_CONST)
        return formula_const(g, op_apply(op, left->value, right->value), unit);
    return node_add(g, (Node){op, a, b, 0, unit});
}

static bool unary_unit(Op op, const Node *a, Unit *out) {
    *out = a->unit;
    switch (op) {
    case OP_NEG:
    case OP_ABS:
        return !a->unit.date;
    case OP_EXP:
    case OP_LOG:
        return unit_is_plain(a->unit);
    case OP_SQRT:
        for (int i = 0; i < DIM_COUNT; i++) {
            if (a->unit.power[i] % 2) return false;
            out->power[i] = a->unit.power[i] / 2;
        }
        return !a->unit.date;
    default:
        return true;
    }
}

const char *op_word(Op op) {
    static const char *const WORD[] = {
        [OP_CONST] = "",    [OP_INPUT] = "",  [OP_RESULT] = "",     [OP_ADD] = " + ",
        [OP_SUB] = " - ",   [OP_MUL] = " * ", [OP_DIV] = " / ",     [OP_MOD] = " % ",
        [OP_IDIV] = " // ", [OP_POW] = "^",   [OP_MIN] = "min",     [OP_MAX] = "max",
        [OP_NEG] = "-",     [OP_ABS] = "abs", [OP_FLOOR] = "floor", [OP_CEIL] = "ceil",
        [OP_SQRT] = "sqrt", [OP_EXP] = "exp", [OP_LOG] = "log",
    };
    return WORD[op];
}

Formula formula_unary(Graph *g, Op op, Formula a, char why[160]) {
    const Node *of = &g->nodes[a];
    Unit unit;
    if (!unary_unit(op, of, &unit)) {
        char name[64];
        snprintf(why, 160, "takes %s of %s, expected a plain number",
                 op == OP_NEG ? "the negative" : op_word(op), unit_name(of->unit, name));
        return FORMULA_NONE;
    }
    if (of->op == OP_CONST) return formula_const(g, op_apply(op, of->value, 0), unit);
    return node_add(g, (Node){op, a, FORMULA_NONE, 0, unit});
}

// Evaluation.

// No two results alike, and no round numbers.
static double stand_in(int result) {
    return 1 + 0.6180339887498949 * (result + 1);
}

static double node_value(const Node *n, const double *inputs, const double *results,
                         const double *values) {
    if (n->op == OP_CONST) return n->value;
    if (n->op == OP_INPUT) return inputs[n->a];
    if (n->op == OP_RESULT) return results ? results[n->a] : stand_in(n->a);
    return op_apply(n->op, values[n->a], op_is_unary(n->op) ? 0 : values[n->b]);
}

void graph_values(const Graph *g, const double *inputs, double *out) {
    for (Formula f = 0; f < g->n; f++) out[f] = node_value(&g->nodes[f], inputs, NULL, out);
}

static Formula mark_part(bool *used, Formula part, Formula first) {
    used[part] = true;
    return part < first ? part : first;
}

// Marks all that `f` is made of: used[0..f], freed by the caller, and the first part. Parts come
// before the whole, so one pass backwards sees every node after its users.
static bool *formula_parts(const Graph *g, Formula f, Formula *first) {
    bool *used = memory_grow(NULL, (size_t)f + 1);
    memset(used, 0, (size_t)f + 1);
    used[f] = true;
    *first = f;
    for (Formula i = f; i >= *first; i--) {
        const Node *n = &g->nodes[i];
        if (!used[i] || op_is_leaf(n->op)) continue;
        *first = mark_part(used, n->a, *first);
        if (!op_is_unary(n->op)) *first = mark_part(used, n->b, *first);
    }
    return used;
}

double formula_outcome(const Graph *g, Formula f, const double *inputs, const double *results) {
    const Node *n = &g->nodes[f];
    if (op_is_leaf(n->op)) return node_value(n, inputs, results, NULL);
    Formula first;
    bool *used = formula_parts(g, f, &first);
    double *values = memory_grow(NULL, sizeof *values * ((size_t)f + 1));
    for (Formula i = first; i <= f; i++)
        if (used[i]) values[i] = node_value(&g->nodes[i], inputs, results, values);
    double value = values[f];
    free(values);
    free(used);
    return value;
}

double formula_value(const Graph *g, Formula f, const double *inputs) {
    return formula_outcome(g, f, inputs, NULL);
}

bool formula_is_const(const Graph *g, Formula f) {
    return g->nodes[f].op == OP_CONST;
}

bool formula_uses(const Graph *g, Formula f, int input) {
    Formula first;
    bool *used = formula_parts(g, f, &first), found = false;
    for (Formula i = first; i <= f && !found; i++)
        found = used[i] && g->nodes[i].op == OP_INPUT && g->nodes[i].a == input;
    free(used);
    return found;
}

bool formula_has(const Graph *g, Formula f, Formula part) {
    if (part > f) return false;
    Formula first;
    bool *used = formula_parts(g, f, &first), found = used[part];
    free(used);
    return found;
}

bool formula_uses_result(const Graph *g, Formula f, int result) {
    if (!g->n_results) return false;
    Formula first;
    bool *used = formula_parts(g, f, &first), found = false;
    for (Formula i = first; i <= f && !found; i++)
        found =
            used[i] && g->nodes[i].op == OP_RESULT && (result < 0 || g->nodes[i].a == result);
    free(used);
    return found;
}

bool formula_comparable(const Graph *g, Formula a, Formula b, char why[160]) {
    Unit unit;
    if (same_unit(&g->nodes[a], &g->nodes[b], &unit)) return true;
    binary_why(OP_MIN, &g->nodes[a], &g->nodes[b], why);
    return false;
}

bool guard_outcome(GuardOp op, double a, double b) {
    if (op == GUARD_LT) return a < b;
    if (op == GUARD_LE) return a <= b;
    return a == b || (is_off(a) && is_off(b));
}

bool guard_holds(const Graph *g, const Guard *guard, const double *inputs) {
    double a = formula_value(g, guard->a, inputs), b = formula_value(g, guard->b, inputs);
    return guard_outcome(guard->op, a, b) == guard->outcome;
}
