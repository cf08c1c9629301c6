#include "support/test.h"
#include "support/script.h"

#include <string.h>
#include <sys/stat.h>

static double computes(const char *text) {
    Faults *f = faults_new();
    Script *s = load_part(text, f);
    assert_no_faults(f);
    double price = chip_price(script_base(s), NULL);
    script_free(s);
    faults_free(f);
    return price;
}

static void reads_a_table(void **state) {
    (void)state;
    folder_write("t.csv",
                 "name,units,note\r\nA,5,\"a, \"\"b\"\"\"\nB, 2.5e3 ,\n\nC,,\"two\nlines\"\n");
    assert_near(
        computes("local t = data \"t.csv\" "
                 "local ok = #t == 3 and t[1].name == \"A\" and t[1].note == 'a, \"b\"' and "
                 "t[2].note == nil and t[3].units == nil and t[3].note == \"two\\nlines\" and "
                 "math.type(t[1].units) == \"integer\" and math.type(t[2].units) == "
                 "\"float\" " ONE_CHIP("ok and t[1].units + t[2].units or 1")),
        2505, 0);
}

static void numbers_are_decimal(void **state) {
    (void)state;
    folder_write("t.csv", "a,b,c,d,e,f,g\n0x10,nan,inf,2026-01,-1.5,1e999,\"7\"\n");
    assert_near(
        computes(
            "local r = (data \"t.csv\")[1] local n = 1 "
            "for k, v in pairs(r) do if type(v) == \"number\" then n = n * v end end " ONE_CHIP(
                "-n * (r.g == \"7\" and 1 or 0)")),
        1.5, 0);
}

static void rows_are_checked(void **state) {
    (void)state;
    folder_write("t.csv", "a,b\n1,2\n3\n4,5,6\n");
    Faults *f = faults_new();
    assert_null(load_part("\nlocal t = data \"t.csv\"", f));
    assert_faults(f,
                  "a.lua:2: data \"t.csv\" cannot be used: mend the faults of the table first",
                  "t.csv:3: has 1 cell, expected 2 as in its first line; a cell with a comma "
                  "needs quotes",
                  "t.csv:4: has 3 cells, expected 2 as in its first line; a cell with a comma "
                  "needs quotes");
    faults_free(f);
    folder_write("t.csv", "a,,a\n1,2,3\n");
    f = faults_new();
    assert_null(load_part("local t = data \"t.csv\"", f));
    assert_faults(f,
                  "a.lua:1: data \"t.csv\" cannot be used: mend the faults of the table first",
                  "t.csv:1: column 2 has no name: name it in the first line",
                  "t.csv:1: two columns are named 'a': rename one");
    faults_free(f);
    folder_write("t.csv", "a\n\"x\n");
    f = faults_new();
    assert_null(load_part("local t = data \"t.csv\"", f));
    assert_faults(f,
                  "a.lua:1: data \"t.csv\" cannot be used: mend the faults of the table first",
                  "t.csv:2: a quote is not closed: end the cell with \"");
    faults_free(f);
    folder_write("t.csv", "");
    f = faults_new();
    assert_null(load_part("local t = data \"t.csv\"", f));
    assert_faults(f,
                  "a.lua:1: data \"t.csv\" cannot be used: mend the faults of the table first",
                  "t.csv:1: an empty table: the first line names the columns");
    faults_free(f);
}

static void names_stay_inside(void **state) {
    (void)state;
    part_refuses("data \"../t.csv\"",
                 "a.lua:1: data \"../t.csv\": a data file's name is letters, "
                 "digits, '_', '-' and '.' with '/' "
                 "between folders");
    part_refuses("data \"/etc/passwd\"", "a.lua:1: data \"/etc/passwd\": a data file's name is "
                                         "letters, digits, '_', '-' and '.' with "
                                         "'/' between folders");
    part_refuses("require \"..x\"",
                 "a.lua:1: require \"..x\": a module's name is letters, digits and '_' with "
                 "'.' between folders");
    part_refuses("require \"/x\"",
                 "a.lua:1: require \"/x\": a module's name is letters, digits and '_' with '.' "
                 "between folders");
    part_refuses(
        "require(5)",
        "a.lua:1: require expects a module's name such as \"lib.world_2026\", got number");
    part_refuses("require \"lib.none\"",
                 "a.lua:1: require \"lib.none\": no file lib/none.lua, and none of that "
                 "name in scripts/");
    part_refuses(
        "data \"none.csv\"",
        "a.lua:1: data \"none.csv\": no file none.csv, and none of that name in assets/data/");
}

static void modules(void **state) {
    (void)state;
    assert_int_equal(mkdir("lib", 0777), 0);
    folder_write("lib/one.lua", "return { price = 5 }");
    folder_write("lib/two.lua",
                 "local one = require \"lib.one\" one.price = one.price + 1 return one");
    assert_near(computes("local two = require \"lib.two\" " ONE_CHIP(
                    "require(\"lib.one\").price + two.price")),
                12, 0);
    folder_write("loop.lua", "return require \"loop\"");
    part_refuses("require \"loop\"",
                 "loop.lua:1: require \"loop\": it requires itself, over other modules or at "
                 "once");
    folder_write("wrong.lua", "local x = {}\nreturn x.y.z");
    part_refuses("require \"wrong\"",
                 "wrong.lua:2: attempt to index a nil value (field 'y'): there is nothing of "
                 "that name before the dot or bracket");
    folder_write("syntax.lua", "\nreturn return");
    part_refuses("require \"syntax\"", "syntax.lua:2: unexpected symbol near 'return'");
    folder_write("chip.lua",
                 "\n\nreturn chip \"Z\" {\n origin = \"US\", throughput = 1,\n price = -1 }");
    part_refuses(ONE_CHIP("1") "require \"chip\"",
                 "chip.lua:5: chip \"Z\": field 'price': is -1, expected more than 0");
}

static void bytes_are_read_once(void **state) {
    (void)state;
    folder_write("t.csv", "a\n5\n");
    folder_write("m.lua", "return 1");
    Faults *f = faults_new();
    Script *s = load_part("local on = lever \"on\" { false } local m = require \"m\" "
                          "local t = data \"t.csv\" " ONE_CHIP("t[1].a + m + (on and 10 or 0)"),
                          f);
    assert_no_faults(f);
    char hash[17];
    strcpy(hash, script_hash(s));
    const char *const *paths;
    assert_int_equal(script_files(s, &paths), 3);
    assert_string_equal(paths[0], "a.lua");
    folder_write("t.csv", "a\n100\n");
    folder_write("m.lua", "return 1000");
    folder_write("a.lua", "return");
    const double on = 1;
    const Scenario *variant = script_variant(s, &on, f);
    assert_no_faults(f);
    assert_near(chip_price(variant, &on), 16, 0);
    assert_string_equal(script_hash(s), hash);
    script_free(s);
    s = load_part("local on = lever \"on\" { false } local m = require \"m\" "
                  "local t = data \"t.csv\" " ONE_CHIP("t[1].a + m + (on and 10 or 0)"),
                  f);
    assert_no_faults(f);
    assert_string_not_equal(script_hash(s), hash);
    script_free(s);
    faults_free(f);
}

// The word declares what a loop over the table declares, each at its line of the table.
static void sources_of_a_table(void **state) {
    (void)state;
    folder_write("s.csv", "id,claim,title,date,publisher\n"
                          "C1,\"a,\nb\",Yearbook,2025,\n"
                          "C2,,\"An \"\"x\"\"\",2026-01,FT\n");
    Loaded word = loaded_part("sources \"s.csv\" " ONE_CHIP("1, source = \"C2\""));
    Loaded loop = loaded_part("for _, r in ipairs(data \"s.csv\") do source(r.id) { "
                              "title = r.title, claim = r.claim, date = r.date, "
                              "publisher = r.publisher } end " ONE_CHIP("1"));
    const Scenario *a = word.base, *b = loop.base;
    assert_int_equal(a->n_sources, 2);
    assert_int_equal(b->n_sources, 2);
    for (int i = 0; i < 2; i++) {
        const SourceDoc *x = &a->sources[i], *y = &b->sources[i];
        assert_string_equal(x->head.name, y->head.name);
        assert_string_equal(x->title, y->title);
        assert_string_equal(x->date, y->date);
        assert_true(x->claim ? strcmp(x->claim, y->claim) == 0 : !y->claim);
        assert_true(x->publisher ? strcmp(x->publisher, y->publisher) == 0 : !y->publisher);
        assert_string_equal(x->head.file, "s.csv");
    }
    assert_string_equal(a->sources[0].claim, "a,\nb");
    assert_string_equal(a->sources[0].date, "2025");
    assert_string_equal(a->sources[1].title, "An \"x\"");
    assert_int_equal(a->sources[0].head.line, 2);
    assert_int_equal(a->sources[1].head.line, 4);
    loaded_done(&word);
    loaded_done(&loop);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sources_of_a_table),  cmocka_unit_test(reads_a_table),
        cmocka_unit_test(numbers_are_decimal), cmocka_unit_test(rows_are_checked),
        cmocka_unit_test(names_stay_inside),   cmocka_unit_test(modules),
        cmocka_unit_test(bytes_are_read_once),
    };
    return cmocka_run_group_tests(tests, folder_setup, folder_teardown);
}
