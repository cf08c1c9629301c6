#include "view/rooms.h"

#include <math.h>

Rooms rooms_make(double width, double height, bool open_drawer) {
    double w = fmax(width, ROOM_MIN_W), h = fmax(height, ROOM_MIN_H);
    Rooms r = {.window = {0, 0, w, h}, .folds = w < ROOM_FOLD};
    r.drawer = r.folds && open_drawer;
    double right = r.folds ? 0 : ROOM_RIGHT;
    r.pane[PANE_LEFT] = (Rect){0, 0, ROOM_LEFT, h};
    r.pane[PANE_CENTRE] = (Rect){ROOM_LEFT, 0, w - ROOM_LEFT - right, h - ROOM_BOTTOM};
    r.pane[PANE_BOTTOM] =
        (Rect){ROOM_LEFT, h - ROOM_BOTTOM, w - ROOM_LEFT - right, ROOM_BOTTOM};
    r.pane[PANE_RIGHT] = (Rect){w - right, 0, right, h};
    if (r.drawer) r.pane[PANE_RIGHT] = (Rect){w - ROOM_RIGHT, 0, ROOM_RIGHT, h - ROOM_BOTTOM};
    return r;
}

LeftRooms rooms_left(const Rooms *r) {
    Rect p = r->pane[PANE_LEFT];
    double x = p.x + ROOM_PAD, w = p.w - 2 * ROOM_PAD;
    bool hints = p.h >= 640;
    double buttons_y = p.h - ROOM_PAD - 32 - (hints ? 46 : 0);
    double third = (w - 16) / 3;
    LeftRooms l = {.title_y = 33, .cases = {x, 46, w, 34}};
    l.reset = (Rect){x, buttons_y, third, 32};
    l.open = (Rect){x + third + 8, buttons_y, third, 32};
    l.export = (Rect){x + 2 * (third + 8), buttons_y, third, 32};
    l.list = (Rect){p.x, 92, p.w, buttons_y - 12 - 92};
    l.hints_y = hints ? buttons_y + 32 + 26 : 0;
    return l;
}

BottomRooms rooms_bottom(const Rooms *r, double plot_left) {
    Rect p = r->pane[PANE_BOTTOM];
    double y = p.y + 47, x = plot_left;
    BottomRooms b = {.back = {x, y, 34, 30}, .play = {x + 40, y, 34, 30}};
    b.forward = (Rect){x + 80, y, 34, 30};
    b.speed = (Rect){x + 120, y, 44, 30};
    b.text_x = x + 178;
    b.text_y = y + 19.5;
    if (r->folds) b.drawer = (Rect){p.x + p.w - 24 - 76, y, 76, 30};
    b.draws = (Rect){p.x + p.w - 24 - 128 - (r->folds ? 84 : 0), y, 128, 30};
    b.lesson = (Rect){b.draws.x - 8 - 92, y, 92, 30};
    return b;
}
