// Draws a laid-out figure. Two layers: the figure (static until data, theme or size change) and
// the cursor over it. Nothing is kept between calls.
#ifndef ENGINE_CHART_PAINT_H
#define ENGINE_CHART_PAINT_H

#include "chart/layout.h"

// For LayoutOptions: measures with an Ink as context.
double paint_measure(void *ink, Font f, const char *text);

// Fills l->area with the ground and draws all of the figure up to l->reveal. `fast` takes the
// quick antialiasing, for dragging and playing.
void paint_figure(Ink *k, cairo_t *cr, const Layout *l, const Theme *t, bool fast);

// The curves of a further run once more over the figure, so that they stand out.
void paint_run(Ink *k, cairo_t *cr, const Layout *l, const Theme *t, int run);

// Line, dots and date pill at a step.
void paint_cursor(Ink *k, cairo_t *cr, const Layout *l, const Theme *t, int step);

#endif
