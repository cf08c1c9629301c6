#include "view/app.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const SeriesId summary_series[SUMMARY_COUNT] = {S_DELIVERED, S_SPEND, S_COMPUTE,
                                                       S_UNMET,     S_LEVY,  S_SELLER_NET};
static const char *const summary_label[SUMMARY_COUNT] = {
    "Delivered", "Spend", "Final compute", "Final unmet", "Levies paid", "Sellers' net"};

Pick total_pick(int i) {
    return (Pick){.id = summary_series[i], .party = -1, .chip = -1, .workload = -1};
}

static double summary_of(const Result *r, int i) {
    const Pick pick = total_pick(i);
    return series_total(r->series, r->run, &pick);
}

static void summary_build(App *a) {
    for (int i = 0; i < SUMMARY_COUNT; i++) {
        Summary *s = &a->summary[i];
        const char *unit = SERIES[summary_series[i]].unit;
        bool money = strcmp(unit, "USD") == 0;
        if (strcmp(unit, "compute") == 0) unit = a->scenario->compute_unit;
        s->label = summary_label[i];
        s->quantity =
            (Quantity){money ? QUANTITY_MONEY : QUANTITY_COUNT, money ? "$" : "", unit};
        s->live = summary_of(&a->live->at[0], i);
        s->baseline = summary_of(&a->fixed->at[0], i);
        for (int h = 0; h < 2; h++)
            s->half[h] = app_half(a, h) ? summary_of(app_half(a, h), i) : (double)NAN;
        for (int k = 0; k < a->n_pins; k++)
            s->pin[k] = app_pin(a, k) ? summary_of(app_pin(a, k), i) : (double)NAN;
        s->matters = fabs(s->live) > 0 || fabs(s->baseline) > 0;
        s->of_case = ARENA_NEW(a->figure_arena, double, a->fixed->n);
        for (int c = 0; c + 1 < a->fixed->n; c++)
            s->of_case[c] = summary_of(&a->fixed->at[c + 1], i);
    }
}

static const char *subtitle(const App *a, Arena *arena) {
    const Scenario *s = a->scenario;
    char name[96], from[32], to[32];
    calendar_label(&s->calendar, 0, from);
    calendar_label(&s->calendar, s->calendar.steps - 1, to);
    const char *less = !a->difference ? ""
                       : a->from_draw ? " less its baseline"
                                      : " less baseline";
    return arena_printf(arena, "%s: %s%s, %s\u2013%s by %s", s->title,
                        app_setting_name(a, name), less, from, to, step_name(s->calendar.step));
}

static bool is_placed(const Layout *l, const char *title) {
    for (int i = 0; i < l->n_panels; i++)
        if (strcmp(l->panels[i].panel->title, title) == 0) return true;
    return false;
}

// Where there is no room for all panels the one that a lesson points at stands alone.
static const Figure *figure_of_panel(const App *a, const char *title) {
    Figure *f = ARENA_NEW(a->layout_arena, Figure, 1);
    *f = *a->figure;
    f->panels = ARENA_NEW(a->layout_arena, FigurePanel, a->figure->n_panels);
    f->n_panels = 0;
    for (int i = 0; i < a->figure->n_panels; i++)
        if (strcmp(a->figure->panels[i].title, title) == 0)
            f->panels[f->n_panels++] = a->figure->panels[i];
    return f->n_panels ? f : a->figure;
}

void app_make_layout(App *a) {
    arena_free(a->layout_arena);
    a->layout_arena = arena_new();
    LayoutOptions o = {.area = a->rooms.pane[PANE_CENTRE],
                       .reveal = a->revealing ? a->step : -1,
                       .heading = true,
                       .measure = paint_measure,
                       .context = a->ink};
    double banner = banner_height(a);
    o.area.y += banner;
    o.area.h -= banner;
    a->layout = layout_make(a->figure, &o, a->layout_arena);
    const char *look = tour_look(a);
    if (!look || a->layout->n_hidden == 0 || is_placed(a->layout, look)) return;
    a->layout = layout_make(figure_of_panel(a, look), &o, a->layout_arena);
}

// Until the first results of a script that was read again have come, those of the old one stand.
bool app_shows(const App *a, int fixed) {
    if (fixed == 0) return a->show_baseline;
    return fixed <= a->scenario->n_cases && a->shown[fixed - 1];
}

void app_build_figure(App *a) {
    Arena *arena = arena_new(), *old = a->figure_arena;
    a->figure_arena = arena;
    int n_cases = a->fixed->n - 1, n = 0;
    FigureRun *runs =
        ARENA_NEW(arena, FigureRun, n_cases + 2 + a->n_pins + app_other_runs(a, arena, NULL));
    const Result *live = &a->live->at[0];
    runs[n++] =
        (FigureRun){"This run", live->series, live->run, false, app_drawn(a, DRAWN_THIS)};
    FigureInput in = {.runs = runs, .baseline = NO_RUN};
    for (int i = 0; i <= n_cases; i++) {
        if (!app_shows(a, i) || (i == 0 && a->difference)) continue;
        const Result *r = a->difference ? app_paired(a, i) : &a->fixed->at[i];
        if (i == 0) in.baseline = n;
        runs[n++] = (FigureRun){i == 0 ? "Baseline" : a->fixed->at[i].name, r->series, r->run,
                                false, i ? app_drawn(a, drawn_case(arena, i - 1)) : 0};
    }
    for (int k = 0; k < a->n_pins; k++) {
        const Result *r = app_pin(a, k);
        if (r && a->pins[k].shown)
            runs[n++] = (FigureRun){a->pins[k].name, r->series, r->run, true,
                                    app_drawn(a, drawn_pin(a, arena, k))};
    }
    n += app_other_runs(a, arena, runs + n);
    in.n_runs = n;
    FigureEvent *events;
    in.n_events = figure_events(live->scenario, live->values, arena, &events);
    in.events = events;
    in.headline = a->model.headline(a->model.context, a->live, 0, arena);
    in.subtitle = subtitle(a, arena);
    in.bands = a->bands;
    const Result *base = app_paired(a, 0);
    const FigureRun against = {"Baseline", base->series, base->run, false, 0};
    if (a->difference) in.against = &against;
    a->figure = figure_build(&in, arena);
    a->run_widget = app_run_widgets(a, arena, n);
    a->pointed = 0;
    summary_build(a);
    arena_free(old);
    if (a->opened || a->step >= a->figure->steps) a->step = a->figure->steps - 1;
    a->opened = false;
    a->hover_step = -1;
    a->tip = (Tip){.flag = -1};
    app_make_layout(a); // the old one points into the old figure
    a->dirty |= DIRTY_ALL;
}

static int input_named(const Scenario *s, const char *name) {
    for (int i = 0; i < s->n_inputs; i++)
        if (strcmp(s->inputs[i].name, name) == 0) return i;
    return -1;
}

// What the user had moved stays moved where the input still exists and the value still fits.
static void keep_setting(App *a, const Scenario *old, const double *base,
                         const double *values) {
    for (int i = 0; i < old->n_inputs; i++) {
        int j = input_named(a->scenario, old->inputs[i].name);
        if (j < 0 || knob_same(base[i], values[i])) continue;
        const Input *in = &a->scenario->inputs[j];
        bool fits =
            is_off(values[i]) ? in->can_be_off : values[i] >= in->min && values[i] <= in->max;
        if (in->shape == old->inputs[i].shape && fits) a->values[j] = values[i];
    }
}

// A pin keeps the values that still exist and fit; the rest is at the baseline.
static void keep_pins(App *a, const Scenario *old, const double *base) {
    double *now = a->values;
    for (int k = 0; k < a->n_pins; k++) {
        a->values = ARENA_NEW(a->world, double, a->scenario->n_inputs);
        memcpy(a->values, a->base, sizeof(double) * (size_t)a->scenario->n_inputs);
        keep_setting(a, old, base, a->pins[k].values);
        a->pins[k].values = a->values;
    }
    a->values = now;
}

static void keep_cases(App *a, const Scenario *old, int case_index, const bool *shown) {
    for (int c = 0; c < old->n_cases; c++)
        for (int d = 0; d < a->scenario->n_cases; d++) {
            if (strcmp(old->cases[c].name, a->scenario->cases[d].name) != 0) continue;
            a->shown[d] = shown[c];
            if (c == case_index) a->case_index = d;
        }
}

// What a value is when it is switched on and nobody said to what: the first value a case gives
// it, else the middle of its range.
static double value_when_on(const App *a, int i) {
    const Scenario *s = a->scenario;
    if (!is_off(a->base[i])) return a->base[i];
    for (int c = 0; c < s->n_cases; c++)
        for (int v = 0; v < s->cases[c].n_values; v++)
            if (s->cases[c].values[v].input == i && !is_off(s->cases[c].values[v].value))
                return s->cases[c].values[v].value;
    return knob_value(&s->inputs[i], 0.5);
}

// Takes over what the model holds: its inputs at the baseline, nothing laid over.
void app_load(App *a) {
    const Scenario *old = a->scenario;
    Arena *old_world = a->world;
    const double *old_base = a->base, *old_values = a->values;
    const bool *old_shown = a->shown;
    int old_case = a->case_index;
    a->scenario = a->model.base(a->model.context);
    a->world = arena_new();
    int n = a->scenario->n_inputs;
    a->base = ARENA_NEW(a->world, double, n);
    a->values = ARENA_NEW(a->world, double, n);
    a->kept = ARENA_NEW(a->world, double, n);
    a->shown = ARENA_NEW(a->world, bool, a->scenario->n_cases);
    a->case_index = -1;
    a->model.values(a->model.context, -1, a->base);
    memcpy(a->values, a->base, sizeof(double) * (size_t)n);
    if (old) {
        keep_setting(a, old, old_base, old_values);
        keep_pins(a, old, old_base);
        keep_cases(a, old, old_case, old_shown);
    }
    for (int i = 0; i < n; i++) a->kept[i] = value_when_on(a, i);
    if (!old) a->step = a->scenario->calendar.steps - 1;
    app_recheck_others(a);
    tour_reload(a);
    a->anew = a->stale = true;
    arena_free(old_world);
}
