// A small market in plain C: four Chinese buyers, three chips, 36 months from 2026-01, with import
// approvals, a bundling ratio, a levy and a tape-out. The same equations as
// scripts/bench/h200_mini.lua, written by hand without lanes: what the engine is compared with, in
// its results and its speed. Figures are for measuring, not a forecast.
#ifndef TESTS_BENCH_PLAIN_H
#define TESTS_BENCH_PLAIN_H

enum { PLAIN_BUYERS = 4, PLAIN_CHIPS = 3, PLAIN_PARAMETERS = 6, PLAIN_FIGURES = 8 };
enum { CHIP_H200, CHIP_ASCEND, CHIP_CUSTOM };

// H200 stock, H200 price, H200 capacity after the ramp, Ascend capacity in month 0, scales of
// budget and demand.
extern const double PLAIN_BASE[PLAIN_PARAMETERS];

typedef struct PlainResult {
    double ordered[PLAIN_BUYERS][PLAIN_CHIPS], delivered[PLAIN_BUYERS][PLAIN_CHIPS]; // units
    double installed[PLAIN_BUYERS];                        // H20-equivalents
    double spend[PLAIN_BUYERS], levy, unmet[PLAIN_BUYERS]; // USD, USD, H20-equivalents
    double inventory[PLAIN_CHIPS], carry[PLAIN_BUYERS];    // units, USD
} PlainResult;

// Parameters of draw i: each within 20 % of its base, from a multiplicative generator.
void plain_draw(long i, double p[PLAIN_PARAMETERS]);

void plain_run(const double p[PLAIN_PARAMETERS], PlainResult *out);

// Installed, ordered of each chip, spend, levy, unmet, H200 inventory: sums over the buyers.
void plain_figures(const PlainResult *r, double out[PLAIN_FIGURES]);

#endif
