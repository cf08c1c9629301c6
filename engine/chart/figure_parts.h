// Private to figure*.c: the parts of figure_build.
#ifndef ENGINE_CHART_FIGURE_PARTS_H
#define ENGINE_CHART_FIGURE_PARTS_H

#include "chart/figure.h"
#include "chart/spec.h"

typedef struct Extra { // what only another scenario has
    unsigned by;
    const char *name;
} Extra;

typedef struct Build {
    const FigureInput *in;
    Arena *arena;
    Figure *figure;
    Specs *specs;
    Slots slots;
    int n_extras, cap_extras;
    Extra *extras; // their colours follow those of the first scenario
    int cap_panels;
} Build;

// A curve and what decides in which panel it goes.
typedef struct Found {
    FigureCurve curve;
    const char *unit;
    SeriesKind kind;
    bool cumulative;
    const Pick *pick; // in the scenario of its first run, as is `of`
    unsigned by;
    int of;
} Found;

// The curves of one pick in every run, without those that are zero in all: in the order of run 0,
// then what only others have.
int find_curves(Build *b, const Spec *s, int pick, Found **found);

// Is the curve, in every run, all that one of these has? "Owned" of who leases nothing is.
bool is_whole(const Build *b, const Found *all, int n, const Found *part);

#endif
