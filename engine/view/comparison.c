#include "view/column.h"

#include <math.h>
#include <stdio.h>

#define BAR_W 44.0     // of a full bar to one side
#define BAR_CHANGE 1.0 // the change that fills it where one is larger: all would else vanish
#define ALL_X 132.0    // right ends of the columns of the table
#define LEVERS_X 181.0 // and of the third at the right
#define TOGETHER_H 15.0
#define SMALL 0.05 // of the largest part: an interaction below it is not told

const Pitch LOOSE = {20, 25, 23, 27, 18, 27}, TIGHT = {17, 21, 18.5, 23, 12, 22};

void go_down(Place *p, double pitch, double loose) {
    p->y += pitch;
    p->spared += loose - pitch;
}

static double share_of(const Summary *s, double value) {
    if (value == s->baseline) return 0;
    return s->baseline != 0 ? value / s->baseline - 1 : 1;
}

static double change_of(const Summary *s) {
    return share_of(s, s->live);
}

bool comparison_differs(const App *a) {
    for (int i = 0; i < SUMMARY_COUNT; i++)
        if (a->summary[i].matters && a->summary[i].live != a->summary[i].baseline) return true;
    return false;
}

static bool is_split(const App *a) {
    return app_half(a, 0) && app_half(a, 1);
}

// What neither half brings alone.
static double together(const Summary *s) {
    return s->live - s->half[0] - s->half[1] + s->baseline;
}

static bool has_together(const Summary *s) {
    double largest = fabs(s->live - s->baseline);
    for (int h = 0; h < 2; h++) largest = fmax(largest, fabs(s->half[h] - s->baseline));
    double share = s->baseline != 0 ? fabs(together(s) / s->baseline) : 1;
    return fabs(together(s)) > SMALL * largest && share >= 0.0005;
}

static void change_text(char text[40], const Summary *s, double value) {
    if (isnan(value))
        snprintf(text, 40, "\u2013");
    else if (s->baseline == 0 && value != 0)
        snprintf(text, 40, "new");
    else if (value == s->baseline)
        snprintf(text, 40, "0%%");
    else
        quantity_change(text, &s->quantity, value, s->baseline);
}

// A bar that would be longer than its room is broken.
static void draw_break(App *a, double x, double y) {
    cairo_t *cr = a->ui.cr;
    cairo_new_path(cr);
    cairo_move_to(cr, x - 2, y + 7);
    cairo_line_to(cr, x + 2, y - 7);
    cairo_set_line_width(cr, 2.5);
    ink_source(cr, a->theme.side, 1);
    cairo_stroke(cr);
}

static void bar_row(App *a, const Place *p, const Summary *s, double largest) {
    const Theme *t = &a->theme;
    cairo_t *cr = a->ui.cr;
    double zero = p->x + p->w - 62 - BAR_W, change = change_of(s);
    char text[40];
    ink_text(a->ink, cr, p->x, p->y, ALIGN_LEFT, FONT_BODY, t->text, s->label);
    double bar = largest > 0 ? change / largest * BAR_W : 0;
    bool cut = fabs(bar) > BAR_W;
    bar = fmin(fmax(bar, -BAR_W), BAR_W);
    ink_fill_rect(cr, (Rect){fmin(zero, zero + bar), p->y - 9.5, fabs(bar), 10}, t->bar);
    if (cut) draw_break(a, zero + bar * 0.75, p->y - 4.5);
    ink_fill_rect(cr, (Rect){zero - 0.5, p->y - 16, 1, 23}, t->text_muted);
    change_text(text, s, s->live);
    ink_text(a->ink, cr, p->x + p->w, p->y, ALIGN_RIGHT, FONT_VALUE, t->text, text);
}

static void split_row(App *a, const Place *p, const Summary *s) {
    const Theme *t = &a->theme;
    cairo_t *cr = a->ui.cr;
    const double at[3] = {p->x + ALL_X, p->x + LEVERS_X, p->x + p->w};
    const double value[3] = {s->live, s->half[0], s->half[1]};
    char text[40], name[64];
    double left = p->x + p->w;
    for (int i = 2; i >= 0; i--) {
        change_text(text, s, value[i]);
        Font font = i ? (Font){12, 400} : FONT_VALUE;
        left = at[i] - ink_text(a->ink, cr, at[i], p->y, ALIGN_RIGHT, font,
                                i ? t->text_soft : t->text, text);
    }
    ink_ellipsise(a->ink, FONT_BODY, s->label, left - p->x - 6, name, sizeof name);
    ink_text(a->ink, cr, p->x, p->y, ALIGN_LEFT, FONT_BODY, t->text, name);
}

static void together_row(App *a, const Place *p, const Summary *s) {
    char text[40];
    change_text(text, s, s->baseline + together(s));
    pane_note(a, p->x + ALL_X, p->y, ALIGN_RIGHT, text);
    pane_note(a, p->x + ALL_X + 6, p->y, ALIGN_LEFT, "interaction");
}

static void split_heads(App *a, const Place *p) {
    pane_note(a, p->x + ALL_X, p->y - 4, ALIGN_RIGHT, "all");
    pane_note(a, p->x + LEVERS_X, p->y - 4, ALIGN_RIGHT, "levers");
    pane_note(a, p->x + p->w, p->y - 4, ALIGN_RIGHT, "assumptions");
}

static const char *origin(const App *a) {
    const double *now = a->live->at[0].values;
    bool levers = app_moved(a, now, 0), assumptions = app_moved(a, now, 1);
    if (levers && assumptions) return "Not split: a half of it cannot be run.";
    return levers ? "All of it from levers." : "All of it from assumptions.";
}

// "2026", "2026–27", "2099–2101".
static const char *years(App *a) {
    const Calendar *c = &a->figure->calendar;
    int first, last, month, day;
    date_civil(c->from, &first, &month, &day);
    date_civil(c->from + calendar_time(c, c->steps - 1), &last, &month, &day);
    if (first == last) return arena_printf(a->frame_arena, "%d", first);
    bool short_form = first / 100 == last / 100;
    return arena_printf(a->frame_arena, "%d\u2013%0*d", first, short_form ? 2 : 4,
                        short_form ? last % 100 : last);
}

static void rows(App *a, Place *p, double largest) {
    for (int i = 0; i < SUMMARY_COUNT; i++) {
        const Summary *s = &a->summary[i];
        if (!s->matters) continue;
        if (a->ui.cr && is_split(a))
            split_row(a, p, s);
        else if (a->ui.cr)
            bar_row(a, p, s, largest);
        if (is_split(a) && has_together(s)) {
            p->y += TOGETHER_H;
            if (a->ui.cr) together_row(a, p, s);
        }
        go_down(p, p->pitch.bar, LOOSE.bar);
    }
}

void comparison(App *a, Place *p) {
    double largest = 0;
    for (int i = 0; i < SUMMARY_COUNT; i++)
        largest = fmax(largest, fabs(change_of(&a->summary[i])));
    largest = fmin(largest, BAR_CHANGE);
    pane_title(a, p->x, p->y,
               arena_printf(a->frame_arena, "This run against baseline, %s", years(a)));
    p->y += 26;
    if (!comparison_differs(a)) {
        pane_note(a, p->x, p->y - 3, ALIGN_LEFT, "Equal: move a lever or choose a case.");
        return;
    }
    if (is_split(a)) {
        split_heads(a, p);
        p->y += 18;
    }
    rows(a, p, largest);
    if (!is_split(a)) pane_note(a, p->x, p->y, ALIGN_LEFT, origin(a));
    if (is_split(a)) p->y -= p->pitch.bar;
}

double comparison_height(const App *a, const Pitch *pitch) {
    double px = 26 + 16;
    if (!comparison_differs(a)) return px;
    for (int i = 0; i < SUMMARY_COUNT; i++) {
        px += a->summary[i].matters ? pitch->bar : 0;
        px += a->summary[i].matters && is_split(a) && has_together(&a->summary[i]) ? TOGETHER_H
                                                                                   : 0;
    }
    return is_split(a) ? px + 18 - pitch->bar : px;
}
