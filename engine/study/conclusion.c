#include "study/conclusion.h"

#include "study/finding.h"

#include <math.h>
#include <string.h>

bool conclusion_held(const Results *r, int run, const char *name, Held *out) {
    const Scenario *s = r->at[run].scenario;
    *out = (Held){NAN, false};
    for (int i = 0; i < s->n_conclusions; i++) {
        const Conclusion *c = &s->conclusions[i];
        if (strcmp(c->head.name, name) != 0) continue;
        out->value = finding_formula(r, run, c->value);
        if (isfinite(out->value))
            out->holds = c->relation == ABOVE ? out->value > c->bound : out->value < c->bound;
        return true;
    }
    return false;
}

void conclusions_of(const Results *r, Arena *arena, Conclusions *out) {
    const Scenario *s = r->at[0].scenario;
    const char **names = ARENA_NEW(arena, const char *, r->n);
    Held *held = ARENA_NEW(arena, Held, s->n_conclusions * r->n + 1);
    for (int run = 0; run < r->n; run++) {
        names[run] = r->at[run].name;
        for (int c = 0; c < s->n_conclusions; c++)
            conclusion_held(r, run, s->conclusions[c].head.name, &held[c * r->n + run]);
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
