#include "chart/paint_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double LINE_PX = 1.9, BASELINE_PX = 1.25, OVERLAY_PX = 1.4, DOT_PX = 2.6;
static const double POINTED_PX = 2.4; // a further run that stands out
static const double FAN_ALPHA = 0.15;
static const double EDGE_PX = 0.9, EDGE_SHARE = 0.45; // of the ground, at an overlay's band
static const double AREA_SHARE = 0.25;                // of the ground in an area's colour

static void grid(const Brush *b, const LayoutPanel *q) {
    double left = b->l->plot_left, right = b->l->plot_right;
    for (int i = 0; i < q->n_ticks; i++)
        ink_hline(b->cr, left, right, q->ticks[i].at, b->t->grid);
    if (q->y.low <= 0 && q->y.high >= 0 && !q->panel->note)
        ink_hline(b->cr, left, right, scale_px(&q->y, 0), b->t->zero);
    Font f = {11, 400};
    for (int i = 0; i < q->n_ticks; i++)
        ink_text(b->ink, b->cr, q->ticks[i].x, q->ticks[i].at + ink_cap(f) / 2, ALIGN_LEFT, f,
                 b->t->text_muted, q->ticks[i].text);
}

static void events(const Brush *b, const LayoutPanel *q) {
    static const double DOTS[] = {2, 2};
    cairo_save(b->cr);
    cairo_set_dash(b->cr, DOTS, 2, 0);
    double last = -1e9;
    for (int i = 0; i < b->l->n_flags; i++) {
        double x = b->l->flags[i].x;
        if (x - last < 2) continue; // they would run together
        last = x;
        ink_vline(b->cr, x, q->plot.y - 4, q->plot.y + q->plot.h,
                  colour_mix(b->t->flag, b->t->ground, 0.45));
    }
    cairo_restore(b->cr);
}

static void area(const Brush *b, const LayoutPanel *q, int curve) {
    const double *low = q->low[curve], *y = q->panel->curves[curve].y[0];
    int last = b->l->reveal;
    cairo_new_path(b->cr);
    for (int i = 0; i <= last; i++) {
        double top = low[i] + (isfinite(y[i]) ? y[i] : 0);
        cairo_line_to(b->cr, layout_step_x(b->l, i), scale_px(&q->y, top));
    }
    for (int i = last; i >= 0; i--)
        cairo_line_to(b->cr, layout_step_x(b->l, i), scale_px(&q->y, low[i]));
    cairo_close_path(b->cr);
    Colour c = curve_colour(b->t, &q->panel->curves[curve]);
    ink_source(b->cr, colour_mix(c, b->t->ground, AREA_SHARE), 1);
    cairo_fill_preserve(b->cr);
    cairo_set_line_width(b->cr, 1);
    ink_source(b->cr, b->t->ground, 1);
    cairo_stroke(b->cr);
}

// From one quantile of the draws to another.
static void fan(const Brush *b, const LayoutPanel *q, const double *low, const double *high,
                Colour colour, double alpha) {
    int last = b->l->reveal;
    cairo_new_path(b->cr);
    for (int i = 0; i <= last; i++)
        if (isfinite(high[i]))
            cairo_line_to(b->cr, layout_step_x(b->l, i), scale_px(&q->y, high[i]));
    for (int i = last; i >= 0; i--)
        if (isfinite(low[i]))
            cairo_line_to(b->cr, layout_step_x(b->l, i), scale_px(&q->y, low[i]));
    cairo_close_path(b->cr);
    ink_source(b->cr, colour, alpha);
    cairo_fill(b->cr);
}

// Two bands, one over the other, and the median as a thin line.
static void fans(const Brush *b, const LayoutPanel *q) {
    for (int c = 0; c < q->panel->n_curves; c++) {
        const FigureCurve *k = &q->panel->curves[c];
        const double *const *at = k->band[0].at;
        if (!at[0]) continue;
        Colour colour = curve_colour(b->t, k);
        fan(b, q, at[BAND_5], at[BAND_95], colour, FAN_ALPHA);
        fan(b, q, at[BAND_25], at[BAND_75], colour, FAN_ALPHA);
        Colour soft = colour_mix(colour, b->t->ground, 0.6);
        brush_curve(b, q, at[BAND_50], NULL, b->l->reveal, (Stroke){1, 0, soft, false});
    }
}

static const double GHOST_PX = 1.6, GHOST_SHARE = 0.25; // of the ground in its grey

static Stroke run_stroke(const Brush *b, int run, Colour colour, bool cased) {
    const Figure *f = b->l->figure;
    Stroke s = {OVERLAY_PX, run_dash(f, run), colour, cased};
    if (run == f->baseline) s.width = BASELINE_PX, s.colour = b->t->baseline;
    if (f->ghost[run]) {
        s.width = GHOST_PX;
        s.colour = colour_mix(b->t->baseline, b->t->ground, GHOST_SHARE);
    }
    return s;
}

// Of a case or a kept run: its outer band alone, with edges in the dash of its curve.
static void other_fans(const Brush *b, const LayoutPanel *q) {
    const Figure *f = b->l->figure;
    for (int r = 1; r < f->n_runs; r++)
        for (int c = 0; c < q->panel->n_curves; c++) {
            const FigureCurve *k = &q->panel->curves[c];
            const double *const *at = k->band[r].at;
            if (!at[0]) continue;
            Colour colour = f->ghost[r] ? b->t->baseline : curve_colour(b->t, k);
            Stroke edge = {EDGE_PX, run_dash(f, r),
                           colour_mix(colour, b->t->ground, EDGE_SHARE), false};
            fan(b, q, at[BAND_5], at[BAND_95], colour, FAN_ALPHA / 2);
            brush_curve(b, q, at[BAND_5], NULL, b->l->reveal, edge);
            brush_curve(b, q, at[BAND_95], NULL, b->l->reveal, edge);
        }
}

static void other_runs(const Brush *b, const LayoutPanel *q) {
    const Figure *f = b->l->figure;
    for (int r = 1; r < f->n_runs; r++)
        for (int c = 0; c < q->panel->n_curves; c++) {
            const FigureCurve *k = &q->panel->curves[c];
            if (!k->y[r] || k->same[r]) continue;
            Colour soft = colour_mix(curve_colour(b->t, k), b->t->ground, 0.3);
            brush_curve(b, q, k->y[r], NULL, b->l->reveal, run_stroke(b, r, soft, false));
        }
}

// The total of a further run over a stack.
static void brush_total(const Brush *b, const LayoutPanel *q, int run, Stroke stroke) {
    int steps = b->l->figure->steps;
    double *total = calloc((size_t)steps, sizeof *total);
    bool same = true;
    for (int c = 0; total && c < q->panel->n_curves; c++) {
        const FigureCurve *k = &q->panel->curves[c];
        same = same && k->same[run];
        for (int i = 0; k->y[run] && i < steps; i++)
            if (isfinite(k->y[run][i])) total[i] += k->y[run][i];
    }
    if (!same) brush_curve(b, q, total, NULL, b->l->reveal, stroke);
    free(total);
}

static void other_totals(const Brush *b, const LayoutPanel *q) {
    for (int r = 1; r < b->l->figure->n_runs; r++)
        brush_total(b, q, r, run_stroke(b, r, b->t->text_soft, true));
}

void brush_run(const Brush *b, const LayoutPanel *q, int run) {
    const Figure *f = b->l->figure;
    bool grey = run == f->baseline || f->ghost[run];
    Stroke s = {POINTED_PX, run_dash(f, run), b->t->text_soft, true};
    if (q->panel->note || q->panel->kind == PANEL_RIBBON) return;
    if (q->low) {
        brush_total(b, q, run, s);
        return;
    }
    for (int c = 0; c < q->panel->n_curves; c++) {
        const FigureCurve *k = &q->panel->curves[c];
        if (!k->y[run]) continue;
        if (!grey) s.colour = curve_colour(b->t, k);
        brush_curve(b, q, k->y[run], NULL, b->l->reveal, s);
    }
}

static void curves(const Brush *b, const LayoutPanel *q) {
    for (int c = 0; c < q->panel->n_curves; c++) {
        const FigureCurve *k = &q->panel->curves[c];
        Stroke s = {LINE_PX, curve_dash(k), curve_colour(b->t, k), true};
        brush_curve(b, q, k->y[0], NULL, b->l->reveal, s);
    }
}

// Observations: a bar with its ends, and a dot with the ground around it.
static void marks(const Brush *b, const LayoutPanel *q) {
    static const double BAR_PX = 1.2, END_PX = 3, MARK_PX = 3;
    for (int i = 0; i < q->panel->n_marks; i++) {
        const FigureMark *m = &q->panel->marks[i];
        double x = layout_time_x(b->l, m->at), y = scale_px(&q->y, m->value);
        double low = scale_px(&q->y, m->low), high = scale_px(&q->y, m->high);
        if (x > layout_step_x(b->l, b->l->reveal + 0.5)) continue;
        const FigureCurve *c = &q->panel->curves[m->curve];
        cairo_new_path(b->cr);
        if (m->of->ranges) {
            cairo_move_to(b->cr, x, low);
            cairo_line_to(b->cr, x, high);
            cairo_move_to(b->cr, x - END_PX, low);
            cairo_line_to(b->cr, x + END_PX, low);
            cairo_move_to(b->cr, x - END_PX, high);
            cairo_line_to(b->cr, x + END_PX, high);
        }
        cairo_set_line_width(b->cr, BAR_PX);
        ink_source(b->cr, curve_text(b->t, c), 1);
        cairo_stroke(b->cr);
        brush_dot(b->cr, x, y, MARK_PX + 1.2, b->t->ground);
        brush_dot(b->cr, x, y, MARK_PX, curve_text(b->t, c));
    }
}

static Colour label_colour(const Brush *b, const LayoutPanel *q, const LayoutLabel *k,
                           bool text) {
    const FigureCurve *c = &q->panel->curves[k->curve];
    if (k->run != c->first) return text ? b->t->text_muted : b->t->baseline;
    return text ? curve_text(b->t, c) : curve_colour(b->t, c);
}

static void labels(const Brush *b, const LayoutPanel *q) {
    for (int i = 0; i < q->n_labels; i++) {
        const LayoutLabel *k = &q->labels[i];
        Font f = {12, k->run != q->panel->curves[k->curve].first ? 400 : 600};
        bool ribbon = q->panel->kind == PANEL_RIBBON;
        double middle = k->y - ink_cap(f) / 2;
        if (k->leader && k->x - k->tip_x < 40) {
            cairo_new_path(b->cr);
            cairo_move_to(b->cr, k->tip_x + DOT_PX, k->tip_y);
            cairo_line_to(b->cr, k->x - 2.5, middle);
            cairo_set_line_width(b->cr, 1);
            ink_source(b->cr, label_colour(b, q, k, false), 1);
            cairo_stroke(b->cr);
        }
        if (ribbon)
            ink_text(b->ink, b->cr, k->x, k->y, ALIGN_LEFT, f, label_colour(b, q, k, true),
                     k->text);
        else
            ink_text_halo(b->ink, b->cr, k->x, k->y, ALIGN_LEFT, f, label_colour(b, q, k, true),
                          b->t->ground, k->text);
    }
}

static void tips(const Brush *b, const LayoutPanel *q) {
    for (int i = 0; i < q->n_labels && q->panel->kind == PANEL_LINES; i++) {
        const LayoutLabel *k = &q->labels[i];
        brush_dot(b->cr, k->tip_x, k->tip_y, k->run ? DOT_PX - 0.4 : DOT_PX,
                  label_colour(b, q, k, false));
    }
}

static void blocks(const Brush *b, const LayoutPanel *q) {
    Font f = {11, 500};
    for (int i = 0; i < q->n_blocks; i++) {
        const LayoutBlock *k = &q->blocks[i];
        Rect r = {k->box.x + 0.5, k->box.y, k->box.w - 1, k->box.h};
        ink_round_rect(b->cr, r, 2.5);
        ink_source(b->cr, b->t->binding[k->binding], 1);
        cairo_fill(b->cr);
        if (k->word)
            ink_text_in(b->ink, b->cr, k->box, ALIGN_CENTRE, f, b->t->on_binding[k->binding],
                        binding_name(k->binding));
    }
}

static void note(const Brush *b, const LayoutPanel *q) {
    ink_hline(b->cr, b->l->plot_left, b->l->plot_right, q->plot.y + q->plot.h, b->t->zero);
    ink_text_in(b->ink, b->cr, q->plot, ALIGN_CENTRE, (Font){12, 400}, b->t->text_muted,
                q->panel->note);
}

void brush_panel(const Brush *b, const LayoutPanel *q) {
    brush_text(b, &q->title, b->t->text);
    brush_text(b, &q->unit, b->t->text_muted);
    if (q->panel->kind == PANEL_RIBBON) {
        events(b, q);
        blocks(b, q);
        brush_keys(b, q->keys, q->n_keys, false);
        labels(b, q);
        return;
    }
    grid(b, q);
    events(b, q);
    if (q->panel->note) {
        note(b, q);
        return;
    }
    for (int c = 0; q->low && c < q->panel->n_curves; c++)
        if (!q->panel->curves[c].first) area(b, q, c);
    if (!q->low) fans(b, q);
    if (!q->low) other_fans(b, q);
    if (q->low)
        other_totals(b, q);
    else
        other_runs(b, q);
    if (!q->low) curves(b, q);
    marks(b, q);
    tips(b, q);
    labels(b, q);
    if (q->band.w > 0)
        ink_text_halo(b->ink, b->cr, q->band.x, q->band.y, ALIGN_LEFT, q->band.font,
                      b->t->text_muted, b->t->ground, q->band.text);
}
