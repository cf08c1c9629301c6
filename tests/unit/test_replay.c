#include "support/test.h"
#include "support/script.h"

#include <stdio.h>
#include <string.h>

// What no run that was asked for would show: a silent use at a value nobody proved.

#define WHOLE "local n = lever \"n\" { 2, min = 1, max = 5, whole = true } "

// Without a proof, as a draw would get it.
static double price(Loaded *x, double a, double b) {
    x->values[0] = a;
    x->values[1] = b;
    const Scenario *s = script_variant(x->script, x->values, x->faults);
    assert_no_faults(x->faults);
    return chip_price(s, x->values);
}

// Replays; the opaque inputs of the base point then, as "name (line): why" joined by "; ".
static void replay(Loaded *x, const char *expected) {
    bool fine = script_replay(x->script, x->faults);
    assert_no_faults(x->faults);
    assert_true(fine);
    script_base_values(x->script, x->values);
    const Draft *d = script_variant(x->script, x->values, x->faults)->draft;
    char list[900] = "";
    for (int i = 0; i < d->n_opaques; i++) {
        const Opaque *o = &d->opaques[i];
        snprintf(list + strlen(list), sizeof list - strlen(list), "%s%s (%d): %s",
                 i ? "; " : "", d->inputs[o->input].name, o->line, o->why);
    }
    assert_string_equal(list, expected);
}

#define SILENT "compared by == or used as a table's key: "

static void equal_to_a_number(void **state) {
    (void)state;
    Loaded x =
        loaded_part(WHOLE ONE_LEVY "local p = 10\nif n == 3 then p = 500 end\n" ONE_CHIP("p"));
    assert_near(price(&x, 3, 0.25), 10, 0); // the wrong answer, silently
    replay(&x, "n (3): " SILENT "at n = 3: chip \"A\": field 'price': traced as 10, run as "
               "500");
    assert_near(price(&x, 3, 0.25), 500, 0);
    assert_near(price(&x, 3, 0.1), 500, 0);
    assert_near(price(&x, 4, 0.1), 10, 0);
    loaded_done(&x);
}

static void equal_at_an_end(void **state) {
    (void)state;
    Loaded x = loaded_part(
        ONE_LEVY "local p = levy + 1\nif levy * 2 == 1 then p = 500 end\n" ONE_CHIP("p"));
    replay(&x, "levy (3): " SILENT
               "at levy = 0.5: chip \"A\": field 'price': traced as 1.5, run as 500");
    assert_near(price(&x, 0.5, 0), 500, 0);
    loaded_done(&x);
}

static void an_index_of_a_table(void **state) {
    (void)state;
    Loaded x = loaded_part(WHOLE "local t = { [4] = 7 }\n" ONE_CHIP("t[n] or 10"));
    assert_near(price(&x, 4, 0), 10, 0);
    replay(&x, "n (2): " SILENT "at n = 4: chip \"A\": field 'price': traced as 10, run as 7");
    assert_near(price(&x, 4, 0), 7, 0);
    loaded_done(&x);
}

static void the_value_of_a_discrete_one(void **state) {
    (void)state;
    Loaded x =
        loaded_part("local a = assume \"a\" { 2, min = 0, max = 9, dist = discrete { { 2, 1 }, "
                    "{ 7.5, 2 } } }\nlocal p = 1 if a == 7.5 then p = 2 end " ONE_CHIP("p"));
    replay(&x, "a (2): " SILENT "at a = 7.5: chip \"A\": field 'price': traced as 1, run as 2");
    assert_near(price(&x, 7.5, 0), 2, 0);
    loaded_done(&x);
}

static void the_value_of_a_case(void **state) {
    (void)state;
    Loaded x = loaded_part(ONE_LEVY "local p = 1 if levy == 0.4 then p = 2 end " ONE_CHIP(
        "p") " case \"c\" { levy = 0.4 }");
    replay(&x, "levy (1): " SILENT
               "at levy = 0.4: chip \"A\": field 'price': traced as 1, run as 2");
    loaded_done(&x);
}

// The same number at the base, but another formula.
static void a_difference_beside_the_base(void **state) {
    (void)state;
    Loaded x = loaded_part(WHOLE ONE_LEVY
                           "local p = 1\nif n == 3 then p = levy * 4 end\n" ONE_CHIP("p"));
    replay(&x, "n (3): " SILENT
               "at n = 3, levy = 0.1978: chip \"A\": field 'price': traced as 1, run as "
               "0.79120000000000001");
    assert_near(price(&x, 3, 0.5), 2, 0);
    loaded_done(&x);
}

// The same at the base, but a further guard.
static void a_guard_behind_it(void **state) {
    (void)state;
    Loaded x =
        loaded_part(WHOLE ONE_LEVY
                    "local p = 1\nif n == 3 and levy > 0.3 then p = 500 end\n" ONE_CHIP("p"));
    replay(&x, "n (2): " SILENT
               "at n = 3: the comparison levy <= 0.3 is made only when run, not when traced");
    assert_near(price(&x, 3, 0.5), 500, 0);
    assert_near(price(&x, 3, 0.25), 1, 0);
    loaded_done(&x);
}

static void a_text(void **state) {
    (void)state;
    Loaded x = loaded_part(
        WHOLE
        "chip \"A\" { origin = \"US\", throughput = 1, price = 1, doc = n == 5 and \"five\" or "
        "\"few\" }");
    replay(&x, "n (1): " SILENT
               "at n = 5: chip \"A\": field 'doc': traced as \"few\", run as \"five\"");
    loaded_done(&x);
}

static void what_is_followed_stays_so(void **state) {
    (void)state;
    static const char *const TEXTS[] = {
        ONE_LEVY ONE_CHIP("1 + levy"),
        ONE_LEVY "local b = lever \"b\" { 0.25, min = 0, max = 1 } local p = 1 "
                 "if levy == b then p = 5 end if levy > b then p = 7 end " ONE_CHIP("p"),
        ONE_LEVY
        "local b = lever \"b\" { 0.1, min = 0, max = 1 } local t = { [levy] = 1, [b] = 2, "
        "[0.2] = 3 } local n = 0 for k, v in pairs(t) do n = n * 10 + v end " ONE_CHIP("n"),
        WHOLE ONE_LEVY "local c = lever \"c\" { off, min = 1, max = 9 } "
                       "line \"M\" { chip = \"A\", capacity = c } " ONE_CHIP(
                           "math.floor(n * 1.5) % 7 + math.max(levy, 0.3) ^ 2"),
        "local a = assume \"a\" { usd(5), min = usd(1), max = usd(9) } " ONE_LEVY ONE_CHIP(
            "a * (1 - levy) + usd(1)"),
        "local m = lever \"m\" { \"2026-03\", min = \"2026-02\", max = \"2026-12\" } " ONE_CHIP(
            "steps { [\"2026-01\"] = 1, [m] = 2 }"),
    };
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        Loaded x = loaded_part(TEXTS[i]);
        replay(&x, "");
        loaded_done(&x);
    }
}

static void a_fault_at_one_of_the_values(void **state) {
    (void)state;
    Loaded x = loaded_part(WHOLE "if n == 3 then error(\"no three\") end\n" ONE_CHIP("1"));
    assert_false(script_replay(x.script, x.faults));
    assert_faults(x.faults, "a.lua:1: at n = 3: no three");
    loaded_done(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_to_a_number),
        cmocka_unit_test(equal_at_an_end),
        cmocka_unit_test(an_index_of_a_table),
        cmocka_unit_test(the_value_of_a_discrete_one),
        cmocka_unit_test(the_value_of_a_case),
        cmocka_unit_test(a_difference_beside_the_base),
        cmocka_unit_test(a_guard_behind_it),
        cmocka_unit_test(a_text),
        cmocka_unit_test(what_is_followed_stays_so),
        cmocka_unit_test(a_fault_at_one_of_the_values),
    };
    return cmocka_run_group_tests(tests, folder_setup, folder_teardown);
}
