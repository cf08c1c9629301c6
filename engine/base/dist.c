#include "base/dist.h"

#include "base/quantile.h"
#include "base/real.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>

static const double Z95 = 1.6448536269514722; // the normal distribution's 95th percentile

static const char *wrong_discrete(const Dist *d, char *out, size_t size) {
    double sum = 0;
    for (int i = 0; i < d->n; i++) {
        if (!isfinite(d->values[i]) || !isfinite(d->weights[i]) || d->weights[i] < 0) {
            snprintf(out, size, "needs finite values and weights >= 0, got { %.15g, %.15g }",
                     d->values[i], d->weights[i]);
            return out;
        }
        sum += d->weights[i];
    }
    if (sum > 0 && isfinite(sum)) return NULL;
    snprintf(out, size, "needs at least one value with a weight > 0");
    return out;
}

static const char *wrong_pair(const Dist *d, bool fine, const char *need, char *out,
                              size_t size) {
    if (fine && isfinite(d->a) && isfinite(d->b)) return NULL;
    snprintf(out, size, "needs %s, got %.15g and %.15g", need, d->a, d->b);
    return out;
}

const char *dist_wrong(const Dist *d, char *out, size_t size) {
    switch (d->kind) {
    case DIST_NONE:
        return NULL;
    case DIST_UNIFORM:
        return wrong_pair(d, d->a < d->b, "low < high", out, size);
    case DIST_NORMAL:
        return wrong_pair(d, d->b > 0, "a standard deviation > 0", out, size);
    case DIST_LOGNORMAL:
        return wrong_pair(d, d->a > 0 && d->b > 0, "a median > 0 and a sigma > 0", out, size);
    case DIST_BETWEEN:
        return wrong_pair(d, d->a < d->b, "5th percentile < 95th percentile", out, size);
    case DIST_DISCRETE:
        return wrong_discrete(d, out, size);
    case DIST_TRIANGULAR:
    case DIST_PERT:
        break;
    }
    if (d->a <= d->b && d->b <= d->c && d->a < d->c && isfinite(d->a) && isfinite(d->c))
        return NULL;
    snprintf(out, size, "needs low <= mode <= high and low < high, got %.15g, %.15g and %.15g",
             d->a, d->b, d->c);
    return out;
}

static double triangular_quantile(const Dist *d, double u) {
    double width = d->c - d->a;
    if (u * width < d->b - d->a) return d->a + sqrt(u * width * (d->b - d->a));
    return d->c - sqrt((1 - u) * width * (d->c - d->b));
}

static double pert_quantile(const Dist *d, double u) {
    double width = d->c - d->a;
    return d->a + width * quantile_beta(u, 1 + 4 * (d->b - d->a) / width);
}

static double between_quantile(const Dist *d, double z) {
    if (d->a > 0) {
        double low = real_log(d->a), high = real_log(d->b);
        return real_exp((low + high) / 2 + (high - low) / (2 * Z95) * z);
    }
    return (d->a + d->b) / 2 + (d->b - d->a) / (2 * Z95) * z;
}

static double discrete_quantile(const Dist *d, double u) {
    double sum = 0, so_far = 0;
    for (int i = 0; i < d->n; i++) sum += d->weights[i];
    int last = 0;
    for (int i = 0; i < d->n; i++) {
        if (d->weights[i] <= 0) continue;
        last = i;
        so_far += d->weights[i];
        if (u * sum < so_far) break;
    }
    return d->values[last];
}

double dist_quantile(const Dist *d, double u) {
    switch (d->kind) {
    case DIST_NONE:
        return d->a;
    case DIST_UNIFORM:
        return d->a + (d->b - d->a) * u;
    case DIST_NORMAL:
        return d->a + d->b * quantile_normal(u);
    case DIST_LOGNORMAL:
        return d->a * real_exp(d->b * quantile_normal(u));
    case DIST_TRIANGULAR:
        return triangular_quantile(d, u);
    case DIST_PERT:
        return pert_quantile(d, u);
    case DIST_BETWEEN:
        return between_quantile(d, quantile_normal(u));
    case DIST_DISCRETE:
        return discrete_quantile(d, u);
    }
    return d->a;
}

static void format_discrete(const Dist *d, Text *t) {
    text_add(t, "discrete{ ");
    for (int i = 0; i < d->n; i++)
        text_printf(t, "%s{%.15g, %.15g}", i ? ", " : "", d->values[i], d->weights[i]);
    text_add(t, " }");
}

void dist_format(const Dist *d, char *out, size_t size) {
    static const char *const NAME[] = {"none",       "uniform", "normal",  "lognormal",
                                       "triangular", "pert",    "between", "discrete"};
    Text t = {0};
    if (d->kind == DIST_NONE)
        text_add(&t, "none");
    else if (d->kind == DIST_DISCRETE)
        format_discrete(d, &t);
    else if (d->kind == DIST_TRIANGULAR || d->kind == DIST_PERT)
        text_printf(&t, "%s(%.15g, %.15g, %.15g)", NAME[d->kind], d->a, d->b, d->c);
    else
        text_printf(&t, "%s(%.15g, %.15g)", NAME[d->kind], d->a, d->b);
    snprintf(out, size, "%s", text_get(&t));
    text_done(&t);
}

int dist_geometric(double p, double u) {
    enum { MOST = 20 };
    double failed = 1;
    for (int n = 1; n < MOST; n++) {
        failed *= 1 - p;
        if (1 - failed >= u) return n;
    }
    return MOST;
}
