// What stands on the panels and has a source: event flags and observed dots. The pointer finds
// them; for keys there is one stop of Tab for the flags and one for each panel with dots, and the
// arrows go from one to the next.
#include "view/app.h"

#include <math.h>

#define DOT_PX 8.0 // so near to a dot it is meant

static Rect dot_box(const App *a, const LayoutPanel *q, const FigureMark *m) {
    double x = layout_time_x(a->layout, m->at), y = scale_px(&q->y, m->value);
    return (Rect){x - DOT_PX, y - DOT_PX, 2 * DOT_PX, 2 * DOT_PX};
}

// Not yet revealed, it is not there.
static bool is_seen(const App *a, double x) {
    return !a->revealing || x <= layout_step_x(a->layout, a->step + 0.5);
}

const FigureMark *sight_dot(const App *a, double x, double y) {
    const FigureMark *near = NULL;
    double best = DOT_PX;
    for (int p = 0; p < a->layout->n_panels; p++) {
        const LayoutPanel *q = &a->layout->panels[p];
        for (int i = 0; i < q->panel->n_marks; i++) {
            const FigureMark *m = &q->panel->marks[i];
            Rect r = dot_box(a, q, m);
            double off = hypot(x - r.x - DOT_PX, y - r.y - DOT_PX);
            if (off > best || !is_seen(a, r.x + DOT_PX)) continue;
            best = off;
            near = m;
        }
    }
    return near;
}

// The arrows, Home and End; the place in 0..n-1.
static int step_by_keys(Ui *ui, int at, int n) {
    if (ui_key(ui, KEY_LEFT) || ui_key(ui, KEY_UP)) at--;
    if (ui_key(ui, KEY_RIGHT) || ui_key(ui, KEY_DOWN)) at++;
    if (ui_key(ui, KEY_HOME)) at = 0;
    if (ui_key(ui, KEY_END)) at = n - 1;
    return at < 0 ? 0 : at >= n ? n - 1 : at;
}

// The pennant and its name.
static Rect flag_box(const LayoutFlag *f) {
    double left = f->x - 3, right = f->x + 12;
    if (f->label.w > 0) left = fmin(left, f->label.x - 3);
    if (f->label.w > 0) right = fmax(right, f->label.x + f->label.w + 3);
    return (Rect){left, f->top - 2, right - left, 16};
}

static void flags(App *a) {
    Ui *ui = &a->ui;
    const Layout *l = a->layout;
    if (!l->n_flags) return;
    if (a->sight_flag >= l->n_flags) a->sight_flag = 0;
    ui_stop(ui, W_FLAGS,
            (Rect){l->plot_left, l->flags[0].top, l->plot_right - l->plot_left, 16});
    bool focused = ui->focus == W_FLAGS && ui->show_focus && !ui->blocked;
    if (!ui->cr && focused) a->sight_flag = step_by_keys(ui, a->sight_flag, l->n_flags);
    if (ui->cr) focus_ring(ui, W_FLAGS, flag_box(&l->flags[a->sight_flag]), 4);
}

static void dots(App *a, int p) {
    Ui *ui = &a->ui;
    const LayoutPanel *q = &a->layout->panels[p];
    int n = q->panel->n_marks, id = W_DOTS + p;
    if (!n) return;
    if (a->sight_dot >= n) a->sight_dot = 0;
    ui_stop(ui, id, q->plot);
    bool focused = ui->focus == id && ui->show_focus && !ui->blocked;
    if (!ui->cr && focused) a->sight_dot = step_by_keys(ui, a->sight_dot, n);
    const FigureMark *m = &q->panel->marks[a->sight_dot];
    Rect r = dot_box(a, q, m);
    if (ui->cr && is_seen(a, r.x + DOT_PX)) focus_ring(ui, id, r, DOT_PX);
}

// What the keys are at, to be told of.
Tip sight_in_focus(const App *a) {
    const Layout *l = a->layout;
    int p = a->ui.focus - W_DOTS;
    Tip t = {.flag = -1};
    if (a->ui.focus == W_FLAGS && a->sight_flag < l->n_flags) {
        const LayoutFlag *f = &l->flags[a->sight_flag];
        t.flag = f->event;
        t.at = flag_box(f);
    } else if (p >= 0 && p < l->n_panels && a->sight_dot < l->panels[p].panel->n_marks) {
        t.dot = &l->panels[p].panel->marks[a->sight_dot];
        t.at = dot_box(a, &l->panels[p], t.dot);
    }
    return t;
}

void sights(App *a) {
    flags(a);
    for (int p = 0; p < a->layout->n_panels; p++)
        if (p < W_RIBBON - W_DOTS) dots(a, p);
}
