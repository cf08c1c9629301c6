#include "view/column.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define RANGE_W 92.0 // of the column of ranges
#define HEADS_H 17.0
#define INDENT 12.0 // of a run that lies over

typedef struct Lane { // a point of the draws that has rows
    const char *name, *point;
} Lane;

// A point with the values of this run's tells nothing more.
static bool tells_more(const App *a, const char *point) {
    int p = app_drawn(a, point) - 1;
    if (p <= 0) return p == 0;
    for (int i = 0; i < a->scenario->n_inputs; i++)
        if (!knob_same(a->drawn[0].values[i], a->drawn[p].values[i])) return true;
    return false;
}

// This run, then what lies over in the order of the table of runs.
static int lanes_of(const App *a, Arena *arena, Lane **out) {
    Lane *all = ARENA_NEW(arena, Lane, 2 + a->scenario->n_cases + a->n_pins);
    int n = 0, kept = 0;
    all[n++] = (Lane){NULL, DRAWN_THIS};
    if (a->show_baseline && !a->difference) all[n++] = (Lane){"Baseline", DRAWN_BASE};
    for (int c = 0; c < a->scenario->n_cases; c++)
        if (app_shows(a, 1 + c))
            all[n++] = (Lane){a->scenario->cases[c].name, drawn_case(arena, c)};
    for (int k = 0; k < a->n_pins; k++)
        if (a->pins[k].shown) all[n++] = (Lane){a->pins[k].name, drawn_pin(a, arena, k)};
    for (int i = 0; i < n; i++)
        if (tells_more(a, all[i].point)) all[kept++] = all[i];
    *out = all;
    return kept;
}

// BAND_COUNT quantiles; NULL without.
static const double *total_of(const App *a, const char *point, int i) {
    const Pick pick = total_pick(i);
    int p = app_drawn(a, point) - 1;
    return a->difference ? bands_less(a->bands, p, &pick, NULL, 0)
                         : bands_at(a->bands, p, &pick, NULL, 0);
}

static RangeRow row_of(const App *a, const Lane *lane, int i, const double *q) {
    const Quantity *unit = &a->summary[i].quantity;
    RangeRow row = {lane->name ? lane->name : a->summary[i].label, lane->name != NULL, "", ""};
    (a->difference ? quantity_signed : quantity_format)(row.median, unit, q[BAND_50]);
    quantity_range(row.range, unit, q[BAND_5], q[BAND_95], a->difference);
    return row;
}

int app_ranges(const App *a, Arena *arena, RangeRow **out) {
    int n = 0, cap = 0;
    Lane *lanes;
    *out = NULL;
    if (!a->bands) return 0;
    int n_lanes = lanes_of(a, arena, &lanes);
    for (int i = 0; i < SUMMARY_COUNT; i++)
        for (int k = 0; k < n_lanes && a->summary[i].matters; k++) {
            const double *q = total_of(a, lanes[k].point, i);
            if (q && isfinite(q[BAND_50]))
                ARENA_PUSH(arena, *out, n, cap, row_of(a, &lanes[k], i, q));
        }
    return n;
}

static void draw_row(App *a, const Place *p, const RangeRow *row) {
    const Theme *t = &a->theme;
    double x = p->x + (row->over ? INDENT : 0), right = p->x + p->w;
    const Font small = {12, 400}, font = row->over ? small : FONT_BODY;
    double range_w = ink_text(a->ink, a->ui.cr, right, p->y, ALIGN_RIGHT, small,
                              row->over ? t->text_muted : t->text_soft, row->range);
    double at = right - fmax(RANGE_W, range_w + 10);
    double w = ink_text(a->ink, a->ui.cr, at, p->y, ALIGN_RIGHT, row->over ? small : FONT_VALUE,
                        row->over ? t->text_soft : t->text, row->median);
    char name[64];
    ink_ellipsise(a->ink, font, row->label, at - w - 8 - x, name, sizeof name);
    ink_text(a->ink, a->ui.cr, x, p->y, ALIGN_LEFT, font, row->over ? t->text_muted : t->text,
             name);
}

static const char *heading(App *a) {
    int n = a->bands->done;
    const char *what = a->difference ? "Change of totals" : "Totals";
    return n < 1000
               ? arena_printf(a->frame_arena, "%s in %d draws", what, n)
               : arena_printf(a->frame_arena, "%s in %d,%03d draws", what, n / 1000, n % 1000);
}

static double pitch_of(const Pitch *pitch, const RangeRow *row) {
    return row->over ? pitch->value : pitch->bar;
}

void ranges(App *a, Place *p) {
    RangeRow *rows;
    int n = app_ranges(a, a->frame_arena, &rows);
    if (!n) return; // a check above them has just begun other draws
    pane_title(a, p->x, p->y, heading(a));
    p->y += HEADS_H;
    pane_note(a, p->x + p->w - RANGE_W, p->y, ALIGN_RIGHT, "median");
    pane_note(a, p->x + p->w, p->y, ALIGN_RIGHT, "5\u201395 %");
    for (int i = 0; i < n; i++) {
        go_down(p, pitch_of(&p->pitch, &rows[i]), pitch_of(&LOOSE, &rows[i]));
        if (a->ui.cr) draw_row(a, p, &rows[i]);
    }
}

double ranges_height(const App *a, const Pitch *pitch) {
    RangeRow *rows;
    double px = HEADS_H;
    int n = app_ranges(a, a->frame_arena, &rows);
    for (int i = 0; i < n; i++) px += pitch_of(pitch, &rows[i]);
    return n ? px : 0;
}
