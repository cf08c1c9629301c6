#include "verb/draws.h"

#include "verb/measure.h"
#include "verb/sheet.h"

#include <string.h>

static const SeriesId MAIN[] = {S_DELIVERED, S_SPEND, S_COMPUTE, S_UNMET, S_LEVY, S_SELLER_NET};
static const double QUANTILES[] = {0.05, 0.5, 0.95};
enum { N_QUANTILES = 3 };

// Totals that can be summed over all parties; prices, shares and codes cannot.
static int totals_of(const bool *series, Pick out[S_COUNT]) {
    int n = 0;
    for (int i = 0; i < S_COUNT; i++) {
        bool wanted = series && series[i];
        for (size_t k = 0; !series && k < sizeof MAIN / sizeof *MAIN; k++)
            wanted = wanted || (int)MAIN[k] == i;
        bool sums = SERIES[i].kind == SERIES_FLOW || SERIES[i].kind == SERIES_LEVEL;
        if (wanted && sums)
            out[n++] = (Pick){.id = (SeriesId)i, .party = -1, .chip = -1, .workload = -1};
    }
    return n;
}

static void add_headings(Sheet *t, const Ensemble *e) {
    sheet_column(t, "", ALIGN_LEFT);
    for (int p = 0; p < e->n_points; p++)
        for (int q = 0; q < N_QUANTILES; q++) {
            char heading[128];
            snprintf(heading, sizeof heading, "%s%s%.0f\u00a0%%", q ? "" : e->names[p],
                     q ? "" : ", ", 100 * QUANTILES[q]);
            sheet_column(t, heading, ALIGN_RIGHT);
        }
}

static void add_row(Sheet *t, const Ensemble *e, int column, const Scenario *s, bool change) {
    SeriesId id = e->picks[e->columns[column].pick].id;
    const char *unit = SERIES[id].unit;
    if (strcmp(unit, "compute") == 0) unit = s->compute_unit;
    sheet_cellf(t, INK_PLAIN, "%s, %s%s", SERIES[id].name, unit, change ? ", change" : "");
    for (int p = 0; p < e->n_points; p++) {
        double q[N_QUANTILES];
        ensemble_quantiles(e, p, change ? 0 : -1, column, 0, N_QUANTILES, QUANTILES, q);
        for (int k = 0; k < N_QUANTILES; k++) {
            char value[32] = "";
            if (!change || p) measure_format(value, unit, q[k]);
            sheet_cell(t, change ? INK_MUTED : INK_PLAIN, value);
        }
    }
    sheet_row(t);
}

bool draws_add(Script *s, const Point *points, int n, int draws, uint64_t seed,
               const bool *series, bool inked, int width, Text *out, Faults *faults) {
    Pick totals[S_COUNT];
    EnsemblePlan plan = {.n_points = n, .points = points, .draws = draws, .seed = seed};
    plan.n_totals = totals_of(series, totals);
    plan.totals = totals;
    Ensemble *e = ensemble_new(s, &plan, NULL);
    Faults *failures = faults_new();
    while (ensemble_step(e, failures)) {
    }
    bool fine = e->failed < draws * n;
    if (!fine) faults_copy(failures, "", faults);
    Sheet *t = sheet_new();
    add_headings(t, e);
    for (int c = 0; c < e->n_columns; c++) {
        add_row(t, e, c, script_base(s), false);
        if (n > 1) add_row(t, e, c, script_base(s), true);
    }
    text_printf(out, "\n%d draws of the assumptions: quantiles of totals over the run\n",
                draws);
    sheet_add(t, out, inked, width, 1);
    if (e->failed)
        text_printf(out, "%d draws have no result: %s\n", e->failed, fault_line(failures, 0));
    sheet_free(t);
    faults_free(failures);
    ensemble_free(e);
    return fine;
}
