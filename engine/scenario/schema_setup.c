// The schema: the scenario call, levers, assumptions, cases.
#include "scenario/schema_rows.h"

static const char *const STEP_CHOICES[] = {"month", "quarter", "week", NULL};

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
    {.name = "marks",
     .type = FIELD_MARKS,
     .doc = "what sources say where they differ, shown on the slider: "
            "{ C087 = usd(27000), C007 = usd(20000) }"},
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
    {.name = "source",
     .type = FIELD_SOURCES,
     .doc = "of its values: an id, a list of them, or \"assumed\"; of single ones "
            "{ levy = \"C086\" }"},
};

static const Kind SETUP[] = {
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
};
const KindGroup KINDS_SETUP = GROUP(SETUP);
