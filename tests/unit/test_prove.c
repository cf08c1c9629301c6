#include "support/test.h"
#include "support/script.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

// What fools a trace that is not proved.

static double price(Loaded *x, double a, double b) {
    x->values[0] = a;
    x->values[1] = b;
    const Scenario *s = script_prove(x->script, x->values, x->faults);
    assert_no_faults(x->faults);
    return chip_price(s, x->values);
}

// The opaque inputs of the base, as "name (line)" joined by ", ".
static void opaque_at_base(const Loaded *x, const char *expected) {
    const Draft *d = script_base(x->script)->draft;
    char list[200] = "";
    for (int i = 0; i < d->n_opaques; i++) {
        const Opaque *o = &d->opaques[i];
        snprintf(list + strlen(list), sizeof list - strlen(list), "%s%s (%d)", i ? ", " : "",
                 d->inputs[o->input].name, o->line);
    }
    assert_string_equal(list, expected);
}

static void equal_at_the_value_of_a_case(void **state) {
    (void)state;
    Loaded x = loaded_part(ONE_LEVY
                           "local p = levy * 100 + 1\nif levy == 0 then p = 500 end\n" ONE_CHIP(
                               "p") " case \"none\" { levy = 0 }");
    opaque_at_base(&x, "");
    script_case_values(x.script, 0, x.values);
    assert_near(price(&x, x.values[0], 0), 500, 0);
    assert_near(price(&x, 0.25, 0), 26, 0);
    assert_near(price(&x, 0, 0), 500, 0);
    assert_near(chip_price(script_variant(x.script, x.values, x.faults), x.values), 500, 0);
    loaded_done(&x);
}

static void equal_at_the_base(void **state) {
    (void)state;
    Loaded x =
        loaded_part(ONE_LEVY "local p = 1\nif levy == 0.25 then p = 500 end\n" ONE_CHIP("p"));
    opaque_at_base(&x, "levy (3)");
    const Opaque *o = &script_base(x.script)->draft->opaques[0];
    assert_string_equal(o->why,
                        "compared by == or used as a table's key: chip \"A\": field 'price': "
                        "traced as 1, run as 500");
    assert_near(price(&x, 0.25, 0), 500, 0);
    assert_near(price(&x, 0.3, 0), 1, 0);
    loaded_done(&x);
}

static void two_equal_at_once(void **state) {
    (void)state;
    Loaded x = loaded_part(
        ONE_LEVY
        "local b = lever \"b\" { 1, min = 0, max = 2 } local c = lever \"c\" { 3 } "
        "local p = levy + b + c\nif levy == 0.25 and b == 1 then p = 500 + c end\n" ONE_CHIP(
            "p"));
    opaque_at_base(&x, "levy (3), b (3)");
    assert_near(price(&x, 0.25, 1), 503, 0);
    assert_near(price(&x, 0.25, 2), 5.25, 0);
    loaded_done(&x);
}

static void a_loop_count(void **state) {
    (void)state;
    Loaded x =
        loaded_part("local n = lever \"n\" { 3, min = 1, max = 9, whole = true } " ONE_LEVY
                    "local sum = 1\n"
                    "for i = 1, n do sum = sum + i * levy end\n" ONE_CHIP("sum"));
    opaque_at_base(&x, "n (2)");
    assert_string_equal(script_base(x.script)->draft->opaques[0].why,
                        "Lua said: bad 'for' limit (number expected, got quantity)");
    assert_near(price(&x, 3, 0.25), 2.5, 0);
    assert_near(price(&x, 4, 0.5), 6, 0);
    const Scenario *s = script_variant(x.script, x.values, x.faults);
    x.values[1] = 0.1; // the levy is still followed
    assert_ptr_equal(script_variant(x.script, x.values, x.faults), s);
    loaded_done(&x);
}

static void a_table_index(void **state) {
    (void)state;
    Loaded x =
        loaded_part("local n = lever \"n\" { 2, min = 1, max = 3, whole = true } local t = { "
                    "10, 20, 30 }\n" ONE_CHIP("t[n]"));
    opaque_at_base(&x, "n (2)");
    assert_near(price(&x, 2, 0), 20, 0);
    assert_near(price(&x, 3, 0), 30, 0);
    loaded_done(&x);
    x = loaded_part(
        "local n = lever \"n\" { 2, min = 1, max = 3, whole = true } local t = { 10, 20, 30 }\n"
        "local p = t[n] * 2 " ONE_CHIP("p"));
    assert_near(price(&x, 3, 0), 60, 0);
    loaded_done(&x);
}

static void text_of_a_number(void **state) {
    (void)state;
    static const char *const TEXTS[] = {
        "string.format(\"%g\", levy)", "\"\" .. levy", "tostring(levy)",
        "(\"%g\"):format(levy)",       "levy .. \"\"", "table.concat({ levy })",
    };
    for (int i = 0; i < 6; i++) {
        char text[400];
        snprintf(text, sizeof text,
                 ONE_LEVY
                 "chip \"A\" { origin = \"US\", throughput = 1, price = 1 + levy, doc = %s }",
                 TEXTS[i]);
        Loaded x = loaded_part(text);
        assert_string_equal(script_base(x.script)->chips[0].head.doc, "0.25");
        x.values[0] = 0.5;
        const Scenario *s = script_prove(x.script, x.values, x.faults);
        assert_no_faults(x.faults);
        assert_string_equal(s->chips[0].head.doc, "0.5");
        assert_near(chip_price(s, x.values), 1.5, 0);
        loaded_done(&x);
    }
}

static void integers_look_like_integers(void **state) {
    (void)state;
    Loaded x = loaded_part(
        "local n = lever \"n\" { 3, min = 1, max = 9 } "
        "chip \"A\" { origin = \"US\", throughput = 1, price = 1, "
        "doc = n .. \" \" .. n * 2 .. \" \" .. n / 1 .. \" \" .. math.floor(n / 2) .. \" \" .. "
        "n // 2 .. \" \" .. -n .. \" \" .. math.max(n, 2.5) .. \" \" .. n ^ 2 }");
    assert_string_equal(script_base(x.script)->chips[0].head.doc, "3 6 3.0 1 1 -3 3 9.0");
    opaque_at_base(&x, "");
    loaded_done(&x);
}

static void quantities_as_keys(void **state) {
    (void)state;
    const char *text = ONE_LEVY
        "local b = lever \"b\" { 0.1, min = 0, max = 1 } local t = { [levy] = 1, [b] = 2, "
        "[0.2] = 3 } "
        "local n, f = 0, 1 for k, v in pairs(t) do n = n * 10 + v f = f * 2 + k end " ONE_CHIP(
            "n * 10 + f");
    Loaded x = loaded_part(text);
    assert_near(price(&x, 0.25, 0.1), 2310 + ((2 + 0.1) * 2 + 0.2) * 2 + 0.25, 1e-15);
    opaque_at_base(&x, "");
    assert_near(price(&x, 0.05, 0.1), 1230 + ((2 + 0.05) * 2 + 0.1) * 2 + 0.2, 1e-15);
    assert_near(price(&x, 0.1, 0.1), 230 + (2 + 0.1) * 2 + 0.2, 1e-15); // one key
    loaded_done(&x);
}

static void found_by_the_key_itself(void **state) {
    (void)state;
    Loaded x =
        loaded_part(ONE_LEVY "local t = { [levy] = 7 } " ONE_CHIP("t[levy] + t[levy * 1]"));
    assert_near(price(&x, 0.25, 0), 14, 0);
    loaded_done(&x);
}

static void powers_may_differ_in_the_last_bits(void **state) {
    (void)state;
    Loaded x =
        loaded_part(ONE_LEVY "local b = lever \"b\" { 0.37, min = 0.1, max = 3 } " ONE_CHIP(
            "(1 + levy) ^ b + b ^ 3.3"));
    opaque_at_base(&x, "");
    for (int i = 1; i < 20; i++) price(&x, i / 40.0, 0.1 + i / 10.0);
    loaded_done(&x);
}

static void remainders(void **state) {
    (void)state;
    Loaded x = loaded_part("local a = lever \"a\" { 5.5, min = 1, max = 9 } " ONE_CHIP(
        "1 + a % 0.1 + a // 0.3 + 7 % a"));
    for (int i = 10; i < 90; i++) {
        double a = i / 10.0;
        double expected = 1 + fmod(a, 0.1);
        expected += floor(a / 0.3);
        assert_near(price(&x, a, 0), expected + fmod(7, a), 1e-12);
    }
    loaded_done(&x);
}

static void refuses(const char *text, const char *first, const char *second) {
    Faults *f = faults_new();
    Script *s = load_part(text, f);
    if (s) print_error("loads: %s\n", text);
    assert_null(s);
    if (second)
        assert_faults(f, first, second);
    else
        assert_faults(f, first);
    faults_free(f);
}

static void units_are_not_cured(void **state) {
    (void)state;
    const char *levy = "a.lua:2: adds USD and months, expected the same unit";
    refuses("local a = assume \"a\" { usd(5) } " ONE_CHIP("1") "\nlocal x = a + months(1)",
            levy, NULL);
    refuses("local a = assume \"a\" { usd(5) } local n = lever \"n\" { 2 } for i = 1, n do "
            "end " ONE_CHIP("1") "\nlocal x = a + months(1)",
            levy, NULL);
    refuses("local a = assume \"a\" { usd(5) } local n = lever \"n\" { 2 } " ONE_CHIP(
                "1") "\nlocal x = a + months(1)\nfor i = 1, n do end",
            levy, NULL);
    refuses("local a = assume \"a\" { usd(5) } local n = lever \"n\" { 2 } " ONE_CHIP(
                "1") "\nlocal x = a + months(1)\nfor i = 1, n do local y = a * a + n end",
            levy, "a.lua:3: adds USD^2 and a plain number, expected the same unit");
    refuses("local a = assume \"a\" { usd(5) } local t = { 1, 2, 3 } local n = lever \"n\" { 2 "
            "} " ONE_CHIP("t[n]") "\nlocal x = a + months(1)",
            levy, NULL);
}

// An opaque input is handed over without its unit; that alone is no fault.
static void an_opaque_input_with_a_unit(void **state) {
    (void)state;
    Loaded x = loaded_part(
        "local span = lever \"span\" { months(3), min = 1, max = 6 } " ONE_LEVY
        "local n = 0 for i = 1, span do n = n + 1 end\n"
        "line \"K\" { chip = \"A\", lead = span + months(1), cover = span * levy } " ONE_CHIP(
            "n"));
    opaque_at_base(&x, "span (1)");
    const Scenario *s = script_base(x.script);
    assert_near(scenario_value(s, s->lines[0].lead, x.values, 0), 4, 0);
    assert_near(price(&x, 5, 0.25), 5, 0);
    loaded_done(&x);
}

static void own_errors_of_a_wrong_trace(void **state) {
    (void)state;
    Loaded x = loaded_part(
        ONE_LEVY "if levy ~= 0.25 then error(\"not the base\") end " ONE_CHIP("1 + levy"));
    assert_near(price(&x, 0.25, 0), 1.25, 0);
    x.values[0] = 0.3;
    assert_null(script_prove(x.script, x.values, x.faults));
    assert_faults(x.faults, "a.lua:1: at levy = 0.3: not the base");
    loaded_done(&x);
    x = loaded_part(
        "local n = lever \"n\" { 2, min = 1, max = 3 } local t = { { p = 5 }, { p = 6 } "
        "} " ONE_CHIP("t[n].p"));
    assert_near(price(&x, 2, 0), 6, 0);
    loaded_done(&x);
}

static void not_a_number(void **state) {
    (void)state;
    refuses("local a = lever \"a\" { 0, min = 0, max = 1 } " ONE_CHIP("a / a"),
            "a.lua:1: chip \"A\": field 'price': is the number nan, expected USD per unit such "
            "as 27000",
            NULL);
}

static void a_hidden_lever(void **state) {
    (void)state;
    Loaded x =
        loaded_part(ONE_LEVY "if levy == 0 then lever \"extra\" { 1 } end " ONE_CHIP("1"));
    x.values[0] = 0;
    assert_null(script_prove(x.script, x.values, x.faults));
    assert_faults(x.faults, "a.lua:1: at levy = 0: lever \"extra\": is declared only here: "
                            "declare it outside of the branch");
    loaded_done(&x);
}

static void random_numbers_are_the_same(void **state) {
    (void)state;
    Loaded x = loaded_part(ONE_LEVY ONE_CHIP("1 + levy * math.random() + math.random(1, 6)"));
    opaque_at_base(&x, "");
    assert_true(price(&x, 0.3, 0) > 1);
    loaded_done(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_at_the_value_of_a_case),
        cmocka_unit_test(equal_at_the_base),
        cmocka_unit_test(two_equal_at_once),
        cmocka_unit_test(a_loop_count),
        cmocka_unit_test(a_table_index),
        cmocka_unit_test(text_of_a_number),
        cmocka_unit_test(integers_look_like_integers),
        cmocka_unit_test(quantities_as_keys),
        cmocka_unit_test(found_by_the_key_itself),
        cmocka_unit_test(powers_may_differ_in_the_last_bits),
        cmocka_unit_test(remainders),
        cmocka_unit_test(units_are_not_cured),
        cmocka_unit_test(an_opaque_input_with_a_unit),
        cmocka_unit_test(own_errors_of_a_wrong_trace),
        cmocka_unit_test(not_a_number),
        cmocka_unit_test(a_hidden_lever),
        cmocka_unit_test(random_numbers_are_the_same),
    };
    return cmocka_run_group_tests(tests, folder_setup, folder_teardown);
}
