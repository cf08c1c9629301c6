// A lesson as a guided tour: keys, buttons, levers, the panel it points at, and what becomes of it
// when the script is read again.
#include "support/test.h"

#include "view/fake.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const CaseValue NO_LEVY[] = {{.input = FAKE_LEVY, .value = 0}};
static const CaseValue CAP[] = {{.input = FAKE_CAP, .value = 75e3}};
static const LessonStep DECIDE[] = {
    {.text = "The dots are estimates; the curves are the run.", .look = "Supply"},
    {.text = "Take the levy away.",
     .look = "Compute",
     .n_values = 1,
     .values = NO_LEVY,
     .question = "What binds then?",
     .answer = "Approvals first, and then money, as it did with the levy."},
    {.text = "Now a cap for each buyer.", .n_values = 1, .values = CAP}};
static const LessonStep LOOK[] = {{.text = "Look."}};
static const Lesson LESSONS[] = {{.head.name = "Who decides?", .n_steps = 3, .steps = DECIDE},
                                 {.head.name = "A look", .n_steps = 1, .steps = LOOK}};

static App *with_lessons(void **state, int n) {
    World *w = *state;
    for (int v = 0; v < 2; v++) {
        w->fake.scenario[v].lessons = LESSONS;
        w->fake.scenario[v].n_lessons = n;
    }
    return w->app;
}

static void steps_by_keys(void **state) {
    World *w = *state;
    App *a = with_lessons(state, 1);
    app_set_value(a, FAKE_PRICE, 25000, true);
    fake_character(a, 'l');
    assert_true(a->tour.open);
    assert_int_equal(a->tour.step, 0);
    assert_true(w->fake.last[FAKE_PRICE] == 27000); // a lesson begins at the baseline
    assert_true(w->fake.last[FAKE_LEVY] == 0.25);
    fake_character(a, 'a'); // there is nothing to answer
    assert_false(a->tour.told);
    fake_key(a, KEY_PAGE_DOWN);
    assert_int_equal(a->tour.step, 1);
    assert_true(w->fake.last[FAKE_LEVY] == 0);
    fake_character(a, 'a');
    assert_true(a->tour.told);
    app_set_value(a, FAKE_PRICE, 22000, true); // the class tries something
    fake_key(a, KEY_PAGE_DOWN);
    assert_true(w->fake.last[FAKE_PRICE] == 22000);
    assert_true(w->fake.last[FAKE_CAP] == 75e3);
    assert_false(a->tour.told);
    fake_key(a, KEY_PAGE_DOWN); // the last one
    assert_int_equal(a->tour.step, 2);
    fake_key(a, KEY_PAGE_UP);
    assert_true(isnan(w->fake.last[FAKE_CAP]));
    assert_true(w->fake.last[FAKE_PRICE] == 27000);
    assert_true(w->fake.last[FAKE_LEVY] == 0);
    fake_key(a, KEY_ESCAPE);
    assert_false(a->tour.open);
    assert_true(w->fake.last[FAKE_LEVY] == 0); // what it set stays
}

static void click_on(App *a, int widget) {
    Rect r = fake_at(a, widget);
    assert_true(r.w > 0);
    fake_click(a, r.x + r.w / 2, r.y + r.h / 2);
    fake_draw(a);
}

static void steps_by_pointer_and_tab(void **state) {
    App *a = with_lessons(state, 1);
    click_on(a, W_LESSON);
    assert_true(a->tour.open);
    assert_true(fake_at(a, W_TOUR_BACK).w == 0); // the first step
    click_on(a, W_TOUR_NEXT);
    assert_int_equal(a->tour.step, 1);
    click_on(a, W_TOUR_ANSWER);
    assert_true(a->tour.told);
    assert_true(fake_at(a, W_TOUR_ANSWER).w == 0);
    click_on(a, W_TOUR_BACK);
    assert_int_equal(a->tour.step, 0);
    fake_focus(a, W_TOUR_NEXT);
    fake_key(a, KEY_ENTER);
    fake_focus(a, W_TOUR_ANSWER);
    fake_key(a, KEY_SPACE);
    assert_true(a->tour.told);
    fake_focus(a, W_TOUR_CLOSE);
    fake_key(a, KEY_ENTER);
    assert_false(a->tour.open);
}

static void the_strip_takes_its_room(void **state) {
    App *a = with_lessons(state, 1);
    Rect before = a->rooms.pane[PANE_CENTRE];
    fake_character(a, 'l');
    fake_draw(a);
    Rect now = a->rooms.pane[PANE_CENTRE], strip = a->rooms.pane[PANE_LESSON];
    assert_true(strip.h >= 80);
    assert_near(now.h + strip.h, before.h, 1e-9);
    assert_near(strip.y, now.y + now.h, 1e-9);
    fake_key(a, KEY_PAGE_DOWN);
    fake_draw(a);
    Rect asked = a->rooms.pane[PANE_LESSON];
    assert_true(asked.h > strip.h);
    fake_character(a, 'a');
    assert_near(a->rooms.pane[PANE_LESSON].h, asked.h, 1e-9); // nothing jumps
    app_event(a, &(UiEvent){.kind = EVENT_RESIZE, .x = 1024, .y = 640});
    fake_draw(a);
    assert_true(a->rooms.pane[PANE_LESSON].w == a->rooms.pane[PANE_CENTRE].w);
    fake_character(a, 'l');
    assert_true(a->rooms.pane[PANE_LESSON].h == 0);
}

static void points_at_a_panel(void **state) {
    App *a = with_lessons(state, 1);
    assert_null(tour_look(a));
    fake_character(a, 'l');
    fake_draw(a);
    assert_string_equal(tour_look(a), "Supply");
    assert_int_equal(a->layout->n_panels, 4);
    // In a small window the panel would be hidden: it stands alone.
    app_event(a, &(UiEvent){.kind = EVENT_RESIZE, .x = 860, .y = 520});
    fake_key(a, KEY_PAGE_DOWN);
    fake_draw(a);
    assert_string_equal(tour_look(a), "Compute");
    assert_int_equal(a->layout->n_panels, 1);
    assert_string_equal(a->layout->panels[0].panel->title, "Compute");
    fake_key(a, KEY_PAGE_DOWN);
    fake_draw(a);
    assert_null(tour_look(a));
    assert_true(a->layout->n_panels > 1);
}

static void one_of_several_is_chosen(void **state) {
    App *a = with_lessons(state, 2);
    fake_character(a, 'l');
    assert_false(a->tour.open);
    assert_int_equal(a->ui.popup.owner, W_LESSON);
    fake_draw(a);
    fake_key(a, KEY_DOWN);
    fake_key(a, KEY_ENTER);
    assert_true(a->tour.open);
    assert_string_equal(a->tour.name, "A look");
    fake_character(a, 'l');
    assert_false(a->tour.open);
}

static void without_a_lesson(void **state) {
    World *w = *state;
    fake_character(w->app, 'l');
    assert_string_equal(w->app->toast,
                        "The script has no lesson: lesson \"...\" { step { text = \"...\" } }");
    assert_true(fake_at(w->app, W_LESSON).w <= 0);
}

static void a_reload_keeps_the_place(void **state) {
    World *w = *state;
    App *a = with_lessons(state, 2);
    tour_begin(a, 0);
    fake_key(a, KEY_PAGE_DOWN);
    fake_character(a, 'a');
    w->fake.stamp = 2;
    fake_tick(a, 1);
    assert_true(a->tour.open && a->tour.told);
    assert_int_equal(a->tour.step, 1);
    static const Lesson shorter = {.head.name = "Who decides?", .n_steps = 1, .steps = LOOK};
    w->fake.scenario[0].lessons = &shorter;
    w->fake.scenario[0].n_lessons = 1;
    w->fake.stamp = 3;
    fake_tick(a, 2);
    assert_true(a->tour.open);
    assert_false(a->tour.told);
    assert_int_equal(a->tour.step, 0);
    w->fake.scenario[0].n_lessons = 0;
    w->fake.stamp = 4;
    fake_tick(a, 3);
    assert_false(a->tour.open);
    fake_draw(a);
}

static void sizes(void **state) {
    World *w = *state;
    App *a = w->app;
    fake_character(a, '+');
    fake_character(a, '=');
    assert_true(a->zoom == 1.25);
    assert_string_equal(a->toast, "Size 125 %");
    fake_character(a, '-');
    assert_true(a->zoom == 1.125);
    fake_character(a, '0');
    assert_true(a->zoom == 1);
    for (int i = 0; i < 40; i++) fake_character(a, '-');
    assert_true(a->zoom == ZOOM_LEAST);
    for (int i = 0; i < 40; i++) fake_character(a, '+');
    assert_true(a->zoom == ZOOM_MOST);
}

// Beside a figure without a lesson.
static bool drawn_as_painted(App *a, cairo_surface_t *s, Rect r) {
    Rect c = a->rooms.pane[PANE_CENTRE];
    cairo_surface_flush(a->picture);
    for (int y = (int)ceil(r.y); y < (int)(r.y + r.h); y++) {
        const unsigned char *seen = cairo_image_surface_get_data(s) +
                                    y * cairo_image_surface_get_stride(s),
                            *made = cairo_image_surface_get_data(a->picture) +
                                    (y - (int)c.y) * cairo_image_surface_get_stride(a->picture);
        int x = (int)ceil(r.x), w = (int)(r.x + r.w) - x;
        if (memcmp(seen + 4 * x, made + 4 * (x - (int)c.x), 4 * (size_t)w) != 0) return false;
    }
    return true;
}

static void labels_of_the_panel_stay_clear(void **state) {
    (void)state;
    Model m;
    Faults *faults = faults_new();
    assert_true(model_script(&m, "scripts/what_if/05_stock_now_or_4nm_later.lua", faults));
    App *a = app_new(&m, &(AppOptions){.width = 1280, .height = 800}, faults);
    assert_no_faults(faults);
    fake_draw(a);
    fake_character(a, 'l');
    assert_true(app_settle(a, 20));
    fake_key(a, KEY_PAGE_DOWN);
    assert_true(app_settle(a, 20));
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1280, 800);
    cairo_t *cr = cairo_create(s);
    app_expose(a);
    app_draw(a, cr);
    cairo_surface_flush(s);
    int looked = 0;
    for (int p = 0; p < a->layout->n_panels; p++) {
        const LayoutPanel *q = &a->layout->panels[p];
        bool look = strcmp(q->panel->title, "Waiting") == 0;
        looked += look ? q->n_labels : 0;
        for (int i = 0; i < q->n_labels; i++) {
            Rect r = {q->labels[i].x, q->labels[i].y - 9, q->labels[i].w, 11};
            assert_int_equal(drawn_as_painted(a, s, r), look);
        }
    }
    assert_int_equal(looked, 2); // the curve and the baseline
    cairo_destroy(cr);
    cairo_surface_destroy(s);
    app_free(a);
    faults_free(faults);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_APP(steps_by_keys),
        WITH_APP(steps_by_pointer_and_tab),
        WITH_APP(the_strip_takes_its_room),
        WITH_APP(points_at_a_panel),
        WITH_APP(one_of_several_is_chosen),
        WITH_APP(without_a_lesson),
        WITH_APP(a_reload_keeps_the_place),
        WITH_APP(sizes),
        cmocka_unit_test(labels_of_the_panel_stay_clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
