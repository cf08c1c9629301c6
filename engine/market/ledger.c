#include "market/step.h"

// The identities of the whole run. Chips: what was in stock and made is bought or in stock; what
// was bought was delivered, seized or is under way; no resource gave more than there was of it. Money: what was released was committed, lapsed or is
// left; what buyers pay is what sellers, levies and duties get; committed = paid + payable.

// |difference| over the largest term, at least 1.
static void residual(const Lane *difference, const Lane *largest, Lane *worst) {
    EACH_PACK(p) {
        Pack d = pack_abs(difference->p[p]) / pack_max(pack_set(1), pack_abs(largest->p[p]));
        worst->p[p] = pack_max(worst->p[p], d);
    }
}

void ledger_start(Market *m) {
    for (int c = 0; c < m->C; c++) {
        m->all_start[c] = m->stock[c];
        lane_zero(&m->all_made[c]);
        lane_zero(&m->all_bought[c]);
    }
    for (int b = 0; b < m->B; b++) {
        lane_zero(&m->all_released[b]);
        lane_zero(&m->all_committed[b]);
        lane_zero(&m->all_lapsed[b]);
    }
    lane_zero(&m->all_ordered);
    lane_zero(&m->all_settled);
    lane_zero(&m->out_ships);
    lane_zero(&m->out_seized);
    lane_zero(&m->worst_split);
    lane_zero(&m->worst_use);
}

// Commitments of purchases are added where they are made (settle.c).
void ledger_step(Market *m) {
    for (int c = 0; c < m->C; c++) {
        const Ids *pairs = &m->chip_pairs[c];
        const Lane *made = &m->made[c];
        Lane sum = m->all_bought[c];
        for (int i = 0; i < pairs->n; i++) {
            const Lane *bought = &m->bought[pairs->at[i]];
            EACH_PACK(p) sum.p[p] += bought->p[p];
        }
        m->all_bought[c] = sum;
        EACH_PACK(p) m->all_made[c].p[p] += made->p[p];
    }
    for (int b = 0; b < m->B; b++) {
        const Lane *released = &m->released[b];
        EACH_PACK(p) m->all_released[b].p[p] += released->p[p];
        if (m->has_lapse)
            EACH_PACK(p) m->all_lapsed[b].p[p] += m->lapsed[b].p[p];
        for (int c = 0; c < m->C && m->has_nre; c++)
            EACH_PACK(p) m->all_committed[b].p[p] += m->nre[b * m->C + c].p[p] * m->fx[b].p[p];
    }
}

// What a buyer pays for a unit is what seller, levies and duties get of it. All money of
// purchases moves in proportion to units, so where prices balance payments do.
void ledger_prices(Market *m) {
    for (int pair = 0; pair < m->n_pairs; pair++) {
        const Pair *x = &m->pairs[pair];
        Lane sum = m->net[pair];
        for (int i = 0; i < x->dues.n; i++)
            EACH_PACK(p) sum.p[p] += m->due[x->dues.at[i]].p[p];
        EACH_PACK(p) sum.p[p] -= m->pay[pair].p[p];
        residual(&sum, &m->pay[pair], &m->worst_split);
    }
}

static void chips_balance(const Market *m, Lane *worst) {
    Lane in = {0}, under_way = {0}, difference;
    for (int c = 0; c < m->C; c++) {
        Lane had;
        EACH_PACK(p) {
            had.p[p] = m->all_start[c].p[p] + m->all_made[c].p[p];
            difference.p[p] = had.p[p] - m->all_bought[c].p[p] - m->stock[c].p[p];
            in.p[p] += m->all_bought[c].p[p];
        }
        residual(&difference, &had, worst);
    }
    for (int u = 0; u < m->n_uses; u++)
        for (int i = 0; i < m->ship_pipe[u].length; i++) {
            // Of a plain lag the last slot read still stands.
            bool read = m->ship[m->uses[u].buyer].plain &&
                        i == (m->s->calendar.steps - 1) % m->ship_pipe[u].length;
            if (read) continue;
            EACH_PACK(p) under_way.p[p] += m->ship_pipe[u].slot[i].p[p];
        }
    Lane arrived = m->out_ships;
    for (int u = 0; u < m->n_uses && !m->retires && !m->has_deploy; u++)
        EACH_PACK(p) arrived.p[p] += m->installed[u].p[p];
    if (m->has_seized)
        EACH_PACK(p) arrived.p[p] += m->out_seized.p[p];
    EACH_PACK(p) difference.p[p] = in.p[p] - arrived.p[p] - under_way.p[p];
    residual(&difference, &in, worst);
    EACH_PACK(p) worst->p[p] = pack_max(worst->p[p], m->worst_use.p[p]);
}

static void money_balance(const Market *m, Lane *worst) {
    Lane difference, payable = {0};
    for (int b = 0; b < m->B; b++) {
        Lane largest;
        const Lane *left = m->has_fx[b] ? &m->money[b] : &m->cash[b];
        EACH_PACK(p) {
            difference.p[p] = m->all_released[b].p[p] - m->all_lapsed[b].p[p] -
                              m->all_committed[b].p[p] - left->p[p];
            largest.p[p] = pack_max(m->all_released[b].p[p], m->all_committed[b].p[p]);
        }
        residual(&difference, &largest, worst);
    }
    EACH_PACK(p) worst->p[p] = pack_max(worst->p[p], m->worst_split.p[p]);
    for (int b = 0; b < m->B && m->has_opex; b++) {
        EACH_PACK(p)
            difference.p[p] = m->all_opex_released[b].p[p] - m->all_opex_lapsed[b].p[p] -
                              m->all_opex_paid[b].p[p] - m->opex_money[b].p[p];
        residual(&difference, &m->all_opex_released[b], worst);
    }
    if (!m->has_deposits) return;
    for (int pair = 0; pair < m->n_pairs; pair++)
        EACH_PACK(p) payable.p[p] += m->payable[pair].p[p];
    EACH_PACK(p) difference.p[p] = m->all_ordered.p[p] - m->all_settled.p[p] - payable.p[p];
    residual(&difference, &m->all_ordered, worst);
}

static double largest_of(const Market *m, const Lane *x) {
    double worst = 0;
    for (int i = 0; i < m->lanes; i++) {
        double one = lane_at(x, i);
        if (!(one <= worst)) worst = one;
    }
    return worst;
}

bool ledger_end(Market *m, Ledger *ledgers, Faults *faults) {
    Lane chips = {0}, money = {0};
    chips_balance(m, &chips);
    money_balance(m, &money);
    Ledger own = {largest_of(m, &chips), largest_of(m, &money)};
    for (int i = 0; i < m->lanes && ledgers; i++)
        ledgers[i] = (Ledger){lane_at(&chips, i), lane_at(&money, i)};
    if (own.chips <= 1e-9 && own.money <= 1e-9) return true;
    fault_add(faults, m->s->file, m->s->line,
              "the ledger does not balance: residual %.3g of chips, %.3g of money (at most "
              "1e-9); this is a defect of chokepoint, not of the scenario: please report it",
              own.chips, own.money);
    return false;
}
