// The table of `run --draws`.
#include "support/script.h"
#include "support/test.h"

#include "verb/draws.h"

#include <stdlib.h>
#include <string.h>

static const char SCRIPT[] =
    "scenario \"Draws\" { from = \"2026-01\", to = \"2026-12\" }\n"
    "local price = assume \"price\" { usd(20000), dist = discrete { { usd(20000), 0.5 }, { "
    "usd(25000), 0.5 } }, "
    "source = \"assumed\" }\n"
    "local stock = lever \"stock\" { 1000, min = 0, max = 2000, source = \"assumed\" }\n"
    "chip \"H200\" { seller = \"Nvidia\", origin = \"US\", price = price, flops = 989.5 }\n"
    "line \"stock\" { chip = \"H200\", inventory = stock }\n"
    "buyer \"Meta\" { jurisdiction = \"US\", capex = usd(2e9), demand = 20e3 }\n"
    "case \"half\" { stock = 500 }\n";

static char *table(const char *text, const bool *series, Faults *faults, bool *fine) {
    Script *s = load_text(text, faults);
    assert_no_faults(faults);
    double base[4], half[4];
    script_base_values(s, base);
    script_case_values(s, 0, half);
    const Point points[] = {{"baseline", base}, {"half", half}};
    Text out = {0};
    *fine = draws_add(s, points, 2, 100, 1234, series, false, 200, &out, faults);
    char *copy = strdup(text_get(&out));
    text_done(&out);
    script_free(s);
    return copy;
}

// Everything is sold in every draw: at one of two prices.
static void quantiles_and_changes(void **state) {
    (void)state;
    Faults *faults = faults_new();
    bool fine, series[S_COUNT] = {[S_DELIVERED] = true, [S_SPEND] = true, [S_PRICE] = true};
    char *text = table(SCRIPT, series, faults, &fine);
    assert_no_faults(faults);
    assert_true(fine);
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
    faults_free(faults);
}

static void draws_that_fail(void **state) {
    (void)state;
    char script[2048];
    Faults *faults = faults_new();
    bool fine;
    strcat(strcpy(script, SCRIPT), "if price > usd(22000) then error(\"too dear\") end\n");
    char *text = table(script, NULL, faults, &fine);
    assert_true(fine);
    assert_no_faults(faults);
    const char *last = strstr(text, " draws have no result: a.lua:8: at price = ");
    assert_non_null(last);
    assert_non_null(strstr(last, "too dear"));
    free(text);
    faults_free(faults);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_and_changes),
        cmocka_unit_test(draws_that_fail),
    };
    return cmocka_run_group_tests(tests, folder_setup, folder_teardown);
}
