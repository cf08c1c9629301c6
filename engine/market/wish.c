#include "market/limits.h"
#include "market/walk.h"

// Lanes in which the round still runs and the chip is in stock.
LANE_FN void open_only(const Market *m, int chip, Lane *restrict x) {
    const Lane *stock = &m->stock[chip];
    EACH_PACK(p) {
        Mask open = pack_lt(pack_set(0), stock->p[p]);
        x->p[p] = pack_where(open, x->p[p] * m->go->p[p]);
    }
}

// With finite sigma a pair gets its share of demand and of money. Lanes whose sigma is off keep
// "no cap". Chips without access or, in a later round, stock do not count; grey
// ones without stock never do: what resellers have is seen, not ordered.
static void mix_set(Market *m, const Menu *menu, int buyer) {
    const Lane *sigma = num(m, m->s->buyers[buyer].substitution);
    Lane all = {0};
    for (int w = 0; w < m->W; w++) lane_zero(&m->mix_sum[w]);
    for (int k = 0; k < menu->n; k++) {
        const Use *u = &m->uses[menu->use[k]];
        Lane *power = &m->mix_rest[menu->use[k]];
        *power = menu->power[k];
        if (m->round || m->s->chips[u->chip].grey)
            EACH_PACK(p)
                power->p[p] =
                    pack_where(pack_lt(pack_set(0), m->stock[u->chip].p[p]), power->p[p]);
        designed_limit(m, u->chip, power);
        if (m->pairs[u->pair].held)
            EACH_PACK(p)
                power->p[p] = pack_where(pack_lt(pack_set(0), m->allowed[menu->use[k]].p[p]),
                                         power->p[p]);
        EACH_PACK(p) {
            all.p[p] += power->p[p];
            m->mix_sum[u->workload].p[p] += power->p[p];
        }
    }
    for (int k = 0; k < menu->n; k++) {
        const Use *u = &m->uses[menu->use[k]];
        Lane *rest = &m->mix_rest[menu->use[k]], *money = &m->mix_money[menu->use[k]];
        EACH_PACK(p) {
            Mask mixes = pack_lt(sigma->p[p], pack_set(1e6));
            Pack tiny = pack_set(1e-300), power = rest->p[p], none = pack_set(NO_CAP);
            Pack of_rest = power / pack_max(tiny, m->mix_sum[u->workload].p[p]);
            Pack of_money = power / pack_max(tiny, all.p[p]);
            of_rest = of_rest * u->desk_rest->p[p] * u->inv_v->p[p];
            of_money = of_money * m->desk_money->p[p] * u->inv_pay->p[p];
            rest->p[p] = pack_select(mixes, of_rest, none);
            money->p[p] = pack_select(mixes, of_money, none);
        }
    }
}

// What limits a wish, and the wish: x = min over them.
LANE_FN void wish_limit(const Market *m, int use, int part, Lane *restrict x) {
    (void)part;
    const Use *u = &m->uses[use];
    const Pair *pair = &m->pairs[u->pair];
    const Lane *rest = u->desk_rest, *money = m->desk_money;
    const Lane *inv_v = u->inv_v, *inv_pay = u->inv_pay;
    EACH_PACK(p) x->p[p] = pack_min(rest->p[p] * inv_v->p[p], money->p[p] * inv_pay->p[p]);
    if (m->mixes[u->buyer])
        EACH_PACK(p)
            x->p[p] =
                pack_min(x->p[p], pack_min(m->mix_rest[use].p[p], m->mix_money[use].p[p]));
    if (pair->import) {
        room_limit(m, pair, NULL, x);
        slack_limit(m, pair, pair->hard, m->desk_slack, x);
    }
    if (pair->held)
        EACH_PACK(p)
            x->p[p] = pack_min(x->p[p], m->allowed[use].p[p] - m->bought_use[use].p[p]);
    EACH_PACK(p) x->p[p] = pack_where(pack_lt(pack_set(LEAST_WISH), x->p[p]), x->p[p]);
    designed_limit(m, u->chip, x);
    if (m->round || m->s->chips[u->chip].grey) open_only(m, u->chip, x);
}

#ifdef TERMS
// Each limit by itself, for those who ask why.
static void limit_terms(const Market *m, int use, const Lane *wish) {
    const Use *u = &m->uses[use];
    const Pair *pair = &m->pairs[u->pair];
    int b = u->buyer, c = u->chip, w = u->workload;
    Lane x;
    EACH_PACK(p) x.p[p] = u->desk_rest->p[p] * u->inv_v->p[p];
    TERM(m, "limit by demand", "units", b, c, w, &x);
    EACH_PACK(p) x.p[p] = m->desk_money->p[p] * u->inv_pay->p[p];
    TERM(m, "limit by money", "units", b, c, w, &x);
    if (pair->import && pair->gates.n) {
        EACH_PACK(p) x.p[p] = pack_set(NO_CAP);
        room_limit(m, pair, NULL, &x);
        TERM(m, "limit by approvals", "units", b, c, w, &x);
    }
    if (pair->import && pair->hard) {
        EACH_PACK(p) x.p[p] = pack_set(NO_CAP);
        slack_limit(m, pair, pair->hard, m->desk_slack, &x);
        TERM(m, "limit by bundling", "units", b, c, w, &x);
    }
    if (pair->held) TERM(m, "limit by controls", "units", b, c, w, &m->allowed[use]);
    TERM(m, "wish", "units", b, c, w, wish);
}
#endif

LANE_FN void wish_take(Market *m, int use, int part, bool last, const Lane *restrict x) {
    (void)part;
    const Use *u = &m->uses[use];
    const Pair *pair = &m->pairs[u->pair];
    Lane *rest = u->desk_rest, *money = m->desk_money;
    Lane *wish = u->wish;
    const Lane *v = u->v, *pay = u->pay;
#ifdef TERMS
    limit_terms(m, use, x);
#endif
    EACH_PACK(p) wish->p[p] += x->p[p];
    if (pair->takes) gates_take(m, u->pair, x);
    if (last) return;
    EACH_PACK(p) {
        rest->p[p] -= v->p[p] * x->p[p];
        money->p[p] -= pay->p[p] * x->p[p];
    }
    if (pair->import) slack_use(m, pair, m->desk_slack, x);
}

// Chips at the end of the menu that are sold out in all lanes bar nobody and nothing: they are
// looked at only where wishes are kept.
static int menu_end(const Market *m, const Menu *menu) {
    int n = menu->n;
    if (m->keeps_wished || m->quiet || !menu->agreed) return n;
    while (n > 0 && !m->in_stock[m->uses[menu->order[n - 1]].chip]) n--;
    return n;
}

LANE_FN bool held_wholly(const Market *m, int use, int part) {
    (void)part;
    return m->pairs[m->uses[use].pair].held == HELD_WHOLLY && !m->quiet;
}

void wish_make(Market *m, const Menu *menu, int buyer) {
    for (int k = 0; k < menu->n; k++) lane_zero(&m->wish_use[menu->use[k]]);
    if (!menu->n) return;
    desk_rest_set(m, buyer);
    desk_money_set(m, buyer);
    desk_slack_set(m, buyer);
    if (menu->power) mix_set(m, menu, buyer);
    static const Walk WISH = {1, held_wholly, wish_limit, wish_take};
    menu_walk(m, menu, &WISH, buyer, menu_end(m, menu));
}
