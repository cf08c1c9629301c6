#include "market/step.h"

// Opex money pays lease bills. It is released and lapses as capex money does, but does not grow
// with access: who gets chips leases less. What leases signed still have to be paid is spoken for
// and does not lapse.

void opex_start(Market *m) {
    if (!m->has_opex) return;
    for (int b = 0; b < m->B; b++) {
        lane_zero(&m->opex_money[b]);
        lane_zero(&m->opex_lapsed[b]);
        lane_zero(&m->opex_released[b]);
        lane_zero(&m->all_opex_released[b]);
        lane_zero(&m->all_opex_lapsed[b]);
        lane_zero(&m->all_opex_paid[b]);
    }
}

static void opex_lapse(Market *m, int b) {
    const Lane *carry = num(m, plan_or(m, m->s->buyers[b].carry, NUM_ONE));
    Lane *money = &m->opex_money[b], *lapsed = &m->opex_lapsed[b], spoken_for;
    lease_bills_to_come(m, b, &spoken_for);
    EACH_PACK(p) {
        Pack free = pack_plus(money->p[p] - spoken_for.p[p] * m->fx[b].p[p]);
        lapsed->p[p] = (1 - carry->p[p]) * free;
        money->p[p] -= lapsed->p[p];
        m->all_opex_lapsed[b].p[p] += lapsed->p[p];
    }
    TERM(m, "opex lapsed", "own currency", b, -1, -1, lapsed);
}

void opex_add(Market *m) {
    if (!m->has_opex) return;
    for (int b = 0; b < m->B; b++) {
        Lane *released = &m->opex_released[b];
        if (m->has_lapse) lane_zero(&m->opex_lapsed[b]);
        if (m->has_lapse && m->years[m->step].begins && m->step) opex_lapse(m, b);
        if (m->numbers_moved || m->years_moved) years_money(m, &m->s->buyers[b].opex, released);
        EACH_PACK(p) {
            m->opex_money[b].p[p] += released->p[p];
            m->all_opex_released[b].p[p] += released->p[p];
        }
        TERM(m, "opex released", "own currency", b, -1, -1, released);
        TERM(m, "opex money", "own currency", b, -1, -1, &m->opex_money[b]);
    }
}

// A bill in USD: opex money first, then capex money.
void opex_pay(Market *m, int b, const Lane *bill) {
    Lane *opex = &m->opex_money[b], *moved = &m->capex_to_leases[b];
    const Lane *fx = &m->fx[b];
    EACH_PACK(p) {
        Pack own = bill->p[p] * fx->p[p], paid = pack_min(own, opex->p[p]);
        Pack rest = own - paid;
        opex->p[p] -= paid;
        m->all_opex_paid[b].p[p] += paid;
        m->opex[b].p[p] = bill->p[p];
        moved->p[p] = rest / fx->p[p];
        m->cash[b].p[p] -= moved->p[p];
        m->all_committed[b].p[p] += rest;
        if (m->has_fx[b]) m->money[b].p[p] -= rest;
    }
}
