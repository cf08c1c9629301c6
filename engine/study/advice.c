// What an economist would ask about a script in which nothing is wrong. Each function is one
// warning: what was found, why it matters, what to do.
#include "scenario/build.h"
#include "study/advice.h"
#include "study/gist.h"
#include "study/survey.h"

#include <math.h>
#include <string.h>

static const double NOTHING = 1e-6; // units

static const Result *baseline(const Survey *x) {
    return &x->shown->at[0];
}

static double total(const Result *r, SeriesId id, int party, int chip) {
    Pick p = {.id = id, .party = party, .chip = chip, .workload = -1};
    double sum = series_total(r->series, r->run, &p);
    return isnan(sum) ? 0 : sum;
}

static const double *column(const Result *r, SeriesId id, int party, int chip) {
    int c = series_column(r->series, id, party, chip, -1);
    return c < 0 ? NULL : series_at(r->series, r->run, c);
}

static bool acts_on(const Instrument *i, const Scenario *s, int b) {
    for (int c = 0; c < s->n_chips; c++)
        if (instrument_acts(i, b, c)) return true;
    return false;
}

// In how many steps, summed over the buyers it acts on, each constraint held; in all.
static int bindings_under(const Result *r, const Instrument *i, int count[BINDING_COUNT]) {
    const Scenario *s = r->scenario;
    double from = scenario_value(s, i->from, r->values, 0);
    double to = scenario_value(s, i->to, r->values, 0);
    int n = 0;
    for (int b = 0; b < s->n_buyers; b++) {
        const double *codes = acts_on(i, s, b) ? column(r, S_BINDING, b, -1) : NULL;
        for (int k = 0; codes && k < s->calendar.steps; k++) {
            double t = calendar_time(&s->calendar, k);
            if (t < from || t >= to || (Binding)codes[k] == BINDING_NONE) continue;
            count[(Binding)codes[k]]++;
            n++;
        }
    }
    return n;
}

// A price that does not ration the quantity cannot pass a levy on.
static void pass_through(const Survey *x, Faults *w) {
    static const Binding HELD[] = {BINDING_SUPPLY, BINDING_CONTROL, BINDING_APPROVAL,
                                   BINDING_CONVERSION, BINDING_CAP};
    const Scenario *s = baseline(x)->scenario;
    for (int i = 0; i < s->n_levies; i++) {
        const Levy *l = &s->levies[i];
        int count[BINDING_COUNT] = {0}, held = 0;
        if (l->pass_through.kind != PASS_ISOELASTIC && l->pass_through.kind != PASS_LINEAR)
            continue;
        int n = bindings_under(baseline(x), &l->i, count);
        Binding most = HELD[0];
        for (size_t k = 0; k < sizeof HELD / sizeof *HELD; k++) {
            held += count[HELD[k]];
            if (count[HELD[k]] > count[most]) most = HELD[k];
        }
        if (2 * held <= n) continue;
        fault_add(
            w, l->i.head.file, l->i.head.line,
            "%s \"%s\": field 'pass_through': is \"%s\", but at the baseline %s holds the "
            "quantity: a price that rations nothing passes no levy on; set it to "
            "\"capacity\"",
            l->duty ? "tariff" : "export_levy", l->i.head.name,
            l->pass_through.kind == PASS_LINEAR ? "linear" : "isoelastic", binding_name(most));
    }
}

bool chip_is_made(const Scenario *s, int c) {
    for (int i = 0; i < s->n_lines; i++)
        if (s->lines[i].chip == c) return true;
    for (int i = 0; i < s->n_tapeouts; i++)
        if (s->tapeouts[i].chip == c) return true;
    return false;
}

bool chip_is_domestic(const Scenario *s, int b, int c) {
    const Chip *chip = &s->chips[c];
    return chip->captive < 0 && !chip->grey &&
           strcmp(chip->origin, s->buyers[b].jurisdiction) == 0 && chip_is_made(s, c);
}

static double highest_ratio(const Result *r, const Bundling *x) {
    const Calendar *c = &r->scenario->calendar;
    double most = 0;
    for (int i = 0; i < c->steps; i++)
        most =
            fmax(most, scenario_value(r->scenario, x->ratio, r->values, calendar_time(c, i)));
    return most;
}

// In how many steps it holds buyer `b` while no domestic chip is left; -1: there is none at all.
static int sold_out_steps(const Result *r, int b) {
    const Scenario *s = r->scenario;
    const double *codes = column(r, S_BINDING, b, -1);
    int n = 0;
    bool any = false;
    for (int c = 0; c < s->n_chips; c++) any = any || chip_is_domestic(s, b, c);
    for (int k = 0; any && codes && k < s->calendar.steps; k++) {
        double left = 0;
        for (int c = 0; c < s->n_chips; c++)
            if (chip_is_domestic(s, b, c)) left += column(r, S_INVENTORY, -1, c)[k];
        n += (Binding)codes[k] == BINDING_BUNDLING && left < NOTHING;
    }
    return any ? n : -1;
}

static void bundling_met(const Survey *x, Faults *w) {
    const Result *r = baseline(x);
    const Scenario *s = r->scenario;
    const char *step = step_name(s->calendar.step);
    for (int i = 0; i < s->n_bundlings; i++) {
        const Bundling *u = &s->bundlings[i];
        const Head *h = &u->i.head;
        if (highest_ratio(r, u) <= 0) continue;
        for (int b = 0; b < s->n_buyers; b++) {
            if (!acts_on(&u->i, s, b)) continue;
            int n = sold_out_steps(r, b);
            const char *name = s->buyers[b].head.name, *home = s->buyers[b].jurisdiction;
            if (n < 0)
                fault_add(
                    w, h->file, h->line,
                    "bundling \"%s\": field 'ratio': cannot be met by %s: no chip of %s is "
                    "for sale; give one a line, or set the ratio to 0",
                    h->name, name, home);
            else if (2 * n > s->calendar.steps)
                fault_add(
                    w, h->file, h->line,
                    "bundling \"%s\": field 'ratio': cannot be met by %s: chips of %s are "
                    "sold out in %d of %d %ss, so it holds imports back at the baseline; "
                    "raise domestic capacity, or lower the ratio",
                    h->name, name, home, n, s->calendar.steps, step);
        }
    }
}

// Money left where policy holds purchases is a result; where it does not, a slip.
static void budget_spent(const Survey *x, Faults *w) {
    const Result *r = baseline(x);
    const Scenario *s = r->scenario;
    for (int b = 0; b < s->n_buyers; b++) {
        const double *codes = column(r, S_BINDING, b, -1);
        double left = money_unspent(r, b), had = left + total(r, S_CAPEX, b, -1);
        int supply = 0, policy = 0;
        for (int k = 0; codes && k < s->calendar.steps; k++) {
            Binding held = (Binding)codes[k];
            supply += held == BINDING_SUPPLY;
            policy += held != BINDING_SUPPLY && held != BINDING_DEMAND && held != BINDING_NONE;
        }
        bool limited = had > 0 && had < NO_CAP * 0.1;
        if (!limited || left <= 0.5 * had || policy > 0) continue;
        const Head *h = &s->buyers[b].head;
        bool scarce = 2 * supply > s->calendar.steps;
        fault_add(
            w, h->file, h->line,
            "buyer \"%s\": field 'capex': %.0f%% of it cannot be spent at the baseline: no "
            "policy holds the buyer, %s does; lower it, or %s",
            h->name, 100 * left / had, scarce ? "supply" : "its own demand",
            scarce ? "raise what is made" : "raise demand");
    }
}

// Of the chips that the buyer may have, at the start; NO_CAP where there is none.
static double cheapest(const Result *r, int b) {
    const Scenario *s = r->scenario;
    double least = NO_CAP;
    for (int c = 0; c < s->n_chips; c++)
        if (s->chips[c].captive < 0 || s->chips[c].captive == b)
            least = fmin(least, scenario_value(s, s->chips[c].price, r->values, 0));
    return least;
}

// Millions or billions left out.
static void budget_buys_one(const Survey *x, Faults *w) {
    const Result *r = baseline(x);
    const Scenario *s = r->scenario;
    for (int b = 0; b < s->n_buyers; b++) {
        const Head *h = &s->buyers[b].head;
        double had = money_unspent(r, b) + total(r, S_CAPEX, b, -1), price = cheapest(r, b);
        if (had <= 0 || had >= price || price >= NO_CAP) continue;
        fault_add(w, h->file, h->line,
                  "buyer \"%s\": field 'capex': is %.6g USD in the whole run, and one chip "
                  "costs %.6g: a budget is in single dollars, such as usd(14e9)",
                  h->name, had, price);
    }
}

static void approval_controlled(const Survey *x, Faults *w) {
    const Scenario *s = baseline(x)->scenario;
    for (int k = 0; k < s->n_approvals; k++) {
        const Instrument *a = &s->approvals[k].i;
        bool shut = false;
        for (int i = 0; i < s->n_controls; i++) {
            const Instrument *c = &s->controls[i].i;
            if (s->controls[i].foundry || strcmp(c->by, a->by) != 0) continue;
            for (int j = 0; j < s->n_buyers * s->n_chips; j++)
                shut = shut || (a->acts[j] && c->acts[j]);
        }
        if (!shut)
            fault_add(
                w, a->head.file, a->head.line,
                "approval \"%s\": lets in what no control of \"%s\" shuts out: before its "
                "first day everything may be bought; add control \"...\" { by = \"%s\" } "
                "for these chips and buyers",
                a->head.name, a->by, a->by);
    }
}

static bool is_read(const Scenario *s, int input) {
    const Graph *g = s->draft->graph;
    for (int i = 0; i < s->n_slots; i++)
        if (formula_uses(g, s->slots[i].formula, input)) return true;
    for (int i = 0; i < s->draft->n_guards; i++) {
        const Guard *x = &s->draft->guards[i];
        if (formula_uses(g, x->a, input) || formula_uses(g, x->b, input)) return true;
    }
    for (int i = 0; i < s->draft->n_opaques; i++)
        if (s->draft->opaques[i].input == input) return true;
    return s->n_rules > 0;
}

static const char *kind_of(const Input *in) {
    return in->kind == INPUT_LEVER ? "lever" : "assume";
}

static void input_idle(const Survey *x, Faults *w) {
    for (int i = 0; i < x->base->n_inputs; i++) {
        const Input *in = &x->base->inputs[i];
        if (!x->idle[i]) continue;
        bool read = false;
        for (int k = 0; k < x->shown->n; k++)
            read = read || is_read(x->shown->at[k].scenario, i);
        const char *cases = x->base->n_cases ? " and in every case" : "";
        bool ruled = x->base->n_rules > 0 && in->kind == INPUT_LEVER;
        if (!read)
            fault_add(w, in->file, in->line,
                      "%s \"%s\": changes nothing: no field uses it; use it in one, or remove "
                      "it",
                      kind_of(in), in->name);
        else if (ruled)
            fault_add(w, in->file, in->line,
                      "lever \"%s\": changes nothing over its range, at the baseline%s: a rule "
                      "sets it in every step, and then all is well, or what it moves never "
                      "binds; then widen the range, or add a case in which it does",
                      in->name, cases);
        else
            fault_add(w, in->file, in->line,
                      "%s \"%s\": changes nothing over its range, at the baseline%s: what it "
                      "moves never binds; widen the range, or add a case in which it does",
                      kind_of(in), in->name, cases);
    }
}

// The input that a field is, without arithmetic; -1.
static int input_of(const Survey *x, const Raw *raw) {
    if (raw->kind != RAW_FORMULA) return -1;
    const Node *n = graph_node(x->base->draft->graph, raw->formula);
    return n->op == OP_INPUT ? n->a : -1;
}

// A policy that every value of its lever keeps in force: only a field that it needs is its
// strength. A threshold of 0 catches every chip, and a window of 0 is one step.
static void neutral_left_out(const Survey *x, const RawEntity *e, const RawField *f,
                             Faults *w) {
    const Field *field = field_find(kind_find(e->kind), f->name);
    int i = input_of(x, &f->value);
    const Input *in = i < 0 ? NULL : &x->base->inputs[i];
    if (!in || !field || !field->required || !field->may_be_off || field->neutral != 0) return;
    if (in->kind != INPUT_LEVER || in->can_be_off || (in->min <= 0 && in->max >= 0)) return;
    char low[96], high[96];
    input_value_words(in, in->min, low);
    input_value_words(in, in->max, high);
    fault_add(w, in->file, in->line,
              "lever \"%s\": its range %s to %s leaves out 0, where %s \"%s\" does nothing: no "
              "run shows the world without it; set min = 0 or off = true",
              in->name, low, high, e->kind, e->name);
}

typedef struct Neutral { // a value that does nothing, with values that do on both sides of it
    const char *kind, *field;
    double value;
} Neutral;

static const Neutral NEUTRALS[] = {{"buyer", "access_uplift", 0}, {"buyer", "weight", 1}};

static void neutral_at_end(const Survey *x, const RawEntity *e, const RawField *f,
                           const Raw *raw, Faults *w) {
    for (int k = 0; k < raw->n && (raw->kind == RAW_MAP || raw->kind == RAW_LIST); k++)
        neutral_at_end(x, e, f, &raw->items[k].value, w);
    int i = input_of(x, raw);
    const Input *in = i < 0 ? NULL : &x->base->inputs[i];
    for (size_t k = 0; in && k < sizeof NEUTRALS / sizeof *NEUTRALS; k++) {
        const Neutral *n = &NEUTRALS[k];
        if (strcmp(n->kind, e->kind) != 0 || strcmp(n->field, f->name) != 0) continue;
        if (in->min != n->value && in->max != n->value) continue;
        fault_add(
            w, in->file, in->line,
            "%s \"%s\": field '%s': its range ends at %g, where %s \"%s\" field '%s' does "
            "nothing: no run can show the opposite effect; go beyond %g if it may be so",
            kind_of(in), in->name, in->min == n->value ? "min" : "max", n->value, e->kind,
            e->name, f->name, n->value);
    }
}

static void neutrals(const Survey *x, Faults *w) {
    const Draft *d = x->base->draft;
    for (int i = 0; i < d->n_entities; i++) {
        const RawEntity *e = &d->entities[i];
        for (int k = 0; k < e->n_fields && kind_find(e->kind)->size; k++) {
            neutral_left_out(x, e, &e->fields[k], w);
            neutral_at_end(x, e, &e->fields[k], &e->fields[k].value, w);
        }
    }
}

static void draws_failed(const Survey *x, Faults *w) {
    if (!x->n_failed) return;
    fault_add(w, x->failure.file, x->failure.line,
              "%s (in %d of %d draws over all ranges; narrow a range, or let the script stand "
              "it)",
              x->failure.text, x->n_failed, x->n_draws);
}

void survey_advise(const Survey *x, Faults *warnings) {
    pass_through(x, warnings);
    bundling_met(x, warnings);
    budget_spent(x, warnings);
    budget_buys_one(x, warnings);
    approval_controlled(x, warnings);
    supply_advise(baseline(x), warnings);
    policy_advise(x, warnings);
    leases_advise(x, warnings);
    input_idle(x, warnings);
    neutrals(x, warnings);
    draws_failed(x, warnings);
}
