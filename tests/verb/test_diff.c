// `chokepoint diff`: exact texts and exit codes.
#include "support/test.h"

#include "verb/cli.h"

#include <stdio.h>
#include <string.h>

static int tear_down(void **state) {
    (void)state;
    cli_clean();
    return 0;
}

static const char BODY[] =
    "chip \"H200\" { origin = \"US\", price = 27000, flops = 989.5 }\n"
    "line \"stock\" { chip = \"H200\", inventory = 1000 }\n"
    "buyer \"ByteDance\" { jurisdiction = \"CN\", capex = usd(1e9), demand = 50 }\n"
    "control \"ban\" { by = \"CN\", chips = { \"H200\" } }\n";

static const char A[] =
    "scenario \"Small\" { from = \"2026-01\", to = \"2026-06\" }\n"
    "local permit = lever \"permit\" { 100, min = 0, max = 400, source = \"assumed\" }\n"
    "local gone = assume \"gone\" { 2, min = 1, max = 3 }\n"
    "chip \"H200\" { origin = \"US\", price = 27000, flops = 989.5 }\n"
    "line \"stock\" { chip = \"H200\", inventory = 500 * gone }\n"
    "buyer \"ByteDance\" { jurisdiction = \"CN\", capex = usd(1e9), demand = 50 }\n"
    "control \"ban\" { by = \"CN\", chips = { \"H200\" } }\n"
    "approval \"permit\" { by = \"CN\", chips = { \"H200\" }, units = permit }\n"
    "case \"more\" { permit = 200 }\n";

static const char B[] =
    "scenario \"Small, twice\" { from = \"2026-01\", to = \"2026-06\" }\n"
    "local more = assume \"more\" { 1, min = 0, max = 3, dist = uniform(0, 3) }\n"
    "local permit = lever \"permit\" { 200, min = 0, max = 400, off = true, source = \"F57\" "
    "}\n"
    "source \"F57\" { title = \"a permit\" }\n"
    "chip \"H200\" { origin = \"US\", price = usd(27000), flops = 989.5, captive = nil }\n"
    "line \"stock\" { chip = \"H200\", inventory = 1000 }\n"
    "buyer \"ByteDance\" { jurisdiction = \"CN\", capex = usd(1e9), demand = 50, ship = 1 }\n"
    "control \"ban\" { by = \"CN\", chips = \"H200\" }\n"
    "approval \"permit\" { by = \"CN\", chips = { \"H200\" }, units = permit * more }\n"
    "case \"more\" { permit = 300 }\n";

// Runs in the folder of the files, so that messages name them plainly.
static Ran diff(const char *a, const char *b, const char *option, const char *value) {
    const char *const words[] = {"diff", a, b, option, value, NULL};
    return cli_run(cli_folder(), NULL, words);
}

static void names_every_difference(void **state) {
    (void)state;
    cli_write("a.lua", A);
    cli_write("b.lua", B);
    Ran r = diff("a.lua", "b.lua", NULL, NULL);
    assert_string_equal(r.err, "");
    assert_string_equal(
        r.out,
        "11 differences\n"
        "\n"
        "scenario: title\n"
        "  a.lua:1: \"Small\"\n"
        "  b.lua:1: \"Small, twice\"\n"
        "lever \"permit\": value\n"
        "  a.lua:2: 100\n"
        "  b.lua:3: 200\n"
        "lever \"permit\": off\n"
        "  a.lua:2: false\n"
        "  b.lua:3: true\n"
        "lever \"permit\": source\n"
        "  a.lua:2: assumed\n"
        "  b.lua:3: F57\n"
        "assume \"gone\": only in a.lua:3\n"
        "assume \"more\": only in b.lua:2\n"
        "case \"more\": permit\n"
        "  a.lua:9: 200\n"
        "  b.lua:10: 300\n"
        "line \"stock\": inventory\n"
        "  a.lua:5: 500 * gone\n"
        "  b.lua:6: 1000 units\n"
        "buyer \"ByteDance\": ship\n"
        "  a.lua:6: not given (default 0)\n"
        "  b.lua:7: 1 months\n"
        "approval \"permit\": units\n"
        "  a.lua:8: permit\n"
        "  b.lua:9: permit * more\n"
        "source \"F57\": only in b.lua:4\n"
        "\n"
        "What comes out in the baseline\n"
        "  a.lua: Approvals bind in 5 of 6 months: ByteDance receives 100 of 300 wanted H200s\n"
        "  b.lua: Approvals bind in 3 of 6 months: ByteDance receives 200 of 300 wanted H200s\n"
        "                                a.lua  b.lua  change\n"
        "  Chips delivered, H200           100    200    +100  +100%  units\n"
        "  Installed compute, ByteDance    100    200    +100  +100%  H100e\n"
        "  Unmet demand, ByteDance          50     50                 H100e\n"
        "  Spend, ByteDance              $2.7M  $5.4M  +$2.7M  +100%  USD\n"
        "  Sellers' net revenue, H200    $2.7M  $5.4M  +$2.7M  +100%  USD\n"
        "  Unsold stock, H200              900    800    −100   −11%  units\n");
    assert_int_equal(r.code, 0);
    ran_done(&r);
}

static void the_same_is_the_same(void **state) {
    (void)state;
    static const char SAME[] = "Both scripts say the same.\n"
                               "\n"
                               "What comes out in the baseline is the same.\n";
    char one[4096], two[4096];
    cli_write("a.lua", A);
    Ran r = diff("a.lua", "a.lua", NULL, NULL);
    assert_string_equal(r.out, SAME);
    assert_int_equal(r.code, 0);
    ran_done(&r);
    // Written in another way: order of factors, of names, of declarations, units, defaults.
    snprintf(one, sizeof one,
             "scenario \"S\" { from = \"2026-01\", to = \"2026-06\" }\n"
             "local x = lever \"x\" { 2, min = 1, max = 3 }\n"
             "local y = lever \"y\" { 3, min = 1, max = 5 }\n%s"
             "approval \"p\" { by = \"CN\", chips = { \"H200\" }, units = 10 * x * y, "
             "from = \"2026-02\", source = { \"F1\", \"assumed\" } }\n"
             "source \"F1\" { title = \"t\" }\n",
             BODY);
    snprintf(
        two, sizeof two,
        "scenario \"S\" { from = \"2026-01\", to = \"2026-06\", step = \"month\" }\n"
        "local y = lever \"y\" { 3, min = 1, max = 5 }\n"
        "local x = lever \"x\" { 2, min = 1, max = 3 }\n"
        "source \"F1\" { title = \"t\" }\n%s"
        "approval \"p\" { by = \"CN\", chips = { \"H200\" }, units = y * (x * 10), to = off, "
        "from = date \"2026-02-01\", source = { \"assumed\", \"F1\" } }\n",
        BODY);
    cli_write("one.lua", one);
    cli_write("two.lua", two);
    r = diff("one.lua", "two.lua", NULL, NULL);
    assert_string_equal(r.err, "");
    assert_string_equal(r.out, SAME);
    ran_done(&r);
}

static void sources_of_fields_and_cases_are_told(void **state) {
    (void)state;
    static const char HEAD[] =
        "scenario \"S\" { from = \"2026-01\", to = \"2026-06\" }\n"
        "source \"C1\" { title = \"t\" } source \"F2\" { title = \"u\" }\n"
        "local x = lever \"x\" { 2, min = 1, max = 3, source = \"C1\" }\n";
    char one[4096], two[4096];
    snprintf(one, sizeof one,
             "%s%sline \"l\" { chip = \"H200\", capacity = x, inventory = 5, source = "
             "\"assumed\" }\n"
             "case \"c\" { x = 3, source = \"assumed\" }\n",
             HEAD, BODY);
    snprintf(two, sizeof two,
             "%s%sline \"l\" { chip = \"H200\", capacity = x, inventory = 5, source = { "
             "\"F2\", \"assumed\", "
             "inventory = \"F2\", capacity = { \"C1\", \"assumed\" } } }\n"
             "case \"c\" { x = 3, source = { x = \"F2\" } }\n",
             HEAD, BODY);
    cli_write("one.lua", one);
    cli_write("two.lua", two);
    Ran r = diff("one.lua", "two.lua", NULL, NULL);
    assert_string_equal(r.err, "");
    assert_non_null(strstr(r.out, "line \"l\": source\n"));
    assert_non_null(strstr(r.out, ": assumed\n"));
    assert_non_null(strstr(r.out, ": F2, assumed; capacity: C1, assumed; inventory: F2\n"));
    assert_non_null(strstr(r.out, "case \"c\": source\n"));
    assert_non_null(strstr(r.out, ": x: F2\n"));
    ran_done(&r);
}

static void quiet_tells_by_its_exit_code(void **state) {
    (void)state;
    cli_write("a.lua", A);
    cli_write("b.lua", B);
    Ran same = diff("a.lua", "a.lua", "--quiet", NULL);
    Ran other = diff("a.lua", "b.lua", "-q", NULL);
    assert_int_equal(same.code, 0);
    assert_int_equal(other.code, 1);
    assert_string_equal(same.out, "");
    assert_string_equal(other.out, "");
    assert_string_equal(other.err, "");
    ran_done(&same);
    ran_done(&other);
}

static void a_case_is_compared(void **state) {
    (void)state;
    cli_write("a.lua", A);
    Ran r = diff("a.lua", "a.lua", "--case", "more");
    assert_non_null(strstr(r.out, "\nWhat comes out in the case \"more\" is the same.\n"));
    ran_done(&r);
    r = diff("a.lua", "a.lua", "--case", "moer");
    assert_string_equal(r.err, "a.lua: --case: no case \"moer\", did you mean \"more\"?\n");
    assert_string_equal(r.out, "");
    assert_int_equal(r.code, 1);
    ran_done(&r);
}

static void faults_of_both_are_told(void **state) {
    (void)state;
    cli_write("a.lua", "chip \"A\" { prize = 1 }\n");
    Ran r = diff("a.lua", "none.lua", NULL, NULL);
    assert_int_equal(r.code, 1);
    assert_string_equal(r.out, "");
    assert_non_null(strstr(r.err, "a.lua:1: "));
    assert_non_null(strstr(r.err, "cannot read none.lua: "));
    ran_done(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_every_difference),
        cmocka_unit_test(the_same_is_the_same),
        cmocka_unit_test(sources_of_fields_and_cases_are_told),
        cmocka_unit_test(a_case_is_compared),
        cmocka_unit_test(quiet_tells_by_its_exit_code),
        cmocka_unit_test(a_case_is_compared),
        cmocka_unit_test(faults_of_both_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, tear_down);
}
