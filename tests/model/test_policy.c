#include "support/test.h"
#include "market/kernel.h"
#include "model/lua_run.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

// Closed forms of what governments do beside bans and levies.

#define YEAR "scenario 'test' { from = '2026-01', to = '2026-12' } "
#define H200                                                                                   \
    "chip 'H200' { seller = 'Nvidia', origin = 'US', price = 27000, unit_cost = 4800, "        \
    "throughput = 1 } line 'stock' { chip = 'H200', inventory = 700e3 } "
#define ASCEND                                                                                 \
    "chip 'Ascend' { seller = 'Huawei', origin = 'CN', price = 15000, throughput = 0.4 } "     \
    "line 'Huawei' { chip = 'Ascend', capacity = 1e6 } "
#define RICH "buyer 'b' { jurisdiction = 'CN', capex = usd(1e15), demand = 1e4 } "
#define LEN(x) (sizeof(x) / sizeof *(x))

static LuaRun run_with(const char *world, const char *more) {
    char text[4096];
    snprintf(text, sizeof text, "%s%s", world, more);
    return lua_run(text);
}

// Subsidies: pay = p - s, s = rate p of the price that levies made.
static void a_subsidy_lowers_what_is_paid_and_not_what_is_received(void **state) {
    (void)state;
    LuaRun r =
        lua_run(YEAR H200 RICH "export_levy 'l' { by = 'US', rate = 0.25, pass_through = 1 } "
                               "subsidy 's' { by = 'CN', rate = 0.2, chips = { 'H200' } } ");
    double bought = lua_value(&r, S_BOUGHT, "b", "H200", -1);
    assert_near(bought, 120e3, 1e-12);
    assert_near(lua_value(&r, S_PRICE, "b", "H200", 0), .8 * 36000, 1e-12);
    assert_near(lua_value(&r, S_SUBSIDY, "CN", NULL, -1), .2 * 36000 * bought, 1e-12);
    assert_near(lua_value(&r, S_LEVY, "US", NULL, -1), .25 * 36000 * bought, 1e-12);
    assert_near(lua_value(&r, S_SELLER_NET, "Nvidia", NULL, -1), 27000 * bought, 1e-12);
    assert_near(lua_value(&r, S_CAPEX, "b", "H200", -1), .8 * 36000 * bought, 1e-12);
    lua_done(&r);
}

static void subsidies_act_in_part_of_a_step_and_never_beyond_the_price(void **state) {
    (void)state;
    LuaRun r = run_with(YEAR H200 RICH, "subsidy 's' { by = 'CN', rate = 0.2, "
                                        "from = '2026-02-15' } ");
    assert_near(lua_value(&r, S_PRICE, "b", "H200", 0), 27000, 0);
    assert_near(lua_value(&r, S_PRICE, "b", "H200", 1), 27000 * .9, 1e-12);
    assert_near(lua_value(&r, S_PRICE, "b", "H200", 2), 27000 * .8, 1e-12);
    lua_done(&r);
    r = run_with(YEAR H200 RICH, "subsidy 's' { by = 'CN', rate = 0.9 } "
                                 "subsidy 't' { by = 'CN', rate = 0.9 } ");
    assert_near(lua_value(&r, S_PRICE, "b", "H200", 0), 27000 * .05, 1e-12);
    assert_near(lua_value(&r, S_SUBSIDY, "CN", NULL, 0), 27000 * .95 * 1e4, 1e-12);
    lua_done(&r);
}

// With deposits the subsidy accrues as the money does: 30 % at order, the rest on delivery.
static void a_subsidy_accrues_with_payment(void **state) {
    (void)state;
    LuaRun r =
        lua_run(YEAR H200 "buyer 'b' { jurisdiction = 'CN', capex = usd(1e15), deposit = 0.3, "
                          "ship = 2, demand = path { ['2026-01'] = 1e4, ['2026-02'] = 0 } } "
                          "subsidy 's' { by = 'CN', rate = 0.2 } ");
    double all = .2 * 27000 * 1e4;
    assert_near(lua_value(&r, S_SUBSIDY, "CN", NULL, 0), .3 * all, 1e-12);
    assert_near(lua_value(&r, S_SUBSIDY, "CN", NULL, 2), .7 * all, 1e-12);
    assert_near(lua_value(&r, S_SELLER_NET, "Nvidia", NULL, -1), 27000 * 1e4, 1e-12);
    lua_done(&r);
}

// The same money buys 1 / (1 - s) as much.
static void money_goes_further_by_the_subsidy(void **state) {
    (void)state;
    const double rates[] = {0, .1, .25, .5};
    for (size_t i = 0; i < LEN(rates); i++) {
        char text[2048];
        snprintf(text, sizeof text,
                 YEAR H200
                 "buyer 'b' { jurisdiction = 'CN', capex = usd(2.7e9), demand = 1e6 } "
                 "subsidy 's' { by = 'CN', rate = %g } ",
                 rates[i]);
        LuaRun r = lua_run(text);
        assert_near(lua_value(&r, S_BOUGHT, "b", "H200", -1), 1e5 / (1 - rates[i]), 1e-9);
        lua_done(&r);
    }
}

// Guidelines: ratio = compliance g / (1 - g).
static double share_with(const char *guideline, int basis) {
    static const char *const BASIS[] = {"units", "spend", "compute"};
    char text[2048];
    snprintf(text, sizeof text,
             YEAR H200 ASCEND RICH "guideline 'g' { by = 'CN', %s, basis = '%s' }", guideline,
             BASIS[basis]);
    LuaRun r = lua_run(text);
    double d = lua_value(&r, S_BOUGHT, "b", "Ascend", 0);
    double f = lua_value(&r, S_BOUGHT, "b", "H200", 0);
    lua_done(&r);
    const double of_d[] = {1, 15000, .4}, of_f[] = {1, 27000, 1};
    return d * of_d[basis] / (d * of_d[basis] + f * of_f[basis]);
}

static void a_guideline_followed_is_the_share_it_names(void **state) {
    (void)state;
    for (int basis = 0; basis < 3; basis++) {
        assert_near(share_with("share = 0.3", basis), .3, 1e-9);
        double half = .5 * 3 / 7; // compliance g / (1 - g) of each one imported
        assert_near(share_with("share = 0.3, compliance = 0.5", basis), half / (1 + half),
                    1e-9);
        assert_near(share_with("share = 0.3, compliance = 0", basis), 0, 0);
    }
}

static void the_share_rises_with_compliance(void **state) {
    (void)state;
    double before = -1;
    for (int i = 0; i <= 10; i++) {
        char words[64];
        snprintf(words, sizeof words, "share = 0.4, compliance = %g", i / 10.0);
        double share = share_with(words, 1);
        assert_true(share > before);
        before = share;
    }
    assert_near(before, .4, 1e-9);
}

// Without domestic supply a bundling stops imports and a guideline does not.
static void a_guideline_holds_nobody_back(void **state) {
    (void)state;
    const char *scarce = YEAR H200 RICH
        "chip 'Ascend' { seller = 'Huawei', origin = 'CN', price = 15000, throughput = 0.4 } "
        "line 'Huawei' { chip = 'Ascend', capacity = 100 } ";
    LuaRun soft = run_with(scarce, "guideline 'g' { by = 'CN', share = 0.3, basis = 'units' }");
    LuaRun hard =
        run_with(scarce, "bundling 'g' { by = 'CN', ratio = 3 / 7, basis = 'units' }");
    assert_near(lua_value(&soft, S_BOUGHT, "b", "Ascend", 0), 100, 1e-9);
    assert_near(lua_value(&soft, S_BOUGHT, "b", "H200", 0), 1e4 - 40, 1e-9);
    assert_near(lua_value(&hard, S_BOUGHT, "b", "H200", 0), 100 * 7 / 3.0, 1e-9);
    assert_near(lua_value(&soft, S_BINDING, "b", NULL, 0), BINDING_DEMAND, 0);
    assert_near(lua_value(&hard, S_BINDING, "b", NULL, 0), BINDING_BUNDLING, 0);
    lua_done(&soft);
    lua_done(&hard);
}

// Beside a bundling the larger requirement counts.
static void the_larger_of_guideline_and_bundling_counts(void **state) {
    (void)state;
#define BOTH(g)                                                                                \
    YEAR H200 ASCEND RICH "bundling 'q' { by = 'CN', ratio = 0.5, basis = 'units' } "          \
                          "guideline 'g' { by = 'CN', share = " g ", basis = 'units' } "
    LuaRun more = lua_run(BOTH("0.5")), less = lua_run(BOTH("0.2"));
    assert_near(lua_value(&more, S_BOUGHT, "b", "Ascend", 0),
                lua_value(&more, S_BOUGHT, "b", "H200", 0), 1e-9);
    assert_near(lua_value(&less, S_BOUGHT, "b", "Ascend", 0),
                .5 * lua_value(&less, S_BOUGHT, "b", "H200", 0), 1e-9);
    lua_done(&more);
    lua_done(&less);
}

// Thresholds.

#define CHIPS                                                                                  \
    "local rules = require 'lib.export_rules' "                                                \
    "for _, row in ipairs(data 'chips.csv') do if row.interconnect then "                      \
    "  chip(row.name) { seller = row.seller, origin = row.origin, price = row.price, "         \
    "    throughput = 1, bandwidth = row.bandwidth, tpp = row.tpp, die_area = row.die_area, "  \
    "    interconnect = row.interconnect, captive = ONLY ~= row.name and 'nobody' or nil } "   \
    "  line(row.name) { chip = row.name, inventory = 1e6 } end end "                           \
    "buyer 'nobody' { jurisdiction = 'US', capex = 0, demand = 0 } "                           \
    "buyer 'b' { jurisdiction = 'CN', capex = usd(1e15), demand = 100 } "
#define SPAN "from = '2022-01', to = '2026-12'"

// Which vintages let the chip through to China: a month before any rule, one of each vintage, and
// February 2026 with and without licences case by case.
static void passes(const char *chip, const char *options, const bool open[4]) {
    static const int MONTHS[] = {8, 11, 23, 49}; // 2022-09, 2022-12, 2023-12, 2026-02
    char text[4096];
    snprintf(text, sizeof text,
             "local ONLY = '%s' scenario 'test' { " SPAN " } " CHIPS "rules.us { " SPAN " %s }",
             chip, options);
    LuaRun r = lua_run(text);
    for (int i = 0; i < 4; i++) {
        double bought = lua_value(&r, S_BOUGHT, "b", chip, MONTHS[i]);
        if ((bought > 0) != open[i]) fail_msg("%s in month %d: %g", chip, MONTHS[i], bought);
    }
    lua_done(&r);
}

static void every_vintage_classifies_the_nine_chips(void **state) {
    (void)state;
    static const struct {
        const char *chip;
        bool strict[4], cases[4];
    } CHIPS_OF[] = {
        {"A100", {1, 0, 0, 0}, {1, 0, 0, 1}},   {"H100", {1, 0, 0, 0}, {1, 0, 0, 1}},
        {"A800", {1, 1, 0, 0}, {1, 1, 0, 1}},   {"H800", {1, 1, 0, 0}, {1, 1, 0, 1}},
        {"H20", {1, 1, 1, 1}, {1, 1, 1, 1}},    {"H200", {1, 0, 0, 0}, {1, 0, 0, 1}},
        {"B200", {1, 0, 0, 0}, {1, 0, 0, 0}},   {"MI300X", {1, 0, 0, 0}, {1, 0, 0, 1}},
        {"MI325X", {1, 0, 0, 0}, {1, 0, 0, 1}},
    };
    for (size_t i = 0; i < LEN(CHIPS_OF); i++) {
        passes(CHIPS_OF[i].chip, ", case_by_case = false", CHIPS_OF[i].strict);
        passes(CHIPS_OF[i].chip, "", CHIPS_OF[i].cases);
        passes(CHIPS_OF[i].chip, ", notified = true", CHIPS_OF[i].cases); // none is in 3A090.b
    }
}

#define BY_TPP(x)                                                                              \
    YEAR "chip 'C' { origin = 'US', price = 1, throughput = 1, tpp = 4800, die_area = 800, "   \
         "bandwidth = 4, interconnect = 600 } line 'l' { chip = 'C', inventory = 1e6 } "       \
         "buyer 'b' { jurisdiction = 'CN', capex = usd(1e15), demand = 100 } "                 \
         "control 'x' { by = 'US', " x " }"

static bool caught(const char *world) {
    LuaRun r = lua_run(world);
    bool is = lua_value(&r, S_BOUGHT, "b", "C", 0) <= 0;
    lua_done(&r);
    return is;
}

// from <= figure < below, each of them, all together.
static void a_threshold_is_met_where_it_is_reached(void **state) {
    (void)state;
    assert_true(caught(BY_TPP("tpp_from = 4800")));
    assert_false(caught(BY_TPP("tpp_from = 4800.1")));
    assert_false(caught(BY_TPP("tpp_below = 4800")));
    assert_true(caught(BY_TPP("tpp_below = 4800.1")));
    assert_true(caught(BY_TPP("density_from = 6")));
    assert_false(caught(BY_TPP("density_below = 6")));
    assert_true(caught(BY_TPP("bandwidth_from = 4")));
    assert_false(caught(BY_TPP("bandwidth_below = 4")));
    assert_true(caught(BY_TPP("interconnect_from = 600")));
    assert_false(caught(BY_TPP("interconnect_below = 600")));
    assert_false(caught(BY_TPP("tpp_from = 4800, interconnect_from = 601")));
    assert_true(caught(BY_TPP("tpp_from = 4800, interconnect_from = 601 } "
                              "control 'y' { by = 'US', density_from = 5")));
    assert_false(caught(BY_TPP("tpp_from = off, from = off")));
}

// A lower threshold never lets more through; a levy by thresholds is on chips inside alone.
static void lower_thresholds_catch_no_less(void **state) {
    (void)state;
    bool before = true;
    for (int tpp = 0; tpp <= 9600; tpp += 800) {
        char text[2048], control[64];
        snprintf(control, sizeof control, "tpp_from = %d }", tpp);
        snprintf(text, sizeof text, BY_TPP("%s"), control);
        text[strlen(text) - 1] = 0;
        bool now = caught(text);
        assert_true(before || !now);
        before = now;
    }
    assert_false(before);
}

static void a_duty_band_taxes_what_is_inside(void **state) {
    (void)state;
    LuaRun r =
        lua_run(YEAR H200 RICH
                "chip 'Low' { origin = 'US', price = 1000, throughput = .01, tpp = 4000 } "
                "tariff 'band' { by = 'CN', rate = 0.25, pass_through = 1, "
                "  tpp_from = 14000, tpp_below = 17500, chips = { 'Low', 'High' } } "
                "chip 'High' { origin = 'US', price = 1000, throughput = .01, tpp = 15832 }");
    assert_near(lua_value(&r, S_PRICE, "b", "Low", 0), 1000, 0);
    assert_near(lua_value(&r, S_PRICE, "b", "High", 0), 1250, 1e-12);
    lua_done(&r);
}

// Shocks.

#define SHOCKED(x)                                                                             \
    YEAR H200                                                                                  \
        "local cap = lever 'cap' { 1000, min = 0, max = 1e4 } "                                \
        "buyer 'b' { jurisdiction = 'CN', capex = usd(1e15), demand = 1e4 } "                  \
        "approval 'a' { by = 'CN', per_month = cap } shock 's' { sets = { cap = 10 }, " x " }"

// A dated shock acts from the step in which it strikes to that in which it ends, in one at least.
static void a_dated_shock_sets_its_lever_while_it_lasts(void **state) {
    (void)state;
    static const struct {
        const char *when;
        int from, to; // steps
    } CASES[] = {
        {"at = '2026-03', duration = 2", 2, 4},
        {"at = '2026-03-20', duration = 2", 2, 4},
        {"at = '2026-03'", 2, 12},
        {"at = '2026-03-05', duration = 0.2", 2, 3},
        {"at = '2026-03', recovery = 0.25", 2, 6},
        {"at = off", 0, 0},
        {"at = '2025-11', duration = 3", 0, 1},
        {"hazard = 5", 0, 0},
        {"at = '2026-03', to = '2026-02'", 0, 0},
    };
    for (size_t i = 0; i < LEN(CASES); i++) {
        char text[2048];
        snprintf(text, sizeof text, SHOCKED("%s"), CASES[i].when);
        LuaRun r = lua_run(text);
        for (int t = 0; t < 12; t++) {
            bool on = t >= CASES[i].from && t < CASES[i].to;
            assert_near(lua_value(&r, S_BOUGHT, "b", "H200", t), on ? 10 : 1000, 1e-12);
        }
        lua_done(&r);
    }
}

// What struck last holds, in whatever order the shocks are declared.
static void the_latest_shock_sets_the_lever(void **state) {
    (void)state;
    const char *const more[] = {
        SHOCKED(
            "at = '2026-02', duration = 6 } shock 't' { sets = { cap = 50 }, at = '2026-04', "
            "duration = 2"),
        YEAR H200 "local cap = lever 'cap' { 1000, min = 0, max = 1e4 } "
                  "buyer 'b' { jurisdiction = 'CN', capex = usd(1e15), demand = 1e4 } "
                  "approval 'a' { by = 'CN', per_month = cap } "
                  "shock 't' { sets = { cap = 50 }, at = '2026-04', duration = 2 } "
                  "shock 's' { sets = { cap = 10 }, at = '2026-02', duration = 6 } ",
    };
    const double want[] = {1000, 10, 10, 50, 50, 10, 10, 1000};
    for (size_t i = 0; i < LEN(more); i++) {
        LuaRun r = lua_run(more[i]);
        for (int t = 0; t < 8; t++)
            assert_near(lua_value(&r, S_BOUGHT, "b", "H200", t), want[t], 1e-12);
        lua_done(&r);
    }
}

// Share of draws in which the lever of SHOCKED is set, in each of 12 steps.
static void shares_struck(const char *world, int draws, double share[12]) {
    LuaRun r = lua_run(world);
    Want want = {.totals_only = false};
    want.series[S_BOUGHT] = true;
    MarketOptions o = {.want = &want, .seed = 11};
    const Kernel *k = kernel_pick();
    Market *m = k->market_new(r.s, &o);
    Series *x = series_new(r.s, &want, MARKET_LANES);
    double values[8];
    const double *inputs[MARKET_LANES];
    uint64_t draw[MARKET_LANES];
    Faults *f = faults_new();
    script_base_values(r.script, values);
    memset(share, 0, 12 * sizeof *share);
    for (int first = 0; first < draws; first += MARKET_LANES) {
        for (int i = 0; i < MARKET_LANES; i++)
            inputs[i] = values, draw[i] = (uint64_t)(first + i);
        assert_true(k->market_run(m, MARKET_LANES, inputs, draw, x, 0, NULL, f));
        for (int i = 0; i < MARKET_LANES; i++)
            for (int t = 0; t < 12; t++) share[t] += series_at(x, i, 0)[t] < 500;
    }
    assert_no_faults(f);
    for (int t = 0; t < 12; t++) share[t] /= draws;
    faults_free(f);
    series_free(x);
    k->market_free(m);
    lua_done(&r);
}

// Struck by the end of month n: 1 - exp(-h n). With recovery r the share tends to h / (h + r);
// the half step that a spell gains or loses at its ends is within the tolerance.
static void hazards_strike_and_recover_as_often_as_they_say(void **state) {
    (void)state;
    double share[12];
    shares_struck(SHOCKED("hazard = 0.34"), 8000, share);
    for (int t = 0; t < 12; t++) assert_near(share[t], 1 - exp(-.34 * (t + 1)), .03);
    shares_struck(SHOCKED("hazard = 0.34, from = '2026-07'"), 4000, share);
    assert_near(share[5], 0, 0);
    assert_near(share[6], 1 - exp(-.34), .06);
    shares_struck(SHOCKED("hazard = 0.1, recovery = 0.1"), 8000, share);
    double on =
        .5 * (1 - exp(-.2 * 11.5)); // of the two states, half a step into the last month
    assert_near(share[11], on, .08);
}

// What a control cannot reach: no instrument acts on it, a share of it is seized on the way, and
// the buyer has paid for all of it.
#define GREY(fields)                                                                           \
    "chip 'grey' { origin = 'US', price = 27000 * 1.5, throughput = 1, grey = true" fields     \
    " } line 'grey' { chip = 'grey', capacity = 1000 } "
#define SHUT                                                                                   \
    "control 'c' { by = 'US' } export_levy 'l' { by = 'US', rate = 0.25, pass_through = 1 } "  \
    "tariff 't' { by = 'CN', rate = 0.1, pass_through = 1 } subsidy 's' { by = 'CN', "         \
    "rate = 0.2 } bundling 'q' { by = 'CN', ratio = 1 } approval 'a' { by = 'CN', units = 5 "  \
    "} "

static void nothing_acts_on_a_grey_chip(void **state) {
    (void)state;
    LuaRun r = lua_run(YEAR H200 RICH GREY(", seized = 0.1") SHUT);
    assert_near(lua_value(&r, S_BOUGHT, "b", "H200", -1), 0, 0);
    for (int t = 0; t < 12; t++) {
        assert_near(lua_value(&r, S_BOUGHT, "b", "grey", t), 1000, 1e-12);
        assert_near(lua_value(&r, S_DELIVERED, "b", "grey", t), 900, 1e-12);
        assert_near(lua_value(&r, S_SEIZED, "b", "grey", t), 100, 1e-12);
        assert_near(lua_value(&r, S_INSTALLED, "b", "grey", t), 900 * (t + 1), 1e-12);
        assert_near(lua_value(&r, S_CAPEX, "b", "grey", t), 1000 * 27000 * 1.5, 1e-12);
    }
    assert_near(lua_value(&r, S_SELLER_NET, "grey", NULL, -1), 12e3 * 40500, 1e-12);
    assert_near(lua_value(&r, S_LEVY, "US", NULL, -1), 0, 0);
    assert_near(lua_value(&r, S_TARIFF, "CN", NULL, -1), 0, 0);
    assert_near(lua_value(&r, S_SUBSIDY, "CN", NULL, -1), 0, 0);
    assert_true(r.ledger.chips <= 1e-9 && r.ledger.money <= 1e-9);
    lua_done(&r);
}

// bought = delivered + under way + seized, with lags, retirement and two workloads.
static void the_seized_are_in_the_ledger(void **state) {
    (void)state;
    static const char *const BUYERS[] = {
        "ship = 2.5, demand = 700", "ship = 2, deploy = 1.5, life = 9, demand = 700",
        "ship = 1, target = 5e3, adjustment = 3, deposit = 0.3",
        "ship = 2, deploy = 1, demand = { a = 500, z = 400 }"};
    for (size_t i = 0; i < LEN(BUYERS); i++) {
        char text[2048];
        snprintf(text, sizeof text,
                 YEAR "workload 'a' { mfu = 0.4 } workload 'z' { mfu = 0.4 } " GREY(
                     ", seized = path { ['2026-02'] = 0, ['2026-10'] = 1 }") "buyer 'b' { "
                                                                             "jurisdiction = "
                                                                             "'CN', capex = "
                                                                             "usd(1e15), %s }",
                 BUYERS[i]);
        LuaRun r = lua_run(text);
        double bought = lua_value(&r, S_BOUGHT, "b", "grey", -1);
        double taken = lua_value(&r, S_SEIZED, "b", "grey", -1);
        assert_true(taken > 100);
        assert_near(lua_value(&r, S_DELIVERED, "b", "grey", -1) + taken +
                        lua_value(&r, S_IN_TRANSIT, "b", "grey", -1),
                    bought, 1e-9);
        assert_true(r.ledger.chips <= 1e-9 && r.ledger.money <= 1e-9);
        lua_done(&r);
    }
}

// s + (1 - s) q/(q + K) of q units due a month are seized: of 1000 a month, K = 1000 and s = .2,
// .6. So no more than (1 - s) K a month ever arrive. Two buyers are seen as one stream.
static void the_more_comes_the_more_is_found(void **state) {
    (void)state;
    LuaRun r = lua_run(YEAR RICH GREY(", seized = 0.2, detection = 1000"));
    for (int t = 0; t < 12; t++) {
        assert_near(lua_value(&r, S_DELIVERED, "b", "grey", t), 400, 1e-12);
        assert_near(lua_value(&r, S_SEIZED, "b", "grey", t), 600, 1e-12);
    }
    assert_true(r.ledger.chips <= 1e-9 && r.ledger.money <= 1e-9);
    lua_done(&r);
    r = lua_run("scenario 'test' { from = '2026-01', to = '2026-12', step = 'quarter' } " GREY(
        ", detection = 3000") "buyer 'b' { jurisdiction = 'CN', capex = usd(1e12), demand = "
                              "250 } "
                              "buyer 'c' { jurisdiction = 'CN', capex = usd(1e12), demand = "
                              "750, "
                              "ship = 4.5 } ");
    // b's 250 a month alone, then c's, which come from the middle of the second quarter.
    double alone = 750 * 3000. / 3250, both = 750 * 3000. / 4000;
    assert_near(lua_value(&r, S_DELIVERED, "b", "grey", 0), alone, 1e-12);
    assert_near(lua_value(&r, S_DELIVERED, "b", "grey", 1), 750 * 3000. / (3000 + 250 + 375),
                1e-12);
    assert_near(lua_value(&r, S_DELIVERED, "b", "grey", 3), both, 1e-12);
    assert_near(lua_value(&r, S_DELIVERED, "c", "grey", 3), 3 * both, 1e-12);
    assert_true(r.ledger.chips <= 1e-9 && r.ledger.money <= 1e-9);
    lua_done(&r);
}

// More smuggled brings more, but less than in proportion, and detection never helps.
static void detection_is_monotone(void **state) {
    (void)state;
    double before = 0;
    for (int flow = 500; flow <= 8000; flow *= 2) {
        char text[1024];
        double got[2];
        for (int with = 0; with < 2; with++) {
            snprintf(text, sizeof text,
                     YEAR RICH
                     "chip 'grey' { origin = 'US', price = 4e4, throughput = 1, grey = "
                     "true, seized = 0.1, detection = %s } line 'grey' { chip = 'grey', "
                     "capacity = %d } ",
                     with ? "path { ['2026-01'] = 4000, ['2026-12'] = 2000 }" : "off", flow);
            LuaRun r = lua_run(text);
            got[with] = lua_value(&r, S_DELIVERED, "b", "grey", -1);
            lua_done(&r);
        }
        assert_near(got[0], 12 * .9 * flow, 1e-12);
        assert_true(got[1] > before && got[1] < 12 * .9 * 4000);
        assert_true(before == 0 || got[1] < 2 * before);
        before = got[1];
    }
}

// A bundling counts it neither as an import nor as domestic, and a budget not as access.
static double money_of(const LuaRun *r) {
    double sum = lua_value(r, S_BUDGET_LEFT, "b", NULL, -1);
    for (int c = 0; c < r->s->n_chips; c++)
        sum += lua_value(r, S_CAPEX, "b", r->s->chips[c].head.name, -1);
    return sum;
}

static void a_grey_chip_is_no_import(void **state) {
    (void)state;
    const char *world = YEAR H200
        "chip 'Ascend' { seller = 'Huawei', origin = 'CN', price = 15000, throughput = 0.2 } "
        "line 'Huawei' { chip = 'Ascend', capacity = 1000 } "
        "buyer 'b' { jurisdiction = 'CN', capex = usd(1e9), demand = 1e5, access_uplift = 1 } "
        "control 'c' { by = 'US' } bundling 'q' { by = 'CN', ratio = 2, basis = 'units' } ";
    LuaRun without = run_with(world, ""), with = run_with(world, GREY(""));
    assert_near(lua_value(&with, S_BOUGHT, "b", "grey", 5), 1000, 1e-9);
    assert_near(lua_value(&with, S_BOUGHT, "b", "H200", -1), 0, 0);
    assert_near(lua_value(&with, S_BUNDLE_TAX, "b", "grey", 5), 0, 0);
    assert_near(money_of(&with), money_of(&without), 1e-12);
    assert_near(money_of(&with), 1e9, 1e-9);
    double domestic = lua_value(&with, S_BOUGHT, "b", "Ascend", 5);
    assert_true(domestic > 0);
    assert_near(lua_value(&with, S_DOMESTIC_SHARE_UNITS, "b", NULL, 5),
                domestic / (domestic + 1000), 1e-12);
    lua_done(&without);
    lua_done(&with);
}

// lib/grey_market.lua: the figures of the chip, its price and the premium, 1000 a month.
static void the_library_declares_the_chip_and_its_line(void **state) {
    (void)state;
    LuaRun r =
        lua_run("local grey = require 'lib.grey_market' " YEAR
                "local h200 = chip 'H200' { origin = 'US', price = 27000, throughput = 1 } "
                "line 'stock' { chip = 'H200', inventory = 0 } "
                "grey.market { of = h200, name = 'H200', per_month = 1000, premium = 0.25, "
                "seized = 0.1 } " RICH "control 'c' { by = 'US' } ");
    const Scenario *s = r.s;
    assert_string_equal(s->chips[1].head.name, "H200, grey");
    assert_string_equal(s->chips[1].head.doc, "outside the source documents");
    assert_string_equal(s->lines[1].head.doc, "outside the source documents");
    assert_string_equal(s->chips[1].head.sources.name[0], "assumed");
    assert_near(lua_value(&r, S_DELIVERED, "b", "H200, grey", -1), 12 * 900, 1e-12);
    assert_near(lua_value(&r, S_CAPEX, "b", "H200, grey", -1), 12e3 * 27000 * 1.25, 1e-12);
    lua_done(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_subsidy_lowers_what_is_paid_and_not_what_is_received),
        cmocka_unit_test(subsidies_act_in_part_of_a_step_and_never_beyond_the_price),
        cmocka_unit_test(a_subsidy_accrues_with_payment),
        cmocka_unit_test(money_goes_further_by_the_subsidy),
        cmocka_unit_test(a_guideline_followed_is_the_share_it_names),
        cmocka_unit_test(the_share_rises_with_compliance),
        cmocka_unit_test(a_guideline_holds_nobody_back),
        cmocka_unit_test(the_larger_of_guideline_and_bundling_counts),
        cmocka_unit_test(every_vintage_classifies_the_nine_chips),
        cmocka_unit_test(a_threshold_is_met_where_it_is_reached),
        cmocka_unit_test(lower_thresholds_catch_no_less),
        cmocka_unit_test(a_duty_band_taxes_what_is_inside),
        cmocka_unit_test(a_dated_shock_sets_its_lever_while_it_lasts),
        cmocka_unit_test(the_latest_shock_sets_the_lever),
        cmocka_unit_test(hazards_strike_and_recover_as_often_as_they_say),
        cmocka_unit_test(nothing_acts_on_a_grey_chip),
        cmocka_unit_test(the_seized_are_in_the_ledger),
        cmocka_unit_test(the_more_comes_the_more_is_found),
        cmocka_unit_test(detection_is_monotone),
        cmocka_unit_test(a_grey_chip_is_no_import),
        cmocka_unit_test(the_library_declares_the_chip_and_its_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
