#include "market/limits.h"

#include <string.h>

void approvals_start(Market *m) {
    for (int k = 0; k < m->s->n_approvals; k++) {
        lane_zero(&m->started[k]);
        lane_zero(&m->unconverted[k]);
        lane_zero(&m->approved[k]);
        lane_zero(&m->approved_before[k]);
        lane_zero(&m->drawn[k]);
        lane_zero(&m->shared_from[k]);
    }
    for (int g = 0; g < m->n_grants; g++) {
        const Permit *permit = &m->permits[m->grants[g].approval];
        Pack part = pack_set(1.0 / permit->grants.n);
        EACH_PACK(p) m->part[g].p[p] = part;
        lane_zero(&m->granted[g]);
    }
}

// burden = plain mean over the approval's buyers and chips of (pay - P + bundling cost) / P.
static void burden_set(Market *m, int k) {
    const Instrument *i = &m->s->approvals[k].i;
    Lane sum = {0}, n = {0};
    for (int pair = 0; pair < m->n_pairs; pair++) {
        const Pair *x = &m->pairs[pair];
        if (!x->import || !plan_acts(i, x->buyer, x->chip)) continue;
        const Lane *list = list_price(m, pair), *in = inside(m, active_approval(m, k), x->chip);
        EACH_PACK(p) {
            Pack price = pack_max(pack_set(1e-15), list->p[p]);
            sum.p[p] += within(in, (m->effective[pair].p[p] - price) / price, p);
            n.p[p] += within(in, pack_set(1), p);
        }
    }
    EACH_PACK(p) m->burden[k].p[p] = sum.p[p] / pack_max(pack_set(1), n.p[p]);
    TERM(m, "burden", "share", -1, -1, k, &m->burden[k]);
}

// Units are approved in the first step in which the approval acts; with a hazard h they convert
// by 1 - exp(-h clarity phi dt exp(-gamma burden)) of the rest each step.
static void units_set(Market *m, int k) {
    const Approval *a = &m->s->approvals[k];
    const Permit *permit = &m->permits[k];
    const Lane *units = num(m, plan_or(m, a->units, NUM_NO_CAP));
    const Lane *hazard = num(m, plan_or(m, a->conversion, NUM_NO_CAP));
    const Lane *gamma = num(m, plan_or(m, a->burden_sensitivity, NUM_ZERO));
    const Lane *clarity = num(m, plan_or(m, a->clarity, NUM_ONE));
    const Lane *phi = &m->phi[active_approval(m, k)];
    Lane *started = &m->started[k], *waiting = &m->unconverted[k];
    if (permit->burden) burden_set(m, k);
    m->approved_before[k] = m->approved[k];
    EACH_PACK(p) {
        started->p[p] = pack_max(started->p[p], m->granting[k].p[p]);
        Pack now = units->p[p] * started->p[p];
        Pack added = now - m->approved[k].p[p];
        m->approved[k].p[p] = now;
        if (!permit->conversion) continue;
        Pack rate = hazard->p[p] * phi->p[p] * m->dt;
        if (permit->clarity) rate = rate * clarity->p[p];
        if (permit->burden) rate = rate * pack_exp(-gamma->p[p] * m->burden[k].p[p]);
        Pack stay = pack_select(pack_lt(hazard->p[p], pack_set(NO_CAP)), pack_exp(-rate),
                                1 - m->granting[k].p[p]);
        waiting->p[p] = pack_plus(waiting->p[p] + added) * stay;
    }
    TERM(m, "approved", "units", -1, -1, k, &m->approved[k]);
    if (permit->conversion) TERM(m, "unconverted", "units", -1, -1, k, waiting);
}

static Pack keep(Mask free, Pack limit) {
    return pack_select(free, pack_set(NO_CAP), limit);
}

// left = min(converted - bought, per_month dt phi, share of what the other jurisdiction bought);
// `removed` says which limits are taken away (for `binding`; 0 in the step itself). Units count
// as what holds an approval only where nothing waits for conversion.
void approval_left(const Market *m, int k, unsigned removed, Lane *restrict left) {
    const Approval *a = &m->s->approvals[k];
    const Permit *permit = &m->permits[k];
    const Lane *phi = &m->phi[active_approval(m, k)], *waiting = &m->unconverted[k];
    EACH_PACK(p) left->p[p] = pack_set(NO_CAP);
    if (permit->per_month && !(removed & FREE_CAP)) {
        const Lane *rate = num(m, a->per_month);
        EACH_PACK(p) left->p[p] = rate->p[p] * phi->p[p] * m->dt;
    }
    if (permit->units)
        EACH_PACK(p) {
            Mask waits = pack_lt(pack_set(1e-9), waiting->p[p]), free = mask_none();
            Pack wait = removed & FREE_CONVERSION ? pack_set(0) : waiting->p[p];
            if (removed & FREE_APPROVAL)
                free = removed & FREE_CONVERSION ? mask_not(free) : mask_not(waits);
            Pack open = m->approved[k].p[p] - wait - m->drawn[k].p[p];
            left->p[p] = pack_min(left->p[p], keep(free, open));
        }
    if (permit->share && !(removed & FREE_CAP)) {
        const Lane *share = num(m, a->share);
        EACH_PACK(p) {
            Pack open = share->p[p] * m->shared_from[k].p[p] - m->drawn[k].p[p];
            Mask none = pack_le(pack_set(NO_CAP), share->p[p]);
            left->p[p] = pack_min(left->p[p], keep(none, open));
        }
    }
    if (!permit->per_month || permit->units || permit->share || removed)
        EACH_PACK(p)
            left->p[p] =
                pack_where(pack_lt(pack_set(0), m->granting[k].p[p]), pack_plus(left->p[p]));
}

// Room of the pair before purchases: `cap_left`.
static void room_record(Market *m, int pair) {
    Lane *room = &m->cap_left[pair];
    EACH_PACK(p) room->p[p] = pack_set(NO_CAP);
    room_limit(m, &m->pairs[pair], NULL, room);
    EACH_PACK(p)
        room->p[p] = pack_select(pack_lt(room->p[p], pack_set(NO_CAP * 1e-3)), room->p[p],
                                 pack_set(NAN));
}

// The thresholds of the j-th approval of a gate, for its chip.
static const Lane *gate_inside(const Market *m, const Gate *gate, int j) {
    int k = m->grants[gate->grants.at[j]].approval;
    return inside(m, active_approval(m, k), m->pairs[gate->pair].chip);
}

// What purchases so far leave of the units that need no approval: those go first. Where all need
// none it stays, so that lanes in which no approval begins or ends see nothing of this.
static void spare_left(const Market *m, int gate, Lane *restrict out) {
    const Lane *pad = &m->gate_pad[gate], *bought = &m->bought[m->gates[gate].pair];
    EACH_PACK(p) {
        Mask all = pack_le(pack_set(NO_CAP), pad->p[p]);
        out->p[p] = pack_select(all, pad->p[p], pack_plus(pad->p[p] - bought->p[p]));
    }
}

// Direct gates need no offer: their room is what is left.
void direct_rooms(Market *m, int k) {
    for (int g = 0; g < m->n_gates; g++) {
        const Gate *gate = &m->gates[g];
        if (!gate->direct || m->grants[gate->grants.at[0]].approval != k) continue;
        const Lane *left = &m->left[k];
        Lane spare;
        lane_copy(&spare, &m->gate_pad[g]);
        if (m->has_spare) spare_left(m, g, &spare);
        const Lane *in = gate_inside(m, gate, 0);
        EACH_PACK(p) m->gate_room[g].p[p] = spare.p[p] + within(in, left->p[p], p);
    }
}

static void spare_offer(Market *m) {
    for (int g = 0; g < m->n_gates && m->has_spare; g++) spare_left(m, g, &m->gate_free[g]);
}

static void approval_set(Market *m, int k) {
    Permit *permit = &m->permits[k];
    bool moved = m->numbers_moved || m->access_moved || permit->drawn_on;
    if (permit->steady && !permit->per_buyer && !moved) return;
    permit->drawn_on = false;
    if (permit->units) units_set(m, k);
    approval_left(m, k, 0, &m->left[k]);
    direct_rooms(m, k);
    if (!permit->per_buyer) return;
    const Lane *each = num(m, m->s->approvals[k].per_buyer);
    for (int i = 0; i < permit->grants.n; i++) {
        int g = permit->grants.at[i];
        EACH_PACK(p) m->per_buyer_left[g].p[p] = pack_plus(each->p[p] - m->granted[g].p[p]);
    }
}

void approvals_set(Market *m) {
    for (int k = 0; k < m->s->n_approvals; k++) {
        approval_set(m, k);
        TERM(m, "left of the approval", "units", -1, -1, k, &m->left[k]);
    }
}

void rooms_record(Market *m) {
    if (!m->want.series[S_CAP_LEFT]) return;
    approvals_offer(m, true);
    for (int p = 0; p < m->n_pairs; p++)
        if (m->pairs[p].gates.n) room_record(m, p);
}

// Where nothing limits the approval there is nothing to share.
static Pack part_of(Pack left, Pack part) {
    return pack_select(pack_lt(left, pack_set(NO_CAP * 1e-3)), left * part, left);
}

// Offers each buyer his part of what is left, or, `whole`, all of it to each.
void approvals_offer(Market *m, bool whole) {
    if (!m->has_offers) return;
    spare_offer(m);
    for (int g = 0; g < m->n_grants; g++) {
        int k = m->grants[g].approval;
        const Permit *permit = &m->permits[k];
        const Lane *left = &m->left[k];
        Lane *avail = &m->avail[g];
        if (m->grants[g].direct) continue;
        if (permit->shared && !whole)
            EACH_PACK(p) avail->p[p] = part_of(left->p[p], m->part[g].p[p]);
        else
            lane_copy(avail, left);
        if (!permit->per_buyer) continue;
        EACH_PACK(p) avail->p[p] = pack_min(avail->p[p], m->per_buyer_left[g].p[p]);
    }
    for (int i = 0; i < m->n_draws && m->has_joint_gates; i++) lane_zero(&m->draws[i]);
    for (int g = 0; g < m->n_grants && whole; g++) lane_zero(&m->ask[g]);
}

// What one buyer would be offered with some limits taken away. A part of 0 counts as equal.
void approvals_offer_free(Market *m, int buyer, unsigned removed) {
    for (int g = 0; g < m->n_grants; g++) {
        if (m->grants[g].buyer != buyer) continue;
        const Permit *permit = &m->permits[m->grants[g].approval];
        Pack equal = pack_set(1.0 / permit->grants.n);
        Lane left;
        approval_left(m, m->grants[g].approval, removed, &left);
        EACH_PACK(p) {
            Pack part = m->part[g].p[p];
            part = pack_select(pack_lt(pack_set(0), part), part, equal);
            Pack x = permit->shared ? part_of(left.p[p], part) : left.p[p];
            if (permit->per_buyer && !(removed & FREE_CAP))
                x = pack_min(x, m->per_buyer_left[g].p[p]);
            m->avail[g].p[p] = x;
        }
    }
    spare_offer(m);
    for (int i = 0; i < m->n_gates; i++) {
        const Gate *gate = &m->gates[i];
        if (!gate->direct || m->pairs[gate->pair].buyer != buyer) continue;
        const Lane *avail = &m->avail[gate->grants.at[0]];
        Lane spare;
        lane_copy(&spare, &m->gate_pad[i]);
        if (m->has_spare) spare_left(m, i, &spare);
        const Lane *in = gate_inside(m, gate, 0);
        EACH_PACK(p) m->gate_room[i].p[p] = spare.p[p] + within(in, avail->p[p], p);
    }
}

// part = what each buyer would ask of the approval over what all would; equal parts where nobody
// asks.
void approvals_share(Market *m) {
    for (int k = 0; k < m->s->n_approvals; k++) {
        const Permit *permit = &m->permits[k];
        if (!permit->shared) continue;
        Lane sum = {0};
        for (int i = 0; i < permit->grants.n; i++)
            EACH_PACK(p) sum.p[p] += m->ask[permit->grants.at[i]].p[p];
        Pack equal = pack_set(1.0 / permit->grants.n);
        for (int i = 0; i < permit->grants.n; i++) {
            int g = permit->grants.at[i];
            EACH_PACK(p) {
                Mask some = pack_lt(pack_set(0), sum.p[p]);
                Pack part = m->ask[g].p[p] / pack_select(some, sum.p[p], pack_set(1));
                m->part[g].p[p] = pack_select(some, part, equal);
            }
            TERM(m, "part of the approval", "share", m->grants[g].buyer, -1, k, &m->part[g]);
        }
    }
}

void gate_limit(const Market *m, int gate, Lane *restrict x) {
    const Gate *g = &m->gates[gate];
    Lane sum;
    lane_copy(&sum, m->has_spare ? &m->gate_free[gate] : &m->gate_pad[gate]);
    for (int j = 0; j < g->grants.n; j++) {
        const Lane *avail = &m->avail[g->grants.at[j]], *in = gate_inside(m, g, j);
        EACH_PACK(p) sum.p[p] += within(in, avail->p[p], p);
    }
    EACH_PACK(p) x->p[p] = pack_min(x->p[p], sum.p[p]);
}

// Of a wish of x, what needs an approval.
static void beyond_spare(Market *m, int gate, const Lane *restrict x, Lane *restrict out) {
    const Lane *pad = &m->gate_pad[gate];
    Lane *spare = &m->gate_free[gate];
    if (!m->has_spare) {
        EACH_PACK(p)
            out->p[p] = pack_select(pack_lt(pack_set(0), pad->p[p]), pack_set(0), x->p[p]);
        return;
    }
    EACH_PACK(p) {
        Pack first = pack_min(x->p[p], spare->p[p]);
        Mask all = pack_le(pack_set(NO_CAP), pad->p[p]);
        spare->p[p] -= pack_select(all, pack_set(0), first);
        out->p[p] = x->p[p] - first;
    }
}

static void joint_take(Market *m, const Gate *g, const Lane *restrict x) {
    Lane sum = {0};
    for (int j = 0; j < g->grants.n; j++) {
        const Lane *avail = &m->avail[g->grants.at[j]], *in = gate_inside(m, g, j);
        EACH_PACK(p) sum.p[p] += within(in, avail->p[p], p);
    }
    for (int j = 0; j < g->grants.n; j++) {
        Lane *avail = &m->avail[g->grants.at[j]], *draw = &m->draws[g->first_draw + j];
        Lane *ask = &m->ask[g->grants.at[j]];
        const Lane *in = gate_inside(m, g, j);
        EACH_PACK(p) {
            Mask some = pack_lt(pack_set(0), sum.p[p]);
            Pack has = within(in, avail->p[p], p);
            Pack part = has / pack_select(some, sum.p[p], pack_set(1));
            Pack d = pack_min(has, x->p[p] * part);
            draw->p[p] += d;
            avail->p[p] -= d;
            ask->p[p] += d;
        }
    }
}

// A wish of x takes from the approvals of each authority in proportion to what they offer.
void approvals_take(Market *m, int pair, const Lane *restrict x) {
    const Ids *gates = &m->pairs[pair].gates;
    for (int i = 0; i < gates->n; i++) {
        const Gate *g = &m->gates[gates->at[i]];
        if (g->direct) continue;
        if (g->grants.n > 1 && !m->has_spare) {
            joint_take(m, g, x);
            continue;
        }
        Lane taken;
        beyond_spare(m, gates->at[i], x, &taken);
        if (g->grants.n > 1) {
            joint_take(m, g, &taken);
            continue;
        }
        Lane *avail = &m->avail[g->grants.at[0]], *ask = &m->ask[g->grants.at[0]];
        EACH_PACK(p) {
            ask->p[p] += taken.p[p];
            avail->p[p] = pack_plus(avail->p[p] - taken.p[p]);
        }
    }
}

static void grant_bought(Market *m, int g, const Lane *restrict q, bool more) {
    int k = m->grants[g].approval;
    Permit *permit = &m->permits[k];
    Lane *left = &m->left[k], *each = &m->per_buyer_left[g];
    if (permit->units || permit->share)
        EACH_PACK(p) m->drawn[k].p[p] += q->p[p];
    if (permit->per_buyer)
        EACH_PACK(p) m->granted[g].p[p] += q->p[p];
    if (!more) return;
    permit->drawn_on = true;
    EACH_PACK(p) left->p[p] = pack_plus(left->p[p] - q->p[p]);
    if (permit->per_buyer)
        EACH_PACK(p) each->p[p] = pack_plus(each->p[p] - q->p[p]);
    if (m->grants[g].direct) direct_rooms(m, k);
}

// Of a purchase of q, which `bought` counts already, what needs an approval; and of the wish
// behind it.
static void bought_beyond(const Market *m, int gate, const Lane *restrict q,
                          Lane *restrict beyond, Lane *restrict wished) {
    int pair = m->gates[gate].pair;
    const Lane *pad = &m->gate_pad[gate], *bought = &m->bought[pair], *wish = &m->wish[pair];
    EACH_PACK(p) {
        Pack spare = pack_plus(pad->p[p] - pack_plus(bought->p[p] - q->p[p]));
        beyond->p[p] = q->p[p] - pack_min(q->p[p], spare);
        wished->p[p] = wish->p[p] - pack_min(wish->p[p], spare);
    }
}

// Of a purchase of q, behind which there was a wish, what each approval of the gate gave.
static void gate_draw(Market *m, const Gate *g, const Lane *restrict q,
                      const Lane *restrict wished, bool more) {
    for (int j = 0; j < g->grants.n; j++) {
        int grant = g->grants.at[j], k = m->grants[grant].approval;
        if (!more && !m->permits[k].counts) continue;
        const Lane *draw = &m->draws[g->first_draw + j], *in = gate_inside(m, g, j);
        Lane x;
        if (g->grants.n > 1)
            EACH_PACK(p) {
                Pack part = q->p[p] / pack_max(pack_set(1e-30), wished->p[p]);
                x.p[p] = part * draw->p[p];
            }
        else
            EACH_PACK(p) {
                Pack open = within(in, m->granting[k].p[p], p);
                x.p[p] = pack_where(pack_lt(pack_set(0), open), q->p[p]);
            }
        grant_bought(m, grant, &x, more);
    }
}

// A purchase draws on the same approvals in the same proportions as the wish behind it. What is
// left of the step matters only where `more` rounds follow.
void approvals_draw(Market *m, int pair, const Lane *q, bool more) {
    const Ids *gates = &m->pairs[pair].gates;
    for (int i = 0; i < gates->n; i++) {
        const Gate *g = &m->gates[gates->at[i]];
        if (m->has_spare) {
            Lane beyond, wished;
            bought_beyond(m, gates->at[i], q, &beyond, &wished);
            gate_draw(m, g, &beyond, &wished, more);
        } else
            gate_draw(m, g, q, &m->wish[pair], more);
    }
}

// What the other jurisdiction bought, for `share_of` of the next step.
void approvals_end(Market *m) {
    for (int k = 0; k < m->s->n_approvals && m->has_share_of; k++) {
        const Approval *a = &m->s->approvals[k];
        if (!m->permits[k].share) continue;
        for (int pair = 0; pair < m->n_pairs; pair++) {
            const Pair *x = &m->pairs[pair];
            bool theirs = strcmp(m->s->buyers[x->buyer].jurisdiction, a->share_of) == 0;
            if (!theirs || !a->i.chips.has[x->chip]) continue;
            const Lane *bought = &m->bought[pair];
            const Lane *in = inside(m, active_approval(m, k), x->chip);
            EACH_PACK(p) m->shared_from[k].p[p] += within(in, bought->p[p], p);
        }
    }
}
