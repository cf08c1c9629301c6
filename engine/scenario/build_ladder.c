// Chips that follow others.
#include "scenario/build.h"

#define CHIPS(b) ((Chip *)(void *)(b)->room[ROOM_CHIP].items)

// Does the chain of chips that it follows come back to it?
static bool in_circle(const Build *b, int chip) {
    int at = CHIPS(b)[chip].follows, n = b->room[ROOM_CHIP].roll.n;
    for (int i = 0; i < n && at >= 0 && at != chip; i++) at = CHIPS(b)[at].follows;
    return at == chip;
}

void chip_follows_check(Build *b, int chip) {
    const Roll *roll = &b->room[ROOM_CHIP].roll;
    const RawEntity *e = roll->entity[chip];
    int before = CHIPS(b)[chip].follows;
    char name[80];
    if (raw_field(e, "follows") && !raw_field(e, "redesign"))
        entity_fault(b, e, "redesign", e->line,
                     "is missing, expected months such as 9: needed with follows");
    if (raw_field(e, "redesign") && !raw_field(e, "follows"))
        entity_fault(b, e, "redesign", raw_line(e, "redesign"),
                     "is given without follows, expected the chip whose place it takes such as "
                     "follows = \"H800\"; add it, or leave redesign out");
    if (before == chip)
        entity_fault(b, e, "follows", raw_line(e, "follows"),
                     "names the chip itself, expected the chip whose place it takes");
    else if (before >= 0 && in_circle(b, chip))
        entity_fault(b, e, "follows", raw_line(e, "follows"),
                     "leads from \"%s\" back to the chip itself: none of them would ever be "
                     "made; leave out one follows of the circle",
                     quote(roll->name[before], name));
}
