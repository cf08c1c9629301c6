#include "support/test.h"

#include "base/text.h"
#include "verb/cli.h"
#include "verb/verb.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SCRIPT_TEXT                                                                            \
    "scenario \"t\" { from = \"2026-01\", to = \"2026-03\" }\n"                                \
    "local cap = lever \"cap\" { 5, min = 0, max = 9, off = true, doc = \"units\" }\n"         \
    "local rule_ = lever \"rule_\" { \"low\", choices = { \"low\", \"high\" } }\n"             \
    "local on = assume \"on\" { true }\n"                                                      \
    "chip \"A\" { origin = \"US\", price = 1, throughput = 1 }\n"                              \
    "buyer \"B\" { jurisdiction = \"CN\", capex = cap, demand = 1 }\n"                         \
    "local got = result \"got\" { \"bought\" }\n"                                              \
    "expect(\"gained\", got, 10, 1)\n"                                                         \
    "case \"no cap\" { cap = 0, doc = \"nothing\\nat all\" }\n"                                \
    "case \"it's $5\" { cap = 5 }\n"

static int tear_down(void **state) {
    (void)state;
    cli_clean();
    return 0;
}

// What may stand in place of the last word; tabs as ~.
static void completes_to(const char *expected, const char *const *words) {
    const char *line[32] = {"completion", "words", "--"};
    for (int i = 0; words[i]; i++) line[i + 3] = words[i];
    Ran r = cli_run(cli_folder(), NULL, line);
    assert_int_equal(r.code, 0);
    for (char *c = r.out; *c; c++)
        if (*c == '\t') *c = '~';
    assert_string_equal(r.out, expected);
    assert_string_equal(r.err, "");
    ran_done(&r);
}
#define COMPLETES(expected, ...)                                                               \
    completes_to(expected, (const char *const[]){__VA_ARGS__, NULL})

static void verbs_and_options(void **state) {
    (void)state;
    Text all = {0}, options = {0};
    for (int i = 0; i < VERB_COUNT; i++)
        text_printf(&all, "%s~%s\n", VERBS[i].name, VERBS[i].doc);
    text_add(&all, "help~the help of a verb\n");
    COMPLETES(text_get(&all), "");
    const Verb *view = verb_find("view");
    for (int i = 0; i < view->n_options; i++)
        text_printf(&options, "--%s~%s\n", view->options[i].name, view->options[i].doc);
    text_add(&options, "--help~show this help\n");
    COMPLETES(text_get(&options), "view", "--");
    COMPLETES("--help~show the help\n--version~show the version\n", "-");
    COMPLETES("", "nosuchverb", "");
    COMPLETES("", "run", "a.lua", "--nosuch=");
    COMPLETES("view~Open a script in the window; it is read again when it is saved.\n", "help",
              "vi");
    text_done(&all);
    text_done(&options);
}

static void values_of_options(void **state) {
    (void)state;
    COMPLETES("light~\ndark~\n", "view", "a.lua", "--theme", "");
    COMPLETES("--theme=dark~\n", "view", "a.lua", "--theme=d");
    COMPLETES("USD~\nRMB~\nEUR~\nJPY~\n", "run", "--currency", "");
    COMPLETES("~files~\n", "run", "a.lua", "-o", "x");
    COMPLETES("~files~\n", "run", "--output=x");
    COMPLETES("wished,delivered~arrived in the step, `ship` after the purchase\n", "run",
              "--series", "wished,deliv");
    COMPLETES("markdown~\nluals~\nman~\n", "docs", "--format", "");
    COMPLETES("bash~\nzsh~\n", "completion", "");
    COMPLETES("levy~\n", "new", "--from", "l");
}

static void words_of_a_verb(void **state) {
    (void)state;
    COMPLETES("~files~lua\n", "run", "");
    COMPLETES("~files~lua\n", "run", "a.lua", "b");
    COMPLETES("~files~lua\n", "run", "--", "--a");
    COMPLETES("~files~lua\n", "view", "a.lua", "");
    COMPLETES("", "repl", "a.lua", "");
    COMPLETES("tariff~a levy on imports: a share of the price at the border\n", "docs", "tar");
    COMPLETES("delivered~arrived in the step, `ship` after the purchase\n", "docs", "series",
              "deliv");
    COMPLETES(
        "price~list price before levies and duties\n"
        "price_response~how fast the price follows claims over supply; off: the list price "
        "stays\n"
        "price_floor~least price that claims lead to\n"
        "price_ceiling~greatest price that claims lead to\n",
        "docs", "chip", "pri");
}

static void names_of_the_script(void **state) {
    (void)state;
    cli_write("a.lua", SCRIPT_TEXT);
    cli_write("wrong.lua", "scenario {");
    COMPLETES("no cap~nothing\nit's $5~\n", "run", "a.lua", "--case", "");
    COMPLETES("--case=no cap~nothing\n", "run", "a.lua", "--case=no");
    COMPLETES("no cap~nothing\n", "view", "a.lua", "-c", "n");
    COMPLETES("cap=~units\nrule_=~\non=~\n", "run", "a.lua", "--set", "");
    COMPLETES("rule_=low~\nrule_=high~\n", "run", "a.lua", "--set", "rule_=");
    COMPLETES("on=true~\n", "run", "a.lua", "-s", "on=t");
    COMPLETES("cap=off~\n", "run", "a.lua", "-s", "cap=o");
    COMPLETES("on~\n", "explain", "a.lua", "on");
    COMPLETES("got~a result\ngained~an expectation\n", "explain", "a.lua", "g");
    COMPLETES("B~a buyer\nA~a chip\n", "explain", "a.lua", "bought", "");
    COMPLETES("", "run", "--case", "");
    COMPLETES("", "run", "wrong.lua", "--case", "");
    COMPLETES("", "run", "nosuch.lua", "--case", "");
}

static bool has(const char *program) {
    char line[128];
    snprintf(line, sizeof line, "command -v %s >/dev/null 2>&1", program);
    return system(line) == 0;
}

// What a shell command prints, in the test's folder, the program first in the path.
static char *shell(const char *command) {
    const char *build = getenv("BUILD");
    Text line = {0}, out = {0};
    text_printf(&line, "cd '%s' && PATH='%s/%s':\"$PATH\" && %s", cli_folder(), cli_root(),
                build ? build : "build", command);
    FILE *p = popen(text_get(&line), "r");
    assert_non_null(p);
    char buffer[1024];
    while (fgets(buffer, sizeof buffer, p)) text_add(&out, buffer);
    pclose(p);
    text_done(&line);
    return out.data ? out.data : strdup("");
}

// The function that bash calls at the Tab key, on words as bash splits them.
static void in_bash(const char *words, const char *expected) {
    Text line = {0};
    text_printf(&line,
                "cat >bash.sh <<'END'\n"
                "source <(chokepoint completion bash)\n"
                "COMP_WORDS=(chokepoint %s)\n"
                "COMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n"
                "_chokepoint\n"
                "printf '<%%s>' \"${COMPREPLY[@]}\"\n"
                "END\nbash --norc bash.sh 2>&1",
                words);
    char *out = shell(text_get(&line));
    assert_string_equal(out, expected);
    free(out);
    text_done(&line);
}

static void bash_completes(void **state) {
    (void)state;
    if (!has("bash")) skip();
    cli_write("a.lua", SCRIPT_TEXT);
    cli_write("b.txt", "");
    in_bash("vi", "<view>");
    in_bash("run ''", "<a.lua>");
    in_bash("run a.lua -o b", "<bash.sh><b.txt>");
    in_bash("view a.lua --theme = d", "<dark>");
    in_bash("view a.lua --theme =", "<light><dark>");
    in_bash("run a.lua --set ca", "<cap=>");
    in_bash("run a.lua --set on = t", "<true>");
    in_bash("run a.lua --case ''", "<no\\ cap><it\\'s\\ \\$5>");
    in_bash("run a.lua --case '\"no'", "<no cap>");
    in_bash("run a.lua --case 'no\\ c'", "<no\\ cap>");
    in_bash("run a.lua --series wished,deliv", "<wished,delivered>");
}

static void zsh_reads_it(void **state) {
    (void)state;
    if (!has("zsh")) skip();
    char *out = shell("chokepoint completion zsh >_chokepoint && zsh -f -n _chokepoint 2>&1");
    assert_string_equal(out, "");
    free(out);
    out = shell("cp _chokepoint sourced; zsh -f -c 'autoload -Uz compinit; compinit -u -D; "
                "source ./sourced; echo $_comps[chokepoint]' 2>&1");
    assert_string_equal(out, "_chokepoint\n");
    free(out);
    out = shell("zsh -f -c 'fpath=($PWD $fpath); autoload -Uz compinit; compinit -u -D; "
                "echo $_comps[chokepoint]' 2>&1");
    assert_string_equal(out, "_chokepoint\n");
    free(out);
}

static void manual_tells_all(void **state) {
    (void)state;
    Ran r = RUN("docs", "--format", "man");
    assert_int_equal(r.code, 0);
    for (int i = 0; i < VERB_COUNT; i++) {
        char row[128];
        snprintf(row, sizeof row, "\n.SS chokepoint %s [options]", VERBS[i].name);
        assert_non_null(strstr(r.out, row));
        for (int k = 0; k < VERBS[i].n_options; k++) {
            snprintf(row, sizeof row, "\\fB\\-\\-%s\\fR", VERBS[i].options[k].name);
            assert_non_null(strstr(r.out, row));
        }
    }
    ran_done(&r);
    if (!has("man")) skip();
    char *out = shell("chokepoint docs --format man >chokepoint.1 && "
                      "LC_ALL=C.UTF-8 man --warnings -l chokepoint.1 2>&1 >page.txt; "
                      "grep -c -- '--screenshot FILE' page.txt");
    assert_string_equal(out, "1\n");
    free(out);
}

static void wrong_shells(void **state) {
    (void)state;
    Ran r = RUN("completion", "fish");
    assert_int_equal(r.code, 2);
    assert_string_equal(r.err,
                        "chokepoint completion: unknown shell \"fish\": expected bash or zsh\n"
                        "(chokepoint completion --help shows what it takes)\n");
    ran_done(&r);
    r = RUN("completion", "bash", "zsh");
    assert_int_equal(r.code, 2);
    assert_string_equal(r.err, "chokepoint completion: takes no \"zsh\" after bash\n"
                               "(chokepoint completion --help shows what it takes)\n");
    ran_done(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(verbs_and_options, tear_down),
        cmocka_unit_test_teardown(values_of_options, tear_down),
        cmocka_unit_test_teardown(words_of_a_verb, tear_down),
        cmocka_unit_test_teardown(names_of_the_script, tear_down),
        cmocka_unit_test_teardown(bash_completes, tear_down),
        cmocka_unit_test_teardown(zsh_reads_it, tear_down),
        cmocka_unit_test_teardown(manual_tells_all, tear_down),
        cmocka_unit_test_teardown(wrong_shells, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
