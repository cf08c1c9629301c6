// The headline of results made by hand, and other currencies.
#include "support/test.h"
#include "support/draft.h"
#include "support/script.h"

#include "study/gist.h"

#include <math.h>
#include <string.h>

// Two buyers in CN and one in US, an American and a Chinese chip, twelve months.
typedef struct World {
    Draft *draft;
    const Scenario *s;
    Results results;
    Result at[3];
    double inputs[4];
} World;

enum { BYTEDANCE, ALIBABA, META };
enum { H200, ASCEND };

static void add_chip(Draft *d, const char *name, const char *origin, double price,
                     double flops) {
    RawEntity *e = draft_entity(d, "chip", name);
    draft_text(d, e, "origin", origin);
    draft_number(d, e, "price", price);
    draft_number(d, e, "flops", flops);
}

static void add_buyer(Draft *d, const char *name, const char *home, double capex,
                      double demand) {
    RawEntity *e = draft_entity(d, "buyer", name);
    draft_text(d, e, "jurisdiction", home);
    draft_number(d, e, "capex", capex);
    draft_number(d, e, "demand", demand);
}

static void world_draft(World *w) {
    *w = (World){.draft = draft_new()};
    draft_scenario(w->draft, "2026-01", "2026-12", "month");
    add_chip(w->draft, "H200", "US", 27000, 989.5);
    add_chip(w->draft, "Ascend", "CN", 20000, 494.75);
    add_buyer(w->draft, "ByteDance", "CN", 14e9, 100e3);
    add_buyer(w->draft, "Alibaba", "CN", 7e9, 50e3);
    add_buyer(w->draft, "Meta", "US", 100e9, 100e3);
}

static void restrict_imports(World *w) {
    RawEntity *e = draft_entity(w->draft, "control", "ban");
    draft_text(w->draft, e, "by", "CN");
    draft_list(w->draft, e, "chips", "H200", NULL);
}

static void world_build(World *w, int results) {
    Want all = want_all();
    w->s = draft_build(w->draft);
    w->results = (Results){.n = results, .at = w->at};
    static const char *const NAMES[] = {"baseline", "no levy", "75k cap"};
    for (int i = 0; i < results; i++) {
        w->at[i] = (Result){.name = NAMES[i], .values = w->inputs, .scenario = w->s};
        w->at[i].series = series_new(w->s, &all, 1);
        for (int k = 0; k < w->at[i].series->n_columns; k++)
            for (int t = 0;
                 t < 12 && SERIES[w->at[i].series->columns[k].id].kind == SERIES_SHARE; t++)
                series_at(w->at[i].series, 0, k)[t] = NAN;
    }
}

static void world_done(World *w) {
    for (int i = 0; i < w->results.n; i++) series_free(w->at[i].series);
    draft_free(w->draft);
}

// `value` in the steps [from, to) of one column of a result.
static void fill(World *w, int result, SeriesId id, int party, int chip, int from, int to,
                 double value) {
    Series *x = w->at[result].series;
    int workload = SERIES[id].by & BY_WORKLOAD ? 0 : -1;
    int column = series_column(x, id, party, chip, workload);
    assert_true(column >= 0);
    for (int i = from; i < to; i++) series_at(x, 0, column)[i] = value;
}

// A buyer gets `units` of a chip in all, at a price, and has `left` money at the end.
static void buys(World *w, int result, int buyer, int chip, double units, double price,
                 double left) {
    fill(w, result, S_WISHED, buyer, chip, 0, 12, units / 12);
    fill(w, result, S_BOUGHT, buyer, chip, 0, 12, units / 12);
    fill(w, result, S_DELIVERED, buyer, chip, 0, 12, units / 12);
    fill(w, result, S_PRICE, buyer, chip, 0, 12, price);
    fill(w, result, S_CAPEX, buyer, chip, 0, 12, units * price / 12);
    fill(w, result, S_SPEND, buyer, chip, 0, 12, units * price / 12);
    fill(w, result, S_BUDGET_LEFT, buyer, -1, 11, 12, left);
}

static void binds(World *w, int result, int buyer, int from, int to, Binding b) {
    fill(w, result, S_BINDING, buyer, -1, from, to, b);
}

static void check_headline(World *w, int result, const char *expected, int line) {
    Arena *arena = arena_new();
    const char *got = study_headline(&w->results, result, arena);
    bool same = strcmp(got, expected) == 0;
    if (!same) print_error("headline is\n  %s\nexpected\n  %s\n", got, expected);
    arena_free(arena);
    if (!same) _fail(__FILE__, line);
}
#define assert_headline(w, result, text) check_headline((w), (result), (text), __LINE__)

static void approvals_bind(World *w, int result) {
    buys(w, result, BYTEDANCE, H200, 133333, 27000, 14e9 - 133333 * 27000.0);
    buys(w, result, ALIBABA, H200, 100000, 27000, 7e9 - 2.7e9);
    buys(w, result, META, H200, 1e6, 27000, 0);
    binds(w, result, BYTEDANCE, 0, 12, BINDING_APPROVAL);
    binds(w, result, ALIBABA, 0, 12, BINDING_APPROVAL);
}

static void the_buyer_that_policy_holds_is_named(void **state) {
    (void)state;
    World w;
    world_draft(&w);
    restrict_imports(&w);
    world_build(&w, 1);
    approvals_bind(&w, 0);
    assert_headline(
        &w, 0, "Approvals bind throughout: ByteDance receives 133k of 519k affordable H200s");
    binds(&w, 0, BYTEDANCE, 8, 12, BINDING_SUPPLY);
    assert_headline(&w, 0,
                    "Approvals bind first: ByteDance receives 133k of 519k affordable H200s");
    binds(&w, 0, BYTEDANCE, 0, 12, BINDING_CONVERSION);
    binds(&w, 0, BYTEDANCE, 0, 2, BINDING_CONTROL);
    binds(&w, 0, ALIBABA, 0, 12, BINDING_CONTROL);
    assert_headline(
        &w, 0,
        "Slow conversion of approvals binds in 10 of 12 months: ByteDance receives 133k of "
        "519k affordable H200s");
    world_done(&w);
}

static void nothing_arrives(void **state) {
    (void)state;
    World w;
    world_draft(&w);
    restrict_imports(&w);
    world_build(&w, 1);
    buys(&w, 0, BYTEDANCE, H200, 0, 27000, 14e9);
    buys(&w, 0, ALIBABA, H200, 0, 27000, 7e9);
    binds(&w, 0, BYTEDANCE, 0, 12, BINDING_CONTROL);
    binds(&w, 0, ALIBABA, 0, 12, BINDING_CONTROL);
    assert_headline(
        &w, 0, "Controls bind throughout: ByteDance receives none of 519k affordable H200s");
    world_done(&w);
}

static void what_arrives_after_the_end_is_bought(void **state) {
    (void)state;
    Faults *f = faults_new();
    folder_init();
    Script *script = load_text(
        "scenario \"late\" { from = \"2026-01\", to = \"2026-02\" }\n"
        "local permit = lever \"permit\" { 30e3, min = 0, max = 90e3 }\n"
        "chip \"H200\" { seller = \"Nvidia\", origin = \"US\", price = 27000, flops = 989.5 }\n"
        "line \"stock\" { chip = \"H200\", inventory = 700e3 }\n"
        "buyer \"ByteDance\" { jurisdiction = \"CN\", capex = usd(14e9), demand = 20e3, "
        "ship = 2.5 }\n"
        "control \"ban\" { by = \"CN\", chips = { \"H200\" } }\n"
        "approval \"permit\" { by = \"CN\", chips = { \"H200\" }, units = permit }\n",
        f);
    assert_no_faults(f);
    double base[1] = {30e3}, little[1] = {10e3};
    const Point points[] = {{"baseline", base}, {"little", little}};
    Results *r = study_run(script, points, 2, NULL, true, f);
    assert_no_faults(f);
    Arena *arena = arena_new();
    const char *const *said = study_headlines(r, arena);
    assert_string_equal(
        said[0], "Approvals bind in 1 of 2 months: ByteDance buys 30k of 40k wanted H200s; "
                 "the first arrive in Mar 2026, after the end");
    assert_string_equal(said[1], "Little: ByteDance buys 10k H200s instead of 30k; the first "
                                 "arrive in Mar 2026, after the end; approvals still bind");
    assert_string_equal(said[1], study_headline(r, 1, arena));
    arena_free(arena);
    results_free(r);
    script_free(script);
    faults_free(f);
    folder_done();
}

static void money_and_demand_are_said_as_they_are(void **state) {
    (void)state;
    World w;
    world_draft(&w);
    world_build(&w, 1);
    buys(&w, 0, BYTEDANCE, H200, 14e9 / 27000, 27000, 0);
    binds(&w, 0, BYTEDANCE, 0, 12, BINDING_BUDGET);
    assert_headline(&w, 0, "Money binds throughout: ByteDance receives 519k H200s");
    buys(&w, 0, BYTEDANCE, H200, 1.2e6, 5000, 14e9 - 1.2e6 * 5000);
    binds(&w, 0, BYTEDANCE, 0, 12, BINDING_DEMAND);
    assert_headline(&w, 0, "Nothing stands in the way: ByteDance receives 1.2M H200s");
    buys(&w, 0, BYTEDANCE, H200, 0.4e6, 5000, 14e9 - 0.4e6 * 5000); // the rest is domestic
    assert_headline(&w, 0, "Nothing stands in the way: ByteDance receives 400k H200s");
    buys(&w, 0, BYTEDANCE, H200, 0.3e6, 5000, 14e9 - 0.3e6 * 5000);
    binds(&w, 0, BYTEDANCE, 0, 12, BINDING_SUPPLY);
    assert_headline(&w, 0,
                    "Supply binds throughout: ByteDance receives 300k of 1.2M wanted H200s");
    world_done(&w);
}

static void without_imports_supply_is_held_against_demand(void **state) {
    (void)state;
    World w;
    w = (World){.draft = draft_new()};
    draft_scenario(w.draft, "2026-01", "2026-12", "month");
    add_chip(w.draft, "H200", "US", 27000, 989.5);
    add_buyer(w.draft, "Meta", "US", 100e9, 100e3);
    world_build(&w, 1);
    buys(&w, 0, 0, H200, 420e3, 27000, 88e9);
    fill(&w, 0, S_UNMET, 0, -1, 0, 12, 65e3);
    fill(&w, 0, S_LOST, 0, -1, 0, 12, 65e3);
    assert_headline(&w, 0,
                    "Supply covers 35% of demand: Meta receives 420k of 1.2M wanted H200s");
    fill(&w, 0, S_UNMET, 0, -1, 0, 12, 0);
    fill(&w, 0, S_LOST, 0, -1, 0, 12, 0);
    buys(&w, 0, 0, H200, 1.2e6, 27000, 68e9);
    assert_headline(&w, 0, "All demand is met: Meta receives 1.2M H200s");
    world_done(&w);
}

static void a_case_is_held_against_the_baseline(void **state) {
    (void)state;
    World w;
    world_draft(&w);
    restrict_imports(&w);
    RawEntity *e = draft_entity(w.draft, "export_levy", "levy");
    draft_text(w.draft, e, "by", "US");
    draft_number(w.draft, e, "rate", 0.25);
    world_build(&w, 3);
    for (int i = 0; i < 3; i++) approvals_bind(&w, i);
    assert_headline(&w, 1,
                    "No levy: ByteDance receives 133k H200s as in the baseline; approvals "
                    "still bind");
    int us = strcmp(w.s->authorities[0], "US") == 0 ? 0 : 1;
    fill(&w, 0, S_LEVY, us, -1, 0, 12, 2.7e9 / 12);
    assert_headline(&w, 1,
                    "No levy: ByteDance receives 133k H200s as in the baseline; levies fall "
                    "from $2.7B to $0");
    buys(&w, 2, BYTEDANCE, H200, 75e3, 27000, 14e9 - 75e3 * 27000.0);
    binds(&w, 2, BYTEDANCE, 0, 12, BINDING_CAP);
    assert_headline(&w, 2,
                    "75k cap: ByteDance receives 75k H200s instead of 133k; caps bind instead "
                    "of approvals");
    world_done(&w);
}

static void a_script_may_have_its_own(void **state) {
    (void)state;
    World w;
    world_draft(&w);
    restrict_imports(&w);
    Formula cap = draft_lever(w.draft, "cap", 2, 1, 4);
    draft_formula(w.draft, draft_find(w.draft, "chip", "H200"), "die_area", cap);
    draft_text(w.draft, draft_find(w.draft, "scenario", "a test"), "headline",
               "Permits are scarce");
    world_build(&w, 1);
    approvals_bind(&w, 0);
    w.inputs[0] = 2;
    assert_headline(&w, 0, "Permits are scarce");
    w.inputs[0] = 3;
    assert_headline(
        &w, 0, "Approvals bind throughout: ByteDance receives 133k of 519k affordable H200s");
    world_done(&w);
}

static void money_in_another_currency(void **state) {
    (void)state;
    World w;
    world_draft(&w);
    restrict_imports(&w);
    RawEntity *e = draft_entity(w.draft, "currency", "RMB");
    draft_path(w.draft, e, "per_usd",
               draft_knots(w.draft, PATH_STEPS, UNIT_PLAIN, 2, "2026-01", 7.0, "2026-07", 8.0));
    world_build(&w, 1);
    approvals_bind(&w, 0);
    assert_near(money_rate(w.s, CURRENCY_RMB, w.inputs, 0), 7, 0);
    assert_near(money_rate(w.s, CURRENCY_RMB, w.inputs, 6), 8, 0);
    assert_near(money_rate(w.s, CURRENCY_USD, w.inputs, 6), 1, 0);
    results_convert(&w.results, CURRENCY_EUR);
    int price = series_column(w.at[0].series, S_PRICE, BYTEDANCE, H200, -1);
    assert_string_equal(series_unit(w.at[0].series, price), "USD");
    results_convert(&w.results, CURRENCY_RMB);
    const double *y = series_at(w.at[0].series, 0, price);
    assert_string_equal(series_unit(w.at[0].series, price), "RMB");
    assert_near(y[5], 7 * 27000, 0);
    assert_near(y[6], 8 * 27000, 0);
    int bought = series_column(w.at[0].series, S_BOUGHT, BYTEDANCE, H200, -1);
    assert_near(series_at(w.at[0].series, 0, bought)[6], 133333 / 12.0, 0);
    world_done(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_buyer_that_policy_holds_is_named),
        cmocka_unit_test(nothing_arrives),
        cmocka_unit_test(what_arrives_after_the_end_is_bought),
        cmocka_unit_test(money_and_demand_are_said_as_they_are),
        cmocka_unit_test(without_imports_supply_is_held_against_demand),
        cmocka_unit_test(a_case_is_held_against_the_baseline),
        cmocka_unit_test(a_script_may_have_its_own),
        cmocka_unit_test(money_in_another_currency),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
