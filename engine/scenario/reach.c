// Whom an instrument acts on. Where the script names no buyers, an authority reaches what is its
// own to rule on: imports into its jurisdiction, exports of chips that come from there. Nothing acts
// on a grey chip.
#include "scenario/build.h"

#include <string.h>
#include <strings.h>

typedef enum Side { SIDE_IMPORT = 1, SIDE_EXPORT = 2 } Side;

static bool is(const char *place, const char *authority) {
    return place && authority && strcmp(place, authority) == 0;
}

static bool rules_over(const Scenario *s, const char *by, unsigned sides, int b, int c) {
    return ((sides & SIDE_IMPORT) && is(s->buyers[b].jurisdiction, by)) ||
           ((sides & SIDE_EXPORT) && is(s->chips[c].origin, by));
}

// An authority that is no place of the scenario ("Nvidia", "NDRC") reaches everybody.
static bool is_place(const Scenario *s, const char *by) {
    for (int b = 0; b < s->n_buyers; b++)
        if (is(s->buyers[b].jurisdiction, by)) return true;
    for (int c = 0; c < s->n_chips; c++)
        if (is(s->chips[c].origin, by)) return true;
    return false;
}

// "cn" where buyers are in "CN" would reach everybody, unseen.
static void case_check(Build *b, const Instrument *i, const RawEntity *e) {
    const Scenario *s = b->s;
    const char *meant = NULL;
    char name[80], found[80];
    for (int k = 0; k < s->n_buyers + s->n_chips; k++) {
        const char *place =
            k < s->n_buyers ? s->buyers[k].jurisdiction : s->chips[k - s->n_buyers].origin;
        if (is(place, i->by)) return;
        if (place && i->by && strcasecmp(place, i->by) == 0) meant = place;
    }
    if (meant)
        entity_fault(b, e, "by", raw_field(e, "by")->line,
                     "is \"%s\", where no buyer is and no chip comes from, did you mean "
                     "\"%s\"?",
                     quote(i->by, found), quote(meant, name));
}

static void instrument_reach(Build *b, Instrument *i, unsigned sides) {
    const Scenario *s = b->s;
    bool *acts = ARENA_NEW(b->arena, bool, s->n_buyers * s->n_chips + 1);
    bool bounded = !i->buyers.given && is_place(s, i->by);
    for (int buyer = 0; buyer < s->n_buyers; buyer++)
        for (int chip = 0; chip < s->n_chips; chip++)
            acts[buyer * s->n_chips + chip] =
                i->buyers.has[buyer] && i->chips.has[chip] && !s->chips[chip].grey &&
                (!bounded || rules_over(s, i->by, sides, buyer, chip));
    i->acts = acts;
    i->n_chips = s->n_chips;
}

// A grey chip that an instrument or a list names would be passed over, unseen.
static void grey_check(Build *b, const ChipSet *chips, const RawEntity *e, const char *field) {
    char name[80];
    for (int c = 0; chips->given && chips->has && c < b->s->n_chips; c++)
        if (chips->has[c] && b->s->chips[c].grey && raw_field(e, field))
            entity_fault(b, e, field, raw_field(e, field)->line,
                         "names chip \"%s\", which is grey, expected chips that instruments "
                         "act on; leave it out",
                         quote(b->s->chips[c].head.name, name));
}

static Instrument *instrument_at(Build *b, int room, int i) {
    return (Instrument *)(void *)(b->room[room].items + b->room[room].size * (size_t)i);
}

void reach_make(Build *b) {
    for (int room = ROOM_CONTROL; room <= ROOM_SUBSIDY; room++)
        for (int i = 0; i < b->room[room].roll.n; i++) {
            Instrument *x = instrument_at(b, room, i);
            case_check(b, x, b->room[room].roll.entity[i]);
            grey_check(b, &x->chips, b->room[room].roll.entity[i], "chips");
            unsigned sides = SIDE_IMPORT | SIDE_EXPORT;
            if (room >= ROOM_BUNDLING) sides = SIDE_IMPORT;
            if (room == ROOM_LEVY) sides = ((Levy *)x)->duty ? SIDE_IMPORT : SIDE_EXPORT;
            if (x->buyers.has && x->chips.has) instrument_reach(b, x, sides);
        }
    for (int i = 0; i < b->s->n_buyers; i++)
        grey_check(b, &b->s->buyers[i].access_to, b->room[ROOM_BUYER].roll.entity[i],
                   "access_to");
}
