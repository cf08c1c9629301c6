#include "market/limits.h"

// Compute of one unit of a chip on a workload: the roofline over that of the reference chip, or
// the chip's throughput where there is no roofline (no flops, bandwidth, intensity, reference).
static void throughput_set(Market *m, int c, int w) {
    const Scenario *s = m->s;
    const Chip *chip = &s->chips[c];
    const Workload *work = &s->workloads[w];
    Lane *v = &m->v[c * m->W + w], *inv = &m->inv_v[c * m->W + w];
    const Lane *through = num(m, plan_or(m, chip->throughput, NUM_ZERO));
    const Lane *flops = num(m, plan_or(m, chip->flops, NUM_ZERO));
    const Lane *bandwidth = num(m, plan_or(m, chip->bandwidth, NUM_ZERO));
    const Lane *intensity = num(m, plan_or(m, work->intensity, NUM_NO_CAP));
    const Lane *mfu = num(m, plan_or(m, work->mfu, NUM_ONE));
    const Lane *ref_flops = num(m, plan_or(m, s->reference_flops, NUM_ZERO));
    const Lane *ref_band = num(m, plan_or(m, s->reference_bandwidth, NUM_ZERO));
    EACH_PACK(p) {
        Pack zero = pack_set(0), depth = intensity->p[p];
        Pack roof = pack_min(flops->p[p] * mfu->p[p], bandwidth->p[p] * depth);
        Pack ref = pack_min(ref_flops->p[p] * mfu->p[p], ref_band->p[p] * depth);
        Mask known = mask_and(pack_lt(zero, roof), pack_lt(zero, ref));
        known = mask_and(known, pack_lt(depth, pack_set(NO_CAP)));
        Pack ratio = roof / pack_select(known, ref, pack_set(1));
        Pack x = pack_select(known, ratio, through->p[p]);
        Mask some = pack_lt(pack_set(1e-15), x);
        v->p[p] = x;
        inv->p[p] = pack_where(some, 1 / pack_select(some, x, pack_set(1)));
    }
}

// Sums over the levies on a pair. Revenue shares beyond .999999 together are scaled down to it.
typedef struct LevySum {
    Lane duty, passed_duty, revenue, passed_revenue, fixed;
} LevySum;

static Pack levy_rate(const Market *m, int l, int chip, int p) {
    int active = active_levy(m, l);
    Pack rate = pack_plus(num(m, m->s->levies[l].rate)->p[p] * m->phi[active].p[p]);
    return within(inside(m, active, chip), rate, p);
}

static Pack pass_share(const Market *m, const Levy *l, int p) {
    switch (l->pass_through.kind) {
    case PASS_NUMBER:
        return num(m, plan_or(m, l->pass_through.rho, NUM_ZERO))->p[p];
    case PASS_ISOELASTIC:
        return pack_set(1);
    case PASS_LINEAR:
        return pack_set(l->duty ? 0.5 : 0);
    default:
        return pack_set(0);
    }
}

static void levies_sum(const Market *m, const Pair *x, LevySum *out) {
    const Lane *cost = unit_cost(m, x->chip);
    *out = (LevySum){0};
    for (int i = 0; i < x->dues.n; i++) {
        int l = m->dues[x->dues.at[i]].levy;
        if (m->dues[x->dues.at[i]].subsidy) continue;
        const Levy *levy = &m->s->levies[l];
        bool linear = levy->pass_through.kind == PASS_LINEAR && !levy->duty;
        EACH_PACK(p) {
            Pack tau = levy_rate(m, l, x->chip, p), passed = tau * pass_share(m, levy, p);
            if (levy->duty) {
                out->duty.p[p] += tau;
                out->passed_duty.p[p] += passed;
                continue;
            }
            out->revenue.p[p] += tau;
            out->passed_revenue.p[p] += passed;
            Pack kept = 1 - pack_min(tau, pack_set(.999999)), c = cost->p[p];
            if (linear) out->fixed.p[p] += (c / kept - c) * .5;
        }
    }
}

static void dues_set(Market *m, const Pair *x, const LevySum *sum, const Lane *list,
                     const Lane *pay) {
    for (int i = 0; i < x->dues.n; i++) {
        int d = x->dues.at[i], l = m->dues[d].levy;
        if (m->dues[d].subsidy) continue;
        bool duty = m->s->levies[l].duty;
        EACH_PACK(p) {
            Pack scale = pack_set(.999999) / pack_max(pack_set(.999999), sum->revenue.p[p]);
            Pack tau = levy_rate(m, l, x->chip, p);
            m->due[d].p[p] = duty ? tau * list->p[p] : tau * scale * pay->p[p];
        }
        TERM(m, duty ? "tariff per unit" : "levy per unit", "USD per unit", x->buyer, x->chip,
             l, &m->due[d]);
    }
}

// p = P (1 + sum rho tau_duty) (1 + sum rho tau_rev / (1 - sum tau_rev)) + sum linear.
static void pair_price(Market *m, int pair) {
    const Pair *x = &m->pairs[pair];
    const Lane *list = list_price(m, pair);
    Lane *pay = &m->pay[pair];
    LevySum sum;
    levies_sum(m, x, &sum);
    EACH_PACK(p) {
        Pack revenue = pack_min(sum.revenue.p[p], pack_set(.999999));
        Pack price = pack_plus(list->p[p]) * (1 + sum.passed_duty.p[p]) *
                         (1 + sum.passed_revenue.p[p] / (1 - revenue)) +
                     sum.fixed.p[p];
        pay->p[p] = price;
        m->net[pair].p[p] = price * (1 - revenue) - sum.duty.p[p] * list->p[p];
    }
    dues_set(m, x, &sum, list, pay);
    if (m->has_subsidies) subsidies_take(m, pair, pay);
    EACH_PACK(p) m->inv_pay[pair].p[p] = 1 / pack_max(pack_set(1e-15), pay->p[p]);
    TERM(m, "list price", "USD per unit", x->buyer, x->chip, -1, list);
    TERM(m, "price", "USD per unit", x->buyer, x->chip, -1, pay);
    TERM(m, "seller's net", "USD per unit", x->buyer, x->chip, -1, &m->net[pair]);
}

void prices_set(Market *m) {
    if (!m->prices_moved) return;
    if (m->numbers_moved)
        for (int c = 0; c < m->C; c++)
            for (int w = 0; w < m->W; w++) throughput_set(m, c, w);
    if (m->has_own_prices) lists_set(m);
    for (int p = 0; p < m->n_pairs; p++) pair_price(m, p);
    bundling_rates(m);
    bundling_holds(m);
    for (int b = 0; b < m->B; b++)
        if (m->buyer_ties[b].n) partner_set(m, b, false);
    bundling_costs(m);
    menus_rank(m);
    ledger_prices(m);
}
