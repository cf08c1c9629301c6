#include "support/test.h"
#include "model/generate.h"
#include "model/lua_run.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// What must hold in any scenario, tried on many drawn at random.

enum { SCENARIOS = 300 };

typedef struct World {
    LuaRun r;
    char *text;
    uint64_t seed;
    int steps;
} World;

static World world_new(const Generate *g) {
    World c = {.seed = g->seed, .text = generate(g)};
    c.r = lua_run(c.text);
    c.steps = c.r.series->steps;
    return c;
}
static void world_done(World *c) {
    lua_done(&c->r);
    free(c->text);
}

static const double *column(const World *c, SeriesId id, int party, int chip) {
    return series_at(c->r.series, 0, series_column(c->r.series, id, party, chip, -1));
}

static void at_most(const World *c, const char *what, int step, double a, double b, double of) {
    if (a <= b + 1e-9 * fmax(1, fmax(fabs(b), fabs(of)))) return;
    print_error("%s in step %d: %.17g is above %.17g\n", what, step, a, b);
    fprintf(stderr, "%s\n", c->text);
    fail();
}
static void equal(const World *c, const char *what, int step, double a, double b, double of) {
    at_most(c, what, step, a, b, of);
    at_most(c, what, step, b, a, of);
}

// Money for leases: released = paid + lapsed + left; capex money moved is part of what was paid;
// leased, owned and captive compute are all there is.
static void leases_are_kept(const World *c) {
    const Scenario *s = c->r.s;
    for (int b = 0; b < s->n_buyers; b++) {
        const double *opex = column(c, S_OPEX, b, -1),
                     *moved = column(c, S_CAPEX_TO_LEASES, b, -1);
        for (int t = 0; t < c->steps; t++) {
            at_most(c, "capex to leases", t, moved[t], opex[t], opex[t]);
            at_most(c, "opex left", t, -column(c, S_OPEX_LEFT, b, -1)[t], 0, 1e5);
            for (int w = 0; w < s->n_workloads; w++)
                for (int k = 0; k < 2; k++) {
                    SeriesId id = k ? S_BANDWIDTH : S_COMPUTE;
                    double part[4];
                    for (int i = 0; i < 4; i++)
                        part[i] = series_at(
                            c->r.series, 0,
                            series_column(c->r.series, (SeriesId)((int)id + i), b, -1, w))[t];
                    equal(c, "compute", t, part[0], part[1] + part[2] + part[3], part[0]);
                }
        }
    }
}

// Every value is a number, or "no value" where a series may have none.
static void finite_values(const World *c) {
    const Series *x = c->r.series;
    for (int i = 0; i < x->n_columns; i++) {
        SeriesId id = x->columns[i].id;
        SeriesKind kind = SERIES[id].kind;
        bool may_miss = kind == SERIES_SHARE || kind == SERIES_PRICE || id == S_CAP_LEFT ||
                        id == S_APPROVED;
        for (int t = 0; t < c->steps; t++) {
            double y = series_at(x, 0, i)[t];
            if (isfinite(y) || (may_miss && isnan(y))) continue;
            print_error("%s is %g in step %d\n", SERIES[id].name, y, t);
            fprintf(stderr, "%s\n", c->text);
            fail();
        }
    }
}

static void stocks_are_not_negative(const World *c) {
    const SeriesId ids[] = {S_INVENTORY,
                            S_MADE,
                            S_WIP,
                            S_IN_TRANSIT,
                            S_INSTALLED,
                            S_UNMET,
                            S_BOUGHT,
                            S_LOST,
                            S_DELIVERED,
                            S_UNCONVERTED,
                            S_LEVY,
                            S_TARIFF,
                            S_SUBSIDY,
                            S_CAPEX,
                            S_COMPUTE,
                            S_BANDWIDTH,
                            S_WRITE_DOWN,
                            S_CAP_LEFT,
                            S_OPEX,
                            S_CAPEX_TO_LEASES,
                            S_COMPUTE_LEASED,
                            S_EFFECTIVE_COMPUTE};
    for (size_t k = 0; k < sizeof ids / sizeof *ids; k++)
        for (int i = c->r.series->first[ids[k]]; i < c->r.series->first[ids[k] + 1]; i++)
            for (int t = 0; t < c->steps; t++) {
                double y = series_at(c->r.series, 0, i)[t];
                if (isnan(y)) continue;
                at_most(c, SERIES[ids[k]].name, t, -y, 0, 1e5);
            }
}

static void chips_are_kept(const World *c) {
    const Scenario *s = c->r.s;
    for (int i = 0; i < s->n_chips; i++) {
        const double *stock = column(c, S_INVENTORY, -1, i), *made = column(c, S_MADE, -1, i);
        double before = 0;
        for (int l = 0; l < s->n_lines; l++)
            if (s->lines[l].chip == i) {
                double values[256];
                script_base_values(c->r.script, values);
                before += scenario_value(s, s->lines[l].inventory, values, 0);
            }
        for (int t = 0; t < c->steps; t++) {
            double bought = 0;
            for (int b = 0; b < s->n_buyers; b++) bought += column(c, S_BOUGHT, b, i)[t];
            equal(c, "stock", t, stock[t], before + made[t] - bought, before + made[t]);
            before = stock[t];
        }
    }
}

static void purchases_arrive(const World *c) {
    for (int b = 0; b < c->r.s->n_buyers; b++)
        for (int i = 0; i < c->r.s->n_chips; i++) {
            double before = 0;
            for (int t = 0; t < c->steps; t++) {
                double bought = column(c, S_BOUGHT, b, i)[t], claimed, wished;
                double way = column(c, S_IN_TRANSIT, b, i)[t];
                wished = column(c, S_WISHED, b, i)[t];
                claimed = column(c, S_CLAIMED, b, i)[t];
                equal(c, "in transit", t, way,
                      before + bought - column(c, S_DELIVERED, b, i)[t], before + bought);
                at_most(c, "bought over wished", t, bought, wished, wished);
                at_most(c, "wished over claimed", t, wished, claimed, claimed);
                double room = column(c, S_CAP_LEFT, b, i)[t];
                if (!isnan(room)) at_most(c, "bought over room", t, bought, room, room);
                double fill = column(c, S_FILL_RATE, b, i)[t];
                if (!isnan(fill)) at_most(c, "fill rate", t, fill, 1, 1);
                before = way;
            }
        }
}

static bool is_import(const Scenario *s, int b, int c) {
    return s->chips[c].captive < 0 &&
           strcmp(s->chips[c].origin, s->buyers[b].jurisdiction) != 0;
}

// The only threshold of an approval that generate.c writes.
static bool within(const Scenario *s, const Instrument *i, int chip, const double *values) {
    double tpp = scenario_value(s, s->chips[chip].tpp, values, 0);
    return tpp < scenario_value(s, i->box.tpp_below, values, 0);
}

// Of an authority with one approval, in force over the whole run: its limits hold.
static void caps_hold(const World *c) {
    const Scenario *s = c->r.s;
    double values[256];
    script_base_values(c->r.script, values);
    for (int k = 0; k < s->n_approvals; k++) {
        const Approval *a = &s->approvals[k];
        int same = 0;
        for (int j = 0; j < s->n_approvals; j++)
            same += strcmp(s->approvals[j].i.by, a->i.by) == 0;
        double dt = step_months(s->calendar.step);
        bool always = scenario_value(s, a->i.from, values, 0) <= 0 &&
                      scenario_value(s, a->i.to, values, 0) >= NO_CAP;
        if (same > 1 || !always) continue;
        double all = 0, theirs = 0, each[16] = {0};
        for (int t = 0; t < c->steps; t++) {
            double now = 0, time = t * dt;
            for (int b = 0; b < s->n_buyers; b++)
                for (int i = 0; i < s->n_chips; i++) {
                    if (!instrument_acts(&a->i, b, i) || !is_import(s, b, i)) continue;
                    if (!within(s, &a->i, i, values)) continue;
                    now += column(c, S_BOUGHT, b, i)[t];
                    each[b] += column(c, S_BOUGHT, b, i)[t];
                }
            all += now;
            at_most(c, "units", t, all, scenario_value(s, a->units, values, time), all);
            at_most(c, "per month", t, now, dt * scenario_value(s, a->per_month, values, time),
                    now);
            double cap = scenario_value(s, a->per_buyer, values, time);
            for (int b = 0; b < s->n_buyers; b++) at_most(c, "per buyer", t, each[b], cap, cap);
            double share = scenario_value(s, a->share, values, time);
            if (a->share_of && share < NO_CAP) at_most(c, "share", t, all, share * theirs, all);
            for (int b = 0; b < s->n_buyers && a->share_of; b++)
                for (int i = 0; i < s->n_chips; i++)
                    if (a->i.chips.has[i] && within(s, &a->i, i, values) &&
                        strcmp(s->buyers[b].jurisdiction, a->share_of) == 0)
                        theirs += column(c, S_BOUGHT, b, i)[t];
        }
    }
}

static double unit_of(const World *c, int basis, int b, int i, int t, const double *values) {
    double time = t * step_months(c->r.s->calendar.step);
    return basis == BASIS_UNITS ? 1
           : basis == BASIS_SPEND
               ? column(c, S_PRICE, b, i)[t]
               : scenario_value(c->r.s, c->r.s->chips[i].throughput, values, time);
}

static double active_part(const World *c, const Instrument *i, const double *values, int t) {
    double dt = step_months(c->r.s->calendar.step);
    double from = scenario_value(c->r.s, i->from, values, 0);
    double to = scenario_value(c->r.s, i->to, values, 0);
    return fmax(0, fmin(to, (t + 1) * dt) - fmax(from, t * dt)) / dt;
}

// Domestic >= ratio * imports over the window of every step in which something was imported.
static void bundling_holds(const World *c) {
    const Scenario *s = c->r.s;
    double values[256], dt = step_months(s->calendar.step);
    script_base_values(c->r.script, values);
    for (int k = 0; k < s->n_bundlings; k++)
        for (int b = 0; b < s->n_buyers; b++) {
            const Bundling *q = &s->bundlings[k];
            double window = fmax(1, scenario_value(s, q->window, values, 0) / dt);
            for (int t = 0; t < c->steps; t++) {
                double ratio = scenario_value(s, q->ratio, values, t * dt) *
                               active_part(c, &q->i, values, t);
                double own = 0, foreign = 0, now = 0;
                for (int u = t; u >= 0 && t - u < window; u--)
                    for (int i = 0; i < s->n_chips; i++) {
                        double part = fmin(1, window - (t - u));
                        double x = part * column(c, S_BOUGHT, b, i)[u];
                        if (x == 0) continue;
                        x *= unit_of(c, q->basis, b, i, u, values);
                        if (!is_import(s, b, i))
                            own +=
                                strcmp(s->chips[i].origin, s->buyers[b].jurisdiction) ? 0 : x;
                        else if (instrument_acts(&q->i, b, i)) {
                            foreign += x;
                            if (u == t) now += x;
                        }
                    }
                if (ratio > 1e-9 && now > 1e-6 * foreign)
                    at_most(c, "imports over bundling", t, ratio * foreign, own, own);
            }
        }
}

// No resource gives more than there is; and lines that run full and share nothing scarce do so.
static void resources_hold(const World *c) {
    const Scenario *s = c->r.s;
    double values[256], dt = step_months(s->calendar.step);
    script_base_values(c->r.script, values);
    for (int t = 0; t < c->steps; t++) {
        bool scarce = false;
        for (int i = 0; i < s->n_resources; i++) {
            double x = column(c, S_RESOURCE_USE, i, -1)[t];
            if (!isnan(x)) at_most(c, "resource use", t, x, 1, 1);
            scarce = scarce || isnan(x) || x > 1 - 1e-9;
        }
        for (int i = 0; i < s->n_chips && !scarce; i++) {
            double full = 0;
            bool plain = true;
            for (int l = 0; l < s->n_lines; l++) {
                const Line *line = &s->lines[l];
                if (line->chip != i) continue;
                plain = plain && line->build == BUILD_CAPACITY && !line->foundry;
                double capacity = scenario_value(s, line->capacity, values, t * dt);
                plain = plain && capacity < NO_CAP;
                full += dt * capacity;
            }
            for (int k = 0; k < s->n_tapeouts; k++) plain = plain && s->tapeouts[k].chip != i;
            plain = plain && s->chips[i].follows < 0;
            if (plain) equal(c, "made", t, column(c, S_MADE, -1, i)[t], full, full);
        }
    }
}

static void invariants_hold(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= SCENARIOS; seed++) {
        World c = world_new(&(Generate){.seed = seed});
        assert_true(c.r.ledger.chips <= 1e-9 && c.r.ledger.money <= 1e-9);
        finite_values(&c);
        leases_are_kept(&c);
        stocks_are_not_negative(&c);
        chips_are_kept(&c);
        purchases_arrive(&c);
        caps_hold(&c);
        bundling_holds(&c);
        resources_hold(&c);
        world_done(&c);
    }
}

// The column of another run that has the same names.
static int column_like(const World *a, int i, const World *b) {
    const Series *x = a->r.series, *y = b->r.series;
    const Column *c = &x->columns[i];
    for (int k = y->first[c->id]; k < y->first[c->id + 1]; k++) {
        const Column *d = &y->columns[k];
        const char *p = series_party_name(x, i), *q = series_party_name(y, k);
        if ((p != q && (!p || !q || strcmp(p, q) != 0)) || (c->chip < 0) != (d->chip < 0))
            continue;
        if (c->chip >= 0 &&
            strcmp(a->r.s->chips[c->chip].head.name, b->r.s->chips[d->chip].head.name) != 0)
            continue;
        if (c->workload >= 0 && strcmp(a->r.s->workloads[c->workload].head.name,
                                       b->r.s->workloads[d->workload].head.name) != 0)
            continue;
        return k;
    }
    return -1;
}

static bool alike(double a, double b, double scale, double tolerance) {
    if (isnan(a) || isnan(b)) return isnan(a) == isnan(b);
    return a == b || fabs(a - b) <= tolerance * fmax(1, scale);
}

// Each column's largest value sets the scale of its differences.
static void same_results(const World *a, const World *b, double tolerance) {
    const Series *x = a->r.series, *y = b->r.series;
    for (int i = 0; i < x->n_columns; i++) {
        SeriesId id = x->columns[i].id;
        int k = column_like(a, i, b);
        if (k < 0 && SERIES[id].by & (BY_AUTHORITY | BY_APPROVAL)) continue;
        assert_true(k >= 0);
        if (tolerance > 0 && (id == S_BINDING || SERIES[id].kind == SERIES_SHARE)) continue;
        double scale = 0;
        for (int t = 0; t < a->steps; t++) scale = fmax(scale, fabs(series_at(x, 0, i)[t]));
        if (SERIES[id].kind != SERIES_PRICE) scale = fmax(scale, 1e4);
        for (int t = 0; t < a->steps; t++) {
            double u = series_at(x, 0, i)[t], v = series_at(y, 0, k)[t];
            if (alike(u, v, scale, tolerance)) continue;
            print_error("%s (column %d) in step %d: %.17g and %.17g\n", SERIES[id].name, i, t,
                        u, v);
            fprintf(stderr, "%s\n%s\n", a->text, b->text);
            fail();
        }
    }
}

static void order_of_declarations_does_not_matter(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= SCENARIOS / 2; seed++) {
        World a = world_new(&(Generate){.seed = seed, .plain_numbers = 1});
        World b = world_new(&(Generate){.seed = seed, .plain_numbers = 1, .shuffle = seed});
        same_results(&a, &b, 1e-7);
        world_done(&a);
        world_done(&b);
    }
}

static void neutral_instruments_change_no_byte(void **state) {
    (void)state;
    const char *const neutral[] = {
        "export_levy 'n' { by = 'ZZ', rate = lever 'n' { 0, min = 0, max = 0.1 }, pass_through "
        "= 1 }",
        "tariff 'n' { by = 'ZZ', rate = 0 }",
        "bundling 'n' { by = 'ZZ', ratio = lever 'n' { 0, min = 0, max = 1 } }",
        "bundling 'n' { by = 'ZZ', ratio = off }",
        "guideline 'n' { by = 'ZZ', share = 0.3, compliance = lever 'n' { 0, min = 0, max = 1 "
        "} }",
        "guideline 'n' { by = 'ZZ', share = lever 'n' { 0, min = 0, max = 0.5 } }",
        "subsidy 'n' { by = 'ZZ', rate = lever 'n' { 0, min = 0, max = 0.5 } }",
        "approval 'n' { by = 'ZZ' }",
        "shock 'n' { at = lever 'd' { off, min = '2026-01', max = '2026-05' }, sets = { l = 1 "
        "} } "
        "tariff 'n' { by = 'ZZ', rate = lever 'l' { 0, min = 0, max = 1 } }",
        "shock 'n' { hazard = lever 'h' { 0, min = 0, max = 1 }, sets = { l = 1 } } "
        "tariff 'n' { by = 'ZZ', rate = lever 'l' { 0, min = 0, max = 1 } }",
        "control 'n' { by = 'ZZ', tpp_from = lever 'n' { 1e9, min = 0, max = 1e9 } }",
        "approval 'n' { by = 'ZZ', tpp_below = lever 'n' { 0, min = 0, max = 1e9 }, units = 1 "
        "}",
        "tariff 'n' { by = 'ZZ', rate = 0.1, pass_through = 1, density_from = 1e6 }",
        "approval 'n' { by = 'ZZ', units = lever 'n' { off, min = 0, max = 1 } }",
        "control 'n' { by = 'ZZ', from = off }",
        "lease 'n' { rate = 1, term = 12, from = off }",
        "efficiency 'n' { growth = lever 'n' { 0, min = 0, max = 1 } }",
        "efficiency 'n' { growth = 1, scarcity = 1, from = off }",
        "lease 'n' { rate = 1, term = 12, capacity = lever 'n' { 0, min = 0, max = 1 } }",
    };
    for (uint64_t seed = 1; seed <= SCENARIOS / 2; seed++) {
        const char *more = neutral[seed % (sizeof neutral / sizeof *neutral)];
        World a = world_new(&(Generate){.seed = seed});
        World b = world_new(&(Generate){.seed = seed, .more = more});
        same_results(&a, &b, 0);
        world_done(&a);
        world_done(&b);
    }
}

#define GREY(fields)                                                                           \
    "chip 'grey' { origin = 'US', price = 40e3, throughput = 2, grey = true" fields            \
    " } line 'grey' { chip = 'grey', capacity = lever 'grey' { %d, min = 0, max = 9e3 } }"

// A grey market that brings nothing is none.
static void an_empty_grey_market_changes_no_byte(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= SCENARIOS; seed++) {
        char more[512];
        snprintf(more, sizeof more, GREY(", seized = 0.3, detection = 500"), 0);
        World a = world_new(&(Generate){.seed = seed});
        World b = world_new(&(Generate){.seed = seed, .more = more});
        same_results(&a, &b, 0);
        world_done(&a);
        world_done(&b);
    }
}

// Detection that is off is none, whatever is smuggled.
static void no_detection_changes_no_byte(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= SCENARIOS / 3; seed++) {
        char plain[512], more[512];
        snprintf(plain, sizeof plain, GREY(", seized = 0.3"), 2000);
        snprintf(more, sizeof more,
                 GREY(", seized = 0.3, detection = lever 'd' { off, min = 1, max = 9e3, off = "
                      "true }"),
                 2000);
        World a = world_new(&(Generate){.seed = seed, .more = plain});
        World b = world_new(&(Generate){.seed = seed, .more = more});
        same_results(&a, &b, 0);
        world_done(&a);
        world_done(&b);
    }
}

static void grey_chips_are_kept(void **state) {
    (void)state;
    int bought_in = 0;
    for (uint64_t seed = 1; seed <= SCENARIOS / 2; seed++) {
        char more[512];
        bool found = seed % 2;
        snprintf(more, sizeof more, GREY(", flops = 900, bandwidth = 4, seized = 0.3%s"),
                 found ? ", detection = 4e3" : "", 2000);
        World c = world_new(&(Generate){.seed = seed, .more = more});
        assert_true(c.r.ledger.chips <= 1e-9 && c.r.ledger.money <= 1e-9);
        finite_values(&c);
        stocks_are_not_negative(&c);
        double any = 0;
        for (int b = 0; b < c.r.s->n_buyers; b++) {
            const char *buyer = c.r.s->buyers[b].head.name;
            double bought = lua_value(&c.r, S_BOUGHT, buyer, "grey", -1);
            double taken = lua_value(&c.r, S_SEIZED, buyer, "grey", -1);
            double got = lua_value(&c.r, S_DELIVERED, buyer, "grey", -1);
            double way = lua_value(&c.r, S_IN_TRANSIT, buyer, "grey", -1);
            if (found)
                at_most(&c, "seized", -1, .3 * (taken + got), taken, bought);
            else
                equal(&c, "seized", -1, taken, .3 * (taken + got), bought);
            equal(&c, "bought", -1, bought, taken + got + way, bought);
            any += bought;
        }
        bought_in += any > 0;
        world_done(&c);
    }
    assert_true(bought_in > SCENARIOS / 4);
}

static void neutral_fields_change_no_byte(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= SCENARIOS / 2; seed++) {
        World a = world_new(&(Generate){.seed = seed});
        World b = world_new(&(Generate){.seed = seed, .neutral = 1});
        same_results(&a, &b, 0);
        world_done(&a);
        world_done(&b);
    }
}

// Bytes of a block: every lane its own inputs and draw.
static double *block_run(const LuaRun *r, const Kernel *k, int first, int lanes) {
    Want want = want_all();
    MarketOptions o = {.want = &want, .seed = 7};
    Market *m = k->market_new(r->s, &o);
    Series *x = series_new(r->s, &want, lanes);
    double values[MARKET_LANES][256];
    const double *inputs[MARKET_LANES];
    uint64_t draws[MARKET_LANES];
    for (int i = 0; i < lanes; i++) {
        uint64_t state = (uint64_t)(first + i) * 977 + 5;
        for (int k2 = 0; k2 < r->s->n_inputs; k2++) {
            const Input *in = &r->s->inputs[k2];
            values[i][k2] = in->min + (in->max - in->min) * generate_uniform(&state);
        }
        inputs[i] = values[i];
        draws[i] = (uint64_t)(first + i);
    }
    Faults *f = faults_new();
    bool fine = k->market_run(m, lanes, inputs, draws, x, 0, NULL, f);
    assert_no_faults(f);
    assert_true(fine);
    faults_free(f);
    k->market_free(m);
    size_t size = sizeof(double) * (size_t)(x->n_columns * x->steps * lanes);
    double *out = malloc(size);
    memcpy(out, x->value, size);
    series_free(x);
    return out;
}

static size_t run_size(const LuaRun *r) {
    return sizeof(double) * (size_t)(r->series->n_columns * r->series->steps);
}

static void every_build_gives_the_same_bytes(void **state) {
    (void)state;
    const char *const isas[] = {"v2", "v3", "v4", "any"};
    for (int i = 0; i < 4; i++)
        if (!kernel_named(isas[i]))
            print_message("no %s on this machine: not compared\n", isas[i]);
    for (uint64_t seed = 1; seed <= SCENARIOS / 3; seed++) {
        World c = world_new(&(Generate){.seed = seed});
        double *want = block_run(&c.r, kernel_probe(), 0, MARKET_LANES);
        for (int i = 0; i < 4; i++) {
            const Kernel *k = kernel_named(isas[i]);
            if (!k) continue;
            double *got = block_run(&c.r, k, 0, MARKET_LANES);
            if (memcmp(got, want, run_size(&c.r) * MARKET_LANES) != 0) {
                print_error("%s differs\n", isas[i]);
                fprintf(stderr, "%s\n", c.text);
                fail();
            }
            free(got);
        }
        free(want);
        world_done(&c);
    }
}

// A draw's bytes do not depend on who shares its block.
static void lanes_do_not_see_each_other(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= SCENARIOS / 3; seed++) {
        World c = world_new(&(Generate){.seed = seed});
        size_t size = run_size(&c.r);
        double *all = block_run(&c.r, kernel_pick(), 0, MARKET_LANES);
        for (int lane = 0; lane < MARKET_LANES; lane += 5) {
            double *one = block_run(&c.r, kernel_pick(), lane, 1);
            if (memcmp(one, (char *)all + size * (size_t)lane, size) != 0) {
                print_error("lane %d differs alone\n", lane);
                fprintf(stderr, "%s\n", c.text);
                fail();
            }
            free(one);
        }
        free(all);
        world_done(&c);
    }
}

// In the first step nothing has been bought yet: more units leave no room smaller.
static void more_approved_lets_in_no_less(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= SCENARIOS / 2; seed++) {
        World a = world_new(&(Generate){.seed = seed, .plain_numbers = 1});
        World b =
            world_new(&(Generate){.seed = seed, .plain_numbers = 1, .approval_scale = 1.5});
        for (int i = 0; i < a.r.s->n_buyers; i++)
            for (int k = 0; k < a.r.s->n_chips; k++) {
                double u = column(&a, S_CAP_LEFT, i, k)[0], v = column(&b, S_CAP_LEFT, i, k)[0];
                if (!isnan(u) && !isnan(v)) at_most(&a, "room", 0, u, v, v);
            }
        world_done(&a);
        world_done(&b);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(invariants_hold),
        cmocka_unit_test(order_of_declarations_does_not_matter),
        cmocka_unit_test(neutral_instruments_change_no_byte),
        cmocka_unit_test(neutral_fields_change_no_byte),
        cmocka_unit_test(an_empty_grey_market_changes_no_byte),
        cmocka_unit_test(no_detection_changes_no_byte),
        cmocka_unit_test(grey_chips_are_kept),
        cmocka_unit_test(every_build_gives_the_same_bytes),
        cmocka_unit_test(lanes_do_not_see_each_other),
        cmocka_unit_test(more_approved_lets_in_no_less),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
