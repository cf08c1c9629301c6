// `chokepoint repl` with commands from a pipe, and the completion of words.
#include "support/test.h"

#include "support/golden.h"
#include "verb/cli.h"
#include "verb/prompt.h"

#include "series/series.h"

#include <stdio.h>
#include <string.h>

#define SCRIPT "scripts/templates/approval.lua"

static Ran session(const char *input) {
    return cli_run_input((const char *const[]){"repl", SCRIPT, NULL}, input);
}

static void a_session(void **state) {
    (void)state;
    Ran r = session("# what there is\n"
                    "levers\n"
                    "cap_per_buyer\n"
                    "case\n"
                    "\n"
                    "  cap_per_buyer =  80e3  \n"
                    "show delivered ByteDance H200\n"
                    "spark bought H200\n"
                    "show fill_rate bytedance\n"
                    "spark compute\n"
                    "binds\n"
                    "levers\n"
                    "case half a year later\n"
                    "conversion=off\n"
                    "approval_date = 2026-03\n"
                    "reset\n"
                    "help\n"
                    "quit\n"
                    "levers\n");
    assert_string_equal(r.err, "conversion: is off, expected a number from 0.05 to 0.6\n");
    assert_int_equal(r.code, 1);
    assert_golden("repl/approval.txt", r.out);
    ran_done(&r);
}

static void lists_series_and_sums_up(void **state) {
    (void)state;
    Ran plain = session("reset\n"), more = session("reset\nseries\nrun\n");
    Ran run = RUN("run", SCRIPT, "--case", "baseline");
    size_t n = strlen(plain.out);
    assert_int_equal(strncmp(more.out, plain.out, n), 0);
    for (int i = 0; i < S_COUNT; i++) {
        char row[128];
        snprintf(row, sizeof row, "\n%s ", SERIES[i].name);
        assert_non_null(strstr(more.out + n - 1, row));
    }
    *strstr(run.out, "\n\nchokepoint ") = 0;
    assert_non_null(strstr(more.out + n, run.out));
    ran_done(&plain);
    ran_done(&more);
    ran_done(&run);
}

// Each wrong command with what is said of it; the session goes on.
static void wrong_commands_suggest(void **state) {
    (void)state;
    static const char *const WRONG[][2] = {
        {"shwo", "no command \"shwo\", did you mean show?"},
        {"aproved_units", "no command \"aproved_units\", did you mean approved_units?"},
        {"approved_units 50e3",
         "approved_units is moved by an equals sign: approved_units = VALUE"},
        {"xyzzy", "no command \"xyzzy\"; help lists them"},
        {"delivered", "delivered is a series: show delivered, or spark delivered"},
        {"aproved_units = 5",
         "aproved_units: no lever or assumption of that name, did you mean approved_units?"},
        {"approved_units = many",
         "approved_units: is \"many\", expected a number from 0 to 1000000"},
        {"approved_units = 2e6",
         "approved_units: is 2000000, expected a number from 0 to 1000000"},
        {"case Capped at 75000",
         "no case \"Capped at 75000\", did you mean \"capped at 75,000\"?"},
        {"case zzz", "no case \"zzz\"; its first is \"twice as many\""},
        {"show", "needs a series and names, such as: delivered ByteDance H200"},
        {"show deliverd", "no series \"deliverd\", did you mean delivered?"},
        {"show zzz", "no series \"zzz\"; series lists them"},
        {"show delivered Bytedanse",
         "delivered: no buyer or chip \"Bytedanse\", did you mean \"ByteDance\"?"},
        {"show delivered zzz",
         "delivered: no buyer or chip \"zzz\"; the first is \"ByteDance\""},
        {"show inventory ByteDance",
         "\"ByteDance\" is a name of a buyer, but inventory is kept by chip"},
        {"show delivered ByteDance Alibaba",
         "delivered: \"Alibaba\" is a second buyer; name one, or none for their sum"},
        {"explain zzz",
         "nothing is called \"zzz\"; chokepoint explain " SCRIPT " lists what there is"},
        {"explain bought ByteDance H200 at 2031",
         "2031: the scenario runs from Jan 2026 to Dec 2027"},
        {"spark binding", "binding: is no number; binds shows it"},
    };
    char input[4096] = "", err[8192] = "";
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        strcat(strcat(input, WRONG[i][0]), "\n");
        strcat(strcat(err, WRONG[i][1]), "\n");
    }
    strcat(input, "show price \"ByteDance\" h200\n");
    Ran r = session(input);
    assert_string_equal(r.err, err);
    assert_non_null(strstr(r.out, "\nprice, ByteDance, H200, USD\n  Jan 2026  27,000\n"));
    assert_int_equal(r.code, 1);
    ran_done(&r);
}

static void begins_where_it_is_told(void **state) {
    (void)state;
    Ran r = cli_run_input((const char *const[]){"repl", SCRIPT, "--case", "twice as many", "-s",
                                                "cap_per_buyer=75000", NULL},
                          "cap_per_buyer\napproved_units\n");
    assert_string_equal(r.err, "");
    assert_int_equal(r.code, 0);
    assert_non_null(strstr(r.out, "\ncap_per_buyer = 75000 units  (lever; baseline off; "));
    assert_non_null(
        strstr(r.out, "\napproved_units = 800000 units  (lever; baseline 400000; "));
    ran_done(&r);
    r = cli_run_input((const char *const[]){"repl", SCRIPT, "--case", "twice", NULL}, "");
    assert_string_equal(r.err,
                        SCRIPT ": --case: no case \"twice\"; its first is \"twice as many\"\n");
    assert_string_equal(r.out, "");
    assert_int_equal(r.code, 1);
    ran_done(&r);
}

// The same words as `explain`, at the point where the levers stand.
static void explains_where_the_levers_stand(void **state) {
    (void)state;
    Ran r = session("explain bought ByteDance H200 at 2026-03\n"
                    "cap_per_buyer = 80e3\n"
                    "explain cap_per_buyer\n");
    Ran e = RUN("explain", SCRIPT, "bought ByteDance H200", "--at", "2026-03");
    assert_string_equal(r.err, "");
    assert_int_equal(e.code, 0);
    assert_true(e.out_size > 1000);
    assert_non_null(strstr(r.out, e.out));
    assert_non_null(strstr(r.out, "\n  80,000 units (this run; baseline off)"));
    ran_done(&r);
    ran_done(&e);
}

// A change that the script refuses is not made.
static void a_refused_change_is_not_made(void **state) {
    (void)state;
    char script[4096];
    snprintf(script, sizeof script, "%s",
             cli_write("end.lua",
                       "scenario \"Small\" { from = \"2026-01\", to = \"2026-06\" }\n"
                       "local permit = lever \"permit\" { 100, min = 0, max = 400 }\n"
                       "chip \"H200\" { origin = \"US\", price = 27000, flops = 989.5 }\n"
                       "line \"stock\" { chip = \"H200\", inventory = 1000 }\n"
                       "buyer \"B\" { jurisdiction = \"CN\", capex = 1e9, demand = 50 }\n"
                       "if permit > 300 then error(\"no such permit\") end\n"));
    Ran r = cli_run_input((const char *const[]){"repl", script, NULL},
                          "permit = 200\npermit = 350\npermit\n");
    assert_int_equal(r.code, 1);
    assert_non_null(strstr(r.err, "end.lua:6: "));
    assert_non_null(strstr(r.err, "no such permit"));
    assert_non_null(strstr(r.out, "\npermit = 200  (lever; baseline 100; "));
    assert_non_null(strstr(r.out, "\n  source: none\n"));
    ran_done(&r);
    cli_clean();
}

// A name may be of any kind that a series is kept by, and several words of any spelling.
static void a_series_of_a_resource(void **state) {
    (void)state;
    Ran r = cli_run_input(
        (const char *const[]){"repl", "scripts/lessons/resources.lua", NULL},
        "spark resource_use smic 7NM\nspark wip ascend 910b\nshow approved CN\n"
        "show resource_use 910B\nshow resource_use HBN\nshow made ascend 910b zzz\n");
    assert_non_null(strstr(r.out, "\nresource_use, SMIC 7nm, share\n"));
    assert_non_null(strstr(r.out, "\nwip, Ascend 910B, units\n"));
    assert_string_equal(r.err, "approved: no approval \"CN\": this scenario has none\n"
                               "resource_use: no resource \"910B\"; the first is \"SMIC 7nm\"\n"
                               "resource_use: no resource \"HBN\", did you mean \"HBM\"?\n"
                               "made: no chip \"zzz\"; the first is \"Ascend 910C\"\n");
    assert_int_equal(r.code, 1);
    ran_done(&r);
}

static void completes_what_words_share(void **state) {
    (void)state;
    static const char *const WORDS[] = {"show", "spark", "series", "ByteDance", "show"};
    const char *hit[5];
    Arena *arena = arena_new();
    int hits;
    assert_string_equal(words_common(WORDS, 5, "s", arena, &hits, hit), "s");
    assert_int_equal(hits, 3); // "show" once
    assert_string_equal(words_common(WORDS, 5, "sh", arena, &hits, hit), "show");
    assert_int_equal(hits, 1);
    assert_string_equal(words_common(WORDS, 5, "byt", arena, &hits, hit), "ByteDance");
    assert_int_equal(hits, 1);
    assert_string_equal(words_common(WORDS, 5, "x", arena, &hits, hit), "");
    assert_int_equal(hits, 0);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_session),
        cmocka_unit_test(lists_series_and_sums_up),
        cmocka_unit_test(wrong_commands_suggest),
        cmocka_unit_test(begins_where_it_is_told),
        cmocka_unit_test(explains_where_the_levers_stand),
        cmocka_unit_test(a_refused_change_is_not_made),
        cmocka_unit_test(a_series_of_a_resource),
        cmocka_unit_test(completes_what_words_share),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
