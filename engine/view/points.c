#include "view/app.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

// Names of the points that go with this run; what a user can name begins otherwise.
static const char HALF[2][16] = {"\1levers", "\1assumptions"};

static void pin_point(const App *a, int pin, char out[24]) {
    snprintf(out, 24, "\1pin %d", a->pins[pin].id);
}

static void paired_point(int fixed, char out[24]) {
    snprintf(out, 24, "\1draw %d", fixed);
}

static const Result *live_named(const App *a, const char *name) {
    for (int i = 1; a->live && i < a->live->n; i++)
        if (strcmp(a->live->at[i].name, name) == 0) return &a->live->at[i];
    return NULL;
}

const Result *app_half(const App *a, int half) {
    return live_named(a, HALF[half]);
}

const Result *app_pin(const App *a, int pin) {
    char name[24];
    pin_point(a, pin, name);
    return live_named(a, name);
}

const Result *app_paired(const App *a, int fixed) {
    char name[24];
    paired_point(fixed, name);
    const Result *r = a->from_draw ? live_named(a, name) : NULL;
    return r ? r : &a->fixed->at[fixed];
}

static InputKind half_kind(int half) {
    return half == 0 ? INPUT_LEVER : INPUT_ASSUME;
}

bool app_moved(const App *a, const double *values, int half) {
    for (int i = 0; i < a->scenario->n_inputs; i++)
        if (a->scenario->inputs[i].kind == half_kind(half) && !knob_same(values[i], a->base[i]))
            return true;
    return false;
}

static const double *half_values(const App *a, int half, Arena *arena) {
    int n = a->scenario->n_inputs;
    double *values = ARENA_NEW(arena, double, n);
    for (int i = 0; i < n; i++)
        values[i] = a->scenario->inputs[i].kind == half_kind(half) ? a->values[i] : a->base[i];
    return values;
}

// The baseline and the cases shown as they are in the draw that is the setting.
static int add_paired(const App *a, Arena *arena, Point *points) {
    int n = 0;
    for (int i = 0; a->from_draw && i <= a->scenario->n_cases; i++) {
        char name[24];
        if (i && !app_shows(a, i)) continue;
        double *values = ARENA_NEW(arena, double, a->scenario->n_inputs);
        a->model.values(a->model.context, i - 1, values);
        ensemble_draw(a->scenario, values, a->scenario->seed, (uint64_t)a->draw, values);
        paired_point(i, name);
        points[n++] = (Point){arena_text(arena, name), values};
    }
    return n;
}

int app_points(const App *a, Arena *arena, const Point **out) {
    Point *points = ARENA_NEW(arena, Point, 4 + a->scenario->n_cases + a->n_pins);
    int n = 0;
    points[n++] = (Point){"This run", a->values};
    bool both = app_moved(a, a->values, 0) && app_moved(a, a->values, 1);
    for (int half = 0; half < 2 && both; half++)
        points[n++] = (Point){HALF[half], half_values(a, half, arena)};
    for (int i = 0; i < a->n_pins; i++) {
        char name[24];
        pin_point(a, i, name);
        points[n++] = (Point){arena_text(arena, name), a->pins[i].values};
    }
    n += add_paired(a, arena, points + n);
    *out = points;
    return n;
}

static bool same_values(const App *a, const double *x, const double *y) {
    for (int i = 0; i < a->scenario->n_inputs; i++)
        if (!knob_same(x[i], y[i])) return false;
    return true;
}

// "75k cap", or what was moved: "US levy 10%", "75k cap, US levy 10%, H200 price $22,000 and 3
// more".
static void name_pin(const App *a, Pin *pin) {
    char value[64], setting[96];
    double *start = ARENA_NEW(a->frame_arena, double, a->scenario->n_inputs);
    a->model.values(a->model.context, a->case_index, start);
    Text t = {0};
    int moved = 0;
    if (a->case_index >= 0) text_add(&t, a->scenario->cases[a->case_index].name);
    for (int i = 0; i < a->scenario->n_inputs; i++) {
        const Input *in = &a->scenario->inputs[i];
        if (knob_same(start[i], a->values[i]) || moved++ >= 2) continue;
        knob_format(in, a->values[i], value);
        text_printf(&t, "%s%s %s", t.length ? ", " : "", in->label ? in->label : in->name,
                    value);
    }
    if (moved > 2) text_printf(&t, " and %d more", moved - 2);
    const char *name = moved ? text_get(&t) : app_setting_name(a, setting);
    snprintf(pin->name, sizeof pin->name, "%s", name);
    text_done(&t);
}

void app_set_difference(App *a, bool on) {
    a->difference = on;
    app_build_figure(a);
}

void app_unpin(App *a, int pin) {
    app_toast(a, "No longer pinned: %s", a->pins[pin].name);
    for (int i = pin; i + 1 < a->n_pins; i++) a->pins[i] = a->pins[i + 1];
    a->n_pins--;
    app_build_figure(a);
}

void app_pin_this(App *a) {
    for (int i = 0; i < a->n_pins; i++)
        if (same_values(a, a->pins[i].values, a->values)) {
            app_unpin(a, i);
            return;
        }
    if (same_values(a, a->base, a->values)) {
        app_toast(a, "The baseline is always there: move something to pin it");
        return;
    }
    if (a->n_pins == PINS_MOST) {
        app_toast(a, "%d runs are pinned: Del on a row of them makes room", PINS_MOST);
        return;
    }
    Pin *pin = &a->pins[a->n_pins++];
    *pin = (Pin){.id = ++a->pinned_ever, .shown = true};
    int n = a->scenario->n_inputs;
    pin->values = ARENA_NEW(a->world, double, n);
    memcpy(pin->values, a->values, sizeof(double) * (size_t)n);
    name_pin(a, pin);
    app_toast(a, "Pinned: %s", pin->name);
    a->stale = true;
    a->dirty |= DIRTY_PANES;
}
