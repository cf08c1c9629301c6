#include "market/step.h"

// Shares of a chip's stock among the pairs that bid. Nobody gets more than his wish. What is
// short is used up: the stock then is exactly 0, which is what "sold out" means.

static const Lane *claim_of(const Market *m, int pair) {
    return m->has_inflation ? &m->claim[pair] : &m->wish[pair];
}

// One share for all: in proportion to claims, where claims are wishes.
static void proportional(Market *m, int chip, const Ids *bids) {
    Lane sum, *stock = &m->stock[chip];
    lane_zero(&sum);
    for (int i = 0; i < bids->n; i++) {
        const Lane *wish = &m->wish[bids->at[i]];
        EACH_PACK(p) sum.p[p] += wish->p[p];
    }
    Lane share;
    EACH_PACK(p) {
        Pack all = sum.p[p], had = stock->p[p];
        Mask enough = pack_le(all, had);
        Pack f = had / pack_select(enough, pack_set(1), all);
        share.p[p] = pack_select(enough, pack_set(1), f);
        stock->p[p] = pack_where(enough, had - all);
    }
    for (int i = 0; i < bids->n; i++) {
        const Lane *wish = &m->wish[bids->at[i]];
        Lane *q = &m->q[bids->at[i]];
        EACH_PACK(p) q->p[p] = wish->p[p] * share.p[p];
    }
    TERM(m, "share of the wish met", "share", -1, chip, -1, &share);
}

// Goes round: each still open gets `part` of what is left, at most what he still lacks. `part`
// is his claim over all open claims, or an equal part.
static void go_round(Market *m, const Ids *bids, const Lane *in, bool equal, Lane *left) {
    Lane sum = {0}, given = {0};
    for (int i = 0; i < bids->n; i++) {
        int b = bids->at[i];
        const Lane *claim = claim_of(m, b);
        EACH_PACK(p) {
            Mask open = mask_and(pack_lt(m->q[b].p[p], m->wish[b].p[p]),
                                 pack_lt(pack_set(0), in[i].p[p]));
            Pack weight = pack_where(open, equal ? pack_set(1) : claim->p[p]);
            m->weight[b].p[p] = weight;
            sum.p[p] += weight;
        }
    }
    for (int i = 0; i < bids->n; i++) {
        int b = bids->at[i];
        EACH_PACK(p) {
            Mask some = pack_lt(pack_set(0), sum.p[p]);
            Pack part =
                left->p[p] * m->weight[b].p[p] / pack_select(some, sum.p[p], pack_set(1));
            Pack lacks = m->wish[b].p[p] - m->q[b].p[p];
            Pack all = pack_where(pack_lt(pack_set(0), m->weight[b].p[p]), lacks);
            Pack x = pack_min(pack_where(some, part), all);
            // A whole wish is met exactly, so that it is closed in the next round.
            Mask whole = mask_and(pack_le(all, part), pack_lt(pack_set(0), all));
            m->q[b].p[p] = pack_select(whole, m->wish[b].p[p], m->q[b].p[p] + x);
            given.p[p] += x;
        }
    }
    // Rounding that remains is nothing to share.
    EACH_PACK(p) {
        Pack had = left->p[p], rest = had - given.p[p];
        left->p[p] = pack_where(pack_lt(had * 1e-12, rest), rest);
    }
}

// By rank of `key`, least first, proportional to claims among equals.
static void ranked(Market *m, const Ids *bids, const Lane *key, Lane *left) {
    for (int rank = 0; rank < bids->n; rank++) {
        for (int i = 0; i < bids->n; i++)
            EACH_PACK(p) {
                Pack before = pack_set(0);
                for (int j = 0; j < bids->n; j++)
                    before += pack_where(pack_lt(key[j].p[p], key[i].p[p]), pack_set(1));
                m->bid_in[i].p[p] = pack_where(pack_eq(before, pack_set(rank)), pack_set(1));
            }
        for (int pass = 0; pass < (m->has_inflation ? bids->n : 1); pass++)
            go_round(m, bids, m->bid_in, false, left);
    }
}

static void bid_keys(Market *m, const Ids *bids, bool price) {
    for (int i = 0; i < bids->n; i++) {
        const Pair *x = &m->pairs[bids->at[i]];
        const Lane *priority = num(m, plan_or(m, m->s->buyers[x->buyer].priority, NUM_ONE));
        EACH_PACK(p) m->bid_key[i].p[p] = price ? -m->net[bids->at[i]].p[p] : priority->p[p];
    }
}

static void by_rule(Market *m, int chip, const Ids *bids) {
    Lane left = m->stock[chip], sum = {0};
    for (int i = 0; i < bids->n; i++) {
        lane_zero(&m->q[bids->at[i]]);
        EACH_PACK(p) {
            m->bid_in[i].p[p] = pack_set(1);
            sum.p[p] += m->wish[bids->at[i]].p[p];
        }
    }
    int rule = m->s->chips[chip].rule;
    if (rule == RATION_PRIORITY || rule == RATION_PRICE) {
        bid_keys(m, bids, rule == RATION_PRICE);
        ranked(m, bids, m->bid_key, &left);
    } else
        for (int pass = 0; pass < bids->n; pass++)
            go_round(m, bids, m->bid_in, rule == RATION_UNIFORM, &left);
    EACH_PACK(p) {
        Mask enough = pack_le(sum.p[p], m->stock[chip].p[p]);
        for (int i = 0; i < bids->n; i++) {
            int b = bids->at[i];
            m->q[b].p[p] = pack_select(enough, m->wish[b].p[p], m->q[b].p[p]);
        }
        m->stock[chip].p[p] = pack_where(enough, m->stock[chip].p[p] - sum.p[p]);
    }
}

void ration(Market *m, int chip, const Ids *bids) {
    bool plain = m->s->chips[chip].rule == RATION_PROPORTIONAL && !m->has_inflation;
    if (plain)
        proportional(m, chip, bids);
    else
        by_rule(m, chip, bids);
}
