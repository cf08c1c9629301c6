#include "chart/layout_parts.h"

#include <math.h>
#include <stdio.h>

static const Font FONT_BAND = {11, 400};
static const double BAND_GAP = 4, FROM_EDGE = 6;

typedef struct Widest {
    int curve, step;
    double px;
} Widest;

static Widest widest_of(const Placer *p, const LayoutPanel *q) {
    Widest w = {.curve = -1};
    for (int c = 0; c < q->panel->n_curves; c++) {
        const double *const *band = q->panel->curves[c].band;
        for (int i = 0; band[0] && i <= p->out->reveal; i++) {
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
    double x = layout_step_x(p->out, at.step) - t->w / 2;
    t->x = fmin(fmax(x, left), right - t->w);
    double top = scale_px(&q->y, q->panel->curves[at.curve].band[BAND_95][at.step]) - BAND_GAP;
    t->y = fmax(top, q->plot.y + ink_cap(FONT_BAND) + 2);
    return true;
}

void place_band_label(Placer *p) {
    for (int i = 0; i < p->out->n_panels && p->figure->draws; i++)
        if (place_in(p, &p->out->panels[i])) return;
}
