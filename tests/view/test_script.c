// The window over a real script: what the hand-made world of the other tests leaves out.
#include "support/test.h"

#include "base/file.h"
#include "verb/verb.h"
#include "view/permit.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

static void a_lever_moves_the_market(void **state) {
    Saved *w = *state;
    App *a = w->app;
    assert_near(permit_delivered(a), 100e3, 1e-9);
    assert_near(a->summary[SUMMARY_DELIVERED].of_case[0], 200e3, 1e-9);
    app_set_value(a, 0, 150e3, false);
    permit_settle(a);
    assert_near(permit_delivered(a), 150e3, 1e-9);
    app_set_value(a, 0, 150e3, true);
    permit_settle(a);
    assert_near(permit_delivered(a), 150e3, 1e-9);
    app_choose_case(a, 0);
    permit_settle(a);
    assert_near(permit_delivered(a), 200e3, 1e-9);
    assert_near(a->summary[SUMMARY_DELIVERED].baseline, 100e3, 1e-9);
}

static void saving_reads_it_again(void **state) {
    Saved *w = *state;
    App *a = w->app;
    char text[2048], *price;
    app_set_value(a, 0, 150e3, true);
    permit_settle(a);
    strcpy(text, PERMIT_SCRIPT);
    price = strstr(text, "usd(27000)");
    memcpy(price, "months(27)", 10);
    permit_save(w, text, 10);
    permit_tick(a, 1);
    assert_int_equal(faults_count(a->faults), 1);
    char want[256];
    snprintf(want, sizeof want, "%s:3: chip \"H200\": field 'price': is months", w->path);
    assert_memory_equal(fault_line(a->faults, 0), want, strlen(want));
    assert_near(permit_delivered(a), 150e3, 1e-9);
    strcpy(text, PERMIT_SCRIPT);
    memcpy(strstr(text, "300e3"), "120e3", 5);
    permit_save(w, text, 20);
    permit_tick(a, 2);
    assert_int_equal(faults_count(a->faults), 0);
    assert_near(a->values[0], 150e3, 0);
    assert_near(permit_delivered(a), 120e3, 1e-9);
}

static void drop(App *a, const char *path) {
    app_event(a, &(UiEvent){.kind = EVENT_DROP, .path = path, .now = a->now});
    permit_settle(a);
}

static void another_script_is_opened(void **state) {
    Saved *w = *state, other = {0};
    App *a = w->app;
    char text[2048], want[256];
    snprintf(other.path, sizeof other.path, "%s/other.lua", w->folder);
    app_set_value(a, 0, 150e3, true);
    permit_settle(a);
    drop(a, other.path); // it is missing
    assert_true(a->refused);
    assert_int_equal(faults_count(a->faults), 1);
    snprintf(want, sizeof want,
             "cannot read %s: No such file or directory; check the name and the folder you "
             "are in",
             other.path);
    assert_string_equal(fault_line(a->faults, 0), want);
    assert_string_equal(a->model.path(a->model.context), w->path);
    app_set_value(a, 0, 140e3, true);
    permit_settle(a);
    assert_near(permit_delivered(a), 140e3, 1e-9);
    strcpy(text, PERMIT_SCRIPT);
    memcpy(strstr(text, "300e3"), "090e3", 5);
    permit_save(&other, text, 10);
    drop(a, other.path);
    snprintf(want, sizeof want, "Opened %s", other.path);
    assert_string_equal(a->toast, want);
    assert_int_equal(faults_count(a->faults), 0);
    assert_string_equal(a->model.path(a->model.context), other.path);
    assert_near(a->values[0], 100e3, 0);
    assert_near(permit_delivered(a), 90e3, 1e-9);
    memcpy(strstr(text, "090e3"), "080e3", 5);
    permit_save(&other, text, 20); // it is the one that is watched now
    permit_tick(a, 1);
    assert_near(permit_delivered(a), 80e3, 1e-9);
    remove(other.path);
}

static void a_month_is_explained(void **state) {
    Saved *w = *state;
    App *a = w->app;
    app_why(a, "ByteDance", 2);
    permit_settle(a);
    assert_non_null(a->why.told);
    const WhyLine *last = &a->why.told->lines[a->why.told->n - 2];
    assert_string_equal(last->text, "What holds all foreign purchases of ByteDance in this "
                                    "step: demand: it wants no more.");
    app_set_value(a, 0, 0, true);
    permit_settle(a);
    last = &a->why.told->lines[a->why.told->n - 2];
    assert_non_null(strstr(last->text, "approvals"));
    permit_save(w, PERMIT_SCRIPT, 10);
    permit_tick(a, 1);
    assert_non_null(a->why.told);
    assert_true(a->why.open);
}

// The process that was started last for a script.
static pid_t worker(void) {
    char path[64];
    int found = 0;
    snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    for (int pid; fscanf(f, "%d", &pid) == 1; found = pid) {
    }
    fclose(f);
    assert_true(found > 0);
    return found;
}

static void a_killed_worker_is_replaced(void **state) {
    Saved *w = *state;
    App *a = w->app;
    app_set_value(a, 0, 150e3, true);
    permit_settle(a);
    pid_t first = worker();
    kill(first, SIGKILL);
    a->model.wait(a->model.context, 5000);
    app_set_value(a, 0, 160e3, false);
    permit_settle(a);
    assert_near(permit_delivered(a), 160e3, 1e-9);
    assert_near(a->summary[SUMMARY_DELIVERED].of_case[0], 200e3, 1e-9);
    assert_int_equal(faults_count(a->faults), 0);
    assert_int_not_equal(worker(), first);
}

// It takes seconds until the limit of instructions ends it.
static const char LOOP[] = "if permit > 300e3 then while true do end end\n";

static void save_with_loop(Saved *w, int seconds) {
    char text[2048];
    snprintf(text, sizeof text, "%s%s", PERMIT_SCRIPT, LOOP);
    permit_save(w, text, seconds);
}

static void a_loop_is_stopped(void **state) {
    Saved *w = *state;
    App *a = w->app;
    save_with_loop(w, 10);
    permit_tick(a, 1);
    app_set_value(a, 0, 350e3, false);
    app_update(a);
    assert_true(a->running);
    app_event(a, &(UiEvent){.kind = EVENT_TICK, .now = 2.5});
    assert_true(a->slow);
    app_event(a, &(UiEvent){.kind = EVENT_KEY, .key = KEY_ESCAPE, .now = 4.5});
    app_update(a);
    assert_false(a->running || a->slow);
    char want[256];
    snprintf(want, sizeof want,
             "%s: running it was stopped after 3 s: look for a loop that does not end, or "
             "change what was moved last",
             w->path);
    assert_int_equal(faults_count(a->faults), 1);
    assert_string_equal(fault_line(a->faults, 0), want);
    assert_near(permit_delivered(a), 100e3, 1e-9); // the last good run stays
    app_set_value(a, 0, 150e3, true);
    permit_settle(a);
    assert_near(permit_delivered(a), 150e3, 1e-9);
    assert_int_equal(faults_count(a->faults), 0);
}

// The same without anybody at the keys.
static void a_loop_ends_by_itself(void **state) {
    Saved *w = *state;
    App *a = w->app;
    save_with_loop(w, 10);
    permit_tick(a, 1);
    app_set_value(a, 0, 350e3, false);
    app_update(a);
    app_event(a, &(UiEvent){.kind = EVENT_TICK, .now = 62});
    assert_false(a->running);
    assert_int_equal(faults_count(a->faults), 1);
}

// What is repaired is read although the old script still runs in circles.
static void saving_ends_a_loop(void **state) {
    Saved *w = *state;
    App *a = w->app;
    save_with_loop(w, 10);
    permit_tick(a, 1);
    app_set_value(a, 0, 350e3, false);
    app_update(a);
    assert_true(a->running);
    permit_save(w, PERMIT_SCRIPT, 20);
    permit_tick(a, 2);
    assert_int_equal(faults_count(a->faults), 0);
    assert_near(permit_delivered(a), 240e3, 1e-9); // as many as 20,000 a month wish
}

static void a_crash_is_told(void **state) {
    Saved *w = *state;
    App *a = w->app;
    save_with_loop(w, 10);
    permit_tick(a, 1);
    app_set_value(a, 0, 350e3, false);
    app_update(a);
    kill(worker(), SIGSEGV);
    kill(worker(), SIGKILL); // the sanitizer's handler might make a story of it
    permit_settle(a);
    assert_int_equal(faults_count(a->faults), 1);
    char want[256];
    snprintf(want, sizeof want, "%s: running it was ended by signal ", w->path);
    assert_memory_equal(fault_line(a->faults, 0), want, strlen(want));
    assert_near(permit_delivered(a), 100e3, 1e-9);
}

// While the new text is read, the old script goes on.
static void a_reading_that_ends_is_told(void **state) {
    Saved *w = *state;
    App *a = w->app;
    permit_save(w, "while true do end", 10);
    app_event(a, &(UiEvent){.kind = EVENT_TICK, .now = 1});
    assert_true(a->reading);
    kill(worker(), SIGKILL);
    permit_settle(a);
    char want[256];
    snprintf(want, sizeof want, "%s: reading it was ended by signal 9 (Killed)", w->path);
    assert_int_equal(faults_count(a->faults), 1);
    assert_string_equal(fault_line(a->faults, 0), want);
    app_set_value(a, 0, 150e3, true);
    permit_settle(a);
    assert_near(permit_delivered(a), 150e3, 1e-9);
    assert_int_equal(faults_count(a->faults), 1); // what is saved is still not read
}

static void a_missing_file_is_told(void **state) {
    Saved *w = *state;
    App *a = w->app;
    remove(w->path);
    permit_tick(a, 1);
    assert_int_equal(faults_count(a->faults), 0); // perhaps it is being saved
    permit_tick(a, 3);
    char want[256];
    snprintf(want, sizeof want,
             "%s: it, or a file that it reads, is missing: it is read again as soon as it is "
             "there",
             w->path);
    assert_int_equal(faults_count(a->faults), 1);
    assert_string_equal(fault_line(a->faults, 0), want);
    app_set_value(a, 0, 150e3, true);
    permit_settle(a);
    assert_near(permit_delivered(a), 150e3, 1e-9); // what was read is run
    assert_int_equal(faults_count(a->faults), 1);
    permit_save(w, PERMIT_SCRIPT, 0);
    permit_tick(a, 4);
    assert_int_equal(faults_count(a->faults), 0);
}

// `permit == 3` is never true of a quantity: only the replay finds it.
static void the_replay_finds_what_is_silent(void **state) {
    Saved *w = *state;
    App *a = w->app;
    char text[2048];
    snprintf(text, sizeof text,
             "%sif permit == 400e3 then line \"more\" { chip = \"H200\", "
             "inventory = 1e3 } end\n",
             PERMIT_SCRIPT);
    permit_save(w, text, 10);
    permit_tick(a, 1);
    for (int i = 0; i < 500 && !a->toast[0]; i++) app_settle(a, 0);
    for (int i = 0; i < 500 && strncmp(a->toast, "Checked", 7) != 0; i++) {
        a->model.wait(a->model.context, 20);
        app_update(a);
    }
    char want[256];
    snprintf(want, sizeof want, "Checked while idle: %s:9: permit is compared by ==", w->path);
    assert_memory_equal(a->toast, want, strlen(want));
    app_set_value(a, 0, 400e3, false);
    permit_settle(a);
    assert_near(a->live->at[0].scenario->n_lines, 2, 0);
}

static void the_data_behind_it(void **state) {
    Saved *w = *state;
    App *a = w->app;
    char path[128];
    a->export_folder = w->folder;
    app_export(a, EXPORT_CSV);
    snprintf(path, sizeof path, "%s/permit.csv", w->folder);
    Faults *faults = faults_new();
    size_t size;
    char *data = file_read(path, &size, faults);
    assert_no_faults(faults);
    faults_free(faults);
    assert_int_equal(strncmp(data, "scenario,case,draw,seed,date,series,", 36), 0);
    assert_non_null(
        strstr(data, "\nOne permit,This run,,1234,2026-01-01,wished,ByteDance,H200,"));
    assert_non_null(strstr(data, "\nOne permit,Baseline,,"));
    assert_null(strstr(data, "\nOne permit,twice,,"));
    free(data);
    remove(path);
}

static void settings_can_be_pasted_into_the_script(void **state) {
    Saved *w = *state;
    App *a = w->app;
    app_set_value(a, 0, 150e3, true);
    permit_settle(a);
    Text script = {0};
    text_add(&script, PERMIT_SCRIPT);
    app_case_text(a, &script);
    permit_save(w, text_get(&script), 10);
    text_done(&script);
    permit_tick(a, 1);
    assert_int_equal(faults_count(a->faults), 0);
    assert_int_equal(a->scenario->n_cases, 2);
    assert_near(a->summary[SUMMARY_DELIVERED].of_case[1], 150e3, 1e-9);
}

static unsigned number_at(const char *png, int at) {
    unsigned n = 0;
    for (int i = 0; i < 4; i++) n = n << 8 | (unsigned char)png[at + i];
    return n;
}

static int view(Saved *w, char *options[6]) {
    char verb[] = "view";
    char *argv[9] = {verb, w->path};
    int argc = 2;
    for (int i = 0; i < 6 && options[i]; i++) argv[argc++] = options[i];
    return verb_view(argc, argv);
}

static void a_picture_of_the_window(void **state) {
    Saved *w = *state;
    char path[128], size_option[] = "--size=1024x640", scale[] = "--scale=2", file[160];
    snprintf(path, sizeof path, "%s/window.png", w->folder);
    snprintf(file, sizeof file, "--screenshot=%s", path);
    char dark[] = "--theme=dark", set[] = "--set=permit=50000";
    char *options[6] = {size_option, scale, file, dark, set};
    assert_int_equal(view(w, options), EXIT_FINE);
    Faults *faults = faults_new();
    size_t size;
    char *png = file_read(path, &size, faults);
    assert_no_faults(faults);
    faults_free(faults);
    assert_int_equal(number_at(png, 16), 2048);
    assert_int_equal(number_at(png, 20), 1280);
    free(png);
    remove(path);
}

static void wrong_options(void **state) {
    Saved *w = *state;
    char theme[] = "--theme=pink", size[] = "--size=100x100", scale[] = "--scale=big";
    char named[] = "--case=three times", nowhere[] = "--screenshot=/nowhere/x.png";
    char set[] = "--set=permits=3", draws[] = "--draws=2.5";
    char *usage[4] = {theme, size, scale, draws}, *fault[3] = {named, nowhere, set};
    for (int i = 0; i < 4; i++) assert_int_equal(view(w, (char *[6]){usage[i]}), EXIT_USAGE);
    for (int i = 0; i < 3; i++) assert_int_equal(view(w, (char *[6]){fault[i]}), EXIT_FAULT);
    permit_save(w, "scenario \"\" {", 5);
    assert_int_equal(view(w, (char *[6]){nowhere}), EXIT_FAULT);
}

#define WITH_SCRIPT(test) cmocka_unit_test_setup_teardown(test, permit_start, saved_stop)

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_SCRIPT(a_lever_moves_the_market),
        WITH_SCRIPT(a_month_is_explained),
        WITH_SCRIPT(saving_reads_it_again),
        WITH_SCRIPT(another_script_is_opened),
        WITH_SCRIPT(a_killed_worker_is_replaced),
        WITH_SCRIPT(a_loop_is_stopped),
        WITH_SCRIPT(a_loop_ends_by_itself),
        WITH_SCRIPT(saving_ends_a_loop),
        WITH_SCRIPT(a_crash_is_told),
        WITH_SCRIPT(a_reading_that_ends_is_told),
        WITH_SCRIPT(a_missing_file_is_told),
        WITH_SCRIPT(the_replay_finds_what_is_silent),
        WITH_SCRIPT(the_data_behind_it),
        WITH_SCRIPT(settings_can_be_pasted_into_the_script),
        WITH_SCRIPT(a_picture_of_the_window),
        WITH_SCRIPT(wrong_options),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
