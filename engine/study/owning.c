#include "study/owning.h"

#include "study/advice.h"

#include <math.h>

static double value_at(const Result *r, Num n, double t, double fallback) {
    return n == NUM_NONE ? fallback : scenario_value(r->scenario, n, r->values, t);
}

// Compute of one unit of a chip on a workload, as the market counts it.
static double worth(const Result *r, int c, int w) {
    const Scenario *s = r->scenario;
    const Chip *chip = &s->chips[c];
    double depth = value_at(r, s->workloads[w].intensity, 0, NO_CAP);
    double mfu = value_at(r, s->workloads[w].mfu, 0, 1);
    double roof =
        fmin(value_at(r, chip->flops, 0, 0) * mfu, value_at(r, chip->bandwidth, 0, 0) * depth);
    double ref = fmin(value_at(r, s->reference_flops, 0, 0) * mfu,
                      value_at(r, s->reference_bandwidth, 0, 0) * depth);
    bool known = roof > 0 && ref > 0 && depth < NO_CAP;
    return known ? roof / ref : value_at(r, chip->throughput, 0, 0);
}

// On the workload of the lease for which it is worth least; 0: it serves none.
static double worth_instead(const Result *r, int c, const Lease *l) {
    const Scenario *s = r->scenario;
    double least = 0;
    for (int k = 0; k < s->n_workloads; k++) {
        if (!l->workloads.has[k] || !s->chips[c].workloads.has[k]) continue;
        double v = worth(r, c, k);
        least = least > 0 ? fmin(least, v) : v;
    }
    return least;
}

static Owning nothing_yet(const Result *r, int b) {
    double run = r->scenario->calendar.months;
    double life = value_at(r, r->scenario->buyers[b].life, 0, NO_CAP);
    bool lives = life < 1e3 * run;
    return (Owning){-1, (double)INFINITY, lives ? life : run, lives, (double)INFINITY};
}

static void consider(const Result *r, Owning *best, int c, const Lease *l, double price) {
    double v = worth_instead(r, c, l);
    if (!(price > 0) || !(v > 0) || !(price / v < best->price)) return;
    best->chip = c;
    best->price = price / v;
    best->cost = best->price / best->months;
}

static const double *column(const Result *r, SeriesId id, int b, int c) {
    int k = series_column(r->series, id, b, c, -1);
    return k < 0 ? NULL : series_at(r->series, r->run, k);
}

Owning owning_bought(const Result *r, int b, const Lease *l) {
    Owning best = nothing_yet(r, b);
    for (int c = 0; c < r->scenario->n_chips; c++) {
        const double *bought = column(r, S_BOUGHT, b, c), *price = column(r, S_PRICE, b, c);
        double most = 0;
        for (int i = 0; bought && price && i < r->series->steps; i++)
            if (bought[i] > 0) most = fmax(most, price[i]);
        consider(r, &best, c, l, most);
    }
    return best;
}

Owning owning_at(const Result *r, int b, const Lease *l, int step) {
    Owning best = nothing_yet(r, b);
    for (int c = 0; c < r->scenario->n_chips; c++) {
        const Chip *chip = &r->scenario->chips[c];
        const double *price = column(r, S_PRICE, b, c);
        bool sold = (chip->captive < 0 || chip->captive == b) && !chip->grey;
        if (sold && price && chip_is_made(r->scenario, c))
            consider(r, &best, c, l, price[step]);
    }
    return best;
}

double rent_at(const Result *r, const Lease *l, int step) {
    double t = calendar_time(&r->scenario->calendar, step);
    return value_at(r, l->rate, t, 0) / value_at(r, l->discount, 0, 1);
}
