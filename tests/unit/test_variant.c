#include "support/test.h"
#include "support/script.h"

#include <math.h>
#include <string.h>

static const Scenario *at(Loaded *x, double a, double b) {
    x->values[0] = a;
    x->values[1] = b;
    const Scenario *s = script_variant(x->script, x->values, x->faults);
    assert_no_faults(x->faults);
    return s;
}

static double price(Loaded *x, double a, double b) {
    const Scenario *s = at(x, a, b);
    return chip_price(s, x->values);
}

static void a_branch_is_a_variant(void **state) {
    (void)state;
    Loaded x = loaded_part(
        ONE_LEVY
        "\nlocal p = levy * 100 + 1\nif levy > 0.3 then p = levy * 1000 end " ONE_CHIP("p"));
    const Draft *d = script_base(x.script)->draft;
    assert_int_equal(d->n_guards, 1);
    assert_string_equal(d->guards[0].file, "a.lua");
    assert_int_equal(d->guards[0].line, 3);
    assert_false(d->guards[0].outcome);
    assert_near(price(&x, 0.25, 0), 26, 0);
    assert_near(price(&x, 0.3, 0), 31, 0);
    assert_near(price(&x, 0.4, 0), 400, 0);
    assert_ptr_equal(at(&x, 0.1, 0), script_base(x.script));
    assert_ptr_equal(at(&x, 0.4, 0), at(&x, 0.35, 0));
    assert_ptr_not_equal(at(&x, 0.4, 0), at(&x, 0.1, 0));
    loaded_done(&x);
}

static void comparisons_of_every_kind(void **state) {
    (void)state;
    Loaded x = loaded_part(
        ONE_LEVY
        "local b = lever \"b\" { 0.25, min = 0, max = 1 } local n = 0 "
        "if levy < b then n = n + 1 end if levy <= b then n = n + 10 end "
        "if levy >= b then n = n + 100 end if levy > b then n = n + 1000 end "
        "if levy == b then n = n + 1e4 end if levy ~= b then n = n + 1e5 end " ONE_CHIP("n"));
    assert_near(price(&x, 0.25, 0.25), 10110, 0);
    assert_near(price(&x, 0.1, 0.25), 100011, 0);
    assert_near(price(&x, 0.3, 0.25), 101100, 0);
    loaded_done(&x);
}

static void a_branch_inside_one_not_taken(void **state) {
    (void)state;
    Loaded x = loaded_part(
        ONE_LEVY
        "local b = lever \"b\" { 1, min = 0, max = 9 } local p = 1 "
        "if levy > 0.3 then if b > 5 then p = b * 2 else p = b * 3 end end " ONE_CHIP("p"));
    assert_int_equal(script_base(x.script)->draft->n_guards, 1);
    assert_near(price(&x, 0.2, 8), 1, 0);
    assert_near(price(&x, 0.4, 8), 16, 0);
    assert_near(price(&x, 0.4, 2), 6, 0);
    loaded_done(&x);
}

static void a_loop_until(void **state) {
    (void)state;
    Loaded x = loaded_part(
        ONE_LEVY
        "local n, sum = 0, 0 while sum < levy do sum = sum + 0.1 n = n + 1 end " ONE_CHIP(
            "n + 1"));
    assert_near(price(&x, 0.25, 0), 4, 0);
    assert_near(price(&x, 0.45, 0), 6, 0);
    loaded_done(&x);
}

static void a_required_file_branches(void **state) {
    (void)state;
    folder_write("part.lua",
                 "return function(levy)\n  if levy > 0.3 then return 7 end\n  return 5\nend");
    Loaded x = loaded_part(ONE_LEVY "local f = require \"part\" " ONE_CHIP("f(levy)"));
    assert_string_equal(script_base(x.script)->draft->guards[0].file, "part.lua");
    assert_int_equal(script_base(x.script)->draft->guards[0].line, 2);
    assert_near(price(&x, 0.2, 0), 5, 0);
    assert_near(price(&x, 0.4, 0), 7, 0);
    loaded_done(&x);
}

static void toggles_and_choices(void **state) {
    (void)state;
    Loaded x = loaded_part(
        "local a = lever \"a\" { false } local b = lever \"b\" { \"low\", choices = { \"low\", "
        "\"high\" } } " ONE_CHIP("(a and 10 or 20) + (b == \"high\" and 1 or 2)"));
    assert_near(price(&x, 0, 0), 22, 0);
    assert_near(price(&x, 1, 0), 12, 0);
    assert_near(price(&x, 1, 1), 11, 0);
    assert_ptr_equal(at(&x, 1, 1), at(&x, 1, 1));
    loaded_done(&x);
}

static void guards_hold_between_assumptions_and_paths(void **state) {
    (void)state;
    Loaded x = loaded_part(
        "local early = lever \"early\" { \"2026-03\", min = \"2026-01\", max = \"2026-12\" } "
        "local late = lever \"late\" { \"2026-06\", min = \"2026-01\", max = \"2026-12\" "
        "} " ONE_CHIP("path { [early] = 10, [late] = 20 }"));
    const Scenario *s = script_base(x.script);
    assert_near(scenario_value(s, s->chips[0].price, x.values, 6), 20, 0);
    s = at(&x, x.values[1] + 2, x.values[1]); // the other way round
    assert_near(scenario_value(s, s->chips[0].price, x.values, 8), 10, 0);
    loaded_done(&x);
}

static void wrong_at(const char *text, double a, const char *message) {
    Loaded x = loaded_part(text);
    x.values[0] = a;
    assert_null(script_variant(x.script, x.values, x.faults));
    assert_faults(x.faults, message);
    faults_clear(x.faults);
    assert_null(script_prove(x.script, x.values, x.faults));
    assert_faults(x.faults, message);
    loaded_done(&x);
}

static void wrong_at_one_end(void **state) {
    (void)state;
    wrong_at(ONE_LEVY "\nif levy > 0.4 then error(\"no such levy\") end " ONE_CHIP("1"), 0.45,
             "a.lua:2: at levy = 0.45: no such levy");
    wrong_at(ONE_LEVY "\nif levy > 0.4 then local t = {} t.x.y = 1 end " ONE_CHIP("1"), 0.45,
             "a.lua:2: at levy = 0.45: attempt to index a nil value (field 'x'): there is "
             "nothing of that "
             "name before the dot or bracket");
    wrong_at(ONE_LEVY "local p = 1\nif levy > 0.4 then p = -5 end " ONE_CHIP("p"), 0.45,
             "a.lua:2: at levy = 0.45: chip \"A\": field 'price': is -5, expected more than 0");
    wrong_at(ONE_LEVY ONE_CHIP("1") "\nif levy > 0.4 then local x = usd(1) + months(1) end",
             0.45, "a.lua:2: at levy = 0.45: adds USD and months, expected the same unit");
}

static void levers_are_the_same_everywhere(void **state) {
    (void)state;
    wrong_at(ONE_LEVY ONE_CHIP("1") "\nif levy > 0.4 then\n lever \"extra\" { 1 } end", 0.45,
             "a.lua:3: at levy = 0.45: lever \"extra\": is declared only where levy > 0.4 "
             "(a.lua:2): declare it "
             "outside of the branch");
    wrong_at(ONE_LEVY ONE_CHIP("1") "\nif levy < 0.4 then\n lever \"extra\" { 1 } end", 0.45,
             "a.lua:3: at levy = 0.45: lever \"extra\": is not declared where levy >= 0.4 "
             "(a.lua:2): declare it "
             "outside of the branch");
    wrong_at(
        ONE_LEVY ONE_CHIP(
            "1") "\nlocal top = 5 if levy > 0.4 then top = 6 end\nlever \"b\" { 1, max = top }",
        0.45,
        "a.lua:3: at levy = 0.45: lever \"b\": its max differs where levy > 0.4 (a.lua:2): "
        "levers and "
        "assumptions are the same in all branches");
    wrong_at("local on = lever \"on\" { false } " ONE_CHIP(
                 "1") "\nif on then\n lever \"extra\" { 1 } end",
             1,
             "a.lua:3: at on = true: lever \"extra\": is declared only where on = true "
             "(a.lua:1): declare it "
             "outside of the branch");
    wrong_at(ONE_LEVY ONE_CHIP("1") "\nif levy > 0.4 then\n case \"c\" { levy = 0 } end", 0.45,
             "a.lua:3: at levy = 0.45: case \"c\": is declared only where levy > 0.4 "
             "(a.lua:2): declare the case "
             "outside of the branch");
}

static void settings(void **state) {
    (void)state;
    Loaded x = loaded_part(
        ONE_LEVY
        "local cap = lever \"cap\" { off, min = 1, max = 9, whole = true } "
        "local on = lever \"on\" { false } local at = lever \"at\" { \"2026-03\" } "
        "local b = lever \"b\" { \"low\", choices = { \"low\", \"high\" } } " ONE_CHIP("1"));
    const char *fine[] = {"levy=0.5", "levy=25%",    "cap=3",          "cap=off",
                          "on=true",  "on=0",        "on=false",       "at=2026-04",
                          "b=high",   "levy=.0005k", "levy=0.0000001M"};
    const int which[] = {0, 0, 1, 1, 2, 2, 2, 3, 4, 0, 0};
    const double expected[] = {0.5,          0.25,           3, NAN, 1, 0, 0, 315, 1,
                               0.0005 * 1e3, 0.0000001 * 1e6};
    for (int i = 0; i < 11; i++) {
        assert_true(script_set(x.script, fine[i], x.values, x.faults));
        double value = x.values[which[i]];
        assert_true(value == expected[i] || (is_off(value) && is_off(expected[i])));
    }
    const char *wrong[] = {"levy=0.6", "levy=x",   "levi=1",   "levy",
                           "=3",       "cap=1.5",  "levy=off", "on=maybe",
                           "at=2027",  "b=middle", "zzzzzz=1", "cap=3kk"};
    for (int i = 0; i < 12; i++)
        assert_false(script_set(x.script, wrong[i], x.values, x.faults));
    assert_faults(x.faults, "--set =3: expected name=value",
                  "--set at: is 2027-01, expected a date from 2025-09 to 2026-09",
                  "--set b: is \"middle\", expected one of \"low\", \"high\"",
                  "--set cap: is \"3kk\", expected a whole number from 1 to 9 or off",
                  "--set cap: is 1.5, expected a whole number from 1 to 9 or off",
                  "--set levi: no lever or assumption of that name, did you mean levy?",
                  "--set levy: expected name=value",
                  "--set levy: is \"x\", expected a number from 0 to 0.5",
                  "--set levy: is 0.6, expected a number from 0 to 0.5",
                  "--set levy: is off, expected a number from 0 to 0.5",
                  "--set on: is \"maybe\", expected true or false",
                  "--set zzzzzz: no lever or assumption of that name in a.lua, expected one of "
                  "levy, cap, on, at, b");
    loaded_done(&x);
}

static void a_date_may_move_by_half_a_year(void **state) {
    (void)state;
    Loaded x = loaded_part("local at = lever \"at\" { \"2026-03-15\" } " ONE_CHIP("1"));
    assert_true(script_set(x.script, "at=2026-09-15", x.values, x.faults));
    assert_true(script_set(x.script, "at=2025-09-15", x.values, x.faults));
    assert_false(script_set(x.script, "at=2026-09-16", x.values, x.faults));
    assert_faults(x.faults,
                  "--set at: is 2026-09-16, expected a date from 2025-09-15 to 2026-09-15");
    loaded_done(&x);
}

// Ten branches: every point gets a right trace, and points of one side share it.
static void many_branches(void **state) {
    (void)state;
    Loaded x = loaded_part(
        ONE_LEVY
        "local b = lever \"b\" { 0.5, min = 0, max = 1 } local p = 1 "
        "for i = 1, 10 do if levy * 2 > i / 11 then p = p + i * b end end " ONE_CHIP("p"));
    for (int i = 0; i <= 50; i++)
        for (int k = 0; k <= 4; k++) {
            double levy = i / 100.0, b = k / 4.0, p = 1;
            for (int j = 1; j <= 10; j++)
                if (levy * 2 > j / 11.0) p += j * b;
            assert_near(price(&x, levy, b), p, 0);
        }
    loaded_done(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_branch_is_a_variant),
        cmocka_unit_test(comparisons_of_every_kind),
        cmocka_unit_test(a_branch_inside_one_not_taken),
        cmocka_unit_test(a_loop_until),
        cmocka_unit_test(a_required_file_branches),
        cmocka_unit_test(toggles_and_choices),
        cmocka_unit_test(guards_hold_between_assumptions_and_paths),
        cmocka_unit_test(wrong_at_one_end),
        cmocka_unit_test(levers_are_the_same_everywhere),
        cmocka_unit_test(settings),
        cmocka_unit_test(a_date_may_move_by_half_a_year),
        cmocka_unit_test(many_branches),
    };
    return cmocka_run_group_tests(tests, folder_setup, folder_teardown);
}
