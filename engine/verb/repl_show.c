#include "verb/repl_show.h"

#include "verb/measure.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *value_text(const Input *in, double value, Arena *arena) {
    char text[96];
    if (is_off(value)) return "off";
    if (in->shape == INPUT_TOGGLE) return value != 0 ? "true" : "false";
    if (in->shape == INPUT_CHOICE && value >= 0 && value < in->n_choices)
        return in->choices[(int)value];
    value_format(value, in->shape == INPUT_DATE ? in->unit : UNIT_PLAIN, text);
    return arena_text(arena, text);
}

static const char *range_text(const Input *in, Arena *arena) {
    const char *off = in->can_be_off ? ", off" : "", *all = "";
    if (in->shape == INPUT_TOGGLE) return "true, false";
    for (int i = 0; i < in->n_choices; i++)
        all = arena_printf(arena, "%s%s%s", all, i ? ", " : "", in->choices[i]);
    if (in->shape == INPUT_CHOICE) return all;
    return arena_printf(arena, "%s … %s%s", value_text(in, in->min, arena),
                        value_text(in, in->max, arena), off);
}

static const char *unit_text(const Input *in, char out[64]) {
    if (in->shape != INPUT_NUMBER) return "";
    if (in->unit_label) return in->unit_label;
    return unit_is_plain(in->unit) ? "" : unit_name(in->unit, out);
}

static void add_group(Sheet *t, const Scenario *s, const double *values, InputKind kind,
                      Arena *arena) {
    int n = 0;
    for (int i = 0; i < s->n_inputs; i++) {
        const Input *in = &s->inputs[i];
        char unit[64];
        if (in->kind != kind) continue;
        if (!n++) sheet_line(t, INK_BOLD, kind == INPUT_LEVER ? "Levers" : "Assumptions");
        const char *now = value_text(in, values[i], arena);
        const char *base = value_text(in, in->base, arena);
        bool moved = strcmp(now, base) != 0;
        sheet_cellf(t, INK_PLAIN, "  %s", in->name);
        sheet_cell(t, INK_ACCENT, now);
        sheet_cell(t, INK_MUTED, moved ? base : "");
        sheet_cell(t, INK_MUTED, range_text(in, arena));
        sheet_cell(t, INK_MUTED, unit_text(in, unit));
        sheet_row(t);
    }
}

void levers_add(const Scenario *s, const double *values, bool inked, Text *out) {
    static const char *const HEADINGS[] = {"", "now", "baseline", "range", "unit"};
    Arena *arena = arena_new();
    Sheet *t = sheet_new();
    for (size_t i = 0; i < sizeof HEADINGS / sizeof *HEADINGS; i++)
        sheet_column(t, HEADINGS[i], ALIGN_LEFT);
    add_group(t, s, values, INPUT_LEVER, arena);
    add_group(t, s, values, INPUT_ASSUME, arena);
    if (s->n_inputs)
        sheet_add(t, out, inked, 1000, 1);
    else
        text_add(out, "The script has no lever and no assumption.\n");
    sheet_free(t);
    arena_free(arena);
}

void input_add(const Input *in, double value, bool inked, Text *out) {
    Arena *arena = arena_new();
    char unit[64];
    const char *unit_word = is_off(value) ? "" : unit_text(in, unit);
    ink_add(out, inked, INK_BOLD, in->name);
    text_printf(out, " = %s%s%s", value_text(in, value, arena), *unit_word ? " " : "",
                unit_word);
    text_printf(out, "  (%s; baseline %s; range %s; %s:%d)\n",
                in->kind == INPUT_LEVER ? "lever" : "assumption",
                value_text(in, in->base, arena), range_text(in, arena), in->file, in->line);
    if (in->doc) text_printf(out, "  %s\n", in->doc);
    text_add(out, "  source: ");
    for (int i = 0; i < in->n_sources; i++)
        text_printf(out, "%s%s", i ? ", " : "", in->sources[i]);
    text_add(out, in->n_sources ? "\n" : "none\n");
    arena_free(arena);
}

void cases_add(const Scenario *s, bool inked, Text *out) {
    Arena *arena = arena_new();
    for (int i = 0; i < s->n_cases; i++) {
        const Case *c = &s->cases[i];
        ink_add(out, inked, INK_BOLD, c->name);
        text_add(out, ":");
        for (int k = 0; k < c->n_values; k++) {
            const Input *in = &s->inputs[c->values[k].input];
            text_printf(out, "%s %s = %s", k ? "," : "", in->name,
                        value_text(in, c->values[k].value, arena));
        }
        text_add(out, "\n");
    }
    if (!s->n_cases) text_add(out, "The script has no case.\n");
    arena_free(arena);
}

void series_add(bool inked, Text *out) {
    Sheet *t = sheet_new();
    for (int i = 0; i < 3; i++) sheet_column(t, "", ALIGN_LEFT);
    for (int i = 0; i < S_COUNT; i++) {
        Text by = {0};
        series_by_words((SeriesId)i, &by);
        sheet_cell(t, INK_BOLD, SERIES[i].name);
        sheet_cellf(t, INK_MUTED, "by %s", text_get(&by));
        sheet_cell(t, INK_PLAIN, SERIES[i].doc);
        sheet_row(t);
        text_done(&by);
    }
    sheet_add(t, out, inked, 1000, 1);
    sheet_free(t);
}

// One curve in both results.
typedef struct Shown {
    const Results *results;
    Pick pick; // of result 1
    Arena *arena;
    const char *unit;
    const double *y[2]; // [0] NULL: result 0 has no such column
    bool differs;
} Shown;

static const double *curve_of(const Result *x, const Pick *p, Arena *arena) {
    Curve *curves;
    return series_curves(x->series, x->run, p, arena, &curves) == 1 ? curves[0].y : NULL;
}

static bool any_value(const double *y, int steps) {
    for (int i = 0; y && i < steps; i++)
        if (!isnan(y[i])) return true;
    return false;
}

// Has columns that cannot be summed: a name is missing.
static bool too_wide(const Shown *x, const char *words, Faults *faults) {
    int steps = x->results->at[1].series->steps;
    bool empty = !any_value(x->y[1], steps) && pick_open(&x->pick) != 0;
    if (!empty) return false;
    Text by = {0};
    series_by_words(x->pick.id, &by);
    fault_add(faults, NULL, 0, "%s: has no one value; %s is kept by %s: name one, or spark %s",
              words, SERIES[x->pick.id].name, text_get(&by), words);
    text_done(&by);
    return true;
}

static bool shown_read(Shown *x, const char *words, Faults *faults) {
    const Result *at = x->results->at;
    if (!pick_read(at[1].scenario, words, &x->pick, faults)) return false;
    x->y[1] = curve_of(&at[1], &x->pick, x->arena);
    if (!x->y[1]) {
        fault_add(faults, NULL, 0,
                  "%s: there is no such pair in this market; spark %s shows all", words,
                  SERIES[x->pick.id].name);
        return false;
    }
    if (too_wide(x, words, faults)) return false;
    Faults *unheard = faults_new();
    Pick base;
    if (pick_read(at[0].scenario, words, &base, unheard))
        x->y[0] = curve_of(&at[0], &base, x->arena);
    faults_free(unheard);
    x->unit = pick_unit(at[1].series, &x->pick);
    for (int i = 0; x->y[0] && i < at[1].series->steps; i++) {
        double a = x->y[0][i], b = x->y[1][i];
        if (a < b || a > b || isnan(a) != isnan(b)) x->differs = true;
    }
    return true;
}

static void put_value(const Shown *x, double value, char out[32]) {
    if (SERIES[x->pick.id].kind == SERIES_CODE)
        snprintf(out, 32, "%s", isnan(value) ? "–" : binding_name((Binding)value));
    else
        measure_format(out, x->unit, value);
}

// A table has room for the digits: "31,204".
static void put_digits(const Shown *x, double value, char out[32]) {
    bool whole = fabs(value) >= 1000 && fabs(value) < 1e9;
    if (!whole || SERIES[x->pick.id].kind == SERIES_CODE) {
        put_value(x, value, out);
        return;
    }
    char digits[16];
    int n = snprintf(digits, sizeof digits, "%.0f", fabs(value)), at = 0;
    if (value < 0) at = snprintf(out, 32, "−");
    for (int i = 0; i < n; i++) {
        if (i && (n - i) % 3 == 0) out[at++] = ',';
        out[at++] = digits[i];
    }
    out[at] = 0;
}

static void add_steps(const Shown *x, Sheet *t) {
    const Result *now = &x->results->at[1];
    for (int i = 0; i < now->series->steps; i++) {
        char label[32], value[32];
        calendar_label(&now->scenario->calendar, i, label);
        sheet_cellf(t, INK_MUTED, "  %s", label);
        put_digits(x, x->y[1][i], value);
        sheet_cell(t, INK_PLAIN, value);
        if (x->differs) {
            put_digits(x, x->y[0][i], value);
            sheet_cell(t, INK_MUTED, value);
        }
        sheet_row(t);
    }
}

static void add_shape(const Shown *x, const char *name, const double *y, bool inked,
                      Text *out) {
    SeriesKind kind = SERIES[x->pick.id].kind;
    int steps = x->results->at[1].series->steps;
    if (kind == SERIES_CODE) return;
    Text trend = {0};
    char value[32];
    sparkline(&trend, y, steps, 0, kind == SERIES_PRICE);
    put_value(x, row_closing(y, steps, kind), value);
    text_add(out, "  ");
    ink_add(out, inked, INK_ACCENT, text_get(&trend));
    text_printf(out, "  %s %s%s%s\n", value, kind == SERIES_FLOW ? "in all" : "at the end",
                *name ? ", " : "", name);
    text_done(&trend);
}

bool show_add(const Results *r, const char *words, bool inked, Text *out, Faults *faults) {
    Shown x = {.results = r, .arena = arena_new()};
    bool fine = shown_read(&x, words, faults);
    if (fine) {
        Sheet *t = sheet_new();
        const char *title = pick_title(r->at[1].scenario, &x.pick, ", ", x.arena);
        ink_add(out, inked, INK_BOLD, title);
        text_printf(out, "%s%s\n", *x.unit ? ", " : "", x.unit);
        sheet_column(t, "", ALIGN_LEFT);
        sheet_column(t, x.differs ? r->at[1].name : "", ALIGN_RIGHT);
        if (x.differs) sheet_column(t, "baseline", ALIGN_RIGHT);
        add_steps(&x, t);
        sheet_add(t, out, inked, 1000, 1);
        sheet_free(t);
        add_shape(&x, x.differs ? r->at[1].name : "", x.y[1], inked, out);
        if (x.differs) add_shape(&x, "baseline", x.y[0], inked, out);
    }
    arena_free(x.arena);
    return fine;
}

static void add_curve(const Shown *x, Sheet *t, const Curve *c) {
    SeriesKind kind = SERIES[x->pick.id].kind;
    int steps = x->results->at[1].series->steps;
    Text trend = {0};
    char value[32];
    sparkline(&trend, c->y, steps, 0, kind == SERIES_PRICE);
    put_value(x, row_closing(c->y, steps, kind), value);
    sheet_cellf(t, INK_PLAIN, "  %s", c->name);
    sheet_cell(t, INK_ACCENT, text_get(&trend));
    sheet_cell(t, INK_PLAIN, value);
    sheet_row(t);
    text_done(&trend);
}

bool spark_add(const Results *r, const char *words, bool inked, Text *out, Faults *faults) {
    const Result *now = &r->at[1];
    Shown x = {.results = r, .arena = arena_new()};
    bool fine = pick_read(now->scenario, words, &x.pick, faults);
    if (fine && SERIES[x.pick.id].kind == SERIES_CODE) {
        fault_add(faults, NULL, 0, "%s: is no number; binds shows it", SERIES[x.pick.id].name);
        fine = false;
    }
    if (fine) {
        static const char *const HOW[] = {[SERIES_FLOW] = "in all",
                                          [SERIES_LEVEL] = "at the end",
                                          [SERIES_SHARE] = "at the end",
                                          [SERIES_PRICE] = "at the end",
                                          [SERIES_CODE] = ""};
        x.unit = pick_unit(now->series, &x.pick);
        const char *title = pick_title(now->scenario, &x.pick, ", ", x.arena);
        x.pick.by = pick_open(&x.pick);
        Curve *curves;
        int n = series_curves(now->series, now->run, &x.pick, x.arena, &curves);
        Sheet *t = sheet_new();
        sheet_column(t, "", ALIGN_LEFT);
        sheet_column(t, "", ALIGN_LEFT);
        sheet_column(t, HOW[SERIES[x.pick.id].kind], ALIGN_RIGHT);
        for (int i = 0; i < n; i++) add_curve(&x, t, &curves[i]);
        ink_add(out, inked, INK_BOLD, title);
        text_printf(out, "%s%s\n", *x.unit ? ", " : "", x.unit);
        sheet_add(t, out, inked, 1000, 1);
        sheet_free(t);
    }
    arena_free(x.arena);
    return fine;
}
