// What build makes of a draft without faults.
#include "support/test.h"
#include "support/draft.h"

#include <math.h>
#include <string.h>

static const Unit RMB = {.power = {[DIM_MONEY] = 1}, .currency = CURRENCY_RMB};
static const Unit DATE = {.date = true};

static RawEntity *h200(Draft *d) {
    return draft_find(d, "chip", "H200");
}
static RawEntity *bytedance(Draft *d) {
    return draft_find(d, "buyer", "ByteDance");
}
static RawEntity *setting(Draft *d) {
    return draft_find(d, "scenario", "a test");
}

#define assert_value(s, num, t, expected)                                                      \
    assert_near(scenario_value((s), (num), NULL, (t)), (expected), 0)

static void small_scenario(void **state) {
    (void)state;
    Draft *d = draft_small();
    const Scenario *s = draft_build(d);
    assert_string_equal(s->title, "a test");
    assert_string_equal(s->file, "test.lua");
    assert_string_equal(s->compute_unit, "H100e");
    assert_int_equal(s->seed, 1234);
    assert_near(s->calendar.from, 312, 0);
    assert_near(s->calendar.months, 12, 0);
    assert_int_equal(s->calendar.steps, 12);
    assert_null(s->question);
    assert_ptr_equal(s->draft, d);
    assert_int_equal(s->n_chips, 1);
    const Chip *c = &s->chips[0];
    assert_string_equal(c->head.name, "H200");
    assert_int_equal(c->head.line, 5);
    assert_string_equal(c->origin, "US");
    assert_string_equal(c->seller, "H200");
    assert_int_equal(c->captive, -1);
    assert_int_equal(c->rule, RATION_PROPORTIONAL);
    assert_true(c->workloads.has[0] && !c->workloads.given);
    assert_value(s, c->price, 0, 27000);
    assert_value(s, c->throughput, 0, 1);
    assert_value(s, c->bandwidth, 0, 0);
    assert_value(s, s->reference_flops, 0, 989.5);
    assert_value(s, s->reference_bandwidth, 0, 3.35);
    draft_free(d);
}

static void defaults_of_a_buyer(void **state) {
    (void)state;
    Draft *d = draft_small();
    const Scenario *s = draft_build(d);
    const Buyer *b = &s->buyers[0];
    assert_string_equal(b->jurisdiction, "CN");
    assert_int_equal(b->currency, CURRENCY_USD);
    assert_int_equal(b->opex.n, 0);
    assert_value(s, b->carry, 0, 1);
    assert_value(s, b->deposit, 0, 1);
    assert_value(s, b->priority, 0, 1);
    assert_value(s, b->unmet_carry, 0, 0);
    assert_value(s, b->inflation, 0, 0);
    assert_value(s, b->ship, 0, 0);
    assert_value(s, b->life, 0, FOREVER);
    assert_value(s, b->substitution, 0, NO_CAP);
    assert_value(s, b->weight.amount[0], 0, 1);
    assert_false(b->weight.given);
    assert_true(b->demand.given && !b->target.given);
    assert_value(s, b->demand.amount[0], 0, 1000);
    assert_int_equal(b->target.amount[0], NUM_NONE);
    assert_true(b->access_to.has[0] && !b->access_to.given);
    assert_int_equal(b->plan, PLAN_AFFORDABLE);
    assert_int_equal(b->capex.n, 1);
    assert_true(b->capex.first_year <= 2000); // one amount for all years
    assert_value(s, b->capex.amount[0], 0, 1e9);
    draft_free(d);
}

static int steps_of(const char *from, const char *to, const char *step, double *months) {
    Draft *d = draft_small();
    draft_text(d, setting(d), "from", from);
    draft_text(d, setting(d), "to", to);
    draft_text(d, setting(d), "step", step);
    const Scenario *s = draft_build(d);
    int steps = s->calendar.steps;
    *months = s->calendar.months;
    draft_free(d);
    return steps;
}

static void calendars(void **state) {
    (void)state;
    double months;
    assert_int_equal(steps_of("2026-01", "2027-12", "month", &months), 24);
    assert_near(months, 24, 0);
    assert_int_equal(steps_of("2026-01", "2026-01", "month", &months), 1);
    assert_int_equal(steps_of("2026", "2027", "month", &months), 24);
    assert_int_equal(steps_of("2026-01", "2026-Q3", "quarter", &months), 3);
    assert_int_equal(steps_of("2026-01", "2026-04", "quarter", &months), 2); // past the end
    assert_near(months, 4, 0);
    assert_int_equal(steps_of("2026-01", "2026-12", "week", &months), 53);
    assert_int_equal(steps_of("2026-01", "2026-02-28", "month", &months), 2);
    assert_near(months, 2, 1e-12); // the day named is the last
    assert_int_equal(steps_of("2026-01", "2026-01-01", "week", &months), 1);
    assert_near(months, 1.0 / 31, 1e-12);
}

static void settings(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_text(d, setting(d), "question", "Who pays?");
    draft_text(d, setting(d), "headline", "Approvals bind");
    draft_text(d, setting(d), "compute_unit", "H20e");
    draft_number(d, setting(d), "seed", 99);
    const Scenario *s = draft_build(d);
    assert_string_equal(s->question, "Who pays?");
    assert_string_equal(s->headline, "Approvals bind");
    assert_int_equal(s->seed, 99);
    assert_value(s, s->reference_flops, 0, 148);
    assert_value(s, s->reference_bandwidth, 0, 4);
    assert_value(s, s->chips[0].throughput, 0, 989.5 / 148);
    assert_string_equal(scenario_unit_label(s, s->chips[0].throughput), "H20e");
    assert_string_equal(scenario_unit_label(s, s->buyers[0].demand.amount[0]),
                        "H20e per month");
    draft_free(d);
}

static void a_unit_of_its_own(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_text(d, setting(d), "compute_unit", "tokens");
    draft_number(d, h200(d), "throughput", 5);
    const Scenario *s = draft_build(d);
    assert_int_equal(s->reference_flops, NUM_NONE);
    assert_int_equal(s->reference_bandwidth, NUM_NONE);
    assert_value(s, s->chips[0].throughput, 0, 5);
    draft_free(d);
}

static void numbers_share_slots(void **state) {
    (void)state;
    Draft *d = draft_small();
    Formula rate = draft_lever(d, "rate", 0.25, 0, 0.4);
    for (int i = 0; i < 3; i++) {
        RawEntity *e = draft_entity(d, "export_levy", i == 0 ? "a" : i == 1 ? "b" : "c");
        draft_text(d, e, "by", "US");
        draft_list(d, e, "buyers", "CN", NULL);
        draft_formula(d, e, "rate", rate);
        draft_text(d, e, "from", i < 2 ? "2026-02" : "2026-03");
        draft_text(d, e, "to", i == 0 ? "2026-04" : i == 1 ? "2026-05" : "2026-06");
    }
    draft_input(d, "rate")->max = 0.3;
    const Scenario *s = draft_build(d);
    assert_int_equal(s->levies[0].rate, s->levies[1].rate);
    assert_int_equal(s->levies[0].i.from, s->levies[1].i.from);
    assert_int_not_equal(s->levies[0].i.from, s->levies[2].i.from);
    assert_int_equal(scenario_formula(s, s->levies[0].rate), rate);
    assert_value(s, s->levies[2].i.from, 0, 2);
    double inputs[] = {0.3};
    assert_near(scenario_value(s, s->levies[0].rate, inputs, 0), 0.3, 0);
    double regs[200], out[200];
    assert_true(s->tape->n_ops < 200 && s->n_slots < 200);
    assert_int_equal(s->tape->n_outs, s->n_slots);
    tape_values(s->tape, inputs, regs, out);
    for (int i = 0; i < s->n_slots; i++) {
        double value = scenario_value(s, i, inputs, 0);
        assert_memory_equal(&out[i], &value, sizeof value);
    }
    draft_free(d);
}

static void paths(void **state) {
    (void)state;
    Draft *d = draft_small();
    const Path *p =
        draft_knots(d, PATH_LINEAR, UNIT_PLAIN, 2, "2026-01", 10.0, "2026-05", 50.0);
    draft_path(d, bytedance(d), "demand", p);
    draft_path(d, h200(d), "price", draft_grow(d, 27000, 0.01, UNIT_PLAIN));
    RawEntity *e = draft_entity(d, "line", "a");
    draft_text(d, e, "chip", "H200");
    draft_path(
        d, e, "capacity",
        draft_knots(d, PATH_STEPS, UNIT_PLAIN, 2, "2026-01", 10.0, "2026-05", off_value()));
    e = draft_entity(d, "buyer", "Alibaba");
    draft_text(d, e, "jurisdiction", "CN");
    draft_number(d, e, "capex", 1);
    draft_path(d, e, "demand", p);
    const Scenario *s = draft_build(d);
    assert_int_equal(s->n_paths, 3);
    Num demand = s->buyers[0].demand.amount[0];
    assert_true(demand >= s->n_slots && demand < s->n_slots + s->n_paths);
    assert_int_equal(demand, s->buyers[1].demand.amount[0]);
    assert_int_equal(scenario_formula(s, demand), FORMULA_NONE);
    assert_string_equal(scenario_unit_label(s, demand), "H100e per month");
    assert_value(s, demand, 0, 10);
    assert_value(s, demand, 3, 40);
    assert_value(s, s->lines[0].capacity, 3.5, 10);
    assert_value(s, s->lines[0].capacity, 4, NO_CAP); // an OFF knot is the neutral value
    assert_near(scenario_value(s, s->chips[0].price, NULL, 2), 27000 * 1.0201, 1e-14);
    const PathPlan *plan = &s->paths[demand - s->n_slots];
    assert_int_equal(plan->kind, PATH_LINEAR);
    assert_value(s, plan->date[1], 0, 4); // since the scenario begins
    draft_free(d);
}

static void off_is_neutral(void **state) {
    (void)state;
    Draft *d = draft_small();
    Formula cap = draft_lever(d, "cap", off_value(), 1, 9);
    RawEntity *e = draft_entity(d, "approval", "January");
    draft_text(d, e, "by", "CN");
    draft_formula(d, e, "units", cap);
    draft_off(d, e, "conversion");
    draft_off(d, e, "from");
    e = draft_entity(d, "export_levy", "none");
    draft_text(d, e, "by", "US");
    draft_off(d, e, "rate");
    e = draft_entity(d, "bundling", "none");
    draft_text(d, e, "by", "CN");
    draft_off(d, e, "ratio");
    draft_off(d, bytedance(d), "capex");
    draft_off(d, bytedance(d), "life");
    const Scenario *s = draft_build(d);
    const Approval *a = &s->approvals[0];
    double off[] = {off_value()}, five[] = {5};
    assert_near(scenario_value(s, a->units, off, 0), NO_CAP, 0);
    assert_near(scenario_value(s, a->units, five, 0), 5, 0);
    assert_value(s, a->per_month, 0, NO_CAP);
    assert_value(s, a->conversion, 0, NO_CAP);
    assert_value(s, a->i.from, 0, NO_CAP); // never begins
    assert_value(s, a->i.to, 0, NO_CAP);   // never ends
    assert_value(s, s->levies[0].rate, 0, 0);
    assert_value(s, s->bundlings[0].ratio, 0, 0);
    assert_value(s, s->bundlings[0].window, 0, 0);
    assert_value(s, s->buyers[0].capex.amount[0], 0, NO_CAP);
    assert_value(s, s->buyers[0].life, 0, FOREVER);
    assert_true(s->inputs[0].can_be_off);
    draft_free(d);
}

static void budgets_by_year(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_number(d, draft_entity(d, "currency", "CNY"), "per_usd", 7.1);
    Raw values[] = {raw_formula(formula_const(d->graph, 160e9, RMB)), raw_number(90e9)};
    const char *const keys[] = {"2028", "2026"};
    draft_field(d, bytedance(d), "capex", draft_raw_map(d, 2, keys, values));
    const Scenario *s = draft_build(d);
    const Buyer *b = &s->buyers[0];
    assert_int_equal(b->currency, CURRENCY_RMB);
    assert_int_equal(s->currencies[0].currency, CURRENCY_RMB);
    assert_value(s, s->currencies[0].per_usd, 0, 7.1);
    assert_int_equal(b->capex.first_year, 2026);
    assert_int_equal(b->capex.n, 3);
    assert_value(s, b->capex.amount[0], 0, 90e9);
    assert_value(s, b->capex.amount[1], 0, 90e9); // the last one given holds on
    assert_value(s, b->capex.amount[2], 0, 160e9);
    assert_string_equal(scenario_unit_label(s, b->capex.amount[0]), "RMB per year");
    assert_string_equal(scenario_unit_label(s, s->currencies[0].per_usd), "RMB per USD");
    draft_free(d);
}

static void workloads(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_number(d, draft_entity(d, "workload", "training"), "intensity", 300);
    draft_entity(d, "workload", "inference");
    draft_map(d, bytedance(d), "demand", "inference", 70.0, NULL);
    draft_map(d, bytedance(d), "weight", "training", 2.0, NULL);
    draft_list(d, h200(d), "workloads", "training", NULL);
    const Scenario *s = draft_build(d);
    assert_int_equal(s->n_workloads, 2);
    assert_value(s, s->workloads[0].intensity, 0, 300);
    assert_value(s, s->workloads[1].intensity, 0, NO_CAP);
    assert_value(s, s->workloads[1].mfu, 0, 1);
    const Buyer *b = &s->buyers[0];
    assert_int_equal(b->demand.amount[0], NUM_NONE);
    assert_value(s, b->demand.amount[1], 0, 70);
    assert_value(s, b->weight.amount[0], 0, 2);
    assert_value(s, b->weight.amount[1], 0, 1);
    assert_true(s->chips[0].workloads.has[0] && !s->chips[0].workloads.has[1]);
    draft_free(d);
    d = draft_small();
    s = draft_build(d);
    assert_int_equal(s->n_workloads, 1); // one of its own
    assert_string_equal(s->workloads[0].head.name, "compute");
    assert_value(s, s->workloads[0].intensity, 0, NO_CAP);
    draft_free(d);
}

static void sets_of_buyers(void **state) {
    (void)state;
    Draft *d = draft_small();
    const char *const more[][2] = {{"Alibaba", "CN"}, {"Meta", "US"}, {"G42", "AE"}};
    for (int i = 0; i < 3; i++) {
        RawEntity *e = draft_entity(d, "buyer", more[i][0]);
        draft_text(d, e, "jurisdiction", more[i][1]);
        draft_number(d, e, "capex", 1);
        draft_number(d, e, "demand", 1);
    }
    RawEntity *e = draft_entity(d, "control", "some");
    draft_text(d, e, "by", "US");
    draft_list(d, e, "buyers", "CN", "G42", NULL);
    draft_text(d, e, "chips", "H200"); // one name without a list
    e = draft_entity(d, "control", "all");
    draft_text(d, e, "by", "CN");
    const Scenario *s = draft_build(d);
    const bool some[] = {true, true, false, true}, all[] = {true, true, true, true};
    assert_memory_equal(s->controls[0].i.buyers.has, some, sizeof some);
    assert_true(s->controls[0].i.buyers.given && s->controls[0].i.chips.has[0]);
    assert_memory_equal(s->controls[1].i.buyers.has, all, sizeof all);
    assert_false(s->controls[1].i.buyers.given);
    assert_int_equal(s->n_authorities, 2);
    assert_string_equal(s->authorities[0], "US");
    assert_string_equal(s->authorities[1], "CN");
    draft_free(d);
}

// Where no buyers are named an authority rules over what is its own: imports into its place and
// exports from there. The chip is of the US; the buyers are in CN, AE and the US.
static void reach_of_an_authority(void **state) {
    (void)state;
    Draft *d = draft_small();
    const char *const more[][2] = {{"Meta", "US"}, {"G42", "AE"}};
    for (int i = 0; i < 2; i++) {
        RawEntity *e = draft_entity(d, "buyer", more[i][0]);
        draft_text(d, e, "jurisdiction", more[i][1]);
        draft_number(d, e, "capex", 1);
        draft_number(d, e, "demand", 1);
    }
    const char *const by[] = {"CN", "US", "Nvidia", "CN"};
    for (int i = 0; i < 4; i++) {
        RawEntity *e = draft_entity(d, "control",
                                    i == 0   ? "customs"
                                    : i == 1 ? "licence"
                                    : i == 2 ? "seller"
                                             : "named");
        draft_text(d, e, "by", by[i]);
        if (i == 3) draft_list(d, e, "buyers", "G42", NULL);
    }
    const Scenario *s = draft_build(d);
    const bool want[4][3] = {
        {true, false, false}, {true, true, true}, {true, true, true}, {false, false, true}};
    for (int i = 0; i < 4; i++)
        for (int b = 0; b < 3; b++)
            assert_int_equal(instrument_acts(&s->controls[i].i, b, 0), want[i][b]);
    draft_free(d);
}

static void levies_and_tariffs(void **state) {
    (void)state;
    Draft *d = draft_small();
    RawEntity *e = draft_entity(d, "tariff", "duty");
    draft_text(d, e, "by", "CN");
    draft_number(d, e, "rate", 1.45);
    draft_number(d, e, "pass_through", 0.5);
    e = draft_entity(d, "export_levy", "25%");
    draft_text(d, e, "by", "US");
    draft_number(d, e, "rate", 0.25);
    draft_text(d, e, "pass_through", "linear");
    e = draft_entity(d, "export_levy", "15%");
    draft_text(d, e, "by", "US");
    draft_number(d, e, "rate", 0.15);
    const Scenario *s = draft_build(d);
    assert_int_equal(s->n_levies, 3);
    assert_true(s->levies[0].duty);
    assert_int_equal(s->levies[0].pass_through.kind, PASS_NUMBER);
    assert_value(s, s->levies[0].pass_through.rho, 0, 0.5);
    assert_false(s->levies[1].duty);
    assert_int_equal(s->levies[1].pass_through.kind, PASS_LINEAR);
    assert_int_equal(s->levies[2].pass_through.kind, PASS_SELLER);
    draft_free(d);
}

static void chips_of_a_buyer(void **state) {
    (void)state;
    Draft *d = draft_small();
    RawEntity *e = draft_entity(d, "chip", "SeedChip");
    draft_text(d, e, "origin", "CN");
    draft_number(d, e, "price", 6000);
    draft_number(d, e, "throughput", 0.15);
    draft_field(d, e, "captive", (Raw){.kind = RAW_ENTITY, .text = "ByteDance"});
    e = draft_entity(d, "chip", "H20");
    draft_text(d, e, "origin", "US");
    draft_text(d, e, "seller", "Nvidia");
    draft_number(d, e, "price", 12000);
    draft_number(d, e, "flops", 148);
    draft_text(d, h200(d), "seller", "Nvidia");
    const Scenario *s = draft_build(d);
    assert_int_equal(s->chips[1].captive, 0);
    assert_string_equal(s->chips[1].seller, "ByteDance");
    assert_int_equal(s->n_sellers, 2);
    assert_string_equal(s->sellers[0], "Nvidia");
    assert_string_equal(s->sellers[1], "ByteDance");
    draft_free(d);
}

static void events(void **state) {
    (void)state;
    Draft *d = draft_small();
    RawEntity *e = draft_entity(d, "tapeout", "SeedChip");
    draft_text(d, e, "owner", "ByteDance");
    draft_text(d, e, "chip", "H200");
    draft_text(d, e, "at", "2025-11");
    draft_number(d, e, "fab_months", 4);
    draft_number(d, e, "ramp", 2000);
    e = draft_entity(d, "control", "undated");
    draft_text(d, e, "by", "US");
    e = draft_entity(d, "approval", "January");
    draft_text(d, e, "by", "CN");
    draft_text(d, e, "from", "2026-01-17");
    draft_text(d, e, "doc", "after the talks");
    e = draft_entity(d, "lease", "Johor");
    draft_number(d, e, "rate", 1);
    draft_number(d, e, "term", 12);
    draft_text(d, e, "to", "2026-08");
    e = draft_entity(d, "bundling", "quota");
    draft_text(d, e, "by", "CN");
    draft_number(d, e, "ratio", 1);
    draft_text(d, e, "from", "2026-03");
    draft_text(d, e, "to", "2026-05");
    const Scenario *s = draft_build(d);
    assert_int_equal(s->n_events, 5);
    assert_string_equal(s->events[0].kind, "tapeout");
    assert_value(s, s->events[0].at, 0, -2);
    assert_string_equal(s->events[1].name, "January");
    assert_near(scenario_value(s, s->events[1].at, NULL, 0), 16.0 / 31, 1e-12);
    assert_string_equal(s->events[1].head->doc, "after the talks");
    assert_string_equal(s->events[2].name, "Johor closes");
    assert_string_equal(s->events[2].head->name, "Johor");
    assert_string_equal(s->events[2].kind, "lease");
    assert_value(s, s->events[2].at, 0, 7);
    assert_string_equal(s->events[3].name, "quota");
    assert_value(s, s->events[3].at, 0, 2);
    assert_string_equal(s->events[4].name, "quota ends");
    assert_value(s, s->events[4].at, 0, 4);
    assert_true(s->events[2].ends && !s->events[3].ends && s->events[4].ends);
    assert_value(s, s->tapeouts[0].spins, 0, 1);
    assert_value(s, s->tapeouts[0].first_silicon, 0, 1);
    assert_value(s, s->tapeouts[0].volume, 0, NO_CAP);
    assert_value(s, s->tapeouts[0].respin_months, 0, 5);
    draft_free(d);
}

static void sources_and_charts(void **state) {
    (void)state;
    Draft *d = draft_small();
    RawEntity *e = draft_entity(d, "source", "C086");
    draft_text(d, e, "title", "Terms");
    draft_number(d, e, "date", 2026);
    draft_list(d, h200(d), "source", "C086", "assumed", NULL);
    e = draft_entity(d, "chart", "Who gets the chips");
    draft_list(d, e, "series", "delivered", "bought", NULL);
    draft_text(d, e, "by", "buyer");
    draft_text(d, e, "chip", "H200");
    draft_bool(d, e, "cumulative", true);
    draft_text(d, e, "kind", "area");
    const Scenario *s = draft_build(d);
    assert_string_equal(s->sources[0].head.name, "C086");
    assert_string_equal(s->sources[0].title, "Terms");
    assert_string_equal(s->sources[0].date, "2026");
    assert_int_equal(s->chips[0].head.sources.n, 2);
    assert_string_equal(s->chips[0].head.sources.name[1], "assumed");
    const Chart *c = &s->charts[0];
    assert_int_equal(c->series.n, 2);
    assert_string_equal(c->series.name[1], "bought");
    assert_string_equal(c->by, "buyer");
    assert_int_equal(c->chip, 0);
    assert_int_equal(c->buyer, -1);
    assert_true(c->cumulative);
    assert_int_equal(c->kind, CHART_AREA);
    draft_free(d);
}

static void units_of_levers(void **state) {
    (void)state;
    Draft *d = draft_small();
    Formula price = draft_assume(d, "price", 27000, 20000, 30000, UNIT_PLAIN);
    Formula levy = draft_lever(d, "levy", 0.25, 0, 0.4);
    draft_assume(d, "unused", 85e9, 0, 90e9, RMB);
    Formula start = draft_assume(d, "start", 314, 312, 318, DATE);
    Formula monthly = draft_lever(d, "monthly", 5, 0, 9);
    draft_formula(d, h200(d), "price", price);
    draft_formula(d, h200(d), "unit_cost", price);
    RawEntity *e = draft_entity(d, "export_levy", "a");
    draft_text(d, e, "by", "US");
    draft_formula(d, e, "rate", levy);
    draft_formula(d, e, "from", start);
    e = draft_entity(d, "approval", "b");
    draft_text(d, e, "by", "CN");
    Path *p = (Path *)draft_knots(d, PATH_STEPS, UNIT_PLAIN, 2, "2026-01", 1.0, "2026-06", 2.0);
    p->value[1] = monthly;
    draft_path(d, e, "per_month", p);
    const Scenario *s = draft_build(d);
    assert_string_equal(s->inputs[0].unit_label, "USD per unit");
    assert_string_equal(s->inputs[1].unit_label, "");
    assert_string_equal(s->inputs[2].unit_label, "RMB");
    assert_string_equal(s->inputs[3].unit_label, "");
    assert_string_equal(s->inputs[4].unit_label, "units per month");
    assert_string_equal(scenario_unit_label(s, s->chips[0].price), "USD per unit");
    draft_free(d);
}

static void every_kind(void **state) {
    (void)state;
    Draft *d = draft_small();
    RawEntity *e = draft_entity(d, "line", "TSMC 4N");
    draft_text(d, e, "chip", "H200");
    draft_number(d, e, "inventory", 7e5);
    draft_text(d, e, "build", "to_order");
    draft_text(d, e, "foundry", "TSMC");
    e = draft_entity(d, "approval", "half");
    draft_text(d, e, "by", "US");
    draft_text(d, e, "share_of", "CN");
    draft_number(d, e, "share", 0.5);
    e = draft_entity(d, "bundling", "one for one");
    draft_text(d, e, "by", "CN");
    draft_number(d, e, "ratio", 1);
    draft_text(d, e, "basis", "units");
    draft_formula(d, e, "window",
                  formula_const(d->graph, 3, (Unit){.power = {[DIM_TIME] = 1}}));
    e = draft_entity(d, "bundling", "default");
    draft_text(d, e, "by", "CN");
    draft_number(d, e, "ratio", 1);
    e = draft_entity(d, "control", "foundry");
    draft_text(d, e, "by", "US");
    draft_text(d, e, "foundry", "TSMC");
    draft_text(d, bytedance(d), "plan", "wanted");
    const Scenario *s = draft_build(d);
    assert_int_equal(s->lines[0].chip, 0);
    assert_int_equal(s->lines[0].build, BUILD_TO_ORDER);
    assert_value(s, s->lines[0].inventory, 0, 7e5);
    assert_value(s, s->lines[0].capacity, 0, 0);
    assert_value(s, s->lines[0].cover, 0, 1);
    assert_value(s, s->lines[0].smoothing, 0, 2);
    assert_string_equal(s->lines[0].foundry, "TSMC");
    assert_string_equal(s->approvals[0].share_of, "CN");
    assert_value(s, s->approvals[0].share, 0, 0.5);
    assert_int_equal(s->bundlings[0].basis, BASIS_UNITS);
    assert_value(s, s->bundlings[0].window, 0, 3);
    assert_int_equal(s->bundlings[1].basis, BASIS_SPEND);
    assert_value(s, s->bundlings[1].value, 0, 0.5);
    assert_string_equal(s->controls[0].foundry, "TSMC");
    assert_null(s->approvals[0].i.head.doc);
    assert_int_equal(s->buyers[0].plan, PLAN_WANTED);
    draft_free(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_scenario),
        cmocka_unit_test(defaults_of_a_buyer),
        cmocka_unit_test(calendars),
        cmocka_unit_test(settings),
        cmocka_unit_test(a_unit_of_its_own),
        cmocka_unit_test(numbers_share_slots),
        cmocka_unit_test(paths),
        cmocka_unit_test(off_is_neutral),
        cmocka_unit_test(budgets_by_year),
        cmocka_unit_test(workloads),
        cmocka_unit_test(sets_of_buyers),
        cmocka_unit_test(reach_of_an_authority),
        cmocka_unit_test(levies_and_tariffs),
        cmocka_unit_test(chips_of_a_buyer),
        cmocka_unit_test(events),
        cmocka_unit_test(sources_and_charts),
        cmocka_unit_test(units_of_levers),
        cmocka_unit_test(every_kind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
