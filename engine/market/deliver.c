#include "market/step.h"

// Read anew only when levers move: lags are fields without paths.
static void lags_read(Market *m) {
    int steps = m->s->calendar.steps;
    for (int b = 0; b < m->B; b++) {
        const Buyer *x = &m->s->buyers[b];
        lag_set(&m->ship[b], num(m, plan_or(m, x->ship, NUM_ZERO)), m->dt, steps);
        if (m->has_deploy)
            lag_set(&m->deploy[b], num(m, plan_or(m, x->deploy, NUM_ZERO)), m->dt, steps);
        const Lane *life = num(m, plan_or(m, x->life, NUM_NO_CAP));
        EACH_PACK (p) {
            Pack months = pack_max(pack_set(1e-15), life->p[p]);
            m->survival[b].p[p] = pack_exp(pack_set(-m->dt) / months);
        }
    }
}

void deliver_start(Market *m) {
    int steps = m->s->calendar.steps;
    lags_read(m);
    for (int u = 0; u < m->n_uses; u++) {
        int b = m->uses[u].buyer;
        pipe_clear(&m->ship_pipe[u], m->o.hook ? steps : m->ship[b].high);
        if (m->has_deploy)
            pipe_clear(&m->deploy_pipe[u], m->o.hook ? steps : m->deploy[b].high);
        m->delivered[u] = m->installed[u] = m->coming[u] = m->in_transit[u] = (Lane){0};
    }
    for (int p = 0; p < m->n_pairs && m->has_deposits; p++) {
        int longest = m->o.hook ? steps : m->ship[m->pairs[p].buyer].high;
        pipe_clear(&m->pay_pipe[p], longest);
        for (int i = 0; i < m->pairs[p].dues.n; i++)
            pipe_clear(&m->due_pipe[m->pairs[p].dues.at[i]], longest);
        m->payable[p] = (Lane){0};
    }
}

static void deliver_use(Market *m, int u) {
    int b = m->uses[u].buyer;
    const Lane *bought = &m->bought_use[u];
    Lane *delivered = &m->delivered[u], *installed = &m->installed[u];
    pipe_push(&m->ship_pipe[u], &m->ship[b], m->step, bought);
    pipe_pop(&m->ship_pipe[u], m->step, delivered);
    EACH_PACK (p) {
        m->out_ships.p[p] += delivered->p[p];
        m->in_transit[u].p[p] += bought->p[p] - delivered->p[p];
    }
    Lane ready = *delivered;
    if (m->has_deploy) {
        pipe_push(&m->deploy_pipe[u], &m->deploy[b], m->step, delivered);
        pipe_pop(&m->deploy_pipe[u], m->step, &ready);
    }
    EACH_PACK (p) installed->p[p] = installed->p[p] * m->survival[b].p[p] + ready.p[p];
    if (m->has_targets)
        EACH_PACK (p) m->coming[u].p[p] += bought->p[p] - ready.p[p];
}

void deliver(Market *m) {
    if (m->numbers_moved && m->step) lags_read(m);
    for (int u = 0; u < m->n_uses; u++) deliver_use(m, u);
}
