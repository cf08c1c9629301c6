// Many draws of a few points: assumptions with a distribution, the spins of tape-outs and shocks
// are drawn; levers stand where the point puts them. So does an assumption that the point moved
// off its base: who sets it wants to see what follows from it. What is drawn is kept within the
// range of the assumption, for which alone the script was checked.
//
// A draw is known by its number: what is drawn depends on (seed, draw, name) alone, so all points
// meet the same worlds, and their differences are those of the points (common random numbers).
// Draws come in blocks, so that a caller can show what there is, or stop.
#ifndef ENGINE_STUDY_ENSEMBLE_H
#define ENGINE_STUDY_ENSEMBLE_H

#include "study/outcome.h"

typedef struct EnsemblePlan {
    int n_points;
    const Point *points;
    int n_picks;
    const Pick *picks; // curves to keep, step by step
    int n_totals;
    const Pick *totals; // numbers to keep: series_total of each
    int draws;
    uint64_t seed;
    int n_outcomes;
    const Outcome *outcomes; // results and totals to keep to the last bit; borrowed
    int currency;            // of curves of money in USD; CURRENCY_NONE: as they are
} EnsemblePlan;

// One curve or one total, of every point.
typedef struct EnsembleColumn {
    int pick;         // of the picks; of the totals behind them
    const char *name; // of the curve; NULL for a total
    int steps;        // 1 for a total
    size_t at;        // private
} EnsembleColumn;

typedef struct Ensemble {
    int n_points, n_picks, n_columns, draws;
    int done;   // draws [0, done) are there
    int failed; // of these, draws in which the script or a rule is wrong: without values
    uint64_t seed;
    const char **names; // of the points
    double **values;    // of the points
    EnsembleColumn *columns;
    const Pick *picks; // and the totals behind them
    int n_outcomes;
    const Outcome *outcomes;
    // private
    int currency;
    double *outcome; // [point][outcome][draw]
    Arena *arena;
    size_t of_point;
    float *value; // [point][column][step][draw]
    struct EnsembleBench *bench;
} Ensemble;

// Borrows the script; copies the plan. In the region, for another process to read; NULL: on the
// heap. The curves are those of the script's base, by name; where a draw lacks one it has no value.
Ensemble *ensemble_new(Script *s, const EnsemblePlan *plan, Region *region);
void ensemble_free(Ensemble *e); // NULL is allowed

// Runs the next block of draws of every point. False when all are done. The first draw that fails
// adds its faults, later ones are only counted.
bool ensemble_step(Ensemble *e, Faults *faults);

// The values of all draws; NaN where there is none, and not yet set behind `done`.
float *ensemble_row(const Ensemble *e, int point, int column, int step);
// One value; NaN where there is none. Kept to 7 figures.
double ensemble_value(const Ensemble *e, int point, int column, int step, int draw);

// The quantiles at `p` (ascending, in [0, 1]) over the draws that are there: sorted, with linear
// interpolation between the two nearest (type 7 of Hyndman and Fan 1996). NaN without a value.
// `base` >= 0: of the differences of the point to that one, draw by draw.
void ensemble_quantiles(const Ensemble *e, int point, int base, int column, int step, int n,
                        const double *p, double *out);

// The values of all draws of an outcome, as ensemble_row; and their quantiles, over the draws in
// which it is finite.
double *ensemble_outcome(const Ensemble *e, int point, int outcome);
void ensemble_outcome_quantiles(const Ensemble *e, int point, int base, int outcome, int n,
                                const double *p, double *out);

// The draw whose value is nearest; the first of equals. -1 without one. `base` as above.
int ensemble_nearest(const Ensemble *e, int point, int base, int column, int step,
                     double value);

// What a chart shows of an ensemble: quantiles of every column of every point, as they stand.
enum { BAND_5, BAND_25, BAND_50, BAND_75, BAND_95, BAND_COUNT };
typedef struct Bands {
    int done, draws, failed;
    int n_points, n_columns, steps;
    const EnsembleColumn *columns; // of the ensemble, as are the picks
    const Pick *picks;
    const double *at;   // [point][column][step][BAND_COUNT]
    const double *less; // the same of every point less `base`, draw by draw; NULL without one
    Arena *arena;
} Bands;
// Free it by its arena; the ensemble must outlive it. Without a point `base` (-1) there are no
// differences.
Bands *ensemble_bands(const Ensemble *e, int base, Region *region);
// BAND_COUNT quantiles of the curve of that name, of the total where `name` is NULL (step 0); NULL
// without one.
const double *bands_at(const Bands *b, int point, const Pick *pick, const char *name, int step);
// The same of the difference; NULL also without differences.
const double *bands_less(const Bands *b, int point, const Pick *pick, const char *name,
                         int step);

int ensemble_column(const Ensemble *e, int pick, const char *name);       // -1
int ensemble_find(const Ensemble *e, const Pick *pick, const char *name); // -1; NULL: total

// The inputs of a draw: `point` with what is drawn laid over it; may be the same array.
void ensemble_draw(const Scenario *base, const double *point, uint64_t seed, uint64_t draw,
                   double *values);
// Does any input of the point move with the draws?
bool ensemble_moves(const Scenario *base, const double *point);

#endif
