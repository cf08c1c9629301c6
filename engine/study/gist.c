#include "study/gist.h"

#include <math.h>
#include <string.h>

enum { NOBODY = -1 };
static const double UNLIMITED = 1e14; // units or USD; what a field that is off comes to

static double total(const Result *r, SeriesId id, int party, int chip) {
    Pick p = {.id = id, .party = party, .chip = chip, .workload = -1};
    double x = series_total(r->series, r->run, &p);
    return isnan(x) ? 0 : x;
}

bool is_import(const Scenario *s, int b, int c) {
    const Chip *chip = &s->chips[c];
    const char *home = s->buyers[b].jurisdiction;
    return chip->captive < 0 && !chip->grey && chip->origin && home &&
           strcmp(chip->origin, home) != 0;
}

static bool may_buy(const Scenario *s, int b, int c) {
    return s->chips[c].captive < 0 || s->chips[c].captive == b;
}

// How many instruments of the scenario act on these imports.
static int instruments_on(const Scenario *s, int b, int c) {
    int n = 0;
    for (int i = 0; i < s->n_controls; i++)
        n += !s->controls[i].foundry && instrument_acts(&s->controls[i].i, b, c);
    for (int i = 0; i < s->n_approvals; i++) n += instrument_acts(&s->approvals[i].i, b, c);
    for (int i = 0; i < s->n_levies; i++) n += instrument_acts(&s->levies[i].i, b, c);
    for (int i = 0; i < s->n_bundlings; i++) n += instrument_acts(&s->bundlings[i].i, b, c);
    for (int i = 0; i < s->n_guidelines; i++) n += instrument_acts(&s->guidelines[i].i, b, c);
    for (int i = 0; i < s->n_subsidies; i++) n += instrument_acts(&s->subsidies[i].i, b, c);
    return n;
}

// From the own currency of buyer `b` to that of the series, at a step.
static double exchange(const Result *r, int b, int step) {
    const Scenario *s = r->scenario;
    double t = calendar_time(&s->calendar, step);
    return money_rate(s, r->series->currency, r->values, t) /
           money_rate(s, s->buyers[b].currency, r->values, t);
}

double money_unspent(const Result *r, int b) {
    int left = series_column(r->series, S_BUDGET_LEFT, b, -1, -1);
    int lapsed = series_column(r->series, S_BUDGET_LAPSED, b, -1, -1);
    if (left < 0) return NAN;
    int steps = r->series->steps, end = r->scenario->calendar.steps - 1;
    double sum = series_at(r->series, r->run, left)[steps - 1] * exchange(r, b, end);
    for (int i = 0; lapsed >= 0 && i < steps; i++)
        sum += series_at(r->series, r->run, lapsed)[i] * exchange(r, b, steps == 1 ? end : i);
    return fmax(sum, 0);
}

static double last_price(const Result *r, int b, int c) {
    int column = series_column(r->series, S_PRICE, b, c, -1);
    const double *y = column < 0 ? NULL : series_at(r->series, r->run, column);
    for (int i = y ? r->series->steps : 0; i-- > 0;)
        if (y[i] > 0) return y[i];
    return scenario_value(r->scenario, r->scenario->chips[c].price, r->values, 0);
}

// Does the number follow a path? Others are read once.
static bool moves(const Scenario *s, Num n) {
    return n >= s->n_slots;
}

static double value_or_0(const Result *r, Num n, double t) {
    return n == NUM_NONE ? 0 : scenario_value(r->scenario, n, r->values, t);
}

// Compute that buyer `b` wants over the run; 0 where it states no demand.
static double demand_of(const Result *r, int b) {
    const Scenario *s = r->scenario;
    const Buyer *buyer = &s->buyers[b];
    double sum = 0, months = step_months(s->calendar.step);
    for (int w = 0; w < s->n_workloads; w++) {
        Num flow = buyer->demand.given ? buyer->demand.amount[w] : NUM_NONE;
        Num stock = buyer->target.given ? buyer->target.amount[w] : NUM_NONE;
        double most = 0, wanted = 0, held = 0;
        for (int i = 0; i < s->calendar.steps; i++) {
            double t = calendar_time(&s->calendar, i);
            if (i == 0 || moves(s, flow)) wanted = value_or_0(r, flow, t) * months;
            if (i == 0 || moves(s, stock)) held = value_or_0(r, stock, t);
            sum += wanted;
            most = fmax(most, held);
        }
        sum += most;
    }
    return sum;
}

// Demand that was never met: what was lost on the way and what is still open at the end.
static double unmet_of(const Result *r, int b) {
    Pick lost = {.id = S_LOST, .party = b, .chip = -1, .workload = -1};
    Pick open = {.id = S_UNMET, .party = b, .chip = -1, .workload = -1};
    double end = series_total(r->series, r->run, &open);
    const Buyer *buyer = &r->scenario->buyers[b];
    if (isnan(end)) return 0;
    if (buyer->target.given) // a gap is worked off over `adjustment`, one step's part at a time
        return end * scenario_value(r->scenario, buyer->adjustment, r->values, 0) /
               step_months(r->scenario->calendar.step);
    double carry = scenario_value(r->scenario, buyer->unmet_carry, r->values, 0);
    double sum = series_total(r->series, r->run, &lost);
    return (isnan(sum) ? 0 : sum) + (carry > 0 ? end : 0);
}

// How many of chip `c` the whole budget, or the whole demand, of `b` comes to.
static double potential_of(const Result *r, int b, int c, GistLimit *limit) {
    const Scenario *s = r->scenario;
    double unspent = money_unspent(r, b), price = last_price(r, b, c);
    double money = (total(r, S_CAPEX, b, -1) + unspent) / price;
    double one = scenario_value(s, s->chips[c].throughput, r->values, 0);
    double demand = s->n_workloads == 1 ? demand_of(r, b) / one : 0;
    bool has_money = !isnan(money) && price > 0 && unspent < UNLIMITED;
    bool has_demand = demand > 0 && isfinite(demand);
    *limit = has_money && !(has_demand && demand < money) ? LIMIT_MONEY
             : has_demand                                 ? LIMIT_DEMAND
                                                          : LIMIT_UNKNOWN;
    return *limit == LIMIT_MONEY ? money : *limit == LIMIT_DEMAND ? demand : 0;
}

// The import that policy is about: the one which instruments act on, then the one most wanted.
static int choose_import(const Result *r) {
    const Scenario *s = r->scenario;
    int best = -1;
    double best_wish = 0;
    int best_acts = 0;
    for (int c = 0; c < s->n_chips; c++) {
        int acts = 0;
        bool foreign = false;
        double wish = 0, one = scenario_value(s, s->chips[c].throughput, r->values, 0);
        for (int b = 0; b < s->n_buyers; b++) {
            if (!is_import(s, b, c)) continue;
            foreign = true;
            acts += instruments_on(s, b, c);
            wish += total(r, S_WISHED, b, c) * one;
        }
        if (!foreign) continue;
        bool better = best < 0 || (acts > 0) > (best_acts > 0);
        if (best >= 0 && (acts > 0) == (best_acts > 0))
            better = wish > best_wish || (wish == best_wish && acts > best_acts);
        if (better) {
            best = c;
            best_wish = wish;
            best_acts = acts;
        }
    }
    return best;
}

static int choose_any(const Result *r) {
    const Scenario *s = r->scenario;
    int best = -1;
    double most = -1;
    for (int c = 0; c < s->n_chips; c++) {
        double one = scenario_value(s, s->chips[c].throughput, r->values, 0);
        double got = total(r, S_BOUGHT, -1, c) * one;
        if (got > most) {
            most = got;
            best = c;
        }
    }
    return best;
}

// Whose purchases of the chip the gist is about: importers on whom an instrument acts, else all
// importers, else everyone.
static bool concerns(const Scenario *s, const Gist *g, bool regulated, int b) {
    if (!g->foreign) return may_buy(s, b, g->chip);
    return is_import(s, b, g->chip) && (!regulated || instruments_on(s, b, g->chip) > 0);
}

static bool any_regulated(const Scenario *s, const Gist *g) {
    for (int b = 0; b < s->n_buyers; b++)
        if (is_import(s, b, g->chip) && instruments_on(s, b, g->chip)) return true;
    return false;
}

static int buyer_named(const Scenario *s, const char *name) {
    for (int b = 0; name && b < s->n_buyers; b++)
        if (strcmp(s->buyers[b].head.name, name) == 0) return b;
    return NOBODY;
}

// Who bought most; among equals (nobody bought any) who could have.
static bool leads(double bought, double potential, const Gist *g) {
    if (g->buyer < 0 || bought > g->bought) return true;
    return bought >= g->bought && potential > g->potential;
}

static void choose_buyer(const Result *r, Gist *g, const char *name) {
    const Scenario *s = r->scenario;
    bool regulated = g->foreign && any_regulated(s, g);
    int named = buyer_named(s, name);
    for (int b = 0; b < s->n_buyers; b++) {
        if (!concerns(s, g, regulated, b) && b != named) continue;
        GistLimit limit;
        double bought = total(r, S_BOUGHT, b, g->chip);
        double potential = fmax(potential_of(r, b, g->chip, &limit), bought);
        if (named >= 0 ? b != named : !leads(bought, potential, g)) continue;
        g->buyer = b;
        g->potential = potential;
        g->limit = limit;
        g->bought = bought;
        g->delivered = total(r, S_DELIVERED, b, g->chip);
    }
}

// What held the buyer's imports, by the number of steps.
static void find_binding(const Result *r, Gist *g) {
    int steps[BINDING_COUNT] = {0}, kinds = 0;
    int column = g->buyer < 0 ? -1 : series_column(r->series, S_BINDING, g->buyer, -1, -1);
    for (int i = 0; column >= 0 && i < r->series->steps; i++) {
        Binding b = (Binding)series_at(r->series, r->run, column)[i];
        if (g->first == BINDING_NONE) g->first = b;
        steps[b]++;
    }
    for (int k = 1; k < BINDING_COUNT; k++) {
        if (steps[k] > (g->longest ? steps[g->longest] : 0)) g->longest = (Binding)k;
        kinds += steps[k] > 0;
    }
    g->steps = steps[g->longest];
    g->only = kinds == 1;
}

static void find_balance(const Result *r, Gist *g) {
    double left = 0, had = 0;
    for (int b = 0; b < r->scenario->n_buyers; b++) {
        g->demanded += demand_of(r, b);
        g->unmet += unmet_of(r, b);
        double unspent = money_unspent(r, b);
        left += unspent;
        had += unspent + total(r, S_CAPEX, b, -1);
    }
    g->money_left = had > 0 && left < UNLIMITED ? left / had : (double)NAN;
    g->stock_left =
        total(r, S_INVENTORY, -1, g->chip) / fmax(total(r, S_BOUGHT, -1, g->chip), 1);
}

static int chip_named(const Scenario *s, const char *name) {
    for (int c = 0; name && c < s->n_chips; c++)
        if (strcmp(s->chips[c].head.name, name) == 0) return c;
    return -1;
}

Gist gist_of(const Result *r, const char *chip, const char *buyer) {
    const Scenario *s = r->scenario;
    Gist g = {.chip = chip_named(s, chip), .buyer = NOBODY};
    if (g.chip < 0) g.chip = choose_import(r);
    if (g.chip < 0) g.chip = choose_any(r);
    if (g.chip < 0) return g;
    for (int b = 0; b < s->n_buyers; b++) g.foreign = g.foreign || is_import(s, b, g.chip);
    choose_buyer(r, &g, buyer);
    find_binding(r, &g);
    find_balance(r, &g);
    return g;
}
