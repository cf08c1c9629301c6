// What is saved is read again: the script, what it requires, its data.
#include "support/test.h"

#include "base/file.h"
#include "view/permit.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

static void beside(const Saved *w, const char *name, const char *text) {
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", w->folder, name);
    Faults *faults = faults_new();
    if (text) assert_true(file_write(path, text, strlen(text), faults));
    if (!text) assert_int_equal(remove(path), 0);
    faults_free(faults);
}

// Also those of a reading that failed: what is wrong may be in them alone.
static void what_it_requires_is_read_again(void **state) {
    Saved *w = *state;
    App *a = w->app;
    char text[2048];
    snprintf(text, sizeof text, "%s%s", "local stock = require \"stock\"\n", PERMIT_SCRIPT);
    memcpy(strstr(text, "300e3"), "stock", 5);
    permit_save(w, text, 10);
    permit_tick(a, 1);
    assert_int_equal(faults_count(a->faults), 1); // it is missing
    beside(w, "stock.lua", "return 300e3 +");
    permit_tick(a, 2);
    assert_int_equal(faults_count(a->faults), 1);
    assert_non_null(strstr(fault_line(a->faults, 0), "stock.lua:1: "));
    beside(w, "stock.lua", "return 60e3");
    permit_tick(a, 3);
    assert_int_equal(faults_count(a->faults), 0);
    assert_near(permit_delivered(a), 60e3, 1e-9);
    beside(w, "stock.lua", "return 70e3");
    permit_tick(a, 4);
    assert_near(permit_delivered(a), 70e3, 1e-9);
    beside(w, "stock.lua", NULL);
    permit_tick(a, 5);
    permit_tick(a, 7);
    assert_int_equal(faults_count(a->faults), 1);
    beside(w, "stock.lua", "return 80e3");
    permit_tick(a, 8);
    assert_int_equal(faults_count(a->faults), 0);
    assert_near(permit_delivered(a), 80e3, 1e-9);
    beside(w, "stock.lua", NULL);
}

static void its_data_are_read_again(void **state) {
    Saved *w = *state;
    App *a = w->app;
    char text[2048];
    snprintf(text, sizeof text, "%s%s", "local stock = data \"stock.csv\"\n", PERMIT_SCRIPT);
    char *at = strstr(text, "300e3");
    char rest[2048];
    strcpy(rest, at + 5);
    snprintf(at, sizeof text - (size_t)(at - text), "stock[1].units%s", rest);
    beside(w, "stock.csv", "units\n60000\n");
    permit_save(w, text, 10);
    permit_tick(a, 1);
    assert_no_faults(a->faults);
    assert_near(permit_delivered(a), 60e3, 1e-9);
    beside(w, "stock.csv", "units\n70000\n");
    permit_tick(a, 2);
    assert_near(permit_delivered(a), 70e3, 1e-9);
    beside(w, "stock.csv", NULL);
}

// What is saved while the script is being read is not taken for what was read.
static void saved_while_it_is_read(void **state) {
    Saved *w = *state;
    App *a = w->app;
    char text[2048];
    snprintf(text, sizeof text, "for i = 1, 2e6 do end\n%s", PERMIT_SCRIPT);
    permit_save(w, text, 10);
    app_update(a);
    app_event(a, &(UiEvent){.kind = EVENT_TICK, .now = 1});
    assert_true(a->reading);
    memcpy(strstr(text, "300e3"), "050e3", 5);
    usleep(20000); // it has been read, not run
    permit_save(w, text, 10);
    permit_settle(a);
    permit_tick(a, 2);
    permit_settle(a);
    permit_tick(a, 3);
    assert_near(permit_delivered(a), 50e3, 1e-9);
}

#define WITH_SCRIPT(test) cmocka_unit_test_setup_teardown(test, permit_start, saved_stop)

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_SCRIPT(what_it_requires_is_read_again),
        WITH_SCRIPT(its_data_are_read_again),
        WITH_SCRIPT(saved_while_it_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
