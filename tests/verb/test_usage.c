// The command line used wrongly: every message, exactly, and the nearest name where one was meant.
#include "support/test.h"

#include "verb/cli.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char SMALL[] =
    "scenario \"Small\" { from = \"2026-01\", to = \"2026-06\" }\n"
    "local levy = lever \"export_levy\" { 0.25, min = 0, max = 0.5, source = \"assumed\" }\n"
    "chip \"H200\" { origin = \"US\", price = 27000, flops = 989.5 }\n"
    "line \"stock\" { chip = \"H200\", inventory = 1000 }\n"
    "buyer \"ByteDance\" { jurisdiction = \"CN\", capex = usd(1e9), demand = 50 }\n"
    "export_levy \"US levy\" { by = \"US\", rate = levy }\n";
static const char CASE[] = "case \"No levy\" { export_levy = 0 }\n";

static int set_up(void **state) {
    (void)state;
    char both[2048];
    snprintf(both, sizeof both, "%s%s", SMALL, CASE);
    cli_write("small.lua", both);
    cli_write("bare.lua", SMALL);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    cli_clean();
    return 0;
}

static void check_says(const char *err, int code, const char *const *words, int line) {
    Ran r = cli_run(cli_folder(), NULL, words);
    size_t n = strlen(err);
    bool same = strncmp(r.err, err, n) == 0 && (r.err[n] == '\n' || !r.err[n]);
    same = same && r.code == code;
    if (!same)
        print_error("exit code %d, expected %d\nsaid: %s\nexpected: %s\n", r.code, code, r.err,
                    err);
    ran_done(&r);
    if (!same) _fail(__FILE__, line);
}
// The first line on stderr, and the exit code of wrong use (2) or of a fault (1).
#define assert_usage(err, ...)                                                                 \
    check_says((err), 2, (const char *const[]){__VA_ARGS__, NULL}, __LINE__)
#define assert_fault(err, ...)                                                                 \
    check_says((err), 1, (const char *const[]){__VA_ARGS__, NULL}, __LINE__)

static void verbs_and_options_suggest(void **state) {
    (void)state;
    assert_usage("chokepoint: unknown verb \"chek\", did you mean check?", "chek", "small.lua");
    assert_usage("chokepoint: unknown verb \"Runs\", did you mean run?", "Runs", "small.lua");
    assert_usage("chokepoint: unknown verb \"frobnicate\"", "frobnicate");
    assert_usage("chokepoint run: unknown option --sets, did you mean --set?", "run", "--sets",
                 "export_levy=0", "small.lua");
    assert_usage("chokepoint run: unknown option --Quiet, did you mean --quiet?", "run",
                 "--Quiet", "small.lua");
    assert_usage("chokepoint docs: unknown word \"aprovel\", did you mean approval?", "docs",
                 "aprovel");
    assert_usage("chokepoint docs: unknown word \"exportlevvy\", did you mean export_levy?",
                 "docs", "exportlevvy");
    assert_usage("chokepoint docs: unknown word \"weather\"; chokepoint docs lists them",
                 "docs", "weather");
    assert_usage("chokepoint run: --series: unknown series \"Delivereds\", did you mean "
                 "delivered?",
                 "run", "--series", "Delivereds", "small.lua");
    assert_usage("chokepoint run: --series: unknown series \"profit\"; chokepoint docs series "
                 "lists them",
                 "run", "--series", "profit", "small.lua");
}

static void names_of_the_script_suggest(void **state) {
    (void)state;
    assert_fault("--set exportlevy: no lever or assumption of that name, did you mean "
                 "export_levy?",
                 "run", "--set", "exportlevy=0", "small.lua");
    assert_fault("--set Export-Levies: no lever or assumption of that name, did you mean "
                 "export_levy?",
                 "run", "--set", "Export-Levies=0", "small.lua");
    assert_fault("--set quota: no lever or assumption of that name in small.lua, expected one "
                 "of export_levy",
                 "run", "--set", "quota=0", "small.lua");
    assert_fault("small.lua: --case: no case \"no levys\", did you mean \"No levy\"?", "run",
                 "--case", "no levys", "small.lua");
    assert_fault("small.lua: --case: no case \"No-Levy\", did you mean \"No levy\"?", "run",
                 "--case", "No-Levy", "small.lua");
    assert_fault("bare.lua: --case: no case \"No levy\"; it has none", "explain", "--case",
                 "No levy", "bare.lua", "export_levy");
    assert_fault("bare.lua: --case: no case \"No levy\"; it has none", "view", "--case",
                 "No levy", "--screenshot", "none.png", "bare.lua");
    assert_fault("small.lua: nothing is called \"exportlevys\", did you mean \"export_levy\"?",
                 "explain", "small.lua", "exportlevys");
    assert_fault("small.lua: nothing is called \"weather\"; chokepoint explain small.lua lists "
                 "what there is",
                 "explain", "small.lua", "weather");
}

static void files_suggest(void **state) {
    (void)state;
    assert_fault("cannot read smal.lua: No such file or directory; did you mean small.lua?",
                 "run", "smal.lua");
    assert_fault("cannot read Small: No such file or directory; check the name and the folder "
                 "you are in",
                 "run", "Small");
    assert_fault("cannot read zzzzzz/small.lua: No such file or directory; there is no folder "
                 "zzzzzz",
                 "run", "zzzzzz/small.lua");
    Ran r = RUN("run", "script/h200-2026.lua");
    assert_string_equal(r.err, "cannot read script/h200-2026.lua: No such file or directory; "
                               "did you mean scripts/h200_2026.lua?\n");
    assert_int_equal(r.code, 1);
    ran_done(&r);
}

static void values_say_what_they_take(void **state) {
    (void)state;
    assert_usage("chokepoint view: --theme is light or dark, got \"blue\"", "view", "--theme",
                 "blue", "small.lua");
    assert_usage("chokepoint view: --size is WIDTHxHEIGHT, at least 860x520, got \"5\"", "view",
                 "--size", "5", "small.lua");
    assert_usage("chokepoint view: --draws is a whole number from 1 to 100000, got \"2.5\"",
                 "view", "a.lua", "--draws", "2.5");
    assert_usage("chokepoint view: --scale is a number from 0.5 to 4, got \"big\"", "view",
                 "--scale", "big", "small.lua");
    assert_usage("chokepoint ledger: --by month: expected year or total", "ledger", "--by",
                 "month", "small.lua");
    assert_fault("small.lua: --at 2036-05: the scenario runs from Jan 2026 to Jun 2026",
                 "explain", "--at", "2036-05", "small.lua", "delivered");
    assert_fault("small.lua: --at May: is no date, expected one such as 2026-05", "explain",
                 "--at", "May", "small.lua", "delivered");
}

static void the_prompt_says_what_is_missing(void **state) {
    (void)state;
    char both[2048];
    snprintf(both, sizeof both,
             "%schip \"Own\" { origin = \"CN\", price = 27000, flops = 989.5, captive = "
             "\"ByteDance\" }\n"
             "line \"own\" { chip = \"Own\", inventory = 1000 }\n"
             "buyer \"Alibaba\" { jurisdiction = \"CN\", capex = usd(1e9), demand = 50 }\n",
             SMALL);
    const char *path = cli_write("two.lua", both);
    Ran r = cli_run_input((const char *const[]){"repl", path, NULL},
                          "case x\nshow domestic_share\nshow approved\n");
    assert_string_equal(
        r.err,
        "no case \"x\"; it has none\n"
        "domestic_share: has no one value; domestic_share is kept by buyer: name one, or "
        "spark domestic_share\n"
        "approved: there is no such pair in this market; spark approved shows all\n");
    ran_done(&r);
}

// Not where the tests have the rights of root, who may write anywhere.
static void a_folder_may_be_closed(void **state) {
    (void)state;
    char closed[4096];
    snprintf(closed, sizeof closed, "%s/closed", cli_folder());
    assert_int_equal(mkdir(closed, 0500), 0);
    bool root = access(closed, W_OK) == 0;
    if (!root)
        assert_fault(
            "closed/a.csv: cannot be written: its folder may not be written to; choose "
            "another",
            "run", "-o", "closed/a.csv", "small.lua");
    assert_int_equal(rmdir(closed), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(verbs_and_options_suggest),
        cmocka_unit_test(names_of_the_script_suggest),
        cmocka_unit_test(files_suggest),
        cmocka_unit_test(values_say_what_they_take),
        cmocka_unit_test(the_prompt_says_what_is_missing),
        cmocka_unit_test(a_folder_may_be_closed),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
