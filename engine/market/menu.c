#include "market/step.h"

// Rank = how many are better. Lanes agree when each rank is the same in all of them and no two
// are equal: then the menu is a plain list.
static void menu_order(Menu *menu) {
    menu->agreed = true;
    for (int k = 0; k < menu->n; k++) {
        Lane *rank = &menu->rank[k];
        *rank = (Lane){0};
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
        menu->order[at] = k;
    }
}

static void menu_powers(const Market *m, Menu *menu, int buyer) {
    const Lane *sigma = num(m, m->s->buyers[buyer].substitution);
    Lane best = {0};
    for (int k = 0; k < menu->n; k++)
        EACH_PACK(p) best.p[p] = pack_max(best.p[p], menu->score[k].p[p]);
    for (int k = 0; k < menu->n; k++)
        EACH_PACK(p) {
            Mask some = pack_lt(pack_set(0), best.p[p]);
            Pack part = menu->score[k].p[p] / pack_select(some, best.p[p], pack_set(1));
            menu->power[k].p[p] = pack_pow(part, pack_min(sigma->p[p], pack_set(1e6)));
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
