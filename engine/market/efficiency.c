#include "market/step.h"

// Algorithms: E' = E exp((g + zeta scarcity) dt) for each buyer, from E = 1 at the start; scarcity
// is the share of the step's demand, of all workloads together, that was left unmet. Effective
// compute is compute in service times E. Nobody wants less compute because of it: what is asked,
// bought and paid is the same. ln E is kept, so that steps add up, and held where E would pass
// 1e30.

#define GAIN_MOST 69.0

void gains_start(Market *m) {
    if (!m->has_efficiency) return;
    for (int b = 0; b < m->B; b++) {
        lane_zero(&m->gain_log[b]);
        lane_set(&m->gain[b], 1);
        lane_zero(&m->gain_wanted[b]);
    }
}

static void over_workloads(const Market *m, int b, const Lane *of, Lane *out) {
    lane_zero(out);
    for (int w = 0; w < m->W; w++)
        EACH_PACK(p) out->p[p] += pack_plus(of[b * m->W + w].p[p]);
}

void gains_ask(Market *m) {
    if (!m->has_efficiency) return;
    for (int b = 0; b < m->B; b++) over_workloads(m, b, m->rest, &m->gain_wanted[b]);
}

static void scarcity_of(const Market *m, int b, Lane *out) {
    const Lane *wanted = &m->gain_wanted[b];
    Lane unmet;
    over_workloads(m, b, m->unmet, &unmet);
    EACH_PACK(p) {
        Mask some = pack_lt(pack_set(0), wanted->p[p]);
        Pack share = unmet.p[p] / pack_select(some, wanted->p[p], pack_set(1));
        out->p[p] = pack_where(some, pack_min(pack_set(1), share));
    }
}

// Several that name a buyer add up.
static void rate_of_gain(const Market *m, int b, const Lane *scarcity, Lane *out) {
    lane_zero(out);
    for (int i = 0; i < m->s->n_efficiencies; i++) {
        const Efficiency *x = &m->s->efficiencies[i];
        const Lane *growth = num(m, plan_or(m, x->growth, NUM_ZERO));
        const Lane *zeta = num(m, plan_or(m, x->scarcity, NUM_ZERO));
        const Lane *phi = &m->phi[active_efficiency(m, i)];
        if (!x->i.buyers.has[b]) continue;
        EACH_PACK(p) out->p[p] += phi->p[p] * (growth->p[p] + zeta->p[p] * scarcity->p[p]);
    }
}

void gains_move(Market *m) {
    if (!m->has_efficiency) return;
    for (int b = 0; b < m->B; b++) {
        Lane scarcity, rate, *log = &m->gain_log[b];
        scarcity_of(m, b, &scarcity);
        rate_of_gain(m, b, &scarcity, &rate);
        EACH_PACK(p) {
            log->p[p] = pack_min(pack_set(GAIN_MOST), log->p[p] + rate.p[p] * m->dt);
            m->gain[b].p[p] = pack_exp(log->p[p]);
        }
        TERM(m, "share of demand unmet", "share", b, -1, -1, &scarcity);
        TERM(m, "growth of efficiency", "1/month", b, -1, -1, &rate);
        TERM(m, "efficiency", "ratio", b, -1, -1, &m->gain[b]);
    }
}

void effective_compute(const Market *m, Lane *compute) {
    for (int i = 0; i < m->B * m->W && m->has_efficiency; i++)
        EACH_PACK(p) compute[i].p[p] *= m->gain[i / m->W].p[p];
}
