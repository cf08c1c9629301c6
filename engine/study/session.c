#include "study/session.h"

#include <stdlib.h>
#include <string.h>

struct Session {
    Script *script;
    const Scenario *base;
    Results *results;
    double *start, *values, *next, *scratch; // baseline; now; the change being tried
};

static bool same(double a, double b) {
    return is_off(a) ? is_off(b) : a <= b && a >= b;
}

static bool same_point(const Session *s, const double *a, const double *b) {
    for (int i = 0; i < s->base->n_inputs; i++)
        if (!same(a[i], b[i])) return false;
    return true;
}

static void copy_values(const Session *s, double *to, const double *from) {
    memcpy(to, from, sizeof *to * (size_t)s->base->n_inputs);
}

// Of `next`; the case's values are laid into `scratch`.
static const char *point_name(const Session *s) {
    if (same_point(s, s->next, s->start)) return "baseline";
    for (int i = 0; i < s->base->n_cases; i++) {
        script_case_values(s->script, i, s->scratch);
        if (same_point(s, s->next, s->scratch)) return s->base->cases[i].name;
    }
    return "this run";
}

// Runs `next`; keeps it when that works.
static bool take(Session *s, Faults *faults) {
    Point points[2] = {{"baseline", s->start}, {point_name(s), s->next}};
    Results *r = study_run(s->script, points, 2, NULL, true, faults);
    if (!r) return false;
    results_free(s->results);
    s->results = r;
    copy_values(s, s->values, s->next);
    return true;
}

Session *session_new(Script *script, Faults *faults) {
    Session *s = memory_grow(NULL, sizeof *s);
    *s = (Session){.script = script, .base = script_base(script)};
    size_t size = sizeof(double) * ((size_t)s->base->n_inputs + 1);
    s->start = memory_grow(NULL, size);
    s->values = memory_grow(NULL, size);
    s->next = memory_grow(NULL, size);
    s->scratch = memory_grow(NULL, size);
    script_base_values(script, s->start);
    if (session_reset(s, faults)) return s;
    session_free(s);
    return NULL;
}

void session_free(Session *s) {
    if (!s) return;
    results_free(s->results);
    free(s->start);
    free(s->values);
    free(s->next);
    free(s->scratch);
    free(s);
}

const Results *session_results(const Session *s) {
    return s->results;
}

const double *session_values(const Session *s) {
    return s->values;
}

int session_moved(const Session *s) {
    int n = 0;
    for (int i = 0; i < s->base->n_inputs; i++) n += !same(s->values[i], s->start[i]);
    return n;
}

bool session_move(Session *s, const double *values, Faults *faults) {
    copy_values(s, s->next, values);
    return take(s, faults);
}

bool session_set(Session *s, const char *assignment, Faults *faults) {
    copy_values(s, s->next, s->values);
    return script_set(s->script, assignment, s->next, faults) && take(s, faults);
}

bool session_case(Session *s, int case_index, Faults *faults) {
    script_case_values(s->script, case_index, s->next);
    return take(s, faults);
}

bool session_reset(Session *s, Faults *faults) {
    return session_move(s, s->start, faults);
}
