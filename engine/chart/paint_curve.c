#include "chart/paint_parts.h"

#include <math.h>
#include <stdlib.h>

enum { CHUNK = 64 }; // points of one stroke: long ones cost more than their parts
static const double SIMPLIFY = 0.1;  // px a dropped point may be off its line
static const double CASING_PX = 1.7; // more than the line

typedef struct Spot {
    double x, y;
} Spot;

void brush_dash(cairo_t *cr, int dash, double offset) {
    static const double PATTERN[8][4] = {
        {0},          {7, 3, 7, 3},     {2, 2.5, 2, 2.5},     {8, 3, 2, 3},
        {4, 3, 4, 3}, {6, 2.5, 6, 2.5}, {1.5, 2.5, 1.5, 2.5}, {7, 2.5, 1.5, 2.5}};
    int i = dash < 8 ? dash : 5 + dash % 3;
    cairo_set_dash(cr, PATTERN[i], i ? 4 : 0, offset);
}

void brush_dot(cairo_t *cr, double x, double y, double radius, Colour c) {
    cairo_new_path(cr);
    cairo_arc(cr, x, y, radius, 0, 2 * acos(-1));
    ink_source(cr, c, 1);
    cairo_fill(cr);
}

static double off_line(Spot p, Spot a, Spot b) {
    double dx = b.x - a.x, dy = b.y - a.y, length = sqrt(dx * dx + dy * dy);
    if (length < 1e-9) return sqrt((p.x - a.x) * (p.x - a.x) + (p.y - a.y) * (p.y - a.y));
    return fabs((p.x - a.x) * dy - (p.y - a.y) * dx) / length;
}

// Drops points that lie on the line between those kept; the number left.
static int simplify(Spot *p, int n) {
    int kept = 1, from = 0;
    if (n < 3) return n;
    for (int i = 2; i < n; i++) {
        bool fits = i - from < CHUNK;
        for (int k = from + 1; k < i && fits; k++)
            fits = off_line(p[k], p[from], p[i]) <= SIMPLIFY;
        if (fits) continue;
        from = i - 1;
        p[kept++] = p[from];
    }
    p[kept++] = p[n - 1];
    return kept;
}

static void stroke_points(const Brush *b, const Spot *p, int n, Stroke s, double width,
                          Colour colour, int dash) {
    cairo_t *cr = b->cr;
    double along = 0;
    cairo_set_line_width(cr, width);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(cr, s.dash ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
    ink_source(cr, colour, 1);
    for (int i = 0; i < n - 1; i += CHUNK - 1) {
        brush_dash(cr, dash, along);
        cairo_new_path(cr);
        cairo_move_to(cr, p[i].x, p[i].y);
        for (int k = i + 1; k < n && k < i + CHUNK; k++) {
            cairo_line_to(cr, p[k].x, p[k].y);
            along += hypot(p[k].x - p[k - 1].x, p[k].y - p[k - 1].y);
        }
        cairo_stroke(cr);
    }
    brush_dash(cr, 0, 0);
}

static void stroke_run(const Brush *b, Spot *p, int n, Stroke s) {
    if (n == 1) {
        brush_dot(b->cr, p->x, p->y, s.width, s.colour);
        return;
    }
    n = simplify(p, n);
    if (s.casing) stroke_points(b, p, n, s, s.width + CASING_PX, b->t->ground, 0);
    stroke_points(b, p, n, s, s.width, s.colour, s.dash);
}

void brush_curve(const Brush *b, const LayoutPanel *q, const double *y, const double *low,
                 int last, Stroke s) {
    Spot *p = malloc(sizeof *p * (size_t)(last + 1));
    int n = 0;
    for (int i = 0; p && i <= last; i++) {
        if (isfinite(y[i]))
            p[n++] = (Spot){layout_step_x(b->l, i), scale_px(&q->y, y[i] + (low ? low[i] : 0))};
        if (n && (!isfinite(y[i]) || i == last)) {
            stroke_run(b, p, n, s);
            n = 0;
        }
    }
    free(p);
}

int curve_dash(const FigureCurve *c) {
    return (c->slot / PALETTE_SIZE + c->dash) % 4;
}

Colour curve_colour(const Theme *t, const FigureCurve *c) {
    return t->entity[c->slot % PALETTE_SIZE];
}

Colour curve_text(const Theme *t, const FigureCurve *c) {
    return t->entity_text[c->slot % PALETTE_SIZE];
}
