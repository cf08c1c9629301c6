// Conclusions: what `run` prints of them, in the runs that were asked for, and writes into JSON.
#include "support/golden.h"
#include "support/test.h"
#include "verb/cli.h"

#include <stdlib.h>
#include <string.h>

static const char SCRIPT[] =
    "scenario \"Conclusions\" { from = \"2026-01\", to = \"2026-12\" }\n"
    "local permit = lever \"permit\" { 100e3, min = 0, max = 400e3 }\n"
    "local price = assume \"price\" { usd(27000), min = usd(20000), max = usd(27000) }\n"
    "chip \"H200\" { origin = \"US\", price = price, flops = 989.5 }\n"
    "line \"stock\" { chip = \"H200\", inventory = 700e3 }\n"
    "buyer \"ByteDance\" { jurisdiction = \"CN\", capex = usd(14e9), demand = 20e3 }\n"
    "control \"customs\" { by = \"CN\" }\n"
    "approval \"permit\" { by = \"CN\", units = permit }\n"
    "case \"no permit\" { permit = 0 }\n"
    "case \"twice\" { permit = 200e3 }\n"
    "case \"cheap\" { price = 20000 }\n"
    "local got = result \"got\" { \"bought\" }\n"
    "local paid = result \"paid\" { \"capex\" }\n"
    "conclude(\"It gets less than it wants\", got / 240e3, \"below\", 1, \"assumed\")\n"
    "conclude(\"It gets over 100,000\", got, \"above\", 100e3)\n"
    "conclude(\"It spends over 2.5 billion\", paid, \"above\", usd(2.5e9))\n"
    "conclude(\"One costs over 25,000\", paid / got, \"above\", usd(25e3))\n";

static char *conclusions_of_run(const Ran *r) {
    char *from = strstr(r->out, "Conclusions: "),
         *last = from ? strstr(from, "\nchokepoint ") : from;
    assert_int_equal(r->code, 0);
    assert_non_null(last);
    last[0] = 0;
    return from;
}

static void every_case_is_asked(void **state) {
    (void)state;
    const char *const words[] = {"run", cli_write("c.lua", SCRIPT), NULL};
    Ran r = cli_run(NULL, NULL, words);
    assert_golden("run/conclusions.txt", conclusions_of_run(&r));
    ran_done(&r);
}

// At a bound a conclusion does not hold, and without a value neither.
static void only_the_runs_that_were_made(void **state) {
    (void)state;
    const char *const words[] = {"run", cli_write("c.lua", SCRIPT), "--case", "no permit",
                                 NULL};
    Ran r = cli_run(NULL, NULL, words);
    assert_golden("run/conclusions_case.txt", conclusions_of_run(&r));
    ran_done(&r);
}

static void in_json(void **state) {
    (void)state;
    cli_write("c.lua", SCRIPT);
    Ran r = cli_run(cli_folder(), NULL,
                    (const char *const[]){"run", "c.lua", "-o", "c.json", NULL});
    assert_int_equal(r.code, 0);
    char *json = cli_read("c.json", NULL), *at = strstr(json, " \"conclusions\": [");
    assert_non_null(at);
    assert_golden("run/conclusions.json", at);
    free(json);
    ran_done(&r);
}

// One that only a case's variant of the script lacks has no value there.
static void of_a_variant_without_it(void **state) {
    (void)state;
    const char *const words[] = {
        "run",
        cli_write("v.lua", "scenario \"Variants\" { from = \"2026-01\", to = \"2026-12\" }\n"
                           "local on = lever \"on\" { true, source = \"assumed\" }\n"
                           "chip \"H200\" { origin = \"US\", price = 27000, flops = 989.5 }\n"
                           "line \"stock\" { chip = \"H200\", inventory = 700e3 }\n"
                           "buyer \"b\" { jurisdiction = \"CN\", capex = usd(1e9), "
                           "demand = 1e3 }\n"
                           "local got = result \"got\" { \"bought\" }\n"
                           "if on then conclude(\"few\", got, \"below\", 10) end\n"
                           "conclude(\"many\", got, \"above\", 10)\n"
                           "case \"off\" { on = false }\n"),
        NULL};
    Ran r = cli_run(NULL, NULL, words);
    assert_golden("run/conclusions_variant.txt", conclusions_of_run(&r));
    ran_done(&r);
}

// Without conclusions nothing is said of any.
static void nothing_where_there_are_none(void **state) {
    (void)state;
    Ran r = RUN("run", "scripts/00_minimal.lua");
    assert_int_equal(r.code, 0);
    assert_null(strstr(r.out, "Conclusions"));
    ran_done(&r);
}

static int tear_down(void **state) {
    (void)state;
    cli_clean();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_case_is_asked),
        cmocka_unit_test(only_the_runs_that_were_made),
        cmocka_unit_test(in_json),
        cmocka_unit_test(of_a_variant_without_it),
        cmocka_unit_test(nothing_where_there_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, tear_down);
}
