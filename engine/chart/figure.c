#include "chart/figure_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static FigurePanel *panel_add(Build *b, const Spec *s, const Found *like) {
    Figure *f = b->figure;
    FigurePanel p = {
        .title = s->title, .kind = s->kind, .low = (double)NAN, .high = (double)NAN};
    if (like) {
        p.quantity = quantity_of(like->unit);
        p.unit =
            unit_words(b->arena, s, like->unit, like->kind, like->cumulative, f->calendar.step);
        if (f->difference && s->kind != PANEL_RIBBON) {
            p.kind = PANEL_LINES;
            p.unit = arena_printf(b->arena, "%s vs baseline", p.unit);
        }
        p.from_zero = f->difference || like->kind == SERIES_SHARE || s->kind == PANEL_AREA ||
                      (p.quantity.kind == QUANTITY_MONEY && like->kind != SERIES_PRICE);
    } else {
        p.quantity = quantity_of("");
        p.unit = "";
    }
    ARENA_PUSH(b->arena, f->panels, f->n_panels, b->cap_panels, p);
    return &f->panels[f->n_panels - 1];
}

static void stretch(FigurePanel *p, double v) {
    if (!isfinite(v)) return;
    if (isnan(p->low) || v < p->low) p->low = v;
    if (isnan(p->high) || v > p->high) p->high = v;
}

static void stretch_bands(const Figure *f, FigurePanel *p) {
    for (int c = 0; c < p->n_curves && p->kind == PANEL_LINES; c++)
        for (int r = 0; r < f->n_runs; r++) {
            const FigureBand *q = &p->curves[c].band[r];
            for (int i = 0; q->at[0] && i < f->steps; i++) {
                stretch(p, q->at[BAND_5][i]);
                stretch(p, q->at[BAND_95][i]);
            }
        }
}

static void panel_range(const Figure *f, FigurePanel *p) {
    // Of the largest value: then the axis shows zero too. A level line says nothing by itself.
    static const double NEAR_ZERO = 0.25, FLAT = 0.01;
    for (int r = 0; r < f->n_runs; r++)
        for (int i = 0; i < f->steps; i++) {
            double stack = 0;
            for (int c = 0; c < p->n_curves; c++) {
                double v = p->curves[c].y[r] ? p->curves[c].y[r][i] : (double)NAN;
                if (p->kind == PANEL_LINES) stretch(p, v);
                if (isfinite(v)) stack += v;
            }
            if (p->kind == PANEL_AREA) stretch(p, stack);
        }
    stretch_bands(f, p);
    bool flat = p->high - p->low < FLAT * fabs(p->high);
    if (p->low >= 0 && (flat || p->low < NEAR_ZERO * p->high)) p->from_zero = true;
}

// Is the set exactly what the curve is of: one of `by`, the one that its chart picks, or all?
static bool covers(const bool *has, int n, bool own, int of, int picked) {
    int only = own ? of : picked;
    for (int i = 0; i < n; i++)
        if (has[i] != (only < 0 || i == only)) return false;
    return true;
}

static bool observes(const Observed *o, const Found *f, const Scenario *s) {
    unsigned kept = SERIES[f->pick->id].by;
    if (strcmp(SERIES[f->pick->id].name, o->of.series) != 0 || f->cumulative) return false;
    if (f->curve.first) return false;
    if (f->by & ~(unsigned)(BY_CHIP | BY_BUYER)) return false;
    bool chips = !(kept & BY_CHIP) ||
                 covers(o->of.chips.has, s->n_chips, f->by & BY_CHIP, f->of, f->pick->chip);
    bool buyers = !(kept & BY_BUYER) || covers(o->of.buyers.has, s->n_buyers, f->by & BY_BUYER,
                                               f->of, f->pick->party);
    return chips && buyers;
}

static void add_marks(Build *b, FigurePanel *p, const Observed *o, int curve, SeriesKind kind) {
    double step = step_months(b->figure->calendar.step);
    for (int i = 0; i < o->n; i++) {
        const Observation *x = &o->at[i];
        double scale = kind == SERIES_FLOW ? step / (x->over.to - x->over.from) : 1;
        FigureMark *m = &p->marks[p->n_marks++];
        *m = (FigureMark){.at = (x->over.from + x->over.to) / 2,
                          .value = x->median * scale,
                          .low = x->low * scale,
                          .high = x->high * scale,
                          .curve = curve,
                          .of = o};
        stretch(p, m->low);
        stretch(p, m->high);
    }
    p->unit = arena_printf(b->arena, "%s; dots: %s%s", p->unit, o->head.name,
                           o->ranges ? ", 5\u201395%" : "");
}

// The observations that belong to curves of the panel; `found` of each curve.
static void panel_marks(Build *b, FigurePanel *p, const Found *const *found) {
    const Scenario *s = b->in->runs[0].series->scenario;
    int n = 0;
    for (int i = 0; i < s->n_observed; i++) n += s->observed[i].n;
    p->marks = ARENA_NEW(b->arena, FigureMark, n);
    for (int i = 0; p->kind == PANEL_LINES && i < s->n_observed; i++)
        for (int c = 0; c < p->n_curves; c++) {
            if (!observes(&s->observed[i], found[c], s)) continue;
            add_marks(b, p, &s->observed[i], c, found[c]->kind);
            break;
        }
}

// Dashes tell series apart; a panel of one series needs none.
static void drop_needless_dashes(FigurePanel *p) {
    for (int c = 1; c < p->n_curves; c++)
        if (p->curves[c].dash != p->curves[0].dash) return;
    for (int c = 0; c < p->n_curves; c++) p->curves[c].dash = 0;
}

static bool alike(const Found *a, const Found *b) {
    return strcmp(a->unit, b->unit) == 0 && a->cumulative == b->cumulative &&
           (a->kind == SERIES_SHARE) == (b->kind == SERIES_SHARE) &&
           (a->kind == SERIES_FLOW) == (b->kind == SERIES_FLOW);
}

static void panels_of(Build *b, const Spec *s) {
    int n = 0, cap = 0;
    Found *all = NULL;
    for (int p = 0; p < s->n_picks; p++) {
        Found *found;
        int m = find_curves(b, s, p, &found);
        bool part = s->parts[p] && *s->parts[p];
        for (int i = 0; i < m; i++)
            if (!part || !is_whole(b, all, n, &found[i]))
                ARENA_PUSH(b->arena, all, n, cap, found[i]);
    }
    if (!n && s->kind == PANEL_RIBBON) return; // nobody buys abroad
    if (!n)
        panel_add(b, s, NULL)->note =
            b->figure->difference ? "No difference to the baseline" : "Zero throughout";
    bool *done = ARENA_NEW(b->arena, bool, n);
    for (int i = 0; i < n; i++) {
        if (done[i]) continue;
        FigurePanel *p = panel_add(b, s, &all[i]);
        p->curves = ARENA_NEW(b->arena, FigureCurve, n);
        const Found **found = ARENA_NEW(b->arena, const Found *, n);
        for (int k = i; k < n; k++) {
            if (done[k] || !alike(&all[i], &all[k])) continue;
            done[k] = true;
            found[p->n_curves] = &all[k];
            p->curves[p->n_curves++] = all[k].curve;
        }
        drop_needless_dashes(p);
        panel_marks(b, p, found);
        panel_range(b->figure, p);
    }
}

static int by_date(const void *a, const void *b) {
    const FigureEvent *p = a, *q = b;
    if (p->at != q->at) return p->at < q->at ? -1 : 1;
    if (p->ends != q->ends) return p->ends ? 1 : -1;
    return strcmp(p->name, q->name);
}

// What ends as the calendar begins or ends is no event.
static void copy_events(Build *b) {
    Figure *f = b->figure;
    double end = f->steps * step_months(f->calendar.step);
    f->events = ARENA_NEW(b->arena, FigureEvent, b->in->n_events);
    for (int i = 0; i < b->in->n_events; i++) {
        const FigureEvent *e = &b->in->events[i];
        bool inside = e->ends ? e->at > 0 && e->at < end : e->at >= 0 && e->at <= end;
        if (inside) f->events[f->n_events++] = *e;
    }
    qsort(f->events, (size_t)f->n_events, sizeof *f->events, by_date);
}

static const char *default_subtitle(Build *b, const Scenario *s) {
    const Figure *f = b->figure;
    char first[32], last[32];
    calendar_label(&f->calendar, 0, first);
    calendar_label(&f->calendar, f->steps - 1, last);
    const char *to = f->steps > 1 ? " \u2013 " : "";
    if (f->steps < 2) *last = 0;
    const char *title = b->in->headline && s->title ? s->title : "";
    // With further runs a legend says it.
    const char *dashed = f->baseline == 1 && f->n_runs == 2 ? "; dashed: baseline" : "";
    return arena_printf(b->arena, "%s%s%s, by %s, %s%s%s%s", title, *title ? ": " : "",
                        f->run_names[0], step_name(f->calendar.step), first, to, last, dashed);
}

Figure *figure_build(const FigureInput *in, Arena *arena) {
    const Series *x = in->runs[0].series;
    const Scenario *s = x->scenario;
    Figure *f = ARENA_NEW(arena, Figure, 1);
    Build b = {.in = in, .arena = arena, .figure = f, .specs = specs_make(s, arena)};
    slots_init(&b.slots, s, b.specs, arena);
    for (int r = 1; r < in->n_runs; r++)
        if (in->runs[r].series->scenario != s)
            specs_merge(b.specs, in->runs[r].series->scenario, arena);
    f->calendar = s->calendar;
    f->steps = x->steps;
    f->n_runs = in->n_runs;
    f->baseline = in->baseline;
    f->difference = in->against != NULL;
    f->draws = in->bands ? in->bands->done : 0;
    f->run_names = ARENA_NEW(arena, const char *, in->n_runs);
    f->ghost = ARENA_NEW(arena, bool, in->n_runs);
    for (int r = 0; r < in->n_runs; r++) {
        f->run_names[r] = in->runs[r].name;
        f->ghost[r] = in->runs[r].ghost;
    }
    for (int i = 0; i < b.specs->n; i++) panels_of(&b, &b.specs->at[i]);
    copy_events(&b);
    f->n_slots = b.slots.n + b.n_extras;
    f->headline = in->headline ? in->headline : s->title ? s->title : "";
    f->subtitle = in->subtitle ? in->subtitle : default_subtitle(&b, s);
    return f;
}

int figure_picks(const Scenario *s, Arena *arena, Pick **out) {
    const Specs *specs = specs_make(s, arena);
    int n = 0, cap = 0;
    *out = NULL;
    for (int i = 0; i < specs->n; i++)
        for (int k = 0; specs->at[i].kind == PANEL_LINES && k < specs->at[i].n_picks; k++)
            ARENA_PUSH(arena, *out, n, cap, specs->at[i].picks[k]);
    return n;
}
