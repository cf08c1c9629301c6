// The innermost arithmetic of wishing and planning, inline: what approvals and bundlings leave of
// x units of a pair, and what taking them uses up. The desk is what the buyer who wishes or plans
// has left while he goes down his menu.
#ifndef ENGINE_MARKET_LIMITS_H
#define ENGINE_MARKET_LIMITS_H

#include "market/step.h"

LANE_FN void desk_rest_set(Market *m, int b) {
    for (int w = 0; w < m->W; w++) lane_copy(&m->desk_rest[w], &m->rest[b * m->W + w]);
}
LANE_FN void desk_money_set(Market *m, int b) {
    EACH_PACK(p) m->desk_money->p[p] = pack_plus(m->cash[b].p[p]);
}
LANE_FN void desk_slack_set(Market *m, int b) {
    const Ids *ties = &m->buyer_ties[b];
    for (int i = 0; i < ties->n; i++)
        lane_copy(&m->desk_slack[ties->at[i]], &m->slack[ties->at[i]]);
}

// 1 where the chip is inside the thresholds of the instrument, 0 elsewhere; NULL where it has none.
static inline const Lane *inside(const Market *m, int active, int chip) {
    bool boxed = m->has_boxes && m->actives[active].boxed;
    return boxed ? &m->box[active * m->C + chip] : NULL;
}

// Of x, what the thresholds leave.
LANE_FN Pack within(const Lane *in, Pack x, int p) {
    return in ? x * in->p[p] : x;
}

// Nobody wishes for a chip that is not designed yet.
LANE_FN void designed_limit(const Market *m, int chip, Lane *restrict x) {
    if (!m->has_ladder || m->s->chips[chip].follows < 0) return;
    EACH_PACK(p) x->p[p] = pack_where(pack_lt(pack_set(0), m->opened[chip].p[p]), x->p[p]);
}

// Of a copy: x itself, whose place no other file knows, stays in registers.
LANE_FN void gate_lowers(const Market *m, int gate, Lane *restrict x) {
    Lane limited;
    lane_copy(&limited, x);
    gate_limit(m, gate, &limited);
    lane_copy(x, &limited);
}

LANE_FN void gates_take(Market *m, int pair, const Lane *restrict x) {
    Lane taken;
    lane_copy(&taken, x);
    approvals_take(m, pair, &taken);
}

// Lowers x to the room: the least over authorities of what their approvals still offer. `taken`
// is what the use took of direct gates already (NULL: nothing).
LANE_FN void room_limit(const Market *m, const Pair *pair, const Lane *taken,
                        Lane *restrict x) {
    for (int i = 0; i < pair->gates.n; i++) {
        int gate = pair->gates.at[i];
        if (!m->gates[gate].direct) {
            gate_lowers(m, gate, x);
            continue;
        }
        const Lane *room = &m->gate_room[gate];
        if (taken)
            EACH_PACK(p) x->p[p] = pack_min(x->p[p], room->p[p] - taken->p[p]);
        else
            EACH_PACK(p) x->p[p] = pack_min(x->p[p], room->p[p]);
    }
}

// Units of an import that the slack at hand unlocks: min over the first `n` of its ties of
// slack / (ratio m). Bundlings come first: pair->hard of them hold purchases, all of them a plan.
LANE_FN void slack_limit(const Market *m, const Pair *pair, int n, const Lane *slack,
                         Lane *restrict x) {
    for (int i = 0; i < n; i++) {
        int tie = pair->ties.at[i], hold = pair->first_hold + i;
        const Lane *inv = &m->hold_inverse[hold], *unlocks = &m->unlocks[tie], *s = &slack[tie];
        EACH_PACK(p) x->p[p] = pack_min(x->p[p], s->p[p] * inv->p[p] + unlocks->p[p]);
    }
}

// Imports use slack up, domestic chips (whose `hold` is below 0) add to it.
LANE_FN void slack_use(const Market *m, const Pair *pair, Lane *slack, const Lane *restrict x) {
    for (int i = 0; i < pair->ties.n; i++) {
        const Lane *hold = &m->hold[pair->first_hold + i];
        Lane *s = &slack[pair->ties.at[i]];
        EACH_PACK(p) s->p[p] -= hold->p[p] * x->p[p];
    }
}

// Units of d that make up for planned imports: (ratio sum m x - slack)+ / m_d, the largest over
// bundlings; `slack` has the imports taken off already.
LANE_FN void bundling_need(const Market *m, int buyer, const Lane *slack, Lane *restrict need) {
    const Ids *ties = &m->buyer_ties[buyer];
    lane_zero(need);
    for (int i = 0; i < ties->n; i++) {
        const Lane *ratio = &m->ratio[ties->at[i]], *inv = &m->d_inverse[ties->at[i]];
        const Lane *s = &slack[ties->at[i]];
        EACH_PACK(p) {
            Pack some = pack_where(pack_lt(pack_set(0), ratio->p[p]), -s->p[p]);
            need->p[p] = pack_max(need->p[p], some * inv->p[p]);
        }
    }
}

#endif
