#include "chart/layout_parts.h"

#include <math.h>
#include <stdio.h>

static const Font FONT_BAND = {11, 400};
static const double FROM_EDGE = 6, PAD_Y = 2;
static const double NEAR_PX = 14;                // so far from a band its label is still at it
static const double ACROSS_PX = 12, DOWN_PX = 3; // between places that are tried, at least
enum { PLACES_ACROSS = 48, PLACES_DOWN = 20 };
// What a place costs for what the text lies on, and for each px that it is away.
static const double ON_CURVE = 10, ON_ZERO = 8, ON_EDGE = 4, ON_FLAG = 2, ON_GRID = 0.5;
static const double OFF_BAND = 0.5, OFF_WIDEST = 0.01;

typedef struct Widest {
    int curve, step;
    double px;
} Widest;

// Places are those of the whole curves: while they are revealed nothing jumps.
static Widest widest_of(const Placer *p, const LayoutPanel *q) {
    Widest w = {.curve = -1};
    for (int c = 0; c < q->panel->n_curves; c++) {
        const double *const *band = q->panel->curves[c].band[0].at;
        for (int i = 0; band[0] && i < p->figure->steps; i++) {
            double px =
                fabs(scale_px(&q->y, band[BAND_95][i]) - scale_px(&q->y, band[BAND_5][i]));
            if (px > w.px) w = (Widest){c, i, px};
        }
    }
    return w;
}

// "1,000"
static void with_commas(char out[16], int n) {
    if (n < 1000)
        snprintf(out, 16, "%d", n);
    else
        snprintf(out, 16, "%d,%03d", n / 1000, n % 1000);
}

// Does the line through the values touch the box?
static bool crosses(const Placer *p, const LayoutPanel *q, const double *y, Rect box) {
    const Layout *l = p->out;
    int from = layout_step_at(l, box.x), to = layout_step_at(l, box.x + box.w);
    if (from > 0) from--;
    for (int i = from; y && i <= to && i < p->figure->steps - 1; i++) {
        double x0 = layout_step_x(l, i), x1 = layout_step_x(l, i + 1);
        double y0 = scale_px(&q->y, y[i]), slope = (scale_px(&q->y, y[i + 1]) - y0) / (x1 - x0);
        double a = fmax(x0, box.x), b = fmin(x1, box.x + box.w);
        double ya = y0 + slope * (a - x0), yb = y0 + slope * (b - x0);
        if (a <= b && fmin(ya, yb) <= box.y + box.h && fmax(ya, yb) >= box.y) return true;
    }
    return false;
}

static bool holds(Rect box, double y) {
    return y >= box.y && y <= box.y + box.h;
}

// Of the lines that the text would cover.
static double cover_cost(const Placer *p, const LayoutPanel *q, Rect box) {
    double cost = 0;
    for (int c = 0; c < q->panel->n_curves; c++) {
        const FigureCurve *k = &q->panel->curves[c];
        for (int r = 0; r < p->figure->n_runs; r++) {
            const double *const *at = k->band[r].at;
            if (!k->same[r] || r == 0) cost += crosses(p, q, k->y[r], box) ? ON_CURVE : 0;
            for (int e = 0; at[0] && e < BAND_COUNT; e++)
                cost += crosses(p, q, at[e], box) ? ON_EDGE : 0;
        }
    }
    bool zero = q->y.low <= 0 && q->y.high >= 0 && holds(box, scale_px(&q->y, 0));
    cost += zero ? ON_ZERO : 0;
    for (int i = 0; i < q->n_ticks; i++) cost += holds(box, q->ticks[i].at) ? ON_GRID : 0;
    for (int i = 0; i < p->out->n_flags; i++) {
        double x = p->out->flags[i].x;
        cost += x >= box.x && x <= box.x + box.w ? ON_FLAG : 0;
    }
    return cost;
}

// How far the box lies from the band that it names, and from where that is widest.
static double away_cost(const Placer *p, const LayoutPanel *q, const Widest *w, Rect box) {
    const double *const *at = q->panel->curves[w->curve].band[0].at;
    double centre = box.x + box.w / 2, y = box.y + box.h / 2;
    int i = layout_step_at(p->out, centre);
    double high = scale_px(&q->y, at[BAND_95][i]), low = scale_px(&q->y, at[BAND_5][i]);
    double off = fmax(fmax(high - y, y - low) - NEAR_PX, 0);
    return off * OFF_BAND + fabs(centre - layout_step_x(p->out, w->step)) * OFF_WIDEST;
}

static bool place_in(Placer *p, LayoutPanel *q) {
    Widest at = widest_of(p, q);
    if (at.curve < 0 || q->panel->kind != PANEL_LINES) return false;
    LayoutText *t = &q->band;
    char words[64], n[16];
    with_commas(n, p->figure->draws);
    snprintf(words, sizeof words, "5\u201395 %% and 25\u201375 %% of %s draws", n);
    double left = p->out->plot_left + FROM_EDGE, right = p->out->plot_right - FROM_EDGE;
    t->font = FONT_BAND;
    t->w = text_fit(p, FONT_BAND, words, right - left, t->text, sizeof t->text);
    double cap = ink_cap(FONT_BAND), top = q->plot.y, least = HUGE_VAL;
    Rect box = {.w = t->w, .h = cap + 2 * PAD_Y};
    double across = fmax(ACROSS_PX, (right - left) / PLACES_ACROSS);
    double down = fmax(DOWN_PX, q->plot.h / PLACES_DOWN);
    for (box.x = left; box.x + t->w <= right + 0.5; box.x += across)
        for (box.y = top; box.y + box.h <= top + q->plot.h; box.y += down) {
            double cost = away_cost(p, q, &at, box);
            if (cost < least) cost += cover_cost(p, q, box);
            if (cost >= least) continue;
            least = cost;
            t->x = box.x, t->y = box.y + PAD_Y + cap;
        }
    if (p->out->reveal < p->figure->steps - 1 &&
        t->x + t->w > layout_step_x(p->out, p->out->reveal))
        t->w = 0; // the band is not yet there
    return true;
}

void place_band_label(Placer *p) {
    for (int i = 0; i < p->out->n_panels && p->figure->draws; i++)
        if (place_in(p, &p->out->panels[i])) return;
}
