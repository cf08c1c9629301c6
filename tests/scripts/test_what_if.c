// Every script of scripts/what_if passes `check --strict`: baseline, cases and both ends of every
// range run, without a warning; no number lacks a source; and what its text claims of the run, as
// expectations, holds. So does what two of them tell of draws.
#include "support/test.h"

#include "base/file.h"
#include "study/ensemble.h"
#include "study/footing.h"
#include "study/survey.h"
#include "study/verdict.h"

#include <glob.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static void parts_complete(const Scenario *s, const Verdicts *claims) {
    assert_non_null(s->question);
    assert_non_null(s->headline);
    assert_in_range(s->n_cases, 2, 5);
    assert_in_range(s->n_charts, 2, 4);
    assert_int_equal(s->n_lessons, 1);
    assert_in_range(s->lessons[0].n_steps, 3, 5);
    assert_in_range(claims->n, 5, 40);
}

// True if nothing is found fault with; else says what.
static bool script_strict(const char *path) {
    Faults *f = faults_new();
    Arena *arena = arena_new();
    Verdicts claims = {0};
    Script *script = script_load(path, NULL, f);
    Survey *survey = script ? survey_new(script, f) : NULL;
    if (survey && verdicts_of(script, arena, &claims, f)) {
        verdicts_report(&claims, f);
        survey_advise(survey, f);
        parts_complete(survey->base, &claims);
        assert_int_equal(footing_of(survey->base, arena).n, 0);
    }
    int n = faults_count(f);
    for (int i = 0; i < n; i++) print_error("%s\n", fault_line(f, i));
    survey_free(survey);
    script_free(script);
    arena_free(arena);
    faults_free(f);
    return n == 0;
}

static void what_ifs_hold(void **state) {
    (void)state;
    char pattern[4096];
    glob_t found;
    int wrong = 0;
    assert_true(file_home("scripts", pattern, 4000));
    strcat(pattern, "/what_if/*.lua");
    assert_int_equal(glob(pattern, 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) wrong += !script_strict(found.gl_pathv[i]);
    globfree(&found);
    assert_int_equal(wrong, 0);
}

// What a text tells of 200 draws: 5 %, half and 95 % of the totals of a case.
typedef struct Told {
    const char *script, *name; // NULL: the baseline
    SeriesId series;
    double unit, last, at[3]; // last: worth of the last figure told; NaN: not told
} Told;

enum { MAX_INPUTS = 64, DRAWS = 200 };

static const Told TOLD[] = {
    {"08_custom_chip_gamble", NULL, S_DELIVERED, 1e3, 1, {920, 920 + 291, NAN}},
    {"08_custom_chip_gamble", "no chip", S_DELIVERED, 1e3, 1, {920, 920, 920}},
    {"10_policy_roulette", NULL, S_COMPUTE, 1e3, 1, {452, 699, 720}},
    {"10_policy_roulette", "now", S_COMPUTE, 1e3, 1, {720, 720, 720}},
    {"10_policy_roulette", "wait", S_COMPUTE, 1e3, 1, {0, 655, 720}},
    {"10_policy_roulette", "rent", S_COMPUTE, 1e3, 1, {5, 371, 667}},
    {"10_policy_roulette", "at home", S_COMPUTE, 1e3, 1, {224, 331, 454}},
    {"10_policy_roulette", NULL, S_SPEND, 1e9, 0.1, {NAN, 14.8, NAN}},
    {"10_policy_roulette", "now", S_SPEND, 1e9, 0.1, {NAN, 16.8, NAN}},
    {"10_policy_roulette", "wait", S_SPEND, 1e9, 0.1, {NAN, 12.7, NAN}},
    {"10_policy_roulette", "rent", S_SPEND, 1e9, 0.1, {NAN, 20.1, NAN}},
    {"10_policy_roulette", "at home", S_SPEND, 1e9, 0.1, {NAN, 12.9, NAN}},
};

static void values_of_case(const Script *script, const char *name, double *values) {
    const Scenario *s = script_base(script);
    script_base_values(script, values);
    for (int i = 0; name && i < s->n_cases; i++)
        if (strcmp(s->cases[i].name, name) == 0) {
            script_case_values(script, i, values);
            return;
        }
    assert_null(name);
}

static void told_holds(const Told *told) {
    static const double P[] = {0.05, 0.5, 0.95};
    char path[4096];
    Faults *f = faults_new();
    assert_true(file_home("scripts", path, 4000));
    snprintf(path + strlen(path), 90, "/what_if/%s.lua", told->script);
    Script *script = script_load(path, NULL, f);
    assert_non_null(script);
    double values[MAX_INPUTS], q[3];
    assert_in_range(script_base(script)->n_inputs, 1, MAX_INPUTS);
    values_of_case(script, told->name, values);
    const Point point = {"told", values};
    const Pick total = {.id = told->series, .party = -1, .chip = -1, .workload = -1};
    const EnsemblePlan plan = {.n_points = 1,
                               .points = &point,
                               .n_totals = 1,
                               .totals = &total,
                               .draws = DRAWS,
                               .seed = script_base(script)->seed};
    Ensemble *e = ensemble_new(script, &plan, NULL);
    while (ensemble_step(e, f)) {
    }
    assert_no_faults(f);
    ensemble_quantiles(e, 0, -1, 0, 0, 3, P, q);
    for (int i = 0; i < 3; i++)
        if (!isnan(told->at[i]) && fabs(q[i] / told->unit - told->at[i]) > told->last / 2)
            fail_msg("%s, %s, %s: %g, told is %g", told->script,
                     told->name ? told->name : "baseline", SERIES[told->series].name,
                     q[i] / told->unit, told->at[i]);
    ensemble_free(e);
    script_free(script);
    faults_free(f);
}

static void what_is_told_of_draws_holds(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof TOLD / sizeof *TOLD; i++) told_holds(&TOLD[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_ifs_hold),
                                       cmocka_unit_test(what_is_told_of_draws_holds)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
