// Every script in ok/ loads and runs, with all its cases; every script in bad/ has exactly the
// faults of the .err beside it. UPDATE_GOLDEN=1 writes the .err anew: read the difference.
#include "support/test.h"

#include "base/file.h"
#include "base/text.h"
#include "scenario/schema.h"
#include "study/study.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int is_script(const struct dirent *e) {
    const char *dot = strrchr(e->d_name, '.');
    return dot && strcmp(dot, ".lua") == 0;
}

// Loads the script and runs its baseline and all cases.
static void run_all(const char *path, Faults *f) {
    Script *s = script_load(path, NULL, f);
    if (!s) return;
    const Scenario *base = script_base(s);
    int n = base->n_cases + 1;
    Point *points = calloc((size_t)n, sizeof *points);
    double *values = calloc((size_t)(n * (base->n_inputs + 1)), sizeof *values);
    for (int i = 0; i < n; i++) {
        double *v = values + i * base->n_inputs;
        points[i] = (Point){i ? base->cases[i - 1].name : "baseline", v};
        if (i)
            script_case_values(s, i - 1, v);
        else
            script_base_values(s, v);
    }
    Results *r = study_run(s, points, n, NULL, true, f);
    assert_true(r || faults_count(f));
    results_free(r);
    free(values);
    free(points);
    script_free(s);
}

// Calls `check` for every script of the folder, inside it (`..` is tests/scripts); how many fail.
static int each_script(const char *folder, bool (*check)(const char *path)) {
    char before[4096], home[4096];
    struct dirent **files;
    assert_non_null(getcwd(before, sizeof before));
    assert_true(file_home("scripts", home, sizeof home));
    assert_int_equal(chdir(home), 0);
    assert_int_equal(chdir("../tests/scripts"), 0);
    assert_int_equal(chdir(folder), 0);
    int n = scandir(".", &files, is_script, alphasort), wrong = 0;
    assert_true(n > 0);
    for (int i = 0; i < n; i++) {
        if (!check(files[i]->d_name)) {
            print_error("%s/%s\n", folder, files[i]->d_name);
            wrong++;
        }
        free(files[i]);
    }
    free(files);
    assert_int_equal(chdir(before), 0);
    return wrong;
}

static bool check_ok(const char *path) {
    Faults *f = faults_new();
    run_all(path, f);
    int n = faults_count(f);
    for (int i = 0; i < n; i++) print_error("%s\n", fault_line(f, i));
    faults_free(f);
    return n == 0;
}

static void all_lines(Faults *f, Text *out) {
    faults_sort(f);
    for (int i = 0; i < faults_count(f); i++) text_printf(out, "%s\n", fault_line(f, i));
}

static bool check_bad(const char *path) {
    Faults *f = faults_new(), *reading = faults_new();
    Text got = {0};
    char name[300];
    snprintf(name, sizeof name, "%.*s.err", (int)strlen(path) - 4, path);
    run_all(path, f);
    all_lines(f, &got);
    if (getenv("UPDATE_GOLDEN")) file_write(name, text_get(&got), got.length, reading);
    char *expected = file_read(name, NULL, reading);
    bool same = expected && got.length && strcmp(expected, text_get(&got)) == 0;
    if (!same)
        print_error("got\n%sexpected\n%s", text_get(&got), expected ? expected : "(no .err)\n");
    free(expected);
    text_done(&got);
    faults_free(reading);
    faults_free(f);
    return same;
}

static void good_scripts_run(void **state) {
    (void)state;
    assert_int_equal(each_script("ok", check_ok), 0);
}

static void shipped_scripts_run(void **state) {
    (void)state;
    assert_int_equal(each_script("../../scripts", check_ok), 0);
    assert_int_equal(each_script("../../scripts/lessons", check_ok), 0);
}

static void bad_scripts_say_why(void **state) {
    (void)state;
    assert_int_equal(each_script("bad", check_bad), 0);
}

static Text all_errors;

static bool add_errors(const char *path) {
    Faults *f = faults_new();
    char name[300];
    snprintf(name, sizeof name, "%.*s.err", (int)strlen(path) - 4, path);
    char *text = file_read(name, NULL, f);
    if (text) text_add(&all_errors, text);
    free(text);
    faults_free(f);
    return text != NULL;
}

// Of the entities whose numbers the market reads, and of what is shown.
static void every_field_has_a_bad_script(void **state) {
    (void)state;
    int missing = 0;
    assert_int_equal(each_script("bad", add_errors), 0);
    for (int i = 0; i < kind_count(); i++) {
        const Kind *k = kind_at(i);
        for (int j = 0; j < k->n_fields && k->size; j++) {
            char field[80];
            snprintf(field, sizeof field, "field '%s'", k->fields[j].name);
            if (strstr(text_get(&all_errors), field)) continue;
            print_error("%s: %s: no script in bad/\n", k->name, field);
            missing++;
        }
    }
    text_done(&all_errors);
    assert_int_equal(missing, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_scripts_run), cmocka_unit_test(shipped_scripts_run),
        cmocka_unit_test(bad_scripts_say_why), cmocka_unit_test(every_field_has_a_bad_script)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
