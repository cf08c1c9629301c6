// Probability distributions of assumptions. A value is always F^-1(u): one path for Monte Carlo,
// designs and sliders. The same bits on every machine (base/quantile.h).
#ifndef ENGINE_BASE_DIST_H
#define ENGINE_BASE_DIST_H

#include <stdbool.h>
#include <stddef.h>

typedef enum DistKind {
    DIST_NONE,
    DIST_UNIFORM,    // a = low, b = high
    DIST_NORMAL,     // a = mean, b = standard deviation
    DIST_LOGNORMAL,  // a = median, b = standard deviation of the logarithm
    DIST_TRIANGULAR, // a = low, b = mode, c = high
    DIST_PERT,       // a = low, b = mode, c = high: a beta scaled, shape 4
    DIST_BETWEEN,    // a = 5th, b = 95th percentile: lognormal where both > 0, else normal
    DIST_DISCRETE    // values with weights
} DistKind;

typedef struct Dist {
    DistKind kind;
    double a, b, c;
    int n; // DIST_DISCRETE
    const double *values, *weights;
} Dist;

// NULL when the parameters make sense, else what is wrong ("needs low < high, got 3 and 2").
const char *dist_wrong(const Dist *d, char *out, size_t size);

double dist_quantile(const Dist *d, double u);           // u in (0, 1)
void dist_format(const Dist *d, char *out, size_t size); // "triangular(20000, 27000, 28000)"

// Spins until first success, at most 20: least n with 1 - (1 - p)^n >= u.
int dist_geometric(double p, double u);

#endif
