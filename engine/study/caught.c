#include "study/caught.h"

#include "base/text.h"
#include "study/gist.h"

typedef struct Figure {
    const char *name, *unit;
    double value, from, below; // from 0 and below NO_CAP: no threshold
} Figure;

enum { N_FIGURES = 4 };

static void figures_of(const Scenario *s, const Instrument *i, int chip, const double *values,
                       Figure out[N_FIGURES]) {
#define AT(n) scenario_value(s, n, values, 0)
    const Chip *c = &s->chips[chip];
    const Box *b = &i->box;
    double tpp = AT(c->tpp), area = AT(c->die_area), density = area > 0 ? tpp / area : 0;
    out[0] = (Figure){"tpp", "", tpp, AT(b->tpp_from), AT(b->tpp_below)};
    out[1] = (Figure){"density", "", density, AT(b->density_from), AT(b->density_below)};
    out[2] = (Figure){"bandwidth", " TB/s", AT(c->bandwidth), AT(b->bandwidth_from),
                      AT(b->bandwidth_below)};
    out[3] = (Figure){"interconnect", " GB/s", AT(c->interconnect), AT(b->interconnect_from),
                      AT(b->interconnect_below)};
#undef AT
}

static void add(Text *t, const Figure *f, const char *sign, double limit) {
    text_printf(t, "%s%s %.5g%s %s %.5g", t->length ? ", " : "", f->name, f->value, f->unit,
                sign, limit);
}

static void judge(const Scenario *s, const double *values, Caught *x, Arena *arena) {
    Figure f[N_FIGURES];
    Text met = {0}, missed = {0};
    figures_of(s, x->by, x->chip, values, f);
    for (int i = 0; i < N_FIGURES; i++) {
        bool low = f[i].value < f[i].from, high = f[i].value >= f[i].below;
        if (low && !missed.length) add(&missed, &f[i], "<", f[i].from);
        if (high && !missed.length) add(&missed, &f[i], ">=", f[i].below);
        if (f[i].from > 0) add(&met, &f[i], ">=", f[i].from);
        if (f[i].below < NO_CAP) add(&met, &f[i], "<", f[i].below);
    }
    x->inside = !missed.length;
    x->why = arena_text(arena, text_get(x->inside ? &met : &missed));
    text_done(&met);
    text_done(&missed);
}

static bool reaches(const Scenario *s, const Instrument *i, int chip) {
    for (int b = 0; b < s->n_buyers; b++)
        if (is_import(s, b, chip) && instrument_acts(i, b, chip)) return true;
    return false;
}

typedef struct List {
    int n, cap;
    Caught *at;
} List;

static void instrument_add(const Scenario *s, const double *values, const Instrument *i,
                           const char *kind, List *list, Arena *arena) {
    for (int c = 0; c < s->n_chips && i->box.given; c++) {
        if (!reaches(s, i, c)) continue;
        Caught x = {.by = i, .kind = kind, .chip = c};
        judge(s, values, &x, arena);
        ARENA_PUSH(arena, list->at, list->n, list->cap, x);
    }
}

int caught_list(const Scenario *s, const double *values, Arena *arena, Caught **out) {
    List list = {0};
    for (int i = 0; i < s->n_controls; i++)
        instrument_add(s, values, &s->controls[i].i, "control", &list, arena);
    for (int i = 0; i < s->n_approvals; i++)
        instrument_add(s, values, &s->approvals[i].i, "approval", &list, arena);
    for (int i = 0; i < s->n_levies; i++)
        instrument_add(s, values, &s->levies[i].i, s->levies[i].duty ? "tariff" : "export_levy",
                       &list, arena);
    *out = list.at;
    return list.n;
}
