// Levers, assumptions and cases.
#include "support/test.h"
#include "support/draft.h"

#include <math.h>

static const Unit USD = {.power = {[DIM_MONEY] = 1}, .currency = CURRENCY_USD};
static const Unit MONTHS = {.power = {[DIM_TIME] = 1}};
static const Unit DATE = {.date = true};

static RawEntity *a_case(Draft *d, const char *name) {
    return draft_entity(d, "case", name);
}

static void ranges(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_lever(d, "low", 0.5, 0.6, 1); // line 13
    draft_assume(d, "high", 30, 1, 20, USD);
    draft_lever(d, "turned", 3, 5, 2);
    draft_lever(d, "nothing", 0, 0, 0);
    draft_lever(d, "endless", 1, 0, INFINITY);
    draft_assume(d, "fixed", 0, 0, 0, UNIT_PLAIN); // a fact may be one number
    draft_lever(d, "none", off_value(), 1, 2);
    assert_draft_faults(
        d,
        "test.lua:13: lever \"low\": field 'value': is 0.5, expected 0.6 to 1; widen min and "
        "max",
        "test.lua:14: assume \"high\": field 'value': is 30 USD, expected 1 USD to 20 USD; "
        "widen min "
        "and max",
        "test.lua:15: lever \"turned\": field 'min': is 5, expected at most max, which is 2",
        "test.lua:16: lever \"nothing\": field 'max': is 0 as min is, expected more; give min "
        "and "
        "max",
        "test.lua:17: lever \"endless\": field 'max': is infinite, expected a finite number");
}

static void names(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_lever(d, "levy rate", 1, 0, 2);
    draft_lever(d, "2nd", 1, 0, 2);
    draft_lever(d, "doc", 1, 0, 2);
    draft_lever(d, "levy", 1, 0, 2);
    draft_assume(d, "levy", 1, 0, 2, UNIT_PLAIN);
    assert_draft_faults(
        d,
        "test.lua:13: lever \"levy rate\": is not a name a case can use, expected letters, "
        "digits "
        "and _ such as export_levy",
        "test.lua:14: lever \"2nd\": is not a name a case can use, expected letters, digits "
        "and _ "
        "such as export_levy",
        "test.lua:15: lever \"doc\": has the name of a field of case, expected another name",
        "test.lua:17: assume \"levy\": is declared twice, first at test.lua:16; rename one of "
        "them");
}

static void whole_numbers(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_lever(d, "spins", 1.5, 0.5, 4);
    draft_input(d, "spins")->whole = true;
    assert_draft_faults(
        d,
        "test.lua:13: lever \"spins\": field 'min': is 0.5, expected a whole number: "
        "the lever has whole = true",
        "test.lua:13: lever \"spins\": field 'value': is 1.5, expected a whole "
        "number: the lever has whole = true");
}

static void choices(void **state) {
    (void)state;
    static const char *const two[] = {"low", "high"}, *const same[] = {"low", "low"};
    Draft *d = draft_small();
    draft_lever(d, "mood", -1, 0, 0);
    draft_lever(d, "twice", 0, 0, 0);
    draft_lever(d, "one", 0, 0, 0);
    *draft_input(d, "mood") = (Input){.name = "mood",
                                      .shape = INPUT_CHOICE,
                                      .base = -1,
                                      .n_choices = 2,
                                      .choices = two,
                                      .file = "test.lua",
                                      .line = 13};
    draft_input(d, "twice")->shape = draft_input(d, "one")->shape = INPUT_CHOICE;
    draft_input(d, "twice")->choices = same;
    draft_input(d, "twice")->n_choices = 2;
    draft_input(d, "one")->choices = two;
    draft_input(d, "one")->n_choices = 1;
    assert_draft_faults(
        d,
        "test.lua:13: lever \"mood\": field 'value': is not among the choices, expected one of "
        "\"low\", \"high\"",
        "test.lua:14: lever \"twice\": field 'choices': has \"low\" twice, expected it once",
        "test.lua:15: lever \"one\": field 'choices': has fewer than two texts, expected two "
        "or more");
}

static void distributions(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_assume(d, "price", 3, 0, 9, UNIT_PLAIN);
    draft_input(d, "price")->dist = (Dist){.kind = DIST_UNIFORM, .a = 3, .b = 2};
    draft_assume(d, "war", 0, 0, 1, UNIT_PLAIN);
    draft_input(d, "war")->shape = INPUT_TOGGLE;
    draft_input(d, "war")->dist = (Dist){.kind = DIST_UNIFORM, .a = 0, .b = 1};
    assert_draft_faults(
        d, "test.lua:13: assume \"price\": field 'dist': needs low < high, got 3 and 2",
        "test.lua:14: assume \"war\": field 'dist': is given, expected none: only numbers and "
        "dates "
        "are drawn");
}

static void tables_and_sources(void **state) {
    (void)state;
    static const char *const ids[] = {"C86", "assumed"};
    Draft *d = draft_small();
    draft_entity(d, "source", "C086");
    RawEntity *e = draft_entity(d, "lever", "levy"); // line 14
    draft_number(d, e, "maximum", 3);                // 15
    draft_text(d, e, "source", "C86");               // 16
    draft_list(d, e, "value", "1", "2", NULL);
    draft_lever(d, "levy", 1, 0, 2);
    Input *in = draft_input(d, "levy");
    in->line = 14;
    in->sources = ids;
    in->n_sources = 2;
    draft_entity(d, "assume", "nothing")->no_fields = true;
    assert_draft_faults(
        d,
        "test.lua:15: lever \"levy\": field 'maximum': is unknown, expected one of \"value\", "
        "\"min\", \"max\", \"doc\", \"source\", \"marks\", \"label\", \"whole\", "
        "\"choices\", \"off\", \"dist\"",
        "test.lua:16: lever \"levy\": field 'source': names source \"C86\", which is not "
        "declared, "
        "did you mean \"C086\"?",
        "test.lua:17: lever \"levy\": field 'value': has 2 values, expected one; name the "
        "others: "
        "min = 0, max = 1",
        "test.lua:19: assume \"nothing\": has no fields, expected a table after the name: "
        "assume "
        "\"h200_price\" { usd(27000), dist = normal(usd(27000), usd(2000)) }");
}

static void case_names(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_lever(d, "export_levy", 0.25, 0, 0.4);
    RawEntity *e = a_case(d, "no levy"); // line 14
    draft_number(d, e, "exports_levy", 0);
    draft_number(d, e, "h200_price", 0);
    draft_number(d, e, "doc", 1);
    draft_number(d, a_case(d, "no levy"), "export_levy", 0);
    assert_draft_faults(
        d,
        "test.lua:15: case \"no levy\": field 'exports_levy': is neither a lever nor an "
        "assumption, "
        "did you mean \"export_levy\"?",
        "test.lua:16: case \"no levy\": field 'h200_price': is neither a lever nor an "
        "assumption, "
        "expected \"export_levy\"",
        "test.lua:17: case \"no levy\": field 'doc': is the number 1, expected a text",
        "test.lua:18: case \"no levy\": is declared twice, first at test.lua:14; rename one of "
        "them");
}

static void case_without_levers(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_number(d, a_case(d, "x"), "levy", 0);
    assert_draft_faults(d, "test.lua:14: case \"x\": field 'levy': is neither a lever nor an "
                           "assumption, declare it with lever \"levy\" { ... }");
}

static void case_values(void **state) {
    (void)state;
    static const char *const two[] = {"low", "high"};
    Draft *d = draft_small();
    Formula levy = draft_lever(d, "levy", 0.25, 0, 0.4);
    draft_assume(d, "price", 27000, 20000, 30000, USD);
    draft_assume(d, "start", 314, 312, 318, DATE);
    draft_lever(d, "war", 0, 0, 1);
    draft_input(d, "war")->shape = INPUT_TOGGLE;
    draft_lever(d, "mood", 0, 0, 1);
    Input *mood = draft_input(d, "mood");
    mood->shape = INPUT_CHOICE;
    mood->choices = two;
    mood->n_choices = 2;
    draft_input(d, "start")->shape = INPUT_DATE;
    RawEntity *e = a_case(d, "wrong"); // line 18
    draft_number(d, e, "levy", 0.6);
    draft_formula(d, e, "price", formula_const(d->graph, 6, MONTHS));
    draft_number(d, e, "start", 2026);
    draft_number(d, e, "war", 1);
    draft_text(d, e, "mood", "middle");
    e = a_case(d, "wrong too"); // line 24
    draft_text(d, e, "levy", "none");
    draft_formula(d, e, "price", levy);
    draft_text(d, e, "start", "2027-01");
    draft_off(d, e, "war");
    draft_bool(d, e, "mood", true);
    assert_draft_faults(
        d,
        "test.lua:19: case \"wrong\": field 'levy': is 0.6, expected 0 to 0.4; widen the range "
        "of "
        "levy",
        "test.lua:20: case \"wrong\": field 'price': is months, expected USD",
        "test.lua:21: case \"wrong\": field 'start': is the number 2026, expected a date such "
        "as "
        "\"2026-03\"",
        "test.lua:22: case \"wrong\": field 'war': is the number 1, expected true or false",
        "test.lua:23: case \"wrong\": field 'mood': is the string \"middle\", expected one of "
        "\"low\", \"high\"",
        "test.lua:25: case \"wrong too\": field 'levy': is the string \"none\", expected a "
        "plain "
        "number",
        "test.lua:26: case \"wrong too\": field 'price': moves with a lever, expected USD",
        "test.lua:27: case \"wrong too\": field 'start': is 2027-01, expected 2026-01 to "
        "2026-07; "
        "widen the range of start",
        "test.lua:28: case \"wrong too\": field 'war': is off, expected true or false",
        "test.lua:29: case \"wrong too\": field 'mood': is the boolean true, expected one of "
        "\"low\", \"high\"");
}

static void case_of_whole_numbers(void **state) {
    (void)state;
    Draft *d = draft_small();
    draft_lever(d, "spins", 1, 1, 4);
    draft_input(d, "spins")->whole = true;
    draft_number(d, a_case(d, "x"), "spins", 2.5);
    assert_draft_faults(
        d, "test.lua:15: case \"x\": field 'spins': is 2.5, expected a whole number");
}

static void good_cases(void **state) {
    (void)state;
    static const char *const two[] = {"low", "high"};
    Draft *d = draft_small();
    draft_lever(d, "levy", 0.25, 0, 0.4);
    draft_assume(d, "price", 27000, 20000, 30000, USD);
    draft_assume(d, "start", 314, 312, 318, DATE);
    draft_input(d, "start")->shape = INPUT_DATE;
    draft_lever(d, "mood", 0, 0, 1);
    Input *mood = draft_input(d, "mood");
    mood->shape = INPUT_CHOICE;
    mood->choices = two;
    mood->n_choices = 2;
    RawEntity *e = a_case(d, "all");
    draft_off(d, e, "levy");
    draft_formula(d, e, "price", formula_const(d->graph, 21000, USD));
    draft_text(d, e, "start", "2026-02");
    draft_text(d, e, "mood", "high");
    draft_text(d, e, "doc", "everything else");
    e = a_case(d, "plain");
    draft_number(d, e, "price", 22000);
    draft_formula(d, e, "start", formula_const(d->graph, 315, DATE));
    const Scenario *s = draft_build(d);
    assert_int_equal(s->n_cases, 2);
    const Case *c = &s->cases[0];
    assert_string_equal(c->name, "all");
    assert_string_equal(c->doc, "everything else");
    assert_int_equal(c->n_values, 4);
    assert_true(is_off(c->values[0].value));
    assert_true(s->inputs[0].can_be_off);
    assert_false(s->inputs[1].can_be_off);
    assert_int_equal(c->values[1].input, 1);
    assert_near(c->values[1].value, 21000, 0);
    assert_near(c->values[2].value, 313, 0);
    assert_near(c->values[3].value, 1, 0);
    assert_near(s->cases[1].values[0].value, 22000, 0);
    assert_near(s->cases[1].values[1].value, 315, 0);
    draft_free(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranges),        cmocka_unit_test(names),
        cmocka_unit_test(whole_numbers), cmocka_unit_test(choices),
        cmocka_unit_test(distributions), cmocka_unit_test(tables_and_sources),
        cmocka_unit_test(case_names),    cmocka_unit_test(case_without_levers),
        cmocka_unit_test(case_values),   cmocka_unit_test(case_of_whole_numbers),
        cmocka_unit_test(good_cases),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
