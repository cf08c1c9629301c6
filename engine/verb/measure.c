#include "verb/measure.h"

#include "base/text.h"
#include "study/gist.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct Gathering {
    const Results *results;
    Arena *arena;
    MeasureRow *rows;
    int n, cap;
} Gathering;

// Below it nothing is counted in any unit: what rounding leaves of a quantity that is used up.
#define DUST 1e-9

static void gather_one(Gathering *g, int result, const char *name, const char *unit,
                       const double *y) {
    MeasureRow *row = NULL;
    for (int i = 0; i < g->n && !row; i++)
        if (strcmp(g->rows[i].name, name) == 0) row = &g->rows[i];
    if (!row) {
        const double **all = ARENA_NEW(g->arena, const double *, g->results->n);
        ARENA_PUSH(g->arena, g->rows, g->n, g->cap, (MeasureRow){name, all, unit, true});
        row = &g->rows[g->n - 1];
    }
    row->y[result] = y;
    for (int i = 0; i < g->results->at[result].series->steps; i++)
        if (fabs(y[i]) > DUST) row->zero = false;
}

static int chip_named(const Scenario *s, const char *name) {
    for (int c = 0; c < s->n_chips; c++)
        if (strcmp(s->chips[c].head.name, name) == 0) return c;
    return -1;
}

static void gather_curves(Gathering *g, int result, const Measure *m) {
    const Result *x = &g->results->at[result];
    Pick pick = {.id = m->id, .by = m->by, .party = -1, .chip = -1, .workload = -1};
    if (m->chip && (pick.chip = chip_named(x->scenario, m->chip)) < 0) return;
    Curve *curves;
    int n = series_curves(x->series, x->run, &pick, g->arena, &curves);
    const char *unit = measure_unit(g->results, m->id);
    for (int i = 0; i < n; i++) gather_one(g, result, curves[i].name, unit, curves[i].y);
}

static const char *column_name(const Series *x, int column, Arena *arena) {
    const Column *c = &x->columns[column];
    const char *party = series_party_name(x, column), *name = "";
    if (party) name = party;
    if (c->chip >= 0)
        name = arena_printf(arena, "%s%s%s", name, *name ? ", " : "",
                            x->scenario->chips[c->chip].head.name);
    if (c->workload >= 0 && x->scenario->n_workloads > 1)
        name = arena_printf(arena, "%s%s%s", name, *name ? ", " : "",
                            x->scenario->workloads[c->workload].head.name);
    return name;
}

static void gather_columns(Gathering *g, int result, const Measure *m) {
    const Result *x = &g->results->at[result];
    for (int i = x->series->first[m->id]; i < x->series->first[m->id + 1]; i++)
        gather_one(g, result, column_name(x->series, i, g->arena), series_unit(x->series, i),
                   series_at(x->series, x->run, i));
}

int measure_rows(const Results *r, const Measure *m, Arena *arena, MeasureRow **out) {
    Gathering g = {.results = r, .arena = arena};
    for (int i = 0; i < r->n; i++) {
        if (m->by)
            gather_curves(&g, i, m);
        else
            gather_columns(&g, i, m);
    }
    int n = 0;
    for (int i = 0; i < g.n; i++)
        if (!g.rows[i].zero) g.rows[n++] = g.rows[i];
    *out = g.rows;
    return n;
}

typedef struct Part {
    SeriesId of, id; // of the first the second is a part
    bool leases;     // that only a lessee has
    const char *name;
} Part;

static const Part PARTS[] = {
    {S_COMPUTE, S_COMPUTE_OWNED, false, "owned"},
    {S_COMPUTE, S_COMPUTE_LEASED, true, "leased"},
    {S_COMPUTE, S_COMPUTE_CAPTIVE, false, "captive"},
    {S_SPEND, S_CAPEX, false, "chips"},
    {S_SPEND, S_OPEX, true, "lease bills"},
    {S_SPEND, S_NRE, false, "tape-outs"},
};

// The row of the same buyer in another series; NULL where it is zero.
static const MeasureRow *row_in(const Results *r, SeriesId id, const char *buyer,
                                Arena *arena) {
    MeasureRow *rows;
    int n = measure_rows(r, &(Measure){"", id, BY_BUYER, NULL}, arena, &rows);
    for (int i = 0; i < n; i++)
        if (strcmp(rows[i].name, buyer) == 0) return &rows[i];
    return NULL;
}

static bool any_leases(const Results *r) {
    for (int i = 0; i < r->n; i++)
        if (r->at[i].scenario->n_leases) return true;
    return false;
}

int measure_parts(const Results *r, const Measure *m, const MeasureRow *row, Arena *arena,
                  MeasureRow **out) {
    int n = 0;
    bool leases = false;
    *out = ARENA_NEW(arena, MeasureRow, sizeof PARTS / sizeof *PARTS);
    if (!any_leases(r)) return 0; // nothing to tell apart
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
        if (PARTS[i].of != m->id || m->by != BY_BUYER || m->chip) continue;
        const MeasureRow *part = row_in(r, PARTS[i].id, row->name, arena);
        if (!part) continue;
        leases = leases || PARTS[i].leases;
        (*out)[n] = *part;
        (*out)[n++].name = PARTS[i].name;
    }
    return leases ? n : 0;
}

int measures_main(const Results *r, Arena *arena, Measure **out) {
    const Measure REST[] = {
        {any_leases(r) ? "Compute in service" : "Installed compute", S_COMPUTE, BY_BUYER, NULL},
        {"Unmet demand", S_UNMET, BY_BUYER, NULL},
        {"Spend", S_SPEND, BY_BUYER, NULL},
        {"Export levies", S_LEVY, BY_AUTHORITY, NULL},
        {"Tariffs", S_TARIFF, BY_AUTHORITY, NULL},
        {"Subsidies", S_SUBSIDY, BY_AUTHORITY, NULL},
        {"Sellers' net revenue", S_SELLER_NET, BY_SELLER, NULL},
        {"Unsold stock", S_INVENTORY, BY_CHIP, NULL},
    };
    enum { N_REST = sizeof REST / sizeof *REST };
    const Result *base = &r->at[0];
    Gist g = gist_of(base, NULL, NULL);
    Measure *all = ARENA_NEW(arena, Measure, N_REST + 2);
    int n = 0;
    all[n++] = (Measure){"Chips delivered", S_DELIVERED, BY_CHIP, NULL};
    if (g.chip >= 0 && base->scenario->n_buyers > 1) {
        const char *chip = base->scenario->chips[g.chip].head.name;
        const char *title = arena_printf(arena, "%s delivered by buyer", chip);
        all[n++] = (Measure){title, S_DELIVERED, BY_BUYER, chip};
    }
    for (int i = 0; i < N_REST; i++) all[n++] = REST[i];
    *out = all;
    return n;
}

double row_closing(const double *y, int steps, SeriesKind kind) {
    double sum = 0, last = NAN;
    for (int i = 0; i < steps; i++) {
        if (isnan(y[i])) continue;
        sum += y[i];
        last = y[i];
    }
    return kind == SERIES_FLOW && !isnan(last) ? sum : last;
}

int row_peak(const double *y, int steps) {
    int at = -1;
    for (int i = 0; i < steps; i++)
        if (!isnan(y[i]) && (at < 0 || y[i] > y[at])) at = i;
    return at;
}

const char *measure_unit(const Results *r, SeriesId id) {
    const Series *x = r->at[0].series;
    if (x->first[id] == x->first[id + 1]) return SERIES[id].unit;
    const char *unit = series_unit(x, x->first[id]);
    for (int i = x->first[id]; i < x->first[id + 1]; i++)
        if (strcmp(series_unit(x, i), unit) != 0) return "own currency";
    return unit;
}

void measure_format(char out[32], const char *unit, double value) {
    static const struct {
        const char *unit, *sign;
    } SIGNS[] = {{"USD", "$"}, {"RMB", "¥"}, {"EUR", "€"}, {"JPY", "¥"}};
    const char *sign = "";
    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++)
        if (strcmp(SIGNS[i].unit, unit) == 0) sign = SIGNS[i].sign;
    if (strcmp(unit, "share") == 0 && !isnan(value))
        snprintf(out, 32, "%.1f%%", 100 * value);
    else
        text_short(out, sign, value);
}

// What rounding left of a quantity that is used up is nothing.
static double without_rounding(const Results *r, const MeasureRow *row, double value) {
    double most = 0;
    for (int i = 0; i < r->n; i++) {
        int steps = r->at[i].series->steps, at = row->y[i] ? row_peak(row->y[i], steps) : -1;
        if (at >= 0) most = fmax(most, row->y[i][at]);
    }
    return fabs(value) < 1e-12 * most ? 0 : value;
}

void measure_closing(const Results *r, const Measure *m, const MeasureRow *row, int i,
                     char out[32]) {
    out[0] = 0;
    if (!row->y[i]) return;
    int steps = r->at[i].series->steps;
    double value = row_closing(row->y[i], steps, SERIES[m->id].kind);
    measure_format(out, row->unit, without_rounding(r, row, value));
}
