// Several scripts in one window: the first has the levers, the others lie over it.
#include "support/test.h"

#include "base/file.h"
#include "view/fake.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#define HEAD "scenario \"One permit\" { from = \"%s\", to = \"%.4s-12\", step = \"%s\" }\n"
static const char REST[] =
    "local permit = lever \"permit\" { %s, min = 0, max = 400e3, source = \"assumed\" }\n"
    "chip \"H200\" { seller = \"Nvidia\", origin = \"US\", price = usd(27000), flops = 989.5 "
    "}\n"
    "line \"stock\" { chip = \"H200\", inventory = 300e3 }\n"
    "buyer \"ByteDance\" { jurisdiction = \"CN\", capex = usd(10e9), demand = 20e3 }\n"
    "control \"customs\" { by = \"CN\", chips = { \"H200\" } }\n"
    "approval \"permit\" { by = \"CN\", chips = { \"H200\" }, units = permit }\n"
    "case \"twice\" { permit = 200e3 }\n";

typedef struct Files {
    char folder[64], path[2][128];
    App *app;
} Files;

// Saved `seconds` after the time of the first saving, so that no clock is too coarse.
static void save(Files *w, int i, const char *from, const char *step, const char *permit,
                 int seconds) {
    char text[2048];
    size_t n = (size_t)snprintf(text, sizeof text, HEAD, from, from, step);
    snprintf(text + n, sizeof text - n, REST, permit);
    Faults *faults = faults_new();
    assert_true(file_write(w->path[i], text, strlen(text), faults));
    faults_free(faults);
    struct timeval times[2] = {{1700000000 + seconds, 0}, {1700000000 + seconds, 0}};
    assert_int_equal(utimes(w->path[i], times), 0);
}

static int start(void **state) {
    Files *w = calloc(1, sizeof *w);
    strcpy(w->folder, "/tmp/chokepoint-others-XXXXXX");
    if (!mkdtemp(w->folder)) return 1;
    snprintf(w->path[0], sizeof w->path[0], "%s/first.lua", w->folder);
    snprintf(w->path[1], sizeof w->path[1], "%s/second.lua", w->folder);
    save(w, 0, "2026-01", "month", "100e3", 0);
    save(w, 1, "2026-04", "month", "50e3", 0);
    *state = w;
    return 0;
}

static void open_both(Files *w) {
    Faults *faults = faults_new();
    Model m[2];
    AppOptions o = {.width = 1280, .height = 800, .n_others = 1, .others = m + 1};
    assert_true(model_script(&m[0], w->path[0], faults));
    assert_true(model_script(&m[1], w->path[1], faults));
    w->app = app_new(&m[0], &o, faults);
    assert_no_faults(faults);
    faults_free(faults);
    assert_true(app_settle(w->app, 20));
}

static int stop(void **state) {
    Files *w = *state;
    app_free(w->app);
    remove(w->path[0]);
    remove(w->path[1]);
    rmdir(w->folder);
    free(w);
    return 0;
}

static const double *supply(const App *a, int run) {
    return a->figure->panels[0].curves[0].y[run];
}

static double sum(const double *y, int n) {
    double all = 0;
    for (int i = 0; i < n; i++)
        if (y[i] >= 0) all += y[i];
    return all;
}

static void tick(App *a, double now) {
    app_update(a); // hears of what was saved
    app_event(a, &(UiEvent){.kind = EVENT_TICK, .now = now});
    assert_true(app_settle(a, 20));
}

static void curves_lie_over_by_name_and_date(void **state) {
    Files *w = *state;
    open_both(w);
    App *a = w->app;
    assert_int_equal(a->figure->n_runs, 3);
    assert_string_equal(a->figure->run_names[2], "second");
    const double *y = supply(a, 2);
    assert_true(y[2] != y[2]); // before it begins
    assert_true(y[3] >= 0);
    assert_near(sum(y, 12), 50e3, 1e-6);
    assert_near(sum(supply(a, 0), 12), 100e3, 1e-6);
    assert_near(other_total(&a->others[0], 1, S_DELIVERED), 180e3, 1e-6);
    fake_draw(a);
    fake_focus(a, W_OTHER + 1);
    fake_key(a, KEY_SPACE);
    assert_int_equal(a->figure->n_runs, 4);
    assert_string_equal(a->figure->run_names[3], "second: twice");
    double its = supply(a, 2)[5], base = supply(a, 1)[5];
    fake_character(a, 'd');
    assert_near(supply(a, 1)[5], its - base, 1e-6);
    fake_character(a, 'd');
    fake_focus(a, W_OTHER);
    fake_key(a, KEY_SPACE);
    assert_int_equal(a->figure->n_runs, 3); // its case stays
    fake_draw(a);
    app_set_value(a, 0, 150e3, true);
    assert_true(app_settle(a, 20));
    assert_near(sum(supply(a, 0), 12), 150e3, 1e-6);
    assert_near(other_total(&a->others[0], 0, S_DELIVERED), 50e3, 1e-6);
}

static void each_is_read_again_when_it_is_saved(void **state) {
    Files *w = *state;
    open_both(w);
    App *a = w->app;
    save(w, 1, "2026-04", "month", "70e3", 10);
    tick(a, 1);
    assert_near(sum(supply(a, 2), 12), 70e3, 1e-6);
    save(w, 1, "2026-04", "month", "usd(5)", 20);
    tick(a, 2);
    assert_non_null(strstr(a->toast, "second.lua:"));
    assert_near(sum(supply(a, 2), 12), 70e3, 1e-6);
    save(w, 1, "2026-04", "month", "60e3", 30);
    save(w, 0, "2026-02", "month", "90e3", 30);
    tick(a, 3);
    assert_near(sum(supply(a, 2), 11), 60e3, 1e-6);
    assert_near(sum(supply(a, 0), 11), 90e3, 1e-6);
    fake_draw(a);
}

static void what_does_not_fit_is_said(void **state) {
    Files *w = *state;
    save(w, 1, "2026-04", "quarter", "50e3", 0);
    open_both(w);
    App *a = w->app;
    assert_int_equal(a->figure->n_runs, 2);
    assert_string_equal(a->others[0].wrong, "its steps are a quarter, here they are a month");
    fake_draw(a);
    save(w, 0, "2026-01", "quarter", "100e3", 10);
    tick(a, 1);
    assert_null(a->others[0].wrong);
    assert_string_equal(other_state(&a->others[0]), "runs");
    assert_int_equal(a->figure->n_runs, 3);
    save(w, 0, "2025-01", "quarter", "100e3", 20);
    tick(a, 2);
    assert_string_equal(other_state(&a->others[0]), "it has no date in common");
    assert_int_equal(a->figure->n_runs, 2);
    fake_draw(a);
}

// Its rule fails when it runs.
#define FAILING                                                                                \
    "50e3, min = 0, max = 400e3, source = \"assumed\" }\n"                                     \
    "rule(\"stop\", function(w) error(\"no\") end)\n"                                          \
    "local other = lever \"other\" { 1"

static void what_cannot_be_run_is_said(void **state) {
    Files *w = *state;
    open_both(w);
    App *a = w->app;
    save(w, 1, "2026-04", "month", FAILING, 10);
    Faults *faults = faults_new();
    Model m;
    assert_true(model_script(&m, w->path[1], faults));
    faults_free(faults);
    assert_true(app_add_script(a, &m));
    assert_string_equal(other_state(&a->others[1]), "is being run");
    fake_draw(a);
    assert_true(app_settle(a, 20));
    assert_string_equal(other_state(&a->others[1]), "it cannot be run");
    assert_non_null(strstr(a->toast, "no"));
    fake_draw(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(curves_lie_over_by_name_and_date, start, stop),
        cmocka_unit_test_setup_teardown(each_is_read_again_when_it_is_saved, start, stop),
        cmocka_unit_test_setup_teardown(what_does_not_fit_is_said, start, stop),
        cmocka_unit_test_setup_teardown(what_cannot_be_run_is_said, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
