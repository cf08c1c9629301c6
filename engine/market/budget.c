#include "market/step.h"

// Own currency per USD; 1 where the budget is in USD.
static const Lane *rate_of(const Market *m, int currency) {
    for (int i = 0; i < m->s->n_currencies; i++)
        if (m->s->currencies[i].currency == currency && currency != CURRENCY_USD)
            return num(m, m->s->currencies[i].per_usd);
    return NULL;
}

void budget_start(Market *m) {
    for (int b = 0; b < m->B; b++) {
        m->money[b] = m->lapsed[b] = (Lane){0};
        EACH_PACK (p) m->fx[b].p[p] = m->inv_fx[b].p[p] = pack_set(1);
        m->has_fx[b] = rate_of(m, m->s->buyers[b].currency) != NULL;
    }
}

// The largest access over the foreign chips that count (of access_to, where given).
static void access_best(const Market *m, int b, Lane *out) {
    const Buyer *buyer = &m->s->buyers[b];
    *out = (Lane){0};
    for (int i = 0; i < m->buyer_pairs[b].n; i++) {
        int pair = m->buyer_pairs[b].at[i];
        const Pair *x = &m->pairs[pair];
        if (!x->import || !buyer->access_to.has[x->chip]) continue;
        EACH_PACK (p) out->p[p] = pack_max(out->p[p], m->access[pair].p[p]);
    }
}

// Months of the step in a calendar year.
static double overlap(const Market *m, int year) {
    double from = date_of_year(year) - m->s->calendar.from;
    double to = date_of_year(year + 1) - m->s->calendar.from;
    return fmax(0, fmin(to, m->t_next) - fmax(from, m->t));
}

static int first_year(const Market *m) {
    int year, month, day;
    date_civil(m->s->calendar.from, &year, &month, &day);
    year += (int)floor(m->t / 12) - 1;
    while (overlap(m, year) <= 0) year++;
    return year;
}

// Does a year other than the scenario's first begin within the step?
static bool year_begins(const Market *m, int first) {
    double begins = date_of_year(first) - m->s->calendar.from;
    double next = date_of_year(first + 1) - m->s->calendar.from;
    double end = m->t_next;
    return m->step > 0 && ((begins >= m->t && begins < end) || (next > m->t && next < end));
}

static void lapse(Market *m, int b) {
    const Lane *carry = num(m, plan_or(m, m->s->buyers[b].carry, NUM_ONE));
    Lane *money = &m->money[b];
    EACH_PACK (p) {
        Pack gone = (1 - carry->p[p]) * pack_plus(money->p[p]);
        m->lapsed[b].p[p] = gone;
        money->p[p] -= gone;
    }
    TERM(m, "lapsed", "own currency", b, -1, -1, &m->lapsed[b]);
}

static void release(Market *m, int b, int first) {
    const Buyer *buyer = &m->s->buyers[b];
    Lane *released = &m->released[b];
    *released = (Lane){0};
    for (int year = first; overlap(m, year) > 0; year++) {
        int i = year - buyer->capex.first_year;
        if (i < 0 || !buyer->capex.n) continue;
        if (i >= buyer->capex.n) i = buyer->capex.n - 1;
        const Lane *amount = num(m, plan_or(m, buyer->capex.amount[i], NUM_ZERO));
        Pack share = pack_set(overlap(m, year) / 12);
        EACH_PACK (p) released->p[p] += amount->p[p] * share;
    }
    if (!m->has_access_uplift) return;
    const Lane *uplift = num(m, plan_or(m, buyer->access_uplift, NUM_ZERO));
    Lane access;
    access_best(m, b, &access);
    EACH_PACK (p) released->p[p] *= 1 + uplift->p[p] * access.p[p];
}

// NRE that falls due comes first: money may fall below 0 by it.
static void commit_nre(Market *m, int b) {
    for (int c = 0; c < m->C; c++) {
        const Lane *nre = &m->nre[b * m->C + c];
        EACH_PACK (p) m->money[b].p[p] -= nre->p[p] * m->fx[b].p[p];
    }
}

static void to_usd(Market *m, int b) {
    if (!m->has_fx[b]) {
        m->cash[b] = m->money[b];
        return;
    }
    const Lane *fx = rate_of(m, m->s->buyers[b].currency);
    EACH_PACK (p) {
        m->fx[b].p[p] = pack_max(pack_set(1e-15), fx->p[p]);
        m->inv_fx[b].p[p] = 1 / m->fx[b].p[p];
    }
}

void budget_add(Market *m) {
    int first = first_year(m);
    bool new_year = year_begins(m, first);
    for (int b = 0; b < m->B; b++) {
        if (new_year && m->has_lapse)
            lapse(m, b);
        else if (m->has_lapse)
            m->lapsed[b] = (Lane){0};
        release(m, b, first);
        EACH_PACK (p) m->money[b].p[p] += m->released[b].p[p];
        to_usd(m, b);
        if (m->has_nre) commit_nre(m, b);
        EACH_PACK (p) m->cash[b].p[p] = m->money[b].p[p] * m->inv_fx[b].p[p];
        TERM(m, "money", "USD", b, -1, -1, &m->cash[b]);
    }
}
