#include "view/app.h"

#include "base/file.h"
#include "chart/export.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TOAST_SECONDS 4.0
#define LETTER_SECONDS 0.06 // assumed: as long as it takes to read

void app_toast(App *a, const char *format, ...) {
    va_list args;
    va_start(args, format);
    vsnprintf(a->toast, sizeof a->toast, format, args);
    va_end(args);
    a->toast_until = a->now + fmax(TOAST_SECONDS, LETTER_SECONDS * (double)strlen(a->toast));
    a->dirty |= DIRTY_PANES;
}

void app_set_value(App *a, int input, double value, bool final) {
    if (!knob_same(a->values[input], value)) {
        a->values[input] = value;
        a->from_draw = false;
        if (!is_off(value)) a->kept[input] = value;
        a->stale = true;
        a->tip.shown = false; // nothing lies over what changes
        a->tip.since = HUGE_VAL;
    }
    // What was dragged is checked once, when it is let go.
    if (final) a->stale = a->prove = true;
    a->dirty |= DIRTY_PANE(PANE_LEFT);
}

void app_choose_case(App *a, int case_index) {
    a->case_index = case_index;
    a->from_draw = false;
    a->model.values(a->model.context, case_index, a->values);
    for (int i = 0; i < a->scenario->n_inputs; i++)
        if (!is_off(a->values[i])) a->kept[i] = a->values[i];
    a->stale = a->prove = true;
    a->dirty |= DIRTY_PANES;
}

void app_reset(App *a) {
    app_choose_case(a, -1);
}

void app_set_step(App *a, int step) {
    int last = a->figure->steps - 1;
    step = step < 0 ? 0 : step > last ? last : step;
    bool veiled = a->revealing;
    app_play(a, false);
    if (step == last) a->revealing = false;
    if (step == a->step && veiled == a->revealing) return;
    a->step = step;
    a->dirty |= DIRTY_PANES;
    if (veiled) a->dirty |= DIRTY_LAYOUT;
}

// Playing starts anew at the end, and reveals the curves up to the step that is reached.
void app_play(App *a, bool on) {
    int last = a->figure ? a->figure->steps - 1 : 0;
    if (on == a->playing || last == 0) return;
    a->playing = on;
    if (on && a->step == last) a->step = 0;
    a->revealing = on || a->step < last;
    a->play_step = a->step;
    a->play_since = a->now;
    a->dirty |= DIRTY_PANES | DIRTY_LAYOUT;
}

void app_set_speed(App *a, int speed) {
    a->speed = speed;
    a->play_step = a->step;
    a->play_since = a->now;
    a->dirty |= DIRTY_PANE(PANE_BOTTOM);
}

void app_set_drawer(App *a, bool open) {
    if (open == a->drawer) return;
    a->drawer = open;
    app_resize(a, a->rooms.window.w, a->rooms.window.h);
}

void app_theme(App *a, bool dark) {
    a->theme = theme_make(dark);
    app_remember(a);
    app_expose(a);
}

void app_zoom(App *a, int steps) {
    double zoom = steps ? a->zoom + steps * ZOOM_STEP : 1;
    a->zoom = fmin(fmax(zoom, ZOOM_LEAST), ZOOM_MOST);
    app_toast(a, "Size %.0f %%", 100 * a->zoom);
    app_remember(a);
}

static bool is_edited(const App *a) {
    double *values = ARENA_NEW(a->frame_arena, double, a->scenario->n_inputs);
    a->model.values(a->model.context, a->case_index, values);
    for (int i = 0; i < a->scenario->n_inputs; i++)
        if (!knob_same(values[i], a->values[i])) return true;
    return false;
}

const char *app_setting_name(const App *a, char out[96]) {
    const char *name = a->case_index < 0 ? "Baseline" : a->scenario->cases[a->case_index].name;
    if (a->from_draw) {
        snprintf(out, 96, "%.80s, draw %d", name, a->draw);
        return out;
    }
    snprintf(out, 96, "%s%s", name, is_edited(a) ? ", edited" : "");
    return out;
}

void app_case_text(const App *a, Text *out) {
    char name[96], value[64];
    app_setting_name(a, name);
    int n = 0;
    text_printf(out, "case \"%s\" {", name);
    for (int i = 0; i < a->scenario->n_inputs; i++) {
        if (knob_same(a->base[i], a->values[i])) continue;
        const Input *in = &a->scenario->inputs[i];
        knob_literal(in, a->values[i], value);
        text_printf(out, "%s\n  %s = %s", n++ ? "," : "", in->name, value);
    }
    text_add(out, n ? "\n}\n" : " }\n");
}

// "h200_2026.png" in the export folder; with a number where that exists.
static const char *export_path(App *a, const char *extension) {
    const char *path = a->model.path(a->model.context), *slash = strrchr(path, '/');
    const char *base = slash ? slash + 1 : path, *dot = strrchr(base, '.');
    int length = dot && dot > base ? (int)(dot - base) : (int)strlen(base);
    const char *out =
        arena_printf(a->frame_arena, "%s/%.*s.%s", a->export_folder, length, base, extension);
    for (int i = 2; file_exists(out) && i < 1000; i++)
        out = arena_printf(a->frame_arena, "%s/%.*s-%d.%s", a->export_folder, length, base, i,
                           extension);
    return out;
}

static bool export_picture(App *a, PictureKind kind, const char *path, Faults *faults) {
    const Rect c = a->rooms.pane[PANE_CENTRE];
    const PictureOptions o = {.width = c.w, .height = c.h, .dark = a->theme.dark};
    return picture_write(a->figure, kind, &o, path, faults);
}

// The runs that are on screen, with what tells the scripts apart.
static bool export_table(App *a, const char *path, Faults *faults) {
    int most = a->fixed->n + 1 + a->n_pins + app_other_table(a, a->frame_arena, NULL, NULL);
    Results r = {.at = ARENA_NEW(a->frame_arena, Result, most)};
    RecordOrigin *from = ARENA_NEW(a->frame_arena, RecordOrigin, most);
    r.at[r.n++] = a->live->at[0];
    for (int i = 0; i < a->fixed->n; i++)
        if (app_shows(a, i)) r.at[r.n++] = a->fixed->at[i];
    for (int k = 0; k < a->n_pins; k++) {
        if (!app_pin(a, k) || !a->pins[k].shown) continue;
        r.at[r.n] = *app_pin(a, k);
        r.at[r.n++].name = a->pins[k].name;
    }
    for (int i = 0; i < r.n; i++)
        from[i] = (RecordOrigin){a->scenario->title, a->scenario->seed};
    r.n += app_other_table(a, a->frame_arena, r.at + r.n, from + r.n);
    return a->model.write_table(a->model.context, &r, from, path, faults);
}

void app_export(App *a, ExportItem what) {
    static const char *const extension[EXPORT_COUNT] = {"png", "svg", "pdf", "csv", ""};
    if (what == EXPORT_CASE) {
        text_done(&a->clipboard);
        a->clipboard = (Text){0};
        app_case_text(a, &a->clipboard);
        a->wants_clipboard = true;
        app_toast(a, "The settings are in the clipboard as a case");
        return;
    }
    const char *path = export_path(a, extension[what]);
    Faults *faults = faults_new();
    bool done = what == EXPORT_CSV ? export_table(a, path, faults)
                                   : export_picture(a, (PictureKind)what, path, faults);
    if (done)
        app_toast(a, "Saved %s", path);
    else
        app_toast(a, "Not saved: %s", faults_count(faults) ? fault_line(faults, 0) : path);
    faults_free(faults);
}
