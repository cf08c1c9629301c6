// --help and --version: written from the table of verbs.
#include "verb/verb.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HELP_WIDTH = 92 };

static void add_spaces(Text *out, int n) {
    for (; n > 0; n--) text_add(out, " ");
}

// Words of `text` in lines that start at column `indent`; the first line is already there.
static void add_wrapped(Text *out, const char *text, int indent) {
    int column = indent;
    for (const char *word = text; *word;) {
        size_t n = strcspn(word, " ");
        if (column > indent && column + 1 + (int)n > HELP_WIDTH) {
            text_add(out, "\n");
            add_spaces(out, indent);
            column = indent;
        } else if (column > indent) {
            text_add(out, " ");
            column++;
        }
        text_addn(out, word, n);
        column += (int)n;
        word += n + strspn(word + n, " ");
    }
    text_add(out, "\n");
}

static void option_left(const Option *o, Text *out) {
    if (o->letter)
        text_printf(out, "  -%c, --%s", o->letter, o->name);
    else
        text_printf(out, "      --%s", o->name);
    if (o->value) text_printf(out, " %s", o->value);
}

static int option_width(const Verb *v) {
    int width = 0;
    for (int i = 0; i < v->n_options; i++) {
        Text left = {0};
        option_left(&v->options[i], &left);
        int n = text_width(text_get(&left));
        if (n > width) width = n;
        text_done(&left);
    }
    return width;
}

static void add_option(const Option *o, int width, Text *out) {
    Text left = {0};
    option_left(o, &left);
    text_add(out, text_get(&left));
    add_spaces(out, width + 2 - text_width(text_get(&left)));
    add_wrapped(out, o->doc, width + 2);
    text_done(&left);
}

void help_verb(const Verb *v, Text *out) {
    text_printf(out, "chokepoint %s [options]%s%s\n\n%s\n", v->name, *v->takes ? " " : "",
                v->takes, v->doc);
    static const Option help = {.name = "help", .letter = 'h', .doc = "show this help"};
    int width = option_width(v);
    if (width < 12) width = 12;
    text_add(out, "\nOptions:\n");
    for (int i = 0; i < v->n_options; i++) add_option(&v->options[i], width, out);
    add_option(&help, width, out);
    if (v->more) text_printf(out, "\n%s\n", v->more);
}

const char *help_about(void) {
    return "Runs scenarios of AI-chip geopolitics written in Lua: who sells which chips, who\n"
           "wants them, and which approvals, levies, bundling quotas and tape-outs stand "
           "between.";
}

void help_program(Text *out) {
    text_printf(out, "chokepoint VERB [options] [SCRIPT...]\n\n%s\n\nVerbs:\n", help_about());
    int width = 0;
    for (int i = 0; i < VERB_COUNT; i++)
        if ((int)strlen(VERBS[i].name) > width) width = (int)strlen(VERBS[i].name);
    for (int i = 0; i < VERB_COUNT; i++)
        text_printf(out, "  %-*s  %s\n", width, VERBS[i].name, VERBS[i].doc);
    text_add(out, "\nOptions:\n"
                  "  -h, --help     show this help; after a verb, that of the verb\n"
                  "      --version  show the version\n");
}

int verb_usage(const char *verb, const char *format, ...) {
    Text t = {0};
    va_list args;
    va_start(args, format);
    text_vprintf(&t, format, args);
    va_end(args);
    if (verb)
        fprintf(stderr, "chokepoint %s: %s\n(chokepoint %s --help shows what it takes)\n", verb,
                text_get(&t), verb);
    else
        fprintf(stderr, "chokepoint: %s\n(chokepoint --help lists the verbs)\n", text_get(&t));
    text_done(&t);
    return EXIT_USAGE;
}

bool args_open(Args *a, int argc, char **argv, int *exit_code) {
    const Verb *v = verb_find(argv[0]);
    Text why = {0};
    bool fine = args_read(a, v, argc, argv, &why);
    if (fine && !a->help) {
        text_done(&why);
        return true;
    }
    if (fine) {
        Text help = {0};
        help_verb(v, &help);
        fputs(text_get(&help), stdout);
        text_done(&help);
        *exit_code = EXIT_FINE;
    } else {
        *exit_code = verb_usage(v->name, "%s", text_get(&why));
    }
    text_done(&why);
    args_done(a);
    return false;
}
