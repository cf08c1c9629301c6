#include "support/test.h"

#include "view/rooms.h"

static const double WIDTHS[] = {ROOM_MIN_W, 1024, ROOM_FOLD - 1, ROOM_FOLD, 1280, 1440, 2560};
static const double HEIGHTS[] = {ROOM_MIN_H, 640, 800, 900, 1440};

static void inside(Rect r, Rect in) {
    assert_true(r.w > 0 && r.h > 0);
    assert_true(r.x >= in.x && r.y >= in.y);
    assert_true(r.x + r.w <= in.x + in.w && r.y + r.h <= in.y + in.h);
}

static bool apart(Rect a, Rect b) {
    return a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;
}

static void each_size(void (*check)(double w, double h)) {
    for (size_t i = 0; i < sizeof WIDTHS / sizeof *WIDTHS; i++)
        for (size_t j = 0; j < sizeof HEIGHTS / sizeof *HEIGHTS; j++)
            check(WIDTHS[i], HEIGHTS[j]);
}

static void check_panes(double w, double h) {
    Rooms r = rooms_make(w, h, false);
    double area = 0;
    for (int p = 0; p < PANE_COUNT; p++) {
        area += r.pane[p].w * r.pane[p].h;
        for (int q = 0; q < p; q++)
            assert_true(r.pane[p].w == 0 || apart(r.pane[p], r.pane[q]));
    }
    assert_near(area, w * h, 1e-9);
    assert_true(r.folds == (w < ROOM_FOLD));
    assert_true(r.pane[PANE_CENTRE].w >= 590);
}

static void panes_fill_the_window(void **state) {
    (void)state;
    each_size(check_panes);
}

static void check_left(double w, double h) {
    Rooms r = rooms_make(w, h, false);
    Rect pane = r.pane[PANE_LEFT];
    LeftRooms l = rooms_left(&r);
    const Rect all[] = {l.cases, l.list, l.reset, l.open, l.export};
    for (int i = 0; i < 5; i++) {
        inside(all[i], pane);
        for (int k = 0; k < i; k++) assert_true(apart(all[i], all[k]));
    }
    assert_true(l.list.h >= 300);
    assert_true(l.hints_y == 0 || l.hints_y + 18 < h);
}

static void the_left_column_holds_its_parts(void **state) {
    (void)state;
    each_size(check_left);
}

static void check_bottom(double w, double h) {
    Rooms r = rooms_make(w, h, false);
    BottomRooms b = rooms_bottom(&r, r.pane[PANE_BOTTOM].x + 72);
    const Rect all[] = {b.back, b.play, b.forward, b.speed, b.drawer};
    int n = r.folds ? 5 : 4;
    for (int i = 0; i < n; i++) {
        inside(all[i], r.pane[PANE_BOTTOM]);
        for (int k = 0; k < i; k++) assert_true(apart(all[i], all[k]));
    }
    assert_true(b.text_x >= b.speed.x + b.speed.w);
}

static void the_timeline_holds_its_buttons(void **state) {
    (void)state;
    each_size(check_bottom);
}

static void the_drawer_lies_over_the_centre(void **state) {
    (void)state;
    Rooms closed = rooms_make(1024, 640, false), open = rooms_make(1024, 640, true);
    assert_true(open.drawer && open.pane[PANE_RIGHT].w == ROOM_RIGHT);
    assert_true(open.pane[PANE_CENTRE].w == closed.pane[PANE_CENTRE].w);
    inside(open.pane[PANE_RIGHT], open.pane[PANE_CENTRE]);
    assert_false(rooms_make(1440, 900, true).drawer);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(panes_fill_the_window),
        cmocka_unit_test(the_left_column_holds_its_parts),
        cmocka_unit_test(the_timeline_holds_its_buttons),
        cmocka_unit_test(the_drawer_lies_over_the_centre),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
