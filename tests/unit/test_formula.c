#include "support/test.h"

#include "base/calendar.h"
#include "base/real.h"
#include "scenario/formula.h"

#include <math.h>
#include <string.h>

static const Unit USD = {.power = {[DIM_MONEY] = 1}, .currency = CURRENCY_USD};
static const Unit MONTHS = {.power = {[DIM_TIME] = 1}};
static const Unit DATE = {.date = true};
static const char *const NAMES[] = {"levy", "price", "start"};

typedef struct Fixture {
    Arena *arena;
    Graph *g;
    Formula levy, price, start; // plain, USD, a date
} Fixture;

static int setup(void **state) {
    static Fixture x;
    x.arena = arena_new();
    x.g = graph_new(x.arena);
    x.levy = formula_input(x.g, 0, UNIT_PLAIN);
    x.price = formula_input(x.g, 1, USD);
    x.start = formula_input(x.g, 2, DATE);
    *state = &x;
    return 0;
}

static int teardown(void **state) {
    arena_free(((Fixture *)*state)->arena);
    return 0;
}

static Formula number(Fixture *x, double value) {
    return formula_const(x->g, value, UNIT_PLAIN);
}

static Formula both(Fixture *x, Op op, Formula a, Formula b) {
    char why[160] = "";
    Formula f = formula_binary(x->g, op, a, b, why);
    if (f == FORMULA_NONE) fail_msg("%s", why);
    return f;
}

static Formula one(Fixture *x, Op op, Formula a) {
    char why[160] = "";
    Formula f = formula_unary(x->g, op, a, why);
    if (f == FORMULA_NONE) fail_msg("%s", why);
    return f;
}

static void assert_refused(Fixture *x, Op op, Formula a, Formula b, const char *expected) {
    char why[160] = "";
    assert_int_equal(formula_binary(x->g, op, a, b, why), FORMULA_NONE);
    assert_string_equal(why, expected);
}

static void assert_refused_one(Fixture *x, Op op, Formula a, const char *expected) {
    char why[160] = "";
    assert_int_equal(formula_unary(x->g, op, a, why), FORMULA_NONE);
    assert_string_equal(why, expected);
}

static void equal_formulas_are_one_node(void **state) {
    Fixture *x = *state;
    Formula a = both(x, OP_ADD, x->levy, number(x, 1)),
            b = both(x, OP_ADD, x->levy, number(x, 1));
    assert_int_equal(a, b);
    int before = graph_size(x->g);
    for (int i = 0; i < 2000; i++) number(x, i); // over several sizes of the table
    for (int i = 0; i < 2000; i++) number(x, i);
    assert_true(graph_size(x->g) <= before + 2000);
    assert_int_equal(both(x, OP_ADD, x->levy, number(x, 1)), a);
    assert_int_not_equal(number(x, 0.0), number(x, -0.0)); // 1/x differs
    assert_int_not_equal(number(x, 1), formula_const(x->g, 1, USD));
    assert_int_equal(number(x, off_value()), number(x, -off_value()));
}

static void constants_fold(void **state) {
    Fixture *x = *state;
    Formula f = both(x, OP_MUL, number(x, 6), number(x, 7));
    assert_true(formula_is_const(x->g, f));
    assert_near(formula_value(x->g, f, NULL), 42, 0);
    assert_true(formula_is_const(x->g, one(x, OP_EXP, number(x, 1))));
    assert_false(formula_is_const(x->g, both(x, OP_MUL, x->levy, number(x, 0))));
}

static void values_of_operations(void **state) {
    (void)state;
    assert_near(op_apply(OP_SUB, 7, 2), 5, 0);
    assert_near(op_apply(OP_MOD, -7, 3), 2, 0);
    assert_near(op_apply(OP_MOD, 7.5, -2), -0.5, 0);
    assert_near(op_apply(OP_IDIV, -7, 2), -4, 0);
    assert_near(op_apply(OP_POW, 2, 10), 1024, 1e-15);
    assert_near(op_apply(OP_MIN, 3, 2), 2, 0);
    assert_near(op_apply(OP_MAX, 3, 2), 3, 0);
    assert_near(op_apply(OP_NEG, 3, 0), -3, 0);
    assert_near(op_apply(OP_ABS, -3, 0), 3, 0);
    assert_near(op_apply(OP_FLOOR, -1.5, 0), -2, 0);
    assert_near(op_apply(OP_CEIL, -1.5, 0), -1, 0);
    assert_near(op_apply(OP_SQRT, 2, 0), sqrt(2), 0);
    assert_near(op_apply(OP_EXP, 1, 0), exp(1), 1e-15);
    assert_near(op_apply(OP_LOG, 10, 0), log(10), 1e-15);
    assert_true(op_apply(OP_EXP, 0.3, 0) == real_exp(0.3)); // not libm's
}

static void off_passes_through(void **state) {
    Fixture *x = *state;
    Formula f = both(x, OP_MAX, both(x, OP_MUL, x->levy, number(x, 2)), number(x, 0.1));
    double inputs[3] = {off_value(), 0, 0};
    assert_true(is_off(formula_value(x->g, f, inputs)));
    inputs[0] = 0.3;
    assert_near(formula_value(x->g, f, inputs), 0.6, 0);
    assert_true(is_off(op_apply(OP_MIN, 1, off_value())));
    assert_true(is_off(op_apply(OP_POW, off_value(), 0)));
    assert_true(is_off(op_apply(OP_NEG, off_value(), 0)));
    assert_false(is_off(op_apply(OP_NEG, 1, off_value()))); // b is not looked at
    assert_false(is_off(INFINITY));
}

static void units_of_sums(void **state) {
    Fixture *x = *state;
    Formula months = formula_const(x->g, 6, MONTHS);
    assert_refused(x, OP_ADD, x->price, months, "adds USD and months, expected the same unit");
    assert_refused(x, OP_ADD, x->price, x->levy,
                   "adds USD and a plain number, expected the same unit");
    assert_refused(x, OP_SUB, x->price, months,
                   "subtracts months from USD, expected the same unit");
    assert_refused(x, OP_MIN, x->price, number(x, 3),
                   "compares USD with a plain number, expected the same unit");
    assert_refused(x, OP_MOD, x->price, months,
                   "takes the remainder of USD by months, expected the same unit");
    assert_true(
        unit_equal(graph_node(x->g, both(x, OP_ADD, x->price, number(x, 0)))->unit, USD));
    assert_true(
        unit_equal(graph_node(x->g, both(x, OP_MAX, number(x, 0), x->price))->unit, USD));
    Formula off = number(x, off_value());
    assert_true(unit_equal(graph_node(x->g, both(x, OP_MIN, off, x->price))->unit, USD));
    Formula later = both(x, OP_ADD, x->start, months);
    assert_true(unit_equal(graph_node(x->g, later)->unit, DATE));
    assert_true(unit_equal(graph_node(x->g, both(x, OP_SUB, later, x->start))->unit, MONTHS));
    assert_refused(x, OP_ADD, x->start, x->start,
                   "adds a date and a date, expected a date and months");
}

static void units_of_products(void **state) {
    Fixture *x = *state;
    Formula rmb = formula_const(x->g, 1, (Unit){.power = {1}, .currency = CURRENCY_RMB});
    assert_refused(x, OP_MUL, x->price, rmb, "multiplies USD by RMB");
    assert_refused(x, OP_DIV, x->price, rmb, "divides USD by RMB");
    assert_refused(x, OP_IDIV, x->start, number(x, 2), "divides a date by a plain number");
    assert_refused(x, OP_POW, x->price, x->levy, "raises USD to the power of a plain number");
    assert_refused(x, OP_POW, x->levy, x->price, "raises a plain number to the power of USD");
    assert_refused(x, OP_POW, x->price, number(x, 0.5),
                   "raises USD to the power of a plain number");
    Formula square = both(x, OP_POW, x->price, number(x, 2));
    assert_true(unit_equal(graph_node(x->g, one(x, OP_SQRT, square))->unit, USD));
    assert_refused_one(x, OP_SQRT, x->price, "takes sqrt of USD, expected a plain number");
    assert_refused_one(x, OP_LOG, x->price, "takes log of USD, expected a plain number");
    assert_refused_one(x, OP_NEG, x->start,
                       "takes the negative of a date, expected a plain number");
    assert_true(unit_is_plain(graph_node(x->g, both(x, OP_IDIV, x->price, x->price))->unit));
}

static void comparisons(void **state) {
    Fixture *x = *state;
    char why[160] = "";
    assert_true(formula_comparable(x->g, x->price, number(x, 0), why));
    assert_false(formula_comparable(x->g, x->price, number(x, 3), why));
    assert_string_equal(why, "compares USD with a plain number, expected the same unit");
    double low[3] = {0.2, 0, 0}, high[3] = {0.4, 0, 0}, none[3] = {off_value(), 0, 0};
    Guard less = {GUARD_LT, x->levy, number(x, 0.3), true, NULL, 0};
    assert_true(guard_holds(x->g, &less, low));
    assert_false(guard_holds(x->g, &less, high));
    assert_false(guard_holds(x->g, &less, none));
    less.outcome = false;
    assert_true(guard_holds(x->g, &less, none));
    Guard at_most = {GUARD_LE, number(x, 0.4), x->levy, true, NULL, 0};
    assert_true(guard_holds(x->g, &at_most, high));
    Guard equal = {GUARD_EQ, x->levy, number(x, off_value()), true, NULL, 0};
    assert_true(guard_holds(x->g, &equal, none));
    assert_false(guard_holds(x->g, &equal, low));
}

static void dependence(void **state) {
    Fixture *x = *state;
    Formula part = both(x, OP_MUL, x->levy, number(x, 2)), f = one(x, OP_ABS, part);
    assert_true(formula_uses(x->g, f, 0));
    assert_false(formula_uses(x->g, f, 1));
    assert_false(formula_uses(x->g, number(x, 3), 0));
    assert_true(formula_has(x->g, f, part));
    assert_false(formula_has(x->g, part, f));
    assert_false(formula_has(x->g, f, x->price));
}

// A sum of a sum of a sum: evaluation does not go deep, and shared parts are done once.
static void long_chains(void **state) {
    Fixture *x = *state;
    Formula f = x->levy;
    for (int i = 0; i < 60; i++) f = both(x, OP_ADD, f, f);
    double inputs[3] = {1, 0, 0};
    assert_near(formula_value(x->g, f, inputs), pow(2, 60), 0);
    for (int i = 0; i < 100000; i++) f = both(x, OP_ADD, f, x->levy);
    assert_true(formula_value(x->g, f, inputs) >= pow(2, 60));
    assert_true(formula_uses(x->g, f, 0));
    Text out = {0};
    formula_print(x->g, f, NAMES, &out);
    assert_true(out.length < 10000);
    assert_non_null(strstr(text_get(&out), "..."));
    text_done(&out);
}

static void all_nodes_at_once(void **state) {
    Fixture *x = *state;
    Formula f = x->levy;
    for (int i = 0; i < 50; i++) {
        f = both(x, i % 3 ? OP_MUL : OP_ADD, f, number(x, 1 + i * 0.01));
        if (i % 7 == 0) f = one(x, OP_SQRT, f);
    }
    double inputs[3] = {0.37, 0, 0}, values[500];
    assert_true(graph_size(x->g) < 500);
    graph_values(x->g, inputs, values);
    for (Formula i = 0; i < graph_size(x->g); i++) {
        double alone = formula_value(x->g, i, inputs);
        assert_memory_equal(&alone, &values[i], sizeof alone);
    }
}

static void assert_print(Fixture *x, Formula f, const char *expected) {
    Text out = {0};
    formula_print(x->g, f, NAMES, &out);
    assert_string_equal(text_get(&out), expected);
    text_done(&out);
}

static void printing(void **state) {
    Fixture *x = *state;
    Formula two = number(x, 2), l = x->levy;
    assert_print(x, both(x, OP_ADD, both(x, OP_MUL, l, two), number(x, 0.1)), "levy * 2 + 0.1");
    assert_print(x, both(x, OP_MUL, both(x, OP_ADD, l, two), two), "(levy + 2) * 2");
    assert_print(x, both(x, OP_SUB, l, both(x, OP_SUB, two, l)), "levy - (2 - levy)");
    assert_print(x, both(x, OP_SUB, both(x, OP_SUB, two, l), l), "2 - levy - levy");
    assert_print(x, both(x, OP_POW, both(x, OP_POW, l, two), l), "(levy^2)^levy");
    assert_print(x, both(x, OP_POW, l, both(x, OP_POW, l, two)), "levy^levy^2");
    assert_print(x, one(x, OP_NEG, both(x, OP_ADD, l, two)), "-(levy + 2)");
    assert_print(x, both(x, OP_SUB, l, number(x, -1)), "levy - -1");
    assert_print(x, one(x, OP_FLOOR, both(x, OP_DIV, l, two)), "floor(levy / 2)");
    assert_print(x, both(x, OP_MIN, l, both(x, OP_MOD, l, two)), "min(levy, levy % 2)");
    assert_print(x, both(x, OP_IDIV, l, two), "levy // 2");
    Formula usd = formula_const(x->g, 27000, USD);
    assert_print(x, both(x, OP_ADD, x->price, usd), "price + 27000 USD");
    double march;
    assert_true(date_parse("2026-03-15", &march));
    assert_print(x, formula_const(x->g, march, DATE), "2026-03-15");
    assert_print(x, number(x, off_value()), "off");
    assert_print(x, number(x, 0.1 + 0.2), "0.30000000000000004");
    char far[96];
    value_format(1e15, DATE, far); // no calendar has that year
    assert_string_equal(far, "1e+15");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(equal_formulas_are_one_node, setup, teardown),
        cmocka_unit_test_setup_teardown(constants_fold, setup, teardown),
        cmocka_unit_test_setup_teardown(values_of_operations, setup, teardown),
        cmocka_unit_test_setup_teardown(off_passes_through, setup, teardown),
        cmocka_unit_test_setup_teardown(units_of_sums, setup, teardown),
        cmocka_unit_test_setup_teardown(units_of_products, setup, teardown),
        cmocka_unit_test_setup_teardown(comparisons, setup, teardown),
        cmocka_unit_test_setup_teardown(dependence, setup, teardown),
        cmocka_unit_test_setup_teardown(long_chains, setup, teardown),
        cmocka_unit_test_setup_teardown(all_nodes_at_once, setup, teardown),
        cmocka_unit_test_setup_teardown(printing, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
