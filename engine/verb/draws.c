#include "verb/draws.h"

#include "chart/figure.h"
#include "verb/measure.h"
#include "verb/sheet.h"

#include <math.h>
#include <string.h>

static const SeriesId MAIN[] = {S_DELIVERED, S_SPEND, S_COMPUTE, S_UNMET, S_LEVY, S_SELLER_NET};
static const double QUANTILES[] = {0.05, 0.5, 0.95};
enum { N_QUANTILES = 3 };

static bool point_named(const Point *points, int n, const char *name) {
    for (int i = 0; i < n; i++)
        if (strcmp(points[i].name, name) == 0) return true;
    return false;
}

static bool case_needed(const Scenario *s, int c) {
    for (int i = 0; i < s->n_findings; i++)
        if (s->findings[i].of_case == c) return true;
    return false;
}

// Those of the plan, then the cases that a result names and the plan lacks.
static int points_of(Script *script, const DrawsPlan *plan, Arena *arena, Point **out) {
    const Scenario *s = script_base(script);
    Point *points = ARENA_NEW(arena, Point, plan->n + s->n_cases);
    int n = plan->n;
    memcpy(points, plan->points, sizeof *points * (size_t)n);
    for (int c = 0; c < s->n_cases; c++) {
        if (!case_needed(s, c) || point_named(points, n, s->cases[c].name)) continue;
        double *values = ARENA_NEW(arena, double, s->n_inputs);
        script_case_values(script, c, values);
        points[n++] = (Point){s->cases[c].name, values};
    }
    *out = points;
    return n;
}

static int asked_of(const Scenario *s, const DrawsPlan *plan, Arena *arena, Outcome **out) {
    bool main[S_COUNT] = {false};
    for (size_t i = 0; i < sizeof MAIN / sizeof *MAIN; i++) main[MAIN[i]] = true;
    bool by_buyer = plan->series != NULL;
    return outcomes_of(s, by_buyer ? plan->series : main, by_buyer, plan->currency, arena, out);
}

Draws *draws_run(Script *s, const DrawsPlan *plan, Faults *faults) {
    Arena *arena = arena_new();
    Draws *d = ARENA_NEW(arena, Draws, 1);
    *d = (Draws){.n_points = plan->n, .failures = faults_new(), .arena = arena};
    EnsemblePlan e = {.draws = plan->draws, .seed = plan->seed};
    Point *points;
    Outcome *asked;
    Pick *picks = NULL;
    e.n_points = points_of(s, plan, arena, &points);
    e.points = points;
    e.n_outcomes = asked_of(script_base(s), plan, arena, &asked);
    e.outcomes = asked;
    e.currency = plan->currency;
    if (plan->pictured) e.n_picks = figure_picks(script_base(s), arena, &picks);
    e.picks = picks;
    d->ensemble = ensemble_new(s, &e, NULL);
    while (ensemble_step(d->ensemble, d->failures)) {
    }
    if (d->ensemble->failed < e.draws * e.n_points) return d;
    faults_copy(d->failures, "", faults);
    draws_free(d);
    return NULL;
}

void draws_free(Draws *d) {
    if (!d) return;
    ensemble_free(d->ensemble);
    faults_free(d->failures);
    arena_free(d->arena);
}

static void add_headings(Sheet *t, const Draws *d) {
    sheet_column(t, "", ALIGN_LEFT);
    for (int p = 0; p < d->n_points; p++)
        for (int q = 0; q < N_QUANTILES; q++) {
            char heading[128];
            snprintf(heading, sizeof heading, "%s%s%.0f\u00a0%%",
                     q ? "" : d->ensemble->names[p], q ? "" : ", ", 100 * QUANTILES[q]);
            sheet_column(t, heading, ALIGN_RIGHT);
        }
}

static void add_label(Sheet *t, const Outcome *o, bool change) {
    bool share = strcmp(o->unit, "share") == 0;
    sheet_cellf(t, INK_PLAIN, "%s%s%s%s%s%s", o->name, o->buyer ? ", " : "",
                o->buyer ? o->buyer : "", *o->unit && !(change && share) ? ", " : "",
                change && share ? "" : o->unit,
                !change ? ""
                : share ? ", change in percentage points"
                        : ", change");
}

// The largest that the outcome comes to in the quantiles of all points.
static double scale_of(const Draws *d, int k) {
    double largest = 0, q[N_QUANTILES];
    for (int p = 0; p < d->n_points; p++) {
        ensemble_outcome_quantiles(d->ensemble, p, -1, k, N_QUANTILES, QUANTILES, q);
        for (int i = 0; i < N_QUANTILES; i++)
            if (fabs(q[i]) > largest) largest = fabs(q[i]);
    }
    return largest;
}

static void add_row(Sheet *t, const Draws *d, int k, bool change) {
    const Outcome *o = &d->ensemble->outcomes[k];
    bool points = change && strcmp(o->unit, "share") == 0;
    double residue = change ? 1e-9 * scale_of(d, k) : 0; // of rounding: no change at all
    add_label(t, o, change);
    for (int p = 0; p < d->n_points; p++) {
        double q[N_QUANTILES];
        ensemble_outcome_quantiles(d->ensemble, p, change ? 0 : -1, k, N_QUANTILES, QUANTILES,
                                   q);
        for (int i = 0; i < N_QUANTILES; i++) {
            char value[32] = "";
            if (fabs(q[i]) <= residue) q[i] = 0;
            bool shown = change ? p > 0 : p == 0 || !o->fixed;
            if (shown) measure_format(value, points ? "" : o->unit, points ? 100 * q[i] : q[i]);
            sheet_cell(t, change ? INK_MUTED : INK_PLAIN, value);
        }
    }
    sheet_row(t);
}

// "got: no value in 3 of 100 draws (baseline), ...": the quantiles are of the others.
static void add_without(const Draws *d, int k, Text *out) {
    const Ensemble *e = d->ensemble;
    const Outcome *o = &e->outcomes[k];
    const char *between = "";
    for (int p = 0; p < (o->fixed ? 1 : d->n_points); p++) {
        const double *x = ensemble_outcome(e, p, k);
        int n = 0;
        for (int i = 0; i < e->done; i++) n += !isfinite(x[i]);
        if (!n) continue;
        if (!*between) text_printf(out, "%s: no value in", o->name);
        text_printf(out, "%s %d of %d draws (%s)", between, n, e->done, e->names[p]);
        between = ",";
    }
    if (*between) text_add(out, "\n");
}

static const char *word_of(int b) {
    if (b == BINDING_COUNT) return "no value";
    return b == BINDING_NONE ? "nothing" : binding_name((Binding)b);
}

// A word has no quantiles: "held by: baseline approval 62 %, supply 38 %".
static void add_words(const Draws *d, int k, Text *out) {
    const Ensemble *e = d->ensemble;
    const Outcome *o = &e->outcomes[k];
    text_printf(out, "%s:", o->name);
    for (int p = 0; p < (o->fixed ? 1 : d->n_points); p++) {
        const double *x = ensemble_outcome(e, p, k);
        int n[BINDING_COUNT + 1] = {0}, any = 0; // the last: without a value
        for (int i = 0; i < e->done; i++) n[isfinite(x[i]) ? (int)x[i] : BINDING_COUNT]++;
        text_printf(out, "%s %s", p ? ";" : "", e->names[p]);
        for (int b = 0; b <= BINDING_COUNT; b++)
            if (n[b])
                text_printf(out, "%s %s %.0f\u00a0%%", any++ ? "," : "", word_of(b),
                            100.0 * n[b] / e->done);
    }
    text_add(out, "\n");
}

void draws_add(const Draws *d, bool inked, int width, Text *out) {
    const Ensemble *e = d->ensemble;
    bool results = e->n_outcomes && !e->outcomes[0].total;
    Sheet *t = sheet_new();
    add_headings(t, d);
    for (int k = 0; k < e->n_outcomes; k++) {
        if (e->outcomes[k].word) continue;
        add_row(t, d, k, false);
        if (d->n_points > 1 && !e->outcomes[k].fixed) add_row(t, d, k, true);
    }
    text_printf(out, "\n%d draws of the assumptions: quantiles of %stotals over the run\n",
                e->draws, results ? "results, and of " : "");
    sheet_add(t, out, inked, width, 1);
    for (int k = 0; k < e->n_outcomes; k++) {
        if (e->outcomes[k].word)
            add_words(d, k, out);
        else if (!e->outcomes[k].total)
            add_without(d, k, out);
    }
    if (e->failed)
        text_printf(out, "%d draws have no result: %s\n", e->failed,
                    fault_line(d->failures, 0));
    sheet_free(t);
}
