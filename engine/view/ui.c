#include "view/ui.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_press_key(Key k) {
    return k == KEY_SPACE || k == KEY_ENTER || k == KEY_ESCAPE || k == KEY_F11;
}

void ui_begin(Ui *ui, cairo_t *cr, const Theme *theme, const UiEvent *event) {
    ui->cr = cr;
    ui->theme = theme;
    ui->event = *event;
    ui->n_order = 0;
    ui->again = false;
    ui->clip = (Rect){0, 0, 0, 0};
    ui->blocked = ui->popup.owner != 0;
    if (cr) return;
    ui->hot = 0;
    switch (event->kind) {
    case EVENT_PRESS:
        ui->show_focus = false; // fall through
    case EVENT_MOVE:
    case EVENT_RELEASE:
        ui->mouse_x = event->x;
        ui->mouse_y = event->y;
        ui->mouse_in = true;
        break;
    case EVENT_LEAVE:
        ui->mouse_in = false;
        break;
    case EVENT_KEY:
        if (event->key >= KEY_TAB && !is_press_key(event->key)) ui->show_focus = true;
        break;
    default:
        break;
    }
}

static void move_focus(Ui *ui, int by) {
    if (!ui->n_order) return;
    int at = -1;
    for (int i = 0; i < ui->n_order; i++)
        if (ui->order[i] == ui->focus) at = i;
    if (at < 0)
        at = by > 0 ? 0 : ui->n_order - 1;
    else
        at = (at + by + ui->n_order) % ui->n_order;
    ui->focus = ui->order[at];
    ui->focus_at = ui->order_at[at];
}

void ui_end(Ui *ui) {
    if (ui->cr) return;
    if (ui->event.kind == EVENT_KEY && ui->event.key == KEY_TAB) {
        move_focus(ui, ui->event.shift ? -1 : 1);
        ui->again = true; // its part of the window may have to scroll
        ui->event.kind = EVENT_NONE;
    }
    if (ui->event.kind == EVENT_RELEASE) ui->active = 0;
}

bool ui_over(Ui *ui, Rect r) {
    if (ui->blocked || !ui->mouse_in || !rect_has(r, ui->mouse_x, ui->mouse_y)) return false;
    return ui->clip.h == 0 || rect_has(ui->clip, ui->mouse_x, ui->mouse_y);
}

bool ui_key(Ui *ui, Key key) {
    if (ui->event.kind != EVENT_KEY || ui->event.key != key) return false;
    ui->event.kind = EVENT_NONE;
    return true;
}

bool ui_character(Ui *ui, int character) {
    if (ui->event.kind != EVENT_KEY || ui->event.key != KEY_CHARACTER) return false;
    if (ui->event.character != character || ui->event.control) return false;
    ui->event.kind = EVENT_NONE;
    return true;
}

void ui_stop(Ui *ui, int id, Rect hit) {
    if (ui->n_order < UI_MAX_WIDGETS) {
        ui->order_at[ui->n_order] = hit;
        ui->order[ui->n_order++] = id;
    }
    if (ui->focus == id) ui->focus_at = hit;
}

bool ui_widget(Ui *ui, int id, Rect hit) {
    ui_stop(ui, id, hit);
    if (ui->cr) return ui->hot == id;
    if (!ui_over(ui, hit)) return false;
    ui->hot = id;
    ui->hot_at = hit;
    ui->hot_pane = ui->pane;
    return true;
}

static bool ui_grabbed(Ui *ui, int id, bool over) {
    if (!over || ui->event.kind != EVENT_PRESS) return false;
    ui->event.kind = EVENT_NONE;
    ui->active = ui->focus = id;
    ui->focus_at = ui->hot_at;
    return true;
}

bool ui_clicked(Ui *ui, int id, Rect r) {
    bool over = ui_widget(ui, id, r);
    if (ui->cr) return false;
    ui_grabbed(ui, id, over);
    if (over && ui->active == id && ui->event.kind == EVENT_RELEASE) return true;
    // After a click the focus does not show: Space plays then, it does not click again.
    if (ui->focus != id || !ui->show_focus || ui->blocked) return false;
    return ui_key(ui, KEY_SPACE) || ui_key(ui, KEY_ENTER);
}

static UiTurn turn_by_key(Ui *ui) {
    if (ui->blocked) return (UiTurn){0};
    if (ui_key(ui, KEY_LEFT) || ui_key(ui, KEY_DOWN)) return (UiTurn){TURN_NUDGE, 0, -1};
    if (ui_key(ui, KEY_RIGHT) || ui_key(ui, KEY_UP)) return (UiTurn){TURN_NUDGE, 0, 1};
    if (ui_key(ui, KEY_PAGE_DOWN)) return (UiTurn){TURN_NUDGE, 0, -10};
    if (ui_key(ui, KEY_PAGE_UP)) return (UiTurn){TURN_NUDGE, 0, 10};
    if (ui_key(ui, KEY_HOME)) return (UiTurn){TURN_MIN, 0, 0};
    if (ui_key(ui, KEY_END)) return (UiTurn){TURN_MAX, 0, 0};
    if (ui_key(ui, KEY_DELETE)) return (UiTurn){TURN_BASE, 0, 0};
    return (UiTurn){0};
}

UiTurn ui_drag(Ui *ui, int id, Rect hit, Rect track, double place, double thumb_px) {
    bool over = ui_widget(ui, id, hit);
    if (ui->cr) return (UiTurn){0};
    double thumb_x = track.x + place * track.w;
    if (ui_grabbed(ui, id, over)) {
        double off = ui->mouse_x - thumb_x;
        bool on_thumb = fabs(off) <= thumb_px;
        ui->grip = on_thumb ? off : 0;
        if (on_thumb) return (UiTurn){0}; // nothing moves before the pointer does
        return (UiTurn){TURN_PLACE,
                        fmin(fmax((ui->mouse_x - ui->grip - track.x) / track.w, 0), 1), 0};
    }
    if (ui->active == id && ui->event.kind == EVENT_MOVE)
        return (UiTurn){TURN_PLACE,
                        fmin(fmax((ui->mouse_x - ui->grip - track.x) / track.w, 0), 1), 0};
    if (ui->active == id && ui->event.kind == EVENT_RELEASE)
        return (UiTurn){TURN_RELEASE, 0, 0};
    return ui->focus == id ? turn_by_key(ui) : (UiTurn){0};
}

void ui_open(Ui *ui, int id, Rect at, int n, int chosen, bool above) {
    ui->popup = (UiPopup){.owner = id,
                          .at = at,
                          .n = n,
                          .chosen = chosen,
                          .lit = chosen >= 0 ? chosen : 0,
                          .above = above};
}

void ui_items(Ui *ui, int id, Rect at, const UiItem *items, int n) {
    if (ui->popup.owner != id) return;
    ui->popup.at = at;
    ui->popup.items = items;
    ui->popup.n = n;
}

int ui_picked(Ui *ui, int id) {
    if (ui->cr || ui->popup.picked_by != id) return -1;
    ui->popup.picked_by = 0;
    return ui->popup.picked;
}

#define POPUP_ROW 30.0
#define POPUP_PAD 5.0

Rect popup_rect(Ui *ui, Rect window) {
    const UiPopup *p = &ui->popup;
    double w = p->at.w, h = p->n * POPUP_ROW + 2 * POPUP_PAD;
    for (int i = 0; i < p->n && p->items; i++) {
        double hint =
            p->items[i].hint ? 24 + ink_width(ui->ink, (Font){11, 400}, p->items[i].hint) : 0;
        w = fmax(w, ink_width(ui->ink, (Font){12.5, 600}, p->items[i].label) + hint + 40);
    }
    w = fmin(w, window.w - 8);
    Rect r = {p->at.x, p->at.y + p->at.h + 4, w, h};
    if (p->above || r.y + h > window.y + window.h - 4) r.y = p->at.y - 4 - h;
    r.x = fmin(r.x, window.x + window.w - w - 4);
    r.y = fmax(r.y, window.y + 4);
    return r;
}

Rect popup_row(Rect popup, int i) {
    return (Rect){popup.x + POPUP_PAD, popup.y + POPUP_PAD + i * POPUP_ROW,
                  popup.w - 2 * POPUP_PAD, POPUP_ROW};
}

static void popup_pick(Ui *ui, int i) {
    ui->popup.picked_by = ui->popup.owner;
    ui->popup.picked = i;
    ui->popup.owner = 0;
    ui->again = true;
}

static void popup_keys(Ui *ui) {
    UiPopup *p = &ui->popup;
    if (ui_key(ui, KEY_DOWN)) p->lit = (p->lit + 1) % p->n;
    if (ui_key(ui, KEY_UP)) p->lit = (p->lit + p->n - 1) % p->n;
    if (ui_key(ui, KEY_HOME)) p->lit = 0;
    if (ui_key(ui, KEY_END)) p->lit = p->n - 1;
    if (ui_key(ui, KEY_ENTER) || ui_key(ui, KEY_SPACE)) popup_pick(ui, p->lit);
    if (ui_key(ui, KEY_ESCAPE) || ui_key(ui, KEY_TAB)) p->owner = 0;
    ui->event.kind = EVENT_NONE;
}

// A press that opened the list may also be held, moved to a row and let go there.
void popup_events(Ui *ui, Rect window) {
    UiPopup *p = &ui->popup;
    Rect r = popup_rect(ui, window);
    int under = -1;
    for (int i = 0; i < p->n; i++)
        if (rect_has(popup_row(r, i), ui->mouse_x, ui->mouse_y)) under = i;
    switch (ui->event.kind) {
    case EVENT_MOVE:
        if (under >= 0) p->lit = under;
        break;
    case EVENT_PRESS:
        if (!rect_has(r, ui->mouse_x, ui->mouse_y)) p->owner = 0;
        ui->event.kind = EVENT_NONE;
        break;
    case EVENT_RELEASE:
        if (under >= 0) popup_pick(ui, under);
        break;
    case EVENT_KEY:
        popup_keys(ui);
        break;
    default:
        break;
    }
}
