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

static bool is_grey(const Market *m, int u) {
    return m->s->chips[m->uses[u].chip].grey;
}

// What is due to arrive of grey chips, and of each in all.
static void grey_arrivals(Market *m) {
    for (int c = 0; c < m->C; c++) lane_zero(&m->grey_flow[c]);
    for (int u = 0; u < m->n_uses; u++) {
        int b = m->uses[u].buyer;
        if (!is_grey(m, u)) continue;
        const Lane *due = pipe_pass(&m->ship_pipe[u], &m->ship[b], m->step, &m->bought_use[u]);
        Lane *flow = &m->grey_flow[m->uses[u].chip];
        lane_copy(&m->grey_due[u], due);
        EACH_PACK(p) flow->p[p] += due->p[p];
    }
}

// Share of a grey chip that never arrives: s + (1 - s) q/(q + K) of q units due a month.
static void seized_share(const Market *m, int c, Lane *share) {
    const Chip *chip = &m->s->chips[c];
    const Lane *fixed = num(m, plan_or(m, chip->seized, NUM_ZERO));
    lane_copy(share, fixed);
    if (!m->has_detection) return;
    const Lane *half = num(m, plan_or(m, chip->detection, NUM_NO_CAP));
    EACH_PACK(p) {
        Pack flow = m->grey_flow[c].p[p] / m->dt;
        Mask rises = pack_lt(half->p[p], pack_set(NO_CAP));
        share->p[p] += pack_where(rises, (1 - fixed->p[p]) * flow / (flow + half->p[p]));
    }
}

// What is left of `due`; the rest never arrives.
static const Lane *seize(Market *m, int u, const Lane *due, Lane *restrict left) {
    Lane share, *taken = &m->seized[u];
    seized_share(m, m->uses[u].chip, &share);
    EACH_PACK(p) {
        taken->p[p] = share.p[p] * due->p[p];
        left->p[p] = due->p[p] - taken->p[p];
        m->out_seized.p[p] += taken->p[p];
    }
    if (m->has_targets)
        EACH_PACK(p) m->coming[u].p[p] -= taken->p[p];
    TERM(m, "share seized", "share", m->uses[u].buyer, m->uses[u].chip, m->uses[u].workload,
         &share);
    return left;
}

// Delivered units are summed for the ledger where installed ones do not stand for them.
static void deliver_use(Market *m, int u) {
    int b = m->uses[u].buyer;
    const Lane *bought = &m->bought_use[u], *survival = &m->survival[b];
    bool grey = m->has_seized && is_grey(m, u);
    const Lane *due = grey && m->has_detection
                          ? &m->grey_due[u]
                          : pipe_pass(&m->ship_pipe[u], &m->ship[b], m->step, bought);
    Lane left;
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

static void arrive_use(Market *m, int u) {
    const Lag *lag = &m->ship[m->uses[u].buyer];
    const Lane *due = pipe_pass(&m->ship_pipe[u], lag, m->step, &m->bought_use[u]);
    Lane *installed = &m->installed[u];
    EACH_PACK(p) installed->p[p] += due->p[p];
}

void deliver(Market *m) {
    if (m->numbers_moved && m->step) lags_read(m);
    for (int b = 0; b < m->B; b++) {
        lag_step(&m->ship[b], m->step);
        if (m->has_deploy) lag_step(&m->deploy[b], m->step);
    }
    if (m->has_detection) grey_arrivals(m);
    for (int u = 0; u < m->n_uses && m->arrives_only; u++) arrive_use(m, u);
    for (int u = 0; u < m->n_uses && !m->arrives_only; u++) deliver_use(m, u);
}
