// `explain`, `ledger` and `sources` as their users meet them. The goldens are of a small world in
// tests/scripts, so that calibrating the shipped scripts leaves them as they are.
#include "support/test.h"

#include "support/golden.h"
#include "study/why.h"
#include "verb/cli.h"
#include "verb/explain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TRADE "tests/scripts/ok/trade.lua"
#define FLAGSHIP "scripts/h200_2026.lua"

// What is left over by rounding depends on the order of sums, and the exit code says that it is
// small: a line that tells a residual is compared up to that word, the line after it not at all.
static void mask_residuals(char *text) {
    char *to = text;
    bool told = false;
    for (char *from = text; *from;) {
        size_t n = strcspn(from, "\n"), keep = n;
        char *word = strstr(from, "esidual");
        bool tells = word && word < from + n;
        if (tells) keep = (size_t)(word - from) + strlen("esidual");
        if (told && strncmp(from + strspn(from, " "), "own books", 9) == 0) keep = 0;
        told = tells;
        memmove(to, from, keep);
        to += keep;
        from += n;
        if (*from) *to++ = *from++;
    }
    *to = 0;
}

static void check_page(Ran r, const char *name, int line) {
    if (r.code != 0 || *r.err) {
        print_error("exit code %d\n%s\n", r.code, r.err);
        _fail(__FILE__, line);
    }
    mask_residuals(r.out);
    golden_check(name, r.out, __FILE__, line);
    ran_done(&r);
}
#define assert_page(name, ...) check_page(RUN(__VA_ARGS__), (name), __LINE__)

static int tear_down(void **state) {
    (void)state;
    cli_clean();
    return 0;
}

static void what_can_be_explained(void **state) {
    (void)state;
    assert_page("explain/all.txt", "explain", TRADE);
    assert_page("explain/minimal.txt", "explain", "scripts/00_minimal.lua");
}

static void levers_and_assumptions(void **state) {
    (void)state;
    assert_page("explain/lever.txt", "explain", TRADE, "permit", "--case", "free trade");
    assert_page("explain/assumption.txt", "explain", TRADE, "growth");
    assert_page("explain/toggle.txt", "explain", TRADE, "second_chip");
}

static void fields(void **state) {
    (void)state;
    assert_page("explain/field.txt", "explain", TRADE, "chip.Alpha.price", "-s", "growth=0.05");
    assert_page("explain/path.txt", "explain", TRADE, "home first.ratio", "--at", "2026-09");
    assert_page("explain/entity.txt", "explain", TRADE, "Bei");
}

static void series(void **state) {
    (void)state;
    assert_page("explain/bought.txt", "explain", TRADE, "bought", "Anna", "Alpha", "--at",
                "2026-09");
    assert_page("explain/delivered.txt", "explain", TRADE, "delivered:Bei:Own");
    assert_page("explain/levy.txt", "explain", TRADE, "tariff CN");
    assert_page("explain/shut.txt", "explain", TRADE, "bought Anna Alpha", "--at", "2026-01");
}

#define RESULTS "tests/scripts/ok/results.lua"

static void results_and_claims(void **state) {
    (void)state;
    assert_page("explain/results.txt", "explain", RESULTS);
    assert_page("explain/result.txt", "explain", RESULTS, "got");
    assert_page("explain/result_formula.txt", "explain", RESULTS, "result", "share", "-c",
                "short");
    assert_page("explain/result_set.txt", "explain", RESULTS, "result.bought", "-s",
                "permit=50000");
    assert_page("explain/result_word.txt", "explain", RESULTS, "held");
    assert_page("explain/result_variant.txt", "explain", RESULTS, "cheap", "-c", "two chips");
    assert_page("explain/expect.txt", "explain", RESULTS, "30,000 in a quarter", "-c", "short");
    assert_page("explain/expect_word.txt", "explain", RESULTS, "the permit holds");
    assert_page("explain/conclusion.txt", "explain", RESULTS, "it gets what it wants");
    assert_page("explain/conclusion_variant.txt", "explain", RESULTS, "conclude all are H200",
                "-s", "second_chip=true");
}

static void books_and_sources(void **state) {
    (void)state;
    assert_page("explain/ledger.txt", "ledger", TRADE);
    assert_page("explain/ledger_total.txt", "ledger", TRADE, "--by", "total", "-c",
                "free trade");
    assert_page("explain/sources.txt", "sources", TRADE, "--unused");
    assert_page("explain/sources_minimal.txt", "sources", "scripts/00_minimal.lua");
}

static void the_flagship_can_be_explained(void **state) {
    (void)state;
    static const char *const ASKED[] = {"export_levy",
                                        "h20_readmitted",
                                        "chip.H200.price",
                                        "ByteDance.demand",
                                        "currency.RMB",
                                        "bought ByteDance H200",
                                        "delivered H200",
                                        "seller_net Nvidia",
                                        "binding Tencent",
                                        "compute",
                                        "inventory H200",
                                        "approved January approval",
                                        "unmet ByteDance training"};
    for (size_t i = 0; i < sizeof ASKED / sizeof *ASKED; i++) {
        Ran r = RUN("explain", FLAGSHIP, ASKED[i]);
        if (r.code != 0 || *r.err) fail_msg("%s: %s", ASKED[i], r.err);
        assert_null(strstr(r.out, " nan"));
        ran_done(&r);
    }
    Ran why = RUN("explain", FLAGSHIP, "bought ByteDance H200", "--at", "2026-05");
    static const char *const WORDS[] = {"Money and demand", "approvals leave room for",
                                        "What bound", "reliability"};
    for (int i = 0; i < 4; i++) assert_non_null(strstr(why.out, WORDS[i]));
    ran_done(&why);
    assert_ran(0, NULL, "", "ledger", FLAGSHIP);
    assert_ran(0, NULL, "", "sources", FLAGSHIP, "--unused");
}

// Leases and shocks have no chips that they act on, and belong to the story all the same.
static void leases_and_shocks_play_their_part(void **state) {
    (void)state;
    static const struct {
        const char *script, *asked, *rests, *not ;
    } CASES[] = {
        {"scripts/lessons/leases.lua", "bought ByteDance H200", "  lease.", "  shock."},
        {"scripts/lessons/shock.lua", "bought China H200", "  shock.", "  lease."},
        {"scripts/lessons/leases.lua", "inventory H200", "  line.", "  lease."},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        Ran r = RUN("explain", CASES[i].script, CASES[i].asked);
        if (r.code != 0 || *r.err) fail_msg("%s: %s", CASES[i].asked, r.err);
        const char *rests = strstr(r.out, "What these numbers rest on");
        assert_non_null(rests);
        assert_non_null(strstr(rests, CASES[i].rests));
        assert_null(strstr(rests, CASES[i].not ));
        ran_done(&r);
    }
}

// The licence requirement of 9 April left eight days of the month free.
static void days_before_a_control_are_told(void **state) {
    (void)state;
    Ran r = RUN("explain", "scripts/hindcast_h20.lua", "bought China H20", "--at", "2025-04");
    assert_int_equal(r.code, 0);
    assert_non_null(
        strstr(r.out, "In the days of the step that no control and no approval of US covers, "
                      "up to 106,667 units need\n    none."));
    ran_done(&r);
    r = RUN("explain", "scripts/hindcast_h20.lua", "bought China H20", "--at", "2025-05");
    assert_null(strstr(r.out, "In the days of the step"));
    ran_done(&r);
}

// What is smuggled and found is told of the step in which it is due.
static void seizures_are_told(void **state) {
    (void)state;
    const char *const found = "The more comes, the more is found: at 2,000 units in a step";
    const char *const script = "scripts/lessons/grey_market.lua";
    for (int watched = 0; watched < 2; watched++) {
        Ran r = RUN("explain", script, "delivered China \"H200, grey\"", "--at", "2026-05",
                    "--case", watched ? "leaks, watched" : "leaks, half seized");
        const char *of = watched ? "1,100 are seized, 55%." : "1,000 are seized, 50%.";
        if (!strstr(r.out,
                    "Of 2,000 units of H200, grey that are due for China in this step") ||
            !strstr(r.out, of))
            fail_msg("%s%s", r.out, r.err);
        assert_true(!strstr(r.out, found) == !watched);
        ran_done(&r);
    }
    Ran r =
        RUN("explain", script, "delivered China H200", "--at", "2026-05", "--case", "leaks");
    assert_non_null(strstr(r.out, "Purchases"));
    assert_null(strstr(r.out, "At the border"));
    ran_done(&r);
}

// What rent is beside a chip of one's own, bought or not; over its life where it has one.
static void rent_is_told_beside_owning(void **state) {
    (void)state;
    static const char *const TOLD[][2] = {{"scripts/lessons/leases.lua",
                                           "asks $2,028 a month for what one H100e of "
                                           "ByteDance's own does;\n    bought, as H200, that "
                                           "costs as much as 13.3 months of it.\n"},
                                          {"scripts/what_if/07_loophole_closes.lua",
                                           "costs as much as 13.3 months of it, or $450 a "
                                           "month over a life of 60 months, the\n    "
                                           "chip alone.\n"}};
    for (int i = 0; i < 2; i++) {
        Ran r = RUN("explain", TOLD[i][0], "compute_leased ByteDance", "--at", "2026-05");
        if (!strstr(r.out, TOLD[i][1])) fail_msg("%s%s", r.out, r.err);
        ran_done(&r);
    }
    Ran r = RUN("explain", "scripts/what_if/07_loophole_closes.lua", "compute_leased ByteDance",
                "--at", "2027-05", "--case", "closes");
    assert_non_null(strstr(r.out, "Lease \"abroad\" takes no new contracts in this step."));
    assert_null(strstr(r.out, "months of it"));
    ran_done(&r);
}

// What only some scenarios have, told where they have it.
static void the_lessons_mechanisms_are_told(void **state) {
    (void)state;
    static const struct {
        const char *script, *asked, *at, *words[3];
    } TOLD[] = {
        {"efficiency",
         "effective_compute:shut out",
         "2027-02",
         {"100% of the demand of shut out stays unmet. Its algorithms improve at",
          "times what it did at the start", "efficiency.algorithms.growth"}},
        {"leases",
         "compute:ByteDance",
         "2026-05",
         {"Leases", "lease.data centres in Asia.rate", "lease \"data centres in Asia\":"}},
        {"learning",
         "made:Ascend 910C",
         "2026-05",
         {"have been made since the start", "from the next step on what one costs",
          "chip.Ascend 910C.progress_ratio"}},
        {"price_response",
         "made:H200",
         "2026-05",
         {"are claimed. Claims over supply", "in the next", "chip.H200.price_response"}},
        {"shock", "bought:China:H200", "2026-05", {"shock", "What bound", ""}},
    };
    for (size_t i = 0; i < sizeof TOLD / sizeof *TOLD; i++) {
        char path[256];
        snprintf(path, sizeof path, "scripts/lessons/%s.lua", TOLD[i].script);
        Ran r = RUN("explain", path, TOLD[i].asked, "--at", TOLD[i].at);
        if (r.code != 0 || *r.err) fail_msg("%s: %d %s", path, r.code, r.err);
        for (int k = 0; k < 3; k++)
            if (!strstr(r.out, TOLD[i].words[k]))
                fail_msg("%s: \"%s\" is not in\n%s", path, TOLD[i].words[k], r.out);
        ran_done(&r);
    }
    Ran r = RUN("explain", "scripts/00_minimal.lua");
    assert_null(strstr(r.out, "resource_use"));
    ran_done(&r);
}

static void what_is_not_there(void **state) {
    (void)state;
    assert_ran(1, "",
               TRADE ": nothing is called \"weather in Alpha\"; chokepoint explain " TRADE
                     " lists what there is\n",
               "explain", TRADE, "weather in Alpha");
    assert_ran(1, "", TRADE ": nothing is called \"permits\", did you mean \"permit\"?\n",
               "explain", TRADE, "permits");
    assert_ran(1, "", TRADE ": bought: no buyer or chip \"Ana\", did you mean \"Anna\"?\n",
               "explain", TRADE, "bought", "Ana", "Alpha");
    assert_ran(1, "", TRADE ": --at soon: is no date, expected one such as 2026-05\n",
               "explain", TRADE, "duty", "--at", "soon");
    assert_ran(1, "", TRADE ": --at 2030-01: the scenario runs from Jan 2026 to Jun 2027\n",
               "explain", TRADE, "duty", "--at", "2030-01");
    assert_ran(1, "", TRADE ": --case: no case \"free trades\", did you mean \"free trade\"?\n",
               "ledger", TRADE, "--case", "free trades");
    assert_ran(2, "",
               "chokepoint ledger: --by week: expected year or total\n"
               "(chokepoint ledger --help shows what it takes)\n",
               "ledger", TRADE, "--by", "week");
    assert_ran(2, "",
               "chokepoint sources: needs SCRIPT\n"
               "(chokepoint sources --help shows what it takes)\n",
               "sources");
}

static void what_has_no_source(void **state) {
    (void)state;
    const char *path = cli_write(
        "bare.lua",
        "scenario \"Bare\" { from = \"2026-01\", to = \"2026-06\" }\n"
        "local permit = lever \"permit\" { 100, min = 0, max = 400 }\n"
        "chip \"H200\" { origin = \"US\", price = 27000, flops = 989.5 }\n"
        "buyer \"Anna\" { jurisdiction = \"CN\", capex = usd(1e9), demand = 50, source = "
        "\"assumed\" }\n"
        "approval \"permit\" { by = \"CN\", units = permit }\n");
    char expected[2048];
    snprintf(
        expected, sizeof expected,
        "Sources used, each with what rests on it\n  none\n\n"
        "Assumed, wholly or in part: no source gives it\n"
        "      buyer \"Anna\": capex, demand\n\n"
        "Without a source\n"
        "  %s:2: lever permit; add source = \"...\" or \"assumed\"\n"
        "  %s:3: chip \"H200\": price, flops; add source = \"...\" or \"assumed\"\n\n"
        "0 of 0 declared sources used (0 of high, 0 of medium, 0 of low reliability).\n"
        "Levers, assumptions, entities and cases with numbers: 0 with a source, 1 assumed, 2 "
        "without a source.\n",
        path, path);
    assert_ran(0, expected, "", "sources", path);
}

static void what_is_named_and_not_declared(void **state) {
    (void)state;
    const char *path = cli_write(
        "named.lua",
        "scenario \"Named\" { from = \"2026-01\", to = \"2026-06\" }\n"
        "local permit = lever \"permit\" { 100, min = 0, max = 400, source = "
        "{ \"C074\", \"assumed\" } }\n"
        "chip \"H200\" { origin = \"US\", price = 27000, flops = 989.5, source = \"C074\" }\n"
        "buyer \"Anna\" { jurisdiction = \"CN\", capex = usd(1e9), demand = 50, source = "
        "\"assumed\" }\n");
    assert_ran(
        0,
        "Sources used, each with what rests on it\n"
        "  id    title                                             publisher  date  "
        "reliability\n"
        "  C074  not declared: add  source \"C074\" { title = ... }\n"
        "        lever permit\n"
        "        chip \"H200\": price, flops\n\n"
        "Assumed, wholly or in part: no source gives it\n"
        "      lever permit\n"
        "      buyer \"Anna\": capex, demand\n\n"
        "0 of 0 declared sources used (0 of high, 0 of medium, 0 of low reliability); 1 "
        "named and not declared.\n"
        "Levers, assumptions, entities and cases with numbers: 2 with a source, 1 assumed, 0 "
        "without a source.\n",
        "", "sources", path);
    Ran r = RUN("explain", path, "permit");
    assert_non_null(strstr(r.out, "\n  C074: named here, not declared in the script\n"));
    ran_done(&r);
}

static void rules_are_pointed_out(void **state) {
    (void)state;
    static const char SENTENCE[] = "This script has rules: they may move levers";
    static const char *const ASKED[] = {"cap", "quota.units", "bought ByteDance H200"};
    for (int i = 0; i < 3; i++) {
        Ran with = RUN("explain", "tests/scripts/ok/rules.lua", ASKED[i]);
        if (with.code != 0 || !strstr(with.out, SENTENCE))
            fail_msg("%s: %s%s", ASKED[i], with.err, with.out);
        ran_done(&with);
    }
    Ran without = RUN("explain", TRADE, "duty");
    assert_null(strstr(without.out, SENTENCE));
    ran_done(&without);
}

static void colour_only_where_it_is_wanted(void **state) {
    (void)state;
    Ran r = cli_run(NULL, (const char *const[]){"NO_COLOR=1", NULL},
                    (const char *const[]){"explain", TRADE, "duty", NULL});
    assert_null(strchr(r.out, '\033'));
    ran_done(&r);
}

static const char *words_of(const char *text, Arena *arena) {
    Text t = {0};
    for (const char *c = text; *c; c++) {
        bool blank = *c == ' ' || *c == '\n';
        if (!blank || (t.length && t.data[t.length - 1] != ' '))
            text_printf(&t, "%c", blank ? ' ' : *c);
    }
    const char *out = arena_text(arena, text_get(&t));
    text_done(&t);
    return out;
}

static void the_window_says_the_same(void **state) {
    (void)state;
    Faults *faults = faults_new();
    Script *s = script_load(FLAGSHIP, NULL, faults);
    assert_no_faults(faults);
    Arena *arena = arena_new();
    double *values = ARENA_NEW(arena, double, script_base(s)->n_inputs);
    script_base_values(s, values);
    Why *why = why_tell(s, values, "ByteDance", 4, arena, faults);
    assert_non_null(why);
    assert_true(why->n > 10);
    Text said = {0}, page = {0};
    for (int i = 0; i < why->n; i++) text_printf(&said, "%s ", why->lines[i].text);
    const Point point = {"baseline", values};
    assert_true(explain_add(s, &point, "binding ByteDance", "2026-05", false, &page, faults));
    const char *all = words_of(text_get(&page), arena);
    if (!strstr(all, words_of(text_get(&said), arena)))
        fail_msg("explain says\n%s\nthe window\n%s", all, text_get(&said));
    why = why_tell(s, values, "Nobody", 4, arena, faults);
    assert_int_equal(why->n, 0);
    text_done(&said);
    text_done(&page);
    arena_free(arena);
    script_free(s);
    faults_free(faults);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_can_be_explained),
        cmocka_unit_test(levers_and_assumptions),
        cmocka_unit_test(fields),
        cmocka_unit_test(series),
        cmocka_unit_test(results_and_claims),
        cmocka_unit_test(books_and_sources),
        cmocka_unit_test(the_flagship_can_be_explained),
        cmocka_unit_test(leases_and_shocks_play_their_part),
        cmocka_unit_test(days_before_a_control_are_told),
        cmocka_unit_test(seizures_are_told),
        cmocka_unit_test(rent_is_told_beside_owning),
        cmocka_unit_test(the_lessons_mechanisms_are_told),
        cmocka_unit_test(what_is_not_there),
        cmocka_unit_test(what_has_no_source),
        cmocka_unit_test(what_is_named_and_not_declared),
        cmocka_unit_test(rules_are_pointed_out),
        cmocka_unit_test(colour_only_where_it_is_wanted),
        cmocka_unit_test(the_window_says_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, tear_down);
}
