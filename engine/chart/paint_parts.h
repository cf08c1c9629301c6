// Private to paint*.c.
#ifndef ENGINE_CHART_PAINT_PARTS_H
#define ENGINE_CHART_PAINT_PARTS_H

#include "chart/paint.h"

typedef struct Brush {
    Ink *ink;
    cairo_t *cr;
    const Layout *l;
    const Theme *t;
} Brush;

typedef struct Stroke {
    double width;
    int dash; // 0 solid, else one of a few patterns
    Colour colour;
    bool casing;
} Stroke;

// A curve from step 0 to `last`, with gaps where it has no value; a value alone becomes a dot.
// `low` (or NULL) is added to each value.
void brush_curve(const Brush *b, const LayoutPanel *q, const double *y, const double *low,
                 int last, Stroke s);
void brush_dash(cairo_t *cr, int dash, double offset);
void brush_dot(cairo_t *cr, double x, double y, double radius, Colour c);
void brush_text(const Brush *b, const LayoutText *t, Colour c);
void brush_keys(const Brush *b, const LayoutKey *keys, int n, bool runs);
void brush_panel(const Brush *b, const LayoutPanel *q);
void brush_run(const Brush *b, const LayoutPanel *q, int run); // it alone, to stand out

int curve_dash(const FigureCurve *c);
Colour curve_colour(const Theme *t, const FigureCurve *c);
Colour curve_text(const Theme *t, const FigureCurve *c);

#define DASH_BASELINE 4 // pattern of the baseline
// Of a run that is not the shown one: the baseline and ghosts are grey, the first ghost solid.
int run_dash(const Figure *f, int run);
#define DASH_OVERLAY 5 // of the first further run; the next ones follow

#endif
