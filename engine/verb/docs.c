// `chokepoint docs`: the words of a script, from the tables that read it.
#include "verb/sheet.h"
#include "verb/verb.h"

#include "scenario/schema.h"
#include "series/series.h"

#include <math.h>
#include <string.h>

typedef struct Word {
    const char *name, *doc;
} Word;

// What a script may call besides constructors.
static const Word FUNCTIONS[] = {
    {"usd rmb eur jpy", "money: usd(27000); the engine converts, scripts never do"},
    {"days weeks months years", "spans of time: weeks(6)"},
    {"month year", "units to divide by: 0.25 / month"},
    {"date", "a date: date \"2026-03-15\"; also \"2026-03\", \"2026-Q2\", \"2026\""},
    {"percent annual",
     "percent(25) is 0.25; annual(0.45) the rate per month that makes 45% a year"},
    {"tflops tbps gb mm2", "TFLOPS, TB/s, GB, square millimetres"},
    {"off", "no cap, no levy: the neutral value of a field"},
    {"path steps",
     "values over time: path { [\"2026-01\"] = a, [\"2026-07\"] = b }; steps jump"},
    {"ramp grow", "ramp(from, to, start, months); grow(x, rate_per_month)"},
    {"uniform normal lognormal", "distributions: uniform(a, b), normal(mean, sd), "
                                 "lognormal(median, sigma)"},
    {"triangular pert between",
     "triangular(lo, mode, hi), pert(lo, mode, hi), between(p5, p95)"},
    {"discrete", "values with weights: discrete { { 1, 0.3 }, { 2, 0.7 } }"},
    {"rule", "rule(\"name\", function(w) ... end): called at each step; may move w.lever.NAME"},
    {"data", "data \"chips.csv\": rows of a table beside the script or in assets/data"},
    {"require", "require \"lib.world_2026\": a file beside the script or in scripts/"},
};

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
    case FIELD_TEXTS:
        return "texts: { \"a\", \"b\" }";
    default:
        return NULL;
    }
}

// "USD per unit, above 0, path or off; default off"
static void add_takes(const Field *f, Text *out) {
    const char *plain = plain_type(f->type);
    if (plain)
        text_add(out, plain);
    else if (f->type == FIELD_CHOICE)
        add_choices(f, out);
    else {
        text_add(out, field_unit_name(f->unit));
        add_range(f, out);
        if (f->type == FIELD_PASS_THROUGH) {
            text_add(out, ", or ");
            add_choices(f, out);
        }
        if (f->type == FIELD_YEARS) text_add(out, ", or by year: { [2026] = ... }");
        if (f->type == FIELD_BY_WORKLOAD) text_add(out, ", or by workload: { training = ... }");
        if (f->path) text_add(out, ", path");
        if (f->may_be_off) text_add(out, ", off");
    }
    char buffer[32];
    const char *fallback = field_default(f, buffer);
    if (f->required)
        text_add(out, "; required");
    else if (*fallback)
        text_printf(out, "; default %s", fallback);
}

static void add_kind(const Kind *k, bool inked, Text *out) {
    ink_add(out, inked, INK_BOLD, k->name);
    text_printf(out, ": %s\n\n    ", k->doc);
    ink_add(out, inked, INK_ACCENT, k->example);
    text_add(out, "\n\n");
    Sheet *t = sheet_new();
    sheet_column(t, "", ALIGN_LEFT);
    sheet_column(t, "", ALIGN_LEFT);
    for (int i = 0; i < k->n_fields; i++) {
        Text takes = {0};
        add_takes(&k->fields[i], &takes);
        sheet_cell(t, INK_BOLD, k->fields[i].name);
        sheet_cell(t, INK_PLAIN, k->fields[i].doc);
        sheet_row(t);
        sheet_cell(t, INK_PLAIN, "");
        sheet_cell(t, INK_MUTED, text_get(&takes));
        sheet_row(t);
        text_done(&takes);
    }
    sheet_add(t, out, inked, 1000, 1);
    sheet_free(t);
}

static void add_words(bool inked, Text *out) {
    Sheet *t = sheet_new();
    sheet_column(t, "", ALIGN_LEFT);
    sheet_column(t, "", ALIGN_LEFT);
    sheet_line(t, INK_BOLD, "Constructors (chokepoint docs NAME shows the fields)");
    for (int i = 0; i < SCHEMA_COUNT; i++) {
        sheet_cell(t, INK_PLAIN, SCHEMA[i].name);
        sheet_cell(t, INK_PLAIN, SCHEMA[i].doc);
        sheet_row(t);
    }
    sheet_line(t, INK_PLAIN, "");
    sheet_line(t, INK_BOLD, "Functions");
    for (size_t i = 0; i < sizeof FUNCTIONS / sizeof *FUNCTIONS; i++) {
        sheet_cell(t, INK_PLAIN, FUNCTIONS[i].name);
        sheet_cell(t, INK_PLAIN, FUNCTIONS[i].doc);
        sheet_row(t);
    }
    sheet_line(t, INK_PLAIN, "");
    sheet_line(t, INK_MUTED, "chokepoint docs series lists what a run records.");
    sheet_add(t, out, inked, 1000, 1);
    sheet_free(t);
}

static void add_by(unsigned by, Text *out) {
    static const char *const NAMES[] = {"buyer",     "chip",   "workload",
                                        "authority", "seller", "approval"};
    bool first = true;
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        if (!(by & (1u << i))) continue;
        text_printf(out, "%s%s", first ? "" : ", ", NAMES[i]);
        first = false;
    }
}

static void add_series(bool inked, Text *out) {
    static const char *const KINDS[] = {"sum of a step", "at a step's end", "share", "price",
                                        "code"};
    Sheet *t = sheet_new();
    static const char *const HEADINGS[] = {"series", "unit", "by", "kind", "what it is"};
    for (size_t i = 0; i < sizeof HEADINGS / sizeof *HEADINGS; i++)
        sheet_column(t, HEADINGS[i], ALIGN_LEFT);
    for (int i = 0; i < S_COUNT; i++) {
        Text by = {0};
        add_by(SERIES[i].by, &by);
        sheet_cell(t, INK_BOLD, SERIES[i].name);
        const char *unit = SERIES[i].unit;
        sheet_cell(t, INK_PLAIN, strcmp(unit, "own") == 0 ? "own currency" : unit);
        sheet_cell(t, INK_PLAIN, text_get(&by));
        sheet_cell(t, INK_MUTED, KINDS[SERIES[i].kind]);
        sheet_cell(t, INK_PLAIN, SERIES[i].doc);
        sheet_row(t);
        text_done(&by);
    }
    sheet_add(t, out, inked, 1000, 1);
    sheet_free(t);
}

static int unknown_kind(const char *word) {
    const char *names[64];
    int n = 0;
    names[n++] = "series";
    for (int i = 0; i < SCHEMA_COUNT && n < 64; i++) names[n++] = SCHEMA[i].name;
    const char *near = text_nearest(word, names, n);
    if (near) return verb_usage("docs", "unknown kind \"%s\", did you mean %s?", word, near);
    return verb_usage("docs", "unknown kind \"%s\"; chokepoint docs lists them", word);
}

int verb_docs(int argc, char **argv) {
    Args a;
    int code;
    if (!args_open(&a, argc, argv, &code)) return code;
    const char *word = a.n ? a.at[0] : NULL;
    const Kind *kind = word ? kind_find(word) : NULL;
    bool inked = paper_has_ink(stdout);
    Text out = {0};
    code = EXIT_FINE;
    if (!word)
        add_words(inked, &out);
    else if (strcmp(word, "series") == 0)
        add_series(inked, &out);
    else if (kind)
        add_kind(kind, inked, &out);
    else
        code = unknown_kind(word);
    fputs(text_get(&out), stdout);
    text_done(&out);
    args_done(&a);
    return code;
}
