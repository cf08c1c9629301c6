#include "market/step.h"

// Each recorded column points at the lane that has its value at the end of a step: state where
// the market keeps it, else a cell that record_cells computes for the series asked for.

static const Lane *cell(Market *m, const Column *c, int i) {
    if (!m->cells[c->id])
        m->cells[c->id] =
            ARENA_NEW(m->arena, Lane, m->shape->first[c->id + 1] - m->shape->first[c->id]);
    return &m->cells[c->id][i];
}

static int pair_of(const Market *m, int buyer, int chip) {
    for (int i = 0; i < m->buyer_pairs[buyer].n; i++)
        if (m->pairs[m->buyer_pairs[buyer].at[i]].chip == chip)
            return m->buyer_pairs[buyer].at[i];
    return -1;
}

// The lane of a series kept by pairs; NULL for the others.
static const Lane *by_pair(Market *m, SeriesId id) {
    bool one = m->W == 1; // then uses are pairs
    switch (id) {
    case S_WISHED:
        return m->wished;
    case S_CLAIMED:
        return m->claimed;
    case S_BOUGHT:
        return m->bought;
    case S_DELIVERED:
        return one ? m->delivered : NULL;
    case S_IN_TRANSIT:
        return one ? m->in_transit : NULL;
    case S_INSTALLED:
        return one ? m->installed : NULL;
    case S_PRICE:
        return m->pay;
    case S_EFFECTIVE_PRICE:
        return m->effective;
    case S_CAPEX:
        return m->capex;
    case S_SPEND:
        return m->has_nre || m->has_leases ? NULL : m->capex;
    case S_CAP_LEFT:
        return m->cap_left;
    case S_INTEREST:
        return m->interest;
    case S_SEIZED:
        return one && m->has_seized ? m->seized : NULL;
    default:
        return NULL;
    }
}

static const Lane *source_of(Market *m, const Column *c, int i) {
    SeriesKind kind = SERIES[c->id].kind;
    if (SERIES[c->id].by == (BY_BUYER | BY_CHIP)) {
        int pair = pair_of(m, c->party, c->chip);
        if (c->chip < 0 && m->has_leases) return &m->opex[c->party];
        bool none = kind == SERIES_PRICE || kind == SERIES_SHARE || c->id == S_CAP_LEFT;
        if (c->id == S_SEIZED && !m->has_seized) pair = -1;
        if (pair < 0) return none ? &m->no_value : &m->num[plan_or(m, NUM_NONE, NUM_ZERO)];
        const Lane *lanes = by_pair(m, c->id);
        if (lanes) return &lanes[pair];
    }
    switch (c->id) {
    case S_UNMET:
        return &m->unmet[c->party * m->W + c->workload];
    case S_LOST:
        if (!m->has_unmet_carry) return &m->unmet[c->party * m->W + c->workload];
        break;
    case S_INVENTORY:
        return &m->stock[c->chip];
    case S_MADE:
        return &m->made[c->chip];
    case S_NRE:
        if (m->has_nre) return &m->nre[c->party * m->C + c->chip];
        break;
    case S_UNCONVERTED:
        return &m->unconverted[c->party];
    case S_BUDGET_LEFT:
        return m->has_fx[c->party] ? &m->money[c->party] : &m->cash[c->party];
    case S_BUDGET_LAPSED:
        return &m->lapsed[c->party];
    case S_OPEX:
        if (m->has_leases) return &m->opex[c->party];
        break;
    case S_CAPEX_TO_LEASES:
        if (m->has_leases) return &m->capex_to_leases[c->party];
        break;
    case S_OPEX_LEFT:
        if (m->has_opex) return &m->opex_money[c->party];
        break;
    case S_OPEX_LAPSED:
        if (m->has_opex) return &m->opex_lapsed[c->party];
        break;
    case S_BINDING:
        return &m->binding[c->party];
    default:
        break;
    }
    return cell(m, c, i);
}

void record_plan(Market *m) {
    m->shape = series_new(m->s, &m->want, m->o.hook ? LANES : 0);
    int n = m->shape->n_columns;
    m->keeps_levels = m->want.totals_only && !m->o.hook;
    Lane *totals = ARENA_NEW(m->arena, Lane, m->keeps_levels ? n : 0);
    m->tracks = ARENA_NEW(m->arena, Track, n);
    m->sums = ARENA_NEW(m->arena, Sum, n);
    for (int i = 0; i < n; i++) {
        const Column *c = &m->shape->columns[i];
        Track *t = &m->tracks[i];
        *t = (Track){source_of(m, c, i - m->shape->first[c->id]),
                     SERIES[c->id].kind == SERIES_FLOW, m->keeps_levels ? &totals[i] : NULL};
        bool zero = t->from == &m->num[plan_or(m, NUM_NONE, NUM_ZERO)];
        if (t->sums && !zero) m->sums[m->n_sums++] = (Sum){t->from, t->total};
    }
    if (m->want.series[S_BUFFER] || m->want.series[S_BUFFER_CUMULATIVE]) {
        m->buffer_paid = ARENA_NEW(m->arena, Lane, m->B);
        m->buffer_least = ARENA_NEW(m->arena, Lane, m->B);
    }
}

void record_start(Market *m, Series *out, int first_run) {
    buffer_start(m);
    m->out = out;
    m->first_run = first_run;
    for (int i = 0; i < m->shape->n_columns && m->keeps_levels; i++)
        lane_zero(m->tracks[i].total);
    for (int c = 0; c < m->C; c++) {
        lane_zero(&m->written[c]);
        lane_zero(&m->saleable[c]);
    }
}

// Cells.

static Lane *cells_of(const Market *m, SeriesId id) {
    return m->want.series[id] ? m->cells[id] : NULL;
}

static void pair_cells(Market *m, int pair) {
    const Pair *x = &m->pairs[pair];
    int at = x->buyer * m->C + x->chip;
    Lane *tax = cells_of(m, S_BUNDLE_TAX), *fill = cells_of(m, S_FILL_RATE);
    Lane *spend = cells_of(m, S_SPEND), *phantom = cells_of(m, S_PHANTOM);
    if (tax) {
        const Lane *list = list_price(m, pair);
        EACH_PACK(p)
            tax[at].p[p] = m->bundling_cost[pair].p[p] / pack_max(pack_set(1e-15), list->p[p]);
    }
    if (fill)
        EACH_PACK(p) {
            Pack wished = m->wished[pair].p[p];
            Mask some = pack_lt(pack_set(0), wished);
            Pack share = m->bought[pair].p[p] / pack_select(some, wished, pack_set(1));
            fill[at].p[p] = pack_select(some, share, pack_set(NAN));
        }
    if (phantom)
        EACH_PACK(p) {
            Pack beyond = m->claimed[pair].p[p] - m->wished[pair].p[p];
            phantom[at].p[p] = pack_plus(beyond);
        }
    if (spend) {
        Lane *own = &spend[x->buyer * (m->C + (m->s->n_leases > 0)) + x->chip];
        EACH_PACK(p) own->p[p] = m->capex[pair].p[p] + m->nre[at].p[p];
    }
}

// Series kept by use, summed over workloads; those kept by workload, summed over chips.
static void use_cells(Market *m) {
    const SeriesId ids[] = {S_DELIVERED, S_IN_TRANSIT, S_INSTALLED, S_SEIZED};
    const Lane *from[] = {m->delivered, m->in_transit, m->installed, m->seized};
    for (int k = 0; k < 4; k++) {
        Lane *out = cells_of(m, ids[k]);
        if (!out) continue;
        for (int i = 0; i < m->B * m->C; i++) lane_zero(&out[i]);
        for (int u = 0; u < m->n_uses; u++) {
            Lane *x = &out[m->uses[u].buyer * m->C + m->uses[u].chip];
            EACH_PACK(p) x->p[p] += from[k][u].p[p];
        }
    }
}

// Compute and memory bandwidth of the chips in service; either may be NULL.
static void add_installed(Market *m, Lane *compute, Lane *bandwidth, bool captive,
                          bool others) {
    for (int i = 0; i < m->B * m->W; i++) {
        if (compute) lane_zero(&compute[i]);
        if (bandwidth) lane_zero(&bandwidth[i]);
    }
    for (int i = 0; i < m->n_uses && (compute || bandwidth); i++) {
        const Use *u = &m->uses[i];
        if (!(m->pairs[u->pair].captive ? captive : others)) continue;
        const Lane *have = &m->installed[i];
        const Lane *each = num(m, plan_or(m, m->s->chips[u->chip].bandwidth, NUM_ZERO));
        if (compute)
            EACH_PACK(p) compute[u->wanted].p[p] += m->v[u->served].p[p] * have->p[p];
        if (bandwidth)
            EACH_PACK(p) bandwidth[u->wanted].p[p] += each->p[p] * have->p[p];
    }
}

// A compute unit under lease has the memory bandwidth of the chip that it is measured in.
static void add_leased(Market *m, Lane *compute, Lane *bandwidth) {
    const Lane *unit = num(m, plan_or(m, m->s->reference_bandwidth, NUM_ZERO));
    for (int i = 0; i < m->B * m->W && (compute || bandwidth); i++) {
        Lane worth;
        leased_worth(m, i / m->W, i % m->W, &worth);
        if (compute)
            EACH_PACK(p) compute[i].p[p] += worth.p[p];
        if (bandwidth)
            EACH_PACK(p) bandwidth[i].p[p] += unit->p[p] * worth.p[p];
    }
}

static void workload_cells(Market *m) {
    Lane *all = cells_of(m, S_COMPUTE), *wide = cells_of(m, S_BANDWIDTH);
    Lane *leased = cells_of(m, S_COMPUTE_LEASED), *effective = cells_of(m, S_EFFECTIVE_COMPUTE);
    add_installed(m, all, wide, true, true);
    add_installed(m, effective, NULL, true, true);
    add_installed(m, cells_of(m, S_COMPUTE_OWNED), cells_of(m, S_BANDWIDTH_OWNED), false, true);
    add_installed(m, cells_of(m, S_COMPUTE_CAPTIVE), cells_of(m, S_BANDWIDTH_CAPTIVE), true,
                  false);
    if (m->has_leases) {
        add_installed(m, leased, cells_of(m, S_BANDWIDTH_LEASED), false, false);
        add_leased(m, all, wide);
        add_leased(m, effective, NULL);
        add_leased(m, leased, cells_of(m, S_BANDWIDTH_LEASED));
    }
    if (effective) effective_compute(m, effective);
}

static void levy_cells(Market *m) {
    Lane *levy = cells_of(m, S_LEVY), *tariff = cells_of(m, S_TARIFF);
    Lane *subsidy = cells_of(m, S_SUBSIDY);
    for (int a = 0; a < m->s->n_authorities; a++) {
        if (levy) lane_zero(&levy[a]);
        if (tariff) lane_zero(&tariff[a]);
        if (subsidy) lane_zero(&subsidy[a]);
    }
    for (int d = 0; d < m->n_dues; d++) {
        bool given = m->dues[d].subsidy;
        Lane *out = given ? subsidy : m->s->levies[m->dues[d].levy].duty ? tariff : levy;
        if (!out) continue;
        const Lane *levied = &m->levied[d];
        out += m->dues[d].authority;
        if (given)
            EACH_PACK(p) out->p[p] -= levied->p[p];
        else
            EACH_PACK(p) out->p[p] += levied->p[p];
    }
}

static void seller_cells(Market *m) {
    Lane *net = cells_of(m, S_SELLER_NET), *lost = cells_of(m, S_WRITE_DOWN);
    for (int i = 0; i < m->s->n_sellers; i++) {
        if (net) lane_zero(&net[i]);
        if (lost) lane_zero(&lost[i]);
    }
    for (int pair = 0; pair < m->n_pairs && net; pair++) {
        const Pair *x = &m->pairs[pair];
        Lane *out = &net[m->chip_seller[x->chip]];
        const Lane *paid = m->has_deposits ? &m->paid[pair] : &m->capex[pair];
        EACH_PACK(p) out->p[p] += paid->p[p];
        for (int i = 0; i < x->dues.n; i++)
            EACH_PACK(p) out->p[p] -= m->levied[x->dues.at[i]].p[p];
    }
    if (!lost) return;
    write_down(m);
    for (int c = 0; c < m->C; c++)
        EACH_PACK(p) lost[m->chip_seller[c]].p[p] += m->write_down[c].p[p];
}

// Released: the units of the approval, or without units what it lets in per month.
static void approval_cells(Market *m) {
    Lane *out = cells_of(m, S_APPROVED);
    for (int k = 0; k < m->s->n_approvals && out; k++) {
        const Lane *rate = num(m, plan_or(m, m->s->approvals[k].per_month, NUM_NO_CAP));
        const Lane *phi = &m->phi[active_approval(m, k)];
        EACH_PACK(p) {
            Pack units = m->approved[k].p[p] - m->approved_before[k].p[p];
            Mask all = pack_lt(pack_set(NO_CAP * 1e-3), m->approved[k].p[p]);
            Pack monthly = rate->p[p] * phi->p[p] * m->dt;
            if (!m->permits[k].units) all = pack_eq(monthly, monthly);
            Mask none = pack_lt(pack_set(NO_CAP * 1e-3), monthly);
            monthly = pack_select(none, pack_set(NAN), monthly);
            out[k].p[p] = pack_select(all, monthly, units);
        }
    }
}

static void lost_cells(Market *m) {
    Lane *out = cells_of(m, S_LOST);
    for (int i = 0; i < m->B * m->W && out; i++)
        EACH_PACK(p) out[i].p[p] = (1 - m->keep_unmet[i / m->W].p[p]) * m->unmet[i].p[p];
}

static void wip_cells(Market *m) {
    Lane *out = cells_of(m, S_WIP);
    if (!out) return;
    for (int c = 0; c < m->C; c++) lane_zero(&out[c]);
    for (int i = 0; i < m->s->n_lines; i++)
        if (m->s->lines[i].build == BUILD_TO_ORDER)
            EACH_PACK(p) out[m->s->lines[i].chip].p[p] += m->line_wip[i].p[p];
}

static void resource_cells(Market *m) {
    Lane *out = cells_of(m, S_RESOURCE_USE);
    for (int r = 0; r < m->s->n_resources && out; r++) {
        const Lane *have = num(m, m->s->resources[r].capacity);
        EACH_PACK(p) {
            Pack all = have->p[p] * m->dt;
            Mask some = pack_lt(pack_set(0), all);
            Pack share = m->used[r].p[p] / pack_select(some, all, pack_set(1));
            out[r].p[p] = pack_select(some, share, pack_set(NAN));
        }
    }
}

// Domestic chips in what a buyer buys: by spend, units or throughput.
static void share_cells(Market *m, SeriesId id) {
    Lane *out = cells_of(m, id);
    for (int b = 0; b < m->B && out; b++) {
        Lane all = {0}, own = {0};
        for (int i = 0; i < m->buyer_pairs[b].n; i++) {
            int pair = m->buyer_pairs[b].at[i];
            int by = id == S_DOMESTIC_SHARE_COMPUTE
                         ? m->s->chips[m->pairs[pair].chip].throughput
                         : plan_or(m, NUM_NONE, NUM_ONE);
            const Lane *each = num(m, by);
            const Lane *much = id == S_DOMESTIC_SHARE ? &m->capex[pair] : &m->bought[pair];
            EACH_PACK(p) {
                Pack x = each->p[p] * much->p[p];
                all.p[p] += x;
                if (m->pairs[pair].domestic) own.p[p] += x;
            }
        }
        EACH_PACK(p) {
            Mask some = pack_lt(pack_set(0), all.p[p]);
            Pack share = own.p[p] / pack_select(some, all.p[p], pack_set(1));
            out[b].p[p] = pack_select(some, share, pack_set(NAN));
        }
    }
}

// Flows are added up, so they are wanted in every step; the rest only where it is written.
static void record_cells(Market *m, bool levels) {
    const bool *want = m->want.series;
    if (m->cells[S_SPEND] || m->cells[S_PHANTOM] ||
        (levels && (m->cells[S_BUNDLE_TAX] || m->cells[S_FILL_RATE])))
        for (int p = 0; p < m->n_pairs; p++) pair_cells(m, p);
    if (m->W > 1) use_cells(m);
    if (want[S_LEVY] || want[S_TARIFF] || want[S_SUBSIDY]) levy_cells(m);
    if (want[S_SELLER_NET] || want[S_WRITE_DOWN]) seller_cells(m);
    if (want[S_APPROVED]) approval_cells(m);
    if (m->has_unmet_carry) lost_cells(m);
    if (m->buffer_paid) buffer_step(m, cells_of(m, S_BUFFER), cells_of(m, S_BUFFER_CUMULATIVE));
    if (!levels) return;
    workload_cells(m);
    if (want[S_WIP]) wip_cells(m);
    share_cells(m, S_DOMESTIC_SHARE);
    share_cells(m, S_DOMESTIC_SHARE_UNITS);
    share_cells(m, S_DOMESTIC_SHARE_COMPUTE);
    if (want[S_RESOURCE_USE]) resource_cells(m);
}

// Into the series.

static void spread(const Lane *x, int lanes, double *first, size_t stride) {
    for (int i = 0; i < lanes; i++) first[(size_t)i * stride] = lane_at(x, i);
}

static void columns_write(Market *m, Series *out, int first_run, int at) {
    size_t stride = (size_t)out->n_columns * (size_t)out->steps;
    for (int i = 0; i < out->n_columns; i++)
        spread(m->tracks[i].from, m->lanes, series_at(out, first_run, i) + at, stride);
}

void record_step(Market *m) {
    bool last = m->step + 1 == m->s->calendar.steps;
    record_cells(m, !m->keeps_levels || last);
    ledger_step(m);
    if (!m->keeps_levels) {
        columns_write(m, m->o.hook ? m->shape : m->out, m->o.hook ? 0 : m->first_run, m->step);
        return;
    }
    for (int i = 0; i < m->n_sums; i++) {
        const Lane *from = m->sums[i].from;
        Lane *total = m->sums[i].total;
        EACH_PACK(p) total->p[p] += from->p[p];
    }
    for (int i = 0; i < m->shape->n_columns && last; i++)
        if (!m->tracks[i].sums) lane_copy(m->tracks[i].total, m->tracks[i].from);
}

// From what rules looked at to what was asked for.
static void history_copy(Market *m) {
    Series *out = m->out;
    int steps = m->shape->steps;
    for (int i = 0; i < out->n_columns; i++) {
        const Column *c = &out->columns[i];
        int from = series_column(m->shape, c->id, c->party, c->chip, c->workload);
        bool sums = SERIES[c->id].kind == SERIES_FLOW;
        for (int lane = 0; lane < m->lanes; lane++) {
            const double *x = series_at(m->shape, lane, from);
            double *y = series_at(out, m->first_run + lane, i), total = 0;
            for (int k = 0; k < steps; k++) {
                total = sums ? total + x[k] : x[k];
                if (!out->totals_only) y[k] = x[k];
            }
            if (out->totals_only) *y = total;
        }
    }
}

void record_end(Market *m) {
    if (m->o.hook) {
        history_copy(m);
        return;
    }
    if (!m->keeps_levels) return;
    for (int i = 0; i < m->shape->n_columns; i++)
        spread(m->tracks[i].total, m->lanes, series_at(m->out, m->first_run, i),
               (size_t)m->out->n_columns);
}
