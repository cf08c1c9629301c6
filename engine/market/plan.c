#include "market/step.h"

#include <string.h>

#define LANES_OF(m, n) ARENA_NEW((m)->arena, Lane, n)

void ids_add(Market *m, Ids *ids, int id) {
    if ((ids->n & (ids->n - 1)) == 0)
        ids->at = arena_grow(m->arena, ids->at, sizeof(int) * (size_t)ids->n,
                             sizeof(int) * (size_t)(ids->n ? ids->n * 2 : 1));
    ids->at[ids->n++] = id;
}

bool plan_acts(const Instrument *i, int buyer, int chip) {
    return instrument_acts(i, buyer, chip);
}

bool plan_fixed(const Market *m, Num n, double *value) {
    const Tape *t = m->s->tape;
    if (n < 0 || n >= m->s->n_slots) return false;
    const TapeOut *o = &t->outs[n];
    if (t->ops[o->reg].op != OP_CONST) return false;
    double x = t->ops[o->reg].value;
    *value = is_off(x) ? o->neutral : o->date ? x - t->from : x;
    return true;
}

bool plan_fixed_at(const Market *m, Num n, double value) {
    double x;
    return n < 0 || (plan_fixed(m, n, &x) && x == value);
}

static bool same(const char *a, const char *b) {
    return a && b && strcmp(a, b) == 0;
}

static int authority_of(const Scenario *s, const char *by) {
    for (int a = 0; a < s->n_authorities; a++)
        if (same(s->authorities[a], by)) return a;
    return 0;
}

static void plan_active(Market *m, const Instrument *i) {
    Active *a = &m->actives[m->n_actives++];
    *a = (Active){.authority = authority_of(m->s, i->by),
                  .from = plan_or(m, i->from, NUM_ZERO),
                  .to = plan_or(m, i->to, NUM_NO_CAP)};
    double x;
    a->boxed = i->box.given;
    m->has_boxes |= a->boxed;
    a->fixed =
        (i->from < 0 || plan_fixed(m, i->from, &x)) && (i->to < 0 || plan_fixed(m, i->to, &x));
}

static void plan_actives(Market *m) {
    const Scenario *s = m->s;
    int hard = s->n_controls + s->n_approvals + s->n_levies + s->n_bundlings;
    int soft = s->n_guidelines + s->n_subsidies + s->n_leases + s->n_efficiencies;
    m->actives = ARENA_NEW(m->arena, Active, hard + soft);
    for (int i = 0; i < s->n_controls; i++) plan_active(m, &s->controls[i].i);
    for (int i = 0; i < s->n_approvals; i++) plan_active(m, &s->approvals[i].i);
    for (int i = 0; i < s->n_levies; i++) plan_active(m, &s->levies[i].i);
    for (int i = 0; i < s->n_bundlings; i++) plan_active(m, &s->bundlings[i].i);
    for (int i = 0; i < s->n_guidelines; i++) plan_active(m, &s->guidelines[i].i);
    for (int i = 0; i < s->n_subsidies; i++) plan_active(m, &s->subsidies[i].i);
    for (int i = 0; i < s->n_leases; i++) plan_active(m, &s->leases[i].i);
    for (int i = 0; i < s->n_efficiencies; i++) plan_active(m, &s->efficiencies[i].i);
}

// Pairs and uses.

static bool is_wanted(const Buyer *b, int w) {
    return (b->demand.given && b->demand.amount[w] >= 0) ||
           (b->target.given && b->target.amount[w] >= 0);
}

static bool is_controlled(const Scenario *s, int b, int c) {
    for (int i = 0; i < s->n_controls; i++)
        if (!s->controls[i].foundry && plan_acts(&s->controls[i].i, b, c)) return true;
    return false;
}

// With one workload use and pair have the same index, so that they may share memory.
static void plan_uses(Market *m, int pair) {
    Pair *p = &m->pairs[pair];
    const Buyer *b = &m->s->buyers[p->buyer];
    const Chip *c = &m->s->chips[p->chip];
    for (int w = 0; w < m->W; w++) {
        bool use = is_wanted(b, w) && c->workloads.has[w];
        if (!use && m->W > 1) continue;
        m->uses[m->n_uses] = (Use){.pair = pair,
                                   .buyer = p->buyer,
                                   .chip = p->chip,
                                   .workload = w,
                                   .served = p->chip * m->W + w,
                                   .wanted = p->buyer * m->W + w};
        if (use) ids_add(m, &p->uses, m->n_uses);
        m->n_uses++;
    }
}

static void plan_pairs(Market *m) {
    const Scenario *s = m->s;
    m->pairs = ARENA_NEW(m->arena, Pair, m->B * m->C);
    m->uses = ARENA_NEW(m->arena, Use, m->B * m->C * m->W);
    m->buyer_pairs = ARENA_NEW(m->arena, Ids, m->B);
    for (int b = 0; b < m->B; b++)
        for (int c = 0; c < m->C; c++) {
            const Chip *chip = &s->chips[c];
            if (chip->captive >= 0 && chip->captive != b) continue;
            bool home = same(chip->origin, s->buyers[b].jurisdiction);
            bool captive = chip->captive == b;
            ids_add(m, &m->buyer_pairs[b], m->n_pairs);
            m->pairs[m->n_pairs] = (Pair){.buyer = b,
                                          .chip = c,
                                          .domestic = home && !chip->grey,
                                          .captive = captive,
                                          .import = !home && !captive && !chip->grey};
            Pair *p = &m->pairs[m->n_pairs];
            p->controlled = p->import && is_controlled(s, b, c);
            m->has_captive |= captive;
            m->has_detection |= chip->grey && !plan_fixed_at(m, chip->detection, NO_CAP);
            m->has_seized |= chip->grey && !plan_fixed_at(m, chip->seized, 0);
            m->has_seized |= m->has_detection;
            plan_uses(m, m->n_pairs++);
        }
}

static void plan_menu(Market *m, Menu *menu, int buyer, bool captive, bool foreign) {
    const Ids *pairs = &m->buyer_pairs[buyer];
    menu->use = ARENA_NEW(m->arena, int, pairs->n * m->W);
    for (int i = 0; i < pairs->n; i++) {
        const Pair *p = &m->pairs[pairs->at[i]];
        if (p->captive != captive || (foreign && !p->import)) continue;
        for (int k = 0; k < p->uses.n; k++) menu->use[menu->n++] = p->uses.at[k];
    }
    menu->order = ARENA_NEW(m->arena, int, menu->n);
    menu->at = ARENA_NEW(m->arena, bool, menu->n * menu->n);
    menu->tied = ARENA_NEW(m->arena, bool, menu->n);
    menu->score = LANES_OF(m, menu->n);
    menu->rank = LANES_OF(m, menu->n);
    if (m->mixes[buyer]) menu->power = LANES_OF(m, menu->n);
}

static void plan_menus(Market *m) {
    m->captive = ARENA_NEW(m->arena, Menu, m->B);
    m->menu = ARENA_NEW(m->arena, Menu, m->B);
    m->foreign = ARENA_NEW(m->arena, Menu, m->B);
    m->mixes = ARENA_NEW(m->arena, bool, m->B);
    for (int b = 0; b < m->B; b++) {
        m->mixes[b] = !plan_fixed_at(m, m->s->buyers[b].substitution, NO_CAP);
        plan_menu(m, &m->captive[b], b, true, false);
        plan_menu(m, &m->menu[b], b, false, false);
        if (m->want.series[S_BINDING]) plan_menu(m, &m->foreign[b], b, false, true);
    }
}

// Bundlings.

static const Instrument *tie_instrument(const Market *m, const Tie *t) {
    return t->soft ? &m->s->guidelines[t->rule].i : &m->s->bundlings[t->rule].i;
}

// A rule that some import of the buyer falls under.
static void tie_add(Market *m, Tie t) {
    bool any = false;
    for (int i = 0; i < m->buyer_pairs[t.buyer].n; i++) {
        const Pair *p = &m->pairs[m->buyer_pairs[t.buyer].at[i]];
        any |= p->import && plan_acts(tie_instrument(m, &t), t.buyer, p->chip);
    }
    if (!any) return;
    t.windowed = !plan_fixed_at(m, t.window, 0);
    m->has_windows |= t.windowed;
    ids_add(m, &m->buyer_ties[t.buyer], m->n_ties);
    m->ties[m->n_ties++] = t;
}

static void plan_rules(Market *m) {
    const Scenario *s = m->s;
    m->ties = ARENA_NEW(m->arena, Tie, (s->n_bundlings + s->n_guidelines) * m->B);
    m->buyer_ties = ARENA_NEW(m->arena, Ids, m->B);
    for (int j = 0; j < s->n_bundlings; j++) {
        const Bundling *r = &s->bundlings[j];
        for (int b = 0; b < m->B && !plan_fixed_at(m, r->ratio, 0); b++)
            tie_add(m, (Tie){j, b, r->basis, .value = r->value, .window = r->window});
    }
    for (int j = 0; j < s->n_guidelines; j++) {
        const Guideline *r = &s->guidelines[j];
        bool idle = plan_fixed_at(m, r->share, 0) ||
                    (r->compliance >= 0 && plan_fixed_at(m, r->compliance, 0));
        for (int b = 0; b < m->B && !idle; b++)
            tie_add(
                m, (Tie){j, b, r->basis, .soft = true, .value = r->value, .window = r->window});
    }
}

static void plan_ties(Market *m) {
    plan_rules(m);
    for (int p = 0; p < m->n_pairs; p++) {
        Pair *x = &m->pairs[p];
        for (int i = 0; i < m->buyer_ties[x->buyer].n; i++) {
            int t = m->buyer_ties[x->buyer].at[i];
            const Instrument *r = tie_instrument(m, &m->ties[t]);
            if (!x->domestic && !(x->import && plan_acts(r, x->buyer, x->chip))) continue;
            ids_add(m, &x->ties, t);
            x->hard += !m->ties[t].soft;
        }
        x->first_hold = m->n_holds;
        m->n_holds += x->ties.n;
    }
    m->slack_at_hand = ARENA_NEW(m->arena, bool, m->B);
    for (int p = 0; p < m->n_pairs; p++)
        m->slack_at_hand[m->pairs[p].buyer] |= m->pairs[p].captive && m->pairs[p].domestic;
    for (int t = 0; t < m->n_ties; t++)
        m->slack_at_hand[m->ties[t].buyer] |= m->ties[t].windowed;
    m->has_ties = m->n_ties > 0;
}

static void chips_bid_for(Market *m, Bids *b) {
    for (int c = 0; c < m->C; c++)
        if (b->of[c].n) ids_add(m, &b->chips, c);
}

// Who bids for a chip in which part.
static void plan_bids(Market *m) {
    m->captive_bids.of = ARENA_NEW(m->arena, Ids, m->C);
    m->tied_bids.of = ARENA_NEW(m->arena, Ids, m->C);
    m->open_bids.of = ARENA_NEW(m->arena, Ids, m->C);
    m->chip_pairs = ARENA_NEW(m->arena, Ids, m->C);
    for (int p = 0; p < m->n_pairs; p++) {
        const Pair *x = &m->pairs[p];
        ids_add(m, &m->chip_pairs[x->chip], p);
        if (!x->uses.n) continue;
        if (x->captive)
            ids_add(m, &m->captive_bids.of[x->chip], p);
        else
            ids_add(m, &m->open_bids.of[x->chip], p);
        if (x->domestic && !x->captive && m->buyer_ties[x->buyer].n)
            ids_add(m, &m->tied_bids.of[x->chip], p);
    }
    for (int b = 0; b < m->B; b++) {
        if (m->captive[b].n) ids_add(m, &m->captive_bids.buyers, b);
        if (m->menu[b].n) ids_add(m, &m->open_bids.buyers, b);
        if (m->menu[b].n && m->buyer_ties[b].n) ids_add(m, &m->tied_bids.buyers, b);
    }
    chips_bid_for(m, &m->captive_bids);
    chips_bid_for(m, &m->tied_bids);
    chips_bid_for(m, &m->open_bids);
}

// Approvals.

static void plan_permit(Market *m, int k) {
    const Approval *a = &m->s->approvals[k];
    Permit *p = &m->permits[k];
    p->conversion = !plan_fixed_at(m, a->conversion, NO_CAP);
    p->units = p->conversion || !plan_fixed_at(m, a->units, NO_CAP);
    p->per_month = !plan_fixed_at(m, a->per_month, NO_CAP);
    p->per_buyer = !plan_fixed_at(m, a->per_buyer, NO_CAP);
    p->share = a->share_of && !plan_fixed_at(m, a->share, NO_CAP);
    p->clarity = p->conversion && !plan_fixed_at(m, a->clarity, 1);
    p->burden = p->conversion && !plan_fixed_at(m, a->burden_sensitivity, 0);
    for (int b = 0; b < m->B; b++) {
        bool any = false;
        for (int i = 0; i < m->buyer_pairs[b].n; i++) {
            const Pair *x = &m->pairs[m->buyer_pairs[b].at[i]];
            any |= x->import && x->uses.n && plan_acts(&a->i, b, x->chip);
        }
        if (!any) continue;
        ids_add(m, &p->grants, m->n_grants);
        m->grants[m->n_grants++] = (Grant){.approval = k, .buyer = b};
    }
    p->shared = p->grants.n > 1;
    p->steady = !p->units && !p->share && a->per_month < m->s->n_slots;
    p->counts = p->units || p->share || p->per_buyer;
    m->has_shared |= p->shared;
    m->has_share_of |= p->share;
    m->has_counts |= p->counts;
}

// One buyer, one chip, one workload, no cap for each buyer.
static bool is_direct(const Market *m, int grant) {
    const Permit *p = &m->permits[m->grants[grant].approval];
    const Instrument *i = &m->s->approvals[m->grants[grant].approval].i;
    int buyer = m->grants[grant].buyer, uses = 0;
    for (int k = 0; k < m->buyer_pairs[buyer].n; k++) {
        const Pair *x = &m->pairs[m->buyer_pairs[buyer].at[k]];
        if (x->import && plan_acts(i, buyer, x->chip)) uses += x->uses.n;
    }
    return uses == 1 && !p->shared && !p->per_buyer;
}

static void plan_gate(Market *m, int pair, int authority) {
    Pair *x = &m->pairs[pair];
    Gate gate = {.pair = pair, .authority = authority, .first_draw = m->n_draws};
    for (int g = 0; g < m->n_grants; g++) {
        const Instrument *i = &m->s->approvals[m->grants[g].approval].i;
        if (m->grants[g].buyer == x->buyer && plan_acts(i, x->buyer, x->chip) &&
            authority_of(m->s, i->by) == authority)
            ids_add(m, &gate.grants, g);
    }
    if (!gate.grants.n) return;
    m->n_draws += gate.grants.n;
    gate.direct = gate.grants.n == 1 && is_direct(m, gate.grants.at[0]);
    x->takes |= !gate.direct;
    m->has_offers |= !gate.direct;
    if (gate.direct) m->grants[gate.grants.at[0]].direct = true;
    m->has_joint_gates |= gate.grants.n > 1;
    ids_add(m, &x->gates, m->n_gates);
    m->gates[m->n_gates++] = gate;
}

static void plan_approvals(Market *m) {
    const Scenario *s = m->s;
    m->permits = ARENA_NEW(m->arena, Permit, s->n_approvals);
    m->grants = ARENA_NEW(m->arena, Grant, s->n_approvals * m->B);
    for (int k = 0; k < s->n_approvals; k++) plan_permit(m, k);
    m->gates = ARENA_NEW(m->arena, Gate, m->n_pairs * s->n_authorities);
    for (int p = 0; p < m->n_pairs; p++)
        for (int a = 0; a < s->n_authorities && m->pairs[p].import; a++) plan_gate(m, p, a);
    m->has_gates = m->n_gates > 0;
}

static void plan_rentals(Market *m) {
    const Scenario *s = m->s;
    m->rentals = ARENA_NEW(m->arena, Rental, s->n_leases * m->B * m->W);
    m->buyer_rentals = ARENA_NEW(m->arena, Ids, m->B);
    for (int l = 0; l < s->n_leases; l++)
        for (int b = 0; b < m->B; b++)
            for (int w = 0; w < m->W; w++) {
                const Lease *x = &s->leases[l];
                if (!x->i.buyers.has[b] || !x->workloads.has[w] || !is_wanted(&s->buyers[b], w))
                    continue;
                ids_add(m, &m->buyer_rentals[b], m->n_rentals);
                m->rentals[m->n_rentals++] = (Rental){l, b, w, b * m->W + w};
            }
    m->has_leases = m->n_rentals > 0;
    m->has_efficiency = s->n_efficiencies > 0;
    m->has_opex = m->has_leases;
    for (int b = 0; b < m->B; b++) m->has_opex |= s->buyers[b].opex.n > 0;
}

static void plan_acts_on(Market *m, int active, const Instrument *i, bool imports) {
    for (int p = 0; p < m->n_pairs; p++) {
        const Pair *x = &m->pairs[p];
        m->acts[active * m->n_pairs + p] =
            imports && x->import && plan_acts(i, x->buyer, x->chip);
    }
}

static void plan_reach(Market *m) {
    const Scenario *s = m->s;
    m->acts = ARENA_NEW(m->arena, bool, m->n_actives * m->n_pairs);
    for (int i = 0; i < s->n_controls; i++)
        plan_acts_on(m, active_control(m, i), &s->controls[i].i, !s->controls[i].foundry);
    for (int k = 0; k < s->n_approvals; k++)
        plan_acts_on(m, active_approval(m, k), &s->approvals[k].i, true);
}

static void due_add(Market *m, Due d) {
    ids_add(m, &m->pairs[d.pair].dues, m->n_dues);
    m->dues[m->n_dues++] = d;
}

// Subsidies act on domestic and captive chips too.
static void pair_subsidies(Market *m, int p) {
    const Scenario *s = m->s;
    for (int l = 0; l < s->n_subsidies; l++) {
        const Subsidy *x = &s->subsidies[l];
        if (plan_fixed_at(m, x->rate, 0) ||
            !plan_acts(&x->i, m->pairs[p].buyer, m->pairs[p].chip))
            continue;
        due_add(m, (Due){l, p, authority_of(s, x->i.by), true});
        m->has_subsidies = true;
    }
}

static void plan_dues(Market *m) {
    const Scenario *s = m->s;
    m->dues = ARENA_NEW(m->arena, Due, m->n_pairs * (s->n_levies + s->n_subsidies));
    for (int p = 0; p < m->n_pairs; p++) {
        for (int l = 0; l < s->n_levies; l++) {
            const Levy *levy = &s->levies[l];
            if (m->pairs[p].domestic || plan_fixed_at(m, levy->rate, 0) ||
                !plan_acts(&levy->i, m->pairs[p].buyer, m->pairs[p].chip))
                continue;
            due_add(m, (Due){l, p, authority_of(s, levy->i.by), false});
        }
        pair_subsidies(m, p);
    }
}

// Resources.

static void plan_drain(Market *m, Drain d) {
    ids_add(m, &m->maker_drains[d.maker], m->n_drains);
    ids_add(m, &m->resource_drains[d.resource], m->n_drains);
    m->drains[m->n_drains++] = d;
}

static void plan_uses_of(Market *m, int maker, const ResourceNums *uses) {
    for (int r = 0; r < m->s->n_resources && uses->given; r++)
        if (uses->amount[r] >= 0)
            plan_drain(m, (Drain){.maker = maker, .resource = r, .amount = uses->amount[r]});
}

static void plan_resources(Market *m) {
    const Scenario *s = m->s;
    int makers = s->n_lines + s->n_tapeouts;
    m->drains = ARENA_NEW(m->arena, Drain, makers * (s->n_resources + 1));
    m->maker_drains = ARENA_NEW(m->arena, Ids, makers);
    m->resource_drains = ARENA_NEW(m->arena, Ids, s->n_resources);
    m->maker_chip = ARENA_NEW(m->arena, int, makers);
    m->learns_yield = ARENA_NEW(m->arena, bool, s->n_lines);
    for (int i = 0; i < s->n_lines; i++) {
        const Line *line = &s->lines[i];
        plan_uses_of(m, i, &line->uses);
        m->maker_chip[i] = line->chip;
        if (line->node < 0) continue;
        plan_drain(m, (Drain){.maker = i, .resource = line->node, .wafers = true});
        m->has_wafers = true;
        m->learns_yield[i] = !plan_fixed_at(m, line->defect_learning, NO_CAP);
        m->has_yield_learning |= m->learns_yield[i];
    }
    for (int i = 0; i < s->n_tapeouts; i++) {
        plan_uses_of(m, s->n_lines + i, &s->tapeouts[i].uses);
        m->maker_chip[s->n_lines + i] = s->tapeouts[i].chip;
    }
    m->has_resources = m->n_drains > 0;
}

static void plan_sellers(Market *m) {
    const Scenario *s = m->s;
    m->chip_seller = ARENA_NEW(m->arena, int, m->C);
    for (int c = 0; c < m->C; c++)
        for (int i = 0; i < s->n_sellers; i++)
            if (strcmp(s->sellers[i], s->chips[c].seller) == 0) m->chip_seller[c] = i;
}

Market *plan_new(const Scenario *s, const MarketOptions *o) {
    Arena *arena = arena_new();
    Market *m = ARENA_NEW(arena, Market, 1);
    m->s = s;
    m->o = *o;
    m->want = o->hook ? want_all() : *o->want;
    m->arena = arena;
    m->B = s->n_buyers, m->C = s->n_chips, m->W = s->n_workloads;
    m->dt = step_months(s->calendar.step);
    plan_actives(m);
    plan_pairs(m);
    plan_menus(m);
    plan_ties(m);
    plan_bids(m);
    plan_approvals(m);
    plan_dues(m);
    plan_rentals(m);
    plan_reach(m);
    plan_sellers(m);
    plan_resources(m);
    plan_facts(m);
    plan_times(m);
    memory_new(m);
    levers_plan(m);
    for (int b = 0; b < m->B; b++) m->has_fx[b] = rate_of(m, s->buyers[b].currency) != NULL;
    record_plan(m);
    return m;
}

void plan_free(Market *m) {
    if (!m) return;
    series_free(m->shape);
    arena_free(m->arena);
}
