#include "chart/layout_parts.h"

#include <math.h>
#include <stdlib.h>

static const double TICK_APART = 16, UNIT_GAP = 8;
static const double LABEL_ABOVE = 8, LABEL_BELOW = 1; // how far a label may leave its plot
static const double LABEL_LAST = -4; // under the last plot is the date at the cursor
static const double LEADER_FROM = 2.5, FAR_PX = 30;

void place_title(Placer *p, LayoutPanel *q) {
    double left = p->o->area.x + HEAD_PAD, right = p->out->plot_right;
    int lines = q->panel->kind == PANEL_RIBBON ? ribbon_key_lines(p, q->panel) : 1;
    double y = q->plot.y - TITLE_ABOVE - (lines - 1) * KEY_LINE;
    LayoutText *t = &q->title, *u = &q->unit;
    *t = (LayoutText){.x = left, .y = y, .font = FONT_TITLE};
    t->w = text_fit(p, FONT_TITLE, q->panel->title, right - left, t->text, sizeof t->text);
    *u = (LayoutText){.x = left + t->w + UNIT_GAP, .y = y, .font = FONT_UNIT};
    double room = right - u->x;
    if (room > 30) u->w = text_fit(p, FONT_UNIT, q->panel->unit, room, u->text, sizeof u->text);
    if (q->panel->kind != PANEL_RIBBON) return;
    q->n_keys = ribbon_keys(p, q->panel, &q->keys);
    place_keys(p, q->keys, q->n_keys, u->x + u->w + 20, left, keys_right(p), y - 4);
}

// Every `stride`-th tick is shown, zero among them.
static int tick_stride(const Scale *y, const Ticks *t, int *first) {
    double apart = t->n > 1 ? fabs(scale_px(y, t->at[1]) - scale_px(y, t->at[0])) : TICK_APART;
    int stride = 1;
    while (apart * stride < TICK_APART && stride < t->n) stride++;
    *first = 0;
    for (int i = 0; i < t->n; i++)
        if (t->at[i] == 0) *first = i % stride;
    return stride;
}

void place_ticks(Placer *p, LayoutPanel *q) {
    const FigurePanel *f = q->panel;
    Ticks t = ticks_values(f->low, f->high, q->plot.h, f->from_zero);
    TickFormat format =
        ticks_format(&t, f->quantity.prefix, f->quantity.kind == QUANTITY_SHARE);
    int first, stride = tick_stride(&q->y, &t, &first);
    q->ticks = ARENA_NEW(p->arena, LayoutTick, t.n);
    if (f->note) return; // nothing to read off
    for (int i = first; i < t.n; i += stride) {
        LayoutTick *k = &q->ticks[q->n_ticks++];
        tick_text(k->text, &format, t.at[i]);
        k->at = scale_px(&q->y, t.at[i]);
        k->w = text_px(p, FONT_TICK, k->text);
        k->x = p->out->plot_left - 8 - k->w;
    }
}

void place_stack(Placer *p, LayoutPanel *q) {
    int steps = p->figure->steps;
    q->low = ARENA_NEW(p->arena, double *, q->panel->n_curves);
    double *sum = ARENA_NEW(p->arena, double, steps);
    for (int c = 0; c < q->panel->n_curves; c++) {
        q->low[c] = ARENA_NEW(p->arena, double, steps);
        for (int i = 0; i < steps; i++) {
            double v = q->panel->curves[c].y[0][i];
            q->low[c][i] = sum[i];
            if (isfinite(v)) sum[i] += v;
        }
    }
}

// The last value of a curve at or before `reveal`: its step, or -1.
static int tip_step(const double *y, int reveal) {
    for (int i = reveal; y && i >= 0; i--)
        if (isfinite(y[i])) return i;
    return -1;
}

static bool add_label(Placer *p, LayoutPanel *q, int curve, int run) {
    const FigureCurve *c = &q->panel->curves[curve];
    if (q->low && run) return false; // a stack is of run 0 alone
    int step = tip_step(c->y[run], p->out->reveal);
    if (step < 0) return false;
    double v = c->y[run][step];
    if (q->low && run == 0) v = q->low[curve][step] + v / 2;
    q->labels[q->n_labels++] = (LayoutLabel){.curve = curve,
                                             .run = run,
                                             .tip_x = layout_step_x(p->out, step),
                                             .tip_y = scale_px(&q->y, v)};
    return true;
}

// The curve whose baseline is furthest from it at the end, or -1: "Baseline" stands there once.
static int baseline_curve(const Placer *p, const LayoutPanel *q) {
    int base = p->figure->baseline, best = -1;
    double most = -1;
    if (base == NO_RUN || base == 0 || q->panel->kind != PANEL_LINES) return -1;
    for (int i = 0; i < q->panel->n_curves; i++) {
        const FigureCurve *c = &q->panel->curves[i];
        if (!c->y[base] || c->same[base]) continue;
        int a = tip_step(c->y[0], p->out->reveal), b = tip_step(c->y[base], p->out->reveal);
        if (a < 0 || b < 0) continue;
        double d = fabs(c->y[0][a] - c->y[base][b]);
        if (d > most) most = d, best = i;
    }
    return best;
}

static bool is_baseline(const LayoutPanel *q, int label) {
    return q->labels[label].run != q->panel->curves[q->labels[label].curve].first;
}

// Leaves out the labels of the curves that end lowest until the rest has room.
static void thin_labels(LayoutPanel *q, double room) {
    int most = (int)floor(room / LABEL_PITCH) + 1;
    while (q->n_labels > most) {
        int worst = 0;
        for (int i = 1; i < q->n_labels; i++)
            if (is_baseline(q, i) ||
                (!is_baseline(q, worst) && q->labels[i].tip_y > q->labels[worst].tip_y))
                worst = i;
        for (int i = worst; i + 1 < q->n_labels; i++) q->labels[i] = q->labels[i + 1];
        q->n_labels--;
    }
}

// In line with the names of ribbons, if that is near the curves' ends.
static double label_x(const Placer *p) {
    double tip = layout_step_x(p->out, p->out->reveal);
    if (p->out->reveal < p->figure->steps - 1) return tip + LABEL_GAP;
    return fmin(p->out->plot_right + LABEL_GAP, tip + FAR_PX);
}

static void name_labels(Placer *p, LayoutPanel *q) {
    double right = p->o->area.x + p->o->area.w - 4;
    double x = label_x(p);
    bool moved = false;
    for (int i = 0; i < q->n_labels; i++) moved = moved || q->labels[i].leader;
    for (int i = 0; i < q->n_labels; i++) {
        LayoutLabel *l = &q->labels[i];
        const char *name = is_baseline(q, i) ? "Baseline" : q->panel->curves[l->curve].name;
        l->x = x + (moved ? LEADER_PX : 0);
        Font f = FONT_LABEL;
        if (is_baseline(q, i)) f.weight = 400;
        l->w = text_fit(p, f, name, right - l->x, l->text, sizeof l->text);
    }
}

// How far labels may leave the plot beside the gap to a neighbour: each has half of it.
static double half_gap(double px) {
    return fmax(px / 2 - LABEL_PITCH / 2, 0);
}

static double room_above(const Placer *p, const LayoutPanel *q) {
    if (q == p->out->panels) return LABEL_ABOVE;
    const Rect *over = &q[-1].plot;
    return half_gap(q->plot.y - over->y - over->h);
}

// A legend that reaches over the edge of the plots stands in the way.
static double room_below(const Placer *p, const LayoutPanel *q) {
    if (q == &p->out->panels[p->out->n_panels - 1]) return LABEL_LAST;
    double end = q->plot.y + q->plot.h, room = half_gap(q[1].plot.y - end);
    for (int i = 0; i < q[1].n_keys; i++) {
        const Rect *key = &q[1].keys[i].box;
        if (key->x + key->w > p->out->plot_right)
            room = fmin(room, fmax(key->y - end - LABEL_PITCH / 2, LABEL_BELOW));
    }
    return room;
}

void place_labels(Placer *p, LayoutPanel *q) {
    int n = q->panel->n_curves, base = baseline_curve(p, q);
    q->labels = ARENA_NEW(p->arena, LayoutLabel, n + 1);
    for (int i = 0; i < n; i++) add_label(p, q, i, q->panel->curves[i].first);
    if (base >= 0) add_label(p, q, base, p->figure->baseline);
    // Inside the plot a label must keep away from the titles above and below.
    bool inside = label_x(p) < p->out->plot_right;
    double above = inside ? LABEL_ABOVE / 2 : room_above(p, q);
    double below = inside ? fmin(0, room_below(p, q)) : room_below(p, q);
    thin_labels(q, q->plot.h + above + below);
    double *y = ARENA_NEW(p->arena, double, n + 1), *at = ARENA_NEW(p->arena, double, n + 1);
    for (int i = 0; i < q->n_labels; i++) y[i] = q->labels[i].tip_y;
    labels_spread(q->n_labels, y, LABEL_PITCH, q->plot.y - above, q->plot.y + q->plot.h + below,
                  at);
    for (int i = 0; i < q->n_labels; i++) {
        q->labels[i].leader = fabs(at[i] - y[i]) > LEADER_FROM;
        q->labels[i].y = at[i] + ink_cap(FONT_LABEL) / 2;
    }
    name_labels(p, q);
}

double labels_px(const Placer *p) {
    const Figure *f = p->figure;
    double most = 0;
    for (int i = 0; i < f->n_panels; i++)
        for (int c = 0; c < f->panels[i].n_curves; c++)
            most = fmax(most, text_px(p, FONT_LABEL, f->panels[i].curves[c].name));
    Font plain = FONT_LABEL;
    plain.weight = 400;
    if (f->baseline > 0) most = fmax(most, text_px(p, plain, "Baseline"));
    return most;
}
