#include "support/test.h"

#include "base/random.h"
#include "base/text.h"
#include "chart/labels.h"

#include <math.h>

enum { MOST = 24 };

static double uniform(uint64_t i, uint64_t k) {
    return random_uniform(11, i, TEXT_HASH, RANDOM_SCRIPT, k);
}

static double cost(int n, const double *y, const double *at) {
    double sum = 0;
    for (int i = 0; i < n; i++) sum += (y[i] - at[i]) * (y[i] - at[i]);
    return sum;
}

static void test_apart_alone(void **state) {
    (void)state;
    double y[3] = {100, 20, 60}, at[3];
    labels_spread(3, y, 14.5, 0, 120, at);
    for (int i = 0; i < 3; i++) assert_near(at[i], y[i], 1e-12);
}

static void test_pooled(void **state) {
    (void)state;
    double y[3] = {50, 50, 50}, at[3];
    labels_spread(3, y, 10, 0, 100, at);
    assert_near(at[0], 40, 1e-12);
    assert_near(at[1], 50, 1e-12);
    assert_near(at[2], 60, 1e-12);
    labels_spread(3, y, 10, 45, 100, at); // pushed down by the edge
    assert_near(at[0], 45, 1e-12);
    assert_near(at[2], 65, 1e-12);
}

static void test_too_many(void **state) {
    (void)state;
    double y[5] = {1, 2, 3, 4, 5}, at[5];
    labels_spread(5, y, 10, 0, 20, at); // 40 px wanted, 20 there
    for (int i = 0; i < 5; i++) assert_near(at[i], 5.0 * i, 1e-12);
    labels_spread(0, y, 10, 0, 20, at);
    labels_spread(1, y, 10, 30, 20, at);
    assert_near(at[0], 30, 0);
}

// Never closer than the pitch, in order, inside; and no single move makes it better.
static void test_generated(void **state) {
    (void)state;
    for (uint64_t i = 0; i < 3000; i++) {
        double y[MOST], at[MOST], pitch = 5 + 10 * uniform(i, 99);
        int n = 1 + (int)(uniform(i, 98) * (MOST - 1));
        double low = 40, high = low + pitch * (n - 1) + 200 * uniform(i, 97);
        for (int k = 0; k < n; k++)
            y[k] = low - 30 + (high - low + 60) * uniform(i, (uint64_t)k);
        labels_spread(n, y, pitch, low, high, at);
        for (int k = 0; k < n; k++) {
            assert_true(at[k] >= low - 1e-9 && at[k] <= high + 1e-9);
            for (int j = 0; j < k; j++) {
                assert_true(fabs(at[k] - at[j]) >= pitch - 1e-9);
                if (y[k] != y[j]) assert_int_equal(y[k] < y[j], at[k] < at[j]);
            }
        }
        for (int k = 0; k < n; k++)
            for (double by = -0.5; by <= 0.5; by += 1) {
                double moved[MOST];
                bool fits = at[k] + by >= low && at[k] + by <= high;
                for (int j = 0; j < n; j++) {
                    moved[j] = at[j] + (j == k ? by : 0);
                    fits = fits && (j == k || fabs(at[j] - at[k] - by) >= pitch);
                }
                if (fits) assert_true(cost(n, y, moved) >= cost(n, y, at) - 1e-9);
            }
    }
}

static void test_rows(void **state) {
    (void)state;
    double left[4] = {0, 20, 40, 200}, right[4] = {100, 120, 140, 300};
    int row[4];
    labels_rows(4, left, right, 2, 8, row);
    assert_int_equal(row[0], 0);
    assert_int_equal(row[1], 1);
    assert_int_equal(row[2], 2); // none is free
    assert_int_equal(row[3], 0);
    labels_rows(4, left, right, 0, 8, row);
    for (int i = 0; i < 4; i++) assert_int_equal(row[i], 0);
}

static void test_rows_generated(void **state) {
    (void)state;
    for (uint64_t i = 0; i < 2000; i++) {
        double left[MOST], right[MOST];
        int row[MOST];
        for (int k = 0; k < MOST; k++) {
            left[k] = 900 * uniform(i, (uint64_t)k);
            right[k] = left[k] + 150 * uniform(i, (uint64_t)k + 100);
        }
        labels_rows(MOST, left, right, 3, 10, row);
        for (int k = 0; k < MOST; k++)
            for (int j = 0; j < k; j++)
                if (row[k] == row[j] && row[k] < 3)
                    assert_true(left[k] >= right[j] + 10 || left[j] >= right[k] + 10);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_apart_alone), cmocka_unit_test(test_pooled),
        cmocka_unit_test(test_too_many),    cmocka_unit_test(test_generated),
        cmocka_unit_test(test_rows),        cmocka_unit_test(test_rows_generated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
