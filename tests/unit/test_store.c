#include "support/test.h"

#include "base/about.h"
#include "base/file.h"
#include "store/csv.h"
#include "store/json.h"
#include "support/world.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const double BASE[] = {0.25, 312}, OTHER[] = {NAN, 312.25};
static const char *const FILES[] = {"scripts/test.lua", "scripts/lib/a.lua"};

// Two cases of WORLD with the series of `want`, all 0.
typedef struct Made {
    Result at[2];
    Results results;
    Record record;
} Made;

static void make(Made *m, const Want *want) {
    static const Ledger LEDGER = {1e-16, 0};
    Series *x = series_new(&WORLD, want, 2);
    *m = (Made){.at = {{"baseline", BASE, &WORLD, x, 0, LEDGER},
                       {"75k, \"hard\" cap", OTHER, &WORLD, x, 1, LEDGER}}};
    m->results = (Results){.n = 2, .at = m->at};
    m->record = (Record){.script_path = "scripts/test.lua",
                         .script_hash = "00ff00ff00ff00ff",
                         .n_files = 2,
                         .files = FILES,
                         .seed = 1234,
                         .results = &m->results};
}

static void done(Made *m) {
    series_free(m->at[0].series);
}

static void set(Made *m, int run, SeriesId id, int party, int chip, double a, double b,
                double c) {
    Series *x = m->at[run].series;
    double *y = series_at(x, run, series_column(x, id, party, chip, -1));
    y[0] = a;
    y[1] = b;
    y[2] = c;
}

// Line `i` of a text, without its end; in `out`.
static const char *line_of(const char *text, int i, char out[256]) {
    while (i-- && text) text = strchr(text, '\n') ? strchr(text, '\n') + 1 : NULL;
    if (!text) return "(no such line)";
    snprintf(out, 256, "%.*s", (int)strcspn(text, "\n"), text);
    return out;
}

static int lines_of(const char *text) {
    int n = 0;
    for (; *text; text++) n += *text == '\n';
    return n;
}

static void csv_has_a_row_for_each_value(void **state) {
    (void)state;
    Want want = {.totals_only = false};
    want.series[S_DELIVERED] = want.series[S_APPROVED] = want.series[S_BINDING] = true;
    Made m;
    make(&m, &want);
    set(&m, 0, S_DELIVERED, W_BYTEDANCE, W_H200, 0.1, 400000, 1.0 / 3);
    set(&m, 0, S_APPROVED, 0, -1, 4e5, 0, NAN);
    set(&m, 0, S_BINDING, W_REST, -1, BINDING_NONE, BINDING_APPROVAL, NAN);
    set(&m, 1, S_DELIVERED, W_BYTEDANCE, W_H200, 7, 0, 0);
    Text t = {0};
    csv_text(&m.record, &t);
    const char *csv = text_get(&t);
    char line[256];
    assert_int_equal(lines_of(csv), 1 + 2 * 3 * (6 + 1 + 3));
    assert_string_equal(line_of(csv, 0, line),
                        "scenario,case,draw,seed,date,series,buyer,chip,workload,unit,value");
    assert_string_equal(line_of(csv, 1, line),
                        "Test,baseline,,1234,2026-01-01,delivered,ByteDance,"
                        "H200,,units,0.10000000000000001");
    assert_string_equal(
        line_of(csv, 2, line),
        "Test,baseline,,1234,2026-02-01,delivered,ByteDance,H200,,units,400000");
    assert_string_equal(
        line_of(csv, 3, line),
        "Test,baseline,,1234,2026-03-01,delivered,ByteDance,H200,,units,0.33333333333333331");
    assert_string_equal(
        line_of(csv, 18, line),
        "Test,baseline,,1234,2026-03-01,delivered,\"Rest, of \"\"world\"\"\",Ascend,,units,0");
    assert_string_equal(line_of(csv, 19, line),
                        "Test,baseline,,1234,2026-01-01,approved,NDRC January,,,units,400000");
    assert_string_equal(line_of(csv, 21, line),
                        "Test,baseline,,1234,2026-03-01,approved,NDRC January,,,units,");
    assert_string_equal(
        line_of(csv, 29, line),
        "Test,baseline,,1234,2026-02-01,binding,\"Rest, of \"\"world\"\"\",,,,approval");
    assert_string_equal(
        line_of(csv, 31, line),
        "Test,\"75k, \"\"hard\"\" cap\",,1234,2026-01-01,delivered,ByteDance,H200,,"
        "units,7");
    text_done(&t);
    done(&m);
}

static void csv_of_totals_has_no_date(void **state) {
    (void)state;
    Want want = {.totals_only = true};
    want.series[S_LEVY] = true;
    Made m;
    make(&m, &want);
    series_at(m.at[0].series, 0, W_US)[0] = 2.7e9;
    Text t = {0};
    csv_text(&m.record, &t);
    char line[256];
    assert_int_equal(lines_of(text_get(&t)), 1 + 2 * 2);
    assert_string_equal(line_of(text_get(&t), 2, line),
                        "Test,baseline,,1234,,levy,US,,,USD,2700000000");
    text_done(&t);
    done(&m);
}

static void writes_only_what_was_asked_for(void **state) {
    (void)state;
    Want want = want_all();
    Made m;
    make(&m, &want);
    bool only[S_COUNT] = {false};
    only[S_UNMET] = true;
    m.record.only = only;
    Text t = {0};
    csv_text(&m.record, &t);
    char line[256];
    assert_int_equal(lines_of(text_get(&t)), 1 + 2 * 3 * 3);
    assert_string_equal(line_of(text_get(&t), 1, line),
                        "Test,baseline,,1234,2026-01-01,unmet,ByteDance,,all,H100e,0");
    t.length = 0;
    json_text(&m.record, &t);
    assert_non_null(strstr(text_get(&t), "\"unmet\""));
    assert_null(strstr(text_get(&t), "\"delivered\""));
    text_done(&t);
    done(&m);
}

static void assert_has(const char *text, const char *part) {
    if (!strstr(text, part)) fail_msg("no\n%s\nin\n%s", part, text);
}

static void json_has_what_a_second_run_needs(void **state) {
    (void)state;
    Want want = {.totals_only = false};
    want.series[S_PRICE] = want.series[S_BINDING] = want.series[S_LEVY] = true;
    Made m;
    make(&m, &want);
    set(&m, 0, S_PRICE, W_BYTEDANCE, W_H200, 27000, 0.1, NAN);
    set(&m, 0, S_BINDING, W_BYTEDANCE, -1, BINDING_SUPPLY, NAN, BINDING_CAP);
    Text t = {0};
    json_text(&m.record, &t);
    const char *json = text_get(&t);
    char version[256];
    snprintf(
        version, sizeof version,
        "{\n \"program\": \"chokepoint\",\n \"version\": \"%s\",\n \"script\": {\n  \"path\": "
        "\"scripts/test.lua\",\n  \"hash\": \"00ff00ff00ff00ff\",\n  \"files\": [\n   "
        "\"scripts/test.lua\",\n   \"scripts/lib/a.lua\"\n  ]\n },\n \"seed\": 1234,\n",
        about_version());
    assert_memory_equal(json, version, strlen(version));
    assert_has(json, "\"step\": \"month\",\n  \"steps\": 3,\n  \"compute_unit\": \"H100e\"\n");
    assert_has(json,
               "\"dates\": [\n  \"2026-01-01\",\n  \"2026-02-01\",\n  \"2026-03-01\"\n ]");
    assert_has(json,
               "   \"name\": \"export_levy\",\n   \"kind\": \"lever\",\n   \"unit\": \"a plain "
               "number\",\n   \"base\": 0.25,\n   \"min\": 0.0,\n");
    assert_has(json, "   \"sources\": [\n    \"C086\"\n   ]\n");
    assert_has(json,
               "\"kind\": \"assume\",\n   \"unit\": \"a date\",\n   \"base\": \"2026-01\",\n   "
               "\"min\": \"2025-07\",\n");
    assert_has(
        json,
        "   \"id\": \"C086\",\n   \"title\": \"Formal rule\",\n   \"publisher\": \"BIS\",\n");
    assert_has(json,
               "   \"name\": \"baseline\",\n   \"values\": {\n    \"export_levy\": 0.25,\n    "
               "\"opening\": \"2026-01\"\n   },\n");
    assert_has(json, "   \"name\": \"75k, \\\"hard\\\" cap\",\n   \"values\": {\n    "
                     "\"export_levy\": \"off\",\n    \"opening\": 312.25\n   },\n");
    assert_has(json,
               "     \"series\": \"price\",\n     \"buyer\": \"ByteDance\",\n     \"chip\": "
               "\"H200\",\n     \"unit\": \"USD\",\n     \"values\": [\n      27000.0,\n      "
               "0.10000000000000001,\n      null\n     ]\n");
    assert_has(json, "\"values\": [\n      \"supply\",\n      null,\n      \"cap\"\n     ]");
    assert_has(json, "     \"series\": \"levy\",\n     \"authority\": \"CN\",\n");
    text_done(&t);
    done(&m);
}

static void json_names_own_files_from_the_root(void **state) {
    (void)state;
    Want want = {.totals_only = true};
    Made m;
    make(&m, &want);
    char home[4096], path[4200];
    assert_true(file_home("assets", home, sizeof home));
    snprintf(path, sizeof path, "%sdata/fx.csv", home);
    const char *const files[] = {"../mine.lua", path};
    m.record.files = files;
    Text t = {0};
    json_text(&m.record, &t);
    assert_has(text_get(&t),
               "\"files\": [\n   \"../mine.lua\",\n   \"assets/data/fx.csv\"\n  ]");
    text_done(&t);
    done(&m);
}

static void json_takes_any_bytes(void **state) {
    (void)state;
    Want want = {.totals_only = true};
    Made m;
    make(&m, &want);
    m.at[0].name = "latin \xe9";
    m.at[1].name = "\u4e2d\u56fd \x01";
    Text t = {0};
    json_text(&m.record, &t);
    assert_has(text_get(&t), "\"name\": \"latin ?\"");
    assert_has(text_get(&t), "\"name\": \"\u4e2d\u56fd \\u0001\"");
    text_done(&t);
    done(&m);
}

static void writes_files_or_says_why_not(void **state) {
    (void)state;
    Want want = {.totals_only = true};
    want.series[S_MADE] = true;
    Made m;
    make(&m, &want);
    Faults *f = faults_new();
    char path[] = "/tmp/chokepoint-store-XXXXXX";
    close(mkstemp(path));
    Text t = {0};
    assert_true(csv_write(&m.record, path, f));
    csv_text(&m.record, &t);
    char *back = file_read(path, NULL, f);
    assert_string_equal(back, text_get(&t));
    free(back);
    t.length = 0;
    assert_true(json_write(&m.record, path, f));
    json_text(&m.record, &t);
    back = file_read(path, NULL, f);
    assert_string_equal(back, text_get(&t));
    free(back);
    assert_no_faults(f);
    unlink(path);
    assert_false(csv_write(&m.record, "/no/such/out.csv", f));
    assert_false(json_write(&m.record, "/no/such/out.json", f));
    assert_faults(f,
                  "cannot write /no/such/out.csv: No such file or directory; make the folder "
                  "/no/such first",
                  "cannot write /no/such/out.json: No such file or directory; make the folder "
                  "/no/such first");
    text_done(&t);
    faults_free(f);
    done(&m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_has_a_row_for_each_value),
        cmocka_unit_test(csv_of_totals_has_no_date),
        cmocka_unit_test(writes_only_what_was_asked_for),
        cmocka_unit_test(json_has_what_a_second_run_needs),
        cmocka_unit_test(json_names_own_files_from_the_root),
        cmocka_unit_test(json_takes_any_bytes),
        cmocka_unit_test(writes_files_or_says_why_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
