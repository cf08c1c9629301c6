// The plan of a scenario and the memory of a block; made once, before any run.
#ifndef ENGINE_MARKET_PLAN_H
#define ENGINE_MARKET_PLAN_H

#include "market/state.h"

Market *plan_new(const Scenario *s, const MarketOptions *o);
void plan_free(Market *m);

// Is the number the same in all draws? Then its value.
bool plan_fixed(const Market *m, Num n, double *value);
// Is it this value in all draws?
bool plan_fixed_at(const Market *m, Num n, double value);
void ids_add(Market *m, Ids *ids, int id);

// Parts of the plan: what a step may leave out; the steps and years in which numbers move.
void plan_facts(Market *m);
void plan_times(Market *m);

// Does the instrument act on this buyer and chip?
bool plan_acts(const Instrument *i, int buyer, int chip);

// Indices in `actives`.
static inline int active_control(const Market *m, int i) {
    (void)m;
    return i;
}
static inline int active_approval(const Market *m, int i) {
    return m->s->n_controls + i;
}
static inline int active_levy(const Market *m, int i) {
    return m->s->n_controls + m->s->n_approvals + i;
}
static inline int active_bundling(const Market *m, int i) {
    return m->s->n_controls + m->s->n_approvals + m->s->n_levies + i;
}

static inline int active_guideline(const Market *m, int i) {
    return active_bundling(m, m->s->n_bundlings) + i;
}
static inline int active_subsidy(const Market *m, int i) {
    return active_guideline(m, m->s->n_guidelines) + i;
}
static inline int active_lease(const Market *m, int i) {
    return active_subsidy(m, m->s->n_subsidies) + i;
}
static inline int active_efficiency(const Market *m, int i) {
    return active_lease(m, m->s->n_leases) + i;
}

// A number that may not be given: instead NUM_ZERO, NUM_ONE or NUM_NO_CAP.
static inline int plan_or(const Market *m, Num n, int instead) {
    return n >= 0 ? n : m->s->n_slots + m->s->n_paths + instead;
}

#endif
