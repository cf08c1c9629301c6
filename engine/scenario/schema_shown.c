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
    {"source", "where a number comes from",
     "source \"C086\" { title = \"Terms of the levy\", publisher = \"a newspaper\", date = "
     "\"2026-01\" }",
     sizeof(SourceDoc), DONE(SOURCE_FIELDS)},
};
const KindGroup KINDS_SHOWN = GROUP(SHOWN);
