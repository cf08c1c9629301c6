#include "view/app.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TIP_SECONDS 0.45
#define PLAY_MONTHS_PER_SECOND 2.0

void app_resize(App *a, double width, double height) {
    a->rooms = rooms_make(width, height, a->drawer);
    tour_room(a);
    app_expose(a);
    a->dirty |= DIRTY_LAYOUT;
}

void app_expose(App *a) {
    a->dirty |= DIRTY_PANES | DIRTY_PAINT;
}

// The window cannot be shown, so its faults are the caller's to tell.
static void hand_over(const Faults *from, Faults *to) {
    for (int i = 0; i < faults_count(from); i++) {
        const Fault *f = fault_at(from, i);
        fault_add_kind(to, f->kind, f->file, f->line, "%s", f->text);
    }
}

static bool start_case(App *a, const char *name, Faults *faults) {
    const Scenario *s = a->scenario;
    const char *path = a->model.path(a->model.context);
    const char **names = ARENA_NEW(a->frame_arena, const char *, s->n_cases + 1);
    for (int c = 0; c < s->n_cases; c++) {
        names[c] = s->cases[c].name;
        if (strcmp(names[c], name) == 0) app_choose_case(a, c);
    }
    if (a->case_index >= 0 || strcmp(name, "baseline") == 0) return true;
    const char *near = text_nearest(name, names, s->n_cases);
    if (near)
        fault_add(faults, path, 0, "--case: no case \"%s\", did you mean \"%s\"?", name, near);
    else if (s->n_cases)
        fault_add(faults, path, 0, "--case: no case \"%s\"; its first is \"%s\"", name,
                  names[0]);
    else
        fault_add(faults, path, 0, "--case: no case \"%s\"; it has none", name);
    return false;
}

App *app_new(const Model *m, const AppOptions *o, Faults *faults) {
    App *a = calloc(1, sizeof *a);
    if (!a) abort();
    a->model = *m;
    a->faults = faults_new();
    a->fresh = faults_new();
    a->ink = ink_new();
    a->ui.ink = a->ink;
    a->theme = theme_make(o->dark);
    a->speed = 1;
    a->zoom = o->zoom > 0 ? o->zoom : 1;
    a->hover_step = -1;
    a->tip.flag = a->hover_flag = -1;
    a->show_baseline = true;
    a->case_index = -1;
    a->export_folder = ".";
    if (o->state) a->state = *o->state;
    a->remembers = o->state != NULL;
    app_recall(a);
    a->frame_arena = arena_new();
    app_resize(a, o->width, o->height);
    app_load(a);
    for (int i = 0; i < o->n_others; i++) app_add_script(a, &o->others[i]);
    bool ready = true;
    if (o->case_name) ready = start_case(a, o->case_name, faults);
    for (int i = 0; ready && i < o->n_sets; i++)
        ready = m->set(m->context, o->sets[i], a->values, faults);
    if (ready) app_settle(a, HUGE_VAL);
    if (a->figure && o->draws) app_draws(a, o->draws);
    if (a->figure) {
        state_add_recent(&a->state, m->path(m->context));
        return a;
    }
    hand_over(a->faults, faults);
    app_free(a);
    return NULL;
}

void app_leave(App *a) {
    app_remember(a);
    a->model.leave(a->model.context);
    for (int i = 0; i < a->n_others; i++) a->others[i].model.leave(a->others[i].model.context);
}

void app_free(App *a) {
    if (!a) return;
    if (a->picture) cairo_surface_destroy(a->picture);
    arena_free(a->figure_arena);
    arena_free(a->layout_arena);
    arena_free(a->frame_arena);
    app_draws_drop(a);
    app_why_forget(a);
    free(a->why.tops);
    app_free_others(a);
    if (a->live) a->model.free_results(a->model.context, a->live);
    if (a->fixed) a->model.free_results(a->model.context, a->fixed);
    arena_free(a->world);
    a->model.free(a->model.context);
    faults_free(a->faults);
    faults_free(a->fresh);
    text_done(&a->clipboard);
    ink_free(a->ink);
    free(a);
}

// Keys that work wherever the focus is, unless a widget used them first.
static void app_keys(App *a) {
    Ui *ui = &a->ui;
    if (ui->cr || ui->event.kind != EVENT_KEY || tour_keys(a)) return;
    if (ui_character(ui, 't')) app_theme(a, !a->theme.dark);
    if (ui_character(ui, '+') || ui_character(ui, '=')) app_zoom(a, 1);
    if (ui_character(ui, '-')) app_zoom(a, -1);
    if (ui_character(ui, '0')) app_zoom(a, 0);
    if (ui_character(ui, '?') || ui_character(ui, 'h')) {
        a->help = true;
        app_expose(a);
    }
    if (ui_character(ui, 'e')) {
        ui_open(ui, W_EXPORT, rooms_left(&a->rooms).export, EXPORT_COUNT, -1, true);
        app_expose(a);
    }
    if (ui_character(ui, 'o')) app_open_list(a);
    if (ui_character(ui, 'p')) app_pin_this(a);
    if (ui_character(ui, 'd')) app_set_difference(a, !a->difference);
    if (ui_character(ui, 'r')) app_reset(a);
    if (ui_character(ui, 'n')) {
        if (!a->drawing)
            ui_open(ui, W_DRAWS, rooms_bottom(&a->rooms, a->layout->plot_left).draws,
                    DRAWS_CHOICES, 1, true);
        else
            app_draws_stop(a);
        app_expose(a);
    }
    if (ui_character(ui, 'v') && a->rooms.folds) app_set_drawer(a, !a->drawer);
    if (ui_key(ui, KEY_F11)) a->wants_fullscreen = true;
    if (ui_key(ui, KEY_SPACE)) app_play(a, !a->playing);
    int quarter = (int)fmax(1, round(3 / step_months(a->scenario->calendar.step)));
    if (ui_key(ui, KEY_LEFT)) app_set_step(a, a->step - 1);
    if (ui_key(ui, KEY_RIGHT)) app_set_step(a, a->step + 1);
    if (ui_key(ui, KEY_PAGE_UP)) app_set_step(a, a->step + quarter);
    if (ui_key(ui, KEY_PAGE_DOWN)) app_set_step(a, a->step - quarter);
    if (ui_key(ui, KEY_HOME)) app_set_step(a, 0);
    if (ui_key(ui, KEY_END)) app_set_step(a, a->figure->steps - 1);
    if (a->slow && ui_key(ui, KEY_ESCAPE)) app_stop(a);
    if (a->refused && ui_key(ui, KEY_ESCAPE)) app_accept(a);
    if (ui_key(ui, KEY_ESCAPE)) {
        if (a->playing || a->revealing) app_set_step(a, a->figure->steps - 1);
        ui->focus = 0;
        app_set_drawer(a, false);
        app_expose(a);
    }
}

// The help sheet has every event while it is open; any key or click closes it.
static bool help_events(App *a, const UiEvent *e) {
    if (!a->help) return false;
    if (e->kind == EVENT_KEY || e->kind == EVENT_PRESS) {
        a->help = false;
        app_expose(a);
    }
    return true;
}

static void app_pass(App *a, const UiEvent *e) {
    Ui *ui = &a->ui;
    int hot = ui->hot, hot_pane = ui->hot_pane, focus = ui->focus, lit = ui->popup.lit;
    int owner = ui->popup.owner, active = ui->active;
    if (e->kind == EVENT_KEY) a->by_key = true;
    if (e->kind == EVENT_MOVE || e->kind == EVENT_PRESS) a->by_key = false;
    ui_begin(ui, NULL, &a->theme, e);
    left_pane(a);
    centre_pane(a);
    tour_pane(a);
    right_pane(a);
    bottom_pane(a);
    popup(ui, a->rooms.window);
    over_panes(a);
    app_keys(a);
    ui_end(ui);
    if (ui->hot != hot) a->dirty |= DIRTY_PANE(hot_pane) | DIRTY_PANE(ui->hot_pane);
    if (ui->focus != focus || ui->popup.lit != lit || ui->popup.owner != owner ||
        ui->active != active || e->kind == EVENT_KEY)
        a->dirty |= DIRTY_PANES;
    if (active && !ui->active) a->dirty |= DIRTY_PAINT; // fine lines again after a drag
}

static void app_advance(App *a) {
    if (!a->playing) return;
    double rate = PLAY_MONTHS_PER_SECOND * a->speed / step_months(a->scenario->calendar.step);
    int step = a->play_step + (int)floor((a->now - a->play_since) * rate + 1e-9);
    if (step <= a->step) return;
    int last = a->figure->steps - 1;
    a->step = step < last ? step : last;
    a->dirty |= DIRTY_PANES | DIRTY_LAYOUT;
    if (a->step == last) app_play(a, false);
}

static void app_tick(App *a) {
    app_advance(a);
    app_watch(a);
    if (a->toast[0] && a->now >= a->toast_until) {
        a->toast[0] = 0;
        a->dirty |= DIRTY_PANES;
    }
    if (tip_is(&a->tip) && !a->tip.shown && a->now >= a->tip.since + TIP_SECONDS) {
        a->tip.shown = true;
        a->dirty |= DIRTY_PANES;
    }
    app_look(a);
}

double app_wait(const App *a) {
    double wait = fmin(a->look_at - a->now, app_watch_wait(a));
    if (a->toast[0]) wait = fmin(wait, a->toast_until - a->now);
    if (tip_is(&a->tip) && !a->tip.shown)
        wait = fmin(wait, a->tip.since + TIP_SECONDS - a->now);
    if (a->playing) {
        double rate =
            PLAY_MONTHS_PER_SECOND * a->speed / step_months(a->scenario->calendar.step);
        double due = a->play_since + (a->step + 1 - a->play_step) / rate;
        wait = fmin(wait, due - a->now);
    }
    return fmax(wait, 0);
}

void app_event(App *a, const UiEvent *e) {
    a->now = fmax(a->now, e->now);
    if (e->kind == EVENT_RESIZE) {
        a->ui.popup.owner = 0;
        app_resize(a, e->x, e->y);
        return;
    }
    if (e->kind == EVENT_TICK) {
        app_tick(a);
        return;
    }
    if (e->kind == EVENT_DROP) {
        app_open(a, e->path);
        return;
    }
    if (help_events(a, e) || why_events(a, e)) return;
    app_pass(a, e);
    for (int i = 0; a->ui.again && i < 4; i++) app_pass(a, &(UiEvent){.now = e->now});
}

bool app_is_dirty(const App *a) {
    return a->dirty != 0 || (a->stale && !a->running && !a->reading);
}

int app_cursor(const App *a) {
    return a->hover_step >= 0 && !a->playing ? a->hover_step : a->step;
}

// The figure is painted once and kept; the cursor is drawn over a copy of it.
static void app_paint(App *a, cairo_t *target) {
    Rect c = a->rooms.pane[PANE_CENTRE];
    if (a->picture) cairo_surface_destroy(a->picture);
    a->picture = cairo_surface_create_similar(cairo_get_target(target), CAIRO_CONTENT_COLOR,
                                              (int)ceil(c.w), (int)ceil(c.h));
    cairo_t *cr = cairo_create(a->picture);
    cairo_translate(cr, -c.x, -c.y);
    ink_fill_rect(cr, c, a->theme.ground);
    paint_figure(a->ink, cr, a->layout, &a->theme, a->ui.active != 0 || a->playing);
    cairo_destroy(cr);
    a->dirty |= DIRTY_PANE(PANE_CENTRE);
}

static void draw_pane(App *a, cairo_t *cr, Pane p) {
    static void (*const panes[PANE_COUNT])(App *) = {left_pane, centre_pane, tour_pane,
                                                     right_pane, bottom_pane};
    Rect r = a->rooms.pane[p];
    if (!(a->dirty & DIRTY_PANE(p)) || r.w <= 0) return;
    cairo_save(cr);
    cairo_rectangle(cr, r.x, r.y, r.w, r.h);
    cairo_clip(cr);
    ui_begin(&a->ui, cr, &a->theme, &(UiEvent){0});
    panes[p](a);
    ui_end(&a->ui);
    cairo_restore(cr);
}

void app_draw(App *a, cairo_t *cr) {
    arena_free(a->frame_arena);
    a->frame_arena = arena_new();
    if (a->dirty & DIRTY_LAYOUT) {
        app_make_layout(a);
        a->dirty |= DIRTY_PAINT;
    }
    // What the columns would need decides how tight they are.
    // Twice, as the height at one pitch decides the other, and that what stands at the foot.
    for (int i = 0; i < 2 && a->dirty & DIRTY_PAINT; i++)
        app_pass(a, &(UiEvent){.now = a->now});
    if (a->dirty & DIRTY_PAINT) app_paint(a, cr);
    bool covers =
        a->ui.popup.owner || a->tip.shown || a->toast[0] || a->help || a->slow || a->why.open;
    if (covers || a->covered) a->dirty |= DIRTY_PANES;
    if (a->rooms.drawer && a->dirty & DIRTY_PANE(PANE_CENTRE))
        a->dirty |= DIRTY_PANE(PANE_RIGHT);
    for (int p = 0; p < PANE_COUNT; p++) draw_pane(a, cr, (Pane)p);
    if (covers) {
        ui_begin(&a->ui, cr, &a->theme, &(UiEvent){0});
        over_panes(a);
        popup(&a->ui, a->rooms.window);
        ui_end(&a->ui);
    }
    a->covered = covers;
    a->dirty = 0;
}
