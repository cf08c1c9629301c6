// Every script of scripts/what_if passes `check --strict`: baseline, cases and both ends of every
// range run, without a warning; no number lacks a source; and what its text claims of the run, as
// expectations, holds.
#include "support/test.h"

#include "base/file.h"
#include "study/footing.h"
#include "study/survey.h"
#include "study/verdict.h"

#include <glob.h>
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

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_ifs_hold)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
