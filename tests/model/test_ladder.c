#include "support/test.h"
#include "market/kernel.h"
#include "model/lua_run.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

// Chips that follow others, and what a ban does to the stock of those before.

#define YEARS(step) "scenario 'test' { from = '2026-01', to = '2027-12', step = '" step "' } "
#define OLD                                                                                    \
    "chip 'old' { seller = 'Nvidia', origin = 'US', price = 27000, unit_cost = 3320, "         \
    "throughput = 1 } line 'old' { chip = 'old', inventory = 100e3 } "
#define NEW(more)                                                                              \
    "chip 'new' { seller = 'Nvidia', origin = 'US', price = 12000, throughput = 0.2, "         \
    "follows = 'old', redesign = lever 'redesign' { 6, min = 0, max = 50 } } "                 \
    "line 'new' { chip = 'new', " more " } "
#define CHINA "buyer 'b' { jurisdiction = 'CN', capex = usd(1e12), demand = 1000 } "
#define BAN(more) "control 'x' { by = 'US', chips = { 'old' }, buyers = { 'CN' }" more " } "

// What is made of the successor over the run; `redesign` instead of 6 months.
static double made_with(const char *text, const char *redesign) {
    char other[4096], *at;
    snprintf(other, sizeof other, "%s", text);
    at = strstr(other, "{ 6,");
    assert_non_null(at);
    char tail[4096];
    snprintf(tail, sizeof tail, "%s", at + 3);
    snprintf(at, sizeof other - (size_t)(at - other), "{ %s%s", redesign, tail);
    LuaRun r = lua_run(other);
    double made = lua_value(&r, S_MADE, NULL, "new", -1);
    lua_done(&r);
    return made;
}

// Banned at T, made from T + redesign on: capacity (24 - T - redesign).
static void a_successor_is_made_from_the_ban_and_its_redesign_on(void **state) {
    (void)state;
    const char *month =
        YEARS("month") OLD NEW("capacity = 1000") CHINA BAN(", from = '2026-04'");
    assert_near(made_with(month, "6"), 1000 * (24 - 3 - 6), 1e-12);
    assert_near(made_with(month, "0"), 1000 * (24 - 3), 1e-12);
    assert_near(made_with(month, "2.25"), 1000 * (24 - 3 - 2.25), 1e-12);
    assert_near(made_with(month, "40"), 0, 0);
    LuaRun r = lua_run(month);
    for (int t = 0; t < 24; t++)
        assert_near(lua_value(&r, S_MADE, NULL, "new", t), t < 9 ? 0 : 1000, 0);
    lua_done(&r);
}

// The day of the ban counts, whatever the step: half of April, then 6.25 months.
static void the_day_of_the_ban_counts_in_any_step(void **state) {
    (void)state;
    assert_near(made_with(YEARS("month") OLD NEW("capacity = 1000")
                              CHINA BAN(", from = '2026-04-16'"),
                          "6.25"),
                1000 * (24 - 9.75), 1e-9);
    assert_near(made_with(YEARS("quarter") OLD NEW("capacity = 1000")
                              CHINA BAN(", from = '2026-04-16'"),
                          "6.25"),
                1000 * (24 - 9.75), 1e-9);
}

static double made_of(const char *text) {
    LuaRun r = lua_run(text);
    double made = lua_value(&r, S_MADE, NULL, "new", -1);
    lua_done(&r);
    return made;
}

static void without_a_ban_there_is_no_successor(void **state) {
    (void)state;
    const char *none[] = {
        YEARS("month") OLD NEW("capacity = 1000") CHINA,
        // from the start: nobody here ever had it
        YEARS("month") OLD NEW("capacity = 1000") CHINA BAN(""),
        // an approval lets it in
        YEARS("month") OLD NEW("capacity = 1000") CHINA BAN(
            ", from = '2026-04'") "approval 'k' { by = 'US', chips = { 'old' }, units = 1 } ",
    };
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) assert_near(made_of(none[i]), 0, 0);
}

// Nobody wishes for what is not designed, so it is no supply that is short.
static void nobody_wishes_for_it_before(void **state) {
    (void)state;
    LuaRun r =
        lua_run(YEARS("month") OLD
                "chip 'new' { origin = 'US', price = 100, throughput = 1, follows = "
                "'old', redesign = 6 } line 'new' { chip = 'new', capacity = 900 } " CHINA BAN(
                    ", from = '2026-04'"));
    for (int t = 0; t < 24; t++) {
        Binding held = t < 3 ? BINDING_DEMAND : t < 9 ? BINDING_CONTROL : BINDING_SUPPLY;
        assert_near(lua_value(&r, S_WISHED, "b", "new", t), t < 9 ? 0 : 1000, 1e-9);
        assert_near(lua_value(&r, S_BOUGHT, "b", "old", t), t < 3 ? 1000 : 0, 1e-9);
        assert_near(lua_value(&r, S_BINDING, "b", NULL, t), held, 0);
    }
    lua_done(&r);
}

// Two months of ban are enough: what is begun is finished.
static void a_design_begun_is_finished(void **state) {
    (void)state;
    assert_near(made_of(YEARS("month") OLD NEW("capacity = 1000")
                            CHINA BAN(", from = '2026-04', to = '2026-06'")),
                1000 * (24 - 9), 1e-12);
}

// A buyer at home, whom no control holds, goes on buying what the others lost.
static void the_ban_of_some_is_enough(void **state) {
    (void)state;
    LuaRun r = lua_run(YEARS("month") OLD NEW("capacity = 1000") CHINA BAN(
        ", from = '2026-04'") "buyer 'u' { jurisdiction = 'US', capex = usd(1e12), "
                              "demand = 1000 } ");
    assert_near(lua_value(&r, S_MADE, NULL, "new", -1), 15000, 1e-12);
    assert_near(lua_value(&r, S_BOUGHT, "u", "old", -1), 24000, 1e-9);
    assert_near(lua_value(&r, S_WRITE_DOWN, "Nvidia", NULL, -1), 0, 0);
    lua_done(&r);
}

// Rung after rung: the third chip comes after the ban of the second.
static void a_ladder_has_many_rungs(void **state) {
    (void)state;
    LuaRun r = lua_run(YEARS("month") OLD NEW("capacity = 1000") CHINA BAN(
        ", from = '2026-04'") "chip 'third' { origin = 'US', price = 9000, throughput = 0.1, "
                              "follows = 'new', "
                              "redesign = 3 } line 'third' { chip = 'third', capacity = 500 } "
                              "control 'y' { by = 'US', chips = { 'new' }, buyers = { 'CN' }, "
                              "from = '2027-01' }");
    assert_near(lua_value(&r, S_MADE, NULL, "new", -1), 15000, 1e-12);
    assert_near(lua_value(&r, S_MADE, NULL, "third", -1), 500 * (24 - 12 - 3), 1e-12);
    lua_done(&r);
}

// A line to order starts a step after the first can be wished for and finishes `lead` later.
static void to_order_the_lead_comes_on_top(void **state) {
    (void)state;
    LuaRun r = lua_run(
        YEARS("month") OLD NEW("capacity = 1e4, build = 'to_order', lead = 4, foundry = 'f'")
            CHINA BAN(", from = '2026-04'"));
    for (int t = 0; t < 14; t++) assert_near(lua_value(&r, S_MADE, NULL, "new", t), 0, 0);
    assert_true(lua_value(&r, S_MADE, NULL, "new", 14) > 1000);
    assert_near(lua_value(&r, S_BOUGHT, "b", "new", 23), 5000, 1e-3);
    lua_done(&r);
}

// Write-down: stock that nobody may buy any more at unit cost.
static void a_ban_writes_the_stock_down(void **state) {
    (void)state;
    LuaRun r = lua_run(YEARS("month") OLD CHINA BAN(", from = '2026-04'"));
    double left = 100e3 - 3 * 1000;
    for (int t = 0; t < 24; t++)
        assert_near(lua_value(&r, S_WRITE_DOWN, "Nvidia", NULL, t), t == 3 ? left * 3320 : 0,
                    1e-12);
    lua_done(&r);
    // What is made after the ban is written down as it comes.
    r = lua_run(YEARS("month") OLD "line 'more' { chip = 'old', capacity = 200 } "
                                   "buyer 'b' { jurisdiction = 'CN', capex = usd(1e12), "
                                   "demand = 1200 } " BAN(", from = '2026-04'"));
    assert_near(lua_value(&r, S_WRITE_DOWN, "Nvidia", NULL, 3), (97e3 + 200) * 3320, 1e-12);
    assert_near(lua_value(&r, S_WRITE_DOWN, "Nvidia", NULL, 9), 200 * 3320, 1e-12);
    lua_done(&r);
}

// The longer the redesign, the less is made; never any in the step of the ban itself.
static void less_is_made_the_longer_it_takes(void **state) {
    (void)state;
    double before = INFINITY;
    for (int i = 0; i <= 24; i++) {
        char months[16];
        snprintf(months, sizeof months, "%g", i * .7);
        double made = made_with(YEARS("month") OLD NEW("capacity = 1000")
                                    CHINA BAN(", from = '2026-03-10'"),
                                months);
        assert_true(i < 2 ? made <= before : made < before);
        before = made;
    }
}

static void a_chip_is_designed_below_a_limit(void **state) {
    (void)state;
    LuaRun r = lua_run("local rules = require 'lib.export_rules' " YEARS("month") CHINA
                       "local a, b = rules.below(4800), rules.below(4000, 0.9) "
                       "chip 'a' { origin = 'US', price = 1, tpp = a.tpp, flops = a.flops } "
                       "chip 'b' { origin = 'US', price = 1, tpp = b.tpp, flops = b.flops } "
                       "line 'a' { chip = 'a', inventory = 1 } "
                       "control 'x' { by = 'US', buyers = { 'CN' }, tpp_from = 4000 } ");
    const Chip *a = &r.s->chips[0], *b = &r.s->chips[1];
    assert_near(scenario_value(r.s, a->tpp, NULL, 0), 4752, 1e-12);
    assert_near(scenario_value(r.s, a->flops, NULL, 0), 297, 1e-12);
    assert_near(scenario_value(r.s, b->tpp, NULL, 0), 3600, 1e-12);
    assert_near(lua_value(&r, S_BOUGHT, "b", "a", 0), 0, 0); // 4752 is not below 4000
    lua_done(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_successor_is_made_from_the_ban_and_its_redesign_on),
        cmocka_unit_test(the_day_of_the_ban_counts_in_any_step),
        cmocka_unit_test(without_a_ban_there_is_no_successor),
        cmocka_unit_test(nobody_wishes_for_it_before),
        cmocka_unit_test(a_design_begun_is_finished),
        cmocka_unit_test(the_ban_of_some_is_enough),
        cmocka_unit_test(a_ladder_has_many_rungs),
        cmocka_unit_test(to_order_the_lead_comes_on_top),
        cmocka_unit_test(a_ban_writes_the_stock_down),
        cmocka_unit_test(less_is_made_the_longer_it_takes),
        cmocka_unit_test(a_chip_is_designed_below_a_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
