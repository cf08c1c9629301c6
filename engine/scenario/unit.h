// Units of quantities. A unit is a product of powers of the dimensions below; a chip is counted
// and a count has no dimension, so `usd(27000)` fits a field in USD per unit. Money of two
// currencies is two units: a script never converts. Values are kept in base units (USD, RMB,
// months, ...), so two quantities of one unit need no factor.
#ifndef ENGINE_SCENARIO_UNIT_H
#define ENGINE_SCENARIO_UNIT_H

#include <stdbool.h>
#include <stdint.h>

typedef enum Dimension {
    DIM_MONEY,     // in the unit's currency
    DIM_TIME,      // months
    DIM_COMPUTE,   // the scenario's compute unit (H100e by default)
    DIM_FLOPS,     // dense FP16 TFLOPS
    DIM_BANDWIDTH, // TB/s
    DIM_MEMORY,    // GB
    DIM_AREA,      // mm2
    DIM_COUNT
} Dimension;

typedef struct Unit {
    int8_t power[DIM_COUNT];
    uint8_t currency; // index below, 0 without money
    bool date;        // a date: date - date = months, date + months = date
} Unit;

enum { CURRENCY_NONE, CURRENCY_USD, CURRENCY_RMB, CURRENCY_EUR, CURRENCY_JPY, CURRENCY_COUNT };
const char *currency_name(int currency); // "USD"
int currency_find(const char *name);     // CURRENCY_NONE when unknown; "CNY" is RMB

extern const Unit UNIT_PLAIN; // a number without a unit

bool unit_equal(Unit a, Unit b);
bool unit_is_plain(Unit u);
// In these, false means the units do not fit; the caller says so with unit_name of both.
bool unit_add(Unit a, Unit b, bool minus, Unit *out);
bool unit_multiply(Unit a, Unit b, bool divide, Unit *out);
bool unit_power(Unit a, int n, Unit *out);

// "USD", "USD per month", "months", "1/month", "a plain number", "a date". Static or in `out`.
const char *unit_name(Unit u, char out[64]);

#endif
