#include "verb/verb.h"

#include "base/about.h"

#include <stdio.h>
#include <string.h>

#define COUNT(a) (int)(sizeof(a) / sizeof *(a))

static const char DOCS_MORE[] = "Examples:\n"
                                "  chokepoint docs            every constructor\n"
                                "  chokepoint docs approval   the fields of one\n"
                                "  chokepoint docs series     what is recorded";

const Verb VERBS[] = {
    {"docs", "[KIND]", 0, 1, "the words of a script: constructors, fields, units; series",
     DOCS_MORE, verb_docs, NULL, 0},
};
const int VERB_COUNT = COUNT(VERBS);

const Verb *verb_find(const char *name) {
    for (int i = 0; i < VERB_COUNT; i++)
        if (strcmp(VERBS[i].name, name) == 0) return &VERBS[i];
    return NULL;
}

static int unknown_verb(const char *word) {
    if (word[0] == '-' && word[1]) return verb_usage(NULL, "unknown option %s", word);
    size_t n = strlen(word);
    if (n > 4 && strcmp(word + n - 4, ".lua") == 0)
        return verb_usage(NULL, "\"%s\" is a script, not a verb; to run it: chokepoint run %s",
                          word, word);
    const char *names[32];
    for (int i = 0; i < VERB_COUNT; i++) names[i] = VERBS[i].name;
    const char *near = text_nearest(word, names, VERB_COUNT);
    if (near) return verb_usage(NULL, "unknown verb \"%s\", did you mean %s?", word, near);
    return verb_usage(NULL, "unknown verb \"%s\"", word);
}

int verb_main(int argc, char **argv) {
    const char *word = argc > 1 ? argv[1] : "";
    bool help = strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
    if (help || !*word) {
        Text t = {0};
        help_program(&t);
        fputs(text_get(&t), help ? stdout : stderr);
        text_done(&t);
        return help ? EXIT_FINE : EXIT_USAGE;
    }
    if (strcmp(word, "--version") == 0) {
        printf("chokepoint %s\n", about_version());
        return EXIT_FINE;
    }
    const Verb *v = verb_find(word);
    return v ? v->main(argc - 1, argv + 1) : unknown_verb(word);
}
