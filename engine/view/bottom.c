#include "view/app.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void draw_flags(App *a, double y) {
    cairo_t *cr = a->ui.cr;
    ink_source(cr, a->theme.flag, 1);
    for (int i = 0; i < a->layout->n_flags; i++) {
        double x = a->layout->flags[i].x;
        cairo_new_path(cr);
        cairo_move_to(cr, x - 4, y - 5);
        cairo_line_to(cr, x + 4, y - 5);
        cairo_line_to(cr, x, y);
        cairo_close_path(cr);
        if (!a->layout->flags[i].ends) {
            cairo_fill(cr);
            continue;
        }
        cairo_set_line_width(cr, 1);
        cairo_stroke(cr);
    }
}

static void draw_ticks(App *a, double y) {
    const LayoutDates *d = &a->layout->dates;
    for (int i = 0; i < d->n; i++)
        ink_vline(a->ui.cr, d->ticks[i].at, y, y + 4, a->theme.text_muted);
}

static void draw_track(App *a, Rect track, double x) {
    const Theme *t = &a->theme;
    cairo_t *cr = a->ui.cr;
    double y = track.y + track.h / 2;
    ink_round_rect(cr, (Rect){track.x, y - 2, track.w, 4}, 2);
    ink_source(cr, t->track, 1);
    cairo_fill(cr);
    ink_round_rect(cr, (Rect){track.x, y - 2, fmax(x - track.x, 0.01), 4}, 2);
    ink_source(cr, t->lever, 1);
    cairo_fill(cr);
    cairo_new_path(cr);
    cairo_arc(cr, x, y, 8, 0, 6.283185307179586);
    ink_source(cr, t->thumb, 1);
    cairo_fill_preserve(cr);
    ink_source(cr, t->lever, 1);
    cairo_set_line_width(cr, 2);
    cairo_stroke(cr);
    focus_ring(&a->ui, W_TRACK, (Rect){x - 8, y - 8, 16, 16}, 8);
    draw_flags(a, y - 6);
    draw_ticks(a, y + 8);
}

static void track(App *a, Rect p) {
    const Layout *l = a->layout;
    Rect track = {l->plot_left, p.y + 14, l->plot_right - l->plot_left, 18};
    Rect hit = {track.x - 8, track.y - 3, track.w + 16, track.h + 6};
    double at = layout_step_x(l, a->step);
    UiTurn turn = ui_drag(&a->ui, W_TRACK, hit, track, (at - track.x) / track.w, 10);
    int quarter = (int)fmax(1, round(3 / step_months(a->scenario->calendar.step)));
    switch (turn.kind) {
    case TURN_PLACE:
        app_set_step(a, layout_step_at(l, track.x + turn.place * track.w));
        break;
    case TURN_NUDGE:
        // Page keys come as ten steps: here they are a quarter of a year.
        app_set_step(a,
                     a->step + (abs(turn.steps) < 10 ? turn.steps : turn.steps / 10 * quarter));
        break;
    case TURN_MIN:
        app_set_step(a, 0);
        break;
    case TURN_MAX:
        app_set_step(a, a->figure->steps - 1);
        break;
    default:
        break;
    }
    if (a->ui.cr) draw_track(a, track, at);
}

static void transport(App *a, const BottomRooms *b) {
    Ui *ui = &a->ui;
    if (icon_button(ui, W_BACK, b->back, ICON_BACK)) app_set_step(a, a->step - 1);
    if (icon_button(ui, W_PLAY, b->play, a->playing ? ICON_PAUSE : ICON_PLAY))
        app_play(a, !a->playing);
    if (icon_button(ui, W_FORWARD, b->forward, ICON_FORWARD)) app_set_step(a, a->step + 1);
    char speed[16];
    snprintf(speed, sizeof speed, "%d\u00d7", a->speed);
    if (button(ui, W_SPEED, b->speed, speed, false))
        app_set_speed(a, a->speed < 8 ? a->speed * 2 : 1);
}

// The path, or its end from a folder on, or nothing: as much of it as there is room for.
static const char *path_within(App *a, double room) {
    const char *path = a->model.path(a->model.context);
    while (path && ink_width(a->ink, FONT_SMALL, path) > room) {
        const char *slash = strchr(path, '/');
        path = slash ? slash + 1 : NULL;
    }
    return path ? path : "";
}

static void where_we_are(App *a, const BottomRooms *b) {
    enum { GAP = 14 };
    const Font font = {12, 400};
    Ui *ui = &a->ui;
    if (!ui->cr) return;
    char date[32], place[48];
    calendar_label(&a->figure->calendar, a->step, date);
    snprintf(place, sizeof place, "%s %d of %d", step_name(a->figure->calendar.step),
             a->step + 1, a->figure->steps);
    double x = b->text_x, right = (a->scenario->n_lessons ? b->lesson.x : b->draws.x) - GAP;
    if (x + ink_width(a->ink, FONT_TITLE, date) > right) return; // the cursor names it, too
    x += ink_text(a->ink, ui->cr, x, b->text_y, ALIGN_LEFT, FONT_TITLE, a->theme.text, date);
    if (x + 10 + ink_width(a->ink, font, place) > right) return;
    x += 10 + ink_text(a->ink, ui->cr, x + 10, b->text_y, ALIGN_LEFT, font, a->theme.text_muted,
                       place);
    ink_text(a->ink, ui->cr, right, b->text_y, ALIGN_RIGHT, FONT_SMALL, a->theme.text_muted,
             path_within(a, right - x - 20));
}

void bottom_pane(App *a) {
    Ui *ui = &a->ui;
    Rect p = a->rooms.pane[PANE_BOTTOM];
    ui->pane = PANE_BOTTOM;
    if (ui->cr) {
        ink_fill_rect(ui->cr, p, a->theme.ground);
        ink_hline(ui->cr, p.x, p.x + p.w, p.y, a->theme.rule);
    }
    BottomRooms b = rooms_bottom(&a->rooms, a->layout->plot_left);
    track(a, p);
    transport(a, &b);
    where_we_are(a, &b);
    tour_button(a, b.lesson);
    draws_button(a, b.draws);
    if (b.drawer.w > 0 && button(ui, W_DRAWER, b.drawer, a->drawer ? "Close" : "Values", false))
        app_set_drawer(a, !a->drawer);
}
