#include "support/test.h"

#include "base/file.h"
#include "scenario/schema.h"
#include "script/words.h"
#include "series/series.h"
#include "verb/cli.h"
#include "verb/guide.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int tear_down(void **state) {
    (void)state;
    cli_clean();
    return 0;
}

static char *read_file(const char *path) {
    Faults *faults = faults_new();
    size_t size;
    char *text = file_read(path, &size, faults);
    assert_no_faults(faults);
    faults_free(faults);
    return text;
}

static void same_text(const char *path, const char *want, const char *got, const char *fix) {
    int line = 1;
    for (; *want && *want == *got; want++, got++) line += *want == '\n';
    if (*want == *got) return;
    fail_msg("%s, line %d: is  %.60s\nshould be  %.60s\n%s", path, line, want, got, fix);
}

static void the_reference_is_what_the_program_says(void **state) {
    (void)state;
    char *page = read_file("scripts/README.md");
    char *begin = strstr(page, "<!-- reference begins"),
         *end = strstr(page, "<!-- reference ends");
    assert_non_null(begin);
    assert_non_null(end);
    begin = strstr(begin, "-->\n") + 4;
    *end = 0;
    Ran r = RUN("docs", "--format", "markdown");
    assert_int_equal(r.code, 0);
    Text want = {0};
    text_printf(&want, "\n%s\n", r.out);
    same_text("scripts/README.md", begin, text_get(&want), "make docs writes it anew");
    text_done(&want);
    ran_done(&r);
    free(page);
}

static void the_editor_file_is_what_the_program_says(void **state) {
    (void)state;
    char *file = read_file("scripts/lib/chokepoint.d.lua");
    Ran r = RUN("docs", "--format", "luals");
    assert_int_equal(r.code, 0);
    same_text("scripts/lib/chokepoint.d.lua", file, r.out, "make docs writes it anew");
    ran_done(&r);
    free(file);
}

// Every constructor, field, function and series is in each of the two.
static void nothing_is_left_out(void **state) {
    (void)state;
    Ran page = RUN("docs", "--format", "markdown"), lua = RUN("docs", "--format", "luals");
    char row[256];
    for (int i = 0; i < kind_count(); i++) {
        snprintf(row, sizeof row,
                 kind_at(i)->positional ? "\nfunction %s(name, " : "\nfunction %s(name) end\n",
                 kind_at(i)->name);
        assert_non_null(strstr(lua.out, row));
        snprintf(row, sizeof row, "\n### %s\n", kind_at(i)->name);
        assert_non_null(strstr(page.out, row));
        for (int k = 0; k < kind_at(i)->n_fields; k++) {
            const Field *f = &kind_at(i)->fields[k];
            assert_non_null(strstr(lua.out, f->doc));
            snprintf(row, sizeof row, "\n| `%s` | ", f->name);
            assert_non_null(strstr(page.out, row));
        }
    }
    for (int i = 0; i < SCRIPT_WORD_COUNT; i++) {
        snprintf(row, sizeof row, "\n| `%s` | ", SCRIPT_WORDS[i].form);
        assert_non_null(strstr(page.out, row));
    }
    for (int i = 0; i < S_COUNT; i++) {
        snprintf(row, sizeof row, "\n---| \"%s\" # ", SERIES[i].name);
        assert_non_null(strstr(lua.out, row));
    }
    ran_done(&page);
    ran_done(&lua);
}

// A fresh folder, every block of code written and every command run: what is printed is what the
// page shows. UPDATE_GOLDEN=1 writes the page anew.
static void the_guide_runs_as_it_says(void **state) {
    (void)state;
    char *page = read_file("scripts/README.md");
    Text now = {0};
    int commands, files;
    guide_run(page, &now, &commands, &files);
    assert_true(commands >= 7);
    assert_true(files >= 8);
    assert_true(cli_exists("mine.png"));
    const char *update = getenv("UPDATE_GOLDEN");
    if (update && *update == '1') {
        Faults *faults = faults_new();
        file_write("scripts/README.md", text_get(&now), now.length, faults);
        assert_no_faults(faults);
        faults_free(faults);
    } else {
        same_text("scripts/README.md", page, text_get(&now), "UPDATE_GOLDEN=1 writes it anew");
    }
    text_done(&now);
    free(page);
}

#define SAYS(code_, out_, err_, ...)                                                           \
    do {                                                                                       \
        Ran r_ = RUN("docs", __VA_ARGS__);                                                     \
        assert_string_equal(r_.out, out_);                                                     \
        assert_string_equal(r_.err, err_);                                                     \
        assert_int_equal(r_.code, code_);                                                      \
        ran_done(&r_);                                                                         \
    } while (0)
#define HELP "\n(chokepoint docs --help shows what it takes)\n"

static void one_word_is_explained(void **state) {
    (void)state;
    SAYS(0,
         "grow: value * (1 + rate)^months; the rate is per month: grow(100, annual(0.45))\n\n"
         "    grow(value, rate)\n",
         "", "grow");
    SAYS(0,
         "series     unit   by           kind           what it is\n"
         "delivered  units  buyer, chip  sum of a step  arrived in the step, `ship` after the "
         "purchase\n",
         "", "series", "delivered");
    SAYS(0,
         "chip.price  list price before levies and duties\n"
         "            USD per unit, above 0, path; required\n",
         "", "chip", "price");
    Ran r = RUN("docs", "rule");
    for (int i = 0; i < RULE_WORD_COUNT; i++) assert_non_null(strstr(r.out, RULE_WORDS[i].doc));
    ran_done(&r);
}

static void a_part_of_a_name_finds_it(void **state) {
    (void)state;
    SAYS(0,
         "\"levy\" is no constructor and no function; did you mean one of these?\n\n"
         "constructor  export_levy  a levy on exports: a share of the seller's revenue\n"
         "series       levy         export levies received\n"
         "constructor  tariff       a levy on imports: a share of the price at the border\n"
         "word         off          no cap, no levy, never: the neutral value of a field\n",
         "", "levy");
    Ran r = RUN("docs", "embargo"); // one alone is shown in full
    assert_int_equal(strncmp(r.out, "control: forbids imports", 24), 0);
    ran_done(&r);
}

static void search_finds_names_first(void **state) {
    (void)state;
    Ran r = RUN("docs", "--search", "cap");
    assert_int_equal(r.code, 0);
    const char *name = strstr(r.out, "cap_left"), *begin = strstr(r.out, "capacity of line"),
               *said = strstr(r.out, "per_buyer of approval");
    assert_true(name && begin && said && name < begin && begin < said);
    assert_null(strstr(r.out, "tariff"));
    ran_done(&r);
    SAYS(1, "", "nothing is called or says \"aproval\"; did you mean approval?\n", "--search",
         "aproval");
    SAYS(1, "", "nothing is called or says \"zzzz\"\n", "--search", "zzzz");
}

static void wrong_words(void **state) {
    (void)state;
    SAYS(2, "", "chokepoint docs: unknown word \"zzzz\"; chokepoint docs lists them" HELP,
         "zzzz");
    SAYS(2, "", "chokepoint docs: unknown series \"deliverd\", did you mean delivered?" HELP,
         "series", "deliverd");
    SAYS(2, "",
         "chokepoint docs: unknown series \"zzzz\"; chokepoint docs series lists them" HELP,
         "series", "zzzz");
    SAYS(2, "", "chokepoint docs: unknown field of chip \"prise\", did you mean price?" HELP,
         "chip", "prise");
    SAYS(
        2, "",
        "chokepoint docs: unknown field of chip \"zzzz\"; chokepoint docs chip lists them" HELP,
        "chip", "zzzz");
    SAYS(2, "", "chokepoint docs: \"grow\" has no fields; only constructors and series do" HELP,
         "grow", "rate");
    SAYS(2, "", "chokepoint docs: --format html: expected markdown, luals or man" HELP,
         "--format", "html");
    SAYS(2, "", "chokepoint docs: --format and --search do not go together" HELP, "--format",
         "man", "--search", "x");
    SAYS(2, "", "chokepoint docs: --search takes no \"chip\" beside it" HELP, "chip",
         "--search", "x");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_reference_is_what_the_program_says),
        cmocka_unit_test(the_editor_file_is_what_the_program_says),
        cmocka_unit_test(nothing_is_left_out),
        cmocka_unit_test_teardown(the_guide_runs_as_it_says, tear_down),
        cmocka_unit_test(one_word_is_explained),
        cmocka_unit_test(a_part_of_a_name_finds_it),
        cmocka_unit_test(search_finds_names_first),
        cmocka_unit_test(wrong_words),
    };
    return cmocka_run_group_tests(tests, NULL, tear_down);
}
