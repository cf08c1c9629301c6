#include "support/test.h"
#include "view/permit.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

const char PERMIT_SCRIPT[] =
    "scenario \"One permit\" { from = \"2026-01\", to = \"2026-12\" }\n" PERMIT_MARKET("100e3");

void saved_write(const char *path, const char *text, int seconds) {
    Faults *faults = faults_new();
    assert_true(file_write(path, text, strlen(text), faults));
    faults_free(faults);
    struct timeval times[2] = {{1700000000 + seconds, 0}, {1700000000 + seconds, 0}};
    assert_int_equal(utimes(path, times), 0);
}

void permit_save(Saved *w, const char *text, int seconds) {
    saved_write(w->path, text, seconds);
}

int saved_start(void **state, const char *script) {
    Saved *w = calloc(1, sizeof *w);
    strcpy(w->folder, "/tmp/chokepoint-script-XXXXXX");
    if (!mkdtemp(w->folder)) return 1;
    snprintf(w->path, sizeof w->path, "%s/permit.lua", w->folder);
    saved_write(w->path, script, 0);
    Faults *faults = faults_new();
    Model m;
    AppOptions o = {.width = 1280, .height = 800};
    if (model_script(&m, w->path, faults)) w->app = app_new(&m, &o, faults);
    assert_no_faults(faults);
    faults_free(faults);
    *state = w;
    return 0;
}

int permit_start(void **state) {
    return saved_start(state, PERMIT_SCRIPT);
}

int saved_stop(void **state) {
    Saved *w = *state;
    app_free(w->app);
    remove(w->path);
    rmdir(w->folder);
    free(w);
    return 0;
}

double permit_delivered(const App *a) {
    return a->summary[SUMMARY_DELIVERED].live;
}

void permit_settle(App *a) {
    assert_true(app_settle(a, 20));
}

void permit_tick(App *a, double now) {
    app_update(a); // hears of what was saved
    app_event(a, &(UiEvent){.kind = EVENT_TICK, .now = now});
    permit_settle(a);
}
