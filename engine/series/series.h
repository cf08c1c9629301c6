// Recorded results: columns over time, one set for each run. A column is one series of one
// party (buyer, authority, seller, approval or resource), chip and workload. What every series is, its unit
// and what it is kept by stands in one table (SERIES), from which docs, CSV and charts are made.
#ifndef ENGINE_SERIES_SERIES_H
#define ENGINE_SERIES_SERIES_H

#include "scenario/scenario.h"

// clang-format off
typedef enum SeriesId {
    S_WISHED, S_CLAIMED, S_BOUGHT, S_DELIVERED, S_IN_TRANSIT, S_INSTALLED, // units; buyer, chip
    S_UNMET, S_LOST,                        // compute; buyer, workload
    S_INVENTORY, S_MADE, S_WIP,             // units; chip
    S_PRICE, S_EFFECTIVE_PRICE, S_BUNDLE_TAX, // USD, USD, share; buyer, chip
    S_APPROVED, S_UNCONVERTED,              // units; approval
    S_CAP_LEFT,                             // units; buyer, chip
    S_CAPEX, S_NRE, S_SPEND,                // USD; buyer, chip; spend also of leases: chip -1
    S_OPEX, S_CAPEX_TO_LEASES,              // USD; buyer
    S_LEVY, S_TARIFF, S_SUBSIDY,            // USD; authority
    S_SELLER_NET, S_WRITE_DOWN,             // USD; seller
    S_COMPUTE, S_COMPUTE_OWNED, S_COMPUTE_LEASED, S_COMPUTE_CAPTIVE, // compute; buyer, workload
    S_EFFECTIVE_COMPUTE,                    // compute at the start; buyer, workload
    S_BANDWIDTH, S_BANDWIDTH_OWNED, S_BANDWIDTH_LEASED, S_BANDWIDTH_CAPTIVE, // TB/s
    S_FILL_RATE,                            // share; buyer, chip
    S_DOMESTIC_SHARE, S_DOMESTIC_SHARE_UNITS, S_DOMESTIC_SHARE_COMPUTE, // of spend, ...; buyer
    S_BUFFER, S_BUFFER_CUMULATIVE,          // share; buyer
    S_BUDGET_LEFT, S_BUDGET_LAPSED,         // own currency; buyer
    S_OPEX_LEFT, S_OPEX_LAPSED,             // own currency; buyer
    S_BINDING,                              // code; buyer
    S_RESOURCE_USE,                         // share; resource
    S_PHANTOM,                              // units; buyer, chip
    S_INTEREST,                             // units; buyer, chip
    S_SEIZED,                               // units; buyer, chip
    S_COUNT
} SeriesId;
// clang-format on

typedef enum SeriesKind {
    SERIES_FLOW,  // per step; has a cumulative form
    SERIES_LEVEL, // at the end of the step
    SERIES_SHARE, // a ratio; NaN is "no value"
    SERIES_PRICE,
    SERIES_CODE // a Binding
} SeriesKind;

// clang-format off
enum { BY_BUYER = 1, BY_CHIP = 2, BY_WORKLOAD = 4, BY_AUTHORITY = 8, BY_SELLER = 16, BY_APPROVAL = 32, BY_RESOURCE = 64, BY_KINDS = 7 };
// clang-format on

// Of buyer, authority, seller, approval, resource: the one that is a column's party.
#define BY_PARTY (BY_BUYER | BY_AUTHORITY | BY_SELLER | BY_APPROVAL | BY_RESOURCE)

// How many there are of what one BY_ bit stands for, and what the i-th is called.
int by_count(const Scenario *s, unsigned bit);
const char *by_name(const Scenario *s, unsigned bit, int i);

typedef struct SeriesInfo {
    const char *name; // "delivered"
    const char *unit; // "units", "USD", "share", "" for codes; "compute": the scenario's unit;
                      // "own": the buyer's currency
    unsigned by;
    SeriesKind kind;
    const char *doc;
} SeriesInfo;

extern const SeriesInfo SERIES[S_COUNT];
int series_find(const char *name); // -1

// What held the foreign purchases of a step. BINDING_NONE: nothing foreign was wished for.
typedef enum Binding {
    BINDING_NONE,
    BINDING_SUPPLY,
    BINDING_CONTROL,
    BINDING_APPROVAL,
    BINDING_CONVERSION,
    BINDING_CAP,
    BINDING_BUDGET,
    BINDING_DEMAND,
    BINDING_BUNDLING,
    BINDING_COUNT
} Binding;
const char *binding_name(Binding b); // "supply", "approval", ...
// "approvals: more units would let more in": what it is that holds purchases.
const char *binding_words(Binding b);

typedef struct Column {
    SeriesId id;
    int party, chip, workload; // -1 where the series is not kept by it; party by SERIES[id].by
} Column;

// What to record. Only this costs anything.
typedef struct Want {
    bool series[S_COUNT];
    bool
        totals_only; // flows: their sum over the run; levels and the rest: the last value; steps = 1
} Want;
Want want_all(void);

typedef struct Series {
    const Scenario *scenario;
    int n_columns, steps, runs; // steps = 1 with totals_only
    Column *columns;            // in order of SeriesId, party, chip, workload
    int first[S_COUNT + 1];     // columns of series i: [first[i], first[i + 1])
    double *value;              // [run][column][step]
    bool totals_only;
    int currency; // what the series in USD were converted to; CURRENCY_NONE: they are in USD
} Series;

// All values 0. The scenario must outlive it. Out of memory ends the program (base/arena.h).
Series *series_new(const Scenario *s, const Want *want, int runs);
void series_free(Series *x); // NULL is allowed

double *series_at(const Series *x, int run, int column); // steps values

// A stock that ends empty keeps a residue of rounding, of either sign: what lies below 0 by no
// more than 1e-9 of the largest value that its column had becomes 0.
void series_clear_residues(Series *x);
// -1 when it is not recorded. -1 for what the series is not kept by.
int series_column(const Series *x, SeriesId id, int party, int chip, int workload);
const char *series_party_name(const Series *x, int column); // NULL where there is none
// The unit in words for people and tables: "units", "USD", "RMB", "H100e", "share".
const char *series_unit(const Series *x, int column);

// A curve: the sum of the columns picked. What cannot be summed (prices, shares, codes, money of
// two currencies) has the value on which its columns agree, else no value (NaN): such series
// need filters that leave one column for each curve. "No value" in a sum is left out.
typedef struct Pick {
    SeriesId id;
    unsigned by;               // one BY_ bit: a curve for each; 0: one curve
    int party, chip, workload; // filters; -1 all
    bool cumulative;           // of flows; the rest stays as it is
} Pick;

typedef struct Curve {
    const char *name; // of the buyer, chip, ...; of the series when `by` is 0
    int of;           // index of that buyer, chip, ...; -1
    unsigned by;
    double *y; // steps values, in the arena given
    bool all_zero;
} Curve;

// Number of curves written, in order of declaration (0: nothing matches, or the series is not
// kept by `by`).
int series_curves(const Series *x, int run, const Pick *pick, Arena *arena, Curve **out);

// Of all columns picked, whatever `by`: the sum over the steps for a flow, the last value for the
// rest; NaN when there is none.
double series_total(const Series *x, int run, const Pick *pick);

#endif
