#include "support/test.h"
#include "support/golden.h"
#include "verb/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// A script with all that `check` has to say: guards, plain values, a silent one, numbers without
// a source, warnings.
static const char ALL[] =
    "scenario \"All\" { from = \"2026-01\", to = \"2026-12\" }\n"
    "source \"S1\" { title = \"A list of prices\" }\n"
    "local permit = lever \"permit\" { 100e3, min = 0, max = 400e3, off = true, source = "
    "\"assumed\" }\n"
    "local spins = lever \"spins\" { 2, min = 1, max = 4, whole = true }\n"
    "local mode = lever \"mode\" { \"low\", choices = { \"low\", \"high\" }, source = \"S1\" "
    "}\n"
    "local price = assume \"price\" { usd(27000), dist = triangular(usd(20000), usd(27000), "
    "usd(28000)), source = \"S1\" }\n"
    "local idle = lever \"idle\" { 1, min = 0, max = 2, source = \"assumed\" }\n"
    "local stock = mode == \"high\" and 700e3 or 500e3\n"
    "if spins == 3 then stock = stock / 2 end\n"
    "if price > usd(25000) then stock = stock + 1 end\n"
    "chip \"H200\" { origin = \"US\", price = price, flops = 989.5, source = \"S1\" }\n"
    "line \"S\" { chip = \"H200\", inventory = stock / spins }\n"
    "buyer \"B\" { jurisdiction = \"CN\", capex = usd(8e9), demand = 20e3, source = "
    "\"assumed\" "
    "}\n"
    "approval \"permit\" { by = \"CN\", units = permit }\n"
    "case \"high\" { mode = \"high\" }\n";

static const char WARNED[] =
    "all.lua:7: warning: lever \"idle\": changes nothing: no field uses it; use it in one, or "
    "remove it\n"
    "all.lua:14: warning: approval \"permit\": lets in what no control of \"CN\" shuts out: "
    "before its first day everything may be bought; add control \"...\" { by = \"CN\" } for "
    "these chips and buyers\n";

static Ran check(const char *a, const char *b) {
    return cli_run(cli_folder(), NULL, (const char *const[]){"check", "all.lua", a, b, NULL});
}

static void of_a_script_of_its_own(void **state) {
    (void)state;
    Ran r = check(NULL, NULL);
    assert_string_equal(r.err, WARNED);
    assert_int_equal(r.code, 0);
    assert_golden("check/all.txt", r.out);
    ran_done(&r);
}

static void of_the_smallest_script(void **state) {
    (void)state;
    Ran r = RUN("check", "scripts/00_minimal.lua");
    assert_int_equal(r.code, 0);
    assert_string_equal(r.err, "");
    assert_golden("check/minimal.txt", r.out);
    ran_done(&r);
}

static void warnings_fail_when_strict(void **state) {
    (void)state;
    Ran r = check("--strict", NULL);
    assert_int_equal(r.code, 1);
    assert_string_equal(r.err, WARNED);
    ran_done(&r);
    r = check("--strict", "--quiet");
    assert_int_equal(r.code, 1);
    assert_string_equal(r.out, "");
    assert_string_equal(r.err, WARNED);
    ran_done(&r);
    r = check("--quiet", NULL);
    assert_int_equal(r.code, 0);
    assert_string_equal(r.out, "");
    assert_string_equal(r.err, "");
    ran_done(&r);
}

// Without what differs from one build to the next.
static char *without_version(const char *json) {
    const char *at = strstr(json, " \"version\": ");
    assert_non_null(at);
    const char *rest = strchr(at, '\n') + 1;
    size_t head = (size_t)(at - json);
    char *out = malloc(strlen(json) + 1);
    assert_non_null(out);
    memcpy(out, json, head);
    strcpy(out + head, rest);
    return out;
}

static void for_editors(void **state) {
    (void)state;
    Ran r = check("--json", NULL);
    assert_int_equal(r.code, 0);
    assert_string_equal(r.err, "");
    char *json = without_version(r.out);
    assert_golden("check/all.json", json);
    free(json);
    ran_done(&r);
}

static void check_wrong(const char *text, const char *golden) {
    cli_write("wrong.lua", text);
    Ran r = cli_run(cli_folder(), NULL,
                    (const char *const[]){"check", "wrong.lua", "--json", NULL});
    assert_int_equal(r.code, 1);
    assert_string_equal(r.err, "");
    char *json = without_version(r.out);
    assert_golden(golden, json);
    free(json);
    ran_done(&r);
}

#define WRONG                                                                                  \
    "scenario \"W\" { from = \"2026-01\", to = \"2026-12\" }\n"                                \
    "chip \"H200\" { origin = \"US\", flops = 1, price = months(3) }\n"                        \
    "buyer \"B\" { jurisdiction = \"CN\", capex = 1, demnd = 2 }\n"

static void faults_for_editors(void **state) {
    (void)state;
    check_wrong(WRONG, "check/wrong.json");
    check_wrong(WRONG "local price = figures.h20.price\n", "check/cut.json");
}

// check always says it, run where some is bought in a run that is shown.
static void of_a_grey_market(void **state) {
    (void)state;
    const char *said = "Grey market: chip \"H200, grey\": outside the source documents.\n";
    const char *script = "scripts/lessons/grey_market.lua";
    Ran r = RUN("check", script);
    assert_non_null(strstr(r.out, said));
    ran_done(&r);
    r = RUN("run", script, "--case", "leaks");
    assert_non_null(strstr(r.out, said));
    ran_done(&r);
    r = RUN("run", script, "--set", "seized=0.2");
    assert_int_equal(r.code, 0);
    assert_null(strstr(r.out, "Grey market"));
    ran_done(&r);
}

static int set_up(void **state) {
    (void)state;
    cli_write("all.lua", ALL);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    cli_clean();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_a_script_of_its_own),    cmocka_unit_test(of_the_smallest_script),
        cmocka_unit_test(warnings_fail_when_strict), cmocka_unit_test(for_editors),
        cmocka_unit_test(faults_for_editors),        cmocka_unit_test(of_a_grey_market),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
