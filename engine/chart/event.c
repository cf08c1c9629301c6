#include "chart/figure.h"

#include <math.h>

static const char *join(const Names *names, Arena *arena) {
    if (!names->n) return NULL;
    const char *all = names->name[0];
    for (int i = 1; i < names->n; i++) all = arena_printf(arena, "%s, %s", all, names->name[i]);
    return all;
}

int figure_events(const Scenario *s, const double *inputs, Arena *arena, FigureEvent **out) {
    FigureEvent *e = ARENA_NEW(arena, FigureEvent, s->n_events);
    int n = 0;
    for (int i = 0; i < s->n_events; i++) {
        const Event *from = &s->events[i];
        double at = scenario_value(s, from->at, inputs, 0);
        if (!isfinite(at)) continue; // off
        e[n++] = (FigureEvent){.name = from->name,
                               .kind = from->kind,
                               .at = at,
                               .ends = from->ends,
                               .doc = from->head->doc,
                               .sources = join(&from->head->sources, arena),
                               .file = from->head->file,
                               .line = from->head->line};
    }
    *out = e;
    return n;
}
