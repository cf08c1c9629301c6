#include "scenario/build.h"

#include <string.h>

#define ITEMS(b, which, Type) ((Type *)(void *)(b)->room[which].items)

static const char *const OF_WAFERS[] = {"dies_per_wafer", "dies_per_unit",  "defect_density",
                                        "yield_model",    "cluster",        "salvage",
                                        "defect_floor",   "defect_learning"};

static void without_node(Build *b, const RawEntity *e) {
    for (size_t i = 0; i < sizeof OF_WAFERS / sizeof *OF_WAFERS; i++)
        if (raw_field(e, OF_WAFERS[i]))
            entity_fault(b, e, OF_WAFERS[i], raw_line(e, OF_WAFERS[i]),
                         "is given without node, expected the resource whose wafers it starts "
                         "such as node = \"SMIC 7nm\"; add it, or leave %s out",
                         OF_WAFERS[i]);
}

// The size of a die: for the number on a wafer, and for the defects that hit one.
static void wafers_check(Build *b, const Line *x, const RawEntity *e) {
    const RawEntity *chip = x->chip >= 0 ? b->room[ROOM_CHIP].roll.entity[x->chip] : NULL;
    bool has_area = !chip || raw_field(chip, "die_area");
    char name[80];
    if (x->uses.given && x->uses.amount[x->node] != NUM_NONE)
        entity_fault(
            b, e, "uses", raw_line(e, "uses"),
            "counts the wafers of its node \"%s\" a second time: yield says how many a "
            "unit takes; leave it out",
            quote(b->room[ROOM_RESOURCE].roll.name[x->node], name));
    if (has_area) return;
    if (!raw_field(e, "dies_per_wafer"))
        entity_fault(b, e, "dies_per_wafer", e->line,
                     "is missing and die_area of chip \"%s\" too, expected one of them such as "
                     "dies_per_wafer = 60",
                     quote(chip->name, name));
    else if (raw_field(e, "defect_density"))
        entity_fault(b, e, "defect_density", raw_line(e, "defect_density"),
                     "needs the size of a die, expected die_area in chip \"%s\" such as "
                     "die_area = 814",
                     quote(chip->name, name));
}

// Of a chip that is still to be designed there is no stock, and none under way.
static void designed_check(Build *b, const Line *x, const RawEntity *e, const char *field) {
    char name[80], other[80];
    if (x->chip < 0 || !raw_field(e, field)) return;
    int before = ITEMS(b, ROOM_CHIP, Chip)[x->chip].follows;
    if (before < 0) return;
    entity_fault(b, e, field, raw_line(e, field),
                 "is given, but \"%s\" follows \"%s\": none of it is made before that is shut "
                 "out; leave %s out, or follows",
                 quote(b->room[ROOM_CHIP].roll.name[x->chip], name),
                 quote(b->room[ROOM_CHIP].roll.name[before], other), field);
}

static void wip_check(Build *b, const Line *x, const RawEntity *e) {
    if (!raw_field(e, "wip")) return;
    if (x->build != BUILD_TO_ORDER)
        entity_fault(b, e, "wip", raw_line(e, "wip"),
                     "is given, but the line runs full: its capacity counts what is finished, "
                     "expected build = \"to_order\"; add it, or leave wip out");
    else if (!raw_field(e, "lead"))
        entity_fault(b, e, "wip", raw_line(e, "wip"),
                     "needs the time from start to finished, expected lead such as lead = 6");
}

void lines_check(Build *b) {
    const Roll *roll = &b->room[ROOM_LINE].roll;
    for (int i = 0; i < roll->n; i++) {
        Line *x = &ITEMS(b, ROOM_LINE, Line)[i];
        const RawEntity *e = roll->entity[i];
        bool takes = raw_field(e, "node") != NULL;
        for (int r = 0; r < b->room[ROOM_RESOURCE].roll.n && x->uses.given; r++)
            takes = takes || x->uses.amount[r] != NUM_NONE;
        if (takes && !raw_field(e, "capacity"))
            x->capacity = number_const(b, NO_CAP, field_unit_name(IN_UNITS_PER_MONTH));
        designed_check(b, x, e, "inventory");
        designed_check(b, x, e, "wip");
        wip_check(b, x, e);
        if (!raw_field(e, "node"))
            without_node(b, e);
        else if (x->node >= 0)
            wafers_check(b, x, e);
    }
}
