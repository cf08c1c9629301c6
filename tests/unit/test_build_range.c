// Ranges: at the baseline, in every case, at both ends of every lever and assumption.
#include "support/test.h"
#include "support/draft.h"

#include <math.h>

static const Unit USD = {.power = {[DIM_MONEY] = 1}, .currency = CURRENCY_USD};
static const Unit DATE = {.date = true};

static RawEntity *h200(Draft *d) {
    return draft_find(d, "chip", "H200");
}
static RawEntity *bytedance(Draft *d) {
    return draft_find(d, "buyer", "ByteDance");
}

static Formula both(Draft *d, Op op, Formula a, double b) {
    char why[160] = "";
    Formula f = formula_binary(d->graph, op, a, formula_const(d->graph, b, UNIT_PLAIN), why);
    if (f == FORMULA_NONE) fail_msg("%s", why);
    return f;
}

static RawEntity *levy(Draft *d, const char *name, Formula rate) {
    RawEntity *e = draft_entity(d, "export_levy", name);
    draft_text(d, e, "by", "US");
    draft_formula(d, e, "rate", rate);
    return e;
}

static void constants(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_number(d, h200(d), "price", -5);
    draft_number(d, h200(d), "flops", 0);
    draft_number(d, h200(d), "unit_cost", INFINITY);
    draft_number(d, bytedance(d), "demand", -1);
    draft_number(d, bytedance(d), "deposit", 1.5);
    draft_number(d, bytedance(d), "carry", 80);
    draft_number(d, bytedance(d), "ship", -2);
    draft_number(d, bytedance(d), "access_uplift", -3);
    assert_draft_faults(
        d, "test.lua:7: chip \"H200\": field 'price': is -5, expected more than 0",
        "test.lua:8: chip \"H200\": field 'flops': is 0, expected more than 0",
        "test.lua:9: chip \"H200\": field 'unit_cost': is the number inf, expected USD per "
        "unit such "
        "as 27000",
        "test.lua:12: buyer \"ByteDance\": field 'demand': is -1, expected at least 0",
        "test.lua:13: buyer \"ByteDance\": field 'deposit': is 1.5, expected 0 to 1; for 1.5 % "
        "write "
        "percent(1.5)",
        "test.lua:14: buyer \"ByteDance\": field 'carry': is 80, expected 0 to 1; for 80 % "
        "write "
        "percent(80)",
        "test.lua:15: buyer \"ByteDance\": field 'ship': is -2, expected at least 0",
        "test.lua:16: buyer \"ByteDance\": field 'access_uplift': is -3, expected at least -1");
}

static void share_above_zero_and_whole_numbers(void **state) {
    (void)state;
    Draft *d = draft_small();
    RawEntity *e = draft_entity(d, "tapeout", "SeedChip"); // line 13
    draft_text(d, e, "owner", "ByteDance");
    draft_text(d, e, "chip", "H200");
    draft_text(d, e, "at", "2026-03");
    draft_number(d, e, "fab_months", 4);
    draft_number(d, e, "ramp", 2000);
    draft_number(d, e, "first_silicon", 0);
    draft_number(d, e, "spins", 1.5);
    assert_draft_faults(
        d,
        "test.lua:19: tapeout \"SeedChip\": field 'first_silicon': is 0, expected more than 0 "
        "and at "
        "most 1",
        "test.lua:20: tapeout \"SeedChip\": field 'spins': is 1.5, expected a whole number");
}

static void at_the_ends_of_a_lever(void **state) {
    (void)state;
    Draft *d = draft_small();
    Formula rate = draft_lever(d, "rate", 0.25, 0, 0.4); // line 13
    levy(d, "double", both(d, OP_MUL, rate, 3));         // lines 14 to 16
    Formula price = draft_assume(d, "price", 27000, -10, 30000, USD);
    draft_formula(d, h200(d), "price", price);
    assert_draft_faults(d,
                        "test.lua:7: chip \"H200\": field 'price': is -10 at price = -10 USD, "
                        "expected more than 0; "
                        "narrow the range of price",
                        "test.lua:16: export_levy \"double\": field 'rate': is 1.2 at rate = "
                        "0.4, expected 0 to 1; "
                        "narrow the range of rate");
}

static void at_the_baseline_and_in_a_case(void **state) {
    (void)state;
    Draft *d = draft_small();
    Formula a = draft_lever(d, "a", 0.5, 0, 1), b = draft_lever(d, "b", 0.1, 0, 0.5);
    char why[160];
    Formula sum = formula_binary(d->graph, OP_ADD, a, b, why);
    draft_formula(d, bytedance(d), "carry", both(d, OP_MUL, a, 3)); // 1.5 at the baseline
    draft_formula(d, bytedance(d), "deposit", both(d, OP_SUB, sum, 0.1));
    RawEntity *e = draft_entity(d, "case", "both high");
    draft_number(d, e, "a", 0.9);
    draft_number(d, e, "b", 0.4);
    assert_draft_faults(d,
                        "test.lua:13: buyer \"ByteDance\": field 'carry': is 1.5 at the "
                        "baseline, expected 0 to 1",
                        "test.lua:14: buyer \"ByteDance\": field 'deposit': is 1.2 in case "
                        "\"both high\", expected 0 "
                        "to 1");
}

// Where a guard comes out otherwise the script says something else: that trace is looked at when it
// is made.
static void not_beyond_a_guard(void **state) {
    (void)state;
    Draft *d = draft_small();
    Formula a = draft_lever(d, "a", 0.5, 0, 3);
    draft_formula(d, bytedance(d), "carry", a);
    Guard g = {GUARD_LE, a, formula_const(d->graph, 1, UNIT_PLAIN), true, "test.lua", 1};
    ARENA_PUSH(d->arena, d->guards, d->n_guards, d->cap_guards, g);
    draft_build(d);
    draft_free(d);

    d = draft_small();
    a = draft_lever(d, "a", 2, 0, 3);
    draft_formula(d, bytedance(d), "carry", a);
    Opaque o = {0, 0.5, "test.lua", 1, "a loop count"};
    ARENA_PUSH(d->arena, d->opaques, d->n_opaques, d->cap_opaques, o);
    double point[] = {0.5};
    d->point = point;
    draft_build(d);
    draft_free(d);
}

static void at_the_point_of_the_trace(void **state) {
    (void)state;
    Draft *d = draft_small();
    Formula a = draft_lever(d, "a", 0.5, 0, 0.9);
    draft_assume(d, "b", 1, 0, 2, UNIT_PLAIN);
    draft_formula(d, bytedance(d), "carry", both(d, OP_MUL, a, 2));
    Guard g = {GUARD_LT, formula_const(d->graph, 0.6, UNIT_PLAIN), a, true, "test.lua", 1};
    ARENA_PUSH(d->arena, d->guards, d->n_guards, d->cap_guards, g);
    double point[] = {0.7, 2};
    d->point = point;
    assert_draft_faults(
        d, "test.lua:13: buyer \"ByteDance\": field 'carry': is 1.4 at a = 0.7, b = "
           "2, expected 0 to 1");
}

static void off_and_not_a_number(void **state) {
    (void)state;
    Draft *d = draft_small();
    Formula cap = draft_lever(d, "cap", off_value(), 1, 9),
            rate = draft_lever(d, "rate", 0, 0, 1);
    RawEntity *e = draft_entity(d, "approval", "January"); // line 15
    draft_text(d, e, "by", "CN");
    draft_formula(d, e, "units", both(d, OP_MUL, cap, 2)); // may be off
    draft_formula(d, e, "burden_sensitivity", cap);        // may not
    char why[160];
    Formula broken = formula_binary(d->graph, OP_DIV, rate, rate, why); // 0/0
    draft_formula(d, e, "per_month", broken);
    assert_draft_faults(d,
                        "test.lua:18: approval \"January\": field 'burden_sensitivity': is off "
                        "at the baseline, "
                        "expected at least 0",
                        "test.lua:19: approval \"January\": field 'per_month': is not a number "
                        "(0/0 or the like) at "
                        "the baseline, expected at least 0");
}

static void infinite(void **state) {
    (void)state;
    Draft *d = draft_small();
    Formula a = draft_lever(d, "a", 0.5, 0, 1);
    char why[160];
    Formula one = formula_const(d->graph, 1, UNIT_PLAIN);
    draft_formula(d, h200(d), "price", formula_binary(d->graph, OP_DIV, one, a, why));
    assert_draft_faults(
        d, "test.lua:7: chip \"H200\": field 'price': is infinite at a = 0, expected "
           "more than 0; narrow the range of a");
}

static void knots_of_a_path(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_path(d, bytedance(d), "demand",
               draft_knots(d, PATH_LINEAR, UNIT_PLAIN, 2, "2026-05", 5.0, "2026-02", -2.0));
    draft_path(d, h200(d), "price", draft_grow(d, 27000, -1, UNIT_PLAIN));
    assert_draft_faults(
        d,
        "test.lua:7: chip \"H200\": field 'price': its growth rate is -1, expected more than "
        "-1",
        "test.lua:12: buyer \"ByteDance\": field 'demand': a date of its path is 2026-02, "
        "expected "
        "after 2026-05",
        "test.lua:12: buyer \"ByteDance\": field 'demand': is -2, expected at least 0");
}

static void dates_that_move(void **state) {
    (void)state;
    Draft *d = draft_small();
    double march = 314, july = 318;
    Formula from = draft_assume(d, "start", march, march - 2, july, DATE); // line 13
    RawEntity *e = draft_entity(d, "control", "customs");                  // line 14
    draft_text(d, e, "by", "CN");
    draft_formula(d, e, "from", from);
    draft_text(d, e, "to", "2026-06");
    assert_draft_faults(d,
                        "test.lua:17: control \"customs\": field 'to': is 2026-06 at start = "
                        "2026-07, expected not before 2026-07; narrow the range of start");
}

static void toggles_and_choices_in_words(void **state) {
    (void)state;
    static const char *const choices[] = {"low", "high"};
    Draft *d = draft_small();
    Formula a = draft_lever(d, "flag", 1, 0, 1), b = draft_lever(d, "mood", 0, 0, 1);
    draft_input(d, "flag")->shape = INPUT_TOGGLE;
    Input *mood = draft_input(d, "mood");
    mood->shape = INPUT_CHOICE;
    mood->choices = choices;
    mood->n_choices = 2;
    draft_formula(d, h200(d), "price", a);
    draft_formula(d, bytedance(d), "demand", both(d, OP_SUB, b, 0.5));
    draft_formula(d, bytedance(d), "ship",
                  both(d, OP_SUB, formula_const(d->graph, 0.5, UNIT_PLAIN), 0.5));
    draft_formula(d, bytedance(d), "deploy", both(d, OP_MUL, b, -1));
    assert_draft_faults(
        d,
        "test.lua:7: chip \"H200\": field 'price': is 0 at flag = false, expected more than 0; "
        "narrow the range of flag",
        "test.lua:12: buyer \"ByteDance\": field 'demand': is -0.5 at the baseline, expected "
        "at "
        "least 0",
        "test.lua:14: buyer \"ByteDance\": field 'deploy': is -1 at mood = \"high\", expected "
        "at "
        "least 0; narrow the range of mood");
}

// Levies.

static void levies_of_one_sale(void **state) {
    (void)state;
    Draft *d = draft_small();
    levy(d, "A", formula_const(d->graph, 0.6, UNIT_PLAIN));
    levy(d, "B", formula_const(d->graph, 0.5, UNIT_PLAIN));
    assert_draft_faults(
        d, "test.lua:18: export_levy \"B\": field 'rate': takes 1.1 of the price of "
           "\"H200\" for \"ByteDance\" in Jan 2026 with export_levy \"A\", expected "
           "less than 1 in all; lower it");
}

static void levies_at_different_times(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_text(d, levy(d, "A", formula_const(d->graph, 0.6, UNIT_PLAIN)), "to", "2026-05");
    draft_text(d, levy(d, "B", formula_const(d->graph, 0.5, UNIT_PLAIN)), "from", "2026-05");
    draft_list(d, levy(d, "C", formula_const(d->graph, 0.7, UNIT_PLAIN)), "buyers", "CN", NULL);
    draft_text(d, draft_find(d, "export_levy", "C"), "from", "2027-01"); // the next is a tariff
    RawEntity *e = draft_entity(d, "tariff", "duty");
    draft_text(d, e, "by", "CN");
    draft_number(d, e, "rate", 2);
    draft_text(d, draft_find(d, "scenario", "a test"), "to", "2027-06");
    draft_text(d, draft_find(d, "export_levy", "B"), "to", "2027-01");
    draft_build(d);
    draft_free(d);
}

static void a_levy_that_grows(void **state) {
    (void)state;
    Draft *d = draft_small();
    Formula rate = draft_lever(d, "rate", 0.2, 0, 0.5); // line 13
    RawEntity *e = draft_entity(d, "export_levy", "A"); // line 14
    draft_text(d, e, "by", "US");
    draft_path(d, e, "rate",
               draft_knots(d, PATH_STEPS, UNIT_PLAIN, 2, "2026-01", 0.1, "2026-04", 0.6));
    levy(d, "B", rate);
    assert_draft_faults(
        d, "test.lua:19: export_levy \"B\": field 'rate': takes 1.1 of the price of "
           "\"H200\" for \"ByteDance\" in Apr 2026 with export_levy \"A\" at rate = "
           "0.5, expected less than 1 in all; lower it");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(constants),
        cmocka_unit_test(share_above_zero_and_whole_numbers),
        cmocka_unit_test(at_the_ends_of_a_lever),
        cmocka_unit_test(at_the_baseline_and_in_a_case),
        cmocka_unit_test(not_beyond_a_guard),
        cmocka_unit_test(at_the_point_of_the_trace),
        cmocka_unit_test(off_and_not_a_number),
        cmocka_unit_test(infinite),
        cmocka_unit_test(knots_of_a_path),
        cmocka_unit_test(dates_that_move),
        cmocka_unit_test(toggles_and_choices_in_words),
        cmocka_unit_test(levies_of_one_sale),
        cmocka_unit_test(levies_at_different_times),
        cmocka_unit_test(a_levy_that_grows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
