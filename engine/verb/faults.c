#include "base/excerpt.h"
#include "verb/verb.h"

#include <stdio.h>
#include <unistd.h>

void faults_text(Faults *f, bool excerpts, Text *out) {
    Arena *arena = arena_new();
    faults_sort(f);
    for (int i = 0; i < faults_count(f); i++) {
        Excerpt e;
        text_printf(out, "%s\n", fault_line(f, i));
        if (excerpts && excerpt_find(fault_at(f, i), arena, &e))
            excerpt_add(&e, fault_at(f, i)->line, out);
    }
    arena_free(arena);
}

static int show(Faults *f, bool excerpts) {
    Text text = {0};
    faults_text(f, excerpts, &text);
    fflush(stdout);
    fputs(text_get(&text), stderr);
    text_done(&text);
    return faults_exit_code(f);
}

int verb_faults(Faults *f) {
    return show(f, isatty(STDERR_FILENO));
}

int verb_faults_quietly(Faults *f) {
    return show(f, false);
}
