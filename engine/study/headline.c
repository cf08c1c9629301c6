#include "study/finding.h"
#include "study/gist.h"

#include "base/calendar.h"
#include "base/text.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct Words {
    const char *binds; // "Approvals bind"
    const char *noun;  // "approvals", for the middle of a sentence
    bool plural;
} Words;

static const Words WORDS[BINDING_COUNT] = {
    [BINDING_NONE] = {"Nothing binds", "nothing", false},
    [BINDING_SUPPLY] = {"Supply binds", "supply", false},
    [BINDING_CONTROL] = {"Controls bind", "controls", true},
    [BINDING_APPROVAL] = {"Approvals bind", "approvals", true},
    [BINDING_CONVERSION] = {"Slow conversion of approvals binds", "slow conversion", false},
    [BINDING_CAP] = {"Caps bind", "caps", true},
    [BINDING_BUDGET] = {"Money binds", "money", false},
    [BINDING_DEMAND] = {"Demand binds", "demand", false},
    [BINDING_BUNDLING] = {"Bundling binds", "bundling", false},
};

static const char *plural(const char *name) {
    size_t n = strlen(name);
    return n && (name[n - 1] == 's' || name[n - 1] == 'S') ? "" : "s";
}

static void units(char out[32], const char *none, double n) {
    if (n < 0.5)
        snprintf(out, 32, "%s", none);
    else
        text_short(out, "", n);
}

static bool differs(double a, double b) {
    return fabs(a - b) > 0.005 * fmax(fabs(a), fabs(b)) && fabs(a - b) > 1e-9;
}

static const char *chip_name(const Result *r, const Gist *g) {
    return r->scenario->chips[g->chip].head.name;
}

static const char *buyer_name(const Result *r, const Gist *g) {
    return r->scenario->buyers[g->buyer].head.name;
}

// Bought, but the horizon ends before anything arrives.
static bool is_under_way(const Gist *g) {
    return g->delivered < 0.5 && g->bought >= 0.5;
}

// "; the first arrive in Mar 2027, after the end", of the buyer's purchases of the chip.
static void when_first_arrive(const Result *r, const Gist *g, Text *out) {
    const Scenario *s = r->scenario;
    Pick p = {.id = S_BOUGHT, .by = BY_BUYER, .party = g->buyer, .chip = g->chip};
    p.workload = -1;
    Arena *arena = arena_new();
    Curve *curve;
    int first = 0, steps = r->scenario->calendar.steps;
    if (series_curves(r->series, r->run, &p, arena, &curve))
        for (double sum = curve->y[0]; sum < 0.5 && first < r->series->steps - 1;)
            sum += curve->y[++first];
    arena_free(arena);
    double t = calendar_time(&s->calendar, first), step = step_months(s->calendar.step);
    double ship = scenario_value(s, s->buyers[g->buyer].ship, r->values, t);
    double arrival = fmax(first + floor(ship / step + 1e-9), steps) * step;
    char date[32];
    date_format_long(s->calendar.from + arrival, date);
    text_printf(out, "; the first arrive in %s, after the end", date);
}

// "ByteDance receives 133k of 518k affordable H200s"
static void who_gets(const Result *r, const Gist *g, Text *out) {
    char got[32], of[32];
    const char *chip = chip_name(r, g), *s = plural(chip);
    bool under_way = is_under_way(g);
    units(got, "no", under_way ? g->bought : g->delivered);
    units(of, "0", g->potential);
    text_printf(out, "%s %s ", buyer_name(r, g), under_way ? "buys" : "receives");
    // Where demand holds the imports, the rest of it was met by other chips.
    bool short_of = g->limit != LIMIT_UNKNOWN && g->longest != BINDING_DEMAND &&
                    g->bought < 0.995 * g->potential;
    const char *kind = g->limit == LIMIT_MONEY ? "affordable" : "wanted";
    if (short_of && g->bought < 0.5)
        text_printf(out, "none of %s %s %s%s", of, kind, chip, s);
    else if (short_of)
        text_printf(out, "%s of %s %s %s%s", got, of, kind, chip, s);
    else
        text_printf(out, "%s %s%s", got, chip, s);
    if (under_way) when_first_arrive(r, g, out);
}

// "Approvals bind first", "Approvals bind in 23 of 24 months"
static void what_binds(const Result *r, const Gist *g, Text *out) {
    int all = r->series->steps;
    if (g->longest == BINDING_DEMAND && g->only) {
        text_add(out, "Nothing stands in the way");
        return;
    }
    text_add(out, WORDS[g->longest].binds);
    if (g->steps == all)
        text_add(out, " throughout");
    else if (g->first == g->longest)
        text_add(out, " first");
    else
        text_printf(out, " in %d of %d %ss", g->steps, all,
                    step_name(r->scenario->calendar.step));
}

// Without imports: how far what there is covers what is wanted.
static void what_covers(const Result *r, const Gist *g, Text *out) {
    if (g->demanded > 0 && g->unmet > 0.005 * g->demanded) {
        bool poor = g->money_left < 0.005 && g->stock_left > 0.01;
        double share = 100 * fmax(0, 1 - g->unmet / g->demanded);
        text_printf(out, "%s %.*f%% of demand: ", poor ? "Money pays for" : "Supply covers",
                    share < 9.95 ? 1 : 0, share);
    } else if (g->demanded > 0) {
        text_add(out, "All demand is met: ");
    }
    who_gets(r, g, out);
}

static void capitalise(Text *t) {
    if (t->length) t->data[0] = (char)toupper((unsigned char)t->data[0]);
}

static void base_sentence(const Result *r, const Gist *g, Text *out) {
    if (g->buyer < 0) {
        text_add(out, "Nobody buys chips here");
        return;
    }
    if (g->foreign && g->longest != BINDING_NONE) {
        what_binds(r, g, out);
        text_add(out, ": ");
        who_gets(r, g, out);
    } else if (g->foreign && g->bought < 0.5) {
        text_printf(out, "Nobody asks for %s%s", chip_name(r, g), plural(chip_name(r, g)));
    } else {
        what_covers(r, g, out);
    }
}

// One figure that a case may change, and its words.
typedef struct Change {
    const char *noun; // "levies"
    bool plural;
    const char *prefix, *unit;
    double was, is;
} Change;

static const char *money_sign(int currency) {
    return currency == CURRENCY_EUR                               ? "€"
           : currency == CURRENCY_RMB || currency == CURRENCY_JPY ? "¥"
                                                                  : "$";
}

static double sum_of(const Result *r, SeriesId id, int party) {
    Pick p = {.id = id, .party = party, .chip = -1, .workload = -1};
    double x = series_total(r->series, r->run, &p);
    return isnan(x) ? 0 : x;
}

static int buyer_named(const Scenario *s, const char *name) {
    for (int b = 0; b < s->n_buyers; b++)
        if (strcmp(s->buyers[b].head.name, name) == 0) return b;
    return -1;
}

static double change_size(const Change *c) {
    double scale = fmax(fabs(c->was), fabs(c->is));
    return differs(c->is, c->was) ? fabs(c->is - c->was) / scale : 0;
}

// What else moved most: "levies fall from $2.7B to $0". False when nothing did.
static bool other_change(const Result *base, const Result *r, const char *buyer, Text *out) {
    const char *unit = r->scenario->compute_unit, *money = money_sign(r->series->currency);
    int b0 = buyer_named(base->scenario, buyer), b1 = buyer_named(r->scenario, buyer);
    Change changes[] = {
        {"its compute", false, "", unit, sum_of(base, S_COMPUTE, b0), sum_of(r, S_COMPUTE, b1)},
        {"its spending", false, money, NULL, sum_of(base, S_SPEND, b0), sum_of(r, S_SPEND, b1)},
        {"levies", true, money, NULL, sum_of(base, S_LEVY, -1), sum_of(r, S_LEVY, -1)},
        {"tariffs", true, money, NULL, sum_of(base, S_TARIFF, -1), sum_of(r, S_TARIFF, -1)},
        {"sellers' revenue", false, money, NULL, sum_of(base, S_SELLER_NET, -1),
         sum_of(r, S_SELLER_NET, -1)},
        {"compute of all buyers", false, "", unit, sum_of(base, S_COMPUTE, -1),
         sum_of(r, S_COMPUTE, -1)},
    };
    const Change *most = NULL;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
        if (change_size(&changes[i]) > (most ? change_size(most) : 0)) most = &changes[i];
    if (!most) return false;
    char was[32], is[32];
    text_short(was, most->prefix, most->was);
    text_short(is, most->prefix, most->is);
    text_printf(out, "%s %s%s from %s to %s%s%s", most->noun,
                most->is < most->was ? "fall" : "rise", most->plural ? "" : "s", was, is,
                most->unit ? " " : "", most->unit ? most->unit : "");
    return true;
}

// "caps bind instead of approvals"; false when the same binds.
static bool other_binding(const Gist *base, const Gist *g, Text *out) {
    if (g->longest == base->longest) return false;
    const Words *now = &WORDS[g->longest], *was = &WORDS[base->longest];
    if (base->longest == BINDING_NONE)
        text_printf(out, "%s now bind%s", now->noun, now->plural ? "" : "s");
    else if (g->longest == BINDING_NONE)
        text_printf(out, "%s no longer bind%s", was->noun, was->plural ? "" : "s");
    else
        text_printf(out, "%s bind%s instead of %s", now->noun, now->plural ? "" : "s",
                    was->noun);
    return true;
}

static void case_sentence(const Result *base, const Gist *g0, const Result *r, const Gist *g,
                          Text *out) {
    char got[32], was[32];
    const char *chip = chip_name(r, g), *name = buyer_name(r, g);
    bool under_way = is_under_way(g);
    const char *does = under_way ? "buys" : "receives";
    double now = under_way ? g->bought : g->delivered;
    double before = under_way ? g0->bought : g0->delivered;
    units(got, "no", now);
    units(was, "none", before);
    const char *first = strcmp(base->name, "baseline") == 0 ? "the baseline" : base->name;
    bool changed = differs(now, before);
    if (changed)
        text_printf(out, "%s %s %s %s%s instead of %s", name, does, got, chip, plural(chip),
                    was);
    else
        text_printf(out, "%s %s %s %s%s%s as in %s", name, does, got, chip, plural(chip),
                    strcmp(got, was) == 0 || before < 0.5 ? "" : ", about", first);
    if (under_way) when_first_arrive(r, g, out);
    Text more = {0};
    if (other_binding(g0, g, &more) || (!changed && other_change(base, r, name, &more)))
        text_printf(out, "; %s", text_get(&more));
    else if (g->longest != BINDING_NONE)
        text_printf(out, "; %s still bind%s", WORDS[g->longest].noun,
                    WORDS[g->longest].plural ? "" : "s");
    text_done(&more);
}

static bool at_base(const Result *r) {
    for (int i = 0; i < r->scenario->n_inputs; i++) {
        double base = r->scenario->inputs[i].base, value = r->values[i];
        if (is_off(base) != is_off(value)) return false;
        if (!is_off(base) && (value < base || value > base)) return false;
    }
    return true;
}

// `g0` of the first result.
static const char *headline(const Results *r, int i, const Gist *g0, Arena *arena) {
    const Result *x = &r->at[i], *base = &r->at[0];
    const char *own = x->scenario->headline;
    if (own && strchr(own, '{')) {
        own = finding_fill(r, i, own, arena);
        return i ? arena_printf(arena, "%s: %s", x->name, own) : own;
    }
    if (own && at_base(x)) return own;
    Text t = {0};
    const char *chip = g0->chip < 0 ? NULL : chip_name(base, g0);
    const char *buyer = g0->buyer < 0 ? NULL : buyer_name(base, g0);
    Gist g = i ? gist_of(x, chip, buyer) : *g0;
    bool alike = i && g.buyer >= 0 && buyer && strcmp(buyer_name(x, &g), buyer) == 0 &&
                 strcmp(chip_name(x, &g), chip) == 0;
    if (i) text_printf(&t, "%s: ", x->name);
    capitalise(&t);
    if (alike)
        case_sentence(base, g0, x, &g, &t);
    else
        base_sentence(x, &g, &t);
    const char *sentence = arena_text(arena, text_get(&t));
    text_done(&t);
    return sentence;
}

const char *study_headline(const Results *r, int i, Arena *arena) {
    Gist g0 = gist_of(&r->at[0], NULL, NULL);
    return headline(r, i, &g0, arena);
}

const char *const *study_headlines(const Results *r, Arena *arena) {
    Gist g0 = gist_of(&r->at[0], NULL, NULL);
    const char **all = ARENA_NEW(arena, const char *, r->n);
    for (int i = 0; i < r->n; i++) all[i] = headline(r, i, &g0, arena);
    return all;
}
