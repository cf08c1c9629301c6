#include "market/step.h"

static Lane *lanes(Market *m, int n) {
    return ARENA_NEW(m->arena, Lane, n);
}

static void pipes_new(Market *m, Pipe **out, int n) {
    *out = ARENA_NEW(m->arena, Pipe, n);
    for (int i = 0; i < n; i++) (*out)[i].slot = lanes(m, m->s->calendar.steps + 2);
}

static void lags_new(Market *m, Lag **out, int n) {
    *out = ARENA_NEW(m->arena, Lag, n);
    for (int i = 0; i < n; i++) (*out)[i].weight = lanes(m, m->s->calendar.steps + 2);
}

static void numbers_new(Market *m) {
    const Scenario *s = m->s;
    int fixed = s->n_slots + s->n_paths;
    m->num = lanes(m, fixed + NUM_SPARE);
    m->regs = lanes(m, s->tape->n_ops);
    m->phi = lanes(m, m->n_actives);
    if (m->has_boxes) m->box = lanes(m, m->n_actives * m->C);
    EACH_PACK(p) {
        m->num[fixed + NUM_ONE].p[p] = pack_set(1);
        m->num[fixed + NUM_NO_CAP].p[p] = pack_set(NO_CAP);
        m->no_value.p[p] = pack_set(NAN);
    }
    if (!levers_may_move(m)) return;
    m->own_inputs = ARENA_NEW(m->arena, double, LANES * s->n_inputs);
    m->struck = ARENA_NEW(m->arena, double, s->n_inputs);
    m->spells = ARENA_NEW(m->arena, Spell, LANES * s->n_shocks);
    m->inputs = ARENA_NEW(m->arena, double, LANES * s->n_inputs);
    m->inputs_before = ARENA_NEW(m->arena, double, LANES * s->n_inputs);
}

static void prices_new(Market *m) {
    int n = m->n_pairs;
    int own = m->has_own_prices ? m->C : 0;
    m->list = lanes(m, own ? n : 0), m->cost = lanes(m, own), m->learnt = lanes(m, own);
    m->output = lanes(m, own), m->response = lanes(m, own), m->offered = lanes(m, own);
    m->pay = lanes(m, n), m->inv_pay = lanes(m, n), m->effective = lanes(m, n);
    m->bundling_cost = lanes(m, n), m->net = lanes(m, n);
    m->due = lanes(m, m->n_dues), m->levied = lanes(m, m->n_dues);
    m->v = lanes(m, m->C * m->W), m->inv_v = lanes(m, m->C * m->W);
    m->ratio = lanes(m, m->n_ties), m->d_inverse = lanes(m, m->n_ties);
    m->hold = lanes(m, m->n_holds), m->hold_inverse = lanes(m, m->n_holds);
    m->unlocks = lanes(m, m->n_ties), m->slack = lanes(m, m->n_ties);
    m->desk_slack = lanes(m, m->n_ties);
    m->tie_domestic = lanes(m, m->n_ties), m->tie_imports = lanes(m, m->n_ties);
    int past = m->has_windows ? m->n_ties * m->s->calendar.steps : 0;
    m->window_domestic = lanes(m, past), m->window_imports = lanes(m, past);
    m->bound = lanes(m, m->B), m->partner = lanes(m, n);
    m->d_pay = lanes(m, m->B), m->d_through = lanes(m, m->B), m->d_v = lanes(m, m->B * m->W);
    m->needs = lanes(m, n), m->inv_plan_pay = lanes(m, n), m->inv_plan_v = lanes(m, m->n_uses);
    m->rank = lanes(m, m->n_uses);
}

static void approvals_new(Market *m) {
    int k = m->s->n_approvals, g = m->n_grants;
    m->held.at = ARENA_NEW(m->arena, int, m->n_pairs);
    m->access = lanes(m, m->n_pairs), m->cap_left = lanes(m, m->n_pairs);
    for (int i = 0; i < m->n_pairs; i++) m->cap_left[i] = m->no_value;
    m->gate_room = lanes(m, m->n_gates), m->gate_free = lanes(m, m->n_gates);
    m->gate_pad = lanes(m, m->n_gates), m->granting = lanes(m, k), m->left = lanes(m, k);
    m->per_buyer_left = lanes(m, g), m->avail = lanes(m, g), m->part = lanes(m, g);
    m->ask = lanes(m, g), m->granted = lanes(m, g), m->draws = lanes(m, m->n_draws);
    m->started = lanes(m, k), m->unconverted = lanes(m, k), m->approved = lanes(m, k);
    m->approved_before = lanes(m, k), m->drawn = lanes(m, k);
    m->shared_from = lanes(m, k), m->burden = lanes(m, k);
}

static void buyers_new(Market *m) {
    int b = m->B, bw = m->B * m->W;
    m->money = lanes(m, b), m->cash = lanes(m, b), m->fx = lanes(m, b);
    m->lapsed = lanes(m, b), m->released = lanes(m, b);
    m->has_fx = ARENA_NEW(m->arena, bool, b);
    m->nre = lanes(m, m->B * m->C);
    m->rest = lanes(m, bw), m->unmet = lanes(m, bw), m->keep_unmet = lanes(m, b);
    m->allowed = lanes(m, m->n_uses), m->survival = lanes(m, b), m->binding = lanes(m, b);
    lags_new(m, &m->ship, b);
    lags_new(m, &m->deploy, b);
}

static void leases_new(Market *m) {
    int b = m->has_opex ? m->B : 0, r = m->n_rentals, l = m->has_leases ? m->s->n_leases : 0;
    m->opex_money = lanes(m, b), m->opex_released = lanes(m, b);
    m->opex_lapsed = lanes(m, b), m->opex = lanes(m, b), m->capex_to_leases = lanes(m, b);
    m->lease_free = lanes(m, b), m->all_opex_released = lanes(m, b);
    m->all_opex_lapsed = lanes(m, b), m->all_opex_paid = lanes(m, b);
    m->leased = lanes(m, r), m->lease_new = lanes(m, r), m->lease_ask = lanes(m, r);
    m->lease_score = lanes(m, r), m->lease_rank = lanes(m, r);
    m->lease_keep = lanes(m, l), m->lease_left = lanes(m, l);
    m->lease_want = lanes(m, r), m->lease_most = lanes(m, r), m->lease_affords = lanes(m, r),
    m->lease_desk = lanes(m, l);
    int gains = m->has_efficiency ? m->B : 0;
    m->gain_log = lanes(m, gains), m->gain = lanes(m, gains), m->gain_wanted = lanes(m, gains);
}

static void supply_new(Market *m) {
    int c = m->C, n = m->s->n_lines, t = m->s->n_tapeouts;
    m->in_stock = ARENA_NEW(m->arena, bool, c);
    m->stock = lanes(m, c), m->made = lanes(m, c), m->wished_rate = lanes(m, c);
    int climbs = m->has_ladder ? c : 0;
    m->best_access = lanes(m, climbs), m->shut_for = lanes(m, climbs);
    m->opened = lanes(m, climbs);
    m->line_wip = lanes(m, n);
    m->wants = lanes(m, n + t);
    int shared = m->has_resources ? n + t : 0;
    m->grown = lanes(m, shared), m->growing = lanes(m, shared);
    m->each = lanes(m, m->n_drains);
    m->used = lanes(m, m->s->n_resources), m->reach = lanes(m, m->s->n_resources);
    m->wafers = lanes(m, m->has_wafers ? n : 0);
    m->wafers_started = lanes(m, m->has_yield_learning ? n : 0);
    lags_new(m, &m->line_lag, n);
    pipes_new(m, &m->line_pipe, n);
    m->tapeout_spins = lanes(m, t);
    m->tapeout_total = lanes(m, t);
    m->tapeout_back = lanes(m, t), m->tapeout_rise = lanes(m, t);
    m->written = lanes(m, c), m->saleable = lanes(m, c), m->write_down = lanes(m, c);
    m->all_made = lanes(m, c), m->all_bought = lanes(m, c), m->all_start = lanes(m, c);
    m->all_released = lanes(m, m->B), m->all_committed = lanes(m, m->B);
    m->all_lapsed = lanes(m, m->B);
}

// With one workload a use is its pair: wishes and purchases share memory.
static void purchases_new(Market *m) {
    int n = m->n_pairs, u = m->n_uses;
    m->wish = lanes(m, n), m->claim = lanes(m, n), m->q = lanes(m, n);
    m->bought = lanes(m, n), m->wished = lanes(m, n), m->claimed = lanes(m, n);
    m->interest = lanes(m, m->want.series[S_INTEREST] ? n : 0);
    m->wish_use = m->W == 1 ? m->wish : lanes(m, u);
    m->bought_use = m->W == 1 ? m->bought : lanes(m, u);
    m->plan_use = lanes(m, u), m->mix_rest = lanes(m, u), m->mix_money = lanes(m, u);
    m->fill = lanes(m, n), m->inflation = lanes(m, n), m->weight = lanes(m, n);
    m->bid_in = lanes(m, m->B), m->bid_key = lanes(m, m->B);
    m->asked_use = lanes(m, u), m->asked_rest = lanes(m, m->W);
    m->asked_stock = lanes(m, m->C);
    m->asked_slack = lanes(m, m->n_ties), m->asked_allowed = lanes(m, u);
    m->asked_draws = lanes(m, m->n_draws);
    m->cut = ARENA_NEW(m->arena, bool, m->C), m->sold = ARENA_NEW(m->arena, bool, m->C);
    m->go = lanes(m, 1), m->desk_money = lanes(m, 1), m->desk_rest = lanes(m, m->W);
    m->need_for = lanes(m, m->W), m->mix_sum = lanes(m, m->W);
    m->tied_rest = lanes(m, m->W), m->tied_x = lanes(m, m->C * m->W);
    m->tied_here = lanes(m, m->C * m->W);
    m->kept_rest = lanes(m, m->W), m->kept_slack = lanes(m, m->n_ties);
    m->capex = lanes(m, n), m->paid = lanes(m, n), m->payable = lanes(m, n);
    m->delivered = lanes(m, u), m->installed = lanes(m, u), m->coming = lanes(m, u);
    m->in_transit = lanes(m, u);
    m->seized = lanes(m, m->has_seized ? u : 0);
    m->grey_due = lanes(m, m->has_detection ? u : 0);
    m->grey_flow = lanes(m, m->has_detection ? m->C : 0);
    pipes_new(m, &m->ship_pipe, u);
    pipes_new(m, &m->deploy_pipe, m->has_deploy ? u : 0);
    pipes_new(m, &m->pay_pipe, m->has_deposits ? n : 0);
    pipes_new(m, &m->due_pipe, m->has_deposits ? m->n_dues : 0);
}

static void uses_point(Market *m) {
    for (int i = 0; i < m->n_uses; i++) {
        Use *u = &m->uses[i];
        u->v = &m->v[u->served], u->inv_v = &m->inv_v[u->served];
        u->pay = &m->pay[u->pair], u->inv_pay = &m->inv_pay[u->pair];
        u->desk_rest = &m->desk_rest[u->workload], u->wish = &m->wish_use[i];
    }
}

void memory_new(Market *m) {
    numbers_new(m);
    prices_new(m);
    approvals_new(m);
    buyers_new(m);
    leases_new(m);
    supply_new(m);
    purchases_new(m);
    uses_point(m);
}
