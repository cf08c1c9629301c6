// Inside the right column: where its parts are, from top to bottom.
#ifndef ENGINE_VIEW_COLUMN_H
#define ENGINE_VIEW_COLUMN_H

#include "view/app.h"

// Heights of the rows of the three parts, above the name of a panel, above and below a rule.
typedef struct Pitch {
    double value, run, bar, panel, above, below;
} Pitch;
extern const Pitch LOOSE, TIGHT;

typedef struct Place {
    double x, w, y;
    Pitch pitch;
    double spared; // px that tight rows take less than loose ones
} Place;
void go_down(Place *p, double pitch, double loose);

// This run against the baseline, and how much of it comes from levers, how much from assumptions.
void comparison(App *a, Place *p);
bool comparison_differs(const App *a); // it has something to say
double comparison_height(const App *a, const Pitch *pitch);

// Median and range of each total over the draws, of this run and of what lies over it; in
// differences those of the change, draw by draw.
typedef struct RangeRow {
    const char *label; // of the total; of a run that lies over: its name
    bool over;
    char median[40], range[40];
} RangeRow;
int app_ranges(const App *a, Arena *arena, RangeRow **out);
void ranges(App *a, Place *p);
double ranges_height(const App *a, const Pitch *pitch); // 0: there are none

#endif
