#include "view/app.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define WHY_W 380.0 // where the right column is folded
#define WHY_PAD 20.0
#define WHY_HEAD 66.0 // above the lines
#define WHY_FOOT 34.0 // below them
#define WHY_PAGE 0.85 // of what is seen, by a page key

// In place of the right column; where that is folded at the right, or at the left where it would
// lie over the step that it tells of.
static Rect why_rect(const App *a) {
    double width = a->rooms.folds ? WHY_W : ROOM_RIGHT;
    Rect w = a->rooms.window, r = {w.w - width, 0, width, w.h};
    if (layout_step_x(a->layout, a->why.step) > r.x - 8) r.x = 0;
    return r;
}

static Rect why_list(const App *a) {
    Rect r = why_rect(a);
    return (Rect){r.x, WHY_HEAD, r.w, r.h - WHY_HEAD - WHY_FOOT};
}

static double most_scroll(const App *a) {
    return fmax(0, a->why.extent - why_list(a).h);
}

static void scroll_by(App *a, double px) {
    a->why.scroll = fmin(fmax(a->why.scroll + px, 0), most_scroll(a));
    a->dirty |= DIRTY_PANES;
}

void app_why_forget(App *a) {
    if (a->why.told) a->model.free_why(a->model.context, a->why.told);
    a->why.told = NULL;
    a->why.measured = NULL;
}

void app_why_ask(App *a) {
    if (!a->why.open || !a->live) return;
    if (a->why.step >= a->figure->steps) {
        app_why_close(a);
        return;
    }
    const Point point = {a->why.buyer, a->live->at[0].values};
    a->why.waits = a->model.why(a->model.context, &point, a->why.step);
    a->dirty |= DIRTY_PANES;
}

void app_why(App *a, const char *buyer, int step) {
    WhySheet *w = &a->why;
    bool same = w->open && w->step == step && strcmp(w->buyer, buyer) == 0;
    app_set_step(a, step);
    if (same) return;
    w->open = true;
    w->step = step;
    w->scroll = 0;
    snprintf(w->buyer, sizeof w->buyer, "%s", buyer);
    app_why_forget(a);
    app_why_ask(a);
    if (!w->waits) a->stale = true; // a run brings a worker that answers
}

void app_why_close(App *a) {
    a->why.open = a->why.waits = false;
    app_why_forget(a);
    app_expose(a);
}

// What is told of another step than the one that is open now is not looked at.
void app_why_take(App *a, const News *news) {
    WhySheet *w = &a->why;
    Why *x = news->why;
    bool wanted = w->open && (!x || (x->step == w->step && strcmp(x->buyer, w->buyer) == 0));
    if (x && !wanted) a->model.free_why(a->model.context, x);
    if (!wanted) return;
    w->waits = false;
    if (!x && faults_count(a->fresh))
        app_toast(a, "Not explained: %s", fault_line(a->fresh, 0));
    app_why_forget(a);
    w->told = x;
}

static bool why_keys(App *a, Key key) {
    double page = why_list(a).h * WHY_PAGE;
    if (key == KEY_PAGE_DOWN || key == KEY_PAGE_UP)
        scroll_by(a, key == KEY_PAGE_DOWN ? page : -page);
    else if (key == KEY_ESCAPE)
        app_why_close(a);
    else
        return false;
    return true;
}

// The keys of the ribbon move it; what is here scrolls and closes it. True: nobody else sees the
// event.
bool why_events(App *a, const UiEvent *e) {
    WhySheet *w = &a->why;
    if (!w->open || a->ui.popup.owner) return false;
    if (e->kind == EVENT_KEY) return why_keys(a, e->key);
    if (e->kind == EVENT_WHEEL && w->under) {
        scroll_by(a, -48 * e->wheel);
        return true;
    }
    if (e->kind == EVENT_LEAVE) w->under = false;
    if (e->kind != EVENT_PRESS && e->kind != EVENT_MOVE) return false;
    w->under = !a->ui.active && rect_has(why_rect(a), e->x, e->y);
    if (!w->under) return false;
    if (e->kind == EVENT_PRESS && rect_has(why_close_rect(a), e->x, e->y)) app_why_close(a);
    if (a->ui.mouse_in) app_event(a, &(UiEvent){.kind = EVENT_LEAVE, .now = e->now});
    w->under = true;
    return true;
}

Rect why_close_rect(const App *a) {
    Rect r = why_rect(a);
    return (Rect){r.x + r.w - 44, 14, 28, 28};
}

static void draw_close(App *a) {
    cairo_t *cr = a->ui.cr;
    Rect r = why_close_rect(a);
    double x = r.x + r.w / 2, y = r.y + r.h / 2;
    cairo_new_path(cr);
    cairo_move_to(cr, x - 4.5, y - 4.5);
    cairo_line_to(cr, x + 4.5, y + 4.5);
    cairo_move_to(cr, x + 4.5, y - 4.5);
    cairo_line_to(cr, x - 4.5, y + 4.5);
    ink_source(cr, a->theme.text_soft, 1);
    cairo_set_line_width(cr, 1.6);
    cairo_stroke(cr);
}

static Binding why_binding(const App *a) {
    const Figure *f = a->figure;
    for (int p = 0; p < f->n_panels; p++)
        for (int c = 0; c < f->panels[p].n_curves && f->panels[p].kind == PANEL_RIBBON; c++)
            if (strcmp(f->panels[p].curves[c].part, a->why.buyer) == 0)
                return (Binding)f->panels[p].curves[c].y[0][a->why.step];
    return BINDING_NONE;
}

static void draw_head(App *a, Rect r) {
    cairo_t *cr = a->ui.cr;
    const Theme *t = &a->theme;
    char date[32], name[96], setting[96];
    Binding b = why_binding(a);
    calendar_label(&a->figure->calendar, a->why.step, date);
    const char *title = arena_printf(a->frame_arena, "Why? %s, %s", a->why.buyer, date);
    ink_ellipsise(a->ink, (Font){15, 700}, title, r.w - WHY_PAD - 50, name, sizeof name);
    ink_text(a->ink, cr, r.x + WHY_PAD, 33, ALIGN_LEFT, (Font){15, 700}, t->text, name);
    ink_round_rect(cr, (Rect){r.x + WHY_PAD, 45, 11, 11}, 2.5);
    ink_source(cr, t->binding[b], 1);
    cairo_fill(cr);
    double x = r.x + WHY_PAD + 18;
    const char *word = b == BINDING_NONE ? "nothing foreign is asked for" : binding_name(b);
    x += ink_text(a->ink, cr, x, 55, ALIGN_LEFT, FONT_VALUE, t->text, word);
    const char *run = arena_printf(a->frame_arena, "binds   %s", app_setting_name(a, setting));
    if (b == BINDING_NONE) run = app_setting_name(a, setting);
    ink_text_in(a->ink, cr, (Rect){x + 6, 44, r.x + r.w - 24 - x, 14}, ALIGN_LEFT, FONT_SMALL,
                t->text_muted, run);
}

static double draw_line(App *a, cairo_t *cr, const WhyLine *l, double x, double y, double w) {
    const Theme *t = &a->theme;
    const Colour colour[VOICE_COUNT] = {t->text, t->text_soft, t->text, t->text_muted};
    static const Font FONT[VOICE_COUNT] = {{13, 700}, {12.5, 400}, {12.5, 600}, {11.5, 400}};
    return ink_paragraph(a->ink, cr, x, y, w, 18, FONT[l->voice], colour[l->voice], l->text);
}

// Text is slow to lay out: once for each text, then only what is seen.
static void measure_lines(App *a, double w) {
    WhySheet *y = &a->why;
    Why *told = y->told;
    if (y->measured == told && y->width <= w && y->width >= w) return;
    y->measured = told;
    y->width = w;
    y->tops = memory_grow(y->tops, sizeof *y->tops * ((size_t)told->n + 1));
    y->tops[0] = 0;
    for (int i = 0; i < told->n; i++) {
        bool heading = told->lines[i].voice == VOICE_HEADING;
        if (heading && i) y->tops[i] += 14;
        double h = draw_line(a, NULL, &told->lines[i], 0, 0, w);
        y->tops[i + 1] = y->tops[i] + h + (heading ? 3 : 7);
    }
    y->extent = y->tops[told->n] + 24;
}

static void draw_lines(App *a) {
    cairo_t *cr = a->ui.cr;
    Rect list = why_list(a);
    double x = list.x + WHY_PAD, w = list.w - 2 * WHY_PAD;
    if (!a->why.told) {
        const char *text = a->why.waits ? "Running it once more\u2026" : "Not explained.";
        ink_text(a->ink, cr, x, list.y + 26, ALIGN_LEFT, FONT_BODY, a->theme.text_muted, text);
        return;
    }
    measure_lines(a, w);
    a->why.scroll = fmin(a->why.scroll, most_scroll(a));
    cairo_save(cr);
    cairo_rectangle(cr, list.x, list.y, list.w, list.h);
    cairo_clip(cr);
    for (int i = 0; i < a->why.told->n; i++) {
        double y = list.y + 12 + a->why.tops[i] - a->why.scroll;
        double below = y + a->why.tops[i + 1] - a->why.tops[i];
        if (below < list.y || y > list.y + list.h) continue;
        draw_line(a, cr, &a->why.told->lines[i], x, y, w);
    }
    cairo_restore(cr);
    if (most_scroll(a) <= 0) return;
    double share = list.h / a->why.extent;
    Rect bar = {list.x + list.w - 7, list.y + 2 + a->why.scroll * share, 4, list.h * share - 4};
    ink_round_rect(cr, bar, 2);
    ink_source(cr, a->theme.track, 1);
    cairo_fill(cr);
}

void draw_why(App *a) {
    if (!a->why.open) return;
    cairo_t *cr = a->ui.cr;
    Rect r = why_rect(a), list = why_list(a);
    draw_shadow(&a->ui, r, 0);
    ink_fill_rect(cr, r, a->theme.raised);
    ink_vline(cr, r.x > 0 ? r.x : r.x + r.w - 1, r.y, r.y + r.h, a->theme.border);
    draw_head(a, r);
    draw_close(a);
    ink_hline(cr, r.x, r.x + r.w, list.y, a->theme.rule);
    draw_lines(a);
    ink_hline(cr, r.x, r.x + r.w, list.y + list.h, a->theme.rule);
    ink_text(a->ink, cr, r.x + WHY_PAD, r.y + r.h - 13, ALIGN_LEFT, FONT_SMALL,
             a->theme.text_muted,
             "\u2190 \u2192 month   \u2191 \u2193 buyer   PgUp PgDn   Esc close");
}

// The ribbons as controls: one stop of Tab for each, the arrows go from cell to cell.

static Rect ribbon_cell(const App *a, const LayoutPanel *q, int row, int step) {
    double x0 = layout_step_x(a->layout, step - 0.5), x1 = layout_step_x(a->layout, step + 0.5);
    double pitch =
        q->panel->n_curves > 1 ? (q->plot.h - q->row_h) / (q->panel->n_curves - 1) : q->row_h;
    return (Rect){x0, q->plot.y + row * pitch, x1 - x0, q->row_h};
}

static void open_cell(App *a, const LayoutPanel *q, int step) {
    if (a->revealing && step > a->step) return;
    app_why(a, q->panel->curves[a->ribbon_row].part, step);
}

static void ribbon_keys(App *a, const LayoutPanel *q) {
    Ui *ui = &a->ui;
    int row = a->ribbon_row, step = a->why.open ? a->why.step : a->step, was = step;
    int last = a->revealing ? a->step : a->figure->steps - 1;
    if (ui_key(ui, KEY_DOWN)) row++;
    if (ui_key(ui, KEY_UP)) row--;
    if (ui_key(ui, KEY_LEFT)) step--;
    if (ui_key(ui, KEY_RIGHT)) step++;
    if (ui_key(ui, KEY_HOME)) step = 0;
    if (ui_key(ui, KEY_END)) step = last;
    row = row < 0 ? 0 : row >= q->panel->n_curves ? q->panel->n_curves - 1 : row;
    step = step < 0 ? 0 : step > last ? last : step;
    bool moved = row != a->ribbon_row || step != was;
    a->ribbon_row = row;
    if (moved && !a->why.open) app_set_step(a, step);
    if ((moved && a->why.open) || ui_key(ui, KEY_ENTER) || ui_key(ui, KEY_SPACE))
        open_cell(a, q, step);
}

void ribbons(App *a) {
    Ui *ui = &a->ui;
    for (int i = 0; i < a->layout->n_panels; i++) {
        const LayoutPanel *q = &a->layout->panels[i];
        if (q->panel->kind != PANEL_RIBBON) continue;
        int id = W_RIBBON + i;
        if (a->ribbon_row >= q->panel->n_curves) a->ribbon_row = 0;
        ui_widget(ui, id, q->plot);
        Rect cell = ribbon_cell(a, q, a->ribbon_row, a->why.open ? a->why.step : a->step);
        if (!ui->cr && ui->focus == id && !ui->blocked) ribbon_keys(a, q);
        if (!ui->cr) continue;
        focus_ring(ui, id, cell, 2.5);
        if (a->why.open && !(ui->focus == id && ui->show_focus)) {
            ink_round_rect(ui->cr, cell, 2.5);
            ink_source(ui->cr, a->theme.text, 1);
            cairo_set_line_width(ui->cr, 1.5);
            cairo_stroke(ui->cr);
        }
    }
}

bool ribbon_click(App *a, const LayoutHit *hit) {
    if (hit->panel < 0 || hit->curve < 0 || hit->step < 0) return false;
    const LayoutPanel *q = &a->layout->panels[hit->panel];
    if (q->panel->kind != PANEL_RIBBON) return false;
    a->ribbon_row = hit->curve;
    a->ui.focus = W_RIBBON + hit->panel;
    open_cell(a, q, hit->step);
    return true;
}
