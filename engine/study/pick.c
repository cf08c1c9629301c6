#include "study/pick.h"

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
    for (int i = 0; i < s->n_buyers; i++) list_add(l, BY_BUYER, i, s->buyers[i].head.name);
    for (int i = 0; i < s->n_chips; i++) list_add(l, BY_CHIP, i, s->chips[i].head.name);
    for (int i = 0; i < s->n_workloads; i++)
        list_add(l, BY_WORKLOAD, i, s->workloads[i].head.name);
    for (int i = 0; i < s->n_authorities; i++) list_add(l, BY_AUTHORITY, i, s->authorities[i]);
    for (int i = 0; i < s->n_sellers; i++) list_add(l, BY_SELLER, i, s->sellers[i]);
    for (int i = 0; i < s->n_approvals; i++)
        list_add(l, BY_APPROVAL, i, s->approvals[i].i.head.name);
    for (int i = 0; i < s->n_resources; i++)
        list_add(l, BY_RESOURCE, i, s->resources[i].head.name);
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

// The words of a line: quotation marks hold one together.
typedef struct WordList {
    Arena *arena;
    int n, cap;
    const char **at;
} WordList;

static void words_split(WordList *w, const char *line) {
    for (;;) {
        line += strspn(line, " \t,");
        if (!*line) return;
        bool quoted = *line == '"';
        line += quoted;
        size_t n = strcspn(line, quoted ? "\"" : " \t,");
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
    for (int i = 0; i < l->n; i++)
        if ((l->at[i].by & by) && strcasecmp(l->at[i].name, name) == 0) return &l->at[i];
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
    else
        fault_add(faults, NULL, 0, "%s: no %s \"%s\"; the first is \"%s\"", series,
                  text_get(&kept), word, n ? names[0] : "");
    text_done(&kept);
    return false;
}

static bool narrow(Pick *p, const Named *name, Faults *faults) {
    int *filter = name->by == BY_CHIP       ? &p->chip
                  : name->by == BY_WORKLOAD ? &p->workload
                                            : &p->party;
    if (*filter >= 0 && *filter != name->index) {
        fault_add(faults, NULL, 0, "%s: \"%s\" is a second %s; name one, or none for their sum",
                  SERIES[p->id].name, name->name, by_word(name->by));
        return false;
    }
    *filter = name->index;
    return true;
}

static bool read_names(const NameList *l, const WordList *w, Pick *p, Faults *faults) {
    for (int from = 1; from < w->n;) {
        const Named *name = NULL;
        int n = w->n - from;
        for (; n > 0 && !name; n--)
            name = list_find(l, words_joined(w, from, n), SERIES[p->id].by);
        if (!name) return name_wrong(l, p, words_joined(w, from, w->n - from), faults);
        if (!narrow(p, name, faults)) return false;
        from += n + 1;
    }
    return true;
}

static bool read_series(const char *word, Pick *p, Faults *faults) {
    const char *names[S_COUNT];
    for (int i = 0; i < S_COUNT; i++) {
        names[i] = SERIES[i].name;
        if (strcasecmp(word, names[i]) != 0) continue;
        p->id = (SeriesId)i;
        return true;
    }
    const char *near = text_nearest(word, names, S_COUNT);
    if (near)
        fault_add(faults, NULL, 0, "no series \"%s\", did you mean %s?", word, near);
    else
        fault_add(faults, NULL, 0, "no series \"%s\"; series lists them", word);
    return false;
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

static const char *party_name(const Scenario *s, const Pick *p) {
    unsigned by = SERIES[p->id].by & BY_PARTY;
    if (p->party < 0) return NULL;
    if (by == BY_BUYER) return s->buyers[p->party].head.name;
    if (by == BY_AUTHORITY) return s->authorities[p->party];
    if (by == BY_SELLER) return s->sellers[p->party];
    return s->approvals[p->party].i.head.name;
}

const char *pick_title(const Scenario *s, const Pick *p, Arena *arena) {
    const char *title = SERIES[p->id].name, *party = party_name(s, p);
    if (party) title = arena_printf(arena, "%s, %s", title, party);
    if (p->chip >= 0) title = arena_printf(arena, "%s, %s", title, s->chips[p->chip].head.name);
    if (p->workload >= 0)
        title = arena_printf(arena, "%s, %s", title, s->workloads[p->workload].head.name);
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
