#include "view/app.h"

#include <math.h>

#define CLICK_PX 3.0 // moved less than this, a press and a release are a click

// The pointer over the plots: the step under it is read out; a press takes the timeline there.
static void hover(App *a, Rect p) {
    Ui *ui = &a->ui;
    bool over = ui_over(ui, p);
    if (a->rooms.drawer && rect_has(a->rooms.pane[PANE_RIGHT], ui->mouse_x, ui->mouse_y))
        over = false;
    if (ui->active && ui->active != W_PLOT) over = false;
    LayoutHit hit = {-1, -1, -1, -1};
    if (over) hit = layout_hit(a->layout, ui->mouse_x, ui->mouse_y);
    int step = hit.step;
    if (step >= 0 && a->revealing && step > a->step) step = a->step;
    if (step != a->hover_step) {
        a->hover_step = step;
        a->dirty |= DIRTY_PANE(PANE_CENTRE) | DIRTY_PANE(PANE_RIGHT);
    }
    a->hover_flag = hit.event;
    if (ui->active == W_PLOT && ui->event.kind == EVENT_RELEASE && hit.step >= 0 &&
        fabs(ui->mouse_x - a->press_x) + fabs(ui->mouse_y - a->press_y) < CLICK_PX)
        if (!ribbon_click(a, &hit)) app_load_draw(a, ui->mouse_x, ui->mouse_y);
    if (step >= 0 && ui->event.kind == EVENT_PRESS) {
        a->press_x = ui->mouse_x;
        a->press_y = ui->mouse_y;
        ui->active = W_PLOT;
        ui->event.kind = EVENT_NONE;
    } else if (ui->active != W_PLOT || hit.step < 0) {
        return;
    }
    app_set_step(a, hit.step);
}

static void draw_copy(App *a, Rect p) {
    cairo_t *cr = a->ui.cr;
    cairo_set_source_surface(cr, a->picture, p.x, p.y);
    cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_NEAREST);
    cairo_paint(cr);
}

void centre_pane(App *a) {
    Rect p = a->rooms.pane[PANE_CENTRE];
    a->ui.pane = PANE_CENTRE;
    if (!a->ui.cr) {
        sights(a);
        ribbons(a);
        hover(a, p);
        return;
    }
    draw_copy(a, p);
    tour_point(a);
    if (a->pointed) paint_run(a->ink, a->ui.cr, a->layout, &a->theme, a->pointed);
    paint_cursor(a->ink, a->ui.cr, a->layout, &a->theme, app_cursor(a));
    sights(a);
    ribbons(a);
    draw_banner(a);
}
