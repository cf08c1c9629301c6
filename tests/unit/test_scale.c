#include "support/test.h"

#include "chart/scale.h"

#include <math.h>

static void test_ends_and_middle(void **state) {
    (void)state;
    Scale s = {10, 20, 300, 100}; // upside down, as a plot's axis is
    assert_near(scale_px(&s, 10), 300, 0);
    assert_near(scale_px(&s, 20), 100, 0);
    assert_near(scale_px(&s, 15), 200, 1e-15);
    assert_near(scale_px(&s, 25), 0, 1e-15);
}

static void test_there_and_back(void **state) {
    (void)state;
    Scale s = {-3, 7e9, 40, 812.5};
    for (double px = 40; px < 812; px += 7.3)
        assert_near(scale_px(&s, scale_value(&s, px)), px, 1e-12);
}

static void test_no_extent(void **state) {
    (void)state;
    Scale flat = {5, 5, 40, 80}, thin = {0, 1, 60, 60};
    assert_near(scale_px(&flat, 5), 40, 0);
    assert_near(scale_px(&flat, 9), 40, 0);
    assert_near(scale_value(&thin, 999), 0, 0);
    Scale none = {(double)NAN, (double)NAN, 40, 80};
    assert_near(scale_px(&none, 1), 40, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ends_and_middle),
        cmocka_unit_test(test_there_and_back),
        cmocka_unit_test(test_no_extent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
