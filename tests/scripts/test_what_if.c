// Every script of scripts/what_if passes `check --strict`: baseline, cases and both ends of every
// range run, without a warning; no number lacks a source; and what its text claims of the run, as
// expectations, holds. So does what some texts tell of draws and of settings that no case has.
#include "support/test.h"

#include "base/file.h"
#include "study/ensemble.h"
#include "study/footing.h"
#include "study/study.h"
#include "study/survey.h"
#include "study/verdict.h"

#include <glob.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
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

// What a teacher reads out: the lines of comment at the top that say something.
static void comment_fits(const char *path) {
    Faults *f = faults_new();
    char *text = file_read(path, NULL, f), *next = text;
    int lines = 0;
    assert_no_faults(f);
    for (char *line; (line = strsep(&next, "\n")) && strncmp(line, "--", 2) == 0;)
        lines += line[2 + strspn(line + 2, " -")] != 0;
    if (lines < 5 || lines > 15) fail_msg("%s: %d lines of comment", path, lines);
    free(text);
    faults_free(f);
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
    assert_int_equal(found.gl_pathc, 10);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        comment_fits(found.gl_pathv[i]);
        wrong += !script_strict(found.gl_pathv[i]);
    }
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
    {"what_if/08_custom_chip_gamble", NULL, S_DELIVERED, 1e3, 1, {920, 920 + 291, NAN}},
    {"what_if/08_custom_chip_gamble", "no chip", S_DELIVERED, 1e3, 1, {920, 920, 920}},
    {"what_if/10_policy_roulette", NULL, S_COMPUTE, 1e3, 1, {452, 699, 720}},
    {"what_if/10_policy_roulette", "now", S_COMPUTE, 1e3, 1, {720, 720, 720}},
    {"what_if/10_policy_roulette", "wait", S_COMPUTE, 1e3, 1, {0, 655, 720}},
    {"what_if/10_policy_roulette", "rent", S_COMPUTE, 1e3, 1, {5, 371, 667}},
    {"what_if/10_policy_roulette", "at home", S_COMPUTE, 1e3, 1, {224, 331, 454}},
    {"lessons/shock", NULL, S_DELIVERED, 1e3, 1, {NAN, 170, NAN}},
    {"lessons/shock", "no stop", S_DELIVERED, 1e3, 1, {240, 240, 240}},
    {"what_if/10_policy_roulette", NULL, S_SPEND, 1e9, 0.1, {NAN, 14.8, NAN}},
    {"what_if/10_policy_roulette", "now", S_SPEND, 1e9, 0.1, {NAN, 16.8, NAN}},
    {"what_if/10_policy_roulette", "wait", S_SPEND, 1e9, 0.1, {NAN, 12.7, NAN}},
    {"what_if/10_policy_roulette", "rent", S_SPEND, 1e9, 0.1, {NAN, 20.1, NAN}},
    {"what_if/10_policy_roulette", "at home", S_SPEND, 1e9, 0.1, {NAN, 12.9, NAN}},
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

static Script *what_if_load(const char *name, Faults *f) {
    char path[4096];
    assert_true(file_home("scripts", path, 4000));
    snprintf(path + strlen(path), 90, "/%s.lua", name);
    Script *script = script_load(path, NULL, f);
    assert_non_null(script);
    return script;
}

static void told_holds(const Told *told) {
    static const double P[] = {0.05, 0.5, 0.95};
    Faults *f = faults_new();
    Script *script = what_if_load(told->script, f);
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

// The total of a series for a buyer (NULL: of all), in a case with one lever or assumption set.
static double turned(const char *name, const char *of_case, const char *input, double value,
                     SeriesId id, const char *buyer) {
    Faults *f = faults_new();
    Script *script = what_if_load(name, f);
    double values[MAX_INPUTS];
    values_of_case(script, of_case, values);
    const Scenario *s = script_base(script);
    int at = 0, party = -1;
    while (strcmp(s->inputs[at].name, input) != 0) assert_true(++at < s->n_inputs);
    values[at] = value;
    const Point point = {"turned", values};
    Results *r = study_run(script, &point, 1, NULL, true, f);
    assert_no_faults(f);
    for (int b = 0; buyer && b < s->n_buyers; b++)
        if (strcmp(s->buyers[b].head.name, buyer) == 0) party = b;
    assert_true(!buyer || party >= 0);
    const Pick total = {.id = id, .party = party, .chip = -1, .workload = -1};
    double sum = series_total(r->at[0].series, r->at[0].run, &total);
    results_free(r);
    script_free(script);
    faults_free(f);
    return sum;
}

// What a text tells of settings that none of its cases has.
static void what_is_told_of_sliders_holds(void **state) {
    (void)state;
#define CHINA(c, name, x)                                                                      \
    turned("what_if/06_deny_drip_open", c ", memory free", name, x, S_COMPUTE, "Chinese firms")
    assert_near(CHINA("deny", "wafers", 20e3) / CHINA("open", "wafers", 20e3), 1, .01);
    assert_true(CHINA("deny", "wafers", 40e3) / CHINA("open", "wafers", 40e3) < 1.01);
    assert_near(CHINA("deny", "progress_ratio", 1) / CHINA("open", "progress_ratio", 1), .755,
                .005);
#define DEARER(c, ops)                                                                         \
    (turned("what_if/09_is_h200_6x_h20", c, "intensity", ops, S_CAPEX, "All on H20") >         \
     turned("what_if/09_is_h200_6x_h20", c, "intensity", ops, S_CAPEX, "All on H200"))
    assert_false(DEARER("answering only", 69));
    assert_true(DEARER("answering only", 70));
#define RENTED(rate)                                                                           \
    turned("what_if/10_policy_roulette", "rent", "rmb_per_usd", rate, S_COMPUTE, NULL)
    assert_near(RENTED(6.9) - RENTED(7.3), 42e3, .02);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_ifs_hold),
                                       cmocka_unit_test(what_is_told_of_draws_holds),
                                       cmocka_unit_test(what_is_told_of_sliders_holds)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
