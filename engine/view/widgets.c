#include "view/widgets.h"

#include <math.h>

#define PI 3.14159265358979323846
#define RADIUS 6.0
#define BOX 16.0  // of a check
#define THUMB 7.0 // radius
#define TRACK_H 4.0
#define NOTCH_UP 10.0 // of the baseline over the track: also over the thumb
#define NOTCH_DOWN 6.0
#define MARKS_DOWN 8.5 // of the sources' marks under it: also under the thumb

void focus_ring(Ui *ui, int id, Rect r, double radius) {
    if (!ui->cr || ui->focus != id || !ui->show_focus || ui->blocked) return;
    Rect out = {r.x - 2.5, r.y - 2.5, r.w + 5, r.h + 5};
    ink_round_rect(ui->cr, out, radius + 2.5);
    ink_source(ui->cr, ui->theme->lever, 1);
    cairo_set_line_width(ui->cr, 2);
    cairo_stroke(ui->cr);
}

void draw_shadow(Ui *ui, Rect r, double radius) {
    for (int i = 4; i >= 1; i--) {
        Rect s = {r.x - i, r.y - i + 2, r.w + 2 * i, r.h + 2 * i};
        ink_round_rect(ui->cr, s, radius + i);
        ink_source(ui->cr, 0x000000, ui->theme->dark ? 0.10 : 0.035);
        cairo_fill(ui->cr);
    }
}

static void field(Ui *ui, Rect r, Colour fill, Colour border) {
    Rect in = {r.x + 0.5, r.y + 0.5, r.w - 1, r.h - 1};
    ink_round_rect(ui->cr, in, RADIUS);
    ink_source(ui->cr, fill, 1);
    cairo_fill_preserve(ui->cr);
    ink_source(ui->cr, border, 1);
    cairo_set_line_width(ui->cr, 1);
    cairo_stroke(ui->cr);
}

bool button(Ui *ui, int id, Rect r, const char *label, bool primary) {
    bool clicked = ui_clicked(ui, id, r);
    if (!ui->cr) return clicked;
    const Theme *t = ui->theme;
    bool hot = ui->hot == id;
    if (primary)
        field(ui, r, hot ? t->accent_hover : t->lever, hot ? t->accent_hover : t->lever);
    else
        field(ui, r, hot ? t->field_hover : t->field, t->border);
    ink_text_in(ui->ink, ui->cr, r, ALIGN_CENTRE, (Font){12.5, 500},
                primary ? t->on_accent : t->text, label);
    focus_ring(ui, id, r, RADIUS);
    return false;
}

static void triangle(cairo_t *cr, double x, double y, double w, double h) {
    cairo_new_path(cr);
    cairo_move_to(cr, x, y - h / 2);
    cairo_line_to(cr, x + w, y);
    cairo_line_to(cr, x, y + h / 2);
    cairo_close_path(cr);
    cairo_fill(cr);
}

static void draw_icon(Ui *ui, Rect r, Icon icon) {
    cairo_t *cr = ui->cr;
    double x = r.x + r.w / 2, y = r.y + r.h / 2;
    ink_source(cr, ui->theme->text, 1);
    switch (icon) {
    case ICON_PLAY:
        triangle(cr, x - 4, y, 10, 12);
        break;
    case ICON_PAUSE:
        ink_fill_rect(cr, (Rect){x - 5, y - 6, 3.5, 12}, ui->theme->text);
        ink_fill_rect(cr, (Rect){x + 1.5, y - 6, 3.5, 12}, ui->theme->text);
        break;
    case ICON_BACK:
        triangle(cr, x + 4.5, y, -8, 10);
        ink_fill_rect(cr, (Rect){x - 5.5, y - 5, 2, 10}, ui->theme->text);
        break;
    case ICON_FORWARD:
        triangle(cr, x - 4.5, y, 8, 10);
        ink_fill_rect(cr, (Rect){x + 3.5, y - 5, 2, 10}, ui->theme->text);
        break;
    }
}

bool icon_button(Ui *ui, int id, Rect r, Icon icon) {
    bool clicked = ui_clicked(ui, id, r);
    if (!ui->cr) return clicked;
    field(ui, r, ui->hot == id ? ui->theme->field_hover : ui->theme->field, ui->theme->border);
    draw_icon(ui, r, icon);
    focus_ring(ui, id, r, RADIUS);
    return false;
}

static void draw_box(Ui *ui, int id, Rect box, bool on, Colour accent) {
    const Theme *t = ui->theme;
    cairo_t *cr = ui->cr;
    Rect in = {box.x + 0.5, box.y + 0.5, box.w - 1, box.h - 1};
    ink_round_rect(cr, in, 4);
    ink_source(cr, on ? accent : ui->hot == id ? t->field_hover : t->field, 1);
    cairo_fill_preserve(cr);
    ink_source(cr, on ? accent : t->text_muted, 1);
    cairo_set_line_width(cr, 1.25);
    cairo_stroke(cr);
    if (on) {
        cairo_new_path(cr);
        cairo_move_to(cr, box.x + 4, box.y + 8.3);
        cairo_line_to(cr, box.x + 7, box.y + 11.3);
        cairo_line_to(cr, box.x + 12.2, box.y + 5);
        ink_source(cr, t->on_accent, 1);
        cairo_set_line_width(cr, 2);
        cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
        cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
        cairo_stroke(cr);
        cairo_set_line_cap(cr, CAIRO_LINE_CAP_BUTT);
        cairo_set_line_join(cr, CAIRO_LINE_JOIN_MITER);
    }
    focus_ring(ui, id, box, 4);
}

static Rect box_of(Rect r) {
    return (Rect){r.x, round(r.y + (r.h - BOX) / 2), BOX, BOX};
}

bool check_box(Ui *ui, int id, Rect r, bool on, Colour accent) {
    bool toggled = ui_clicked(ui, id, r);
    if (ui->cr) draw_box(ui, id, box_of(r), on, accent);
    return toggled;
}

bool check(Ui *ui, int id, Rect r, const char *label, const char *hint, bool on,
           Colour accent) {
    bool toggled = ui_clicked(ui, id, r);
    if (!ui->cr) return toggled;
    const Theme *t = ui->theme;
    draw_box(ui, id, box_of(r), on, accent);
    double hint_w = hint ? ink_width(ui->ink, FONT_SMALL, hint) + 8 : 0;
    Rect text = {r.x + BOX + 9, r.y, r.w - BOX - 9 - hint_w, r.h};
    ink_text_in(ui->ink, ui->cr, text, ALIGN_LEFT, FONT_BODY, on ? t->text : t->text_muted,
                label);
    if (hint)
        ink_text_in(ui->ink, ui->cr, (Rect){r.x, r.y, r.w, r.h}, ALIGN_RIGHT, FONT_SMALL,
                    t->text_muted, hint);
    return false;
}

static void draw_bar(cairo_t *cr, double x0, double x1, double y, double h, Colour c) {
    if (x1 < x0) {
        double swap = x0;
        x0 = x1;
        x1 = swap;
    }
    ink_round_rect(cr, (Rect){x0, y - h / 2, fmax(x1 - x0, 0.01), h}, h / 2);
    ink_source(cr, c, 1);
    cairo_fill(cr);
}

static void draw_thumb(Ui *ui, int id, double x, double y, double radius, Colour edge) {
    cairo_t *cr = ui->cr;
    cairo_new_path(cr);
    cairo_arc(cr, x, y + 0.7, radius + 0.6, 0, 2 * PI);
    ink_source(cr, 0x000000, 0.12);
    cairo_fill(cr);
    cairo_new_path(cr);
    cairo_arc(cr, x, y, radius, 0, 2 * PI);
    ink_source(cr, ui->theme->thumb, 1);
    cairo_fill_preserve(cr);
    bool lit = ui->hot == id || ui->active == id;
    ink_source(cr, lit ? ui->theme->lever : edge, 1);
    cairo_set_line_width(cr, lit ? 2 : 1.25);
    cairo_stroke(cr);
    if (ui->focus != id || !ui->show_focus || ui->blocked) return;
    cairo_new_path(cr);
    cairo_arc(cr, x, y, radius + 3, 0, 2 * PI);
    ink_source(cr, ui->theme->lever, 1);
    cairo_set_line_width(cr, 2);
    cairo_stroke(cr);
}

// Small triangles under the track, clear of the thumb, that point at it.
static void draw_marks(cairo_t *cr, Rect track, const Slider *s, Colour c) {
    double y = track.y + track.h / 2 + MARKS_DOWN;
    for (int i = 0; i < s->n_marks; i++) {
        double x = track.x + s->marks[i] * track.w;
        cairo_new_path(cr);
        cairo_move_to(cr, x, y);
        cairo_line_to(cr, x + 3, y + 4.5);
        cairo_line_to(cr, x - 3, y + 4.5);
        cairo_close_path(cr);
        ink_source(cr, c, 1);
        cairo_fill(cr);
    }
}

static void draw_slider(Ui *ui, int id, Rect r, Rect track, const Slider *s) {
    const Theme *t = ui->theme;
    cairo_t *cr = ui->cr;
    double value_w = ink_width(ui->ink, FONT_VALUE, s->value);
    Rect line = {r.x + s->indent, r.y, r.w - s->indent, 22};
    ink_text_in(ui->ink, cr, line, ALIGN_RIGHT, FONT_VALUE,
                s->changed ? colour_readable(s->accent, t->side)
                : s->off   ? t->text_muted
                           : t->text,
                s->value);
    line.w -= value_w + 8;
    ink_text_in(ui->ink, cr, line, ALIGN_LEFT, FONT_BODY, s->off ? t->text_muted : t->text,
                s->label);
    double y = track.y + track.h / 2, x = track.x + s->place * track.w;
    draw_bar(cr, track.x, track.x + track.w, y, TRACK_H, t->track);
    if (s->notch >= 0) {
        double notch = track.x + s->notch * track.w;
        if (s->changed && !s->off) draw_bar(cr, notch, x, y, TRACK_H, s->accent);
        ink_fill_rect(cr, (Rect){notch - 0.75, y - NOTCH_UP, 1.5, NOTCH_UP + NOTCH_DOWN},
                      s->changed && !s->off ? s->accent : t->text_muted);
    } else if (s->changed && !s->off) {
        draw_bar(cr, track.x, x, y, TRACK_H, s->accent);
    }
    draw_marks(cr, track, s, t->text_soft);
    if (s->off) cairo_push_group(cr);
    draw_thumb(ui, id, x, y, THUMB, t->text_muted);
    if (s->off) {
        cairo_pop_group_to_source(cr);
        cairo_paint_with_alpha(cr, 0.55);
    }
}

UiTurn slider(Ui *ui, int id, Rect r, const Slider *s) {
    Rect track = {r.x, r.y + 22, r.w, 18};
    Rect hit = {r.x - 7, r.y + 20, r.w + 14, 22};
    UiTurn turn = ui_drag(ui, id, hit, track, s->place, THUMB + 2);
    if (ui->cr) draw_slider(ui, id, r, track, s);
    return turn;
}

static void draw_chevron(Ui *ui, double x, double y) {
    cairo_t *cr = ui->cr;
    cairo_new_path(cr);
    cairo_move_to(cr, x - 4, y - 2);
    cairo_line_to(cr, x, y + 2);
    cairo_line_to(cr, x + 4, y - 2);
    ink_source(cr, ui->theme->text_soft, 1);
    cairo_set_line_width(cr, 1.6);
    cairo_stroke(cr);
}

int dropdown(Ui *ui, int id, Rect r, const UiItem *items, int n, int chosen, const char *shown,
             Colour text) {
    bool opened = ui_clicked(ui, id, r);
    // A list opens on the press, so that it can be chosen from in one movement.
    if (!ui->cr && ui->active == id && ui->popup.owner != id) opened = true;
    if (!ui->cr && ui->focus == id && !ui->blocked && n > 0) {
        if (ui_key(ui, KEY_DOWN)) return (chosen + 1 + n) % n;
        if (ui_key(ui, KEY_UP)) return (chosen - 1 + n) % n;
    }
    if (opened) {
        ui_open(ui, id, r, n, chosen, false);
        ui->active = 0;
    }
    ui_items(ui, id, r, items, n);
    if (ui->cr) {
        const Theme *t = ui->theme;
        field(ui, r, ui->hot == id ? t->field_hover : t->field, t->border);
        Rect in = {r.x + 11, r.y, r.w - 36, r.h};
        ink_text_in(ui->ink, ui->cr, in, ALIGN_LEFT, FONT_BODY, text, shown);
        draw_chevron(ui, r.x + r.w - 17, r.y + r.h / 2);
        focus_ring(ui, id, r, RADIUS);
    }
    return ui_picked(ui, id);
}

static void draw_popup(Ui *ui, Rect r) {
    const Theme *t = ui->theme;
    const UiPopup *p = &ui->popup;
    draw_shadow(ui, r, 8);
    ink_round_rect(ui->cr, (Rect){r.x + 0.5, r.y + 0.5, r.w - 1, r.h - 1}, 8);
    ink_source(ui->cr, t->raised, 1);
    cairo_fill_preserve(ui->cr);
    ink_source(ui->cr, t->border, 1);
    cairo_set_line_width(ui->cr, 1);
    cairo_stroke(ui->cr);
    for (int i = 0; i < p->n; i++) {
        Rect row = popup_row(r, i);
        if (i == p->lit) {
            ink_round_rect(ui->cr, row, 5);
            ink_source(ui->cr, t->field_hover, 1);
            cairo_fill(ui->cr);
        }
        Rect in = {row.x + 9, row.y, row.w - 18, row.h};
        ink_text_in(ui->ink, ui->cr, in, ALIGN_LEFT, i == p->chosen ? FONT_VALUE : FONT_BODY,
                    t->text, p->items[i].label);
        if (p->items[i].hint)
            ink_text_in(ui->ink, ui->cr, in, ALIGN_RIGHT, FONT_SMALL, t->text_muted,
                        p->items[i].hint);
    }
}

void popup(Ui *ui, Rect window) {
    if (!ui->popup.owner || !ui->popup.items) return;
    if (ui->cr)
        draw_popup(ui, popup_rect(ui, window));
    else
        popup_events(ui, window);
}
