// What begins or ends inside a step: controls and approvals act in their part of it, so results
// move with a date by no more than the date does.
#include "support/test.h"

#include "model/lua_run.h"

#include <math.h>
#include <stdio.h>

#define WORLD(months)                                                                          \
    "scenario 'test' { from = '2026-01', to = '" months "' } "                                 \
    "chip 'H200' { origin = 'US', price = 27000, throughput = 1 } "                            \
    "line 'stock' { chip = 'H200', inventory = 1e9 } "
#define BUYER(name)                                                                            \
    "buyer '" name "' { jurisdiction = 'CN', capex = usd(1e15), demand = 31e3 } "
#define CONTROL "control 'x' { by = 'US', from = '2026-01-16' } "

static double bought(const char *world, const char *buyer, int step) {
    LuaRun r = lua_run(world);
    double units = lua_value(&r, S_BOUGHT, buyer, "H200", step);
    assert_true(r.ledger.chips <= 1e-9 && r.ledger.money <= 1e-9);
    lua_done(&r);
    return units;
}

// 31,000 a month, half of January free: 15,000 before the control, 10,000 by permit.
static void before_a_control_nobody_needs_a_permit(void **state) {
    (void)state;
    const char *const open = WORLD("2026-03") BUYER("b") CONTROL;
    const char *const same_day = WORLD("2026-03") BUYER("b") CONTROL
        "approval 'k' { by = 'US', from = '2026-01-16', units = 10e3 } ";
    const char *const later = WORLD("2026-03") BUYER("b") CONTROL
        "approval 'k' { by = 'US', from = '2026-01-31', units = 10e3 } ";
    const char *const next = WORLD("2026-03") BUYER("b") CONTROL
        "approval 'k' { by = 'US', from = '2026-02-01', units = 10e3 } ";
    assert_near(bought(open, "b", 0), 15e3, 1e-12);
    assert_near(bought(same_day, "b", 0), 25e3, 1e-12);
    assert_near(bought(later, "b", 0), 16e3, 1e-12);
    assert_near(bought(later, "b", 1), 9e3, 1e-12);
    assert_near(bought(next, "b", 0), 15e3, 1e-12);
    assert_near(bought(next, "b", 1), 10e3, 1e-12);
}

// A permit that ends with the control, and one that is a cap where no control is.
static void after_a_permit_the_control_holds(void **state) {
    (void)state;
    const char *const ends = WORLD("2026-03")
        BUYER("b") "control 'x' { by = 'US' } "
                   "approval 'k' { by = 'US', to = '2026-01-11', units = 1e6 } ";
    const char *const cap = WORLD("2026-03")
        BUYER("b") "approval 'k' { by = 'US', from = '2026-01-21', per_month = 3100 } ";
    assert_near(bought(ends, "b", 0), 10e3, 1e-12);
    assert_near(bought(ends, "b", 1), 0, 0);
    assert_near(bought(cap, "b", 0), 20e3 + 3100 * 11 / 31.0, 1e-12);
    assert_near(bought(cap, "b", 1), 3100, 1e-12);
}

// Each authority counts its own days: Beijing's 2,000 hold all of January.
static void each_authority_counts_its_own_days(void **state) {
    (void)state;
    const char *const both = WORLD("2026-03") BUYER("b") CONTROL
        "approval 'k' { by = 'US', from = '2026-01-16', units = 10e3 } "
        "control 'y' { by = 'CN' } approval 'n' { by = 'CN', units = 2e3 } ";
    assert_near(bought(both, "b", 0), 2e3, 1e-12);
    assert_near(bought(both, "b", -1), 2e3, 1e-12);
}

// What is free is nobody's permit: each of two has his half of January, and both share 10,000.
static void free_days_are_not_shared(void **state) {
    (void)state;
    const char *const two = WORLD("2026-03") BUYER("a") BUYER("b") CONTROL
        "approval 'k' { by = 'US', from = '2026-01-16', units = 10e3 } ";
    const char *const capped = WORLD("2026-03") BUYER("a") BUYER("b") CONTROL
        "approval 'k' { by = 'US', from = '2026-01-16', units = 10e3, per_buyer = 3e3 } ";
    const char *const joint = WORLD("2026-03") BUYER("a") BUYER("b") CONTROL
        "approval 'k' { by = 'US', from = '2026-01-16', units = 6e3 } "
        "approval 'l' { by = 'US', buyers = { 'b' }, from = '2026-01-21', units = 4e3 } ";
    for (int i = 0; i < 2; i++) {
        const char *buyer = i ? "b" : "a";
        assert_near(bought(two, buyer, -1), 15e3 + 5e3, 1e-9);
        assert_near(bought(capped, buyer, -1), 15e3 + 3e3, 1e-9);
    }
    assert_near(bought(joint, "a", -1) + bought(joint, "b", -1), 30e3 + 10e3, 1e-9);
}

// Two kinds of work, two sellers who run dry: rounds and uses take the free part once.
static void free_days_count_once(void **state) {
    (void)state;
    const char *const world =
        "scenario 'test' { from = '2026-01', to = '2026-03' } "
        "workload 'w' { } workload 'u' { } "
        "chip 'H200' { origin = 'US', price = 27000, throughput = 1 } "
        "chip 'H100' { origin = 'US', price = 26000, throughput = 1 } "
        "line 'stock' { chip = 'H200', inventory = 1e9 } "
        "line 'few' { chip = 'H100', inventory = 1000 } "
        "buyer 'b' { jurisdiction = 'CN', capex = usd(1e15), demand = { w = 15500, u = 15500 } "
        "} "
        "control 'x' { by = 'US', from = '2026-01-16', chips = { 'H200' } } "
        "approval 'k' { by = 'US', from = '2026-01-16', chips = { 'H200' }, units = 10e3 } ";
    assert_near(bought(world, "b", 0), 25e3, 1e-9);
    assert_near(bought(world, "b", -1), 25e3, 1e-9);
}

// A permit never takes chips away, and a day more or less of it moves a day of purchases.
static void results_move_with_the_date(void **state) {
    (void)state;
    static const char *const LIMITS[] = {"units = 7e3", "per_month = 9e3", "per_buyer = 5e3",
                                         "units = 20e3, conversion = 0.5"};
    double open = bought(WORLD("2026-03") BUYER("b") CONTROL, "b", -1);
    for (size_t i = 0; i < sizeof LIMITS / sizeof *LIMITS; i++) {
        double before = NAN;
        for (int day = 1; day <= 59; day += 2) {
            char world[2048];
            snprintf(world, sizeof world,
                     WORLD("2026-03") BUYER("b") CONTROL
                     "approval 'k' { by = 'US', from = '2026-%02d-%02d', %s } ",
                     day <= 31 ? 1 : 2, day <= 31 ? day : day - 31, LIMITS[i]);
            double now = bought(world, "b", -1);
            assert_true(now >= open * (1 - 1e-12) || day < 16); // earlier, it is a cap as well
            if (day > 1) assert_true(fabs(now - before) <= 2 * 31e3 / 28);
            before = now;
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(before_a_control_nobody_needs_a_permit),
        cmocka_unit_test(after_a_permit_the_control_holds),
        cmocka_unit_test(each_authority_counts_its_own_days),
        cmocka_unit_test(free_days_are_not_shared),
        cmocka_unit_test(free_days_count_once),
        cmocka_unit_test(results_move_with_the_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
