#include "support/test.h"

#include "view/knob.h"

#include <math.h>
#include <string.h>

static const Input LEVY = {.base = 0.25, .max = 0.4};
static const Input CAP = {.min = 25e3, .max = 200e3, .can_be_off = true, .base = NAN};
static const Input RATIO = {.base = 0.43, .max = 2};
static const Input SPINS = {.base = 1, .min = 1, .max = 4, .whole = true};
static const Input START = {.shape = INPUT_DATE, .base = 313, .min = 306, .max = 318};
static const Input OPEN = {.shape = INPUT_TOGGLE, .max = 1};
static const char *const BASES[] = {"spend", "units"};
static const Input BASIS = {.shape = INPUT_CHOICE, .max = 1, .n_choices = 2, .choices = BASES};
static const Input PRICE = {.base = 27000,
                            .min = 20000,
                            .max = 28000,
                            .unit = {.power = {[DIM_MONEY] = 1}, .currency = CURRENCY_USD}};
static const Input BUDGET = {.base = -160e9,
                             .min = -320e9,
                             .max = 0,
                             .unit = {.power = {[DIM_MONEY] = 1}, .currency = CURRENCY_RMB}};
static const Input LAG = {.base = 2.5, .min = 0, .max = 6, .unit = {.power = {[DIM_TIME] = 1}}};
static const Input HAZARD = {
    .base = 0.25, .min = 0, .max = 0.5, .unit = {.power = {[DIM_TIME] = -1}}};

static void steps_are_round(void **state) {
    (void)state;
    assert_true(knob_step(&LEVY) == 0.005);
    assert_true(knob_step(&CAP) == 1000);
    assert_true(knob_step(&RATIO) == 0.01);
    assert_true(knob_step(&SPINS) == 1);
    assert_true(knob_step(&START) == 1);
    assert_true(knob_step(&PRICE) == 100);
}

static void places(void **state) {
    (void)state;
    assert_near(knob_place(&LEVY, 0.1), 0.25, 1e-12);
    assert_true(knob_place(&LEVY, -1) == 0 && knob_place(&LEVY, 9) == 1);
    assert_true(knob_place(&CAP, off_value()) == 0);
    const Input point = {.base = 3, .min = 3, .max = 3};
    assert_true(knob_place(&point, 3) == 0);
}

// A value that a script can write with few digits, at any place; the base when that is near.
static void places_snap(void **state) {
    (void)state;
    assert_true(knob_value(&LEVY, 0.3) == 0.12);
    assert_true(knob_value(&LEVY, 0.631) == 0.25);
    assert_true(knob_value(&LEVY, 0) == 0 && knob_value(&LEVY, 1) == 0.4);
    assert_true(knob_value(&LEVY, -3) == 0 && knob_value(&LEVY, 7) == 0.4);
    assert_true(knob_value(&RATIO, 0.2151) == 0.43);
    assert_true(knob_value(&START, 0.49) == 312);
    assert_true(knob_value(&SPINS, 0.4) == 2);
    for (int i = 0; i <= 1000; i++) {
        double v = knob_value(&LEVY, i / 1000.0);
        char text[64];
        knob_literal(&LEVY, v, text);
        assert_true(strlen(text) <= 5);
    }
}

static void arrows_go_to_round_values_and_stop_at_the_base(void **state) {
    (void)state;
    assert_true(knob_nudge(&LEVY, 0.25, 1) == 0.255);
    assert_true(knob_nudge(&LEVY, 0.25, -10) == 0.2);
    assert_true(knob_nudge(&LEVY, 0.4, 1) == 0.4);
    assert_true(knob_nudge(&LEVY, 0, -1) == 0);
    const Input odd = {.base = 0.2519, .max = 0.4};
    assert_true(knob_nudge(&odd, 0.25, 1) == 0.2519);
    assert_true(knob_nudge(&odd, 0.2519, 1) == 0.255);
    assert_true(knob_nudge(&odd, 0.255, -1) == 0.2519);
    assert_true(knob_nudge(&odd, 0.2519, -1) == 0.25);
}

static void equal_values(void **state) {
    (void)state;
    assert_true(knob_same(off_value(), off_value()));
    assert_false(knob_same(off_value(), 0));
    assert_false(knob_same(0, off_value()));
    assert_true(knob_same(2, 2));
}

#define FORMAT(in, v, want)                                                                    \
    do {                                                                                       \
        char text[64];                                                                         \
        knob_format(&in, v, text);                                                             \
        assert_string_equal(text, want);                                                       \
    } while (0)
#define LITERAL(in, v, want)                                                                   \
    do {                                                                                       \
        char text[64];                                                                         \
        knob_literal(&in, v, text);                                                            \
        assert_string_equal(text, want);                                                       \
    } while (0)

static void values_for_people(void **state) {
    (void)state;
    const Input dust = {.base = 0.1, .min = 0.05, .max = 0.3, .unit_label = "defects per cm2"};
    FORMAT(dust, 0.16, "0.16");
    FORMAT(LEVY, 0.25, "25%");
    FORMAT(LEVY, 0.125, "12.5%");
    FORMAT(LEVY, 0, "0%");
    const Input rise = {.base = 0.176, .min = -0.1, .max = 0.35};
    FORMAT(rise, 0.176, "17.6%");
    FORMAT(rise, -0.05, "\u22125%");
    FORMAT(CAP, 75e3, "75k");
    FORMAT(CAP, off_value(), "off");
    FORMAT(RATIO, 0.43, "0.43");
    FORMAT(RATIO, 1.5, "1.5");
    FORMAT(SPINS, 2, "2");
    FORMAT(START, 318, "Jul 2026");
    FORMAT(OPEN, 1, "on");
    FORMAT(OPEN, 0, "off");
    FORMAT(BASIS, 1, "units");
    FORMAT(PRICE, 27000, "$27,000");
    FORMAT(PRICE, 26500, "$26,500");
    const Input dear = {.max = 2e6, .base = 1234567.5, .unit = PRICE.unit};
    FORMAT(dear, 1234567.5, "$1.23M");
    FORMAT(dear, 950000, "$950,000");
    FORMAT(dear, 100, "$100");
    FORMAT(BUDGET, -160e9, "\u2212\u00a5160B"); // as in tables and charts
    FORMAT(LAG, 2.5, "2.5 mo");
    FORMAT(HAZARD, 0.25, "0.25/mo");
}

static void values_for_a_script(void **state) {
    (void)state;
    LITERAL(LEVY, 0.25, "0.25");
    LITERAL(LEVY, 0.1 + 0.2, "0.30000000000000004");
    LITERAL(CAP, 75e3, "75000");
    LITERAL(CAP, off_value(), "off");
    LITERAL(START, 318, "\"2026-07\"");
    LITERAL(OPEN, 1, "true");
    LITERAL(BASIS, 0, "\"spend\"");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_are_round),
        cmocka_unit_test(places),
        cmocka_unit_test(places_snap),
        cmocka_unit_test(arrows_go_to_round_values_and_stop_at_the_base),
        cmocka_unit_test(equal_values),
        cmocka_unit_test(values_for_people),
        cmocka_unit_test(values_for_a_script),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
