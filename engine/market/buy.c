#include "market/limits.h"

// Steps 6 to 8: each repeats wish and ration, passing over sold-out chips from the second round
// on, while some lane can still buy. A lane that cannot wishes for nothing and nothing changes.

// Mostly one or two are needed, chips + approvals with shared approvals; with a finite
// substitution shares of what is left become ever smaller.
enum { MOST_ROUNDS = 32 };

typedef struct Stage {
    const Bids *bids;
    void (*wish)(Market *m, int buyer);
    bool tied_only; // only buyers under a bundling
    bool imports;   // approvals count
    bool unlocks;   // domestic chips bought in one round let imports in in the next
} Stage;

static void captive_wish(Market *m, int b) {
    wish_make(m, &m->captive[b], b);
}
static void open_wish(Market *m, int b) {
    wish_make(m, &m->menu[b], b);
}

static bool is_captive(const Market *m, const Stage *s) {
    return s->bids == &m->captive_bids;
}

static void all_wish(Market *m, const Stage *s) {
    const Ids *buyers = &s->bids->buyers;
    for (int i = 0; i < buyers->n; i++) s->wish(m, buyers->at[i]);
}

#ifdef TERMS
// Marks which part of the step the rows that follow belong to.
static void part_term(const Market *m, const char *name, const Stage *s) {
    double part = is_captive(m, s) ? 6 : s->tied_only ? 7 : 8;
    Lane x;
    EACH_PACK(p) x.p[p] = pack_set(part);
    TERM(m, name, "part", -1, -1, -1, &x);
}
#else
#define part_term(m, name, s)
#endif

static void wishes(Market *m, const Stage *s) {
    if (s->imports && m->has_gates) {
        if (m->has_shared) {
            approvals_offer(m, true);
            for (int i = 0; i < s->bids->buyers.n; i++) {
                int b = s->bids->buyers.at[i];
                s->tied_only ? domestic_ask(m, b) : s->wish(m, b);
            }
            approvals_share(m);
        }
        approvals_offer(m, false);
    }
    part_term(m, "wishes", s);
    all_wish(m, s);
    part_term(m, "sales", s);
}

// With several workloads the pair's wish is the sum over them.
static void wish_sum(Market *m, int pair) {
    const Ids *uses = &m->pairs[pair].uses;
    lane_zero(&m->wish[pair]);
    for (int i = 0; i < uses->n; i++)
        EACH_PACK(p) m->wish[pair].p[p] += m->wish_use[uses->at[i]].p[p];
}

static void claim_set(Market *m, int pair) {
    const Lane *inflation = &m->inflation[pair];
    EACH_PACK(p) m->claim[pair].p[p] = m->wish[pair].p[p] * inflation->p[p];
}

// wished: what he asked in the round in which he first asked; later rounds add what they gave,
// so that bought <= wished.
static void wished_add(Market *m, int pair) {
    const Lane *wish = &m->wish[pair], *q = &m->q[pair];
    const Lane *claim = m->has_inflation ? &m->claim[pair] : wish;
    EACH_PACK(p) {
        Mask first = pack_eq(m->wished[pair].p[p], pack_set(0));
        m->wished[pair].p[p] += pack_select(first, wish->p[p], q->p[p]);
        m->claimed[pair].p[p] += pack_select(first, claim->p[p], q->p[p]);
    }
}

// A chip wished for several workloads is given to them in the proportions of the wish.
static void give_uses(Market *m, int pair) {
    const Pair *x = &m->pairs[pair];
    Lane part;
    EACH_PACK(p) part.p[p] = m->q[pair].p[p] / pack_max(pack_set(1e-300), m->wish[pair].p[p]);
    for (int i = 0; i < x->uses.n; i++) {
        const Use *u = &m->uses[x->uses.at[i]];
        EACH_PACK(p) {
            Pack q = m->wish_use[x->uses.at[i]].p[p] * part.p[p];
            m->bought_use[x->uses.at[i]].p[p] += q;
            m->rest[u->wanted].p[p] -= u->v->p[p] * q;
        }
    }
}

static void bought_add(Market *m, int pair) {
    const Pair *x = &m->pairs[pair];
    const Lane *q = &m->q[pair], *pay = &m->pay[pair];
    Lane *bought = &m->bought[pair], *cash = &m->cash[x->buyer];
    if (m->W == 1) {
        const Use *u = &m->uses[pair];
        Lane *rest = &m->rest[u->wanted];
        const Lane *v = u->v;
        EACH_PACK(p) {
            bought->p[p] += q->p[p];
            cash->p[p] -= pay->p[p] * q->p[p];
            rest->p[p] -= v->p[p] * q->p[p];
        }
    } else {
        EACH_PACK(p) {
            bought->p[p] += q->p[p];
            cash->p[p] -= pay->p[p] * q->p[p];
        }
        give_uses(m, pair);
    }
    TERM(m, "bought", "units", x->buyer, x->chip, -1, q);
}

static bool any_stock(const Market *m, int chip) {
    Mask any = mask_none();
    EACH_PACK(p) any = mask_or(any, pack_lt(pack_set(0), m->stock[chip].p[p]));
    return mask_any(any);
}

// Was anybody cut in some lane?
static bool any_cut(const Market *m, const Ids *bids) {
    Mask any = mask_none();
    for (int i = 0; i < bids->n; i++) {
        const Lane *q = &m->q[bids->at[i]], *wish = &m->wish[bids->at[i]];
        EACH_PACK(p) any = mask_or(any, pack_lt(q->p[p], wish->p[p]));
    }
    return mask_any(any);
}

static void chip_sell(Market *m, int chip, const Ids *bids) {
    for (int i = 0; i < bids->n && m->W > 1; i++) wish_sum(m, bids->at[i]);
    for (int i = 0; i < bids->n && m->has_inflation; i++) claim_set(m, bids->at[i]);
    bool some = m->in_stock[chip];
    m->sold[chip] = some;
    if (some)
        ration(m, chip, bids);
    else
        for (int i = 0; i < bids->n; i++) lane_zero(&m->q[bids->at[i]]);
    for (int i = 0; i < bids->n && m->keeps_wished; i++) wished_add(m, bids->at[i]);
    for (int i = 0; i < bids->n && some; i++) bought_add(m, bids->at[i]);
    m->in_stock[chip] = some && any_stock(m, chip);
}

static bool bids_in(const Market *m, const Stage *s, const Pair *x) {
    return x->uses.n && x->captive == is_captive(m, s) && (!s->tied_only || x->domestic);
}

// What came of a round for a buyer: the least rank at which he was cut, the last that is in stock;
// and for all: was an import cut, was anything bought.
typedef struct Outcome {
    Lane cut, stocked, freed, bought;
} Outcome;

// Domestic chips bought in 8 count as cut before all: they unlock imports. So does whatever is
// cut under a finite substitution: all others then get larger shares.
static void pair_outcome(const Market *m, const Stage *s, int pair, Outcome *o) {
    const Pair *x = &m->pairs[pair];
    bool unlocks = s->unlocks && x->domestic && x->hard;
    const Lane *q = &m->q[pair], *stock = &m->stock[x->chip];
    double counts = m->mixes[x->buyer] ? 0 : 1, first = counts - 1;
    for (int i = 0; i < x->uses.n; i++) {
        const Lane *rank = &m->rank[x->uses.at[i]];
        EACH_PACK(p) {
            Pack zero = pack_set(0), one = pack_set(1);
            Mask is_cut = pack_lt(q->p[p], m->wish[pair].p[p]);
            Pack at = pack_select(is_cut, rank->p[p] * counts + first, pack_set(NO_CAP));
            if (unlocks)
                at = pack_select(pack_lt(zero, q->p[p] * m->bound[x->buyer].p[p]), pack_set(-1),
                                 at);
            o->cut.p[p] = pack_min(o->cut.p[p], at);
            if (x->import && m->has_shared)
                o->freed.p[p] = pack_select(is_cut, one, o->freed.p[p]);
            Mask open = pack_lt(pack_select(is_cut, one, zero), pack_min(stock->p[p], one));
            Pack has = pack_select(open, rank->p[p], pack_set(-2));
            o->stocked.p[p] = pack_max(o->stocked.p[p], has);
            o->bought.p[p] = pack_max(o->bought.p[p], q->p[p]);
        }
    }
}

// Lanes that go on: a buyer was cut and something that he ranks no higher is in stock; an import
// was cut, which frees a part of an approval that others share; or imports were unlocked. From
// the second round on, which passes over what is sold out, only where something was bought.
static bool goes_on(Market *m, const Stage *s) {
    Outcome o = {0};
    Lane go = {0}, any_stock = {0};
    for (int k = 0; k < s->bids->buyers.n; k++) {
        int b = s->bids->buyers.at[k];
        lane_set(&o.cut, NO_CAP);
        lane_set(&o.stocked, -2);
        for (int i = 0; i < m->buyer_pairs[b].n; i++)
            if (bids_in(m, s, &m->pairs[m->buyer_pairs[b].at[i]]))
                pair_outcome(m, s, m->buyer_pairs[b].at[i], &o);
        EACH_PACK(p) {
            Mask on = pack_le(o.cut.p[p], o.stocked.p[p]); // a tie is a second choice as well
            go.p[p] = pack_select(on, pack_set(1), go.p[p]);
            any_stock.p[p] = pack_max(any_stock.p[p], o.stocked.p[p] + 1);
        }
    }
    Mask any = mask_none();
    EACH_PACK(p) {
        Mask shares = pack_lt(pack_set(0), pack_min(o.freed.p[p], any_stock.p[p]));
        Pack on = pack_select(shares, pack_set(1), go.p[p]);
        if (m->round) on = pack_where(pack_lt(pack_set(0), o.bought.p[p]), on);
        m->go->p[p] = pack_min(m->go->p[p], on);
        any = mask_or(any, pack_lt(pack_set(0), m->go->p[p]));
    }
    return mask_any(any);
}

// What purchases leave of approvals and of slack. In the last round of 8 only what counts over
// the run or a window does.
static void limits_use(Market *m, const Stage *s, bool more) {
    bool last = s->bids == &m->open_bids && !more;
    bool draws = m->has_gates && (more || m->has_counts);
    bool ties = m->has_ties && (!last || m->has_windows);
    if (!draws && !ties) return;
    for (int k = 0; k < s->bids->chips.n; k++) {
        const Ids *bids = &s->bids->of[s->bids->chips.at[k]];
        for (int i = 0; i < bids->n && m->sold[s->bids->chips.at[k]]; i++) {
            int pair = bids->at[i];
            const Pair *x = &m->pairs[pair];
            if (draws && x->import) approvals_draw(m, pair, &m->q[pair], more);
            if (ties) slack_use(m, x, m->slack, &m->q[pair]);
            if (ties && m->has_windows) bundling_window(m, pair, &m->q[pair]);
        }
    }
}

// Is there, for some buyer, something cut and something in stock after it in his order? Where
// lanes differ in the order: something cut and something in stock.
static bool menu_goes_on(const Market *m, const Menu *menu) {
    bool cut = false, stocked = false;
    for (int i = 0; i < menu->n; i++) {
        int chip = m->uses[menu->agreed ? menu->order[i] : menu->use[i]].chip;
        stocked |= m->in_stock[chip];
        if (cut && m->in_stock[chip]) return true;
        cut |= m->cut[chip];
    }
    return (!menu->agreed || menu->power) && cut && stocked;
}

// Of which chips was somebody cut while another is in stock? Who is cut of a chip has used it up,
// so that only others can help.
static bool chips_cut(Market *m, const Bids *bids) {
    bool any = false;
    int stocked = 0;
    for (int c = 0; c < m->C; c++) m->cut[c] = false;
    for (int i = 0; i < bids->chips.n; i++) stocked += m->in_stock[bids->chips.at[i]];
    for (int i = 0; i < bids->chips.n && stocked > 0; i++) {
        int c = bids->chips.at[i];
        m->cut[c] = stocked > m->in_stock[c] && any_cut(m, &bids->of[c]);
        any |= m->cut[c];
    }
    return any;
}

// May a further round help anybody? A first answer for all lanes together, before goes_on looks
// at each.
static bool may_go_on(Market *m, const Stage *s) {
    for (int i = 0; i < s->bids->chips.n && s->unlocks; i++) {
        int c = s->bids->chips.at[i];
        if (m->sold[c] && m->tied_bids.of[c].n) return true;
    }
    bool cut = chips_cut(m, s->bids);
    if (!cut || m->has_shared) return cut;
    const Menu *menus = is_captive(m, s) ? m->captive : m->menu;
    for (int i = 0; i < s->bids->buyers.n; i++)
        if (menu_goes_on(m, &menus[s->bids->buyers.at[i]])) return true;
    return false;
}

// Grey chips that nobody has in stock do not count.
static int chips_in(const Market *m, const Stage *s) {
    const Ids *chips = &s->bids->chips;
    int n = chips->n;
    for (int i = 0; i < chips->n && m->has_grey; i++)
        n -= m->s->chips[chips->at[i]].grey && !m->in_stock[chips->at[i]];
    return n;
}

static void stage_run(Market *m, const Stage *s) {
    const Ids *chips = &s->bids->chips;
    bool more = true, many = chips_in(m, s) > 1;
    EACH_PACK(p) m->go->p[p] = pack_set(1);
    for (m->round = 0; m->round < MOST_ROUNDS && more; m->round++) {
        bool asks = m->round == 0 && s->unlocks && m->want.series[S_BINDING];
        wishes(m, s);
        if (asks) binding_ask(m);
        if (m->round == 0 && s->unlocks && m->want.series[S_INTEREST]) interest_ask(m);
        for (int i = 0; i < chips->n; i++)
            chip_sell(m, chips->at[i], &s->bids->of[chips->at[i]]);
        if (asks) binding_answer(m);
        more = many && may_go_on(m, s) && goes_on(m, s);
        limits_use(m, s, more);
    }
    m->round = 0;
}

void buy_step(Market *m) {
    const Stage captive = {&m->captive_bids, captive_wish, false, false, false};
    const Stage domestic = {&m->tied_bids, domestic_wish, true, true, false};
    const Stage open = {&m->open_bids, open_wish, false, true, true};
    bundling_start(m);
    for (int c = 0; c < m->C; c++) m->in_stock[c] = any_stock(m, c);
    for (int p = 0; p < m->n_pairs; p++) {
        lane_zero(&m->bought[p]);
        if (m->keeps_wished) {
            lane_zero(&m->wished[p]);
            lane_zero(&m->claimed[p]);
        }
    }
    for (int u = 0; u < m->n_uses && m->W > 1; u++) lane_zero(&m->bought_use[u]);
    gates_spare(m);
    rooms_record(m);
    if (m->has_captive) stage_run(m, &captive);
    if (m->has_ties) {
        for (int b = 0; b < m->B; b++)
            if (m->partner_moved && m->buyer_ties[b].n) partner_set(m, b, false);
        m->partner_moved = false;
        stage_run(m, &domestic);
    }
    stage_run(m, &open);
    bundling_end(m);
}
