// A scenario and results made by hand, for tests of charts: 4 buyers, 4 chips, any number of
// steps, and three runs (shown, baseline, another case) of invented but lifelike values.
#ifndef TESTS_SUPPORT_PICTURE_H
#define TESTS_SUPPORT_PICTURE_H

#include "chart/figure.h"

typedef struct PictureWorld {
    Arena *arena;
    Scenario scenario;
    Series *series; // runs 0, 1, 2
    FigureRun runs[3];
    FigureEvent events[16];
    int n_events;
} PictureWorld;

PictureWorld *picture_world_new(StepKind step, int steps);
void picture_world_free(PictureWorld *w);

// Every value of a series in every run; NULL-safe way to make odd data.
void picture_fill(PictureWorld *w, SeriesId id, double value);
// The values of one column; the caller writes them.
double *picture_values(PictureWorld *w, int run, SeriesId id, int party, int chip);

// The first `runs` runs (the second is the baseline), with events and a headline.
Figure *picture_figure(PictureWorld *w, int runs, Arena *arena);

#endif
