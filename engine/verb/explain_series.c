#include "study/gist.h"
#include "study/story.h"
#include "verb/explain.h"

#include "study/pick.h"

#include <math.h>
#include <string.h>

static bool concerns(const Pick *pick, const Column *c) {
    return (pick->party < 0 || c->party == pick->party) &&
           (pick->chip < 0 || c->chip == pick->chip) &&
           (pick->workload < 0 || c->workload == pick->workload);
}

// The curve that `run` records and charts draw.
static const double *curve_of(const Story *y, const Pick *pick) {
    Curve *c;
    return series_curves(y->probe->series, 0, pick, y->arena, &c) ? c->y : NULL;
}

// Without a date: where a flow or a price is largest, else the end.
static int choose_step(const Page *p, const Calendar *calendar, const Pick *pick,
                       const double *y) {
    int best = 0, n = calendar->steps;
    if (p->has_at) {
        int i = 0;
        while (i + 1 < n && calendar_time(calendar, i + 1) <= p->at + 1e-9) i++;
        return i;
    }
    if (SERIES[pick->id].kind != SERIES_FLOW) return n - 1;
    for (int i = 1; i < n; i++)
        if (y[i] > y[best]) best = i;
    return best;
}

static const char *value_words(const Story *y, const Pick *pick, double value) {
    const Series *x = y->probe->series;
    if (SERIES[pick->id].kind == SERIES_CODE) return binding_name((Binding)value);
    int column = -1;
    for (int i = x->first[pick->id]; i < x->first[pick->id + 1] && column < 0; i++)
        if (concerns(pick, &x->columns[i])) column = i;
    return say(y->arena, value, column < 0 ? "" : series_unit(x, column));
}

static void tell_head(Page *p, const Story *y, const Pick *pick, const char *name,
                      const double *values) {
    ink_add(p->out, p->inked, INK_BOLD, name);
    text_printf(p->out, ", %s, %s: ", story_when(y, y->step), p->point.name);
    ink_add(p->out, p->inked, INK_ACCENT, value_words(y, pick, values[y->step]));
    text_add(p->out, "\n");
    page_say(p, 2, INK_PLAIN, "%s", SERIES[pick->id].doc);
    if (SERIES[pick->id].kind == SERIES_CODE) return;
    text_add(p->out, "  ");
    sparkline(p->out, values, y->probe->series->steps, 60,
              SERIES[pick->id].kind == SERIES_PRICE);
    text_printf(p->out, "  %s – %s%s\n", story_when(y, 0),
                story_when(y, y->probe->series->steps - 1),
                p->has_at ? "" : "; --at DATE chooses another step");
}

static const char *column_name(const Story *y, const Column *c) {
    const Scenario *s = y->probe->scenario;
    unsigned by = SERIES[c->id].by;
    const char *party = c->party < 0 ? "" : by_name(s, by & BY_PARTY, c->party);
    const char *other = c->chip >= 0       ? s->chips[c->chip].head.name
                        : c->workload >= 0 ? s->workloads[c->workload].head.name
                        : by & BY_CHIP     ? "leases"
                                           : "";
    return arena_printf(y->arena, "%s%s%s", party, *party && *other ? ", " : "", other);
}

// What a sum is made of.
static void tell_parts(Page *p, const Story *y, const Pick *pick) {
    const Series *x = y->probe->series;
    int n = 0;
    for (int i = x->first[pick->id]; i < x->first[pick->id + 1]; i++)
        n += concerns(pick, &x->columns[i]);
    if (n < 2) return;
    story_say(y, VOICE_HEADING, "It is made of");
    Sheet *t = sheet_new();
    sheet_column(t, "", ALIGN_LEFT);
    sheet_column(t, "", ALIGN_RIGHT);
    for (int i = x->first[pick->id]; i < x->first[pick->id + 1]; i++) {
        if (!concerns(pick, &x->columns[i])) continue;
        double value = series_at(x, 0, i)[y->step];
        Pick one = {.id = pick->id,
                    .party = x->columns[i].party,
                    .chip = x->columns[i].chip,
                    .workload = x->columns[i].workload};
        sheet_cellf(t, INK_PLAIN, "  %s", column_name(y, &x->columns[i]));
        sheet_cell(t, INK_ACCENT, value_words(y, &one, value));
        sheet_row(t);
    }
    sheet_add(t, p->out, p->inked, 1000, 1);
    sheet_free(t);
}

// What arrives in the step was bought `ship` months before: the story then is of that step.
static void tell_shipping(Page *p, Story *y, const Pick *pick) {
    const Scenario *s = y->probe->scenario;
    double months = scenario_value(s, s->buyers[pick->party].ship, y->probe->values, 0);
    double lag = months / step_months(s->calendar.step);
    int from = y->step - (int)floor(lag);
    const char *buyer = story_buyer(y, pick->party);
    if (lag <= 0) return;
    story_say(y, VOICE_HEADING, "On the way");
    if (from < 0) {
        story_say(y, VOICE_PLAIN,
                  "%s's chips are %s months on the way, longer than the run so far.", buyer,
                  say_number(y->arena, months));
        return;
    }
    y->step = from;
    y->t = p->at = calendar_time(&s->calendar, from);
    story_say(
        y, VOICE_PLAIN,
        "%s's chips are %s month%s on the way: what arrives then was bought in %s%s. That step "
        "follows.",
        buyer, say_number(y->arena, months), months > 1 || months < 1 ? "s" : "",
        story_when(y, from), lag > floor(lag) ? " and partly a step before" : "");
}

static void tell_chip(Page *p, const Story *y, int c) {
    const Scenario *s = y->probe->scenario;
    story_say(y, VOICE_HEADING, "Supply");
    tell_supply(y, c);
    story_say(y, VOICE_HEADING, "Who buys it in this step");
    Sheet *t = sheet_new();
    const char *const HEADS[] = {"", "wished", "bought"};
    for (int i = 0; i < 3; i++) sheet_column(t, HEADS[i], i ? ALIGN_RIGHT : ALIGN_LEFT);
    for (int b = 0; b < s->n_buyers; b++) {
        int wished = series_column(y->probe->series, S_WISHED, b, c, -1);
        int bought = series_column(y->probe->series, S_BOUGHT, b, c, -1);
        if (wished < 0 || !may_buy(s, b, c)) continue;
        sheet_cellf(t, INK_PLAIN, "  %s", s->buyers[b].head.name);
        sheet_cell(t, INK_PLAIN,
                   say(y->arena, series_at(y->probe->series, 0, wished)[y->step], "units"));
        sheet_cell(t, INK_ACCENT,
                   say(y->arena, series_at(y->probe->series, 0, bought)[y->step], "units"));
        sheet_row(t);
    }
    sheet_add(t, p->out, p->inked, 1000, 1);
    sheet_free(t);
}

// Domestic chips whose price decides what bundling costs.
static bool is_partner(const Story *y, int b, const int *chips, int n, const Entity *e) {
    const Scenario *s = y->probe->scenario;
    const char *home = s->buyers[b].jurisdiction;
    if (strcmp(e->kind->name, "chip") != 0) return false;
    const Chip *chip = (const Chip *)(const void *)e->head;
    if (chip->captive >= 0 || chip->grey || !chip->origin || !home ||
        strcmp(chip->origin, home) != 0)
        return false;
    for (int i = 0; i < n; i++)
        for (int k = 0; k < s->n_bundlings; k++)
            if (is_import(s, b, chips[i]) && instrument_acts(&s->bundlings[k].i, b, chips[i]))
                return true;
    for (int i = 0; i < n; i++)
        for (int k = 0; k < s->n_guidelines; k++)
            if (is_import(s, b, chips[i]) && instrument_acts(&s->guidelines[k].i, b, chips[i]))
                return true;
    return false;
}

// USD of a unit that goes to the authority or the seller of the pick.
static double taking_of(const Story *y, const Pick *pick, int b, int c) {
    const Scenario *s = y->probe->scenario;
    if (pick->id != S_SELLER_NET)
        return story_dues(y,
                          pick->id == S_LEVY      ? "levy per unit"
                          : pick->id == S_SUBSIDY ? "subsidy per unit"
                                                  : "tariff per unit",
                          b, c, s->authorities[pick->party]);
    const char *seller = s->chips[c].seller;
    return seller && strcmp(seller, s->sellers[pick->party]) == 0 ? story_net(y, b, c) : 0;
}

static bool add_taking(const Story *y, const Pick *pick, Sheet *t, int b, int c) {
    Arena *a = y->arena;
    int column = series_column(y->probe->series, S_BOUGHT, b, c, -1);
    double bought = column < 0 ? 0 : series_at(y->probe->series, 0, column)[y->step];
    double each = taking_of(y, pick, b, c);
    if (!(bought > 0) || !(fabs(each) > 0)) return false;
    sheet_cellf(t, INK_PLAIN, "  %s, %s", story_buyer(y, b), story_chip(y, c));
    sheet_cell(t, INK_PLAIN, say(a, bought, "units"));
    sheet_cell(t, INK_PLAIN, say(a, each, "USD"));
    sheet_cell(t, INK_ACCENT, say(a, bought * each, "USD"));
    sheet_row(t);
    return true;
}

static int tell_takings(Page *p, const Story *y, const Pick *pick, int *chips) {
    const Scenario *s = y->probe->scenario;
    static const char *const HEADS[] = {"", "bought", "each", "in all"};
    int n = 0;
    Sheet *t = sheet_new();
    for (int i = 0; i < 4; i++) sheet_column(t, HEADS[i], i ? ALIGN_RIGHT : ALIGN_LEFT);
    for (int c = 0; c < s->n_chips; c++) {
        bool any = false;
        for (int b = 0; b < s->n_buyers; b++) any = add_taking(y, pick, t, b, c) || any;
        if (any) chips[n++] = c;
    }
    story_say(y, VOICE_HEADING, "Purchases of the step that it comes from");
    if (n) sheet_add(t, p->out, p->inked, 1000, 1);
    if (!n) story_say(y, VOICE_PLAIN, "None in this step.");
    sheet_free(t);
    bool later = false;
    for (int b = 0; b < s->n_buyers; b++)
        later = later || scenario_value(s, s->buyers[b].deposit, y->probe->values, 0) < 1;
    if (later)
        story_say(y, VOICE_ASIDE,
                  "Some buyers pay a deposit now and the rest with the delivery.");
    return n;
}

static bool takes_of(const ResourceNums *uses, int r) {
    return uses->given && uses->amount[r] != NUM_NONE;
}

// Does some line or tape-out of the chip take of the resource?
static bool chip_takes(const Scenario *s, int c, int r) {
    for (int i = 0; i < s->n_lines; i++)
        if (s->lines[i].chip == c && (s->lines[i].node == r || takes_of(&s->lines[i].uses, r)))
            return true;
    for (int i = 0; i < s->n_tapeouts; i++)
        if (s->tapeouts[i].chip == c && takes_of(&s->tapeouts[i].uses, r)) return true;
    return false;
}

// Leases and efficiencies have buyers and no chips. A shock moves levers, which may be in anything.
static bool is_of_buyer(const Pick *pick, const Entity *e, int b) {
    const Instrument *in = (const Instrument *)(const void *)e->head;
    if (strcmp(e->kind->name, "shock") == 0) return true;
    if (b < 0 || !in->buyers.has[b]) return false;
    return strcmp(e->kind->name, "lease") == 0 || pick->id == S_EFFECTIVE_COMPUTE;
}

static bool is_without_chips(const char *kind) {
    return strcmp(kind, "lease") == 0 || strcmp(kind, "efficiency") == 0 ||
           strcmp(kind, "shock") == 0;
}

// Is the entity part of what the pick is about?
static bool plays_a_part(const Story *y, const Pick *pick, const Entity *e, const int *chips,
                         int n) {
    const Scenario *s = y->probe->scenario;
    const char *kind = e->kind->name;
    int b = SERIES[pick->id].by & BY_BUYER ? pick->party : -1;
    if (strcmp(kind, "buyer") == 0) return b >= 0 && e->head == &s->buyers[b].head;
    if (strcmp(kind, "workload") == 0 || strcmp(kind, "currency") == 0)
        return b >= 0 && s->n_workloads > 0;
    if (is_without_chips(kind)) return is_of_buyer(pick, e, b);
    if (b >= 0 && is_partner(y, b, chips, n, e)) return true;
    for (int i = 0; i < n; i++) {
        int c = chips[i];
        if (e->head == &s->chips[c].head) return true;
        if (strcmp(kind, "line") == 0 && ((const Line *)(const void *)e->head)->chip == c)
            return true;
        if (strcmp(kind, "resource") == 0) {
            if (chip_takes(s, c, (int)((const Resource *)(const void *)e->head - s->resources)))
                return true;
        } else if (strcmp(kind, "tapeout") == 0) {
            if (((const Tapeout *)(const void *)e->head)->chip == c) return true;
        } else if (strcmp(kind, "chip") && strcmp(kind, "line")) {
            const Instrument *in = (const Instrument *)(const void *)e->head;
            for (int k = 0; k < s->n_buyers; k++)
                if ((b < 0 || b == k) && instrument_acts(in, k, c)) return true;
        }
    }
    return SERIES[pick->id].by & BY_APPROVAL && pick->party >= 0 &&
           e->head == &s->approvals[pick->party].i.head;
}

static void tell_rests(Page *p, const Story *y, const Pick *pick, const int *chips, int n) {
    NumberField *all;
    int count = number_fields(y->probe->scenario, y->arena, &all), used = 0;
    for (int i = 0; i < count; i++)
        if (all[i].given && plays_a_part(y, pick, &all[i].of, chips, n)) all[used++] = all[i];
    if (used) rests_on(p, all, used);
}

static void tell(Page *p, Story *y, const Pick *pick, const char *name) {
    const Scenario *s = y->probe->scenario;
    unsigned by = SERIES[pick->id].by;
    const double *values = curve_of(y, pick);
    int *chips = ARENA_NEW(y->arena, int, s->n_chips + 1), n = 0;
    y->step = choose_step(p, &s->calendar, pick, values);
    y->t = p->at = calendar_time(&s->calendar, y->step);
    tell_head(p, y, pick, name, values);
    tell_parts(p, y, pick);
    if (by & BY_BUYER && pick->party >= 0) {
        bool arrival = pick->id == S_DELIVERED || pick->id == S_SEIZED;
        for (int c = 0; c < s->n_chips && arrival; c++)
            if (pick->chip < 0 || pick->chip == c) tell_seizures(y, pick->party, c);
        if (arrival) tell_shipping(p, y, pick);
        n = story_chips(y, pick->party, pick->chip, chips);
        tell_buyer(y, chips, n, pick->party);
    } else if (pick->party >= 0 && (pick->id == S_LEVY || pick->id == S_TARIFF ||
                                    pick->id == S_SUBSIDY || pick->id == S_SELLER_NET)) {
        n = tell_takings(p, y, pick, chips);
    } else if (by & BY_APPROVAL && pick->party >= 0) {
        story_say(y, VOICE_HEADING, "Policy");
        tell_approval(y, pick->party, -1);
    } else if (by & BY_RESOURCE && pick->party >= 0) {
        tell_resource(y, pick->party);
        for (int c = 0; c < s->n_chips; c++)
            if (chip_takes(s, c, pick->party)) chips[n++] = c;
    } else if (by & BY_CHIP && pick->chip >= 0) {
        chips[n++] = pick->chip;
        tell_chip(p, y, pick->chip);
    }
    tell_rests(p, y, pick, chips, n);
}

static void say_on_page(void *page, Voice voice, const char *text) {
    static const Ink INK[VOICE_COUNT] = {[VOICE_STRONG] = INK_BOLD, [VOICE_ASIDE] = INK_MUTED};
    if (voice == VOICE_HEADING)
        page_heading(page, text);
    else
        page_say(page, 2, INK[voice], "%s", text);
}

bool explain_series(Page *p, const Pick *pick, Faults *faults) {
    Probe probe;
    if (!probe_run(&probe, p->script, p->point.values, faults)) return false;
    Story y = {.probe = &probe, .arena = p->arena, .say = say_on_page, .context = p};
    tell(p, &y, pick, pick_title(p->s, pick, " ", p->arena));
    probe_done(&probe);
    return true;
}
