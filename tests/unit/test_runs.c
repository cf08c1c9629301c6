// Many points of a script at once: variants, blocks of lanes, rules, faults.
#include "support/test.h"

#include "study/study.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// The number of buyers and a fee hang on inputs, so points fall into several variants.
static const char SCRIPT[] =
    "scenario \"Points\" { from = \"2026-01\", to = \"2026-12\" }\n"
    "local permit = lever \"permit\" { 50e3, min = 0, max = 400e3, source = \"assumed\" }\n"
    "local firms = assume \"firms\" { 2, min = 1, max = 3, whole = true, source = \"assumed\" "
    "}\n"
    "local price = 27000\n"
    "if permit > 100e3 then price = 30000 end\n"
    "chip \"H200\" { origin = \"US\", price = price, flops = 989.5 }\n"
    "line \"stock\" { chip = \"H200\", inventory = 300e3 }\n"
    "for i = 1, firms do\n"
    "  buyer(\"Firm \" .. i) { jurisdiction = \"CN\", capex = usd(20e9), demand = 9e3, ship = "
    "1.5 }\n"
    "end\n"
    "control \"ban\" { by = \"CN\", chips = { \"H200\" } }\n"
    "approval \"permit\" { by = \"CN\", chips = { \"H200\" }, units = permit }\n";

enum { POINTS = 41, PERMIT = 0, FIRMS = 1 };

typedef struct Study {
    char path[64];
    Faults *faults;
    Script *script;
    double values[POINTS][2];
    Point points[POINTS];
} Study;

static void study_open(Study *s, const char *more) {
    *s = (Study){.path = "/tmp/chokepoint-runs-XXXXXX", .faults = faults_new()};
    int file = mkstemp(s->path);
    assert_true(file >= 0);
    FILE *f = fdopen(file, "wb");
    assert_non_null(f);
    fputs(SCRIPT, f);
    fputs(more, f);
    fclose(f);
    s->script = script_load(s->path, NULL, s->faults);
    assert_no_faults(s->faults);
    assert_string_equal(script_base(s->script)->inputs[PERMIT].name, "permit");
    for (int i = 0; i < POINTS; i++) {
        s->values[i][PERMIT] = 10e3 * i;
        s->values[i][FIRMS] = 1 + i % 3;
        s->points[i] = (Point){"point", s->values[i]};
    }
}

static void study_close(Study *s) {
    script_free(s->script);
    faults_free(s->faults);
    unlink(s->path);
}

static bool same_results(const Result *a, const Result *b) {
    const Series *x = a->series, *y = b->series;
    if (x->n_columns != y->n_columns || x->steps != y->steps) return false;
    size_t size = sizeof(double) * (size_t)x->steps;
    for (int i = 0; i < x->n_columns; i++)
        if (memcmp(series_at(x, a->run, i), series_at(y, b->run, i), size) != 0) return false;
    return true;
}

static void points_are_run_as_if_alone(void **state) {
    (void)state;
    Study s;
    study_open(&s, "");
    Results *all = study_run(s.script, s.points, POINTS, NULL, false, s.faults);
    assert_no_faults(s.faults);
    assert_non_null(all);
    assert_int_equal(all->n, POINTS);
    assert_int_equal(all->n_series, 6); // three numbers of firms on both sides of the branch
    for (int i = 0; i < POINTS; i++) {
        Results *one = study_run(s.script, &s.points[i], 1, NULL, true, s.faults);
        assert_non_null(one);
        assert_int_equal(all->at[i].scenario->n_buyers, 1 + i % 3);
        assert_true(same_results(&all->at[i], &one->at[0]));
        assert_true(all->at[i].ledger.chips <= 1e-9 && all->at[i].ledger.money <= 1e-9);
        assert_memory_equal(&all->at[i].ledger, &one->at[0].ledger, sizeof(Ledger));
        results_free(one);
    }
    results_free(all);
    study_close(&s);
}

static void the_permit_is_what_arrives(void **state) {
    (void)state;
    Study s;
    study_open(&s, "");
    Results *r = study_run(s.script, s.points, POINTS, NULL, false, s.faults);
    Pick bought = {.id = S_BOUGHT, .party = -1, .chip = -1, .workload = -1};
    for (int i = 0; i <= 10; i++) // up to 100,000, which the demand of one firm exceeds
        assert_near(series_total(r->at[i].series, r->at[i].run, &bought), 10e3 * i, 1e-12);
    results_free(r);
    study_close(&s);
}

static void only_what_is_wanted_is_recorded(void **state) {
    (void)state;
    Study s;
    study_open(&s, "");
    Want want = {.totals_only = true};
    want.series[S_BOUGHT] = true;
    Results *r = study_run(s.script, s.points, 2, &want, false, s.faults);
    assert_int_equal(r->at[1].series->steps, 1);
    assert_int_equal(series_column(r->at[1].series, S_PRICE, 0, 0, -1), -1);
    assert_near(series_at(r->at[1].series, r->at[1].run, 0)[0] +
                    series_at(r->at[1].series, r->at[1].run, 1)[0],
                10e3, 1e-12);
    results_free(r);
    study_close(&s);
}

static void rules_move_levers_in_each_point_alone(void **state) {
    (void)state;
    Study s;
    study_open(&s, "rule(\"more\", function(w)\n"
                   "  w.memory.n = (w.memory.n or 0) + 1\n"
                   "  if w.memory.n == 6 then w.lever.permit = 95e3 end\n"
                   "end)\n");
    Pick bought = {.id = S_BOUGHT, .party = -1, .chip = -1, .workload = -1};
    Results *r = study_run(s.script, s.points, 8, NULL, false, s.faults);
    assert_no_faults(s.faults);
    for (int i = 0; i < 8; i++) { // a firm wants 9,000 a month; seven months are left
        int firms = 1 + i % 3;
        double before = i < 4.5 * firms ? 10e3 * i : 45e3 * firms;
        double all = before + 63e3 * firms < 95e3 ? before + 63e3 * firms : 95e3;
        assert_near(series_total(r->at[i].series, r->at[i].run, &bought), all, 1e-12);
    }
    results_free(r);
    study_close(&s);
}

static void a_fault_at_one_point_ends_all(void **state) {
    (void)state;
    Study s;
    study_open(&s, "if permit > 390e3 then error(\"too many\") end\n");
    assert_null(study_run(s.script, s.points, POINTS, NULL, false, s.faults));
    assert_int_equal(faults_count(s.faults), 1);
    assert_non_null(strstr(fault_line(s.faults, 0), ":13: "));
    assert_non_null(strstr(fault_line(s.faults, 0), "too many"));
    study_close(&s);
}

static void no_points_are_no_results(void **state) {
    (void)state;
    Study s;
    study_open(&s, "");
    Results *r = study_run(s.script, s.points, 0, NULL, true, s.faults);
    assert_non_null(r);
    assert_int_equal(r->n, 0);
    results_free(r);
    study_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_are_run_as_if_alone),
        cmocka_unit_test(the_permit_is_what_arrives),
        cmocka_unit_test(only_what_is_wanted_is_recorded),
        cmocka_unit_test(rules_move_levers_in_each_point_alone),
        cmocka_unit_test(a_fault_at_one_point_ends_all),
        cmocka_unit_test(no_points_are_no_results),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
