#include "study/subject.h"

#include "study/pick.h"

#include <string.h>

typedef struct Finder {
    const Scenario *s;
    Arena *arena;
    const char *what; // in plain form
    int n, cap;
    const char **names; // all that can be asked for
    bool found;
    Subject *out;
} Finder;

// Is `name` what is asked for? The first that is wins.
static bool asked(Finder *f, const char *name) {
    ARENA_PUSH(f->arena, f->names, f->n, f->cap, name);
    if (f->found || strcmp(pick_plain(f->arena, name), f->what) != 0) return false;
    f->found = true;
    return true;
}

static void find_input(Finder *f) {
    for (int i = 0; i < f->s->n_inputs; i++)
        if (asked(f, f->s->inputs[i].name))
            *f->out = (Subject){.kind = SUBJECT_INPUT, .input = i};
}

static NumberField *without_key(const Finder *f, const NumberField *from) {
    NumberField *x = ARENA_NEW(f->arena, NumberField, 1);
    *x = *from;
    x->key = NULL;
    return x;
}

// How many fields from `i` on are of the same entity (and of the same field).
static int run_of(const NumberField *x, int n, int i, bool field) {
    int k = i;
    while (k < n && x[k].of.head == x[i].of.head && (!field || x[k].field == x[i].field)) k++;
    return k - i;
}

static void find_fields(Finder *f, const NumberField *x, int n) {
    for (int i = 0; i < n; i++)
        for (int kind = 0; kind < 2; kind++) {
            bool first = i == 0 || run_of(x, n, i - 1, true) == 1;
            const NumberField *bare = without_key(f, &x[i]);
            if (x[i].key && first && asked(f, field_path(bare, kind, f->arena)))
                *f->out = (Subject){
                    .kind = SUBJECT_FIELD, .n_fields = run_of(x, n, i, true), .fields = &x[i]};
            if (asked(f, field_path(&x[i], kind, f->arena)))
                *f->out = (Subject){.kind = SUBJECT_FIELD, .n_fields = 1, .fields = &x[i]};
        }
}

static void find_entity(Finder *f, const NumberField *x, int n) {
    for (int i = 0; i < n; i += run_of(x, n, i, false)) {
        const Entity *e = &x[i].of;
        Subject all = {
            .kind = SUBJECT_ENTITY, .n_fields = run_of(x, n, i, false), .fields = &x[i]};
        const char *full = arena_printf(f->arena, "%s.%s", e->kind->name, e->head->name);
        const char *words = arena_printf(f->arena, "%s %s", e->kind->name, e->head->name);
        if (asked(f, e->head->name) || asked(f, full) || asked(f, words)) *f->out = all;
    }
}

static void find_shown(Finder *f, SubjectKind kind, const char *word, const Head *h, int i) {
    const char *full = arena_printf(f->arena, "%s.%s", word, h->name);
    const char *words = arena_printf(f->arena, "%s %s", word, h->name);
    bool bare = series_find(h->name) < 0 && asked(f, h->name);
    if (bare || asked(f, full) || asked(f, words))
        *f->out = (Subject){.kind = kind, .index = i};
}

static void find_results(Finder *f) {
    const Scenario *s = f->s;
    for (int i = 0; i < s->n_findings; i++)
        find_shown(f, SUBJECT_RESULT, "result", &s->findings[i].head, i);
    for (int i = 0; i < s->n_expects; i++)
        find_shown(f, SUBJECT_EXPECT, "expect", &s->expects[i].head, i);
    for (int i = 0; i < s->n_conclusions; i++)
        find_shown(f, SUBJECT_CONCLUSION, "conclude", &s->conclusions[i].head, i);
}

static bool read_pick(const Scenario *s, const char *what, const char *path, Subject *out,
                      Faults *faults) {
    Faults *said = faults_new();
    *out = (Subject){.kind = SUBJECT_SERIES};
    bool fine = pick_read(s, what, &out->pick, said);
    for (int i = 0; i < faults_count(said); i++)
        fault_add(faults, path, 0, "%s", fault_at(said, i)->text);
    faults_free(said);
    return fine;
}

bool subject_find(const Scenario *s, const char *what, const char *path, Arena *arena,
                  Subject *out, Faults *faults) {
    Finder f = {.s = s, .arena = arena, .what = pick_plain(arena, what), .out = out};
    NumberField *fields;
    int n = number_fields(s, arena, &fields);
    find_input(&f);
    find_fields(&f, fields, n);
    find_entity(&f, fields, n);
    find_results(&f);
    if (f.found) return true;
    if (pick_begins(what, false)) return read_pick(s, what, path, out, faults);
    const char *near = text_nearest(f.what, f.names, f.n);
    if (near)
        fault_add(faults, path, 0, "nothing is called \"%s\", did you mean \"%s\"?", what,
                  near);
    else if (pick_begins(what, true))
        return read_pick(s, what, path, out, faults);
    else
        fault_add(faults, path, 0,
                  "nothing is called \"%s\"; chokepoint explain %s lists what there is", what,
                  path);
    return false;
}
