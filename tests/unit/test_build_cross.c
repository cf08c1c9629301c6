// What no field alone can tell: the scenario as a whole, buyers, chips, instruments.
#include "support/test.h"
#include "support/draft.h"

static const Unit RMB = {.power = {[DIM_MONEY] = 1}, .currency = CURRENCY_RMB};
static const Unit USD = {.power = {[DIM_MONEY] = 1}, .currency = CURRENCY_USD};

static RawEntity *h200(Draft *d) {
    return draft_find(d, "chip", "H200");
}
static RawEntity *bytedance(Draft *d) {
    return draft_find(d, "buyer", "ByteDance");
}
static RawEntity *setting(Draft *d) {
    return draft_find(d, "scenario", "a test");
}

static RawEntity *approval(Draft *d) {
    RawEntity *e = draft_entity(d, "approval", "January"); // line 13
    draft_text(d, e, "by", "CN");
    return e;
}

static void empty_script(void **state) {
    (void)state;
    assert_draft_faults(
        draft_new(),
        "test.lua: this script declares no buyer: add buyer \"ByteDance\" { jurisdiction = "
        "\"CN\", "
        "capex = usd(14e9), demand = 50e3 }",
        "test.lua: this script declares no chip: add chip \"H200\" { origin = \"US\", price = "
        "27000, "
        "flops = 989.5 }",
        "test.lua: this script declares no scenario: add scenario \"H200 approvals\" { from = "
        "\"2026-01\", to = \"2027-12\" }");
}

static void two_scenarios(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_scenario(d, "2026-01", "2026-12", "month");
    assert_draft_faults(
        d, "test.lua:13: scenario \"a test\": is the second scenario of this script, "
           "the first is at test.lua:1; leave one");
}

static void calendar_missing(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_remove(setting(d), "from");
    draft_remove(setting(d), "to");
    draft_number(d, setting(d), "length", 12);
    assert_draft_faults(
        d,
        "test.lua:1: scenario \"a test\": field 'from': is missing, expected a date such as "
        "\"2026-03-15\"",
        "test.lua:1: scenario \"a test\": field 'to': is missing, expected a date such as "
        "\"2026-03-15\"",
        "test.lua:3: scenario \"a test\": field 'length': is unknown, expected one of "
        "\"from\", "
        "\"to\", \"step\", \"question\", \"headline\", \"compute_unit\", \"seed\", \"doc\", "
        "\"source\"");
}

static void calendar_wrong(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_text(d, setting(d), "from", "2026-13");
    draft_number(d, setting(d), "to", 2027);
    draft_text(d, setting(d), "step", "weeks");
    draft_number(d, setting(d), "question", 5);
    draft_number(d, setting(d), "seed", 1.5);
    assert_draft_faults(
        d,
        "test.lua:2: scenario \"a test\": field 'from': is the string \"2026-13\", expected a "
        "date "
        "such as \"2026-03-15\"",
        "test.lua:3: scenario \"a test\": field 'to': is the number 2027, expected a date such "
        "as "
        "\"2026-03-15\"",
        "test.lua:4: scenario \"a test\": field 'step': is \"weeks\", did you mean \"week\"?",
        "test.lua:5: scenario \"a test\": field 'question': is the number 5, expected a text",
        "test.lua:6: scenario \"a test\": field 'seed': is the number 1.5, expected a whole "
        "number "
        "such as 1234");
}

static void calendar_order(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_text(d, setting(d), "to", "2025-06");
    assert_draft_faults(d,
                        "test.lua:3: scenario \"a test\": field 'to': is 2025-06, expected not "
                        "before from, which is 2026-01");
    d = draft_small();
    draft_text(d, setting(d), "to", "2226-06");
    assert_draft_faults(
        d, "test.lua:3: scenario \"a test\": field 'to': is 2226-06, expected at most "
           "100 years after from, which is 2026-01");
    d = draft_small();
    draft_text(d, setting(d), "from", "2026-01-15");
    assert_draft_faults(
        d, "test.lua:2: scenario \"a test\": field 'from': is 2026-01-15, expected "
           "the first of a month such as \"2026-01\"");
    d = draft_small();
    Formula start = draft_assume(d, "start", 312, 310, 315, (Unit){.date = true});
    draft_formula(d, setting(d), "from", start);
    assert_draft_faults(d, "test.lua:2: scenario \"a test\": field 'from': moves with a lever, "
                           "expected a date such as \"2026-03-15\"");
}

static void wants(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_number(d, bytedance(d), "target", 5000);
    draft_number(d, bytedance(d), "unmet_carry", 0.5);
    assert_draft_faults(
        d,
        "test.lua:9: buyer \"ByteDance\": field 'adjustment': is missing, expected months such "
        "as 6: "
        "needed with target",
        "test.lua:13: buyer \"ByteDance\": field 'target': is given together with demand, "
        "expected "
        "one of them; leave one out",
        "test.lua:14: buyer \"ByteDance\": field 'unmet_carry': is given together with target, "
        "expected demand: a target keeps the gap itself; leave unmet_carry out");
    d = draft_small();
    draft_remove(bytedance(d), "demand");
    assert_draft_faults(
        d, "test.lua:9: buyer \"ByteDance\": field 'demand': is missing and target "
           "too, expected one of them such as demand = 50e3");
    d = draft_small();
    draft_remove(bytedance(d), "demand");
    draft_number(d, bytedance(d), "target", 5000);
    draft_number(d, bytedance(d), "adjustment", 2);
    draft_text(d, setting(d), "step", "quarter");
    assert_draft_faults(
        d, "test.lua:13: buyer \"ByteDance\": field 'adjustment': is 2, expected at "
           "least 3");
}

static void throughput(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_remove(h200(d), "flops");
    assert_draft_faults(
        d, "test.lua:5: chip \"H200\": field 'throughput': is missing and flops too, "
           "expected one of them such as flops = 989.5");
    d = draft_small();
    draft_text(d, setting(d), "compute_unit", "A100e");
    assert_draft_faults(
        d, "test.lua:5: chip \"H200\": field 'throughput': is missing, expected compute units "
           "such "
           "as 1: how much \"A100e\" a chip is worth is known for \"H100e\" and \"H20e\" only");
}

static void currencies(void **state) {
    (void)state;
    Draft *d = draft_small();
    Raw values[] = {raw_formula(formula_const(d->graph, 85e9, RMB)),
                    raw_formula(formula_const(d->graph, 14e9, USD))};
    const char *const keys[] = {"2026", "2027"};
    draft_field(d, bytedance(d), "capex", draft_raw_map(d, 2, keys, values));
    assert_draft_faults(d,
                        "test.lua:11: buyer \"ByteDance\": field 'capex': is in RMB, expected "
                        "an exchange rate for "
                        "it; add currency \"RMB\" { per_usd = ... }",
                        "test.lua:11: buyer \"ByteDance\": field 'capex': is in USD, expected "
                        "RMB as the rest of the "
                        "buyer's budgets; give all in one currency");
    d = draft_small();
    const char *const names[] = {"RMB", "CNY", "USD", "GBP"};
    for (int i = 0; i < 4; i++)
        draft_number(d, draft_entity(d, "currency", names[i]), "per_usd", 7);
    assert_draft_faults(
        d, "test.lua:15: currency \"CNY\": is the same as \"RMB\", expected one of them",
        "test.lua:17: currency \"USD\": is the money all prices are in, expected \"RMB\", "
        "\"EUR\" or "
        "\"JPY\"; leave it out",
        "test.lua:19: currency \"GBP\": is no currency known here, expected one of \"RMB\", "
        "\"EUR\", \"JPY\"");
}

static void instruments_outside_the_calendar(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_text(d, approval(d), "from", "2027-01");
    RawEntity *e = draft_entity(d, "control", "old");
    draft_text(d, e, "by", "CN");
    draft_text(d, e, "from", "2024-05"); // before the start is fine
    draft_text(d, e, "to", "2026-01");
    e = draft_entity(d, "tapeout", "SeedChip");
    draft_text(d, e, "owner", "ByteDance");
    draft_text(d, e, "chip", "H200");
    draft_text(d, e, "at", "2027-03-15");
    draft_number(d, e, "fab_months", 4);
    draft_number(d, e, "ramp", 2000);
    e = draft_entity(d, "control", "no day");
    draft_text(d, e, "by", "CN");
    draft_text(d, e, "from", "2026-02-30");
    assert_draft_faults(d,
                        "test.lua:15: approval \"January\": field 'from': is 2027-01, expected "
                        "before 2027-01: the "
                        "scenario runs from 2026-01 until 2027-01",
                        "test.lua:19: control \"old\": field 'to': is 2026-01, expected after "
                        "2026-01: the scenario "
                        "runs from 2026-01 until 2027-01",
                        "test.lua:23: tapeout \"SeedChip\": field 'at': is 2027-03-15, "
                        "expected before 2027-01: the "
                        "scenario runs from 2026-01 until 2027-01",
                        "test.lua:28: control \"no day\": field 'from': is the string "
                        "\"2026-02-30\", expected a "
                        "date such as \"2026-03-15\"");
}

static void from_and_to(void **state) {
    (void)state;
    Draft *d = draft_small();
    RawEntity *e = approval(d);
    draft_text(d, e, "from", "2026-06");
    draft_text(d, e, "to", "2026-03-15");
    assert_draft_faults(
        d, "test.lua:16: approval \"January\": field 'to': is 2026-03-15, expected "
           "not before 2026-06");
}

static void shares_of_others(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_number(d, approval(d), "share", 0.5);
    RawEntity *e = draft_entity(d, "approval", "ratio");
    draft_text(d, e, "by", "US");
    draft_text(d, e, "share_of", "CNN");
    assert_draft_faults(
        d,
        "test.lua:13: approval \"January\": field 'share_of': is missing, expected a "
        "jurisdiction "
        "such as \"US\": needed with share",
        "test.lua:16: approval \"ratio\": field 'share': is missing, expected 0 to 1: needed "
        "with "
        "share_of",
        "test.lua:18: approval \"ratio\": field 'share_of': names \"CNN\", where no buyer is, "
        "did "
        "you mean \"CN\"?");
}

// Everything at once: nothing hides anything else.
static void many_faults(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_text(d, setting(d), "to", "never");
    draft_number(d, h200(d), "price", -1);
    draft_remove(bytedance(d), "demand");
    draft_lever(d, "a b", 5, 0, 1);
    draft_number(d, draft_entity(d, "case", "c"), "b", 1);
    assert_draft_faults(
        d,
        "test.lua:3: scenario \"a test\": field 'to': is the string \"never\", expected a date "
        "such "
        "as \"2026-03-15\"",
        "test.lua:7: chip \"H200\": field 'price': is -1, expected more than 0",
        "test.lua:9: buyer \"ByteDance\": field 'demand': is missing and target too, expected "
        "one of "
        "them such as demand = 50e3",
        "test.lua:12: lever \"a b\": field 'value': is 5, expected 0 to 1; widen min and max",
        "test.lua:12: lever \"a b\": is not a name a case can use, expected letters, digits "
        "and _ "
        "such as export_levy",
        "test.lua:14: case \"c\": field 'b': is neither a lever nor an assumption, expected "
        "\"a b\"");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(empty_script),
        cmocka_unit_test(two_scenarios),
        cmocka_unit_test(calendar_missing),
        cmocka_unit_test(calendar_wrong),
        cmocka_unit_test(calendar_order),
        cmocka_unit_test(wants),
        cmocka_unit_test(throughput),
        cmocka_unit_test(currencies),
        cmocka_unit_test(instruments_outside_the_calendar),
        cmocka_unit_test(from_and_to),
        cmocka_unit_test(shares_of_others),
        cmocka_unit_test(many_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
