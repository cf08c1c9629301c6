#include "study/subject.h"

#include <ctype.h>
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

// Small letters, one space where there are spaces or ':', no quotation marks.
static const char *plain(Arena *arena, const char *text) {
    char *out = arena_text(arena, text), *to = out;
    for (const char *p = text; *p; p++) {
        bool gap = *p == ':' || isspace((unsigned char)*p);
        if (*p == '"' || (gap && (to == out || to[-1] == ' '))) continue;
        *to++ = gap ? ' ' : (char)tolower((unsigned char)*p);
    }
    while (to > out && to[-1] == ' ') to--;
    *to = 0;
    return out;
}

// Is `name` what is asked for? The first that is wins.
static bool asked(Finder *f, const char *name) {
    ARENA_PUSH(f->arena, f->names, f->n, f->cap, name);
    if (f->found || strcmp(plain(f->arena, name), f->what) != 0) return false;
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

static const char *party_name(const Scenario *s, unsigned by, int i) {
    return by & BY_BUYER       ? s->buyers[i].head.name
           : by & BY_AUTHORITY ? s->authorities[i]
           : by & BY_SELLER    ? s->sellers[i]
           : by & BY_RESOURCE  ? s->resources[i].head.name
                               : s->approvals[i].i.head.name;
}

static int party_count(const Scenario *s, unsigned by) {
    return by & BY_BUYER       ? s->n_buyers
           : by & BY_AUTHORITY ? s->n_authorities
           : by & BY_SELLER    ? s->n_sellers
           : by & BY_APPROVAL  ? s->n_approvals
           : by & BY_RESOURCE  ? s->n_resources
                               : 0;
}

static void ask_pick(Finder *f, Pick p, const char *party, const char *other) {
    const char *name = SERIES[p.id].name;
    const char *all = arena_printf(f->arena, "%s%s%s%s%s", name, party ? " " : "",
                                   party ? party : "", other ? " " : "", other ? other : "");
    const char *swapped =
        arena_printf(f->arena, "%s %s %s", name, other ? other : "", party ? party : "");
    Subject series = {.kind = SUBJECT_SERIES, .pick = p};
    if (asked(f, all) || (party && other && asked(f, swapped))) *f->out = series;
}

// The series, then of each party, each chip or workload, and of each of both.
static void find_series(Finder *f, SeriesId id) {
    const Scenario *s = f->s;
    unsigned by = SERIES[id].by;
    int parties = party_count(s, by);
    bool chips = by & BY_CHIP, works = by & BY_WORKLOAD;
    int others = chips ? s->n_chips : works ? s->n_workloads : 0;
    for (int p = -1; p < parties; p++)
        for (int c = -1; c < others; c++) {
            Pick pick = {
                .id = id, .party = p, .chip = chips ? c : -1, .workload = works ? c : -1};
            const char *other = c < 0   ? NULL
                                : chips ? s->chips[c].head.name
                                        : s->workloads[c].head.name;
            ask_pick(f, pick, p < 0 ? NULL : party_name(s, by, p), other);
        }
}

bool subject_find(const Scenario *s, const char *what, Arena *arena, Subject *out,
                  const char **near) {
    Finder f = {.s = s, .arena = arena, .what = plain(arena, what), .out = out};
    NumberField *fields;
    int n = number_fields(s, arena, &fields);
    find_input(&f);
    find_fields(&f, fields, n);
    find_entity(&f, fields, n);
    for (int i = 0; i < S_COUNT; i++) find_series(&f, (SeriesId)i);
    *near = f.found ? NULL : text_nearest(f.what, f.names, f.n);
    return f.found;
}
