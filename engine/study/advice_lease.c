// What an economist would ask about leases: whether anybody can pay them, what they cost beside a
// chip of one's own, and whether their room is used. Where contracts of several leases cannot be
// told apart each counts as if it held them all, so that what is said of one is true.
#include "study/advice.h"
#include "study/owning.h"
#include "study/say.h"

#include <math.h>
#include <string.h>

static const double NOTHING = 1e-6; // compute units

static double value_at(const Result *r, Num n, double t, double fallback) {
    return n == NUM_NONE ? fallback : scenario_value(r->scenario, n, r->values, t);
}

static double time_of(const Result *r, int step) {
    return calendar_time(&r->scenario->calendar, step);
}

static const double *column(const Result *r, SeriesId id, int party, int chip, int workload) {
    int c = series_column(r->series, id, party, chip, workload);
    return c < 0 ? NULL : series_at(r->series, r->run, c);
}

static int lease_named(const Scenario *s, const char *name) {
    for (int i = 0; i < s->n_leases; i++)
        if (strcmp(s->leases[i].i.head.name, name) == 0) return i;
    return -1;
}

static bool has_money(const Result *r, const YearNums *years) {
    for (int i = 0; i < years->n; i++)
        if (value_at(r, years->amount[i], 0, 0) > 0) return true;
    return false;
}

static bool can_pay(const Result *r, int b) {
    const Buyer *x = &r->scenario->buyers[b];
    bool capex = value_at(r, x->to_leases, 0, 0) > 0 && has_money(r, &x->capex);
    return capex || has_money(r, &x->opex);
}

static bool payable(const Results *all, const char *lease) {
    for (int k = 0; k < all->n; k++) {
        const Scenario *s = all->at[k].scenario;
        int l = lease_named(s, lease);
        for (int b = 0; b < s->n_buyers && l >= 0; b++)
            if (s->leases[l].i.buyers.has[b] && can_pay(&all->at[k], b)) return true;
    }
    return false;
}

static void nobody_pays(const Survey *x, const Lease *l, Faults *w) {
    const Head *h = &l->i.head;
    if (payable(x->shown, h->name) || payable(x->ends, h->name)) return;
    fault_add(w, h->file, h->line,
              "lease \"%s\": none of its buyers can ever pay it: they have no opex, and no "
              "unspent capex may pay for leases (to_leases); give one of them opex or "
              "to_leases, or remove the lease",
              h->name);
}

// Compute that the buyers of a lease have contracts for after the step, at most.
static double taken(const Result *r, const Lease *l, int step) {
    const Scenario *s = r->scenario;
    double sum = 0, least = 1;
    for (int i = 0; i < s->n_leases; i++)
        least = fmin(least, value_at(r, s->leases[i].discount, 0, 1));
    for (int b = 0; b < s->n_buyers; b++)
        for (int k = 0; k < s->n_workloads; k++) {
            const double *y = column(r, S_COMPUTE_LEASED, b, -1, k);
            if (y && l->i.buyers.has[b] && l->workloads.has[k]) sum += y[step];
        }
    return sum / least;
}

static bool is_open(const Result *r, const Lease *l, int step) {
    double t = time_of(r, step), next = t + step_months(r->scenario->calendar.step);
    return value_at(r, l->i.from, 0, 0) < next && value_at(r, l->i.to, 0, NO_CAP) > t;
}

// The largest share of its capacity that was taken while it was open; 1 where that has no limit
// or where it is never open.
static double share_taken(const Result *r, const Lease *l, double *capacity) {
    double most = 0;
    bool any = false;
    *capacity = 0;
    for (int i = 0; i < r->scenario->calendar.steps; i++) {
        if (!is_open(r, l, i)) continue;
        double room = value_at(r, l->capacity, time_of(r, i), NO_CAP);
        if (room >= NO_CAP || !(room > 0)) return 1;
        *capacity = fmax(*capacity, room);
        most = fmax(most, taken(r, l, i) / room);
        any = true;
    }
    return any ? most : 1;
}

// A window that shuts while less than half of the room is taken; in no case it is more.
static void closes_unused(const Survey *x, const Lease *l, Faults *w) {
    const Result *base = &x->shown->at[0];
    const Head *h = &l->i.head;
    double to = value_at(base, l->i.to, 0, NO_CAP), most = 0, room, other;
    if (to >= base->scenario->calendar.months) return;
    double now = share_taken(base, l, &room);
    for (int k = 0; k < x->shown->n; k++) {
        const Scenario *s = x->shown->at[k].scenario;
        int i = lease_named(s, h->name);
        if (i >= 0) most = fmax(most, share_taken(&x->shown->at[k], &s->leases[i], &other));
    }
    if (!(most < 0.5)) return;
    Arena *a = arena_new();
    char date[16];
    date_format(base->scenario->calendar.from + to, date);
    fault_add(
        w, h->file, h->line,
        "lease \"%s\": field 'to': it closes on %s, when at most %.0f%% of its capacity of "
        "%s has been taken, so that capacity holds nobody, at the baseline%s; lower "
        "capacity, leave it out, or close later",
        h->name, date, 100 * now, say(a, room, base->scenario->compute_unit),
        x->base->n_cases ? " and in every case" : "");
    arena_free(a);
}

static bool demand_unmet(const Result *r, const Lease *l, int b, int step) {
    for (int k = 0; k < r->scenario->n_workloads; k++) {
        const double *y = column(r, S_UNMET, b, -1, k);
        if (y && l->workloads.has[k] && y[step] > NOTHING) return true;
    }
    return false;
}

// A lease that had room for the buyer's unmet demand in the step before the one in which money
// lapsed; NULL.
static const Lease *room_at(const Result *r, int b, int step) {
    const Scenario *s = r->scenario;
    for (int i = 0; i < s->n_leases && step > 0; i++) {
        const Lease *l = &s->leases[i];
        double room = value_at(r, l->capacity, time_of(r, step - 1), NO_CAP);
        bool free = taken(r, l, step - 1) < room * (1 - 1e-9) - NOTHING;
        if (l->i.buyers.has[b] && is_open(r, l, step - 1) && free &&
            demand_unmet(r, l, b, step - 1))
            return l;
    }
    return NULL;
}

static bool share_may_be_more(const Survey *x, const char *buyer) {
    for (int k = 0; k < x->shown->n + x->ends->n; k++) {
        const Result *r = k < x->shown->n ? &x->shown->at[k] : &x->ends->at[k - x->shown->n];
        for (int b = 0; b < r->scenario->n_buyers; b++)
            if (strcmp(r->scenario->buyers[b].head.name, buyer) == 0 &&
                value_at(r, r->scenario->buyers[b].to_leases, 0, 0) > 0)
                return true;
    }
    return false;
}

static void capex_lapses(const Survey *x, int b, Faults *w) {
    const Result *r = &x->shown->at[0];
    const Head *h = &r->scenario->buyers[b].head;
    int c = series_column(r->series, S_BUDGET_LAPSED, b, -1, -1);
    const double *lapsed = c < 0 ? NULL : series_at(r->series, r->run, c);
    const Lease *found = NULL;
    double sum = 0;
    for (int i = 1; lapsed && i < r->series->steps; i++) {
        const Lease *l = lapsed[i] > 0 ? room_at(r, b, i) : NULL;
        if (l) sum += lapsed[i], found = l;
    }
    if (!found || share_may_be_more(x, h->name)) return;
    Arena *a = arena_new();
    fault_add(
        w, h->file, h->line,
        "buyer \"%s\": field 'to_leases': is 0, and %s of its capex lapses at the baseline "
        "while lease \"%s\" has room for what it still wants; let a share of unspent capex "
        "pay for leases, or raise carry",
        h->name, say(a, round(sum), series_unit(r->series, c)), found->i.head.name);
    arena_free(a);
}

// What a unit of owned compute's worth costs by lease, at the least rate of the run.
static double least_rate(const Result *r, const Lease *l) {
    double least = (double)INFINITY;
    for (int i = 0; i < r->scenario->calendar.steps; i++)
        if (is_open(r, l, i)) least = fmin(least, rent_at(r, l, i));
    return least;
}

static const Lease *cheapest(const Result *r, int b) {
    const Lease *best = NULL;
    for (int i = 0; i < r->scenario->n_leases; i++) {
        const Lease *l = &r->scenario->leases[i];
        if (!l->i.buyers.has[b] || !isfinite(least_rate(r, l))) continue;
        if (!best || least_rate(r, l) < least_rate(r, best)) best = l;
    }
    return best;
}

static double total(const Result *r, SeriesId id, int b) {
    const double *y = column(r, id, b, -1, -1);
    double sum = 0;
    for (int i = 0; y && i < r->series->steps; i++) sum += y[i];
    return sum;
}

// Rent is dear where chips cannot be had, and rightly so. Where only money holds the buyer back,
// money in the wrong purse does.
static void dearer_than_owning(const Result *r, int b, Faults *w) {
    const Scenario *s = r->scenario;
    const double *codes = column(r, S_BINDING, b, -1, -1);
    const Lease *l = cheapest(r, b);
    int held = 0;
    for (int i = 0; codes && i < s->calendar.steps; i++)
        held += (Binding)codes[i] == BINDING_BUDGET;
    bool from_opex = total(r, S_OPEX, b) > total(r, S_CAPEX_TO_LEASES, b) + 1;
    if (!l || 2 * held <= s->calendar.steps || !from_opex) return;
    Owning own = owning_bought(r, b, l);
    if (own.chip < 0 || !(least_rate(r, l) > own.cost)) return;
    fault_add(
        w, l->i.head.file, l->i.head.line,
        "lease \"%s\": field 'rate': %s pays %.0f USD a month for a %s of it, and for one of "
        "its own, of %s, %.0f over %.0f months, the chip alone; but money holds its "
        "purchases back in %d of %d %ss at the baseline: move opex to capex, or lower the "
        "rate",
        l->i.head.name, s->buyers[b].head.name, least_rate(r, l), s->compute_unit,
        s->chips[own.chip].head.name, own.cost, own.months, held, s->calendar.steps,
        step_name(s->calendar.step));
}

void leases_advise(const Survey *x, Faults *w) {
    const Result *r = &x->shown->at[0];
    const Scenario *s = r->scenario;
    if (!s->n_leases || s->n_rules) return;
    for (int i = 0; i < s->n_leases; i++) {
        nobody_pays(x, &s->leases[i], w);
        closes_unused(x, &s->leases[i], w);
    }
    for (int b = 0; b < s->n_buyers; b++) {
        capex_lapses(x, b, w);
        dearer_than_owning(r, b, w);
    }
}
