#include "bench/window.h"

#include "view/app.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char SCRIPT[] = "scripts/h200_2026.lua";
enum { WIDTH = 1440, HEIGHT = 900, MOVES = 101, DRAWS = 1000, CASES = 4 };

static double clock_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return 1e3 * (double)t.tv_sec + 1e-6 * (double)t.tv_nsec;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void print_times(const char *what, double *ms, int n) {
    qsort(ms, (size_t)n, sizeof *ms, ascending);
    printf("window: %-34s median %.1f ms, 95 %% within %.1f ms\n", what, ms[n / 2],
           ms[n * 95 / 100]);
}

static void give_up(const char *what) {
    fprintf(stderr, "the window of %s: %s\n", SCRIPT, what);
    exit(1);
}

// What the host does with an event: handle, ask, wait for the answer, draw.
static double event_ms(App *a, cairo_t *cr, UiEvent e, bool settle) {
    double start = clock_ms();
    e.now = start / 1e3;
    app_event(a, &e);
    app_update(a);
    if (settle && !app_settle(a, 10)) give_up("a run does not end");
    if (app_is_dirty(a)) app_draw(a, cr);
    return clock_ms() - start;
}

static void hover(App *a, cairo_t *cr) {
    static double ms[MOVES];
    Rect plot = a->rooms.pane[PANE_CENTRE];
    for (int i = 0; i < MOVES; i++) {
        UiEvent e = {.kind = EVENT_MOVE,
                     .x = plot.x + plot.w * (0.15 + 0.6 * i / MOVES),
                     .y = plot.y + plot.h / 2};
        ms[i] = event_ms(a, cr, e, false);
    }
    print_times("hover", ms, MOVES);
}

// The slider of the first number that cannot be off.
static Rect slider_place(App *a) {
    app_event(a, &(UiEvent){.kind = EVENT_NONE}); // a pass that leaves the widgets' places
    for (int i = 0; i < a->ui.n_order; i++) {
        int input = a->ui.order[i] - W_INPUT;
        if (input < 0 || input >= a->scenario->n_inputs) continue;
        const Input *x = &a->scenario->inputs[input];
        if (x->shape == INPUT_NUMBER && !x->can_be_off) return a->ui.order_at[i];
    }
    give_up("there is no slider");
    return (Rect){0};
}

static void drag(App *a, cairo_t *cr) {
    static double ms[MOVES];
    Rect r = slider_place(a);
    int moved = 0;
    UiEvent e = {.kind = EVENT_MOVE, .x = r.x + r.w / 2, .y = r.y + r.h - 8};
    event_ms(a, cr, e, true);
    e.kind = EVENT_PRESS;
    event_ms(a, cr, e, true);
    int input = a->ui.active - W_INPUT;
    if (input < 0 || input >= a->scenario->n_inputs) give_up("the slider was missed");
    e.kind = EVENT_MOVE;
    for (int i = 0; i < MOVES; i++) {
        double before = a->values[input];
        e.x = r.x + r.w * (i % 2 ? 0.2 : 0.5) + r.w * 0.3 * i / MOVES; // far: each one is a run
        ms[i] = event_ms(a, cr, e, true);
        moved += a->values[input] != before;
    }
    if (moved < MOVES - 1) give_up("the slider stands still");
    print_times("drag, with its run and its picture", ms, MOVES);
    e.kind = EVENT_RELEASE;
    event_ms(a, cr, e, true);
}

static void memory(App *a, cairo_t *cr) {
    for (int c = 0; c < CASES && c < a->scenario->n_cases; c++) a->shown[c] = true;
    app_draws(a, DRAWS);
    app_draws_wait(a);
    app_expose(a);
    app_draw(a, cr);
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    printf("window: memory with %d cases, %d draws %.0f MB at most", CASES, DRAWS,
           (double)use.ru_maxrss / 1024);
}

// Milliseconds that the threads of a process have run so far.
static double process_ms(const char *pid) {
    char path[512], line[128];
    double all = 0;
    snprintf(path, sizeof path, "/proc/%s/task", pid);
    DIR *tasks = opendir(path);
    if (!tasks) return 0; // it has just ended
    for (struct dirent *e; (e = readdir(tasks));) {
        snprintf(path, sizeof path, "/proc/%s/task/%s/schedstat", pid, e->d_name);
        FILE *f = e->d_name[0] == '.' ? NULL : fopen(path, "r");
        if (f && fgets(line, sizeof line, f)) all += 1e-6 * strtod(line, NULL);
        if (f) fclose(f);
    }
    closedir(tasks);
    return all;
}

// Of all processes of a session: the window, its worker and what that runs while it is idle.
// Negative where the system does not tell.
static double session_ms(pid_t leader) {
    double all = 0;
    DIR *processes = opendir("/proc");
    if (!processes) return -1;
    for (struct dirent *e; (e = readdir(processes));) {
        char *end;
        pid_t pid = (pid_t)strtol(e->d_name, &end, 10);
        if (!*end && pid > 0 && getsid(pid) == leader) all += process_ms(e->d_name);
    }
    closedir(processes);
    return all > 0 ? all : -1;
}

// Nothing is prepared or replayed any more.
static double settled_ms(pid_t session) {
    enum { TRIES = 60 };
    double now = session_ms(session);
    for (int i = 0; i < TRIES; i++) {
        double before = now;
        sleep(1);
        now = session_ms(session);
        if (now == before) break;
    }
    return now;
}

static void idle(const char *program) {
    enum { IDLE = 4 };
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        setsid();
        setenv("SDL_VIDEODRIVER", "dummy", 0);
        execl(program, program, "view", SCRIPT, (char *)NULL);
        _exit(127);
    }
    sleep(1);
    double before = settled_ms(child);
    sleep(IDLE);
    double after = session_ms(child), asked = clock_ms();
    kill(child, SIGTERM);
    waitpid(child, NULL, 0);
    double ended = clock_ms();
    if (before < 0 || after < 0) // no /proc here
        printf("window: idle: not measured\n");
    else
        printf("window: idle: %.1f %% of a processor over %d s\n",
               (after - before) / (10 * IDLE), IDLE);
    printf("window: closed %.0f ms after SIGTERM\n", ended - asked);
}

void window_times(const char *program) {
    Faults *f = faults_new();
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
    cairo_t *cr = cairo_create(s);
    double start = clock_ms();
    Model m;
    AppOptions o = {.width = WIDTH, .height = HEIGHT};
    App *a = model_script(&m, SCRIPT, f) ? app_new(&m, &o, f) : NULL;
    if (!a) give_up(faults_count(f) ? fault_line(f, 0) : "does not open");
    if (!app_settle(a, 10)) give_up("a run does not end");
    app_draw(a, cr);
    printf("window: first picture %.0f ms after the start\n", clock_ms() - start);
    hover(a, cr);
    drag(a, cr);
    memory(a, cr);
    app_free(a);
    struct rusage use;
    getrusage(RUSAGE_CHILDREN, &use);
    printf(", its workers %.0f MB\n", (double)use.ru_maxrss / 1024);
    cairo_destroy(cr);
    cairo_surface_destroy(s);
    faults_free(f);
    idle(program);
}
