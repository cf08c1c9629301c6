// Labels that must not overlap: along the right edge of a plot, and flags along its top.
#ifndef ENGINE_CHART_LABELS_H
#define ENGINE_CHART_LABELS_H

// Moves wanted positions apart to at least `pitch`, in their order, as little as possible in the
// sum of squares (pool adjacent violators), inside [low, high]. Where there is no room for all
// the pitch shrinks evenly. `y` may be in any order; `at` gets the places.
void labels_spread(int n, const double *y, double pitch, double low, double high, double *at);

// Greedy rows for intervals, the most important first: the first of `rows` rows in which
// [left, right] keeps `gap` from all that are there, else `rows`.
void labels_rows(int n, const double *left, const double *right, int rows, double gap,
                 int *row);

#endif
