#include "market/step.h"

#include <string.h>

// The largest active fraction of one authority's controls or approvals on a pair.
static void largest(const Market *m, const Instrument *i, int active, const char *authority,
                    const Pair *x, Lane *out) {
    if (strcmp(i->by, authority) != 0 || !plan_acts(i, x->buyer, x->chip)) return;
    const Lane *phi = &m->phi[active];
    EACH_PACK(p) out->p[p] = pack_max(out->p[p], phi->p[p]);
}

// access = min over authorities of 1 - (phi_control - phi_approval)+.
static void pair_access(Market *m, int pair) {
    const Scenario *s = m->s;
    Pair *x = &m->pairs[pair];
    Lane *access = &m->access[pair];
    EACH_PACK(p) access->p[p] = pack_set(1);
    for (int a = 0; a < s->n_authorities && x->controlled; a++) {
        Lane control = {0}, approval = {0};
        for (int i = 0; i < s->n_controls; i++)
            if (!s->controls[i].foundry)
                largest(m, &s->controls[i].i, active_control(m, i), s->authorities[a], x,
                        &control);
        for (int k = 0; k < s->n_approvals; k++)
            largest(m, &s->approvals[k].i, active_approval(m, k), s->authorities[a], x,
                    &approval);
        EACH_PACK(p) {
            Pack open = 1 - pack_plus(control.p[p] - approval.p[p]);
            access->p[p] = pack_min(access->p[p], open);
        }
    }
    Mask some = mask_none(), below = mask_none();
    EACH_PACK(p) {
        some = mask_or(some, pack_lt(pack_set(0), access->p[p]));
        below = mask_or(below, pack_lt(access->p[p], pack_set(1)));
    }
    x->held = !mask_any(some) ? HELD_WHOLLY : mask_any(below) ? HELD_PARTLY : HELD_NOT;
    if (x->controlled) TERM(m, "access", "share", x->buyer, x->chip, -1, access);
}

// Authorities without an active approval do not count.
static void gate_access(Market *m, int gate) {
    const Gate *g = &m->gates[gate];
    Lane *pad = &m->gate_pad[gate];
    EACH_PACK(p) {
        Pack active = pack_set(0);
        for (int i = 0; i < g->grants.n; i++)
            active = pack_max(active, m->granting[m->grants[g->grants.at[i]].approval].p[p]);
        pad->p[p] = pack_select(pack_lt(pack_set(0), active), pack_set(0), pack_set(NO_CAP));
    }
}

void access_set(Market *m) {
    if (!m->access_moved) return;
    for (int p = 0; p < m->n_pairs; p++)
        if (m->pairs[p].controlled || m->step == 0) pair_access(m, p);
    for (int k = 0; k < m->s->n_approvals; k++) {
        const Lane *phi = &m->phi[active_approval(m, k)];
        EACH_PACK(p)
            m->granting[k].p[p] = pack_where(pack_lt(pack_set(0), phi->p[p]), pack_set(1));
    }
    for (int g = 0; g < m->n_gates; g++) gate_access(m, g);
}
