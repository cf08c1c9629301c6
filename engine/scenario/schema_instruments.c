// The schema: what stands between buyers and chips.
#include "scenario/schema_rows.h"

static const char *const BASIS_CHOICES[] = {"units", "spend", "compute", NULL};
static const char *const PASS_CHOICES[] = {"seller", "isoelastic", "linear", "capacity", NULL};

static const Field CONTROL_FIELDS[] = {
    INSTRUMENT,
    THRESHOLDS,
    {TEXT(Control, foundry), .doc = "holds what is made there, instead of imports"},
    HEAD,
};

static const Field APPROVAL_FIELDS[] = {
    INSTRUMENT,
    THRESHOLDS,
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
    {NUMBER(Approval, clarity, IN_PLAIN), SHARE, .fallback = 1, .path = true,
     .doc = "how clear its terms are: 0 nobody orders, 1 conversion as it is"},
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
    THRESHOLDS,
    LEVY(1, "share of the seller's revenue"),
    HEAD,
};

static const Field TARIFF_FIELDS[] = {
    INSTRUMENT,
    THRESHOLDS,
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
    {FIELD(Tapeout, uses, "uses", FIELD_BY_RESOURCE), .unit = IN_PLAIN, FROM(0), .path = true,
     .doc = "amount of each resource that one unit takes"},
    HEAD,
};

static const Kind INSTRUMENTS[] = {
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
};
const KindGroup KINDS_INSTRUMENTS = GROUP(INSTRUMENTS);
