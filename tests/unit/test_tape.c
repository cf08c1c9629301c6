#include "support/test.h"

#include "base/random.h"
#include "scenario/tape.h"

#include <string.h>

enum { INPUTS = 4, NODES = 400, POINTS = 50 };

static double random_at(int point, int i) {
    return random_uniform(7, (uint64_t)point, 1, RANDOM_SHOCK, (uint64_t)i);
}

static Formula pick(Graph *g, int k) {
    return (Formula)(random_at(1000, k) * graph_size(g));
}

// Formulas of all operations on earlier ones.
static void grow_graph(Graph *g) {
    char why[160];
    for (int i = 0; i < INPUTS; i++) formula_input(g, i, UNIT_PLAIN);
    formula_const(g, 0.5, UNIT_PLAIN);
    formula_const(g, off_value(), UNIT_PLAIN);
    for (int k = 0; graph_size(g) < NODES; k++) {
        Op op = (Op)(OP_ADD + k % (OP_LOG - OP_ADD + 1));
        Formula a = pick(g, 2 * k), b = pick(g, 2 * k + 1);
        Formula f =
            op_is_unary(op) ? formula_unary(g, op, a, why) : formula_binary(g, op, a, b, why);
        assert_int_not_equal(f, FORMULA_NONE);
    }
}

static void every_slot_is_its_formula(void **state) {
    (void)state;
    Arena *arena = arena_new();
    Graph *g = graph_new(arena);
    grow_graph(g);
    Slot slots[NODES / 2];
    int n = NODES / 2;
    for (int i = 0; i < n; i++) slots[i] = (Slot){2 * i + 1, 77, false};
    const Tape *t = tape_compile(arena, g, n, slots, INPUTS, 312);
    double inputs[INPUTS], regs[NODES], out[NODES];
    assert_true(t->n_ops <= graph_size(g));
    int numbers = 0;
    for (int p = 0; p < POINTS; p++) {
        for (int i = 0; i < INPUTS; i++) inputs[i] = 4 * random_at(p, i) - 1;
        if (p % 5 == 0) inputs[p % INPUTS] = off_value();
        tape_values(t, inputs, regs, out);
        for (int i = 0; i < n; i++) {
            double want = formula_value(g, slots[i].formula, inputs);
            if (is_off(want))
                want = 77;
            else
                numbers++;
            assert_memory_equal(&out[i], &want, sizeof want);
        }
    }
    assert_true(numbers > POINTS * n / 10); // not all of them off
    arena_free(arena);
}

static void only_what_is_needed(void **state) {
    (void)state;
    Arena *arena = arena_new();
    Graph *g = graph_new(arena);
    char why[160];
    Formula x = formula_input(g, 0, UNIT_PLAIN), two = formula_const(g, 2, UNIT_PLAIN);
    formula_binary(g, OP_ADD, x, formula_const(g, 3, UNIT_PLAIN), why); // of no slot
    Formula twice = formula_binary(g, OP_MUL, x, two, why);
    Slot slots[] = {{twice, 0, false}, {x, 0, false}, {twice, 1, false}};
    const Tape *t = tape_compile(arena, g, 3, slots, 1, 0);
    assert_int_equal(t->n_ops, 3);
    assert_int_equal(t->n_outs, 3);
    assert_int_equal(t->outs[0].reg, t->outs[2].reg);
    assert_int_equal(tape_compile(arena, g, 0, NULL, 1, 0)->n_ops, 0);
    arena_free(arena);
}

static void dates_and_neutral_values(void **state) {
    (void)state;
    Arena *arena = arena_new();
    Graph *g = graph_new(arena);
    Formula date = formula_input(g, 0, (Unit){.date = true});
    Slot slots[] = {{date, 1e15, true}, {date, 1e15, false}};
    const Tape *t = tape_compile(arena, g, 2, slots, 1, 312);
    double regs[1], out[2], march[] = {314.5}, off[] = {off_value()};
    tape_values(t, march, regs, out);
    assert_near(out[0], 2.5, 0);
    assert_near(out[1], 314.5, 0);
    tape_values(t, off, regs, out);
    assert_near(out[0], 1e15, 0); // nothing is subtracted from a neutral value
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_slot_is_its_formula),
        cmocka_unit_test(only_what_is_needed),
        cmocka_unit_test(dates_and_neutral_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
