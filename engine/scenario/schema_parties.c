// The schema: chips, what makes them, who buys them.
#include "scenario/schema_rows.h"

static const char *const RATION_CHOICES[] = {"proportional", "uniform", "priority", "price",
                                             NULL};
static const char *const BUILD_CHOICES[] = {"capacity", "to_order", NULL};
static const char *const YIELD_CHOICES[] = {"poisson", "murphy", "negative_binomial", NULL};
static const char *const PLAN_CHOICES[] = {"affordable", "wanted", NULL};

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
    {NUMBER(Chip, interconnect, IN_INTERCONNECT), ABOVE(0), .fallback = NAN,
     .doc = "bandwidth between chips, both directions together"},
    {NUMBER(Chip, die_area, IN_AREA), ABOVE(0), .fallback = NAN, .doc = "die area"},
    {NUMBER(Chip, throughput, IN_COMPUTE), ABOVE(0), .fallback = NAN,
     .doc = "compute of one unit; default flops / 989.5 for H100e, flops / 148 for H20e"},
    {NUMBER(Chip, progress_ratio, IN_PLAIN), WITHIN(0, 1), .min_open = true, OFF_DEFAULT(1),
     .doc = "what is left of cost and domestic price when output doubles, such as 0.8; off: no "
            "learning"},
    {NUMBER(Chip, experience, IN_UNITS), ABOVE(0), .fallback = NAN,
     .doc = "units made before the scenario begins; needed with progress_ratio"},
    {NUMBER(Chip, price_response, IN_PER_MONTH), FROM(0), OFF_DEFAULT(0),
     .doc = "how fast the price follows claims over supply; off: the list price stays"},
    {NUMBER(Chip, price_floor, IN_USD_PER_UNIT), FROM(0), OFF_DEFAULT(0),
     .doc = "least price that claims lead to"},
    {NUMBER(Chip, price_ceiling, IN_USD_PER_UNIT), ABOVE(0), OFF_DEFAULT(NO_CAP),
     .doc = "greatest price that claims lead to"},
    {FIELD(Chip, follows, "follows", FIELD_CHIP),
     .doc = "the chip whose place it takes once controls shut that out; its lines open then"},
    {NUMBER(Chip, redesign, IN_MONTHS), FROM(0),
     .doc = "from the day the chip it follows is shut out to its first output; needed with "
            "follows"},
    {FIELD(Chip, captive, "captive", FIELD_BUYER), .doc = "the only buyer who may have it"},
    {FIELD(Chip, grey, "grey", FIELD_BOOL), .quiet = true,
     .doc = "sold outside controls and duties: no control, approval, levy, tariff, subsidy or "
            "bundling acts on it; outside the source documents"},
    {NUMBER(Chip, seized, IN_PLAIN), SHARE, .path = true, .quiet = true,
     .doc = "share of what is bought that never arrives (grey)"},
    {NUMBER(Chip, detection, IN_UNITS_PER_MONTH), ABOVE(0), .path = true, .quiet = true,
     OFF_DEFAULT(NO_CAP),
     .doc =
         "a month due to arrive, all buyers together, at which half of what is left is seized "
         "too: the more comes, the larger the share that is found (grey); off: it does not "
         "rise"},
    {FIELD(Chip, rule, "rule", FIELD_CHOICE), .choices = RATION_CHOICES,
     .doc = "how its seller shares scarce stock"},
    {FIELD(Chip, workloads, "workloads", FIELD_WORKLOADS), .doc = "workloads it serves"},
    HEAD,
};

static const Field RESOURCE_FIELDS[] = {
    {NUMBER(Resource, capacity, IN_UNITS_PER_MONTH), FROM(0), .path = true, OFF(NO_CAP),
     .required = true, .doc = "there is of it per month; what a step does not use is lost"},
    HEAD,
};

static const Field LINE_FIELDS[] = {
    {FIELD(Line, chip, "chip", FIELD_CHIP), .required = true, .doc = "the chip it makes"},
    {NUMBER(Line, inventory, IN_UNITS), FROM(0), .doc = "stock at the start"},
    {NUMBER(Line, capacity, IN_UNITS_PER_MONTH), FROM(0), .path = true, OFF(NO_CAP),
     .doc = "finished units per month; off where resources alone limit it, as if it is not "
            "given with uses or node"},
    {NUMBER(Line, lead, IN_MONTHS), FROM(0), .doc = "from start to finished (to_order)"},
    {NUMBER(Line, wip, IN_UNITS), FROM(0),
     .doc =
         "started and not finished at the start; finished evenly over the first `lead` months "
         "(to_order)"},
    {FIELD(Line, build, "build", FIELD_CHOICE), .choices = BUILD_CHOICES,
     .doc = "runs full, or to order"},
    {NUMBER(Line, cover, IN_MONTHS), FROM(0), .fallback = 1,
     .doc = "demand held as stock (to_order)"},
    {NUMBER(Line, smoothing, IN_MONTHS), ABOVE(0), .fallback = 2,
     .doc = "time over which a gap in stock is closed (to_order)"},
    {TEXT(Line, foundry), .doc = "where it is made; a control may name it"},
    {FIELD(Line, uses, "uses", FIELD_BY_RESOURCE), .unit = IN_PLAIN, FROM(0), .path = true,
     .doc = "amount of each resource that one unit takes"},
    {FIELD(Line, node, "node", FIELD_RESOURCE),
     .doc = "the resource whose wafers it starts; yield says how many for a unit"},
    {NUMBER(Line, dies_per_wafer, IN_PLAIN), ABOVE(0), .fallback = NAN,
     .doc = "whole dies on a wafer; default from the chip's die_area, on 300 mm"},
    {NUMBER(Line, dies_per_unit, IN_PLAIN), ABOVE(0), .fallback = 1,
     .doc = "good dies in one unit, which share the chip's die_area"},
    {NUMBER(Line, defect_density, IN_PER_CM2), FROM(0), .path = true,
     .doc = "defects per cm2 of wafer"},
    {FIELD(Line, yield_model, "yield_model", FIELD_CHOICE), .choices = YIELD_CHOICES,
     .doc = "how defects turn into bad dies"},
    {NUMBER(Line, cluster, IN_PLAIN), ABOVE(0), .fallback = 3,
     .doc = "how far defects come together; large: as poisson (negative_binomial)"},
    {NUMBER(Line, salvage, IN_PLAIN), SHARE, .path = true,
     .doc = "share of bad dies that are sold all the same, with parts switched off"},
    {NUMBER(Line, defect_floor, IN_PER_CM2), FROM(0),
     .doc = "density that learning leads to in the end"},
    {NUMBER(Line, defect_learning, IN_PLAIN), ABOVE(0), OFF_DEFAULT(NO_CAP),
     .doc = "wafers started while 63 % of the way to the floor is made; off: none"},
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
    {NUMBER(Buyer, to_leases, IN_PLAIN), SHARE, .path = true,
     .doc = "share of unspent capex that may pay for leases when opex money is short"},
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

static const Kind PARTIES[] = {
    {"workload", "a use of compute", "workload \"training\" { intensity = 300, mfu = 0.4 }",
     sizeof(Workload), DONE(WORKLOAD_FIELDS)},
    {"currency", "an exchange rate; \"CNY\" is \"RMB\" by its ISO 4217 code",
     "currency \"RMB\" { per_usd = 7.1 }", sizeof(Currency), DONE(CURRENCY_FIELDS)},
    {"chip", "an accelerator",
     "chip \"H200\" { origin = \"US\", price = 27000, flops = 989.5 }", sizeof(Chip),
     DONE(CHIP_FIELDS)},
    {"resource", "something scarce that lines share: wafers, packaging, memory",
     "resource \"HBM\" { capacity = 60e3 }", sizeof(Resource), DONE(RESOURCE_FIELDS)},
    {"line", "the stock and the production of one chip",
     "line \"H200 stock\" { chip = \"H200\", inventory = 700e3 }", sizeof(Line),
     DONE(LINE_FIELDS)},
    {"buyer", "wants compute and has a budget",
     "buyer \"ByteDance\" { jurisdiction = \"CN\", capex = usd(14e9), demand = 50e3 }",
     sizeof(Buyer), DONE(BUYER_FIELDS)},
};
const KindGroup KINDS_PARTIES = GROUP(PARTIES);
