#include "market/limits.h"

// The largest active fraction of one authority's controls, or approvals, on a pair.
static void largest(const Market *m, int first, int end, int authority, int pair,
                    Lane *restrict out) {
    lane_zero(out);
    for (int i = first; i < end; i++) {
        if (m->actives[i].authority != authority || !m->acts[i * m->n_pairs + pair]) continue;
        const Lane *phi = &m->phi[i];
        const Lane *in = inside(m, i, m->pairs[pair].chip);
        EACH_PACK(p) out->p[p] = pack_max(out->p[p], within(in, phi->p[p], p));
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
            const Lane *in = inside(m, active_approval(m, k), m->pairs[g->pair].chip);
            active = pack_max(active, within(in, m->granting[k].p[p], p));
        }
        pad->p[p] = pack_select(pack_lt(pack_set(0), active), pack_set(0), pack_set(NO_CAP));
    }
}

// What the pair would serve of all that is wanted.
static void wanted_units(const Market *m, int pair, Lane *restrict out) {
    const Ids *uses = &m->pairs[pair].uses;
    lane_zero(out);
    for (int i = 0; i < uses->n; i++) {
        const Use *u = &m->uses[uses->at[i]];
        const Lane *rest = &m->rest[u->wanted], *inv = &m->inv_v[u->served];
        EACH_PACK(p) out->p[p] += rest->p[p] * inv->p[p];
    }
}

// The part of the step in which neither a control nor an approval of the authority is in force
// needs no approval.
static void gate_spare(Market *m, int gate) {
    const Gate *g = &m->gates[gate];
    int first = active_approval(m, 0), end = active_levy(m, 0);
    Lane *pad = &m->gate_pad[gate], control, approval, wanted;
    gate_access(m, gate);
    largest(m, 0, first, g->authority, g->pair, &control);
    largest(m, first, end, g->authority, g->pair, &approval);
    wanted_units(m, g->pair, &wanted);
    EACH_PACK(p) {
        Pack held = pack_max(control.p[p], approval.p[p]);
        pad->p[p] = pack_max(pad->p[p], pack_min((1 - held) * wanted.p[p], pack_set(NO_CAP)));
    }
    TERM(m, "free of approvals", "units", m->pairs[g->pair].buyer, m->pairs[g->pair].chip,
         g->authority, pad);
    for (int j = 0; j < g->grants.n && g->direct; j++)
        direct_rooms(m, m->grants[g->grants.at[j]].approval);
}

void gates_spare(Market *m) {
    for (int g = 0; g < m->n_gates && m->has_spare; g++) gate_spare(m, g);
}

void access_set(Market *m) {
    if (!m->access_moved) return;
    Mask part = mask_none();
    m->held.n = 0;
    for (int p = 0; p < m->n_pairs; p++) {
        if (m->step == 0 || (m->pairs[p].controlled && moves(m, p))) pair_access(m, p);
        if (m->pairs[p].held) m->held.at[m->held.n++] = p;
    }
    for (int k = 0; k < m->s->n_approvals; k++) {
        const Lane *phi = &m->phi[active_approval(m, k)];
        EACH_PACK(p) {
            Mask acts = pack_lt(pack_set(0), phi->p[p]);
            m->granting[k].p[p] = pack_where(acts, pack_set(1));
            Mask ends = mask_not(pack_lt(phi->p[p], pack_set(1)));
            part = mask_or(part, mask_not(mask_or(mask_not(acts), ends)));
        }
    }
    m->has_spare = mask_any(part);
    for (int g = 0; g < m->n_gates; g++) gate_access(m, g);
}
