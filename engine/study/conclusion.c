#include "study/conclusion.h"

#include "study/finding.h"

#include <math.h>

// A run of another variant has formulas of its own.
static Held answer(const Results *r, int run, int conclusion) {
    const Conclusion *c = &r->at[run].scenario->conclusions[conclusion];
    Held a = {finding_formula(r, run, c->value), false};
    if (isfinite(a.value))
        a.holds = c->relation == ABOVE ? a.value > c->bound : a.value < c->bound;
    return a;
}

void conclusions_of(const Results *r, Arena *arena, Conclusions *out) {
    const Scenario *s = r->at[0].scenario;
    const char **names = ARENA_NEW(arena, const char *, r->n);
    Held *held = ARENA_NEW(arena, Held, s->n_conclusions * r->n + 1);
    for (int run = 0; run < r->n; run++) {
        names[run] = r->at[run].name;
        for (int c = 0; c < s->n_conclusions; c++) held[c * r->n + run] = answer(r, run, c);
    }
    *out = (Conclusions){s->n_conclusions, r->n, s->conclusions, names, held};
}

const Held *held_at(const Conclusions *c, int conclusion, int run) {
    return &c->held[conclusion * c->n_runs + run];
}

int conclusion_holds(const Conclusions *c, int conclusion) {
    int n = 0;
    for (int run = 0; run < c->n_runs; run++) n += held_at(c, conclusion, run)->holds;
    return n;
}
