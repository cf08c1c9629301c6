#include "support/test.h"
#include "model/generate.h"
#include "model/lua_run.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

// What lines share, and how many good chips a wafer gives: markets worked out by hand.

#define YEAR "scenario 'test' { from = '2026-01', to = '2026-12' } "
#define THREE_CHIPS                                                                            \
    "for _, c in ipairs { 'A', 'B', 'C' } do "                                                 \
    "  chip(c) { origin = 'US', price = 1, throughput = 1, die_area = 814 } end "              \
    "buyer 'b' { jurisdiction = 'US', capex = usd(1e9), demand = 1 } "

static double made(const LuaRun *r, const char *chip, int step) {
    return lua_value(r, S_MADE, NULL, chip, step);
}
static double use(const LuaRun *r, const char *resource, int step) {
    return lua_value(r, S_RESOURCE_USE, resource, NULL, step);
}

// One resource: all that is wanted over what there is, the same share for each.
static void one_resource_is_shared_pro_rata(void **state) {
    (void)state;
    LuaRun r =
        lua_run(YEAR THREE_CHIPS "resource 'HBM' { capacity = 60e3 } "
                                 "line 'a' { chip = 'A', capacity = 10e3, uses = { HBM = 6 } } "
                                 "line 'b' { chip = 'B', capacity = 5e3, uses = { HBM = 8 } } "
                                 "line 'c' { chip = 'C', capacity = 7e3 } ");
    assert_near(made(&r, "A", 0), 6000, 1e-12);
    assert_near(made(&r, "B", 0), 3000, 1e-12);
    assert_near(made(&r, "C", 0), 7000, 0);
    assert_near(use(&r, "HBM", 5), 1, 1e-12);
    lua_done(&r);
}

// P holds A and B at 40 %: B leaves Q to C, which is then held by Q alone.
static void lines_that_a_resource_stops_leave_the_rest_to_others(void **state) {
    (void)state;
    LuaRun r = lua_run(YEAR THREE_CHIPS
                       "resource 'P' { capacity = 800 } resource 'Q' { capacity = 1100 } "
                       "line 'a' { chip = 'A', capacity = 1000, uses = { P = 1 } } "
                       "line 'b' { chip = 'B', capacity = 1000, uses = { P = 1, Q = 1 } } "
                       "line 'c' { chip = 'C', capacity = 1000, uses = { Q = 1 } } ");
    assert_near(made(&r, "A", 0), 400, 1e-12);
    assert_near(made(&r, "B", 0), 400, 1e-12);
    assert_near(made(&r, "C", 0), 700, 1e-12);
    assert_near(use(&r, "P", 0), 1, 1e-12);
    assert_near(use(&r, "Q", 0), 1, 1e-12);
    lua_done(&r);
}

// Without a capacity of its own a line wants what its resources alone would give it.
static void a_line_without_capacity_takes_what_there_is(void **state) {
    (void)state;
    LuaRun r =
        lua_run(YEAR THREE_CHIPS
                "resource 'P' { capacity = steps { ['2026-01'] = 900, ['2026-07'] = 0 } } "
                "line 'a' { chip = 'A', uses = { P = 2 } } "
                "line 'b' { chip = 'B', capacity = off, uses = { P = 1 } } ");
    assert_near(made(&r, "A", 0), 225, 1e-12);
    assert_near(made(&r, "B", 0), 450, 1e-12);
    assert_near(made(&r, "A", 6), 0, 0);
    assert_near(made(&r, "B", 6), 0, 0);
    assert_true(isnan(use(&r, "P", 6)));
    lua_done(&r);
}

static void tape_outs_share_too(void **state) {
    (void)state;
    LuaRun r =
        lua_run(YEAR THREE_CHIPS
                "resource 'P' { capacity = 1000 } "
                "line 'a' { chip = 'A', capacity = 1000, uses = { P = 1 } } "
                "tapeout 'own' { owner = 'b', chip = 'B', at = '2026-01', fab_months = 3, "
                "ramp = 500, volume = 1500, uses = { P = 2 } } ");
    assert_near(made(&r, "A", 2), 1000, 0);
    assert_near(made(&r, "A", 3), 500, 1e-12); // 1000 and 2 * 500 are wanted
    assert_near(made(&r, "B", 3), 250, 1e-12);
    assert_near(made(&r, "A", 5), 250, 1e-12); // 1000 and 2 * 1500
    assert_near(made(&r, "B", 5), 375, 1e-12);
    lua_done(&r);
}

// A line to order takes of the resource when it starts, and is ready `lead` later.
static void lines_to_order_take_when_they_start(void **state) {
    (void)state;
    LuaRun r = lua_run("scenario 'test' { from = '2026-01', to = '2029-12' } "
                       "chip 'A' { origin = 'US', price = 1, throughput = 1 } "
                       "buyer 'b' { jurisdiction = 'US', capex = usd(1e9), demand = 1000 } "
                       "resource 'P' { capacity = 2400 } "
                       "line 'a' { chip = 'A', capacity = 1e6, lead = 4, build = 'to_order', "
                       "uses = { P = 3 } }");
    assert_near(use(&r, "P", 1), 1, 1e-12);
    assert_near(made(&r, "A", 4), 0, 0);
    assert_near(made(&r, "A", 40), 800, 1e-12);
    assert_near(lua_value(&r, S_WIP, NULL, "A", 40), 3200, 1e-9);
    lua_done(&r);
}

// More of the one resource never lowers what any line makes.
static void more_of_a_resource_makes_no_less(void **state) {
    (void)state;
    uint64_t x = 11;
    for (int i = 0; i < 40; i++) {
        double a = 3000 * generate_uniform(&x), b = 3000 * generate_uniform(&x),
               each = .1 + generate_uniform(&x), before[2] = {0, 0};
        for (int k = 1; k <= 3; k++) {
            char text[1024];
            snprintf(text, sizeof text,
                     YEAR THREE_CHIPS
                     "resource 'P' { capacity = %d } "
                     "line 'a' { chip = 'A', capacity = %.17g, uses = { P = %.17g } } "
                     "line 'b' { chip = 'B', capacity = %.17g, uses = { P = 1 } } ",
                     k * 1000, a, each, b);
            LuaRun r = lua_run(text);
            double now[2] = {made(&r, "A", 0), made(&r, "B", 0)};
            for (int c = 0; c < 2; c++) {
                assert_true(now[c] >= before[c] - 1e-9);
                before[c] = now[c];
            }
            assert_true(now[0] <= a && now[1] <= b);
            assert_true(use(&r, "P", 0) <= 1 + 1e-12);
            lua_done(&r);
        }
    }
}

// Units that 1000 wafers a month give; `wafer` are the fields of the line.
static double from_wafers(double die_area, const char *wafer, int step) {
    char text[1024];
    snprintf(text, sizeof text,
             YEAR "chip 'A' { origin = 'US', price = 1, throughput = 1, die_area = %.17g } "
                  "buyer 'b' { jurisdiction = 'US', capex = usd(1e9), demand = 1 } "
                  "resource 'node' { capacity = 1000 } "
                  "line 'a' { chip = 'A', node = 'node', %s } ",
             die_area, wafer);
    LuaRun r = lua_run(text);
    double x = made(&r, "A", step);
    lua_done(&r);
    return x;
}

static double dies(double area) {
    return 3.14159265358979323846 * 300 * (300 / (4 * area) - 1 / sqrt(2 * area));
}

static void dies_on_a_wafer(void **state) {
    (void)state;
    assert_near(from_wafers(814, "defect_density = 0", 0), 63.5e3, 1e-3);
    assert_near(from_wafers(814, "", 0), 1000 * dies(814), 1e-12);
    assert_near(from_wafers(1332, "dies_per_unit = 2", 0), 500 * dies(666), 1e-12);
    assert_near(from_wafers(814, "dies_per_wafer = 60", 0), 60e3, 1e-12);
    assert_near(from_wafers(46225, "", 0), 1000, 1e-12); // as large as the wafer: one
}

static double yield(const char *model, double area, double density, const char *more) {
    char wafer[256];
    snprintf(wafer, sizeof wafer,
             "dies_per_wafer = 1, yield_model = '%s', defect_density = %.17g%s", model, density,
             more);
    return from_wafers(area, wafer, 0) / 1000;
}

static void yields_at_a_tenth_of_a_defect(void **state) {
    (void)state;
    assert_near(yield("poisson", 814, .1, ""), .443, 1e-3);
    assert_near(yield("murphy", 814, .1, ""), .468, 1e-3);
    assert_near(yield("negative_binomial", 814, .1, ""), .487, 1e-3);
    assert_near(yield("poisson", 814, .1, ""), exp(-.814), 1e-12);
    assert_near(yield("murphy", 814, .1, ""), pow((1 - exp(-.814)) / .814, 2), 1e-12);
    assert_near(yield("negative_binomial", 814, .1, ""), pow(1 + .814 / 3, -3), 1e-12);
    assert_near(yield("negative_binomial", 666, .32, ""), .2, 3e-2); // F77 by the same model
    assert_near(yield("poisson", 814, .1, ", salvage = 0.4"), .443 + .4 * .557, 1e-3);
    assert_near(yield("murphy", 814, 0, ""), 1, 0);
}

// Defects that come together spare more dies: Poisson < Murphy < negative binomial, all fall with
// area and density, and a large cluster parameter is Poisson again.
static void models_keep_their_order(void **state) {
    (void)state;
    uint64_t x = 5;
    for (int i = 0; i < 60; i++) {
        double area = 20 + 800 * generate_uniform(&x), d = .01 + .4 * generate_uniform(&x);
        double p = yield("poisson", area, d, ""), m = yield("murphy", area, d, "");
        double nb = yield("negative_binomial", area, d, ", cluster = 2");
        assert_true(p < m && m < nb && nb < 1);
        assert_true(yield("murphy", area, d * 1.1, "") < m);
        assert_true(yield("poisson", area * 1.1, d, "") < p);
        assert_true(yield("negative_binomial", area, d, ", salvage = 0.1") > nb);
        assert_near(yield("negative_binomial", area, d, ", cluster = 1e7"), p, 1e-5);
    }
}

// D = floor + (D0 - floor) exp(-wafers / K), wafers of the steps before.
static void defects_fall_with_wafers_started(void **state) {
    (void)state;
    const char *wafer = "dies_per_wafer = 1, defect_density = 0.3, defect_floor = 0.1, "
                        "defect_learning = 4000";
    for (int t = 0; t < 12; t += 3) {
        double d = .1 + .2 * exp(-1000.0 * t / 4000);
        assert_near(from_wafers(814, wafer, t) / 1000, exp(-8.14 * d), 1e-12);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_resource_is_shared_pro_rata),
        cmocka_unit_test(lines_that_a_resource_stops_leave_the_rest_to_others),
        cmocka_unit_test(a_line_without_capacity_takes_what_there_is),
        cmocka_unit_test(tape_outs_share_too),
        cmocka_unit_test(lines_to_order_take_when_they_start),
        cmocka_unit_test(more_of_a_resource_makes_no_less),
        cmocka_unit_test(dies_on_a_wafer),
        cmocka_unit_test(yields_at_a_tenth_of_a_defect),
        cmocka_unit_test(models_keep_their_order),
        cmocka_unit_test(defects_fall_with_wafers_started),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
