// What an economist would ask about supply and about prices that move by themselves.
#include "study/advice.h"

#include <math.h>
#include <string.h>

static bool takes(const ResourceNums *uses, int r) {
    return uses->given && uses->amount[r] != NUM_NONE;
}

static void resource_idle(const Scenario *s, Faults *w) {
    for (int r = 0; r < s->n_resources; r++) {
        const Head *h = &s->resources[r].head;
        bool used = false;
        for (int i = 0; i < s->n_lines; i++)
            used = used || s->lines[i].node == r || takes(&s->lines[i].uses, r);
        for (int i = 0; i < s->n_tapeouts; i++) used = used || takes(&s->tapeouts[i].uses, r);
        if (!used)
            fault_add(
                w, h->file, h->line,
                "resource \"%s\": no line and no tape-out takes of it; name it in uses or "
                "node of one, or remove it",
                h->name);
    }
}

static double value_of(const Result *r, Num n) {
    return scenario_value(r->scenario, n, r->values, 0);
}

static void price_bounds(const Result *r, int c, Faults *w) {
    const Chip *x = &r->scenario->chips[c];
    double price = value_of(r, x->price), low = value_of(r, x->price_floor),
           high = value_of(r, x->price_ceiling);
    if (!(value_of(r, x->price_response) > 0) || (price >= low && price <= high)) return;
    bool under = price < low;
    fault_add(w, x->head.file, x->head.line,
              "chip \"%s\": field '%s': is %.6g, %s its price of %.6g at the start: the price "
              "begins there, not at the price given; move one of them",
              x->head.name, under ? "price_floor" : "price_ceiling", under ? low : high,
              under ? "above" : "below", price);
}

static double made_of(const Result *r, int c) {
    Pick p = {.id = S_MADE, .party = -1, .chip = c, .workload = -1};
    double sum = series_total(r->series, r->run, &p);
    return isnan(sum) ? 0 : sum;
}

// Does somebody buy it at home, or own it?
static bool sold_at_home(const Scenario *s, int c) {
    if (s->chips[c].captive >= 0) return true;
    for (int b = 0; b < s->n_buyers; b++)
        if (strcmp(s->buyers[b].jurisdiction, s->chips[c].origin) == 0) return true;
    return false;
}

static void learning_idle(const Result *r, int c, Faults *w) {
    const Chip *x = &r->scenario->chips[c];
    if (!(value_of(r, x->progress_ratio) < 1)) return;
    if (!(made_of(r, c) > 0))
        fault_add(w, x->head.file, x->head.line,
                  "chip \"%s\": field 'progress_ratio': none of it is made at the baseline, so "
                  "nothing is learnt; give it a line that makes some, or leave progress_ratio "
                  "out",
                  x->head.name);
    else if (!sold_at_home(r->scenario, c))
        fault_add(w, x->head.file, x->head.line,
                  "chip \"%s\": field 'progress_ratio': lowers its price only at home, and no "
                  "buyer is in %s: only its unit cost falls; add such a buyer, or give a price "
                  "that falls over time",
                  x->head.name, x->origin);
}

// Who pays all at order orders what he wants.
static void inflation_idle(const Result *r, Faults *w) {
    for (int b = 0; b < r->scenario->n_buyers; b++) {
        const Buyer *x = &r->scenario->buyers[b];
        if (!(value_of(r, x->inflation) > 0) || value_of(r, x->deposit) < 1) continue;
        fault_add(w, x->head.file, x->head.line,
                  "buyer \"%s\": field 'inflation': does nothing with deposit 1: who pays in "
                  "full at order claims no more than he wants; lower deposit, or leave "
                  "inflation out",
                  x->head.name);
    }
}

void supply_advise(const Result *baseline, Faults *w) {
    resource_idle(baseline->scenario, w);
    for (int c = 0; c < baseline->scenario->n_chips; c++) {
        price_bounds(baseline, c, w);
        learning_idle(baseline, c, w);
    }
    inflation_idle(baseline, w);
}
