#include "view/tour.h"

#include "view/app.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define STRIP_PAD 24.0
#define STRIP_HEAD 46.0 // name, number and buttons
#define STRIP_FOOT 14.0
#define STRIP_MOST 0.45 // of the centre's height
#define LINE 21.0
#define ANSWER_H 30.0
#define PART_GAP 8.0
#define TITLE_H 12.0 // of a panel, over its baseline

static const Font FONT_WORDS = {14.5, 400}, FONT_QUESTION = {14.5, 600};

static const LessonStep *step_now(const App *a) {
    return &a->scenario->lessons[a->tour.lesson].steps[a->tour.step];
}

static void resized(App *a) {
    app_resize(a, a->rooms.window.w, a->rooms.window.h);
    a->scroll[PANE_LESSON] = 0;
}

static void set_levers(App *a, const LessonStep *s) {
    for (int i = 0; i < s->n_values; i++)
        app_set_value(a, s->values[i].input, s->values[i].value, true);
}

void tour_begin(App *a, int lesson) {
    const Lesson *l = &a->scenario->lessons[lesson];
    a->tour = (Tour){.open = true, .lesson = lesson, .step = -1};
    snprintf(a->tour.name, sizeof a->tour.name, "%s", l->head.name);
    app_reset(a);
    tour_go(a, 0);
}

void tour_close(App *a) {
    a->tour.open = false;
    resized(a);
}

void tour_go(App *a, int step) {
    const Lesson *l = &a->scenario->lessons[a->tour.lesson];
    if (step < 0 || step >= l->n_steps) return;
    bool back = step < a->tour.step;
    if (back) {
        app_reset(a);
        for (int i = 0; i < step; i++) set_levers(a, &l->steps[i]);
    }
    set_levers(a, &l->steps[step]);
    a->tour.step = step;
    a->tour.told = false;
    resized(a);
}

void tour_tell(App *a) {
    a->tour.told = step_now(a)->answer != NULL;
    resized(a);
}

void tour_reload(App *a) {
    Tour *t = &a->tour;
    bool was = t->open;
    t->open = false;
    for (int i = 0; was && i < a->scenario->n_lessons; i++) {
        if (strcmp(a->scenario->lessons[i].head.name, t->name) != 0) continue;
        int last = a->scenario->lessons[i].n_steps - 1;
        t->open = true;
        t->lesson = i;
        t->step = t->step < last ? t->step : last;
        t->told = t->told && step_now(a)->answer;
    }
    if (was) resized(a);
}

// The list.

static Rect button_at(const App *a) {
    return rooms_bottom(&a->rooms, a->layout->plot_left).lesson;
}

void tour_toggle(App *a) {
    int n = a->scenario->n_lessons;
    if (a->tour.open)
        tour_close(a);
    else if (n == 1)
        tour_begin(a, 0);
    else if (n)
        ui_open(&a->ui, W_LESSON, button_at(a), n, -1, true);
    else
        app_toast(a, "The script has no lesson: lesson \"...\" { step { text = \"...\" } }");
    app_expose(a);
}

static void lessons_list(App *a, Rect r) {
    int n = a->scenario->n_lessons;
    UiItem *items = ARENA_NEW(a->frame_arena, UiItem, n);
    for (int i = 0; i < n; i++) {
        const Lesson *l = &a->scenario->lessons[i];
        items[i].label = l->head.name;
        items[i].hint =
            arena_printf(a->frame_arena, "%d step%s", l->n_steps, l->n_steps == 1 ? "" : "s");
    }
    ui_items(&a->ui, W_LESSON, r, items, n);
    int picked = ui_picked(&a->ui, W_LESSON);
    if (picked >= 0) tour_begin(a, picked);
}

void tour_button(App *a, Rect r) {
    if (r.w <= 0 || !a->scenario->n_lessons) return;
    if (button(&a->ui, W_LESSON, r, a->tour.open ? "End lesson" : "Lesson", false))
        tour_toggle(a);
    lessons_list(a, r);
}

// Page keys are those of a presenter's remote control.
bool tour_keys(App *a) {
    Ui *ui = &a->ui;
    bool key = true;
    if (ui_character(ui, 'l')) {
        tour_toggle(a);
        return true;
    }
    if (!a->tour.open) return false;
    if (ui_key(ui, KEY_PAGE_DOWN))
        tour_go(a, a->tour.step + 1);
    else if (ui_key(ui, KEY_PAGE_UP))
        tour_go(a, a->tour.step - 1);
    else if (ui_character(ui, 'a'))
        tour_tell(a);
    else if (!a->slow && !(ui->focus && ui->show_focus) && ui_key(ui, KEY_ESCAPE))
        tour_close(a);
    else
        key = false;
    return key;
}

// The strip.

static double words_px(App *a, cairo_t *cr, double x, double y, double w) {
    const LessonStep *s = step_now(a);
    const Theme *t = &a->theme;
    double top = y;
    y += ink_paragraph(a->ink, cr, x, y, w, LINE, FONT_WORDS, t->text, s->text);
    if (!s->question) return y - top;
    y += PART_GAP;
    y += ink_paragraph(a->ink, cr, x, y, w, LINE, FONT_QUESTION, t->text, s->question);
    return y - top;
}

// With the room of the answer, or of the button that is there until it is shown.
static double answer_px(App *a, cairo_t *cr, double x, double y, double w) {
    const LessonStep *s = step_now(a);
    if (!s->answer) return 0;
    Colour c = colour_readable(a->theme.lever, a->theme.side);
    double h = ink_paragraph(a->ink, a->tour.told ? cr : NULL, x, y + PART_GAP, w, LINE,
                             FONT_WORDS, c, s->answer);
    return PART_GAP + fmax(h, ANSWER_H);
}

void tour_room(App *a) {
    if (!a->tour.open) return;
    Rect *c = &a->rooms.pane[PANE_CENTRE];
    double w = c->w - 2 * STRIP_PAD;
    double h = STRIP_HEAD + words_px(a, NULL, 0, 0, w) + answer_px(a, NULL, 0, 0, w);
    h = fmin(ceil(h + STRIP_FOOT), floor(c->h * STRIP_MOST));
    a->rooms.pane[PANE_LESSON] = (Rect){c->x, c->y + c->h - h, c->w, h};
    c->h -= h;
}

static void strip_head(App *a, Rect p, double right) {
    cairo_t *cr = a->ui.cr;
    const Lesson *l = &a->scenario->lessons[a->tour.lesson];
    char place[48], name[200];
    snprintf(place, sizeof place, "step %d of %d", a->tour.step + 1, l->n_steps);
    double place_w = ink_width(a->ink, FONT_SMALL, place);
    double x = p.x + STRIP_PAD, y = p.y + 29;
    ink_ellipsise(a->ink, FONT_TITLE, l->head.name, right - x - place_w - 24, name,
                  sizeof name);
    x += ink_text(a->ink, cr, x, y, ALIGN_LEFT, FONT_TITLE, a->theme.text, name);
    ink_text(a->ink, cr, x + 10, y, ALIGN_LEFT, FONT_SMALL, a->theme.text_muted, place);
}

static void strip_buttons(App *a, Rect p, int n_steps) {
    Ui *ui = &a->ui;
    double y = p.y + 10, right = p.x + p.w - STRIP_PAD;
    bool last = a->tour.step == n_steps - 1;
    Rect close = {right - 80, y, 80, 28}, next = {right - 156, y, 68, 28};
    Rect back = {last ? next.x : right - 232, y, 68, 28};
    if (ui->cr) strip_head(a, p, back.x - 16);
    if (a->tour.step > 0 && button(ui, W_TOUR_BACK, back, "Back", false))
        tour_go(a, a->tour.step - 1);
    if (!last && button(ui, W_TOUR_NEXT, next, "Next", true)) tour_go(a, a->tour.step + 1);
    if (button(ui, W_TOUR_CLOSE, close, last ? "Finish" : "Close", last)) tour_close(a);
}

static void strip_words(App *a, Rect list) {
    Ui *ui = &a->ui;
    double x = list.x + STRIP_PAD, w = list.w - 2 * STRIP_PAD;
    double top = list.y - a->scroll[PANE_LESSON], y = top;
    ui->clip = list;
    if (ui->cr) {
        cairo_save(ui->cr);
        cairo_rectangle(ui->cr, list.x, list.y, list.w, list.h);
        cairo_clip(ui->cr);
    }
    y += words_px(a, ui->cr, x, y, w);
    Rect tell = {x - 1, y + PART_GAP, 132, ANSWER_H - 2};
    bool asked = step_now(a)->answer && !a->tour.told;
    y += answer_px(a, ui->cr, x, y, w);
    if (asked && button(ui, W_TOUR_ANSWER, tell, "Show the answer", false)) tour_tell(a);
    scroll_pane(a, PANE_LESSON, list, y - top);
    if (ui->cr) cairo_restore(ui->cr);
    ui->clip = (Rect){0, 0, 0, 0};
}

void tour_pane(App *a) {
    Rect p = a->rooms.pane[PANE_LESSON];
    a->ui.pane = PANE_LESSON;
    if (!a->tour.open || p.h <= 0) return;
    if (a->ui.cr) {
        ink_fill_rect(a->ui.cr, p, a->theme.side);
        ink_hline(a->ui.cr, p.x, p.x + p.w, p.y, a->theme.rule);
        ink_fill_rect(a->ui.cr, (Rect){p.x, p.y + 1, 4, p.h - 1}, a->theme.lever);
    }
    Rect list = {p.x, p.y + STRIP_HEAD, p.w, p.h - STRIP_HEAD - 4};
    int n_steps = a->scenario->lessons[a->tour.lesson].n_steps;
    // What is said comes first in the order of Tab, then the way on.
    strip_words(a, list);
    if (a->tour.open) strip_buttons(a, p, n_steps);
}

// The panels.

const char *tour_look(const App *a) {
    return a->tour.open ? step_now(a)->look : NULL;
}

// From its title down to the next one's.
static Rect panel_box(const App *a, int i) {
    const LayoutPanel *q = &a->layout->panels[i];
    Rect c = a->rooms.pane[PANE_CENTRE];
    double top = q->title.y - TITLE_H, bottom = q->plot.y + q->plot.h + 8;
    if (i + 1 < a->layout->n_panels) bottom = q[1].title.y - TITLE_H;
    return (Rect){c.x, top, c.w, bottom - top};
}

static const LayoutPanel *looked_at(const App *a, const char *look) {
    for (int i = 0; look && i < a->layout->n_panels; i++)
        if (strcmp(a->layout->panels[i].panel->title, look) == 0) return &a->layout->panels[i];
    return NULL;
}

// Labels of the panel that is looked at may reach into the next one's box: they stay clear.
static void veil(App *a, Rect r, const LayoutPanel *look) {
    cairo_t *cr = a->ui.cr;
    cairo_new_path(cr);
    cairo_rectangle(cr, r.x, r.y, r.w, r.h);
    for (int i = 0; look && i < look->n_labels; i++) {
        const LayoutLabel *k = &look->labels[i];
        double top = fmax(k->y - 11, r.y), bottom = fmin(k->y + 3.5, r.y + r.h);
        if (bottom > top) cairo_rectangle(cr, k->x - 1, top, k->w + 2, bottom - top);
    }
    cairo_set_fill_rule(cr, CAIRO_FILL_RULE_EVEN_ODD);
    ink_source(cr, a->theme.ground, 0.62);
    cairo_fill(cr);
    cairo_set_fill_rule(cr, CAIRO_FILL_RULE_WINDING);
}

void tour_point(App *a) {
    const char *look = tour_look(a);
    cairo_t *cr = a->ui.cr;
    for (int i = 0; look && i < a->layout->n_panels; i++) {
        const LayoutPanel *q = &a->layout->panels[i];
        Rect r = panel_box(a, i);
        if (strcmp(q->panel->title, look) == 0) {
            ink_fill_rect(cr,
                          (Rect){r.x + 8, r.y, 4, fmin(r.h, q->plot.y + q->plot.h + 4 - r.y)},
                          a->theme.lever);
            continue;
        }
        veil(a, r, looked_at(a, look));
    }
}
