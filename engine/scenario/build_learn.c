#include "scenario/build.h"

#include <math.h>

// Learning needs to know how much was made before; bounds of a price that never moves do nothing.
void chip_moves_check(Build *b, const Chip *c, const RawEntity *e) {
    static const char *const BOUNDS[] = {"price_floor", "price_ceiling"};
    if (raw_field(e, "progress_ratio") && !raw_field(e, "experience"))
        entity_fault(b, e, "experience", e->line,
                     "is missing, expected the units made before the scenario begins such as "
                     "100e3: needed with progress_ratio");
    if (raw_field(e, "experience") && !raw_field(e, "progress_ratio"))
        entity_fault(b, e, "experience", raw_line(e, "experience"),
                     "is given without progress_ratio, expected the share of the cost that is "
                     "left when output doubles such as progress_ratio = 0.8; add it, or leave "
                     "experience out");
    for (int i = 0; i < 2; i++)
        if (raw_field(e, BOUNDS[i]) && !raw_field(e, "price_response"))
            entity_fault(b, e, BOUNDS[i], raw_line(e, BOUNDS[i]),
                         "is given without price_response, expected how fast claims move the "
                         "price such as price_response = 0.1; add it, or leave %s out",
                         BOUNDS[i]);
    if (!raw_field(e, "price_floor") || !raw_field(e, "price_ceiling")) return;
    if (c->price_floor == NUM_NONE || c->price_ceiling == NUM_NONE) return;
    check_add(b, (Check){.kind = CHECK_AFTER,
                         .f = b->slots[c->price_ceiling].formula,
                         .other = b->slots[c->price_floor].formula,
                         .unit = IN_USD_PER_UNIT,
                         .entity = e,
                         .field = "price_ceiling",
                         .line = raw_line(e, "price_ceiling"),
                         .key = ""});
}
