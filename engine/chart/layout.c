#include "chart/layout.h"

#include "chart/layout_parts.h"

#include <math.h>
#include <string.h>

const Font FONT_HEADLINE = {20, 700}, FONT_SUBTITLE = {13, 400}, FONT_TITLE = {13, 600},
           FONT_UNIT = {12, 400}, FONT_TICK = {11, 400}, FONT_LABEL = {12, 600},
           FONT_FLAG = {11, 500}, FONT_KEY = {11, 400};

// What gives way, step by step, when the height is short.
typedef struct Squeeze {
    double plot;         // least height of a plot of curves
    double gap;          // from a plot to the next
    double row, row_gap; // of ribbons
    int flag_rows, subtitle_lines;
    bool low_head; // the headline takes one line if that can be
} Squeeze;
static const Squeeze SQUEEZE[] = {{100, 40, 20, 4, 4, 2, false}, {64, 40, 20, 4, 3, 2, false},
                                  {54, 36, 17, 3, 2, 2, false},  {46, 32, 15, 3, 2, 1, true},
                                  {40, 29, 13, 2, 1, 1, true},   {37, 29, 13, 2, 0, 1, true}};
enum { N_SQUEEZE = sizeof SQUEEZE / sizeof *SQUEEZE };

static const HeadSize HEAD[HEAD_SIZES] = {{20, 2}, {18, 2}, {17, 3}, {16, 3}},
                      LOW_HEAD[HEAD_SIZES] = {{20, 1}, {18, 1}, {17, 2}, {16, 3}};

static const double PAD = HEAD_PAD, PAD_TOP = 12, PAD_BOTTOM = 10;
static const double TITLE_PX = 27; // from above a title to its plot, for the first panel
static const double PLOT_COMFORT = 132;
static const double DATES_PX = 38; // below the last plot
static const double GUTTER_LEFT = 52, GUTTER_LEAST = 44, GUTTER_RIGHT_LEAST = 40;
static const double GUTTER_SHARE = 0.24; // of the width, at most, for end labels

static bool is_ribbon(const FigurePanel *p) {
    return p->kind == PANEL_RIBBON;
}

static double ribbon_px(const FigurePanel *p, const Squeeze *s) {
    return p->n_curves * (s->row + s->row_gap) - s->row_gap;
}

// Height that plots of curves can share, when `shown` panels are placed from y on.
static double free_px(Placer *p, const bool *shown, const Squeeze *s, double y, int *plots) {
    const Figure *f = p->figure;
    double px = p->o->area.y + p->o->area.h - PAD_BOTTOM - DATES_PX - y;
    int n = 0;
    *plots = 0;
    for (int i = 0; i < f->n_panels; i++) {
        if (!shown[i]) continue;
        px -= n++ ? s->gap : TITLE_PX;
        if (is_ribbon(&f->panels[i]))
            px -= ribbon_px(&f->panels[i], s) +
                  (ribbon_key_lines(p, &f->panels[i]) - 1) * KEY_LINE;
        else
            ++*plots;
    }
    return px;
}

// Hides the last panel of curves, or the last panel; false when one is left.
static bool hide_one(const Figure *f, bool *shown) {
    int n = 0, last = -1, last_plot = -1;
    for (int i = 0; i < f->n_panels; i++) {
        if (!shown[i]) continue;
        n++;
        last = i;
        if (!is_ribbon(&f->panels[i])) last_plot = i;
    }
    if (n <= 1) return false;
    shown[last_plot > 0 ? last_plot : last] = false;
    return true;
}

static void place_above(Placer *p, const Squeeze *s, double *y) {
    *y = p->o->area.y + PAD_TOP;
    if (p->o->heading)
        *y = place_heading(p, *y, s->low_head ? LOW_HEAD : HEAD, s->subtitle_lines);
    *y = place_flags(p, *y, s->flag_rows);
}

// Chooses what gives way until every plot of curves has its least height.
static const Squeeze *squeeze(Placer *p, bool *shown, double *y, double *plot_px) {
    for (;;) {
        for (int i = 0; i < N_SQUEEZE; i++) {
            int plots;
            place_above(p, &SQUEEZE[i], y);
            double px = free_px(p, shown, &SQUEEZE[i], *y, &plots);
            *plot_px = plots ? floor(px / plots) : 0;
            if (plots ? *plot_px >= SQUEEZE[i].plot : px >= 0) return &SQUEEZE[i];
        }
        if (!hide_one(p->figure, shown)) break;
    }
    *plot_px = fmax(*plot_px, SQUEEZE[N_SQUEEZE - 1].plot);
    return &SQUEEZE[N_SQUEEZE - 1];
}

// Least height in which every curve of the panel has its end label, which may stand beside half of
// the gaps above and below; of none below where the long legend of a ribbon follows.
static double labels_need(Placer *p, const bool *shown, int panel, const Squeeze *s) {
    const Figure *f = p->figure;
    double px = f->panels[panel].n_curves * LABEL_PITCH - s->gap;
    int next = panel + 1;
    while (next < f->n_panels && !shown[next]) next++;
    bool long_legend = next < f->n_panels && is_ribbon(&f->panels[next]) &&
                       ribbon_key_lines(p, &f->panels[next]) > 1;
    return ceil(px + (long_legend ? (s->gap - LABEL_PITCH) / 2 : 0));
}

// Plots are of one height, but where labels need more and others have it to spare.
static void share_px(Placer *p, const bool *shown, const Squeeze *s, double each, double *px) {
    const Figure *f = p->figure;
    static const double LEAST_SHARE = 0.75; // of an even share
    int n = 0;
    for (int i = 0; i < f->n_panels; i++) {
        px[i] = (double)NAN;
        n += shown[i] && !is_ribbon(&f->panels[i]);
    }
    double left = n * each, least = LEAST_SHARE * each;
    for (bool again = true; again && n;) {
        again = false;
        double level = left / n;
        for (int i = 0; i < f->n_panels && n; i++) {
            if (!shown[i] || is_ribbon(&f->panels[i]) || !isnan(px[i])) continue;
            double need = labels_need(p, shown, i, s);
            if (need <= level) continue;
            px[i] = floor(fmin(need, left - (n - 1) * least));
            left -= px[i];
            n--;
            again = true;
        }
    }
    for (int i = 0; i < f->n_panels; i++)
        if (isnan(px[i])) px[i] = n ? floor(left / n) : each;
}

static void place_plots(Placer *p, const bool *shown, const Squeeze *s, double y,
                        double plot_px) {
    const Figure *f = p->figure;
    Layout *l = p->out;
    double *px = ARENA_NEW(p->arena, double, f->n_panels);
    share_px(p, shown, s, plot_px, px);
    l->panels = ARENA_NEW(p->arena, LayoutPanel, f->n_panels);
    for (int i = 0; i < f->n_panels; i++) {
        const FigurePanel *from = &f->panels[i];
        if (!shown[i]) {
            l->n_hidden++;
            continue;
        }
        y += l->n_panels ? s->gap : TITLE_PX;
        LayoutPanel *q = &l->panels[l->n_panels++];
        *q = (LayoutPanel){.panel = from, .plot = {.y = y, .h = px[i]}, .row_h = s->row};
        if (is_ribbon(from)) {
            q->plot.y += (ribbon_key_lines(p, from) - 1) * KEY_LINE;
            q->plot.h = ribbon_px(from, s);
        }
        y = q->plot.y + q->plot.h;
    }
}

static Ticks panel_ticks(const LayoutPanel *q) {
    return ticks_values(q->panel->low, q->panel->high, q->plot.h, q->panel->from_zero);
}

// Widest tick text, so that all plots begin at one x.
static double gutter_left(const Placer *p) {
    double most = GUTTER_LEAST;
    for (int i = 0; i < p->out->n_panels; i++) {
        const LayoutPanel *q = &p->out->panels[i];
        if (is_ribbon(q->panel)) continue;
        Ticks t = panel_ticks(q);
        TickFormat f = ticks_format(&t, q->panel->quantity.prefix,
                                    q->panel->quantity.kind == QUANTITY_SHARE);
        for (int k = 0; k < t.n; k++) {
            char text[24];
            tick_text(text, &f, t.at[k]);
            most = fmax(most, text_px(p, FONT_TICK, text) + 10);
        }
    }
    return fmax(most, fmin(GUTTER_LEFT, p->o->area.w * 0.06));
}

// Left and right edge of every plot.
static void set_columns(Placer *p, double left, double right) {
    Layout *l = p->out;
    double months = p->figure->steps * step_months(p->figure->calendar.step);
    l->plot_left = floor(left);
    l->plot_right = fmax(floor(right), l->plot_left + 20);
    l->x = (Scale){0, months, l->plot_left, l->plot_right};
}

static double gutter_right(const Placer *p) {
    double most = fmax(GUTTER_RIGHT_LEAST, GUTTER_SHARE * p->o->area.w);
    return fmin(fmax(labels_px(p) + LABEL_GAP + LEADER_PX + 2, GUTTER_RIGHT_LEAST), most);
}

static void place_panel(Placer *p, LayoutPanel *q) {
    if (is_ribbon(q->panel)) {
        place_blocks(p, q);
        return;
    }
    Ticks t = panel_ticks(q);
    q->y = (Scale){t.low, t.high, q->plot.y + q->plot.h, q->plot.y};
    place_ticks(p, q);
    if (q->panel->kind == PANEL_AREA) place_stack(p, q);
    place_labels(p, q);
}

Layout *layout_make(const Figure *f, const LayoutOptions *o, Arena *arena) {
    Layout *l = ARENA_NEW(arena, Layout, 1);
    Placer p = {f, o, arena, l};
    l->figure = f;
    l->area = o->area;
    l->reveal = o->reveal < 0 || o->reveal >= f->steps ? f->steps - 1 : o->reveal;
    bool *shown = ARENA_NEW(arena, bool, f->n_panels);
    for (int i = 0; i < f->n_panels; i++) shown[i] = true;
    double y, plot_px;
    double right = o->area.x + o->area.w - PAD / 2 - gutter_right(&p);
    set_columns(&p, o->area.x + PAD + GUTTER_LEFT, right);
    // Twice: flags and legends need the plots' x, and their left edge needs the plots' height.
    for (int turn = 0; turn < 2; turn++) {
        const Squeeze *s = squeeze(&p, shown, &y, &plot_px);
        l->n_panels = l->n_hidden = 0;
        place_plots(&p, shown, s, y, plot_px);
        if (turn == 0) set_columns(&p, o->area.x + PAD + gutter_left(&p), right);
    }
    for (int i = 0; i < l->n_panels; i++) {
        l->panels[i].plot.x = l->plot_left;
        l->panels[i].plot.w = l->plot_right - l->plot_left;
        place_title(&p, &l->panels[i]);
    }
    for (int i = 0; i < l->n_panels; i++) place_panel(&p, &l->panels[i]);
    place_band_label(&p);
    if (l->n_panels) y = l->panels[l->n_panels - 1].plot.y + l->panels[l->n_panels - 1].plot.h;
    place_dates(&p, y);
    place_hidden(&p, shown);
    return l;
}

double layout_good_height(const Figure *f) {
    const Squeeze *s = &SQUEEZE[0];
    double px = PAD_TOP + 67 + (f->n_events ? 66 : 6) + TITLE_PX + DATES_PX + PAD_BOTTOM;
    for (int i = 0; i < f->n_panels; i++) {
        if (i) px += s->gap;
        px += is_ribbon(&f->panels[i]) ? ribbon_px(&f->panels[i], s) + KEY_LINE : PLOT_COMFORT;
    }
    return ceil(px);
}
