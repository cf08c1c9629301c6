#include "verb/verb.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_OPTIONS = 64 };

static const Option HELP = {.name = "help", .letter = 'h', .doc = "show this help"};

static const Option *option_named(const Verb *v, const char *name, size_t length) {
    if (length == strlen(HELP.name) && strncmp(name, HELP.name, length) == 0) return &HELP;
    for (int i = 0; i < v->n_options; i++) {
        const Option *o = &v->options[i];
        if (strlen(o->name) == length && strncmp(o->name, name, length) == 0) return o;
    }
    return NULL;
}

static const Option *option_lettered(const Verb *v, char letter) {
    if (letter == HELP.letter) return &HELP;
    for (int i = 0; i < v->n_options; i++)
        if (v->options[i].letter && v->options[i].letter == letter) return &v->options[i];
    return NULL;
}

static const char *nearest_option(const Verb *v, const char *name) {
    const char *names[MAX_OPTIONS];
    int n = 0;
    names[n++] = HELP.name;
    for (int i = 0; i < v->n_options && n < MAX_OPTIONS; i++) names[n++] = v->options[i].name;
    return text_nearest(name, names, n);
}

static bool unknown_long(const Verb *v, const char *name, size_t length, Text *why) {
    char word[64];
    size_t n = length < sizeof word - 1 ? length : sizeof word - 1;
    memcpy(word, name, n);
    word[n] = 0;
    text_printf(why, "unknown option --%s", word);
    const char *near = nearest_option(v, word);
    if (near) text_printf(why, ", did you mean --%s?", near);
    return false;
}

static bool give(Args *a, const Option *o, const char *value, Text *why) {
    if (o == &HELP) {
        a->help = true;
        return true;
    }
    for (int i = 0; i < a->n_given; i++)
        if (a->given[i].option == o && o->value && !o->many) {
            text_printf(why, "--%s is given twice, it takes one value", o->name);
            return false;
        }
    a->given[a->n_given++] = (Given){o, value};
    return true;
}

// Takes the value of option `o` from behind '=' or from the next word.
static bool take(Args *a, const Option *o, const char *joined, int argc, char **argv, int *i,
                 Text *why) {
    if (!o->value) {
        if (!joined) return give(a, o, NULL, why);
        text_printf(why, "--%s takes no value, got \"%s\"", o->name, joined);
        return false;
    }
    if (!joined && *i + 1 < argc) joined = argv[++*i];
    if (joined && *joined) return give(a, o, joined, why);
    text_printf(why, "--%s needs a value: --%s %s", o->name, o->name, o->value);
    return false;
}

static bool read_long(Args *a, int argc, char **argv, int *i, Text *why) {
    const char *name = argv[*i] + 2;
    const char *equals = strchr(name, '=');
    size_t length = equals ? (size_t)(equals - name) : strlen(name);
    const Option *o = option_named(a->verb, name, length);
    if (!o) return unknown_long(a->verb, name, length, why);
    return take(a, o, equals ? equals + 1 : NULL, argc, argv, i, why);
}

// -o FILE, -oFILE; flags may stand together: -qh.
static bool read_letters(Args *a, int argc, char **argv, int *i, Text *why) {
    for (const char *p = argv[*i] + 1; *p; p++) {
        const Option *o = option_lettered(a->verb, *p);
        if (!o) {
            text_printf(why, "unknown option -%c", *p);
            return false;
        }
        if (o->value) return take(a, o, p[1] ? p + 1 : NULL, argc, argv, i, why);
        if (!give(a, o, NULL, why)) return false;
    }
    return true;
}

static bool count_fits(const Args *a, Text *why) {
    const Verb *v = a->verb;
    if (a->help) return true;
    if (a->n < v->min)
        text_printf(why, "needs %s", v->takes);
    else if (v->max == 0 && a->n)
        text_printf(why, "takes no \"%s\", only options", a->at[0]);
    else if (v->max > 0 && a->n > v->max)
        text_printf(why, "takes no more than %s, got \"%s\" too", v->takes, a->at[v->max]);
    else
        return true;
    return false;
}

bool args_read(Args *a, const Verb *verb, int argc, char **argv, Text *why) {
    *a = (Args){.verb = verb};
    a->at = calloc((size_t)argc + 1, sizeof *a->at);
    // A word of letters may hold several flags.
    size_t room = 1;
    for (int i = 1; i < argc; i++) room += strlen(argv[i]) + 1;
    a->given = calloc(room, sizeof *a->given);
    if (!a->at || !a->given) {
        text_add(why, "out of memory");
        return false;
    }
    bool options = true, fine = true;
    for (int i = 1; i < argc && fine; i++) {
        const char *word = argv[i];
        if (!options || word[0] != '-' || !word[1])
            a->at[a->n++] = word;
        else if (strcmp(word, "--") == 0)
            options = false;
        else if (word[1] == '-')
            fine = read_long(a, argc, argv, &i, why);
        else
            fine = read_letters(a, argc, argv, &i, why);
    }
    return fine && count_fits(a, why);
}

void args_done(Args *a) {
    free(a->at);
    free(a->given);
    *a = (Args){0};
}

int args_count(const Args *a, const char *option) {
    int n = 0;
    for (int i = 0; i < a->n_given; i++) n += strcmp(a->given[i].option->name, option) == 0;
    return n;
}

bool args_has(const Args *a, const char *option) {
    return args_count(a, option) > 0;
}

const char *args_nth(const Args *a, const char *option, int i) {
    for (int k = 0; k < a->n_given; k++)
        if (strcmp(a->given[k].option->name, option) == 0 && i-- == 0) return a->given[k].value;
    return NULL;
}

const char *args_value(const Args *a, const char *option) {
    int n = args_count(a, option);
    return n ? args_nth(a, option, n - 1) : NULL;
}
