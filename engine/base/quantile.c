#include "base/quantile.h"

#include "base/real.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdbool.h>

static double ratio(const double top[8], const double bottom[8], double r) {
    double p = top[7], q = bottom[7];
    for (int i = 6; i >= 0; i--) {
        p = p * r + top[i];
        q = q * r + bottom[i];
    }
    return p / q;
}

// The quantile of 1 - p; p <= 0.075.
static double normal_tail(double p) {
    static const double NEAR_TOP[8] = {1.42343711074968357734e0,  4.63033784615654529590e0,
                                       5.76949722146069140550e0,  3.64784832476320460504e0,
                                       1.27045825245236838258e0,  2.41780725177450611770e-1,
                                       2.27238449892691845833e-2, 7.74545014278341407640e-4};
    static const double NEAR_BOTTOM[8] = {1,
                                          2.05319162663775882187e0,
                                          1.67638483018380384940e0,
                                          6.89767334985100004550e-1,
                                          1.48103976427480074590e-1,
                                          1.51986665636164571966e-2,
                                          5.47593808499534494600e-4,
                                          1.05075007164441684324e-9};
    static const double FAR_TOP[8] = {6.65790464350110377720e0,  5.46378491116411436990e0,
                                      1.78482653991729133580e0,  2.96560571828504891230e-1,
                                      2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                      2.71155556874348757815e-5, 2.01033439929228813265e-7};
    static const double FAR_BOTTOM[8] = {1,
                                         5.99832206555887937690e-1,
                                         1.36929880922735805310e-1,
                                         1.48753612908506148525e-2,
                                         7.86869131145613259100e-4,
                                         1.84631831751005468180e-5,
                                         1.42151175831644588870e-7,
                                         2.04426310338993978564e-15};
    double r = sqrt(-real_log(p));
    return r <= 5 ? ratio(NEAR_TOP, NEAR_BOTTOM, r - 1.6) : ratio(FAR_TOP, FAR_BOTTOM, r - 5);
}

double quantile_normal(double u) {
    if (fabs(u - 0.5) <= 0.425) return gsl_cdf_ugaussian_Pinv(u);
    return u < 0.5 ? -normal_tail(u) : normal_tail(1 - u);
}

// x^a (1 - x)^b with b = 6 - a, a + b = 6.
static double power(double x, double a) {
    return real_exp(a * real_log(x) + (6 - a) * real_log(1 - x));
}

// The integral of t^(a-1) (1-t)^(b-1) from 0 to x; x <= (a + 1) / 8, where 24 terms of the
// fraction give 15 figures.
static double beta_below(double x, double a) {
    double b = 6 - a, fraction = 1;
    for (int m = 12; m >= 1; m--) {
        double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        fraction = 1 + even / fraction;
        double n = m - 1;
        double odd = -(a + n) * (6 + n) * x / ((a + 2 * n) * (a + 2 * n + 1));
        fraction = 1 + odd / fraction;
    }
    return power(x, a) / (a * fraction);
}

// The same anywhere in (0, 1); `whole` is its value at 1.
static double beta_integral(double x, double a, double whole) {
    return x <= (a + 1) / 8 ? beta_below(x, a) : whole - beta_below(1 - x, 6 - a);
}

// u <= 1/2.
static double beta_lower(double u, double a) {
    double middle = (a + 1) / 8;
    double whole = beta_below(middle, a) + beta_below(1 - middle, 6 - a);
    double target = u * whole, low = 0, high = 1;
    double x = real_exp(real_log(target * a) / a); // right for x near 0
    if (x > a / 6) x = a / 6;
    for (int i = 0; i < 100; i++) {
        double miss = beta_integral(x, a, whole) - target;
        if (miss > 0)
            high = x;
        else
            low = x;
        double step = miss * x * (1 - x) / power(x, a);
        double bend = ((a - 1) / x - (5 - a) / (1 - x)) * step / 2;
        double next = x - (fabs(bend) < 0.5 ? step / (1 - bend) : step);
        bool inside = next > low && next < high;
        // The method is of third order: after such a step the next would be below 1e-16.
        if (inside && fabs(next - x) <= 1e-6 * x) return next;
        if (miss == 0) return x;
        x = inside ? next : (low + high) / 2;
    }
    return x;
}

double quantile_beta(double u, double a) {
    return u <= 0.5 ? beta_lower(u, a) : 1 - beta_lower(1 - u, 6 - a);
}
