#include "study/ensemble.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void swap(float *x, int i, int k) {
    float y = x[i];
    x[i] = x[k];
    x[k] = y;
}

// Puts the value of rank k into its place, smaller ones before it, larger ones behind it.
static void select_rank(float *x, int from, int to, int k) {
    while (from < to) {
        float pivot = x[(from + to) / 2];
        int i = from, j = to;
        while (i <= j) {
            while (x[i] < pivot) i++;
            while (x[j] > pivot) j--;
            if (i <= j) swap(x, i++, j--);
        }
        if (k <= j)
            to = j;
        else if (k >= i)
            from = i;
        else
            return;
    }
}

// `p` ascends, so each search begins where the last one ended.
static void select_quantiles(float *x, int m, int n, const double *p, double *out) {
    int from = 0;
    for (int i = 0; i < n; i++) {
        double at = (m - 1) * p[i];
        int k = (int)floor(at);
        out[i] = (double)NAN;
        if (m == 0) continue;
        select_rank(x, from, m - 1, k);
        from = k;
        out[i] = (double)x[k];
        if (k + 1 == m || at <= k) continue;
        select_rank(x, k + 1, m - 1, k + 1);
        out[i] += ((double)x[k + 1] - (double)x[k]) * (at - k);
    }
}

void ensemble_quantiles(const Ensemble *e, int point, int base, int column, int step, int n,
                        const double *p, double *out) {
    const float *x = ensemble_row(e, point, column, step);
    const float *less = base >= 0 ? ensemble_row(e, base, column, step) : NULL;
    float *kept = memory_grow(NULL, sizeof *kept * ((size_t)e->done + 1));
    int m = 0;
    for (int i = 0; i < e->done; i++) {
        float v = x[i] - (less ? less[i] : 0);
        if (!isnan(v)) kept[m++] = v;
    }
    select_quantiles(kept, m, n, p, out);
    free(kept);
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

void ensemble_outcome_quantiles(const Ensemble *e, int point, int base, int outcome, int n,
                                const double *p, double *out) {
    const double *x = ensemble_outcome(e, point, outcome);
    const double *less = base >= 0 ? ensemble_outcome(e, base, outcome) : NULL;
    double *kept = memory_grow(NULL, sizeof *kept * ((size_t)e->done + 1));
    int m = 0;
    for (int i = 0; i < e->done; i++) {
        double v = x[i] - (less ? less[i] : 0);
        if (isfinite(v)) kept[m++] = v;
    }
    qsort(kept, (size_t)m, sizeof *kept, ascending);
    for (int i = 0; i < n; i++) {
        double at = (m - 1) * p[i];
        int k = (int)floor(at);
        out[i] = m ? kept[k] : (double)NAN;
        if (m && k + 1 < m) out[i] += (kept[k + 1] - kept[k]) * (at - k);
    }
    free(kept);
}

static size_t row_of(const Bands *b) {
    return (size_t)b->steps * BAND_COUNT;
}

// Quantiles of every column of a point, less those of `base` (-1: nothing). Where they end.
static double *add_point(const Ensemble *e, const Bands *b, int point, int base, double *at) {
    static const double P[BAND_COUNT] = {0.05, 0.25, 0.5, 0.75, 0.95};
    for (int c = 0; c < e->n_columns; c++, at += row_of(b))
        for (int i = 0; i < e->columns[c].steps; i++)
            ensemble_quantiles(e, point, base, c, i, BAND_COUNT, P, at + i * BAND_COUNT);
    return at;
}

Bands *ensemble_bands(const Ensemble *e, int base, Region *region) {
    Arena *a = arena_in(region);
    Bands *b = ARENA_NEW(a, Bands, 1);
    *b = (Bands){.done = e->done,
                 .draws = e->draws,
                 .failed = e->failed,
                 .n_points = e->n_points,
                 .n_columns = e->n_columns,
                 .columns = e->columns,
                 .picks = e->picks,
                 .arena = a};
    for (int c = 0; c < e->n_columns; c++)
        if (e->columns[c].steps > b->steps) b->steps = e->columns[c].steps;
    int n = e->n_points * (base >= 0 ? 2 : 1);
    double *at = ARENA_NEW(a, double, row_of(b) * (size_t)(n * e->n_columns));
    b->at = at;
    for (int point = 0; point < e->n_points; point++) at = add_point(e, b, point, -1, at);
    if (base < 0) return b;
    b->less = at;
    for (int point = 0; point < e->n_points; point++) at = add_point(e, b, point, base, at);
    return b;
}

static bool same_pick(const Pick *a, const Pick *b) {
    return a->id == b->id && a->by == b->by && a->party == b->party && a->chip == b->chip &&
           a->workload == b->workload && a->cumulative == b->cumulative;
}

static int find(const EnsembleColumn *columns, int n, const Pick *picks, const Pick *pick,
                const char *name) {
    for (int c = 0; c < n; c++) {
        const char *its = columns[c].name;
        bool same = name && its ? strcmp(its, name) == 0 : name == its;
        if (same && same_pick(&picks[columns[c].pick], pick)) return c;
    }
    return -1;
}

int ensemble_find(const Ensemble *e, const Pick *pick, const char *name) {
    return find(e->columns, e->n_columns, e->picks, pick, name);
}

static const double *row(const Bands *b, const double *at, int point, const Pick *pick,
                         const char *name, int step) {
    int c = find(b->columns, b->n_columns, b->picks, pick, name);
    if (c < 0 || !at || step >= b->columns[c].steps) return NULL;
    return at + (size_t)(point * b->n_columns + c) * row_of(b) + (size_t)step * BAND_COUNT;
}

const double *bands_at(const Bands *b, int point, const Pick *pick, const char *name,
                       int step) {
    return row(b, b->at, point, pick, name, step);
}

const double *bands_less(const Bands *b, int point, const Pick *pick, const char *name,
                         int step) {
    return row(b, b->less, point, pick, name, step);
}
