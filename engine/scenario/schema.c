#include "scenario/schema.h"

#include "scenario/scenario.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct UnitRow {
    const char *name, *example;
    Unit unit;
} UnitRow;

#define POWER(...)                                                                             \
    {                                                                                          \
        .power = { __VA_ARGS__ }                                                               \
    }
#define USD_POWER(...)                                                                         \
    { .power = {__VA_ARGS__}, .currency = CURRENCY_USD }
static const UnitRow UNITS[] = {
    [IN_PLAIN] = {"a plain number", "0.25", POWER(0)},
    [IN_UNITS] = {"units", "400e3", POWER(0)},
    [IN_UNITS_PER_MONTH] = {"units per month", "20e3", POWER([DIM_TIME] = -1)},
    [IN_USD] = {"USD", "usd(100e6)", USD_POWER([DIM_MONEY] = 1)},
    [IN_USD_PER_UNIT] = {"USD per unit", "27000", USD_POWER([DIM_MONEY] = 1)},
    [IN_MONEY] = {"money per year", "rmb(160e9)", USD_POWER([DIM_MONEY] = 1)},
    [IN_MONTHS] = {"months", "6", POWER([DIM_TIME] = 1)},
    [IN_PER_MONTH] = {"1/month", "0.25", POWER([DIM_TIME] = -1)},
    [IN_COMPUTE] = {"compute units", "500e3", POWER(0)},
    [IN_COMPUTE_PER_MONTH] = {"compute units per month", "50e3", POWER([DIM_TIME] = -1)},
    [IN_FLOPS] = {"TFLOPS", "989.5", POWER([DIM_FLOPS] = 1)},
    [IN_BANDWIDTH] = {"TB/s", "4.8", POWER([DIM_BANDWIDTH] = 1)},
    [IN_MEMORY] = {"GB", "141", POWER([DIM_MEMORY] = 1)},
    [IN_AREA] = {"mm2", "814", POWER([DIM_AREA] = 1)},
    [IN_DATE] = {"a date", "\"2026-03\"", {.date = true}},
    [IN_RMB_PER_USD] = {"own currency per USD", "7.1", POWER(0)},
};

const char *field_unit_name(FieldUnit u) {
    return UNITS[u].name;
}
const char *field_unit_example(FieldUnit u) {
    return UNITS[u].example;
}
Unit field_unit(FieldUnit u) {
    return UNITS[u].unit;
}

// Ranges.
#define ANY .min = -HUGE_VAL, .max = HUGE_VAL
#define FROM(low) .min = (low), .max = HUGE_VAL
#define ABOVE(low) .min = (low), .max = HUGE_VAL, .min_open = true
#define WITHIN(low, high) .min = (low), .max = (high)
#define SHARE WITHIN(0, 1)

#define FIELD(S, member, Name, Type)                                                           \
    .name = (Name), .type = (Type), .offset = offsetof(S, member)
#define NUMBER(S, member, Unit_) FIELD(S, member, #member, FIELD_NUMBER), .unit = (Unit_)
#define OFF(value) .may_be_off = true, .neutral = (value)
#define OFF_DEFAULT(value) .may_be_off = true, .neutral = (value), .fallback = (value)
#define TEXT(S, member) FIELD(S, member, #member, FIELD_TEXT)

#define HEAD                                                                                   \
    {FIELD(Head, doc, "doc", FIELD_TEXT), .doc = "a line for people"}, {                       \
        FIELD(Head, sources, "source", FIELD_SOURCES),                                         \
            .doc = "id of a source, a list of them, or \"assumed\""                            \
    }

#define DATE(S, member, Name) FIELD(S, member, Name, FIELD_DATE), .unit = IN_DATE, ANY
#define INSTRUMENT                                                                             \
    {FIELD(Instrument, by, "by", FIELD_TEXT), .required = true,                                \
     .doc = "authority, such as \"US\" or \"CN\""},                                            \
        {FIELD(Instrument, chips, "chips", FIELD_CHIPS), .doc = "chips it acts on"},           \
        {FIELD(Instrument, buyers, "buyers", FIELD_BUYERS),                                    \
         .doc = "buyers or jurisdictions; default imports into `by` and exports from it"},     \
        {DATE(Instrument, from, "from"), OFF(NO_CAP),                                          \
         .doc = "first day; default the scenario's start; off: never begins"},                 \
    {                                                                                          \
        DATE(Instrument, to, "to"), OFF_DEFAULT(NO_CAP),                                       \
            .doc = "day after the last; off: never ends"                                       \
    }

#define DONE(rows) .fields = (rows), .n_fields = (int)(sizeof(rows) / sizeof *(rows))

static const char *const STEP_CHOICES[] = {"month", "quarter", "week", NULL};
static const char *const RATION_CHOICES[] = {"proportional", "uniform", "priority", "price",
                                             NULL};
static const char *const BUILD_CHOICES[] = {"capacity", "to_order", NULL};
static const char *const PLAN_CHOICES[] = {"affordable", "wanted", NULL};
static const char *const BASIS_CHOICES[] = {"units", "spend", "compute", NULL};
static const char *const PASS_CHOICES[] = {"seller", "isoelastic", "linear", "capacity", NULL};
static const char *const BY_CHOICES[] = {"buyer",  "chip",     "workload", "authority",
                                         "seller", "approval", "series",   NULL};
static const char *const CHART_CHOICES[] = {"lines", "area", "ribbon", NULL};

static const Field SCENARIO_FIELDS[] = {
    {.name = "from",
     .type = FIELD_DATE,
     .unit = IN_DATE,
     ANY,
     .required = true,
     .doc = "first month, \"2026-01\""},
    {.name = "to",
     .type = FIELD_DATE,
     .unit = IN_DATE,
     ANY,
     .required = true,
     .doc = "last month, included"},
    {.name = "step", .type = FIELD_CHOICE, .choices = STEP_CHOICES, .doc = "length of a step"},
    {.name = "question", .type = FIELD_TEXT, .doc = "what the scenario asks"},
    {.name = "headline",
     .type = FIELD_TEXT,
     .doc = "sentence over the charts; default made from results"},
    {.name = "compute_unit",
     .type = FIELD_TEXT,
     .doc = "\"H100e\" (989.5 TFLOPS, 3.35 TB/s), the default, \"H20e\" (148, 4.0) or a text "
            "of your own"},
    {.name = "seed",
     .type = FIELD_WHOLE,
     WITHIN(0, 9007199254740992.0),
     .fallback = 1234,
     .doc = "of random draws"},
    {.name = "doc", .type = FIELD_TEXT, .doc = "a line for people"},
    {.name = "source",
     .type = FIELD_SOURCES,
     .doc = "id of a source, a list of them, or \"assumed\""},
};

static const Field INPUT_FIELDS[] = {
    {.name = "value",
     .type = FIELD_VALUE,
     ANY,
     .list = true,
     .required = true,
     .doc = "at the baseline: number, quantity, date, true or false, one of choices, off"},
    {.name = "min",
     .type = FIELD_RANGE_END,
     ANY,
     .doc =
         "least value; default from dist's 1st percentile, else 0 (dates: six months before)"},
    {.name = "max",
     .type = FIELD_RANGE_END,
     ANY,
     .doc = "greatest value; default from dist's 99th percentile, else twice the value (dates: "
            "six months after)"},
    {.name = "doc", .type = FIELD_TEXT, .doc = "a line for people"},
    {.name = "source",
     .type = FIELD_SOURCES,
     .doc = "id of a source, a list of them, or \"assumed\""},
    {.name = "label",
     .type = FIELD_TEXT,
     .doc = "name for people; default the name with spaces"},
    {.name = "whole", .type = FIELD_BOOL, .doc = "only whole numbers"},
    {.name = "choices", .type = FIELD_TEXTS, .doc = "list of texts, the value one of them"},
    {.name = "off", .type = FIELD_BOOL, .doc = "may be set to off"},
    {.name = "dist",
     .type = FIELD_DISTRIBUTION,
     .doc = "distribution of draws: triangular(20, 27, 28)"},
};

static const Field CASE_FIELDS[] = {
    {.name = "doc",
     .type = FIELD_TEXT,
     .doc = "a line for people; all other fields name levers and assumptions"},
};

static const Field WORKLOAD_FIELDS[] = {
    {NUMBER(Workload, intensity, IN_PLAIN), ABOVE(0), OFF_DEFAULT(NO_CAP),
     .doc = "FLOP per byte of memory traffic; off: flops alone decide"},
    {NUMBER(Workload, mfu, IN_PLAIN), WITHIN(0, 1), .min_open = true, .fallback = 1,
     .doc = "share of peak flops reached"},
    HEAD,
};

static const Field CURRENCY_FIELDS[] = {
    {NUMBER(Currency, per_usd, IN_RMB_PER_USD), ABOVE(0), .path = true, .required = true,
     .doc = "units of the currency for one USD, such as 7.1"},
    HEAD,
};

static const Field CHIP_FIELDS[] = {
    {TEXT(Chip, seller), .doc = "who is paid; default the captive buyer, else the chip's name"},
    {TEXT(Chip, origin), .required = true, .doc = "jurisdiction it comes from, such as \"US\""},
    {NUMBER(Chip, price, IN_USD_PER_UNIT), ABOVE(0), .path = true, .required = true,
     .doc = "list price before levies and duties"},
    {NUMBER(Chip, unit_cost, IN_USD_PER_UNIT), FROM(0), .path = true,
     .doc = "cost of one unit to its seller"},
    {NUMBER(Chip, flops, IN_FLOPS), ABOVE(0), .fallback = NAN,
     .doc = "dense FP16 peak; needed where throughput is not given"},
    {NUMBER(Chip, bandwidth, IN_BANDWIDTH), ABOVE(0), .fallback = NAN,
     .doc = "memory bandwidth"},
    {NUMBER(Chip, memory, IN_MEMORY), ABOVE(0), .fallback = NAN, .doc = "memory"},
    {NUMBER(Chip, tpp, IN_PLAIN), ABOVE(0), .fallback = NAN,
     .doc = "total processing performance (TOPS times bit length)"},
    {NUMBER(Chip, die_area, IN_AREA), ABOVE(0), .fallback = NAN, .doc = "die area"},
    {NUMBER(Chip, throughput, IN_COMPUTE), ABOVE(0), .fallback = NAN,
     .doc = "compute of one unit; default flops / 989.5 for H100e, flops / 148 for H20e"},
    {FIELD(Chip, captive, "captive", FIELD_BUYER), .doc = "the only buyer who may have it"},
    {FIELD(Chip, rule, "rule", FIELD_CHOICE), .choices = RATION_CHOICES,
     .doc = "how its seller shares scarce stock"},
    {FIELD(Chip, workloads, "workloads", FIELD_WORKLOADS), .doc = "workloads it serves"},
    HEAD,
};

static const Field LINE_FIELDS[] = {
    {FIELD(Line, chip, "chip", FIELD_CHIP), .required = true, .doc = "the chip it makes"},
    {NUMBER(Line, inventory, IN_UNITS), FROM(0), .doc = "stock at the start"},
    {NUMBER(Line, capacity, IN_UNITS_PER_MONTH), FROM(0), .path = true, OFF(NO_CAP),
     .doc = "finished units per month"},
    {NUMBER(Line, lead, IN_MONTHS), FROM(0), .doc = "from start to finished (to_order)"},
    {FIELD(Line, build, "build", FIELD_CHOICE), .choices = BUILD_CHOICES,
     .doc = "runs full, or to order"},
    {NUMBER(Line, cover, IN_MONTHS), FROM(0), .fallback = 1,
     .doc = "demand held as stock (to_order)"},
    {NUMBER(Line, smoothing, IN_MONTHS), ABOVE(0), .fallback = 2,
     .doc = "time over which a gap in stock is closed (to_order)"},
    {TEXT(Line, foundry), .doc = "where it is made; a control may name it"},
    HEAD,
};

static const Field BUYER_FIELDS[] = {
    {TEXT(Buyer, jurisdiction), .required = true, .doc = "where it is, such as \"CN\""},
    {FIELD(Buyer, capex, "capex", FIELD_YEARS), .unit = IN_MONEY, FROM(0), OFF(NO_CAP),
     .required = true,
     .doc = "budget of each calendar year, { [2026] = rmb(160e9) }, or one for all; the last "
            "holds on"},
    {FIELD(Buyer, opex, "opex", FIELD_YEARS), .unit = IN_MONEY, FROM(0), OFF(NO_CAP),
     .doc = "budget for leases, as capex"},
    {NUMBER(Buyer, carry, IN_PLAIN), SHARE, .fallback = 1,
     .doc = "share of unspent money kept over the year's end"},
    {NUMBER(Buyer, access_uplift, IN_PLAIN), FROM(-1), .path = true,
     .doc = "share by which the budget grows with full access to foreign chips"},
    {FIELD(Buyer, access_to, "access_to", FIELD_CHIPS),
     .doc = "the foreign chips that count for it"},
    {FIELD(Buyer, demand, "demand", FIELD_BY_WORKLOAD), .unit = IN_COMPUTE_PER_MONTH, FROM(0),
     .path = true, .doc = "new compute wanted per month, or { workload = ... }"},
    {FIELD(Buyer, target, "target", FIELD_BY_WORKLOAD), .unit = IN_COMPUTE, FROM(0),
     .path = true, .doc = "compute wanted in place, or { workload = ... }; instead of demand"},
    {NUMBER(Buyer, adjustment, IN_MONTHS), ABOVE(0), .fallback = NAN,
     .doc = "time over which the gap to the target is closed; needed with target"},
    {FIELD(Buyer, weight, "weight", FIELD_BY_WORKLOAD), .unit = IN_PLAIN, ABOVE(0),
     .fallback = 1, .doc = "worth of a workload's compute, { workload = ... }"},
    {NUMBER(Buyer, unmet_carry, IN_PLAIN), SHARE,
     .doc = "share of unmet demand still wanted a month later; not with target"},
    {NUMBER(Buyer, deposit, IN_PLAIN), SHARE, .fallback = 1, .doc = "share paid at order"},
    {NUMBER(Buyer, inflation, IN_PLAIN), FROM(0),
     .doc = "how far claims exceed wishes when deliveries fall short"},
    {NUMBER(Buyer, priority, IN_PLAIN), FROM(0), .fallback = 1,
     .doc = "1 is served first (rule \"priority\")"},
    {NUMBER(Buyer, ship, IN_MONTHS), FROM(0), .doc = "from purchase to delivery"},
    {NUMBER(Buyer, deploy, IN_MONTHS), FROM(0), .doc = "from delivery to installed"},
    {NUMBER(Buyer, life, IN_MONTHS), ABOVE(0), OFF_DEFAULT(FOREVER),
     .doc = "mean life once installed; off: never retires"},
    {NUMBER(Buyer, substitution, IN_PLAIN), FROM(0), OFF_DEFAULT(NO_CAP),
     .doc = "elasticity between chips; off: best first"},
    {FIELD(Buyer, plan, "plan", FIELD_CHOICE), .choices = PLAN_CHOICES,
     .doc = "plan the imports that money pays for, or all that are wanted"},
    HEAD,
};

static const Field CONTROL_FIELDS[] = {
    INSTRUMENT,
    {TEXT(Control, foundry), .doc = "holds what is made there, instead of imports"},
    HEAD,
};

static const Field APPROVAL_FIELDS[] = {
    INSTRUMENT,
    {NUMBER(Approval, units, IN_UNITS), FROM(0), OFF_DEFAULT(NO_CAP),
     .doc = "cap on what all its buyers and chips bring in together"},
    {NUMBER(Approval, per_month, IN_UNITS_PER_MONTH), FROM(0), OFF_DEFAULT(NO_CAP),
     .path = true, .doc = "cap for each month, of all its buyers and chips together"},
    {NUMBER(Approval, per_buyer, IN_UNITS), FROM(0), OFF_DEFAULT(NO_CAP),
     .doc = "cap of each buyer over its chips"},
    {TEXT(Approval, share_of), .doc = "jurisdiction whose purchases set the limit; with share"},
    {NUMBER(Approval, share, IN_PLAIN), SHARE, OFF_DEFAULT(NO_CAP), .path = true,
     .doc = "at most this share of what share_of bought"},
    {NUMBER(Approval, conversion, IN_PER_MONTH), FROM(0), OFF_DEFAULT(NO_CAP), .path = true,
     .doc = "hazard at which approved units become orders; off: at once"},
    {NUMBER(Approval, burden_sensitivity, IN_PLAIN), FROM(0),
     .doc = "how strongly costs beyond the price slow conversion"},
    HEAD,
};

#define LEVY(high, what)                                                                       \
    {NUMBER(Levy, rate, IN_PLAIN),                                                             \
     WITHIN(0, high),                                                                          \
     OFF(0),                                                                                   \
     .path = true,                                                                             \
     .required = true,                                                                         \
     .doc = (what)},                                                                           \
    {                                                                                          \
        FIELD(Levy, pass_through, "pass_through", FIELD_PASS_THROUGH),                         \
            .unit = IN_PLAIN, WITHIN(0, 10), .choices = PASS_CHOICES,                          \
            .doc = "share of it that reaches the buyer: a number or a preset"                  \
    }
static const Field EXPORT_LEVY_FIELDS[] = {
    INSTRUMENT,
    LEVY(1, "share of the seller's revenue"),
    HEAD,
};
static const Field TARIFF_FIELDS[] = {
    INSTRUMENT,
    LEVY(10, "share of the price at the border"),
    HEAD,
};

static const Field BUNDLING_FIELDS[] = {
    INSTRUMENT,
    {NUMBER(Bundling, ratio, IN_PLAIN), FROM(0), OFF(0), .path = true, .required = true,
     .doc = "domestic for each one imported"},
    {FIELD(Bundling, basis, "basis", FIELD_CHOICE), .choices = BASIS_CHOICES,
     .fallback = BASIS_SPEND, .doc = "what the ratio counts"},
    {NUMBER(Bundling, window, IN_MONTHS), FROM(0), OFF_DEFAULT(0),
     .doc = "months over which it must hold; off: each step by itself"},
    {NUMBER(Bundling, value, IN_PLAIN), SHARE, .fallback = 0.5, .path = true,
     .doc = "share of its price a domestic chip is worth to the buyer"},
    HEAD,
};

static const Field TAPEOUT_FIELDS[] = {
    {FIELD(Tapeout, owner, "owner", FIELD_BUYER), .required = true,
     .doc = "the buyer whose chip it is"},
    {FIELD(Tapeout, chip, "chip", FIELD_CHIP), .required = true, .doc = "the chip it makes"},
    {DATE(Tapeout, at, "at"), OFF(NO_CAP), .required = true,
     .doc = "date of tape-out; off: never"},
    {NUMBER(Tapeout, fab_months, IN_MONTHS), FROM(0), .required = true,
     .doc = "from tape-out to samples"},
    {NUMBER(Tapeout, first_silicon, IN_PLAIN), WITHIN(0, 1), .min_open = true, .fallback = 1,
     .doc = "probability that a spin works, in draws"},
    {NUMBER(Tapeout, spins, IN_PLAIN), WITHIN(1, 20), .whole = true, .fallback = 1,
     .doc = "spins of a plain run"},
    {NUMBER(Tapeout, respin_months, IN_MONTHS), FROM(0), .fallback = 5,
     .doc = "each further spin"},
    {NUMBER(Tapeout, qualify, IN_MONTHS), FROM(0), .doc = "from samples to volume"},
    {NUMBER(Tapeout, ramp, IN_UNITS_PER_MONTH), FROM(0), .required = true,
     .doc = "by which output grows each month"},
    {NUMBER(Tapeout, volume, IN_UNITS_PER_MONTH), FROM(0), OFF_DEFAULT(NO_CAP),
     .doc = "greatest output"},
    {NUMBER(Tapeout, nre, IN_USD), FROM(0), .doc = "cost of each spin to its owner"},
    {TEXT(Tapeout, foundry), .doc = "where it is made; a control may name it"},
    HEAD,
};

static const Field CHART_FIELDS[] = {
    {FIELD(Chart, series, "series", FIELD_CURVES), .list = true, .required = true,
     .doc = "names of series, without a key: { \"delivered\", by = \"buyer\" }"},
    {TEXT(Chart, by), .choices = BY_CHOICES, .doc = "a curve for each; default their sum"},
    {FIELD(Chart, chip, "chip", FIELD_CHIP), .doc = "only of this chip"},
    {FIELD(Chart, buyer, "buyer", FIELD_BUYER), .doc = "only of this buyer"},
    {FIELD(Chart, cumulative, "cumulative", FIELD_BOOL), .doc = "sum since the start"},
    {FIELD(Chart, kind, "kind", FIELD_CHOICE), .choices = CHART_CHOICES,
     .doc = "how it is drawn"},
    {FIELD(Head, doc, "doc", FIELD_TEXT), .doc = "a line for people"},
};

static const Field SOURCE_FIELDS[] = {
    {TEXT(SourceDoc, title), .doc = "title"},
    {TEXT(SourceDoc, publisher), .doc = "who published it"},
    {TEXT(SourceDoc, date), .doc = "date of publication"},
    {TEXT(SourceDoc, reliability), .doc = "how far it can be trusted"},
    {TEXT(SourceDoc, claim), .doc = "what it says"},
    {FIELD(Head, doc, "doc", FIELD_TEXT), .doc = "a line for people"},
};

const Kind SCHEMA[] = {
    {"scenario", "the title and the calendar; once in each script",
     "scenario \"H200 approvals\" { from = \"2026-01\", to = \"2027-12\" }", 0,
     DONE(SCENARIO_FIELDS)},
    {"lever", "a policy decision: what someone could choose",
     "lever \"levy\" { 0.25, min = 0, max = 0.4, doc = \"share of revenue\" }", 0,
     DONE(INPUT_FIELDS)},
    {"assume", "a fact about the world that nobody chooses",
     "assume \"h200_price\" { usd(27000), dist = normal(usd(27000), usd(2000)) }", 0,
     DONE(INPUT_FIELDS)},
    {"case", "a set of lever and assumption values over the baseline",
     "case \"no levy\" { levy = 0 }", 0, DONE(CASE_FIELDS)},
    {"workload", "a use of compute", "workload \"training\" { intensity = 300, mfu = 0.4 }",
     sizeof(Workload), DONE(WORKLOAD_FIELDS)},
    {"currency", "an exchange rate", "currency \"RMB\" { per_usd = 7.1 }", sizeof(Currency),
     DONE(CURRENCY_FIELDS)},
    {"chip", "an accelerator",
     "chip \"H200\" { origin = \"US\", price = 27000, flops = 989.5 }", sizeof(Chip),
     DONE(CHIP_FIELDS)},
    {"line", "the stock and the production of one chip",
     "line \"H200 stock\" { chip = \"H200\", inventory = 700e3 }", sizeof(Line),
     DONE(LINE_FIELDS)},
    {"buyer", "wants compute and has a budget",
     "buyer \"ByteDance\" { jurisdiction = \"CN\", capex = usd(14e9), demand = 50e3 }",
     sizeof(Buyer), DONE(BUYER_FIELDS)},
    {"control", "forbids imports that no approval lets in",
     "control \"customs\" { by = \"CN\", chips = { \"H200\" } }", sizeof(Control),
     DONE(CONTROL_FIELDS)},
    {"approval", "lets imports in, up to its limits",
     "approval \"January\" { by = \"CN\", units = 400e3, from = \"2026-01-28\" }",
     sizeof(Approval), DONE(APPROVAL_FIELDS)},
    {"export_levy", "a levy on exports: a share of the seller's revenue",
     "export_levy \"25%\" { by = \"US\", rate = 0.25, pass_through = \"isoelastic\" }",
     sizeof(Levy), DONE(EXPORT_LEVY_FIELDS)},
    {"tariff", "a levy on imports: a share of the price at the border",
     "tariff \"duty\" { by = \"CN\", rate = 0.1 }", sizeof(Levy), DONE(TARIFF_FIELDS)},
    {"bundling", "domestic chips that must be bought with every import",
     "bundling \"domestic first\" { by = \"CN\", ratio = 0.43 }", sizeof(Bundling),
     DONE(BUNDLING_FIELDS)},
    {"tapeout", "a custom chip on its way from design to volume",
     "tapeout \"SeedChip\" { owner = \"ByteDance\", chip = \"SeedChip\", at = \"2026-03\", "
     "fab_months = 4, ramp = 2000 }",
     sizeof(Tapeout), DONE(TAPEOUT_FIELDS)},
    {"chart", "a panel of the window",
     "chart \"Who gets the chips\" { \"delivered\", by = \"buyer\" }", sizeof(Chart),
     DONE(CHART_FIELDS)},
    {"source", "where a number comes from",
     "source \"C086\" { title = \"Terms of the levy\", publisher = \"a newspaper\", date = "
     "\"2026-01\" }",
     sizeof(SourceDoc), DONE(SOURCE_FIELDS)},
};
const int SCHEMA_COUNT = (int)(sizeof SCHEMA / sizeof *SCHEMA);

const Kind *kind_find(const char *name) {
    for (int i = 0; i < SCHEMA_COUNT; i++)
        if (strcmp(SCHEMA[i].name, name) == 0) return &SCHEMA[i];
    return NULL;
}

const Field *field_find(const Kind *k, const char *name) {
    for (int i = 0; i < k->n_fields; i++)
        if (strcmp(k->fields[i].name, name) == 0) return &k->fields[i];
    return NULL;
}

const char *field_default(const Field *f, char out[32]) {
    out[0] = 0;
    if (f->required) return "required";
    switch (f->type) {
    case FIELD_CHOICE:
        return f->choices[(int)f->fallback];
    case FIELD_PASS_THROUGH:
        return f->choices[0];
    case FIELD_CHIPS:
    case FIELD_WORKLOADS:
        return "all";
    case FIELD_BOOL:
        return "false";
    case FIELD_NUMBER:
    case FIELD_DATE:
    case FIELD_WHOLE:
    case FIELD_BY_WORKLOAD:
        if (f->type == FIELD_BY_WORKLOAD && f->fallback == 0) return "";
        if (f->may_be_off && f->fallback == f->neutral) return "off";
        if (f->type != FIELD_DATE && !isnan(f->fallback)) snprintf(out, 32, "%g", f->fallback);
        return out;
    default:
        return "";
    }
}
