#include "chart/spec.h"

#include "chart/palette.h"

#include <stdio.h>
#include <string.h>

static const char BINDS[] = "What binds";
static const unsigned KINDS[BY_KINDS] = {BY_BUYER,    BY_CHIP,     BY_AUTHORITY, BY_SELLER,
                                         BY_APPROVAL, BY_WORKLOAD, BY_RESOURCE};

static Pick pick_all(SeriesId id, unsigned by) {
    return (Pick){.id = id, .by = by, .party = -1, .chip = -1, .workload = -1};
}

static void spec_add(Specs *specs, Arena *arena, Spec s, const Pick *picks) {
    const char *const *parts = s.parts;
    s.of = specs->of;
    s.picks = ARENA_NEW(arena, Pick, s.n_picks);
    s.parts = ARENA_NEW(arena, const char *, s.n_picks);
    memcpy(s.picks, picks, sizeof *picks * (size_t)s.n_picks);
    if (parts) memcpy(s.parts, parts, sizeof *parts * (size_t)s.n_picks);
    ARENA_PUSH(arena, specs->at, specs->n, specs->cap, s);
}

static const char *const USUAL[] = {"Supply", "Spend", "Compute"};
enum { N_USUAL = sizeof USUAL / sizeof *USUAL };

static bool may_lease(const Scenario *s, int b) {
    bool pays = s->buyers[b].opex.n || s->buyers[b].to_leases != NUM_NONE, any = false;
    for (int i = 0; i < s->n_leases; i++) any = any || s->leases[i].i.buyers.has[b];
    return pays && any;
}

static int lessees(const Scenario *s, int *last) {
    int n = 0;
    for (int b = 0; b < s->n_buyers; b++)
        if (may_lease(s, b)) n++, *last = b;
    return n;
}

static void add_part(Spec *s, Pick pick, const char *part) {
    s->parts[s->n_picks] = part;
    s->picks[s->n_picks++] = pick;
}

// Money by payer, with the bills of leases beside it: they are opex and the rest is not.
static void pick_spend(Spec *spec, bool leases) {
    spec->one_by = !leases;
    add_part(spec, pick_all(S_SPEND, BY_BUYER), leases ? "" : NULL);
    if (leases) add_part(spec, pick_all(S_OPEX, BY_BUYER), "lease bills");
    add_part(spec, pick_all(S_LEVY, 0), NULL);
}

// What a single lessee owns is shown as well; of several it would be too much.
static void pick_compute(Spec *spec, const Scenario *s) {
    int last = -1, n = lessees(s, &last);
    spec->what = n ? "in service" : "installed";
    add_part(spec, pick_all(S_COMPUTE, BY_BUYER), n ? "" : NULL);
    if (n) add_part(spec, pick_all(S_COMPUTE_LEASED, BY_BUYER), "leased");
    if (n != 1) return;
    Pick owned = pick_all(S_COMPUTE_OWNED, BY_BUYER);
    owned.party = last;
    add_part(spec, owned, "owned");
}

static void add_usual(Specs *specs, const Scenario *s, int i, Arena *arena) {
    Pick picks[3] = {{0}};
    const char *parts[3] = {0};
    int last;
    Spec spec = {.title = USUAL[i], .usual = true, .picks = picks, .parts = parts};
    if (i == 0) {
        spec.what = "delivered";
        add_part(&spec, pick_all(S_DELIVERED, BY_CHIP), NULL);
    } else if (i == 1)
        pick_spend(&spec, lessees(s, &last) > 0);
    else
        pick_compute(&spec, s);
    spec_add(specs, arena, spec, picks);
}

static void add_binds(Specs *specs, Arena *arena) {
    Pick binds = pick_all(S_BINDING, BY_BUYER);
    spec_add(specs, arena, (Spec){.title = BINDS, .kind = PANEL_RIBBON, .n_picks = 1}, &binds);
}

static unsigned by_named(const char *name) {
    static const char *const NAME[BY_KINDS] = {"buyer",    "chip",     "authority", "seller",
                                               "approval", "workload", "resource"};
    for (int i = 0; name && i < BY_KINDS; i++)
        if (strcmp(name, NAME[i]) == 0) return KINDS[i];
    return 0;
}

static Pick pick_of(const Chart *c, SeriesId id) {
    Pick p = pick_all(id, by_named(c->by) & SERIES[id].by);
    p.cumulative = c->cumulative;
    if (SERIES[id].by & BY_CHIP) p.chip = c->chip;
    if (SERIES[id].by & BY_BUYER) p.party = c->buyer;
    if (SERIES[id].kind == SERIES_CODE) p.by = BY_BUYER;
    return p;
}

// Codes are shown as ribbons and nothing else is, so a chart of both becomes two panels.
static void add_chart(Specs *specs, const Chart *c, bool codes, Arena *arena) {
    Pick *picks = ARENA_NEW(arena, Pick, c->series.n);
    Spec s = {.title = c->head.name, .kind = c->kind == CHART_AREA ? PANEL_AREA : PANEL_LINES};
    if (codes) s.kind = PANEL_RIBBON;
    for (int i = 0; i < c->series.n; i++) {
        int id = series_find(c->series.name[i]);
        if (id < 0 || (SERIES[id].kind == SERIES_CODE) != codes) continue;
        picks[s.n_picks++] = pick_of(c, (SeriesId)id);
    }
    if (s.n_picks) spec_add(specs, arena, s, picks);
}

static void add_charts_titled(Specs *specs, const Scenario *s, const char *title,
                              Arena *arena) {
    for (int i = 0; i < s->n_charts; i++) {
        if (strcmp(s->charts[i].head.name, title) != 0) continue;
        add_chart(specs, &s->charts[i], false, arena);
        add_chart(specs, &s->charts[i], true, arena);
    }
}

static bool is_usual(const char *title) {
    for (int i = 0; i < N_USUAL; i++)
        if (strcmp(title, USUAL[i]) == 0) return true;
    return strcmp(title, BINDS) == 0;
}

Specs *specs_make(const Scenario *s, Arena *arena) {
    Specs *specs = ARENA_NEW(arena, Specs, 1);
    specs->of = s;
    for (int i = 0; i < N_USUAL; i++) {
        int before = specs->n;
        add_charts_titled(specs, s, USUAL[i], arena);
        if (specs->n == before) add_usual(specs, s, i, arena);
    }
    for (int i = 0; i < s->n_charts; i++)
        if (!is_usual(s->charts[i].head.name))
            add_charts_titled(specs, s, s->charts[i].head.name, arena);
    int before = specs->n;
    add_charts_titled(specs, s, BINDS, arena);
    if (specs->n == before) add_binds(specs, arena);
    return specs;
}

static bool has_title(const Specs *specs, const char *title) {
    for (int i = 0; i < specs->n; i++)
        if (strcmp(specs->at[i].title, title) == 0) return true;
    return false;
}

static void insert_before_binds(Specs *specs, Spec s, Arena *arena) {
    ARENA_PUSH(arena, specs->at, specs->n, specs->cap, s);
    int at = specs->n - 1;
    for (; at > 0 && strcmp(specs->at[at - 1].title, BINDS) == 0; at--)
        specs->at[at] = specs->at[at - 1];
    specs->at[at] = s;
}

static bool picks_of(const Spec *s, const Pick *p) {
    for (int i = 0; i < s->n_picks; i++)
        if (s->picks[i].id == p->id && s->picks[i].by == p->by) return true;
    return false;
}

// A usual panel that shows more in the other scenario, such as leases, shows it here too.
static void widen(Specs *specs, const Spec *its) {
    for (int i = 0; i < specs->n; i++) {
        Spec *mine = &specs->at[i];
        bool within = mine->usual && its->usual && strcmp(mine->title, its->title) == 0 &&
                      mine->n_picks < its->n_picks;
        for (int k = 0; within && k < mine->n_picks; k++)
            within = picks_of(its, &mine->picks[k]);
        if (within) *mine = *its;
    }
}

void specs_merge(Specs *specs, const Scenario *s, Arena *arena) {
    const Specs *its = specs_make(s, arena);
    for (int i = 0; i < its->n; i++) {
        const char *title = its->at[i].title;
        widen(specs, &its->at[i]);
        if (is_usual(title) || has_title(specs, title)) continue;
        for (int k = i; k < its->n; k++) // a chart may be two panels
            if (strcmp(its->at[k].title, title) == 0)
                insert_before_binds(specs, its->at[k], arena);
    }
}

// -1: the other scenario has none of that name.
static int same_named(const Scenario *from, const Scenario *in, unsigned bit, int i) {
    for (int k = 0; k < by_count(in, bit); k++)
        if (strcmp(by_name(in, bit, k), by_name(from, bit, i)) == 0) return k;
    return -1;
}

bool spec_pick(const Spec *s, int pick, const Scenario *in, Pick *out) {
    *out = s->picks[pick];
    if (in == s->of) return true;
    unsigned party = SERIES[out->id].by & BY_PARTY;
    if (out->chip >= 0 && (out->chip = same_named(s->of, in, BY_CHIP, out->chip)) < 0)
        return false;
    return out->party < 0 || (out->party = same_named(s->of, in, party, out->party)) >= 0;
}

static void rank_chips(Slots *k, const Scenario *s, Arena *arena) {
    bool *made = ARENA_NEW(arena, bool, s->n_chips);
    k->chip_rank = ARENA_NEW(arena, int, s->n_chips);
    for (int i = 0; i < s->n_lines; i++) made[s->lines[i].chip] = true;
    for (int i = 0; i < s->n_tapeouts; i++) made[s->tapeouts[i].chip] = true;
    int rank = 0;
    for (int turn = 1; turn >= 0; turn--)
        for (int c = 0; c < s->n_chips; c++)
            if (made[c] == turn) k->chip_rank[c] = rank++;
}

static bool shown(const Specs *specs, unsigned by) {
    for (int i = 0; i < specs->n; i++)
        for (int p = 0; p < specs->at[i].n_picks; p++)
            if (specs->at[i].picks[p].by == by) return true;
    return false;
}

static void add_sums(Slots *k, const Specs *specs) {
    for (int i = 0; i < S_COUNT; i++) k->sum[i] = -1;
    for (int i = 0; i < specs->n; i++)
        for (int p = 0; p < specs->at[i].n_picks; p++) {
            const Pick *pick = &specs->at[i].picks[p];
            if (!pick->by && k->sum[pick->id] < 0) k->sum[pick->id] = k->n++;
        }
}

static void number_slots(Slots *k, const Scenario *s, const Specs *specs, bool sums_last) {
    k->n = 0;
    for (int i = 0; i < BY_KINDS; i++) {
        k->first[i] = -1;
        if (shown(specs, KINDS[i])) {
            k->first[i] = k->n;
            k->n += by_count(s, KINDS[i]);
        }
        if (KINDS[i] == BY_BUYER && !sums_last) add_sums(k, specs);
    }
    if (sums_last) add_sums(k, specs);
}

// Where colours do not suffice, buyers and chips have theirs before sums.
void slots_init(Slots *k, const Scenario *s, const Specs *specs, Arena *arena) {
    *k = (Slots){0};
    rank_chips(k, s, arena);
    number_slots(k, s, specs, false);
    if (k->n > PALETTE_SIZE) number_slots(k, s, specs, true);
}

int slot_of(const Slots *k, const Curve *c, SeriesId id) {
    if (!c->by) return k->sum[id];
    for (int i = 0; i < BY_KINDS; i++)
        if (KINDS[i] == c->by && k->first[i] >= 0)
            return k->first[i] + (c->by == BY_CHIP ? k->chip_rank[c->of] : c->of);
    return -1;
}

void series_words(SeriesId id, char *out, size_t size) {
    snprintf(out, size, "%s", SERIES[id].name);
    for (char *c = out; *c; c++)
        if (*c == '_') *c = ' ';
    if (*out >= 'a' && *out <= 'z') *out = (char)(*out - 32);
}

static const struct {
    const char *name, *prefix, *words;
} MONEY[] = {{"USD", "$", "US$"},
             {"RMB", "\u00a5", "RMB"},
             {"EUR", "\u20ac", "EUR"},
             {"JPY", "\u00a5", "JPY"}};
enum { N_MONEY = sizeof MONEY / sizeof *MONEY };

Quantity quantity_of(const char *unit) {
    for (int i = 0; i < N_MONEY; i++)
        if (strcmp(unit, MONEY[i].name) == 0)
            return (Quantity){QUANTITY_MONEY, MONEY[i].prefix, unit};
    return (Quantity){strcmp(unit, "share") == 0 ? QUANTITY_SHARE : QUANTITY_COUNT, "", unit};
}

const char *unit_words(Arena *arena, const Spec *s, const char *unit, SeriesKind kind,
                       bool cumulative, StepKind step) {
    for (int i = 0; i < N_MONEY; i++)
        if (strcmp(unit, MONEY[i].name) == 0) unit = MONEY[i].words;
    const char *space = s->what ? " " : "", *what = s->what ? s->what : "";
    if (kind == SERIES_CODE) return "foreign purchases";
    if (kind == SERIES_PRICE) return arena_printf(arena, "%s per unit", unit);
    if (cumulative) return arena_printf(arena, "%s%s%s, cumulative", unit, space, what);
    if (kind == SERIES_FLOW)
        return arena_printf(arena, "%s%s%s per %s", unit, space, what, step_name(step));
    return arena_printf(arena, "%s%s%s", unit, space, what);
}
