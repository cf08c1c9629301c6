#include "support/test.h"

#include "base/dist.h"
#include "base/quantile.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

static const double U[] = {1e-12, 1e-6, 0.001, 0.05, 0.2,  0.3,    0.425,
                           0.5,   0.6,  0.8,   0.95, 0.99, 0.9999, 1 - 1e-9};
enum { N_U = sizeof U / sizeof *U };

static void assert_wrong(Dist d, const char *expected) {
    char out[160];
    const char *wrong = dist_wrong(&d, out, sizeof out);
    if (!expected) {
        assert_null(wrong);
        return;
    }
    assert_non_null(wrong);
    assert_string_equal(wrong, expected);
}

static void says_what_is_wrong(void **state) {
    (void)state;
    assert_wrong((Dist){DIST_UNIFORM, .a = 3, .b = 2}, "needs low < high, got 3 and 2");
    assert_wrong((Dist){DIST_UNIFORM, .a = 1, .b = INFINITY},
                 "needs low < high, got 1 and inf");
    assert_wrong((Dist){DIST_NORMAL, .a = 1, .b = 0},
                 "needs a standard deviation > 0, got 1 and 0");
    assert_wrong((Dist){DIST_LOGNORMAL, .a = -1, .b = 1},
                 "needs a median > 0 and a sigma > 0, got -1 and 1");
    assert_wrong((Dist){DIST_BETWEEN, .a = 5, .b = 5},
                 "needs 5th percentile < 95th percentile, got 5 and 5");
    assert_wrong((Dist){DIST_TRIANGULAR, .a = 1, .b = 4, .c = 3},
                 "needs low <= mode <= high and low < high, got 1, 4 and 3");
    assert_wrong((Dist){DIST_PERT, .a = 2, .b = 2, .c = 2},
                 "needs low <= mode <= high and low < high, got 2, 2 and 2");
    assert_wrong((Dist){DIST_PERT, .a = 1, .b = NAN, .c = 2},
                 "needs low <= mode <= high and low < high, got 1, nan and 2");
    double values[] = {1, 2}, weights[] = {1, -1}, none[] = {0, 0};
    assert_wrong((Dist){DIST_DISCRETE, .n = 2, .values = values, .weights = weights},
                 "needs finite values and weights >= 0, got { 2, -1 }");
    assert_wrong((Dist){DIST_DISCRETE, .n = 2, .values = values, .weights = none},
                 "needs at least one value with a weight > 0");
    assert_wrong((Dist){.kind = DIST_DISCRETE}, "needs at least one value with a weight > 0");
}

static void lets_pass_what_is_right(void **state) {
    (void)state;
    double values[] = {1, 2}, weights[] = {1, 0};
    assert_wrong((Dist){.kind = DIST_NONE}, NULL);
    assert_wrong((Dist){DIST_UNIFORM, .a = -1, .b = 2}, NULL);
    assert_wrong((Dist){DIST_NORMAL, .a = -1, .b = 2}, NULL);
    assert_wrong((Dist){DIST_LOGNORMAL, .a = 1, .b = 2}, NULL);
    assert_wrong((Dist){DIST_BETWEEN, .a = -5, .b = 5}, NULL);
    assert_wrong((Dist){DIST_TRIANGULAR, .a = 1, .b = 1, .c = 3}, NULL);
    assert_wrong((Dist){DIST_PERT, .a = 1, .b = 3, .c = 3}, NULL);
    assert_wrong((Dist){DIST_DISCRETE, .n = 2, .values = values, .weights = weights}, NULL);
}

static void normal_is_the_inverse_of_its_cdf(void **state) {
    (void)state;
    Dist d = {DIST_NORMAL, .a = 10, .b = 3}, log = {DIST_LOGNORMAL, .a = 5, .b = 0.4};
    for (int i = 0; i < N_U; i++) {
        double z = gsl_cdf_ugaussian_Pinv(U[i]);
        assert_near(dist_quantile(&d, U[i]), 10 + 3 * z, 1e-13);
        assert_near(dist_quantile(&log, U[i]), 5 * exp(0.4 * z), 1e-13);
    }
}

static void between_has_its_percentiles(void **state) {
    (void)state;
    Dist positive = {DIST_BETWEEN, .a = 20, .b = 80}, other = {DIST_BETWEEN, .a = -20, .b = 80};
    assert_near(dist_quantile(&positive, 0.05), 20, 1e-13);
    assert_near(dist_quantile(&positive, 0.95), 80, 1e-13);
    assert_near(dist_quantile(&positive, 0.5), 40, 1e-13); // the geometric mean
    assert_near(dist_quantile(&other, 0.05), -20, 1e-13);
    assert_near(dist_quantile(&other, 0.95), 80, 1e-13);
    assert_near(dist_quantile(&other, 0.5), 30, 1e-13);
}

static void triangular_is_the_inverse_of_its_cdf(void **state) {
    (void)state;
    Dist d = {DIST_TRIANGULAR, .a = 20, .b = 27, .c = 28};
    for (int i = 0; i < N_U; i++) {
        double x = dist_quantile(&d, U[i]);
        double f = x < 27 ? (x - 20) * (x - 20) / (8 * 7) : 1 - (28 - x) * (28 - x) / (8 * 1);
        assert_near(f, U[i], 1e-12);
    }
    Dist left = {DIST_TRIANGULAR, .a = 1, .b = 1, .c = 3};
    assert_near(dist_quantile(&left, 0.75), 2, 1e-15);
}

static void normal_agrees_with_gsl_everywhere(void **state) {
    (void)state;
    for (int i = 1; i < 4000; i++) {
        double u = i / 4000.0;
        assert_near(quantile_normal(u), gsl_cdf_ugaussian_Pinv(u), 1e-15);
        double tail = u * 1e-9;
        assert_near(quantile_normal(tail) / gsl_cdf_ugaussian_Pinv(tail), 1, 1e-15);
    }
    assert_near(quantile_normal(1e-300), gsl_cdf_ugaussian_Pinv(1e-300), 1e-15);
}

static void beta_agrees_with_gsl_everywhere(void **state) {
    (void)state;
    for (int k = 0; k <= 16; k++) {
        double a = 1 + k * 0.25;
        for (int i = 1; i < 200; i++) {
            double x = quantile_beta(i / 200.0, a);
            assert_near(gsl_cdf_beta_P(x, a, 6 - a), i / 200.0, 1e-14);
        }
        double far = quantile_beta(1e-15, a); // relative precision in the tail
        assert_near(gsl_cdf_beta_P(far, a, 6 - a) / 1e-15, 1, 1e-12);
    }
}

static void pert_is_the_inverse_of_its_cdf(void **state) {
    (void)state;
    static const double MODE[] = {0, 0.01, 0.3, 0.5, 0.875, 1};
    for (size_t m = 0; m < sizeof MODE / sizeof *MODE; m++) {
        Dist d = {DIST_PERT, .a = 100, .b = 100 + 50 * MODE[m], .c = 150};
        for (int i = 0; i < N_U; i++) {
            double x = (dist_quantile(&d, U[i]) - 100) / 50;
            assert_true(x >= 0 && x <= 1);
            assert_near(gsl_cdf_beta_P(x, 1 + 4 * MODE[m], 5 - 4 * MODE[m]), U[i], 1e-12);
        }
    }
}

static void quantiles_never_fall(void **state) {
    (void)state;
    static const Dist ALL[] = {
        {DIST_UNIFORM, .a = -2, .b = 7},     {DIST_NORMAL, .a = 0, .b = 1},
        {DIST_LOGNORMAL, .a = 2, .b = 1},    {DIST_TRIANGULAR, .a = 0, .b = 1, .c = 9},
        {DIST_PERT, .a = 0, .b = 2, .c = 3}, {DIST_BETWEEN, .a = 1, .b = 9},
    };
    for (size_t k = 0; k < sizeof ALL / sizeof *ALL; k++) {
        double last = -INFINITY;
        for (int i = 0; i < 2000; i++) {
            double x = dist_quantile(&ALL[k], (i + 0.5) / 2000);
            assert_true(isfinite(x) && x > last);
            last = x;
        }
    }
}

static void discrete_goes_by_weight(void **state) {
    (void)state;
    double values[] = {10, 20, 30, 40}, weights[] = {1, 0, 2, 1};
    Dist d = {DIST_DISCRETE, .n = 4, .values = values, .weights = weights};
    int count[4] = {0};
    for (int i = 0; i < 400; i++) count[(int)dist_quantile(&d, (i + 0.5) / 400) / 10 - 1]++;
    assert_int_equal(count[0], 100);
    assert_int_equal(count[1], 0);
    assert_int_equal(count[2], 200);
    assert_int_equal(count[3], 100);
    weights[3] = 0; // the last has no weight: the end belongs to the one before
    assert_true(dist_quantile(&d, 1 - 0x1p-53) == 30);
}

static void spins_until_the_first_success(void **state) {
    (void)state;
    assert_int_equal(dist_geometric(0.3, 0.2), 1);
    assert_int_equal(dist_geometric(0.3, 0.31), 2);
    assert_int_equal(dist_geometric(0.3, 0.52), 3); // 1 - 0.7^2 = 0.51
    assert_int_equal(dist_geometric(1, 0.999), 1);
    assert_int_equal(dist_geometric(0, 0.001), 20);
    double sum = 0;
    for (int i = 0; i < 10000; i++) sum += dist_geometric(0.5, (i + 0.5) / 10000);
    assert_near(sum / 10000, 2, 0.001);
}

static void assert_format(Dist d, const char *expected) {
    char out[160];
    dist_format(&d, out, sizeof out);
    assert_string_equal(out, expected);
}

static void prints_as_a_script_writes_it(void **state) {
    (void)state;
    double values[] = {1, 2}, weights[] = {0.3, 0.7};
    assert_format((Dist){.kind = DIST_NONE}, "none");
    assert_format((Dist){DIST_TRIANGULAR, .a = 20000, .b = 27000, .c = 28000},
                  "triangular(20000, 27000, 28000)");
    assert_format((Dist){DIST_PERT, .a = 1, .b = 2, .c = 3}, "pert(1, 2, 3)");
    assert_format((Dist){DIST_BETWEEN, .a = 1e6, .b = 2345678}, "between(1000000, 2345678)");
    assert_format((Dist){DIST_UNIFORM, .a = 0.1, .b = 0.2}, "uniform(0.1, 0.2)");
    assert_format((Dist){DIST_DISCRETE, .n = 2, .values = values, .weights = weights},
                  "discrete{ {1, 0.3}, {2, 0.7} }");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_what_is_wrong),
        cmocka_unit_test(lets_pass_what_is_right),
        cmocka_unit_test(normal_is_the_inverse_of_its_cdf),
        cmocka_unit_test(between_has_its_percentiles),
        cmocka_unit_test(triangular_is_the_inverse_of_its_cdf),
        cmocka_unit_test(normal_agrees_with_gsl_everywhere),
        cmocka_unit_test(beta_agrees_with_gsl_everywhere),
        cmocka_unit_test(pert_is_the_inverse_of_its_cdf),
        cmocka_unit_test(quantiles_never_fall),
        cmocka_unit_test(discrete_goes_by_weight),
        cmocka_unit_test(spins_until_the_first_success),
        cmocka_unit_test(prints_as_a_script_writes_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
