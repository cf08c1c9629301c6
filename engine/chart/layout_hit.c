#include "chart/layout.h"

#include <math.h>

static const double NEAR_CURVE = 12, NEAR_FLAG = 8;

double layout_time_x(const Layout *l, double months) {
    return scale_px(&l->x, months);
}

double layout_step_x(const Layout *l, double step) {
    return scale_px(&l->x, (step + 0.5) * step_months(l->figure->calendar.step));
}

int layout_step_at(const Layout *l, double x) {
    double step = floor(scale_value(&l->x, x) / step_months(l->figure->calendar.step));
    if (!(step > 0)) return 0;
    return step < l->figure->steps ? (int)step : l->figure->steps - 1;
}

static int panel_at(const Layout *l, double y) {
    for (int i = 0; i < l->n_panels; i++) {
        Rect r = l->panels[i].plot;
        if (y >= r.y - 4 && y <= r.y + r.h + 4) return i;
    }
    return -1;
}

// Height of a curve at x between the two steps beside it; NaN where it has none.
static double curve_y(const Layout *l, const LayoutPanel *q, int curve, double x) {
    const FigureCurve *c = &q->panel->curves[curve];
    const double *y = c->y[q->low ? 0 : c->first];
    double at = scale_value(&l->x, x) / step_months(l->figure->calendar.step) - 0.5;
    int i = (int)floor(at), last = l->reveal;
    if (i < 0) i = 0, at = 0;
    if (i >= last) i = last, at = last;
    double low = q->low ? q->low[curve][i] : 0;
    double v = i < last && isfinite(y[i + 1]) ? y[i] + (y[i + 1] - y[i]) * (at - i) : y[i];
    return scale_px(&q->y, low + v);
}

static int curve_at(const Layout *l, const LayoutPanel *q, double x, double y) {
    int best = -1;
    double least = NEAR_CURVE;
    if (q->panel->kind == PANEL_RIBBON) {
        for (int i = 0; i < q->n_blocks; i++)
            if (rect_has(q->blocks[i].box, x, y)) best = q->blocks[i].row;
        return best;
    }
    for (int c = 0; c < q->panel->n_curves; c++) {
        double d = fabs(curve_y(l, q, c, x) - y);
        if (d <= least) least = d, best = c;
    }
    return best;
}

static int event_at(const Layout *l, double x, double y) {
    int best = -1;
    double least = NEAR_FLAG;
    for (int i = 0; i < l->n_flags; i++) {
        const LayoutFlag *g = &l->flags[i];
        if (y < g->top - 3 || y > g->top + g->h) continue;
        if (rect_has(g->label, x, y)) return g->event;
        if (fabs(x - g->x - 3) < least) least = fabs(x - g->x - 3), best = g->event;
    }
    return best;
}

LayoutHit layout_hit(const Layout *l, double x, double y) {
    LayoutHit h = {.panel = -1, .step = -1, .curve = -1, .event = event_at(l, x, y)};
    if (l->figure->steps < 1 || x < l->plot_left || x > l->plot_right) return h;
    double bottom = l->date_band.y + l->date_band.h;
    double top = l->n_panels ? l->panels[0].plot.y - 4 : bottom;
    if (y >= top && y <= bottom) h.step = layout_step_at(l, x);
    h.panel = panel_at(l, y);
    if (h.panel >= 0) h.curve = curve_at(l, &l->panels[h.panel], x, y);
    return h;
}

static void dump_rect(const char *name, Rect r, Text *out) {
    text_printf(out, "%s %.1f %.1f %.1f %.1f", name, r.x, r.y, r.w, r.h);
}

static void dump_text(const char *name, const LayoutText *t, Text *out) {
    if (*t->text)
        text_printf(out, "%s %.1f %.1f w %.1f \"%s\"\n", name, t->x, t->y, t->w, t->text);
}

static void dump_panel(const Layout *l, const LayoutPanel *q, Text *out) {
    dump_text("panel", &q->title, out);
    dump_text("  unit", &q->unit, out);
    dump_rect("  plot", q->plot, out);
    text_add(out, "\n");
    for (int i = 0; i < q->n_ticks; i++)
        text_printf(out, "  tick %s at %.1f\n", q->ticks[i].text, q->ticks[i].at);
    for (int i = 0; i < q->n_keys; i++) {
        dump_rect("  key", q->keys[i].box, out);
        text_printf(out, " %s\n", q->keys[i].text);
    }
    for (int i = 0; i < q->n_blocks; i++) {
        dump_rect("  block", q->blocks[i].box, out);
        text_printf(out, " row %d steps %d-%d %s%s\n", q->blocks[i].row, q->blocks[i].first,
                    q->blocks[i].last, binding_name(q->blocks[i].binding),
                    q->blocks[i].word ? " word" : "");
    }
    for (int i = 0; i < q->n_labels; i++) {
        const LayoutLabel *b = &q->labels[i];
        text_printf(out, "  label %.1f %.1f \"%s\"%s%s\n", b->x, b->y, b->text,
                    b->run ? " of " : "", b->run ? l->figure->run_names[b->run] : "");
        if (b->leader) text_printf(out, "    leader from %.1f %.1f\n", b->tip_x, b->tip_y);
    }
}

void layout_dump(const Layout *l, Text *out) {
    dump_rect("area", l->area, out);
    text_printf(out, "\nplots %.1f to %.1f, to step %d\n", l->plot_left, l->plot_right,
                l->reveal);
    for (int i = 0; i < l->n_heading; i++) dump_text("heading", &l->heading[i], out);
    for (int i = 0; i < l->n_keys; i++) {
        dump_rect("run", l->keys[i].box, out);
        text_printf(out, " %s\n", l->keys[i].text);
    }
    for (int i = 0; i < l->n_flags; i++) {
        const LayoutFlag *g = &l->flags[i];
        text_printf(out, "flag %.1f row %d \"%s\" of %s%s\n", g->x, g->row, g->text,
                    l->figure->events[g->event].name, g->drawn ? "" : ", not drawn");
    }
    for (int i = 0; i < l->n_panels; i++) dump_panel(l, &l->panels[i], out);
    if (l->n_hidden) text_printf(out, "hidden %d\n", l->n_hidden);
    dump_text("hidden", &l->hidden, out);
    for (int i = 0; i < l->dates.n; i++)
        text_printf(out, "date %s at %.1f\n", l->dates.ticks[i].text, l->dates.ticks[i].at);
    for (int i = 0; i < l->dates.n_second; i++)
        text_printf(out, "year %s at %.1f\n", l->dates.second[i].text, l->dates.second[i].at);
}
