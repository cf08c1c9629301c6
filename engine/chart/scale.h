// A straight line from data to pixels.
#ifndef ENGINE_CHART_SCALE_H
#define ENGINE_CHART_SCALE_H

typedef struct Scale {
    double low, high; // data
    double from, to;  // px of low and high
} Scale;

double scale_px(const Scale *s, double value);
double scale_value(const Scale *s, double px);

#endif
