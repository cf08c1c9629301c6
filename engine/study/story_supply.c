#include "study/say.h"
#include "study/story.h"

#include <math.h>

// Lines and tape-outs, as the market counts them: the lines first.
static int maker_count(const Scenario *s) {
    return s->n_lines + s->n_tapeouts;
}
static int maker_chip(const Scenario *s, int k) {
    return k < s->n_lines ? s->lines[k].chip : s->tapeouts[k - s->n_lines].chip;
}
static const char *maker_words(const Story *y, int k) {
    const Scenario *s = y->probe->scenario;
    bool line = k < s->n_lines;
    return arena_printf(y->arena, "%s \"%s\"", line ? "line" : "tape-out",
                        line ? s->lines[k].head.name : s->tapeouts[k - s->n_lines].i.head.name);
}

static const char *number(const Story *y, double x) {
    return say(y->arena, x, "");
}

static void tell_wafers(const Story *y, int i) {
    const Line *line = &y->probe->scenario->lines[i];
    double dies = story_term(y, "dies per wafer", -1, line->chip, i);
    if (isnan(dies)) return;
    story_say(
        y, VOICE_PLAIN,
        "A wafer of line \"%s\" has %s dies; at %s defects per cm2 %s of them are without "
        "fault and %s are sold: a unit takes %s wafers.",
        line->head.name, number(y, dies),
        number(y, story_term(y, "defect density", -1, line->chip, i)),
        say(y->arena, story_term(y, "yield", -1, line->chip, i), "share"),
        number(y, story_term(y, "good dies per wafer", -1, line->chip, i)),
        number(y, story_term(y, "wafers per unit", -1, line->chip, i)));
}

// Of resource `r`, -1 of any.
static void tell_maker(const Story *y, int k, int r) {
    const Scenario *s = y->probe->scenario;
    bool line = k < s->n_lines;
    const ResourceNums *uses = line ? &s->lines[k].uses : &s->tapeouts[k - s->n_lines].uses;
    bool takes = r < 0 || (uses->given && uses->amount[r] != NUM_NONE) ||
                 (line && s->lines[k].node == r);
    int chip = maker_chip(y->probe->scenario, k);
    double want = story_term(y, "output wanted", -1, chip, k);
    double share = story_term(y, "share that resources give", -1, chip, k);
    if (isnan(want) || !takes) return;
    if (share < 1)
        story_say(y, VOICE_PLAIN,
                  "Of the %s that %s could make, what it shares with others gives %s.",
                  say_count(y->arena, want), maker_words(y, k), say(y->arena, share, "share"));
    else
        story_say(y, VOICE_PLAIN, "Its resources give %s all that it could make.",
                  maker_words(y, k));
}

static void tell_learning(const Story *y, int c) {
    double left = story_term(y, "left of the first cost", -1, c, -1);
    if (isnan(left)) return;
    story_say(y, VOICE_PLAIN,
              "%s %s have been made since the start: from the next step on what one costs, and "
              "what it is sold for at home, is %s of what it would be.",
              say_count(y->arena, story_term(y, "made so far", -1, c, -1)), story_chip(y, c),
              say(y->arena, left, "share"));
}

static void tell_response(const Story *y, int c) {
    double next = story_term(y, "price next, over the list price", -1, c, -1);
    if (isnan(next)) return;
    story_say(
        y, VOICE_PLAIN,
        "%s are claimed. Claims over supply, which count from a half to two, are %s: in the "
        "next step the price is %s times the list price.",
        say_count(y->arena, story_term(y, "claims", -1, c, -1)),
        number(y, story_term(y, "claims over supply", -1, c, -1)), number(y, next));
}

void tell_supply(const Story *y, int c) {
    const Scenario *s = y->probe->scenario;
    double made = story_term(y, "made", -1, c, -1);
    double stock = story_term(y, "stock to sell", -1, c, -1);
    for (int k = 0; k < maker_count(s); k++) {
        if (maker_chip(s, k) != c) continue;
        if (k < s->n_lines) tell_wafers(y, k);
        tell_maker(y, k, -1);
    }
    const char *many = say_count(y->arena, made);
    story_say(y, VOICE_PLAIN,
              "%s %s %s made in this step; with what was left, %s are for sale.",
              made > 0 ? many : "No", story_chip(y, c), made > 0 ? "are" : "is",
              say_count(y->arena, stock));
    tell_learning(y, c);
    tell_response(y, c);
}

static double series_value(const Story *y, SeriesId id, int b, int c) {
    int column = series_column(y->probe->series, id, b, c, -1);
    return column < 0 ? (double)NAN : series_at(y->probe->series, 0, column)[y->step];
}

void tell_seizures(const Story *y, int b, int c) {
    const Chip *chip = &y->probe->scenario->chips[c];
    double taken = series_value(y, S_SEIZED, b, c), got = series_value(y, S_DELIVERED, b, c);
    double months = step_months(y->probe->scenario->calendar.step);
    double half =
        chip->detection == NUM_NONE
            ? NO_CAP
            : scenario_value(y->probe->scenario, chip->detection, y->probe->values, y->t);
    if (!chip->grey || !(taken + got > 0)) return;
    story_say(y, VOICE_HEADING, "At the border");
    story_say(y, VOICE_PLAIN, "Of %s of %s that are due for %s in this step %s are seized, %s.",
              say(y->arena, taken + got, "units"), story_chip(y, c), story_buyer(y, b),
              say_count(y->arena, taken), say(y->arena, taken / (taken + got), "share"));
    if (half < NO_CAP)
        story_say(y, VOICE_PLAIN,
                  "The more comes, the more is found: at %s in a step, of all buyers together, "
                  "half of what a fixed share leaves.",
                  say(y->arena, half * months, "units"));
}

void tell_resource(const Story *y, int r) {
    const Scenario *s = y->probe->scenario;
    double have = story_term(y, "resource there is", -1, -1, r);
    double used = story_term(y, "resource used", -1, -1, r);
    story_say(y, VOICE_HEADING, "Who takes it in this step");
    if (isnan(used)) {
        story_say(y, VOICE_PLAIN, "No line uses it.");
        return;
    }
    story_say(y, VOICE_PLAIN, "There are %s per month; in this step %s are taken.",
              say_count(y->arena, have), say_count(y->arena, used));
    for (int k = 0; k < maker_count(s); k++) tell_maker(y, k, r);
}
