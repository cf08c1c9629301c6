#include "view/app.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define GROUP_H 28.0 // heading of a group
#define GROUP_GAP 14.0
#define CHOICE_H 62.0

void pane_title(App *a, double x, double y, const char *text) {
    if (a->ui.cr) ink_text(a->ink, a->ui.cr, x, y, ALIGN_LEFT, FONT_TITLE, a->theme.text, text);
}

void pane_note(App *a, double x, double y, Align align, const char *text) {
    if (a->ui.cr)
        ink_text(a->ink, a->ui.cr, x, y, align, FONT_SMALL, a->theme.text_muted, text);
}

static double scroll_limit(Rect list, double content) {
    return fmax(0, content - list.h);
}

static Rect scroll_bar(const App *a, Pane p, Rect list, double content) {
    double h = fmax(28, list.h * list.h / content), limit = scroll_limit(list, content);
    return (Rect){list.x + list.w - 8, list.y + (list.h - h) * a->scroll[p] / limit, 4, h};
}

static void drag_bar(App *a, Pane p, Rect list, Rect bar) {
    Ui *ui = &a->ui;
    int id = W_SCROLL + (int)p;
    Rect hit = {bar.x - 3, bar.y, 11, bar.h};
    if (ui->event.kind == EVENT_PRESS && ui_over(ui, hit)) {
        ui->active = id;
        ui->grip = ui->mouse_y - bar.y;
        ui->event.kind = EVENT_NONE;
    } else if (ui->event.kind == EVENT_MOVE && ui->active == id) {
        double way = (ui->mouse_y - ui->grip - list.y) / (list.h - bar.h);
        a->scroll[p] = way * scroll_limit(list, a->extent[p]);
        a->dirty |= DIRTY_PANE(p);
    }
}

void scroll_pane(App *a, Pane p, Rect list, double content) {
    Ui *ui = &a->ui;
    double limit = scroll_limit(list, content);
    a->extent[p] = content;
    if (!ui->cr && ui->event.kind == EVENT_WHEEL && ui_over(ui, list)) {
        a->scroll[p] -= 48 * ui->event.wheel;
        ui->event.kind = EVENT_NONE;
        a->dirty |= DIRTY_PANE(p);
    }
    a->scroll[p] = fmin(fmax(a->scroll[p], 0), limit);
    if (limit <= 0) return;
    Rect bar = scroll_bar(a, p, list, content);
    if (!ui->cr) {
        drag_bar(a, p, list, bar);
        a->scroll[p] = fmin(fmax(a->scroll[p], 0), limit);
        return;
    }
    ink_round_rect(ui->cr, bar, 2);
    ink_source(ui->cr, ui->active == W_SCROLL + (int)p ? a->theme.text_muted : a->theme.track,
               1);
    cairo_fill(ui->cr);
}

static bool in_list(Pane p, int widget) {
    if (p == PANE_LEFT) return widget >= W_INPUT && widget < W_RUN;
    return widget == W_BASELINE || widget == W_DIFFERENCE || widget >= W_RUN;
}

void follow_focus(App *a, Pane p, Rect list) {
    Ui *ui = &a->ui;
    if (ui->cr || ui->focus == a->shown_focus || !in_list(p, ui->focus)) return;
    a->shown_focus = ui->focus;
    if (!ui->show_focus) return; // what is pressed does not move away under the pointer
    double top = ui->focus_at.y - 26, bottom = ui->focus_at.y + ui->focus_at.h + 8;
    if (top < list.y) a->scroll[p] += top - list.y;
    if (bottom > list.y + list.h) a->scroll[p] += bottom - list.y - list.h;
    a->dirty |= DIRTY_PANE(p);
}

static void case_field(App *a, Rect r) {
    int n = a->scenario->n_cases + 1;
    UiItem *items = ARENA_NEW(a->frame_arena, UiItem, n);
    items[0] = (UiItem){"Baseline", NULL};
    for (int c = 1; c < n; c++) items[c].label = a->scenario->cases[c - 1].name;
    char shown[96];
    app_setting_name(a, shown);
    int picked = dropdown(&a->ui, W_CASE, r, items, n, a->case_index + 1, shown, a->theme.text);
    if (picked >= 0) app_choose_case(a, picked - 1);
}

static const char *label_of(App *a, const Input *in) {
    char *text = arena_text(a->frame_arena, in->label && in->label[0] ? in->label : in->name);
    if (text[0] >= 'a' && text[0] <= 'z') text[0] = (char)(text[0] - 'a' + 'A');
    return text;
}

static Colour accent_of(const App *a, const Input *in) {
    return in->kind == INPUT_LEVER ? a->theme.lever : a->theme.assume;
}

static void off_check(App *a, int i, Rect r) {
    bool off = is_off(a->values[i]);
    Rect box = {r.x, r.y + 2, 18, 18};
    if (check_box(&a->ui, W_OFF + i, box, !off, accent_of(a, &a->scenario->inputs[i])))
        app_set_value(a, i, off ? a->kept[i] : off_value(), true);
}

static void turn_input(App *a, int i, UiTurn turn) {
    const Input *in = &a->scenario->inputs[i];
    double value = is_off(a->values[i]) ? a->kept[i] : a->values[i];
    switch (turn.kind) {
    case TURN_PLACE:
        app_set_value(a, i, knob_value(in, turn.place), false);
        break;
    case TURN_NUDGE:
        app_set_value(a, i, knob_nudge(in, value, turn.steps), true);
        break;
    case TURN_MIN:
        app_set_value(a, i, in->min, true);
        break;
    case TURN_MAX:
        app_set_value(a, i, in->max, true);
        break;
    case TURN_BASE:
        app_set_value(a, i, a->base[i], true);
        break;
    case TURN_RELEASE:
        app_set_value(a, i, a->values[i], true);
        break;
    case TURN_NONE:
        break;
    }
}

static double number_row(App *a, int i, Rect r) {
    const Input *in = &a->scenario->inputs[i];
    bool off = is_off(a->values[i]);
    char value[64];
    knob_format(in, a->values[i], value);
    double *marks = ARENA_NEW(a->frame_arena, double, in->n_marks);
    for (int k = 0; k < in->n_marks; k++) marks[k] = knob_place(in, in->marks[k].value);
    Slider s = {.label = label_of(a, in),
                .value = value,
                .place = knob_place(in, off ? a->kept[i] : a->values[i]),
                .notch = is_off(a->base[i]) ? -1 : knob_place(in, a->base[i]),
                .n_marks = in->n_marks,
                .marks = marks,
                .changed = !knob_same(a->values[i], a->base[i]),
                .off = off,
                .indent = in->can_be_off ? 25 : 0,
                .accent = accent_of(a, in)};
    if (in->can_be_off) off_check(a, i, r);
    turn_input(a, i, slider(&a->ui, W_INPUT + i, r, &s));
    return r.h;
}

static double toggle_row(App *a, int i, Rect r) {
    const Input *in = &a->scenario->inputs[i];
    bool on = a->values[i] != 0;
    const char *hint = knob_same(a->values[i], a->base[i]) ? NULL : "changed";
    Rect row = {r.x, r.y, r.w, CHECK_H};
    if (check(&a->ui, W_INPUT + i, row, label_of(a, in), hint, on, accent_of(a, in)))
        app_set_value(a, i, on ? 0 : 1, true);
    return CHECK_H + 4;
}

static double choice_row(App *a, int i, Rect r) {
    const Input *in = &a->scenario->inputs[i];
    Ui *ui = &a->ui;
    bool changed = !knob_same(a->values[i], a->base[i]);
    UiItem *items = ARENA_NEW(a->frame_arena, UiItem, in->n_choices);
    for (int k = 0; k < in->n_choices; k++)
        items[k] = (UiItem){in->choices[k], k == (int)a->base[i] ? "baseline" : NULL};
    if (ui->cr)
        ink_text_in(a->ink, ui->cr, (Rect){r.x, r.y, r.w, 22}, ALIGN_LEFT, FONT_BODY,
                    a->theme.text, label_of(a, in));
    char shown[64];
    knob_format(in, a->values[i], shown);
    Colour colour = changed ? colour_readable(accent_of(a, in), a->theme.field) : a->theme.text;
    Rect field = {r.x, r.y + 23, r.w, 30};
    int picked = dropdown(ui, W_INPUT + i, field, items, in->n_choices, (int)a->values[i],
                          shown, colour);
    if (picked >= 0) app_set_value(a, i, picked, true);
    return CHOICE_H;
}

static double input_row(App *a, int i, Rect r) {
    switch (a->scenario->inputs[i].shape) {
    case INPUT_TOGGLE:
        return toggle_row(a, i, r);
    case INPUT_CHOICE:
        return choice_row(a, i, r);
    default:
        return number_row(a, i, r);
    }
}

static void group_heading(App *a, Rect r, const char *title, bool with_notch) {
    Ui *ui = &a->ui;
    if (!ui->cr) return;
    ink_text(a->ink, ui->cr, r.x, r.y + 13, ALIGN_LEFT, FONT_SMALL_STRONG, a->theme.text_muted,
             title);
    if (!with_notch) return;
    double w = ink_text(a->ink, ui->cr, r.x + r.w, r.y + 13, ALIGN_RIGHT, FONT_SMALL,
                        a->theme.text_muted, "= baseline");
    ink_fill_rect(ui->cr, (Rect){r.x + r.w - w - 6, r.y + 3, 1.5, 12}, a->theme.text_muted);
}

static double group(App *a, InputKind kind, double y, Rect list) {
    const Scenario *s = a->scenario;
    bool tight = a->loose[PANE_LEFT] > list.h;
    Rect r = {list.x + ROOM_PAD, y, list.w - 2 * ROOM_PAD, tight ? SLIDER_TIGHT_H : SLIDER_H};
    int n = 0;
    for (int i = 0; i < s->n_inputs; i++) n += s->inputs[i].kind == kind;
    if (n == 0) return y;
    group_heading(a, r, kind == INPUT_LEVER ? "Levers" : "Assumptions", kind == INPUT_LEVER);
    r.y += GROUP_H;
    for (int i = 0; i < s->n_inputs; i++)
        if (s->inputs[i].kind == kind) r.y += input_row(a, i, r);
    return r.y;
}

// What the sliders take less than they would with room to spare.
static double spared(const App *a, Rect list) {
    int n = 0;
    for (int i = 0; i < a->scenario->n_inputs; i++) {
        InputShape shape = a->scenario->inputs[i].shape;
        n += shape == INPUT_NUMBER || shape == INPUT_DATE;
    }
    return a->loose[PANE_LEFT] > list.h ? n * (SLIDER_H - SLIDER_TIGHT_H) : 0;
}

static bool has_assumptions(const App *a) {
    for (int i = 0; i < a->scenario->n_inputs; i++)
        if (a->scenario->inputs[i].kind == INPUT_ASSUME) return true;
    return false;
}

static void inputs_list(App *a, Rect list) {
    Ui *ui = &a->ui;
    double top = list.y - a->scroll[PANE_LEFT];
    ui->clip = list;
    if (ui->cr) {
        cairo_save(ui->cr);
        cairo_rectangle(ui->cr, list.x, list.y, list.w - 1, list.h);
        cairo_clip(ui->cr);
    }
    double y = group(a, INPUT_LEVER, top + 4, list);
    if (y > top + 4 && has_assumptions(a)) {
        if (ui->cr)
            ink_hline(ui->cr, list.x + ROOM_PAD, list.x + list.w - ROOM_PAD, y + 6,
                      a->theme.rule);
        y += GROUP_GAP + 8;
    }
    y = group(a, INPUT_ASSUME, y, list);
    scroll_pane(a, PANE_LEFT, list, y - top + 8);
    a->loose[PANE_LEFT] = y - top + 8 + spared(a, list);
    if (ui->cr) cairo_restore(ui->cr);
    follow_focus(a, PANE_LEFT, list);
    ui->clip = (Rect){0, 0, 0, 0};
}

static void export_button(App *a, Rect r) {
    static const UiItem items[EXPORT_COUNT] = {{"Picture", "PNG"},
                                               {"Drawing", "SVG"},
                                               {"Page", "PDF"},
                                               {"Data", "CSV"},
                                               {"Copy settings as a case", NULL}};
    Ui *ui = &a->ui;
    if (button(ui, W_EXPORT, r, "Export\u2026", false))
        ui_open(ui, W_EXPORT, r, EXPORT_COUNT, -1, true);
    ui_items(ui, W_EXPORT, r, items, EXPORT_COUNT);
    int picked = ui_picked(ui, W_EXPORT);
    if (picked >= 0) app_export(a, (ExportItem)picked);
}

static void key_hints(App *a, double y) {
    if (!a->ui.cr || y == 0) return;
    pane_note(a, ROOM_PAD, y, ALIGN_LEFT, "Tab move   \u2190 \u2192 adjust   Del reset");
    pane_note(a, ROOM_PAD, y + 18, ALIGN_LEFT, "Space play   O open   E export   ? help");
}

void left_pane(App *a) {
    Ui *ui = &a->ui;
    Rect p = a->rooms.pane[PANE_LEFT];
    LeftRooms l = rooms_left(&a->rooms);
    ui->pane = PANE_LEFT;
    if (ui->cr) {
        ink_fill_rect(ui->cr, p, a->theme.side);
        ink_vline(ui->cr, p.x + p.w - 1, p.y, p.y + p.h, a->theme.rule);
    }
    pane_title(a, p.x + ROOM_PAD, l.title_y, "Case");
    case_field(a, l.cases);
    inputs_list(a, l.list);
    if (ui->cr && a->extent[PANE_LEFT] > l.list.h)
        ink_hline(ui->cr, p.x, p.x + p.w - 1, l.list.y + l.list.h + 1, a->theme.rule);
    if (button(ui, W_RESET, l.reset, "Reset", false)) app_reset(a);
    open_button(a, l.open);
    export_button(a, l.export);
    key_hints(a, l.hints_y);
}
