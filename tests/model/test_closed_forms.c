#include "support/test.h"
#include "model/lua_run.h"

#include <math.h>
#include <stdio.h>

// Small markets whose answer can be worked out by hand.

#define YEAR "scenario 'test' { from = '2026-01', to = '2026-12' } "
#define H200                                                                                   \
    "chip 'H200' { seller = 'Nvidia', origin = 'US', price = 27000, unit_cost = 4800, "        \
    "throughput = 1 } "
#define STOCK "line 'stock' { chip = 'H200', inventory = 700e3 } "
#define RICH "capex = usd(1e15), "

static void stock_is_shared_in_proportion(void **state) {
    (void)state;
    LuaRun r = lua_run(YEAR H200 STOCK
                       "buyer 'ByteDance' { jurisdiction = 'CN', " RICH "demand = 20e3 } "
                       "buyer 'others' { jurisdiction = 'CN', " RICH "demand = 1980e3 } ");
    assert_near(lua_value(&r, S_FILL_RATE, "ByteDance", "H200", 0), .35, 1e-12);
    assert_near(lua_value(&r, S_FILL_RATE, "others", "H200", 0), .35, 1e-12);
    assert_near(lua_value(&r, S_BOUGHT, "ByteDance", "H200", 0), 7000, 1e-12);
    assert_near(lua_value(&r, S_INVENTORY, NULL, "H200", 0), 0, 0);
    assert_near(lua_value(&r, S_BINDING, "ByteDance", NULL, 0), BINDING_SUPPLY, 0);
    lua_done(&r);
}

static void levy_on_400k_is_2_7_billion(void **state) {
    (void)state;
    LuaRun r = lua_run(YEAR H200 STOCK
                       "buyer 'ByteDance' { jurisdiction = 'CN', " RICH "demand = 1e6 } "
                       "approval 'January' { by = 'CN', chips = { 'H200' }, units = 400e3 } "
                       "export_levy '25%' { by = 'US', chips = { 'H200' }, rate = 0.25 } ");
    assert_near(lua_value(&r, S_BOUGHT, "ByteDance", "H200", -1), 400e3, 1e-12);
    assert_near(lua_value(&r, S_LEVY, "US", NULL, -1), 2.7e9, 1e-12);
    assert_near(lua_value(&r, S_SELLER_NET, "Nvidia", NULL, -1), 8.1e9, 1e-12);
    assert_near(lua_value(&r, S_CAPEX, "ByteDance", "H200", -1), 10.8e9, 1e-12);
    lua_done(&r);
}

static double price_under(const char *levy) {
    char text[2048];
    snprintf(text, sizeof text,
             YEAR H200 STOCK
             "buyer 'ByteDance' { jurisdiction = 'CN', capex = usd(1e9), demand = 1e4 } %s",
             levy);
    LuaRun r = lua_run(text);
    double price = lua_value(&r, S_PRICE, "ByteDance", "H200", 0);
    lua_done(&r);
    return price;
}

static void pass_through_presets(void **state) {
    (void)state;
#define LEVY "export_levy 'l' { by = 'US', rate = 0.25, pass_through = "
    assert_near(price_under(LEVY "'seller' }"), 27000, 0);
    assert_near(price_under(LEVY "'capacity' }"), 27000, 0);
    assert_near(price_under(LEVY "'isoelastic' }"), 36000, 1e-12);
    assert_near(price_under(LEVY "'linear' }"), 27800, 1e-12);
    assert_near(price_under(LEVY "0.5 }"), 31500, 1e-12);
#define DUTY "tariff 't' { by = 'CN', rate = 0.10, pass_through = "
    assert_near(price_under(DUTY "'isoelastic' }"), 29700, 1e-12);
    assert_near(price_under(DUTY "'linear' }"), 28350, 1e-12);
    assert_near(price_under(DUTY "'seller' }"), 27000, 0);
    assert_near(price_under(LEVY "'isoelastic' } " DUTY "1 }"), 39600, 1e-12);
}

static void duty_is_of_the_list_price(void **state) {
    (void)state;
    LuaRun r = lua_run(YEAR H200 STOCK
                       "buyer 'ByteDance' { jurisdiction = 'CN', " RICH "demand = 100 } "
                       "tariff 't' { by = 'CN', rate = 0.10, pass_through = 1 } "
                       "export_levy 'l' { by = 'US', rate = 0.25, pass_through = 1 } ");
    double bought = lua_value(&r, S_BOUGHT, "ByteDance", "H200", -1);
    assert_near(bought, 1200, 1e-12);
    assert_near(lua_value(&r, S_TARIFF, "CN", NULL, -1), 2700 * bought, 1e-12);
    assert_near(lua_value(&r, S_LEVY, "US", NULL, -1), .25 * 39600 * bought, 1e-12);
    assert_near(lua_value(&r, S_SELLER_NET, "Nvidia", NULL, -1), (.75 * 39600 - 2700) * bought,
                1e-12);
    lua_done(&r);
}

#define THREE                                                                                  \
    "for _, b in ipairs { 'ByteDance', 'Alibaba', 'Tencent' } do "                             \
    "  buyer(b) { jurisdiction = 'CN', capex = usd(14e9), carry = 1, demand = 1e6 } end "

static void a_third_of_400k_is_3_6_billion(void **state) {
    (void)state;
    LuaRun r = lua_run(YEAR H200 STOCK THREE
                       "control 'customs' { by = 'CN', chips = { 'H200' } } "
                       "approval 'January' { by = 'CN', chips = { 'H200' }, units = 400e3 } ");
    double spent = lua_value(&r, S_CAPEX, "ByteDance", "H200", -1);
    assert_near(spent, 3.6e9, 1e-9);
    assert_near(spent / 14e9, .257142857, 1e-6);
    assert_near(lua_value(&r, S_BINDING, "ByteDance", NULL, 11), BINDING_APPROVAL, 0);
    assert_near(lua_value(&r, S_BINDING, "Tencent", NULL, 11), BINDING_APPROVAL, 0);
    lua_done(&r);
}

// 75k for each of three < 400k approved < 700k in stock: the cap binds, then approval, then stock.
static int binding_under(const char *approval) {
    char text[2048];
    snprintf(text, sizeof text,
             YEAR H200 STOCK "for _, b in ipairs { 'ByteDance', 'Alibaba', 'Tencent' } do "
                             "  buyer(b) { jurisdiction = 'CN', " RICH "demand = 1e6 } end "
                             "control 'customs' { by = 'CN', chips = { 'H200' } } "
                             "approval 'January' { by = 'CN', chips = { 'H200' } %s } ",
             approval);
    LuaRun r = lua_run(text);
    int binding = (int)lua_value(&r, S_BINDING, "ByteDance", NULL, 0);
    lua_done(&r);
    return binding;
}

static void caps_bind_in_order(void **state) {
    (void)state;
    assert_int_equal(binding_under(", units = 400e3, per_buyer = 75e3"), BINDING_CAP);
    assert_int_equal(binding_under(", units = 400e3"), BINDING_APPROVAL);
    assert_int_equal(binding_under(""), BINDING_SUPPLY);
    assert_int_equal(binding_under(", units = 400e3, per_month = 10e3"), BINDING_CAP);
    assert_int_equal(binding_under(", units = 400e3, conversion = 0.25"), BINDING_CONVERSION);
    assert_int_equal(binding_under(", units = 400e3, from = '2026-07'"), BINDING_CONTROL);
}

// H20 are worth more for their price and are gone after the first month; the permit for the H200
// lasts. While there is a choice, a chip of which there is none is not what holds; alone it is.
static void what_is_sold_out_holds_only_where_nothing_else_is_sold(void **state) {
    (void)state;
#define SOLD_OUT                                                                               \
    "chip 'H20' { seller = 'Nvidia', origin = 'US', price = 1000, throughput = 1 } "           \
    "line 'the last H20' { chip = 'H20', inventory = 500 } "                                   \
    "buyer 'b' { jurisdiction = 'CN', " RICH "demand = 1e4 } "
    LuaRun r = lua_run(YEAR H200 STOCK SOLD_OUT
                       "control 'customs' { by = 'CN', chips = { 'H200' } } "
                       "approval 'a' { by = 'CN', chips = { 'H200' }, per_month = 300 } ");
    assert_near(lua_value(&r, S_BINDING, "b", NULL, 0), BINDING_SUPPLY, 0);
    for (int i = 1; i < 12; i++) {
        assert_near(lua_value(&r, S_WISHED, "b", "H20", i), 1e4, 1e-12);
        assert_near(lua_value(&r, S_BOUGHT, "b", "H200", i), 300, 1e-12);
        assert_near(lua_value(&r, S_BINDING, "b", NULL, i), BINDING_CAP, 0);
    }
    lua_done(&r);
    r = lua_run(YEAR SOLD_OUT);
    for (int i = 0; i < 12; i++)
        assert_near(lua_value(&r, S_BINDING, "b", NULL, i), BINDING_SUPPLY, 0);
    lua_done(&r);
}

static int binding_of(const char *world) {
    char text[2048];
    snprintf(text, sizeof text, YEAR H200 STOCK "%s", world);
    LuaRun r = lua_run(text);
    int binding = (int)lua_value(&r, S_BINDING, "b", NULL, 0);
    lua_done(&r);
    return binding;
}

static void binding_names_money_demand_bundling(void **state) {
    (void)state;
    assert_int_equal(
        binding_of("buyer 'b' { jurisdiction = 'CN', capex = usd(1e9), demand = 1e6 }"),
        BINDING_BUDGET);
    assert_int_equal(
        binding_of("buyer 'b' { jurisdiction = 'CN', capex = usd(1e9), demand = 10 }"),
        BINDING_DEMAND);
    assert_int_equal(
        binding_of("buyer 'b' { jurisdiction = 'CN', capex = usd(1e12), demand = 1e4 } "
                   "bundling 'q' { by = 'CN', ratio = 1, basis = 'units' }"),
        BINDING_BUNDLING);
    assert_int_equal(
        binding_of("buyer 'b' { jurisdiction = 'US', capex = usd(1e9), demand = 1e6 }"),
        BINDING_NONE);
}

#define ASCEND                                                                                 \
    "chip 'Ascend' { seller = 'Huawei', origin = 'CN', price = 15000, throughput = 0.4 } "

static LuaRun bundled(const char *levy) {
    char text[2048];
    snprintf(text, sizeof text,
             YEAR H200 STOCK ASCEND
             "line 'Huawei' { chip = 'Ascend', capacity = 1e6 } "
             "buyer 'ByteDance' { jurisdiction = 'CN', " RICH "demand = 1e4 } "
             "bundling 'q' { by = 'CN', ratio = 30 / 70, basis = 'spend', value = 0.5 } %s",
             levy);
    return lua_run(text);
}

static void bundling_is_a_tax_of_21_percent(void **state) {
    (void)state;
    LuaRun r = bundled("");
    assert_near(lua_value(&r, S_BUNDLE_TAX, "ByteDance", "H200", 0), .5 * 3 / 7, 1e-12);
    assert_near(lua_value(&r, S_EFFECTIVE_PRICE, "ByteDance", "H200", 0),
                27000 * (1 + .5 * 3 / 7), 1e-12);
    assert_near(lua_value(&r, S_DOMESTIC_SHARE, "ByteDance", NULL, 0), .3, 1e-12);
    lua_done(&r);
    r = bundled("export_levy 'l' { by = 'US', rate = 0.25, pass_through = 'isoelastic' }");
    assert_near(lua_value(&r, S_EFFECTIVE_PRICE, "ByteDance", "H200", 0),
                36000 * (1 + .5 * 3 / 7), 1e-12);
    lua_done(&r);
}

static void wip_is_rate_times_lead(void **state) {
    (void)state;
    LuaRun r =
        lua_run("scenario 'test' { from = '2026-01', to = '2029-12' } " H200
                "line 'fab' { chip = 'H200', capacity = 1e6, lead = 5.5, build = 'to_order' } "
                "buyer 'b' { jurisdiction = 'US', " RICH "demand = 1000 } ");
    assert_near(lua_value(&r, S_WIP, NULL, "H200", 47), 5500, 1e-6);
    assert_near(lua_value(&r, S_MADE, NULL, "H200", 47), 1000, 1e-6);
    assert_near(lua_value(&r, S_BOUGHT, "b", "H200", 47), 1000, 1e-6);
    assert_near(lua_value(&r, S_INVENTORY, NULL, "H200", 47), 1000, 1e-6);
    lua_done(&r);
}

// Nobody orders: what is made is what was under way, evenly over the lead, to the last unit.
static void made_of_what_was_under_way(const char *step, double months, double lead) {
    char text[1024];
    snprintf(text, sizeof text,
             "scenario 'test' { from = '2026-01', to = '2026-12', step = '%s' } " H200
             "line 'fab' { chip = 'H200', capacity = 1e6, lead = %.17g, build = 'to_order', "
             "wip = 5500 } "
             "buyer 'b' { jurisdiction = 'US', " RICH "demand = 0 } ",
             step, lead);
    LuaRun r = lua_run(text);
    const double *made = lua_column(&r, S_MADE, NULL, "H200");
    const double *wip = lua_column(&r, S_WIP, NULL, "H200");
    double so_far = 0;
    for (int i = 0; i < r.series->steps; i++) {
        double begin = fmin(i * months, lead), end = fmin((i + 1) * months, lead);
        double part = lead > 0 ? (end - begin) / lead : i == 0;
        assert_near(made[i], 5500 * part, 1e-9);
        so_far += made[i];
        assert_near(wip[i], 5500 - so_far, 1e-9);
    }
    if (lead <= 12) assert_near(so_far, 5500, 1e-9);
    lua_done(&r);
}

static void what_was_under_way_is_finished_evenly(void **state) {
    (void)state;
    made_of_what_was_under_way("month", 1, 5.5);
    made_of_what_was_under_way("week", 7 / 30.436875, 5.5);
    made_of_what_was_under_way("quarter", 3, 5.5);
    made_of_what_was_under_way("month", 1, 6);
    made_of_what_was_under_way("month", 1, 0);
    made_of_what_was_under_way("month", 1, 24);
}

// With the pipe and the stock of the steady state the line goes on making what is wished, after
// the one month that the first step does not start.
static void a_full_pipe_goes_on_making(void **state) {
    (void)state;
    LuaRun r =
        lua_run(YEAR H200 "line 'fab' { chip = 'H200', capacity = 1e6, lead = 6, wip = 6000, "
                          "inventory = 2000, build = 'to_order' } "
                          "buyer 'b' { jurisdiction = 'US', " RICH "demand = 1000 } ");
    for (int i = 0; i < 12; i++)
        assert_near(lua_value(&r, S_BOUGHT, "b", "H200", i), 1000, 1e-9);
    for (int i = 0; i < 6; i++) assert_near(lua_value(&r, S_MADE, NULL, "H200", i), 1000, 1e-9);
    assert_near(lua_value(&r, S_MADE, NULL, "H200", 6), 0, 0);
    lua_done(&r);
}

// Orders wait 1/h months on average: sum of t x what converts at t, over all of it.
static void conversion_takes_4_months_on_average(void **state) {
    (void)state;
    LuaRun r = lua_run(
        "scenario 'test' { from = '2026-01', to = '2035-12', step = 'week' } " H200 STOCK
        "buyer 'b' { jurisdiction = 'CN', " RICH "demand = 1e7 } "
        "approval 'a' { by = 'CN', units = 400e3, conversion = 0.25 } ");
    const double *left = lua_column(&r, S_UNCONVERTED, "a", NULL);
    double week = 7 / 30.436875, waited = 0, converted = 0;
    for (int i = 0; i < r.series->steps; i++) {
        double in_step = (i ? left[i - 1] : 400e3) - left[i];
        waited += in_step * (i + 1) * week;
        converted += in_step;
    }
    // In steps: week / (1 - exp(-h week)), which tends to 1/h = 4.0 as the step gets short.
    assert_near(converted, 400e3, 1e-9);
    assert_near(waited / converted, week / (1 - exp(-.25 * week)), 1e-9);
    assert_near(waited / converted - week / 2, 4.0, 1e-3);
    lua_done(&r);
}

static void half_is_converted_in_2_77_months(void **state) {
    (void)state;
    LuaRun r = lua_run(
        "scenario 'test' { from = '2026-01', to = '2026-12', step = 'week' } " H200 STOCK
        "buyer 'b' { jurisdiction = 'CN', " RICH "demand = 1e7 } "
        "approval 'a' { by = 'CN', units = 400e3, conversion = 0.25 } ");
    const double *left = lua_column(&r, S_UNCONVERTED, "a", NULL);
    double week = 7 / 30.436875;
    for (int i = 0; i < r.series->steps; i++)
        assert_near(left[i], 400e3 * exp(-.25 * week * (i + 1)), 1e-9);
    assert_near(log(2) / .25, 2.77, 1e-2);
    lua_done(&r);
}

// The hazard is h times the clarity of the terms: unclear until July, then clear.
static void unclear_terms_slow_conversion(void **state) {
    (void)state;
    LuaRun r = lua_run(YEAR H200 STOCK
                       "buyer 'b' { jurisdiction = 'CN', " RICH "demand = 1e7 } "
                       "approval 'a' { by = 'CN', units = 400e3, conversion = 0.25, clarity = "
                       "steps { ['2026-01'] = 0.2, ['2026-07'] = 1 } } "
                       "approval 'c' { by = 'CN', units = 100, conversion = 0.25, clarity = 0 "
                       "} ");
    const double *left = lua_column(&r, S_UNCONVERTED, "a", NULL);
    for (int i = 0; i < 12; i++) {
        double months = .2 * fmin(6, i + 1) + fmax(0, i - 5);
        assert_near(left[i], 400e3 * exp(-.25 * months), 1e-12);
    }
    assert_near(lua_value(&r, S_UNCONVERTED, "c", NULL, -1), 100, 0);
    lua_done(&r);
}

// Interest: what money and demand would take, whatever is forbidden or capped.
static void interest_is_what_money_and_demand_ask_for(void **state) {
    (void)state;
    const char *limits[] = {
        "", "control 'c' { by = 'CN' } ",
        "control 'c' { by = 'CN' } approval 'a' { by = 'CN', units = 5000, conversion = 0.1 } ",
        "approval 'a' { by = 'CN', per_buyer = 300 } approval 'u' { by = 'US', per_month = 9 "
        "} "};
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        char text[2048];
        snprintf(text, sizeof text,
                 YEAR H200 STOCK
                 "buyer 'b' { jurisdiction = 'CN', " RICH "demand = 700 } "
                 "buyer 'p' { jurisdiction = 'CN', demand = 900, capex = usd(32.4e6) } %s",
                 limits[i]);
        LuaRun r = lua_run(text);
        assert_near(lua_value(&r, S_INTEREST, "b", "H200", 0), 700, 1e-12);
        assert_near(lua_value(&r, S_INTEREST, "p", "H200", 0), 100, 1e-9);
        if (i == 0) assert_near(lua_value(&r, S_WISHED, "p", "H200", 0), 100, 1e-9);
        if (i == 1) assert_near(lua_value(&r, S_BOUGHT, "b", "H200", -1), 0, 0);
        lua_done(&r);
    }
}

static double bought_at_rate(double rate) {
    char text[1024];
    snprintf(text, sizeof text,
             YEAR H200 STOCK
             "currency 'RMB' { per_usd = %.17g } "
             "buyer 'b' { jurisdiction = 'CN', capex = rmb(1e9), demand = 1e6 } ",
             rate);
    LuaRun r = lua_run(text);
    double bought = lua_value(&r, S_BOUGHT, "b", "H200", -1);
    lua_done(&r);
    return bought;
}

static void one_percent_of_fx_is_one_percent_of_chips(void **state) {
    (void)state;
    assert_near(bought_at_rate(7.1), 1e9 / 7.1 / 27000, 1e-12);
    assert_near(bought_at_rate(7.1 * 1.01) / bought_at_rate(7.1), 1 / 1.01, 1e-12);
}

static void half_of_what_the_us_bought_a_step_ago(void **state) {
    (void)state;
    LuaRun r =
        lua_run(YEAR H200
                "line 'fab' { chip = 'H200', inventory = 1e6, capacity = 100e3 } "
                "buyer 'Meta' { jurisdiction = 'US', " RICH "demand = 3000 } "
                "buyer 'b' { jurisdiction = 'CN', " RICH "demand = 1e5 } "
                "approval 'a' { by = 'US', buyers = { 'CN' }, share_of = 'US', share = 0.5 } ");
    const double *theirs = lua_column(&r, S_BOUGHT, "Meta", "H200");
    const double *ours = lua_column(&r, S_BOUGHT, "b", "H200");
    double us = 0, cn = 0;
    for (int i = 0; i < r.series->steps; i++) {
        cn += ours[i];
        assert_near(cn, .5 * us, 1e-9);
        us += theirs[i];
    }
    assert_near(us, 36000, 1e-12);
    assert_near(lua_value(&r, S_BINDING, "b", NULL, 5), BINDING_CAP, 0);
    lua_done(&r);
}

// Any lag conserves and has mean L: the mean delay of a pulse, weighted by what arrives.
static void lag_conserves_with_mean(void **state) {
    (void)state;
    const double lags[] = {0, .25, 1, 2.7, 5};
    for (int i = 0; i < 5; i++) {
        char text[1024];
        snprintf(text, sizeof text,
                 YEAR H200 "line 'stock' { chip = 'H200', inventory = 1000 } "
                           "buyer 'b' { jurisdiction = 'US', " RICH "demand = 1e6, ship = %g, "
                           "deploy = 1.5 } ",
                 lags[i]);
        LuaRun r = lua_run(text);
        const double *x = lua_column(&r, S_DELIVERED, "b", "H200");
        const double *placed = lua_column(&r, S_INSTALLED, "b", "H200");
        double sum = 0, mean = 0, mean_placed = 0;
        for (int t = 0; t < 12; t++) {
            sum += x[t], mean += t * x[t];
            mean_placed += t * (placed[t] - (t ? placed[t - 1] : 0));
        }
        assert_near(sum, 1000, 1e-12);
        assert_near(mean / sum, lags[i], 1e-12);
        assert_near(placed[11], 1000, 1e-12);
        assert_near(mean_placed / 1000, lags[i] + 1.5, 1e-12);
        lua_done(&r);
    }
}

static void deposit_splits_payment(void **state) {
    (void)state;
    LuaRun r = lua_run(YEAR H200 "line 'stock' { chip = 'H200', inventory = 1000 } "
                                 "buyer 'b' { jurisdiction = 'CN', " RICH "demand = 1e6, "
                                 "ship = 3, deposit = 0.4 } "
                                 "export_levy 'l' { by = 'US', rate = 0.25 } ");
    assert_near(lua_value(&r, S_CAPEX, "b", "H200", 0), 27e6, 1e-12);
    assert_near(lua_value(&r, S_LEVY, "US", NULL, 0), .25 * .4 * 27e6, 1e-12);
    assert_near(lua_value(&r, S_LEVY, "US", NULL, 3), .25 * .6 * 27e6, 1e-12);
    assert_near(lua_value(&r, S_SELLER_NET, "Nvidia", NULL, 0), .75 * .4 * 27e6, 1e-12);
    assert_near(lua_value(&r, S_SELLER_NET, "Nvidia", NULL, 3), .75 * .6 * 27e6, 1e-12);
    lua_done(&r);
}

static double installed_by_step(const char *step) {
    char text[2048];
    snprintf(text, sizeof text,
             "scenario 'test' { from = '2026-01', to = '2027-12', step = '%s' } " H200
             "line 'fab' { chip = 'H200', inventory = 5e3, capacity = 3e3 } "
             "control 'c' { by = 'CN', from = '2026-02-15' } "
             "approval 'a' { by = 'CN', units = 60e3, from = '2026-05-10', conversion = 0.2 } "
             "buyer 'b' { jurisdiction = 'CN', capex = usd(2e9), ship = 2, life = 40, "
             "demand = 5000, unmet_carry = 0.8 } ",
             step);
    LuaRun r = lua_run(text);
    double installed = lua_value(&r, S_INSTALLED, "b", "H200", -1);
    lua_done(&r);
    return installed;
}

static void shorter_steps_converge(void **state) {
    (void)state;
    double quarter = installed_by_step("quarter"), month = installed_by_step("month");
    double week = installed_by_step("week");
    assert_true(fabs(month - week) < .6 * fabs(quarter - week));
    assert_true(fabs(month - week) < .03 * week);
}

static void custom_chip_comes_back_after_its_spins(void **state) {
    (void)state;
    LuaRun r = lua_run(
        YEAR H200 "chip 'Own' { origin = 'CN', price = 6000, throughput = 1, captive = 'b' } "
                  "tapeout 'Own' { owner = 'b', chip = 'Own', at = '2026-03', fab_months = 2, "
                  "spins = 2, respin_months = 3, qualify = 1, ramp = 100, volume = 250, "
                  "nre = usd(50e6) } "
                  "buyer 'b' { jurisdiction = 'CN', capex = usd(12e9), demand = 1e6 } ");
    const double *made = lua_column(&r, S_MADE, NULL, "Own");
    const double want[] = {0, 0, 0, 0, 0, 0, 0, 0, 100, 200, 250, 250};
    for (int t = 0; t < 12; t++) assert_near(made[t], want[t], 1e-9);
    const double *nre = lua_column(&r, S_NRE, "b", "Own");
    for (int t = 0; t < 12; t++) assert_near(nre[t], t == 2 || t == 5 ? 50e6 : 0, 1e-12);
    assert_near(lua_value(&r, S_SPEND, "b", "Own", 2), 50e6, 1e-12);
    assert_near(lua_value(&r, S_BUDGET_LEFT, "b", NULL, -1), 12e9 - 100e6 - 800 * 6000., 1e-12);
    lua_done(&r);
}

static void money_lapses_at_the_year_end(void **state) {
    (void)state;
    LuaRun r = lua_run(
        "scenario 'test' { from = '2026-07', to = '2027-06' } " H200
        "line 'stock' { chip = 'H200', inventory = 0 } "
        "buyer 'b' { jurisdiction = 'CN', capex = { [2026] = usd(12e9), [2027] = usd(6e9) }, "
        "demand = 1, carry = 0.25 } ");
    assert_near(lua_value(&r, S_BUDGET_LEFT, "b", NULL, 5), 6e9, 1e-12);
    assert_near(lua_value(&r, S_BUDGET_LAPSED, "b", NULL, 6), 4.5e9, 1e-12);
    assert_near(lua_value(&r, S_BUDGET_LEFT, "b", NULL, 6), 2e9, 1e-12);
    assert_near(lua_value(&r, S_BUDGET_LAPSED, "b", NULL, -1), 4.5e9, 1e-12);
    lua_done(&r);
}

static void rules_of_rationing(void **state) {
    (void)state;
    const char *const rules[] = {"proportional", "uniform", "priority"};
    const double want[3][3] = {{100, 200, 300}, {100, 250, 250}, {0, 0, 600}};
    for (int i = 0; i < 3; i++) {
        char text[2048];
        snprintf(text, sizeof text,
                 YEAR "chip 'H200' { origin = 'US', price = 1, throughput = 1, rule = '%s' } "
                      "line 'stock' { chip = 'H200', inventory = 600 } "
                      "buyer 'a' { jurisdiction = 'US', " RICH "demand = %d, priority = 2 } "
                      "buyer 'b' { jurisdiction = 'US', " RICH "demand = %d, priority = 2 } "
                      "buyer 'c' { jurisdiction = 'US', " RICH "demand = %d, priority = 1 } ",
                 rules[i], i == 1 ? 100 : 200, 400, i == 1 ? 400 : 600);
        LuaRun r = lua_run(text);
        const char *const names[] = {"a", "b", "c"};
        for (int b = 0; b < 3; b++)
            assert_near(lua_value(&r, S_BOUGHT, names[b], "H200", 0), want[i][b], 1e-12);
        lua_done(&r);
    }
}

// Two chips that are as good: what one lacks the other gives, in whatever order they stand.
static void a_tie_is_a_second_choice(void **state) {
    (void)state;
    for (int i = 0; i < 2; i++) {
        char text[1024];
        snprintf(text, sizeof text,
                 YEAR "chip 'A' { origin = 'US', price = 1, throughput = 1 } "
                      "chip 'B' { origin = 'US', price = 2, throughput = 2 } "
                      "line 'a' { chip = 'A', inventory = %d } "
                      "line 'b' { chip = 'B', inventory = %d } "
                      "buyer 'b' { jurisdiction = 'US', capex = usd(1e15), demand = 600 } ",
                 i ? 10 : 10000, i ? 10000 : 10);
        LuaRun r = lua_run(text);
        assert_near(lua_value(&r, S_UNMET, "b", NULL, 0), 0, 1e-9);
        assert_near(lua_value(&r, S_BOUGHT, "b", i ? "A" : "B", 0), 10, 1e-9);
        lua_done(&r);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stock_is_shared_in_proportion),
        cmocka_unit_test(levy_on_400k_is_2_7_billion),
        cmocka_unit_test(pass_through_presets),
        cmocka_unit_test(duty_is_of_the_list_price),
        cmocka_unit_test(a_third_of_400k_is_3_6_billion),
        cmocka_unit_test(caps_bind_in_order),
        cmocka_unit_test(what_is_sold_out_holds_only_where_nothing_else_is_sold),
        cmocka_unit_test(binding_names_money_demand_bundling),
        cmocka_unit_test(bundling_is_a_tax_of_21_percent),
        cmocka_unit_test(wip_is_rate_times_lead),
        cmocka_unit_test(what_was_under_way_is_finished_evenly),
        cmocka_unit_test(a_full_pipe_goes_on_making),
        cmocka_unit_test(conversion_takes_4_months_on_average),
        cmocka_unit_test(half_is_converted_in_2_77_months),
        cmocka_unit_test(unclear_terms_slow_conversion),
        cmocka_unit_test(interest_is_what_money_and_demand_ask_for),
        cmocka_unit_test(one_percent_of_fx_is_one_percent_of_chips),
        cmocka_unit_test(half_of_what_the_us_bought_a_step_ago),
        cmocka_unit_test(lag_conserves_with_mean),
        cmocka_unit_test(deposit_splits_payment),
        cmocka_unit_test(shorter_steps_converge),
        cmocka_unit_test(custom_chip_comes_back_after_its_spins),
        cmocka_unit_test(money_lapses_at_the_year_end),
        cmocka_unit_test(rules_of_rationing),
        cmocka_unit_test(a_tie_is_a_second_choice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
