// What goes in and out of the window: exports, settings, a script that is saved again, options.
#include "support/test.h"

#include "base/file.h"
#include "view/fake.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static char *folder(void) {
    static char path[] = "/tmp/chokepoint-view-XXXXXX";
    strcpy(path + strlen(path) - 6, "XXXXXX");
    return mkdtemp(path);
}

static bool starts_with(const char *path, const char *bytes) {
    Faults *faults = faults_new();
    size_t size;
    char *data = file_read(path, &size, faults);
    bool same = data && size > 40 && memcmp(data, bytes, strlen(bytes)) == 0;
    free(data);
    faults_free(faults);
    return same;
}

static void exports(void **state) {
    World *w = *state;
    App *a = w->app;
    static const struct {
        const char *name, *bytes;
    } files[] = {{"fake.png", "\x89PNG"},
                 {"fake.svg", "<?xml"},
                 {"fake.pdf", "%PDF"},
                 {"fake.csv", "This run\nBaseline\n75k cap\n"},
                 {"fake-2.png", "\x89PNG"}};
    a->export_folder = folder();
    a->shown[FAKE_CAP_75K] = true;
    for (int i = 0; i < 5; i++) {
        fake_character(a, 'e');
        assert_int_equal(a->ui.popup.owner, W_EXPORT);
        for (int k = 0; k < i % 4; k++) fake_key(a, KEY_DOWN);
        fake_key(a, KEY_ENTER);
        char path[128], toast[160];
        snprintf(path, sizeof path, "%s/%s", a->export_folder, files[i].name);
        snprintf(toast, sizeof toast, "Saved %s", path);
        assert_string_equal(a->toast, toast);
        if (i != 3) assert_true(starts_with(path, files[i].bytes));
        assert_int_equal(remove(path), 0);
        if (i == 0) fclose(fopen(path, "w")); // in the way of the second picture
    }
    char path[128];
    snprintf(path, sizeof path, "%s/fake.png", a->export_folder);
    assert_int_equal(remove(path), 0);
    assert_int_equal(w->fake.tables, 1);
    assert_int_equal(rmdir(a->export_folder), 0);
    app_export(a, EXPORT_PNG);
    char toast[256];
    assert_int_equal(strncmp(a->toast, "Not saved: ", 11), 0);
    snprintf(toast, sizeof toast, "%s/fake.png", a->export_folder);
    assert_non_null(strstr(a->toast, toast));
}

// A disk that is full in the middle of a file: a message, and nothing is left behind.
static void full_disk(void **state) {
    World *w = *state;
    App *a = w->app;
    struct rlimit was, little = {16, 16};
    a->export_folder = folder();
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
    little.rlim_max = was.rlim_max;
    void (*old)(int) = signal(SIGXFSZ, SIG_IGN);
    for (ExportItem i = EXPORT_PNG; i <= EXPORT_CSV; i++) {
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &little), 0);
        a->toast[0] = 0;
        app_export(a, i);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
        assert_int_equal(strncmp(a->toast, "Not saved: ", 11), 0);
    }
    signal(SIGXFSZ, old);
    assert_int_equal(rmdir(a->export_folder), 0); // it is empty
}

static void settings_as_a_case(void **state) {
    World *w = *state;
    App *a = w->app;
    app_set_value(a, FAKE_LEVY, 0.1, true);
    app_set_value(a, FAKE_CAP, 90e3, true);
    app_set_value(a, FAKE_OPEN, 1, true);
    app_set_value(a, FAKE_BASIS, 1, true);
    app_set_value(a, FAKE_START, 318, true);
    fake_character(a, 'e');
    fake_key(a, KEY_END);
    fake_key(a, KEY_ENTER);
    assert_true(a->wants_clipboard);
    assert_string_equal(text_get(&a->clipboard), "case \"Baseline, edited\" {\n"
                                                 "  export_levy = 0.1,\n"
                                                 "  cap_per_buyer = 90000,\n"
                                                 "  open_door = true,\n"
                                                 "  bundle_basis = \"units\",\n"
                                                 "  approval_from = \"2026-07\"\n"
                                                 "}\n");
}

static void a_fault_keeps_the_last_good_run(void **state) {
    World *w = *state;
    App *a = w->app;
    app_set_value(a, FAKE_PRICE, 25000, true);
    app_update(a);
    const Figure *before = a->figure;
    w->fake.reload_fault = "chip \"H200\": field 'price': expected USD per unit, got months";
    w->fake.stamp = 2;
    fake_tick(a, 1);
    assert_ptr_equal(a->figure, before);
    assert_int_equal(faults_count(a->faults), 1);
    assert_string_equal(fault_line(a->faults, 0),
                        "folder/fake.lua:12: chip \"H200\": field 'price': expected USD per "
                        "unit, got months");
    fake_draw(a);
    assert_true(banner_height(a) > 0);
    fake_tick(a, 2); // the same file is not read again
    w->fake.reload_fault = NULL;
    fake_tick(a, 3);
    assert_int_equal(faults_count(a->faults), 1);
    w->fake.stamp = 0; // in the middle of being replaced
    fake_tick(a, 4);
    assert_int_equal(faults_count(a->faults), 1);
    int settled = w->fake.settled;
    w->fake.stamp = 3;
    fake_tick(a, 5);
    assert_int_equal(faults_count(a->faults), 0);
    assert_int_equal(w->fake.settled, settled + 1);
    assert_string_equal(a->toast, "Read again: folder/fake.lua");
    assert_true(a->values[FAKE_PRICE] == 25000); // what was moved stays moved
    assert_true(w->fake.last[FAKE_PRICE] == 25000);
}

// All of one reading are there, by line; the banner grows with them, up to six lines.
static void faults_are_shown_together(void **state) {
    World *w = *state;
    App *a = w->app;
    double height[9];
    w->fake.reload_fault = "the first";
    for (int more = 0; more < 9; more++) {
        w->fake.more_faults = more;
        w->fake.stamp++;
        fake_tick(a, 1 + more);
        fake_draw(a);
        assert_int_equal(faults_count(a->faults), more + 1);
        assert_string_equal(fault_line(a->faults, 0), "folder/fake.lua:12: the first");
        height[more] = banner_height(a);
    }
    assert_string_equal(fault_line(a->faults, 8), "folder/fake.lua:20: fault 8");
    for (int more = 1; more < 6; more++) assert_true(height[more] > height[more - 1]);
    for (int more = 6; more < 9; more++) assert_true(height[more] == height[5]);
}

// How to mend it stands at a fault's end: a long one takes two lines.
static void a_long_fault_is_told_in_full(void **state) {
    World *w = *state;
    App *a = w->app;
    double height[2];
    for (int i = 0; i < 2; i++) {
        w->fake.reload_fault =
            i ? "chip \"H200\": field 'throughput': is missing and flops too, expected one of "
                "them such as flops = 989.5, which is in TFLOPS of dense FP8"
              : "chip \"H200\": field 'origin': is missing";
        w->fake.stamp++;
        fake_tick(a, 1 + i);
        fake_draw(a);
        height[i] = banner_height(a);
    }
    assert_near(height[1] - height[0], 18, 1e-9);
}

// While a run is under way the newest setting waits; those between are never run.
static void only_the_newest_setting_is_run(void **state) {
    World *w = *state;
    App *a = w->app;
    const Figure *before = a->figure;
    w->fake.held = true;
    app_set_value(a, FAKE_LEVY, 0.1, false);
    app_update(a);
    int runs = w->fake.runs;
    for (int i = 0; i < 9; i++) {
        app_set_value(a, FAKE_LEVY, 0.1 + 0.01 * i, false);
        app_update(a);
        assert_false(app_is_dirty(a) && a->dirty == 0); // nothing to do but wait
    }
    assert_ptr_equal(a->figure, before);
    w->fake.held = false;
    app_update(a);
    assert_int_equal(w->fake.runs, runs + 2);
    assert_true(w->fake.last[FAKE_LEVY] == 0.1 + 0.01 * 8);
    assert_false(a->running || a->stale);
}

static void a_long_run_is_said_and_stopped(void **state) {
    World *w = *state;
    App *a = w->app;
    w->fake.held = true;
    app_set_value(a, FAKE_LEVY, 0.1, true);
    fake_tick(a, 10);
    assert_true(app_wait(a) <= 1);
    fake_tick(a, 12);
    assert_true(a->slow);
    fake_draw(a);
    fake_key(a, KEY_ESCAPE);
    assert_false(a->slow || a->running);
    assert_string_equal(
        fault_line(a->faults, 0),
        "folder/fake.lua: running it was stopped after 2 s: look for a loop that does "
        "not end, or change what was moved last");
    assert_true(banner_height(a) > 0);
    w->fake.held = false;
    fake_tick(a, 13);
    app_set_value(a, FAKE_LEVY, 0.15, true);
    fake_tick(a, 14);
    assert_int_equal(faults_count(a->faults), 0);
    assert_true(w->fake.last[FAKE_LEVY] == 0.15);
}

static void a_lost_worker_is_told(void **state) {
    World *w = *state;
    App *a = w->app;
    const Figure *before = a->figure;
    w->fake.held = true;
    app_set_value(a, FAKE_LEVY, 0.1, true);
    app_update(a);
    w->fake.loss = "running it needs more memory than there is";
    fake_tick(a, 1);
    assert_string_equal(fault_line(a->faults, 0),
                        "fake.lua: running it needs more memory than there is");
    assert_ptr_equal(a->figure, before);
    fake_draw(a);
}

static void a_note_of_the_replay(void **state) {
    World *w = *state;
    App *a = w->app;
    int runs = w->fake.runs;
    w->fake.note = "fake.lua:9: export_levy is compared by ==";
    fake_tick(a, 1);
    assert_string_equal(a->toast,
                        "Checked while idle: fake.lua:9: export_levy is compared by ==");
    assert_int_equal(w->fake.runs, runs + 2); // baseline and cases, and this run, once more
}

// Between the reading of a script with other cases and its first results.
static void old_results_stand_beside_a_new_script(void **state) {
    World *w = *state;
    App *a = w->app;
    a->shown[0] = a->shown[1] = true;
    app_build_figure(a);
    w->fake.version = 1; // without cases
    w->fake.run_fault = "the ledger does not balance";
    w->fake.stamp = 2;
    fake_tick(a, 1);
    assert_int_equal(a->scenario->n_cases, 0);
    assert_int_equal(a->fixed->n, 1 + FAKE_CASES);
    app_build_figure(a);
    fake_draw(a);
    assert_int_equal(a->figure->n_runs, 2);
    assert_int_equal(faults_count(a->faults), 1);
}

static void another_script_in_its_place(void **state) {
    World *w = *state;
    App *a = w->app;
    app_set_value(a, FAKE_LEVY, 0.1, true);
    app_set_value(a, FAKE_GROWTH, 0.07, true);
    app_choose_case(a, FAKE_CAP_75K);
    app_set_value(a, FAKE_GROWTH, 0.07, true);
    app_update(a);
    w->fake.version = 1; // without the levy and without cases
    w->fake.stamp = 2;
    fake_tick(a, 1);
    assert_int_equal(a->scenario->n_inputs, FAKE_N - 1);
    assert_int_equal(a->case_index, -1);
    assert_true(a->values[FAKE_GROWTH - 1] == 0.07);
    assert_int_equal(a->fixed->n, 1);
    fake_draw(a);
}

static void a_fault_of_a_run(void **state) {
    World *w = *state;
    App *a = w->app;
    const Figure *before = a->figure;
    w->fake.run_fault = "rule \"tighten\": no chip is named \"H2OO\"";
    fake_focus(a, W_INPUT + FAKE_LEVY);
    fake_key(a, KEY_RIGHT);
    assert_ptr_equal(a->figure, before);
    assert_string_equal(fault_line(a->faults, 0),
                        "fake.lua:7: rule \"tighten\": no chip is named \"H2OO\"");
    fake_draw(a);
    w->fake.run_fault = NULL;
    fake_key(a, KEY_LEFT);
    assert_int_equal(faults_count(a->faults), 0);
}

static void a_fault_of_a_case_leaves_the_baseline(void **state) {
    World *w = *state;
    App *a = w->app;
    w->fake.cases_fail = true;
    w->fake.stamp = 2;
    fake_tick(a, 1);
    assert_int_equal(a->fixed->n, 1);
    assert_string_equal(fault_line(a->faults, 0), "fake.lua:7: a case fails");
    fake_draw(a);
    fake_focus(a, W_INPUT + FAKE_LEVY);
    fake_key(a, KEY_HOME);
    assert_true(w->fake.last[FAKE_LEVY] == 0);
}

static void nothing_can_be_run(void **state) {
    (void)state;
    Fake f;
    Model m = fake_model(&f);
    f.run_fault = "the ledger does not balance";
    Faults *faults = faults_new();
    AppOptions o = {.width = 1280, .height = 800};
    assert_null(app_new(&m, &o, faults));
    assert_faults(faults, "fake.lua:7: the ledger does not balance");
    faults_free(faults);
}

static void options(void **state) {
    (void)state;
    Fake f;
    Faults *faults = faults_new();
    const char *sets[] = {"export_levy=0.1", "h200_price=21000"};
    AppOptions o = {
        .width = 1280, .height = 800, .case_name = "75k cap", .n_sets = 2, .sets = sets};
    Model m = fake_model(&f);
    App *a = app_new(&m, &o, faults);
    assert_no_faults(faults);
    assert_true(f.last[FAKE_CAP] == 75e3 && f.last[FAKE_LEVY] == 0.1);
    assert_true(f.last[FAKE_PRICE] == 21000);
    app_free(a);
    o.case_name = "75k caps";
    m = fake_model(&f);
    assert_null(app_new(&m, &o, faults));
    assert_faults(faults,
                  "folder/fake.lua: --case: no case \"75k caps\", did you mean \"75k cap\"?");
    faults_clear(faults);
    o.case_name = NULL;
    sets[1] = "price=1";
    m = fake_model(&f);
    assert_null(app_new(&m, &o, faults));
    assert_faults(faults, "unknown lever in \"price=1\"");
    faults_free(faults);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_APP(exports),
        WITH_APP(full_disk),
        WITH_APP(settings_as_a_case),
        WITH_APP(a_fault_keeps_the_last_good_run),
        WITH_APP(faults_are_shown_together),
        WITH_APP(a_long_fault_is_told_in_full),
        WITH_APP(only_the_newest_setting_is_run),
        WITH_APP(a_long_run_is_said_and_stopped),
        WITH_APP(a_lost_worker_is_told),
        WITH_APP(a_note_of_the_replay),
        WITH_APP(old_results_stand_beside_a_new_script),
        WITH_APP(another_script_in_its_place),
        WITH_APP(a_fault_of_a_run),
        WITH_APP(a_fault_of_a_case_leaves_the_baseline),
        cmocka_unit_test(nothing_can_be_run),
        cmocka_unit_test(options),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
