// What is saved is read again: the script, what it requires, its data.
#include "support/test.h"

#include "base/file.h"
#include "view/app.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

static const char SCRIPT[] =
    "scenario \"One permit\" { from = \"2026-01\", to = \"2026-12\" }\n"
    "local permit = lever \"permit\" { 100e3, min = 0, max = 400e3, source = \"assumed\" }\n"
    "chip \"H200\" { seller = \"Nvidia\", origin = \"US\", price = usd(27000), flops = 989.5 "
    "}\n"
    "line \"stock\" { chip = \"H200\", inventory = 300e3 }\n"
    "buyer \"ByteDance\" { jurisdiction = \"CN\", capex = usd(10e9), demand = 20e3 }\n"
    "control \"customs\" { by = \"CN\", chips = { \"H200\" } }\n"
    "approval \"permit\" { by = \"CN\", chips = { \"H200\" }, units = permit }\n"
    "case \"twice\" { permit = 200e3 }\n";

typedef struct World {
    char folder[64], path[128];
    App *app;
} World;

// Saved `seconds` after the time of the first saving, so that no clock is too coarse.
static void save(World *w, const char *text, int seconds) {
    Faults *faults = faults_new();
    assert_true(file_write(w->path, text, strlen(text), faults));
    faults_free(faults);
    struct timeval times[2] = {{1700000000 + seconds, 0}, {1700000000 + seconds, 0}};
    assert_int_equal(utimes(w->path, times), 0);
}

static int start(void **state) {
    World *w = calloc(1, sizeof *w);
    strcpy(w->folder, "/tmp/chokepoint-script-XXXXXX");
    if (!mkdtemp(w->folder)) return 1;
    snprintf(w->path, sizeof w->path, "%s/permit.lua", w->folder);
    save(w, SCRIPT, 0);
    Faults *faults = faults_new();
    Model m;
    AppOptions o = {.width = 1280, .height = 800};
    if (model_script(&m, w->path, faults)) w->app = app_new(&m, &o, faults);
    assert_no_faults(faults);
    faults_free(faults);
    *state = w;
    return 0;
}

static int stop(void **state) {
    World *w = *state;
    app_free(w->app);
    remove(w->path);
    rmdir(w->folder);
    free(w);
    return 0;
}

static double delivered(const App *a) {
    return a->summary[SUMMARY_DELIVERED].live;
}

static void settle(App *a) {
    assert_true(app_settle(a, 20));
}

static void tick(App *a, double now) {
    app_update(a); // hears of what was saved
    app_event(a, &(UiEvent){.kind = EVENT_TICK, .now = now});
    settle(a);
}

static void beside(const World *w, const char *name, const char *text) {
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", w->folder, name);
    Faults *faults = faults_new();
    if (text) assert_true(file_write(path, text, strlen(text), faults));
    if (!text) assert_int_equal(remove(path), 0);
    faults_free(faults);
}

// Also those of a reading that failed: what is wrong may be in them alone.
static void what_it_requires_is_read_again(void **state) {
    World *w = *state;
    App *a = w->app;
    char text[2048];
    snprintf(text, sizeof text, "%s%s", "local stock = require \"stock\"\n", SCRIPT);
    memcpy(strstr(text, "300e3"), "stock", 5);
    save(w, text, 10);
    tick(a, 1);
    assert_int_equal(faults_count(a->faults), 1); // it is missing
    beside(w, "stock.lua", "return 300e3 +");
    tick(a, 2);
    assert_int_equal(faults_count(a->faults), 1);
    assert_non_null(strstr(fault_line(a->faults, 0), "stock.lua:1: "));
    beside(w, "stock.lua", "return 60e3");
    tick(a, 3);
    assert_int_equal(faults_count(a->faults), 0);
    assert_near(delivered(a), 60e3, 1e-9);
    beside(w, "stock.lua", "return 70e3");
    tick(a, 4);
    assert_near(delivered(a), 70e3, 1e-9);
    beside(w, "stock.lua", NULL);
    tick(a, 5);
    tick(a, 7);
    assert_int_equal(faults_count(a->faults), 1);
    beside(w, "stock.lua", "return 80e3");
    tick(a, 8);
    assert_int_equal(faults_count(a->faults), 0);
    assert_near(delivered(a), 80e3, 1e-9);
    beside(w, "stock.lua", NULL);
}

static void its_data_are_read_again(void **state) {
    World *w = *state;
    App *a = w->app;
    char text[2048];
    snprintf(text, sizeof text, "%s%s", "local stock = data \"stock.csv\"\n", SCRIPT);
    char *at = strstr(text, "300e3");
    char rest[2048];
    strcpy(rest, at + 5);
    snprintf(at, sizeof text - (size_t)(at - text), "stock[1].units%s", rest);
    beside(w, "stock.csv", "units\n60000\n");
    save(w, text, 10);
    tick(a, 1);
    assert_no_faults(a->faults);
    assert_near(delivered(a), 60e3, 1e-9);
    beside(w, "stock.csv", "units\n70000\n");
    tick(a, 2);
    assert_near(delivered(a), 70e3, 1e-9);
    beside(w, "stock.csv", NULL);
}

// What is saved while the script is being read is not taken for what was read.
static void saved_while_it_is_read(void **state) {
    World *w = *state;
    App *a = w->app;
    char text[2048];
    snprintf(text, sizeof text, "for i = 1, 2e6 do end\n%s", SCRIPT);
    save(w, text, 10);
    app_update(a);
    app_event(a, &(UiEvent){.kind = EVENT_TICK, .now = 1});
    assert_true(a->reading);
    memcpy(strstr(text, "300e3"), "050e3", 5);
    usleep(20000); // it has been read, not run
    save(w, text, 10);
    settle(a);
    tick(a, 2);
    settle(a);
    tick(a, 3);
    assert_near(delivered(a), 50e3, 1e-9);
}

#define WITH_SCRIPT(test) cmocka_unit_test_setup_teardown(test, start, stop)

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_SCRIPT(what_it_requires_is_read_again),
        WITH_SCRIPT(its_data_are_read_again),
        WITH_SCRIPT(saved_while_it_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
