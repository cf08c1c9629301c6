#include "support/test.h"
#include "model/lua_run.h"

#include <math.h>
#include <stdio.h>

// Costs that fall with output, prices that follow claims, orders that outrun wishes.

#define YEAR "scenario 'test' { from = '2026-01', to = '2026-12' } "
#define RICH "capex = usd(1e15), "
#define AT_HOME "buyer 'home' { jurisdiction = 'CN', " RICH "demand = 10 } "
#define ABROAD "buyer 'abroad' { jurisdiction = 'US', " RICH "demand = 10 } "

// 1000 a month upon 1000 made before: after the first month output has doubled once.
#define LEARNS                                                                                 \
    "chip 'A' { origin = 'CN', price = 10000, unit_cost = 4000, throughput = 1, "              \
    "progress_ratio = 0.8, experience = 1000 } line 'a' { chip = 'A', capacity = 1000 } "

static void doubling_leaves_four_fifths(void **state) {
    (void)state;
    LuaRun r = lua_run(YEAR LEARNS AT_HOME ABROAD);
    const double *home = lua_column(&r, S_PRICE, "home", "A");
    const double *abroad = lua_column(&r, S_PRICE, "abroad", "A");
    assert_near(home[0], 10000, 0);
    assert_near(home[1], 8000, 1e-12);
    assert_near(home[3], 6400, 1e-12);
    assert_near(home[7], 5120, 1e-12);
    for (int t = 0; t < 12; t++) {
        assert_near(home[t], 10000 * pow(1 + t, log(.8) / log(2)), 1e-12);
        assert_near(abroad[t], 10000, 0); // imports do not follow what their maker learns
    }
    lua_done(&r);
}

// The linear pass-through is made of the unit cost, and so falls with it: (c / (1 - t) - c) / 2.
static void unit_cost_falls_too(void **state) {
    (void)state;
    LuaRun r = lua_run(YEAR LEARNS AT_HOME ABROAD
                       "export_levy 'l' { by = 'CN', buyers = { 'abroad' }, rate = 0.2, "
                       "pass_through = 'linear' } ");
    const double *x = lua_column(&r, S_PRICE, "abroad", "A");
    assert_near(x[0], 10000 + (4000 / .8 - 4000) / 2, 1e-12);
    assert_near(x[1], 10000 + .8 * (4000 / .8 - 4000) / 2, 1e-12);
    lua_done(&r);
}

static void a_custom_chip_learns_for_its_owner(void **state) {
    (void)state;
    LuaRun r =
        lua_run(YEAR "chip 'own' { origin = 'TW', price = 5000, throughput = 1, captive = "
                     "'abroad', progress_ratio = 0.9, experience = 500 } " ABROAD
                     "tapeout 't' { owner = 'abroad', chip = 'own', at = '2026-01', "
                     "fab_months = 0, ramp = 500, volume = 500 } ");
    const double *x = lua_column(&r, S_PRICE, "abroad", "own");
    assert_near(x[1], 4500, 1e-12);
    assert_near(x[3], 4050, 1e-12);
    lua_done(&r);
}

// Prices under a response of a month: `more` of the chip; `supply` a month and `demand` for it.
static LuaRun responding(const char *more, double supply, double demand) {
    char text[1024];
    snprintf(text, sizeof text,
             YEAR "chip 'A' { origin = 'US', price = 10000, throughput = 1, %s } "
                  "line 'a' { chip = 'A', capacity = %.17g } "
                  "buyer 'b' { jurisdiction = 'US', " RICH "demand = %.17g } ",
             more, supply, demand);
    return lua_run(text);
}

static double price_at(const char *more, double supply, double demand, int step) {
    LuaRun r = responding(more, supply, demand);
    double x = lua_value(&r, S_PRICE, "b", "A", step);
    lua_done(&r);
    return x;
}

static void price_follows_claims_a_step_later(void **state) {
    (void)state;
    LuaRun r = responding("price_response = 0.1", 1000, 1500);
    const double *x = lua_column(&r, S_PRICE, "b", "A");
    for (int t = 0; t < 12; t++) assert_near(x[t], 10000 * pow(1.5, .1 * t), 1e-12);
    lua_done(&r);
    assert_near(price_at("price_response = 0.1", 1000, 9000, 4), 10000 * pow(2, .4), 1e-12);
    assert_near(price_at("price_response = 0.1", 0, 9000, 4), 10000 * pow(2, .4), 1e-12);
    assert_near(price_at("price_response = 0.1", 0, 0, 11), 10000, 0);
    assert_near(price_at("price_response = 0.1", 1000, 0, 4), 10000 * pow(.5, .4), 1e-12);
    assert_near(price_at("price_response = 0.1", 1000, 1000, 9), 10000, 1e-12);
}

static void price_keeps_within_its_bounds(void **state) {
    (void)state;
    assert_near(price_at("price_response = 1, price_ceiling = 15000", 10, 900, 1), 15000,
                1e-12);
    assert_near(price_at("price_response = 1, price_ceiling = 15000", 10, 900, 9), 15000,
                1e-12);
    assert_near(price_at("price_response = 1, price_floor = 9000", 900, 0, 9), 9000, 1e-12);
    assert_near(price_at("price_response = off, price_floor = 12000", 900, 0, 9), 10000, 0);
}

// Half a year of shortage at the ceiling, then glut: the price leaves the ceiling at once.
static void price_turns_as_soon_as_claims_do(void **state) {
    (void)state;
    LuaRun r =
        lua_run(YEAR "chip 'A' { origin = 'US', price = 10000, throughput = 1, "
                     "price_response = 0.5, price_ceiling = 12000 } "
                     "line 'a' { chip = 'A', capacity = steps { ['2026-01'] = 10, ['2026-07'] "
                     "= 4000 } } "
                     "buyer 'b' { jurisdiction = 'US', " RICH "demand = 1000 } ");
    const double *x = lua_column(&r, S_PRICE, "b", "A");
    assert_near(x[6], 12000, 1e-12);
    assert_near(x[7], 12000 / sqrt(2), 1e-12);
    lua_done(&r);
}

// On a path of list prices the response is a factor.
static void response_goes_with_the_list_price(void **state) {
    (void)state;
    LuaRun r = lua_run(YEAR "chip 'A' { origin = 'US', throughput = 1, price_response = 0.1, "
                            "price = steps { ['2026-01'] = 10000, ['2026-04'] = 20000 } } "
                            "line 'a' { chip = 'A', capacity = 1000 } "
                            "buyer 'b' { jurisdiction = 'US', " RICH "demand = 1200 } ");
    const double *x = lua_column(&r, S_PRICE, "b", "A");
    assert_near(x[3] / x[2], 2 * pow(1.2, .1), 1e-12);
    lua_done(&r);
}

static void a_faster_response_moves_the_price_no_less(void **state) {
    (void)state;
    double before = 10000, fallen = 10000;
    for (int i = 0; i <= 10; i++) {
        char more[64];
        snprintf(more, sizeof more, "price_response = %.17g", .05 * i);
        double up = price_at(more, 800, 1200, 6), down = price_at(more, 1200, 800, 6);
        assert_true(up >= before && down <= fallen);
        before = up, fallen = down;
    }
    assert_true(before > 11000 && fallen < 9000);
}

// claims = wish (1 + theta (1 - deposit) (1 / fill - 1)): none beyond the wish when all is paid at
// order, or when nothing was short before.
static LuaRun inflated(double theta, double deposit) {
    char text[1024];
    snprintf(text, sizeof text,
             YEAR "chip 'A' { origin = 'US', price = 100, throughput = 1 } "
                  "line 'a' { chip = 'A', capacity = 400 } "
                  "buyer 'b' { jurisdiction = 'US', " RICH
                  "demand = 1000, inflation = %.17g, deposit = %.17g } ",
             theta, deposit);
    return lua_run(text);
}

static void phantom_orders_follow_past_shortage(void **state) {
    (void)state;
    LuaRun r = inflated(.5, .2);
    const double *x = lua_column(&r, S_PHANTOM, "b", "A");
    const double *claimed = lua_column(&r, S_CLAIMED, "b", "A");
    double fill = 1;
    for (int t = 0; t < 12; t++) {
        double beyond = 1000 * .5 * .8 * (1 / fill - 1);
        assert_near(x[t], beyond, 1e-9);
        assert_near(claimed[t], 1000 + beyond, 1e-12);
        fill += (.4 - fill) / 3;
    }
    lua_done(&r);
    for (int i = 0; i < 2; i++) {
        r = inflated(i ? .5 : 0, i ? 1 : 0);
        assert_near(lua_value(&r, S_PHANTOM, "b", "A", -1), 0, 0);
        lua_done(&r);
    }
}

// installed' = installed exp(-dt / life) + arrivals: from 1000 in one month.
static void what_is_installed_retires(void **state) {
    (void)state;
    LuaRun r =
        lua_run(YEAR "chip 'A' { origin = 'US', price = 100, throughput = 1 } "
                     "line 'a' { chip = 'A', inventory = 1000 } "
                     "buyer 'b' { jurisdiction = 'US', " RICH "demand = 1e6, life = 8 } ");
    const double *x = lua_column(&r, S_INSTALLED, "b", "A");
    for (int t = 0; t < 12; t++) assert_near(x[t], 1000 * exp(-t / 8.0), 1e-12);
    lua_done(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(doubling_leaves_four_fifths),
        cmocka_unit_test(unit_cost_falls_too),
        cmocka_unit_test(a_custom_chip_learns_for_its_owner),
        cmocka_unit_test(price_follows_claims_a_step_later),
        cmocka_unit_test(price_keeps_within_its_bounds),
        cmocka_unit_test(price_turns_as_soon_as_claims_do),
        cmocka_unit_test(response_goes_with_the_list_price),
        cmocka_unit_test(a_faster_response_moves_the_price_no_less),
        cmocka_unit_test(phantom_orders_follow_past_shortage),
        cmocka_unit_test(what_is_installed_retires),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
