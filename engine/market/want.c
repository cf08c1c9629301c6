#include "market/step.h"

void want_start(Market *m) {
    for (int i = 0; i < m->B * m->W; i++) {
        lane_zero(&m->unmet[i]);
        lane_zero(&m->rest[i]);
    }
    for (int b = 0; b < m->B; b++) {
        const Lane *carry = num(m, plan_or(m, m->s->buyers[b].unmet_carry, NUM_ZERO));
        if (!m->has_unmet_carry) break;
        EACH_PACK(p)
            m->keep_unmet[b].p[p] = pack_where(pack_lt(pack_set(0), carry->p[p]),
                                               pack_pow(carry->p[p], pack_set(m->dt)));
    }
}

// Compute in place, leased and on the way, for a workload.
static void in_place(const Market *m, int b, int w, Lane *out) {
    leased_worth(m, b, w, out);
    for (int i = 0; i < m->buyer_pairs[b].n; i++) {
        const Pair *x = &m->pairs[m->buyer_pairs[b].at[i]];
        for (int k = 0; k < x->uses.n; k++) {
            int u = x->uses.at[k];
            if (m->uses[u].workload != w) continue;
            const Lane *v = &m->v[m->uses[u].served];
            EACH_PACK(p) out->p[p] += v->p[p] * (m->installed[u].p[p] + m->coming[u].p[p]);
        }
    }
}

// A target is looked at when what is ordered now will be in place. Paths are read at the start of
// a step, so the target's is read ahead by ship + deploy.
static void target_gap(Market *m, int b, int w, Lane *out) {
    const Buyer *buyer = &m->s->buyers[b];
    Lane have, target, when;
    const Lane *ship = num(m, plan_or(m, buyer->ship, NUM_ZERO));
    const Lane *deploy = num(m, plan_or(m, buyer->deploy, NUM_ZERO));
    const Lane *adjust = num(m, plan_or(m, buyer->adjustment, NUM_ONE));
    in_place(m, b, w, &have);
    EACH_PACK(p) when.p[p] = m->t + ship->p[p] + deploy->p[p];
    path_ahead(m, buyer->target.amount[w], &when, &target);
    EACH_PACK(p) {
        Pack months = pack_max(pack_set(m->dt), adjust->p[p]);
        out->p[p] = pack_plus((target.p[p] - have.p[p]) / months * m->dt);
    }
}

static void flow(Market *m, int b, int w, Lane *restrict rest) {
    const Lane *demand = num(m, m->s->buyers[b].demand.amount[w]);
    EACH_PACK(p) rest->p[p] = pack_plus(demand->p[p] * m->dt);
}

static void want_one(Market *m, int b, int w) {
    const Buyer *buyer = &m->s->buyers[b];
    int i = b * m->W + w;
    Lane *rest = &m->rest[i], *before = &m->unmet[i];
    if (buyer->target.given && buyer->target.amount[w] >= 0)
        target_gap(m, b, w, rest);
    else if (buyer->demand.given && buyer->demand.amount[w] >= 0)
        flow(m, b, w, rest);
    else
        return;
    if (m->has_unmet_carry)
        EACH_PACK(p) rest->p[p] += m->keep_unmet[b].p[p] * before->p[p];
    TERM(m, "wanted", "compute", b, -1, w, rest);
}

// Where access is below 1 an import may serve that share of what is wanted.
static void allow(Market *m, int use) {
    const Use *u = &m->uses[use];
    const Lane *access = &m->access[u->pair], *rest = &m->rest[u->wanted];
    const Lane *inv = &m->inv_v[u->served];
    EACH_PACK(p)
        m->allowed[use].p[p] =
            pack_select(pack_lt(access->p[p], pack_set(1)),
                        access->p[p] * rest->p[p] * inv->p[p], pack_set(NO_CAP));
}

void want_set(Market *m) {
    for (int b = 0; b < m->B; b++)
        for (int w = 0; w < m->W; w++) want_one(m, b, w);
    for (int i = 0; i < m->held.n; i++) {
        const Ids *uses = &m->pairs[m->held.at[i]].uses;
        for (int k = 0; k < uses->n; k++) allow(m, uses->at[k]);
    }
}

void want_end(Market *m) {
    for (int i = 0; i < m->B * m->W; i++) {
        const Lane *rest = &m->rest[i];
        Lane *unmet = &m->unmet[i];
        EACH_PACK(p) unmet->p[p] = pack_plus(rest->p[p]);
    }
}
