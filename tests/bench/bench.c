// Speed: 100,000 draws of scripts/bench/h200_mini.lua against the same equations in plain C, on one
// core, with the statistics of eight figures; alternating, the best of five.
#include "bench/plain.h"
#include "bench/window.h"
#include "study/study.h"
#include "verb/verb.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { DRAWS = 100000, REPEATS = 5 };

typedef struct Statistics {
    double mean, p05, p50, p95;
} Statistics;

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); // others may use the machine too
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void statistics(double *x, Statistics *out) {
    double sum = 0;
    for (int i = 0; i < DRAWS; i++) sum += x[i];
    qsort(x, DRAWS, sizeof *x, ascending);
    *out = (Statistics){sum / DRAWS, x[(int)(.05 * (DRAWS - 1))], x[(int)(.5 * (DRAWS - 1))],
                        x[(int)(.95 * (DRAWS - 1))]};
}

// One array for each figure.
typedef double Figures[PLAIN_FIGURES][DRAWS];

static void plain_all(Figures *f, Statistics *out) {
    for (long i = 0; i < DRAWS; i++) {
        double p[PLAIN_PARAMETERS], figures[PLAIN_FIGURES];
        PlainResult r;
        plain_draw(i, p);
        plain_run(p, &r);
        plain_figures(&r, figures);
        for (int k = 0; k < PLAIN_FIGURES; k++) (*f)[k][i] = figures[k];
    }
    for (int k = 0; k < PLAIN_FIGURES; k++) statistics((*f)[k], &out[k]);
}

// The engine.

typedef struct Bench {
    const Scenario *s;
    const Kernel *kernel;
    Want want;
    Series *block; // of one block of lanes
} Bench;

static double sum_of(const Series *x, int run, SeriesId id, int chip) {
    double sum = 0;
    for (int i = x->first[id]; i < x->first[id + 1]; i++)
        if (chip < 0 || x->columns[i].chip == chip) sum += series_at(x, run, i)[0];
    return sum;
}

static void figures_of(const Series *x, int run, double out[PLAIN_FIGURES]) {
    out[0] = sum_of(x, run, S_COMPUTE, -1);
    for (int c = 0; c < PLAIN_CHIPS; c++) out[1 + c] = sum_of(x, run, S_BOUGHT, c);
    out[4] = sum_of(x, run, S_SPEND, -1);
    out[5] = sum_of(x, run, S_LEVY, -1);
    out[6] = sum_of(x, run, S_LOST, -1);
    out[7] = sum_of(x, run, S_INVENTORY, CHIP_H200);
}

static void engine_block(const Bench *b, Market *m, long first, int lanes, Faults *f) {
    double values[MARKET_LANES][PLAIN_PARAMETERS];
    const double *inputs[MARKET_LANES];
    uint64_t draws[MARKET_LANES];
    for (int i = 0; i < lanes; i++) {
        plain_draw(first + i, values[i]);
        inputs[i] = values[i];
        draws[i] = (uint64_t)(first + i);
    }
    if (b->kernel->market_run(m, lanes, inputs, draws, b->block, 0, NULL, f)) return;
    fprintf(stderr, "%s\n", fault_line(f, 0));
    exit(1);
}

static void engine_all(const Bench *b, Figures *f, Statistics *out) {
    MarketOptions o = {.want = &b->want, .seed = 1};
    Market *m = b->kernel->market_new(b->s, &o);
    Faults *faults = faults_new();
    for (long at = 0; at < DRAWS; at += MARKET_LANES) {
        int lanes = DRAWS - at < MARKET_LANES ? (int)(DRAWS - at) : MARKET_LANES;
        engine_block(b, m, at, lanes, faults);
        for (int i = 0; i < lanes; i++) {
            double figures[PLAIN_FIGURES];
            figures_of(b->block, i, figures);
            for (int k = 0; k < PLAIN_FIGURES; k++) (*f)[k][at + i] = figures[k];
        }
    }
    b->kernel->market_free(m);
    faults_free(faults);
    for (int k = 0; k < PLAIN_FIGURES; k++) statistics((*f)[k], &out[k]);
}

// Report.

static bool near(double a, double b) {
    double scale = a > b ? a : b;
    return (a > b ? a - b : b - a) <= 1e-9 * (scale > 1000 ? scale : 1000);
}

static bool agree(const Statistics *a, const Statistics *b) {
    for (int k = 0; k < PLAIN_FIGURES; k++)
        if (!near(a[k].mean, b[k].mean) || !near(a[k].p05, b[k].p05) ||
            !near(a[k].p50, b[k].p50) || !near(a[k].p95, b[k].p95))
            return false;
    return true;
}

static void print_figures(const Statistics *s) {
    static const char *const NAMES[] = {"installed, H20e", "H200 ordered",  "Ascend ordered",
                                        "custom ordered",  "spend, USD",    "levy, USD",
                                        "unmet, H20e",     "H200 inventory"};
    printf("%-16s %14s %14s %14s %14s\n", "figure", "mean", "p05", "p50", "p95");
    for (int k = 0; k < PLAIN_FIGURES; k++)
        printf("%-16s %14.6g %14.6g %14.6g %14.6g\n", NAMES[k], s[k].mean, s[k].p05, s[k].p50,
               s[k].p95);
}

static void race(Bench *b, Figures *f) {
    double plain = 1e9, engine = 1e9;
    Statistics want[PLAIN_FIGURES], got[PLAIN_FIGURES];
    for (int i = 0; i < REPEATS; i++) {
        double start = seconds();
        plain_all(f, want);
        double middle = seconds();
        engine_all(b, f, got);
        double end = seconds();
        if (middle - start < plain) plain = middle - start;
        if (end - middle < engine) engine = end - middle;
    }
    if (!agree(got, want)) {
        fprintf(stderr, "the engine (%s) does not give what plain C gives\n", b->kernel->isa);
        exit(1);
    }
    printf("%-7s plain C %9.0f runs/s, engine %9.0f runs/s, time ratio %.2f\n", b->kernel->isa,
           DRAWS / plain, DRAWS / engine, engine / plain);
    if (b->kernel == kernel_pick()) print_figures(got);
}

// The time of one command in `main`: of a fresh process each, from the first statement of `main`
// to the table, written and flushed. This program starts itself for it (`bench time run ...`) and
// is then what the real `main` is, between two looks at the clock.

static double clock_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return 1e3 * (double)t.tv_sec + 1e-6 * (double)t.tv_nsec;
}

static int timed_main(double start, int argc, char **argv) {
    int code = verb_main(argc, argv);
    fflush(stdout);
    fprintf(stderr, "%.6f", clock_ms() - start);
    return code;
}

// Milliseconds of one such process. Its stdout is a pipe, read here as a pager would.
static double timed(const char *self, const char *const *command) {
    int out[2], err[2];
    if (pipe(out) || pipe(err)) exit(1);
    pid_t child = fork();
    if (child == 0) {
        dup2(out[1], STDOUT_FILENO);
        dup2(err[1], STDERR_FILENO);
        for (int i = 0; i < 2; i++) close(out[i]), close(err[i]);
        execv(self, (char *const *)(uintptr_t)command); // which does not write there
        _exit(127);
    }
    close(out[1]), close(err[1]);
    char page[4096], word[64] = "";
    bool table = false;
    while (read(out[0], page, sizeof page) > 0) table = true;
    ssize_t n = read(err[0], word, sizeof word - 1);
    close(out[0]), close(err[0]);
    int status = 0;
    waitpid(child, &status, 0);
    if (n > 0 && table && status == 0) return strtod(word, NULL);
    fprintf(stderr, "%s failed: %s\n", command[2], word);
    exit(1);
}

static void single_runs(const char *self) {
    enum { TIMES = 101 };
    const char *const one[] = {"bench",  "time",     "run", "scripts/h200_2026.lua",
                               "--case", "baseline", NULL};
    const char *const all[] = {"bench", "time", "run", "scripts/h200_2026.lua", NULL};
    static double ms[2][TIMES];
    for (int i = 0; i < TIMES; i++) {
        ms[0][i] = timed(self, one);
        ms[1][i] = timed(self, all);
    }
    static const char *const NAMES[] = {"the baseline", "the baseline and every case"};
    for (int k = 0; k < 2; k++) {
        qsort(ms[k], TIMES, sizeof **ms, ascending);
        printf("time in main of a single run, %s, to its table: %s: best %.2f ms, median %.2f "
               "ms\n",
               one[3], NAMES[k], ms[k][0], ms[k][TIMES / 2]);
    }
}

int main(int argc, char **argv) {
    double start = clock_ms();
    if (argc > 2 && strcmp(argv[1], "time") == 0) return timed_main(start, argc - 1, argv + 1);
    Faults *f = faults_new();
    Script *script = script_load("scripts/bench/h200_mini.lua", NULL, f);
    for (int i = 0; i < faults_count(f); i++) fprintf(stderr, "%s\n", fault_line(f, i));
    if (!script) return 1;
    Bench b = {.s = script_base(script), .want = {.totals_only = true}};
    const SeriesId ids[] = {S_COMPUTE, S_BOUGHT, S_SPEND, S_LEVY, S_LOST, S_INVENTORY};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) b.want.series[ids[i]] = true;
    b.block = series_new(b.s, &b.want, MARKET_LANES);
    Figures *figures = malloc(sizeof *figures);
    if (!figures) return 1;
    printf("%d draws of h200-mini (36 steps, 4 buyers, 3 chips), one core, best of %d\n", DRAWS,
           REPEATS);
    const char *const isas[] = {"v2", "v3", "v4", "any"};
    for (int i = 0; i < 4; i++)
        if ((b.kernel = kernel_named(isas[i]))) race(&b, figures);
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    printf("peak memory %.1f MB\n", (double)use.ru_maxrss / 1024);
    fflush(stdout);
    window_times(argc > 1 ? argv[1] : "build/chokepoint");
    single_runs(argv[0]);
    free(figures);
    series_free(b.block);
    script_free(script);
    faults_free(f);
    return 0;
}
