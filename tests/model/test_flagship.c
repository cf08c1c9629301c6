// The flagship scenario gives the figures that its sources publish, and answers its question: the
// permits bind, not the money.
#include "support/test.h"

#include "base/file.h"
#include "study/study.h"

#include <math.h>
#include <string.h>

static Script *script;
static Results *worlds; // the baseline and every case, in the order of the script

static const char *const THREE[] = {"ByteDance", "Alibaba", "Tencent"};
static const char *const CHINA[] = {"ByteDance", "Alibaba", "Tencent", "Rest of China"};

enum { MAX_INPUTS = 64, MAX_POINTS = 16, MONTHS = 24 };

static int set_up(void **state) {
    (void)state;
    Faults *f = faults_new();
    char path[4096];
    assert_true(file_home("scripts", path, sizeof path - sizeof "/h200_2026.lua"));
    strcat(path, "/h200_2026.lua");
    script = script_load(path, NULL, f);
    assert_no_faults(f);
    const Scenario *base = script_base(script);
    assert_true(base->n_inputs <= MAX_INPUTS && base->n_cases < MAX_POINTS);

    static double values[MAX_POINTS][MAX_INPUTS];
    Point points[MAX_POINTS] = {{"baseline", values[0]}};
    script_base_values(script, values[0]);
    for (int i = 0; i < base->n_cases; i++) {
        script_case_values(script, i, values[i + 1]);
        points[i + 1] = (Point){base->cases[i].name, values[i + 1]};
    }
    worlds = study_run(script, points, base->n_cases + 1, NULL, true, f);
    assert_no_faults(f);
    faults_free(f);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    results_free(worlds);
    script_free(script);
    return 0;
}

static const Result *world(const char *name) {
    for (int i = 0; i < worlds->n; i++)
        if (strcmp(worlds->at[i].name, name) == 0) return &worlds->at[i];
    fail_msg("no case '%s'", name);
    return NULL;
}

static Results *run_with(const char *const assignments[], int n) {
    double values[MAX_INPUTS];
    Faults *f = faults_new();
    script_base_values(script, values);
    for (int i = 0; i < n; i++) script_set(script, assignments[i], values, f);
    assert_no_faults(f);
    Results *r = study_run(script, &(Point){"set", values}, 1, NULL, true, f);
    assert_no_faults(f);
    faults_free(f);
    return r;
}

static int buyer_of(const Result *r, const char *name) {
    for (int b = 0; b < r->scenario->n_buyers; b++)
        if (strcmp(r->scenario->buyers[b].head.name, name) == 0) return b;
    fail_msg("no buyer '%s'", name);
    return -1;
}

static int chip_of(const Result *r, const char *name) {
    for (int c = 0; c < r->scenario->n_chips; c++)
        if (strcmp(r->scenario->chips[c].head.name, name) == 0) return c;
    fail_msg("no chip '%s'", name);
    return -1;
}

// The sum over the run (the last value of a level); NULL stands for all.
static double total(const Result *r, SeriesId id, const char *buyer, const char *chip) {
    Pick pick = {.id = id, .party = -1, .chip = -1, .workload = -1};
    if (buyer) pick.party = buyer_of(r, buyer);
    if (chip) pick.chip = chip_of(r, chip);
    return series_total(r->series, r->run, &pick);
}

static double total_three(const Result *r, SeriesId id, const char *chip) {
    double sum = 0;
    for (int i = 0; i < 3; i++) sum += total(r, id, THREE[i], chip);
    return sum;
}

static const double *over_time(const Result *r, SeriesId id, const char *buyer,
                               const char *chip) {
    int column = series_column(r->series, id, buyer ? buyer_of(r, buyer) : -1,
                               chip ? chip_of(r, chip) : -1, -1);
    assert_true(column >= 0);
    return series_at(r->series, r->run, column);
}

static int months_bound(const Result *r, const char *buyer, Binding what) {
    const double *binding = over_time(r, S_BINDING, buyer, NULL);
    int n = 0;
    for (int i = 0; i < MONTHS; i++) n += binding[i] == what;
    return n;
}

static void test_permits_bind_and_not_the_money(void **state) {
    (void)state;
    const Result *r = world("baseline");
    for (int i = 0; i < 3; i++) {
        assert_int_equal(months_bound(r, THREE[i], BINDING_BUDGET), 0);
        assert_int_equal(months_bound(r, THREE[i], BINDING_SUPPLY), 0);
        int permits = months_bound(r, THREE[i], BINDING_APPROVAL) +
                      months_bound(r, THREE[i], BINDING_CONVERSION);
        assert_true(permits >= 20); // for the rest of the time the quota
        assert_true(total(r, S_BUDGET_LEFT, THREE[i], NULL) > 30e9); // RMB
    }
    assert_true(total(r, S_BOUGHT, "ByteDance", "H200") < 14e9 / 27000 / 2);
    assert_true(total(r, S_INVENTORY, NULL, "H200") > 0);
}

static void test_a_permit_used_at_once(void **state) {
    (void)state;
    const char *const set[] = {"conversion=off"};
    Results *results = run_with(set, 1);
    const Result *r = &results->at[0];
    assert_near(total_three(r, S_BOUGHT, "H200"), 400e3, 1e-9);
    assert_near(total(r, S_LEVY, NULL, NULL), 2.7e9, 1e-9);
    assert_near(total_three(r, S_CAPEX, "H200"), 10.8e9, 1e-9);
    for (int i = 0; i < 3; i++) assert_true(months_bound(r, THREE[i], BINDING_APPROVAL) >= 12);
    results_free(results);
}

static void test_nobody_without_a_permit_imports(void **state) {
    (void)state;
    for (int i = 0; i < worlds->n; i++) {
        const Result *r = &worlds->at[i];
        assert_true(total(r, S_BOUGHT, "Rest of China", "H200") == 0);
        assert_true(total_three(r, S_BOUGHT, "H200") <= 2e6);
        assert_true(r->ledger.chips <= 1e-9 && r->ledger.money <= 1e-9);
    }
    assert_true(total_three(world("no approval"), S_BOUGHT, "H200") == 0);
    assert_true(total(world("no approval"), S_LEVY, NULL, NULL) == 0);
    assert_int_equal(months_bound(world("no approval"), "Tencent", BINDING_CONTROL), MONTHS);
    const double *bought = over_time(world("approval in July"), S_BOUGHT, "ByteDance", "H200");
    for (int i = 0; i < 6; i++) assert_true(bought[i] == 0); // January to June
    assert_true(bought[7] > 0);
}

static void test_the_h20_comes_back_only_when_readmitted(void **state) {
    (void)state;
    const Scenario *base = world("baseline")->scenario;
    for (int c = 0; c < base->n_chips; c++)
        assert_string_not_equal(base->chips[c].head.name, "H20");
    const Result *r = world("H20 readmitted");
    double units = total(r, S_BOUGHT, NULL, "H20"), h200 = total_three(r, S_BOUGHT, "H200");
    assert_near(units, 208e3, 1e-9); // 2.5 billion dollars of goods at 12,000
    assert_true(total(r, S_BOUGHT, "Rest of world", "H20") == 0);
    assert_near(total(r, S_LEVY, NULL, NULL), 0.15 * 12000 * units + 6750 * h200, 1e-9);
}

static void test_the_levy_and_who_pays_it(void **state) {
    (void)state;
    const Result *base = world("baseline"), *none = world("no levy");
    double units = total_three(base, S_BOUGHT, "H200");
    assert_near(total(base, S_LEVY, NULL, NULL), 6750 * units, 1e-9);
    assert_near(total_three(base, S_CAPEX, "H200"), 27000 * units, 1e-9);

    // Nvidia bears it: without it the same chips go to the same firms, and Nvidia keeps the money.
    assert_true(total(none, S_LEVY, NULL, NULL) == 0);
    assert_near(total_three(none, S_BOUGHT, "H200"), units, 1e-12);
    assert_near(total(none, S_SELLER_NET, NULL, NULL),
                total(base, S_SELLER_NET, NULL, NULL) + 6750 * units, 1e-9);

    const Result *buyers = world("buyers pay levy");
    double fewer = total_three(buyers, S_BOUGHT, "H200");
    assert_near(over_time(buyers, S_PRICE, "Tencent", "H200")[MONTHS - 1], 36000, 1e-9);
    assert_true(fewer < units); // dearer, so permits become orders more slowly
    assert_near(total(buyers, S_LEVY, NULL, NULL), 9000 * fewer, 1e-9);
    assert_near(total_three(buyers, S_CAPEX, "H200"), 36000 * fewer, 1e-9);
}

static void test_the_cap_considered(void **state) {
    (void)state;
    const Result *r = world("75k cap");
    for (int i = 0; i < 3; i++) assert_near(total(r, S_BOUGHT, THREE[i], "H200"), 75e3, 1e-9);
    assert_near(total_three(r, S_CAPEX, "H200"), 3 * 2.025e9, 1e-9);
    assert_true(months_bound(r, "ByteDance", BINDING_CAP) > 12);
    assert_true(total(r, S_BUDGET_LEFT, "ByteDance", NULL) >
                total(world("baseline"), S_BUDGET_LEFT, "ByteDance", NULL));
}

static void test_without_bundling_permits_become_orders_faster(void **state) {
    (void)state;
    assert_true(total_three(world("no bundling"), S_BOUGHT, "H200") >
                total_three(world("baseline"), S_BOUGHT, "H200"));
    const double *tax = over_time(world("baseline"), S_BUNDLE_TAX, "ByteDance", "H200");
    assert_near(tax[12], 0.43 * 0.5, 1e-9);
}

static void test_all_orders_approved_meet_an_empty_stock(void **state) {
    (void)state;
    const Result *r = world("all approved");
    const double *stock = over_time(r, S_INVENTORY, NULL, "H200");
    int empty = 0;
    for (int i = 0; i < MONTHS; i++) empty += stock[i] < 1;
    assert_true(empty >= 6);
    assert_true(months_bound(r, "ByteDance", BINDING_BUNDLING) >= 6); // before
    assert_true(months_bound(r, "ByteDance", BINDING_SUPPLY) >= 6);
    assert_true(total_three(r, S_BOUGHT, "H200") < 2e6); // never served within two years
}

static void test_new_capacity_comes_after_the_summer(void **state) {
    (void)state;
    for (int w = 0; w < worlds->n; w++) {
        const double *made = over_time(&worlds->at[w], S_MADE, NULL, "H200");
        for (int i = 0; i < 8; i++) assert_true(made[i] == 0); // January to August
    }
    const Result *open = world("all approved");
    assert_near(over_time(open, S_MADE, NULL, "H200")[MONTHS - 1], 60e3, 1e-6);
}

static void test_a_tape_out_is_not_volume(void **state) {
    (void)state;
    const Result *r = world("baseline");
    const double *made = over_time(r, S_MADE, NULL, "SeedChip");
    for (int i = 0; i < 10; i++) assert_true(made[i] == 0); // nothing before November
    assert_true(made[23] > made[12] && made[12] > 0);
    assert_near(total(r, S_NRE, "ByteDance", NULL), 50e6, 1e-9);
    for (int i = 1; i < 4; i++) assert_true(total(r, S_BOUGHT, CHINA[i], "SeedChip") == 0);

    // Samples by the end of March 2026 would have given about 100,000 in the year.
    const char *const set[] = {"seedchip_tapeout=2025-09"};
    Results *early = run_with(set, 1);
    made = over_time(&early->at[0], S_MADE, NULL, "SeedChip");
    double in_2026 = 0;
    for (int i = 0; i < 12; i++) in_2026 += made[i];
    assert_true(in_2026 > 90e3 && in_2026 < 150e3);
    results_free(early);
}

// RMB 85 billion, and 17.6 percent more from the four last days of January on, when access is
// granted: nearly RMB 100 billion.
static void test_the_two_budgets_of_bytedance(void **state) {
    (void)state;
    double money[2];
    const char *const name[] = {"baseline", "no approval"};
    for (int k = 0; k < 2; k++) {
        const Result *r = world(name[k]);
        int spent = series_column(r->series, S_BUDGET_LEFT, buyer_of(r, "ByteDance"), -1, -1);
        money[k] = series_at(r->series, r->run, spent)[11];
        for (int c = 0; c < r->scenario->n_chips; c++) {
            const double *paid =
                over_time(r, S_CAPEX, "ByteDance", r->scenario->chips[c].head.name);
            for (int i = 0; i < 12; i++) money[k] += paid[i] * (6.957 + 0.043 * (i + 1) / 24);
        }
        money[k] += total(r, S_NRE, "ByteDance", NULL) * 6.96;
    }
    assert_near(money[0], 85e9 * (1 + 0.176 * (11 + 4 / 31.0) / 12), 0.001);
    assert_near(money[1], 85e9, 0.001);
}

static void test_every_input_names_sources_that_exist(void **state) {
    (void)state;
    const Scenario *s = script_base(script);
    for (int i = 0; i < s->n_inputs; i++) {
        const Input *in = &s->inputs[i];
        assert_true(in->n_sources > 0);
        assert_non_null(in->doc);
        for (int k = 0; k < in->n_sources; k++) {
            bool known = strcmp(in->sources[k], "assumed") == 0;
            for (int q = 0; q < s->n_sources; q++)
                known |= strcmp(in->sources[k], s->sources[q].head.name) == 0;
            if (!known) fail_msg("'%s' names source '%s'", in->name, in->sources[k]);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_permits_bind_and_not_the_money),
        cmocka_unit_test(test_a_permit_used_at_once),
        cmocka_unit_test(test_nobody_without_a_permit_imports),
        cmocka_unit_test(test_the_h20_comes_back_only_when_readmitted),
        cmocka_unit_test(test_the_levy_and_who_pays_it),
        cmocka_unit_test(test_the_cap_considered),
        cmocka_unit_test(test_without_bundling_permits_become_orders_faster),
        cmocka_unit_test(test_all_orders_approved_meet_an_empty_stock),
        cmocka_unit_test(test_new_capacity_comes_after_the_summer),
        cmocka_unit_test(test_a_tape_out_is_not_volume),
        cmocka_unit_test(test_the_two_budgets_of_bytedance),
        cmocka_unit_test(test_every_input_names_sources_that_exist),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
