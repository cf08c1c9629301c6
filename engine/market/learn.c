#include "market/step.h"

// Step 13, for the next step: what was made makes the next cheaper and better; claims move prices.

const Lane *list_price(const Market *m, int pair) {
    return m->has_own_prices ? &m->list[pair] : num(m, m->s->chips[m->pairs[pair].chip].price);
}

const Lane *unit_cost(const Market *m, int chip) {
    return m->has_learning ? &m->cost[chip]
                           : num(m, plan_or(m, m->s->chips[chip].unit_cost, NUM_ZERO));
}

void learn_start(Market *m) {
    for (int c = 0; c < m->C && m->has_own_prices; c++) {
        lane_set(&m->learnt[c], 1);
        lane_set(&m->response[c], 1);
        lane_zero(&m->output[c]);
    }
}

// Where the price answers at all (eta > 0), within floor and ceiling.
static void bounded(const Market *m, int c, Lane *price) {
    const Chip *chip = &m->s->chips[c];
    const Lane *eta = num(m, plan_or(m, chip->price_response, NUM_ZERO));
    const Lane *low = num(m, plan_or(m, chip->price_floor, NUM_ZERO));
    const Lane *high = num(m, plan_or(m, chip->price_ceiling, NUM_NO_CAP));
    EACH_PACK(p) {
        Mask moves = pack_lt(pack_set(0), eta->p[p]);
        Pack within = pack_min(high->p[p], pack_max(low->p[p], price->p[p]));
        price->p[p] = pack_select(moves, within, price->p[p]);
    }
}

// List prices of the step: what is bought at home, or is one's own, is cheaper by what was learnt.
void lists_set(Market *m) {
    for (int pair = 0; pair < m->n_pairs; pair++) {
        const Pair *x = &m->pairs[pair];
        Lane *list = &m->list[pair];
        lane_copy(list, num(m, m->s->chips[x->chip].price));
        if (m->learns[x->chip] && !x->import)
            EACH_PACK(p) list->p[p] *= m->learnt[x->chip].p[p];
        if (!m->responds[x->chip]) continue;
        EACH_PACK(p) list->p[p] *= m->response[x->chip].p[p];
        bounded(m, x->chip, list);
    }
    for (int c = 0; c < m->C && m->has_learning; c++) {
        lane_copy(&m->cost[c], num(m, plan_or(m, m->s->chips[c].unit_cost, NUM_ZERO)));
        if (m->learns[c])
            EACH_PACK(p) m->cost[c].p[p] *= m->learnt[c].p[p];
        TERM(m, "unit cost", "USD per unit", -1, c, -1, &m->cost[c]);
    }
}

// Wright: (X / X0)^-b, b = -log2(progress ratio), X = X0 + what was made so far.
static void chip_learns(Market *m, int c) {
    const Chip *chip = &m->s->chips[c];
    const Lane *ratio = num(m, plan_or(m, chip->progress_ratio, NUM_ONE));
    const Lane *before = num(m, plan_or(m, chip->experience, NUM_ONE));
    EACH_PACK(p) {
        m->output[c].p[p] += m->made[c].p[p];
        Pack first = pack_max(pack_set(1e-9), before->p[p]);
        Pack doublings = pack_log((first + m->output[c].p[p]) / first);
        Pack power = pack_log(ratio->p[p]) * 1.4426950408889634074;
        m->learnt[c].p[p] = pack_exp(doublings * power);
    }
    TERM(m, "made so far", "units", -1, c, -1, &m->output[c]);
    TERM(m, "left of the first cost", "share", -1, c, -1, &m->learnt[c]);
}

// P <- P clamp(claims / available, 1/2, 2)^(eta dt). The factor on the list price is kept; where a
// bound holds the price, it goes no further, so that the price turns as soon as claims do.
static void chip_responds(Market *m, int c) {
    const Lane *eta = num(m, plan_or(m, m->s->chips[c].price_response, NUM_ZERO));
    const Lane *list = num(m, m->s->chips[c].price);
    Lane claims = {0}, pressure, base = *list, price;
    for (int i = 0; i < m->chip_pairs[c].n; i++) {
        const Lane *claimed = &m->claimed[m->chip_pairs[c].at[i]];
        EACH_PACK(p) claims.p[p] += claimed->p[p];
    }
    if (m->learns[c])
        EACH_PACK(p) base.p[p] *= m->learnt[c].p[p];
    EACH_PACK(p) {
        Pack zero = pack_set(0), offered = pack_plus(m->offered[c].p[p]);
        Mask some = pack_lt(zero, offered), asked = pack_lt(zero, claims.p[p]);
        Pack q = claims.p[p] / pack_select(some, offered, pack_set(1));
        q = pack_select(some, q, pack_select(asked, pack_set(2), pack_set(1)));
        pressure.p[p] = pack_min(pack_set(2), pack_max(pack_set(.5), q));
        Pack step = pack_exp(pack_log(pressure.p[p]) * (eta->p[p] * m->dt));
        base.p[p] = pack_max(pack_set(1e-15), base.p[p]);
        price.p[p] = base.p[p] * (m->response[c].p[p] * step);
    }
    bounded(m, c, &price);
    EACH_PACK(p) {
        Mask moves = pack_lt(pack_set(0), eta->p[p]);
        m->response[c].p[p] = pack_select(moves, price.p[p] / base.p[p], pack_set(1));
    }
    TERM(m, "claims", "units", -1, c, -1, &claims);
    TERM(m, "claims over supply", "ratio", -1, c, -1, &pressure);
    TERM(m, "price next, over the list price", "ratio", -1, c, -1, &m->response[c]);
}

void learn(Market *m) {
    if (m->has_yield_learning) wafers_learn(m);
    if (!m->has_own_prices) return;
    for (int c = 0; c < m->C; c++) {
        if (m->learns[c]) chip_learns(m, c);
        if (m->responds[c]) chip_responds(m, c);
    }
}
