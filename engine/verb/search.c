// Finding what an author means among everything that a script may say.
#include "verb/takes.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 64, NO_MATCH = 100 };

// The next word of a text in lower case without a plural's ending; NULL after the last.
static const char *next_word(const char *at, char word[LONGEST]) {
    while (*at && !isalnum((unsigned char)*at)) at++;
    if (!*at) return NULL;
    size_t n = 0;
    for (; isalnum((unsigned char)*at); at++)
        if (n + 2 < LONGEST) word[n++] = (char)tolower((unsigned char)*at);
    word[n] = 0;
    if (n > 4 && strcmp(word + n - 3, "ies") == 0)
        strcpy(word + n - 3, "y");
    else if (n > 3 && word[n - 1] == 's' && word[n - 2] != 's')
        word[n - 1] = 0;
    return at;
}

// 0: one of the text's words; 1: it begins one; 2: it is within one and `within`.
static int match_in(const char *text, const char *wanted, bool within) {
    char word[LONGEST];
    int best = NO_MATCH;
    for (const char *at = text; (at = next_word(at, word));) {
        const char *found = strstr(word, wanted);
        int rank = !found                      ? NO_MATCH
                   : strcmp(word, wanted) == 0 ? 0
                   : found == word             ? 1
                   : within                    ? 2
                                               : NO_MATCH;
        if (rank < best) best = rank;
    }
    return best;
}

enum { IN_NAME, IN_OTHER_NAME, IN_DOC };
// By where and how a word matches; exact, at a beginning, within.
static const int RANKS[][3] = {{0, 2, 4}, {1, 3, 4}, {5, 6, 6}};

static void better(int *rank, int where, int match) {
    if (match <= 2 && RANKS[where][match] < *rank) *rank = RANKS[where][match];
}

// Every word of the query must be in the name, in the other names or in the line.
static int rank_of(const char *query, const char *name, const char *also, const char *doc) {
    char wanted[LONGEST];
    int worst = 0, words = 0;
    for (const char *at = query; (at = next_word(at, wanted)); words++) {
        int rank = NO_MATCH;
        better(&rank, IN_NAME, match_in(name, wanted, true));
        better(&rank, IN_OTHER_NAME, match_in(also, wanted, false));
        if (doc) better(&rank, IN_DOC, match_in(doc, wanted, false));
        if (rank > worst) worst = rank;
    }
    return words ? worst : NO_MATCH;
}

typedef struct Search {
    const char *query;
    bool names_only;
    Hit *hits;
    int n;
} Search;

static void try_hit(Search *s, Hit h) {
    bool callable = h.kind == HIT_KIND || h.kind == HIT_WORD;
    h.rank = rank_of(s->query, h.name, callable ? word_also(h.name) : "",
                     s->names_only && !callable ? NULL : h.doc);
    if (h.rank < NO_MATCH && s->n < MAX_HITS) s->hits[s->n++] = h;
}

// A field that several kinds have in the same words is one hit.
static bool is_known(Search *s, const Field *f, int kind) {
    for (int i = 0; i < s->n; i++) {
        Hit *h = &s->hits[i];
        if (h->kind != HIT_FIELD || strcmp(h->name, f->name) != 0) continue;
        if (strcmp(h->doc, f->doc) != 0) continue;
        h->kinds |= 1u << kind;
        return true;
    }
    return false;
}

static int by_rank(const void *a, const void *b) {
    const Hit *x = a, *y = b;
    if (x->rank != y->rank) return x->rank < y->rank ? -1 : 1;
    if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

int hits_find(const char *text, bool names_only, Hit hits[MAX_HITS]) {
    Search s = {.query = text, .names_only = names_only, .hits = hits};
    for (int i = 0; i < kind_count(); i++) {
        const Kind *k = kind_at(i);
        try_hit(&s, (Hit){HIT_KIND, k->name, k->doc, .of = k, .index = i});
    }
    int order = 0;
    for (int i = 0; i < kind_count(); i++)
        for (int j = 0; j < kind_at(i)->n_fields; j++) {
            const Field *f = &kind_at(i)->fields[j];
            if (is_known(&s, f, i)) continue;
            try_hit(&s, (Hit){HIT_FIELD, f->name, f->doc, kind_at(i), f, 1u << i, order++, 0});
        }
    for (int i = 0; i < SCRIPT_WORD_COUNT; i++)
        try_hit(&s, (Hit){HIT_WORD, SCRIPT_WORDS[i].name, SCRIPT_WORDS[i].doc, .index = i});
    for (int i = 0; i < S_COUNT; i++)
        try_hit(&s, (Hit){HIT_SERIES, SERIES[i].name, SERIES[i].doc, .index = i});
    qsort(hits, (size_t)s.n, sizeof *hits, by_rank);
    return s.n;
}
