#include "support/test.h"

#include "base/random.h"

#include <math.h>

static double u(uint64_t seed, uint64_t draw, uint64_t name, uint64_t index) {
    return random_uniform(seed, draw, name, RANDOM_ASSUME, index);
}

static void each_key_has_its_own_number(void **state) {
    (void)state;
    double base = u(1234, 7, 99, 0);
    assert_true(base == u(1234, 7, 99, 0));
    assert_true(base != u(1235, 7, 99, 0));
    assert_true(base != u(1234, 8, 99, 0));
    assert_true(base != u(1234, 7, 98, 0));
    assert_true(base != u(1234, 7, 99, 1));
    assert_true(base != random_uniform(1234, 7, 99, RANDOM_SPINS, 0));
}

// The first is the published known answer of Philox 4x64-10. A number that changes here changes
// every result that was ever recorded with a seed.
static void numbers_stay_for_ever(void **state) {
    (void)state;
    assert_true(random_uniform(0, 0, 0, RANDOM_ASSUME, 0) == 0x1.6554d9eca3638p-4);
    assert_true(u(1234, 1, 0xaf63dc4c8601ec8cULL, 2) == 0x1.82df256bdc9b5p-1);
}

static void are_uniform(void **state) {
    (void)state;
    enum { N = 100000, BINS = 50 };
    double sum = 0, squares = 0, product = 0, chi = 0, last = 0.5;
    int bin[BINS] = {0};
    for (uint64_t i = 0; i < N; i++) {
        double x = u(1234, i, 5, 0);
        assert_true(x > 0 && x < 1);
        bin[(int)(x * BINS)]++;
        sum += x;
        squares += x * x;
        product += (x - 0.5) * (last - 0.5);
        last = x;
    }
    for (int i = 0; i < BINS; i++) chi += pow(bin[i] - N / BINS, 2) / (N / BINS);
    assert_near(sum / N, 0.5, 4 / sqrt(12.0 * N));
    assert_near(squares / N, 1.0 / 3, 4 * 0.298 / sqrt(N));
    assert_near(product / N * 12, 0, 4 / sqrt(N));
    assert_in_range((int)chi, 20, 90); // 49 degrees of freedom: 4 standard deviations
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_key_has_its_own_number),
        cmocka_unit_test(numbers_stay_for_ever),
        cmocka_unit_test(are_uniform),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
