// Down a menu, best first: for each use (in `parts` parts, 1 or 2) what it may have, then it takes
// that; after the `last` one nobody looks at what demand and money are left on the desk. Inline and with constant walks, so that limits and takes are inline too where all lanes
// agree on the order; there `end` says where to stop.
#ifndef ENGINE_MARKET_WALK_H
#define ENGINE_MARKET_WALK_H

#include "market/step.h"

typedef struct Walk {
    int parts;
    bool (*passes_over)(const Market *m, int use, int part);
    void (*limit)(const Market *m, int use, int part, Lane *x);
    void (*take)(Market *m, int use, int part, bool last, const Lane *x);
} Walk;

// menu.c: where the order differs by lane, every rank by a mask.
void walk_ranks(Market *m, const Menu *menu, const Walk *w, int buyer);

LANE_FN void menu_visit(Market *m, const Walk *w, int use, int part, bool last) {
    Lane x;
    if (w->passes_over(m, use, part)) return;
    w->limit(m, use, part, &x);
    w->take(m, use, part, last, &x);
}

LANE_FN void menu_walk(Market *m, const Menu *menu, const Walk *w, int buyer, int end) {
    if (!menu->agreed) {
        walk_ranks(m, menu, w, buyer);
        return;
    }
    for (int i = 0; i < end; i++) {
        int use = menu->order[i];
        bool last = i + 1 == end;
        menu_visit(m, w, use, 0, last && w->parts == 1);
        if (w->parts > 1) menu_visit(m, w, use, 1, last);
    }
}

#endif
