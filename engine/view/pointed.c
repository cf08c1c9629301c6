#include "view/app.h"

int *app_run_widgets(const App *a, Arena *arena, int n) {
    int *widget = ARENA_NEW(arena, int, n), at = 1;
    for (int i = 0; i < a->fixed->n; i++)
        if (app_shows(a, i) && (i || !a->difference))
            widget[at++] = i ? W_RUN + i - 1 : W_BASELINE;
    for (int k = 0; k < a->n_pins; k++)
        if (app_pin(a, k) && a->pins[k].shown) widget[at++] = W_PIN + k;
    for (int k = 0; k < a->n_others; k++) {
        const Other *o = &a->others[k];
        for (int i = 0; o->fixed && i < o->fixed->n; i++)
            if (o->shown[i]) widget[at++] = W_OTHER + OTHER_RUNS * k + i;
    }
    return widget;
}

static int run_at(const App *a) {
    const Ui *ui = &a->ui;
    int widget = a->by_key ? (ui->show_focus ? ui->focus : 0) : ui->hot;
    if (!widget || (ui->active && ui->active != widget) || ui->popup.owner) return 0;
    for (int r = 1; r < a->figure->n_runs; r++)
        if (a->run_widget[r] == widget) return r;
    return 0;
}

void follow_run(App *a) {
    int run = run_at(a);
    if (run == a->pointed) return;
    a->pointed = run;
    a->dirty |= DIRTY_PANE(PANE_CENTRE) | DIRTY_PANE(PANE_RIGHT);
}
