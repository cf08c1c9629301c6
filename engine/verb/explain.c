// `chokepoint explain`: where a number comes from, told so that it can be read aloud.
#include "verb/explain.h"

#include "verb/point.h"
#include "verb/verb.h"

#include <string.h>

void page_heading(Page *p, const char *text) {
    text_add(p->out, "\n");
    ink_add(p->out, p->inked, INK_BOLD, text);
    text_add(p->out, "\n");
}

void page_say(Page *p, int indent, Ink ink, const char *format, ...) {
    Text t = {0};
    va_list args;
    va_start(args, format);
    text_vprintf(&t, format, args);
    va_end(args);
    say_paragraph(p->out, p->inked, ink, indent, SAY_WIDTH, text_get(&t));
    text_done(&t);
}

void page_rules(Page *p) {
    if (!p->s->n_rules) return;
    page_say(p, 2, INK_ACCENT,
             "This script has rules: they may move levers as the run goes, and what hangs on "
             "them. Values of levers and fields are those at its start.");
}

static void list_names(Page *p, const char *title, const char *const *names, int n) {
    if (!n) return;
    Text t = {0};
    for (int i = 0; i < n; i++) text_printf(&t, "%s%s", i ? ", " : "", names[i]);
    page_heading(p, title);
    page_say(p, 2, INK_PLAIN, "%s", text_get(&t));
    text_done(&t);
}

static void list_inputs(Page *p, InputKind kind, const char *title) {
    const char **names = ARENA_NEW(p->arena, const char *, p->s->n_inputs + 1);
    int n = 0;
    for (int i = 0; i < p->s->n_inputs; i++)
        if (p->s->inputs[i].kind == kind) names[n++] = p->s->inputs[i].name;
    list_names(p, title, names, n);
}

static void list_entities(Page *p) {
    Entity *e;
    int n = scenario_entities(p->s, p->arena, &e);
    const char **names = ARENA_NEW(p->arena, const char *, n + 1);
    for (int i = 0; i < n; i++)
        names[i] = arena_printf(p->arena, "%s.%s", e[i].kind->name, e[i].head->name);
    list_names(p, "Entities; a field of one: \"chip.NAME.price\"", names, n);
}

static void list_results(Page *p) {
    const Scenario *s = p->s;
    const char **names =
        ARENA_NEW(p->arena, const char *, s->n_findings + s->n_expects + s->n_conclusions + 1);
    for (int i = 0; i < s->n_findings; i++) names[i] = s->findings[i].head.name;
    list_names(p, "Results; one called like a series: \"result.NAME\"", names, s->n_findings);
    for (int i = 0; i < s->n_expects; i++) names[i] = s->expects[i].head.name;
    list_names(p, "Expectations", names, s->n_expects);
    for (int i = 0; i < s->n_conclusions; i++) names[i] = s->conclusions[i].head.name;
    list_names(p, "Conclusions", names, s->n_conclusions);
}

// Is anything declared that the series is kept by?
static bool has_series(const Scenario *s, unsigned by) {
    return !(by & BY_RESOURCE && !s->n_resources) && !(by & BY_APPROVAL && !s->n_approvals);
}

static void explain_all(Page *p) {
    const char *names[S_COUNT];
    int n = 0;
    for (int i = 0; i < S_COUNT; i++)
        if (has_series(p->s, SERIES[i].by)) names[n++] = SERIES[i].name;
    ink_add(p->out, p->inked, INK_BOLD, p->s->title);
    text_add(p->out, ": what can be explained\n");
    list_inputs(p, INPUT_LEVER, "Levers");
    list_inputs(p, INPUT_ASSUME, "Assumptions");
    list_entities(p);
    list_results(p);
    list_names(p, "Series; of a buyer and a chip: \"bought BUYER CHIP\"", names, n);
}

static bool explain_one(Page *p, const char *what, Faults *faults) {
    Subject x;
    if (!subject_find(p->s, what, script_path(p->script), p->arena, &x, faults)) return false;
    if (x.kind == SUBJECT_INPUT) explain_input(p, x.input);
    if (x.kind == SUBJECT_FIELD) explain_fields(p, x.fields, x.n_fields);
    if (x.kind == SUBJECT_ENTITY) explain_entity(p, x.fields, x.n_fields);
    if (x.kind == SUBJECT_RESULT || x.kind == SUBJECT_EXPECT || x.kind == SUBJECT_CONCLUSION)
        return explain_result(p, &x, faults);
    return x.kind != SUBJECT_SERIES || explain_series(p, &x.pick, faults);
}

static bool read_date(Page *p, const char *text, Faults *faults) {
    double date;
    if (!text) return true;
    const Calendar *c = &p->s->calendar;
    bool is_date = date_parse(text, &date);
    p->at = is_date ? date - c->from : 0;
    p->has_at = is_date && p->at >= 0 && p->at < calendar_time(c, c->steps);
    if (p->has_at) return true;
    char first[32], last[32];
    calendar_label(c, 0, first);
    calendar_label(c, c->steps - 1, last);
    if (is_date)
        fault_add(faults, script_path(p->script), 0, "--at %s: the scenario runs from %s to %s",
                  text, first, last);
    else
        fault_add(faults, script_path(p->script), 0,
                  "--at %s: is no date, expected one such as 2026-05", text);
    return false;
}

static const char *joined(const Args *a, Arena *arena) {
    const char *what = NULL;
    for (int i = 1; i < a->n; i++)
        what = what ? arena_printf(arena, "%s %s", what, a->at[i]) : a->at[i];
    return what;
}

static bool open_page(Page *p, const char *date, Faults *faults) {
    p->s = script_prove(p->script, p->point.values, faults);
    if (!p->s || !read_date(p, date, faults)) return false;
    p->names = ARENA_NEW(p->arena, const char *, p->s->n_inputs + 1);
    p->told = ARENA_NEW(p->arena, bool, p->s->n_inputs + 1);
    for (int i = 0; i < p->s->n_inputs; i++) p->names[i] = p->s->inputs[i].name;
    return true;
}

bool explain_add(Script *s, const Point *point, const char *what, const char *at, bool inked,
                 Text *out, Faults *faults) {
    Page p = {.script = s, .point = *point, .arena = arena_new(), .out = out, .inked = inked};
    bool fine = open_page(&p, at, faults);
    if (fine && what)
        fine = explain_one(&p, what, faults);
    else if (fine)
        explain_all(&p);
    arena_free(p.arena);
    return fine;
}

static void explain(const Args *a, Faults *faults) {
    Script *script = script_load(a->at[0], NULL, faults);
    if (!script) return;
    Arena *arena = arena_new();
    Text out = {0};
    Point point;
    if (point_read(script, a, arena, &point, faults))
        explain_add(script, &point, joined(a, arena), args_value(a, "at"),
                    paper_has_ink(stdout), &out, faults);
    fputs(text_get(&out), stdout);
    text_done(&out);
    arena_free(arena);
    script_free(script);
}

int verb_explain(int argc, char **argv) {
    Args a;
    int code;
    if (!args_open(&a, argc, argv, &code)) return code;
    interrupt_watch();
    Faults *faults = faults_new();
    explain(&a, faults);
    code = verb_faults(faults);
    faults_free(faults);
    args_done(&a);
    return code;
}
