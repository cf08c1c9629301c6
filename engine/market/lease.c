#include "market/step.h"

// Compute rented abroad. First the bills of what is leased, rate * G * dt, from opex money, then
// from the share of unspent capex that may pay for leases; where both are short G is cut to what
// they pay for. G runs off at 1/term, after closure at 1/min(wind_down, term). Then new contracts
// for the demand still unmet, while the lease is open:
//   new = phi * min(rest / discount, capacity - sum of G, free money / (rate * term)).
// Free money is what the bills to come of leases in force, rate * term * G, leave: a contract is
// signed when money at hand pays for its whole term. The share phi is taken of the demand and the
// money there are before any new contract, so that it does not depend on the number of rounds.

static const Lane *rate_at(const Market *m, int lease) {
    return num(m, m->s->leases[lease].rate);
}
static const Lane *term_of(const Market *m, int lease) {
    return num(m, m->s->leases[lease].term);
}
static const Lane *discount_of(const Market *m, int lease) {
    return num(m, plan_or(m, m->s->leases[lease].discount, NUM_ONE));
}

void leases_start(Market *m) {
    for (int r = 0; r < m->n_rentals; r++) {
        lane_zero(&m->leased[r]);
        lane_zero(&m->lease_new[r]);
    }
    for (int b = 0; b < m->B && m->has_leases; b++) {
        lane_zero(&m->opex[b]);
        lane_zero(&m->capex_to_leases[b]);
    }
}

// USD per month at the step's rates, times months where given.
static void bills(const Market *m, int b, bool of_terms, Lane *out) {
    lane_zero(out);
    for (int i = 0; i < m->buyer_rentals[b].n; i++) {
        int r = m->buyer_rentals[b].at[i], lease = m->rentals[r].lease;
        const Lane *rate = rate_at(m, lease), *term = term_of(m, lease);
        EACH_PACK(p) {
            Pack month = rate->p[p] * m->leased[r].p[p];
            out->p[p] += of_terms ? month * term->p[p] : month;
        }
    }
}

void lease_bills_to_come(const Market *m, int b, Lane *out) {
    lane_zero(out);
    if (m->has_leases) bills(m, b, true, out);
}

// Leased compute of a buyer for a workload, at what it is worth beside owned compute.
void leased_worth(const Market *m, int b, int w, Lane *out) {
    lane_zero(out);
    for (int i = 0; m->has_leases && i < m->buyer_rentals[b].n; i++) {
        int r = m->buyer_rentals[b].at[i];
        if (m->rentals[r].workload != w) continue;
        const Lane *discount = discount_of(m, m->rentals[r].lease);
        EACH_PACK(p) out->p[p] += discount->p[p] * m->leased[r].p[p];
    }
}

// Share of G left after the step.
static void keep_set(Market *m, int lease) {
    const Lane *term = term_of(m, lease);
    const Lane *wind = num(m, plan_or(m, m->s->leases[lease].wind_down, NUM_NO_CAP));
    const Lane *to = num(m, m->actives[active_lease(m, lease)].to);
    EACH_PACK(p) {
        Pack closed = pack_plus(m->t_next - pack_max(pack_set(m->t), to->p[p])) / m->dt;
        Pack shut = pack_max(pack_set(1e-15), pack_min(wind->p[p], term->p[p]));
        closed = pack_min(pack_set(1), closed);
        m->lease_keep[lease].p[p] =
            pack_exp(-m->dt * ((1 - closed) / term->p[p] + closed / shut));
    }
}

static void spare_capex(const Market *m, int b, Lane *out) {
    const Lane *share = num(m, plan_or(m, m->s->buyers[b].to_leases, NUM_ZERO));
    EACH_PACK(p) out->p[p] = share->p[p] * pack_plus(m->cash[b].p[p]);
}

// Pays the bills of a buyer, cutting what money does not reach; what is free then.
static void pay_bills(Market *m, int b) {
    Lane bill, spare, kept, spoken_for, *free = &m->lease_free[b];
    bills(m, b, false, &bill);
    spare_capex(m, b, &spare);
    EACH_PACK(p) {
        Pack due = bill.p[p] * m->dt;
        Pack has = m->opex_money[b].p[p] / m->fx[b].p[p] + spare.p[p];
        Mask shorter = pack_lt(has, due);
        kept.p[p] =
            pack_select(shorter, has / pack_select(shorter, due, pack_set(1)), pack_set(1));
        bill.p[p] = pack_select(shorter, has, due);
    }
    opex_pay(m, b, &bill);
    for (int i = 0; i < m->buyer_rentals[b].n; i++) {
        int r = m->buyer_rentals[b].at[i];
        const Lane *keep = &m->lease_keep[m->rentals[r].lease];
        EACH_PACK(p) m->leased[r].p[p] *= kept.p[p] * keep->p[p];
    }
    bills(m, b, true, &spoken_for);
    spare_capex(m, b, &spare);
    EACH_PACK(p)
        free->p[p] =
            pack_plus(m->opex_money[b].p[p] / m->fx[b].p[p] + spare.p[p] - spoken_for.p[p]);
    TERM(m, "lease bill", "USD", b, -1, -1, &m->opex[b]);
    TERM(m, "paid from capex", "USD", b, -1, -1, &m->capex_to_leases[b]);
    TERM(m, "share of leases kept", "share", b, -1, -1, &kept);
    TERM(m, "free for leases", "USD", b, -1, -1, free);
}

// Best first: by weight * discount / rate; equals have the same rank.
static void rank_set(Market *m, int b) {
    const Ids *own = &m->buyer_rentals[b];
    for (int i = 0; i < own->n; i++) {
        const Rental *x = &m->rentals[own->at[i]];
        const Lane *weight = num(m, m->s->buyers[b].weight.amount[x->workload]);
        const Lane *rate = rate_at(m, x->lease), *discount = discount_of(m, x->lease);
        EACH_PACK(p)
            m->lease_score[own->at[i]].p[p] =
                weight->p[p] * discount->p[p] / pack_max(pack_set(1e-15), rate->p[p]);
    }
    for (int i = 0; i < own->n; i++) {
        Lane rank = {0};
        for (int k = 0; k < own->n; k++) {
            const Lane *mine = &m->lease_score[own->at[i]],
                       *other = &m->lease_score[own->at[k]];
            EACH_PACK(p) rank.p[p] += pack_where(pack_lt(mine->p[p], other->p[p]), pack_set(1));
        }
        m->lease_rank[own->at[i]] = rank;
    }
}

static void add_cost(const Market *m, int r, const Lane *q, Lane *cost) {
    const Lane *rate = rate_at(m, m->rentals[r].lease), *term = term_of(m, m->rentals[r].lease);
    EACH_PACK(p) cost->p[p] += rate->p[p] * term->p[p] * q->p[p];
}

// Takes what is asked off the buyer's view of demand, money and capacity.
static void put_on_desk(Market *m, int r) {
    const Rental *x = &m->rentals[r];
    const Lane *want = &m->lease_want[r], *discount = discount_of(m, x->lease);
    Lane *rest = &m->desk_rest[x->workload], *left = &m->lease_desk[x->lease], cost = {0};
    add_cost(m, r, want, &cost);
    EACH_PACK(p) {
        m->lease_ask[r].p[p] += want->p[p];
        rest->p[p] = pack_plus(rest->p[p] - discount->p[p] * want->p[p]);
        left->p[p] = pack_plus(left->p[p] - want->p[p]);
        m->desk_money->p[p] = pack_plus(m->desk_money->p[p] - cost.p[p]);
    }
}

// Capacity left in the buyer's leases of one rank for the workload of rental `r`.
static void left_together(const Market *m, int r, int rank, Lane *out) {
    const Ids *own = &m->buyer_rentals[m->rentals[r].buyer];
    lane_zero(out);
    for (int i = 0; i < own->n; i++) {
        const Rental *x = &m->rentals[own->at[i]];
        if (x->workload != m->rentals[r].workload) continue;
        EACH_PACK(p) {
            Mask now = pack_eq(m->lease_rank[own->at[i]].p[p], pack_set(rank));
            out->p[p] += pack_where(now, m->lease_desk[x->lease].p[p]);
        }
    }
}

// What demand and capacity let a buyer lease. Equals for one workload share its demand by the
// capacity they have left.
static void want_lease(Market *m, int r, int rank) {
    const Rental *x = &m->rentals[r];
    const Lane *left = &m->lease_desk[x->lease], *most = &m->lease_most[r];
    const Lane *discount = discount_of(m, x->lease), *rest = &m->desk_rest[x->workload];
    Lane together;
    left_together(m, r, rank, &together);
    EACH_PACK(p) {
        Mask now = pack_eq(m->lease_rank[r].p[p], pack_set(rank));
        Pack share = left->p[p] / pack_max(pack_set(1e-15), together.p[p]);
        Pack want = pack_min(rest->p[p] / discount->p[p] * share, left->p[p]);
        want = pack_min(want, pack_plus(most->p[p] - m->lease_new[r].p[p]));
        m->lease_want[r].p[p] = pack_where(now, want);
    }
}

// The buyer's leases of one rank; what money does not reach is cut in proportion.
static void ask_rank(Market *m, int b, int rank) {
    const Ids *own = &m->buyer_rentals[b];
    Lane cost = {0}, part;
    for (int i = 0; i < own->n; i++) {
        want_lease(m, own->at[i], rank);
        add_cost(m, own->at[i], &m->lease_want[own->at[i]], &cost);
    }
    EACH_PACK(p) {
        Pack has = m->desk_money->p[p];
        Mask poor = pack_lt(has, cost.p[p]);
        part.p[p] =
            pack_select(poor, has / pack_select(poor, cost.p[p], pack_set(1)), pack_set(1));
    }
    for (int i = 0; i < own->n; i++) {
        int r = own->at[i];
        EACH_PACK(p) {
            Pack affords = pack_plus(m->lease_affords[r].p[p] - m->lease_new[r].p[p]);
            m->lease_want[r].p[p] = pack_min(m->lease_want[r].p[p] * part.p[p], affords);
        }
        put_on_desk(m, r);
    }
}

// All a buyer would lease in the round, best first.
static void ask(Market *m, int b) {
    const Ids *own = &m->buyer_rentals[b];
    *m->desk_money = m->lease_free[b];
    for (int w = 0; w < m->W; w++)
        EACH_PACK(p) m->desk_rest[w].p[p] = pack_plus(m->rest[b * m->W + w].p[p]);
    for (int l = 0; l < m->s->n_leases; l++) m->lease_desk[l] = m->lease_left[l];
    for (int i = 0; i < own->n; i++) lane_zero(&m->lease_ask[own->at[i]]);
    for (int k = 0; k < own->n; k++) ask_rank(m, b, k);
}

// What a lease has left is shared in proportion to what is asked. Lanes in which somebody was cut,
// by more than rounding, go on in a further round.
static void share(Market *m, int lease, Lane *cut) {
    Lane asked = {0}, part;
    const Lane *left = &m->lease_left[lease];
    for (int r = 0; r < m->n_rentals; r++)
        if (m->rentals[r].lease == lease)
            EACH_PACK(p) asked.p[p] += m->lease_ask[r].p[p];
    EACH_PACK(p) {
        Mask scarce = pack_lt(left->p[p], asked.p[p]);
        part.p[p] = pack_select(
            scarce, left->p[p] / pack_select(scarce, asked.p[p], pack_set(1)), pack_set(1));
        Pack enough = asked.p[p] * (1 - 1e-9) - LEAST_WISH;
        cut->p[p] = pack_select(pack_lt(left->p[p], enough), pack_set(1), cut->p[p]);
    }
    for (int r = 0; r < m->n_rentals; r++)
        if (m->rentals[r].lease == lease)
            EACH_PACK(p) m->lease_ask[r].p[p] *= part.p[p];
}

static void sign(Market *m, int r, const Lane *go) {
    const Rental *x = &m->rentals[r];
    const Lane *discount = discount_of(m, x->lease);
    Lane *rest = &m->rest[x->wanted], *left = &m->lease_left[x->lease];
    Lane *free = &m->lease_free[x->buyer], cost = {0}, q;
    EACH_PACK(p) q.p[p] = m->lease_ask[r].p[p] * go->p[p];
    add_cost(m, r, &q, &cost);
    EACH_PACK(p) {
        m->lease_new[r].p[p] += q.p[p];
        m->leased[r].p[p] += q.p[p];
        rest->p[p] -= discount->p[p] * q.p[p];
        left->p[p] = pack_plus(left->p[p] - q.p[p]);
        free->p[p] = pack_plus(free->p[p] - cost.p[p]);
    }
}

// What is still open to new contracts in the step.
static void capacity_left(Market *m, int lease) {
    const Lane *capacity = num(m, plan_or(m, m->s->leases[lease].capacity, NUM_NO_CAP));
    const Lane *phi = &m->phi[active_lease(m, lease)];
    Lane left = *capacity;
    for (int r = 0; r < m->n_rentals; r++)
        if (m->rentals[r].lease == lease)
            EACH_PACK(p) left.p[p] -= m->leased[r].p[p];
    EACH_PACK(p) m->lease_left[lease].p[p] = phi->p[p] * pack_plus(left.p[p]);
}

// What demand and money allow in the part of the step in which the lease is open.
static void most_set(Market *m, int r) {
    const Rental *x = &m->rentals[r];
    const Lane *phi = &m->phi[active_lease(m, x->lease)], *rest = &m->rest[x->wanted];
    const Lane *discount = discount_of(m, x->lease), *rate = rate_at(m, x->lease);
    const Lane *term = term_of(m, x->lease), *free = &m->lease_free[x->buyer];
    EACH_PACK(p) {
        Pack unit = pack_max(pack_set(1e-15), rate->p[p] * term->p[p]);
        m->lease_most[r].p[p] = phi->p[p] * pack_plus(rest->p[p]) / discount->p[p];
        m->lease_affords[r].p[p] = phi->p[p] * free->p[p] / unit;
    }
}

// Rounds of asking and sharing, in each lane while somebody was cut in the round before. In each
// such round a lease runs out, so as many as there are leases would do; the fixed number keeps a
// lease without effect from changing anything.
static void sign_new(Market *m) {
    Lane go, cut;
    EACH_PACK(p) go.p[p] = pack_set(1);
    for (int l = 0; l < m->s->n_leases; l++) capacity_left(m, l);
    for (int r = 0; r < m->n_rentals; r++) most_set(m, r);
    for (int round = 0; round < 8; round++) {
        Mask any = mask_none();
        lane_zero(&cut);
        for (int b = 0; b < m->B; b++) ask(m, b);
        for (int l = 0; l < m->s->n_leases; l++) share(m, l, &cut);
        for (int r = 0; r < m->n_rentals; r++) sign(m, r, &go);
        EACH_PACK(p) {
            go.p[p] *= cut.p[p];
            any = mask_or(any, pack_lt(pack_set(0), go.p[p]));
        }
        if (!mask_any(any)) return;
    }
}

void leases_run(Market *m) {
    if (!m->has_leases) return;
    for (int l = 0; l < m->s->n_leases; l++) keep_set(m, l);
    for (int r = 0; r < m->n_rentals; r++) lane_zero(&m->lease_new[r]);
    for (int b = 0; b < m->B; b++) {
        pay_bills(m, b);
        rank_set(m, b);
    }
    sign_new(m);
    for (int r = 0; r < m->n_rentals; r++) {
        TERM(m, "new leases", "compute", m->rentals[r].buyer, -1, m->rentals[r].workload,
             &m->lease_new[r]);
        TERM(m, "leased", "compute", m->rentals[r].buyer, -1, m->rentals[r].workload,
             &m->leased[r]);
    }
}
