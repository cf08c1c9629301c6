// The tables in assets/data and the shipped scripts: every number is traced to a source that
// exists or is marked as assumed with the reason, and the tables agree with one another.
#include "support/test.h"

#include "base/file.h"

#include <ctype.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_ROWS = 200, MAX_CELLS = 20 };

typedef struct Table {
    char *path;
    char *bytes;
    int rows, columns; // row 0 is the header
    const char *cell[MAX_ROWS][MAX_CELLS];
} Table;

static Table sources; // read once by the set-up

// "scripts", "*.lua" or "assets", "data/fx.csv": a path into the tree.
static const char *in_tree(const char *kind, const char *name, char out[4096]) {
    assert_true(file_home(kind, out, 4096));
    size_t n = strlen(out);
    snprintf(out + n, 4096 - n, "/%s", name);
    return out;
}

static char *read_text(const char *path) {
    Faults *f = faults_new();
    size_t size;
    char *text = file_read(path, &size, f);
    assert_no_faults(f);
    faults_free(f);
    return text;
}

// The tables hold no quoted cells, so that anybody can split a row at its commas.
static void table_read(Table *t, const char *path) {
    memset(t, 0, sizeof *t);
    t->path = strdup(path);
    t->bytes = read_text(path);
    assert_null(strchr(t->bytes, '"'));
    assert_null(strchr(t->bytes, '\r'));
    char *next = t->bytes;
    for (char *line; (line = strsep(&next, "\n")) && *line; t->rows++) {
        assert_true(t->rows < MAX_ROWS);
        int n = 0;
        for (char *cell; (cell = strsep(&line, ",")); n++) {
            assert_true(n < MAX_CELLS);
            t->cell[t->rows][n] = cell;
        }
        if (t->rows == 0) t->columns = n;
        if (n != t->columns)
            fail_msg("%s:%d: %d cells, expected %d", path, t->rows + 1, n, t->columns);
    }
    assert_true(t->rows > 1);
}

static void table_named(Table *t, const char *name) {
    char file[64], path[4096];
    snprintf(file, sizeof file, "data/%s.csv", name);
    table_read(t, in_tree("assets", file, path));
}

static void table_done(Table *t) {
    free(t->path);
    free(t->bytes);
}

static int table_column(const Table *t, const char *name) {
    for (int c = 0; c < t->columns; c++)
        if (strcmp(t->cell[0][c], name) == 0) return c;
    fail_msg("%s: no column '%s'", t->path, name);
    return -1;
}

// The cell of `column` in the first row that has `key` in its first column.
static double table_number(const Table *t, const char *key, const char *column) {
    for (int r = 1; r < t->rows; r++)
        if (strcmp(t->cell[r][0], key) == 0)
            return strtod(t->cell[r][table_column(t, column)], NULL);
    fail_msg("%s: no row '%s'", t->path, key);
    return 0;
}

static bool source_known(const char *id, size_t length) {
    for (int r = 1; r < sources.rows; r++)
        if (strlen(sources.cell[r][0]) == length && !strncmp(sources.cell[r][0], id, length))
            return true;
    return false;
}

static int set_up(void **state) {
    (void)state;
    table_named(&sources, "sources");
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    table_done(&sources);
    return 0;
}

static void test_sources_are_complete(void **state) {
    (void)state;
    for (int r = 1; r < sources.rows; r++) {
        for (int c = 0; c < sources.columns; c++)
            if (!*sources.cell[r][c])
                fail_msg("%s:%d: '%s' is empty", sources.path, r + 1, sources.cell[0][c]);
        for (int q = 1; q < r; q++)
            assert_string_not_equal(sources.cell[r][0], sources.cell[q][0]);
        const char *reliability = sources.cell[r][table_column(&sources, "reliability")];
        if (strcmp(reliability, "high") && strcmp(reliability, "medium") &&
            strcmp(reliability, "low"))
            fail_msg("%s:%d: reliability '%s'", sources.path, r + 1, reliability);
    }
}

// Every id in a cell such as "C087 F10 assumed"; returns whether "assumed" is among them.
static bool check_ids(const Table *t, int row, const char *cell) {
    bool assumed = false;
    for (const char *p = cell; *p;) {
        size_t n = strcspn(p, " ");
        if (n == strlen("assumed") && !strncmp(p, "assumed", n))
            assumed = true;
        else if (!source_known(p, n))
            fail_msg("%s:%d: source '%.*s' is not in sources.csv", t->path, row + 1, (int)n, p);
        p += n + (p[n] == ' ');
    }
    return assumed;
}

static void check_row(const Table *t, int row) {
    bool assumed = false;
    for (int c = 0; c < t->columns; c++) {
        const char *name = t->cell[0][c], *suffix = strstr(name, "source");
        if (!suffix || strcmp(suffix, "source") != 0) continue;
        // price_source stands right of price
        bool needed = suffix == name || *t->cell[row][c - 1];
        if (needed != (*t->cell[row][c] != 0))
            fail_msg("%s:%d: '%s' is '%s'", t->path, row + 1, name, t->cell[row][c]);
        assumed |= check_ids(t, row, t->cell[row][c]);
    }
    if (assumed && !*t->cell[row][table_column(t, "note")])
        fail_msg("%s:%d: assumed, and no note says why", t->path, row + 1);
}

static void test_every_row_has_a_source(void **state) {
    (void)state;
    glob_t found;
    char path[4096];
    assert_int_equal(glob(in_tree("assets", "data/*.csv", path), 0, NULL, &found), 0);
    int tables = 0;
    for (size_t i = 0; i < found.gl_pathc; i++) {
        if (strcmp(found.gl_pathv[i], sources.path) == 0) continue;
        Table *t = malloc(sizeof *t);
        assert_non_null(t);
        table_read(t, found.gl_pathv[i]);
        table_column(t, "source");
        for (int r = 1; r < t->rows; r++) check_row(t, r);
        table_done(t);
        free(t);
        tables++;
    }
    assert_true(tables >= 8);
    globfree(&found);
}

// C087, F10: a letter and two or three digits standing alone, in code or in words.
static void check_script_ids(const char *path, const char *text) {
    for (const char *p = text; *p; p++) {
        if (!strchr("CF", *p) || (p > text && isalnum((unsigned char)p[-1]))) continue;
        size_t n = 1 + strspn(p + 1, "0123456789");
        if ((n == 3 || n == 4) && !isalpha((unsigned char)p[n]) && !source_known(p, n))
            fail_msg("%s: source '%.*s' is not in sources.csv", path, (int)n, p);
    }
}

// The length of the table that begins at `open`, braces inside texts left out.
static size_t braces(const char *open) {
    int depth = 0;
    bool quoted = false;
    for (const char *p = open; *p; p++) {
        if (*p == '"') quoted = !quoted;
        if (!quoted && *p == '{') depth++;
        if (!quoted && *p == '}' && --depth == 0) return (size_t)(p - open);
    }
    return strlen(open);
}

static int check_inputs(const char *path, const char *text, const char *kind) {
    int n = 0;
    for (const char *p = text; (p = strstr(p, kind)); p++) {
        const char *open = strchr(p, '{');
        assert_non_null(open);
        size_t length = braces(open);
        char *body = strndup(open, length);
        if (!strstr(body, "source =") || !strstr(body, "doc ="))
            fail_msg("%s: %.40s... has no source or no doc", path, p);
        free(body);
        n++;
    }
    return n;
}

static void test_every_input_of_a_script_has_a_source(void **state) {
    (void)state;
    glob_t found;
    char path[4096];
    assert_int_equal(glob(in_tree("scripts", "*.lua", path), 0, NULL, &found), 0);
    assert_int_equal(glob(in_tree("scripts", "lib/*.lua", path), GLOB_APPEND, NULL, &found), 0);
    assert_int_equal(glob(in_tree("scripts", "lessons/*.lua", path), GLOB_APPEND, NULL, &found),
                     0);
    assert_int_equal(glob(in_tree("scripts", "sources/*.lua", path), GLOB_APPEND, NULL, &found),
                     0);
    int inputs = 0;
    for (size_t i = 0; i < found.gl_pathc; i++) {
        if (strstr(found.gl_pathv[i], ".d.lua")) continue; // no script: examples in comments
        char *text = read_text(found.gl_pathv[i]);
        check_script_ids(found.gl_pathv[i], text);
        inputs += check_inputs(found.gl_pathv[i], text, "lever \"");
        inputs += check_inputs(found.gl_pathv[i], text, "assume \"");
        free(text);
    }
    assert_true(inputs >= 20);
    globfree(&found);
}

static void test_chips_agree_with_their_processing_performance(void **state) {
    (void)state;
    Table t;
    table_named(&t, "chips");
    int flops = table_column(&t, "flops"), tpp = table_column(&t, "tpp");
    for (int r = 1; r < t.rows; r++) // operations at 16 bits, times 16
        assert_near(strtod(t.cell[r][flops], NULL) * 16, strtod(t.cell[r][tpp], NULL), 1e-9);
    assert_near(table_number(&t, "H200", "flops") / table_number(&t, "H20", "flops"), 6.69,
                1e-3);
    assert_near(table_number(&t, "H200", "bandwidth") / table_number(&t, "H20", "bandwidth"),
                1.2, 1e-9);
    table_done(&t);
}

static void test_shares_of_orders(void **state) {
    (void)state;
    Table shares, counts, chips;
    table_named(&shares, "order_shares");
    table_named(&counts, "inventory_orders");
    table_named(&chips, "chips");
    double sum = 0;
    for (int r = 1; r < shares.rows; r++) sum += strtod(shares.cell[r][1], NULL);
    assert_near(sum, 1, 1e-12);

    double orders = table_number(&counts, "china_h200_orders", "amount");
    double affordable = 14e9 / table_number(&chips, "H200", "price");
    assert_near(affordable, 518519, 1e-6);
    assert_near(table_number(&shares, "ByteDance", "share"), affordable / orders, 0.005);
    assert_near(table_number(&counts, "h200_stock", "amount") / orders, 0.35, 1e-12);
    table_done(&shares);
    table_done(&counts);
    table_done(&chips);
}

static void test_budgets_assumed_follow_the_orders(void **state) {
    (void)state;
    Table shares, budgets;
    table_named(&shares, "order_shares");
    table_named(&budgets, "budgets");
    double bytedance = table_number(&budgets, "ByteDance", "amount");
    for (int r = 1; r < shares.rows; r++) {
        double share =
            strtod(shares.cell[r][1], NULL) / table_number(&shares, "ByteDance", "share");
        assert_near(table_number(&budgets, shares.cell[r][0], "amount") / bytedance, share,
                    0.01);
    }
    table_done(&shares);
    table_done(&budgets);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sources_are_complete),
        cmocka_unit_test(test_every_row_has_a_source),
        cmocka_unit_test(test_every_input_of_a_script_has_a_source),
        cmocka_unit_test(test_chips_agree_with_their_processing_performance),
        cmocka_unit_test(test_shares_of_orders),
        cmocka_unit_test(test_budgets_assumed_follow_the_orders),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
