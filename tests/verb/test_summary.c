// What `run` prints, from results made by hand.
#include "support/test.h"
#include "support/draft.h"

#include "verb/summary.h"

#include <math.h>
#include <string.h>

static Series *results_of(const Scenario *s, double scale, Binding late) {
    Want all = want_all();
    Series *x = series_new(s, &all, 1);
    for (int i = 0; i < 12; i++) {
        double units = i < 2 ? 0 : 10e3 * scale * (i < 8 ? i : 16 - i);
        series_at(x, 0, series_column(x, S_DELIVERED, 0, 0, -1))[i] = units;
        series_at(x, 0, series_column(x, S_BOUGHT, 0, 0, -1))[i] = units;
        series_at(x, 0, series_column(x, S_SPEND, 0, 0, -1))[i] = 27000 * units;
        series_at(x, 0, series_column(x, S_CAPEX, 0, 0, -1))[i] = 27000 * units;
        series_at(x, 0, series_column(x, S_PRICE, 0, 0, -1))[i] = 27000 + 100 * i;
        series_at(x, 0, series_column(x, S_DOMESTIC_SHARE, 0, -1, -1))[i] =
            i < 6 ? (double)NAN : 0.25;
        series_at(x, 0, series_column(x, S_BINDING, 0, -1, -1))[i] = i < 1   ? BINDING_CONTROL
                                                                     : i < 8 ? BINDING_APPROVAL
                                                                             : late;
    }
    return x;
}

static void check_summary(const bool *series, bool ledger, const char *expected) {
    Draft *d = draft_small();
    draft_text(d, draft_find(d, "scenario", "a test"), "question", "What binds?");
    RawEntity *e = draft_entity(d, "control", "ban");
    draft_text(d, e, "by", "CN");
    const Scenario *s = draft_build(d);
    const double none[1] = {0};
    Result at[2] = {{.name = "baseline",
                     .values = none,
                     .scenario = s,
                     .series = results_of(s, 1, BINDING_BUDGET),
                     .ledger = {1e-16, 2e-15}},
                    {.name = "75k cap",
                     .values = none,
                     .scenario = s,
                     .series = results_of(s, 0.5, BINDING_CAP),
                     .ledger = {3e-16, 0}}};
    Results r = {.n = 2, .at = at};
    SummaryOptions o = {.width = 120, .series = series, .ledger = ledger};
    Text out = {0};
    summary_add(&r, &o, &out);
    bool same = strcmp(text_get(&out), expected) == 0;
    if (!same) print_error("got\n%s\nexpected\n%s\n", text_get(&out), expected);
    text_done(&out);
    for (int i = 0; i < 2; i++) series_free(at[i].series);
    draft_free(d);
    assert_true(same);
}

static void the_main_series(void **state) {
    (void)state;
    check_summary(
        NULL, true,
        // clang-format off
                  "a test  Jan 2026 – Dec 2026, by month\n"
                  "What binds?\n"
                  "\n"
                  "Approvals bind in 7 of 12 months: ByteDance receives 530k H200s\n"
                  "\n"
                  "75k cap: ByteDance receives 265k H200s instead of 530k; approvals still bind\n"
                  "\n"
                  "             baseline  over time       peak            75k cap\n"
                  "Chips delivered, units, total\n"
                  "  H200           530k  ▁▁▂▃▄▅▆▇█▇▆▅     80k  Sep 2026     265k\n"
                  "\n"
                  "Spend, USD, total\n"
                  "  ByteDance    $14.3B  ▁▁▂▃▄▅▆▇█▇▆▅  $2.16B  Sep 2026   $7.16B\n"
                  "\n"
                  "What binds foreign purchases, one letter for a month; cases where it differs\n"
                  "  ByteDance  baseline  XAAAAAAABBBB  control from Jan 2026 (1), approval from Feb 2026 (7), budget from Sep 2026 (4)\n"
                  "             75k cap   XAAAAAAACCCC  control from Jan 2026 (1), approval from Feb 2026 (7), cap from Sep 2026 (4)\n"
                  "  X control  A approval  C cap  B budget  (n) months in all\n"
                  "\n"
                  "Ledger: largest residual of chips 3.0e-16, of money 2.0e-15 (at most 1e-09 of the largest term)\n");
    // clang-format on
}

static void the_series_asked_for(void **state) {
    (void)state;
    bool series[S_COUNT] = {[S_PRICE] = true, [S_DOMESTIC_SHARE] = true};
    check_summary(
        series, false,
        // clang-format off
                  "a test  Jan 2026 – Dec 2026, by month\n"
                  "What binds?\n"
                  "\n"
                  "Approvals bind in 7 of 12 months: ByteDance receives 530k H200s\n"
                  "\n"
                  "75k cap: ByteDance receives 265k H200s instead of 530k; approvals still bind\n"
                  "\n"
                  "                   baseline  over time       peak            75k cap\n"
                  "price, USD, at the end\n"
                  "  ByteDance, H200    $28.1k  ▁▁▂▃▃▄▅▆▆▇██  $28.1k  Dec 2026   $28.1k\n"
                  "\n"
                  "domestic_share, share, at the end\n"
                  "  ByteDance           25.0%        ██████   25.0%  Jul 2026    25.0%\n");
    // clang-format on
}

static void add_leases(Series *x) {
    for (int i = 0; i < 12; i++) {
        series_at(x, 0, series_column(x, S_UNMET, 0, -1, 0))[i] = i < 11 ? 4000 : 1e-12;
        series_at(x, 0, series_column(x, S_COMPUTE, 0, -1, 0))[i] = 100 + i;
        series_at(x, 0, series_column(x, S_COMPUTE_OWNED, 0, -1, 0))[i] = 100;
        series_at(x, 0, series_column(x, S_COMPUTE_LEASED, 0, -1, 0))[i] = i;
        series_at(x, 0, series_column(x, S_SPEND, 0, 0, -1))[i] = 27000;
        series_at(x, 0, series_column(x, S_CAPEX, 0, 0, -1))[i] = 25000;
        series_at(x, 0, series_column(x, S_OPEX, 0, -1, -1))[i] = 2000;
    }
}

// Compute and spend of a lessee in their parts; of who leases nothing in no case, as before.
static void leases_are_told_apart(void **state) {
    (void)state;
    Draft *d = draft_small();
    RawEntity *e = draft_entity(d, "buyer", "Alibaba");
    draft_text(d, e, "jurisdiction", "CN");
    draft_number(d, e, "capex", 1e9);
    draft_number(d, e, "demand", 1000);
    e = draft_entity(d, "lease", "Johor");
    draft_number(d, e, "rate", 1800);
    draft_number(d, e, "term", 12);
    const Scenario *s = draft_build(d);
    const double none[1] = {0};
    Result one = {.name = "baseline",
                  .values = none,
                  .scenario = s,
                  .series = results_of(s, 1, BINDING_BUDGET)};
    Results r = {.n = 1, .at = &one};
    SummaryOptions o = {.width = 120};
    Text out = {0};
    series_at(one.series, 0, series_column(one.series, S_COMPUTE, 1, -1, 0))[11] = 9;
    series_at(one.series, 0, series_column(one.series, S_COMPUTE_OWNED, 1, -1, 0))[11] = 9;
    summary_add(&r, &o, &out);
    assert_null(strstr(text_get(&out), "leas"));
    text_done(&out);
    out = (Text){0};
    add_leases(one.series);
    summary_add(&r, &o, &out);
    static const char compute[] = "Compute in service, H100e, at the end\n"
                                  "  ByteDance           111  ████████████   111  Dec 2026\n"
                                  "    owned             100  ████████████   100  Jan 2026\n"
                                  "    leased             11  ▁▁▂▃▃▄▅▆▆▇██    11  Dec 2026\n"
                                  "  Alibaba               9  ▁▁▁▁▁▁▁▁▁▁▁█     9  Dec 2026\n";
    static const char spend[] = "Spend, USD, total\n"
                                "  ByteDance         $324k  ████████████  $27k  Jan 2026\n"
                                "    chips           $300k  ████████████  $25k  Jan 2026\n"
                                "    lease bills      $24k  ████████████   $2k  Jan 2026\n";
    assert_non_null(strstr(text_get(&out), compute));
    assert_non_null(strstr(text_get(&out), spend));
    // What rounding leaves at the end is nothing.
    assert_non_null(strstr(text_get(&out), "  ByteDance             0  "));
    text_done(&out);
    // Nor is a buyer of whom there is nothing else.
    out = (Text){0};
    series_at(one.series, 0, series_column(one.series, S_COMPUTE, 1, -1, 0))[11] = 9e-10;
    series_at(one.series, 0, series_column(one.series, S_COMPUTE_OWNED, 1, -1, 0))[11] = 0;
    summary_add(&r, &o, &out);
    assert_null(strstr(text_get(&out), "  Alibaba"));
    text_done(&out);
    series_free(one.series);
    draft_free(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_main_series),
        cmocka_unit_test(the_series_asked_for),
        cmocka_unit_test(leases_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
