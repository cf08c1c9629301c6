// What a script declares over its runs: results, expectations and conclusions.
#include "study/conclusion.h"
#include "study/finding.h"
#include "study/verdict.h"
#include "verb/explain.h"

#include <math.h>
#include <string.h>

enum { FIGURES = 6 };

// The baseline, every case, and last the page's own point where it is none of these.
typedef struct Told {
    Results *r;
    int own;
} Told;

static bool same_values(const double *a, const double *b, int n) {
    for (int i = 0; i < n; i++)
        if (is_off(a[i]) != is_off(b[i]) || a[i] < b[i] || a[i] > b[i]) return false;
    return true;
}

static bool told_open(Page *p, Told *out, Faults *faults) {
    const Scenario *base = script_base(p->script);
    int n = base->n_cases + 1;
    Point *points = ARENA_NEW(p->arena, Point, n + 1);
    out->own = -1;
    for (int i = 0; i < n; i++) {
        double *values = ARENA_NEW(p->arena, double, base->n_inputs + 1);
        if (i)
            script_case_values(p->script, i - 1, values);
        else
            script_base_values(p->script, values);
        points[i] = (Point){i ? base->cases[i - 1].name : "baseline", values};
        bool same = same_values(values, p->point.values, base->n_inputs);
        if (same && out->own < 0) out->own = i;
    }
    if (out->own < 0) points[out->own = n++] = p->point;
    out->r = study_run(p->script, points, n, NULL, false, faults);
    return out->r;
}

static const char *words_of(const Page *p, double value, Unit unit, bool word) {
    if (!word || isnan(value)) return number_words(value, unit, FIGURES, p->arena);
    return arena_printf(p->arena, "\"%s\"", binding_name((Binding)value));
}

// A variant may declare the name in another way, or not at all.
typedef const char *Value(const Page *p, const Results *r, int run, const char *name);

static const char *result_value(const Page *p, const Results *r, int run, const char *name) {
    const Finding *f = finding_named(r->at[run].scenario, name, strlen(name));
    return f ? words_of(p, finding_value(r, run, f), f->unit, f->word) : "not declared";
}

static const char *expect_value(const Page *p, const Results *r, int run, const char *name) {
    const Scenario *s = r->at[run].scenario;
    for (int i = 0; i < s->n_expects; i++) {
        const Expect *x = &s->expects[i];
        if (strcmp(x->head.name, name) != 0) continue;
        return words_of(p, finding_formula(r, run, x->value), x->unit, x->word);
    }
    return "not declared";
}

static const char *conclusion_value(const Page *p, const Results *r, int run,
                                    const char *name) {
    const Scenario *s = r->at[run].scenario;
    Held x;
    Unit unit = UNIT_PLAIN;
    if (!conclusion_held(r, run, name, &x)) return "not declared";
    for (int i = 0; i < s->n_conclusions; i++)
        if (strcmp(s->conclusions[i].head.name, name) == 0) unit = s->conclusions[i].unit;
    return arena_printf(p->arena, "%s, %s", words_of(p, x.value, unit, false),
                        x.holds ? "holds" : "does not hold");
}

static void by_case(Page *p, const Told *t, const char *name, Value *value) {
    Sheet *sheet = sheet_new();
    for (int i = 0; i < 3; i++) sheet_column(sheet, "", ALIGN_LEFT);
    for (int i = 0; i < t->r->n; i++) {
        sheet_cellf(sheet, INK_PLAIN, "  %s", t->r->at[i].name);
        sheet_cell(sheet, INK_ACCENT, value(p, t->r, i, name));
        sheet_cell(sheet, INK_MUTED, i == t->own && i ? "the one told of above" : "");
        sheet_row(sheet);
    }
    page_heading(p, "By case");
    sheet_add(sheet, p->out, p->inked, 1000, 1);
    sheet_free(sheet);
}

// "ByteDance", "{ ByteDance, Tencent }", "yes": what a field of a result was given.
static const char *raw_given(const Page *p, const Raw *raw) {
    const char *list = "";
    if (raw->kind == RAW_TEXT || raw->kind == RAW_ENTITY) return raw->text;
    if (raw->kind == RAW_BOOL) return raw->number > 0 ? "yes" : "no";
    for (int i = 0; i < raw->n; i++)
        list = arena_printf(p->arena, "%s%s%s", list, i ? ", " : "",
                            raw_given(p, &raw->items[i].value));
    return raw->kind == RAW_LIST ? arena_printf(p->arena, "{ %s }", list) : "";
}

// The series, and what of it.
static void series_say(Page *p, const Finding *f, const RawEntity *raw, int indent) {
    Text t = {0};
    text_printf(&t, "%s", f->series);
    for (int i = 0; i < raw->n_fields; i++) {
        const RawField *x = &raw->fields[i];
        bool about =
            strcmp(x->name, "value") && strcmp(x->name, "doc") && strcmp(x->name, "source");
        if (about) text_printf(&t, ", %s = %s", x->name, raw_given(p, &x->value));
    }
    page_say(p, indent, INK_PLAIN, "= %s", text_get(&t));
    text_done(&t);
    page_say(p, indent + 2, INK_MUTED, "%s: %s", f->series, SERIES[series_find(f->series)].doc);
}

// The formula, and each result, lever and assumption in it.
static void formula_say(Page *p, const Told *t, Formula f) {
    const Scenario *s = t->r->at[t->own].scenario;
    const Graph *g = s->draft->graph;
    Text words = {0};
    formula_print(g, f, p->names, &words);
    page_say(p, 2, INK_PLAIN, "= %s", text_get(&words));
    text_done(&words);
    for (int i = 0; i < s->n_findings; i++) {
        const Finding *x = &s->findings[i];
        Entity e = {kind_find("result"), &x->head, NULL};
        if (!x->series || !formula_uses_result(g, f, x->number)) continue;
        page_say(p, 4, INK_PLAIN, "%s = %s", x->head.name,
                 result_value(p, t->r, t->own, x->head.name));
        series_say(p, x, entity_raw(s, &e), 6);
    }
    for (int i = 0; i < s->n_inputs; i++)
        if (formula_uses(g, f, i)) input_brief(p, i, 4);
}

static void head_say(Page *p, const Told *t, const char *kind, const Head *h, Value *value) {
    ink_add(p->out, p->inked, INK_BOLD, h->name);
    text_printf(p->out, ", %s: ", t->r->at[t->own].name);
    ink_add(p->out, p->inked, INK_ACCENT, value(p, t->r, t->own, h->name));
    text_add(p->out, "\n");
    page_say(p, 2, INK_PLAIN, "%s: %s", kind, kind_find(kind)->doc);
    page_say(p, 2, INK_MUTED, "declared at %s:%d", h->file, h->line);
}

static void foot_say(Page *p, const Told *t, const char *kind, const Head *h, Value *value) {
    Entity e = {kind_find(kind), h, NULL};
    by_case(p, t, h->name, value);
    entity_sources(p, &e);
}

static void result_say(Page *p, const Told *t, const char *name) {
    const Finding *f = finding_named(t->r->at[t->own].scenario, name, strlen(name));
    Entity e = {kind_find("result"), &f->head, NULL};
    head_say(p, t, "result", &f->head, result_value);
    if (f->series)
        series_say(p, f, entity_raw(p->s, &e), 2);
    else
        formula_say(p, t, f->formula);
    foot_say(p, t, "result", &f->head, result_value);
}

// Held at the baseline, whatever the point of the page.
static bool expect_say(Page *p, const Told *t, const Expect *x, Faults *faults) {
    Verdicts v;
    if (!verdicts_of(p->script, p->arena, &v, faults)) return false;
    head_say(p, t, "expect", &x->head, expect_value);
    for (int i = 0; i < v.n; i++)
        if (strcmp(v.at[i].expect->head.name, x->head.name) == 0)
            page_say(p, 2, INK_PLAIN, "expected at the baseline: %s; computed there: %s, %s",
                     v.at[i].expected, v.at[i].computed, v.at[i].fine ? "ok" : "off");
    formula_say(p, t, x->value);
    foot_say(p, t, "expect", &x->head, expect_value);
    return true;
}

static void conclusion_say(Page *p, const Told *t, const Conclusion *x) {
    head_say(p, t, "conclude", &x->head, conclusion_value);
    page_say(p, 2, INK_PLAIN, "holds where it is %s %s",
             x->relation == ABOVE ? "above" : "below",
             number_words(x->bound, x->unit, FIGURES, p->arena));
    formula_say(p, t, x->value);
    foot_say(p, t, "conclude", &x->head, conclusion_value);
}

bool explain_result(Page *p, const Subject *x, Faults *faults) {
    Told t;
    bool fine = true;
    if (!told_open(p, &t, faults)) return false;
    if (x->kind == SUBJECT_RESULT) result_say(p, &t, p->s->findings[x->index].head.name);
    if (x->kind == SUBJECT_EXPECT) fine = expect_say(p, &t, &p->s->expects[x->index], faults);
    if (x->kind == SUBJECT_CONCLUSION) conclusion_say(p, &t, &p->s->conclusions[x->index]);
    results_free(t.r);
    return fine;
}
