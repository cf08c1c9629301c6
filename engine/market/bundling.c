#include "market/limits.h"

static Pack inverse(Pack x) {
    Mask some = pack_lt(pack_set(1e-15), x);
    return pack_where(some, 1 / pack_select(some, x, pack_set(1)));
}

// The measure of one unit of a pair on the basis of a bundling.
static const Lane *measure(const Market *m, const Tie *t, int pair) {
    if (t->basis == BASIS_UNITS) return num(m, plan_or(m, NUM_NONE, NUM_ONE));
    if (t->basis == BASIS_SPEND) return &m->pay[pair];
    return num(m, plan_or(m, m->s->chips[m->pairs[pair].chip].throughput, NUM_ZERO));
}

// ratio = the bundling's ratio times the part of the step in which it acts. A ratio of 0 unlocks
// "no cap".
void bundling_rates(Market *m) {
    for (int b = 0; b < m->B && m->has_ties; b++) lane_zero(&m->bound[b]);
    for (int t = 0; t < m->n_ties; t++) {
        const Tie *tie = &m->ties[t];
        Lane rate, *bound = &m->bound[tie->buyer];
        const Lane *ratio = &rate, *phi;
        if (tie->soft) {
            guideline_ratio(m, tie->rule, &rate);
            phi = &m->phi[active_guideline(m, tie->rule)];
        } else {
            ratio = num(m, m->s->bundlings[tie->rule].ratio);
            phi = &m->phi[active_bundling(m, tie->rule)];
        }
        EACH_PACK(p) {
            Pack x = ratio->p[p] * phi->p[p];
            Mask some = pack_lt(pack_set(1e-12), x);
            m->ratio[t].p[p] = pack_where(some, x);
            m->unlocks[t].p[p] = pack_select(some, pack_set(0), pack_set(NO_CAP));
            bound->p[p] = pack_select(some, pack_set(1), bound->p[p]);
        }
    }
}

// Slack that a unit uses up (an import: ratio m; a domestic chip adds m), and for imports the
// units that one of slack unlocks.
void bundling_holds(Market *m) {
    for (int pair = 0; pair < m->n_pairs; pair++) {
        const Pair *x = &m->pairs[pair];
        for (int i = 0; i < x->ties.n; i++) {
            int t = x->ties.at[i], h = x->first_hold + i;
            const Lane *unit = measure(m, &m->ties[t], pair), *ratio = &m->ratio[t];
            EACH_PACK(p) {
                Pack uses = ratio->p[p] * unit->p[p];
                m->hold[h].p[p] = x->domestic ? -unit->p[p] : uses;
                m->hold_inverse[h].p[p] = inverse(uses);
            }
        }
    }
}

static bool is_partner(const Market *m, int pair) {
    const Pair *x = &m->pairs[pair];
    return x->domestic && !x->captive && x->uses.n > 0;
}

static const Lane *pair_throughput(const Market *m, int pair) {
    return num(m, plan_or(m, m->s->chips[m->pairs[pair].chip].throughput, NUM_ZERO));
}

// Among the domestic chips (in stock when `open`) those with the most throughput per pay share
// the part of `d` equally: m->partner[pair].
static void partner_choose(Market *m, int buyer, bool open) {
    const Ids *pairs = &m->buyer_pairs[buyer];
    Lane best = {0}, count = {0};
    for (int round = 0; round < 3; round++)
        for (int i = 0; i < pairs->n; i++) {
            int pair = pairs->at[i], chip = m->pairs[pair].chip;
            if (!is_partner(m, pair)) continue;
            const Lane *through = pair_throughput(m, pair);
            Lane *partner = &m->partner[pair];
            EACH_PACK(p) {
                Pack score = through->p[p] * m->inv_pay[pair].p[p];
                if (open) score = pack_where(pack_lt(pack_set(0), m->stock[chip].p[p]), score);
                Mask is = mask_and(pack_eq(score, best.p[p]), pack_lt(pack_set(0), score));
                if (round == 0) best.p[p] = pack_max(best.p[p], score);
                if (round == 1) count.p[p] += pack_where(is, pack_set(1));
                if (round == 2)
                    partner->p[p] = pack_where(is, 1 / pack_max(pack_set(1), count.p[p]));
            }
        }
}

// What one unit of `d` costs and gives.
static void partner_sum(Market *m, int buyer) {
    const Ids *pairs = &m->buyer_pairs[buyer];
    Lane *pay = &m->d_pay[buyer], *through = &m->d_through[buyer];
    lane_zero(pay);
    lane_zero(through);
    for (int w = 0; w < m->W; w++) lane_zero(&m->d_v[buyer * m->W + w]);
    for (int i = 0; i < pairs->n; i++) {
        int pair = pairs->at[i];
        if (!is_partner(m, pair)) continue;
        const Lane *part = &m->partner[pair], *each = pair_throughput(m, pair);
        EACH_PACK(p) {
            pay->p[p] += part->p[p] * m->pay[pair].p[p];
            through->p[p] += part->p[p] * each->p[p];
        }
        for (int k = 0; k < m->pairs[pair].uses.n; k++) {
            const Use *u = &m->uses[m->pairs[pair].uses.at[k]];
            EACH_PACK(p) m->d_v[u->wanted].p[p] += part->p[p] * m->v[u->served].p[p];
        }
    }
}

// 1 / measure of one unit of `d`; 0 where the buyer has no domestic chip.
static void d_inverse(Market *m, int tie) {
    const Tie *t = &m->ties[tie];
    const Lane *pay = &m->d_pay[t->buyer], *through = &m->d_through[t->buyer];
    Lane *out = &m->d_inverse[tie];
    EACH_PACK(p) {
        Pack one = pack_where(pack_lt(pack_set(0), through->p[p]), pack_set(1));
        out->p[p] = t->basis == BASIS_UNITS   ? one
                    : t->basis == BASIS_SPEND ? inverse(pay->p[p])
                                              : inverse(through->p[p]);
    }
}

// n = ratio m_c / m_d of an import, the largest over the bundlings on it, and what is planned
// with it: 1 / (v_c + n v_d), 1 / (pay_c + n pay_d).
static void pair_needs(Market *m, int pair) {
    const Pair *x = &m->pairs[pair];
    Lane *needs = &m->needs[pair];
    lane_zero(needs);
    for (int i = 0; i < x->ties.n; i++) {
        const Tie *t = &m->ties[x->ties.at[i]];
        const Lane *ratio = &m->ratio[x->ties.at[i]], *unit = measure(m, t, pair);
        const Lane *inv = &m->d_inverse[x->ties.at[i]];
        EACH_PACK(p) needs->p[p] = pack_max(needs->p[p], ratio->p[p] * unit->p[p] * inv->p[p]);
    }
    EACH_PACK(p) {
        Pack pay = m->pay[pair].p[p] + needs->p[p] * m->d_pay[x->buyer].p[p];
        m->inv_plan_pay[pair].p[p] = 1 / pack_max(pack_set(1e-15), pay);
    }
    for (int k = 0; k < x->uses.n; k++) {
        const Use *u = &m->uses[x->uses.at[k]];
        const Lane *v = &m->v[u->served], *dv = &m->d_v[u->wanted];
        Lane *out = &m->inv_plan_v[x->uses.at[k]];
        EACH_PACK(p) {
            Pack sum = v->p[p] + needs->p[p] * dv->p[p];
            out->p[p] = pack_where(pack_lt(pack_set(1e-15), v->p[p]), inverse(sum));
        }
    }
}

void partner_set(Market *m, int buyer, bool open) {
    const Ids *pairs = &m->buyer_pairs[buyer];
    partner_choose(m, buyer, open);
    partner_sum(m, buyer);
    for (int i = 0; i < m->buyer_ties[buyer].n; i++) d_inverse(m, m->buyer_ties[buyer].at[i]);
    for (int i = 0; i < pairs->n; i++)
        if (m->pairs[pairs->at[i]].import) pair_needs(m, pairs->at[i]);
}

// Bundling cost of an import = ratio (m_c / m_d) pay_d (1 - value), the largest over bundlings.
void bundling_costs(Market *m) {
    for (int pair = 0; pair < m->n_pairs; pair++) {
        const Pair *x = &m->pairs[pair];
        Lane *cost = &m->bundling_cost[pair];
        lane_zero(cost);
        for (int i = 0; i < x->ties.n && x->import; i++) {
            const Tie *t = &m->ties[x->ties.at[i]];
            const Lane *value = num(m, t->value);
            const Lane *ratio = &m->ratio[x->ties.at[i]], *unit = measure(m, t, pair);
            const Lane *inv = &m->d_inverse[x->ties.at[i]];
            EACH_PACK(p) {
                Pack lost = m->d_pay[x->buyer].p[p] * (1 - value->p[p]);
                Pack each = ratio->p[p] * unit->p[p] * inv->p[p] * lost;
                cost->p[p] = pack_max(cost->p[p], each);
            }
        }
        EACH_PACK(p) m->effective[pair].p[p] = m->pay[pair].p[p] + cost->p[p];
        if (!x->import || !x->ties.n) continue;
        TERM(m, "bundling cost", "USD per unit", x->buyer, x->chip, -1, cost);
        TERM(m, "effective price", "USD per unit", x->buyer, x->chip, -1, &m->effective[pair]);
    }
}

// Slack = domestic - ratio * imports over the window before this step, each earlier step with
// the part of it that the window still holds.
static void window_sum(Market *m, int t) {
    const Tie *tie = &m->ties[t];
    const Lane *window = num(m, tie->window);
    int steps = m->s->calendar.steps;
    lane_zero(&m->slack[t]);
    for (int age = 1; age <= m->step; age++) {
        const Lane *domestic = &m->window_domestic[t * steps + m->step - age];
        const Lane *imports = &m->window_imports[t * steps + m->step - age];
        EACH_PACK(p) {
            Pack part = pack_plus(pack_min(pack_set(1), window->p[p] / m->dt - age));
            m->slack[t].p[p] += part * (domestic->p[p] - m->ratio[t].p[p] * imports->p[p]);
        }
    }
}

void bundling_start(Market *m) {
    for (int t = 0; t < m->n_ties; t++) {
        lane_zero(&m->slack[t]);
        if (!m->ties[t].windowed) continue;
        window_sum(m, t);
        lane_zero(&m->tie_domestic[t]);
        lane_zero(&m->tie_imports[t]);
    }
}

void bundling_window(Market *m, int pair, const Lane *restrict q) {
    const Pair *x = &m->pairs[pair];
    for (int i = 0; i < x->ties.n; i++) {
        int t = x->ties.at[i];
        if (!m->ties[t].windowed) continue;
        const Lane *unit = measure(m, &m->ties[t], pair);
        Lane *sum = x->domestic ? &m->tie_domestic[t] : &m->tie_imports[t];
        EACH_PACK(p) sum->p[p] += unit->p[p] * q->p[p];
    }
}

void bundling_end(Market *m) {
    int steps = m->s->calendar.steps;
    if (!m->has_windows) return;
    for (int t = 0; t < m->n_ties; t++) {
        if (!m->ties[t].windowed) continue;
        m->window_domestic[t * steps + m->step] = m->tie_domestic[t];
        m->window_imports[t * steps + m->step] = m->tie_imports[t];
    }
}
