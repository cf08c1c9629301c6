// The program as its users meet it: exit codes, messages, files.
#include "support/test.h"

#include "support/golden.h"
#include "verb/cli.h"

#include "scenario/schema.h"
#include "series/series.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int set_up(void **state) {
    (void)state;
    cli_folder();
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    cli_clean();
    return 0;
}

static const char SMALL[] =
    "scenario \"Small\" { from = \"2026-01\", to = \"2026-06\" }\n"
    "local permit = lever \"permit\" { 100, min = 0, max = 400, source = \"assumed\" }\n"
    "chip \"H200\" { origin = \"US\", price = 27000, flops = 989.5 }\n"
    "line \"stock\" { chip = \"H200\", inventory = 1000 }\n"
    "buyer \"ByteDance\" { jurisdiction = \"CN\", capex = usd(1e9), demand = 50 }\n"
    "control \"ban\" { by = \"CN\", chips = { \"H200\" } }\n"
    "approval \"permit\" { by = \"CN\", chips = { \"H200\" }, units = permit }\n"
    "case \"more\" { permit = 200 }\n";

static void the_program_explains_itself(void **state) {
    (void)state;
    Ran help = RUN("--help");
    assert_int_equal(help.code, 0);
    assert_non_null(strstr(help.out, "\n  run "));
    assert_non_null(strstr(help.out, "\n  check "));
    Ran nothing = cli_run(NULL, NULL, (const char *const[]){NULL});
    assert_int_equal(nothing.code, 2);
    assert_string_equal(nothing.err, help.out);
    assert_string_equal(nothing.out, "");
    Ran version = RUN("--version");
    assert_int_equal(version.code, 0);
    assert_int_equal(strncmp(version.out, "chokepoint ", 11), 0);
    ran_done(&help);
    ran_done(&nothing);
    ran_done(&version);
}

static void every_verb_has_help(void **state) {
    (void)state;
    static const char *const VERBS[] = {"run", "view", "check", "docs"};
    for (size_t i = 0; i < sizeof VERBS / sizeof *VERBS; i++) {
        char first[64];
        snprintf(first, sizeof first, "chokepoint %s [options]", VERBS[i]);
        Ran a = RUN(VERBS[i], "--help"), b = RUN(VERBS[i], "-h");
        assert_int_equal(a.code, 0);
        assert_int_equal(strncmp(a.out, first, strlen(first)), 0);
        assert_string_equal(a.out, b.out);
        assert_string_equal(a.err, "");
        assert_ran(0, a.out, "", "help", VERBS[i]);
        ran_done(&a);
        ran_done(&b);
    }
}

static void wrong_usage_is_2(void **state) {
    (void)state;
    static const char VERBS[] = "(chokepoint --help lists the verbs)\n";
    static const char TAKES[] = "(chokepoint run --help shows what it takes)\n";
    char err[512];
#define ERR(text, tail) (snprintf(err, sizeof err, "%s\n%s", text, tail), err)
    assert_ran(2, "", ERR("chokepoint: unknown verb \"rum\", did you mean run?", VERBS), "rum");
    assert_ran(2, "", ERR("chokepoint: unknown option --verson", VERBS), "--verson");
    assert_ran(
        2, "",
        ERR("chokepoint: \"a.lua\" is a script, not a verb; to run it: chokepoint run a.lua",
            VERBS),
        "a.lua");
    assert_ran(2, "", ERR("chokepoint run: needs SCRIPT...", TAKES), "run");
    assert_ran(2, "",
               ERR("chokepoint run: unknown option --curency, did you mean --currency?", TAKES),
               "run", "a.lua", "--curency", "RMB");
    assert_ran(
        2, "",
        ERR("chokepoint run: -o a.xls: unknown kind of file; its name must end in .csv .json "
            ".png .svg or .pdf, or be - for CSV on stdout",
            TAKES),
        "run", "a.lua", "-o", "a.xls");
    assert_ran(2, "", ERR("chokepoint run: -o takes one script at a time, got 2", TAKES), "run",
               "a.lua", "b.lua", "-o", "a.csv");
    assert_ran(
        2, "",
        ERR("chokepoint run: --series: unknown series \"delivred\", did you mean delivered?",
            TAKES),
        "run", "a.lua", "--series", "bought,delivred");
    assert_ran(2, "",
               ERR("chokepoint run: --currency GBP: expected USD, RMB, EUR or JPY", TAKES),
               "run", "a.lua", "--currency", "GBP");
    assert_ran(2, "", ERR("chokepoint run: --theme pink: expected light or dark", TAKES), "run",
               "a.lua", "--theme", "pink");
    assert_ran(
        2, "",
        ERR("chokepoint run: --size 12: expected width x height in pixels, such as 1200x900 "
            "(200x150 to 10000x10000)",
            TAKES),
        "run", "a.lua", "--size", "12");
    assert_ran(
        2, "",
        ERR("chokepoint run: --draws 0: expected a whole number from 1 to 100000", TAKES),
        "run", "a.lua", "--draws", "0");
    assert_ran(2, "",
               ERR("chokepoint run: --seed -1: expected a whole number from 0 to 2^53", TAKES),
               "run", "a.lua", "--seed", "-1");
#undef ERR
}

static void faults_are_1_and_write_nothing(void **state) {
    (void)state;
    char script[4096], err[8192], csv[4096];
    snprintf(script, sizeof script, "%s",
             cli_write("bad.lua", "scenario \"Bad\" { from = \"2026-01\", "
                                  "to = \"2026-02\" }\n"
                                  "chip \"A\" { origin = \"US\", prize = 1 }\n"
                                  "bayer \"B\" {}\n"));
    snprintf(csv, sizeof csv, "%s/bad.csv", cli_folder());
    Ran r = RUN("run", script, "-o", csv);
    assert_int_equal(r.code, 1);
    assert_string_equal(r.out, "");
    snprintf(err, sizeof err, "%s:", script);
    assert_int_equal(strncmp(r.err, err, strlen(err)), 0);
    assert_false(cli_exists("bad.csv"));
    ran_done(&r);

    snprintf(script, sizeof script, "%s/none.lua", cli_folder());
    snprintf(
        err, sizeof err,
        "cannot read %s: No such file or directory; check the name and the folder you are in\n",
        script);
    assert_ran(1, "", err, "run", script);
}

static void an_impossible_file_stops_all(void **state) {
    (void)state;
    char script[4096], good[4200], bad[4200], err[8192];
    snprintf(script, sizeof script, "%s", cli_write("small.lua", SMALL));
    snprintf(good, sizeof good, "%s/good.csv", cli_folder());
    int before = cli_count();
    snprintf(bad, sizeof bad, "%s/none/x.png", cli_folder());
    snprintf(err, sizeof err, "%s: cannot be written: there is no such folder; make it first\n",
             bad);
    assert_ran(1, "", err, "run", script, "-o", good, "-o", bad);
    snprintf(bad, sizeof bad, "%s/small.lua/x.png", cli_folder());
    snprintf(err, sizeof err, "%s: cannot be written: there is no such folder; make it first\n",
             bad);
    assert_ran(1, "", err, "run", script, "-o", good, "-o", bad);
    snprintf(bad, sizeof bad, "%s.csv", cli_folder());
    assert_int_equal(symlink(cli_folder(), bad), 0);
    snprintf(err, sizeof err, "%s: cannot be written: it is a folder; name a file in it\n",
             bad);
    Ran r = RUN("run", script, "-o", good, "-o", bad);
    unlink(bad);
    assert_string_equal(r.err, err);
    assert_int_equal(r.code, 1);
    ran_done(&r);
    assert_int_equal(cli_count(), before);
}

static void files_of_every_kind(void **state) {
    (void)state;
    static const struct {
        const char *name, *start;
    } KINDS[] = {{"a.csv", "scenario,case,draw,seed,date,series,"},
                 {"a.json", "{"},
                 {"a.png", "\x89PNG"},
                 {"a.svg", "<?xml"},
                 {"a.pdf", "%PDF"}};
    char script[4096];
    snprintf(script, sizeof script, "%s", cli_write("small.lua", SMALL));
    const char *words[16] = {"run", script, "-q"};
    char paths[5][4200];
    for (int i = 0; i < 5; i++) {
        snprintf(paths[i], sizeof paths[i], "%s/%s", cli_folder(), KINDS[i].name);
        words[3 + 2 * i] = "-o";
        words[4 + 2 * i] = paths[i];
    }
    cli_check_ran(cli_run(NULL, NULL, words), 0, "", "", __FILE__, __LINE__);
    for (int i = 0; i < 5; i++) {
        char *data = cli_read(KINDS[i].name, NULL);
        assert_non_null(data);
        assert_int_equal(strncmp(data, KINDS[i].start, strlen(KINDS[i].start)), 0);
        free(data);
    }
}

// Without a range no low and high; of all chips no name.
static void csv_has_what_was_observed(void **state) {
    (void)state;
    const char *const words[] = {
        "run",
        cli_write("o.lua",
                  "scenario \"O\" { from = \"2026-01\", to = \"2026-06\" }\n"
                  "chip \"A\" { origin = \"US\", price = 1, throughput = 1 }\n"
                  "line \"a\" { chip = \"A\", capacity = 10 }\n"
                  "buyer \"B\" { jurisdiction = \"CN\", capex = usd(1e6), demand = 100 }\n"
                  "local permit = lever \"permit\" { 5, min = 0, max = 9 }\n"
                  "approval \"p\" { by = \"CN\", per_month = permit }\n"
                  "case \"more\" { permit = 9 }\n"
                  "observe \"seen\" { \"bought\", chip = \"A\", buyer = \"B\", data = {\n"
                  "  { date = \"2026-Q1\", median = 20, low = 10, high = 30 },\n"
                  "  { date = \"2026-05\", median = 5, low = 4, high = 6.5 } } }\n"
                  "observe \"again\" { \"bought\", data = {\n"
                  "  { date = \"2026-Q1\", median = 20 } } }\n"),
        "--series",
        "bought",
        "-o",
        "-",
        NULL};
    Ran r = cli_run(NULL, NULL, words);
    char *from = strstr(r.out, "O,,,1234,2026-01-01,observed");
    assert_int_equal(r.code, 0);
    assert_non_null(from);
    assert_string_equal(from, "O,,,1234,2026-01-01,observed:seen,B,A,,units,20\n"
                              "O,,,1234,2026-05-01,observed:seen,B,A,,units,5\n"
                              "O,,,1234,2026-01-01,observed_low:seen,B,A,,units,10\n"
                              "O,,,1234,2026-05-01,observed_low:seen,B,A,,units,4\n"
                              "O,,,1234,2026-01-01,observed_high:seen,B,A,,units,30\n"
                              "O,,,1234,2026-05-01,observed_high:seen,B,A,,units,6.5\n"
                              "O,,,1234,2026-01-01,observed_months:seen,B,A,,months,3\n"
                              "O,,,1234,2026-05-01,observed_months:seen,B,A,,months,1\n"
                              "O,baseline,,1234,2026-01-01,model:seen,B,A,,units,15\n"
                              "O,baseline,,1234,2026-05-01,model:seen,B,A,,units,5\n"
                              "O,more,,1234,2026-01-01,model:seen,B,A,,units,27\n"
                              "O,more,,1234,2026-05-01,model:seen,B,A,,units,9\n"
                              "O,,,1234,2026-01-01,observed:again,,,,units,20\n"
                              "O,,,1234,2026-01-01,observed_months:again,,,,months,3\n"
                              "O,baseline,,1234,2026-01-01,model:again,,,,units,15\n"
                              "O,more,,1234,2026-01-01,model:again,,,,units,27\n");
    ran_done(&r);
}

static void csv_on_stdout_is_the_file(void **state) {
    (void)state;
    char script[4096], path[4200];
    snprintf(script, sizeof script, "%s", cli_write("small.lua", SMALL));
    snprintf(path, sizeof path, "%s/b.csv", cli_folder());
    Ran r = RUN("run", script, "-o", "-", "-o", path);
    assert_int_equal(r.code, 0);
    char *file = cli_read("b.csv", NULL);
    assert_string_equal(r.out, file);
    free(file);
    ran_done(&r);
}

static void cny_is_another_name_of_rmb(void **state) {
    (void)state;
    Text rate = {0};
    text_printf(&rate, "%scurrency \"CNY\" { per_usd = 7 }\n", SMALL);
    char script[4096];
    snprintf(script, sizeof script, "%s", cli_write("cny.lua", text_get(&rate)));
    Ran r = RUN("run", script, "--currency", "RMB"),
        iso = RUN("run", script, "--currency", "CNY");
    assert_int_equal(iso.code, 0);
    assert_non_null(strstr(iso.out, "Spend, RMB, total"));
    assert_string_equal(iso.out, r.out);
    ran_done(&r);
    ran_done(&iso);
    text_done(&rate);
}

static void what_a_script_does_not_have(void **state) {
    (void)state;
    char script[4096], err[8192];
    snprintf(script, sizeof script, "%s", cli_write("small.lua", SMALL));
    snprintf(err, sizeof err, "%s: --case: no case \"moer\", did you mean \"more\"?\n", script);
    assert_ran(1, "", err, "run", script, "--case", "moer");
    snprintf(err, sizeof err, "%s: --case: no case \"zzz\"; its first is \"more\"\n", script);
    assert_ran(1, "", err, "run", script, "--case", "zzz");
    snprintf(err, sizeof err,
             "%s: --currency EUR: the script gives no rate for it; add currency \"EUR\" { "
             "per_usd = ... }\n",
             script);
    assert_ran(1, "", err, "run", script, "--currency", "EUR");
    Ran r = RUN("run", script, "--set", "permti=5");
    assert_int_equal(r.code, 1);
    assert_non_null(strstr(r.err, "permti"));
    assert_non_null(strstr(r.err, "permit"));
    ran_done(&r);
}

static void points_are_chosen(void **state) {
    (void)state;
    char script[4096];
    snprintf(script, sizeof script, "%s", cli_write("small.lua", SMALL));
    Ran all = RUN("run", script), cases = RUN("run", script, "--cases");
    assert_string_equal(all.out, cases.out);
    assert_non_null(strstr(all.out, "more"));
    Ran one = RUN("run", script, "--case", "baseline");
    assert_null(strstr(one.out, "more"));
    Ran set = RUN("run", script, "--set", "permit=200");
    assert_non_null(strstr(set.out, "this run"));
    assert_null(strstr(set.out, "more"));
    Ran both = RUN("run", script, "--set", "permit=300", "--case", "more");
    assert_non_null(strstr(both.out, "more, as set"));
    ran_done(&all);
    ran_done(&cases);
    ran_done(&one);
    ran_done(&set);
    ran_done(&both);
}

static void same_bytes_everywhere(void **state) {
    (void)state;
    static const char *const GERMAN[] = {"LC_ALL=de_DE.UTF-8", "LANG=de_DE.UTF-8",
                                         "TZ=Pacific/Kiritimati", NULL};
    static const char *const V2[] = {"CHOKEPOINT_ISA=v2", NULL};
    char script[4096];
    snprintf(script, sizeof script, "%s/scripts/h200_2026.lua", cli_root());
    const char *const table[] = {"run", script, NULL};
    const char *const csv[] = {"run", script, "-o", "-", NULL};
    const char *const *words[] = {table, csv};
    for (int i = 0; i < 2; i++) {
        Ran a = cli_run(NULL, NULL, words[i]), b = cli_run(NULL, NULL, words[i]);
        Ran c = cli_run(cli_folder(), GERMAN, words[i]), d = cli_run("/", V2, words[i]);
        assert_int_equal(a.code, 0);
        assert_true(a.out_size > 1000);
        assert_string_equal(a.out, b.out);
        assert_string_equal(a.out, c.out);
        assert_string_equal(a.out, d.out);
        ran_done(&a);
        ran_done(&b);
        ran_done(&c);
        ran_done(&d);
    }
}

static void check_finds_an_error_at_one_end(void **state) {
    (void)state;
    char script[4096], text[4096];
    snprintf(text, sizeof text, "%s%s", SMALL,
             "if permit > 300 then error(\"no such permit\") end\n");
    snprintf(script, sizeof script, "%s", cli_write("end.lua", text));
    Ran run = RUN("run", script), check = RUN("check", script);
    assert_int_equal(run.code, 0);
    assert_int_equal(check.code, 1);
    assert_string_equal(check.out, "");
    assert_non_null(strstr(check.err, "no such permit"));
    assert_non_null(strstr(check.err, "end.lua:9:"));
    assert_non_null(strstr(check.err, "permit = 400"));
    ran_done(&run);
    ran_done(&check);
}

static void check_lists_what_a_script_rests_on(void **state) {
    (void)state;
    char script[4096], text[4096];
    snprintf(text, sizeof text, "%s%s", SMALL,
             "local x = assume \"x\" { 2, min = 1, max = 3 }\n"
             "if permit > 150 then print(\"large\") end\n");
    snprintf(script, sizeof script, "%s", cli_write("list.lua", text));
    Ran r = RUN("check", script);
    assert_int_equal(r.code, 0);
    assert_non_null(strstr(r.out, "Levers\n"));
    assert_non_null(strstr(r.out, "Assumptions\n"));
    assert_non_null(strstr(r.out, ": 0 with a source, 1 assumed, 1 without a source.\n"));
    assert_non_null(strstr(r.out, "list.lua:9: x has no source"));
    assert_non_null(strstr(r.out, "list.lua:10: the script branches on "));
    Ran quiet = RUN("check", "-q", script);
    assert_int_equal(quiet.code, 0);
    assert_string_equal(quiet.out, "");
    ran_done(&r);
    ran_done(&quiet);
}

static void limits_are_3_and_an_interrupt_is_130(void **state) {
    (void)state;
    const char *script = cli_write("endless.lua", "while true do end\n");
    Ran r = RUN("run", script);
    assert_int_equal(r.code, 3);
    assert_non_null(strstr(r.err, "endless.lua"));
    ran_done(&r);
    const char *const words[] = {"run", script, script, script, script, script, script, NULL};
    r = cli_run_signal(words, SIGINT, 150);
    assert_int_equal(r.code, 130);
    ran_done(&r);
    r = cli_run_signal(words, SIGTERM, 150);
    assert_int_equal(r.code, 143);
    ran_done(&r);
}

// The tables of the scripts, without their last line (version and hash).
static void check_table(const char *golden, const char *const *words) {
    Ran r = cli_run(NULL, NULL, words);
    assert_int_equal(r.code, 0);
    char *last = strstr(r.out, "\nchokepoint ");
    assert_non_null(last);
    last[1] = 0;
    assert_golden(golden, r.out);
    ran_done(&r);
}

static void tables_of_the_scripts(void **state) {
    (void)state;
    static const char FLAGSHIP[] = "scripts/h200_2026.lua";
    check_table("run/minimal.txt",
                (const char *const[]){"run", "scripts/00_minimal.lua", NULL});
    check_table("run/h200_2026.txt", (const char *const[]){"run", FLAGSHIP, NULL});
    check_table("run/h200_2026_rmb.txt",
                (const char *const[]){"run", FLAGSHIP, "--case", "75k cap", "--currency", "RMB",
                                      "--series", "price,spend,binding", NULL});
    check_table("run/h200_2026_own.txt",
                (const char *const[]){"run", FLAGSHIP, "--case", "75k cap", "--series",
                                      "budget_left,budget_lapsed", NULL});
    check_table("run/reconcile.txt", (const char *const[]){"run", "scripts/reconcile.lua",
                                                           "--series", "capex", NULL});
    check_table("run/hindcast.txt",
                (const char *const[]){"run", "scripts/hindcast_h20.lua", NULL});
    check_table("run/hindcast_other.txt",
                (const char *const[]){"run", "tests/scripts/ok/hindcast.lua", "--series",
                                      "bought", NULL});
}

// Every word that `docs` lists is known to a script.
static void docs_name_what_a_script_knows(void **state) {
    (void)state;
    char script[16384] = "";
    size_t n = 0;
    Ran r = RUN("docs");
    assert_int_equal(r.code, 0);
    char *save, *line = strtok_r(r.out, "\n", &save);
    for (; line; line = strtok_r(NULL, "\n", &save)) {
        int width = (int)strspn(line, "abcdefghijklmnopqrstuvwxyz_0123456789");
        if (width && strncmp(line + width, "  ", 2) == 0)
            n += (size_t)snprintf(script + n, sizeof script - n, "assert(%.*s ~= nil)\n", width,
                                  line);
    }
    ran_done(&r);
    assert_non_null(strstr(script, "assert(approval ~= nil)\n"));
    assert_non_null(strstr(script, "assert(lognormal ~= nil)\n"));
    snprintf(script + n, sizeof script - n, "%s", SMALL);
    const char *path = cli_write("words.lua", script);
    assert_ran(0, NULL, "", "run", path);
}

static void docs_of_every_kind(void **state) {
    (void)state;
    for (int i = 0; i < kind_count(); i++) {
        Ran r = RUN("docs", kind_at(i)->name);
        assert_int_equal(r.code, 0);
        assert_non_null(strstr(r.out, kind_at(i)->example));
        for (int k = 0; k < kind_at(i)->n_fields; k++) {
            char row[256];
            snprintf(row, sizeof row, "\n%s ", kind_at(i)->fields[k].name);
            assert_non_null(strstr(r.out, row));
        }
        ran_done(&r);
    }
    Ran r = RUN("docs", "series");
    for (int i = 0; i < S_COUNT; i++) assert_non_null(strstr(r.out, SERIES[i].doc));
    ran_done(&r);
    assert_ran(2, "",
               "chokepoint docs: unknown word \"aproval\", did you mean approval?\n"
               "(chokepoint docs --help shows what it takes)\n",
               "docs", "aproval");
}

static void a_window_needs_a_display(void **state) {
    (void)state;
    static const char *const NO_DISPLAY[] = {
        "DISPLAY=", "WAYLAND_DISPLAY=", "SDL_VIDEODRIVER=", NULL};
    const char *script = cli_write("small.lua", SMALL);
    Ran r = cli_run(NULL, NO_DISPLAY, (const char *const[]){"view", script, NULL});
    assert_int_equal(r.code, 1);
    assert_string_equal(r.out, "");
    assert_non_null(strstr(r.err, "without a display use: chokepoint run "));
    ran_done(&r);
    char picture[4200];
    snprintf(picture, sizeof picture, "%s/window.png", cli_folder());
    r = cli_run(NULL, NO_DISPLAY,
                (const char *const[]){"view", script, "--screenshot", picture, NULL});
    assert_int_equal(r.code, 0);
    assert_true(cli_exists("window.png"));
    ran_done(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_program_explains_itself, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_verb_has_help, set_up, tear_down),
        cmocka_unit_test_setup_teardown(wrong_usage_is_2, set_up, tear_down),
        cmocka_unit_test_setup_teardown(faults_are_1_and_write_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_impossible_file_stops_all, set_up, tear_down),
        cmocka_unit_test_setup_teardown(files_of_every_kind, set_up, tear_down),
        cmocka_unit_test_setup_teardown(csv_has_what_was_observed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(csv_on_stdout_is_the_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(cny_is_another_name_of_rmb, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_a_script_does_not_have, set_up, tear_down),
        cmocka_unit_test_setup_teardown(points_are_chosen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(same_bytes_everywhere, set_up, tear_down),
        cmocka_unit_test_setup_teardown(check_finds_an_error_at_one_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(check_lists_what_a_script_rests_on, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tables_of_the_scripts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(docs_name_what_a_script_knows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(docs_of_every_kind, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_window_needs_a_display, set_up, tear_down),
        cmocka_unit_test_setup_teardown(limits_are_3_and_an_interrupt_is_130, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
