#include "study/purchase.h"

#include <math.h>
#include <string.h>

static const char LIMIT[] = "limit by ";

typedef struct Reader {
    int buyer, chip;
    Arena *arena;
    int n, cap;
    Round *rounds;
    Round now;
    int cap_wishes;
    bool wishing; // between "wishes" and "sales"
    Wish next;    // limits of the wish to come
} Reader;

// The first round of 6 and 8 is told even where nothing was wished for: its limits say why.
static void round_end(Reader *r) {
    bool asked = r->now.n && r->now.round == 0 && r->now.part != 7;
    if (r->now.part && (r->now.wish > 0 || r->now.bought > 0 || asked))
        ARENA_PUSH(r->arena, r->rounds, r->n, r->cap, r->now);
}

static void round_begin(Reader *r, const Term *t) {
    round_end(r);
    r->now = (Round){.part = (int)t->value, .round = t->round};
    r->cap_wishes = 0;
    r->wishing = true;
    r->next = (Wish){0};
}

static void mark_bounds(Wish *w) {
    double least = INFINITY;
    for (int i = 0; i < w->n; i++) least = fmin(least, fmax(w->limits[i].units, 0));
    for (int i = 0; i < w->n; i++) {
        double units = fmax(w->limits[i].units, 0), slack = 1e-9 * fmax(1, least);
        w->limits[i].binds = units - least <= slack && fabs(units - w->units) <= slack;
    }
}

static void wish_end(Reader *r, const Term *t) {
    Wish w = r->next;
    w.workload = t->workload;
    w.units = t->value;
    mark_bounds(&w);
    r->now.wish += t->value;
    ARENA_PUSH(r->arena, r->now.wishes, r->now.n, r->cap_wishes, w);
    r->next = (Wish){0};
}

static void read_term(Reader *r, const Term *t) {
    if (strcmp(t->name, "wishes") == 0) round_begin(r, t);
    if (strcmp(t->name, "sales") == 0) r->wishing = false;
    if (t->party != r->buyer || t->chip != r->chip) return;
    size_t n = sizeof LIMIT - 1;
    if (r->wishing && strncmp(t->name, LIMIT, n) == 0 && r->next.n < PURCHASE_LIMITS)
        r->next.limits[r->next.n++] = (Limit){.name = t->name + n, .units = t->value};
    if (r->wishing && strcmp(t->name, "wish") == 0) wish_end(r, t);
    if (!r->wishing && r->now.part && strcmp(t->name, "bought") == 0) r->now.bought += t->value;
}

int purchase_rounds(const Probe *p, int step, int buyer, int chip, Arena *arena, Round **out) {
    Reader r = {.buyer = buyer, .chip = chip, .arena = arena};
    int first, last;
    probe_step(p, step, &first, &last);
    for (int i = first; i < last; i++) read_term(&r, &p->terms.rows[i]);
    round_end(&r);
    *out = r.rounds;
    return r.n;
}
