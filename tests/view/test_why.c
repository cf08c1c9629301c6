// The terms behind a month of the ribbon: asked by pointer and by keys, over a hand-made world.
#include "support/test.h"

#include "view/fake.h"

#include <string.h>

static int ribbon_of(const App *a) {
    for (int i = 0; i < a->layout->n_panels; i++)
        if (a->layout->panels[i].panel->kind == PANEL_RIBBON) return i;
    fail_msg("no ribbon");
    return -1;
}

static void click_cell(App *a, int row, int step) {
    const LayoutPanel *q = &a->layout->panels[ribbon_of(a)];
    double pitch = (q->plot.h - q->row_h) / (q->panel->n_curves - 1);
    fake_click(a, layout_step_x(a->layout, step), q->plot.y + row * pitch + 4);
}

static void a_click_on_a_month_tells_why(void **state) {
    World *w = *state;
    App *a = w->app;
    w->fake.why_lines = 40;
    click_cell(a, 1, 4);
    assert_true(a->why.open);
    assert_int_equal(w->fake.why_step, 4);
    assert_string_equal(w->fake.why_buyer, "Alibaba");
    assert_int_equal(a->step, 4);
    assert_non_null(a->why.told);
    assert_int_equal(a->why.told->n, 40);
    fake_draw(a);
    fake_key(a, KEY_ESCAPE);
    assert_false(a->why.open);
    assert_int_equal(w->fake.why_freed, 1);
    fake_draw(a);
}

static void keys_go_from_month_to_month(void **state) {
    World *w = *state;
    App *a = w->app;
    w->fake.why_lines = 3;
    app_set_step(a, 10);
    fake_focus(a, W_RIBBON + ribbon_of(a));
    fake_draw(a);
    fake_key(a, KEY_LEFT);
    assert_int_equal(a->step, 9);
    assert_false(a->why.open);
    fake_key(a, KEY_DOWN);
    fake_key(a, KEY_ENTER);
    assert_true(a->why.open);
    assert_string_equal(a->why.told->buyer, "Alibaba");
    assert_int_equal(a->why.told->step, 9);
    fake_key(a, KEY_RIGHT);
    assert_int_equal(a->why.told->step, 10);
    assert_int_equal(a->step, 10);
    fake_key(a, KEY_DOWN);
    assert_string_equal(a->why.told->buyer, "Tencent");
    fake_key(a, KEY_HOME);
    assert_int_equal(a->why.told->step, 0);
    fake_key(a, KEY_END);
    assert_int_equal(a->why.told->step, 23);
    for (int i = 0; i < 9; i++) fake_key(a, KEY_UP);
    assert_string_equal(a->why.told->buyer, "ByteDance");
    fake_draw(a);
    fake_key(a, KEY_ESCAPE);
    fake_key(a, KEY_SPACE);
    assert_true(a->why.open && !a->playing);
}

static void it_scrolls_and_closes(void **state) {
    World *w = *state;
    App *a = w->app;
    w->fake.why_lines = 200;
    click_cell(a, 0, 3);
    fake_draw(a);
    fake_key(a, KEY_PAGE_DOWN);
    double page = a->why.scroll;
    assert_true(page > 100);
    Rect close = why_close_rect(a);
    fake_move(a, close.x + 4, close.y + 300);
    app_event(a, &(UiEvent){.kind = EVENT_WHEEL, .wheel = 1});
    assert_near(a->why.scroll, page - 48, 1e-9);
    assert_int_equal(a->hover_step, -1);
    fake_key(a, KEY_PAGE_UP);
    assert_true(a->why.scroll == 0);
    for (int i = 0; i < 100; i++) fake_key(a, KEY_PAGE_DOWN);
    assert_true(a->why.scroll < a->why.extent);
    bool shown = a->show_baseline;
    Rect under = fake_at(a, W_BASELINE);
    fake_click(a, under.x + 4, middle_y(under));
    assert_true(a->why.open && a->show_baseline == shown);
    fake_click(a, close.x + close.w / 2, middle_y(close));
    assert_false(a->why.open);
}

static void another_run_is_told_anew(void **state) {
    World *w = *state;
    App *a = w->app;
    w->fake.why_lines = 2;
    click_cell(a, 0, 3);
    app_set_value(a, FAKE_LEVY, 0.1, true);
    app_update(a);
    assert_near(w->fake.why_levy, 0.1, 0);
    assert_non_null(a->why.told);
    w->fake.why_lines = 0;
    app_set_value(a, FAKE_LEVY, 0.2, true);
    app_update(a);
    assert_null(a->why.told);
    assert_string_equal(a->toast, "Not explained: fake.lua:9: a rule fails");
    fake_draw(a);
}

static void what_came_too_late_is_not_shown(void **state) {
    World *w = *state;
    App *a = w->app;
    w->fake.why_lines = 2;
    w->fake.held = true;
    click_cell(a, 0, 3);
    fake_draw(a);
    assert_true(a->why.waits);
    fake_key(a, KEY_ESCAPE);
    w->fake.held = false;
    app_update(a);
    assert_null(a->why.told);
    assert_int_equal(w->fake.why_freed, 1);
    w->fake.why_deaf = true;
    click_cell(a, 0, 5);
    assert_false(a->why.waits);
    assert_int_equal(w->fake.runs, 3); // the cases, the first, and one to have an answer
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_APP(a_click_on_a_month_tells_why),    WITH_APP(keys_go_from_month_to_month),
        WITH_APP(it_scrolls_and_closes),           WITH_APP(another_run_is_told_anew),
        WITH_APP(what_came_too_late_is_not_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
