#include "market/step.h"

// A chip that follows another: its lines open `redesign` months after controls have shut the other
// out, but never in the step in which that happens. Shut out: of the buyers whom some control holds
// none may buy it any more, and one could. A design once begun is finished, also where the border
// opens again. Until then nobody wishes for the chip.

void ladder_start(Market *m) {
    for (int c = 0; c < m->C && m->has_ladder; c++) {
        lane_zero(&m->best_access[c]);
        lane_zero(&m->shut_for[c]);
        lane_zero(&m->opened[c]);
    }
}

// The best access of a buyer whom some control holds.
static void best_of(const Market *m, int chip, Lane *best) {
    lane_zero(best);
    for (int i = 0; i < m->chip_pairs[chip].n; i++) {
        int pair = m->chip_pairs[chip].at[i];
        if (!m->pairs[pair].controlled) continue;
        EACH_PACK(p) best->p[p] = pack_max(best->p[p], m->access[pair].p[p]);
    }
}

// shut_for counts to the end of the step. A control that began within the last step shut it out
// for the share 1 - access of that one too.
static void chip_climb(Market *m, int c) {
    const Chip *x = &m->s->chips[c];
    const Lane *redesign = num(m, plan_or(m, x->redesign, NUM_ZERO));
    Lane best, *before = &m->best_access[c], *shut_for = &m->shut_for[c];
    Lane *opened = &m->opened[c];
    best_of(m, x->follows, &best);
    EACH_PACK(p) {
        Mask open = pack_lt(pack_set(0), best.p[p]);
        Mask begun = pack_lt(pack_set(0), shut_for->p[p]);
        Mask shuts = mask_and(mask_not(open), pack_lt(pack_set(0), before->p[p]));
        Pack first = pack_where(shuts, (1 - before->p[p]) * m->dt + m->dt);
        shut_for->p[p] = pack_select(begun, shut_for->p[p] + m->dt, first);
        Pack part = (shut_for->p[p] - redesign->p[p]) / m->dt;
        part = pack_where(pack_lt(pack_set(0), shut_for->p[p]), part);
        opened->p[p] = pack_max(opened->p[p], pack_min(pack_set(1), part));
    }
    *before = best;
    TERM(m, "time since the chip it follows was shut out", "months", -1, c, -1, shut_for);
    TERM(m, "share of the step in which it is made", "share", -1, c, -1, opened);
}

void ladder_climb(Market *m) {
    if (!m->has_ladder) return;
    for (int c = 0; c < m->C; c++)
        if (m->s->chips[c].follows >= 0) chip_climb(m, c);
}
