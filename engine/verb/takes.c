#include "verb/takes.h"

#include <math.h>
#include <string.h>

static void add_range(const Field *f, Text *out) {
    bool low = isfinite(f->min), high = isfinite(f->max);
    if (f->type == FIELD_DATE || f->type == FIELD_WHOLE) return;
    if (low && high && f->min_open)
        text_printf(out, ", above %g, at most %g", f->min, f->max);
    else if (low && high)
        text_printf(out, ", %g to %g", f->min, f->max);
    else if (low && f->min_open)
        text_printf(out, ", above %g", f->min);
    else if (low && f->min == 0)
        text_add(out, ", not negative");
    else if (low)
        text_printf(out, ", at least %g", f->min);
}

static void add_choices(const Field *f, Text *out) {
    for (const char *const *c = f->choices; *c; c++)
        text_printf(out, "%s\"%s\"", c == f->choices ? "" : ", ", *c);
}

static const char *plain_type(FieldType t) {
    switch (t) {
    case FIELD_TEXT:
        return "text";
    case FIELD_BOOL:
        return "true or false";
    case FIELD_WHOLE:
        return "a whole number";
    case FIELD_CHIP:
        return "a chip";
    case FIELD_BUYER:
        return "a buyer";
    case FIELD_CHIPS:
        return "chips: { \"H200\" }";
    case FIELD_BUYERS:
        return "buyers or jurisdictions: { \"ByteDance\", \"US\" }";
    case FIELD_WORKLOADS:
        return "workloads: { \"inference\" }";
    case FIELD_RESOURCE:
        return "a resource";
    case FIELD_LEVERS:
        return "levers with values: { export_levy = 0.4 }";
    case FIELD_SOURCES:
        return "source ids";
    case FIELD_CURVES:
        return "names of series, in front";
    case FIELD_VALUE:
        return "a value, in front";
    case FIELD_RANGE_END:
        return "in the unit of the value";
    case FIELD_DISTRIBUTION:
        return "a distribution";
    case FIELD_MARKS:
        return "values by source: { C087 = 27000 }";
    case FIELD_TEXTS:
        return "texts: { \"a\", \"b\" }";
    case FIELD_RESULT:
        return "a result, or arithmetic over results";
    case FIELD_EXPECTED:
        return "a number in the unit of the value, or a text";
    case FIELD_TOLERANCE:
        return "a number in the unit of the value, or \"5%\" of what is expected";
    case FIELD_ROWS:
        return "rows of a table: data \"file.csv\"";
    case FIELD_STEPS:
        return "steps: step { text = \"...\" }, in front";
    case FIELD_PERIOD:
        return "a year, quarter, month or day: \"2026\", \"2026-Q2\", \"2026-12\"";
    case FIELD_CASE:
        return "a case, or \"baseline\"";
    default:
        return NULL;
    }
}

void takes_add(const Field *f, Text *out) {
    const char *plain = plain_type(f->type);
    if (f->choices && f->type != FIELD_PASS_THROUGH) {
        add_choices(f, out);
        return;
    }
    if (plain) {
        text_add(out, plain);
        return;
    }
    text_add(out, field_unit_name(f->unit));
    add_range(f, out);
    if (f->type == FIELD_PASS_THROUGH) {
        text_add(out, ", or ");
        add_choices(f, out);
    }
    if (f->type == FIELD_YEARS) text_add(out, ", or by year: { [2026] = ... }");
    if (f->type == FIELD_BY_WORKLOAD) text_add(out, ", or by workload: { training = ... }");
    if (f->type == FIELD_BY_RESOURCE) text_add(out, ", by resource: { HBM = ... }");
    if (f->path) text_add(out, ", path");
    if (f->may_be_off) text_add(out, ", off");
}

void takes_add_all(const Field *f, Text *out) {
    takes_add(f, out);
    char buffer[32];
    const char *fallback = field_default(f, buffer);
    if (f->required)
        text_add(out, "; required");
    else if (*fallback)
        text_printf(out, "; default %s", fallback);
}

void series_by_add(const SeriesInfo *s, Text *out) {
    static const char *const NAMES[] = {"buyer",  "chip",     "workload", "authority",
                                        "seller", "approval", "resource"};
    bool first = true;
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        if (!(s->by & (1u << i))) continue;
        text_printf(out, "%s%s", first ? "" : ", ", NAMES[i]);
        first = false;
    }
}

const char *series_kind_word(SeriesKind k) {
    static const char *const WORDS[] = {[SERIES_FLOW] = "sum of a step",
                                        [SERIES_LEVEL] = "at a step's end",
                                        [SERIES_SHARE] = "share",
                                        [SERIES_PRICE] = "price",
                                        [SERIES_CODE] = "code"};
    return WORDS[k];
}

const char *series_unit_word(const SeriesInfo *s) {
    return strcmp(s->unit, "own") == 0 ? "own currency" : s->unit;
}
