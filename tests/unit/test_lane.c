#include "support/test.h"

#include "base/lane.h"
#include "base/real.h"

#include <string.h>

// Distance of `got` from the exact value in units of its last place.
static double ulps(double got, long double exact) {
    double near = (double)exact;
    if (got == near) return 0;
    double step = fabs(nextafter(near, INFINITY) - near);
    return (double)(fabsl((long double)got - exact) / (long double)step);
}

static uint64_t next(uint64_t *state) {
    *state = *state * 6364136223846793005ULL + 1442695040888963407ULL;
    return *state >> 11;
}
static double between(uint64_t *state, double a, double b) {
    return a + (b - a) * ((double)next(state) * 0x1p-53);
}

static void exp_is_within_two_ulps(void **state) {
    (void)state;
    uint64_t seed = 1;
    for (int i = 0; i < 200000; i++) {
        double x = between(&seed, -745, 709.5);
        if (i % 3 == 0) x = between(&seed, -1, 1);
        assert_true(ulps(real_exp(x), expl((long double)x)) < 2);
    }
    assert_true(real_exp(0) == 1);
    assert_true(real_exp(-INFINITY) == 0);
    assert_true(real_exp(-800) == 0);
    assert_true(isinf(real_exp(INFINITY)));
    assert_true(isinf(real_exp(800)));
    assert_true(isnan(real_exp(NAN)));
}

static void log_is_within_two_ulps(void **state) {
    (void)state;
    uint64_t seed = 2;
    for (int i = 0; i < 200000; i++) {
        double x = exp(between(&seed, -744, 709));
        if (i % 3 == 0) x = between(&seed, .5, 2);
        assert_true(ulps(real_log(x), logl((long double)x)) < 2);
    }
    assert_true(real_log(1) == 0);
    assert_true(real_log(0) == -INFINITY);
    assert_true(real_log(INFINITY) == INFINITY);
    assert_true(isnan(real_log(-1)));
    assert_true(isnan(real_log(NAN)));
    assert_true(ulps(real_log(0x1p-1074), logl(0x1p-1074L)) < 2);
}

static void pow_is_within_two_ulps(void **state) {
    (void)state;
    uint64_t seed = 3;
    for (int i = 0; i < 200000; i++) {
        double x = exp(between(&seed, -700, 700)), y = between(&seed, -1, 1);
        if (i % 3 == 0) x = between(&seed, .5, 2), y = between(&seed, -900, 900);
        if (i % 3 == 1) x = 1 + between(&seed, 0, .1), y = between(&seed, 0, 600);
        long double exact = powl((long double)x, (long double)y);
        if (!(exact < 1.7e308L)) continue;
        assert_true(ulps(real_pow(x, y), exact) < 2);
    }
}

static void pow_knows_its_special_values(void **state) {
    (void)state;
    const double x[] = {0, 0, 0, 1, 1, -1, -2, -2, -2, 2, .5, INFINITY, INFINITY, -8, 10, 3};
    const double y[] = {2,  -1,       0,        5,  INFINITY, INFINITY, 3, 2,
                        -1, INFINITY, INFINITY, .5, -3,       0,        2, 1};
    for (size_t i = 0; i < sizeof x / sizeof *x; i++) {
        double want = pow(x[i], y[i]), got = real_pow(x[i], y[i]);
        if (got != want) print_error("pow(%g, %g) is %g, expected %g\n", x[i], y[i], got, want);
        assert_true(got == want);
    }
    assert_true(isnan(real_pow(-2, .5)));
    assert_true(isnan(real_pow(NAN, 0)));
    assert_true(isnan(real_pow(1, NAN)));
}

// The same bits on every machine: a hash over many results, fixed here.
static void results_have_fixed_bits(void **state) {
    (void)state;
    uint64_t seed = 4, hash = 0;
    for (int i = 0; i < 20000; i++) {
        double x = between(&seed, .01, 40), y = between(&seed, -20, 20);
        double got[3] = {real_exp(y), real_log(x), real_pow(x, y)};
        for (int j = 0; j < 3; j++) {
            uint64_t bits;
            memcpy(&bits, &got[j], sizeof bits);
            hash = hash * 1099511628211ULL + bits;
        }
    }
    if (hash != 0xfe2157741fdbe23aULL) print_error("hash is %#llx\n", (unsigned long long)hash);
    assert_true(hash == 0xfe2157741fdbe23aULL);
}

static void packs_select_and_order(void **state) {
    (void)state;
    const double off = NAN;
    Pack a = pack_set(1), b = pack_set(2);
    a[1] = 3;
    assert_true(pack_min(a, b)[0] == 1 && pack_min(a, b)[1] == 2);
    assert_true(pack_max(a, b)[0] == 2 && pack_max(a, b)[1] == 3);
    assert_true(isnan(pack_min(a, pack_set(off))[0]) && isnan(pack_max(a, pack_set(off))[0]));
    assert_true(pack_select(pack_lt(a, b), a, b)[0] == 1);
    assert_true(pack_select(pack_lt(b, a), a, b)[0] == 2);
    assert_true(pack_where(pack_lt(a, b), a)[0] == 1 && pack_where(pack_lt(a, b), a)[1] == 0);
    assert_true(mask_any(pack_lt(b, a)));
    assert_false(mask_any(pack_lt(a, a)));
    assert_false(mask_any(pack_nan(a)));
    assert_true(mask_any(pack_nan(pack_set(off))));
    assert_true(pack_abs(-a)[1] == 3 && pack_plus(-a)[0] == 0);
    assert_true(pack_floor(pack_set(-1.5))[0] == -2 && pack_ceil(pack_set(-1.5))[0] == -1);
    assert_true(pack_sqrt(pack_set(9))[0] == 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exp_is_within_two_ulps),
        cmocka_unit_test(log_is_within_two_ulps),
        cmocka_unit_test(pow_is_within_two_ulps),
        cmocka_unit_test(pow_knows_its_special_values),
        cmocka_unit_test(results_have_fixed_bits),
        cmocka_unit_test(packs_select_and_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
