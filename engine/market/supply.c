#include "market/step.h"

#include <string.h>

// As if what is under way had been started evenly over the `lead` months before. What would be
// finished after the end stays under way.
static void pipe_fill(Market *m, int i) {
    const Line *line = &m->s->lines[i];
    const Lane *lead = num(m, plan_or(m, line->lead, NUM_ZERO)), *wip = num(m, line->wip);
    Pipe *pipe = &m->line_pipe[i];
    EACH_PACK(p) m->line_wip[i].p[p] = pack_plus(wip->p[p]);
    for (int n = 0; n < pipe->length && n < m->s->calendar.steps; n++)
        EACH_PACK(p) {
            Pack months = pack_max(pack_set(1e-9), lead->p[p]);
            Pack in_step = pack_min(pack_set(m->dt), pack_plus(months - n * m->dt));
            pipe->slot[n].p[p] = m->line_wip[i].p[p] * (in_step / months);
        }
}

void supply_start(Market *m) {
    const Scenario *s = m->s;
    for (int c = 0; c < m->C; c++) {
        lane_zero(&m->stock[c]);
        lane_zero(&m->made[c]);
        lane_zero(&m->wished_rate[c]);
    }
    for (int i = 0; i < s->n_lines; i++) {
        const Line *line = &s->lines[i];
        if (m->has_yield_learning) lane_zero(&m->wafers_started[i]);
        const Lane *inventory = num(m, plan_or(m, line->inventory, NUM_ZERO));
        EACH_PACK(p) m->stock[line->chip].p[p] += pack_plus(inventory->p[p]);
        if (line->build != BUILD_TO_ORDER) continue;
        lane_zero(&m->line_wip[i]);
        double wip;
        bool filled = !plan_fixed(m, line->wip, &wip) || wip > 0;
        lag_set(&m->line_lag[i], num(m, plan_or(m, line->lead, NUM_ZERO)), m->dt,
                s->calendar.steps, !levers_may_move(m) && !filled);
        pipe_clear(&m->line_pipe[i],
                   levers_may_move(m) ? s->calendar.steps : m->line_lag[i].high);
        if (filled) pipe_fill(m, i);
    }
}

// What controls leave of the output of a foundry: 1 - phi of the strictest. False without one.
bool foundry_held(const Market *m, const char *foundry, Lane *out) {
    bool held = false;
    for (int i = 0; foundry && i < m->s->n_controls; i++) {
        const char *named = m->s->controls[i].foundry;
        if (!named || strcmp(named, foundry) != 0) continue;
        const Lane *phi = &m->phi[active_control(m, i)];
        EACH_PACK(p) {
            Pack open = 1 - phi->p[p];
            out->p[p] = held ? pack_min(out->p[p], open) : open;
        }
        held = true;
    }
    return held;
}

// What a foundry and, of a chip that follows another, its design let a line make. False: all.
static bool line_held(const Market *m, const Line *line, Lane *out) {
    bool held = foundry_held(m, line->foundry, out);
    if (m->s->chips[line->chip].follows < 0) return held;
    const Lane *opened = &m->opened[line->chip];
    EACH_PACK(p) out->p[p] = held ? out->p[p] * opened->p[p] : opened->p[p];
    return true;
}

// The part of a line in its chip's demand and stock: its share of the capacity of the lines that
// build to order.
static void share_of_chip(const Market *m, int line, Lane *out) {
    const Scenario *s = m->s;
    Lane sum = {0};
    int n = 0;
    for (int i = 0; i < s->n_lines; i++) {
        if (s->lines[i].chip != s->lines[line].chip || s->lines[i].build != BUILD_TO_ORDER)
            continue;
        const Lane *capacity = num(m, plan_or(m, s->lines[i].capacity, NUM_ZERO));
        EACH_PACK(p) sum.p[p] += pack_plus(capacity->p[p]);
        n++;
    }
    const Lane *own = num(m, plan_or(m, s->lines[line].capacity, NUM_ZERO));
    EACH_PACK(p) {
        Mask some = pack_lt(pack_set(0), sum.p[p]);
        Pack part = pack_plus(own->p[p]) / pack_select(some, sum.p[p], pack_set(1));
        out->p[p] = n == 1 ? pack_set(1) : part;
    }
}

static void line_capacity(const Market *m, int i, Lane *out) {
    const Lane *capacity = num(m, plan_or(m, m->s->lines[i].capacity, NUM_ZERO));
    EACH_PACK(p) out->p[p] = pack_plus(capacity->p[p]);
    if (m->has_resources) resources_reach(m, i, out);
}

// starts = clamp(d + (cover d - stock + lead d - wip) / smoothing, 0, capacity) dt.
static void line_starts(Market *m, int i, Lane *starts) {
    const Line *line = &m->s->lines[i];
    const Lane *lead = num(m, plan_or(m, line->lead, NUM_ZERO));
    const Lane *cover = num(m, plan_or(m, line->cover, NUM_ONE));
    const Lane *smooth = num(m, plan_or(m, line->smoothing, NUM_ONE));
    Lane part, capacity, open, *wip = &m->line_wip[i];
    bool held = line_held(m, line, &open);
    line_capacity(m, i, &capacity);
    share_of_chip(m, i, &part);
    if (m->numbers_moved && m->step)
        lag_set(&m->line_lag[i], lead, m->dt, m->s->calendar.steps, false);
    EACH_PACK(p) {
        Pack d = m->wished_rate[line->chip].p[p] * part.p[p];
        Pack stock = m->stock[line->chip].p[p] * part.p[p];
        Pack gap = cover->p[p] * d - stock + lead->p[p] * d - wip->p[p];
        Pack rate = d + gap / pack_max(pack_set(m->dt), smooth->p[p]);
        rate = pack_min(capacity.p[p], pack_plus(rate));
        if (held) rate = rate * open.p[p];
        starts->p[p] = rate * m->dt;
    }
}

// What was started `lead` ago.
static void line_finish(Market *m, int i, const Lane *starts, Lane *out) {
    Lane *wip = &m->line_wip[i];
    EACH_PACK(p) wip->p[p] += starts->p[p];
    TERM(m, "starts", "units", -1, m->s->lines[i].chip, -1, starts);
    lag_step(&m->line_lag[i], m->step);
    *out = *pipe_pass(&m->line_pipe[i], &m->line_lag[i], m->step, starts);
    EACH_PACK(p) wip->p[p] -= out->p[p];
}

static void line_full(Market *m, int i, Lane *restrict out) {
    Lane open;
    line_capacity(m, i, out);
    EACH_PACK(p) out->p[p] *= m->dt;
    if (!line_held(m, &m->s->lines[i], &open)) return;
    EACH_PACK(p) out->p[p] *= open.p[p];
}

void supply_make(Market *m) {
    const Scenario *s = m->s;
    for (int c = 0; c < m->C; c++) lane_zero(&m->made[c]);
    if (m->has_resources) resources_set(m);
    for (int i = 0; i < s->n_lines; i++)
        if (s->lines[i].build == BUILD_TO_ORDER)
            line_starts(m, i, &m->wants[i]);
        else
            line_full(m, i, &m->wants[i]);
    if (s->n_tapeouts) tapeouts_want(m);
    if (m->has_resources) resources_share(m);
    for (int i = 0; i < s->n_lines; i++) {
        Lane *made = &m->made[s->lines[i].chip], ready;
        const Lane *out = &m->wants[i];
        if (s->lines[i].build == BUILD_TO_ORDER) {
            line_finish(m, i, out, &ready);
            out = &ready;
        }
        EACH_PACK(p) made->p[p] += out->p[p];
    }
    if (s->n_tapeouts) tapeouts_make(m);
    for (int c = 0; c < m->C; c++) {
        EACH_PACK(p) m->stock[c].p[p] += m->made[c].p[p];
        if (m->has_response) lane_copy(&m->offered[c], &m->stock[c]);
        TERM(m, "made", "units", -1, c, -1, &m->made[c]);
        TERM(m, "stock to sell", "units", -1, c, -1, &m->stock[c]);
    }
}
