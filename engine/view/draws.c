#include "view/app.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const int CHOICES[DRAWS_CHOICES] = {100, 1000, 10000};

void app_draws_drop(App *a) {
    if (!a->draws) return;
    if (a->bands) a->model.free_bands(a->model.context, a->bands);
    a->model.draw(a->model.context, &(Ask){0}, 0);
    a->bands = NULL;
    a->ensemble = NULL;
    a->draws = 0;
    a->drawing = false;
    a->dirty |= DIRTY_PANE(PANE_BOTTOM);
}

void app_draws(App *a, int draws) {
    app_draws_drop(a);
    if (!ensemble_moves(a->scenario, a->values)) {
        app_toast(a, "Nothing to draw: no assumption at its baseline has a dist, and there is "
                     "no tape-out");
        return;
    }
    const Point points[2] = {{"This run", a->values}, {"Baseline", a->base}};
    a->draws = draws;
    a->drawing = true;
    a->model.draw(a->model.context, &(Ask){.n = 2, .points = points}, draws);
    a->dirty |= DIRTY_PANE(PANE_BOTTOM);
}

void app_draws_stop(App *a) {
    if (!a->drawing) return;
    a->drawing = false;
    a->model.draw(a->model.context, &(Ask){0}, -1);
    a->dirty |= DIRTY_PANE(PANE_BOTTOM);
}

void app_draws_wait(App *a) {
    enum { WAIT_MS = 1000 };
    while (a->drawing) {
        a->model.wait(a->model.context, WAIT_MS);
        app_update(a);
    }
}

void app_draws_take(App *a, const News *news) {
    if (!a->draws) return;
    if (a->bands) a->model.free_bands(a->model.context, a->bands);
    bool before = a->bands && a->bands->failed;
    a->bands = news->bands;
    a->ensemble = news->ensemble;
    a->drawing = a->drawing && a->bands->done < a->bands->draws;
    if (faults_count(a->fresh) && !before)
        app_toast(a, "Draws without a result: %s", fault_line(a->fresh, 0));
    if (a->figure) app_build_figure(a);
}

typedef struct Aim { // a place inside a band
    int curve, step;
    double value, off; // px from its median
} Aim;

static Aim aim_at(const Layout *l, const LayoutPanel *q, int step, double y) {
    Aim best = {.curve = -1, .step = step, .value = scale_value(&q->y, y), .off = HUGE_VAL};
    for (int c = 0; c < q->panel->n_curves; c++) {
        const double *const *band = q->panel->curves[c].band;
        if (!band[0] || step > l->reveal) continue;
        bool inside = best.value >= band[BAND_5][step] && best.value <= band[BAND_95][step];
        double off = fabs(scale_px(&q->y, band[BAND_50][step]) - y);
        if (inside && off < best.off) best.curve = c, best.off = off;
    }
    return best;
}

// How many of the draws lie below, in percent.
static double rank_of(const Ensemble *e, int column, int step, double value) {
    const float *x = ensemble_row(e, 0, column, step);
    int below = 0, n = 0;
    for (int i = 0; i < e->done; i++) {
        n += !isnan(x[i]);
        below += (double)x[i] < value;
    }
    return n ? 100.0 * below / n : 0;
}

void app_load_draw(App *a, double x, double y) {
    LayoutHit hit = layout_hit(a->layout, x, y);
    if (!a->bands || a->difference || hit.panel < 0 || hit.step < 0) return;
    const LayoutPanel *q = &a->layout->panels[hit.panel];
    if (q->panel->kind != PANEL_LINES) return;
    Aim aim = aim_at(a->layout, q, hit.step, y);
    if (aim.curve < 0) return;
    const FigureCurve *k = &q->panel->curves[aim.curve];
    int column = ensemble_find(a->ensemble, &k->pick, k->part);
    int draw = ensemble_nearest(a->ensemble, 0, column, aim.step, aim.value);
    if (draw < 0) return;
    char date[32];
    calendar_label(&a->figure->calendar, aim.step, date);
    app_toast(a, "Draw %d: %s at its %.0f %% quantile in %s. R resets", draw, k->name,
              rank_of(a->ensemble, column, aim.step, aim.value), date);
    ensemble_draw(a->scenario, a->ensemble->values[0], a->ensemble->seed, (uint64_t)draw,
                  a->values);
    a->from_draw = a->stale = a->prove = true;
}

void draws_button(App *a, Rect r) {
    static const UiItem items[DRAWS_CHOICES] = {
        {"100 draws", NULL}, {"1,000 draws", NULL}, {"10,000 draws", NULL}};
    Ui *ui = &a->ui;
    char label[48] = "Run draws\u2026";
    if (a->drawing) snprintf(label, sizeof label, "Stop at %d", a->bands ? a->bands->done : 0);
    if (button(ui, W_DRAWS, r, label, a->drawing)) {
        if (a->drawing)
            app_draws_stop(a);
        else
            ui_open(ui, W_DRAWS, r, DRAWS_CHOICES, 1, true);
    }
    if (ui->cr && a->drawing && a->bands) {
        double share = (double)a->bands->done / a->bands->draws;
        ink_fill_rect(ui->cr, (Rect){r.x + 4, r.y + r.h - 4, (r.w - 8) * share, 2},
                      a->theme.lever);
    }
    ui_items(ui, W_DRAWS, r, items, DRAWS_CHOICES);
    int picked = ui_picked(ui, W_DRAWS);
    if (picked >= 0) app_draws(a, CHOICES[picked]);
}
