#include "chart/paint.h"

#include "chart/paint_parts.h"

#include <math.h>

static const double PENNANT_W = 8, PENNANT_H = 8;
static const double RING_PX = 5.2, CURSOR_DOT_PX = 3.7;

double paint_measure(void *ink, Font f, const char *text) {
    return ink_width(ink, f, text);
}

void brush_text(const Brush *b, const LayoutText *t, Colour c) {
    if (*t->text) ink_text(b->ink, b->cr, t->x, t->y, ALIGN_LEFT, t->font, c, t->text);
}

int run_dash(const Figure *f, int run) {
    int before = 0;
    if (run == 0) return 0;
    if (run == f->baseline) return DASH_BASELINE;
    for (int r = 1; r < run; r++) before += r != f->baseline && f->ghost[r] == f->ghost[run];
    if (f->ghost[run] && before == 0) return 0;
    return DASH_OVERLAY + before - f->ghost[run];
}

static void run_swatch(const Brush *b, const LayoutKey *k) {
    const Figure *f = b->l->figure;
    double y = k->swatch.y + k->swatch.h / 2;
    cairo_new_path(b->cr);
    cairo_move_to(b->cr, k->swatch.x, y);
    cairo_line_to(b->cr, k->swatch.x + k->swatch.w, y);
    cairo_set_line_cap(b->cr, CAIRO_LINE_CAP_BUTT);
    cairo_set_line_width(b->cr, k->run == 0 ? 1.9 : 1.4);
    brush_dash(b->cr, run_dash(f, k->run), 0);
    bool grey = k->run && (k->run == f->baseline || f->ghost[k->run]);
    ink_source(b->cr, grey ? b->t->baseline : b->t->text_soft, 1);
    cairo_stroke(b->cr);
    brush_dash(b->cr, 0, 0);
}

void brush_keys(const Brush *b, const LayoutKey *keys, int n, bool runs) {
    for (int i = 0; i < n; i++) {
        const LayoutKey *k = &keys[i];
        if (runs)
            run_swatch(b, k);
        else {
            ink_round_rect(b->cr, k->swatch, 2);
            ink_source(b->cr, b->t->binding[k->binding], 1);
            cairo_fill(b->cr);
        }
        ink_text(b->ink, b->cr, k->text_x, k->text_y, ALIGN_LEFT, (Font){11, 400},
                 b->t->text_soft, k->text);
    }
}

// Full where something begins, hollow where it ends.
static void pennant(const Brush *b, const LayoutFlag *g) {
    double x = ink_snap(b->cr, g->x), in = g->ends ? 0.5 : 0;
    ink_vline(b->cr, x, g->top, g->top + g->h, b->t->flag);
    cairo_new_path(b->cr);
    cairo_move_to(b->cr, x + in, g->top + in);
    cairo_line_to(b->cr, x + PENNANT_W - 2 * in, g->top + PENNANT_H / 2);
    cairo_line_to(b->cr, x + in, g->top + PENNANT_H - in);
    cairo_close_path(b->cr);
    ink_source(b->cr, b->t->flag, 1);
    if (!g->ends) {
        cairo_fill(b->cr);
        return;
    }
    cairo_set_line_width(b->cr, 1);
    cairo_stroke(b->cr);
}

static void flags(const Brush *b) {
    Font f = {11, 500};
    for (int i = 0; i < b->l->n_flags; i++) {
        const LayoutFlag *g = &b->l->flags[i];
        if (g->drawn) pennant(b, g);
        if (*g->text)
            ink_text(b->ink, b->cr, g->label.x, g->top + (PENNANT_H + ink_cap(f)) / 2,
                     ALIGN_LEFT, f, b->t->text_soft, g->text);
    }
}

static void dates(const Brush *b) {
    const LayoutDates *d = &b->l->dates;
    Font f = {11, 400};
    for (int i = 0; i < d->n; i++)
        ink_text(b->ink, b->cr, d->ticks[i].x, d->y, ALIGN_LEFT, f, b->t->text_muted,
                 d->ticks[i].text);
    for (int i = 0; i < d->n_second; i++)
        ink_text(b->ink, b->cr, d->second[i].x, d->y_second, ALIGN_LEFT, f, b->t->text_muted,
                 d->second[i].text);
}

void paint_figure(Ink *k, cairo_t *cr, const Layout *l, const Theme *t, bool fast) {
    Brush b = {k, cr, l, t};
    cairo_save(cr);
    ink_fill_rect(cr, l->area, t->ground);
    cairo_set_antialias(cr, fast ? CAIRO_ANTIALIAS_FAST : CAIRO_ANTIALIAS_DEFAULT);
    for (int i = 0; i < l->n_heading; i++)
        brush_text(&b, &l->heading[i],
                   l->heading[i].font.weight > 400 ? t->text : t->text_soft);
    brush_keys(&b, l->keys, l->n_keys, true);
    flags(&b);
    for (int i = 0; i < l->n_panels; i++) brush_panel(&b, &l->panels[i]);
    dates(&b);
    brush_text(&b, &l->hidden, t->text_muted);
    cairo_restore(cr);
}

void paint_run(Ink *k, cairo_t *cr, const Layout *l, const Theme *t, int run) {
    Brush b = {k, cr, l, t};
    cairo_save(cr);
    for (int i = 0; i < l->n_panels && run > 0 && run < l->figure->n_runs; i++)
        brush_run(&b, &l->panels[i], run);
    cairo_restore(cr);
}

static bool touches(Rect r, double x0, double x1) {
    return x0 < r.x + r.w + 5 && x1 > r.x - 5;
}

// The pill covers the dates it touches.
static void pill(const Brush *b, int step, double x) {
    char text[32];
    Font f = {11, 600};
    const Layout *l = b->l;
    calendar_label(&l->figure->calendar, step, text);
    double w = ink_width(b->ink, f, text) + 14;
    Rect r = {x - w / 2, l->date_band.y, w, l->date_band.h};
    r.x = fmin(fmax(r.x, l->area.x + 4), l->area.x + l->area.w - w - 4);
    for (int i = 0; i < l->dates.n; i++) {
        const LayoutTick *k = &l->dates.ticks[i];
        if (touches(r, k->x, k->x + k->w))
            ink_fill_rect(b->cr, (Rect){k->x - 1, r.y, k->w + 2, r.h - 3}, b->t->ground);
    }
    ink_round_rect(b->cr, r, 4);
    ink_source(b->cr, b->t->pill, 1);
    cairo_fill(b->cr);
    ink_text_in(b->ink, b->cr, r, ALIGN_CENTRE, f, b->t->on_pill, text);
}

static void dots(const Brush *b, const LayoutPanel *q, int step, double x) {
    for (int c = 0; c < q->panel->n_curves; c++) {
        const FigureCurve *k = &q->panel->curves[c];
        double v = k->y[0][step] + (q->low ? q->low[c][step] : 0);
        if (!isfinite(v)) continue;
        brush_dot(b->cr, x, scale_px(&q->y, v), RING_PX, b->t->ground);
        brush_dot(b->cr, x, scale_px(&q->y, v), CURSOR_DOT_PX, curve_colour(b->t, k));
    }
}

// What stands beside a panel's title, from left to right.
static double title_end(const LayoutPanel *q) {
    double end = q->title.x + q->title.w;
    if (q->unit.w > 0) end = q->unit.x + q->unit.w;
    for (int i = 0; i < q->n_keys; i++) end = fmax(end, q->keys[i].box.x + q->keys[i].box.w);
    return end;
}

// Through plots, and between them where it meets no title.
static void cursor_line(const Brush *b, double x) {
    double from = b->l->panels[0].plot.y - 6, to = from;
    for (int i = 0; i < b->l->n_panels; i++) {
        const LayoutPanel *q = &b->l->panels[i];
        if (i && x < title_end(q) + 4) {
            ink_vline(b->cr, x, from, to, b->t->text_soft);
            from = q->plot.y - 6;
        }
        to = q->plot.y + q->plot.h;
    }
    ink_vline(b->cr, x, from, b->l->date_band.y, b->t->text_soft);
}

void paint_cursor(Ink *k, cairo_t *cr, const Layout *l, const Theme *t, int step) {
    Brush b = {k, cr, l, t};
    if (!l->n_panels || step < 0 || step >= l->figure->steps) return;
    double x = layout_step_x(l, step);
    cairo_save(cr);
    cursor_line(&b, x);
    for (int i = 0; i < l->n_panels && step <= l->reveal; i++)
        if (l->panels[i].panel->kind != PANEL_RIBBON) dots(&b, &l->panels[i], step, x);
    pill(&b, step, x);
    cairo_restore(cr);
}
