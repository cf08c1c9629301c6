// `chokepoint run`: the baseline and the chosen cases, once each.
#include "base/about.h"
#include "verb/conclusions.h"
#include "verb/expectations.h"
#include "verb/draws.h"
#include "verb/output.h"
#include "verb/point.h"
#include "verb/summary.h"
#include "verb/verb.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

// The command line of a run, read.
typedef struct Request {
    const Args *args;
    bool has_series, series[S_COUNT];
    int currency; // CURRENCY_NONE: as it is
    bool has_seed;
    int draws; // 0: none
    OutputOptions options;
    int n_outputs;
    Output *outputs;
} Request;

// The points of one script.
typedef struct Plan {
    Script *script;
    const Scenario *base;
    Arena *arena;
    int n, cap;
    Point *points;
} Plan;

static bool read_outputs(Request *q, int *code) {
    q->n_outputs = args_count(q->args, "output");
    q->outputs = calloc((size_t)q->n_outputs + 1, sizeof *q->outputs);
    for (int i = 0; q->outputs && i < q->n_outputs; i++) {
        const char *path = args_nth(q->args, "output", i);
        if (output_kind(path, &q->outputs[i])) continue;
        *code =
            verb_usage("run",
                       "-o %s: unknown kind of file; its name must end in .csv .json .png .svg "
                       "or .pdf, or be - for CSV on stdout",
                       path);
        return false;
    }
    if (q->n_outputs && q->args->n > 1) {
        *code = verb_usage("run", "-o takes one script at a time, got %d", q->args->n);
        return false;
    }
    return true;
}

static bool read_series(Request *q, int *code) {
    const char *text = args_value(q->args, "series");
    q->has_series = text != NULL;
    const char *names[S_COUNT];
    for (int i = 0; i < S_COUNT; i++) names[i] = SERIES[i].name;
    while (text && *text) {
        char word[64];
        size_t n = strcspn(text, ",");
        snprintf(word, sizeof word, "%.*s", (int)n, text);
        int id = series_find(word);
        const char *near = id < 0 ? text_nearest(word, names, S_COUNT) : NULL;
        if (id < 0) {
            *code = near
                        ? verb_usage("run", "--series: unknown series \"%s\", did you mean %s?",
                                     word, near)
                        : verb_usage(
                              "run",
                              "--series: unknown series \"%s\"; chokepoint docs series lists "
                              "them",
                              word);
            return false;
        }
        q->series[id] = true;
        text += n + (text[n] == ',');
    }
    return true;
}

static bool read_size(Request *q, int *code) {
    const char *size = args_value(q->args, "size");
    PictureOptions *p = &q->options.picture;
    if (!size) return true;
    char *end, *last = NULL;
    long w = strtol(size, &end, 10);
    long h = *end == 'x' ? strtol(end + 1, &last, 10) : 0;
    if (last && !*last && w >= 200 && w <= 10000 && h >= 150 && h <= 10000) {
        p->width = (double)w;
        p->height = (double)h;
        return true;
    }
    *code =
        verb_usage("run",
                   "--size %s: expected width x height in pixels, such as 1200x900 (200x150 "
                   "to 10000x10000)",
                   size);
    return false;
}

static bool read_look(Request *q, int *code) {
    const char *theme = args_value(q->args, "theme"), *money = args_value(q->args, "currency");
    q->options.picture.dark = theme && strcmp(theme, "dark") == 0;
    if (theme && strcmp(theme, "dark") != 0 && strcmp(theme, "light") != 0) {
        *code = verb_usage("run", "--theme %s: expected light or dark", theme);
        return false;
    }
    q->currency = money ? currency_find(money) : CURRENCY_NONE;
    if (money && q->currency == CURRENCY_NONE) {
        *code = verb_usage("run", "--currency %s: expected USD, RMB, EUR or JPY", money);
        return false;
    }
    return read_size(q, code);
}

static bool read_seed(Request *q, int *code) {
    const char *text = args_value(q->args, "seed");
    q->has_seed = text != NULL;
    if (!text) return true;
    char *end;
    errno = 0;
    q->options.seed = strtoull(text, &end, 10);
    if (*end || errno || text[0] < '0' || text[0] > '9' || q->options.seed > 1ULL << 53) {
        *code = verb_usage("run", "--seed %s: expected a whole number from 0 to 2^53", text);
        return false;
    }
    return true;
}

static bool read_draws(Request *q, int *code) {
    const char *text = args_value(q->args, "draws");
    if (!text) return true;
    char *end;
    long n = strtol(text, &end, 10);
    if (end != text && !*end && n >= 1 && n <= DRAWS_MOST) {
        q->draws = (int)n;
        return true;
    }
    *code =
        verb_usage("run", "--draws %s: expected a whole number from 1 to %d", text, DRAWS_MOST);
    return false;
}

static void add_point(Plan *p, const char *name, const double *values) {
    double *copy = ARENA_NEW(p->arena, double, p->base->n_inputs);
    memcpy(copy, values, sizeof *copy * (size_t)p->base->n_inputs);
    ARENA_PUSH(p->arena, p->points, p->n, p->cap, (Point){name, copy});
}

// Lays every --set over `values`.
static bool lay_sets(const Plan *p, const Args *a, double *values, Faults *faults) {
    bool fine = true;
    for (int i = 0; i < args_count(a, "set"); i++)
        fine = script_set(p->script, args_nth(a, "set", i), values, faults) && fine;
    return fine;
}

static void add_case(Plan *p, const Args *a, int i, Faults *faults) {
    double *values = ARENA_NEW(p->arena, double, p->base->n_inputs);
    script_case_values(p->script, i, values);
    const char *name = p->base->cases[i].name;
    if (args_has(a, "set")) name = arena_printf(p->arena, "%s, as set", name);
    if (lay_sets(p, a, values, faults)) add_point(p, name, values);
}

// The baseline, always first; then what was set; then the cases: those named, or all.
static bool plan_points(Plan *p, const Args *a, Faults *faults) {
    int before = faults_count(faults), n_named = args_count(a, "case");
    bool sets = args_has(a, "set");
    double *values = ARENA_NEW(p->arena, double, p->base->n_inputs);
    script_base_values(p->script, values);
    add_point(p, "baseline", values);
    if (sets && lay_sets(p, a, values, faults) && !n_named) add_point(p, "this run", values);
    for (int k = 0; k < n_named; k++) {
        const char *name = args_nth(a, "case", k);
        int i = strcmp(name, "baseline") == 0 ? -1 : case_named(p->script, name, faults);
        if (i >= 0) add_case(p, a, i, faults);
    }
    if (args_has(a, "cases") || (!sets && !n_named))
        for (int i = 0; i < p->base->n_cases; i++) add_case(p, a, i, faults);
    return faults_count(faults) == before;
}

static bool has_rate(const Request *q, const Plan *p, Faults *faults) {
    if (q->currency == CURRENCY_NONE || q->currency == CURRENCY_USD) return true;
    for (int i = 0; i < p->base->n_currencies; i++)
        if (p->base->currencies[i].currency == q->currency) return true;
    const char *name = currency_name(q->currency);
    fault_add(faults, script_path(p->script), 0,
              "--currency %s: the script gives no rate for it; add currency \"%s\" { per_usd "
              "= ... }",
              name, name);
    return false;
}

static bool stdout_is_data(const Request *q) {
    for (int i = 0; i < q->n_outputs; i++)
        if (strcmp(q->outputs[i].path, "-") == 0) return true;
    return false;
}

static void print_summary(const Request *q, const Plan *p, const Results *r,
                          const Verdicts *verdicts, const Conclusions *conclusions) {
    bool inked = paper_has_ink(stdout);
    SummaryOptions o = {.inked = inked,
                        .width = paper_width(stdout),
                        .series = q->has_series ? q->series : NULL,
                        .ledger = args_has(q->args, "ledger")};
    Text out = {0}, last = {0};
    summary_add(r, &o, &out);
    fits_add(r, inked, o.width, &out);
    if (verdicts->n) text_add(&out, "\n");
    verdicts_add(verdicts, inked, &out);
    if (conclusions->n) text_add(&out, "\n");
    conclusions_add(conclusions, inked, o.width, &out);
    for (int i = 0; i < q->n_outputs; i++) text_printf(&last, "wrote %s\n", q->outputs[i].path);
    text_printf(&last, "chokepoint %s, script %s, seed %llu", about_version(),
                script_hash(p->script), (unsigned long long)q->options.seed);
    text_add(&out, "\n");
    ink_add(&out, inked, INK_MUTED, text_get(&last));
    text_add(&out, "\n");
    fputs(text_get(&out), stdout);
    text_done(&out);
    text_done(&last);
}

static Draws *run_draws(const Request *q, const Plan *p, Faults *faults) {
    DrawsPlan plan = {.n = p->n,
                      .points = p->points,
                      .draws = q->draws,
                      .seed = q->options.seed,
                      .series = q->has_series ? q->series : NULL,
                      .currency = q->currency};
    for (int i = 0; i < q->n_outputs; i++)
        plan.pictured = plan.pictured || q->outputs[i].kind == OUTPUT_PICTURE;
    return draws_run(p->script, &plan, faults);
}

static void print_draws(const Draws *d) {
    Text out = {0};
    draws_add(d, paper_has_ink(stdout), paper_width(stdout), &out);
    fputs(text_get(&out), stdout);
    text_done(&out);
}

static bool run_points(Request *q, Plan *p, Faults *faults) {
    if (!plan_points(p, q->args, faults) || !has_rate(q, p, faults)) return false;
    Results *r = study_run(p->script, p->points, p->n, NULL, true, faults);
    if (!r) return false;
    Verdicts verdicts;
    Conclusions conclusions;
    if (!verdicts_of(p->script, p->arena, &verdicts, faults)) {
        results_free(r);
        return false;
    }
    q->options.verdicts = &verdicts;
    conclusions_of(r, p->arena, &conclusions);
    q->options.conclusions = &conclusions;
    if (q->currency != CURRENCY_NONE) results_convert(r, q->currency);
    if (!q->has_seed) q->options.seed = p->base->seed;
    q->options.series = q->has_series ? q->series : NULL;
    q->options.all_cases = p->n > 1 && !args_has(q->args, "set") && !args_has(q->args, "case");
    Draws *draws = q->draws ? run_draws(q, p, faults) : NULL;
    q->options.draws = draws;
    bool fine = draws || !q->draws;
    fine = fine && outputs_write(q->outputs, q->n_outputs, p->script, r, &q->options, faults);
    bool shown = fine && !args_has(q->args, "quiet") && !stdout_is_data(q);
    if (shown) print_summary(q, p, r, &verdicts, &conclusions);
    if (shown && draws) print_draws(draws);
    draws_free(draws);
    results_free(r);
    return fine;
}

static void run_script(Request *q, const char *path, Faults *faults) {
    Plan p = {.script = script_load(path, NULL, faults)};
    if (!p.script) return;
    p.base = script_base(p.script);
    p.arena = arena_new();
    run_points(q, &p, faults);
    arena_free(p.arena);
    script_free(p.script);
}

static int run_all(Request *q) {
    Faults *faults = faults_new();
    for (int i = 0; i < q->n_outputs; i++) output_possible(&q->outputs[i], faults);
    for (int i = 0; i < q->args->n && (i || !faults_count(faults)); i++) {
        if (i && !args_has(q->args, "quiet")) fputs("\n", stdout);
        run_script(q, q->args->at[i], faults);
    }
    int code = args_has(q->args, "quiet") ? verb_faults_quietly(faults) : verb_faults(faults);
    faults_free(faults);
    return code;
}

int verb_run(int argc, char **argv) {
    Args a;
    int code;
    if (!args_open(&a, argc, argv, &code)) return code;
    memory_keep();
    interrupt_watch();
    Request q = {.args = &a};
    if (read_outputs(&q, &code) && read_series(&q, &code) && read_look(&q, &code) &&
        read_seed(&q, &code) && read_draws(&q, &code))
        code = run_all(&q);
    outputs_done(q.outputs, q.n_outputs);
    free(q.outputs);
    args_done(&a);
    return code;
}
