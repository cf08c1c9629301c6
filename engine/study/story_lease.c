// Part 11 of the step: the bills of what is leased, and new contracts; what algorithms add.
#include "study/owning.h"
#include "study/say.h"
#include "study/story.h"

#include <math.h>
#include <string.h>

static double sum_of(const Story *y, const char *name, int b) {
    int first, last;
    double sum = 0;
    probe_step(y->probe, y->step, &first, &last);
    for (int i = first; i < last; i++) {
        const Term *t = &y->probe->terms.rows[i];
        if (t->party == b && strcmp(t->name, name) == 0) sum += t->value;
    }
    return sum;
}

static const char *usd(const Story *y, double x) {
    return say(y->arena, x, "USD");
}

static void tell_bills(const Story *y, int b) {
    double bill = sum_of(y, "lease bill", b), moved = sum_of(y, "paid from capex", b);
    double kept = sum_of(y, "share of leases kept", b);
    Text t = {0};
    text_printf(&t, "The bills of what %s leases come to %s", story_buyer(y, b), usd(y, bill));
    if (moved > 0)
        text_printf(&t, "; opex money is short and %s of it comes from unspent capex",
                    usd(y, moved));
    text_add(&t, ".");
    if (kept < 1)
        text_printf(&t, " Money is short: leases are cut to %s, what it pays for.",
                    say(y->arena, kept, "share"));
    story_say(y, VOICE_PLAIN, "%s", text_get(&t));
    text_done(&t);
}

// What is open, and what it costs beside a chip of one's own.
static void tell_lease(const Story *y, const Lease *l, int b) {
    const Scenario *s = y->probe->scenario;
    const Result r = {.values = y->probe->values, .scenario = s, .series = y->probe->series};
    Owning own = owning_at(&r, b, l, y->step);
    double rent = rent_at(&r, l, y->step);
    Text t = {0};
    if (!story_active(y, &l->i)) {
        story_say(y, VOICE_PLAIN, "Lease \"%s\" takes no new contracts in this step.",
                  l->i.head.name);
        return;
    }
    text_printf(&t, "Lease \"%s\" asks %s a month for what one %s of %s's own does",
                l->i.head.name, usd(y, round(rent)), s->compute_unit, story_buyer(y, b));
    if (own.chip >= 0 && rent > 0)
        text_printf(&t, "; bought, as %s, that costs as much as %.1f months of it",
                    story_chip(y, own.chip), own.price / rent);
    if (own.chip >= 0 && own.lives)
        text_printf(&t, ", or %s a month over a life of %s months, the chip alone",
                    usd(y, round(own.cost)), say_number(y->arena, own.months));
    story_say(y, VOICE_PLAIN, "%s.", text_get(&t));
    text_done(&t);
}

void tell_leases(const Story *y, int b) {
    const Scenario *s = y->probe->scenario;
    const char *unit = s->compute_unit;
    if (!probe_term(y->probe, y->step, "lease bill", b, -1, -1)) return;
    story_say(y, VOICE_HEADING, "Leases");
    tell_bills(y, b);
    for (int l = 0; l < s->n_leases; l++)
        if (s->leases[l].i.buyers.has[b]) tell_lease(y, &s->leases[l], b);
    story_say(y, VOICE_PLAIN,
              "%s not spoken for by contracts in force can pay for whole terms of new ones. It "
              "signs for %s of demand that chips leave unmet; %s are leased then.",
              usd(y, sum_of(y, "free for leases", b)),
              say(y->arena, sum_of(y, "new leases", b), unit),
              say(y->arena, sum_of(y, "leased", b), unit));
}

void tell_efficiency(const Story *y, int b) {
    double rate = story_term(y, "growth of efficiency", b, -1, -1);
    if (isnan(rate)) return;
    story_say(y, VOICE_HEADING, "Algorithms");
    story_say(
        y, VOICE_PLAIN,
        "%s of the demand of %s stays unmet. Its algorithms improve at %s per month in this "
        "step; a unit of compute then does %s times what it did at the start.",
        say(y->arena, story_term(y, "share of demand unmet", b, -1, -1), "share"),
        story_buyer(y, b), say(y->arena, rate, "share"),
        say(y->arena, story_term(y, "efficiency", b, -1, -1), ""));
}
