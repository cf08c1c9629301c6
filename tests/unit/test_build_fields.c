// What build says of single fields: unknown, missing, of the wrong type or unit, naming nobody.
#include "support/test.h"
#include "support/draft.h"

#include <math.h>

static const Unit MONTHS = {.power = {[DIM_TIME] = 1}};
static const Unit RMB = {.power = {[DIM_MONEY] = 1}, .currency = CURRENCY_RMB};

static RawEntity *h200(Draft *d) {
    return draft_find(d, "chip", "H200");
}
static RawEntity *bytedance(Draft *d) {
    return draft_find(d, "buyer", "ByteDance");
}

static RawEntity *levy(Draft *d) {
    RawEntity *e = draft_entity(d, "export_levy", "25% to the US"); // line 13
    draft_text(d, e, "by", "US");
    draft_number(d, e, "rate", 0.25);
    return e;
}

static void unknown_field(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_number(d, h200(d), "prise", 27000);
    draft_number(d, bytedance(d), "hat_size", 7);
    assert_draft_faults(
        d, "test.lua:9: chip \"H200\": field 'prise': is unknown, did you mean \"price\"?",
        "test.lua:13: buyer \"ByteDance\": field 'hat_size': is unknown, expected one of "
        "\"jurisdiction\", \"capex\", \"opex\", \"to_leases\", \"carry\", "
        "\"access_uplift\", \"access_to\", \"demand\", \"target\", \"adjustment\", \"weight\", "
        "\"unmet_carry\", ...; chokepoint docs buyer tells of all");
}

static void missing_field(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_remove(h200(d), "price");
    draft_remove(h200(d), "origin");
    draft_remove(bytedance(d), "capex");
    RawEntity *e = levy(d);
    draft_remove(e, "rate");
    draft_entity(d, "tapeout", "SeedChip");
    assert_draft_faults(
        d, "test.lua:5: chip \"H200\": field 'origin': is missing, expected a text",
        "test.lua:5: chip \"H200\": field 'price': is missing, expected USD per unit such as "
        "27000",
        "test.lua:9: buyer \"ByteDance\": field 'capex': is missing, expected money per year "
        "such as "
        "rmb(160e9) or { [2026] = rmb(160e9) }",
        "test.lua:10: export_levy \"25% to the US\": field 'rate': is missing, expected a "
        "plain "
        "number such as 0.25",
        "test.lua:12: tapeout \"SeedChip\": field 'at': is missing, expected a date such as "
        "\"2026-03-15\"",
        "test.lua:12: tapeout \"SeedChip\": field 'chip': is missing, expected the name of a "
        "chip "
        "such as \"H200\"",
        "test.lua:12: tapeout \"SeedChip\": field 'fab_months': is missing, expected months "
        "such as "
        "6",
        "test.lua:12: tapeout \"SeedChip\": field 'owner': is missing, expected the name of a "
        "buyer "
        "such as \"ByteDance\"",
        "test.lua:12: tapeout \"SeedChip\": field 'ramp': is missing, expected units per month "
        "such "
        "as 20e3");
}

static void wrong_type_of_a_number(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_text(d, h200(d), "price", "cheap");
    draft_bool(d, h200(d), "flops", true);
    draft_off(d, bytedance(d), "demand");
    draft_field(d, bytedance(d), "capex", (Raw){.kind = RAW_OTHER, .text = "function"});
    draft_list(d, bytedance(d), "ship", "two", NULL);
    draft_field(d, bytedance(d), "deploy", (Raw){.kind = RAW_ENTITY, .text = "H200"});
    draft_path(d, bytedance(d), "deposit", draft_grow(d, 1, 0, UNIT_PLAIN));
    draft_number(d, bytedance(d), "carry", NAN);
    assert_draft_faults(
        d,
        "test.lua:7: chip \"H200\": field 'price': is the string \"cheap\", expected USD per "
        "unit "
        "such as 27000",
        "test.lua:8: chip \"H200\": field 'flops': is the boolean true, expected TFLOPS such "
        "as "
        "989.5",
        "test.lua:11: buyer \"ByteDance\": field 'capex': is a function, expected money per "
        "year "
        "such as rmb(160e9) or { [2026] = rmb(160e9) }",
        "test.lua:12: buyer \"ByteDance\": field 'demand': is off, expected compute units per "
        "month "
        "such as 50e3 or { training = 50e3 }",
        "test.lua:13: buyer \"ByteDance\": field 'ship': is a table, expected months such as 6",
        "test.lua:14: buyer \"ByteDance\": field 'deploy': is the table of \"H200\", expected "
        "months "
        "such as 6",
        "test.lua:15: buyer \"ByteDance\": field 'deposit': is a path over time, expected a "
        "plain "
        "number such as 0.25: it does not change over time",
        "test.lua:16: buyer \"ByteDance\": field 'carry': is the number nan, expected a plain "
        "number "
        "such as 0.25");
}

static void wrong_type_of_the_rest(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_number(d, h200(d), "origin", 5);
    draft_bool(d, h200(d), "rule", false);
    RawEntity *e = levy(d);
    draft_number(d, e, "chips", 3);
    draft_list(d, e, "buyers", NULL);
    draft_bool(d, e, "pass_through", true);
    draft_number(d, e, "source", 86);
    e = draft_entity(d, "chart", "c");
    draft_list(d, e, "series", "delivered", NULL);
    draft_text(d, e, "cumulative", "yes");
    draft_number(d, e, "buyer", 1);
    assert_draft_faults(
        d, "test.lua:6: chip \"H200\": field 'origin': is the number 5, expected a text",
        "test.lua:9: chip \"H200\": field 'rule': is the boolean false, expected one of "
        "\"proportional\", \"uniform\", \"priority\", \"price\"",
        "test.lua:17: export_levy \"25% to the US\": field 'chips': is the number 3, expected "
        "names "
        "of chips such as { \"H200\" }",
        "test.lua:18: export_levy \"25% to the US\": field 'buyers': is an empty list, "
        "expected "
        "names of buyers or jurisdictions such as { \"CN\" }",
        "test.lua:19: export_levy \"25% to the US\": field 'pass_through': is the boolean "
        "true, "
        "expected a number or one of \"seller\", \"isoelastic\", \"linear\", \"capacity\"",
        "test.lua:20: export_levy \"25% to the US\": field 'source': is the number 86, "
        "expected ids "
        "of sources such as \"C086\" or { \"C086\", \"assumed\" }",
        "test.lua:23: chart \"c\": field 'cumulative': is the string \"yes\", expected true or "
        "false",
        "test.lua:24: chart \"c\": field 'buyer': is the number 1, expected the name of a "
        "buyer such "
        "as \"ByteDance\"");
}

static void wrong_choice(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_text(d, h200(d), "rule", "prices");
    draft_text(d, levy(d), "pass_through", "isoelastik");
    RawEntity *e = draft_entity(d, "chart", "c");
    draft_list(d, e, "series", "delivered", NULL);
    draft_text(d, e, "by", "colour");
    assert_draft_faults(
        d, "test.lua:9: chip \"H200\": field 'rule': is \"prices\", did you mean \"price\"?",
        "test.lua:17: export_levy \"25% to the US\": field 'pass_through': is \"isoelastik\", "
        "did you "
        "mean \"isoelastic\"?",
        "test.lua:20: chart \"c\": field 'by': is \"colour\", expected one of \"buyer\", "
        "\"chip\", "
        "\"workload\", \"authority\", \"seller\", \"approval\", \"resource\", \"series\"");
}

static void wrong_unit(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_formula(d, h200(d), "price", formula_const(d->graph, 6, MONTHS));
    draft_formula(d, h200(d), "unit_cost", formula_const(d->graph, 6, RMB));
    draft_path(d, bytedance(d), "demand",
               draft_knots(d, PATH_STEPS, RMB, 2, "2026-01", 1.0, "2026-02", 2.0));
    draft_formula(d, levy(d), "rate", formula_const(d->graph, 3, MONTHS));
    draft_number(d, draft_find(d, "export_levy", "25% to the US"), "from", 2026);
    assert_draft_faults(
        d,
        "test.lua:7: chip \"H200\": field 'price': is months, expected USD per unit such as "
        "27000",
        "test.lua:9: chip \"H200\": field 'unit_cost': is RMB, expected USD per unit such as "
        "27000: prices are in USD, only budgets in a currency of their own",
        "test.lua:12: buyer \"ByteDance\": field 'demand': is RMB, expected compute units per "
        "month "
        "such as 50e3",
        "test.lua:16: export_levy \"25% to the US\": field 'rate': is months, expected a plain "
        "number such as 0.25",
        "test.lua:17: export_levy \"25% to the US\": field 'from': is the number 2026, "
        "expected a "
        "date such as \"2026-03-15\"");
}

static void units_of_knots(void **state) {
    (void)state;
    Draft *d = draft_small();
    Path *p =
        (Path *)draft_knots(d, PATH_LINEAR, UNIT_PLAIN, 2, "2026-01", 1.0, "2026-02", 2.0);
    p->date[1] = formula_const(d->graph, 3, MONTHS);
    draft_path(d, bytedance(d), "demand", p);
    Path *grow = (Path *)draft_grow(d, 27000, 0.01, UNIT_PLAIN);
    grow->date[0] = formula_const(d->graph, 3, MONTHS);
    draft_path(d, h200(d), "price", grow);
    assert_draft_faults(
        d,
        "test.lua:7: chip \"H200\": field 'price': its growth rate is months, "
        "expected 1/month such as 0.25",
        "test.lua:12: buyer \"ByteDance\": field 'demand': a date of its path is "
        "months, expected a date such as \"2026-03-15\"");
}

static void unknown_names(void **state) {
    (void)state;
    Draft *d = draft_small();
    RawEntity *e = levy(d);
    draft_list(d, e, "chips", "H200", "H20O", "B30", NULL);
    draft_list(d, e, "buyers", "CN", "US", "bytedance", NULL);
    draft_text(d, h200(d), "captive", "Alibaba");
    draft_list(d, h200(d), "workloads", "training", NULL);
    e = draft_entity(d, "line", "stock");
    draft_text(d, e, "chip", "h200");
    assert_draft_faults(
        d,
        "test.lua:9: chip \"H200\": field 'captive': names buyer \"Alibaba\", which is not "
        "declared, "
        "expected \"ByteDance\"",
        "test.lua:10: chip \"H200\": field 'workloads': names workload \"training\", which is "
        "not "
        "declared, declare it with workload \"training\" { ... }",
        "test.lua:16: export_levy \"25% to the US\": field 'chips': names chip \"B30\", which "
        "is not "
        "declared, expected \"H200\"",
        "test.lua:16: export_levy \"25% to the US\": field 'chips': names chip \"H20O\", which "
        "is not "
        "declared, did you mean \"H200\"?",
        "test.lua:17: export_levy \"25% to the US\": field 'buyers': names \"US\", which is "
        "neither a "
        "buyer nor a buyer's jurisdiction, expected one of \"ByteDance\", \"CN\"",
        "test.lua:17: export_levy \"25% to the US\": field 'buyers': names \"bytedance\", "
        "which is "
        "neither a buyer nor a buyer's jurisdiction, did you mean \"ByteDance\"?",
        "test.lua:21: line \"stock\": field 'chip': names chip \"h200\", which is not "
        "declared, did "
        "you mean \"H200\"?");
}

static void unknown_source(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_list(d, h200(d), "source", "C068", "assumed", NULL);
    draft_text(d, bytedance(d), "source", "F86");
    draft_entity(d, "source", "C086");
    assert_draft_faults(
        d,
        "test.lua:9: chip \"H200\": field 'source': names source \"C068\", which is "
        "not declared, did you mean \"C086\"?",
        "test.lua:13: buyer \"ByteDance\": field 'source': names source \"F86\", "
        "which is not declared, declare it with source \"F86\" { ... }");
}

static void unknown_series(void **state) {
    (void)state;
    const char *const known[] = {"delivered", "bought"};
    Names series = {2, known};
    Draft *d = draft_small();
    RawEntity *e = draft_entity(d, "chart", "Who gets it");
    draft_list(d, e, "series", "bought", "delivred", NULL);
    draft_faults(
        d, &series, __FILE__, __LINE__,
        "test.lua:14: chart \"Who gets it\": field 'series': names series \"delivred\", "
        "which does not exist, did you mean \"delivered\"?",
        NULL);
}

static void years(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_map(d, bytedance(d), "capex", "2026", 1e9, "next", 2e9, "26", 3e9, NULL);
    draft_list(d, bytedance(d), "opex", "2026", NULL);
    assert_draft_faults(d,
                        "test.lua:11: buyer \"ByteDance\": field 'capex': has the key \"26\", "
                        "expected a year such as "
                        "[2026]",
                        "test.lua:11: buyer \"ByteDance\": field 'capex': has the key "
                        "\"next\", expected a year such "
                        "as [2026]",
                        "test.lua:13: buyer \"ByteDance\": field 'opex': is a table, expected "
                        "money per year such as "
                        "rmb(160e9) or { [2026] = rmb(160e9) }");
}

static void values_of_years(void **state) {
    (void)state;
    Draft *d = draft_small();
    Raw values[] = {raw_text("much"), raw_formula(formula_const(d->graph, 6, MONTHS))};
    const char *const keys[] = {"2026", "2027"};
    draft_field(d, bytedance(d), "capex", draft_raw_map(d, 2, keys, values));
    assert_draft_faults(d,
                        "test.lua:11: buyer \"ByteDance\": field 'capex': [2026] is the string "
                        "\"much\", expected "
                        "money per year such as rmb(160e9) or { [2026] = rmb(160e9) }",
                        "test.lua:11: buyer \"ByteDance\": field 'capex': [2027] is months, "
                        "expected money per year "
                        "such as rmb(160e9)");
}

static void workloads(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_entity(d, "workload", "training");
    draft_entity(d, "workload", "inference");
    draft_map(d, bytedance(d), "demand", "training", 1e3, "inferense", 2e3, NULL);
    draft_list(d, bytedance(d), "weight", "1", NULL);
    assert_draft_faults(d,
                        "test.lua:12: buyer \"ByteDance\": field 'demand': names workload "
                        "\"inferense\", which is "
                        "not declared, did you mean \"inference\"?",
                        "test.lua:13: buyer \"ByteDance\": field 'weight': is a table, "
                        "expected a plain number such "
                        "as 0.25 or { training = 0.25 }");
}

static void names_of_entities(void **state) {
    (void)state;
    Draft *d = draft_small();
    RawEntity *e = draft_entity(d, "chip", "H200"); // line 13
    draft_text(d, e, "origin", "US");
    draft_number(d, e, "price", 1);
    draft_number(d, e, "throughput", 1);
    e = draft_entity(d, "control", NULL); // line 17
    draft_text(d, e, "by", "US");
    draft_entity(d, "control", "customs")->no_fields = true; // line 19
    assert_draft_faults(d,
                        "test.lua:13: chip \"H200\": is declared twice, first at test.lua:5; "
                        "rename one of them",
                        "test.lua:17: control: has no name, expected control \"customs\" { by "
                        "= \"CN\", chips = { "
                        "\"H200\" } }",
                        "test.lua:19: control \"customs\": has no fields, expected a table "
                        "after the name: control "
                        "\"customs\" { by = \"CN\", chips = { \"H200\" } }");
}

static void odd_texts_stay_on_their_line(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_text(d, h200(d), "price",
               "two\nlines and far too many words to be shown in a message as they stand");
    assert_draft_faults(
        d, "test.lua:7: chip \"H200\": field 'price': is the string \"two lines and "
           "far too many words to be shown in a message as...\", expected USD per unit "
           "such as 27000");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unknown_field),
        cmocka_unit_test(missing_field),
        cmocka_unit_test(wrong_type_of_a_number),
        cmocka_unit_test(wrong_type_of_the_rest),
        cmocka_unit_test(wrong_choice),
        cmocka_unit_test(wrong_unit),
        cmocka_unit_test(units_of_knots),
        cmocka_unit_test(unknown_names),
        cmocka_unit_test(unknown_source),
        cmocka_unit_test(unknown_series),
        cmocka_unit_test(years),
        cmocka_unit_test(values_of_years),
        cmocka_unit_test(workloads),
        cmocka_unit_test(names_of_entities),
        cmocka_unit_test(odd_texts_stay_on_their_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
