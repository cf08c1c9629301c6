#include "model/generate.h"

#include "base/text.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 64 };

typedef struct Maker {
    const Generate *g;
    uint64_t state;
    int n, n_inputs;
    Text part[MOST]; // declarations
    int months, buyers, chips, workloads, resources;
    bool has_rmb, has_captive;
} Maker;

double generate_uniform(uint64_t *state) {
    uint64_t x = *state += 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return (double)((x ^ (x >> 31)) >> 11) * 0x1p-53;
}

static double between(Maker *m, double a, double b) {
    return a + (b - a) * generate_uniform(&m->state);
}
static int whole(Maker *m, int a, int b) { // a .. b
    return a + (int)(generate_uniform(&m->state) * (b - a + 1));
}
static bool chance(Maker *m, double p) {
    return generate_uniform(&m->state) < p;
}

static Text *part(Maker *m) {
    return &m->part[m->n++];
}

// A number in [a, b]: a literal, or an assumption that draws move by up to a fifth.
static void number(Maker *m, Text *t, const char *field, double a, double b) {
    double x = between(m, a, b);
    bool assumed = chance(m, .3) && x > 0;
    if (!assumed || m->g->plain_numbers || m->n_inputs >= 12) {
        text_printf(t, ", %s = %.6g", field, x);
        return;
    }
    text_printf(t, ", %s = assume 'a%d' { %.6g, min = %.6g, max = %.6g }", field, m->n_inputs++,
                x, x > 1 ? x * .8 : x * .9, x > 1 || x < .8 ? x * 1.2 : x);
}

static double times(double scale) {
    return scale > 0 ? scale : 1;
}

// A day; or an assumption that draws move, but never an end before its beginning.
static void date(Maker *m, Text *t, const char *field, int from, int to) {
    int month = whole(m, from, to), day = chance(m, .5) ? 1 : whole(m, 2, 28);
    text_printf(t, ", %s = ", field);
    bool assumed = m->g->seed % 2 && m->n_inputs < 12 && month >= 2 &&
                   strcmp(field, "to") != 0 && !m->g->plain_numbers;
    if (assumed) text_printf(t, "assume 'a%d' { ", m->n_inputs++);
    text_printf(t, "'%d-%02d-%02d'", 2026 + month / 12, month % 12 + 1, day);
    if (assumed)
        text_printf(t, ", min = '%d-%02d', max = '%d-%02d-28' }", 2026 + (month - 2) / 12,
                    (month - 2) % 12 + 1, 2026 + month / 12, month % 12 + 1);
}

static const char *one_of(Maker *m, int n, const char *const *texts) {
    return texts[whole(m, 0, n - 1)];
}

static const char *const PLACES[] = {"CN", "US", "EU"};
static const char *const RULES[] = {"proportional", "uniform", "priority", "price"};

// { 'c0', 'c2' } of names with a letter; nothing for all of them.
static void some(Maker *m, Text *t, const char *field, char letter, int n) {
    if (chance(m, .4)) return;
    int first = whole(m, 0, n - 1);
    text_printf(t, ", %s = { '%c%d'", field, letter, first);
    for (int i = first + 1; i < n; i++)
        if (chance(m, .5)) text_printf(t, ", '%c%d'", letter, i);
    text_add(t, " }");
}

static void some_buyers(Maker *m, Text *t) {
    if (chance(m, .3))
        text_add(t, m->buyers > 1 && chance(m, .3) ? ", buyers = { 'US' }"
                                                   : ", buyers = { 'CN' }");
    else
        some(m, t, "buyers", 'b', m->buyers);
}

static void make_workloads(Maker *m) {
    m->workloads = chance(m, .5) ? 0 : whole(m, 1, 3);
    for (int w = 0; w < m->workloads; w++) {
        Text *t = part(m);
        text_printf(t, "workload 'w%d' { mfu = %.3g", w, between(m, .3, .6));
        if (chance(m, .6)) number(m, t, "intensity", 20, 400);
        text_add(t, " }");
    }
}

static void by_workload(Maker *m, Text *t, const char *field, double a, double b) {
    if (!m->workloads) {
        number(m, t, field, a, b);
        return;
    }
    text_printf(t, ", %s = { ", field);
    for (int w = 0; w < m->workloads; w++)
        if (w == 0 || chance(m, .7)) text_printf(t, "w%d = %.6g, ", w, between(m, a, b));
    text_add(t, "}");
}

// The last chip of some worlds comes after the first.
static bool follows(const Maker *m, int c) {
    return c > 0 && c == m->chips - 1 && m->g->seed % 3 == 0;
}

static void make_chip(Maker *m, int c) {
    Text *t = part(m);
    bool captive = c > 1 && chance(m, .3);
    m->has_captive |= captive;
    text_printf(t, "chip 'c%d' { origin = '%s', unit_cost = %.6g, die_area = %.6g", c,
                c == 0 ? "US" : one_of(m, 3, PLACES), between(m, 0, 5000), between(m, 50, 900));
    if (chance(m, .7)) text_printf(t, ", seller = 's%d'", whole(m, 0, 1));
    if (chance(m, .2))
        text_printf(t, ", price = path { ['2026-02'] = %.6g, ['2026-08'] = %.6g }",
                    between(m, 5e3, 3e4), between(m, 5e3, 3e4));
    else
        number(m, t, "price", 5e3, 3e4);
    number(m, t, "throughput", .2, 4);
    text_printf(t, ", tpp = %d, die_area = 800, interconnect = %d", 1000 + 3000 * c,
                400 + c * 200);
    if (chance(m, .5))
        text_printf(t, ", flops = %.6g, bandwidth = %.6g", between(m, 100, 2000),
                    between(m, 1, 8));
    if (chance(m, .25)) {
        number(m, t, "progress_ratio", .7, 1);
        number(m, t, "experience", 100, 50e3);
    } else if (m->g->neutral)
        text_printf(
            t, ", progress_ratio = lever 'n%d' { 1, min = 0.8, max = 1 }, experience = 9", c);
    if (chance(m, .25)) {
        number(m, t, "price_response", 0, .5);
        if (chance(m, .5)) number(m, t, "price_floor", 0, 9e3);
        if (chance(m, .5)) number(m, t, "price_ceiling", 25e3, 50e3);
    } else if (m->g->neutral)
        text_printf(
            t, ", price_response = lever 'm%d' { 0, min = 0, max = 1 }, price_floor = 1e5", c);
    if (follows(m, c)) {
        text_add(t, ", follows = 'c0'");
        number(m, t, "redesign", 0, 5);
    }
    if (captive) text_printf(t, ", captive = 'b%d'", whole(m, 0, m->buyers - 1));
    if (chance(m, .5)) text_printf(t, ", rule = '%s'", one_of(m, 4, RULES));
    if (m->workloads > 1 && chance(m, .3)) text_add(t, ", workloads = { 'w0' }");
    text_add(t, " }");
}

static void make_resources(Maker *m) {
    m->resources = chance(m, .6) ? 0 : whole(m, 1, 3);
    for (int i = 0; i < m->resources; i++) {
        Text *t = part(m);
        text_printf(t, "resource 'r%d' { doc = 'shared'", i);
        if (chance(m, .3))
            text_printf(t, ", capacity = path { ['2026-02'] = %.6g, ['2026-09'] = %.6g }",
                        between(m, 0, 9e3), between(m, 0, 9e3));
        else
            number(m, t, "capacity", 0, 9e3);
        text_add(t, " }");
    }
    if (m->g->neutral) text_add(part(m), "resource 'n' { capacity = 1 }");
}

// Of the first resource come the wafers.
static void takes(Maker *m, Text *t, bool wafers) {
    static const char *const YIELDS[] = {"poisson", "murphy", "negative_binomial"};
    wafers = wafers && m->resources && chance(m, .4);
    if (wafers) {
        text_printf(t, ", node = 'r0', dies_per_unit = %d, yield_model = '%s'", whole(m, 1, 2),
                    one_of(m, 3, YIELDS));
        number(m, t, "defect_density", 0, .4);
        if (chance(m, .5)) number(m, t, "salvage", 0, .6);
        if (chance(m, .3)) number(m, t, "defect_learning", 100, 20e3);
        if (chance(m, .3)) number(m, t, "defect_floor", 0, .2);
    }
    text_add(t, m->g->neutral ? ", uses = { n = 0, " : m->resources ? ", uses = { " : "");
    for (int i = wafers; i < m->resources; i++)
        if (chance(m, .6)) text_printf(t, "r%d = %.4g, ", i, between(m, 0, 4));
    text_add(t, m->g->neutral || m->resources ? "}" : "");
}

// From a stream of its own: all else stays as it was without it.
static void under_way(const Maker *m, Text *t) {
    uint64_t own = m->state ^ 0x9e3779b97f4a7c15u;
    double u = generate_uniform(&own);
    if (u < .4) text_printf(t, ", wip = %.6g", 50e3 * u);
}

static void make_line(Maker *m, int c, int i) {
    Text *t = part(m);
    text_printf(t, "line 'l%d_%d' { chip = 'c%d'", c, i, c);
    if (!follows(m, c) && chance(m, .6)) number(m, t, "inventory", 0, 50e3);
    if (m->resources && chance(m, .2))
        text_add(t, ", capacity = off");
    else if (chance(m, .2))
        text_printf(t, ", capacity = grow(%.6g, 0.02)", between(m, 100, 6e3));
    else
        number(m, t, "capacity", 0, 9e3);
    if (chance(m, .3)) {
        text_add(t, ", build = 'to_order'");
        number(m, t, "lead", 0, 5);
        if (!follows(m, c)) under_way(m, t);
    }
    if (chance(m, .2)) text_add(t, ", foundry = 'f'");
    takes(m, t, true);
    text_add(t, " }");
}

static void make_tapeout(Maker *m, int c) {
    Text *t = part(m);
    text_printf(t, "tapeout 't%d' { owner = 'b0', chip = 'c%d', first_silicon = 0.4", c, c);
    date(m, t, "at", 0, m->months - 3);
    number(m, t, "fab_months", 0, 5);
    number(m, t, "ramp", 10, 900);
    number(m, t, "volume", 100, 3000);
    if (chance(m, .5)) number(m, t, "nre", 1e5, 9e7);
    if (chance(m, .5)) text_printf(t, ", spins = %d", whole(m, 1, 3));
    if (chance(m, .2)) text_add(t, ", foundry = 'f'");
    takes(m, t, false);
    text_add(t, " }");
}

static bool make_money(Maker *m, Text *t) {
    bool rmb = m->has_rmb && chance(m, .4);
    const char *unit = rmb ? "rmb" : "usd";
    double scale = rmb ? 7 : 1;
    if (chance(m, .5))
        text_printf(t, ", capex = %s(%.6g)", unit, scale * between(m, 1e7, 4e9));
    else
        text_printf(t, ", capex = { [2026] = %s(%.6g), [2027] = %s(%.6g) }", unit,
                    scale * between(m, 1e7, 4e9), unit, scale * between(m, 1e7, 4e9));
    return rmb;
}

static void make_buyer(Maker *m, int b) {
    Text *t = part(m);
    text_printf(t, "buyer 'b%d' { jurisdiction = '%s'", b,
                b < 2 ? PLACES[b] : one_of(m, 3, PLACES));
    bool rmb = make_money(m, t);
    bool target = chance(m, .2);
    by_workload(m, t, target ? "target" : "demand", target ? 1e4 : 0, target ? 3e5 : 3e4);
    if (target) number(m, t, "adjustment", 4, 9);
    if (!target && chance(m, .4)) number(m, t, "unmet_carry", 0, .9);
    if (chance(m, .3)) by_workload(m, t, "weight", .5, 2);
    if (chance(m, .3)) number(m, t, "carry", 0, .9);
    if (chance(m, .2)) number(m, t, "access_uplift", 0, .5);
    if (chance(m, .4)) number(m, t, "deposit", 0, .9);
    if (chance(m, .3)) number(m, t, "inflation", 0, 1.5);
    if (chance(m, .4)) text_printf(t, ", priority = %d", whole(m, 1, 3));
    if (chance(m, .6)) number(m, t, "ship", 0, 4);
    if (chance(m, .4)) number(m, t, "deploy", 0, 3);
    if (chance(m, .4)) number(m, t, "life", 10, 60);
    if (chance(m, .2)) number(m, t, "substitution", .5, 4);
    if (chance(m, .3)) text_add(t, ", plan = 'wanted'");
    if (chance(m, .4))
        text_printf(t, ", opex = %s(%.9g)", rmb ? "rmb" : "usd",
                    times(m->g->opex_scale) * between(m, 1e6, 9e8));
    double share = times(m->g->share_scale);
    if (chance(m, .3)) number(m, t, "to_leases", 0, .9 * share);
    text_add(t, " }");
}

static void make_instrument(Maker *m, Text *t, const char *kind, char letter, int i) {
    text_printf(t, "%s '%c%d' { by = '%s'", kind, letter, i, one_of(m, 2, PLACES));
    some(m, t, "chips", 'c', m->chips);
    some_buyers(m, t);
    if (chance(m, .5)) date(m, t, "from", 0, m->months / 2);
    if (chance(m, .3)) date(m, t, "to", m->months / 2 + 1, m->months - 1);
}

static void make_approval(Maker *m, int i) {
    Text *t = part(m);
    double scale = times(m->g->approval_scale);
    make_instrument(m, t, "approval", 'k', i);
    if (chance(m, .2)) number(m, t, "tpp_below", 900, 11e3);
    if (chance(m, .7)) text_printf(t, ", units = %.9g", scale * between(m, 100, 60e3));
    if (chance(m, .4)) number(m, t, "per_month", 100, 5e3);
    if (chance(m, .4)) number(m, t, "per_buyer", 100, 9e3);
    if (m->buyers > 1 && chance(m, .2))
        text_printf(t, ", share_of = 'US', share = %.3g", between(m, .1, 1));
    if (chance(m, .4)) {
        number(m, t, "conversion", .05, .6);
        if (chance(m, .5)) number(m, t, "burden_sensitivity", 0, 3);
        if (m->g->seed % 2)
            text_printf(t, ", clarity = %.3g", .1 + .1 * (double)(m->g->seed % 9));
        if (m->g->neutral && m->g->seed % 2 == 0)
            text_printf(t, ", clarity = lever 'q%d' { 1, min = 0, max = 1 }", i);
    }
    text_add(t, " }");
}

static void make_levy(Maker *m, int i) {
    static const char *const PASS[] = {"'seller'", "'isoelastic'", "'linear'", "'capacity'",
                                       "0.3"};
    Text *t = part(m);
    bool duty = chance(m, .4);
    make_instrument(m, t, duty ? "tariff" : "export_levy", 'e', i);
    if (chance(m, .2)) number(m, t, "interconnect_from", 300, 1100);
    number(m, t, "rate", 0, .35);
    text_printf(t, ", pass_through = %s }", one_of(m, 5, PASS));
}

static void make_bundling(Maker *m, int i) {
    static const char *const BASIS[] = {"units", "spend", "compute"};
    Text *t = part(m);
    make_instrument(m, t, "bundling", 'q', i);
    number(m, t, "ratio", 0, 1.2);
    text_printf(t, ", basis = '%s'", one_of(m, 3, BASIS));
    if (chance(m, .3)) text_printf(t, ", window = %d", whole(m, 1, 6));
    text_add(t, " }");
}

static void make_guideline(Maker *m, int i) {
    static const char *const BASIS[] = {"units", "spend", "compute"};
    Text *t = part(m);
    make_instrument(m, t, "guideline", 'g', i);
    number(m, t, "share", 0, .6);
    number(m, t, "compliance", 0, 1);
    text_printf(t, ", basis = '%s'", one_of(m, 3, BASIS));
    if (chance(m, .3)) text_printf(t, ", window = %d", whole(m, 1, 6));
    text_add(t, " }");
}

static void make_lease(Maker *m, int i) {
    Text *t = part(m);
    double rent = times(m->g->rent_scale), room = times(m->g->room_scale);
    text_printf(t, "lease 'r%d' { doc = 'abroad'", i);
    if (chance(m, .3))
        text_printf(t, ", rate = steps { ['2026-01'] = %.6g, ['2026-05'] = %.6g }",
                    between(m, 0, rent * 4e3), between(m, 0, rent * 4e3));
    else
        number(m, t, "rate", rent * 1e3, rent * 4e3);
    number(m, t, "term", 2, 36);
    if (chance(m, .5)) number(m, t, "capacity", 0, room * 20e3);
    if (chance(m, .5)) number(m, t, "wind_down", 0, 12);
    if (chance(m, .5)) number(m, t, "discount", .5, .99);
    if (m->workloads > 1 && chance(m, .4)) text_add(t, ", workloads = { 'w0' }");
    some_buyers(m, t);
    if (chance(m, .3)) date(m, t, "from", 0, m->months / 2);
    if (chance(m, .4)) date(m, t, "to", m->months / 2 + 1, m->months - 1);
    text_add(t, " }");
}

static void make_efficiency(Maker *m) {
    Text *t = part(m);
    text_add(t, "efficiency 'a' { doc = 'algorithms'");
    number(m, t, "growth", 0, .1);
    number(m, t, "scarcity", 0, .1);
    some_buyers(m, t);
    if (chance(m, .3)) date(m, t, "from", 0, m->months / 2);
    if (chance(m, .4)) date(m, t, "to", m->months / 2 + 1, m->months - 1);
    text_add(t, " }");
}

// A duty that shocks raise.
static void make_shock(Maker *m) {
    Text *t = part(m);
    text_printf(
        t,
        "tariff 'hit' { by = 'CN', pass_through = 1, rate = lever 'hit' { %.3g, min = 0, "
        "max = 0.4 } } shock 'h' { sets = { hit = 0.4 }",
        between(m, 0, .2));
    if (chance(m, .5))
        date(m, t, "at", 0, m->months - 1);
    else
        text_printf(t, ", hazard = %.3g", between(m, .05, .8));
    if (chance(m, .5))
        text_printf(t, ", duration = %.3g", between(m, .2, 5));
    else if (chance(m, .5))
        text_printf(t, ", recovery = %.3g", between(m, .1, 1));
    text_add(t, " }");
}

static void make_subsidy(Maker *m, int i) {
    Text *t = part(m);
    make_instrument(m, t, "subsidy", 's', i);
    number(m, t, "rate", 0, .5);
    text_add(t, " }");
}

static void make_control(Maker *m, int i) {
    Text *t = part(m);
    make_instrument(m, t, "control", 'x', i);
    if (chance(m, .3)) number(m, t, "tpp_from", 900, 11e3);
    if (chance(m, .1)) number(m, t, "density_below", 1, 12);
    bool bounded = strstr(text_get(t), "tpp_from") || strstr(text_get(t), "density_below");
    if (chance(m, .15) && !bounded) text_add(t, ", foundry = 'f'");
    text_add(t, " }");
}

static void make_all(Maker *m) {
    m->buyers = whole(m, 1, 4);
    m->chips = whole(m, 1, 4);
    m->has_rmb = chance(m, .5);
    if (m->has_rmb) text_printf(part(m), "currency 'RMB' { per_usd = %.4g }", between(m, 6, 8));
    make_workloads(m);
    make_resources(m);
    for (int c = 0; c < m->chips; c++) {
        make_chip(m, c);
        if (c && chance(m, .25))
            make_tapeout(m, c);
        else
            for (int i = 0, n = whole(m, 1, 2); i < n; i++) make_line(m, c, i);
    }
    for (int b = 0; b < m->buyers; b++) make_buyer(m, b);
    for (int i = 0, n = whole(m, 0, 2); i < n; i++) make_control(m, i);
    for (int i = 0, n = whole(m, 0, 3); i < n; i++) make_approval(m, i);
    for (int i = 0, n = whole(m, 0, 2); i < n; i++) make_levy(m, i);
    for (int i = 0, n = whole(m, 0, 2); i < n; i++) make_bundling(m, i);
    for (int i = 0, n = chance(m, .3); i < n; i++) make_guideline(m, i);
    for (int i = 0, n = chance(m, .3); i < n; i++) make_subsidy(m, i);
    for (int i = 0, n = chance(m, .4) ? whole(m, 1, 3) : 0; i < n; i++) make_lease(m, i);
    if (chance(m, .3)) make_shock(m);
    if (chance(m, .3)) make_efficiency(m);
}

static void shuffle(Maker *m) {
    uint64_t state = m->g->shuffle;
    for (int i = m->n - 1; i > 0 && m->g->shuffle; i--) {
        int k = (int)(generate_uniform(&state) * (i + 1));
        Text keep = m->part[i];
        m->part[i] = m->part[k];
        m->part[k] = keep;
    }
}

char *generate(const Generate *g) {
    static const char *const STEPS[] = {"month", "month", "quarter", "week"};
    Maker *m = calloc(1, sizeof *m);
    if (!m) return NULL;
    m->g = g;
    m->state = g->seed * 2654435761ULL + 1;
    const char *step = one_of(m, 4, STEPS);
    m->months = 3 * whole(m, 2, strcmp(step, "week") == 0 ? 3 : 7);
    make_all(m);
    shuffle(m);
    Text out = {0};
    text_printf(&out,
                "scenario 'seed %llu' { from = '2026-01', to = '%d-%02d', step = '%s' }\n",
                (unsigned long long)g->seed, 2026 + (m->months - 1) / 12,
                (m->months - 1) % 12 + 1, step);
    for (int i = 0; i < m->n; i++) {
        text_printf(&out, "%s\n", text_get(&m->part[i]));
        text_done(&m->part[i]);
    }
    if (g->more) text_printf(&out, "%s\n", g->more);
    free(m);
    return out.data;
}
