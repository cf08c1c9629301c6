// Thresholds of controls, approvals and levies. What a threshold asks for, each foreign chip in its
// reach must state: a chip without the figure would pass by silence.
#include "scenario/build.h"

#include <string.h>

typedef struct Figure {
    const char *threshold; // field of the instrument
    const char *needs[2];  // fields of the chip
} Figure;

static const Figure FIGURES[] = {
    {"tpp_from", {"tpp", NULL}},
    {"tpp_below", {"tpp", NULL}},
    {"density_from", {"tpp", "die_area"}},
    {"density_below", {"tpp", "die_area"}},
    {"bandwidth_from", {"bandwidth", NULL}},
    {"bandwidth_below", {"bandwidth", NULL}},
    {"interconnect_from", {"interconnect", NULL}},
    {"interconnect_below", {"interconnect", NULL}},
};
enum { N_FIGURES = sizeof FIGURES / sizeof *FIGURES };

static bool reaches(const Build *b, const Instrument *i, int chip) {
    const Chip *c = &b->s->chips[chip];
    for (int k = 0; i->acts && k < b->s->n_buyers; k++) {
        const char *home = b->s->buyers[k].jurisdiction;
        bool foreign = c->origin && home && strcmp(c->origin, home) != 0;
        if (foreign && c->captive < 0 && instrument_acts(i, k, chip)) return true;
    }
    return false;
}

static void chips_check(Build *b, const Instrument *i, const RawEntity *e, const RawField *f,
                        const Figure *x) {
    const Roll *chips = &b->room[ROOM_CHIP].roll;
    for (int c = 0; c < chips->n; c++)
        for (int k = 0; k < 2 && x->needs[k]; k++) {
            char name[80];
            if (raw_field(chips->entity[c], x->needs[k]) || !reaches(b, i, c)) continue;
            entity_fault(
                b, e, f->name, f->line,
                "asks for the %s of chip \"%s\", which has none; add %s to the chip, or "
                "name the chips it acts on",
                x->needs[k], quote(chips->name[c], name), x->needs[k]);
            return;
        }
}

static void box_check(Build *b, Instrument *i, const RawEntity *e, bool imports) {
    for (int k = 0; k < N_FIGURES; k++) {
        const RawField *f = raw_field(e, FIGURES[k].threshold);
        if (!f) continue;
        i->box.given = true;
        if (imports)
            chips_check(b, i, e, f, &FIGURES[k]);
        else
            entity_fault(b, e, f->name, f->line,
                         "is given together with foundry, expected one of them: thresholds are "
                         "for imports");
    }
}

void boxes_check(Build *b) {
    static const int ROOMS[] = {ROOM_CONTROL, ROOM_APPROVAL, ROOM_LEVY};
    for (int k = 0; k < 3; k++) {
        Room *room = &b->room[ROOMS[k]];
        for (int i = 0; i < room->roll.n; i++) {
            Instrument *x = (Instrument *)(void *)(room->items + room->size * (size_t)i);
            bool imports = ROOMS[k] != ROOM_CONTROL || !((Control *)x)->foundry;
            box_check(b, x, room->roll.entity[i], imports);
        }
    }
}
