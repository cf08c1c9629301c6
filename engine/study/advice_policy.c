// What an economist would ask about policy that reaches nobody. Each looks at the baseline and at
// every case: what acts in one of them is no slip.
#include "study/advice.h"
#include "study/caught.h"

#include <math.h>
#include <string.h>

// Rules that a library declares, whole vintages of them, need not all catch something.
static bool own(const Scenario *s, const Head *h) {
    return strcmp(h->file, s->file) == 0;
}

static double value_of(const Result *r, Num n) {
    return scenario_value(r->scenario, n, r->values, 0);
}

// Of a path the greatest of the run.
static double highest(const Result *r, Num n) {
    const Calendar *c = &r->scenario->calendar;
    double most = 0;
    for (int i = 0; i < c->steps; i++)
        most = fmax(most, scenario_value(r->scenario, n, r->values, calendar_time(c, i)));
    return most;
}

static bool same(const Instrument *i, const char *kind, const Caught *x) {
    return strcmp(i->head.name, x->by->head.name) == 0 && strcmp(kind, x->kind) == 0;
}

static bool catches(const Survey *x, const Instrument *i, const char *kind) {
    Arena *arena = arena_new();
    bool any = false;
    for (int k = 0; k < x->shown->n && !any; k++) {
        const Result *r = &x->shown->at[k];
        Caught *all;
        int n = caught_list(r->scenario, r->values, arena, &all);
        for (int j = 0; j < n; j++) any = any || (same(i, kind, &all[j]) && all[j].inside);
    }
    arena_free(arena);
    return any;
}

static void threshold_idle(const Survey *x, const Instrument *i, const char *kind, Faults *w) {
    if (!i->box.given || !own(x->base, &i->head) || catches(x, i, kind)) return;
    const char *cases = x->base->n_cases ? " and in every case" : "";
    fault_add(w, i->head.file, i->head.line,
              "%s \"%s\": its thresholds catch no chip, at the baseline%s: it does nothing; "
              "lower what ends in _from, raise what ends in _below, or remove it",
              kind, i->head.name, cases);
}

static void thresholds_idle(const Survey *x, Faults *w) {
    const Scenario *s = x->base;
    for (int i = 0; i < s->n_controls; i++) threshold_idle(x, &s->controls[i].i, "control", w);
    for (int i = 0; i < s->n_approvals; i++)
        threshold_idle(x, &s->approvals[i].i, "approval", w);
    for (int i = 0; i < s->n_levies; i++)
        threshold_idle(x, &s->levies[i].i, s->levies[i].duty ? "tariff" : "export_levy", w);
}

static const Shock *shock_of(const Scenario *s, const char *name) {
    for (int i = 0; i < s->n_shocks; i++)
        if (strcmp(s->shocks[i].head.name, name) == 0) return &s->shocks[i];
    return NULL;
}

// Neither by its date nor by its hazard. A date that is off is meant.
static bool strikes(const Result *r, const char *name) {
    const Shock *x = shock_of(r->scenario, name);
    if (!x) return true;
    double end = r->scenario->calendar.months, at = value_of(r, x->at);
    double lasts = value_of(r, x->duration), to = value_of(r, x->to);
    if (value_of(r, x->hazard) > 0) return value_of(r, x->from) < end && to > 0;
    if (at >= NO_CAP) return true;
    return at < end && at + lasts > 0 && at < to;
}

static void shocks_idle(const Survey *x, Faults *w) {
    const Calendar *c = &x->base->calendar;
    char from[16], end[16];
    date_format(c->from, from);
    date_format(c->from + c->months, end);
    for (int i = 0; i < x->base->n_shocks; i++) {
        const Head *h = &x->base->shocks[i].head;
        bool any = false;
        for (int k = 0; k < x->shown->n; k++) any = any || strikes(&x->shown->at[k], h->name);
        if (!any)
            fault_add(w, h->file, h->line,
                      "shock \"%s\": never strikes while the scenario runs, from %s until %s; "
                      "move its dates, or the scenario's",
                      h->name, from, end);
    }
}

static double made_of(const Result *r, const char *chip) {
    const Scenario *s = r->scenario;
    for (int c = 0; c < s->n_chips; c++) {
        Pick p = {.id = S_MADE, .party = -1, .chip = c, .workload = -1};
        if (strcmp(s->chips[c].head.name, chip) != 0) continue;
        double sum = series_total(r->series, r->run, &p);
        return isnan(sum) ? 0 : sum;
    }
    return 0;
}

static void successors_idle(const Survey *x, Faults *w) {
    const Scenario *s = x->base;
    for (int c = 0; c < s->n_chips; c++) {
        const Chip *chip = &s->chips[c];
        double made = 0;
        if (chip->follows < 0) continue;
        for (int k = 0; k < x->shown->n; k++)
            made += made_of(&x->shown->at[k], chip->head.name);
        if (made > 0) continue;
        const char *before = s->chips[chip->follows].head.name;
        fault_add(
            w, chip->head.file, chip->head.line,
            "chip \"%s\": field 'follows': none of it is made, at the baseline%s: \"%s\" is "
            "not shut out early enough, or no line makes this one; add a control of \"%s\" "
            "that begins after the first day, shorten redesign, or leave follows out",
            chip->head.name, s->n_cases ? " and in every case" : "", before, before);
    }
}

static void guidelines_idle(const Result *r, Faults *w) {
    const Scenario *s = r->scenario;
    for (int i = 0; i < s->n_guidelines; i++) {
        const Instrument *g = &s->guidelines[i].i;
        bool any = false;
        for (int k = 0; k < s->n_buyers * s->n_chips; k++) {
            int b = k / s->n_chips;
            for (int d = 0; d < s->n_chips && g->acts[k]; d++)
                any = any || chip_is_domestic(s, b, d);
        }
        if (!any && highest(r, s->guidelines[i].share) > 0)
            fault_add(
                w, g->head.file, g->head.line,
                "guideline \"%s\": field 'share': no buyer can follow it: no chip of their "
                "own is for sale; give one a line, or remove the guideline",
                g->head.name);
    }
}

static void subsidies_idle(const Result *r, Faults *w) {
    const Scenario *s = r->scenario;
    for (int i = 0; i < s->n_subsidies; i++) {
        const Instrument *x = &s->subsidies[i].i;
        bool any = false;
        for (int k = 0; k < s->n_buyers * s->n_chips; k++)
            any = any || (x->acts[k] && chip_is_made(s, k % s->n_chips));
        if (!any && highest(r, s->subsidies[i].rate) > 0)
            fault_add(w, x->head.file, x->head.line,
                      "subsidy \"%s\": field 'chips': none of what it pays for is for sale to "
                      "its buyers; give such a chip a line, or name others",
                      x->head.name);
    }
}

static bool is_in(const Names *places, const char *name) {
    for (int i = 0; i < places->n; i++)
        if (strcmp(places->name[i], name) == 0) return true;
    return false;
}

// Where buyers are and chips come from, each once.
static Names places_of(const Scenario *s, Arena *arena) {
    const char **all = ARENA_NEW(arena, const char *, s->n_buyers + s->n_chips + 1);
    Names places = {0, all};
    for (int i = 0; i < s->n_buyers + s->n_chips; i++) {
        const char *place =
            i < s->n_buyers ? s->buyers[i].jurisdiction : s->chips[i - s->n_buyers].origin;
        if (place && !is_in(&places, place)) all[places.n++] = place;
    }
    return places;
}

static bool reaches(const Instrument *i, const Scenario *s) {
    for (int k = 0; k < s->n_buyers * s->n_chips; k++)
        if (i->acts[k]) return true;
    return false;
}

// An instrument without buyers follows its authority: one that is no place ("China" where buyers
// are in "CN") reaches everybody, a place that rules over no trade here nobody.
static void authority_elsewhere(const Scenario *s, const Instrument *i, const char *kind,
                                Faults *w) {
    Arena *arena = arena_new();
    Names places = places_of(s, arena);
    const char *list = "";
    for (int k = 0; k < places.n; k++)
        list = arena_printf(arena, "%s%s\"%s\"", list,
                            !k                  ? ""
                            : k == places.n - 1 ? " or "
                                                : ", ",
                            places.name[k]);
    if (i->buyers.given || !i->by || !own(s, &i->head)) {
        arena_free(arena);
        return;
    }
    if (!is_in(&places, i->by))
        fault_add(
            w, i->head.file, i->head.line,
            "%s \"%s\": field 'by': is \"%s\", where no buyer is and no chip comes from, so "
            "that it acts on every buyer; write %s, or name its buyers",
            kind, i->head.name, i->by, list);
    else if (!reaches(i, s))
        fault_add(
            w, i->head.file, i->head.line,
            "%s \"%s\": field 'by': is \"%s\", which rules over none of the trade here, so "
            "that it acts on nobody; name its buyers, or remove it",
            kind, i->head.name, i->by);
    arena_free(arena);
}

static void authorities_elsewhere(const Scenario *s, Faults *w) {
    for (int i = 0; i < s->n_controls; i++)
        if (!s->controls[i].foundry) authority_elsewhere(s, &s->controls[i].i, "control", w);
    for (int i = 0; i < s->n_approvals; i++)
        authority_elsewhere(s, &s->approvals[i].i, "approval", w);
    for (int i = 0; i < s->n_levies; i++)
        authority_elsewhere(s, &s->levies[i].i, s->levies[i].duty ? "tariff" : "export_levy",
                            w);
    for (int i = 0; i < s->n_bundlings; i++)
        authority_elsewhere(s, &s->bundlings[i].i, "bundling", w);
}

void policy_advise(const Survey *x, Faults *w) {
    authorities_elsewhere(x->base, w);
    thresholds_idle(x, w);
    shocks_idle(x, w);
    successors_idle(x, w);
    guidelines_idle(&x->shown->at[0], w);
    subsidies_idle(&x->shown->at[0], w);
}
