#include "view/app.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const int CHOICES[DRAWS_CHOICES] = {100, 1000, 10000};

const char *drawn_case(Arena *arena, int case_index) {
    return arena_printf(arena, "\1case %d", case_index);
}

const char *drawn_pin(const App *a, Arena *arena, int pin) {
    return arena_printf(arena, "\1pin %d", a->pins[pin].id);
}

static int asked_point(const App *a, const char *name) {
    for (int i = 0; i < a->n_drawn; i++)
        if (strcmp(a->drawn[i].name, name) == 0) return 1 + i;
    return 0;
}

int app_drawn(const App *a, const char *name) {
    return a->bands ? asked_point(a, name) : 0;
}

void app_draws_drop(App *a) {
    if (!a->draws) return;
    if (a->bands) a->model.free_bands(a->model.context, a->bands);
    a->model.draw(a->model.context, &(Ask){0}, 0);
    arena_free(a->drawn_arena);
    a->drawn_arena = NULL;
    a->bands = NULL;
    a->ensemble = NULL;
    a->n_drawn = a->draws = 0;
    a->drawing = false;
    a->dirty |= DIRTY_PANE(PANE_BOTTOM);
}

static double *values_in(const App *a, Arena *arena, const double *from) {
    double *values = ARENA_NEW(arena, double, a->scenario->n_inputs);
    if (from) memcpy(values, from, sizeof *values * (size_t)a->scenario->n_inputs);
    return values;
}

// The setting, the baseline, and every case and kept run that lies over.
static void add_points(App *a, const double *setting) {
    Arena *arena = a->drawn_arena = arena_new();
    Point *p = a->drawn = ARENA_NEW(arena, Point, 2 + a->scenario->n_cases + a->n_pins);
    int n = 0;
    p[n++] = (Point){DRAWN_THIS, values_in(a, arena, setting)};
    p[n++] = (Point){DRAWN_BASE, values_in(a, arena, a->base)};
    for (int c = 0; c < a->scenario->n_cases; c++) {
        if (!app_shows(a, 1 + c)) continue;
        double *values = values_in(a, arena, NULL);
        a->model.values(a->model.context, c, values);
        p[n++] = (Point){drawn_case(arena, c), values};
    }
    for (int k = 0; k < a->n_pins; k++)
        if (a->pins[k].shown)
            p[n++] = (Point){drawn_pin(a, arena, k), values_in(a, arena, a->pins[k].values)};
    a->n_drawn = n;
}

static void begin(App *a, int draws, const double *setting) {
    double *values = values_in(a, a->frame_arena, setting);
    app_draws_drop(a);
    add_points(a, values);
    a->draws = draws;
    a->drawing = true;
    a->model.draw(a->model.context, &(Ask){.n = a->n_drawn, .points = a->drawn}, draws);
    a->dirty |= DIRTY_PANE(PANE_BOTTOM);
}

void app_draws(App *a, int draws) {
    if (!ensemble_moves(a->scenario, a->values)) {
        app_draws_drop(a);
        app_toast(a, "Nothing to draw: no assumption at its baseline has a dist, and there is "
                     "no tape-out");
        return;
    }
    a->from_draw = false;
    begin(a, draws, a->values);
}

// A setting that is a draw is run again beside what lies over in the same draw.
void app_draws_widen(App *a) {
    bool lacks = false;
    a->stale = a->stale || a->from_draw;
    for (int c = 0; c < a->scenario->n_cases; c++)
        lacks =
            lacks || (app_shows(a, 1 + c) && !asked_point(a, drawn_case(a->frame_arena, c)));
    for (int k = 0; k < a->n_pins; k++)
        lacks = lacks || (a->pins[k].shown && !asked_point(a, drawn_pin(a, a->frame_arena, k)));
    if (a->draws && lacks) begin(a, a->draws, a->drawn[0].values);
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
        const double *const *band = q->panel->curves[c].band[0].at;
        if (!band[0] || step > l->reveal) continue;
        bool inside = best.value >= band[BAND_5][step] && best.value <= band[BAND_95][step];
        double off = fabs(scale_px(&q->y, band[BAND_50][step]) - y);
        if (inside && off < best.off) best.curve = c, best.off = off;
    }
    return best;
}

// How many of the draws lie below, in percent. `base`: as in ensemble_nearest.
static double rank_of(const Ensemble *e, int base, int column, int step, double value) {
    const float *x = ensemble_row(e, 0, column, step);
    const float *less = base >= 0 ? ensemble_row(e, base, column, step) : NULL;
    int below = 0, n = 0;
    for (int i = 0; i < e->done; i++) {
        float v = x[i] - (less ? less[i] : 0);
        n += !isnan(v);
        below += (double)v < value;
    }
    return n ? 100.0 * below / n : 0;
}

static void load_draw(App *a, const FigureCurve *k, const Aim *aim) {
    const Ensemble *e = a->ensemble;
    int base = a->difference ? asked_point(a, DRAWN_BASE) - 1 : -1;
    int column = ensemble_find(e, &k->pick, k->part);
    int draw = ensemble_nearest(e, 0, base, column, aim->step, aim->value);
    if (draw < 0) return;
    char date[32];
    calendar_label(&a->figure->calendar, aim->step, date);
    app_toast(a, "Draw %d: %s%s at its %.0f %% quantile in %s. R resets", draw, k->name,
              a->difference ? " less baseline" : "",
              rank_of(e, base, column, aim->step, aim->value), date);
    ensemble_draw(a->scenario, e->values[0], e->seed, (uint64_t)draw, a->values);
    a->draw = draw;
    a->from_draw = a->stale = a->prove = true;
}

void app_load_draw(App *a, double x, double y) {
    LayoutHit hit = layout_hit(a->layout, x, y);
    if (!a->bands || hit.panel < 0 || hit.step < 0) return;
    const LayoutPanel *q = &a->layout->panels[hit.panel];
    if (q->panel->kind != PANEL_LINES) return;
    Aim aim = aim_at(a->layout, q, hit.step, y);
    if (aim.curve >= 0) load_draw(a, &q->panel->curves[aim.curve], &aim);
}

void draws_button(App *a, Rect r) {
    static const UiItem items[DRAWS_CHOICES] = {
        {"100 draws", NULL}, {"1,000 draws", NULL}, {"10,000 draws", NULL}};
    Ui *ui = &a->ui;
    double share = a->bands ? (double)a->bands->done / a->bands->draws : 0;
    char label[48] = "Run draws\u2026";
    if (a->drawing) snprintf(label, sizeof label, "Stop (%.0f%%)", floor(100 * share));
    if (button(ui, W_DRAWS, r, label, a->drawing)) {
        if (a->drawing)
            app_draws_stop(a);
        else
            ui_open(ui, W_DRAWS, r, DRAWS_CHOICES, 1, true);
    }
    if (ui->cr && a->drawing)
        ink_fill_rect(ui->cr, (Rect){r.x + 4, r.y + r.h - 5, (r.w - 8) * share, 2},
                      a->theme.on_accent);
    ui_items(ui, W_DRAWS, r, items, DRAWS_CHOICES);
    int picked = ui_picked(ui, W_DRAWS);
    if (picked >= 0) app_draws(a, CHOICES[picked]);
}
