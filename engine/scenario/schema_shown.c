// The schema: charts and sources.
#include "scenario/schema_rows.h"

static const char *const BY_CHOICES[] = {
    "buyer", "chip", "workload", "authority", "seller", "approval", "resource", "series", NULL};
static const char *const CHART_CHOICES[] = {"lines", "area", "ribbon", NULL};

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

static const char *const LIMIT_CHOICES[] = {"supply", "control", "approval", "conversion",
                                            "cap",    "budget",  "demand",   "bundling",
                                            "none",   NULL};
static const char *const CURRENCY_CHOICES[] = {"USD", "RMB", "CNY", "EUR", "JPY", NULL};

static const Field RESULT_FIELDS[] = {
    {FIELD(Finding, formula, "value", FIELD_RESULT), .list = true, .required = true,
     .doc = "name of a series, without a key: { \"bought\", chip = \"H200\" }; or arithmetic "
            "over results: { got / wanted }"},
    {FIELD(Finding, chips, "chip", FIELD_CHIPS), .doc = "only of these chips"},
    {FIELD(Finding, buyers, "buyer", FIELD_BUYERS),
     .doc = "only of these buyers, or of the buyers of these jurisdictions; default all"},
    {FIELD(Finding, workloads, "workload", FIELD_WORKLOADS), .doc = "only of these workloads"},
    {TEXT(Finding, authority), .doc = "only of this authority"},
    {TEXT(Finding, seller), .doc = "only of this seller"},
    {TEXT(Finding, approval), .doc = "only of this approval"},
    {FIELD(Finding, at, "at", FIELD_PERIOD),
     .doc = "flows are summed over it, the rest is as it stands at its end; default the whole "
            "run"},
    {FIELD(Finding, cumulative, "cumulative", FIELD_BOOL),
     .doc = "sum since the start until the end of `at`"},
    {FIELD(Finding, of_case, "case", FIELD_CASE),
     .doc = "of this case, or of the \"baseline\"; default the run that is looked at"},
    {TEXT(Finding, bound_by), .choices = LIMIT_CHOICES,
     .doc = "of \"binding\": the months in which this binds; default what binds longest"},
    {TEXT(Finding, currency), .choices = CURRENCY_CHOICES,
     .doc = "of money: converted step by step at the scenario's rate; default USD"},
    HEAD,
};

static const char *const PER_CHOICES[] = {"month", "quarter", "year", NULL};

static const Field OBSERVE_FIELDS[] = {
    {FIELD(Observed, of.formula, "series", FIELD_RESULT), .list = true, .required = true,
     .doc =
         "name of the series, in front and without a key: { \"delivered\", chip = \"H20\" }"},
    {FIELD(Observed, of.chips, "chip", FIELD_CHIPS), .doc = "only of these chips"},
    {FIELD(Observed, of.buyers, "buyer", FIELD_BUYERS),
     .doc = "only of these buyers, or of the buyers of these jurisdictions; default all"},
    {FIELD(Observed, at, "data", FIELD_ROWS), .required = true,
     .doc = "the observations, one in a row"},
    {TEXT(Observed, date), .doc = "column of the dates; default \"date\""},
    {TEXT(Observed, median), .doc = "column of the medians; default \"median\""},
    {TEXT(Observed, low),
     .doc = "column of the 5th percentiles; default \"low\", if it is there"},
    {TEXT(Observed, high),
     .doc = "column of the 95th percentiles; default \"high\", if it is there"},
    {TEXT(Observed, per), .choices = PER_CHOICES,
     .doc = "what a date stands for; default as it is written: \"2024-Q1\" a quarter"},
    HEAD,
};

static const Field LESSON_FIELDS[] = {
    {FIELD(Lesson, steps, "steps", FIELD_STEPS), .list = true, .required = true,
     .doc = "in their order, without keys; a step has text, and may have look (title of a "
            "panel), set ({ lever = value }), question and answer"},
    HEAD,
};

static const Field EXPECT_FIELDS[] = {
    {FIELD(Expect, value, "value", FIELD_RESULT), .required = true,
     .doc = "a result, or arithmetic over results, levers and numbers"},
    {FIELD(Expect, expected, "expected", FIELD_EXPECTED), .required = true,
     .doc = "what the source says; of a word such as what binds, a text"},
    {FIELD(Expect, tolerance, "tolerance", FIELD_TOLERANCE),
     .doc = "how far off the value may be: a number in its unit, or a share of what is "
            "expected such as \"5%\""},
    {FIELD(Head, sources, "source", FIELD_SOURCES),
     .doc = "id of a source, a list of them, or \"assumed\""},
};

static const char *const RELATION_CHOICES[] = {"above", "below", NULL};

static const Field CONCLUDE_FIELDS[] = {
    {FIELD(Conclusion, value, "value", FIELD_RESULT), .required = true,
     .doc = "a result, or arithmetic over results, levers and numbers"},
    {FIELD(Conclusion, relation, "relation", FIELD_CHOICE), .choices = RELATION_CHOICES,
     .required = true, .doc = "on which side of the bound the conclusion holds"},
    {FIELD(Conclusion, bound, "bound", FIELD_EXPECTED), .required = true,
     .doc = "a number in the unit of the value"},
    {FIELD(Head, sources, "source", FIELD_SOURCES),
     .doc = "id of a source, a list of them, or \"assumed\""},
};

static const Field SOURCE_FIELDS[] = {
    {TEXT(SourceDoc, title), .doc = "title"},
    {TEXT(SourceDoc, publisher), .doc = "who published it"},
    {TEXT(SourceDoc, date), .doc = "date of publication"},
    {TEXT(SourceDoc, reliability), .doc = "how far it can be trusted"},
    {TEXT(SourceDoc, claim), .doc = "what it says"},
    {FIELD(Head, doc, "doc", FIELD_TEXT), .doc = "a line for people"},
};

static const Kind SHOWN[] = {
    {"chart", "a panel of the window",
     "chart \"Who gets the chips\" { \"delivered\", by = \"buyer\" }", sizeof(Chart),
     DONE(CHART_FIELDS)},
    {"result", "one number of a run; it goes into expect, headline and other results",
     "result \"got\" { \"bought\", buyer = \"ByteDance\", chip = \"H200\", at = "
     "\"2026\" }",
     sizeof(Finding), DONE(RESULT_FIELDS)},
    {"expect", "a claim that the run is held against",
     "expect(\"ByteDance gets a third of what it wants\", got / wanted, 0.33, \"5%\", "
     "\"C006\")",
     sizeof(Expect), DONE(EXPECT_FIELDS), .positional = true},
    {"conclude", "a conclusion that `run` asks of every case: whether it survives",
     "conclude(\"the permit binds\", got / wanted, \"below\", 0.9)", sizeof(Conclusion),
     DONE(CONCLUDE_FIELDS), .positional = true},
    {"observe", "observed data beside a series: dots with ranges, and how well the run fits",
     "observe \"shipments\" { \"delivered\", chip = \"H20\", data = data \"h20.csv\" }",
     sizeof(Observed), DONE(OBSERVE_FIELDS)},
    {"lesson", "a guided tour of the window",
     "lesson \"Who decides?\" { step { text = \"Look at the approvals.\", look = \"Supply\" } "
     "}",
     sizeof(Lesson), DONE(LESSON_FIELDS)},
    {"source", "where a number comes from",
     "source \"C086\" { title = \"Terms of the levy\", publisher = \"a newspaper\", date = "
     "\"2026-01\" }",
     sizeof(SourceDoc), DONE(SOURCE_FIELDS)},
};
const KindGroup KINDS_SHOWN = GROUP(SHOWN);
