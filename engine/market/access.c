#include "market/limits.h"

// The largest active fraction of one authority's controls, or approvals, on a pair.
static void largest(const Market *m, int first, int end, int authority, int pair,
                    Lane *restrict out) {
    lane_zero(out);
    for (int i = first; i < end; i++) {
        if (m->actives[i].authority != authority || !m->acts[i * m->n_pairs + pair]) continue;
        const Lane *phi = &m->phi[i];
        int chip = m->pairs[pair].chip;
        EACH_PACK(p) out->p[p] = pack_max(out->p[p], phi->p[p] * inside(m, i, chip)->p[p]);
    }
}

static bool moves(const Market *m, int pair) {
    bool any = m->numbers_moved;
    for (int i = 0; i < active_levy(m, 0); i++)
        any |= m->actives[i].moved && m->acts[i * m->n_pairs + pair];
    return any;
}

// access = min over authorities of 1 - (phi_control - phi_approval)+.
static void pair_access(Market *m, int pair) {
    Pair *x = &m->pairs[pair];
    Lane *access = &m->access[pair], control, approval;
    int first_approval = active_approval(m, 0), end = active_levy(m, 0);
    EACH_PACK(p) access->p[p] = pack_set(1);
    for (int a = 0; a < m->s->n_authorities && x->controlled; a++) {
        largest(m, 0, first_approval, a, pair, &control);
        largest(m, first_approval, end, a, pair, &approval);
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
        for (int i = 0; i < g->grants.n; i++) {
            int k = m->grants[g->grants.at[i]].approval;
            Pack in = inside(m, active_approval(m, k), m->pairs[g->pair].chip)->p[p];
            active = pack_max(active, m->granting[k].p[p] * in);
        }
        pad->p[p] = pack_select(pack_lt(pack_set(0), active), pack_set(0), pack_set(NO_CAP));
    }
}

void access_set(Market *m) {
    if (!m->access_moved) return;
    for (int p = 0; p < m->n_pairs; p++)
        if (m->step == 0 || (m->pairs[p].controlled && moves(m, p))) pair_access(m, p);
    for (int k = 0; k < m->s->n_approvals; k++) {
        const Lane *phi = &m->phi[active_approval(m, k)];
        EACH_PACK(p)
            m->granting[k].p[p] = pack_where(pack_lt(pack_set(0), phi->p[p]), pack_set(1));
    }
    for (int g = 0; g < m->n_gates; g++) gate_access(m, g);
}
