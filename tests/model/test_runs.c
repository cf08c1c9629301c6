#include "support/test.h"
#include "model/lua_run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// Rules that move levers, and draws.

#define WORLD                                                                                  \
    "scenario 'test' { from = '2026-01', to = '2026-12' } "                                    \
    "chip 'H200' { origin = 'US', price = 27000, throughput = 1 } "                            \
    "line 'stock' { chip = 'H200', inventory = 700e3 } "                                       \
    "buyer 'b' { jurisdiction = 'CN', capex = usd(1e13), demand = 1e5 } "                      \
    "approval 'a' { by = 'CN', per_month = lever 'cap' { 1000, min = 0, max = 90e3 } } "

static void a_rule_moves_a_lever_from_its_step_on(void **state) {
    (void)state;
    LuaRun r = lua_run(
        WORLD "rule('open', function(w) if w.step == 7 then w.lever.cap = 3000 end end)");
    const double *bought = lua_column(&r, S_BOUGHT, "b", "H200");
    for (int t = 0; t < 12; t++) assert_near(bought[t], t < 6 ? 1000 : 3000, 1e-12);
    lua_done(&r);
}

static void a_rule_sees_the_step_before(void **state) {
    (void)state;
    LuaRun r =
        lua_run(WORLD "rule('double', function(w) "
                      "  local last = w.last('bought', { chip = 'H200', buyer = 'b' }) "
                      "  if last > 0 then w.lever.cap = math.min(90e3, 2 * last) end end)");
    const double *bought = lua_column(&r, S_BOUGHT, "b", "H200");
    for (int t = 0; t < 12; t++) assert_near(bought[t], fmin(1000 * pow(2, t), 90e3), 1e-12);
    lua_done(&r);
}

// Totals are the sums and last values of the steps, with rules and without.
static void totals_are_sums_and_last_values(void **state) {
    (void)state;
    const char *const texts[] = {WORLD,
                                 WORLD "rule('r', function(w) w.lever.cap = 5 * w.step end)"};
    for (int i = 0; i < 2; i++) {
        LuaRun r = lua_run(texts[i]);
        Want want = want_all();
        want.totals_only = true;
        Faults *f = faults_new();
        Rules *rules = r.s->n_rules ? rules_new(r.script, r.s, f) : NULL;
        MarketOptions o = {
            .want = &want, .hook = rules ? rules_hook : NULL, .context = rules, .seed = 1};
        const Kernel *k = kernel_pick();
        Market *m = k->market_new(r.s, &o);
        Series *x = series_new(r.s, &want, 1);
        double values[16];
        script_base_values(r.script, values);
        const double *inputs[1] = {values};
        const uint64_t draws[1] = {PLAIN_RUN};
        assert_true(k->market_run(m, 1, inputs, draws, x, 0, NULL, f));
        for (int c = 0; c < x->n_columns; c++) {
            const double *steps = series_at(r.series, 0, c);
            double want_value = steps[11];
            if (SERIES[x->columns[c].id].kind == SERIES_FLOW) {
                want_value = 0;
                for (int t = 0; t < 12; t++) want_value += steps[t];
            }
            double got = series_at(x, 0, c)[0];
            if (isnan(want_value))
                assert_true(isnan(got));
            else
                assert_near(got, want_value, 1e-12);
        }
        series_free(x);
        k->market_free(m);
        rules_free(rules);
        faults_free(f);
        lua_done(&r);
    }
}

enum { DRAWS = 1600 };

// Of many draws about the share `first_silicon` works at once, and each by its own number.
static void spins_are_drawn(void **state) {
    (void)state;
    LuaRun r =
        lua_run("scenario 'test' { from = '2026-01', to = '2027-12' } "
                "chip 'Own' { origin = 'CN', price = 6000, throughput = 1, captive = 'b' } "
                "tapeout 'Own' { owner = 'b', chip = 'Own', at = '2026-01', fab_months = 2, "
                "first_silicon = 0.3, respin_months = 3, ramp = 100 } "
                "buyer 'b' { jurisdiction = 'CN', capex = usd(12e9), demand = 1e6 } ");
    assert_near(lua_value(&r, S_MADE, NULL, "Own", 2), 100, 1e-9);
    Want want = {.series[S_MADE] = true};
    MarketOptions o = {.want = &want, .seed = 5};
    const Kernel *k = kernel_pick();
    Market *m = k->market_new(r.s, &o);
    Series *x = series_new(r.s, &want, DRAWS);
    Faults *f = faults_new();
    const double none[1] = {0}, *inputs[MARKET_LANES];
    uint64_t draws[MARKET_LANES];
    for (int at = 0; at < DRAWS; at += MARKET_LANES) {
        for (int i = 0; i < MARKET_LANES; i++) inputs[i] = none, draws[i] = (uint64_t)(at + i);
        assert_true(k->market_run(m, MARKET_LANES, inputs, draws, x, at, NULL, f));
    }
    int first = 0, second = 0;
    for (int i = 0; i < DRAWS; i++) {
        const double *made = series_at(x, i, series_column(x, S_MADE, -1, 0, -1));
        first += made[2] > 0;
        second += !(made[2] > 0) && made[5] > 0;
    }
    assert_near(first / (double)DRAWS, .3, .04);
    assert_near(second / (double)DRAWS, .21, .04);
    Series *again = series_new(r.s, &want, 1);
    draws[0] = 1234;
    assert_true(k->market_run(m, 1, inputs, draws, again, 0, NULL, f));
    assert_memory_equal(series_at(again, 0, 0), series_at(x, 1234, 0),
                        sizeof(double) * (size_t)x->steps);
    series_free(again);
    series_free(x);
    k->market_free(m);
    faults_free(f);
    lua_done(&r);
}

// What the kernel that writes terms computes is what the others compute.
static void terms_name_what_was_computed(void **state) {
    (void)state;
    LuaRun r = lua_run(WORLD);
    Want want = want_all();
    Terms terms = {.only_step = 3};
    MarketOptions o = {.want = &want, .terms = &terms, .seed = 1};
    const Kernel *k = kernel_probe();
    Market *m = k->market_new(r.s, &o);
    Series *x = series_new(r.s, &want, 1);
    Faults *f = faults_new();
    double values[16];
    script_base_values(r.script, values);
    const double *inputs[1] = {values};
    const uint64_t draws[1] = {PLAIN_RUN};
    assert_true(k->market_run(m, 1, inputs, draws, x, 0, NULL, f));
    int limits = 0;
    for (int i = 0; i < terms.n; i++) {
        const Term *t = &terms.rows[i];
        assert_int_equal(t->step, 3);
        if (strcmp(t->name, "limit by approvals") != 0) continue;
        assert_near(t->value, 1000, 1e-12);
        assert_string_equal(t->unit, "units");
        limits++;
    }
    assert_int_equal(limits, 1);
    assert_near(lua_value(&r, S_BOUGHT, "b", "H200", 3), 1000, 1e-12);
    terms_done(&terms);
    series_free(x);
    k->market_free(m);
    faults_free(f);
    lua_done(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rule_moves_a_lever_from_its_step_on),
        cmocka_unit_test(a_rule_sees_the_step_before),
        cmocka_unit_test(totals_are_sums_and_last_values),
        cmocka_unit_test(spins_are_drawn),
        cmocka_unit_test(terms_name_what_was_computed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
