#include "series/series.h"
#include "base/arena.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int by_count(const Scenario *s, unsigned bit) {
    switch (bit) {
    case BY_BUYER:
        return s->n_buyers;
    case BY_CHIP:
        return s->n_chips;
    case BY_WORKLOAD:
        return s->n_workloads;
    case BY_AUTHORITY:
        return s->n_authorities;
    case BY_SELLER:
        return s->n_sellers;
    case BY_APPROVAL:
        return s->n_approvals;
    case BY_RESOURCE:
        return s->n_resources;
    default:
        return 0;
    }
}

const char *by_name(const Scenario *s, unsigned bit, int i) {
    switch (bit) {
    case BY_BUYER:
        return s->buyers[i].head.name;
    case BY_CHIP:
        return s->chips[i].head.name;
    case BY_WORKLOAD:
        return s->workloads[i].head.name;
    case BY_AUTHORITY:
        return s->authorities[i];
    case BY_SELLER:
        return s->sellers[i];
    case BY_APPROVAL:
        return s->approvals[i].i.head.name;
    case BY_RESOURCE:
        return s->resources[i].head.name;
    default:
        return NULL;
    }
}

// Spend has a column without a chip where there are leases, after those of the chips.
static bool has_no_chip(const Scenario *s, SeriesId id) {
    return id == S_SPEND && s->n_leases > 0;
}

// 1 for what the series is not kept by: one column with -1.
static int extent(const Scenario *s, SeriesId id, unsigned bits) {
    unsigned bit = SERIES[id].by & bits;
    return bit ? by_count(s, bit) + (bit == BY_CHIP && has_no_chip(s, id)) : 1;
}

static int kept(const Scenario *s, SeriesId id, unsigned bits, int i) {
    unsigned bit = SERIES[id].by & bits;
    return bit && i < by_count(s, bit) ? i : -1;
}

static void *zeroed(size_t count, size_t size) {
    void *p = calloc(count ? count : 1, size);
    if (!p) memory_out(count > SIZE_MAX / size ? SIZE_MAX : count * size);
    return p;
}

static size_t columns_wanted(const Scenario *s, const Want *want) {
    size_t n = 0;
    for (int i = 0; i < S_COUNT; i++) {
        SeriesId id = (SeriesId)i;
        if (want->series[i])
            n += (size_t)extent(s, id, BY_PARTY) * (size_t)extent(s, id, BY_CHIP) *
                 (size_t)extent(s, id, BY_WORKLOAD);
    }
    return n;
}

static void list_columns(Series *x, SeriesId id) {
    const Scenario *s = x->scenario;
    int parties = extent(s, id, BY_PARTY), chips = extent(s, id, BY_CHIP);
    int workloads = extent(s, id, BY_WORKLOAD);
    for (int p = 0; p < parties; p++)
        for (int c = 0; c < chips; c++)
            for (int w = 0; w < workloads; w++)
                x->columns[x->n_columns++] =
                    (Column){id, kept(s, id, BY_PARTY, p), kept(s, id, BY_CHIP, c),
                             kept(s, id, BY_WORKLOAD, w)};
}

Series *series_new(const Scenario *s, const Want *want, int runs) {
    Series *x = zeroed(1, sizeof *x);
    size_t columns = columns_wanted(s, want);
    *x = (Series){.scenario = s,
                  .runs = runs,
                  .steps = want->totals_only ? 1 : s->calendar.steps,
                  .totals_only = want->totals_only};
    x->columns = zeroed(columns, sizeof *x->columns);
    for (int i = 0; i < S_COUNT; i++) {
        x->first[i] = x->n_columns;
        if (want->series[i]) list_columns(x, (SeriesId)i);
    }
    x->first[S_COUNT] = x->n_columns;
    size_t row = columns * (size_t)x->steps;
    if (runs && row > SIZE_MAX / (size_t)runs) memory_out(SIZE_MAX);
    x->value = zeroed(row * (size_t)runs, sizeof *x->value);
    return x;
}

void series_free(Series *x) {
    if (!x) return;
    free(x->columns);
    free(x->value);
    free(x);
}

double *series_at(const Series *x, int run, int column) {
    size_t row = (size_t)run * (size_t)x->n_columns + (size_t)column;
    return x->value + row * (size_t)x->steps;
}

static void residues_clear(double *y, int steps) {
    double largest = 0;
    for (int i = 0; i < steps; i++) {
        if (fabs(y[i]) > largest) largest = fabs(y[i]);
        if (y[i] < 0 && -y[i] <= 1e-9 * largest) y[i] = 0;
    }
}

void series_clear_residues(Series *x) {
    for (int c = 0; c < x->n_columns; c++) {
        if (SERIES[x->columns[c].id].kind != SERIES_LEVEL) continue;
        for (int run = 0; run < x->runs; run++) residues_clear(series_at(x, run, c), x->steps);
    }
}

// `*at` goes on by `i` in a dimension of the series; false when `i` is not in it.
static bool index_in(const Scenario *s, SeriesId id, unsigned bits, int i, int *at) {
    int n = extent(s, id, bits);
    if (!(SERIES[id].by & bits)) return i == -1;
    if (i == -1 && (bits & BY_CHIP) && has_no_chip(s, id)) i = n - 1;
    *at = *at * n + i;
    return i >= 0 && i < n;
}

int series_column(const Series *x, SeriesId id, int party, int chip, int workload) {
    int at = 0;
    if (x->first[id] == x->first[id + 1]) return -1;
    if (!index_in(x->scenario, id, BY_PARTY, party, &at) ||
        !index_in(x->scenario, id, BY_CHIP, chip, &at) ||
        !index_in(x->scenario, id, BY_WORKLOAD, workload, &at))
        return -1;
    return x->first[id] + at;
}

const char *series_party_name(const Series *x, int column) {
    const Column *c = &x->columns[column];
    return c->party < 0 ? NULL : by_name(x->scenario, SERIES[c->id].by & BY_PARTY, c->party);
}

const char *series_unit(const Series *x, int column) {
    const Column *c = &x->columns[column];
    const char *unit = SERIES[c->id].unit;
    if (strcmp(unit, "compute") == 0) return x->scenario->compute_unit;
    if (strcmp(unit, "USD") == 0 && x->currency) return currency_name(x->currency);
    if (strcmp(unit, "own") == 0) return currency_name(x->scenario->buyers[c->party].currency);
    return unit;
}

static bool filter_fits(int filter, int i) {
    return filter < 0 || filter == i;
}

static bool picked(const Pick *pick, const Column *c, unsigned by, int of) {
    int i = by & BY_CHIP ? c->chip : by & BY_WORKLOAD ? c->workload : c->party;
    return (!by || i == of) && filter_fits(pick->party, c->party) &&
           filter_fits(pick->chip, c->chip) && filter_fits(pick->workload, c->workload);
}

static bool can_sum(const Series *x, const int *columns, int n) {
    SeriesKind kind = SERIES[x->columns[columns[0]].id].kind;
    if (kind != SERIES_FLOW && kind != SERIES_LEVEL) return false;
    for (int i = 1; i < n; i++)
        if (strcmp(series_unit(x, columns[0]), series_unit(x, columns[i])) != 0) return false;
    return true;
}

// One step of the columns: their sum, or the value they agree on.
static double step_value(const Series *x, int run, const int *columns, int n, int step,
                         bool sum) {
    double y = NAN;
    for (int i = 0; i < n; i++) {
        double v = series_at(x, run, columns[i])[step];
        if (isnan(v)) continue;
        if (!sum && !isnan(y) && y != v) return NAN;
        y = isnan(y) || !sum ? v : y + v;
    }
    return y;
}

// The columns that make the curve of `of`; `out` has room for all of the series.
static int gather(const Series *x, const Pick *pick, unsigned by, int of, int *out) {
    int n = 0;
    for (int i = x->first[pick->id]; i < x->first[pick->id + 1]; i++)
        if (picked(pick, &x->columns[i], by, of)) out[n++] = i;
    return n;
}

static void fill_curve(const Series *x, int run, const Pick *pick, const int *columns, int n,
                       Arena *arena, Curve *out) {
    bool sum = can_sum(x, columns, n);
    bool running = pick->cumulative && SERIES[pick->id].kind == SERIES_FLOW;
    double so_far = 0;
    out->y = ARENA_NEW(arena, double, x->steps);
    out->all_zero = true;
    for (int i = 0; i < x->steps; i++) {
        double y = step_value(x, run, columns, n, i, sum);
        if (running && !isnan(y)) so_far += y;
        out->y[i] = running && sum ? so_far : y;
        if (out->y[i] != 0 && !isnan(out->y[i])) out->all_zero = false;
    }
}

int series_curves(const Series *x, int run, const Pick *pick, Arena *arena, Curve **out) {
    unsigned by = pick->by;
    const Scenario *s = x->scenario;
    *out = NULL;
    if (by && (!(SERIES[pick->id].by & by) || (by & (by - 1)))) return 0;
    int parts = by ? by_count(s, by) : 1, n = 0;
    int *columns = ARENA_NEW(arena, int, x->first[pick->id + 1] - x->first[pick->id]);
    *out = ARENA_NEW(arena, Curve, parts);
    for (int i = 0; i < parts; i++) {
        int found = gather(x, pick, by, i, columns);
        if (!found) continue;
        Curve *c = &(*out)[n++];
        *c = (Curve){.name = by ? by_name(s, by, i) : SERIES[pick->id].name,
                     .of = by ? i : -1,
                     .by = by};
        fill_curve(x, run, pick, columns, found, arena, c);
    }
    return n;
}

double series_total(const Series *x, int run, const Pick *pick) {
    Pick all = *pick;
    all.by = 0;
    all.cumulative = true;
    Arena *arena = arena_new();
    Curve *curve;
    double total =
        series_curves(x, run, &all, arena, &curve) ? curve->y[x->steps - 1] : (double)NAN;
    arena_free(arena);
    return total;
}
