// The window with SDL's dummy driver: events go in as SDL events, several before one step.
#include "support/test.h"

#include "verb/verb.h"
#include "view/fake.h"
#include "view/window.h"

#include <SDL.h>
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct Screen {
    Fake fake;
    App *app;
    Window *window;
} Screen;

static int start_at(void **state, double scale) {
    Screen *w = calloc(1, sizeof *w);
    SDL_SetHintWithPriority(SDL_HINT_VIDEODRIVER, "dummy", SDL_HINT_OVERRIDE);
    w->app = fake_app(&w->fake, 1280, 800, false);
    Faults *faults = faults_new();
    w->window = window_new(w->app, scale, faults);
    assert_no_faults(faults);
    faults_free(faults);
    *state = w;
    return w->window && window_step(w->window) ? 0 : 1;
}

// As a terminal starts a program: in the background of a script SIGINT may be ignored, and a test
// before this one may have ended by a signal.
static void hear_signals(void) {
    sigset_t none;
    sigemptyset(&none);
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    signal(SIGHUP, SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static int start(void **state) {
    hear_signals();
    return start_at(state, 1);
}

static int start_twice_as_large(void **state) {
    return start_at(state, 2);
}

static int stop(void **state) {
    Screen *w = *state;
    window_free(w->window);
    app_free(w->app);
    free(w);
    return 0;
}

static void push_pointer(Uint32 type, double x, double y) {
    SDL_Event e = {.type = type};
    if (type == SDL_MOUSEMOTION) {
        e.motion.x = (int)lround(x);
        e.motion.y = (int)lround(y);
    } else {
        e.button.button = SDL_BUTTON_LEFT;
        e.button.x = (int)lround(x);
        e.button.y = (int)lround(y);
    }
    assert_int_equal(SDL_PushEvent(&e), 1);
}

static void push_key(SDL_Keycode sym) {
    SDL_Event e = {.type = SDL_KEYDOWN};
    e.key.keysym.sym = sym;
    assert_int_equal(SDL_PushEvent(&e), 1);
}

static void push_text(const char *text) {
    SDL_Event e = {.type = SDL_TEXTINPUT};
    strcpy(e.text.text, text);
    assert_int_equal(SDL_PushEvent(&e), 1);
}

static void push_size(Screen *w, int width, int height) {
    (void)w;
    SDL_Window *window = SDL_GetWindowFromID(1);
    for (Uint32 id = 1; !window && id < 100; id++) window = SDL_GetWindowFromID(id);
    SDL_SetWindowSize(window, width, height);
}

static void drag_a_slider(void **state) {
    Screen *w = *state;
    Rect r = fake_at(w->app, W_INPUT + FAKE_LEVY);
    double y = r.y + r.h / 2, left = r.x + 7, width = r.w - 14;
    push_pointer(SDL_MOUSEBUTTONDOWN, left + 0.625 * width, y);
    push_pointer(SDL_MOUSEMOTION, left + 0.5 * width, y);
    assert_true(window_step(w->window));
    assert_true(w->fake.last[FAKE_LEVY] == 0.2);
    int runs = w->fake.runs;
    for (int i = 0; i <= 10; i++)
        push_pointer(SDL_MOUSEMOTION, left + (0.5 + i * 0.03) * width, y);
    assert_true(window_step(w->window));
    assert_true(w->fake.last[FAKE_LEVY] == 0.32);
    assert_int_equal(w->fake.runs, runs + 1); // the last place of the pointer is what counts
    push_pointer(SDL_MOUSEBUTTONUP, left + 0.8 * width, y);
    assert_true(window_step(w->window));
    assert_false(app_is_dirty(w->app));
}

static void press_and_release_in_one_batch(void **state) {
    Screen *w = *state;
    Rect r = fake_at(w->app, W_INPUT + FAKE_OPEN);
    push_pointer(SDL_MOUSEMOTION, r.x + 8, r.y + 15);
    push_pointer(SDL_MOUSEBUTTONDOWN, r.x + 8, r.y + 15);
    push_pointer(SDL_MOUSEBUTTONUP, r.x + 8, r.y + 15);
    assert_true(window_step(w->window));
    assert_true(w->fake.last[FAKE_OPEN] == 1);
    for (int i = 0; i < 3; i++) {
        push_pointer(SDL_MOUSEBUTTONDOWN, r.x + 8, r.y + 15);
        push_pointer(SDL_MOUSEBUTTONUP, r.x + 8, r.y + 15);
    }
    assert_true(window_step(w->window));
    assert_true(w->fake.last[FAKE_OPEN] == 0);
}

static void keys(void **state) {
    Screen *w = *state;
    push_key(SDLK_TAB);
    push_key(SDLK_TAB);
    push_key(SDLK_RIGHT);
    push_text("T");
    assert_true(window_step(w->window));
    assert_true(w->fake.last[FAKE_LEVY] == 0.255);
    assert_true(w->app->theme.dark);
    push_text("?");
    assert_true(window_step(w->window));
    assert_true(w->app->help);
    push_text("\xc3\xa9"); // no key of ours; closes nothing
    assert_true(window_step(w->window));
    assert_true(w->app->help);
}

static void settings_go_to_the_clipboard(void **state) {
    Screen *w = *state;
    push_key(SDLK_TAB);
    push_key(SDLK_TAB);
    push_key(SDLK_HOME);
    push_text("e");
    push_key(SDLK_END);
    push_key(SDLK_RETURN);
    assert_true(window_step(w->window));
    char *text = SDL_GetClipboardText();
    assert_string_equal(text, "case \"Baseline, edited\" {\n  export_levy = 0\n}\n");
    SDL_free(text);
}

// As far as the smallest layout has room; the pointer finds the controls where they are drawn.
static void a_size_for_the_last_row(void **state) {
    Screen *w = *state;
    push_text("+");
    assert_true(window_step(w->window));
    assert_near(w->app->rooms.window.w, 1280 / 1.125, 1.5);
    Rect r = fake_at(w->app, W_INPUT + FAKE_OPEN);
    double x = (r.x + 8) * 1.125, y = (r.y + 15) * 1.125;
    push_pointer(SDL_MOUSEBUTTONDOWN, x, y);
    push_pointer(SDL_MOUSEBUTTONUP, x, y);
    assert_true(window_step(w->window));
    assert_true(w->fake.last[FAKE_OPEN] == 1);
    for (int i = 0; i < 12; i++) push_text("+");
    assert_true(window_step(w->window));
    assert_true(w->app->zoom == 1.375);
    assert_string_equal(w->app->toast, "Size 138 %: the window has no room for more");
    assert_true(w->app->rooms.window.w >= ROOM_MIN_W);
    push_text("0");
    assert_true(window_step(w->window));
    assert_near(w->app->rooms.window.w, 1280, 1.5);
}

static void a_dropped_script_is_opened(void **state) {
    Screen *w = *state;
    SDL_Event e = {.type = SDL_DROPFILE};
    e.drop.file = SDL_strdup("/there/is/none.lua");
    assert_int_equal(SDL_PushEvent(&e), 1);
    assert_true(window_step(w->window));
    assert_string_equal(w->app->toast, "Opened /there/is/none.lua");
}

static void its_size_is_known(void **state) {
    Screen *w = *state;
    assert_true(w->app->state.width == 1280 && w->app->state.height == 800);
    push_text("+"); // the layout has less room, the window is as large
    push_size(w, 1440, 900);
    assert_true(window_step(w->window));
    assert_true(w->app->state.width == 1440 && w->app->state.height == 900);
}

static void resize_while_playing(void **state) {
    Screen *w = *state;
    push_key(SDLK_SPACE);
    assert_true(window_step(w->window));
    assert_true(w->app->playing);
    static const int sizes[][2] = {{1440, 900}, {1024, 640}, {900, 560}, {1900, 1000}};
    for (int i = 0; i < 4; i++) {
        push_size(w, sizes[i][0], sizes[i][1]);
        assert_true(window_step(w->window));
        assert_true(w->app->playing);
        assert_true(w->app->rooms.window.w == sizes[i][0]);
        assert_true(w->app->rooms.window.h == sizes[i][1]);
    }
    while (w->app->step < 2) assert_true(window_step(w->window));
    assert_true(w->app->playing);
}

static void twice_as_large(void **state) {
    Screen *w = *state;
    assert_true(w->app->rooms.window.w == 1280 && w->app->rooms.window.h == 800);
    Rect r = fake_at(w->app, W_INPUT + FAKE_OPEN);
    push_pointer(SDL_MOUSEBUTTONDOWN, 2 * (r.x + 8), 2 * (r.y + 15));
    push_pointer(SDL_MOUSEBUTTONUP, 2 * (r.x + 8), 2 * (r.y + 15));
    assert_true(window_step(w->window));
    assert_true(w->fake.last[FAKE_OPEN] == 1);
}

static void a_saved_script_is_read_again(void **state) {
    Screen *w = *state;
    w->fake.reload_fault = "unexpected symbol near '}'";
    w->fake.stamp = 2;
    Uint64 until = SDL_GetTicks64() + 2000;
    while (!faults_count(w->app->faults) && SDL_GetTicks64() < until)
        assert_true(window_step(w->window));
    assert_string_equal(fault_line(w->app->faults, 0),
                        "folder/fake.lua:12: unexpected symbol near '}'");
    w->fake.reload_fault = NULL;
    w->fake.stamp = 3;
    until = SDL_GetTicks64() + 2000;
    while (faults_count(w->app->faults) && SDL_GetTicks64() < until)
        assert_true(window_step(w->window));
    assert_int_equal(faults_count(w->app->faults), 0);
}

// Nothing is drawn and nothing is run while nothing happens.
static void idle(void **state) {
    Screen *w = *state;
    int runs = w->fake.runs;
    assert_true(window_step(w->window));
    Uint64 before = SDL_GetTicks64();
    assert_true(window_step(w->window));
    assert_true(window_step(w->window));
    assert_true(SDL_GetTicks64() - before >= 200);
    assert_int_equal(w->fake.runs, runs);
    assert_false(app_is_dirty(w->app));
}

static void quits(void **state) {
    Screen *w = *state;
    SDL_Event e = {.type = SDL_QUIT};
    push_pointer(SDL_MOUSEMOTION, 300, 300);
    SDL_PushEvent(&e);
    push_key(SDLK_TAB);
    assert_false(window_step(w->window));
}

static void quits_while_a_list_is_open(void **state) {
    Screen *w = *state;
    push_text("e");
    assert_true(window_step(w->window));
    SDL_Event e = {.type = SDL_QUIT};
    SDL_PushEvent(&e);
    assert_false(window_step(w->window));
}

// While it plays, and while it sleeps.
static void closed_by(void **state, int signal_number) {
    Screen *w = *state;
    w->fake.hears = true;
    push_key(SDLK_SPACE);
    assert_true(window_step(w->window));
    kill(getpid(), signal_number);
    bool open = true;
    for (int i = 0; open && i < 20; i++) open = window_step(w->window);
    assert_false(open);
}

static void closed_by_sigterm(void **state) {
    closed_by(state, SIGTERM);
}
static void closed_by_sigint(void **state) {
    closed_by(state, SIGINT);
}
static void closed_by_sighup(void **state) {
    closed_by(state, SIGHUP);
}

// nohup(1) asks for that.
static void what_was_ignored_stays_so(void **state) {
    void *screen;
    (void)state;
    hear_signals();
    signal(SIGHUP, SIG_IGN);
    assert_int_equal(start_at(&screen, 1), 0);
    kill(getpid(), SIGHUP);
    SDL_Delay(100);
    assert_true(window_step(((Screen *)screen)->window));
    signal(SIGHUP, SIG_DFL);
    stop(&screen);
}

// A window that does not close is ended by the second signal, in the end.
static void hangs(void **state) {
    (void)state;
    int status, told[2];
    assert_int_equal(pipe(told), 0);
    fcntl(told[0], F_SETFL, O_NONBLOCK);
    pid_t hung = fork();
    if (hung == 0) {
        void *screen;
        alarm(20);
        if (start(&screen) != 0) _exit(1);
        kill(getpid(), SIGTERM);
        SDL_Delay(2500);
        if (write(told[1], "", 1) != 1) _exit(1); // one alone does not
        kill(getpid(), SIGTERM);
        for (;;) pause();
    }
    assert_int_equal(waitpid(hung, &status, 0), hung);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGTERM);
    char byte;
    assert_int_equal(read(told[0], &byte, 1), 1);
    close(told[0]);
    close(told[1]);
}

static int send_later(void *signal_number) {
    SDL_Delay(300);
    kill(getpid(), *(int *)signal_number);
    return 0;
}

static double processor_ms(void) {
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    return 1e3 * (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) +
           1e-3 * (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec);
}

// For ever, were it not for the signal; SDL's own waiting looks 300 times in that time.
static void sleeps_without_looking(void **state) {
    Screen *w = *state;
    int number = SIGTERM;
    w->fake.hears = true;
    while (app_is_dirty(w->app) || !isinf(app_wait(w->app)))
        assert_true(window_step(w->window));
    int runs = w->fake.runs;
    Uint64 since = SDL_GetTicks64();
    double before = processor_ms();
    SDL_Thread *sender = SDL_CreateThread(send_later, "sender", &number);
    assert_false(window_step(w->window));
    double used = processor_ms() - before;
    assert_true(SDL_GetTicks64() - since >= 290);
    SDL_WaitThread(sender, NULL);
    assert_true(used < 5);
    assert_int_equal(w->fake.runs, runs);
}

static void no_display(void **state) {
    (void)state;
    Fake f;
    App *a = fake_app(&f, 1280, 800, false);
    Faults *faults = faults_new();
    SDL_SetHintWithPriority(SDL_HINT_VIDEODRIVER, "none such", SDL_HINT_OVERRIDE);
    assert_null(window_new(a, 1, faults));
    assert_int_equal(faults_count(faults), 1);
    assert_string_equal(fault_line(faults, 0),
                        "no window can be opened (none such not available); without a display "
                        "use: chokepoint run folder/fake.lua");
    faults_free(faults);
    app_free(a);
}

// Takes the size of a window that is shown, and closes it.
static int take_size(void *to, SDL_Event *e) {
    int *size = to;
    SDL_Window *window = SDL_GetWindowFromID(1);
    if (size[0] || !window || e->type != SDL_WINDOWEVENT) return 1;
    SDL_GetWindowSize(window, &size[0], &size[1]);
    SDL_Event quit = {.type = SDL_QUIT};
    SDL_PushEvent(&quit);
    return 1;
}

static void check_scale(const char *gdk, const char *qt, const char *option, int width) {
    char verb[] = "view", script[] = "scripts/01_permit.lua", size[] = "--size=1000x700";
    char scale[32];
    char *argv[] = {verb, script, size, scale, NULL};
    int got[2] = {0, 0};
    snprintf(scale, sizeof scale, "--scale=%s", option ? option : "");
    if (gdk) setenv("GDK_SCALE", gdk, 1);
    if (qt) setenv("QT_SCALE_FACTOR", qt, 1);
    SDL_AddEventWatch(take_size, got);
    int code = verb_view(option ? 4 : 3, argv);
    SDL_DelEventWatch(take_size, got);
    unsetenv("GDK_SCALE");
    unsetenv("QT_SCALE_FACTOR");
    assert_int_equal(code, EXIT_FINE);
    assert_int_equal(got[0], width);
}

// What a desktop tells its toolkits is the scale of a window for which nobody names one.
static void the_scale_of_the_desktop(void **state) {
    (void)state;
    char folder[] = "/tmp/chokepoint-window-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    setenv("XDG_STATE_HOME", folder, 1);
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    assert_int_equal(SDL_Init(SDL_INIT_VIDEO), 0);
    check_scale(NULL, NULL, NULL, 1000);
    check_scale("2", NULL, NULL, 2000);
    check_scale("2", "1.5", NULL, 2000);
    check_scale(NULL, "1.5", NULL, 1500);
    check_scale("9", "1.5", NULL, 1500); // out of range
    check_scale("2", NULL, "1.25", 1250);
    SDL_Quit();
    snprintf(path, sizeof path, "%s/chokepoint/window", folder);
    remove(path);
    snprintf(path, sizeof path, "%s/chokepoint", folder);
    rmdir(path);
    rmdir(folder);
    unsetenv("XDG_STATE_HOME");
}

#define WITH_WINDOW(test) cmocka_unit_test_setup_teardown(test, start, stop)

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_WINDOW(drag_a_slider),
        WITH_WINDOW(press_and_release_in_one_batch),
        WITH_WINDOW(keys),
        WITH_WINDOW(settings_go_to_the_clipboard),
        WITH_WINDOW(a_size_for_the_last_row),
        WITH_WINDOW(resize_while_playing),
        WITH_WINDOW(a_dropped_script_is_opened),
        WITH_WINDOW(its_size_is_known),
        cmocka_unit_test_setup_teardown(twice_as_large, start_twice_as_large, stop),
        WITH_WINDOW(a_saved_script_is_read_again),
        WITH_WINDOW(idle),
        WITH_WINDOW(quits),
        WITH_WINDOW(quits_while_a_list_is_open),
        WITH_WINDOW(closed_by_sigterm),
        WITH_WINDOW(closed_by_sigint),
        WITH_WINDOW(closed_by_sighup),
        cmocka_unit_test(what_was_ignored_stays_so),
        cmocka_unit_test(hangs),
        WITH_WINDOW(sleeps_without_looking),
        cmocka_unit_test(the_scale_of_the_desktop),
        cmocka_unit_test(no_display),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
