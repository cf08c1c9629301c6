#include "verb/check.h"

#include "study/caught.h"
#include "study/say.h"
#include "verb/expectations.h"
#include "verb/sheet.h"

#include <math.h>

typedef struct Report {
    const Survey *x;
    const Footing *footing;
    Arena *arena;
    Sheet *sheet;
} Report;

// Six figures and a suffix: "27k", "2.2M", "1234.5", "5.97959".
static const char *number_text(const Report *c, double value) {
    static const char *const SUFFIX[] = {"", "k", "M", "B", "T"};
    int i = 0;
    if (fabs(value) >= 1e4 || fmod(value, 1e3) == 0)
        for (; i < 4 && fabs(value) >= 1e3; i++) value /= 1e3;
    return arena_printf(c->arena, "%.6g%s", value, SUFFIX[i]);
}

static const char *input_value(const Report *c, const Input *in, double value) {
    char text[96];
    if (is_off(value)) return "off";
    if (in->shape == INPUT_TOGGLE) return value != 0 ? "true" : "false";
    if (in->shape == INPUT_CHOICE && value >= 0 && value < in->n_choices)
        return in->choices[(int)value];
    if (in->shape != INPUT_DATE) return number_text(c, value);
    value_format(value, in->unit, text);
    return arena_text(c->arena, text);
}

static const char *input_unit(const Input *in, char out[64]) {
    if (in->shape != INPUT_NUMBER) return "";
    if (in->unit_label) return in->unit_label;
    return unit_is_plain(in->unit) ? "" : unit_name(in->unit, out);
}

static const char *input_range(const Report *c, const Input *in) {
    Text t = {0};
    if (in->shape == INPUT_TOGGLE) text_add(&t, "true, false");
    for (int i = 0; in->shape == INPUT_CHOICE && i < in->n_choices; i++)
        text_printf(&t, "%s%s", i ? ", " : "", in->choices[i]);
    if (in->shape == INPUT_NUMBER || in->shape == INPUT_DATE)
        text_printf(&t, "%s … %s", input_value(c, in, in->min), input_value(c, in, in->max));
    if (in->can_be_off && !is_off(in->base)) text_add(&t, ", off");
    const char *range = arena_text(c->arena, text_get(&t));
    text_done(&t);
    return range;
}

static const char *joined(const Report *c, const char *const *names, int n) {
    const char *all = "";
    for (int i = 0; i < n; i++)
        all = arena_printf(c->arena, "%s%s%s", all, i ? ", " : "", names[i]);
    return all;
}

static void add_inputs(Report *c, InputKind kind, const char *title) {
    int n = 0;
    for (int i = 0; i < c->x->base->n_inputs; i++) {
        const Input *in = &c->x->base->inputs[i];
        if (in->kind != kind) continue;
        if (!n++) sheet_line(c->sheet, INK_BOLD, title);
        char dist[128] = "", unit[64];
        if (in->dist.kind != DIST_NONE) dist_format(&in->dist, dist, sizeof dist);
        sheet_cellf(c->sheet, INK_PLAIN, "  %s", in->name);
        sheet_cell(c->sheet, INK_ACCENT, input_value(c, in, in->base));
        sheet_cell(c->sheet, INK_PLAIN, input_range(c, in));
        sheet_cell(c->sheet, INK_MUTED, input_unit(in, unit));
        if (in->n_sources)
            sheet_cell(c->sheet, INK_MUTED, joined(c, in->sources, in->n_sources));
        else
            sheet_cell(c->sheet, INK_ACCENT, "no source");
        sheet_cell(c->sheet, INK_MUTED, dist);
        sheet_row(c->sheet);
    }
    if (n) sheet_line(c->sheet, INK_PLAIN, "");
}

static void add_counts(const char *what, const int count[REST_COUNT], Text *out) {
    text_printf(out, "%s: %d with a source, %d assumed, %d without a source.\n", what,
                count[REST_SOURCED], count[REST_ASSUMED], count[REST_NOTHING]);
}

static void add_footing(const Report *c, Text *out) {
    const Footing *f = c->footing;
    if (c->x->base->n_inputs) add_counts("Levers and assumptions", f->inputs, out);
    add_counts("Numbers in fields", f->fields, out);
    if (f->values[REST_SOURCED] + f->values[REST_ASSUMED] + f->values[REST_NOTHING])
        add_counts("Numbers in cases", f->values, out);
    for (int i = 0; i < f->n; i++) {
        const Unsourced *u = &f->unsourced[i];
        text_printf(out, "  %s:%d: %s\n", u->file, u->line, unsourced_words(u, c->arena));
    }
}

static const char *many(const Report *c, int n, const char *what) {
    return arena_printf(c->arena, "%d %s%s", n, what, n == 1 ? "" : "s");
}

static void add_guard(const Branching *b, Text *out) {
    text_printf(out, "  %s:%d: the script branches on %s: ", b->file, b->line, b->what);
    if (b->yes && b->no)
        text_add(out, "both ways over the ranges, each a trace of its own\n");
    else
        text_printf(out, "%s wherever it was tried, one trace is enough\n",
                    b->yes ? "true" : "false");
}

static void add_opaque(const Report *c, const Branching *b, Text *out) {
    int n = input_values(&c->x->base->inputs[b->input]);
    text_printf(out, "  %s:%d: %s is used as a plain value (%s): ", b->file, b->line, b->what,
                b->why);
    if (n)
        text_printf(out, "%s, one for each value\n", many(c, n, "trace"));
    else
        text_add(out, "each value of it is traced anew, so an ensemble runs the script for "
                      "every draw\n");
}

// Guards and opaque uses of every variant that was met, each once, and what they cost.
static void add_branches(const Report *c, Text *out) {
    const Survey *x = c->x;
    if (!x->n_branchings) {
        text_add(out, "The script nowhere branches on a lever or an assumption: one trace "
                      "holds for all draws.\n");
        return;
    }
    text_printf(out, "Variants: %s for %s over the ranges, %s and %s.\n",
                many(c, x->n_variants, "trace"), many(c, x->n_draws, "draw"),
                many(c, x->ends->n, "end"), many(c, x->shown->n - 1, "case"));
    for (int i = 0; i < x->n_branchings; i++)
        if (x->branchings[i].why)
            add_opaque(c, &x->branchings[i], out);
        else
            add_guard(&x->branchings[i], out);
}

// One line for each rule: what is inside its thresholds, and what is not and why.
static void add_rule(const Report *c, const Caught *x, int n, bool inked, Text *out) {
    Text in = {0}, no = {0}, line = {0};
    for (int i = 0; i < n; i++) {
        Text *t = x[i].inside ? &in : &no;
        text_printf(t, "%s%s", t->length ? ", " : "", c->x->base->chips[x[i].chip].head.name);
        if (!x[i].inside) text_printf(t, " (%s)", x[i].why);
    }
    text_printf(&line, "%s \"%s\": %s%s", x->kind, x->by->head.name,
                in.length ? "inside " : "no chip inside", text_get(&in));
    if (no.length) text_printf(&line, "; outside %s", text_get(&no));
    say_paragraph(out, inked, INK_PLAIN, 2, SAY_WIDTH, text_get(&line));
    text_done(&in);
    text_done(&no);
    text_done(&line);
}

static void add_thresholds(const Report *c, bool inked, Text *out) {
    Caught *all;
    const Scenario *s = c->x->base;
    int n = caught_list(s, c->x->shown->at[0].values, c->arena, &all);
    if (n) text_add(out, "Thresholds at the baseline, whatever the day:\n");
    for (int i = 0, k; i < n; i = k) {
        for (k = i; k < n && all[k].by == all[i].by; k++) continue;
        add_rule(c, &all[i], k - i, inked, out);
    }
}

static void add_grey(const Report *c, Text *out) {
    for (int i = 0; i < c->x->base->n_chips; i++)
        if (c->x->base->chips[i].grey)
            text_printf(out, "Grey market: chip \"%s\": outside the source documents.\n",
                        c->x->base->chips[i].head.name);
}

static void add_head(const Report *c, bool inked, Text *out) {
    const Scenario *s = c->x->base;
    ink_add(out, inked, INK_BOLD, s->title);
    text_printf(out, "  %s\n", script_path(c->x->script));
    text_printf(out, "No fault at the baseline, %s and %s of ranges; %s, %s.\n\n",
                many(c, s->n_cases, "case"), many(c, c->x->ends->n, "end"),
                many(c, s->n_buyers, "buyer"), many(c, s->n_chips, "chip"));
}

static void add_table(Report *c, bool inked, Text *out) {
    static const char *const HEADINGS[] = {"",     "value",  "range",
                                           "unit", "source", "distribution"};
    c->sheet = sheet_new();
    for (size_t i = 0; i < sizeof HEADINGS / sizeof *HEADINGS; i++)
        sheet_column(c->sheet, HEADINGS[i], ALIGN_LEFT);
    add_inputs(c, INPUT_LEVER, "Levers");
    add_inputs(c, INPUT_ASSUME, "Assumptions");
    if (c->x->base->n_inputs) sheet_add(c->sheet, out, inked, 1000, 1);
    sheet_free(c->sheet);
}

void check_report(const Survey *x, const Footing *footing, const Verdicts *verdicts,
                  int n_warnings, bool inked, Text *out) {
    Report c = {.x = x, .footing = footing, .arena = arena_new()};
    add_head(&c, inked, out);
    add_table(&c, inked, out);
    add_thresholds(&c, inked, out);
    add_grey(&c, out);
    add_footing(&c, out);
    add_branches(&c, out);
    verdicts_add(verdicts, inked, out);
    for (int i = 0; i < x->base->n_lessons; i++)
        text_printf(out, "Lesson \"%s\": %s.\n", x->base->lessons[i].head.name,
                    many(&c, x->base->lessons[i].n_steps, "step"));
    if (n_warnings)
        text_printf(out, "%s.\n", many(&c, n_warnings, "warning"));
    else
        text_add(out, "No warning.\n");
    arena_free(c.arena);
}
