#include "chart/figure_parts.h"

#include <math.h>
#include <string.h>

static bool equal_values(const double *a, const double *b, int n) {
    for (int i = 0; i < n; i++)
        if (a[i] != b[i] && !(isnan(a[i]) && isnan(b[i]))) return false;
    return true;
}

static double *padded(Build *b, const Series *x, const double *y) {
    double *copy = ARENA_NEW(b->arena, double, b->figure->steps);
    const Calendar *c = &x->scenario->calendar;
    int later = (int)round((c->from - b->figure->calendar.from) / step_months(c->step));
    for (int i = 0; i < b->figure->steps; i++) {
        int k = i - later;
        copy[i] = k >= 0 && k < x->steps ? y[k] : (double)NAN;
    }
    return copy;
}

static const double *no_values(Build *b) {
    double *y = ARENA_NEW(b->arena, double, b->figure->steps);
    for (int i = 0; i < b->figure->steps; i++) y[i] = (double)NAN;
    return y;
}

static const char *unit_of(const Series *x, const Pick *p, const Curve *c) {
    for (int i = x->first[p->id]; i < x->first[p->id + 1]; i++) {
        const Column *k = &x->columns[i];
        int of = c->by & BY_CHIP ? k->chip : c->by & BY_WORKLOAD ? k->workload : k->party;
        if (!c->by || of == c->of) return series_unit(x, i);
    }
    return SERIES[p->id].unit;
}

static const char *curve_name(Build *b, const Spec *s, int pick, const Curve *c) {
    const Pick *p = &s->picks[pick];
    const char *part = s->parts[pick];
    char word[64];
    if (part) return *part ? arena_printf(b->arena, "%s, %s", c->name, part) : c->name;
    series_words(p->id, word, sizeof word);
    if (!c->by) return arena_text(b->arena, word);
    if (s->n_picks == 1 || s->one_by) return c->name;
    word[0] = (char)(word[0] >= 'A' && word[0] <= 'Z' ? word[0] + 32 : word[0]);
    return arena_printf(b->arena, "%s %s", c->name, word);
}

// An entity of another scenario has the colour of its name's.
static int colour_slot(Build *b, const Curve *c, SeriesId id) {
    const Scenario *s = b->in->runs[0].series->scenario;
    Curve mine = *c;
    mine.of = -1;
    for (int i = 0; c->by && i < by_count(s, c->by); i++)
        if (strcmp(by_name(s, c->by, i), c->name) == 0) mine.of = i;
    int slot = c->by && mine.of < 0 ? -1 : slot_of(&b->slots, &mine, id);
    if (slot >= 0) return slot;
    for (int i = 0; i < b->n_extras; i++)
        if (b->extras[i].by == c->by && strcmp(b->extras[i].name, c->name) == 0)
            return b->slots.n + i;
    const Extra e = {c->by, arena_text(b->arena, c->name)};
    ARENA_PUSH(b->arena, b->extras, b->n_extras, b->cap_extras, e);
    return b->slots.n + b->n_extras - 1;
}

static Found found_of(Build *b, const Spec *s, int pick, const Curve *c, int run) {
    Pick *p = ARENA_NEW(b->arena, Pick, 1); // there is one: the run has the curve
    spec_pick(s, pick, b->in->runs[run].series->scenario, p);
    SeriesKind kind = SERIES[p->id].kind;
    FigureCurve curve = {.name = curve_name(b, s, pick, c),
                         .first = run,
                         .slot = colour_slot(b, c, p->id),
                         .dash = c->by && !s->one_by ? pick : 0,
                         .y = ARENA_NEW(b->arena, const double *, b->in->n_runs),
                         .same = ARENA_NEW(b->arena, bool, b->in->n_runs),
                         .band = ARENA_NEW(b->arena, FigureBand, b->in->n_runs),
                         .pick = *p,
                         .part = c->name};
    if (run) curve.y[0] = no_values(b);
    return (Found){.curve = curve,
                   .pick = p,
                   .by = c->by,
                   .of = c->of,
                   .unit = unit_of(b->in->runs[run].series, p, c),
                   .kind = kind,
                   .cumulative = p->cumulative && kind == SERIES_FLOW};
}

static const Curve *curve_named(const Curve *c, int n, const char *name) {
    for (int i = 0; i < n; i++)
        if (strcmp(c[i].name, name) == 0) return &c[i];
    return NULL;
}

static const double *band_at(const Build *b, int point, const FigureCurve *c, int step) {
    const Bands *bands = b->in->bands;
    return b->in->against ? bands_less(bands, point, &c->pick, c->part, step)
                          : bands_at(bands, point, &c->pick, c->part, step);
}

// What looks the same in a further run, of which only the outer band is drawn, is not shown twice.
static bool same_band(const FigureBand *a, const FigureBand *b, int steps) {
    static const double UNSEEN = 1e-2; // of the largest value: less than a px of a usual plot
    double largest = 0;
    if (!a->at[0]) return false;
    for (int i = 0; i < steps; i++)
        largest = fmax(largest, fmax(fabs(a->at[BAND_5][i]), fabs(a->at[BAND_95][i])));
    for (int k = BAND_5; k <= BAND_95; k += BAND_95 - BAND_5)
        for (int i = 0; i < steps; i++)
            if (isnan(a->at[k][i]) != isnan(b->at[k][i]) ||
                fabs(a->at[k][i] - b->at[k][i]) > UNSEEN * largest)
                return false;
    return true;
}

// True: the curve is more than zero in some draw.
static bool add_bands(Build *b, FigureCurve *out) {
    int steps = b->figure->steps;
    bool matters = false;
    for (int r = 0; b->in->bands && out->first == 0 && r < b->in->n_runs; r++) {
        int point = b->in->runs[r].drawn - 1;
        if (point < 0 || point >= b->in->bands->n_points || !band_at(b, point, out, 0))
            continue;
        FigureBand band;
        double *y = ARENA_NEW(b->arena, double, BAND_COUNT *steps);
        for (int k = 0; k < BAND_COUNT; k++) band.at[k] = y + k * steps;
        for (int i = 0; i < steps; i++) {
            const double *q = band_at(b, point, out, i);
            for (int k = 0; k < BAND_COUNT; k++) y[k * steps + i] = q ? q[k] : (double)NAN;
            matters = matters || (q && (q[BAND_95] > 0 || q[BAND_5] < 0));
        }
        if (r == 0 || !same_band(&out->band[0], &band, steps)) out->band[r] = band;
    }
    return matters;
}

// Of the run that all others are less; 0 where it lacks the curve. NULL: there is none.
static const double *base_of(Build *b, const Spec *s, int pick, const char *name) {
    const FigureRun *base = b->in->against;
    Pick p;
    Curve *all;
    if (!base) return NULL;
    int n = 0;
    if (spec_pick(s, pick, base->series->scenario, &p))
        n = series_curves(base->series, base->run, &p, b->arena, &all);
    const Curve *c = n ? curve_named(all, n, name) : NULL;
    return c ? padded(b, base->series, c->y) : ARENA_NEW(b->arena, double, b->figure->steps);
}

// True: nothing is left of it.
static bool take_away(double *y, const double *base, int n) {
    bool zero = true;
    for (int i = 0; i < n; i++) {
        bool rounding = fabs(y[i] - base[i]) <= 1e-12 * fabs(base[i]);
        y[i] = rounding ? 0 : y[i] - base[i];
        zero = zero && !(fabs(y[i]) > 0);
    }
    return zero;
}

// The curve's values in a run; true: it is zero there.
static bool take_run(Build *b, Found *f, int run, const Curve *c) {
    int steps = b->figure->steps;
    double *y = padded(b, b->in->runs[run].series, c->y);
    bool less = f->curve.against && f->kind != SERIES_CODE;
    bool nothing = less && take_away(y, f->curve.against, steps);
    f->curve.y[run] = y;
    f->curve.same[run] = equal_values(f->curve.y[0], y, steps);
    return less ? nothing : c->all_zero;
}

typedef struct Sets { // [run]
    int *n;
    Curve **at;
} Sets;

static Sets sets_of(Build *b, const Spec *s, int pick) {
    int n_runs = b->in->n_runs;
    Sets x = {ARENA_NEW(b->arena, int, n_runs), ARENA_NEW(b->arena, Curve *, n_runs)};
    for (int r = 0; r < n_runs; r++) {
        const FigureRun *run = &b->in->runs[r];
        Pick p;
        if (spec_pick(s, pick, run->series->scenario, &p))
            x.n[r] = series_curves(run->series, run->run, &p, b->arena, &x.at[r]);
    }
    return x;
}

static bool in_earlier(const Sets *x, int run, const char *name) {
    for (int r = 0; r < run; r++)
        if (curve_named(x->at[r], x->n[r], name)) return true;
    return false;
}

int find_curves(Build *b, const Spec *s, int pick, Found **found) {
    Sets x = sets_of(b, s, pick);
    // A ribbon shows run 0 alone.
    int n_runs = b->in->n_runs, firsts = s->kind == PANEL_RIBBON ? 1 : n_runs, n = 0, cap = 0;
    *found = NULL;
    for (int first = 0; first < firsts; first++)
        for (int i = 0; i < x.n[first]; i++) {
            const Curve *c = &x.at[first][i];
            if (in_earlier(&x, first, c->name)) continue;
            Found f = found_of(b, s, pick, c, first);
            f.curve.against = base_of(b, s, pick, c->name);
            bool zero = !add_bands(b, &f.curve);
            for (int r = first; r < n_runs; r++) {
                const Curve *its = curve_named(x.at[r], x.n[r], c->name);
                if (its && !take_run(b, &f, r, its)) zero = false;
            }
            if (!zero) ARENA_PUSH(b->arena, *found, n, cap, f);
        }
    return n;
}

bool is_whole(const Build *b, const Found *all, int n, const Found *part) {
    for (int i = 0; i < n; i++) {
        const FigureCurve *x = &all[i].curve, *y = &part->curve;
        bool same = all[i].pick != part->pick && all[i].by == part->by && x->part && y->part &&
                    strcmp(x->part, y->part) == 0;
        for (int r = 0; r < b->in->n_runs && same; r++)
            same = x->y[r] && y->y[r] ? equal_values(x->y[r], y->y[r], b->figure->steps)
                                      : x->y[r] == y->y[r];
        if (same) return true;
    }
    return false;
}
