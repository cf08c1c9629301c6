#include "study/ensemble.h"

#include "base/random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 2 * MARKET_LANES, MARKETS = 8 };

// What runs one variant; the last few are kept.
typedef struct Stand {
    const Scenario *scenario;
    Market *market;
    Rules *rules;
    Series *series;
    Want want;
} Stand;

typedef struct Draw { // of one point
    const Scenario *scenario;
    double *values;
    int point, draw;
    bool taken;
    Drawn *drawn; // its outcomes; NULL when none are asked for
} Draw;

typedef struct EnsembleBench {
    Script *script;
    Want want;
    Pick *picks; // then the totals
    Faults *rule_faults;
    int n_stands;
    Stand stands[MARKETS];
} Bench;

static bool is_drawn(const Input *in, double value) {
    return in->kind == INPUT_ASSUME && in->dist.kind != DIST_NONE && value <= in->base &&
           value >= in->base;
}

bool ensemble_moves(const Scenario *base, const double *point) {
    for (int i = 0; i < base->n_inputs; i++)
        if (is_drawn(&base->inputs[i], point[i])) return true;
    return base->n_tapeouts > 0;
}

void ensemble_draw(const Scenario *base, const double *point, uint64_t seed, uint64_t draw,
                   double *values) {
    for (int i = 0; i < base->n_inputs; i++) {
        const Input *in = &base->inputs[i];
        values[i] = point[i];
        if (!is_drawn(in, point[i])) continue;
        uint64_t name = text_hash(TEXT_HASH, in->name, strlen(in->name));
        double x = dist_quantile(&in->dist, random_uniform(seed, draw, name, RANDOM_ASSUME, 0));
        if (in->whole) x = round(x);
        values[i] = fmin(fmax(x, in->min), in->max);
    }
}

static void add_column(Ensemble *e, int *cap, EnsembleColumn c) {
    c.at = e->of_point;
    e->of_point += (size_t)c.steps * (size_t)e->draws;
    ARENA_PUSH(e->arena, e->columns, e->n_columns, *cap, c);
}

// The curves of the base: which there are depends on the scenario alone.
static void add_columns(Ensemble *e, const Scenario *s, const EnsemblePlan *plan) {
    Bench *b = e->bench;
    int cap = 0;
    Series *empty = series_new(s, &b->want, 1);
    Arena *scratch = arena_new();
    for (int i = 0; i < plan->n_picks; i++) {
        Curve *curves;
        int n = series_curves(empty, 0, &plan->picks[i], scratch, &curves);
        for (int k = 0; k < n; k++)
            add_column(e, &cap,
                       (EnsembleColumn){.pick = i,
                                        .name = arena_text(e->arena, curves[k].name),
                                        .steps = empty->steps});
    }
    for (int i = 0; i < plan->n_totals; i++)
        add_column(e, &cap, (EnsembleColumn){.pick = plan->n_picks + i, .steps = 1});
    arena_free(scratch);
    series_free(empty);
}

static void copy_points(Ensemble *e, const Scenario *s, const EnsemblePlan *plan) {
    e->names = ARENA_NEW(e->arena, const char *, e->n_points);
    e->values = ARENA_NEW(e->arena, double *, e->n_points);
    for (int i = 0; i < e->n_points; i++) {
        e->names[i] = arena_text(e->arena, plan->points[i].name);
        e->values[i] = ARENA_NEW(e->arena, double, s->n_inputs);
        memcpy(e->values[i], plan->points[i].values, sizeof(double) * (size_t)s->n_inputs);
    }
}

Ensemble *ensemble_new(Script *script, const EnsemblePlan *plan, Region *region) {
    Arena *a = arena_in(region);
    const Scenario *s = script_base(script);
    Ensemble *e = ARENA_NEW(a, Ensemble, 1);
    *e = (Ensemble){.arena = a,
                    .n_points = plan->n_points,
                    .n_picks = plan->n_picks,
                    .draws = plan->draws,
                    .seed = plan->seed,
                    .n_outcomes = plan->n_outcomes,
                    .outcomes = plan->outcomes,
                    .currency = plan->currency};
    int n = plan->n_picks + plan->n_totals;
    Bench *b = e->bench = ARENA_NEW(a, Bench, 1);
    b->script = script;
    b->rule_faults = faults_new();
    b->picks = ARENA_NEW(a, Pick, n);
    e->picks = b->picks;
    for (int i = 0; i < n; i++) {
        bool total = i >= plan->n_picks;
        b->picks[i] = total ? plan->totals[i - plan->n_picks] : plan->picks[i];
        b->want.series[b->picks[i].id] = true;
    }
    if (s->n_rules) b->want = want_all(); // a rule may look at any
    copy_points(e, s, plan);
    add_columns(e, s, plan);
    e->value = ARENA_NEW(a, float, e->of_point *(size_t)e->n_points);
    e->outcome = ARENA_NEW(a, double, (size_t)(e->n_points * e->n_outcomes) * (size_t)e->draws);
    return e;
}

static void stand_done(Stand *x) {
    if (x->market) kernel_pick()->market_free(x->market);
    rules_free(x->rules);
    series_free(x->series);
    *x = (Stand){0};
}

void ensemble_free(Ensemble *e) {
    if (!e) return;
    for (int i = 0; i < MARKETS; i++) stand_done(&e->bench->stands[i]);
    faults_free(e->bench->rule_faults);
    arena_free(e->arena);
}

// What a variant's own results look at is recorded as well.
static Want want_of(const Ensemble *e, const Scenario *s) {
    Want want = e->bench->want;
    for (int i = 0; i < e->n_outcomes; i++)
        if (e->outcomes[i].total) want.series[series_find(e->outcomes[i].name)] = true;
    for (int i = 0; e->n_outcomes && i < s->n_findings; i++)
        if (s->findings[i].series) want.series[series_find(s->findings[i].series)] = true;
    return want;
}

// NULL with faults when its rules cannot be made ready.
static Stand *stand_for(Ensemble *e, const Scenario *s, Faults *faults) {
    Bench *b = e->bench;
    for (int i = 0; i < MARKETS; i++)
        if (b->stands[i].scenario == s) return &b->stands[i];
    Stand *x = &b->stands[b->n_stands++ % MARKETS];
    stand_done(x);
    if (s->n_rules && !(x->rules = rules_new(b->script, s, b->rule_faults))) {
        faults_copy(b->rule_faults, "", faults);
        return NULL;
    }
    x->want = want_of(e, s);
    MarketOptions o = {.want = &x->want,
                       .hook = x->rules ? rules_hook : NULL,
                       .context = x->rules,
                       .seed = e->seed};
    x->market = kernel_pick()->market_new(s, &o);
    x->series = series_new(s, &x->want, MARKET_LANES);
    x->scenario = s;
    return x;
}

float *ensemble_row(const Ensemble *e, int point, int column, int step) {
    const EnsembleColumn *c = &e->columns[column];
    return e->value + e->of_point * (size_t)point + c->at + (size_t)step * (size_t)e->draws;
}

// At the rate that the draw has at the time of each step: of a cumulative curve what each adds.
static void convert(const Ensemble *e, const Draw *d, const Series *x, const Pick *pick,
                    Curve *c) {
    const Scenario *s = x->scenario;
    if (strcmp(SERIES[pick->id].unit, "USD") != 0) return;
    bool adds = pick->cumulative && SERIES[pick->id].kind == SERIES_FLOW;
    double before = 0, sum = 0;
    for (int i = 0; i < x->steps; i++) {
        double rate = money_rate(s, e->currency, d->values, calendar_time(&s->calendar, i));
        double now = c->y[i];
        sum += (now - before) * rate;
        c->y[i] = adds ? sum : now * rate;
        before = now;
    }
}

static void put(Ensemble *e, const Draw *d, int column, const double *y) {
    for (int i = 0; i < e->columns[column].steps; i++)
        ensemble_row(e, d->point, column, i)[d->draw] = y ? (float)y[i] : NAN;
}

static void keep(Ensemble *e, const Draw *d, const Series *x, int run) {
    Arena *scratch = arena_new();
    Curve *curves = NULL;
    int n = 0, last = -1;
    if (d->drawn) outcome_read(d->drawn, x, run, e->outcomes, e->n_outcomes);
    for (int c = 0; c < e->n_columns; c++) {
        const EnsembleColumn *k = &e->columns[c];
        const Pick *pick = &e->bench->picks[k->pick];
        if (!k->name) {
            put(e, d, c, &(double){series_total(x, run, pick)});
            continue;
        }
        if (k->pick != last) {
            n = series_curves(x, run, pick, scratch, &curves);
            for (int i = 0; i < n && e->currency != CURRENCY_NONE; i++)
                convert(e, d, x, pick, &curves[i]);
        }
        last = k->pick;
        int at = 0;
        while (at < n && strcmp(curves[at].name, k->name) != 0) at++;
        put(e, d, c, at < n ? curves[at].y : NULL);
    }
    arena_free(scratch);
}

static void keep_nothing(Ensemble *e, const Draw *d) {
    for (int c = 0; c < e->n_columns; c++) put(e, d, c, NULL);
}

// Only the first failure is told.
static void fail(Ensemble *e, const Draw *d, const Faults *why, Faults *faults) {
    keep_nothing(e, d);
    if (!e->failed++) faults_copy(why, "", faults);
}

// One market run of draws of one variant. A rule that is wrong fails them alone, one by one.
static void run_lanes(Ensemble *e, const Draw **d, int n, Faults *faults) {
    const double *inputs[MARKET_LANES];
    uint64_t draws[MARKET_LANES];
    Faults *why = faults_new();
    Stand *x = stand_for(e, d[0]->scenario, why);
    for (int i = 0; i < n; i++) inputs[i] = d[i]->values, draws[i] = (uint64_t)d[i]->draw;
    bool fine =
        x && kernel_pick()->market_run(x->market, n, inputs, draws, x->series, 0, NULL, why);
    if (x) faults_copy(e->bench->rule_faults, "", why);
    faults_clear(e->bench->rule_faults);
    if (fine) series_clear_residues(x->series);
    for (int i = 0; i < n && fine; i++) keep(e, d[i], x->series, i);
    for (int i = 0; i < n && !fine && n > 1; i++) run_lanes(e, d + i, 1, faults);
    if (!fine && n == 1) fail(e, d[0], why, faults);
    faults_free(why);
}

// Draws of one variant fill lanes together, whatever their point.
static void run_draws(Ensemble *e, Draw *all, int n, Faults *faults) {
    const Draw *same[MARKET_LANES];
    for (int i = 0; i < n; i++) {
        const Scenario *s = all[i].scenario;
        int k = 0;
        for (int j = i; s && j < n && k < MARKET_LANES; j++) {
            if (all[j].scenario != s || all[j].taken) continue;
            all[j].taken = true;
            same[k++] = &all[j];
        }
        if (k) run_lanes(e, same, k, faults);
        i -= k == MARKET_LANES; // there may be more of it
    }
}

double *ensemble_outcome(const Ensemble *e, int point, int outcome) {
    return e->outcome + (size_t)(point * e->n_outcomes + outcome) * (size_t)e->draws;
}

static void add_drawn(const Ensemble *e, Draw *d, Drawn *drawn, Arena *scratch) {
    *drawn = (Drawn){.point = e->names[d->point], .scenario = d->scenario, .values = d->values};
    if (!d->scenario) return;
    drawn->own = ARENA_NEW(scratch, double, d->scenario->n_findings);
    drawn->asked = ARENA_NEW(scratch, double, e->n_outcomes);
    d->drawn = drawn;
}

// A result may be of another point of its draw: all of them ran.
static void keep_outcomes(const Ensemble *e, const Drawn *drawn, int from, int n) {
    for (int draw = 0; draw < n; draw++, drawn += e->n_points)
        for (int p = 0; p < e->n_points; p++)
            for (int k = 0; k < e->n_outcomes; k++)
                ensemble_outcome(e, p, k)[from + draw] =
                    outcome_value(drawn, e->n_points, p, e->outcomes, k);
}

bool ensemble_step(Ensemble *e, Faults *faults) {
    const Scenario *s = script_base(e->bench->script);
    int from = e->done, n = e->draws - from < BLOCK ? e->draws - from : BLOCK;
    if (n <= 0) return false;
    Arena *scratch = arena_new();
    Draw *all = ARENA_NEW(scratch, Draw, n * e->n_points);
    Drawn *drawn = ARENA_NEW(scratch, Drawn, n * e->n_points);
    Faults *why = faults_new();
    for (int i = 0; i < n * e->n_points; i++) {
        Draw *d = &all[i];
        *d = (Draw){.point = i % e->n_points, .draw = from + i / e->n_points};
        d->values = ARENA_NEW(scratch, double, s->n_inputs);
        ensemble_draw(s, e->values[d->point], e->seed, (uint64_t)d->draw, d->values);
        d->scenario = script_variant(e->bench->script, d->values, why);
        if (e->n_outcomes) add_drawn(e, d, &drawn[i], scratch);
        if (!d->scenario) fail(e, d, why, faults);
        faults_clear(why);
    }
    run_draws(e, all, n * e->n_points, faults);
    keep_outcomes(e, drawn, from, n);
    faults_free(why);
    arena_free(scratch);
    e->done = from + n;
    return e->done < e->draws;
}

double ensemble_value(const Ensemble *e, int point, int column, int step, int draw) {
    return (double)ensemble_row(e, point, column, step)[draw];
}

int ensemble_nearest(const Ensemble *e, int point, int base, int column, int step,
                     double value) {
    const float *x = ensemble_row(e, point, column, step);
    const float *less = base >= 0 ? ensemble_row(e, base, column, step) : NULL;
    int best = -1;
    double least = HUGE_VAL;
    for (int i = 0; i < e->done; i++) {
        double off = fabs((double)(x[i] - (less ? less[i] : 0)) - value);
        if (off < least) least = off, best = i;
    }
    return best;
}

int ensemble_column(const Ensemble *e, int pick, const char *name) {
    for (int i = 0; i < e->n_columns; i++)
        if (e->columns[i].pick == pick && e->columns[i].name &&
            strcmp(e->columns[i].name, name) == 0)
            return i;
    return -1;
}
