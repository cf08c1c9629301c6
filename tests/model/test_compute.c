#include "support/test.h"
#include "model/lua_run.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

// What compute is worth: the roofline, algorithmic efficiency; budgets that rise with access.

#define YEARS "scenario 'test' { from = '2026-01', to = '2027-12' } "
#define CHIP "chip 'H200' { origin = 'US', price = 27000, throughput = 1 } "
#define STOCK "line 'stock' { chip = 'H200', inventory = 100 } "
#define SHORT YEARS CHIP STOCK
#define FIRM "buyer 'b' { jurisdiction = 'CN', capex = usd(12e9), demand = 1000 } "

static LuaRun run_of(const char *more, const char *end) {
    char text[2048];
    snprintf(text, sizeof text, "%s %s %s", SHORT, more, end);
    return lua_run(text);
}

// E after k steps, from the series of both.
static double gain(const LuaRun *r, const char *buyer, int step) {
    return lua_value(r, S_EFFECTIVE_COMPUTE, buyer, NULL, step) /
           lua_value(r, S_COMPUTE, buyer, NULL, step);
}

static void growth_is_continuous(void **state) {
    (void)state;
    LuaRun r = run_of("efficiency 'a' { growth = 0.9 / year } ", FIRM);
    for (int i = 0; i < 24; i++) assert_near(gain(&r, "b", i), exp(.075 * (i + 1)), 1e-12);
    assert_near(lua_value(&r, S_COMPUTE, "b", NULL, 23), 100, 1e-12);
    lua_done(&r);
    // Two add up; a plain number is per month.
    r = run_of("efficiency 'a' { growth = 0.9 / year } efficiency 'c' { growth = 0.025 } ",
               FIRM);
    assert_near(gain(&r, "b", 9), exp(1), 1e-12);
    lua_done(&r);
}

// 100 of 1000 are met in the first month, then none: exp(zeta (0.9 + 1 + 1 ...)).
static void scarcity_speeds_it_up(void **state) {
    (void)state;
    LuaRun r = run_of("efficiency 'a' { growth = 0.02, scarcity = 0.5 / year } ", FIRM);
    for (int i = 0; i < 24; i++)
        assert_near(gain(&r, "b", i), exp(.02 * (i + 1) + .5 / 12 * (.9 + i)), 1e-12);
    lua_done(&r);
    // Of all workloads together: 100 of 400 are met.
    r = run_of("workload 't' {} workload 'i' {} efficiency 'a' { scarcity = 0.1 } ",
               "buyer 'b' { jurisdiction = 'CN', capex = usd(12e9), "
               "demand = { t = 300, i = 100 } }");
    const Pick all = {.id = S_EFFECTIVE_COMPUTE, .party = 0, .chip = -1, .workload = -1};
    assert_near(series_total(r.series, 0, &all), 100 * exp(.1 * (.75 + 23)), 1e-12);
    lua_done(&r);
    // Nobody wants anything: nothing is scarce.
    r = run_of("efficiency 'a' { growth = 0.1, scarcity = 1 } ",
               "buyer 'b' { jurisdiction = 'CN', capex = usd(12e9), "
               "demand = steps { ['2026-01'] = 50, ['2026-02'] = 0 } }");
    assert_near(gain(&r, "b", 23), exp(2.4), 1e-12);
    lua_done(&r);
}

static void it_has_its_time_and_its_buyers(void **state) {
    (void)state;
    LuaRun r =
        run_of("efficiency 'a' { growth = 0.1, from = '2026-04-16', to = '2026-07', "
               "buyers = { 'CN' } } ",
               FIRM "buyer 'u' { jurisdiction = 'US', capex = usd(12e9), demand = 1000 }");
    assert_near(gain(&r, "b", 2), 1, 0);
    assert_near(gain(&r, "b", 3), exp(.05), 1e-12);
    assert_near(gain(&r, "b", 5), exp(.25), 1e-12);
    assert_near(gain(&r, "b", 23), exp(.25), 1e-12); // what is gained stays
    assert_near(gain(&r, "u", 23), 1, 0);
    lua_done(&r);
}

// Leased compute counts in it; it is held where it would leave the range of numbers.
static void leased_compute_and_bounds(void **state) {
    (void)state;
    LuaRun r = run_of("lease 'l' { rate = 2000, term = 24 } efficiency 'a' { growth = 0.1 } ",
                      "buyer 'b' { jurisdiction = 'CN', capex = usd(12e9), opex = usd(1e12), "
                      "demand = 1000 }");
    assert_near(lua_value(&r, S_COMPUTE, "b", NULL, 0), 1000, 1e-12);
    assert_near(lua_value(&r, S_EFFECTIVE_COMPUTE, "b", NULL, 0), 1000 * exp(.1), 1e-12);
    lua_done(&r);
    r = run_of("efficiency 'a' { growth = 100 } ", FIRM);
    assert_near(gain(&r, "b", 23), exp(69), 1e-9);
    lua_done(&r);
}

// Nobody wants less because of it: every other series has the same bytes.
static void it_moves_nothing_else(void **state) {
    (void)state;
    LuaRun a = run_of("", FIRM);
    LuaRun b = run_of("efficiency 'a' { growth = 0.05, scarcity = 0.05 } ", FIRM);
    assert_int_equal(a.series->n_columns, b.series->n_columns);
    for (int i = 0; i < a.series->n_columns; i++) {
        const double *x = series_at(a.series, 0, i), *y = series_at(b.series, 0, i);
        bool same = memcmp(x, y, 24 * sizeof *x) == 0;
        assert_true(same == (a.series->columns[i].id != S_EFFECTIVE_COMPUTE));
    }
    assert_near(gain(&a, "b", 23), 1, 0);
    lua_done(&a);
    lua_done(&b);
}

// How many H20 do the work of an H200, by operations for each byte read (the roofline).
static double h20_for_h200(double intensity) {
    char text[2048];
    snprintf(text, sizeof text,
             YEARS
             "workload 'w' { intensity = %.17g } "
             "chip 'H200' { origin = 'US', price = 27000, flops = 989.5, bandwidth = 4.8 } "
             "chip 'H20' { origin = 'US', price = 13000, flops = 148, bandwidth = 4 } "
             "line 'a' { chip = 'H200', inventory = 100 } "
             "line 'b' { chip = 'H20', inventory = 100 } "
             "control 'c' { by = 'x', chips = { 'H20' }, buyers = { 'one' } } "
             "control 'd' { by = 'x', chips = { 'H200' }, buyers = { 'two' } } "
             "buyer 'one' { jurisdiction = 'CN', capex = usd(12e9), demand = 1e6 } "
             "buyer 'two' { jurisdiction = 'CN', capex = usd(12e9), demand = 1e6 } ",
             intensity);
    LuaRun r = lua_run(text);
    double ratio =
        lua_value(&r, S_COMPUTE, "one", NULL, 5) / lua_value(&r, S_COMPUTE, "two", NULL, 5);
    lua_done(&r);
    return ratio;
}

static void roofline_of_h200_and_h20(void **state) {
    (void)state;
    const double low[] = {1, 10, 36.9}, middle[] = {37.1, 100, 148, 185, 206},
                 high[] = {206.2, 300, 5000};
    for (int i = 0; i < 3; i++) {
        assert_near(h20_for_h200(low[i]), 1.2, 1e-12);
        assert_near(h20_for_h200(high[i]), 989.5 / 148, 1e-12);
    }
    for (int i = 0; i < 5; i++)
        assert_near(h20_for_h200(middle[i]), 4.8 * middle[i] / 148, 1e-12);
    assert_near(h20_for_h200(185), 6, 1e-3); // the "about 6" of C090
}

// H20 that spend half of their time on each kind of work, and the H200 that do the same:
// 1 / (s / 6.69 + (1 - s) / 1.2).
static void half_and_half(void **state) {
    (void)state;
    const char *const chips[] = {
        "chip 'c' { origin = 'US', price = 1, flops = 148, bandwidth = 4 } ",
        "chip 'c' { origin = 'US', price = 1, flops = 989.5, bandwidth = 4.8 } "};
    double units[2];
    for (int i = 0; i < 2; i++) {
        char text[1024];
        snprintf(text, sizeof text,
                 YEARS "workload 't' { intensity = 300 } workload 'i' { intensity = 10 } %s "
                       "line 'l' { chip = 'c', inventory = 1e6 } "
                       "buyer 'b' { jurisdiction = 'CN', capex = usd(12e9), "
                       "demand = { t = 50 * 148 / 989.5, i = 50 * 40 / 33.5 } }",
                 chips[i]);
        LuaRun r = lua_run(text);
        units[i] = lua_value(&r, S_BOUGHT, "b", "c", 0);
        lua_done(&r);
    }
    assert_near(units[0], 100, 1e-12);
    assert_near(units[0] / units[1], 1 / (.5 * 148 / 989.5 + .5 / 1.2), 1e-12);
    assert_near(units[0] / units[1], 2.03, 5e-3);
}

// Access from 0 to 1 in July: a month releases 85/12 before and 100/12 after (C005, C075).
static void budget_rises_with_access(void **state) {
    (void)state;
    const char *control =
        "control 'customs' { by = 'CN', chips = { 'H200' }, to = '2026-07' } ";
    const char *firm = "currency 'RMB' { per_usd = 7 } "
                       "buyer 'b' { jurisdiction = 'CN', capex = rmb(85e9), demand = 0, "
                       "access_uplift = 0.176, carry = 1 }";
    LuaRun r = run_of(control, firm);
    const double *left = lua_column(&r, S_BUDGET_LEFT, "b", NULL);
    assert_near(left[5], 85e9 / 2, 1e-12);
    for (int i = 6; i < 24; i++)
        assert_near((left[i] - left[i - 1]) / (85e9 / 12), 1.176, 1e-9);
    assert_near(left[23] - left[11], 100e9, 5e-4);
    lua_done(&r);
    // A border half open gives half of it, and one that never opens none.
    r = run_of("control 'customs' { by = 'CN', chips = { 'H200' }, from = '2026-04-16', "
               "to = '2026-05' } ",
               firm);
    left = lua_column(&r, S_BUDGET_LEFT, "b", NULL);
    assert_near((left[3] - left[2]) / (85e9 / 12), 1.088, 1e-9);
    lua_done(&r);
    r = run_of("control 'customs' { by = 'CN', chips = { 'H200' } } ", firm);
    assert_near(lua_value(&r, S_BUDGET_LEFT, "b", NULL, 23), 170e9, 1e-12);
    lua_done(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(growth_is_continuous),
        cmocka_unit_test(scarcity_speeds_it_up),
        cmocka_unit_test(it_has_its_time_and_its_buyers),
        cmocka_unit_test(leased_compute_and_bounds),
        cmocka_unit_test(it_moves_nothing_else),
        cmocka_unit_test(roofline_of_h200_and_h20),
        cmocka_unit_test(half_and_half),
        cmocka_unit_test(budget_rises_with_access),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
