// `run --draws` as a user runs it: the table of a script that gambles, and files with every draw.
#include "support/golden.h"
#include "support/test.h"
#include "verb/cli.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char SCRIPT[] =
    "scenario \"Draws\" { from = \"2026-01\", to = \"2026-12\" }\n"
    "local price = assume \"price\" { usd(20000), dist = uniform(usd(18000), usd(29000)), "
    "source = \"assumed\" }\n"
    "local stock = lever \"stock\" { 1000, min = 0, max = 2000, source = \"assumed\" }\n"
    "currency \"RMB\" { per_usd = 7, source = \"assumed\" }\n"
    "chip \"H200\" { seller = \"Nvidia\", origin = \"US\", price = price, flops = 989.5 }\n"
    "line \"stock\" { chip = \"H200\", inventory = stock }\n"
    "buyer \"Meta\" { jurisdiction = \"US\", capex = usd(2e9), demand = 20e3 }\n"
    "result \"paid\" { \"spend\" }\n"
    "result \"paid at half\" { \"spend\", case = \"half\" }\n"
    "case \"half\" { stock = 500 }\n";

static void the_gamble(void **state) {
    (void)state;
    Ran r = RUN("run", "scripts/what_if/08_custom_chip_gamble.lua", "--draws", "100");
    assert_int_equal(r.code, 0);
    const char *at = strstr(r.out, "\n100 draws");
    assert_non_null(at);
    assert_golden("run/draws_08.txt", at);
    ran_done(&r);
}

// A case that comes to the same by other arithmetic changes nothing, not a billionth of a chip.
static void no_residue_of_rounding(void **state) {
    (void)state;
    cli_write("same.lua",
              "scenario \"Same\" { from = \"2026-01\", to = \"2026-03\" }\n"
              "local stock = assume \"stock\" { 1000, dist = uniform(900, 1100) }\n"
              "local parts = lever \"parts\" { 3, min = 1, max = 49 }\n"
              "chip \"H200\" { origin = \"US\", price = 27000, flops = 989.5 }\n"
              "line \"stock\" { chip = \"H200\", inventory = stock }\n"
              "buyer \"Meta\" { jurisdiction = \"US\", capex = usd(2e9), demand = 20e3 }\n"
              "local got = result \"got\" { \"bought\" }\n"
              "result \"again\" { got * parts - got * (parts - 1) }\n"
              "case \"more parts\" { parts = 47.3 }\n");
    Ran r = cli_run(cli_folder(), NULL,
                    (const char *const[]){"run", "same.lua", "--draws", "50", NULL});
    const char *at = strstr(r.out, "\nagain, change ");
    assert_non_null(at);
    char row[160];
    snprintf(row, sizeof row, "%.*s", (int)strcspn(at + 1, "\n"), at + 1);
    assert_int_equal(strspn(row + strlen("again, change"), " 0"),
                     strlen(row) - strlen("again, change"));
    ran_done(&r);
}

static Ran run_to(const char *file, const char *seed) {
    cli_write("d.lua", SCRIPT);
    return cli_run(cli_folder(), NULL,
                   (const char *const[]){"run", "d.lua", "--draws", "40", "--seed", seed, "-o",
                                         file, NULL});
}

static void same_bytes_twice(void **state) {
    (void)state;
    static const char *const FILES[] = {"a.csv",  "b.csv",  "c.csv",
                                        "a.json", "b.json", "c.json"};
    for (int i = 0; i < 6; i += 3) {
        char *text[3], *out[3];
        for (int k = 0; k < 3; k++) {
            Ran r = run_to(FILES[i + k], k < 2 ? "7" : "8");
            assert_int_equal(r.code, 0);
            out[k] = strdup(strstr(r.out, "\n40 draws"));
            text[k] = cli_read(FILES[i + k], NULL);
            assert_non_null(text[k]);
            ran_done(&r);
        }
        assert_string_equal(out[0], out[1]);
        assert_string_equal(text[0], text[1]);
        assert_string_not_equal(out[0], out[2]);
        assert_string_not_equal(text[0], text[2]);
        for (int k = 0; k < 3; k++) free(text[k]), free(out[k]);
    }
}

// The value in the row that begins so; NaN when there is none.
static double cell(const char *csv, const char *row) {
    const char *at = strstr(csv, row);
    return at ? strtod(at + strlen(row), NULL) : (double)NAN;
}

// The result of a plain run is no row: one stands for each draw.
static double replayed(double price) {
    char set[64];
    snprintf(set, sizeof set, "price=%.17g", price);
    Ran r = cli_run(
        cli_folder(), NULL,
        (const char *const[]){"run", "d.lua", "--set", set, "--draws", "1", "-o", "-", NULL});
    assert_int_equal(r.code, 0);
    double paid = cell(r.out, "\nDraws,this run,0,1234,,result:paid,,,,USD,");
    assert_true(cell(r.out, "\nDraws,this run,0,1234,,assume:price,,,,USD,") == price);
    ran_done(&r);
    return paid;
}

// Every draw is there, and --set with its assumption gives its result again.
static void rows_can_be_replayed(void **state) {
    (void)state;
    Ran r = run_to("d.csv", "7");
    assert_int_equal(r.code, 0);
    ran_done(&r);
    char *csv = cli_read("d.csv", NULL), row[128];
    for (int d = 0; d < 40; d++) {
        snprintf(row, sizeof row, "\nDraws,baseline,%d,7,,assume:price,,,,USD,", d);
        double price = cell(csv, row);
        assert_true(price >= 18000 && price <= 29000);
        snprintf(row, sizeof row, "\nDraws,baseline,%d,7,,result:paid,,,,USD,", d);
        double paid = cell(csv, row);
        assert_near(paid, 1000 * price, 1e-12);
        if (d % 20 == 3) assert_true(replayed(price) == paid);
        snprintf(row, sizeof row, "\nDraws,baseline,%d,7,,result:paid at half,,,,USD,", d);
        assert_near(cell(csv, row), 500 * price, 1e-12);
        snprintf(row, sizeof row, "\nDraws,half,%d,7,,spend,,,,USD,", d);
        assert_near(cell(csv, row), 500 * price, 1e-12);
    }
    assert_null(strstr(csv, "\nDraws,half,0,7,,result:paid at half,"));
    assert_null(strstr(csv, "\nDraws,baseline,40,"));
    free(csv);
}

// Dates lie between days: in months, as they are drawn.
static void a_drawn_date(void **state) {
    (void)state;
    cli_write("when.lua",
              "scenario \"When\" { from = \"2026-01\", to = \"2026-12\" }\n"
              "local start = assume \"start\" { date \"2026-03-15\", dist = uniform(date "
              "\"2026-03-01\", date \"2026-05-01\"), source = \"assumed\" }\n"
              "chip \"H200\" { origin = \"US\", price = 20000, flops = 989.5 }\n"
              "line \"stock\" { chip = \"H200\", inventory = 700e3 }\n"
              "buyer \"B\" { jurisdiction = \"CN\", capex = usd(14e9), demand = 20e3 }\n"
              "control \"customs\" { by = \"CN\" }\n"
              "approval \"permit\" { by = \"CN\", from = start }\n");
    Ran r = cli_run(cli_folder(), NULL,
                    (const char *const[]){"run", "when.lua", "--draws", "1", "-o", "-", NULL});
    assert_int_equal(r.code, 0);
    double start = cell(r.out, "\nWhen,baseline,0,1234,,assume:start,,,,months since 2000-01,");
    assert_true(start >= 26 * 12 + 2 && start <= 26 * 12 + 4);
    ran_done(&r);
}

static void in_json(void **state) {
    (void)state;
    cli_write("d.lua", SCRIPT);
    Ran r = cli_run(cli_folder(), NULL,
                    (const char *const[]){"run", "d.lua", "--draws", "2", "--series", "spend",
                                          "-o", "d.json", "-q", NULL});
    assert_int_equal(r.code, 0);
    assert_string_equal(r.out, "");
    char *json = cli_read("d.json", NULL), *at = strstr(json, " \"draws\": {");
    assert_non_null(at);
    assert_golden("run/draws.json", at);
    free(json);
    ran_done(&r);
}

// The first value behind a line of the words of a picture, after `panel`.
static double drawn(const char *svg, const char *panel, const char *line) {
    const char *at = strstr(svg, panel);
    assert_non_null(at);
    at = strstr(at, line);
    assert_non_null(at);
    return strtod(at + strlen(line), NULL);
}

// The words of an SVG tell what it shows: bands, in the money of the run.
static void in_pictures(void **state) {
    (void)state;
    cli_write("d.lua", SCRIPT);
    double spend[2];
    for (int rmb = 0; rmb < 2; rmb++) {
        const char *const words[] = {"run",
                                     "d.lua",
                                     "--draws",
                                     "40",
                                     "--case",
                                     "half",
                                     "--quiet",
                                     "-o",
                                     "d.svg",
                                     "-o",
                                     "d.png",
                                     "--currency",
                                     rmb ? "RMB" : "USD",
                                     NULL};
        Ran r = cli_run(cli_folder(), NULL, words);
        assert_int_equal(r.code, 0);
        ran_done(&r);
        char *svg = cli_read("d.svg", NULL);
        assert_null(strstr(svg, "baseline, 5 % of 40 draws:")); // of what is shown alone
        double low = drawn(svg, "\"Spend\"", "half, 5 % of 40 draws:");
        double high = drawn(svg, "\"Spend\"", "half, 95 % of 40 draws:");
        spend[rmb] = drawn(svg, "\"Spend\"", "half, 50 % of 40 draws:");
        assert_true(low < spend[rmb] && spend[rmb] < high);
        free(svg);
        assert_true(cli_exists("d.png"));
    }
    assert_true(spend[0] > 500 * 18000.0 && spend[0] < 500 * 29000.0);
    assert_near(spend[1], 7 * spend[0], 1e-5 * spend[1]);
    Ran r = cli_run(cli_folder(), NULL,
                    (const char *const[]){"run", "d.lua", "--quiet", "-o", "d.svg", NULL});
    assert_int_equal(r.code, 0);
    ran_done(&r);
    char *svg = cli_read("d.svg", NULL);
    assert_null(strstr(svg, "draws"));
    free(svg);
}

static void bad_numbers(void **state) {
    (void)state;
    static const char *const BAD[] = {"1.5", "-1", "many", "100001"};
    for (int i = 0; i < 4; i++) {
        char expected[128];
        snprintf(expected, sizeof expected,
                 "chokepoint run: --draws %s: expected a whole number from 1 to 100000\n",
                 BAD[i]);
        Ran r = RUN("run", "scripts/00_minimal.lua", "--draws", BAD[i]);
        assert_int_equal(r.code, 2);
        assert_string_equal(r.out, "");
        r.err[strcspn(r.err, "\n") + 1] = 0;
        assert_string_equal(r.err, expected);
        ran_done(&r);
    }
}

static int stop(void **state) {
    (void)state;
    cli_clean();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_gamble),           cmocka_unit_test(same_bytes_twice),
        cmocka_unit_test(rows_can_be_replayed), cmocka_unit_test(in_json),
        cmocka_unit_test(in_pictures),          cmocka_unit_test(bad_numbers),
        cmocka_unit_test(a_drawn_date),         cmocka_unit_test(no_residue_of_rounding),
    };
    return cmocka_run_group_tests(tests, NULL, stop);
}
