// Observed data beside the runs: a row for each observation, then how well each run fits.
#include "verb/expectations.h"
#include "verb/takes.h"

#include "study/fit.h"

#include <math.h>

static const char *number(Arena *a, double value) {
    char text[32];
    text_short(text, "", value);
    return arena_text(a, text);
}

// "2024-Q1", "2024-01", "2024" where it is one; else its first day and the day after the last.
static const char *span(const Scenario *s, const Period *p, Arena *a) {
    double begin = s->calendar.from + p->from, end = s->calendar.from + p->to;
    char from[16], to[16];
    date_format(begin, from);
    date_format(end, to);
    int year, month, day;
    date_civil(begin, &year, &month, &day);
    double months = end - begin;
    if (day == 1 && months == 1) return arena_printf(a, "  %d-%02d", year, month);
    if (day == 1 && months == 3 && month % 3 == 1)
        return arena_printf(a, "  %d-Q%d", year, month / 3 + 1);
    if (day == 1 && months == 12 && month == 1) return arena_printf(a, "  %d", year);
    return arena_printf(a, "  %s until %s", from, to);
}

static void add_rows(Sheet *t, const Scenario *s, const Fit *fits, int n, Arena *a) {
    const Observed *o = &s->observed[fits[0].of - s->observed];
    for (int i = 0; i < o->n; i++) {
        const Observation *x = &o->at[i];
        sheet_cell(t, INK_PLAIN, span(s, &x->over, a));
        sheet_cell(t, INK_PLAIN, number(a, x->median));
        sheet_cell(t, INK_MUTED,
                   o->ranges ? arena_printf(a, "%s – %s", number(a, x->low), number(a, x->high))
                             : "");
        for (int k = 0; k < n; k++) {
            bool has = fits[k].of && i < fits[k].of->n;
            double y = has ? fits[k].model[i] : (double)NAN;
            bool inside = o->ranges && y >= x->low && y <= x->high;
            sheet_cellf(t, inside ? INK_ACCENT : INK_PLAIN, "%s%s", number(a, y),
                        inside ? " *" : "  ");
        }
        sheet_row(t);
    }
}

static const char *measure(const Fit *f, int which, Arena *a) {
    switch (which) {
    case 0:
        return arena_printf(a, "%d of %d  ", f->n_inside, f->n);
    case 1:
        if (isnan(f->error)) return "–  ";
        if (f->n_errors < f->n)
            return arena_printf(a, "%.1f%% of %d  ", 100 * f->error, f->n_errors);
        return arena_printf(a, "%.1f%%  ", 100 * f->error);
    default:
        return arena_printf(a, "%s  ", number(a, f->total));
    }
}

// Levels do not add up.
static void add_measures(Sheet *t, const Fit *fits, int n, Arena *a) {
    static const char *const WHAT[] = {"  within the range (*)",
                                       "  mean absolute percentage error", "  in all"};
    bool sums = SERIES[series_find(fits[0].of->of.series)].kind == SERIES_FLOW;
    for (int w = fits[0].of->ranges ? 0 : 1; w < (sums ? 3 : 2); w++) {
        sheet_cell(t, INK_BOLD, WHAT[w]);
        sheet_cell(t, INK_PLAIN, w == 2 ? number(a, fits[0].seen) : "");
        sheet_cell(t, INK_PLAIN, "");
        for (int k = 0; k < n; k++)
            sheet_cell(t, INK_BOLD, fits[k].of ? measure(&fits[k], w, a) : "");
        sheet_row(t);
    }
}

static void add_one(const Results *r, const Observed *o, bool inked, int width, Text *out) {
    Arena *a = arena_new();
    Fit *fits = ARENA_NEW(a, Fit, r->n);
    Sheet *t = sheet_new();
    sheet_column(t, "", ALIGN_LEFT);
    sheet_column(t, "observed", ALIGN_RIGHT);
    sheet_column(t, o->ranges ? "5 – 95 %" : "", ALIGN_LEFT);
    for (int i = 0; i < r->n; i++) {
        if (!fit_of(&r->at[i], o->head.name, a, &fits[i])) fits[i].of = NULL;
        sheet_column(t, r->at[i].name, ALIGN_RIGHT);
    }
    ink_add(out, inked, INK_BOLD, arena_printf(a, "Observed: %s", o->head.name));
    text_printf(out, " (%s, %s)\n", o->of.series,
                series_unit_word(&SERIES[series_find(o->of.series)]));
    add_rows(t, r->at[0].scenario, fits, r->n, a);
    add_measures(t, fits, r->n, a);
    sheet_add(t, out, inked, width, 3);
    sheet_free(t);
    arena_free(a);
}

void fits_add(const Results *r, bool inked, int width, Text *out) {
    const Scenario *s = r->at[0].scenario;
    for (int i = 0; i < s->n_observed; i++) {
        text_add(out, "\n");
        add_one(r, &s->observed[i], inked, width, out);
    }
}
