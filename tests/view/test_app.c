#include "support/test.h"

#include "view/fake.h"
#include "view/window.h"

#include <stdio.h>
#include <stdlib.h>

// /tmp only while drawing is looked at
static void pictures(void **state) {
    (void)state;
    static const struct { double w, h; bool dark; } sizes[] = {{1440,900,false},{1440,900,true},{1280,800,false},{1024,640,false}};
    for (int i = 0; i < 4; i++) {
        Fake f;
        App *a = fake_app(&f, sizes[i].w, sizes[i].h, sizes[i].dark);
        assert_non_null(a);
        app_set_value(a, FAKE_LEVY, 0.1, true);
        app_set_value(a, FAKE_CAP, 90000, true);
        app_set_step(a, 14);
        char path[64];
        snprintf(path, sizeof path, "/tmp/view-%d.png", i);
        Faults *faults = faults_new();
        window_picture(a, 1, path, faults);
        assert_no_faults(faults);
        faults_free(faults);
        app_free(a);
    }
}

static void shot(App *a, const char *path) {
    Faults *faults = faults_new();
    window_picture(a, 1, path, faults);
    assert_no_faults(faults);
    faults_free(faults);
}
static void states(void **state) {
    (void)state;
    Fake f;
    App *a = fake_app(&f, 1280, 800, true);
    fake_focus(a, W_CASE);
    fake_key(a, KEY_ENTER);
    shot(a, "/tmp/state-popup.png");
    fake_key(a, KEY_DOWN);
    fake_key(a, KEY_ENTER);
    a->shown[1] = true;
    app_build_figure(a);
    fake_character(a, 'e');
    shot(a, "/tmp/state-export.png");
    fake_key(a, KEY_ESCAPE);
    fake_character(a, 't');
    Rect r = fake_at(a, W_INPUT);
    fake_move(a, r.x + 20, r.y + 10);
    fake_tick(a, 1);
    f.reload_fault = "chip \"H200\": field 'price': expected USD per unit, got months";
    f.stamp = 2;
    fake_tick(a, 2);
    shot(a, "/tmp/state-fault.png");
    f.reload_fault = NULL;
    f.stamp = 3;
    fake_tick(a, 3);
    fake_click(a, 700, 300);
    fake_key(a, KEY_SPACE);
    for (int i = 0; i < 30; i++) fake_tick(a, 3 + i * 0.16);
    fake_focus(a, W_INPUT + FAKE_PRICE);
    shot(a, "/tmp/state-play.png");
    app_event(a, &(UiEvent){.kind=EVENT_RESIZE,.x=1000,.y=560});
    app_set_drawer(a, true);
    shot(a, "/tmp/state-drawer.png");
    fake_character(a, '?');
    shot(a, "/tmp/state-help.png");
    app_free(a);
}
int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(pictures), cmocka_unit_test(states)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
