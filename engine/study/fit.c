#include "study/fit.h"

#include "study/finding.h"

#include <math.h>
#include <string.h>

static const Observed *observed_named(const Scenario *s, const char *name) {
    for (int i = 0; i < s->n_observed; i++)
        if (strcmp(s->observed[i].head.name, name) == 0) return &s->observed[i];
    return NULL;
}

bool fit_of(const Result *r, const char *name, Arena *arena, Fit *out) {
    const Observed *o = observed_named(r->scenario, name);
    if (!o) return false;
    double *model = ARENA_NEW(arena, double, o->n + 1), errors = 0;
    *out = (Fit){.of = o, .model = model};
    for (int i = 0; i < o->n; i++) {
        const Observation *x = &o->at[i];
        Finding f = o->of;
        f.at = x->over;
        double y = model[i] = finding_series(r, &f);
        if (!isfinite(y)) continue;
        out->n++;
        out->n_inside += y >= x->low && y <= x->high;
        out->total += y;
        out->seen += x->median;
        if (!(fabs(x->median) > 0)) continue;
        errors += fabs(y - x->median) / fabs(x->median);
        out->n_errors++;
    }
    out->error = out->n_errors ? errors / out->n_errors : (double)NAN;
    return true;
}
