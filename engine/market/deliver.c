#include "market/step.h"

// Read anew only when levers move: lags are fields without paths.
static void lags_read(Market *m) {
    bool fixed = !levers_may_move(m);
    int steps = m->s->calendar.steps;
    for (int b = 0; b < m->B; b++) {
        const Buyer *x = &m->s->buyers[b];
        lag_set(&m->ship[b], num(m, plan_or(m, x->ship, NUM_ZERO)), m->dt, steps, fixed);
        if (m->has_deploy)
            lag_set(&m->deploy[b], num(m, plan_or(m, x->deploy, NUM_ZERO)), m->dt, steps,
                    fixed);
        const Lane *life = num(m, plan_or(m, x->life, NUM_NO_CAP));
        EACH_PACK(p) {
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
        pipe_clear(&m->ship_pipe[u], levers_may_move(m) ? steps : m->ship[b].high);
        if (m->has_deploy)
            pipe_clear(&m->deploy_pipe[u], levers_may_move(m) ? steps : m->deploy[b].high);
        lane_zero(&m->delivered[u]);
        lane_zero(&m->installed[u]);
        lane_zero(&m->coming[u]);
        lane_zero(&m->in_transit[u]);
    }
    for (int p = 0; p < m->n_pairs && m->has_deposits; p++) {
        int longest = levers_may_move(m) ? steps : m->ship[m->pairs[p].buyer].high;
        pipe_clear(&m->pay_pipe[p], longest);
        for (int i = 0; i < m->pairs[p].dues.n; i++)
            pipe_clear(&m->due_pipe[m->pairs[p].dues.at[i]], longest);
        lane_zero(&m->payable[p]);
    }
}

// What is left of `due`; the rest never arrives.
static const Lane *seize(Market *m, int u, const Lane *due, Lane *restrict left) {
    const Lane *share = num(m, plan_or(m, m->s->chips[m->uses[u].chip].seized, NUM_ZERO));
    Lane *taken = &m->seized[u];
    EACH_PACK(p) {
        taken->p[p] = share->p[p] * due->p[p];
        left->p[p] = due->p[p] - taken->p[p];
        m->out_seized.p[p] += taken->p[p];
    }
    if (m->has_targets)
        EACH_PACK(p) m->coming[u].p[p] -= taken->p[p];
    return left;
}

// Delivered units are summed for the ledger where installed ones do not stand for them.
static void deliver_use(Market *m, int u) {
    int b = m->uses[u].buyer;
    const Lane *bought = &m->bought_use[u], *survival = &m->survival[b];
    const Lane *due = pipe_pass(&m->ship_pipe[u], &m->ship[b], m->step, bought);
    Lane left;
    bool grey = m->has_seized && m->s->chips[m->uses[u].chip].grey;
    const Lane *arrives = grey ? seize(m, u, due, &left) : due, *ready = arrives;
    Lane *installed = &m->installed[u], *way = &m->in_transit[u];
    if (m->has_deploy) ready = pipe_pass(&m->deploy_pipe[u], &m->deploy[b], m->step, arrives);
    if (m->retires || m->has_deploy)
        EACH_PACK(p) m->out_ships.p[p] += arrives->p[p];
    if (m->retires)
        EACH_PACK(p) installed->p[p] = installed->p[p] * survival->p[p] + ready->p[p];
    else
        EACH_PACK(p) installed->p[p] += ready->p[p];
    if (m->want.series[S_DELIVERED]) lane_copy(&m->delivered[u], arrives);
    if (m->want.series[S_IN_TRANSIT])
        EACH_PACK(p) way->p[p] += bought->p[p] - due->p[p];
    if (m->has_targets)
        EACH_PACK(p) m->coming[u].p[p] += bought->p[p] - ready->p[p];
}

void deliver(Market *m) {
    if (m->numbers_moved && m->step) lags_read(m);
    for (int b = 0; b < m->B; b++) {
        lag_step(&m->ship[b], m->step);
        if (m->has_deploy) lag_step(&m->deploy[b], m->step);
    }
    for (int u = 0; u < m->n_uses; u++) deliver_use(m, u);
}
