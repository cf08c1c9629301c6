#include "study/why.h"

#include <string.h>

static void listen(void *context, Voice voice, const char *text) {
    Why *w = context;
    ARENA_PUSH(w->arena, w->lines, w->n, w->cap, ((WhyLine){voice, text}));
}

static int buyer_named(const Scenario *s, const char *name) {
    for (int b = 0; b < s->n_buyers; b++)
        if (strcmp(s->buyers[b].head.name, name) == 0) return b;
    return -1;
}

Why *why_tell(Script *s, const double *values, const char *buyer, int step, Arena *arena,
              Faults *faults) {
    Probe probe;
    if (!probe_run(&probe, s, values, faults)) return NULL;
    const Scenario *x = probe.scenario;
    Why *w = ARENA_NEW(arena, Why, 1);
    *w = (Why){.buyer = arena_text(arena, buyer), .step = step, .arena = arena};
    int b = buyer_named(x, buyer), *chips = ARENA_NEW(arena, int, x->n_chips + 1);
    const Story y = {&probe, step, calendar_time(&x->calendar, step), arena, listen, w};
    if (b >= 0 && step >= 0 && step < x->calendar.steps)
        tell_buyer(&y, chips, story_chips(&y, b, -1, chips), b);
    probe_done(&probe);
    return w;
}
