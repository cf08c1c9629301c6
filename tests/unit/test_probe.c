// What `explain`, `ledger` and `sources` read: the same numbers as a run records, books that
// balance, names that are found, sources that are used.
#include "support/test.h"

#include "base/file.h"
#include "study/account.h"
#include "study/bibliography.h"
#include "study/purchase.h"
#include "study/study.h"
#include "study/subject.h"

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MAX_INPUTS = 64 };

static Script *load(const char *kind, const char *name) {
    char path[4096];
    Faults *f = faults_new();
    assert_true(file_home(kind, path, 4000));
    strcat(path, "/");
    strcat(path, name);
    Script *s = script_load(path, NULL, f);
    assert_no_faults(f);
    faults_free(f);
    assert_true(script_base(s)->n_inputs <= MAX_INPUTS);
    return s;
}

static Script *load_trade(void) {
    return load("scripts", "../tests/scripts/ok/trade.lua");
}

static Probe probe_at(Script *s, const double *values) {
    Probe p;
    Faults *f = faults_new();
    bool fine = probe_run(&p, s, values, f);
    assert_no_faults(f);
    assert_true(fine);
    faults_free(f);
    return p;
}

// Calls `check` at the baseline and in every case.
static void each_point(Script *s, void (*check)(Script *s, const double *values)) {
    double values[MAX_INPUTS];
    script_base_values(s, values);
    check(s, values);
    for (int i = 0; i < script_base(s)->n_cases; i++) {
        script_case_values(s, i, values);
        check(s, values);
    }
    script_free(s);
}

static bool same_bits(const double *a, const double *b, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (memcmp(&a[i], &b[i], sizeof a[i]) != 0 && !(isnan(a[i]) && isnan(b[i])))
            return false;
    return true;
}

static void check_same(Script *s, const double *values) {
    Faults *f = faults_new();
    Point point = {"here", values};
    Results *r = study_run(s, &point, 1, NULL, true, f);
    assert_no_faults(f);
    Probe p = probe_at(s, values);
    const Series *run = r->at[0].series;
    assert_int_equal(run->n_columns, p.series->n_columns);
    assert_true(same_bits(series_at(run, r->at[0].run, 0), series_at(p.series, 0, 0),
                          (size_t)(run->n_columns * run->steps)));
    assert_true(p.terms.n > 0);
    probe_done(&p);
    results_free(r);
    faults_free(f);
}

static void a_probe_is_the_run(void **state) {
    (void)state;
    each_point(load_trade(), check_same);
    each_point(load("scripts", "h200_2026.lua"), check_same);
}

static double at_step(const Probe *p, SeriesId id, int b, int c, int step) {
    int i = series_column(p->series, id, b, c, -1);
    assert_true(i >= 0);
    return series_at(p->series, 0, i)[step];
}

static void check_wish(const Wish *w) {
    int binding = 0;
    for (int i = 0; i < w->n; i++) {
        assert_true(w->units <= fmax(0, w->limits[i].units) * (1 + 1e-9) + 1e-9);
        binding += w->limits[i].binds;
    }
    assert_true(!w->n || binding > 0 || w->units <= 0);
}

// What is told of a purchase adds up to what is recorded, to the last bit.
static int check_pair(const Probe *p, int b, int c, int step, Arena *a) {
    Round *r;
    int n = purchase_rounds(p, step, b, c, a, &r);
    double bought = 0, recorded = at_step(p, S_BOUGHT, b, c, step);
    for (int i = 0; i < n; i++) {
        bought += r[i].bought;
        assert_true(r[i].bought <= r[i].wish * (1 + 1e-12));
        for (int k = 0; k < r[i].n; k++) check_wish(&r[i].wishes[k]);
    }
    assert_true(same_bits(&bought, &recorded, 1));
    const Term *price = probe_standing(p, step, "price", b, c, -1);
    double paid = at_step(p, S_PRICE, b, c, step);
    if (price) assert_true(same_bits(&price->value, &paid, 1));
    assert_true(price || isnan(paid));
    return bought > 0;
}

static void check_purchases(Script *s, const double *values) {
    Probe p = probe_at(s, values);
    Arena *a = arena_new();
    int bought = 0;
    for (int step = 0; step < p.series->steps; step++)
        for (int b = 0; b < p.scenario->n_buyers; b++)
            for (int c = 0; c < p.scenario->n_chips; c++)
                bought += check_pair(&p, b, c, step, a);
    assert_true(bought > 20);
    arena_free(a);
    probe_done(&p);
}

static void purchases_add_up(void **state) {
    (void)state;
    each_point(load_trade(), check_purchases);
    each_point(load("scripts", "h200_2026.lua"), check_purchases);
}

static void check_books(Script *s, const double *values) {
    Probe p = probe_at(s, values);
    for (int by_year = 0; by_year < 2; by_year++) {
        Arena *a = arena_new();
        const Accounts *books = accounts_make(&p, by_year, a);
        assert_int_equal(books->n_periods, by_year ? 3 : 1);
        assert_int_equal(books->n_chips, 2 * p.scenario->n_chips);
        int opex = 0;
        for (int b = 0; b < p.scenario->n_buyers; b++)
            opex += p.scenario->n_leases && p.scenario->buyers[b].opex.n;
        assert_int_equal(books->n, books->n_chips + p.scenario->n_buyers + opex + 1);
        assert_true(books->worst <= 1e-9);
        arena_free(a);
    }
    // A chip that vanishes, or money, is seen.
    static const SeriesId IDS[] = {S_INVENTORY, S_DELIVERED, S_BUDGET_LEFT, S_SELLER_NET};
    for (int i = 0; i < 4; i++) {
        Arena *a = arena_new();
        double *y = series_at(p.series, 0, p.series->first[IDS[i]]) + p.series->steps - 1;
        double was = *y;
        *y += 1 + 1e-6 * was;
        assert_true(accounts_make(&p, false, a)->worst > 1e-9);
        *y = was;
        arena_free(a);
    }
    probe_done(&p);
}

static void books_balance(void **state) {
    (void)state;
    each_point(load_trade(), check_books);
    each_point(load("scripts", "h200_2026.lua"), check_books);
}

// A row of an account, of the whole run.
static double row(const Accounts *books, const char *title, const char *name) {
    for (int i = 0; i < books->n; i++)
        for (int k = 0; k < books->at[i].n && strcmp(books->at[i].title, title) == 0; k++)
            if (strcmp(books->at[i].rows[k].name, name) == 0)
                return books->at[i].rows[k].at[books->n_periods - 1];
    fail_msg("no row '%s' in '%s'", name, title);
    return 0;
}

static void books_say_what_the_script_says(void **state) {
    (void)state;
    Script *s = load_trade();
    double values[MAX_INPUTS];
    script_base_values(s, values);
    Probe p = probe_at(s, values);
    Arena *a = arena_new();
    const Accounts *books = accounts_make(&p, true, a);
    assert_string_equal(books->periods[0], "2026");
    assert_string_equal(books->periods[2], "total");
    assert_near(row(books, "Alpha", "stock at start"), 2500, 0);
    assert_near(row(books, "Alpha", "made"), 18 * 250, 1e-12);
    assert_near(row(books, "Money of Anna, RMB", "released"), 20e6 + 15e6, 1e-12);
    assert_near(row(books, "Payments, USD", "paid for tape-outs"), 100e3, 0);
    assert_true(row(books, "Money of Carl, USD", "lapsed") > 500e3);
    arena_free(a);
    probe_done(&p);
    script_free(s);
}

static Subject found(const Scenario *s, Arena *a, const char *what) {
    Subject x = {0};
    Faults *f = faults_new();
    if (!subject_find(s, what, "a.lua", a, &x, f)) fail_msg("'%s' is not found", what);
    assert_no_faults(f);
    faults_free(f);
    return x;
}

static void lost(const Scenario *s, Arena *a, const char *what, const char *message) {
    Subject x;
    Faults *f = faults_new();
    assert_false(subject_find(s, what, "a.lua", a, &x, f));
    assert_faults(f, message);
    faults_free(f);
}

static void results_are_found(void **state) {
    (void)state;
    Faults *f = faults_new();
    Script *script = script_load("tests/scripts/ok/results.lua", NULL, f);
    assert_no_faults(f);
    const Scenario *s = script_base(script);
    Arena *a = arena_new();
    assert_int_equal(found(s, a, "Got").kind, SUBJECT_RESULT);
    assert_int_equal(found(s, a, "result share").index, 2);
    assert_int_equal(found(s, a, "bought").kind, SUBJECT_SERIES);
    assert_int_equal(found(s, a, "result.bought").index, 1);
    assert_int_equal(found(s, a, "the permit holds").kind, SUBJECT_EXPECT);
    assert_int_equal(found(s, a, "expect.the permit holds").index, 1);
    assert_int_equal(found(s, a, "it gets what it wants").kind, SUBJECT_CONCLUSION);
    lost(s, a, "cheap",
         "a.lua: nothing is called \"cheap\"; chokepoint explain a.lua lists what "
         "there is");
    arena_free(a);
    script_free(script);
    faults_free(f);
}

static void names_are_found(void **state) {
    (void)state;
    Script *script = load_trade();
    const Scenario *s = script_base(script);
    Arena *a = arena_new();
    assert_int_equal(found(s, a, "duty").kind, SUBJECT_INPUT);
    Subject field = found(s, a, "chip.Alpha.price");
    assert_int_equal(field.kind, SUBJECT_FIELD);
    assert_string_equal(field.fields[0].field->name, "price");
    assert_true(field.fields[0].given);
    assert_int_equal(found(s, a, "alpha.Price").fields[0].num, field.fields[0].num);
    assert_string_equal(found(s, a, "\"home first\".ratio").fields[0].of.kind->name,
                        "bundling");
    assert_int_equal(found(s, a, "Anna.capex").n_fields, 2);
    assert_string_equal(found(s, a, "Anna.capex[2027]").fields[0].key, "2027");
    assert_int_equal(found(s, a, "Anna").kind, SUBJECT_ENTITY);
    assert_int_equal(found(s, a, "tariff.duty").kind, SUBJECT_ENTITY);

    static const char *const BOUGHT[] = {"bought Anna Alpha", "bought:Anna:Alpha",
                                         "bought Alpha Anna", " Bought  anna alpha "};
    for (int i = 0; i < 4; i++) {
        Subject x = found(s, a, BOUGHT[i]);
        assert_int_equal(x.kind, SUBJECT_SERIES);
        assert_int_equal(x.pick.id, S_BOUGHT);
        assert_int_equal(x.pick.party, 0);
        assert_int_equal(x.pick.chip, 0);
    }
    assert_int_equal(found(s, a, "delivered Gamma").pick.chip, 1);
    assert_int_equal(found(s, a, "delivered Gamma").pick.party, -1);
    assert_int_equal(found(s, a, "bought \"Alpha\"").pick.chip, 0);
    assert_int_equal(found(s, a, "levy US").pick.id, S_LEVY);
    assert_int_equal(found(s, a, "unmet").pick.party, -1);

    lost(s, a, "alfa.price",
         "a.lua: nothing is called \"alfa.price\", did you mean \"Alpha.price\"?");
    lost(s, a, "bought Ana Alpha",
         "a.lua: bought: no buyer or chip \"Ana\", did you mean \"Anna\"?");
    lost(s, a, "bougt Anna Alpha", "a.lua: no series \"bougt\", did you mean bought?");
    lost(s, a, "weather",
         "a.lua: nothing is called \"weather\"; chokepoint explain a.lua lists what there is");
    arena_free(a);
    script_free(script);
}

static bool reaches(const Scenario *s, Arena *a, int input, const char *path) {
    NumberField *f;
    int n = number_fields(s, a, &f);
    for (int i = 0; i < n; i++)
        if (strcmp(field_path(&f[i], true, a), path) == 0) return num_uses(s, f[i].num, input);
    fail_msg("no field '%s'", path);
    return false;
}

static void inputs_reach_fields(void **state) {
    (void)state;
    Script *script = load_trade();
    const Scenario *s = script_base(script);
    Arena *a = arena_new();
    int growth = found(s, a, "growth").input, duty = found(s, a, "duty").input;
    assert_true(reaches(s, a, growth, "chip.Alpha.price"));
    assert_true(reaches(s, a, growth, "buyer.Bei.demand"));
    assert_false(reaches(s, a, growth, "tariff.duty.rate"));
    assert_true(reaches(s, a, duty, "tariff.duty.rate"));
    script_free(script);
    script = load("scripts", "h200_2026.lua");
    s = script_base(script);
    int ascends = found(s, a, "ascend_2026").input; // a knot of a path
    assert_true(reaches(s, a, ascends, "line.Huawei.capacity"));
    arena_free(a);
    script_free(script);
}

static Bibliography read_sources(Script *s, Arena *a) {
    Bibliography b;
    Faults *f = faults_new();
    assert_true(bibliography_make(s, a, &b, f));
    assert_no_faults(f);
    faults_free(f);
    return b;
}

static void sources_know_what_rests_on_them(void **state) {
    (void)state;
    Script *s = load_trade();
    Arena *a = arena_new();
    Bibliography b = read_sources(s, a);
    assert_int_equal(b.n_used, 2);
    assert_string_equal(b.used[0].doc->head.name, "S1");
    assert_true(names_have(&b.used[0].holders, "assumption price"));
    assert_true(names_have(&b.used[0].holders, "chip \"Alpha\": price, flops"));
    assert_false(names_have(&b.used[0].holders, "chip \"Alpha\": unit_cost"));
    assert_true(names_have(&b.used[1].holders, "chip \"Alpha\": unit_cost"));
    assert_true(names_have(&b.used[0].holders, "case \"free trade\": duty"));
    assert_true(names_have(&b.used[0].holders, "chip \"Beta\": price, flops"));
    assert_true(names_have(&b.used[1].holders, "lever permit"));
    assert_true(names_have(&b.assumed, "lever permit"));
    assert_int_equal(b.n_unused, 1);
    assert_string_equal(b.unused[0]->head.name, "S3");
    assert_int_equal(b.n_bare, 0);
    arena_free(a);
    script_free(s);
}

static int bare_numbers(const char *path) {
    int bare = 0;
    Script *s = load("scripts", path);
    Arena *a = arena_new();
    Bibliography b = read_sources(s, a);
    for (int k = 0; k < b.n_holders; k++)
        if (b.holders[k].has_number && !b.holders[k].sources.n) {
            print_error("%s:%d: %s has no source\n", b.holders[k].file, b.holders[k].line,
                        b.holders[k].what);
            bare++;
        }
    arena_free(a);
    script_free(s);
    return bare;
}

// Scripts below `folder` ("" is the whole); `*bare` counts their numbers without a source. What
// stands in lib/ cannot be run by itself and is read by scripts that can.
static int scripts_below(const char *folder, int *bare) {
    char home[4096];
    int n = 0;
    assert_true(file_home("scripts", home, 3000));
    strcat(strcat(home, "/"), folder);
    DIR *d = opendir(home);
    assert_non_null(d);
    for (struct dirent *e; (e = readdir(d));) {
        char path[1024];
        if (e->d_name[0] == '.' || strcmp(e->d_name, "lib") == 0) continue;
        snprintf(path, sizeof path, "%s%s%s", folder, *folder ? "/" : "", e->d_name);
        const char *end = strrchr(path, '.');
        if (!end) n += scripts_below(path, bare);
        if (!end || strcmp(end, ".lua") != 0) continue;
        *bare += bare_numbers(path);
        n++;
    }
    closedir(d);
    return n;
}

static void every_number_shipped_has_a_source(void **state) {
    (void)state;
    int bare = 0;
    assert_true(scripts_below("", &bare) > 20);
    assert_int_equal(bare, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_probe_is_the_run),
        cmocka_unit_test(purchases_add_up),
        cmocka_unit_test(books_balance),
        cmocka_unit_test(books_say_what_the_script_says),
        cmocka_unit_test(results_are_found),
        cmocka_unit_test(names_are_found),
        cmocka_unit_test(inputs_reach_fields),
        cmocka_unit_test(sources_know_what_rests_on_them),
        cmocka_unit_test(every_number_shipped_has_a_source),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
