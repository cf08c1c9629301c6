#include "market/step.h"

// What held the foreign purchases of the step: supply where less was bought than wished in the
// first round of 8; else the limit whose removal alone adds most compute to the buyer's wish for
// imports; where no single removal adds any, the limit that alone, all others taken away and
// foreign chips only, lets in least. A chip of which there is none is no supply cut short while
// another import is in stock: he turns to that one, and what holds him there is the answer.

static const unsigned LIMITS[] = {FREE_CONTROL, FREE_APPROVAL, FREE_CONVERSION, FREE_CAP,
                                  FREE_BUDGET,  FREE_DEMAND,   FREE_BUNDLING};
static const Binding NAMES[] = {BINDING_CONTROL, BINDING_APPROVAL, BINDING_CONVERSION,
                                BINDING_CAP,     BINDING_BUDGET,   BINDING_DEMAND,
                                BINDING_BUNDLING};
enum { N_LIMITS = 7 };

// Nearly no limit: above all that "no cap" units could need.
#define ENDLESS 1e26

static void fill_lanes(Lane *x, double value) {
    EACH_PACK(p) x->p[p] = pack_set(value);
}

static void buyer_free(Market *m, int b, unsigned removed) {
    const Ids *pairs = &m->buyer_pairs[b];
    if (removed & FREE_DEMAND)
        for (int w = 0; w < m->W; w++) fill_lanes(&m->rest[b * m->W + w], ENDLESS);
    if (removed & FREE_BUDGET) fill_lanes(&m->cash[b], ENDLESS * 1e6);
    for (int i = 0; i < m->buyer_ties[b].n && (removed & FREE_BUNDLING); i++)
        fill_lanes(&m->slack[m->buyer_ties[b].at[i]], ENDLESS);
    for (int i = 0; i < pairs->n && (removed & FREE_CONTROL); i++)
        for (int k = 0; k < m->pairs[pairs->at[i]].uses.n; k++)
            fill_lanes(&m->allowed[m->pairs[pairs->at[i]].uses.at[k]], NO_CAP);
    approvals_offer_free(m, b, removed);
}

// The limits that the buyer may meet in this step: taking another away changes nothing.
static unsigned limits_on(const Market *m, int b) {
    const Ids *pairs = &m->buyer_pairs[b];
    unsigned limits = FREE_BUDGET | FREE_DEMAND;
    if (m->buyer_ties[b].n) limits |= FREE_BUNDLING;
    for (int i = 0; i < pairs->n; i++)
        if (m->pairs[pairs->at[i]].held != HELD_NOT) limits |= FREE_CONTROL;
    for (int g = 0; g < m->n_grants; g++) {
        const Permit *x = &m->permits[m->grants[g].approval];
        if (m->grants[g].buyer != b) continue;
        if (x->units) limits |= FREE_APPROVAL;
        if (x->conversion) limits |= FREE_CONVERSION;
        if (x->per_month || x->per_buyer || x->share) limits |= FREE_CAP;
    }
    return limits;
}

static void put_aside(Market *m, int b, unsigned removed) {
    if (removed & FREE_DEMAND)
        for (int w = 0; w < m->W; w++) m->asked_rest[w] = m->rest[b * m->W + w];
    if (removed & FREE_BUNDLING)
        for (int t = 0; t < m->n_ties; t++) m->asked_slack[t] = m->slack[t];
    if (removed & FREE_CONTROL)
        for (int u = 0; u < m->n_uses; u++) m->asked_allowed[u] = m->allowed[u];
}

static void put_back(Market *m, int b, unsigned removed) {
    if (removed & FREE_DEMAND)
        for (int w = 0; w < m->W; w++) m->rest[b * m->W + w] = m->asked_rest[w];
    if (removed & FREE_BUNDLING)
        for (int t = 0; t < m->n_ties; t++) m->slack[t] = m->asked_slack[t];
    if (removed & FREE_CONTROL)
        for (int u = 0; u < m->n_uses; u++) m->allowed[u] = m->asked_allowed[u];
}

// Compute of the imports that the buyer would wish for.
static void imports_of(Market *m, int b, unsigned removed, bool foreign_only, Lane *out) {
    const Menu *menu = foreign_only ? &m->foreign[b] : &m->menu[b];
    Lane cash = m->cash[b];
    put_aside(m, b, removed);
    buyer_free(m, b, removed);
    wish_make(m, menu, b);
    lane_zero(out);
    for (int k = 0; k < menu->n; k++) {
        const Use *u = &m->uses[menu->use[k]];
        if (!m->pairs[u->pair].import) continue;
        EACH_PACK(p) out->p[p] += u->v->p[p] * m->wish_use[menu->use[k]].p[p];
    }
    m->cash[b] = cash;
    put_back(m, b, removed);
}

// The limit whose removal alone adds most; BINDING_NONE where none does.
static void most_added(Market *m, int b, unsigned limits, Lane *binding) {
    Lane base, x, most;
    fill_lanes(&most, 1e-9);
    lane_zero(binding);
    imports_of(m, b, 0, false, &base);
    for (int i = 0; i < N_LIMITS; i++) {
        if (!(limits & LIMITS[i])) continue;
        imports_of(m, b, LIMITS[i], false, &x);
        EACH_PACK(p) {
            Pack adds = x.p[p] - base.p[p];
            Mask more = pack_lt(most.p[p] * (1 + 1e-12), adds);
            most.p[p] = pack_select(more, adds, most.p[p]);
            binding->p[p] = pack_select(more, pack_set(NAMES[i]), binding->p[p]);
        }
    }
}

// The limit that alone lets in least. One that the buyer cannot meet lets in what no limit does.
static void least_let_in(Market *m, int b, unsigned limits, Lane *alone) {
    Lane least, endless, x;
    fill_lanes(&least, INFINITY);
    lane_zero(alone);
    imports_of(m, b, FREE_ALL, true, &endless);
    for (int i = 0; i < N_LIMITS; i++) {
        if (limits & LIMITS[i])
            imports_of(m, b, FREE_ALL & ~LIMITS[i], true, &x);
        else
            x = endless;
        EACH_PACK(p) {
            Mask less = pack_lt(x.p[p], least.p[p] - 1e-9);
            least.p[p] = pack_select(less, x.p[p], least.p[p]);
            alone->p[p] = pack_select(less, pack_set(NAMES[i]), alone->p[p]);
        }
    }
}

static void limit_of(Market *m, int b, Lane *binding) {
    unsigned limits = limits_on(m, b);
    Mask open = mask_none();
    most_added(m, b, limits, binding);
    EACH_PACK(p) open = mask_or(open, pack_eq(binding->p[p], pack_set(BINDING_NONE)));
    if (!mask_any(open)) return;
    Lane alone;
    least_let_in(m, b, limits, &alone);
    EACH_PACK(p) {
        Mask none = pack_eq(binding->p[p], pack_set(BINDING_NONE));
        binding->p[p] = pack_select(none, alone.p[p], binding->p[p]);
    }
}

// What-ifs leave the wishes of the round as they were.
static void asking_begins(Market *m) {
    m->quiet = true;
    for (int u = 0; u < m->n_uses; u++) m->asked_use[u] = m->wish_use[u];
    for (int i = 0; i < m->n_draws; i++) m->asked_draws[i] = m->draws[i];
}

static void asking_ends(Market *m) {
    for (int u = 0; u < m->n_uses; u++) m->wish_use[u] = m->asked_use[u];
    for (int i = 0; i < m->n_draws; i++) m->draws[i] = m->asked_draws[i];
    for (int k = 0; k < m->s->n_approvals; k++) direct_rooms(m, k);
    m->quiet = false;
}

// Where no import is in stock the buyer asks for all, as if they were.
static void stock_all(Market *m, int b) {
    Lane choice = {0};
    for (int i = 0; i < m->buyer_pairs[b].n; i++) {
        const Pair *x = &m->pairs[m->buyer_pairs[b].at[i]];
        if (!x->import || !x->uses.n) continue;
        EACH_PACK(p) choice.p[p] = pack_max(choice.p[p], m->stock[x->chip].p[p]);
    }
    for (int c = 0; c < m->C; c++) {
        if (m->s->chips[c].grey) continue;
        EACH_PACK(p) {
            Mask none = pack_lt(choice.p[p], pack_set(LEAST_WISH));
            m->stock[c].p[p] = pack_select(none, pack_set(1), m->stock[c].p[p]);
        }
    }
}

// As in a later round, which passes over chips that are sold out.
void binding_ask(Market *m) {
    asking_begins(m);
    for (int c = 0; c < m->C; c++) m->asked_stock[c] = m->stock[c];
    m->round = 1;
    for (int b = 0; b < m->B; b++) {
        lane_zero(&m->binding[b]);
        if (!m->foreign[b].n) continue;
        stock_all(m, b);
        limit_of(m, b, &m->binding[b]);
        for (int c = 0; c < m->C; c++) m->stock[c] = m->asked_stock[c];
    }
    m->round = 0;
    asking_ends(m);
}

// The wishes of the step if no control and no approval held them.
void interest_ask(Market *m) {
    const unsigned held = FREE_CONTROL | FREE_APPROVAL | FREE_CONVERSION | FREE_CAP;
    asking_begins(m);
    for (int p = 0; p < m->n_pairs; p++) lane_zero(&m->interest[p]);
    for (int b = 0; b < m->B; b++) {
        const Menu *menu = &m->menu[b];
        put_aside(m, b, held);
        buyer_free(m, b, held);
        wish_make(m, menu, b);
        for (int k = 0; k < menu->n; k++) {
            const Lane *wish = &m->wish_use[menu->use[k]];
            Lane *all = &m->interest[m->uses[menu->use[k]].pair];
            EACH_PACK(p) all->p[p] += wish->p[p];
        }
        put_back(m, b, held);
    }
    asking_ends(m);
}

// More than 0 where some of the chip was in stock before the round sold.
static void stocked_before(const Market *m, int chip, Lane *out) {
    *out = m->stock[chip];
    const Ids *bids = &m->open_bids.of[chip];
    for (int i = 0; i < bids->n; i++)
        EACH_PACK(p) out->p[p] = pack_max(out->p[p], m->q[bids->at[i]].p[p]);
}

static void supply_answer(Market *m, int b) {
    const Ids *pairs = &m->buyer_pairs[b];
    Lane cut_short = {0}, missing = {0}, choice = {0}, had;
    for (int i = 0; i < pairs->n; i++) {
        int pair = pairs->at[i];
        if (!m->pairs[pair].import || !m->pairs[pair].uses.n) continue;
        stocked_before(m, m->pairs[pair].chip, &had);
        EACH_PACK(p) {
            Pack wish = m->wish[pair].p[p];
            Mask cut = pack_lt(m->q[pair].p[p], wish * (1 - 1e-12) - 1e-9);
            Mask some = pack_lt(pack_set(LEAST_WISH), had.p[p]);
            Pack is_cut = pack_where(cut, pack_set(1)), is_some = pack_where(some, pack_set(1));
            cut_short.p[p] = pack_max(cut_short.p[p], is_cut * is_some);
            missing.p[p] = pack_max(missing.p[p], is_cut - is_some);
            choice.p[p] = pack_max(choice.p[p], is_some);
        }
    }
    EACH_PACK(p) {
        Pack held = pack_max(cut_short.p[p], missing.p[p] - choice.p[p]);
        m->binding[b].p[p] = pack_select(pack_lt(pack_set(0), held), pack_set(BINDING_SUPPLY),
                                         m->binding[b].p[p]);
    }
}

// After the first round has sold.
void binding_answer(Market *m) {
    for (int b = 0; b < m->B; b++) supply_answer(m, b);
    for (int b = 0; b < m->B; b++) TERM(m, "binding", "code", b, -1, -1, &m->binding[b]);
}
