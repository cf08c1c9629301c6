#include "study/session.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

struct Session {
    Script *script;
    const Scenario *base;
    Results *results;
    double *start, *values, *next; // baseline; now; the change being tried
    int at_case;                   // the case whose values these are; -1
};

static bool same(double a, double b) {
    return is_off(a) ? is_off(b) : a <= b && a >= b;
}

static bool moved(const Session *s, const double *values) {
    for (int i = 0; i < s->base->n_inputs; i++)
        if (!same(values[i], s->start[i])) return true;
    return false;
}

static void copy_values(const Session *s, double *to, const double *from) {
    memcpy(to, from, sizeof *to * (size_t)s->base->n_inputs);
}

// Runs `next`; keeps it when that works.
static bool take(Session *s, int at_case, Faults *faults) {
    const char *name = at_case >= 0        ? s->base->cases[at_case].name
                       : moved(s, s->next) ? "this run"
                                           : "baseline";
    Point points[2] = {{"baseline", s->start}, {name, s->next}};
    Results *r = study_run(s->script, points, 2, NULL, true, faults);
    if (!r) return false;
    results_free(s->results);
    s->results = r;
    s->at_case = at_case;
    copy_values(s, s->values, s->next);
    return true;
}

Session *session_new(Script *script, Faults *faults) {
    Session *s = memory_grow(NULL, sizeof *s);
    *s = (Session){.script = script, .base = script_base(script), .at_case = -1};
    size_t size = sizeof(double) * ((size_t)s->base->n_inputs + 1);
    s->start = memory_grow(NULL, size);
    s->values = memory_grow(NULL, size);
    s->next = memory_grow(NULL, size);
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

bool session_set(Session *s, const char *assignment, Faults *faults) {
    copy_values(s, s->next, s->values);
    return script_set(s->script, assignment, s->next, faults) && take(s, -1, faults);
}

bool session_case(Session *s, int case_index, Faults *faults) {
    script_case_values(s->script, case_index, s->next);
    return take(s, case_index, faults);
}

bool session_reset(Session *s, Faults *faults) {
    copy_values(s, s->next, s->start);
    return take(s, -1, faults);
}

int case_find(const Scenario *s, const char *name, Faults *faults) {
    const char **names = memory_grow(NULL, sizeof *names * ((size_t)s->n_cases + 1));
    int found = -1;
    for (int i = 0; i < s->n_cases; i++) {
        names[i] = s->cases[i].name;
        if (strcmp(names[i], name) == 0) found = i;
    }
    const char *near = found < 0 ? text_nearest(name, names, s->n_cases) : NULL;
    if (near)
        fault_add(faults, NULL, 0, "no case \"%s\", did you mean \"%s\"?", name, near);
    else if (found < 0 && !s->n_cases)
        fault_add(faults, NULL, 0, "no case \"%s\"; the script has none", name);
    else if (found < 0)
        fault_add(faults, NULL, 0, "no case \"%s\"; the first is \"%s\"", name, names[0]);
    free(names);
    return found;
}
