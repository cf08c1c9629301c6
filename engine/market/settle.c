#include "market/step.h"

static const Lane *deposit_of(const Market *m, int buyer) {
    return num(m, plan_or(m, m->s->buyers[buyer].deposit, NUM_ONE));
}

void settle_start(Market *m) {
    for (int p = 0; p < m->n_pairs; p++)
        EACH_PACK(i) m->fill[p].p[i] = m->inflation[p].p[i] = pack_set(1);
}

// inflation = 1 + theta (1 - deposit) (1 / fill - 1), for the claims of this step.
void inflation_set(Market *m) {
    if (!m->has_inflation) return;
    for (int pair = 0; pair < m->n_pairs; pair++) {
        int b = m->pairs[pair].buyer;
        const Lane *theta = num(m, plan_or(m, m->s->buyers[b].inflation, NUM_ZERO));
        const Lane *deposit = deposit_of(m, b);
        EACH_PACK(p)
            m->inflation[pair].p[p] =
                1 + theta->p[p] * (1 - deposit->p[p]) * (1 / m->fill[pair].p[p] - 1);
    }
}

// fill: smoothed share bought / wished over past steps with a wish, not below .05.
static void fill_set(Market *m, int pair) {
    Pack weight = pack_set(fmin(1, m->dt / 3));
    EACH_PACK(p) {
        Pack wished = m->wished[pair].p[p], fill = m->fill[pair].p[p];
        Mask some = pack_lt(pack_set(0), wished);
        Pack got = m->bought[pair].p[p] / pack_select(some, wished, pack_set(1));
        fill = pack_select(some, fill + weight * (got - fill), fill);
        m->fill[pair].p[p] = pack_max(pack_set(.05), fill);
    }
}

// What a buyer orders is committed in full; without deposits it is paid now.
static void commit(Market *m, int b) {
    const Ids *pairs = &m->buyer_pairs[b];
    Lane sum = {0};
    for (int i = 0; i < pairs->n; i++) {
        int pair = pairs->at[i];
        const Lane *bought = &m->bought[pair], *pay = &m->pay[pair];
        Lane *capex = &m->capex[pair];
        EACH_PACK(p) {
            Pack x = pay->p[p] * bought->p[p];
            capex->p[p] = x;
            sum.p[p] += x;
        }
    }
    Lane *all = &m->all_committed[b];
    if (m->has_fx[b])
        EACH_PACK(p) {
            Pack own = sum.p[p] * m->fx[b].p[p];
            m->money[b].p[p] -= own;
            all->p[p] += own;
        }
    else
        EACH_PACK(p) all->p[p] += sum.p[p];
}

static void levies_accrue(Market *m) {
    for (int d = 0; d < m->n_dues; d++) {
        const Lane *due = &m->due[d], *bought = &m->bought[m->dues[d].pair];
        Lane *levied = &m->levied[d];
        EACH_PACK(p) levied->p[p] = due->p[p] * bought->p[p];
    }
}

// The deposit now, the rest with the delivery; levies and duties accrue with it.
static void pay_later(Market *m, int pair) {
    const Pair *x = &m->pairs[pair];
    const Lane *deposit = deposit_of(m, x->buyer);
    Lag *lag = &m->ship[x->buyer];
    Lane later;
    EACH_PACK(p) {
        later.p[p] = (1 - deposit->p[p]) * m->capex[pair].p[p];
        m->paid[pair].p[p] = m->capex[pair].p[p] - later.p[p];
        m->payable[pair].p[p] += later.p[p];
    }
    lag_step(lag, m->step);
    const Lane *falls_due = pipe_pass(&m->pay_pipe[pair], lag, m->step, &later);
    EACH_PACK(p) {
        m->paid[pair].p[p] += falls_due->p[p];
        m->payable[pair].p[p] -= falls_due->p[p];
        m->all_settled.p[p] += m->paid[pair].p[p];
        m->all_ordered.p[p] += m->capex[pair].p[p];
    }
    TERM(m, "owed", "USD", x->buyer, x->chip, -1, &m->payable[pair]);
    for (int i = 0; i < x->dues.n; i++) {
        int d = x->dues.at[i];
        EACH_PACK(p) {
            later.p[p] = (1 - deposit->p[p]) * m->levied[d].p[p];
            m->levied[d].p[p] -= later.p[p];
        }
        falls_due = pipe_pass(&m->due_pipe[d], lag, m->step, &later);
        EACH_PACK(p) m->levied[d].p[p] += falls_due->p[p];
    }
}

void settle(Market *m) {
    for (int b = 0; b < m->B; b++) commit(m, b);
    levies_accrue(m);
    for (int pair = 0; pair < m->n_pairs && m->has_deposits; pair++) pay_later(m, pair);
    for (int pair = 0; pair < m->n_pairs && m->has_inflation; pair++) fill_set(m, pair);
    if (m->has_share_of) approvals_end(m);
    if (!m->has_to_order) return;
    for (int c = 0; c < m->C; c++) lane_zero(&m->wished_rate[c]);
    for (int pair = 0; pair < m->n_pairs; pair++)
        EACH_PACK(p) m->wished_rate[m->pairs[pair].chip].p[p] += m->wished[pair].p[p] / m->dt;
}

// Stock that nobody may buy any more, once somebody could, at unit cost; more of it as it grows.
void write_down(Market *m) {
    for (int c = 0; c < m->C; c++) {
        Lane best = {0}, *written = &m->written[c], *ever = &m->saleable[c];
        const Lane *cost = unit_cost(m, c);
        for (int pair = 0; pair < m->n_pairs; pair++)
            if (m->pairs[pair].chip == c)
                EACH_PACK(p) best.p[p] = pack_max(best.p[p], m->access[pair].p[p]);
        EACH_PACK(p) {
            Mask open = pack_lt(pack_set(0), best.p[p]);
            ever->p[p] = pack_select(open, pack_set(1), ever->p[p]);
            Mask dead = mask_and(mask_not(open), pack_lt(pack_set(0), ever->p[p]));
            Pack more = pack_where(dead, pack_plus(m->stock[c].p[p] - written->p[p]));
            written->p[p] = pack_where(dead, written->p[p] + more);
            m->write_down[c].p[p] = more * cost->p[p];
        }
    }
}
