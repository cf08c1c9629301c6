// Draws in the background, over a real script: bands, ranges of totals, a draw loaded by a click.
#include "support/test.h"

#include "base/file.h"
#include "view/column.h"
#include "view/fake.h"
#include "view/permit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Of 2 billion dollars 74,000 to 100,000 chips are bought; the case has half of it.
static const char SCRIPT[] =
    "scenario \"One price\" { from = \"2026-01\", to = \"2026-12\" }\n"
    "local price = assume \"price\" { usd(27000), min = usd(20000), max = usd(28000), dist = "
    "triangular(usd(20000), usd(27000), usd(28000)), source = \"assumed\" }\n"
    "local spend = lever \"spend\" { 1, min = 0, max = 2, source = \"assumed\" }\n"
    "chip \"H200\" { seller = \"Nvidia\", origin = \"US\", price = price, flops = 989.5 }\n"
    "line \"stock\" { chip = \"H200\", inventory = 300e3 }\n"
    "buyer \"ByteDance\" { jurisdiction = \"CN\", capex = usd(2e9) * spend, demand = 20e3 }\n"
    "case \"half\" { spend = 0.5 }\n";

enum { PRICE, SPEND };

static int start(void **state) {
    return saved_start(state, SCRIPT);
}

static void settle(App *a) {
    assert_true(app_settle(a, 20));
}

static bool finish_draws(App *a) {
    app_draws_wait(a);
    return !a->drawing;
}

static const FigureCurve *first_curve(const App *a) {
    return &a->figure->panels[0].curves[0];
}

static void start_draws(Saved *w, int draws) {
    app_draws(w->app, draws);
}

static void draws_give_bands(void **state) {
    Saved *w = *state;
    App *a = w->app;
    start_draws(w, 1000);
    assert_true(a->drawing);
    assert_true(finish_draws(a));
    assert_int_equal(a->bands->done, 1000);
    assert_int_equal(a->figure->draws, 1000);
    const FigureCurve *c = first_curve(a);
    for (int k = 1; k < BAND_COUNT; k++)
        assert_true(c->band[0].at[k][3] >= c->band[0].at[k - 1][3]);
    assert_true(c->band[0].at[BAND_95][3] > c->band[0].at[BAND_5][3] * 1.05);
    app_set_value(a, 1, 1.5, true); // another world: its draws are not these
    settle(a);
    assert_null(a->bands);
    assert_null(first_curve(a)->band[0].at[0]);
    app_draws(a, 100);
    assert_true(finish_draws(a));
    assert_int_equal(a->figure->draws, 100);
    app_set_value(a, 0, 25000, true); // nothing is left to draw
    settle(a);
    app_draws(a, 100);
    assert_false(a->drawing);
    assert_string_equal(a->toast, "Nothing to draw: no assumption at its baseline has a dist, "
                                  "and there is no tape-out");
}

// A bar on the button, in the colour of what is written there.
static bool seen_progress(App *a) {
    Rect r = fake_at(a, W_DRAWS), w = a->rooms.window;
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)w.w, (int)w.h);
    cairo_t *cr = cairo_create(s);
    app_expose(a);
    app_draw(a, cr);
    cairo_surface_flush(s);
    unsigned pixel;
    memcpy(&pixel,
           cairo_image_surface_get_data(s) +
               (int)(r.y + r.h - 4) * cairo_image_surface_get_stride(s) + 4 * (int)(r.x + 4.5),
           sizeof pixel);
    cairo_destroy(cr);
    cairo_surface_destroy(s);
    return (pixel & 0xffffff) == a->theme.on_accent;
}

// Sliders are served between blocks of draws; what is stopped keeps its bands.
static void draws_are_stopped(void **state) {
    Saved *w = *state;
    App *a = w->app;
    start_draws(w, 10000);
    while (!a->bands || a->bands->done < 1000) {
        a->model.wait(a->model.context, 10);
        app_update(a);
    }
    assert_true(seen_progress(a));
    app_event(a,
              &(UiEvent){.kind = EVENT_KEY, .key = KEY_CHARACTER, .character = 'n', .now = 1});
    assert_false(a->drawing);
    int done = a->bands->done;
    assert_in_range(done, 1, 9999);
    assert_true(finish_draws(a));
    app_set_value(a, 1, 0.5, true);
    settle(a);
    assert_null(a->bands);
}

static void click(App *a, double x, double y) {
    app_event(a, &(UiEvent){.kind = EVENT_MOVE, .x = x, .y = y, .now = a->now});
    app_event(a, &(UiEvent){.kind = EVENT_PRESS, .x = x, .y = y, .now = a->now});
    app_event(a, &(UiEvent){.kind = EVENT_RELEASE, .x = x, .y = y, .now = a->now});
}

static void a_band_gives_a_draw(void **state) {
    Saved *w = *state;
    App *a = w->app;
    start_draws(w, 1000);
    assert_true(finish_draws(a));
    const LayoutPanel *q = &a->layout->panels[0];
    double wanted = first_curve(a)->band[0].at[BAND_75][3];
    double x = layout_step_x(a->layout, 3), y = scale_px(&q->y, wanted);
    click(a, x, y);
    settle(a);
    assert_memory_equal(a->toast, "Draw ", 5);
    assert_non_null(strstr(a->toast, ": H200 at its 7"));
    assert_true(a->values[0] != 27000);
    assert_near(a->values[1], 1, 0);
    assert_int_equal(a->figure->draws, 1000); // its bands stay around it
    assert_near(first_curve(a)->y[0][3], wanted, 0.02 * wanted);
    app_reset(a);
    settle(a);
    assert_null(a->bands);
}

// Text of the band: once, in sight, where it is widest.
static void the_bands_are_labelled_once(void **state) {
    Saved *w = *state;
    App *a = w->app;
    start_draws(w, 100);
    assert_true(finish_draws(a));
    int labels = 0;
    for (int i = 0; i < a->layout->n_panels; i++) {
        const LayoutPanel *q = &a->layout->panels[i];
        if (q->band.w <= 0) continue;
        labels++;
        assert_string_equal(q->band.text, "5\u201395 % and 25\u201375 % of 100 draws");
        assert_true(q->band.x >= q->plot.x && q->band.x + q->band.w <= q->plot.x + q->plot.w);
        assert_true(q->band.y >= q->plot.y && q->band.y <= q->plot.y + q->plot.h);
    }
    assert_int_equal(labels, 1);
}

static void set(App *a, int input, double value) {
    app_set_value(a, input, value, true);
    settle(a);
}

static void check_row(const RangeRow *row, const char *label, const char *median,
                      const char *range) {
    assert_string_equal(row->label, label);
    assert_string_equal(row->median, median);
    assert_string_equal(row->range, range);
}

static int rows_of(App *a, RangeRow **rows) {
    return app_ranges(a, a->frame_arena, rows);
}

// By keys: N opens the list of numbers of draws, Enter takes 1,000.
static void draw_by_keys(App *a) {
    fake_character(a, 'n');
    fake_key(a, KEY_ENTER);
    assert_true(finish_draws(a));
    assert_int_equal(a->bands->done, 1000);
}

static void totals_have_a_median_and_a_range(void **state) {
    Saved *w = *state;
    App *a = w->app;
    RangeRow *rows;
    assert_int_equal(rows_of(a, &rows), 0);
    assert_false(comparison_differs(a)); // though there are no levies to compare
    assert_true(ranges_height(a, &LOOSE) == 0);
    fake_draw(a);
    draw_by_keys(a);
    // What 2 billion dollars buy at the quantiles of a triangular price.
    double q[3], price[3] = {28000 - sqrt(0.05 * 8000 * 1000), 20000 + sqrt(0.5 * 8000 * 7000),
                             20000 + sqrt(0.05 * 8000 * 7000)};
    static const double P[3] = {0.05, 0.5, 0.95};
    const Pick pick = total_pick(SUMMARY_DELIVERED);
    int column = ensemble_find(a->ensemble, &pick, NULL);
    ensemble_quantiles(a->ensemble, 0, -1, column, 0, 3, P, q);
    for (int i = 0; i < 3; i++) assert_near(q[i], 2e9 / price[i], 0.01 * q[i]);
    assert_int_equal(rows_of(a, &rows), 5);
    check_row(&rows[0], "Delivered", "78.9k", "73.2\u201392.1k");
    check_row(&rows[1], "Spend", "$2B", "$2B");
    check_row(&rows[2], "Final compute", "78.9k", "73.2\u201392.1k");
    check_row(&rows[4], "Sellers' net", "$2B", "$2B");
    assert_true(ranges_height(a, &LOOSE) > ranges_height(a, &TIGHT));
    ReadoutRow *values; // at the cursor too
    figure_readout(a->figure, 3, a->frame_arena, &values);
    assert_string_equal(values[0].range, "6.10\u20137.67k");
    fake_draw(a);
}

// A case that is laid over is drawn again beside this run, in the same draws.
static void what_lies_over_has_bands_and_ranges(void **state) {
    Saved *w = *state;
    App *a = w->app;
    RangeRow *rows;
    draw_by_keys(a);
    assert_int_equal(a->n_drawn, 2);
    fake_focus(a, W_RUN);
    fake_key(a, KEY_SPACE);
    assert_true(finish_draws(a));
    assert_int_equal(a->bands->done, 1000);
    assert_int_equal(a->n_drawn, 3);
    const FigureCurve *k = first_curve(a);
    assert_string_equal(a->figure->run_names[2], "half");
    assert_null(k->band[1].at[0]); // the baseline is this run
    for (int i = 0; i < BAND_COUNT; i++)
        assert_near(k->band[2].at[i][3], k->band[0].at[i][3] / 2, 1e-3 * k->band[0].at[i][3]);
    assert_true(a->figure->panels[0].low <= k->band[2].at[BAND_5][3]);
    assert_int_equal(rows_of(a, &rows), 10);
    check_row(&rows[0], "Delivered", "78.9k", "73.2\u201392.1k");
    check_row(&rows[1], "half", "39.5k", "36.6\u201346.0k");
    assert_true(!rows[0].over && rows[1].over);
    fake_draw(a);
    fake_key(a, KEY_SPACE); // gone, and nothing is drawn again for that
    assert_false(a->drawing);
    assert_int_equal(rows_of(a, &rows), 5);
    assert_null(first_curve(a)->band[1].at[0]);
    set(a, SPEND, 1.5);
    fake_character(a, 'p');
    settle(a);
    set(a, SPEND, 0.5);
    draw_by_keys(a);
    assert_int_equal(a->n_drawn, 3);
    assert_int_equal(rows_of(a, &rows), 15);
    check_row(&rows[0], "Delivered", "39.5k", "36.6\u201346.0k");
    check_row(&rows[1], "Baseline", "78.9k", "73.2\u201392.1k");
    check_row(&rows[2], "spend 1.5", "118k", "110\u2013138k");
    assert_non_null(first_curve(a)->band[2].at[0]);
    fake_draw(a);
}

// The draw that a band of differences gives is one of both: its baseline has the same price.
static void a_band_of_differences_gives_a_draw(void **state) {
    Saved *w = *state;
    App *a = w->app;
    RangeRow *rows;
    set(a, SPEND, 0.5);
    fake_character(a, 'd');
    draw_by_keys(a);
    assert_int_equal(rows_of(a, &rows), 5);
    check_row(&rows[0], "Delivered", "\u221239.5k", "\u221246.0 to \u221236.6k");
    check_row(&rows[1], "Spend", "\u2212$1B", "\u2212$1B");
    const LayoutPanel *q = &a->layout->panels[0];
    double wanted = first_curve(a)->band[0].at[BAND_5][3];
    assert_true(wanted < -3e3);
    click(a, layout_step_x(a->layout, 3), scale_px(&q->y, wanted * 0.995));
    settle(a);
    assert_memory_equal(a->toast, "Draw ", 5);
    assert_non_null(strstr(a->toast, ": H200 less baseline at its "));
    assert_non_null(strstr(a->toast, " % quantile in Apr 2026. R resets"));
    assert_true(a->values[PRICE] < 22500); // where chips are cheap half the money costs most
    assert_near(a->values[SPEND], 0.5, 0);
    assert_near(first_curve(a)->y[0][3], wanted, 0.01 * -wanted);
    assert_near(first_curve(a)->y[0][3], -1e9 / 12 / a->values[PRICE], 1);
    assert_non_null(strstr(a->figure->subtitle, " less its baseline, "));
    char name[96], text[96];
    snprintf(text, sizeof text, "Baseline, draw %d", a->draw);
    assert_string_equal(app_setting_name(a, name), text);
    // A case that is laid over now is in that draw too: all of the same money, no difference.
    fake_focus(a, W_RUN);
    fake_key(a, KEY_SPACE);
    settle(a);
    assert_true(finish_draws(a));
    assert_near(first_curve(a)->y[1][3], first_curve(a)->y[0][3], 1e-6);
    assert_non_null(first_curve(a)->band[0].at[0]);
    fake_draw(a);
    fake_character(a, 'r');
    settle(a);
    assert_null(a->bands);
    assert_false(a->from_draw);
}

// While curves are revealed it stays where it is, and comes when they have reached it.
static void the_label_comes_with_the_bands(void **state) {
    Saved *w = *state;
    App *a = w->app;
    draw_by_keys(a);
    const LayoutText whole = a->layout->panels[0].band;
    assert_true(whole.w > 0);
    fake_key(a, KEY_SPACE);
    int shown = 0;
    for (int step = 0; step < 12; step++) {
        a->step = step;
        app_make_layout(a);
        const LayoutText *t = &a->layout->panels[0].band;
        if (t->w <= 0) {
            assert_int_equal(shown, 0); // once there it stays
            continue;
        }
        shown++;
        assert_near(t->x, whole.x, 1e-9);
        assert_near(t->y, whole.y, 1e-9);
        assert_true(layout_step_x(a->layout, step) >= t->x + t->w || step == 11);
    }
    assert_in_range(shown, 1, 11);
}

// The label of the bands lies on no curve and not on the line of zero.
static void the_label_of_the_bands_lies_free(void **state) {
    Saved *w = *state;
    App *a = w->app;
    set(a, SPEND, 0.5);
    for (int difference = 0; difference < 2; difference++) {
        draw_by_keys(a);
        const LayoutPanel *q = &a->layout->panels[0];
        const LayoutText *t = &q->band;
        assert_true(t->w > 0);
        double top = t->y - 9, bottom = t->y + 2, zero = scale_px(&q->y, 0);
        assert_true(zero < top || zero > bottom);
        for (int i = 0; i < 12; i++) {
            double x = layout_step_x(a->layout, i);
            double y = scale_px(&q->y, q->panel->curves[0].y[0][i]);
            if (x >= t->x && x <= t->x + t->w) assert_true(y < top || y > bottom);
        }
        fake_character(a, 'd');
    }
}

#define WITH_SCRIPT(test) cmocka_unit_test_setup_teardown(test, start, saved_stop)

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_SCRIPT(draws_give_bands),
        WITH_SCRIPT(draws_are_stopped),
        WITH_SCRIPT(a_band_gives_a_draw),
        WITH_SCRIPT(the_bands_are_labelled_once),
        WITH_SCRIPT(totals_have_a_median_and_a_range),
        WITH_SCRIPT(what_lies_over_has_bands_and_ranges),
        WITH_SCRIPT(a_band_of_differences_gives_a_draw),
        WITH_SCRIPT(the_label_of_the_bands_lies_free),
        WITH_SCRIPT(the_label_comes_with_the_bands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
