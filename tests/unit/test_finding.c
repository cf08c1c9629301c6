// Results of a script, the sentences made of them, and expectations, against closed forms: the
// line makes 1,000 a month, two buyers ask for 1,250, and a quarter of the price is a levy.
#include "support/test.h"
#include "support/script.h"

#include "chart/figure.h"
#include "study/finding.h"
#include "study/fit.h"
#include "study/verdict.h"

#include <math.h>
#include <string.h>

#define WORLD                                                                                  \
    "scenario \"T\" { from = \"2026-01\", to = \"2026-12\"%s }\n"                              \
    "chip \"H200\" { origin = \"US\", seller = \"Nvidia\", price = 20000, throughput = 1 }\n"  \
    "currency \"RMB\" { per_usd = steps { [\"2026-01\"] = 7, [\"2026-07\"] = 8 } }\n"          \
    "local made = lever \"made\" { 1000, min = 0, max = 9000 }\n"                              \
    "line \"L\" { chip = \"H200\", capacity = made }\n"                                        \
    "export_levy \"25\" { by = \"US\", rate = 0.25 }\n"                                        \
    "buyer \"A\" { jurisdiction = \"CN\", capex = usd(14e9), demand = 500 }\n"                 \
    "buyer \"B\" { jurisdiction = \"US\", capex = usd(14e9), demand = 750 }\n"                 \
    "case \"double\" { made = 2000 }\n"

typedef struct Made {
    Arena *arena;
    Faults *faults;
    Script *script;
    Results *r;
} Made;

static Made made(const char *setting, const char *more) {
    Made m = {.arena = arena_new(), .faults = faults_new()};
    m.script = load_text(arena_printf(m.arena, WORLD "%s", setting, more), m.faults);
    assert_no_faults(m.faults);
    double base[1], twice[1];
    script_base_values(m.script, base);
    script_case_values(m.script, 0, twice);
    Point points[2] = {{"baseline", base}, {"double", twice}};
    m.r = study_run(m.script, points, 2, NULL, true, m.faults);
    assert_no_faults(m.faults);
    return m;
}

static void done(Made *m) {
    results_free(m->r);
    script_free(m->script);
    faults_free(m->faults);
    arena_free(m->arena);
}

static double value(const Made *m, int run, const char *name) {
    const Finding *f = finding_named(script_base(m->script), name, strlen(name));
    assert_non_null(f);
    return finding_value(m->r, run, f);
}

static void flows_are_summed_over_their_time(void **state) {
    (void)state;
    Made m =
        made("", "result \"all\" { \"bought\" }\n"
                 "result \"year\" { \"bought\", at = \"2026\" }\n"
                 "result \"A in Q2\" { \"bought\", buyer = \"A\", at = \"2026-Q2\" }\n"
                 "result \"CN in May\" { \"bought\", buyer = \"CN\", at = \"2026-05\" }\n"
                 "result \"to May\" { \"bought\", at = \"2026-05\", cumulative = true }\n"
                 "result \"levies\" { \"levy\", authority = \"US\", at = \"2026-01\" }\n"
                 "result \"double\" { \"bought\", case = \"double\" }\n"
                 "result \"base\" { \"bought\", case = \"baseline\" }\n"
                 "result \"net\" { \"seller_net\", seller = \"Nvidia\", at = \"2026-Q1\" }\n");
    assert_near(value(&m, 0, "all"), 12000, 1e-9);
    assert_near(value(&m, 0, "year"), 12000, 1e-9);
    assert_near(value(&m, 0, "A in Q2"), 1200, 1e-9);
    assert_near(value(&m, 0, "CN in May"), 400, 1e-9);
    assert_near(value(&m, 0, "to May"), 5000, 1e-9);
    assert_near(value(&m, 0, "levies"), 0.25 * 20000 * 400, 1e-9);
    assert_near(value(&m, 0, "net"), 20000 * (0.75 * 1200 + 1800), 1e-9);
    assert_near(value(&m, 0, "double"), 15000, 1e-9);
    assert_near(value(&m, 1, "all"), 15000, 1e-9);
    assert_near(value(&m, 1, "base"), 12000, 1e-9);
    done(&m);
}

// A quarter's step, asked for its middle month: a third of it.
static void a_part_of_a_step_is_a_part_of_its_flow(void **state) {
    (void)state;
    Made m = made(", step = \"quarter\"", "result \"May\" { \"bought\", at = \"2026-05\" }\n"
                                          "result \"half\" { \"bought\", at = \"2026-05\", "
                                          "cumulative = true }\n");
    assert_near(value(&m, 0, "May"), 1000, 1e-9);
    assert_near(value(&m, 0, "half"), 5000, 1e-9);
    done(&m);
}

static void the_rest_stands_at_the_end(void **state) {
    (void)state;
    Made m =
        made("", "result \"at the end\" { \"installed\" }\n"
                 "result \"in March\" { \"installed\", at = \"2026-Q1\", buyer = { \"A\" } }\n"
                 "result \"price\" { \"price\", buyer = \"A\", chip = \"H200\" }\n"
                 "result \"fill\" { \"fill_rate\", buyer = \"B\", at = \"2026-02\" }\n"
                 "result \"unlike\" { \"budget_left\" }\n"
                 "result \"left\" { \"budget_left\", buyer = \"A\", currency = \"RMB\" }\n");
    assert_near(value(&m, 0, "at the end"), 12000, 1e-9);
    assert_near(value(&m, 0, "in March"), 1200, 1e-9);
    assert_near(value(&m, 0, "price"), 20000, 1e-9);
    assert_near(value(&m, 0, "fill"), 0.8, 1e-9);
    assert_near(value(&m, 0, "unlike"), 2 * 14e9 - 12000 * 20000.0, 1e-9);
    assert_near(value(&m, 0, "left"), 8 * (14e9 - 4800 * 20000.0), 1e-9);
    done(&m);
}

static void money_is_converted_step_by_step(void **state) {
    (void)state;
    Made m = made("", "result \"spent\" { \"spend\", currency = \"RMB\" }\n"
                      "result \"usd\" { \"spend\" }\n");
    assert_near(value(&m, 0, "usd"), 12000 * 20000.0, 1e-9);
    assert_near(value(&m, 0, "spent"), 6000 * 20000.0 * (7 + 8), 1e-9);
    results_convert(m.r, CURRENCY_RMB); // what is shown otherwise changes nothing
    assert_near(value(&m, 0, "usd"), 12000 * 20000.0, 1e-9);
    assert_near(value(&m, 0, "spent"), 6000 * 20000.0 * (7 + 8), 1e-9);
    done(&m);
}

// The ISO 4217 code of RMB is as good as its own.
static void cny_is_rmb(void **state) {
    (void)state;
    Made m = made("", "result \"spent\" { \"spend\", currency = \"RMB\" }\n"
                      "result \"iso\" { \"spend\", currency = \"CNY\" }\n");
    assert_near(value(&m, 0, "iso"), value(&m, 0, "spent"), 0);
    assert_int_equal(finding_named(script_base(m.script), "iso", 3)->unit.currency,
                     CURRENCY_RMB);
    done(&m);
}

static void what_binds_is_a_word_or_months(void **state) {
    (void)state;
    Made m = made("", "approval \"June\" { by = \"CN\", units = 0, from = \"2026-09\" }\n"
                      "control \"c\" { by = \"CN\", from = \"2026-09\" }\n"
                      "result \"most\" { \"binding\", buyer = \"A\" }\n"
                      "result \"late\" { \"binding\", buyer = \"A\", at = \"2026-Q4\" }\n"
                      "result \"short\" { \"binding\", buyer = \"A\", bound_by = \"supply\" }\n"
                      "result \"both\" { \"binding\", at = \"2026-12\" }\n");
    assert_int_equal((int)value(&m, 0, "most"), BINDING_SUPPLY);
    assert_int_equal((int)value(&m, 0, "late"), BINDING_APPROVAL);
    assert_near(value(&m, 0, "short"), 8, 1e-9);
    assert_near(value(&m, 1, "short"), 0, 1e-9);
    assert_true(isnan(value(&m, 0, "both"))); // B is a US buyer: another thing binds
    done(&m);
}

static void arithmetic_takes_the_levers_of_the_run(void **state) {
    (void)state;
    Made m = made("", "local got = result \"got\" { \"bought\", buyer = \"A\" }\n"
                      "local all = result \"all\" { \"bought\" }\n"
                      "local share = result \"share\" { got / all }\n"
                      "result \"used\" { all / (made * 12) }\n"
                      "result \"more\" { math.max(share * 100, 0) + 1 }\n");
    assert_near(value(&m, 0, "share"), 0.4, 1e-9);
    assert_near(value(&m, 0, "used"), 1, 1e-9);
    assert_near(value(&m, 1, "used"), 15.0 / 24, 1e-9);
    assert_near(value(&m, 0, "more"), 41, 1e-9);
    done(&m);
}

static void headlines_hold_results(void **state) {
    (void)state;
    Made m = made(", headline = \"A gets {got} of {all}, {share%}, for {paid}; {most} binds, "
                  "{fill} filled\"",
                  "local got = result \"got\" { \"bought\", buyer = \"A\" }\n"
                  "local all = result \"all\" { \"bought\", case = \"baseline\" }\n"
                  "result \"share\" { got / all }\n"
                  "result \"paid\" { \"spend\", currency = \"RMB\" }\n"
                  "result \"fill\" { \"fill_rate\", buyer = \"A\" }\n"
                  "result \"most\" { \"binding\", buyer = \"A\" }\n");
    assert_string_equal(study_headline(m.r, 0, m.arena),
                        "A gets 4.8k of 12k, 40%, for ¥1.8B; supply binds, 80% filled");
    assert_string_equal(study_headline(m.r, 1, m.arena),
                        "double: A gets 6k of 12k, 50%, for ¥2.25B; demand binds, 100% filled");
    done(&m);
}

static const char CLAIMS[] =
    "local got = result \"got\" { \"bought\", buyer = \"A\" }\n"
    "local twice = result \"twice\" { \"bought\", buyer = \"A\", case = \"double\" }\n"
    "local spent = result \"spent\" { \"spend\" }\n"
    "local most = result \"most\" { \"binding\", buyer = \"A\" }\n"
    "local q = result \"q\" { \"price\", at = \"2026-12\", buyer = \"A\", case = \"double\" }\n"
    "expect(\"A gets 4,800\", got, 4800, 0, \"assumed\")\n"
    "expect(\"A gets 5,000\", got, 5000, 199, \"assumed\")\n"
    "expect(\"A gets about 5,000\", got, 5000, \"4%\")\n"
    "expect(\"doubling gives a quarter more\", twice / got, 1.25, 1e-6, { \"assumed\" })\n"
    "expect(\"they spend 240 million\", spent, usd(240e6), usd(1))\n"
    "expect(\"they spend 250 million\", spent, 250e6, \"1%\")\n"
    "expect(\"supply binds\", most, \"supply\")\n"
    "expect(\"approvals bind\", most, \"approval\", nil, \"assumed\")\n"
    "expect(\"the price is 20,000\", q, 20000, 0)\n";

static void expectations_are_judged(void **state) {
    (void)state;
    Made m = made("", CLAIMS);
    Verdicts v;
    assert_true(verdicts_of(m.script, m.arena, &v, m.faults));
    assert_no_faults(m.faults);
    assert_int_equal(v.n, 9);
    assert_int_equal(v.n_off, 3);
    assert_string_equal(v.at[0].computed, "4800");
    assert_string_equal(v.at[0].expected, "4800 within 0");
    assert_string_equal(v.at[4].computed, "240M USD");
    verdicts_report(&v, m.faults);
    assert_faults(
        m.faults,
        "a.lua:16: expect \"A gets 5,000\": is 4800, expected 5000 within 199 (assumed)",
        "a.lua:20: expect \"they spend 250 million\": is 240M USD, expected 250M USD within 1%",
        "a.lua:22: expect \"approvals bind\": is \"supply\", expected \"approval\" (assumed)");
    done(&m);
}

static void without_a_value_nothing_holds(void **state) {
    (void)state;
    Made m = made("", "local p = result \"p\" { \"price\" }\n" // two buyers, two prices
                      "export_levy \"CN only\" { by = \"US\", rate = 0.1, buyers = { \"CN\" }, "
                      "pass_through = 1 }\n"
                      "expect(\"one price\", p / usd(1), 20000, 1)\n");
    Verdicts v;
    assert_true(verdicts_of(m.script, m.arena, &v, m.faults));
    verdicts_report(&v, m.faults);
    assert_faults(m.faults,
                  "a.lua:12: expect \"one price\": is no value, expected 20k within 1");
    done(&m);
}

// A quarter's step, months observed, and the other way round: the same times are compared.
static void observations_are_compared_over_their_time(void **state) {
    (void)state;
    static const char SEEN[] =
        "observe \"months\" { \"bought\", chip = \"H200\", data = {\n"
        "  { date = \"2026-05\", median = 1000, low = 900, high = 1000 },\n"
        "  { date = \"2026-02\", median = 800, low = 700, high = 900 },\n"
        "  { date = \"2031-01\", median = 1, low = 1, high = 1 } } }\n"
        "observe \"A by quarter\" { \"bought\", buyer = \"A\", per = \"quarter\", date = "
        "\"q\",\n"
        "  median = \"m\", data = { { q = \"2026-01\", m = 1000 }, { q = \"2026-Q3\", m = 0 } "
        "} }\n";
    static const char *const STEPS[] = {"", ", step = \"quarter\""};
    for (int i = 0; i < 2; i++) {
        Made m = made(STEPS[i], SEEN);
        Fit f;
        assert_true(fit_of(&m.r->at[0], "months", m.arena, &f));
        assert_int_equal(f.of->n, 2);
        assert_int_equal(f.of->n_outside, 1);
        assert_true(f.of->ranges);
        assert_near(f.model[0], 1000, 1e-9);
        assert_near(f.of->at[0].median, 800, 1e-9); // by date
        assert_int_equal(f.n, 2);
        assert_int_equal(f.n_inside, 1);
        assert_near(f.error, 0.125, 1e-9);
        assert_near(f.total, 2000, 1e-9);
        assert_true(fit_of(&m.r->at[0], "A by quarter", m.arena, &f));
        assert_false(f.of->ranges);
        assert_near(f.model[1], 1200, 1e-9);
        assert_near(f.error, 0.2, 1e-9); // a median of 0 has no share
        assert_false(fit_of(&m.r->at[0], "weeks", m.arena, &f));
        done(&m);
    }
}

static void dots_stand_beside_their_curve(void **state) {
    (void)state;
    Made m =
        made("", "observe \"seen\" { \"delivered\", data = { { date = \"2026-Q1\", median = "
                 "3600, low = 3000, high = 6000 } } }\n");
    FigureRun run = {.name = "This run", .series = m.r->at[0].series, .run = m.r->at[0].run};
    FigureInput in = {.runs = &run, .n_runs = 1, .baseline = NO_RUN};
    const FigurePanel *p = &figure_build(&in, m.arena)->panels[0];
    assert_int_equal(p->n_marks, 1);
    assert_near(p->marks[0].at, 1.5, 1e-9);
    assert_near(p->marks[0].value, 1200, 1e-9); // as much as falls into a month
    assert_near(p->high, 2000, 1e-9);
    assert_int_equal(p->marks[0].curve, 0);
    done(&m);
}

static void lessons_are_read(void **state) {
    (void)state;
    Made m = made("", "lesson \"Tour\" {\n"
                      "  step { text = \"Look.\", look = \"Supply\", set = { made = 2000 } },\n"
                      "  { text = \"Why?\", question = \"Why?\", answer = \"So.\" } }\n");
    const Scenario *s = script_base(m.script);
    assert_int_equal(s->n_lessons, 1);
    const Lesson *x = &s->lessons[0];
    assert_string_equal(x->head.name, "Tour");
    assert_int_equal(x->n_steps, 2);
    assert_string_equal(x->steps[0].look, "Supply");
    assert_int_equal(x->steps[0].n_values, 1);
    assert_int_equal(x->steps[0].values[0].input, 0);
    assert_near(x->steps[0].values[0].value, 2000, 1e-9);
    assert_null(x->steps[1].look);
    assert_string_equal(x->steps[1].answer, "So.");
    done(&m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(flows_are_summed_over_their_time),
        cmocka_unit_test(a_part_of_a_step_is_a_part_of_its_flow),
        cmocka_unit_test(the_rest_stands_at_the_end),
        cmocka_unit_test(money_is_converted_step_by_step),
        cmocka_unit_test(cny_is_rmb),
        cmocka_unit_test(what_binds_is_a_word_or_months),
        cmocka_unit_test(arithmetic_takes_the_levers_of_the_run),
        cmocka_unit_test(headlines_hold_results),
        cmocka_unit_test(expectations_are_judged),
        cmocka_unit_test(without_a_value_nothing_holds),
        cmocka_unit_test(observations_are_compared_over_their_time),
        cmocka_unit_test(dots_stand_beside_their_curve),
        cmocka_unit_test(lessons_are_read),
    };
    return cmocka_run_group_tests(tests, folder_setup, folder_teardown);
}
