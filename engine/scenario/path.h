// A value over time. Read at the start of a step. Knots are formulas, so dates and values may
// hang on levers and assumptions.
#ifndef ENGINE_SCENARIO_PATH_H
#define ENGINE_SCENARIO_PATH_H

#include "scenario/formula.h"

typedef enum PathKind {
    PATH_LINEAR, // straight between knots, flat before the first and after the last
    PATH_STEPS,  // a knot's value from its date on; the first value before
    PATH_GROW    // value[0] * (1 + rate)^t, t months since the scenario begins, rate per month
} PathKind;

typedef struct Path {
    PathKind kind;
    int n;         // knots; 1 for PATH_GROW
    Formula *date; // dates (months since 2000-01); for PATH_GROW date[0] is the rate
    Formula *value;
} Path;

// The same path with every value combined with `f` on the right (or left when `swap`): + - * / for
// linear and steps (but nothing divided by a linear path), * and divided by for growth. NULL with
// `why` when that is not a path again or the units do not fit.
const Path *path_combine(Arena *arena, Graph *g, Op op, const Path *p, Formula f, bool swap,
                         char why[160]);
Unit path_unit(const Graph *g,
               const Path *p); // of the first value that is not OFF or a plain 0

// At `t_months` since `from` (a date), for one vector of inputs.
double path_value(const Graph *g, const Path *p, double from, double t_months,
                  const double *inputs);

// The same on plain knots, dates in months since `from`. The market does this arithmetic on lanes
// (growth it may multiply up step by step).
double path_at(PathKind kind, int n, const double *date, const double *value, double t_months);

#endif
