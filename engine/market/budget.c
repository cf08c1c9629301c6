#include "market/step.h"

// Own currency per USD; 1 where the budget is in USD.
const Lane *rate_of(const Market *m, int currency) {
    for (int i = 0; i < m->s->n_currencies; i++)
        if (m->s->currencies[i].currency == currency && currency != CURRENCY_USD)
            return num(m, m->s->currencies[i].per_usd);
    return NULL;
}

void budget_start(Market *m) {
    for (int b = 0; b < m->B; b++) {
        lane_zero(&m->money[b]);
        lane_zero(&m->cash[b]);
        lane_zero(&m->lapsed[b]);
        EACH_PACK(p) m->fx[b].p[p] = pack_set(1);
    }
}

// The largest access over the foreign chips that count (of access_to, where given).
static void access_best(const Market *m, int b, Lane *out) {
    const Buyer *buyer = &m->s->buyers[b];
    lane_zero(out);
    for (int i = 0; i < m->buyer_pairs[b].n; i++) {
        int pair = m->buyer_pairs[b].at[i];
        const Pair *x = &m->pairs[pair];
        if (!x->import || !buyer->access_to.has[x->chip]) continue;
        EACH_PACK(p) out->p[p] = pack_max(out->p[p], m->access[pair].p[p]);
    }
}

static void lapse(Market *m, int b) {
    const Lane *carry = num(m, plan_or(m, m->s->buyers[b].carry, NUM_ONE));
    Lane *money = m->has_fx[b] ? &m->money[b] : &m->cash[b];
    EACH_PACK(p) {
        Pack gone = (1 - carry->p[p]) * pack_plus(money->p[p]);
        m->lapsed[b].p[p] = gone;
        money->p[p] -= gone;
    }
    TERM(m, "lapsed", "own currency", b, -1, -1, &m->lapsed[b]);
}

// What the step releases of the amounts of the years that it lies in.
void years_money(const Market *m, const YearNums *amounts, Lane *released) {
    const StepYears *years = &m->years[m->step];
    lane_zero(released);
    for (int y = 0; y < years->n; y++) {
        int i = years->first + y - amounts->first_year;
        if (i < 0 || !amounts->n) continue;
        if (i >= amounts->n) i = amounts->n - 1;
        const Lane *amount = num(m, plan_or(m, amounts->amount[i], NUM_ZERO));
        Pack share = pack_set(years->share[y]);
        EACH_PACK(p) released->p[p] += amount->p[p] * share;
    }
}

static void release(Market *m, int b) {
    const Buyer *buyer = &m->s->buyers[b];
    Lane *released = &m->released[b];
    if (!m->numbers_moved && !m->years_moved && !m->has_access_uplift) return;
    years_money(m, &buyer->capex, released);
    if (!m->has_access_uplift) return;
    const Lane *uplift = num(m, plan_or(m, buyer->access_uplift, NUM_ZERO));
    Lane access;
    access_best(m, b, &access);
    EACH_PACK(p) released->p[p] *= 1 + uplift->p[p] * access.p[p];
}

// NRE that falls due comes first: money may fall below 0 by it.
static void commit_nre(Market *m, int b, Lane *money) {
    for (int c = 0; c < m->C; c++) {
        const Lane *nre = &m->nre[b * m->C + c];
        EACH_PACK(p) money->p[p] -= nre->p[p] * m->fx[b].p[p];
    }
}

static void add(Market *m, int b, Lane *restrict money) {
    const Lane *released = &m->released[b];
    EACH_PACK(p) money->p[p] += released->p[p];
    if (m->has_nre) commit_nre(m, b, money);
}

// A budget in another currency is compared with prices at the step's rate.
static void add_own(Market *m, int b) {
    const Lane *fx = rate_of(m, m->s->buyers[b].currency);
    EACH_PACK(p) m->fx[b].p[p] = pack_max(pack_set(1e-15), fx->p[p]);
    add(m, b, &m->money[b]);
    EACH_PACK(p) m->cash[b].p[p] = m->money[b].p[p] / m->fx[b].p[p];
}

void budget_add(Market *m) {
    const StepYears *years = &m->years[m->step], *before = years - (m->step > 0);
    m->years_moved = m->has_capex_paths || years->n > 1 || years->n != before->n ||
                     years->first != before->first || years->share[0] != before->share[0];
    for (int b = 0; b < m->B; b++) {
        if (m->has_lapse) lane_zero(&m->lapsed[b]);
        if (m->has_lapse && years->begins && m->step) lapse(m, b);
        release(m, b);
        TERM(m, "released", "own currency", b, -1, -1, &m->released[b]);
        if (m->has_fx[b])
            add_own(m, b);
        else
            add(m, b, &m->cash[b]);
        TERM(m, "money", "USD", b, -1, -1, &m->cash[b]);
        TERM(m, "rate", "own currency per USD", b, -1, -1, &m->fx[b]);
    }
}
