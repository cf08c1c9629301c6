#include "verb/point.h"

#include <stdlib.h>
#include <string.h>

int case_named(const Script *script, const char *name, Faults *faults) {
    const Scenario *s = script_base(script);
    const char *path = script_path(script), *near = NULL;
    const char **names = calloc((size_t)s->n_cases + 1, sizeof *names);
    for (int i = 0; names && i < s->n_cases; i++) {
        names[i] = s->cases[i].name;
        if (strcmp(names[i], name) != 0) continue;
        free(names);
        return i;
    }
    if (names) near = text_nearest(name, names, s->n_cases);
    free(names);
    if (near)
        fault_add(faults, path, 0, "--case: no case \"%s\", did you mean \"%s\"?", name, near);
    else if (!s->n_cases)
        fault_add(faults, path, 0, "--case: no case \"%s\"; it has none", name);
    else
        fault_add(faults, path, 0, "--case: no case \"%s\"; its first is \"%s\"", name,
                  s->cases[0].name);
    return -1;
}

bool point_read(const Script *s, const Args *a, Arena *arena, Point *out, Faults *faults) {
    double *values = ARENA_NEW(arena, double, script_base(s)->n_inputs + 1);
    const char *name = args_value(a, "case");
    bool sets = args_has(a, "set"), fine = true;
    script_base_values(s, values);
    *out = (Point){sets ? "as set" : "baseline", values};
    if (name && strcmp(name, "baseline") != 0) {
        int i = case_named(s, name, faults);
        if (i < 0) return false;
        script_case_values(s, i, values);
        out->name = sets ? arena_printf(arena, "case \"%s\", as set", name)
                         : arena_printf(arena, "case \"%s\"", name);
    }
    for (int i = 0; i < args_count(a, "set"); i++)
        fine = script_set(s, args_nth(a, "set", i), values, faults) && fine;
    return fine;
}
