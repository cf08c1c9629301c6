// `chokepoint new`, and the templates it copies.
#include "support/test.h"

#include "verb/cli.h"

#include "base/file.h"
#include "scenario/schema.h"
#include "script/script.h"

#include <dirent.h>
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

static int is_script(const struct dirent *e) {
    const char *dot = strrchr(e->d_name, '.');
    return dot && strcmp(dot, ".lua") == 0;
}

static int templates(struct dirent ***out) {
    int n = scandir("scripts/templates", out, is_script, alphasort);
    assert_int_equal(n, 5);
    return n;
}

static void free_list(struct dirent **list, int n) {
    for (int i = 0; i < n; i++) free(list[i]);
    free(list);
}

// `new` in the test's folder.
static Ran new_in_folder(const char *file, const char *option, const char *value) {
    const char *const words[] = {"new", file, option, value, NULL};
    return cli_run(cli_folder(), NULL, words);
}

static void assert_err(Ran r, int code, const char *err) {
    assert_string_equal(r.err, err);
    assert_string_equal(r.out, "");
    assert_int_equal(r.code, code);
    ran_done(&r);
}

static void writes_what_runs(void **state) {
    (void)state;
    Ran r = new_in_folder("my.lua", NULL, NULL);
    assert_string_equal(r.err, "");
    assert_string_equal(
        r.out, "wrote my.lua, a scenario that runs (template minimal). Next:\n"
               "  chokepoint run my.lua     the tables\n"
               "  chokepoint view my.lua    the window; it is read again when you save\n"
               "  chokepoint check my.lua   what is wrong, and what has no source\n"
               "chokepoint docs explains the words.\n");
    assert_int_equal(r.code, 0);
    ran_done(&r);
    r = cli_run(cli_folder(), NULL, (const char *const[]){"run", "my.lua", NULL});
    assert_string_equal(r.err, "");
    assert_int_equal(r.code, 0);
    ran_done(&r);
}

static void quotes_a_name_for_the_shell(void **state) {
    (void)state;
    Ran r = new_in_folder("it's mine.lua", "--from", "levy");
    assert_int_equal(r.code, 0);
    assert_non_null(strstr(r.out, "\n  chokepoint run 'it'\\''s mine.lua'     the tables\n"));
    assert_true(cli_exists("it's mine.lua"));
    ran_done(&r);
}

static void never_overwrites(void **state) {
    (void)state;
    cli_write("old.lua", "-- mine\n");
    assert_err(new_in_folder("old.lua", NULL, NULL), 1,
               "old.lua: is there already and stays as it is; name another file, or move this "
               "one away first\n");
    char *text = cli_read("old.lua", NULL);
    assert_string_equal(text, "-- mine\n");
    free(text);
}

static void wrong_words(void **state) {
    (void)state;
    static const char HELP[] = "(chokepoint new --help shows what it takes)\n";
    char err[512];
    int before = cli_count();
#define ERR(text) (snprintf(err, sizeof err, "%s\n%s", text, HELP), err)
    assert_err(new_in_folder("a.lua", "--from", "Tape-out"), 2,
               ERR("chokepoint new: --from Tape-out: no such template, did you mean tapeout?"));
    assert_err(
        new_in_folder("a.lua", "--from", "war"), 2,
        ERR("chokepoint new: --from war: no such template; there are approval, bundling, "
            "levy, minimal, tapeout"));
    assert_err(new_in_folder("a", NULL, NULL), 2,
               ERR("chokepoint new: a: a script's name ends in .lua, such as a.lua"));
#undef ERR
    assert_err(new_in_folder("none/a.lua", NULL, NULL), 1,
               "none/a.lua: cannot be written: there is no such folder; make it first\n");
    assert_int_equal(cli_count(), before);
}

static void copies_every_template(void **state) {
    (void)state;
    struct dirent **list;
    int n = templates(&list);
    Ran help = RUN("new", "--help");
    for (int i = 0; i < n; i++) {
        char name[300], path[400];
        Faults *f = faults_new();
        snprintf(name, sizeof name, "%.*s", (int)strlen(list[i]->d_name) - 4, list[i]->d_name);
        snprintf(path, sizeof path, "scripts/templates/%s", list[i]->d_name);
        assert_non_null(strstr(help.out, name));
        Ran r = new_in_folder(list[i]->d_name, "--from", name);
        assert_int_equal(r.code, 0);
        char *copy = cli_read(list[i]->d_name, NULL), *original = file_read(path, NULL, f);
        assert_no_faults(f);
        assert_string_equal(copy, original);
        free(copy);
        free(original);
        faults_free(f);
        ran_done(&r);
    }
    ran_done(&help);
    free_list(list, n);
}

static void every_template_runs_and_checks_clean(void **state) {
    (void)state;
    struct dirent **list;
    int n = templates(&list);
    for (int i = 0; i < n; i++) {
        char path[400];
        snprintf(path, sizeof path, "scripts/templates/%s", list[i]->d_name);
        Ran run = RUN("run", path), check = RUN("check", path);
        assert_string_equal(run.err, "");
        assert_string_equal(check.err, "");
        assert_int_equal(run.code, 0);
        assert_int_equal(check.code, 0);
        assert_null(strstr(check.out, "no source"));
        ran_done(&run);
        ran_done(&check);
    }
    free_list(list, n);
}

static bool has_number(const Graph *g, const Raw *v) {
    if (v->kind == RAW_NUMBER || v->kind == RAW_PATH) return true;
    if (v->kind == RAW_FORMULA) return formula_is_const(g, v->formula);
    bool any = false;
    for (int i = 0; (v->kind == RAW_LIST || v->kind == RAW_MAP) && i < v->n; i++)
        any = any || has_number(g, &v->items[i].value);
    return any;
}

// Names every source it gives, or says "assumed".
static void check_sourced(const char *path, const Scenario *s, const RawEntity *e) {
    static const char *const WITHOUT[] = {"scenario", "case", "source", "chart"};
    for (size_t i = 0; i < sizeof WITHOUT / sizeof *WITHOUT; i++)
        if (strcmp(e->kind, WITHOUT[i]) == 0) return;
    bool number = false, source = false;
    for (int i = 0; i < e->n_fields; i++) {
        number = number || has_number(s->draft->graph, &e->fields[i].value);
        source = source || strcmp(e->fields[i].name, "source") == 0;
    }
    if (number && !source) print_error("%s:%d: no source\n", path, e->line);
    assert_true(source || !number);
}

static void every_number_of_a_template_has_a_source(void **state) {
    (void)state;
    struct dirent **list;
    int n = templates(&list);
    for (int i = 0; i < n; i++) {
        char path[400];
        snprintf(path, sizeof path, "scripts/templates/%s", list[i]->d_name);
        Faults *f = faults_new();
        Script *script = script_load(path, NULL, f);
        assert_no_faults(f);
        const Scenario *s = script_base(script);
        int levers = 0;
        for (int k = 0; k < s->n_inputs; k++) levers += s->inputs[k].kind == INPUT_LEVER;
        assert_true(levers > 0 && s->n_cases > 0 && s->question);
        for (int k = 0; k < s->draft->n_entities; k++)
            check_sourced(path, s, &s->draft->entities[k]);
        script_free(script);
        faults_free(f);
    }
    free_list(list, n);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_what_runs),
        cmocka_unit_test(quotes_a_name_for_the_shell),
        cmocka_unit_test(never_overwrites),
        cmocka_unit_test(wrong_words),
        cmocka_unit_test(copies_every_template),
        cmocka_unit_test(every_template_runs_and_checks_clean),
        cmocka_unit_test(every_number_of_a_template_has_a_source),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
