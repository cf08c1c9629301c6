// `chokepoint check`: every fault of a script, then what it rests on.
#include "verb/sheet.h"
#include "verb/verb.h"

#include "study/gist.h"

#include <math.h>
#include <string.h>

typedef struct Check {
    Script *script;
    const Scenario *base;
    Arena *arena;
    Sheet *sheet;
    int n, cap;
    Point *points;            // baseline, cases, then both ends of every input
    int n_shown;              // baseline and cases
    const Scenario **variant; // of each point
    Binding binding;          // what holds imports at the baseline
} Check;

static void try_at(Check *c, const char *name, const double *values) {
    double *copy = ARENA_NEW(c->arena, double, c->base->n_inputs);
    memcpy(copy, values, sizeof *copy * (size_t)c->base->n_inputs);
    Point p = {name, copy};
    ARENA_PUSH(c->arena, c->points, c->n, c->cap, p);
}

static void try_input(Check *c, int input, double value) {
    const Input *i = &c->base->inputs[input];
    double *values = ARENA_NEW(c->arena, double, c->base->n_inputs);
    script_base_values(c->script, values);
    values[input] = value;
    try_at(c, i->name, values);
}

static void collect_points(Check *c) {
    const Scenario *s = c->base;
    double *values = ARENA_NEW(c->arena, double, s->n_inputs);
    script_base_values(c->script, values);
    try_at(c, "baseline", values);
    for (int i = 0; i < s->n_cases; i++) {
        script_case_values(c->script, i, values);
        try_at(c, s->cases[i].name, values);
    }
    c->n_shown = c->n;
    for (int i = 0; i < s->n_inputs; i++) {
        const Input *in = &s->inputs[i];
        for (int k = 0; in->shape == INPUT_CHOICE && k < in->n_choices; k++) try_input(c, i, k);
        if (in->shape != INPUT_CHOICE) {
            try_input(c, i, in->min);
            try_input(c, i, in->max);
        }
        if (in->can_be_off) try_input(c, i, off_value());
    }
}

// Traces and runs everywhere; what is shown is proved as well.
static bool try_points(Check *c, Faults *faults) {
    Want want = {.totals_only = true};
    want.series[S_SPEND] = true;
    c->variant = ARENA_NEW(c->arena, const Scenario *, c->n);
    Results *shown = study_run(c->script, c->points, c->n_shown, NULL, true, faults);
    Results *ends =
        study_run(c->script, c->points + c->n_shown, c->n - c->n_shown, &want, false, faults);
    for (int i = 0; shown && ends && i < c->n; i++)
        c->variant[i] =
            i < c->n_shown ? shown->at[i].scenario : ends->at[i - c->n_shown].scenario;
    bool fine = shown && ends;
    if (fine) c->binding = gist_of(&shown->at[0], NULL, NULL).longest;
    results_free(shown);
    results_free(ends);
    return fine;
}

static int count_variants(const Check *c) {
    int n = 0;
    for (int i = 0; i < c->n; i++) {
        bool seen = false;
        for (int k = 0; k < i; k++) seen = seen || c->variant[k] == c->variant[i];
        n += !seen;
    }
    return n;
}

// Six figures and a suffix: "27k", "2.2M", "1234.5", "5.97959".
static const char *number_text(const Check *c, double value) {
    static const char *const SUFFIX[] = {"", "k", "M", "B", "T"};
    int i = 0;
    if (fabs(value) >= 1e4 || fmod(value, 1e3) == 0)
        for (; i < 4 && fabs(value) >= 1e3; i++) value /= 1e3;
    return arena_printf(c->arena, "%.6g%s", value, SUFFIX[i]);
}

static const char *input_value(const Check *c, const Input *in, double value) {
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

static const char *input_range(const Check *c, const Input *in) {
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

static const char *joined(const Check *c, const char *const *names, int n) {
    const char *all = "";
    for (int i = 0; i < n; i++)
        all = arena_printf(c->arena, "%s%s%s", all, i ? ", " : "", names[i]);
    return all;
}

static void add_inputs(Check *c, InputKind kind, const char *title) {
    int n = 0;
    for (int i = 0; i < c->base->n_inputs; i++) {
        const Input *in = &c->base->inputs[i];
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

static bool is_assumed(const Input *in) {
    for (int i = 0; i < in->n_sources; i++)
        if (strcmp(in->sources[i], "assumed") != 0) return false;
    return in->n_sources > 0;
}

static void add_sources(const Check *c, Text *out) {
    int sourced = 0, assumed = 0, none = 0;
    for (int i = 0; i < c->base->n_inputs; i++) {
        const Input *in = &c->base->inputs[i];
        if (!in->n_sources)
            none++;
        else if (is_assumed(in))
            assumed++;
        else
            sourced++;
    }
    text_printf(out,
                "Levers and assumptions: %d with a source, %d assumed, %d without a source.\n",
                sourced, assumed, none);
    for (int i = 0; i < c->base->n_inputs; i++) {
        const Input *in = &c->base->inputs[i];
        if (!in->n_sources)
            text_printf(out, "  %s:%d: %s has no source: add source = \"...\" or \"assumed\"\n",
                        in->file, in->line, in->name);
    }
}

static const char *guard_text(const Check *c, const Scenario *s, const Guard *g,
                              const char *const *names) {
    static const char *const OPS[] = {[GUARD_LT] = "<", [GUARD_LE] = "<=", [GUARD_EQ] = "=="};
    Text t = {0};
    formula_print(s->draft->graph, g->a, names, &t);
    text_printf(&t, " %s ", OPS[g->op]);
    formula_print(s->draft->graph, g->b, names, &t);
    const char *text = arena_printf(c->arena, "%s:%d: the script branches on %s", g->file,
                                    g->line, text_get(&t));
    text_done(&t);
    return text;
}

static const char *opaque_text(const Check *c, const Scenario *s, const Opaque *o) {
    return arena_printf(
        c->arena, "%s:%d: %s is used as a plain value (%s): each value of it is traced anew",
        o->file, o->line, s->inputs[o->input].name, o->why);
}

typedef struct Notes {
    int n, cap;
    const char **line;
} Notes;

static void note_once(const Check *c, Notes *notes, const char *text) {
    for (int i = 0; i < notes->n; i++)
        if (strcmp(notes->line[i], text) == 0) return;
    ARENA_PUSH(c->arena, notes->line, notes->n, notes->cap, text);
}

// Guards and opaque uses of every variant that was met, each once.
static void add_branches(const Check *c, Text *out) {
    const char **names = ARENA_NEW(c->arena, const char *, c->base->n_inputs);
    for (int i = 0; i < c->base->n_inputs; i++) names[i] = c->base->inputs[i].name;
    Notes notes = {0};
    for (int i = 0; i < c->n; i++) {
        const Scenario *s = c->variant[i];
        const Draft *d = s->draft;
        for (int k = 0; k < d->n_guards; k++)
            note_once(c, &notes, guard_text(c, s, &d->guards[k], names));
        for (int k = 0; k < d->n_opaques; k++)
            note_once(c, &notes, opaque_text(c, s, &d->opaques[k]));
    }
    if (!notes.n) {
        text_add(out,
                 "The script nowhere branches on a lever or an assumption: one trace holds "
                 "for all draws.\n");
        return;
    }
    text_printf(out, "Variants: %d at the %d points tried.\n", count_variants(c), c->n);
    for (int i = 0; i < notes.n; i++) text_printf(out, "  %s\n", notes.line[i]);
}

// Where quantity is held, a levy cannot reach the price: who pays it is the seller.
static void add_advice(const Check *c, Text *out) {
    bool held = c->binding == BINDING_SUPPLY || c->binding == BINDING_APPROVAL ||
                c->binding == BINDING_CONVERSION || c->binding == BINDING_CAP;
    for (int i = 0; held && i < c->base->n_levies; i++) {
        const Levy *l = &c->base->levies[i];
        if (l->pass_through.kind != PASS_ISOELASTIC && l->pass_through.kind != PASS_LINEAR)
            continue;
        text_printf(out,
                    "%s:%d: %s \"%s\": field 'pass_through': is \"%s\", but at the baseline %s "
                    "holds the quantity; there \"capacity\" is right\n",
                    l->i.head.file, l->i.head.line, l->duty ? "tariff" : "export_levy",
                    l->i.head.name,
                    l->pass_through.kind == PASS_LINEAR ? "linear" : "isoelastic",
                    binding_name(c->binding));
    }
}

static void add_report(Check *c, bool inked, Text *out) {
    const Scenario *s = c->base;
    ink_add(out, inked, INK_BOLD, s->title);
    text_printf(out, "  %s\n", script_path(c->script));
    text_printf(out,
                "No fault at the baseline, %d case%s and %d end%s of ranges; %d buyer%s, %d "
                "chip%s.\n\n",
                s->n_cases, s->n_cases == 1 ? "" : "s", c->n - c->n_shown,
                c->n - c->n_shown == 1 ? "" : "s", s->n_buyers, s->n_buyers == 1 ? "" : "s",
                s->n_chips, s->n_chips == 1 ? "" : "s");
    static const char *const HEADINGS[] = {"",     "value",  "range",
                                           "unit", "source", "distribution"};
    c->sheet = sheet_new();
    for (size_t i = 0; i < sizeof HEADINGS / sizeof *HEADINGS; i++)
        sheet_column(c->sheet, HEADINGS[i], ALIGN_LEFT);
    add_inputs(c, INPUT_LEVER, "Levers");
    add_inputs(c, INPUT_ASSUME, "Assumptions");
    if (s->n_inputs) sheet_add(c->sheet, out, inked, 1000, 1);
    sheet_free(c->sheet);
    if (s->n_inputs) add_sources(c, out);
    add_branches(c, out);
    add_advice(c, out);
}

static bool check_one(const char *path, bool quiet, Faults *faults) {
    Check c = {.script = script_load(path, NULL, faults)};
    if (!c.script) return false;
    c.base = script_base(c.script);
    c.arena = arena_new();
    collect_points(&c);
    bool fine = try_points(&c, faults);
    if (fine && !quiet) {
        Text out = {0};
        add_report(&c, paper_has_ink(stdout), &out);
        fputs(text_get(&out), stdout);
        text_done(&out);
    }
    arena_free(c.arena);
    script_free(c.script);
    return fine;
}

int verb_check(int argc, char **argv) {
    Args a;
    int code;
    if (!args_open(&a, argc, argv, &code)) return code;
    interrupt_watch();
    Faults *faults = faults_new();
    for (int i = 0; i < a.n; i++) {
        if (i && !args_has(&a, "quiet")) fputs("\n", stdout);
        check_one(a.at[i], args_has(&a, "quiet"), faults);
    }
    code = verb_faults(faults);
    faults_free(faults);
    args_done(&a);
    return code;
}
