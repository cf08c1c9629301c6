#include "study/verdict.h"

#include "study/finding.h"

#include <math.h>
#include <string.h>

static const double ROUNDING = 1e-9; // of what is expected, beside the tolerance

const char *number_words(double x, Unit unit, int figures, Arena *arena) {
    static const char *const SUFFIX[] = {"", "k", "M", "B", "T"};
    char name[64];
    int i = 0;
    if (isnan(x)) return "no value";
    if (fabs(x) >= (figures < 4 ? 1e3 : 1e4))
        for (; i < 4 && fabs(x) >= 1e3; i++) x /= 1e3;
    const char *number = arena_printf(arena, "%.*g%s", figures, x, SUFFIX[i]);
    if (unit_is_plain(unit)) return number;
    return arena_printf(arena, "%s %s", number, unit_name(unit, name));
}

static void judge_word(Verdict *v, Arena *arena) {
    const Expect *x = v->expect;
    v->word = isnan(v->value) ? NULL : binding_name((Binding)v->value);
    v->fine = v->word && strcmp(v->word, x->word) == 0;
    v->computed = v->word ? arena_printf(arena, "\"%s\"", v->word) : "no value";
    v->expected = arena_printf(arena, "\"%s\"", x->word);
}

static void judge_number(Verdict *v, Arena *arena) {
    const Expect *x = v->expect;
    double most = x->tolerance + ROUNDING * fabs(x->expected);
    v->fine = isfinite(v->value) && fabs(v->value - x->expected) <= most;
    v->computed = number_words(v->value, x->unit, 6, arena);
    v->expected = arena_printf(arena, "%s within %s",
                               number_words(x->expected, x->unit, 6, arena), x->within);
}

// The baseline and every case that a result names.
static Results *runs_needed(Script *s, Arena *arena, Faults *faults) {
    const Scenario *base = script_base(s);
    Point *points = ARENA_NEW(arena, Point, base->n_cases + 1);
    int n = 0;
    for (int c = CASE_BASELINE; c < base->n_cases; c++) {
        bool needed = c == CASE_BASELINE;
        for (int i = 0; i < base->n_findings; i++)
            needed = needed || base->findings[i].of_case == c;
        if (!needed) continue;
        double *values = ARENA_NEW(arena, double, base->n_inputs);
        if (c == CASE_BASELINE)
            script_base_values(s, values);
        else
            script_case_values(s, c, values);
        points[n++] = (Point){c == CASE_BASELINE ? "baseline" : base->cases[c].name, values};
    }
    return study_run(s, points, n, NULL, false, faults);
}

bool verdicts_of(Script *s, Arena *arena, Verdicts *out, Faults *faults) {
    const Scenario *base = script_base(s);
    *out = (Verdicts){.scenario = base};
    if (!base->n_expects) return true;
    Results *r = runs_needed(s, arena, faults);
    if (!r) return false;
    const Scenario *own = r->at[0].scenario; // whose graph its formulas are in
    Verdict *all = ARENA_NEW(arena, Verdict, own->n_expects);
    for (int i = 0; i < own->n_expects; i++) {
        Verdict *v = &all[i];
        v->expect = &own->expects[i];
        v->value = finding_formula(r, 0, v->expect->value);
        if (v->expect->word)
            judge_word(v, arena);
        else
            judge_number(v, arena);
        out->n_off += !v->fine;
    }
    out->n = own->n_expects;
    out->at = all;
    results_free(r);
    return true;
}

static const char *source_words(const Expect *x, Arena *arena) {
    const char *all = "";
    for (int i = 0; i < x->head.sources.n; i++)
        all = arena_printf(arena, "%s%s%s", all, i ? ", " : "", x->head.sources.name[i]);
    return *all ? arena_printf(arena, " (%s)", all) : "";
}

void verdicts_report(const Verdicts *v, Faults *faults) {
    Arena *arena = arena_new();
    for (int i = 0; i < v->n; i++) {
        const Verdict *x = &v->at[i];
        const Head *h = &x->expect->head;
        if (x->fine) continue;
        fault_add(faults, h->file, h->line, "expect \"%s\": is %s, expected %s%s", h->name,
                  x->computed, x->expected, source_words(x->expect, arena));
    }
    arena_free(arena);
}
