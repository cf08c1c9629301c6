#include "market/step.h"

// buffer = what a buyer paid for compute over what it would have cost at the least list price per
// throughput of all chips that are not grey, less 1: of the step, and of all steps so far. A lease counts when it is
// signed, with the bills of its whole term, rate * term, for discount * new compute.

void buffer_start(Market *m) {
    for (int b = 0; b < m->B && m->buffer_paid; b++) {
        lane_zero(&m->buffer_paid[b]);
        lane_zero(&m->buffer_least[b]);
    }
}

// USD per compute unit.
static void least_price(const Market *m, Lane *out) {
    EACH_PACK(p) out->p[p] = pack_set(1e30);
    for (int c = 0; c < m->C; c++) {
        if (m->s->chips[c].grey) continue;
        const Lane *price = num(m, m->s->chips[c].price);
        const Lane *throughput = num(m, m->s->chips[c].throughput);
        EACH_PACK(p) {
            Pack each = price->p[p] / pack_max(pack_set(1e-15), throughput->p[p]);
            out->p[p] = pack_min(out->p[p], each);
        }
    }
}

static void step_of(const Market *m, int b, Lane *paid, Lane *got) {
    lane_zero(paid);
    lane_zero(got);
    for (int i = 0; i < m->buyer_pairs[b].n; i++) {
        int pair = m->buyer_pairs[b].at[i];
        const Lane *each = num(m, m->s->chips[m->pairs[pair].chip].throughput);
        EACH_PACK(p) {
            paid->p[p] += m->capex[pair].p[p];
            got->p[p] += each->p[p] * m->bought[pair].p[p];
        }
    }
    for (int i = 0; m->has_leases && i < m->buyer_rentals[b].n; i++) {
        int r = m->buyer_rentals[b].at[i];
        const Lease *lease = &m->s->leases[m->rentals[r].lease];
        const Lane *rate = num(m, lease->rate), *term = num(m, lease->term);
        const Lane *discount = num(m, plan_or(m, lease->discount, NUM_ONE));
        EACH_PACK(p) {
            paid->p[p] += rate->p[p] * term->p[p] * m->lease_new[r].p[p];
            got->p[p] += discount->p[p] * m->lease_new[r].p[p];
        }
    }
}

static void over_least(const Lane *paid, const Lane *least, Lane *out) {
    EACH_PACK(p) {
        Mask some = pack_lt(pack_set(0), least->p[p]);
        Pack over = paid->p[p] / pack_select(some, least->p[p], pack_set(1)) - 1;
        out->p[p] = pack_select(some, over, pack_set(NAN));
    }
}

void buffer_step(Market *m, Lane *step, Lane *cumulative) {
    Lane least;
    least_price(m, &least);
    for (int b = 0; b < m->B; b++) {
        Lane paid, got;
        step_of(m, b, &paid, &got);
        EACH_PACK(p) {
            got.p[p] *= least.p[p];
            m->buffer_paid[b].p[p] += paid.p[p];
            m->buffer_least[b].p[p] += got.p[p];
        }
        if (step) over_least(&paid, &got, &step[b]);
        if (cumulative) over_least(&m->buffer_paid[b], &m->buffer_least[b], &cumulative[b]);
        TERM(m, "paid for compute", "USD", b, -1, -1, &paid);
        TERM(m, "the same at the least price", "USD", b, -1, -1, &got);
    }
}
