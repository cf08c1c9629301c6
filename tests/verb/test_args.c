// The command line: what a verb's table makes of words, and the exact text of what is wrong.
#include "support/test.h"

#include "verb/verb.h"

#include <string.h>

static const Option OPTIONS[] = {
    {"output", 'o', "FILE", true, "write to FILE"},
    {"size", 0, "WxH", false, "size"},
    {"series", 0, "A,B", false, "which"},
    {"quiet", 'q', NULL, false, "say less"},
};
static const Verb VERB = {.name = "run",
                          .takes = "SCRIPT...",
                          .min = 1,
                          .max = -1,
                          .doc = "runs",
                          .options = OPTIONS,
                          .n_options = 4};
static const Verb ONE = {.name = "docs", .takes = "[KIND]", .min = 0, .max = 1, .doc = "words"};

typedef struct Read {
    Args args;
    bool fine;
    Text why;
} Read;

static Read read_with(const Verb *v, int argc, const char **argv) {
    Read r = {0};
    r.fine = args_read(&r.args, v, argc, (char **)argv, &r.why);
    return r;
}
#define READ(v, ...)                                                                           \
    read_with((v), (int)(sizeof((const char *[]){"verb", __VA_ARGS__}) / sizeof(char *)),      \
              (const char *[]){"verb", __VA_ARGS__})

static void read_done(Read *r) {
    args_done(&r->args);
    text_done(&r->why);
}

#define assert_wrong(v, text, ...)                                                             \
    do {                                                                                       \
        Read wrong = READ(v, __VA_ARGS__);                                                     \
        assert_false(wrong.fine);                                                              \
        assert_string_equal(text_get(&wrong.why), text);                                       \
        read_done(&wrong);                                                                     \
    } while (0)

static void options_in_every_form(void **state) {
    (void)state;
    Read r = READ(&VERB, "-o", "a.csv", "x.lua", "--output=b.png", "-oc.svg", "--size", "10x20",
                  "-q", "-o", "-", "--", "-odd.lua");
    assert_true(r.fine);
    assert_int_equal(args_count(&r.args, "output"), 4);
    assert_string_equal(args_nth(&r.args, "output", 0), "a.csv");
    assert_string_equal(args_nth(&r.args, "output", 1), "b.png");
    assert_string_equal(args_nth(&r.args, "output", 2), "c.svg");
    assert_string_equal(args_nth(&r.args, "output", 3), "-");
    assert_null(args_nth(&r.args, "output", 4));
    assert_string_equal(args_value(&r.args, "size"), "10x20");
    assert_true(args_has(&r.args, "quiet"));
    assert_false(args_has(&r.args, "series"));
    assert_null(args_value(&r.args, "series"));
    assert_int_equal(r.args.n, 2);
    assert_string_equal(r.args.at[0], "x.lua");
    assert_string_equal(r.args.at[1], "-odd.lua");
    read_done(&r);
}

static void help_needs_nothing_else(void **state) {
    (void)state;
    Read r = READ(&VERB, "-qh");
    assert_true(r.fine);
    assert_true(r.args.help);
    read_done(&r);
}

static void what_is_wrong_is_said(void **state) {
    (void)state;
    assert_wrong(&VERB, "unknown option --serie, did you mean --series?", "x.lua",
                 "--serie=bought");
    assert_wrong(&VERB, "unknown option --zzzzz", "x.lua", "--zzzzz");
    assert_wrong(&VERB, "unknown option -z", "x.lua", "-z");
    assert_wrong(&VERB, "--size needs a value: --size WxH", "x.lua", "--size");
    assert_wrong(&VERB, "--output needs a value: --output FILE", "x.lua", "--output=");
    assert_wrong(&VERB, "--quiet takes no value, got \"yes\"", "x.lua", "--quiet=yes");
    assert_wrong(&VERB, "--size is given twice, it takes one value", "--size=1x1", "--size=2x2",
                 "x");
    assert_wrong(&VERB, "needs SCRIPT...", "-q");
    assert_wrong(&ONE, "takes no more than [KIND], got \"b\" too", "a", "b");
    const Verb none = {.name = "all", .takes = ""};
    assert_wrong(&none, "takes no \"a\", only options", "a");
}

static void help_is_made_from_the_table(void **state) {
    (void)state;
    Text out = {0};
    help_verb(&VERB, &out);
    assert_string_equal(text_get(&out), "chokepoint run [options] SCRIPT...\n"
                                        "\n"
                                        "runs\n"
                                        "\n"
                                        "Options:\n"
                                        "  -o, --output FILE  write to FILE\n"
                                        "      --size WxH     size\n"
                                        "      --series A,B   which\n"
                                        "  -q, --quiet        say less\n"
                                        "  -h, --help         show this help\n");
    text_done(&out);
}

static void every_verb_has_distinct_options(void **state) {
    (void)state;
    for (int v = 0; v < VERB_COUNT; v++) {
        assert_ptr_equal(verb_find(VERBS[v].name), &VERBS[v]);
        const Option *o = VERBS[v].options;
        for (int i = 0; i < VERBS[v].n_options; i++) {
            assert_true(o[i].doc && *o[i].doc);
            assert_string_not_equal(o[i].name, "help");
            for (int k = 0; k < i; k++) {
                assert_string_not_equal(o[i].name, o[k].name);
                assert_false(o[i].letter && o[i].letter == o[k].letter);
            }
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_in_every_form),
        cmocka_unit_test(help_needs_nothing_else),
        cmocka_unit_test(what_is_wrong_is_said),
        cmocka_unit_test(help_is_made_from_the_table),
        cmocka_unit_test(every_verb_has_distinct_options),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
