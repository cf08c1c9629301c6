// The table of `run --draws`.
#include "support/golden.h"
#include "support/script.h"
#include "support/test.h"

#include "study/finding.h"
#include "verb/draws.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SCRIPT                                                                                 \
    "scenario \"Draws\" { from = \"2026-01\", to = \"2026-12\" }\n"                            \
    "local price = assume \"price\" { usd(20000), dist = discrete { { usd(20000), 0.5 }, { "   \
    "usd(25000), 0.5 } }, "                                                                    \
    "source = \"assumed\" }\n"                                                                 \
    "local stock = lever \"stock\" { 1000, min = 0, max = 2000, source = \"assumed\" }\n"      \
    "chip \"H200\" { seller = \"Nvidia\", origin = \"US\", price = price, flops = 989.5 }\n"   \
    "line \"stock\" { chip = \"H200\", inventory = stock }\n"                                  \
    "buyer \"Meta\" { jurisdiction = \"CN\", capex = usd(2e9), demand = 20e3 }\n"              \
    "case \"half\" { stock = 500 }\n"
#define RESULTS                                                                                \
    "local got = result \"got\" { \"delivered\" }\n"                                           \
    "local paid = result \"paid\" { \"spend\" }\n"                                             \
    "result \"a unit\" { paid / got }\n"                                                       \
    "result \"paid at half\" { \"spend\", case = \"half\" }\n"                                 \
    "result \"held by\" { \"binding\", buyer = \"Meta\" }\n"

typedef struct Made {
    Faults *faults;
    Script *script;
    double base[8], half[8];
    Point points[2];
    Draws *draws;
} Made;

static void make(Made *m, const char *text, int n, const bool *series, int currency) {
    *m = (Made){.faults = faults_new()};
    m->script = load_text(text, m->faults);
    assert_no_faults(m->faults);
    script_base_values(m->script, m->base);
    script_case_values(m->script, 0, m->half);
    m->points[0] = (Point){"baseline", m->base};
    m->points[1] = (Point){"half", m->half};
    const DrawsPlan plan = {.n = n,
                            .points = m->points,
                            .draws = 100,
                            .seed = 1234,
                            .series = series,
                            .currency = currency};
    m->draws = draws_run(m->script, &plan, m->faults);
}

static void done(Made *m) {
    draws_free(m->draws);
    script_free(m->script);
    faults_free(m->faults);
}

static char *table(const char *text, int n, const bool *series, int currency) {
    Made m;
    make(&m, text, n, series, currency);
    assert_no_faults(m.faults);
    assert_non_null(m.draws);
    Text out = {0};
    draws_add(m.draws, false, 200, &out);
    done(&m);
    return out.data;
}

// Everything is sold in every draw: at one of two prices.
static void quantiles_and_changes(void **state) {
    (void)state;
    bool series[S_COUNT] = {[S_DELIVERED] = true, [S_SPEND] = true, [S_PRICE] = true};
    char *text = table(SCRIPT, 2, series, CURRENCY_NONE);
    assert_string_equal(
        text, "\n100 draws of the assumptions: quantiles of totals over the run\n"
              "                             baseline,\n"
              "                                   5\u00a0%  50\u00a0%  95\u00a0%  half, "
              "5\u00a0%     50\u00a0%    95\u00a0%\n"
              "delivered, units                    1k    1k    1k        500      500     500\n"
              "delivered, units, change                                 \u2212500     "
              "\u2212500    \u2212500\n"
              "spend, USD                        $20M  $25M  $25M       $10M   $12.5M  $12.5M\n"
              "spend, USD, change                                    \u2212$12.5M  "
              "\u2212$12.5M   \u2212$10M\n");
    free(text);
}

// Results first, totals by buyer, money at the rate asked for; a formula keeps its unit.
static void results_buyers_currency(void **state) {
    (void)state;
    bool series[S_COUNT] = {[S_SPEND] = true};
    char *text =
        table(SCRIPT RESULTS
              "currency \"RMB\" { per_usd = 7, source = \"assumed\" }\n"
              "buyer \"xAI\" { jurisdiction = \"US\", capex = usd(2e9), demand = 0 }\n",
              2, series, CURRENCY_RMB);
    assert_golden("run/draws_rmb.txt", text);
    free(text);
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

// The result in each single run at the values of a draw; of the change where `change`.
static void single_runs(Made *m, const char *name, bool change, double out[100]) {
    for (int d = 0; d < 100; d++) {
        double base[8], half[8];
        ensemble_draw(script_base(m->script), m->base, 1234, (uint64_t)d, base);
        ensemble_draw(script_base(m->script), m->half, 1234, (uint64_t)d, half);
        const Point points[] = {{"baseline", base}, {"half", half}};
        Results *r = study_run(m->script, points, 2, NULL, false, m->faults);
        assert_non_null(r);
        const Finding *f[2];
        for (int i = 0; i < 2; i++) {
            f[i] = finding_named(r->at[i].scenario, name, strlen(name));
            assert_non_null(f[i]);
        }
        out[d] = finding_value(r, 1, f[1]) - (change ? finding_value(r, 0, f[0]) : 0);
        results_free(r);
    }
    qsort(out, 100, sizeof *out, ascending);
}

// 100 values: the 5 % quantile lies .95 of the way from the fifth to the sixth, and so on.
static void are_of_single_runs(Made *m, int outcome, bool change) {
    static const double P[] = {0, 0.05, 0.5, 0.95, 1};
    static const int RANK[] = {0, 4, 49, 94, 99};
    double x[100], q[5];
    const Ensemble *e = m->draws->ensemble;
    single_runs(m, e->outcomes[outcome].name, change, x);
    ensemble_outcome_quantiles(e, 1, change ? 0 : -1, outcome, 5, P, q);
    assert_true(x[99] > x[0] || strcmp(e->outcomes[outcome].name, "got") == 0);
    for (int i = 0; i < 5; i++) {
        double expected = x[RANK[i]];
        if (RANK[i] < 99) expected += (x[RANK[i] + 1] - expected) * (99 * P[i] - RANK[i]);
        assert_true(q[i] == expected);
    }
}

static void as_sorted_single_runs(void **state) {
    (void)state;
    Made m;
    char text[4096];
    strcpy(text, SCRIPT RESULTS);
    char *dist = strstr(text, "dist = discrete"), *end = strstr(text, "source = ");
    const char even[] = "dist = uniform(usd(18000), usd(29000)), ";
    memmove(dist + sizeof even - 1, end, strlen(end) + 1);
    memcpy(dist, even, sizeof even - 1);
    make(&m, text, 2, NULL, CURRENCY_NONE);
    assert_no_faults(m.faults);
    assert_non_null(m.draws);
    for (int k = 0; k < 4; k++) {
        are_of_single_runs(&m, k, false);
        if (!m.draws->ensemble->outcomes[k].fixed && k != 2) are_of_single_runs(&m, k, true);
    }
    done(&m);
}

// A result that names a case has its values where the case itself is not shown.
static void of_a_case_not_shown(void **state) {
    (void)state;
    Made both, alone;
    make(&both, SCRIPT RESULTS, 2, NULL, CURRENCY_NONE);
    make(&alone, SCRIPT RESULTS, 1, NULL, CURRENCY_NONE);
    assert_string_equal(alone.draws->ensemble->outcomes[3].name, "paid at half");
    for (int d = 0; d < 100; d++) {
        double x = ensemble_outcome(alone.draws->ensemble, 0, 3)[d];
        assert_true(x == 10e6 || x == 12.5e6);
        assert_true(x == ensemble_outcome(both.draws->ensemble, 0, 3)[d]);
        assert_true(x == ensemble_outcome(both.draws->ensemble, 1, 1)[d]);
    }
    assert_int_equal(alone.draws->n_points, 1);
    done(&both);
    done(&alone);
}

static void draws_that_fail(void **state) {
    (void)state;
    char *text = table(SCRIPT RESULTS "if price > usd(22000) then error(\"too dear\") end\n", 2,
                       NULL, CURRENCY_NONE);
    const char *last = strstr(text, " draws have no result: a.lua:13: at price = ");
    assert_non_null(last);
    assert_non_null(strstr(last, "too dear"));
    int without, of;
    const char *got = strstr(text, "\ngot: no value in");
    assert_non_null(got);
    assert_int_equal(sscanf(got, "\ngot: no value in %d of %d draws", &without, &of), 2);
    assert_int_equal(of, 100);
    assert_in_range(without, 30, 70);
    free(text);
}

// None left: the fault is told, and no table.
static void all_fail(void **state) {
    (void)state;
    Made m;
    char text[4096];
    strcpy(text, SCRIPT "if price < usd(26000) then error(\"wrong\") end\n");
    char *base = strstr(text, "{ usd(20000), dist");
    memcpy(base, "{ usd(27000)", 12); // the base itself is fine, no draw is
    make(&m, text, 2, NULL, CURRENCY_NONE);
    assert_null(m.draws);
    assert_true(faults_count(m.faults) > 0);
    assert_non_null(strstr(fault_line(m.faults, 0), "wrong"));
    done(&m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_and_changes), cmocka_unit_test(results_buyers_currency),
        cmocka_unit_test(as_sorted_single_runs), cmocka_unit_test(of_a_case_not_shown),
        cmocka_unit_test(draws_that_fail),       cmocka_unit_test(all_fail),
    };
    return cmocka_run_group_tests(tests, folder_setup, folder_teardown);
}
