#include "support/test.h"
#include "support/draft.h"

#include "base/real.h"

#include <math.h>
#include <string.h>

static const Unit USD = {.power = {[DIM_MONEY] = 1}, .currency = CURRENCY_USD};
static const double JANUARY = 26 * 12; // 2026-01

static int setup(void **state) {
    *state = draft_new();
    return 0;
}

static int teardown(void **state) {
    draft_free(*state);
    return 0;
}

static double at(Draft *d, const Path *p, double t) {
    return path_value(d->graph, p, JANUARY, t, NULL);
}

static const Path *combined(Draft *d, Op op, const Path *p, double by, bool swap) {
    char why[160] = "";
    Formula f = formula_const(d->graph, by, UNIT_PLAIN);
    const Path *q = path_combine(d->arena, d->graph, op, p, f, swap, why);
    if (!q) fail_msg("%s", why);
    return q;
}

static void assert_refused(Draft *d, Op op, const Path *p, bool swap, const char *expected) {
    char why[160] = "";
    Formula f = formula_const(d->graph, 2, UNIT_PLAIN);
    assert_null(path_combine(d->arena, d->graph, op, p, f, swap, why));
    assert_string_equal(why, expected);
}

static void linear(void **state) {
    Draft *d = *state;
    const Path *p = draft_knots(d, PATH_LINEAR, UNIT_PLAIN, 3, "2026-03", 10.0, "2026-05", 20.0,
                                "2026-06", 0.0);
    assert_near(at(d, p, 0), 10, 0); // flat before the first
    assert_near(at(d, p, 2), 10, 0);
    assert_near(at(d, p, 3), 15, 0);
    assert_near(at(d, p, 4), 20, 0);
    assert_near(at(d, p, 4.75), 5, 1e-15);
    assert_near(at(d, p, 5), 0, 0);
    assert_near(at(d, p, 50), 0, 0);
}

static void steps(void **state) {
    Draft *d = *state;
    const Path *p = draft_knots(d, PATH_STEPS, UNIT_PLAIN, 2, "2026-03", 10.0, "2026-05", 20.0);
    assert_near(at(d, p, 0), 10, 0);
    assert_near(at(d, p, 3.999), 10, 0);
    assert_near(at(d, p, 4), 20, 0);
    assert_near(at(d, p, 40), 20, 0);
}

static void growth(void **state) {
    Draft *d = *state;
    const Path *p = draft_grow(d, 100, 0.04, UNIT_PLAIN);
    assert_near(at(d, p, 0), 100, 0);
    assert_near(at(d, p, 1), 104, 1e-15);
    assert_near(at(d, p, 24), 100 * pow(1.04, 24), 1e-14);
    assert_true(at(d, p, 7) == 100 * real_pow(1.04, 7));
}

static void knots_that_move(void **state) {
    Draft *d = *state;
    Formula height = draft_lever(d, "height", 5, 0, 10);
    Path *p = (Path *)draft_knots(d, PATH_STEPS, UNIT_PLAIN, 2, "2026-03", 1.0, "2026-05", 2.0);
    p->value[1] = height;
    double low[] = {3}, off[] = {off_value()};
    assert_near(path_value(d->graph, p, JANUARY, 4, low), 3, 0);
    assert_near(path_value(d->graph, p, JANUARY, 3, low), 1, 0);
    assert_true(is_off(path_value(d->graph, p, JANUARY, 4, off)));
}

static void arithmetic(void **state) {
    Draft *d = *state;
    const Path *line =
        draft_knots(d, PATH_LINEAR, UNIT_PLAIN, 2, "2026-01", 4.0, "2026-03", 8.0);
    const Path *stairs =
        draft_knots(d, PATH_STEPS, UNIT_PLAIN, 2, "2026-01", 4.0, "2026-02", 8.0);
    const Path *grow = draft_grow(d, 100, 0.1, UNIT_PLAIN);
    assert_near(at(d, combined(d, OP_ADD, line, 1, false), 1), 7, 0);
    assert_near(at(d, combined(d, OP_SUB, line, 1, true), 1), -5, 0);
    assert_near(at(d, combined(d, OP_MUL, line, 3, true), 1), 18, 0);
    assert_near(at(d, combined(d, OP_DIV, line, 2, false), 1), 3, 0);
    assert_near(at(d, combined(d, OP_DIV, stairs, 16, true), 1), 2, 0);
    assert_near(at(d, combined(d, OP_MUL, grow, 2, false), 2), 242, 1e-14);
    assert_near(at(d, combined(d, OP_DIV, grow, 2, false), 1), 55, 1e-14);
    assert_near(at(d, line, 1), 6, 0); // untouched
}

static void refused(void **state) {
    Draft *d = *state;
    const Path *line = draft_knots(d, PATH_LINEAR, USD, 2, "2026-01", 4.0, "2026-03", 8.0);
    const Path *stairs = draft_knots(d, PATH_STEPS, USD, 1, "2026-01", 4.0);
    const Path *grow = draft_grow(d, 100, 0.1, USD);
    assert_refused(d, OP_DIV, line, true,
                   "divides by a path, which is not a path again; use steps { ... }");
    assert_refused(d, OP_DIV, grow, true,
                   "divides by a grow, which is not a path again; use steps { ... }");
    assert_refused(d, OP_ADD, grow, false,
                   "adds to a grow, which is not a path again; use path { ... }");
    assert_refused(d, OP_MIN, stairs, false,
                   "takes more than + - * / of a steps; put it on the values inside");
    assert_refused(d, OP_ADD, stairs, false,
                   "adds USD and a plain number, expected the same unit");
    assert_refused(d, OP_SUB, line, true,
                   "subtracts USD from a plain number, expected the same unit");
}

static void unit_of_a_path(void **state) {
    Draft *d = *state;
    Path *p = (Path *)draft_knots(d, PATH_STEPS, UNIT_PLAIN, 2, "2026-01", 0.0, "2026-03", 0.0);
    assert_true(unit_is_plain(path_unit(d->graph, p)));
    p->value[1] = formula_const(d->graph, 5, USD);
    assert_true(unit_equal(path_unit(d->graph, p), USD));
    p->value[0] = formula_const(d->graph, off_value(), UNIT_PLAIN);
    assert_true(unit_equal(path_unit(d->graph, p), USD));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(linear, setup, teardown),
        cmocka_unit_test_setup_teardown(steps, setup, teardown),
        cmocka_unit_test_setup_teardown(growth, setup, teardown),
        cmocka_unit_test_setup_teardown(knots_that_move, setup, teardown),
        cmocka_unit_test_setup_teardown(arithmetic, setup, teardown),
        cmocka_unit_test_setup_teardown(refused, setup, teardown),
        cmocka_unit_test_setup_teardown(unit_of_a_path, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
