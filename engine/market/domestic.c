#include "market/limits.h"
#include "market/walk.h"

// Step 7: buyers under a bundling buy domestic chips first. They plan all chips best first: an
// import takes what slack unlocks already, then more with its need of the best domestic chip d.
// What the plan needs of d is wished for, then domestic chips for the demand the plan leaves.

LANE_FN bool affordable(const Market *m, int buyer) {
    return m->s->buyers[buyer].plan == PLAN_AFFORDABLE;
}

LANE_FN void only_in_stock(const Market *m, int chip, Lane *restrict x) {
    EACH_PACK(p) x->p[p] = pack_where(pack_lt(pack_set(0), m->stock[chip].p[p]), x->p[p]);
}

// A domestic chip takes its rest.
LANE_FN void limit_domestic(const Market *m, const Use *u, bool pays, Lane *restrict x) {
    const Lane *rest = u->desk_rest, *money = m->desk_money;
    const Lane *inv_v = u->inv_v, *inv_pay = u->inv_pay;
    if (pays)
        EACH_PACK(p) x->p[p] = pack_min(rest->p[p] * inv_v->p[p], money->p[p] * inv_pay->p[p]);
    else
        EACH_PACK(p) x->p[p] = rest->p[p] * inv_v->p[p];
    EACH_PACK(p) x->p[p] = pack_plus(x->p[p]);
}

// Part 0 of an import is what slack unlocks already, part 1 comes with its need of d.
LANE_FN void limit_import(const Market *m, int use, int part, Lane *restrict x) {
    const Use *u = &m->uses[use];
    const Pair *pair = &m->pairs[u->pair];
    const Lane *inv_v = part ? &m->inv_plan_v[use] : u->inv_v;
    const Lane *inv_pay = part ? &m->inv_plan_pay[u->pair] : u->inv_pay;
    const Lane *rest = u->desk_rest, *planned = &m->plan_use[use];
    EACH_PACK(p) x->p[p] = rest->p[p] * inv_v->p[p];
    if (affordable(m, u->buyer))
        EACH_PACK(p) x->p[p] = pack_min(x->p[p], m->desk_money->p[p] * inv_pay->p[p]);
    room_limit(m, pair, part ? planned : NULL, x);
    if (!part) slack_limit(m, pair, pair->ties.n, m->desk_slack, x);
    if (pair->held)
        EACH_PACK(p) x->p[p] = pack_min(x->p[p], m->allowed[use].p[p] - planned->p[p]);
    EACH_PACK(p) x->p[p] = pack_plus(x->p[p]);
}

LANE_FN void plan_limit(const Market *m, int use, int part, Lane *restrict x) {
    const Use *u = &m->uses[use];
    bool pays = affordable(m, u->buyer);
    if (m->pairs[u->pair].import)
        limit_import(m, use, part, x);
    else
        limit_domestic(m, u, pays, x);
    designed_limit(m, u->chip, x);
    if (pays || m->round || m->s->chips[u->chip].grey) only_in_stock(m, u->chip, x);
}

LANE_FN void take_domestic(Market *m, const Use *u, bool pays, bool last,
                           const Lane *restrict x) {
    if (last) return;
    Lane *rest = u->desk_rest, *money = m->desk_money;
    const Lane *v = u->v, *pay = u->pay;
    EACH_PACK(p) rest->p[p] -= v->p[p] * x->p[p];
    if (pays)
        EACH_PACK(p) money->p[p] -= pay->p[p] * x->p[p];
}

LANE_FN void take_import(Market *m, int use, int part, bool last, const Lane *restrict x) {
    const Use *u = &m->uses[use];
    const Pair *pair = &m->pairs[u->pair];
    Lane *rest = u->desk_rest, *money = m->desk_money;
    Lane *planned = &m->plan_use[use], *served = &m->need_for[u->workload];
    const Lane *v = u->v, *pay = u->pay, *n = &m->needs[u->pair];
    const Lane *d_v = &m->d_v[u->wanted], *d_pay = &m->d_pay[u->buyer];
    bool pays = affordable(m, u->buyer);
    EACH_PACK(p) planned->p[p] += x->p[p];
    if (!last)
        EACH_PACK(p) {
            Pack with = n->p[p] * x->p[p], gives = v->p[p] * x->p[p];
            rest->p[p] -= part ? gives + with * d_v->p[p] : gives;
        }
    if (pays && !last)
        EACH_PACK(p) {
            Pack with = n->p[p] * x->p[p], costs = pay->p[p] * x->p[p];
            money->p[p] -= part ? costs + with * d_pay->p[p] : costs;
        }
    if (part && m->W > 1)
        EACH_PACK(p) served->p[p] += n->p[p] * x->p[p];
    if (pair->takes) gates_take(m, u->pair, x);
    slack_use(m, pair, m->desk_slack, x);
}

LANE_FN void plan_take(Market *m, int use, int part, bool last, const Lane *restrict x) {
    const Use *u = &m->uses[use];
    if (m->pairs[u->pair].import)
        take_import(m, use, part, last, x);
    else
        take_domestic(m, u, affordable(m, u->buyer), last, x);
}

// Slack at hand comes from captive chips, a window, an earlier round. Without any of these part 0
// is 0; without a bundling on it part 1 is.
LANE_FN bool plan_passes_over(const Market *m, int use, int part) {
    const Use *u = &m->uses[use];
    const Pair *pair = &m->pairs[u->pair];
    if (!pair->import) return part == 1;
    if (pair->held == HELD_WHOLLY) return true;
    bool slack = m->round > 0 || m->slack_at_hand[u->buyer] || !pair->ties.n;
    return part ? !pair->ties.n : !slack;
}

// All chips best first. Domestic chips after the last import hold back nothing.
static void plan_all(Market *m, int b) {
    const Menu *menu = &m->menu[b];
    int end = menu->n;
    desk_rest_set(m, b);
    if (affordable(m, b)) desk_money_set(m, b);
    desk_slack_set(m, b);
    for (int w = 0; w < m->W && m->W > 1; w++) lane_zero(&m->need_for[w]);
    for (int k = 0; k < menu->n; k++)
        if (m->pairs[m->uses[menu->use[k]].pair].import) lane_zero(&m->plan_use[menu->use[k]]);
    while (menu->agreed && end && !m->pairs[m->uses[menu->order[end - 1]].pair].import) end--;
    static const Walk PLAN = {2, plan_passes_over, plan_limit, plan_take};
    menu_walk(m, menu, &PLAN, b, end);
}

// The need of d in the workloads of the imports that cause it, as far as d serves them.
static const Lane *need_share(const Market *m, int use, Lane *restrict share) {
    const Use *u = &m->uses[use];
    const Ids *uses = &m->pairs[u->pair].uses;
    if (uses->n == 1) return num(m, plan_or(m, NUM_NONE, NUM_ONE));
    Lane sum = {0};
    for (int i = 0; i < uses->n; i++)
        EACH_PACK(p) sum.p[p] += m->need_for[m->uses[uses->at[i]].workload].p[p];
    EACH_PACK(p) {
        Mask some = pack_lt(pack_set(0), sum.p[p]);
        Pack part = m->need_for[u->workload].p[p] / pack_select(some, sum.p[p], pack_set(1));
        share->p[p] = pack_select(some, part, pack_set(1.0 / uses->n));
    }
    return share;
}

// wish = min(need, money / pay_d) of d; the desk then holds what plan and need leave.
static void wish_need(Market *m, int b) {
    const Menu *menu = &m->menu[b];
    Lane need, can;
    bundling_need(m, b, m->desk_slack, &need);
    TERM(m, "domestic units needed", "units", b, -1, -1, &need);
    desk_rest_set(m, b);
    desk_money_set(m, b);
    EACH_PACK(p) {
        Pack pay = pack_max(pack_set(1e-15), m->d_pay[b].p[p]);
        can.p[p] = pack_min(need.p[p], m->desk_money->p[p] / pay);
        m->desk_money->p[p] -= need.p[p] * m->d_pay[b].p[p];
    }
    for (int k = 0; k < menu->n; k++) {
        int use = menu->use[k];
        const Use *u = &m->uses[use];
        Lane *rest = u->desk_rest;
        if (m->pairs[u->pair].import) {
            EACH_PACK(p) {
                rest->p[p] -= m->plan_use[use].p[p] * u->v->p[p];
                if (affordable(m, b))
                    m->desk_money->p[p] -= m->plan_use[use].p[p] * u->pay->p[p];
            }
            continue;
        }
        Lane own;
        const Lane *share = need_share(m, use, &own), *partner = &m->partner[u->pair];
        Lane *wish = u->wish;
        const Lane *v = u->v;
        EACH_PACK(p) {
            Pack part = partner->p[p] * share->p[p];
            wish->p[p] = can.p[p] * part;
            rest->p[p] -= need.p[p] * part * v->p[p];
        }
    }
}

LANE_FN void rest_limit(const Market *m, int use, int part, Lane *restrict x) {
    (void)part;
    limit_domestic(m, &m->uses[use], true, x);
    if (m->s->chips[m->uses[use].chip].grey) only_in_stock(m, m->uses[use].chip, x);
}

LANE_FN void rest_take(Market *m, int use, int part, bool last, const Lane *restrict x) {
    (void)part;
    Lane *wish = m->uses[use].wish;
    EACH_PACK(p) wish->p[p] += x->p[p];
    take_domestic(m, &m->uses[use], true, last, x);
}

LANE_FN bool is_import(const Market *m, int use, int part) {
    (void)part;
    return m->pairs[m->uses[use].pair].import;
}

static void wish_leftover(Market *m, int b) {
    static const Walk REST = {1, is_import, rest_limit, rest_take};
    menu_walk(m, &m->menu[b], &REST, b, m->menu[b].n);
}

static void domestic_plan(Market *m, int b) {
    if (m->round) {
        partner_set(m, b, true);
        m->partner_moved = true;
    }
    plan_all(m, b);
}

// What the plan would draw of approvals; lanes without a bundling plan nothing.
void domestic_ask(Market *m, int b) {
    domestic_plan(m, b);
    for (int g = 0; g < m->n_grants; g++)
        if (m->grants[g].buyer == b)
            EACH_PACK(p)
                m->ask[g].p[p] =
                    pack_where(pack_lt(pack_set(0), m->bound[b].p[p]), m->ask[g].p[p]);
}

void domestic_wish(Market *m, int b) {
    const Menu *menu = &m->menu[b];
    domestic_plan(m, b);
    wish_need(m, b);
    wish_leftover(m, b);
    for (int k = 0; k < menu->n; k++) {
        const Use *u = &m->uses[menu->use[k]];
        Lane *wish = u->wish;
        if (m->pairs[u->pair].import) continue;
        EACH_PACK(p) {
            Mask open = pack_lt(pack_set(0), m->bound[b].p[p]);
            open = mask_and(open, pack_lt(pack_set(LEAST_WISH), wish->p[p]));
            if (m->round)
                open = mask_and(open, mask_and(pack_lt(pack_set(0), m->stock[u->chip].p[p]),
                                               pack_lt(pack_set(0), m->go->p[p])));
            wish->p[p] = pack_where(open, wish->p[p]);
        }
        TERM(m, "wish", "units", b, u->chip, u->workload, wish);
    }
}
