// Part 11 of the step: the bills of what is leased, and new contracts; what algorithms add.
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

void tell_leases(const Story *y, int b) {
    const Scenario *s = y->probe->scenario;
    const char *unit = s->compute_unit;
    if (!probe_term(y->probe, y->step, "lease bill", b, -1, -1)) return;
    story_say(y, VOICE_HEADING, "Leases");
    tell_bills(y, b);
    for (int l = 0; l < s->n_leases; l++)
        if (s->leases[l].i.buyers.has[b] && !story_active(y, &s->leases[l].i))
            story_say(y, VOICE_PLAIN, "Lease \"%s\" takes no new contracts in this step.",
                      s->leases[l].i.head.name);
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
