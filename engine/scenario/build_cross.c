#include "scenario/build.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define ITEMS(b, which, Type) ((Type *)(void *)(b)->room[which].items)
#define ROLL(b, which) (&(b)->room[which].roll)

// The field is not there, nor will it be, nor is it under a name like its own.
static bool is_missing(const Build *b, const RawEntity *e, const char *field) {
    return !raw_field(e, field) && !may_follow(b, e, field) && !field_misspelt(e, field);
}

// Chips.

static void chip_throughput(Build *b, Chip *c, const RawEntity *e) {
    Scenario *s = b->s;
    if (raw_field(e, "throughput")) return;
    c->throughput = NUM_NONE;
    if (may_follow(b, e, "throughput")) return;
    if (!raw_field(e, "flops")) {
        if (is_missing(b, e, "throughput") && is_missing(b, e, "flops"))
            entity_fault(
                b, e, "throughput", e->line,
                "is missing and flops too, expected one of them such as flops = 989.5");
    } else if (s->reference_flops == NUM_NONE) {
        char unit[80];
        entity_fault(b, e, "throughput", e->line,
                     "is missing, expected compute units such as 1: how much \"%s\" a chip is "
                     "worth is known for \"H100e\" and \"H20e\" only",
                     quote(s->compute_unit, unit));
    } else if (c->flops != NUM_NONE) {
        char why[160];
        Formula unit = b->slots[s->reference_flops].formula;
        Formula ratio = formula_binary(b->graph, OP_DIV, b->slots[c->flops].formula, unit, why);
        c->throughput = slot_add(b, ratio, 0, false, s->compute_unit);
    }
}

static void chip_grey_check(Build *b, const Chip *c, const RawEntity *e) {
    if (c->grey && raw_field(e, "captive"))
        entity_fault(b, e, "grey", raw_line(e, "grey"),
                     "is given together with captive, expected one of them: a captive chip is "
                     "sold to nobody; leave one out");
    static const char *const ONLY[] = {"seized", "detection"};
    for (int i = 0; i < 2; i++)
        if (raw_field(e, ONLY[i]) && !c->grey && !may_follow(b, e, "grey"))
            entity_fault(
                b, e, ONLY[i], raw_line(e, ONLY[i]),
                "is given without grey, expected grey = true: only what is smuggled is "
                "seized; add it, or leave %s out",
                ONLY[i]);
}

static void chips_check(Build *b) {
    Roll *roll = ROLL(b, ROOM_CHIP);
    for (int i = 0; i < roll->n; i++) {
        Chip *c = &ITEMS(b, ROOM_CHIP, Chip)[i];
        chip_throughput(b, c, roll->entity[i]);
        chip_moves_check(b, c, roll->entity[i]);
        chip_follows_check(b, i);
        chip_grey_check(b, c, roll->entity[i]);
        if (!c->seller)
            c->seller = c->captive >= 0 ? ROLL(b, ROOM_BUYER)->name[c->captive] : c->head.name;
    }
}

// Buyers.

static void buyer_wants(Build *b, Buyer *x, const RawEntity *e) {
    double step = step_months(b->s->calendar.step);
    if (x->demand.given && x->target.given)
        entity_fault(b, e, "target", raw_line(e, "target"),
                     "is given together with demand, expected one of them; leave one out");
    else if (!x->demand.given && !e->no_fields && is_missing(b, e, "demand") &&
             is_missing(b, e, "target"))
        entity_fault(b, e, "demand", e->line,
                     "is missing and target too, expected one of them such as demand = 50e3");
    if (!x->target.given) return;
    if (raw_field(e, "unmet_carry"))
        entity_fault(b, e, "unmet_carry", raw_line(e, "unmet_carry"),
                     "is given together with target, expected demand: a target keeps the gap "
                     "itself; leave unmet_carry out");
    if (is_missing(b, e, "adjustment"))
        entity_fault(b, e, "adjustment", e->line,
                     "is missing, expected months such as 6: needed with target");
    else if (raw_field(e, "adjustment") && x->adjustment != NUM_NONE)
        check_add(b, (Check){.kind = CHECK_RANGE,
                             .f = b->slots[x->adjustment].formula,
                             .min = step,
                             .max = HUGE_VAL,
                             .unit = IN_MONTHS,
                             .entity = e,
                             .field = "adjustment",
                             .line = raw_line(e, "adjustment"),
                             .key = ""});
}

static void two_currencies(Build *b, const RawEntity *e, const RawField *f, const Raw *raw,
                           int currency) {
    if (!f) return;
    if (raw->kind == RAW_FORMULA) {
        int own = graph_node(b->graph, raw->formula)->unit.currency;
        if (own && own != currency)
            entity_fault(
                b, e, f->name, f->line,
                "is in %s, expected %s as the rest of the buyer's budgets; give all in "
                "one currency",
                currency_name(own), currency_name(currency));
    }
    for (int i = 0; raw->kind == RAW_MAP && i < raw->n; i++)
        two_currencies(b, e, f, &raw->items[i].value, currency);
}

static void buyer_currency(Build *b, Buyer *x, const RawEntity *e) {
    const RawField *budgets[] = {raw_field(e, "capex"), raw_field(e, "opex")};
    for (int i = 0; i < 2; i++)
        if (budgets[i]) two_currencies(b, e, budgets[i], &budgets[i]->value, x->currency);
    if (x->currency == CURRENCY_USD || b->draft->cut) return;
    for (int i = 0; i < ROLL(b, ROOM_CURRENCY)->n; i++)
        if (ITEMS(b, ROOM_CURRENCY, Currency)[i].currency == x->currency) return;
    const char *name = currency_name(x->currency), *field = budgets[0] ? "capex" : "opex";
    entity_fault(
        b, e, field, raw_line(e, field),
        "is in %s, expected an exchange rate for it; add currency \"%s\" { per_usd = ... }",
        name, name);
}

static void buyers_check(Build *b) {
    Roll *roll = ROLL(b, ROOM_BUYER);
    for (int i = 0; i < roll->n; i++) {
        Buyer *x = &ITEMS(b, ROOM_BUYER, Buyer)[i];
        buyer_wants(b, x, roll->entity[i]);
        buyer_currency(b, x, roll->entity[i]);
    }
}

static void currency_unknown(Build *b, const RawEntity *e, const char *name) {
    static const char *const KNOWN[] = {"RMB", "EUR", "JPY"};
    char tip[256];
    advice(name, KNOWN, 3, "", tip);
    entity_fault(b, e, NULL, e->line, "is no currency known here, %s", tip);
}

static void currencies_check(Build *b) {
    Roll *roll = ROLL(b, ROOM_CURRENCY);
    Currency *all = ITEMS(b, ROOM_CURRENCY, Currency);
    for (int i = 0; i < roll->n; i++) {
        const RawEntity *e = roll->entity[i];
        if (all[i].currency == CURRENCY_USD)
            entity_fault(
                b, e, NULL, e->line,
                "is the money all prices are in, expected \"RMB\", \"EUR\" or \"JPY\"; "
                "leave it out");
        else if (all[i].currency == CURRENCY_NONE && roll->name[i][0])
            currency_unknown(b, e, roll->name[i]);
        for (int k = 0; k < i; k++)
            if (all[k].currency == all[i].currency && strcmp(roll->name[k], roll->name[i]) != 0)
                entity_fault(b, e, NULL, e->line, "is the same as \"%s\", expected one of them",
                             roll->name[k]);
    }
}

// Instruments.

static bool const_date(const Build *b, Num n, double *date) {
    if (n == NUM_NONE) return false;
    const Slot *slot = &b->slots[n];
    if (!slot->date || !formula_is_const(b->graph, slot->formula)) return false;
    *date = graph_node(b->graph, slot->formula)->value;
    return !is_off(*date);
}

static void outside(Build *b, const RawEntity *e, const char *field, double date, bool late) {
    const Calendar *c = &b->s->calendar;
    char is[96], from[16], end[16];
    value_format(date, field_unit(IN_DATE), is);
    date_format(c->from, from);
    date_format(c->from + c->months, end);
    entity_fault(b, e, field, raw_line(e, field),
                 "is %s, expected %s %s: the scenario runs from %s until %s", is,
                 late ? "before" : "after", late ? end : from, from, end);
}

static void span_check(Build *b, Num from, Num to, const RawEntity *e) {
    const Calendar *c = &b->s->calendar;
    const char *begins = raw_field(e, "at") ? "at" : "from";
    double date;
    if (b->dated && const_date(b, from, &date) && date >= c->from + c->months)
        outside(b, e, begins, date, true);
    if (b->dated && const_date(b, to, &date) && date <= c->from)
        outside(b, e, "to", date, false);
    if (from == NUM_NONE || to == NUM_NONE || !b->slots[from].date || !b->slots[to].date)
        return;
    check_add(b, (Check){.kind = CHECK_AFTER,
                         .f = b->slots[to].formula,
                         .other = b->slots[from].formula,
                         .unit = IN_DATE,
                         .entity = e,
                         .field = "to",
                         .line = raw_line(e, "to"),
                         .key = ""});
}

static void share_check(Build *b, const Approval *a, const RawEntity *e) {
    const RawField *of = raw_field(e, "share_of"), *share = raw_field(e, "share");
    if (of && is_missing(b, e, "share"))
        entity_fault(b, e, "share", e->line,
                     "is missing, expected 0 to 1: needed with share_of");
    if (share && is_missing(b, e, "share_of"))
        entity_fault(b, e, "share_of", e->line,
                     "is missing, expected a jurisdiction such as \"US\": needed with share");
    if (b->draft->cut || !of || !a->share_of || roll_find(&b->jurisdictions, a->share_of) >= 0)
        return;
    char name[80], tip[256];
    advice(a->share_of, b->jurisdictions.name, b->jurisdictions.n, "buyer", tip);
    entity_fault(b, e, "share_of", of->line, "names \"%s\", where no buyer is, %s",
                 quote(a->share_of, name), tip);
}

static void conversion_check(Build *b, const RawEntity *e) {
    if (raw_field(e, "clarity") && !raw_field(e, "conversion"))
        entity_fault(b, e, "clarity", raw_line(e, "clarity"),
                     "is given without conversion, expected the hazard that it scales such as "
                     "conversion = 0.25 / month; add it, or leave clarity out");
}

static void instruments_check(Build *b) {
    static const int ROOMS[] = {ROOM_CONTROL,  ROOM_APPROVAL,  ROOM_LEVY,
                                ROOM_BUNDLING, ROOM_GUIDELINE, ROOM_SUBSIDY};
    for (size_t k = 0; k < sizeof ROOMS / sizeof *ROOMS; k++) {
        Room *room = &b->room[ROOMS[k]];
        for (int i = 0; i < room->roll.n; i++) {
            char *item = room->items + room->size * (size_t)i;
            const Instrument *x = (const Instrument *)(void *)item;
            const RawEntity *e = room->roll.entity[i];
            span_check(b, x->from, x->to, e);
            if (ROOMS[k] == ROOM_APPROVAL) share_check(b, (Approval *)(void *)item, e);
            if (ROOMS[k] == ROOM_APPROVAL) conversion_check(b, e);
            if (ROOMS[k] == ROOM_LEVY)
                ((Levy *)(void *)item)->duty = strcmp(e->kind, "tariff") == 0;
        }
    }
    Room *tapeouts = &b->room[ROOM_TAPEOUT];
    for (int i = 0; i < tapeouts->roll.n; i++) {
        Tapeout *t = &ITEMS(b, ROOM_TAPEOUT, Tapeout)[i];
        span_check(b, t->at, NUM_NONE, tapeouts->roll.entity[i]);
    }
    Room *leases = &b->room[ROOM_LEASE];
    for (int i = 0; i < leases->roll.n; i++) {
        const Instrument *x = &ITEMS(b, ROOM_LEASE, Lease)[i].i;
        span_check(b, x->from, x->to, leases->roll.entity[i]);
    }
    Room *gains = &b->room[ROOM_EFFICIENCY];
    for (int i = 0; i < gains->roll.n; i++) {
        const Instrument *x = &ITEMS(b, ROOM_EFFICIENCY, Efficiency)[i].i;
        span_check(b, x->from, x->to, gains->roll.entity[i]);
    }
}

void cross_check(Build *b) {
    chips_check(b);
    lines_check(b);
    buyers_check(b);
    currencies_check(b);
    instruments_check(b);
}
