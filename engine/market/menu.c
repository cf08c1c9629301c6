#include "market/limits.h"
#include "market/walk.h"

// Rank = how many are better. Lanes agree when each rank is the same in all of them and no two
// are equal: then the menu is a plain list.
static void menu_order(Menu *menu) {
    menu->agreed = true;
    for (int k = 0; k < menu->n; k++) {
        Lane *rank = &menu->rank[k];
        lane_zero(rank);
        for (int j = 0; j < menu->n; j++)
            EACH_PACK(p) {
                Mask better = pack_lt(menu->score[k].p[p], menu->score[j].p[p]);
                rank->p[p] += pack_where(better, pack_set(1));
            }
        Mask differs = mask_none();
        Pack first = pack_set(rank->p[0][0]);
        EACH_PACK(p) differs = mask_or(differs, mask_not(pack_eq(rank->p[p], first)));
        menu->agreed &= !mask_any(differs);
        menu->order[k] = -1;
    }
    for (int k = 0; k < menu->n && menu->agreed; k++) {
        int at = (int)menu->rank[k].p[0][0];
        menu->agreed = menu->order[at] < 0;
        menu->order[at] = menu->use[k];
    }
}

// Who stands at a rank, and whether several do, in some lane.
static void rank_set(Menu *menu, int rank) {
    Lane count = {0};
    Mask several = mask_none();
    for (int k = 0; k < menu->n; k++) {
        Mask here = mask_none();
        EACH_PACK(p) {
            Mask is = pack_eq(menu->rank[k].p[p], pack_set(rank));
            here = mask_or(here, is);
            count.p[p] += pack_where(is, pack_set(1));
        }
        menu->at[rank * menu->n + k] = mask_any(here);
    }
    EACH_PACK(p) several = mask_or(several, pack_lt(pack_set(1), count.p[p]));
    menu->tied[rank] = mask_any(several);
}

static bool is_grey(const Market *m, const Menu *menu, int k) {
    return m->s->chips[m->uses[menu->use[k]].chip].grey;
}

// Over the best that is not grey, where there is one: a grey chip without stock then moves no
// rounding. A grey one may be better than that; at a large sigma it takes as good as all.
static void menu_powers(const Market *m, Menu *menu, int buyer) {
    bool legal = false;
    for (int k = 0; k < menu->n; k++) legal |= !is_grey(m, menu, k);
    const Lane *sigma = num(m, m->s->buyers[buyer].substitution);
    Lane best = {0};
    for (int k = 0; k < menu->n; k++)
        if (!legal || !is_grey(m, menu, k))
            EACH_PACK(p) best.p[p] = pack_max(best.p[p], menu->score[k].p[p]);
    for (int k = 0; k < menu->n; k++)
        EACH_PACK(p) {
            Mask some = pack_lt(pack_set(0), best.p[p]);
            Pack part = menu->score[k].p[p] / pack_select(some, best.p[p], pack_set(1));
            Pack power = pack_pow(part, pack_min(sigma->p[p], pack_set(1e6)));
            menu->power[k].p[p] = pack_min(power, pack_set(1e100));
        }
}

static void menu_rank(Market *m, Menu *menu, int buyer) {
    const Buyer *b = &m->s->buyers[buyer];
    for (int k = 0; k < menu->n; k++) {
        const Use *u = &m->uses[menu->use[k]];
        const Lane *weight = num(m, plan_or(m, b->weight.amount[u->workload], NUM_ONE));
        const Lane *v = &m->v[u->served], *price = &m->effective[u->pair];
        EACH_PACK(p)
            menu->score[k].p[p] =
                weight->p[p] * v->p[p] / pack_max(pack_set(1e-15), price->p[p]);
        TERM(m, "worth per USD", "compute per USD", u->buyer, u->chip, u->workload,
             &menu->score[k]);
    }
    menu_order(menu);
    for (int rank = 0; rank < menu->n && !menu->agreed; rank++) rank_set(menu, rank);
    for (int k = 0; k < menu->n; k++) m->rank[menu->use[k]] = menu->rank[k];
    if (menu->power) menu_powers(m, menu, buyer);
}

void menus_rank(Market *m) {
    for (int b = 0; b < m->B; b++) {
        if (m->foreign[b].n) menu_rank(m, &m->foreign[b], b);
        menu_rank(m, &m->captive[b], b);
        menu_rank(m, &m->menu[b], b);
    }
}

// Walking down a menu whose order differs by lane.

// While those tied ask, the desk holds each one's part: of demand over those of his workload, of
// all else over all of them.
static void desk_split(Market *m, const Menu *menu, int buyer) {
    Lane one, *all = &m->tied_all;
    EACH_PACK(p) one.p[p] = pack_set(1), all->p[p] = pack_set(0);
    for (int w = 0; w < m->W; w++) lane_zero(&m->tied_rest[w]);
    for (int k = 0; k < menu->n; k++)
        EACH_PACK(p) {
            all->p[p] += m->tied_here[k].p[p];
            m->tied_rest[m->uses[menu->use[k]].workload].p[p] += m->tied_here[k].p[p];
        }
    EACH_PACK(p) all->p[p] = pack_max(one.p[p], all->p[p]);
    m->kept_money = *m->desk_money;
    EACH_PACK(p) m->desk_money->p[p] /= all->p[p];
    for (int w = 0; w < m->W; w++) {
        m->kept_rest[w] = m->desk_rest[w];
        EACH_PACK(p) m->desk_rest[w].p[p] /= pack_max(one.p[p], m->tied_rest[w].p[p]);
    }
    for (int i = 0; i < m->buyer_ties[buyer].n; i++) {
        int t = m->buyer_ties[buyer].at[i];
        m->kept_slack[t] = m->desk_slack[t];
        EACH_PACK(p) m->desk_slack[t].p[p] /= all->p[p];
    }
}

static void desk_join(Market *m, int buyer) {
    *m->desk_money = m->kept_money;
    for (int w = 0; w < m->W; w++) m->desk_rest[w] = m->kept_rest[w];
    for (int i = 0; i < m->buyer_ties[buyer].n; i++)
        m->desk_slack[m->buyer_ties[buyer].at[i]] = m->kept_slack[m->buyer_ties[buyer].at[i]];
}

static void room_part(const Market *m, int use, Lane *restrict x) {
    const Pair *pair = &m->pairs[m->uses[use].pair];
    if (!pair->import || !pair->gates.n) return;
    Lane room;
    EACH_PACK(p) room.p[p] = pack_set(INFINITY);
    room_limit(m, pair, NULL, &room);
    EACH_PACK(p) x->p[p] = pack_min(x->p[p], room.p[p] / m->tied_all.p[p]);
}

// All that stand at one rank ask for their parts, then take them.
static void tied_take(Market *m, const Menu *menu, const Walk *w, int buyer, int part) {
    desk_split(m, menu, buyer);
    for (int k = 0; k < menu->n; k++) {
        Lane *x = &m->tied_x[k];
        lane_zero(x);
        if (w->passes_over(m, menu->use[k], part)) continue;
        w->limit(m, menu->use[k], part, x);
        room_part(m, menu->use[k], x);
        EACH_PACK(p) x->p[p] = pack_where(pack_lt(pack_set(0), m->tied_here[k].p[p]), x->p[p]);
    }
    desk_join(m, buyer);
    for (int k = 0; k < menu->n; k++) {
        Lane *x = &m->tied_x[k], most;
        if (w->passes_over(m, menu->use[k], part)) continue;
        w->limit(m, menu->use[k], part, &most);
        EACH_PACK(p) x->p[p] = pack_min(x->p[p], most.p[p]);
        w->take(m, menu->use[k], part, false, x);
    }
}

// Who takes part in a further pass: those tied who could take more.
static void tied_still(Market *m, const Menu *menu, const Walk *w, int part, int pass) {
    for (int k = 0; k < menu->n; k++) {
        Lane more = {0};
        if (!w->passes_over(m, menu->use[k], part)) w->limit(m, menu->use[k], part, &more);
        EACH_PACK(p) {
            Mask still = mask_and(pack_lt(pack_set(1e-9), more.p[p]),
                                  pack_lt(pack_set(pass), m->tied_count.p[p]));
            m->tied_here[k].p[p] = pack_where(still, m->tied_here[k].p[p]);
        }
    }
}

static int tied_set(Market *m, const Menu *menu, int rank) {
    Lane *count = &m->tied_count;
    lane_zero(count);
    for (int k = 0; k < menu->n; k++)
        EACH_PACK(p) {
            Mask is = pack_eq(menu->rank[k].p[p], pack_set(rank));
            m->tied_here[k].p[p] = pack_where(is, pack_set(1));
            count->p[p] += m->tied_here[k].p[p];
        }
    double most = 0;
    for (int lane = 0; lane < LANES; lane++) most = fmax(most, lane_at(count, lane));
    return (int)most;
}

// Those tied share equally; what one of them could not take goes round again, to those that still
// can.
static void rank_share(Market *m, const Menu *menu, const Walk *w, int buyer, int rank,
                       int part) {
    int passes = tied_set(m, menu, rank);
    for (int pass = 0; pass < passes; pass++) {
        if (pass) tied_still(m, menu, w, part, pass);
        tied_take(m, menu, w, buyer, part);
    }
}

// No lane has more than one at the rank.
static void rank_take(Market *m, const Menu *menu, const Walk *w, int rank, int part) {
    for (int k = 0; k < menu->n; k++) {
        int use = menu->use[k];
        Lane x;
        if (!menu->at[rank * menu->n + k] || w->passes_over(m, use, part)) continue;
        w->limit(m, use, part, &x);
        EACH_PACK(p) {
            Mask here = pack_eq(menu->rank[k].p[p], pack_set(rank));
            x.p[p] = pack_where(here, x.p[p]);
        }
        w->take(m, use, part, false, &x);
    }
}

// Where the order differs by lane: every rank by a mask.
void walk_ranks(Market *m, const Menu *menu, const Walk *w, int buyer) {
    for (int rank = 0; rank < menu->n; rank++)
        for (int part = 0; part < w->parts; part++)
            if (menu->tied[rank])
                rank_share(m, menu, w, buyer, rank, part);
            else
                rank_take(m, menu, w, rank, part);
}
