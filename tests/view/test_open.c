// Another script in the same window, and what is remembered from visit to visit.
#include "support/test.h"

#include "base/file.h"
#include "verb/verb.h"
#include "view/fake.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

// A folder of its own for each test, with the state under it.
static char folder[] = "/tmp/chokepoint-open-XXXXXX";

static const char *in_folder(const char *name) {
    static char out[4][PATH_MAX];
    static int next;
    char *path = out[next++ % 4];
    snprintf(path, PATH_MAX, "%s/%s", folder, name);
    return path;
}

static void clean(void) {
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    assert_int_equal(system(command), 0);
}

static int start(void **state) {
    strcpy(folder + strlen(folder) - 6, "XXXXXX");
    if (!mkdtemp(folder)) return 1;
    setenv("XDG_STATE_HOME", in_folder("state"), 1);
    int failed = fake_start(state);
    if (!failed) ((World *)*state)->app->remembers = true;
    return failed;
}

static int stop(void **state) {
    clean();
    return fake_stop(state);
}

static void save(const char *path, const char *text) {
    Faults *faults = faults_new();
    assert_true(file_write(path, text, strlen(text), faults));
    faults_free(faults);
}

static void drop(App *a, const char *path) {
    app_event(a, &(UiEvent){.kind = EVENT_DROP, .path = path, .now = a->now});
    app_update(a);
}

static void a_dropped_script_takes_its_place(void **state) {
    World *w = *state;
    App *a = w->app;
    app_set_value(a, FAKE_PRICE, 25000, true);
    app_pin_this(a);
    app_set_difference(a, true);
    fake_character(a, '?');
    w->fake.other = 1;
    drop(a, "other/second.lua");
    assert_string_equal(a->toast, "Opened other/second.lua");
    assert_string_equal(a->model.path(a->model.context), "other/second.lua");
    assert_int_equal(a->scenario->n_inputs, FAKE_N - 1);
    assert_true(a->values[FAKE_PRICE - 1] == 27000); // at its baseline
    assert_int_equal(a->n_pins, 0);
    assert_int_equal(a->case_index, -1);
    assert_false(a->difference || a->help || a->refused || a->unread);
    assert_int_equal(a->fixed->n, 1); // it has no case
    fake_draw(a);
}

static void a_fault_leaves_what_was_there(void **state) {
    World *w = *state;
    App *a = w->app;
    const Figure *before = a->figure;
    w->fake.reload_fault = "unexpected symbol near '}'";
    drop(a, "other/second.lua");
    assert_ptr_equal(a->figure, before);
    assert_string_equal(a->model.path(a->model.context), "folder/fake.lua");
    assert_int_equal(faults_count(a->faults), 1);
    assert_true(a->refused && !a->unread);
    fake_draw(a);
    assert_true(banner_height(a) > 0);
    app_set_value(a, FAKE_PRICE, 25000, true); // the old one goes on under the message
    app_update(a);
    assert_true(w->fake.last[FAKE_PRICE] == 25000);
    assert_int_equal(faults_count(a->faults), 1);
    fake_key(a, KEY_ESCAPE);
    assert_int_equal(faults_count(a->faults), 0);
    assert_false(a->refused);
}

// Read, but it cannot be run: the old results stand for themselves.
static void a_script_that_cannot_be_run(void **state) {
    World *w = *state;
    App *a = w->app;
    const Figure *before = a->figure;
    app_set_step(a, 5);
    w->fake.other = 1;
    w->fake.scenario[1].calendar.steps = 36;
    w->fake.run_fault = "a rule fails";
    drop(a, "other/second.lua");
    assert_ptr_equal(a->figure, before);
    assert_int_equal(a->step, 5);
    assert_string_equal(fault_line(a->faults, 0), "fake.lua:7: a rule fails");
    fake_draw(a);
    w->fake.run_fault = NULL;
    w->fake.scenario[1].calendar.steps = 24;
    app_set_value(a, 0, 90e3, true);
    app_update(a);
    assert_int_equal(faults_count(a->faults), 0);
    assert_int_equal(a->step, 23);
}

static void a_reading_that_is_stopped(void **state) {
    World *w = *state;
    App *a = w->app;
    w->fake.held = true;
    drop(a, "other/second.lua");
    w->fake.stamp = 2; // a saving of the old one waits
    fake_tick(a, 3);
    assert_string_equal(a->opening, "other/second.lua");
    assert_true(a->slow);
    fake_key(a, KEY_ESCAPE);
    assert_true(a->refused && !a->reading && !a->opening[0]);
    assert_string_equal(fault_line(a->faults, 0),
                        "other/second.lua: reading it was stopped after 3 s: look for a loop "
                        "that does not end, or change what was moved last");
    w->fake.opening[0] = 0;
    w->fake.held = false;
    fake_tick(a, 4);
    assert_string_equal(a->toast, "Read again: folder/fake.lua");
    assert_int_equal(faults_count(a->faults), 0);
}

static void a_dropped_folder_takes_the_exports(void **state) {
    World *w = *state;
    App *a = w->app;
    char want[PATH_MAX + 32];
    drop(a, folder);
    snprintf(want, sizeof want, "Exports go to %s", folder);
    assert_string_equal(a->toast, want);
    app_export(a, EXPORT_CSV);
    assert_true(file_exists(in_folder("fake.csv")));
    State s;
    state_read(&s);
    assert_string_equal(s.exports, folder);
    assert_int_equal(w->fake.reading, 0);
}

static void the_list_of_recent_scripts(void **state) {
    World *w = *state;
    App *a = w->app;
    fake_character(a, 'o');
    assert_string_equal(a->toast, "No other script was open yet: drop one on the window");
    assert_int_equal(a->ui.popup.owner, 0);
    save(in_folder("a.lua"), "");
    save(in_folder("b.lua"), "");
    drop(a, in_folder("a.lua"));
    drop(a, in_folder("b.lua"));
    fake_character(a, 'o'); // the other one alone
    assert_int_equal(a->ui.popup.owner, W_OPEN);
    assert_int_equal(a->ui.popup.n, 1);
    fake_draw(a);
    assert_string_equal(a->ui.popup.items[0].label, "a.lua");
    assert_string_equal(a->ui.popup.items[0].hint, folder);
    fake_key(a, KEY_DOWN);
    fake_key(a, KEY_ENTER);
    assert_string_equal(a->model.path(a->model.context), in_folder("a.lua"));
    Rect r = fake_at(a, W_OPEN);
    fake_click(a, r.x + 5, middle_y(r));
    assert_int_equal(a->ui.popup.owner, W_OPEN);
    Rect row = popup_row(popup_rect(&a->ui, a->rooms.window), 0);
    fake_click(a, row.x + 5, middle_y(row));
    assert_string_equal(a->model.path(a->model.context), in_folder("b.lua"));
    fake_focus(a, W_OPEN);
    fake_key(a, KEY_SPACE);
    assert_int_equal(a->ui.popup.owner, W_OPEN);
    State s;
    state_read(&s);
    assert_int_equal(s.n_recent, 2);
    assert_string_equal(s.recent[0], in_folder("b.lua"));
}

static void looks_are_remembered(void **state) {
    World *w = *state;
    App *a = w->app;
    State s;
    state_read(&s);
    assert_false(s.dark);
    assert_true(s.zoom == 0 && s.width == 0 && s.n_recent == 0);
    a->state.width = 1600;
    a->state.height = 1000;
    fake_character(a, 't');
    fake_character(a, '+');
    state_read(&s);
    assert_true(s.dark && s.zoom == 1.125 && s.width == 1600 && s.height == 1000);
    assert_true(file_exists(in_folder("state/chokepoint/window")));
    a->remembers = false; // a picture
    fake_character(a, 't');
    state_read(&s);
    assert_true(s.dark);
}

static void recent_scripts_are_few_and_once(void **state) {
    (void)state;
    State s = {0};
    for (int i = 0; i < STATE_RECENT + 2; i++) {
        char name[16];
        snprintf(name, sizeof name, "%d.lua", i);
        save(in_folder(name), "");
        state_add_recent(&s, in_folder(name));
    }
    assert_int_equal(s.n_recent, STATE_RECENT);
    assert_string_equal(s.recent[0], in_folder("9.lua"));
    assert_string_equal(s.recent[STATE_RECENT - 1], in_folder("2.lua"));
    state_add_recent(&s, in_folder("5.lua"));
    state_add_recent(&s, in_folder("none.lua"));
    assert_int_equal(s.n_recent, STATE_RECENT);
    assert_string_equal(s.recent[0], in_folder("5.lua"));
    assert_string_equal(s.recent[1], in_folder("9.lua"));
    assert_string_equal(s.recent[STATE_RECENT - 1], in_folder("2.lua"));
}

static void leaving_ends_what_runs(void **state) {
    World *w = *state;
    App *a = w->app;
    State s;
    fake_character(a, 't');
    a->state.width = 1234;
    assert_int_equal(w->fake.left, 0);
    app_leave(a);
    assert_int_equal(w->fake.left, 1);
    state_read(&s);
    assert_true(s.dark && s.width == 1234);
}

static void a_damaged_state_is_none(void **state) {
    (void)state;
    State s = {0};
    assert_true(state_write(&s));
    save(in_folder("state/chokepoint/window"),
         "\n\xff\xfe theme\ntheme\nwidth nan\nheight 1e9\nsize 1.25x\nexports here\n"
         "recent \nrecent b.lua\nrecent /c.lua\nmore of it");
    state_read(&s);
    assert_false(s.dark);
    assert_true(s.width == 0 && s.height == 0 && s.zoom == 0 && !s.exports[0]);
    assert_int_equal(s.n_recent, 1);
    assert_string_equal(s.recent[0], "/c.lua");
}

static void a_state_that_cannot_be_written(void **state) {
    World *w = *state;
    App *a = w->app;
    State s = {.dark = true};
    save(in_folder("state"), "a file where a folder should be");
    assert_false(state_write(&s));
    fake_character(a, 't'); // nobody is told
    assert_true(a->theme.dark && !a->toast[0] && faults_count(a->faults) == 0);
    state_read(&s);
    assert_false(s.dark);
}

// Closes the window of the parent once it has told the state that it is open.
static void close_when_open(void) {
    State s = {0};
    for (int i = 0; i < 400 && s.n_recent == 0; i++) {
        usleep(50000);
        state_read(&s);
    }
    kill(getppid(), SIGTERM);
    _exit(s.n_recent == 1 ? 0 : 1);
}

static const char SCRIPT[] =
    "scenario \"One\" { from = \"2026-01\", to = \"2026-03\" }\n"
    "chip \"H200\" { seller = \"Nvidia\", origin = \"US\", price = usd(27000), flops = 989.5 "
    "}\n"
    "line \"stock\" { chip = \"H200\", inventory = 300e3 }\n"
    "buyer \"B\" { jurisdiction = \"CN\", capex = usd(1e9), demand = 1e3 }\n";

static void a_visit_begins_as_the_last_one_ended(void **state) {
    (void)state;
    char path[PATH_MAX], verb[] = "view", theme[] = "--theme=light";
    char *argv[] = {verb, path, theme, NULL};
    int status;
    strcpy(path, in_folder("one.lua"));
    save(path, SCRIPT);
    assert_true(
        state_write(&(State){.dark = true, .width = 1000, .height = 700, .zoom = 1.125}));
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    pid_t closer = fork();
    if (closer == 0) close_when_open();
    assert_int_equal(verb_view(3, argv), EXIT_FINE);
    assert_int_equal(waitpid(closer, &status, 0), closer);
    assert_int_equal(status, 0);
    State s;
    state_read(&s);
    assert_false(s.dark); // what the command line says wins
    assert_true(s.width == 1000 && s.height == 700 && s.zoom == 1.125);
    assert_int_equal(s.n_recent, 1);
    assert_string_equal(s.recent[0], path);
}

static const char UNCERTAIN[] =
    "scenario \"One\" { from = \"2026-01\", to = \"2045-12\" }\n"
    "local price = assume \"price\" { usd(27000), min = usd(20000), max = usd(28000), dist = "
    "triangular(usd(20000), usd(27000), usd(28000)), source = \"assumed\" }\n"
    "chip \"H200\" { seller = \"Nvidia\", origin = \"US\", price = price, flops = 989.5 }\n"
    "line \"stock\" { chip = \"H200\", inventory = 300e3 }\n"
    "buyer \"B\" { jurisdiction = \"CN\", capex = usd(1e9), demand = 1e3 }\n";

// Processes of the session of `leader`, which is not waited for yet.
static int processes_of(pid_t leader) {
    int n = 0;
    DIR *all = opendir("/proc");
    assert_non_null(all);
    for (struct dirent *e; (e = readdir(all));) {
        char *end;
        pid_t pid = (pid_t)strtol(e->d_name, &end, 10);
        n += !*end && pid > 0 && getsid(pid) == leader;
    }
    closedir(all);
    return n;
}

static _Noreturn void visit_apart(char **argv) {
    setsid();
    signal(SIGINT, SIG_DFL); // in the background of a script it may be ignored
    signal(SIGHUP, SIG_DFL);
    _exit(verb_view(3, argv));
}

// In the midst of thousands of draws: the state is saved, and nothing is left running.
static void a_signal_ends_all_of_it(void **state) {
    (void)state;
    static const int signals[] = {SIGTERM, SIGINT, SIGHUP};
    char path[PATH_MAX], verb[] = "view", draws[] = "--draws=10000";
    char *argv[] = {verb, path, draws, NULL};
    strcpy(path, in_folder("one.lua"));
    save(path, UNCERTAIN);
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    for (int i = 0; i < 3; i++) {
        siginfo_t ended;
        State s = {0};
        int status;
        assert_true(state_write(&(State){.width = 1000, .height = 700}));
        pid_t visit = fork();
        if (visit == 0) visit_apart(argv);
        for (int k = 0; k < 400 && s.n_recent == 0; k++, state_read(&s)) usleep(20000);
        assert_int_equal(s.n_recent, 1);
        assert_true(processes_of(visit) >= 2); // it draws
        assert_true(state_write(&(State){.width = 1000, .height = 700}));
        kill(visit, signals[i]);
        kill(visit, signals[i]); // as terminals do
        assert_int_equal(waitid(P_PID, (id_t)visit, &ended, WEXITED | WNOWAIT), 0);
        assert_int_equal(processes_of(visit), 1); // itself
        assert_int_equal(waitpid(visit, &status, 0), visit);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), EXIT_FINE);
        state_read(&s);
        assert_int_equal(s.n_recent, 1);
    }
}

static void a_picture_knows_of_no_visit(void **state) {
    (void)state;
    char path[PATH_MAX], verb[] = "view", option[PATH_MAX + 16];
    char *argv[] = {verb, path, option, NULL};
    strcpy(path, in_folder("one.lua"));
    save(path, SCRIPT);
    snprintf(option, sizeof option, "--screenshot=%s", in_folder("one.png"));
    assert_true(state_write(&(State){.width = 1000, .height = 700}));
    setenv("GDK_SCALE", "2", 1);
    assert_int_equal(verb_view(3, argv), EXIT_FINE);
    unsetenv("GDK_SCALE");
    cairo_surface_t *picture = cairo_image_surface_create_from_png(in_folder("one.png"));
    assert_int_equal(cairo_image_surface_get_width(picture), 1440);
    cairo_surface_destroy(picture);
    State s;
    state_read(&s);
    assert_int_equal(s.n_recent, 0);
}

static void where_the_state_is(void **state) {
    (void)state;
    char path[PATH_MAX], *home = getenv("HOME"), was[PATH_MAX];
    snprintf(was, sizeof was, "%s", home ? home : "");
    setenv("HOME", "/home/somebody", 1);
    setenv("XDG_STATE_HOME", "relative", 1); // the rule for such is to leave it out
    assert_true(state_path(path));
    assert_string_equal(path, "/home/somebody/.local/state/chokepoint/window");
    unsetenv("HOME");
    assert_false(state_path(path));
    assert_false(state_write(&(State){0}));
    if (home) setenv("HOME", was, 1);
}

static void a_folder_that_is_gone_takes_no_exports(void **state) {
    World *w = *state;
    App *a = w->app;
    strcpy(a->state.exports, in_folder("gone"));
    app_recall(a);
    assert_string_equal(a->export_folder, ".");
    assert_int_equal(mkdir(in_folder("gone"), 0700), 0);
    app_recall(a);
    assert_string_equal(a->export_folder, in_folder("gone"));
}

#define WITH_STATE(test) cmocka_unit_test_setup_teardown(test, start, stop)

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STATE(a_dropped_script_takes_its_place),
        WITH_STATE(a_fault_leaves_what_was_there),
        WITH_STATE(a_script_that_cannot_be_run),
        WITH_STATE(a_reading_that_is_stopped),
        WITH_STATE(a_dropped_folder_takes_the_exports),
        WITH_STATE(the_list_of_recent_scripts),
        WITH_STATE(looks_are_remembered),
        WITH_STATE(recent_scripts_are_few_and_once),
        WITH_STATE(leaving_ends_what_runs),
        WITH_STATE(a_damaged_state_is_none),
        WITH_STATE(a_state_that_cannot_be_written),
        WITH_STATE(a_visit_begins_as_the_last_one_ended),
        WITH_STATE(a_signal_ends_all_of_it),
        WITH_STATE(a_picture_knows_of_no_visit),
        WITH_STATE(where_the_state_is),
        WITH_STATE(a_folder_that_is_gone_takes_no_exports),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
