// Every claim of the five documents is expected in a script of scripts/sources or stands in the
// table of its README with the reason why not; and every expectation of a shipped script holds.
#include "support/test.h"

#include "base/file.h"
#include "base/text.h"
#include "study/verdict.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CLAIMS = 104, LONGEST = 400 };

// What is said about one claim: by a script that expects it, by a row of the table.
typedef struct Claim {
    char script[80], text[LONGEST];
    int times;
} Claim;

typedef struct Book {
    Claim expected[CLAIMS + 1], listed[CLAIMS + 1]; // by number, from 1
    int scripts, wrong, told; // told: how many claims the page says are expected
} Book;

// 6 of "C006"; 0 of any other id.
static int claim_number(const char *id) {
    char *end;
    if (id[0] != 'C') return 0;
    long n = strtol(id + 1, &end, 10);
    return end == id + 4 && n >= 1 && n <= CLAIMS ? (int)n : 0;
}

static void claim_note(Claim *c, const char *script, const char *text) {
    snprintf(c->script, sizeof c->script, "%s", script);
    snprintf(c->text, sizeof c->text, "%s", text);
    c->times++;
}

static void expect_note(Book *book, const char *script, const Expect *x) {
    for (int i = 0; i < x->head.sources.n; i++) {
        int n = claim_number(x->head.sources.name[i]);
        if (n) claim_note(&book->expected[n], script, x->head.name);
    }
}

static void all_faults(const char *path, Faults *f, Book *book) {
    for (int i = 0; i < faults_count(f); i++) print_error("%s\n", fault_line(f, i));
    if (faults_count(f)) print_error("%s\n", path);
    book->wrong += faults_count(f) > 0;
}

// Holds the script's expectations; notes them where `note` is set.
static void script_hold(const char *path, Book *book, bool note) {
    Faults *f = faults_new();
    Arena *arena = arena_new();
    Script *s = script_load(path, NULL, f);
    Verdicts v = {0};
    if (s && verdicts_of(s, arena, &v, f)) verdicts_report(&v, f);
    for (int i = 0; note && i < v.n; i++)
        expect_note(book, strrchr(path, '/') + 1, v.at[i].expect);
    all_faults(path, f, book);
    book->scripts++;
    script_free(s);
    arena_free(arena);
    faults_free(f);
}

static void scripts_hold(const char *pattern, Book *book, bool note) {
    char home[4096];
    glob_t found;
    assert_true(file_home("scripts", home, sizeof home));
    size_t n = strlen(home);
    snprintf(home + n, sizeof home - n, "/%s", pattern);
    assert_int_equal(glob(home, 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) script_hold(found.gl_pathv[i], book, note);
    globfree(&found);
}

static void cell_trim(const char *from, const char *to, char *out, size_t size) {
    while (from < to && *from == ' ') from++;
    while (to > from && to[-1] == ' ') to--;
    snprintf(out, size, "%.*s", (int)(to - from), from);
}

// "| C006 | claim | [file](file) or a reason | text |": the four cells.
static bool row_cells(const char *line, char cell[4][LONGEST]) {
    const char *at = line;
    for (int i = 0; i < 4; i++) {
        const char *end = strchr(at + 1, '|');
        if (*at != '|' || !end) return false;
        cell_trim(at + 1, end, cell[i], LONGEST);
        at = end;
    }
    return at[1] == 0;
}

static bool is_reason(const char *word) {
    static const char *const REASONS[] = {"not quantitative", "contradictory",
                                          "outside the market", "an input"};
    for (int i = 0; i < 4; i++)
        if (strcmp(word, REASONS[i]) == 0) return true;
    return false;
}

// "[a.lua](a.lua)" is a.lua; a reason is no script.
static void row_note(Book *book, char cell[4][LONGEST]) {
    int n = claim_number(cell[0]), end = 0;
    char script[80] = "", again[80] = "";
    if (!n) return;
    if (sscanf(cell[2], "[%79[^]]](%79[^)])%n", script, again, &end) == 2)
        assert_string_equal(script, again);
    else if (!is_reason(cell[2]))
        fail_msg("%s: '%s' is neither a script nor one of the reasons", cell[0], cell[2]);
    if (!*cell[1] || !*cell[3]) fail_msg("%s: an empty cell", cell[0]);
    claim_note(&book->listed[n], script, cell[3]);
}

static void table_read(Book *book) {
    char path[4096], cell[4][LONGEST];
    Faults *f = faults_new();
    assert_true(file_home("scripts", path, sizeof path));
    size_t n = strlen(path);
    snprintf(path + n, sizeof path - n, "/sources/README.md");
    char *page = file_read(path, NULL, f), *next = page;
    assert_no_faults(f);
    for (char *line; (line = strsep(&next, "\n"));) {
        sscanf(line, "%d of the 104 claims are expected", &book->told);
        if (line[0] == '|' && row_cells(line, cell)) row_note(book, cell);
    }
    free(page);
    faults_free(f);
}

static int claim_compare(int n, const Claim *expected, const Claim *listed) {
    if (listed->times != 1)
        print_error("C%03d: %d rows in scripts/sources/README.md, expected 1\n", n,
                    listed->times);
    else if (expected->times > 1)
        print_error("C%03d: expected %d times, in %s at last\n", n, expected->times,
                    expected->script);
    else if (!*listed->script && expected->times)
        print_error("C%03d: is expected in %s, but the table gives a reason why not\n", n,
                    expected->script);
    else if (*listed->script && (strcmp(listed->script, expected->script) != 0 ||
                                 strcmp(listed->text, expected->text) != 0))
        print_error("C%03d: the table says \"%s\" in %s, expected is \"%s\" in %s\n", n,
                    listed->text, listed->script, expected->text, expected->script);
    else
        return 0;
    return 1;
}

static void every_claim_is_accounted_for(void **state) {
    (void)state;
    Book *book = calloc(1, sizeof *book);
    scripts_hold("sources/*.lua", book, true);
    assert_int_equal(book->scripts, 5);
    table_read(book);
    int expected = 0;
    for (int n = 1; n <= CLAIMS; n++) {
        book->wrong += claim_compare(n, &book->expected[n], &book->listed[n]);
        expected += book->expected[n].times;
    }
    assert_int_equal(book->told, expected);
    assert_int_equal(book->wrong, 0);
    free(book);
}

static void every_expectation_of_a_shipped_script_holds(void **state) {
    (void)state;
    Book *book = calloc(1, sizeof *book);
    scripts_hold("*.lua", book, false);
    assert_true(book->scripts >= 3);
    assert_int_equal(book->wrong, 0);
    free(book);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_claim_is_accounted_for),
        cmocka_unit_test(every_expectation_of_a_shipped_script_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
