#include "support/test.h"
#include "model/lua_run.h"

#include <math.h>
#include <stdio.h>

// Leases against what can be worked out by hand. Nobody sells chips here unless said.

#define YEARS "scenario 'test' { from = '2026-01', to = '2027-12' } "
#define CHIP "chip 'H200' { origin = 'US', price = 27000, throughput = 1 } "
#define STOCK "line 'stock' { chip = 'H200', inventory = 1e6 } "

static LuaRun run_of(const char *lease, const char *buyer) {
    char text[2048];
    snprintf(text, sizeof text, YEARS CHIP "%s buyer 'b' { jurisdiction = 'CN', %s }", lease,
             buyer);
    return lua_run(text);
}

// A month's money, 1e9, pays for the whole term of 1e9 / (2000 * 24) units.
static void money_pays_for_whole_terms(void **state) {
    (void)state;
    LuaRun r = run_of("lease 'l' { rate = 2000, term = 24 } ",
                      "capex = 0, opex = usd(12e9), demand = 1e6");
    const double *leased = lua_column(&r, S_COMPUTE_LEASED, "b", NULL);
    const double *opex = lua_column(&r, S_OPEX, "b", NULL);
    assert_near(leased[0], 1e9 / (2000 * 24), 1e-12);
    assert_near(opex[0], 0, 0);
    assert_near(opex[1], 2000 * leased[0], 1e-12);
    // The second month: what is left of the first contracts has its bills still to come.
    double kept = leased[0] * exp(-1. / 24);
    double free = 2e9 - opex[1] - 2000 * 24 * kept;
    assert_near(leased[1], kept + free / (2000 * 24), 1e-12);
    // In the long run the bills come near the yearly budget and never pass it.
    assert_true(opex[23] < 1e9 && opex[23] > .55e9);
    lua_done(&r);
}

// All bills of contracts signed in one month, over a long time: rate * dt / (1 - exp(-dt/term)).
static void a_contract_pays_for_its_term(void **state) {
    (void)state;
    LuaRun r = lua_run("scenario 'test' { from = '2026-01', to = '2055-12' } " CHIP
                       "lease 'l' { rate = 2000, term = 6, to = '2026-02' } "
                       "buyer 'b' { jurisdiction = 'CN', capex = 0, opex = usd(1e9), "
                       "demand = 1000 }");
    double bills = lua_value(&r, S_OPEX, "b", NULL, -1);
    assert_near(lua_value(&r, S_COMPUTE_LEASED, "b", NULL, 0), 1000, 1e-12);
    assert_near(bills, 1000 * 2000 / (1 - exp(-1. / 6)), 1e-9);
    assert_near(lua_value(&r, S_SPEND, "b", NULL, -1), 0, 0); // its column of the chip
    const Pick all = {.id = S_SPEND, .party = 0, .chip = -1, .workload = -1};
    assert_near(series_total(r.series, 0, &all), bills, 1e-12);
    lua_done(&r);
}

// The unmet demand is served at discount; half a month open signs half.
static void demand_and_the_open_window(void **state) {
    (void)state;
    LuaRun r = run_of("lease 'l' { rate = 2000, term = 24, discount = 0.8 } ",
                      "capex = 0, opex = usd(1e12), demand = 1000");
    assert_near(lua_value(&r, S_COMPUTE_LEASED, "b", NULL, 0), 1000, 1e-12);
    assert_near(lua_value(&r, S_OPEX, "b", NULL, 1), 2000 * 1000 / .8, 1e-12);
    assert_near(lua_value(&r, S_UNMET, "b", NULL, 0), 0, 1e-12);
    // H100e: 3.35 TB/s for each unit of what it is worth.
    assert_near(lua_value(&r, S_BANDWIDTH_LEASED, "b", NULL, 0), 3.35 * 1000, 1e-12);
    lua_done(&r);
    r = run_of("lease 'l' { rate = 2000, term = 24, from = '2026-04-16', to = '2026-05-01' } ",
               "capex = 0, opex = usd(1e12), demand = 1000");
    assert_near(lua_value(&r, S_COMPUTE_LEASED, "b", NULL, 2), 0, 0);
    assert_near(lua_value(&r, S_COMPUTE_LEASED, "b", NULL, 3), 500, 1e-12);
    assert_near(lua_value(&r, S_COMPUTE_LEASED, "b", NULL, 4), 500 * exp(-1. / 24), 1e-12);
    lua_done(&r);
}

static void closure_winds_down(void **state) {
    (void)state;
    LuaRun r = run_of("lease 'l' { rate = 2000, term = 24, wind_down = 6, to = '2026-02' } ",
                      "capex = 0, opex = usd(1e12), demand = 1000");
    assert_near(lua_value(&r, S_COMPUTE_LEASED, "b", NULL, 12), 1000 * exp(-12. / 6), 1e-12);
    lua_done(&r);
    // Closing never makes a contract longer; at once is at once.
    r = run_of("lease 'l' { rate = 2000, term = 4, wind_down = 60, to = '2026-02' } ",
               "capex = 0, opex = usd(1e12), demand = 1000");
    assert_near(lua_value(&r, S_COMPUTE_LEASED, "b", NULL, 8), 1000 * exp(-8. / 4), 1e-12);
    lua_done(&r);
    r = run_of("lease 'l' { rate = 2000, term = 4, wind_down = 0, to = '2026-02' } ",
               "capex = 0, opex = usd(1e12), demand = 1000");
    assert_near(lua_value(&r, S_COMPUTE_LEASED, "b", NULL, 1), 0, 0);
    lua_done(&r);
}

// The money runs out when the rate rises: leases are cut to what it pays for.
static void short_money_cuts_leases(void **state) {
    (void)state;
    LuaRun r = run_of("lease 'l' { rate = steps { ['2026-01'] = 1000, ['2027-01'] = 900e3 }, "
                      "term = 24, to = '2026-02' } ",
                      "capex = 0, opex = { [2026] = usd(12e9), [2027] = 0 }, demand = 1e4");
    double before = lua_value(&r, S_COMPUTE_LEASED, "b", NULL, 11);
    double left = lua_value(&r, S_OPEX_LEFT, "b", NULL, 11);
    double spent = 0, g = 1e4;
    for (int i = 1; i < 12; i++) spent += 1000 * (g = i > 1 ? g * exp(-1. / 24) : g);
    assert_near(left, 12e9 - spent, 1e-9);
    assert_near(before, 1e4 * exp(-11. / 24), 1e-9);
    double bill = 0;
    for (int i = 12; i < 24; i++) bill += lua_value(&r, S_OPEX, "b", NULL, i);
    assert_near(bill, left, 1e-9);
    assert_near(lua_value(&r, S_OPEX_LEFT, "b", NULL, 23), 0, 1e-6);
    assert_near(lua_value(&r, S_COMPUTE_LEASED, "b", NULL, 23), 0, 1e-6);
    lua_done(&r);
}

// Capex that buys nothing pays for leases, up to the share; it leaves the capex budget as opex.
static void unspent_capex_flows_to_leases(void **state) {
    (void)state;
    LuaRun r = run_of("lease 'l' { rate = 2000, term = 24 } ",
                      "capex = usd(12e9), to_leases = 0.4, demand = 1e6");
    assert_near(lua_value(&r, S_COMPUTE_LEASED, "b", NULL, 0), .4e9 / (2000 * 24), 1e-12);
    double opex = lua_value(&r, S_OPEX, "b", NULL, -1);
    assert_near(lua_value(&r, S_CAPEX_TO_LEASES, "b", NULL, -1), opex, 1e-12);
    assert_near(lua_value(&r, S_BUDGET_LEFT, "b", NULL, 23), 24e9 - opex, 1e-12);
    assert_near(lua_value(&r, S_CAPEX, "b", "H200", -1), 0, 0);
    lua_done(&r);
    r = run_of("lease 'l' { rate = 2000, term = 24 } ", "capex = usd(12e9), demand = 1e6");
    assert_near(lua_value(&r, S_COMPUTE_LEASED, "b", NULL, 23), 0, 0);
    lua_done(&r);
    // Chips come first: where they can be had nothing is left for leases.
    r = run_of("lease 'l' { rate = 2000, term = 24 } " STOCK,
               "capex = usd(12e9), to_leases = 1, demand = 1e6");
    assert_near(lua_value(&r, S_COMPUTE_LEASED, "b", NULL, 0), 0, 1e-6);
    lua_done(&r);
}

static void money_in_another_currency(void **state) {
    (void)state;
    LuaRun r = run_of("currency 'RMB' { per_usd = 7 } lease 'l' { rate = 2000, term = 24 } ",
                      "capex = rmb(84e9), opex = rmb(84e9), to_leases = 1, demand = 1e6");
    assert_near(lua_value(&r, S_COMPUTE_LEASED, "b", NULL, 0), 2e9 / (2000 * 24), 1e-12);
    assert_near(lua_value(&r, S_OPEX_LEFT, "b", NULL, 0), 7e9, 1e-12);
    assert_near(lua_value(&r, S_OPEX_LEFT, "b", NULL, 23) +
                    7 * lua_value(&r, S_OPEX, "b", NULL, -1) -
                    7 * lua_value(&r, S_CAPEX_TO_LEASES, "b", NULL, -1),
                24 * 7e9, 1e-12);
    lua_done(&r);
}

static void capacity_is_shared_in_proportion(void **state) {
    (void)state;
    LuaRun r = run_of("lease 'l' { rate = 1, term = 24, capacity = 1000 } "
                      "buyer 'c' { jurisdiction = 'CN', capex = 0, opex = usd(1e9), "
                      "demand = 900 } ",
                      "capex = 0, opex = usd(1e9), demand = 300");
    assert_near(lua_value(&r, S_COMPUTE_LEASED, "b", NULL, 0), 250, 1e-12);
    assert_near(lua_value(&r, S_COMPUTE_LEASED, "c", NULL, 0), 750, 1e-12);
    assert_near(lua_value(&r, S_COMPUTE_LEASED, "b", NULL, 9) +
                    lua_value(&r, S_COMPUTE_LEASED, "c", NULL, 9),
                1000, 1e-12);
    lua_done(&r);
}

// The cheaper compute first, by rate over discount; equals share by the capacity they have left.
static void cheapest_lease_first(void **state) {
    (void)state;
    LuaRun r = run_of("lease 'near' { rate = 2000, term = 12, capacity = 300 } "
                      "lease 'far' { rate = 1500, discount = 0.6, term = 24 } ",
                      "capex = 0, opex = usd(1e9), demand = 1000");
    // 300 near at 2000, then 700 / .6 far: bills of both.
    assert_near(lua_value(&r, S_OPEX, "b", NULL, 1), 300 * 2000 + 700 / .6 * 1500, 1e-12);
    lua_done(&r);
    r = run_of("lease 'a' { rate = 2000, term = 12, capacity = 300 } "
               "lease 'b' { rate = 2000, term = 12, capacity = 900 } ",
               "capex = 0, opex = usd(1e9), demand = 1000");
    assert_near(lua_value(&r, S_COMPUTE_LEASED, "b", NULL, 0), 1000, 1e-12);
    lua_done(&r);
}

// Of two workloads that are worth the same each gets its part of short money; the dearer first.
static void short_money_over_workloads(void **state) {
    (void)state;
    const char *lease = "workload 't' {} workload 'i' {} lease 'l' { rate = 1000, term = 10 } ";
    LuaRun r = run_of(lease, "capex = 0, opex = usd(12e6), demand = { t = 300, i = 100 }");
    Series *x = r.series;
    assert_near(series_at(x, 0, series_column(x, S_COMPUTE_LEASED, 0, -1, 0))[0], 75, 1e-12);
    assert_near(series_at(x, 0, series_column(x, S_COMPUTE_LEASED, 0, -1, 1))[0], 25, 1e-12);
    lua_done(&r);
    r = run_of(lease, "capex = 0, opex = usd(12e6), demand = { t = 300, i = 60 }, "
                      "weight = { t = 1, i = 2 }");
    x = r.series;
    assert_near(series_at(x, 0, series_column(x, S_COMPUTE_LEASED, 0, -1, 0))[0], 40, 1e-12);
    assert_near(series_at(x, 0, series_column(x, S_COMPUTE_LEASED, 0, -1, 1))[0], 60, 1e-12);
    lua_done(&r);
}

// Leased compute counts toward a target, and as it runs off the gap opens again.
static void leases_fill_a_target(void **state) {
    (void)state;
    LuaRun r = run_of("lease 'l' { rate = 1, term = 12, discount = 0.5 } ",
                      "capex = 0, opex = usd(1e12), target = 1000, adjustment = 1");
    double leased = 0;
    for (int i = 0; i < 24; i++) {
        leased = leased * exp(-1. / 12) + 1000 - leased;
        assert_near(lua_value(&r, S_COMPUTE_LEASED, "b", NULL, i), leased, 1e-9);
    }
    lua_done(&r);
}

// Own money lapses with the year; what contracts still have to be paid does not.
static void spoken_for_money_does_not_lapse(void **state) {
    (void)state;
    LuaRun r = run_of("lease 'l' { rate = 1000, term = 12, to = '2026-02' } ",
                      "capex = 0, opex = { [2026] = usd(12e9), [2027] = 0 }, carry = 0, "
                      "demand = 1e4");
    double g = lua_value(&r, S_COMPUTE_LEASED, "b", NULL, 11);
    double left = lua_value(&r, S_OPEX_LEFT, "b", NULL, 11);
    assert_near(lua_value(&r, S_OPEX_LAPSED, "b", NULL, 12), left - 1000 * 12 * g, 1e-9);
    assert_near(lua_value(&r, S_OPEX, "b", NULL, 12), 1000 * g, 1e-12);
    lua_done(&r);
}

// Compute of all in service is owned, leased and captive together, in both measures.
static void compute_is_split(void **state) {
    (void)state;
    LuaRun r =
        lua_run(YEARS "chip 'H200' { origin = 'US', price = 27000, flops = 989.5, bandwidth = "
                      "4.8 } line 'l' { chip = 'H200', inventory = 100 } "
                      "chip 'Own' { origin = 'CN', price = 6000, flops = 148, bandwidth = 4, "
                      "captive = 'b' } line 'o' { chip = 'Own', inventory = 50 } "
                      "lease 'abroad' { rate = 2000, term = 24, discount = 0.9 } "
                      "buyer 'b' { jurisdiction = 'CN', capex = usd(1e9), opex = usd(1e9), "
                      "demand = 1000 }");
    assert_near(lua_value(&r, S_COMPUTE_OWNED, "b", NULL, 5), 100, 1e-12);
    assert_near(lua_value(&r, S_COMPUTE_CAPTIVE, "b", NULL, 5), 50 * 148 / 989.5, 1e-12);
    assert_near(lua_value(&r, S_BANDWIDTH_OWNED, "b", NULL, 5), 480, 1e-12);
    assert_near(lua_value(&r, S_BANDWIDTH_CAPTIVE, "b", NULL, 5), 200, 1e-12);
    for (int i = 0; i < 24; i++) {
        double leased = lua_value(&r, S_COMPUTE_LEASED, "b", NULL, i);
        assert_near(lua_value(&r, S_COMPUTE, "b", NULL, i), 100 + 50 * 148 / 989.5 + leased,
                    1e-12);
        assert_near(lua_value(&r, S_BANDWIDTH, "b", NULL, i), 680 + 3.35 * leased, 1e-12);
    }
    lua_done(&r);
}

// Paid over the least price of all chips: 27000 for 1 against 9000 for .5; then a lease at 24000.
static void buffer_over_the_least_price(void **state) {
    (void)state;
    LuaRun r = lua_run(YEARS CHIP
                       "line 'l' { chip = 'H200', inventory = 100 } "
                       "chip 'D' { origin = 'CN', price = 9000, throughput = 0.5 } "
                       "lease 'abroad' { rate = 1000, term = 24, discount = 0.8 } "
                       "buyer 'b' { jurisdiction = 'CN', capex = usd(1e9), opex = usd(1e12), "
                       "demand = 180 }");
    double step = (100 * 27000 + 100 * 24000.) / (180 * 18000.) - 1;
    double later = (180 / .8 * 24000.) / (180 * 18000.) - 1;
    assert_near(lua_value(&r, S_BUFFER, "b", NULL, 0), step, 1e-12);
    assert_near(lua_value(&r, S_BUFFER, "b", NULL, 1), later, 1e-12);
    assert_near(lua_value(&r, S_BUFFER_CUMULATIVE, "b", NULL, 1), (step + later) / 2, 1e-12);
    lua_done(&r);
}

static void domestic_share_on_three_bases(void **state) {
    (void)state;
    LuaRun r = lua_run(YEARS CHIP
                       "line 'l' { chip = 'H200', inventory = 100 } "
                       "chip 'D' { origin = 'CN', price = 9000, throughput = 0.5 } "
                       "line 'd' { chip = 'D', inventory = 300 } "
                       "buyer 'b' { jurisdiction = 'CN', capex = usd(1e12), demand = 250 }");
    assert_near(lua_value(&r, S_DOMESTIC_SHARE, "b", NULL, 0), .5, 1e-12);
    assert_near(lua_value(&r, S_DOMESTIC_SHARE_UNITS, "b", NULL, 0), .75, 1e-12);
    assert_near(lua_value(&r, S_DOMESTIC_SHARE_COMPUTE, "b", NULL, 0), .6, 1e-12);
    lua_done(&r);
}

// Halving the step changes little.
static void halving_the_step_converges(void **state) {
    (void)state;
    const char *const steps[] = {"quarter", "month", "week"};
    double end[3];
    for (int i = 0; i < 3; i++) {
        char text[1024];
        snprintf(text, sizeof text,
                 "scenario 'test' { from = '2026-01', to = '2027-12', step = '%s' } " CHIP
                 "lease 'l' { rate = 2000, term = 12, wind_down = 4, to = '2027-04-16' } "
                 "buyer 'b' { jurisdiction = 'CN', capex = 0, opex = usd(12e9), demand = 1e6 }",
                 steps[i]);
        LuaRun r = lua_run(text);
        end[i] = lua_value(&r, S_OPEX, "b", NULL, -1);
        lua_done(&r);
    }
    assert_true(fabs(end[1] - end[2]) < .5 * fabs(end[0] - end[2]));
    assert_true(fabs(end[1] / end[2] - 1) < .06);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(money_pays_for_whole_terms),
        cmocka_unit_test(a_contract_pays_for_its_term),
        cmocka_unit_test(demand_and_the_open_window),
        cmocka_unit_test(closure_winds_down),
        cmocka_unit_test(short_money_cuts_leases),
        cmocka_unit_test(unspent_capex_flows_to_leases),
        cmocka_unit_test(money_in_another_currency),
        cmocka_unit_test(capacity_is_shared_in_proportion),
        cmocka_unit_test(cheapest_lease_first),
        cmocka_unit_test(short_money_over_workloads),
        cmocka_unit_test(leases_fill_a_target),
        cmocka_unit_test(spoken_for_money_does_not_lapse),
        cmocka_unit_test(compute_is_split),
        cmocka_unit_test(buffer_over_the_least_price),
        cmocka_unit_test(domestic_share_on_three_bases),
        cmocka_unit_test(halving_the_step_converges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
