#include "support/test.h"

#include "view/fake.h"

#include <math.h>

// x of a place on the track of a slider.
static double track_x(App *a, int widget, double place) {
    Rect r = fake_at(a, widget);
    return r.x + 7 + place * (r.w - 14);
}

static void starts_at_the_baseline(void **state) {
    World *w = *state;
    assert_int_equal(w->fake.runs, 2); // baseline and cases; this run
    assert_int_equal(w->fake.proofs, 2);
    assert_int_equal(w->app->fixed->n, 1 + FAKE_CASES);
    assert_true(w->app->values[FAKE_LEVY] == 0.25);
    assert_true(is_off(w->app->values[FAKE_CAP]));
    assert_int_equal(w->app->step, 23);
    assert_string_equal(w->app->figure->headline,
                        "At a levy of 25 % approvals bind first, then money");
}

static void dragging_a_slider_runs_and_letting_go_proves(void **state) {
    World *w = *state;
    App *a = w->app;
    int widget = W_INPUT + FAKE_LEVY, runs = w->fake.runs, proofs = w->fake.proofs;
    double y = middle_y(fake_at(a, widget));
    fake_press(a, track_x(a, widget, 0.625), y); // on the thumb
    assert_true(a->values[FAKE_LEVY] == 0.25);
    fake_move(a, track_x(a, widget, 0.5), y);
    assert_true(a->values[FAKE_LEVY] == 0.2);
    fake_move(a, track_x(a, widget, 0.25), y + 300); // the pointer may leave the track
    assert_true(w->fake.last[FAKE_LEVY] == 0.1);
    assert_int_equal(w->fake.runs, runs + 2);
    assert_int_equal(w->fake.proofs, proofs);
    fake_release(a, track_x(a, widget, 0.25), y + 300);
    assert_int_equal(w->fake.proofs, proofs + 1);
    assert_string_equal(a->figure->headline,
                        "At a levy of 10 % approvals bind first, then money");
    fake_move(a, track_x(a, widget, 0.9), y);
    assert_true(a->values[FAKE_LEVY] == 0.1);
}

static void a_press_beside_the_thumb_moves_it_there(void **state) {
    World *w = *state;
    App *a = w->app;
    int widget = W_INPUT + FAKE_PRICE;
    fake_click(a, track_x(a, widget, 0.25), middle_y(fake_at(a, widget)));
    assert_true(a->values[FAKE_PRICE] == 22500);
    assert_true(w->fake.last[FAKE_PRICE] == 22500);
}

static void keys_on_a_slider(void **state) {
    World *w = *state;
    App *a = w->app;
    fake_focus(a, W_INPUT + FAKE_LEVY);
    double *v = &a->values[FAKE_LEVY];
    fake_key(a, KEY_RIGHT);
    assert_true(*v == 0.255 && w->fake.last[FAKE_LEVY] == 0.255);
    fake_key(a, KEY_LEFT);
    fake_key(a, KEY_LEFT);
    assert_true(*v == 0.245);
    fake_key(a, KEY_PAGE_UP);
    assert_true(*v == 0.295);
    fake_key(a, KEY_PAGE_DOWN);
    assert_true(*v == 0.245);
    fake_key(a, KEY_END);
    assert_true(*v == 0.4);
    fake_key(a, KEY_HOME);
    assert_true(*v == 0);
    fake_key(a, KEY_DELETE);
    assert_true(*v == 0.25);
    assert_int_equal(a->step, 23); // the timeline did not move
}

static void a_check_toggles(void **state) {
    World *w = *state;
    App *a = w->app;
    Rect r = fake_at(a, W_INPUT + FAKE_OPEN);
    fake_click(a, r.x + 60, middle_y(r)); // on the label
    assert_true(a->values[FAKE_OPEN] == 1 && w->fake.last[FAKE_OPEN] == 1);
    fake_focus(a, W_INPUT + FAKE_OPEN);
    fake_key(a, KEY_SPACE);
    assert_true(a->values[FAKE_OPEN] == 0);
    fake_press(a, r.x + 5, middle_y(r));
    fake_release(a, r.x + 5, r.y + 200); // let go elsewhere: nothing
    assert_true(a->values[FAKE_OPEN] == 0);
}

static void a_lever_that_is_off_is_switched_on(void **state) {
    World *w = *state;
    App *a = w->app;
    Rect r = fake_at(a, W_OFF + FAKE_CAP);
    fake_click(a, r.x + 5, middle_y(r));
    assert_true(a->values[FAKE_CAP] == 75e3); // the value a case gives it
    int widget = W_INPUT + FAKE_CAP;
    fake_click(a, track_x(a, widget, 1), middle_y(fake_at(a, widget)));
    assert_true(a->values[FAKE_CAP] == 200e3);
    fake_click(a, r.x + 5, middle_y(r));
    assert_true(is_off(a->values[FAKE_CAP]) && is_off(w->fake.last[FAKE_CAP]));
    fake_click(a, r.x + 5, middle_y(r));
    assert_true(a->values[FAKE_CAP] == 200e3); // what it was
}

static void a_drop_down_by_keys_and_by_pointer(void **state) {
    World *w = *state;
    App *a = w->app;
    int widget = W_INPUT + FAKE_BASIS;
    fake_focus(a, widget);
    fake_key(a, KEY_ENTER);
    assert_int_equal(a->ui.popup.owner, widget);
    fake_key(a, KEY_DOWN);
    fake_key(a, KEY_DOWN);
    fake_key(a, KEY_ENTER);
    assert_true(a->values[FAKE_BASIS] == 2 && w->fake.last[FAKE_BASIS] == 2);
    assert_int_equal(a->ui.popup.owner, 0);
    fake_key(a, KEY_SPACE);
    fake_key(a, KEY_UP);
    fake_key(a, KEY_ESCAPE); // leaves it as it was
    assert_true(a->values[FAKE_BASIS] == 2 && a->ui.popup.owner == 0);
    assert_false(a->playing);
    Rect r = fake_at(a, widget);
    fake_click(a, r.x + 20, middle_y(r));
    assert_int_equal(a->ui.popup.owner, widget);
    Rect row = popup_row(popup_rect(&a->ui, a->rooms.window), 1);
    fake_click(a, row.x + 5, middle_y(row));
    assert_true(a->values[FAKE_BASIS] == 1);
    fake_press(a, r.x + 20, middle_y(r)); // held, moved to a row, let go
    fake_move(a, row.x + 5, row.y - 10);
    fake_release(a, row.x + 5, row.y - 10);
    assert_true(a->values[FAKE_BASIS] == 0);
    fake_click(a, r.x + 20, middle_y(r));
    fake_click(a, 700, 300); // outside: closed, and nothing else
    assert_int_equal(a->ui.popup.owner, 0);
    assert_int_equal(a->step, 23);
}

static void a_case_and_reset(void **state) {
    World *w = *state;
    App *a = w->app;
    char name[96];
    fake_focus(a, W_CASE);
    fake_key(a, KEY_DOWN);
    assert_int_equal(a->case_index, FAKE_NO_LEVY);
    assert_true(w->fake.last[FAKE_LEVY] == 0);
    assert_string_equal(app_setting_name(a, name), "no levy");
    app_set_value(a, FAKE_LEVY, 0.1, true);
    assert_string_equal(app_setting_name(a, name), "no levy, edited");
    Rect r = fake_at(a, W_RESET);
    fake_click(a, r.x + 5, middle_y(r));
    assert_string_equal(app_setting_name(a, name), "Baseline");
    assert_true(w->fake.last[FAKE_LEVY] == 0.25);
}

static void cases_lie_over_the_chart(void **state) {
    World *w = *state;
    App *a = w->app;
    assert_int_equal(a->figure->n_runs, 2);
    Rect r = fake_at(a, W_RUN + FAKE_CAP_75K);
    int runs = w->fake.runs;
    fake_click(a, r.x + 5, middle_y(r));
    assert_int_equal(a->figure->n_runs, 3);
    assert_string_equal(a->figure->run_names[2], "75k cap");
    r = fake_at(a, W_BASELINE);
    fake_click(a, r.x + 5, middle_y(r));
    assert_int_equal(a->figure->baseline, NO_RUN);
    assert_int_equal(w->fake.runs, runs); // nothing had to be run for it
}

static void summaries_compare_with_the_baseline(void **state) {
    World *w = *state;
    App *a = w->app;
    const Summary *s = &a->summary[SUMMARY_DELIVERED];
    assert_true(s->live == s->baseline && s->live > 0);
    assert_true(s->of_case[FAKE_NO_LEVY] > s->baseline);
    fake_focus(a, W_INPUT + FAKE_LEVY);
    fake_key(a, KEY_HOME);
    assert_true(s->live == s->of_case[FAKE_NO_LEVY]);
    assert_true(a->summary[SUMMARY_LEVY].live == 0 && a->summary[SUMMARY_LEVY].matters);
    assert_false(a->summary[SUMMARY_UNMET].matters);
}

static void a_long_message_stays_longer(void **state) {
    World *w = *state;
    App *a = w->app;
    app_toast(a, "Saved");
    fake_tick(a, a->now + 3.9);
    assert_true(a->toast[0]);
    fake_tick(a, a->now + 0.2);
    assert_false(a->toast[0]);
    app_toast(a, "Not saved: %0189d", 0); // in two lines
    fake_draw(a);
    fake_tick(a, a->now + 11.9);
    assert_true(a->toast[0]);
    fake_tick(a, a->now + 0.2);
    assert_false(a->toast[0]);
}

// Nothing is due while nothing happens; what is heard is looked at a moment later, once.
static void sleeps_until_it_hears(void **state) {
    World *w = *state;
    App *a = w->app;
    w->fake.hears = true;
    fake_draw(a);
    fake_tick(a, 1);
    assert_true(isinf(app_wait(a)));
    w->fake.touched = true;
    fake_tick(a, 2);
    assert_near(app_wait(a), 0.05, 1e-9);
    w->fake.touched = true;
    fake_tick(a, 2.02);
    assert_near(app_wait(a), 0.03, 1e-9);
    fake_tick(a, 2.06); // it was touched, no more
    assert_true(isinf(app_wait(a)) && !a->toast[0]);
    w->fake.stamp = 2;
    w->fake.touched = true;
    fake_tick(a, 3);
    fake_tick(a, 3.06);
    assert_string_equal(a->toast, "Read again: folder/fake.lua");
    assert_near(app_wait(a), 0.05, 1e-9); // it may have been saved while it was read
    fake_tick(a, 3.2);
    fake_tick(a, 10);
    assert_true(isinf(app_wait(a)));
    w->fake.stamp = 0;
    w->fake.touched = true;
    fake_tick(a, 11);
    fake_tick(a, 11.1);
    assert_near(app_wait(a), 1, 1e-9); // somebody must say that it is missing
    fake_tick(a, 12.1);
    assert_int_equal(faults_count(a->faults), 0);
    fake_tick(a, 13.1);
    assert_int_equal(faults_count(a->faults), 1);
    w->fake.stamp = 2; // the same one
    w->fake.touched = true;
    fake_tick(a, 14);
    fake_tick(a, 14.1);
    assert_int_equal(faults_count(a->faults), 0);
    w->fake.hears = false;
    w->fake.touched = true;
    fake_tick(a, 20);
    fake_tick(a, 20.1);
    assert_near(app_wait(a), 1, 1e-9);
}

static void playing_reveals_month_by_month(void **state) {
    World *w = *state;
    App *a = w->app;
    fake_key(a, KEY_SPACE);
    assert_true(a->playing && a->revealing);
    assert_int_equal(a->step, 0); // from the beginning, as it stood at the end
    fake_tick(a, 0);
    assert_near(app_wait(a), 0.5, 1e-9);
    fake_tick(a, 0.49);
    assert_int_equal(a->step, 0);
    fake_tick(a, 0.51);
    assert_int_equal(a->step, 1);
    fake_draw(a);
    assert_int_equal(a->layout->reveal, 1);
    fake_tick(a, 5.01);
    assert_int_equal(a->step, 10);
    fake_key(a, KEY_SPACE);
    fake_tick(a, 9);
    assert_true(!a->playing && a->revealing && a->step == 10);
    fake_key(a, KEY_RIGHT);
    assert_int_equal(a->step, 11);
    Rect r = fake_at(a, W_SPEED);
    fake_click(a, r.x + 5, middle_y(r));
    assert_int_equal(a->speed, 2);
    fake_key(a, KEY_SPACE);
    fake_tick(a, 10.01);
    assert_int_equal(a->step, 15);
    fake_tick(a, 100);
    assert_true(!a->playing && !a->revealing && a->step == 23);
}

static void the_timeline_by_buttons_and_keys(void **state) {
    World *w = *state;
    App *a = w->app;
    Rect r = fake_at(a, W_BACK);
    fake_click(a, r.x + 5, middle_y(r));
    assert_int_equal(a->step, 22);
    r = fake_at(a, W_FORWARD);
    fake_click(a, r.x + 5, middle_y(r));
    fake_click(a, r.x + 5, middle_y(r)); // no further than the end
    assert_int_equal(a->step, 23);
    fake_focus(a, W_TRACK);
    fake_key(a, KEY_PAGE_DOWN);
    assert_int_equal(a->step, 20);
    fake_key(a, KEY_HOME);
    assert_int_equal(a->step, 0);
    fake_key(a, KEY_LEFT);
    assert_int_equal(a->step, 0);
    fake_press(a, layout_step_x(a->layout, 0), middle_y(fake_at(a, W_TRACK)));
    fake_move(a, layout_step_x(a->layout, 7), 790);
    fake_release(a, layout_step_x(a->layout, 7), 790);
    assert_int_equal(a->step, 7);
}

static void the_pointer_over_a_plot_reads_out(void **state) {
    World *w = *state;
    App *a = w->app;
    Rect plot = a->layout->panels[0].plot;
    fake_move(a, layout_step_x(a->layout, 4), plot.y + 10);
    assert_int_equal(app_cursor(a), 4);
    assert_int_equal(a->step, 23);
    app_event(a, &(UiEvent){.kind = EVENT_LEAVE});
    assert_int_equal(app_cursor(a), 23);
    fake_press(a, layout_step_x(a->layout, 6), plot.y + 10);
    fake_move(a, layout_step_x(a->layout, 9), plot.y + 10);
    fake_release(a, layout_step_x(a->layout, 9), plot.y + 10);
    assert_int_equal(a->step, 9);
}

static void space_plays_after_a_click(void **state) {
    World *w = *state;
    App *a = w->app;
    Rect r = fake_at(a, W_RESET);
    fake_click(a, r.x + 5, middle_y(r));
    fake_key(a, KEY_SPACE);
    assert_true(a->playing);
}

static void tab_goes_in_reading_order(void **state) {
    World *w = *state;
    App *a = w->app;
    static const int order[] = {W_CASE,
                                W_INPUT + FAKE_LEVY,
                                W_OFF + FAKE_CAP,
                                W_INPUT + FAKE_CAP,
                                W_INPUT + FAKE_OPEN,
                                W_INPUT + FAKE_BASIS,
                                W_INPUT + FAKE_START,
                                W_INPUT + FAKE_PRICE,
                                W_INPUT + FAKE_GROWTH,
                                W_RESET,
                                W_OPEN,
                                W_EXPORT,
                                W_RIBBON + 3,
                                W_BASELINE,
                                W_RUN,
                                W_RUN + 1,
                                W_DIFFERENCE,
                                W_TRACK,
                                W_BACK,
                                W_PLAY,
                                W_FORWARD,
                                W_SPEED,
                                W_DRAWS,
                                W_CASE};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        fake_key(a, KEY_TAB);
        assert_int_equal(a->ui.focus, order[i]);
    }
    app_event(a, &(UiEvent){.kind = EVENT_KEY, .key = KEY_TAB, .shift = true});
    assert_int_equal(a->ui.focus, W_DRAWS);
}

static void tab_scrolls_to_what_is_hidden(void **state) {
    World *w = *state;
    App *a = w->app;
    app_event(a, &(UiEvent){.kind = EVENT_RESIZE, .x = 1280, .y = ROOM_MIN_H});
    fake_focus(a, W_INPUT + FAKE_GROWTH);
    assert_true(a->scroll[PANE_LEFT] > 0);
    Rect list = rooms_left(&a->rooms).list, r = fake_at(a, W_INPUT + FAKE_GROWTH);
    assert_true(r.y >= list.y && r.y + r.h <= list.y + list.h);
    fake_move(a, 100, 200);
    app_event(a, &(UiEvent){.kind = EVENT_WHEEL, .wheel = 100});
    assert_true(a->scroll[PANE_LEFT] == 0);
}

static void the_right_column_follows_too(void **state) {
    World *w = *state;
    App *a = w->app;
    app_event(a, &(UiEvent){.kind = EVENT_RESIZE, .x = 1280, .y = ROOM_MIN_H});
    app_set_value(a, FAKE_LEVY, 0.1, true);
    app_update(a);
    fake_draw(a);
    assert_true(a->pinned); // the comparison is in sight, the runs are not
    Rect pane = a->rooms.pane[PANE_RIGHT];
    assert_true(fake_at(a, W_RUN + 1).y > pane.y + pane.h - 119);
    fake_focus(a, W_RUN + 1);
    Rect r = fake_at(a, W_RUN + 1);
    assert_true(a->scroll[PANE_RIGHT] > 0 && r.y > pane.y && r.y + r.h < pane.y + pane.h - 119);
    fake_focus(a, W_DIFFERENCE);
    r = fake_at(a, W_DIFFERENCE);
    assert_true(r.y > pane.y && r.y + r.h < pane.y + pane.h - 119);
    app_event(a, &(UiEvent){.kind = EVENT_RESIZE, .x = 1440, .y = 1000});
    fake_draw(a);
    assert_true(!a->pinned && a->scroll[PANE_RIGHT] == 0);
}

// A row at the edge of its list stays where it is pressed, and so takes the click.
static void a_half_hidden_row_takes_its_click(void **state) {
    World *w = *state;
    App *a = w->app;
    app_event(a, &(UiEvent){.kind = EVENT_RESIZE, .x = 1280, .y = ROOM_MIN_H});
    app_set_value(a, FAKE_LEVY, 0.1, true);
    app_update(a);
    fake_draw(a);
    int clicks = 0;
    for (int up = 0; up < 200; up += 4) {
        a->scroll[PANE_RIGHT] = up;
        Rect r = fake_at(a, W_RUN + 1);
        fake_move(a, r.x + 40, r.y + 3);
        if (a->scroll[PANE_RIGHT] < up) break; // no further
        if (a->ui.hot != W_RUN + 1) continue;
        bool shown = a->shown[1];
        fake_click(a, r.x + 40, r.y + 3);
        assert_true(a->shown[1] != shown);
        clicks++;
    }
    assert_true(clicks > 5);
}

static void a_scrolled_away_control_takes_no_click(void **state) {
    World *w = *state;
    App *a = w->app;
    app_event(a, &(UiEvent){.kind = EVENT_RESIZE, .x = 1280, .y = ROOM_MIN_H});
    Rect list = rooms_left(&a->rooms).list, r = fake_at(a, W_INPUT + FAKE_GROWTH);
    assert_true(middle_y(r) > list.y + list.h);
    fake_click(a, r.x + 10, middle_y(r));
    assert_true(a->values[FAKE_GROWTH] == 0.04);
}

static void the_scroll_bar_can_be_dragged(void **state) {
    World *w = *state;
    App *a = w->app;
    app_event(a, &(UiEvent){.kind = EVENT_RESIZE, .x = 1280, .y = ROOM_MIN_H});
    Rect list = rooms_left(&a->rooms).list;
    fake_draw(a);
    double x = list.x + list.w - 6, limit = a->extent[PANE_LEFT] - list.h;
    assert_true(limit > 0);
    fake_press(a, x, list.y + 10);
    fake_move(a, x, list.y + 10 + 1000);
    assert_near(a->scroll[PANE_LEFT], limit, 1e-9);
    fake_move(a, x + 300, list.y - 1000);
    fake_release(a, x + 300, list.y - 1000);
    assert_true(a->scroll[PANE_LEFT] == 0);
    fake_move(a, x, list.y + 200);
    assert_true(a->scroll[PANE_LEFT] == 0);
}

static void themes_and_narrow_windows(void **state) {
    World *w = *state;
    App *a = w->app;
    fake_character(a, 't');
    assert_true(a->theme.dark);
    assert_int_equal(a->ui.n_order, 23);
    app_event(a, &(UiEvent){.kind = EVENT_RESIZE, .x = 1024, .y = 640});
    fake_at(a, W_CASE);
    assert_int_equal(a->ui.n_order, 20); // no runs to tick, but a button to see them
    fake_character(a, 'v');
    fake_at(a, W_CASE);
    assert_int_equal(a->ui.n_order, 24);
    fake_key(a, KEY_ESCAPE);
    assert_false(a->rooms.drawer);
    app_event(a, &(UiEvent){.kind = EVENT_RESIZE, .x = 300, .y = 200});
    fake_draw(a);
    assert_true(a->rooms.window.w == ROOM_MIN_W);
}

static void help_takes_the_next_key(void **state) {
    World *w = *state;
    App *a = w->app;
    fake_character(a, '?');
    assert_true(a->help);
    fake_draw(a);
    fake_key(a, KEY_SPACE);
    assert_true(!a->help && !a->playing);
    fake_key(a, KEY_F11);
    assert_true(a->wants_fullscreen);
}

static void a_tip_comes_after_a_while(void **state) {
    World *w = *state;
    App *a = w->app;
    Rect r = fake_at(a, W_INPUT + FAKE_LEVY);
    fake_tick(a, 1);
    fake_move(a, r.x + 50, middle_y(r));
    fake_tick(a, 1.2);
    assert_false(a->tip.shown);
    fake_tick(a, 1.5);
    assert_true(a->tip.shown);
    fake_draw(a);
    fake_move(a, 700, 300);
    assert_false(a->tip.shown);
}

// The same window is the same picture, and a change of one pane draws what a full drawing does.
static void drawing_what_changed_is_drawing_all(void **state) {
    World *w = *state;
    App *a = w->app;
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1280, 800);
    cairo_t *cr = cairo_create(s);
    app_draw(a, cr);
    assert_false(app_is_dirty(a));
    Rect plot = a->layout->panels[1].plot;
    fake_move(a, layout_step_x(a->layout, 4), plot.y + 10);
    app_draw(a, cr);
    fake_character(a, 'e');
    app_draw(a, cr);
    fake_key(a, KEY_ESCAPE);
    fake_focus(a, W_INPUT + FAKE_PRICE);
    fake_key(a, KEY_PAGE_UP);
    app_draw(a, cr);
    cairo_surface_t *t = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1280, 800);
    cairo_t *full = cairo_create(t);
    app_expose(a);
    app_draw(a, full);
    cairo_surface_flush(s);
    cairo_surface_flush(t);
    size_t size = (size_t)cairo_image_surface_get_stride(s) * 800;
    assert_memory_equal(cairo_image_surface_get_data(s), cairo_image_surface_get_data(t), size);
    cairo_destroy(full);
    cairo_surface_destroy(t);
    cairo_destroy(cr);
    cairo_surface_destroy(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_APP(starts_at_the_baseline),
        WITH_APP(dragging_a_slider_runs_and_letting_go_proves),
        WITH_APP(a_press_beside_the_thumb_moves_it_there),
        WITH_APP(keys_on_a_slider),
        WITH_APP(a_check_toggles),
        WITH_APP(a_lever_that_is_off_is_switched_on),
        WITH_APP(a_drop_down_by_keys_and_by_pointer),
        WITH_APP(a_case_and_reset),
        WITH_APP(cases_lie_over_the_chart),
        WITH_APP(summaries_compare_with_the_baseline),
        WITH_APP(a_long_message_stays_longer),
        WITH_APP(sleeps_until_it_hears),
        WITH_APP(playing_reveals_month_by_month),
        WITH_APP(the_timeline_by_buttons_and_keys),
        WITH_APP(the_pointer_over_a_plot_reads_out),
        WITH_APP(space_plays_after_a_click),
        WITH_APP(tab_goes_in_reading_order),
        WITH_APP(tab_scrolls_to_what_is_hidden),
        WITH_APP(the_right_column_follows_too),
        WITH_APP(a_half_hidden_row_takes_its_click),
        WITH_APP(a_scrolled_away_control_takes_no_click),
        WITH_APP(the_scroll_bar_can_be_dragged),
        WITH_APP(themes_and_narrow_windows),
        WITH_APP(help_takes_the_next_key),
        WITH_APP(a_tip_comes_after_a_while),
        WITH_APP(drawing_what_changed_is_drawing_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
