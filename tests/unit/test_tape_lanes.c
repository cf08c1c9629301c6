#include "support/test.h"

#include "base/arena.h"
#include "market/kernel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// The tape on lanes gives what formula_value gives, bit for bit, on every instruction set.

enum { INPUTS = 5, SLOTS = 160 };

static uint64_t next(uint64_t *state) {
    *state = *state * 6364136223846793005ULL + 1442695040888963407ULL;
    return *state >> 33;
}
static double between(uint64_t *state, double a, double b) {
    return a + (b - a) * (double)next(state) / 2147483648.0;
}

// Formulas over all operations, each made of earlier ones.
static Graph *random_graph(Arena *arena, uint64_t seed, Formula *slots) {
    Graph *g = graph_new(arena);
    Formula made[SLOTS + INPUTS + 4];
    int n = 0;
    char why[160];
    for (int i = 0; i < INPUTS; i++) made[n++] = formula_input(g, i, UNIT_PLAIN);
    made[n++] = formula_const(g, off_value(), UNIT_PLAIN);
    made[n++] = formula_const(g, 0, UNIT_PLAIN);
    made[n++] = formula_const(g, -2.5, UNIT_PLAIN);
    for (int i = 0; i < SLOTS; i++) {
        Op op = (Op)(OP_ADD + (int)(next(&seed) % (OP_LOG - OP_ADD + 1)));
        Formula a = made[next(&seed) % (uint64_t)n], b = made[next(&seed) % (uint64_t)n];
        slots[i] =
            op_is_unary(op) ? formula_unary(g, op, a, why) : formula_binary(g, op, a, b, why);
        assert_int_not_equal(slots[i], FORMULA_NONE);
        made[n++] = slots[i];
        if (n > SLOTS) n = SLOTS;
    }
    return g;
}

static bool same_bits(double a, double b) {
    return memcmp(&a, &b, sizeof a) == 0 || (isnan(a) && isnan(b));
}

static double slot_value(const Graph *g, const Slot *s, const double *inputs, double from) {
    double x = formula_value(g, s->formula, inputs);
    return is_off(x) ? s->neutral : s->date ? x - from : x;
}

static void compare(const Kernel *k, const Graph *g, const Slot *slots, const Tape *tape,
                    int lanes) {
    Scenario s = {.n_slots = SLOTS, .tape = tape, .n_inputs = INPUTS};
    double values[MARKET_LANES][INPUTS];
    const double *inputs[MARKET_LANES];
    uint64_t seed = 77;
    for (int lane = 0; lane < lanes; lane++) {
        for (int i = 0; i < INPUTS; i++)
            values[lane][i] = (lane + i) % 7 == 3 ? off_value() : between(&seed, -3, 9);
        inputs[lane] = values[lane];
    }
    double *out = malloc(sizeof *out * SLOTS * MARKET_LANES);
    assert_non_null(out);
    k->tape_eval(&s, lanes, inputs, out);
    for (int i = 0; i < SLOTS; i++)
        for (int lane = 0; lane < lanes; lane++) {
            double want = slot_value(g, &slots[i], inputs[lane], tape->from);
            double got = out[i * MARKET_LANES + lane];
            if (same_bits(got, want)) continue;
            print_error("%s, slot %d, lane %d: %.17g, expected %.17g\n", k->isa, i, lane, got,
                        want);
            fail();
        }
    free(out);
}

static void lanes_give_the_value_of_the_formula(void **state) {
    (void)state;
    const char *const isas[] = {"v2", "v3", "v4", "any"};
    for (uint64_t seed = 1; seed <= 40; seed++) {
        Arena *arena = arena_new();
        Formula formulas[SLOTS];
        Graph *g = random_graph(arena, seed, formulas);
        Slot slots[SLOTS];
        for (int i = 0; i < SLOTS; i++) slots[i] = (Slot){formulas[i], i % 3, i % 11 == 5};
        const Tape *tape = tape_compile(arena, g, SLOTS, slots, INPUTS, 312);
        compare(kernel_probe(), g, slots, tape, MARKET_LANES);
        for (int i = 0; i < 4; i++)
            if (kernel_named(isas[i])) compare(kernel_named(isas[i]), g, slots, tape, 16 - i);
        arena_free(arena);
    }
}

static void a_kernel_can_be_chosen_by_name(void **state) {
    (void)state;
    assert_null(kernel_named("v9"));
    const Kernel *first = kernel_pick();
    setenv("CHOKEPOINT_ISA", "v9", 1);
    assert_ptr_equal(kernel_pick(), first);
    const char *const isas[] = {"v2", "v3", "v4", "any"};
    for (int i = 0; i < 4; i++) {
        const Kernel *k = kernel_named(isas[i]);
        if (!k) {
            print_message("no %s on this machine\n", isas[i]);
            continue;
        }
        setenv("CHOKEPOINT_ISA", isas[i], 1);
        assert_ptr_equal(kernel_pick(), k);
        assert_string_equal(k->isa, isas[i]);
    }
    unsetenv("CHOKEPOINT_ISA");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lanes_give_the_value_of_the_formula),
        cmocka_unit_test(a_kernel_can_be_chosen_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
