#include "market/step.h"

// The identities of the whole run. Chips: what was in stock and made is bought or in stock; what
// was bought was delivered or is under way. Money: what was released was committed, lapsed or is
// left; what buyers pay is what sellers, levies and duties get; committed = paid + payable.

void ledger_start(Market *m) {
    for (int c = 0; c < m->C; c++) {
        m->all_start[c] = m->stock[c];
        m->all_made[c] = m->all_bought[c] = (Lane){0};
    }
    for (int b = 0; b < m->B; b++)
        m->all_released[b] = m->all_committed[b] = m->all_lapsed[b] = (Lane){0};
    m->all_paid = m->all_received = m->all_settled = m->out_ships = (Lane){0};
}

void ledger_step(Market *m) {
    for (int c = 0; c < m->C; c++)
        EACH_PACK (p) m->all_made[c].p[p] += m->made[c].p[p];
    for (int pair = 0; pair < m->n_pairs; pair++) {
        const Pair *x = &m->pairs[pair];
        Lane *committed = &m->all_committed[x->buyer], *bought = &m->all_bought[x->chip];
        EACH_PACK (p) {
            bought->p[p] += m->bought[pair].p[p];
            committed->p[p] += m->capex[pair].p[p] * m->fx[x->buyer].p[p];
        }
    }
    for (int b = 0; b < m->B; b++) {
        EACH_PACK (p) m->all_released[b].p[p] += m->released[b].p[p];
        if (m->has_lapse)
            EACH_PACK (p) m->all_lapsed[b].p[p] += m->lapsed[b].p[p];
        for (int c = 0; c < m->C && m->has_nre; c++)
            EACH_PACK (p) m->all_committed[b].p[p] += m->nre[b * m->C + c].p[p] * m->fx[b].p[p];
    }
}

// |difference| over the largest term, at least 1.
static void residual(const Lane *difference, const Lane *largest, Lane *worst) {
    EACH_PACK (p) {
        Pack d = pack_abs(difference->p[p]) / pack_max(pack_set(1), pack_abs(largest->p[p]));
        worst->p[p] = pack_max(worst->p[p], d);
    }
}

static void chips_balance(const Market *m, Lane *worst) {
    Lane in = {0}, under_way = {0}, difference;
    for (int c = 0; c < m->C; c++) {
        Lane had;
        EACH_PACK (p) {
            had.p[p] = m->all_start[c].p[p] + m->all_made[c].p[p];
            difference.p[p] = had.p[p] - m->all_bought[c].p[p] - m->stock[c].p[p];
            in.p[p] += m->all_bought[c].p[p];
        }
        residual(&difference, &had, worst);
    }
    for (int u = 0; u < m->n_uses; u++)
        for (int i = 0; i < m->ship_pipe[u].length; i++)
            EACH_PACK (p) under_way.p[p] += m->ship_pipe[u].slot[i].p[p];
    EACH_PACK (p) difference.p[p] = in.p[p] - m->out_ships.p[p] - under_way.p[p];
    residual(&difference, &in, worst);
}

static void money_balance(const Market *m, Lane *worst) {
    Lane difference, payable = {0};
    for (int b = 0; b < m->B; b++) {
        Lane largest;
        EACH_PACK (p) {
            difference.p[p] = m->all_released[b].p[p] - m->all_lapsed[b].p[p] -
                              m->all_committed[b].p[p] - m->money[b].p[p];
            largest.p[p] = pack_max(m->all_released[b].p[p], m->all_committed[b].p[p]);
        }
        residual(&difference, &largest, worst);
    }
    EACH_PACK (p) difference.p[p] = m->all_paid.p[p] - m->all_received.p[p];
    residual(&difference, &m->all_paid, worst);
    if (!m->has_deposits) return;
    for (int pair = 0; pair < m->n_pairs; pair++)
        EACH_PACK (p) payable.p[p] += m->payable[pair].p[p];
    EACH_PACK (p) difference.p[p] = m->all_paid.p[p] - m->all_settled.p[p] - payable.p[p];
    residual(&difference, &m->all_paid, worst);
}

static double largest_of(const Market *m, const Lane *x) {
    double worst = 0;
    for (int i = 0; i < m->lanes; i++) {
        double one = x->p[i / PACK][i % PACK];
        if (!(one <= worst)) worst = one;
    }
    return worst;
}

bool ledger_end(Market *m, Ledger *ledger, Faults *faults) {
    Lane chips = {0}, money = {0};
    chips_balance(m, &chips);
    money_balance(m, &money);
    Ledger own = {largest_of(m, &chips), largest_of(m, &money)};
    if (ledger) *ledger = own;
    if (own.chips <= 1e-9 && own.money <= 1e-9) return true;
    fault_add(faults, m->s->file, m->s->line,
              "the ledger does not balance: residual %.3g of chips, %.3g of money (at most "
              "1e-9); this is a defect of chokepoint, not of the scenario: please report it",
              own.chips, own.money);
    return false;
}
