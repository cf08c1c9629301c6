// Ticks of an axis: where they are and how they are written.
#ifndef ENGINE_CHART_TICKS_H
#define ENGINE_CHART_TICKS_H

#include "base/calendar.h"

#include <stdbool.h>

#define TICKS_MAX 24

typedef struct Ticks {
    int n;
    double at[TICKS_MAX];
    double low, high; // of the axis: the outermost tick or the data, whichever is further out
} Ticks;

// Labelling after Talbot, Lin and Hanrahan, "An Extension of Wilkinson's Algorithm for
// Positioning Tick Labels on Axes" (2010), with density from the height: about one tick for each
// 32 px, at least 3. NaN or low > high: an axis from 0 to 1. from_zero: the axis holds 0, as a tick.
Ticks ticks_values(double low, double high, double height_px, bool from_zero);

// One SI suffix and one count of decimals for all of them.
typedef struct TickFormat {
    const char *prefix; // "$"
    const char *suffix; // "", "k", "M", "B", "T", "%"
    double divisor;
    int decimals;
    bool scientific;
} TickFormat;
TickFormat ticks_format(const Ticks *t, const char *prefix, bool share);
void tick_text(char out[24], const TickFormat *f, double value);

// Dates: every first of a month, of a quarter or of a year that fits, at least `least_months`
// apart.
typedef struct DateTicks {
    int n;
    double at[TICKS_MAX * 2]; // months since 2000-01
    int months;               // between ticks: 1, 3, 6, 12, 24, 60, ...
} DateTicks;
DateTicks ticks_dates(double from, double to, double width_px, int least_months);

#endif
