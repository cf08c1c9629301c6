#include "scenario/build.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

// The export levies on one sale must take less than all of it. They are summed where they act at
// the same time, so the look at every step comes only where their largest rates reach 1.

typedef struct Look {
    const Build *b;
    const double *values;
    const char *where;
    const Levy *levies;
    int n;
} Look;

// A slot as the tape gives it.
static double slot_at(const Look *k, Num n) {
    const Slot *s = &k->b->slots[n];
    double x = k->values[s->formula];
    return is_off(x) ? s->neutral : s->date ? x - k->b->s->calendar.from : x;
}

static bool rate_is_path(const Look *k, int levy) {
    const RawField *f = raw_field(k->b->room[ROOM_LEVY].roll.entity[levy], "rate");
    return f && f->value.kind == RAW_PATH;
}

static double rate_at(const Look *k, int levy, double t) {
    Num n = k->levies[levy].rate;
    if (!rate_is_path(k, levy)) return slot_at(k, n);
    const PathPlan *p = &k->b->paths[n];
    double *knots = memory_grow(NULL, sizeof *knots * 2 * (size_t)p->n);
    for (int i = 0; i < p->n; i++) {
        knots[i] = slot_at(k, p->date[i]);
        knots[p->n + i] = slot_at(k, p->value[i]);
    }
    double rate = path_at(p->kind, p->n, knots, knots + p->n, t);
    free(knots);
    return rate;
}

// The share of [t, t + step) in which the levy acts, times its rate.
static double rate_in_step(const Look *k, int levy, double t, double step) {
    const Instrument *i = &k->levies[levy].i;
    double from = fmax(t, slot_at(k, i->from)), to = fmin(t + step, slot_at(k, i->to));
    return to > from ? rate_at(k, levy, t) * ((to - from) / step) : 0;
}

static double sum_in_step(const Look *k, int buyer, int chip, int step, int *last,
                          int *second) {
    const Calendar *c = &k->b->s->calendar;
    double sum = 0;
    *last = *second = -1;
    for (int i = 0; i < k->n; i++) {
        const Instrument *x = &k->levies[i].i;
        if (k->levies[i].duty || !x->acts || !instrument_acts(x, buyer, chip)) continue;
        double rate = rate_in_step(k, i, calendar_time(c, step), step_months(c->step));
        if (rate > 1) return 0; // out of its own range: that is said already
        if (rate <= 0) continue;
        sum += rate;
        *second = *last;
        *last = i;
    }
    return sum;
}

static bool pair_check(Build *b, const Look *k, int buyer, int chip) {
    const Roll *levies = &b->room[ROOM_LEVY].roll;
    for (int step = 0; step < b->s->calendar.steps; step++) {
        int last, second;
        double sum = sum_in_step(k, buyer, chip, step, &last, &second);
        if (sum < 1) continue;
        const RawEntity *e = levies->entity[last];
        const RawField *f = raw_field(e, "rate");
        char when[32], other[80], with[128] = "";
        calendar_label(&b->s->calendar, step, when);
        if (second >= 0) {
            strcpy(with, " with export_levy \"");
            strcat(with, quote(levies->name[second], other));
            strcat(with, "\"");
        }
        entity_fault(
            b, e, "rate", f ? f->line : e->line,
            "takes %.6g of the price of \"%s\" for \"%s\" in %s%s%s, expected less than 1 "
            "in all; lower it",
            sum, b->room[ROOM_CHIP].roll.name[chip], b->room[ROOM_BUYER].roll.name[buyer], when,
            with, k->where);
        return true;
    }
    return false;
}

static bool any_unread(const Look *k) {
    for (int i = 0; i < k->b->draft->n_inputs; i++)
        if (k->b->draft->inputs[i].min == -DBL_MAX)
            return true; // a faulty lever, 1 in its place
    for (int i = 0; i < k->n; i++) {
        const Levy *l = &k->levies[i];
        if (l->rate == NUM_NONE || l->i.from == NUM_NONE || l->i.to == NUM_NONE) return true;
    }
    return false;
}

static bool may_reach_one(const Look *k) {
    double sum = 0;
    for (int i = 0; i < k->n; i++) {
        if (k->levies[i].duty) continue;
        sum += rate_is_path(k, i) ? 1 : slot_at(k, k->levies[i].rate);
    }
    return sum >= 1;
}

static Look look_at(const Build *b, const double *values, const char *where) {
    const Room *room = &b->room[ROOM_LEVY];
    return (Look){b, values, where, (const Levy *)(const void *)room->items, room->roll.n};
}

bool levies_near_one(const Build *b, const double *values) {
    Look k = look_at(b, values, "");
    return b->dated && !b->levies_reported && !any_unread(&k) && may_reach_one(&k);
}

static bool crosses_a_border(const Chip *c, const Buyer *b) {
    return c->origin && b->jurisdiction && strcmp(c->origin, b->jurisdiction) != 0;
}

void levies_check(Build *b, const double *values, const char *where) {
    Look k = look_at(b, values, where);
    for (int buyer = 0; buyer < b->s->n_buyers; buyer++)
        for (int chip = 0; chip < b->s->n_chips; chip++) {
            if (!crosses_a_border(&b->s->chips[chip], &b->s->buyers[buyer])) continue;
            if (!pair_check(b, &k, buyer, chip)) continue;
            b->levies_reported = true;
            return;
        }
}
