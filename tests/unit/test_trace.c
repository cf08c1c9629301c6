#include "support/test.h"
#include "support/script.h"

#include "base/calendar.h"
#include "base/real.h"

#include <math.h>
#include <string.h>

static double price(Loaded *x) {
    return chip_price(x->base, x->values);
}

static void arithmetic_builds_formulas(void **state) {
    (void)state;
    Loaded x = loaded_part(
        "local a = lever \"a\" { 3, min = -10, max = 10 } local b = assume \"b\" { 0.5, "
        "min = 0.4 } " ONE_CHIP("((a + b) * 2 - a / b + -a) ^ 2 + a // 2 + a % 2"));
    for (double a = 0; a < 10; a += 0.75) {
        x.values[0] = a;
        double p = (a + 0.5) * 2 - a / 0.5 + -a;
        assert_near(price(&x), real_pow(p, 2) + floor(a / 2) + (a - floor(a / 2) * 2), 0);
    }
    assert_int_equal(x.base->draft->n_guards, 0);
    assert_int_equal(x.base->draft->n_opaques, 0);
    loaded_done(&x);
}

static void mathematics_is_overloaded(void **state) {
    (void)state;
    Loaded x = loaded_part("local a = lever \"a\" { 2.5, min = 1, max = 10 } " ONE_CHIP(
        "math.floor(a) + math.ceil(a) + math.max(a, 3, 1) + math.min(7, a) + "
        "math.abs(-a) + math.sqrt(a) + math.exp(a) + math.log(a) + math.log(a, 2) + "
        "(type(a) == \"number\" and 1 or 0) + (math.type(a) == \"float\" and 1 or 0)"));
    x.values[0] = 4;
    double expected = 4 + 4 + 4 + 4 + 4 + 2;
    expected += real_exp(4);
    expected += real_log(4);
    expected += real_log(4) / real_log(2);
    assert_near(price(&x), expected + 2, 1e-15);
    loaded_done(&x);
}

static void units_are_kept(void **state) {
    (void)state;
    Loaded x =
        loaded_part("local a = assume \"a\" { usd(10), min = usd(1), max = 20 } "
                    "local span = lever \"span\" { months(6), max = years(1) } " ONE_CHIP(
                        "a * 2 + usd(1) + a * span / month + 0"));
    assert_near(price(&x), 20 + 1 + 60, 0);
    assert_near(x.base->inputs[0].max, 20, 0);
    assert_near(x.base->inputs[1].max, 12, 0);
    assert_true(x.base->inputs[1].unit.power[DIM_TIME] == 1);
    loaded_done(&x);
}

static void words_of_units(void **state) {
    (void)state;
    Loaded x = loaded_part(
        "workload \"w\" { intensity = 1 } local k = lever \"k\" { 2 } "
        "local d = (days(30.436875) + weeks(30.436875 / 7) + years(1 / 12) + month * 3) / "
        "month "
        "local c = (rmb(k) / rmb(1) + eur(2) / eur(1) + jpy(3) / jpy(1)) "
        "local t = tflops(1) / tflops(1) + tbps(1) / tbps(1) + gb(1) / gb(1) + mm2(1) / mm2(1) "
        "local m = (date \"2026-03\" - date \"2026-01\") / month + (year / month) " ONE_CHIP(
            "d + c + t + m + percent(50) + annual(0.45) * month + usd(off == off and 1 or 0) / "
            "usd(1)"));
    double rate = real_pow(1.45, 1.0 / 12) - 1;
    assert_near(price(&x), 6 + 7 + 4 + 14 + 0.5 + rate + 1, 1e-14);
    loaded_done(&x);
}

static void wrong_units_are_faults(void **state) {
    (void)state;
    part_refuses(ONE_CHIP("1") "\nlocal x = usd(1) + months(2)",
                 "a.lua:2: adds USD and months, expected the same unit");
    part_refuses(ONE_CHIP("1") "\nlocal x = usd(1) + 2",
                 "a.lua:2: adds USD and a plain number, expected the same unit");
    part_refuses(ONE_CHIP("1") "\nlocal x = usd(1) < 2",
                 "a.lua:2: compares USD with a plain number, expected the same unit");
    part_refuses(ONE_CHIP("1") "\nlocal x = usd(1) == months(2)",
                 "a.lua:2: compares USD with months, expected the same unit");
    part_refuses(ONE_CHIP("1") "\nlocal x = usd(months(2))",
                 "a.lua:2: usd expects a plain number such as usd(5), got months");
    part_refuses(ONE_CHIP("1") "\nlocal x = usd(1) * rmb(2)", "a.lua:2: multiplies USD by RMB");
    part_refuses(ONE_CHIP("1") "\nlocal x = math.exp(usd(1))",
                 "a.lua:2: takes exp of USD, expected a plain number");
    part_refuses(ONE_CHIP("1") "\nlocal x = math.max(usd(1), months(2))",
                 "a.lua:2: compares USD with months, expected the same unit");
    part_refuses(
        "\n" ONE_CHIP("months(2)"),
        "a.lua:2: chip \"A\": field 'price': is months, expected USD per unit such as 27000");
    part_refuses(ONE_CHIP("1") "\nlocal x = path { [\"2026-01\"] = usd(1), [\"2026-02\"] = 2 }",
                 "a.lua:2: path mixes USD and a plain number, expected the same unit");
    part_refuses(ONE_CHIP("1") "\nlocal x = usd(path { [\"2026-01\"] = usd(1) })",
                 "a.lua:2: usd expects a plain number such as usd(5), got USD");
    part_refuses(ONE_CHIP("1") "\nlocal x = grow(1, usd(1))",
                 "a.lua:2: grow expects a rate in 1/month, got USD");
    part_refuses(ONE_CHIP("1") "\nlocal x = uniform(usd(1), months(2))",
                 "a.lua:2: uniform mixes USD and months, expected the same unit");
}

static void every_fault_in_one_go(void **state) {
    (void)state;
    Faults *f = faults_new();
    assert_null(
        load_part("\nlocal a = usd(1) + months(1)\nlocal b = lever \"b\" { }\n" ONE_CHIP(
                      "-1") "\nlocal c = usd(1) + months(1) + a + b",
                  f));
    assert_faults(
        f, "a.lua:2: adds USD and months, expected the same unit",
        "a.lua:3: lever \"b\": field 'value': is missing, write it first: lever \"b\" { 0.25, "
        "min = 0, max = 1 }",
        "a.lua:4: chip \"A\": field 'price': is -1, expected more than 0",
        "a.lua:5: adds USD and a plain number, expected the same unit",
        "a.lua:5: adds USD and months, expected the same unit");
    faults_free(f);
}

static void fields_know_their_lines(void **state) {
    (void)state;
    part_refuses(
        "\nchip \"A\" {\n  origin = \"US\", -- price = 3\n  throughput = 1,\n  [\"price\"] "
        "= -2,\n}",
        "a.lua:5: chip \"A\": field 'price': is -2, expected more than 0");
    part_refuses(
        "\nchip \"B\" { origin = \"US\", throughput = 1, price = 1 } chip \"A\" { origin = "
        "\"US\",\n"
        "throughput = 1, seller = ({ price = 3 }) and \"price = 4\",\n price = -2 }",
        "a.lua:4: chip \"A\": field 'price': is -2, expected more than 0");
    part_refuses("\nlocal a = " ONE_CHIP("1") "\n\na.price = -2",
                 "a.lua:2: chip \"A\": field 'price': is -2, expected more than 0");
}

static void handles_are_names(void **state) {
    (void)state;
    Loaded x =
        loaded_part("local a = " ONE_CHIP("1") " a.price = 7 "
                                               "control \"c\" { by = \"CN\", chips = { a } }");
    assert_near(price(&x), 7, 0);
    assert_true(x.base->controls[0].i.chips.has[0]);
    loaded_done(&x);
}

static void paths_and_dates(void **state) {
    (void)state;
    Loaded x = loaded_part(
        "local when = lever \"when\" { \"2026-03\", min = \"2026-01\", max = \"2026-06\" } "
        "local high = assume \"high\" { usd(20) } " ONE_CHIP(
            "path { [\"2026-01\"] = usd(10), [when] "
            "= high } * 2 + usd(1)"));
    const Scenario *s = x.base;
    assert_int_equal(s->inputs[0].shape, INPUT_DATE);
    assert_near(scenario_value(s, s->chips[0].price, x.values, 1), 31, 1e-12);
    x.values[0] += 1;
    assert_near(scenario_value(s, s->chips[0].price, x.values, 1.5), 31, 1e-12);
    loaded_done(&x);
    x = loaded_part(ONE_CHIP("ramp(usd(1), usd(5), \"2026-02\", 4)"));
    assert_near(scenario_value(x.base, x.base->chips[0].price, x.values, 3), 3, 1e-12);
    loaded_done(&x);
    x = loaded_part(ONE_CHIP("grow(usd(100), annual(0.44))"));
    assert_near(scenario_value(x.base, x.base->chips[0].price, x.values, 6), 120, 1e-12);
    loaded_done(&x);
    x = loaded_part(ONE_CHIP("steps { [\"2026-02\"] = usd(1), [\"2026-05-16\"] = usd(2) }"));
    assert_near(scenario_value(x.base, x.base->chips[0].price, x.values, 4.4), 1, 0);
    assert_near(scenario_value(x.base, x.base->chips[0].price, x.values, 4.5), 2, 0);
    loaded_done(&x);
}

static void paths_are_checked(void **state) {
    (void)state;
    part_refuses(ONE_CHIP("path { }"), "a.lua:1: path is empty: write { [\"2026-01\"] = 1 }");
    part_refuses(ONE_CHIP("path { janury = 1 }"),
                 "a.lua:1: path expects a date such as \"2026-03\", got janury");
    part_refuses(ONE_CHIP("path { [\"2026\"] = 1, [\"2026-01\"] = 2 }"),
                 "a.lua:1: path has two values at 2026-01, expected one; leave one out");
    part_refuses(ONE_CHIP("path(5)"),
                 "a.lua:1: path expects a table { [\"2026-01\"] = 1, [\"2026-07\"] = 2 }, got "
                 "number");
    part_refuses(ONE_CHIP("steps { [\"2026\"] = \"x\" }"),
                 "a.lua:1: steps expects numbers, got string");
    part_refuses(ONE_CHIP("ramp(1, 2, \"2026-02\", 0)"),
                 "a.lua:1: ramp takes 0 months: write more than 0, or steps { ... }");
    part_refuses(ONE_CHIP("date \"2026-13\""),
                 "a.lua:1: \"2026-13\" is not a date of the calendar: "
                 "write \"2026-03\" or \"2026-03-15\"");
    part_refuses(ONE_CHIP("path { [\"2026\"] = 1 } + path { [\"2026\"] = 1 }"),
                 "a.lua:1: two paths cannot be combined: write the result as a path");
}

static void levers_of_all_shapes(void **state) {
    (void)state;
    Loaded x = loaded_part(ONE_CHIP(
        "1") "local a = lever \"a\" { true } local b = lever \"b\" { \"low\", choices = { "
             "\"low\", \"high\" } } local c = lever \"c_d\" { off, min = 1, max = 2 } "
             "local d = assume \"d\" { usd(27), dist = triangular(usd(20), usd(27), usd(28)) } "
             "local e = lever \"e\" { -4, whole = true, label = \"E\", source = { \"assumed\" "
             "} } "
             "case \"k\" { doc = \"why\", a = false, b = \"high\", c_d = 1.5, d = usd(21), e = "
             "-2 }");
    const Input *in = x.base->inputs;
    assert_int_equal(in[0].shape, INPUT_TOGGLE);
    assert_int_equal(in[1].shape, INPUT_CHOICE);
    assert_true(in[2].can_be_off && is_off(in[2].base));
    assert_string_equal(in[2].label, "c d");
    assert_int_equal(in[3].kind, INPUT_ASSUME);
    assert_true(in[3].min > 20 && in[3].min < 22 && in[3].max > 27 && in[3].max < 28);
    assert_near(in[4].min, -8, 0);
    assert_near(in[4].max, 0, 0);
    assert_int_equal(in[4].n_sources, 1);
    script_case_values(x.script, 0, x.values);
    const double expected[] = {0, 1, 1.5, 21, -2};
    for (int i = 0; i < 5; i++) assert_near(x.values[i], expected[i], 0);
    assert_int_equal(x.base->draft->n_opaques, 2); // the toggle and the choice
    loaded_done(&x);
}

static void levers_are_checked(void **state) {
    (void)state;
    part_refuses(
        ONE_CHIP("1") "\nlocal a = lever \"a\" { 1 }\nlocal b = lever \"b\" { a * 2 }",
        "a.lua:3: lever \"b\": field 'value': hangs on another lever or assumption: they "
        "do not "
        "depend on one another; write the formula where the value is used");
    part_refuses(
        ONE_CHIP("1") "\nlever \"b\" { \"low\" }",
        "a.lua:2: lever \"b\": field 'value': is the string \"low\", expected a date such as "
        "\"2026-03\", or choices = { ... } that list it");
    part_refuses(ONE_CHIP("1") "\nlever \"b\" { usd(5),\n max = months(3) }",
                 "a.lua:3: lever \"b\": field 'max': is months, expected USD");
    part_refuses(
        ONE_CHIP("1") "\nlever \"b\" { usd(5),\n dist = uniform(months(3), months(4)) }",
        "a.lua:3: lever \"b\": field 'dist': is months, expected USD");
    part_refuses(ONE_CHIP("1") "\nlever \"b\" { off }",
                 "a.lua:2: lever \"b\": field 'min': is missing: "
                 "an input that begins as off needs both min "
                 "and max");
    part_refuses(
        ONE_CHIP("1") "\nlever \"b\" { 0/0 }",
        "a.lua:2: lever \"b\": field 'value': is the number nan, expected a finite number");
    part_refuses(ONE_CHIP("1") "\nlever \"b\" { true, min = 0 }",
                 "a.lua:2: lever \"b\": field 'min': has no meaning for true or false");
    part_refuses(
        ONE_CHIP("1") "\nlever \"b\" { 1, dist = 5 }",
        "a.lua:2: lever \"b\": field 'dist': is the number 5, expected a distribution such as "
        "triangular(20, 27, 28)");
    part_refuses(ONE_CHIP("1") "\nlever \"b\"",
                 "a.lua:2: lever \"b\": has no fields, expected a table "
                 "after the name: lever \"levy\" { 0.25, min = 0, "
                 "max = 0.4, doc = \"share of revenue\" }");
    part_refuses(
        ONE_CHIP("1") "\nlever \"b\" { 1, max = 0.5 }",
        "a.lua:2: lever \"b\": field 'value': is 1, expected 0 to 0.5; widen min and max");
}

static void distributions_are_checked(void **state) {
    (void)state;
    part_refuses(ONE_CHIP("1") "\nlocal d = uniform(3, 2)",
                 "a.lua:2: uniform needs low < high, got 3 and 2");
    part_refuses(ONE_CHIP("1") "\nlocal d = uniform(3)",
                 "a.lua:2: uniform takes 2 numbers, got 1: write uniform(low, high)");
    part_refuses(ONE_CHIP("1") "\nlocal a = lever \"a\" { 1 } local d = normal(a, 2)",
                 "a.lua:2: normal hangs on a lever or an assumption: a distribution is made of "
                 "constants");
    part_refuses(
        ONE_CHIP("1") "\nlocal d = discrete { 1, 2 }",
        "a.lua:2: discrete: item 1 is no pair: write discrete { { value, weight }, ... }");
    part_refuses(ONE_CHIP("1") "\nlocal d = normal(off, 2)",
                 "a.lua:2: normal expects numbers, got off");
}

static void constructors_are_checked(void **state) {
    (void)state;
    part_refuses(ONE_CHIP("1") "\nchip { price = 3 }",
                 "a.lua:2: chip expects a name in quotes first: "
                 "chip \"H200\" { origin = \"US\", price = 27000, "
                 "flops = 989.5 }");
    part_refuses(ONE_CHIP("1") "\nchip(\"B\", { price = 3 })",
                 "a.lua:2: chip takes its name and its table without comma or brackets: chip "
                 "\"H200\" { origin "
                 "= \"US\", price = 27000, flops = 989.5 }");
    part_refuses(
        ONE_CHIP("1") "\nlocal t = { by = \"US\" } control \"a\" (t) control \"b\" (t)",
        "a.lua:2: control \"b\": its table is that of control \"a\" already: write a new one");
    part_refuses(ONE_CHIP("1") "\ncontrol \"a\" \"b\"",
                 "a.lua:2: control \"a\": expects a table { ... }, got string");
}

static void off_is_neutral(void **state) {
    (void)state;
    Loaded x = loaded_part("local cap = lever \"cap\" { off, min = 1, max = 9 } " ONE_CHIP(
        "1") "approval \"p\" { by = \"CN\", units = 10, per_buyer = cap * 2 + 1 }");
    const Scenario *s = x.base;
    assert_near(scenario_value(s, s->approvals[0].per_buyer, x.values, 0), NO_CAP, 0);
    x.values[0] = 4;
    assert_near(scenario_value(s, s->approvals[0].per_buyer, x.values, 0), 9, 0);
    loaded_done(&x);
    x = loaded_part("local cap = lever \"cap\" { off, min = 1, max = 9 } " ONE_CHIP(
        "cap == off and 5 or cap") " case \"c\" { cap = 3 }");
    assert_near(price(&x), 5, 0);
    script_case_values(x.script, 0, x.values);
    x.base = script_variant(x.script, x.values, x.faults);
    assert_no_faults(x.faults);
    assert_near(price(&x), 3, 0);
    loaded_done(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arithmetic_builds_formulas),
        cmocka_unit_test(mathematics_is_overloaded),
        cmocka_unit_test(units_are_kept),
        cmocka_unit_test(words_of_units),
        cmocka_unit_test(wrong_units_are_faults),
        cmocka_unit_test(every_fault_in_one_go),
        cmocka_unit_test(fields_know_their_lines),
        cmocka_unit_test(handles_are_names),
        cmocka_unit_test(paths_and_dates),
        cmocka_unit_test(paths_are_checked),
        cmocka_unit_test(levers_of_all_shapes),
        cmocka_unit_test(levers_are_checked),
        cmocka_unit_test(distributions_are_checked),
        cmocka_unit_test(constructors_are_checked),
        cmocka_unit_test(off_is_neutral),
    };
    return cmocka_run_group_tests(tests, folder_setup, folder_teardown);
}
