// Text and simple strokes on a cairo_t, for charts and for the window. The only place that knows
// Pango. All sizes in logical pixels; Inter with tabular figures; no hinting and no rounding of
// glyph positions, so that a text has one width in the window, in PNG, SVG and PDF.
#ifndef ENGINE_CHART_INK_H
#define ENGINE_CHART_INK_H

#include "chart/palette.h"

#include <cairo.h>

typedef struct Rect {
    double x, y, w, h;
} Rect;
bool rect_has(Rect r, double x, double y);

typedef struct Font {
    double px;
    int weight; // 400, 500, 600, 700
} Font;

typedef enum Align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT } Align;

typedef struct Ink Ink; // fonts and a layout; one for a window or an export

Ink *ink_new(void);
void ink_free(Ink *k);

double ink_width(Ink *k, Font f, const char *text);
double ink_ascent(Ink *k, Font f); // from baseline up to the top of the line
double ink_cap(Font f);            // height of a capital letter: centres text in a box

// (x, y) is the left, middle or right end of the baseline. Returns the width.
double ink_text(Ink *k, cairo_t *cr, double x, double y, Align align, Font f, Colour c,
                const char *text);
// Centred vertically in `box` by capital height, with an ellipsis when it does not fit.
double ink_text_in(Ink *k, cairo_t *cr, Rect box, Align align, Font f, Colour c,
                   const char *text);
// A halo of `ground` under the text, 3 px, for text on data.
double ink_text_halo(Ink *k, cairo_t *cr, double x, double y, Align align, Font f, Colour c,
                     Colour ground, const char *text);
// Wrapped to `width`; y is the top. Draws nothing when `cr` is NULL. Returns the height.
double ink_paragraph(Ink *k, cairo_t *cr, double x, double y, double width, double line_height,
                     Font f, Colour c, const char *text);
// `text`, cut with "…" to at most `width`; out holds what fits in its size.
void ink_ellipsise(Ink *k, Font f, const char *text, double width, char *out, size_t size);

void ink_source(cairo_t *cr, Colour c, double alpha);
void ink_fill_rect(cairo_t *cr, Rect r, Colour c);
void ink_round_rect(cairo_t *cr, Rect r, double radius); // a path; starts a new one
// 1-px lines, snapped to the device's pixels at the present scale.
void ink_hline(cairo_t *cr, double x0, double x1, double y, Colour c);
void ink_vline(cairo_t *cr, double x, double y0, double y1, Colour c);
// The nearest position at which a 1-px line is sharp at the present scale.
double ink_snap(cairo_t *cr, double v);

#endif
