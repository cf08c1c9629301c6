#include "study/story.h"

#include "study/say.h"

#include <math.h>
#include <string.h>

void story_say(const Story *y, Voice voice, const char *format, ...) {
    Text t = {0};
    va_list args;
    va_start(args, format);
    text_vprintf(&t, format, args);
    va_end(args);
    y->say(y->context, voice, arena_text(y->arena, text_get(&t)));
    text_done(&t);
}

const char *story_when(const Story *y, int step) {
    char text[32];
    calendar_label(&y->probe->scenario->calendar, step, text);
    return arena_text(y->arena, text);
}

const char *story_buyer(const Story *y, int b) {
    return y->probe->scenario->buyers[b].head.name;
}

const char *story_chip(const Story *y, int c) {
    return y->probe->scenario->chips[c].head.name;
}

double story_term(const Story *y, const char *name, int party, int chip, int workload) {
    const Term *t = probe_term(y->probe, y->step, name, party, chip, workload);
    return t ? t->value : (double)NAN;
}

static double standing(const Story *y, const char *name, int party, int chip, int workload) {
    const Term *t = probe_standing(y->probe, y->step, name, party, chip, workload);
    return t ? t->value : (double)NAN;
}

static bool is_due(const Term *t, const char *name, int b, int c) {
    return t->party == b && t->chip == c && strcmp(t->name, name) == 0;
}

// Dues stand once for each levy; they are written when prices move.
double story_dues(const Story *y, const char *term, int b, int c, const char *authority) {
    const Terms *all = &y->probe->terms;
    int i = all->n - 1, step = -1;
    double sum = 0;
    while (i >= 0 && (all->rows[i].step > y->step || !is_due(&all->rows[i], term, b, c))) i--;
    if (i >= 0) step = all->rows[i].step;
    for (; i >= 0 && all->rows[i].step == step; i--) {
        const Term *t = &all->rows[i];
        if (!is_due(t, term, b, c)) continue;
        const Scenario *s = y->probe->scenario;
        bool given = strcmp(term, "subsidy per unit") == 0;
        const char *by = given ? s->subsidies[t->workload].i.by : s->levies[t->workload].i.by;
        if (!authority || strcmp(by, authority) == 0) sum += t->value;
    }
    return sum;
}

double story_net(const Story *y, int b, int c) {
    return standing(y, "seller's net", b, c, -1);
}

static const char *units(const Story *y, double x) {
    return say(y->arena, x, "units");
}

static const char *usd(const Story *y, double x) {
    return say(y->arena, x, "USD");
}

bool story_active(const Story *y, const Instrument *i) {
    const Scenario *s = y->probe->scenario;
    const double *values = y->probe->values;
    double from = scenario_value(s, i->from, values, y->t),
           to = scenario_value(s, i->to, values, y->t);
    return from < y->t + step_months(s->calendar.step) && to > y->t;
}

void tell_prices(const Story *y, int b, int c) {
    const Chip *chip = &y->probe->scenario->chips[c];
    double list = standing(y, "list price", b, c, -1), pay = standing(y, "price", b, c, -1);
    double levy = story_dues(y, "levy per unit", b, c, NULL);
    double duty = story_dues(y, "tariff per unit", b, c, NULL);
    double given = story_dues(y, "subsidy per unit", b, c, NULL);
    double cost = standing(y, "bundling cost", b, c, -1);
    if (isnan(pay)) {
        story_say(y, VOICE_PLAIN, "%s may not buy %s: it is captive to another buyer.",
                  story_buyer(y, b), story_chip(y, c));
        return;
    }
    Text t = {0};
    text_printf(&t, "%s asks %s for one %s; %s pays %s.",
                chip->seller ? chip->seller : "The seller", usd(y, list), story_chip(y, c),
                story_buyer(y, b), usd(y, pay));
    if (levy > 0) text_printf(&t, " Of this %s goes to export levies", usd(y, levy));
    if (duty > 0)
        text_printf(&t, "%s %s %sto tariffs", levy > 0 ? " and" : " Of this", usd(y, duty),
                    levy > 0 ? "" : "goes ");
    if (levy > 0 || duty > 0)
        text_printf(&t, "; the seller keeps %s.", usd(y, story_net(y, b, c)));
    if (given > 0) text_printf(&t, " Subsidies pay %s of the price.", usd(y, given));
    if (cost > 0)
        text_printf(&t,
                    " The domestic chips that it must buy with each %s cost %s more than they "
                    "are worth to it, so it ranks the %s as if it cost %s.",
                    story_chip(y, c), usd(y, cost), story_chip(y, c),
                    usd(y, standing(y, "effective price", b, c, -1)));
    story_say(y, VOICE_PLAIN, "%s", text_get(&t));
    text_done(&t);
}

// ""China customs" (CN)", with a comma before it where it is not the first.
static void add_instrument(Text *t, const Instrument *i) {
    text_printf(t, "%s\"%s\" (%s)", t->length ? ", " : "", i->head.name, i->by);
}

void tell_approval(const Story *y, int k, int b) {
    const Scenario *s = y->probe->scenario;
    double left = standing(y, "left of the approval", -1, -1, k);
    double approved = standing(y, "approved", -1, -1, k);
    double waiting = standing(y, "unconverted", -1, -1, k);
    double part = story_term(y, "part of the approval", b, -1, k);
    Text t = {0};
    text_printf(&t, "Approval \"%s\" of %s", s->approvals[k].i.head.name, s->approvals[k].i.by);
    if (left >= NO_CAP * 1e-3) {
        text_add(&t, " sets no limit.");
    } else {
        if (approved < NO_CAP * 1e-3)
            text_printf(&t, " has approved %s so far;", units(y, approved));
        if (waiting > 0.5 && waiting < NO_CAP * 1e-3)
            text_printf(&t, " %s of them are not yet turned into orders;",
                        say_count(y->arena, waiting));
        text_printf(&t, " at the start of the step %s are left for all its buyers.",
                    units(y, left));
        if (!isnan(part) && part < 1)
            text_printf(&t, " By what each would ask, %s's part is %s.", story_buyer(y, b),
                        say(y->arena, part, "share"));
    }
    story_say(y, VOICE_PLAIN, "%s", text_get(&t));
    text_done(&t);
}

static const char *access_words(const Story *y, double access, bool lifted) {
    if (!(access > 0))
        return lifted ? "Approvals do not lift them yet: access is shut"
                      : "No approval lifts them: access is shut";
    if (access >= 1) return "Approvals lift them in full";
    return arena_printf(y->arena, "Approvals leave %s of the access open in this step",
                        say(y->arena, access, "share"));
}

// Days before a control, or after an approval that was no more than a cap.
static void tell_spare(const Story *y, int b, int c) {
    const Scenario *s = y->probe->scenario;
    for (int a = 0; a < s->n_authorities; a++) {
        double spare = story_term(y, "free of approvals", b, c, a);
        if (spare > 0 && spare < NO_CAP * 1e-3)
            story_say(
                y, VOICE_PLAIN,
                "In the days of the step that no control and no approval of %s covers, up "
                "to %s need none.",
                s->authorities[a], units(y, spare));
    }
}

void tell_access(const Story *y, int b, int c) {
    const Scenario *s = y->probe->scenario;
    double access = standing(y, "access", b, c, -1);
    Text t = {0};
    bool lifted = false;
    for (int i = 0; i < s->n_controls; i++)
        if (!s->controls[i].foundry && instrument_acts(&s->controls[i].i, b, c) &&
            story_active(y, &s->controls[i].i))
            add_instrument(&t, &s->controls[i].i);
    for (int k = 0; k < s->n_approvals; k++)
        lifted = lifted || (instrument_acts(&s->approvals[k].i, b, c) &&
                            story_active(y, &s->approvals[k].i));
    if (isnan(access))
        story_say(y, VOICE_PLAIN, "No control stands between %s and the %s.", story_buyer(y, b),
                  story_chip(y, c));
    else if (!t.length)
        story_say(y, VOICE_PLAIN, "No control of the %s acts in this step.", story_chip(y, c));
    else
        story_say(y, VOICE_PLAIN, "Controls in the way: %s. %s.", text_get(&t),
                  access_words(y, access, lifted));
    text_done(&t);
    for (int k = 0; k < s->n_approvals; k++)
        if (instrument_acts(&s->approvals[k].i, b, c) && story_active(y, &s->approvals[k].i))
            tell_approval(y, k, b);
    tell_spare(y, b, c);
}

void tell_money(const Story *y, int b) {
    const Scenario *s = y->probe->scenario;
    const char *own = currency_name(s->buyers[b].currency);
    double released = story_term(y, "released", b, -1, -1),
           lapsed = story_term(y, "lapsed", b, -1, -1);
    Text t = {0};
    text_printf(&t, "%s has %s to spend", story_buyer(y, b),
                usd(y, story_term(y, "money", b, -1, -1)));
    if (released > 0)
        text_printf(&t, "; %s of it released in this step", say(y->arena, released, own));
    if (lapsed > 0) text_printf(&t, "; %s lapsed with the year", say(y->arena, lapsed, own));
    for (int c = 0; c < s->n_chips; c++) {
        double nre = story_term(y, "nre due", b, c, -1);
        if (nre > 0)
            text_printf(&t, "; %s for a tape-out of %s fell due first", usd(y, nre),
                        story_chip(y, c));
    }
    story_say(y, VOICE_PLAIN, "%s.", text_get(&t));
    text_done(&t);
}

void tell_demand(const Story *y, int b) {
    const Scenario *s = y->probe->scenario;
    Text t = {0};
    for (int w = 0; w < s->n_workloads; w++) {
        double wanted = story_term(y, "wanted", b, -1, w);
        if (isnan(wanted)) continue;
        text_printf(&t, "%s%s", t.length ? ", " : "", say(y->arena, wanted, s->compute_unit));
        if (s->n_workloads > 1) text_printf(&t, " for %s", s->workloads[w].head.name);
    }
    if (t.length)
        story_say(y, VOICE_PLAIN, "%s wants %s of new compute in this step.", story_buyer(y, b),
                  text_get(&t));
    else
        story_say(y, VOICE_PLAIN, "%s states no demand.", story_buyer(y, b));
    text_done(&t);
}

// Part 7: what had to be bought at home, and what was.
void tell_domestic(const Story *y, int b) {
    const Scenario *s = y->probe->scenario;
    double need = NAN;
    int first, last;
    probe_step(y->probe, y->step, &first, &last);
    for (int i = last; i-- > first && isnan(need);)
        if (y->probe->terms.rows[i].party == b && y->probe->terms.rows[i].round == 0 &&
            strcmp(y->probe->terms.rows[i].name, "domestic units needed") == 0)
            need = y->probe->terms.rows[i].value;
    if (isnan(need)) return;
    story_say(y, VOICE_HEADING, "Domestic chips first");
    Text t = {0};
    text_printf(&t, "For the imports that it plans, %s must buy %s of domestic chips",
                story_buyer(y, b), units(y, need));
    for (int c = 0; c < s->n_chips; c++) {
        Round *r;
        int n = purchase_rounds(y->probe, y->step, b, c, y->arena, &r);
        double bought = 0;
        for (int i = 0; i < n; i++) bought += r[i].part == 7 ? r[i].bought : 0;
        if (bought > 0)
            text_printf(&t, "; it buys %s of %s", units(y, bought), story_chip(y, c));
    }
    story_say(y, VOICE_PLAIN, "%s.", text_get(&t));
    text_done(&t);
}

static const char *limit_words(const char *name) {
    static const struct {
        const char *name, *words;
    } WORDS[] = {{"demand", "what it still wants would take"},
                 {"money", "its money pays for"},
                 {"approvals", "approvals leave room for"},
                 {"bundling", "its domestic chips unlock"},
                 {"controls", "controls leave open"}};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (strcmp(WORDS[i].name, name) == 0) return WORDS[i].words;
    return name;
}

// "The least is money: ", "The least are money and bundling: "; "" where none of them holds it.
static const char *bound_words(const Story *y, const Wish *w) {
    const char *names = "";
    int n = 0;
    for (int i = 0; i < w->n; i++) {
        if (!w->limits[i].binds) continue;
        names = arena_printf(y->arena, "%s%s%s", names, n ? " and " : "", w->limits[i].name);
        n++;
    }
    if (!n) return "";
    return arena_printf(y->arena, "The least %s %s: ", n > 1 ? "are" : "is", names);
}

static void tell_wish(const Story *y, const Wish *w, int chip) {
    const Scenario *s = y->probe->scenario;
    Text t = {0};
    if (s->n_workloads > 1 && w->workload >= 0)
        text_printf(&t, "For %s: ", s->workloads[w->workload].head.name);
    for (int i = 0; i < w->n; i++) {
        double most = fmax(w->limits[i].units, 0);
        text_add(&t, i ? "; " : "");
        if (most >= NO_CAP * 1e-3)
            text_printf(&t, "%s set no limit", w->limits[i].name);
        else
            text_printf(&t, "%s %s", limit_words(w->limits[i].name), units(y, most));
    }
    if (!w->n)
        text_printf(&t, "it wishes for %s of %s, because they unlock imports or are worth it.",
                    units(y, w->units), story_chip(y, chip));
    else
        text_printf(&t, ". %s%s %s.", bound_words(y, w),
                    *bound_words(y, w) ? "it wishes for" : "It wishes for", units(y, w->units));
    const char *text = text_get(&t);
    bool small = !(s->n_workloads > 1 && w->workload >= 0);
    if (small && t.length && t.data[0] >= 'a') t.data[0] = (char)(t.data[0] - 'a' + 'A');
    story_say(y, VOICE_PLAIN, "%s", text);
    text_done(&t);
}

static const char *part_words(const Story *y, const Round *r) {
    const char *part = r->part == 6   ? "Its own chips"
                       : r->part == 7 ? "Domestic chips that imports need"
                                      : "Purchases";
    return r->round ? arena_printf(y->arena, "%s, round %d", part, r->round + 1) : part;
}

void tell_purchase(const Story *y, int b, int c) {
    Round *r;
    Arena *a = y->arena;
    int n = purchase_rounds(y->probe, y->step, b, c, a, &r);
    double all = 0;
    for (int i = 0; i < n; i++) {
        story_say(y, VOICE_HEADING, "%s",
                  arena_printf(a, "%s: %s", part_words(y, &r[i]), story_chip(y, c)));
        for (int k = 0; k < r[i].n; k++) tell_wish(y, &r[i].wishes[k], c);
        double share = r[i].wish > 0 ? r[i].bought / r[i].wish : 1;
        if (!(r[i].wish > 0))
            story_say(y, VOICE_PLAIN, "It wishes for none.");
        else if (share >= 1 - 1e-12)
            story_say(y, VOICE_PLAIN, "There is stock enough: it gets all %s.",
                      units(y, r[i].bought));
        else
            story_say(y, VOICE_PLAIN,
                      "Stock is short and shared out: of %s wished for it gets %s, %s.",
                      units(y, r[i].wish), units(y, r[i].bought), say(a, share, "share"));
        all += r[i].bought;
    }
    if (!n)
        story_say(y, VOICE_PLAIN,
                  "%s does not ask for any %s: access is shut or it has none to buy.",
                  story_buyer(y, b), story_chip(y, c));
    else
        story_say(y, VOICE_STRONG, "%s buys %s of %s in all.", story_buyer(y, b), units(y, all),
                  story_chip(y, c));
}

void tell_binding(const Story *y, int b) {
    int column = series_column(y->probe->series, S_BINDING, b, -1, -1);
    if (column < 0) return;
    Binding code = (Binding)series_at(y->probe->series, 0, column)[y->step];
    story_say(y, VOICE_HEADING, "What bound");
    story_say(y, VOICE_STRONG, "What holds all foreign purchases of %s in this step: %s.",
              story_buyer(y, b), binding_words(code));
    story_say(y, VOICE_ASIDE,
              "Found by taking each limit away alone and looking which adds most compute.");
}

bool may_buy(const Scenario *s, int b, int c) {
    return s->chips[c].captive < 0 || s->chips[c].captive == b;
}

int story_chips(const Story *y, int b, int chip, int *out) {
    const Scenario *s = y->probe->scenario;
    int n = 0;
    for (int c = 0; c < s->n_chips; c++) {
        Round *r;
        if (chip >= 0 && c != chip) continue;
        if (!may_buy(s, b, c)) continue;
        bool asked = purchase_rounds(y->probe, y->step, b, c, y->arena, &r) > 0;
        if (asked || c == chip) out[n++] = c;
    }
    return n;
}

void tell_buyer(const Story *y, const int *chips, int n, int b) {
    story_say(y, VOICE_HEADING, "Policy and prices");
    for (int i = 0; i < n; i++) {
        tell_prices(y, b, chips[i]);
        tell_access(y, b, chips[i]);
    }
    story_say(y, VOICE_HEADING, "Money and demand");
    tell_money(y, b);
    tell_demand(y, b);
    story_say(y, VOICE_HEADING, "Supply");
    for (int i = 0; i < n; i++) tell_supply(y, chips[i]);
    tell_domestic(y, b);
    for (int i = 0; i < n; i++) tell_purchase(y, b, chips[i]);
    tell_binding(y, b);
    tell_leases(y, b);
    tell_efficiency(y, b);
}
