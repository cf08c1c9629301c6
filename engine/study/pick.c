#include "study/pick.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

typedef struct Named {
    const char *name;
    unsigned by;
    int index;
} Named;

typedef struct NameList {
    Arena *arena;
    int n, cap;
    Named *at;
} NameList;

static void list_add(NameList *l, unsigned by, int index, const char *name) {
    Named one = {name, by, index};
    ARENA_PUSH(l->arena, l->at, l->n, l->cap, one);
}

static void list_all(NameList *l, const Scenario *s) {
    static const unsigned ORDER[BY_KINDS] = {BY_BUYER,  BY_CHIP,     BY_WORKLOAD, BY_AUTHORITY,
                                             BY_SELLER, BY_APPROVAL, BY_RESOURCE};
    for (int k = 0; k < BY_KINDS; k++)
        for (int i = 0; i < by_count(s, ORDER[k]); i++)
            list_add(l, ORDER[k], i, by_name(s, ORDER[k], i));
}

static const char *const BY_WORDS[] = {"buyer",  "chip",     "workload", "authority",
                                       "seller", "approval", "resource"};
enum { N_BY = sizeof BY_WORDS / sizeof *BY_WORDS };

static const char *by_word(unsigned by) {
    for (int i = 0; i < N_BY; i++)
        if (by == 1u << i) return BY_WORDS[i];
    return "";
}

static void by_words(SeriesId id, const char *between, Text *out) {
    int n = 0;
    for (int i = 0; i < N_BY; i++)
        if (SERIES[id].by & (1u << i))
            text_printf(out, "%s%s", n++ ? between : "", BY_WORDS[i]);
}

void series_by_words(SeriesId id, Text *out) {
    by_words(id, " and ", out);
}

const char *pick_plain(Arena *arena, const char *text) {
    char *out = arena_text(arena, text), *to = out;
    for (const char *p = text; *p; p++) {
        bool gap = strchr(":,", *p) || isspace((unsigned char)*p);
        if (*p == '"' || (gap && (to == out || to[-1] == ' '))) continue;
        *to++ = gap ? ' ' : (char)tolower((unsigned char)*p);
    }
    while (to > out && to[-1] == ' ') to--;
    *to = 0;
    return out;
}

// The words of a line: quotation marks hold one together.
typedef struct WordList {
    Arena *arena;
    int n, cap;
    const char **at;
} WordList;

#define GAPS " \t\r\n,:"

static void words_split(WordList *w, const char *line) {
    for (;;) {
        line += strspn(line, GAPS);
        if (!*line) return;
        bool quoted = *line == '"';
        line += quoted;
        size_t n = strcspn(line, quoted ? "\"" : GAPS);
        const char *word = arena_textn(w->arena, line, n);
        ARENA_PUSH(w->arena, w->at, w->n, w->cap, word);
        line += n + (quoted && line[n]);
    }
}

static const char *words_joined(const WordList *w, int from, int n) {
    const char *all = w->at[from];
    for (int i = 1; i < n; i++) all = arena_printf(w->arena, "%s %s", all, w->at[from + i]);
    return all;
}

static const Named *list_find(const NameList *l, const char *name, unsigned by) {
    const char *plain = pick_plain(l->arena, name);
    for (int i = 0; i < l->n; i++)
        if ((l->at[i].by & by) && strcmp(pick_plain(l->arena, l->at[i].name), plain) == 0)
            return &l->at[i];
    return NULL;
}

static bool name_wrong(const NameList *l, const Pick *p, const char *word, Faults *faults) {
    const char *series = SERIES[p->id].name;
    Text kept = {0};
    const Named *other = list_find(l, word, ~0u);
    const char **names = ARENA_NEW(l->arena, const char *, l->n);
    int n = 0;
    for (int i = 0; i < l->n; i++)
        if (l->at[i].by & SERIES[p->id].by) names[n++] = l->at[i].name;
    const char *near = text_nearest(word, names, n);
    by_words(p->id, other ? " and " : " or ", &kept);
    if (other)
        fault_add(faults, NULL, 0, "\"%s\" is a name of %s %s, but %s is kept by %s", word,
                  other->by == BY_AUTHORITY || other->by == BY_APPROVAL ? "an" : "a",
                  by_word(other->by), series, text_get(&kept));
    else if (near)
        fault_add(faults, NULL, 0, "%s: no %s \"%s\", did you mean \"%s\"?", series,
                  text_get(&kept), word, near);
    else if (n)
        fault_add(faults, NULL, 0, "%s: no %s \"%s\"; the first is \"%s\"", series,
                  text_get(&kept), word, names[0]);
    else
        fault_add(faults, NULL, 0, "%s: no %s \"%s\": this scenario has none", series,
                  text_get(&kept), word);
    text_done(&kept);
    return false;
}

static int *filter_of(Pick *p, unsigned by) {
    return by == BY_CHIP ? &p->chip : by == BY_WORKLOAD ? &p->workload : &p->party;
}

static bool narrow(Pick *p, const Named *name, Faults *faults) {
    int *filter = filter_of(p, name->by);
    if (*filter >= 0 && *filter != name->index) {
        fault_add(faults, NULL, 0, "%s: \"%s\" is a second %s; name one, or none for their sum",
                  SERIES[p->id].name, name->name, by_word(name->by));
        return false;
    }
    *filter = name->index;
    return true;
}

// The name that most words from `from` on make; first of what the pick leaves open: a buyer and a
// chip may share a name. `*n` is how many words; NULL where none begins there.
static const Named *longest(const NameList *l, const WordList *w, int from, Pick *p, int *n) {
    unsigned by = SERIES[p->id].by, open = by;
    for (unsigned bit = 1; bit <= by; bit <<= 1)
        if ((by & bit) && *filter_of(p, bit) >= 0) open &= ~bit;
    for (*n = w->n - from; *n > 0; --*n) {
        const char *words = words_joined(w, from, *n);
        const Named *name = list_find(l, words, open);
        if (!name) name = list_find(l, words, by);
        if (name) return name;
    }
    return NULL;
}

static bool read_names(const NameList *l, const WordList *w, Pick *p, Faults *faults) {
    int n;
    for (int from = 1; from < w->n; from += n) {
        const Named *name = longest(l, w, from, p, &n);
        int wrong = 1, of_next;
        while (!name && from + wrong < w->n && !longest(l, w, from + wrong, p, &of_next))
            wrong++;
        if (!name) return name_wrong(l, p, words_joined(w, from, wrong), faults);
        if (!narrow(p, name, faults)) return false;
    }
    return true;
}

// The series of that name, -1; then `*near` is the name that may have been meant, or NULL.
static int series_named(const char *word, const char **near) {
    const char *names[S_COUNT];
    for (int i = 0; i < S_COUNT; i++) {
        names[i] = SERIES[i].name;
        if (strcasecmp(word, names[i]) == 0) return i;
    }
    *near = text_nearest(word, names, S_COUNT);
    return -1;
}

bool pick_begins(const char *words, bool nearly) {
    Arena *arena = arena_new();
    WordList w = {.arena = arena};
    const char *near = NULL;
    words_split(&w, words);
    bool fine = w.n > 0 && (series_named(w.at[0], &near) >= 0 || (nearly && near));
    arena_free(arena);
    return fine;
}

static bool read_series(const char *word, Pick *p, Faults *faults) {
    const char *near;
    int id = series_named(word, &near);
    if (id >= 0)
        p->id = (SeriesId)id;
    else if (near)
        fault_add(faults, NULL, 0, "no series \"%s\", did you mean %s?", word, near);
    else
        fault_add(faults, NULL, 0, "no series \"%s\"; series lists them", word);
    return id >= 0;
}

bool pick_read(const Scenario *s, const char *words, Pick *out, Faults *faults) {
    Arena *arena = arena_new();
    WordList w = {.arena = arena};
    NameList l = {.arena = arena};
    *out = (Pick){.party = -1, .chip = -1, .workload = -1};
    words_split(&w, words);
    list_all(&l, s);
    bool fine = w.n > 0;
    if (!fine)
        fault_add(faults, NULL, 0,
                  "needs a series and names, such as: delivered ByteDance H200");
    fine = fine && read_series(w.at[0], out, faults) && read_names(&l, &w, out, faults);
    arena_free(arena);
    return fine;
}

const char *pick_title(const Scenario *s, const Pick *p, const char *between, Arena *arena) {
    const char *names[3] = {p->party < 0 ? NULL
                                         : by_name(s, SERIES[p->id].by & BY_PARTY, p->party),
                            p->chip < 0 ? NULL : by_name(s, BY_CHIP, p->chip),
                            p->workload < 0 ? NULL : by_name(s, BY_WORKLOAD, p->workload)};
    const char *title = SERIES[p->id].name;
    for (int i = 0; i < 3; i++)
        if (names[i]) title = arena_printf(arena, "%s%s%s", title, between, names[i]);
    return title;
}

const char *pick_unit(const Series *x, const Pick *p) {
    const char *unit = NULL;
    for (int i = x->first[p->id]; i < x->first[p->id + 1]; i++) {
        const Column *c = &x->columns[i];
        if ((p->party >= 0 && c->party != p->party) || (p->chip >= 0 && c->chip != p->chip) ||
            (p->workload >= 0 && c->workload != p->workload))
            continue;
        const char *own = series_unit(x, i);
        if (unit && strcmp(unit, own) != 0) return "";
        unit = own;
    }
    return unit ? unit : "";
}

unsigned pick_open(const Pick *p) {
    unsigned by = SERIES[p->id].by;
    if ((by & BY_PARTY) && p->party < 0) return by & BY_PARTY;
    if ((by & BY_CHIP) && p->chip < 0) return BY_CHIP;
    if ((by & BY_WORKLOAD) && p->workload < 0) return BY_WORKLOAD;
    return 0;
}

int pick_names(const Scenario *s, SeriesId id, Arena *arena, const char ***out) {
    NameList l = {.arena = arena};
    list_all(&l, s);
    const char **names = ARENA_NEW(arena, const char *, l.n);
    int n = 0;
    for (int i = 0; i < l.n; i++)
        if (l.at[i].by & SERIES[id].by) names[n++] = l.at[i].name;
    *out = names;
    return n;
}
