// Runs beside each other, over a hand-made world: the change against the baseline and its halves,
// pinned runs, differences.
#include "support/test.h"

#include "view/fake.h"

#include <math.h>
#include <string.h>

static void set(App *a, int input, double value) {
    app_set_value(a, input, value, true);
    app_update(a);
}

static double total_with(App *a, double levy, double price) {
    double values[FAKE_N];
    memcpy(values, a->base, sizeof values);
    values[FAKE_LEVY] = levy;
    values[FAKE_PRICE] = price;
    double keep[FAKE_N];
    memcpy(keep, a->values, sizeof keep);
    memcpy(a->values, values, sizeof values);
    a->stale = true;
    app_update(a);
    double spend = a->summary[SUMMARY_SPEND].live;
    memcpy(a->values, keep, sizeof keep);
    a->stale = true;
    app_update(a);
    return spend;
}

static void the_halves_of_a_change(void **state) {
    World *w = *state;
    App *a = w->app;
    const Summary *s = &a->summary[SUMMARY_SPEND];
    set(a, FAKE_LEVY, 0.1);
    assert_int_equal(w->fake.n_points, 1); // all of it from levers
    assert_null(app_half(a, 0));
    fake_draw(a);
    set(a, FAKE_PRICE, 21000);
    assert_int_equal(w->fake.n_points, 3);
    double levers = total_with(a, 0.1, 27000), assumptions = total_with(a, 0.25, 21000);
    assert_near(s->half[0], levers, 0);
    assert_near(s->half[1], assumptions, 0);
    assert_true(s->live != levers && s->live != assumptions && levers != assumptions);
    fake_draw(a);
    set(a, FAKE_LEVY, 0.25);
    assert_int_equal(w->fake.n_points, 1); // all of it from assumptions
    assert_true(isnan(s->half[0]));
    fake_draw(a);
}

static void halves_that_cannot_be_run_are_said(void **state) {
    World *w = *state;
    App *a = w->app;
    w->fake.lone = true;
    set(a, FAKE_LEVY, 0.1);
    set(a, FAKE_PRICE, 21000);
    assert_null(app_half(a, 0));
    assert_true(isnan(a->summary[SUMMARY_SPEND].half[0]));
    fake_draw(a);
}

static void a_run_is_pinned_and_stays(void **state) {
    World *w = *state;
    App *a = w->app;
    fake_character(a, 'p');
    assert_int_equal(a->n_pins, 0);
    assert_string_equal(a->toast, "The baseline is always there: move something to pin it");
    set(a, FAKE_LEVY, 0.1);
    double then = a->summary[SUMMARY_SPEND].live;
    fake_character(a, 'p');
    assert_int_equal(a->n_pins, 1);
    assert_string_equal(a->toast, "Pinned: export levy 10%");
    set(a, FAKE_LEVY, 0);
    assert_near(a->summary[SUMMARY_SPEND].pin[0], then, 0);
    assert_true(a->summary[SUMMARY_SPEND].live != then);
    assert_int_equal(a->figure->n_runs, 3);
    assert_string_equal(a->figure->run_names[2], "export levy 10%");
    assert_true(a->figure->ghost[2] && !a->figure->ghost[0] && !a->figure->ghost[1]);
    app_choose_case(a, FAKE_CAP_75K);
    app_update(a);
    fake_character(a, 'p');
    set(a, FAKE_LEVY, 0.3);
    set(a, FAKE_OPEN, 1);
    set(a, FAKE_GROWTH, 0.06);
    fake_character(a, 'p');
    assert_string_equal(a->pins[1].name, "75k cap");
    assert_string_equal(a->pins[2].name, "75k cap, export levy 30%, open door on and 1 more");
    fake_draw(a);
    fake_character(a, 'p'); // the same again
    assert_int_equal(a->n_pins, 2);
    assert_string_equal(a->toast,
                        "No longer pinned: 75k cap, export levy 30%, open door on and 1 more");
}

static void pins_by_their_rows(void **state) {
    World *w = *state;
    App *a = w->app;
    for (int i = 1; i <= PINS_MOST + 1; i++) {
        set(a, FAKE_LEVY, 0.02 * i);
        fake_character(a, 'p');
    }
    assert_int_equal(a->n_pins, PINS_MOST);
    assert_string_equal(a->toast, "8 runs are pinned: Del on a row of them makes room");
    fake_focus(a, W_PIN + 2);
    fake_key(a, KEY_SPACE);
    assert_false(a->pins[2].shown);
    assert_int_equal(a->figure->n_runs, 2 + PINS_MOST - 1);
    fake_key(a, KEY_DELETE);
    assert_int_equal(a->n_pins, PINS_MOST - 1);
    assert_string_equal(a->pins[2].name, "export levy 8%");
    fake_focus(a, W_PIN + 2);
    fake_character(a, 'p');
    assert_int_equal(a->n_pins, PINS_MOST - 2);
    assert_string_equal(a->pins[2].name, "export levy 10%");
    fake_draw(a);
}

static void pins_outlive_a_new_reading(void **state) {
    World *w = *state;
    App *a = w->app;
    set(a, FAKE_PRICE, 21000);
    set(a, FAKE_LEVY, 0.1);
    fake_character(a, 'p');
    set(a, FAKE_LEVY, 0.3);
    w->fake.version = 1; // without the levy
    w->fake.stamp = 2;
    fake_tick(a, 1);
    app_update(a);
    assert_int_equal(a->n_pins, 1);
    assert_near(a->pins[0].values[FAKE_PRICE - 1], 21000, 0);
    assert_non_null(app_pin(a, 0));
    fake_draw(a);
}

static void differences_to_the_baseline(void **state) {
    World *w = *state;
    App *a = w->app;
    set(a, FAKE_LEVY, 0.1);
    const FigureCurve *k = &a->figure->panels[1].curves[0];
    double live = k->y[0][7], base = k->y[1][7];
    fake_character(a, 'd');
    assert_true(a->difference && a->figure->difference);
    const FigurePanel *p = &a->figure->panels[1];
    assert_string_equal(p->title, "Spend");
    assert_string_equal(p->unit, "US$ per month vs baseline");
    assert_near(p->curves[0].y[0][7], live - base, 1e-6);
    assert_true(p->from_zero && p->low <= 0);
    assert_int_equal(a->figure->n_runs, 1);
    fake_draw(a);
    a->shown[FAKE_NO_LEVY] = true;
    app_build_figure(a);
    assert_int_equal(a->figure->n_runs, 2);
    fake_draw(a);
    fake_focus(a, W_DIFFERENCE);
    fake_key(a, KEY_SPACE);
    assert_false(a->difference);
    a->shown[FAKE_NO_LEVY] = false;
    app_reset(a);
    app_update(a);
    fake_character(a, 'd');
    assert_string_equal(a->figure->panels[0].note, "No difference to the baseline");
    fake_draw(a);
}

// Pixels of a plot in the full colour of its first curve; drawing may lay the panels out anew.
static int coloured(App *a, int panel) {
    Rect w = a->rooms.window;
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)w.w, (int)w.h);
    cairo_t *cr = cairo_create(s);
    app_expose(a);
    app_draw(a, cr);
    cairo_surface_flush(s);
    const LayoutPanel *q = &a->layout->panels[panel];
    Colour wanted = a->theme.entity[q->panel->curves[0].slot];
    int n = 0;
    for (int y = (int)q->plot.y; y < (int)(q->plot.y + q->plot.h); y++) {
        const uint32_t *row =
            (const uint32_t *)(const void *)(cairo_image_surface_get_data(s) +
                                             y * cairo_image_surface_get_stride(s));
        for (int x = (int)q->plot.x; x < (int)(q->plot.x + q->plot.w); x++)
            n += (row[x] & 0xffffff) == wanted;
    }
    cairo_destroy(cr);
    cairo_surface_destroy(s);
    return n;
}

// Its curves stand out, its values are beside this run's.
static void a_pointed_row_shows_its_run(void **state) {
    World *w = *state;
    App *a = w->app;
    Rect box = fake_at(a, W_RUN + FAKE_NO_LEVY);
    fake_move(a, box.x + 40, box.y + 10);
    assert_int_equal(a->pointed, 0); // it is not laid over
    fake_click(a, box.x + 40, box.y + 10);
    assert_int_equal(a->pointed, 2);
    assert_string_equal(a->figure->run_names[a->pointed], "no levy");
    const LayoutPanel *q = &a->layout->panels[1];
    const FigureCurve *k = &q->panel->curves[0];
    char value[40], wanted[40];
    figure_value(a->figure, 1, 0, 2, 7, value);
    quantity_format(wanted, &q->panel->quantity, k->y[2][7]);
    assert_string_equal(value, wanted);
    assert_true(k->y[2][7] != k->y[0][7]);
    int pointed = coloured(a, 1);
    fake_move(a, 5, 5);
    assert_int_equal(a->pointed, 0);
    assert_true(pointed > coloured(a, 1) + 100);
    fake_focus(a, W_BASELINE);
    assert_int_equal(a->pointed, 1);
    fake_character(a, 'd'); // the baseline is no curve of differences
    fake_focus(a, W_RUN + FAKE_NO_LEVY);
    assert_string_equal(a->figure->run_names[a->pointed], "no levy");
    fake_draw(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_APP(the_halves_of_a_change),      WITH_APP(halves_that_cannot_be_run_are_said),
        WITH_APP(a_run_is_pinned_and_stays),   WITH_APP(pins_by_their_rows),
        WITH_APP(pins_outlive_a_new_reading),  WITH_APP(differences_to_the_baseline),
        WITH_APP(a_pointed_row_shows_its_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
