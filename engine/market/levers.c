#include "market/step.h"

#include "scenario/tape_lanes.h"

#include <string.h>

static double value_at(const Market *m, int lane, int column, int at) {
    const Series *x = m->shape;
    if (column < 0 || at < 0 || at >= m->step) return 0;
    return series_at(x, lane, column)[at];
}

static int column_at(const Market *m, SeriesId id, int party, int chip, int workload) {
    return series_column(m->shape, id, party, chip, workload);
}

// Every rule of every lane; true when some input moved.
static bool rules_run(Market *m, bool *moved) {
    size_t size = sizeof(double) * (size_t)(m->lanes * m->s->n_inputs);
    memcpy(m->inputs_before, m->inputs, size);
    for (int lane = 0; lane < m->lanes; lane++) {
        MarketView view = {.scenario = m->s,
                           .step = m->step,
                           .t = m->t,
                           .lane = lane,
                           .draw = (int)m->draw[lane],
                           .market = m,
                           .value = value_at,
                           .column = column_at,
                           .inputs = m->inputs + (size_t)lane * (size_t)m->s->n_inputs};
        if (!m->o.hook(m->o.context, &view)) return false;
    }
    *moved = memcmp(m->inputs_before, m->inputs, size) != 0;
    for (size_t i = 0; i < size / sizeof(double); i++) // a rule's word stands beyond a shock
        if (memcmp(&m->inputs[i], &m->inputs_before[i], sizeof(double)) != 0)
            m->own_inputs[i] = m->inputs[i];
    return true;
}

// Beyond 1e30 numbers only overflow.
static void clamp_nums(Market *m, bool constants) {
    for (int i = 0; i < m->s->n_slots; i++) {
        Lane *num = &m->num[i];
        if (tape_is_constant(m->s->tape, i) != constants) continue;
        EACH_PACK(p) {
            Pack x = pack_min(pack_set(1e30), pack_max(pack_set(-1e30), num->p[p]));
            num->p[p] = pack_select(pack_nan(x), pack_set(0), x);
        }
    }
}

void levers_plan(Market *m) {
    tape_constants(m->s->tape, m->regs, m->num);
    clamp_nums(m, true);
}

static void path_restart(Market *m, int i) {
    const PathPlan *plan = &m->s->paths[i];
    PathState *state = &m->paths[i];
    state->segment = -2;
    if (plan->kind != PATH_GROW || state->grows_as != i) return;
    bool begins = m->step == 0 || m->o.hook;
    EACH_PACK(p) {
        Pack base = pack_plus(1 + m->num[plan->date[0]].p[p]);
        state->factor.p[p] = pack_pow(base, pack_set(m->dt));
        if (begins) state->growth.p[p] = pack_set(1);
    }
}

// Step by step by multiplication; afresh where rules may move the rate.
static void growth_step(Market *m, int i) {
    PathState *state = &m->paths[i];
    const Lane *rate = &m->num[m->s->paths[i].date[0]];
    Lane *growth = &state->growth, *factor = &state->factor;
    if (m->o.hook)
        EACH_PACK(p) growth->p[p] = pack_pow(pack_plus(1 + rate->p[p]), pack_set(m->t));
    else if (m->step)
        EACH_PACK(p) growth->p[p] *= factor->p[p];
    if (m->step && m->has_shocks && m->numbers_moved && !m->o.hook)
        EACH_PACK(p) {
            Pack anew = pack_pow(pack_plus(1 + rate->p[p]), pack_set(m->t));
            Mask moved = pack_lt(pack_set(0), m->stirred.p[p]);
            growth->p[p] = pack_select(moved, anew, growth->p[p]);
        }
    EACH_PACK(p) growth->p[p] = pack_min(growth->p[p], pack_set(1e30));
}

static void path_grow(Market *m, int i, Lane *restrict out) {
    PathState *state = &m->paths[i];
    if (state->grows_as == i) growth_step(m, i);
    const Lane *value = &m->num[m->s->paths[i].value[0]];
    const Lane *growth = &m->paths[state->grows_as].growth;
    EACH_PACK(p) out->p[p] = value->p[p] * growth->p[p];
    state->moved = true;
}

// The value in segment `at` (knot at .. at + 1), as path_at does it.
static void path_segment(Market *m, int i, int at, Lane *restrict out) {
    const PathPlan *plan = &m->s->paths[i];
    PathState *state = &m->paths[i];
    const Lane *low = &m->num[plan->value[at < 0 ? 0 : at]];
    bool flat = plan->kind == PATH_STEPS || at < 0 || at + 1 >= plan->n;
    state->moved = !flat || state->segment != at;
    state->segment = flat ? at : -2;
    if (!state->moved) return;
    if (flat) {
        lane_copy(out, low);
        return;
    }
    double from = m->num[plan->date[at]].p[0][0], to = m->num[plan->date[at + 1]].p[0][0];
    const Lane *high = &m->num[plan->value[at + 1]];
    Pack share = pack_set((m->t - from) / (to - from));
    EACH_PACK(p) out->p[p] = low->p[p] + (high->p[p] - low->p[p]) * share;
}

static void path_fixed(Market *m, int i, Lane *out) {
    const PathPlan *plan = &m->s->paths[i];
    int at = -1;
    for (int k = 0; k < plan->n; k++)
        if (m->t >= m->num[plan->date[k]].p[0][0]) at = k;
    path_segment(m, i, at, out);
}

// Dates that differ by lane: every knot by a mask.
static void path_masked(const Market *m, const PathPlan *plan, const Lane *when,
                        Lane *restrict out) {
    Lane at = m->num[plan->value[0]];
    for (int k = 0; k < plan->n; k++) {
        const Lane *date = &m->num[plan->date[k]], *value = &m->num[plan->value[k]];
        bool last = k + 1 == plan->n || plan->kind == PATH_STEPS;
        const Lane *next = last ? date : &m->num[plan->date[k + 1]];
        const Lane *high = last ? value : &m->num[plan->value[k + 1]];
        EACH_PACK(p) {
            Pack t = when->p[p];
            Mask on = pack_le(date->p[p], t);
            Mask slopes = mask_and(on, pack_lt(t, next->p[p]));
            Pack width = pack_select(slopes, next->p[p] - date->p[p], pack_set(1));
            Pack rise = (high->p[p] - value->p[p]) * ((t - date->p[p]) / width);
            Pack x = value->p[p] + pack_where(slopes, rise);
            at.p[p] = pack_select(on, x, at.p[p]);
        }
    }
    *out = at;
}

static void paths_read(Market *m) {
    int first = m->s->n_slots;
    Lane now;
    EACH_PACK(p) now.p[p] = pack_set(m->t);
    for (int i = 0; i < m->s->n_paths; i++) {
        Lane *out = &m->num[first + i];
        if (m->numbers_moved) path_restart(m, i);
        if (m->s->paths[i].kind == PATH_GROW)
            path_grow(m, i, out);
        else if (m->paths[i].fixed)
            path_fixed(m, i, out);
        else {
            path_masked(m, &m->s->paths[i], &now, out);
            m->paths[i].moved = true;
        }
    }
}

// The part of the step in which the instrument acts.
static void active_read(Market *m, int i) {
    Active *a = &m->actives[i];
    Lane *phi = &m->phi[i];
    const Lane *from = &m->num[a->from], *to = &m->num[a->to];
    double end = m->t_next;
    if (a->fixed) {
        double f = fmin(to->p[0][0], end) - fmax(from->p[0][0], m->t);
        bool whole = from->p[0][0] <= m->t && to->p[0][0] >= end; // exactly 1 in every step
        f = whole ? 1 : fmin(1, fmax(0, f) / m->dt);
        a->moved = m->numbers_moved || f != a->phi;
        a->phi = f;
        if (a->moved)
            EACH_PACK(p) phi->p[p] = pack_set(f);
        return;
    }
    Mask moved = mask_none();
    EACH_PACK(p) {
        Pack f = pack_min(pack_set(end), to->p[p]) - pack_max(pack_set(m->t), from->p[p]);
        Mask whole =
            mask_and(pack_le(from->p[p], pack_set(m->t)), pack_le(pack_set(end), to->p[p]));
        f = pack_select(whole, pack_set(1), pack_min(pack_set(1), pack_plus(f) / m->dt));
        moved = mask_or(moved, mask_not(pack_eq(f, phi->p[p])));
        phi->p[p] = f;
    }
    a->moved = m->numbers_moved || mask_any(moved);
}

// A number at other times than the step's start: a path is read at `when` of each lane.
void path_ahead(const Market *m, Num n, const Lane *when, Lane *restrict out) {
    *out = m->num[n];
    if (n < m->s->n_slots) return;
    const PathPlan *plan = &m->s->paths[n - m->s->n_slots];
    if (plan->kind == PATH_GROW)
        EACH_PACK(p) {
            Pack base = pack_plus(1 + m->num[plan->date[0]].p[p]);
            Pack growth = pack_min(pack_pow(base, when->p[p]), pack_set(1e30));
            out->p[p] = m->num[plan->value[0]].p[p] * growth;
        }
    else
        path_masked(m, plan, when, out);
}

static void moved_read(Market *m) {
    int first_levy = active_levy(m, 0), first_lease = active_lease(m, 0);
    m->prices_moved = m->numbers_moved || m->has_own_prices;
    m->access_moved = m->numbers_moved;
    bool quiet = m->actives_fixed && !m->numbers_moved && !m->actives_move[m->step];
    for (int i = 0; i < m->n_actives && !quiet; i++) {
        active_read(m, i);
        if (i < first_levy)
            m->access_moved |= m->actives[i].moved;
        else if (i < first_lease)
            m->prices_moved |= m->actives[i].moved;
    }
    for (int i = 0; i < m->price_paths.n; i++)
        m->prices_moved |= m->paths[m->price_paths.at[i]].moved;
}

static void numbers_read(Market *m) {
    tape_lanes(m->s->tape, m->lanes, m->lane_inputs, m->regs, m->num);
    clamp_nums(m, false);
}

void levers_start(Market *m, int lanes, const double *const inputs[]) {
    size_t n = (size_t)m->s->n_inputs;
    m->lanes = lanes;
    for (int lane = 0; lane < lanes; lane++) {
        m->lane_inputs[lane] = inputs[lane];
        if (!levers_may_move(m)) continue;
        memcpy(m->inputs + (size_t)lane * n, inputs[lane], sizeof(double) * n);
        memcpy(m->own_inputs + (size_t)lane * n, inputs[lane], sizeof(double) * n);
        m->lane_inputs[lane] = m->inputs + (size_t)lane * n;
    }
    numbers_read(m);
    shocks_start(m);
}

bool levers_move(Market *m) {
    bool moved = m->has_shocks && shocks_move(m), ruled = false;
    if (m->o.hook && !rules_run(m, &ruled)) return false;
    moved |= ruled;
    if (moved) numbers_read(m);
    m->numbers_moved = moved || m->step == 0;
    paths_read(m);
    moved_read(m);
    return true;
}
