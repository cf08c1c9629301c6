// The schema: soft rules, money from an authority, what strikes by chance.
#include "scenario/schema_rows.h"

static const char *const BASIS_CHOICES[] = {"units", "spend", "compute", NULL};

static const Field GUIDELINE_FIELDS[] = {
    INSTRUMENT,
    {NUMBER(Guideline, share, IN_PLAIN), WITHIN(0, 0.99), OFF(0), .path = true,
     .required = true, .doc = "domestic share that is asked for"},
    {NUMBER(Guideline, compliance, IN_PLAIN), SHARE, .fallback = 1, .path = true,
     .doc = "how far buyers follow it: 0 not at all, 1 wholly"},
    {FIELD(Guideline, basis, "basis", FIELD_CHOICE), .choices = BASIS_CHOICES,
     .fallback = BASIS_SPEND, .doc = "what the share counts"},
    {NUMBER(Guideline, window, IN_MONTHS), FROM(0), OFF_DEFAULT(0),
     .doc = "months over which buyers look at it; off: each step by itself"},
    {NUMBER(Guideline, value, IN_PLAIN), SHARE, .fallback = 0.5, .path = true,
     .doc = "share of its price a domestic chip is worth to the buyer"},
    HEAD,
};

static const Field SUBSIDY_FIELDS[] = {
    INSTRUMENT,
    {NUMBER(Subsidy, rate, IN_PLAIN), WITHIN(0, 0.95), OFF(0), .path = true, .required = true,
     .doc = "share of the price that the authority pays"},
    HEAD,
};

static const Field SHOCK_FIELDS[] = {
    {DATE(Shock, at, "at"), OFF_DEFAULT(NO_CAP),
     .doc = "when it strikes; where a hazard is given, of a plain run only"},
    {NUMBER(Shock, hazard, IN_PER_MONTH), WITHIN(0, 100), OFF_DEFAULT(0),
     .doc = "at which it strikes in draws, again and again; a plain run takes `at`"},
    {NUMBER(Shock, duration, IN_MONTHS), FROM(0), OFF_DEFAULT(NO_CAP),
     .doc = "how long it lasts; off: to the end"},
    {NUMBER(Shock, recovery, IN_PER_MONTH), WITHIN(0, 100), OFF_DEFAULT(0),
     .doc =
         "hazard at which it ends in draws; a plain run takes `duration`, else 1 / recovery"},
    {DATE(Shock, from, "from"), .doc = "from when on the hazard may strike"},
    {DATE(Shock, to, "to"), OFF_DEFAULT(NO_CAP), .doc = "from when on it strikes no more"},
    {FIELD(Shock, sets, "sets", FIELD_LEVERS), .required = true,
     .doc = "levers and assumptions, with the values they have while it lasts"},
    HEAD,
};

static const Kind POLICY[] = {
    {"guideline", "a domestic share that buyers are asked for; it holds nobody back",
     "guideline \"30 percent\" { by = \"CN\", share = 0.3, compliance = 0.5 }",
     sizeof(Guideline), DONE(GUIDELINE_FIELDS)},
    {"subsidy", "a share of the price of chips that an authority pays for the buyer",
     "subsidy \"for domestic chips\" { by = \"CN\", chips = { \"Ascend 910C\" }, rate = 0.2 }",
     sizeof(Subsidy), DONE(SUBSIDY_FIELDS)},
    {"shock", "something that strikes at a date or by chance and moves levers while it lasts",
     "shock \"customs stop\" { hazard = 0.34 / month, duration = 3, sets = { cap = 0 } }",
     sizeof(Shock), DONE(SHOCK_FIELDS)},
};
const KindGroup KINDS_POLICY = GROUP(POLICY);
