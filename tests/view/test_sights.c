// Docs and sources of what has them: levers, event flags and observed dots, by pointer and by
// keys; what sources say where they differ, on the slider.
#include "support/test.h"

#include "view/fake.h"

#include <math.h>
#include <string.h>

static App *script_app(const char *path) {
    Model m;
    Faults *faults = faults_new();
    assert_true(model_script(&m, path, faults));
    App *a = app_new(&m, &(AppOptions){.width = 1280, .height = 800}, faults);
    assert_no_faults(faults);
    faults_free(faults);
    fake_draw(a);
    return a;
}

static void wait_for_tip(App *a) {
    app_event(a, &(UiEvent){.kind = EVENT_TICK, .now = a->now + 0.6});
}

static void flags_and_dots_by_keys(void **state) {
    (void)state;
    App *a = script_app("scripts/hindcast_h20.lua");
    fake_focus(a, W_FLAGS);
    assert_true(a->tip.flag >= 0);
    assert_false(a->tip.shown);
    wait_for_tip(a);
    assert_true(a->tip.shown);
    int first = a->tip.flag;
    fake_draw(a);
    fake_key(a, KEY_RIGHT);
    assert_int_not_equal(a->tip.flag, first);
    fake_key(a, KEY_HOME);
    assert_int_equal(a->tip.flag, first);
    fake_key(a, KEY_TAB);
    assert_int_equal(a->ui.focus, W_DOTS);
    const FigureMark *dot = a->tip.dot;
    assert_non_null(dot);
    fake_key(a, KEY_END);
    assert_true(a->tip.dot > dot);
    wait_for_tip(a);
    assert_true(a->tip.shown);
    fake_draw(a);
    fake_focus(a, W_INPUT);
    assert_null(a->tip.dot);
    assert_int_equal(a->tip.widget, W_INPUT);
    wait_for_tip(a);
    assert_true(a->tip.shown);
    fake_key(a, KEY_LEFT); // what changes is not covered
    assert_false(a->tip.shown);
    app_free(a);
}

static void dots_under_the_pointer(void **state) {
    (void)state;
    App *a = script_app("scripts/hindcast_h20.lua");
    const LayoutPanel *q = &a->layout->panels[0];
    const FigureMark *m = &q->panel->marks[1];
    double x = layout_time_x(a->layout, m->at), y = scale_px(&q->y, m->value);
    fake_move(a, x + 2, y - 2);
    assert_ptr_equal(a->tip.dot, m);
    wait_for_tip(a);
    assert_true(a->tip.shown);
    fake_draw(a);
    fake_move(a, x + 2, y + 40);
    assert_null(a->tip.dot);
    fake_move(a, a->layout->flags[0].x + 2, a->layout->flags[0].top + 3);
    assert_int_equal(a->tip.flag, a->layout->flags[0].event);
    // What is not yet revealed has nothing to tell.
    fake_key(a, KEY_SPACE);
    fake_move(a, x + 2, y - 2);
    assert_null(a->tip.dot);
    app_free(a);
}

// The word of a ribbon, explained where the pointer rests.
static void words_of_a_ribbon(void **state) {
    (void)state;
    App *a = script_app("scripts/hindcast_h20.lua");
    const Layout *l = a->layout;
    const LayoutPanel *q = &l->panels[l->n_panels - 1];
    assert_int_equal(q->panel->kind, PANEL_RIBBON);
    const LayoutBlock *k = &q->blocks[0];
    fake_move(a, k->box.x + 5, k->box.y + 5);
    wait_for_tip(a);
    assert_true(a->tip.shown);
    Text out = {0};
    app_tip_text(a, &out);
    assert_string_equal(text_get(&out),
                        "China: supply\n"
                        "What holds its foreign purchases: it gets less than it wishes for.\n"
                        "Jan 2024 to Apr 2025\n"
                        "A click tells why, term by term\n");
    text_done(&out);
    fake_draw(a);
    fake_move(a, q->blocks[1].box.x + 3, k->box.y + 5);
    assert_int_equal(a->tip.block, 1);
    assert_false(a->tip.shown);
    fake_move(a, k->box.x + 5, l->panels[0].plot.y + 5);
    assert_int_equal(a->tip.ribbon, 0);
    fake_click(a, k->box.x + 5, k->box.y + 5); // the sheet tells more
    fake_move(a, k->box.x + 6, k->box.y + 6);
    assert_int_equal(a->tip.ribbon, 0);
    app_free(a);
}

// Where there are more names than colours, sums repeat them, not buyers or chips.
static void buyers_and_chips_have_colours_of_their_own(void **state) {
    (void)state;
    App *a = script_app("scripts/what_if/01_cap_per_buyer.lua");
    assert_true(a->figure->n_slots > PALETTE_SIZE);
    for (int p = 0; p < a->figure->n_panels; p++) {
        const FigurePanel *q = &a->figure->panels[p];
        bool ours = strcmp(q->title, "Supply") == 0 || strcmp(q->title, "Spend") == 0;
        for (int c = 0; c < q->n_curves && ours; c++)
            assert_in_range(q->curves[c].slot, 0, PALETTE_SIZE - 1);
    }
    app_free(a);
}

// Pixels of the colour of a mark under the track of a slider.
static int dark_pixels(App *a, double x, double y) {
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1280, 800);
    cairo_t *cr = cairo_create(s);
    app_expose(a);
    app_draw(a, cr);
    cairo_surface_flush(s);
    int n = 0;
    for (int dy = 0; dy < 7; dy++)
        for (int dx = -3; dx <= 3; dx++) {
            const unsigned char *row =
                cairo_image_surface_get_data(s) +
                (ptrdiff_t)cairo_image_surface_get_stride(s) * (ptrdiff_t)(y + dy);
            n += row[4 * (int)(x + dx) + 1] < 160;
        }
    cairo_destroy(cr);
    cairo_surface_destroy(s);
    return n;
}

static void sources_that_differ(void **state) {
    (void)state;
    App *a = script_app("scripts/h200_2026.lua");
    const Scenario *s = a->scenario;
    int price = -1;
    for (int i = 0; i < s->n_inputs; i++)
        if (strcmp(s->inputs[i].name, "h200_price") == 0) price = i;
    const Input *in = &s->inputs[price];
    assert_int_equal(in->n_marks, 2);
    assert_string_equal(in->marks[0].source, "C007"); // by source
    assert_true(in->marks[0].value == 20000);
    assert_true(in->marks[1].value == 27000);
    fake_focus(a, W_INPUT + price);
    Rect r = fake_at(a, W_INPUT + price);
    double left = r.x + 7, width = r.w - 14, y = r.y + r.h / 2 + 8;
    app_set_value(a, price, 24000, true); // the thumb away from both
    app_settle(a, 10);
    a->ui.show_focus = false;
    int at_mark = dark_pixels(a, left, y);
    int beside = dark_pixels(a, left + 0.25 * width, y);
    assert_true(at_mark > 8);
    assert_int_equal(beside, 0);
    app_set_value(a, price, 27000, true); // the thumb over one of them
    app_settle(a, 10);
    assert_true(dark_pixels(a, left + knob_place(in, 27000) * width, y) > 8);
    app_free(a);
}

// The baseline stands over the thumb, also where the value is the baseline.
static void a_notch_is_not_hidden_by_its_thumb(void **state) {
    World *w = *state;
    App *a = w->app;
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1280, 800);
    cairo_t *cr = cairo_create(s);
    static const double levy[] = {0.25, 0.26, 0.4};
    for (int i = 0; i < 3; i++) {
        app_set_value(a, FAKE_LEVY, levy[i], true);
        app_update(a);
        Rect hit = fake_at(a, W_INPUT + FAKE_LEVY);
        app_expose(a);
        app_draw(a, cr);
        cairo_surface_flush(s);
        const unsigned char *data = cairo_image_surface_get_data(s);
        int x = (int)floor(hit.x + 7 + (hit.w - 14) * 0.25 / 0.4), y = (int)(hit.y + 11 - 9);
        const unsigned *row =
            (const unsigned *)(const void *)(data + y * cairo_image_surface_get_stride(s));
        unsigned side = a->theme.side & 0xffffff;
        assert_true((row[x] & 0xffffff) != side || (row[x - 1] & 0xffffff) != side);
        assert_int_equal(row[x - 5] & 0xffffff, side);
        assert_int_equal(row[x + 5] & 0xffffff, side);
    }
    cairo_destroy(cr);
    cairo_surface_destroy(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_APP(a_notch_is_not_hidden_by_its_thumb),
        cmocka_unit_test(flags_and_dots_by_keys),
        cmocka_unit_test(dots_under_the_pointer),
        cmocka_unit_test(words_of_a_ribbon),
        cmocka_unit_test(buyers_and_chips_have_colours_of_their_own),
        cmocka_unit_test(sources_that_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
