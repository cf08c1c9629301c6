// The frozen scenario: what the market runs. Every numeric field is a Num: an index into the
// value table of a run, filled from constants, formulas (the tape) and paths. Nothing here
// changes after scenario_build; everybody holds it as const.
// Indices: b buyer, c chip, w workload, k approval. Money in USD unless a currency is named,
// chips in units, time in months since `calendar.from`, compute in the scenario's unit.
#ifndef ENGINE_SCENARIO_SCENARIO_H
#define ENGINE_SCENARIO_SCENARIO_H

#include "base/calendar.h"
#include "base/fault.h"
#include "scenario/draft.h"
#include "scenario/tape.h"

// [0, n_slots): formulas and constants, set once for a draw (again only after a lever moved).
// [n_slots, n_slots + n_paths): paths, set at the start of each step.
typedef int32_t Num;
#define NUM_NONE (-1)
#define NO_CAP 1e15  // stands for "no limit" in the arithmetic: units, dates, money, hazards
#define FOREVER 1e30 // months; a life that never ends: exp(-1/FOREVER) is exactly 1

typedef struct ChipSet { // one byte for each chip of the scenario
    const bool *has;
    bool given; // named by the script (else all)
} ChipSet;
typedef ChipSet BuyerSet;
typedef ChipSet WorkloadSet;

typedef struct YearNums { // amount of each calendar year; the last one given holds on
    int n, first_year;    // years before the first given have 0; n = 0: not given, no money
    const Num *amount;
} YearNums;

typedef struct WorkloadNums { // one for each workload of the scenario; NUM_NONE where not given
    const Num *amount;
    bool given;
} WorkloadNums;

typedef WorkloadNums ResourceNums; // one for each resource; NUM_NONE where it takes none

typedef enum PassThroughKind {
    PASS_NUMBER,
    PASS_SELLER,
    PASS_ISOELASTIC,
    PASS_LINEAR,
    PASS_CAPACITY
} PassThroughKind;
typedef struct PassThrough {
    PassThroughKind kind;
    Num rho; // PASS_NUMBER
} PassThrough;

typedef enum RationRule {
    RATION_PROPORTIONAL,
    RATION_UNIFORM,
    RATION_PRIORITY,
    RATION_PRICE
} RationRule;
typedef enum LineBuild { BUILD_CAPACITY, BUILD_TO_ORDER } LineBuild;
typedef enum YieldModel { YIELD_POISSON, YIELD_MURPHY, YIELD_NEGATIVE_BINOMIAL } YieldModel;
typedef enum BuyerPlan { PLAN_AFFORDABLE, PLAN_WANTED } BuyerPlan;
typedef enum BundlingBasis { BASIS_UNITS, BASIS_SPEND, BASIS_COMPUTE } BundlingBasis;

// Every entity begins with this.
typedef struct Head {
    const char *name, *file;
    int line;
    const char *doc;
    Names sources;
} Head;

typedef struct Workload {
    Head head;
    Num intensity; // FLOP per byte; OFF / not given: NO_CAP, so flops alone decide
    Num mfu;       // share of peak flops reached
} Workload;

typedef struct Chip {
    Head head;
    const char *seller, *origin;
    Num price, unit_cost; // USD per unit
    // 0 where not given. Without flops and bandwidth a chip is worth its throughput on each workload.
    Num flops, bandwidth, memory, tpp, die_area, interconnect;
    Num throughput; // compute units per unit, > 0
    // Wright: cost falls to this share when all that was made, experience included, doubles; 1: no.
    Num progress_ratio, experience;
    Num price_response;             // eta, 1/month; 0: the list price stays
    Num price_floor, price_ceiling; // USD per unit
    int follows;                    // chip or -1: its lines open once that is shut out
    Num redesign;                   // months from then
    int captive;                    // buyer or -1
    bool grey;                      // no instrument acts on it
    Num seized;                     // share of what is due to arrive that never does
    Num detection; // units due a month at which half of the rest is seized as well; OFF: NO_CAP
    int rule;      // RationRule
    WorkloadSet workloads;
} Chip;

typedef struct Resource { // what lines share: wafers of a node, packaging, memory stacks
    Head head;
    Num capacity; // per month; what a step does not use is lost
} Resource;

typedef struct Line {
    Head head;
    int chip;
    Num inventory;        // units at the start
    Num capacity;         // finished units per month; NO_CAP: what its resources give
    Num lead;             // months
    Num wip;              // units started before the scenario begins
    int build;            // LineBuild
    Num cover, smoothing; // months
    const char *foundry;
    ResourceNums uses; // of each resource for one unit
    // Wafers, where `node` is a resource (else -1).
    int node;
    Num dies_per_wafer;                // 0: from the area of a die, on 300 mm
    Num dies_per_unit;                 // the chip's die area is that of all of them
    Num defect_density;                // per cm2
    int yield_model;                   // YieldModel
    Num cluster;                       // alpha of the negative binomial
    Num salvage;                       // share of bad dies that are sold
    Num defect_floor, defect_learning; // per cm2; wafers, OFF: NO_CAP
} Line;

typedef struct Buyer {
    Head head;
    const char *jurisdiction;
    int currency; // of its budgets, from `capex` / `opex`; CURRENCY_USD where none
    YearNums capex, opex;
    Num to_leases; // share of unspent capex
    Num carry, access_uplift;
    ChipSet access_to;
    WorkloadNums demand; // compute per month
    WorkloadNums target; // compute
    Num adjustment;
    WorkloadNums weight; // 1 where not given, never NUM_NONE
    Num unmet_carry, deposit, inflation;
    Num priority;
    Num ship, deploy, life; // life OFF: FOREVER, never retires
    Num substitution;       // sigma; OFF: NO_CAP, best first
    int plan;               // BuyerPlan
} Buyer;

typedef struct Currency { // currency "RMB" { per_usd = ... }
    Head head;
    int currency;
    Num per_usd;
} Currency;

// What every instrument has. Acts on (b, c) where `acts` says so and the kind's own rule on
// imports lets it; `from`, `to` in months since the scenario begins, NO_CAP when OFF (never
// begins, never ends).
// Thresholds: a chip is inside where each of its figures is at least `from` and less than
// `below`. Density is tpp / die area.
typedef struct Box {
    bool given; // some threshold is
    Num tpp_from, tpp_below, density_from, density_below;
    Num bandwidth_from, bandwidth_below, interconnect_from, interconnect_below;
} Box;

typedef struct Instrument {
    Head head;
    const char *by; // authority
    ChipSet chips;
    BuyerSet buyers;
    Num from, to;
    Box box;          // controls, approvals, levies: only chips inside
    const bool *acts; // [b * n_chips + c]: both sets have it; where no buyers are named, only
    int n_chips;      // imports into the authority's jurisdiction and exports from it (reach.c)
} Instrument;

bool instrument_acts(const Instrument *i, int buyer, int chip);

typedef struct Control {
    Instrument i;
    const char *foundry; // holds the output of lines and tape-outs made there; NULL: imports
} Control;

typedef struct Approval {
    Instrument i;
    Num units, per_month, per_buyer;
    const char *share_of;   // jurisdiction; NULL
    Num share;              // NO_CAP: no limit by share_of
    Num conversion;         // 1/month; OFF: NO_CAP, at once
    Num burden_sensitivity; // gamma
    Num clarity;            // share of the conversion that terms as clear as this allow
} Approval;

typedef struct Levy { // export_levy: of seller's revenue; tariff: of the price at the border
    Instrument i;
    bool duty;
    Num rate;
    PassThrough pass_through;
} Levy;

typedef struct Bundling {
    Instrument i;
    Num ratio;
    int basis;  // BundlingBasis
    Num window; // months; OFF or 0: each step by itself
    Num value;  // share of its price a domestic chip is worth
} Bundling;

// Soft: the ratio compliance g / (1 - g) makes need of domestic chips and holds nobody back.
typedef struct Guideline {
    Instrument i;
    Num share, compliance; // g
    int basis;             // BundlingBasis
    Num window, value;     // as of a bundling
} Guideline;

typedef struct Subsidy { // s = rate * phi * price, paid to the buyer
    Instrument i;
    Num rate;
} Subsidy;

typedef struct Tapeout {
    Instrument i; // from, by, to unused
    int owner, chip;
    Num at; // date of tape-out
    Num fab_months, respin_months, qualify;
    Num first_silicon; // probability that a spin works
    Num spins;         // of a plain run
    Num ramp;          // units per month, each month more
    Num volume;        // units per month at most; OFF: NO_CAP
    Num nre;           // USD per spin
    const char *foundry;
    ResourceNums uses; // of each resource for one unit
} Tapeout;

typedef struct Lease {
    Instrument i;  // by, chips unused; new contracts in [from, to)
    Num rate;      // USD per compute unit and month
    Num capacity;  // compute units, of all buyers together
    Num term;      // months
    Num wind_down; // months, once closed
    Num discount;  // share of owned compute that it is worth
    WorkloadSet workloads;
} Lease;

// E' = E exp((growth + scarcity x share of the buyer's demand unmet) dt): what a compute unit in
// service is worth in computing done, over what it was at the start.
typedef struct Efficiency {
    Instrument i;         // by, chips unused; E moves in [from, to)
    Num growth, scarcity; // 1/month
} Efficiency;

typedef struct LeverValues { // { cap = 75e3, levy = 0.4 }
    int n;
    const CaseValue *at;
} LeverValues;

// Strikes at a date or by a hazard, lasts, and sets levers while it does.
typedef struct Shock {
    Head head;
    Num at, from, to;     // dates; at OFF: NO_CAP
    Num hazard, recovery; // 1/month, of draws; 0: not
    Num duration;         // months; OFF: NO_CAP
    LeverValues sets;
} Shock;

typedef struct SourceDoc { // source "C086" { title, publisher, date, reliability, url }
    Head head;
    const char *title, *publisher, *date, *reliability, *claim;
} SourceDoc;

// A curve set of a chart: `{ "delivered", by = "buyer", chip = "H200", cumulative = true }`.
typedef struct Chart {
    Head head;
    Names series;    // names of series/series.h
    const char *by;  // "buyer", "chip", "workload", "series" ...; NULL: the sum
    int chip, buyer; // filters, -1 all
    bool cumulative;
    int kind; // CHART_LINES, CHART_AREA, CHART_RIBBON
} Chart;
enum { CHART_LINES, CHART_AREA, CHART_RIBBON };

// A stretch of time in months since the scenario begins: [from, to).
typedef struct Period {
    double from, to;
    bool given;
} Period;

enum { CASE_OWN = -2, CASE_BASELINE = -1 }; // the run that is looked at; the baseline

// result "got" { "bought", chip = "H200" }: one number (or word) of a run. Flows are summed over
// `at`, the rest is taken at its end; without `at` the whole run.
typedef struct Finding {
    Head head;
    const char *series; // a name of series/series.h; NULL: `formula` over other results
    Formula formula;    // over results, levers and assumptions; of a series the result itself
    int number;         // of a series: the graph's number of it
    Unit unit;
    BuyerSet buyers;
    ChipSet chips;
    WorkloadSet workloads;
    const char *authority, *seller, *approval; // NULL: all
    Period at;
    bool cumulative;      // since the start, not since `at` begins
    int of_case;          // index, CASE_BASELINE or CASE_OWN
    const char *bound_by; // of "binding": the months in which this binds; NULL
    bool word;            // of "binding": what binds longest
    const char *currency; // of money; NULL: USD
} Finding;

// expect("claim", value, expected, tolerance, "C006"): what a run is held against.
typedef struct Expect {
    Head head; // name: the claim
    Formula value;
    Unit unit;
    const char *word;           // expected of a word; NULL: the number
    double expected, tolerance; // in `unit`; tolerance absolute
    const char *within;         // the tolerance as it was written: "0.01", "5%"
} Expect;

// conclude("conclusion", value, "above", 1, "C090"): what is asked of every case.
typedef struct Conclusion {
    Head head; // name: the conclusion
    Formula value;
    Unit unit;
    int relation; // ABOVE, BELOW
    double bound; // in `unit`
} Conclusion;
enum { ABOVE, BELOW };
// observe "H20 shipments" { "delivered", chip = "H20", data = ... }: what was observed of a
// series over stretches of time, those within the scenario, by date.
typedef struct Observation {
    Period over;
    double median, low,
        high; // summed over it for a flow, else at its end; low <= median <= high
} Observation;

typedef struct Observed {
    Head head;
    Finding of;       // series, chips, buyers; each observation is its `at`
    int n, n_outside; // within the scenario; left out
    const Observation *at;
    bool ranges;                            // low and high were given
    const char *date, *median, *low, *high; // names of columns
    const char *per;                        // how long a date lasts; NULL: as it is written
} Observed;

// lesson "Who decides?" { step { text = ... }, ... }: a guided tour of the window.
typedef struct LessonStep {
    const char *text;
    const char *look;              // title of a panel; NULL: the whole picture
    const char *question, *answer; // NULL; the answer is hidden until asked for
    int n_values;
    const CaseValue *values; // of levers and assumptions, set when the step begins
} LessonStep;

typedef struct Lesson {
    Head head;
    int n_steps; // at least one
    const LessonStep *steps;
} Lesson;

// Flags on the top edge: the first and the last days of instruments, where they are given, and
// tape-outs and shocks, in order of declaration.
typedef struct Event {
    const char *name; // "January", "January ends"
    Num at;
    const Head *head;
    const char *kind; // "approval", "tapeout"
    bool ends;        // its last day: from then on the instrument does not act
} Event;

typedef struct Scenario {
    Arena *arena;
    const Draft *draft; // guards, opaques, inputs, cases as traced
    const char *title, *question, *headline, *compute_unit;
    const char *file;
    int line;
    Calendar calendar;
    uint64_t seed;
    // TFLOPS and TB/s of one compute unit. NUM_NONE when the unit is none of those known: chips
    // then are worth their throughput on each workload.
    Num reference_flops, reference_bandwidth;

    int n_inputs;
    const Input *inputs;
    int n_cases;
    const Case *cases;

    int n_workloads, n_chips, n_resources, n_lines, n_buyers, n_currencies;
    const Workload *workloads; // at least one
    const Chip *chips;
    const Resource *resources;
    const Line *lines;
    const Buyer *buyers;
    const Currency *currencies;

    int n_controls, n_approvals, n_levies, n_bundlings, n_guidelines, n_subsidies, n_tapeouts;
    int n_leases, n_efficiencies, n_shocks;
    const Control *controls;
    const Approval *approvals;
    const Levy *levies; // export levies and tariffs
    const Bundling *bundlings;
    const Guideline *guidelines;
    const Subsidy *subsidies;
    const Tapeout *tapeouts;
    const Lease *leases;
    const Efficiency *efficiencies;
    const Shock *shocks;

    int n_sources, n_charts, n_findings, n_expects, n_conclusions, n_events;
    const SourceDoc *sources;
    const Chart *charts;
    int n_observed, n_lessons;
    const Observed *observed;
    const Lesson *lessons;
    const Finding *findings;
    const Expect *expects;
    const Conclusion *conclusions;
    const Event *events;

    int n_authorities; // every `by`, once, in order of first use
    const char *const *authorities;
    int n_sellers;
    const char *const *sellers;

    int n_slots, n_paths;
    const Slot *slots;              // n_slots
    const struct PathPlan *paths;   // n_paths
    const char *const *unit_labels; // n_slots + n_paths
    const Tape *tape;
    int n_rules;
} Scenario;

// A path with its knots in slots. Dates are months since `calendar.from`.
typedef struct PathPlan {
    PathKind kind;
    int n;
    const Num *date, *value; // for PATH_GROW date[0] is the rate per month
} PathPlan;

// Validates a draft and freezes it. NULL with every fault found; the draft's arena then still
// belongs to the caller. On success the scenario lives in that arena. `series` are the names a
// chart may use; NULL: charts' names are not looked at.
const Scenario *scenario_build(Draft *draft, const Names *series, Faults *faults);

// The formula behind a slot (FORMULA_NONE for a path) and its value for plain use.
Formula scenario_formula(const Scenario *s, Num n);
double scenario_value(const Scenario *s, Num n, const double *inputs, double t_months);
const char *scenario_unit_label(const Scenario *s, Num n); // "USD", "months"; "" when plain

#endif
