#include "verb/explain.h"

#include "study/footing.h"

#include <string.h>

static const char *kind_word(const Input *in) {
    return in->kind == INPUT_LEVER ? "lever" : "assumption";
}

// ", from 0 to 0.4, or off; drawn from uniform(0, 1)"
static const char *range_words(const Page *p, const Input *in) {
    Text t = {0};
    if (in->shape == INPUT_TOGGLE) text_add(&t, ", or the other of true and false");
    for (int i = 0; in->shape == INPUT_CHOICE && i < in->n_choices; i++)
        text_printf(&t, "%s%s", i ? ", " : "; one of ", in->choices[i]);
    if (in->shape == INPUT_NUMBER || in->shape == INPUT_DATE)
        text_printf(&t, ", from %s to %s", say_input(p->arena, in, in->min),
                    say_input(p->arena, in, in->max));
    if (in->can_be_off && !is_off(p->point.values[in - p->s->inputs])) text_add(&t, ", or off");
    if (in->dist.kind != DIST_NONE) {
        char dist[128];
        dist_format(&in->dist, dist, sizeof dist);
        text_printf(&t, "; drawn from %s", dist);
    }
    const char *words = arena_text(p->arena, text_get(&t));
    text_done(&t);
    return words;
}

static bool same_value(double a, double b) {
    return (is_off(a) && is_off(b)) || !(a < b || b < a || is_off(a) || is_off(b));
}

static const char *value_words(const Page *p, int input) {
    const Input *in = &p->s->inputs[input];
    double value = p->point.values[input];
    const char *now = say_input(p->arena, in, value);
    if (same_value(value, in->base)) return now;
    return arena_printf(p->arena, "%s (%s; baseline %s)", now, p->point.name,
                        say_input(p->arena, in, in->base));
}

static void source_say(Page *p, const char *id, int indent) {
    const SourceDoc *d = source_find(p->s, id);
    if (!d) {
        page_say(
            p, indent, INK_MUTED, "%s",
            strcmp(id, "assumed") == 0
                ? "assumed: no source gives this value"
                : arena_printf(p->arena, "%s: named here, not declared in the script", id));
        return;
    }
    if (names_have(&p->cited, id)) {
        page_say(p, indent, INK_MUTED, "%s: %s (above)", id, d->title ? d->title : "no title");
        return;
    }
    const char **more = ARENA_NEW(p->arena, const char *, p->cited.n + 1);
    for (int i = 0; i < p->cited.n; i++) more[i] = p->cited.name[i];
    more[p->cited.n] = d->head.name;
    p->cited = (Names){p->cited.n + 1, more};
    Text t = {0};
    text_printf(&t, "%s: %s", id, d->title ? d->title : "no title");
    if (d->publisher) text_printf(&t, ". %s", d->publisher);
    if (d->date) text_printf(&t, ", %s", d->date);
    if (d->reliability) text_printf(&t, "; reliability %s", d->reliability);
    if (d->claim) text_printf(&t, ". %s", d->claim);
    page_say(p, indent, INK_MUTED, "%s", text_get(&t));
    text_done(&t);
}

void sources_say(Page *p, const char *const *ids, int n, int indent, const char *none) {
    for (int i = 0; i < n; i++) source_say(p, ids[i], indent);
    if (!n && none) page_say(p, indent, INK_ACCENT, "%s", none);
}

void input_brief(Page *p, int input, int indent) {
    const Input *in = &p->s->inputs[input];
    if (p->told[input]) {
        page_say(p, indent, INK_PLAIN, "%s = %s (%s, above)", in->name, value_words(p, input),
                 kind_word(in));
        return;
    }
    p->told[input] = true;
    page_say(p, indent, INK_PLAIN, "%s = %s (%s, %s:%d)%s", in->name, value_words(p, input),
             kind_word(in), in->file, in->line, range_words(p, in));
    if (in->doc) page_say(p, indent + 4, INK_PLAIN, "%s", in->doc);
    sources_say(p, in->sources, in->n_sources, indent + 4, "no source");
}

// "C086, assumed"
static const char *case_sources(const Page *p, const Input *in, const CaseValue *v) {
    const char *list = "";
    for (int i = 0; i < v->sources.n; i++)
        list = arena_printf(p->arena, "%s%s%s", list, i ? ", " : "", v->sources.name[i]);
    return *list || !case_value_counts(in, v) ? list : "no source";
}

static void say_cases(Page *p, int input) {
    const Scenario *s = p->s;
    Sheet *t = sheet_new();
    int n = 0;
    for (int i = 0; i < 4; i++) sheet_column(t, "", ALIGN_LEFT);
    for (int i = 0; i < s->n_cases; i++)
        for (int k = 0; k < s->cases[i].n_values; k++) {
            const CaseValue *v = &s->cases[i].values[k];
            if (v->input != input) continue;
            sheet_cellf(t, INK_PLAIN, "  %s", s->cases[i].name);
            sheet_cell(t, INK_ACCENT, say_input(p->arena, &s->inputs[input], v->value));
            sheet_cell(t, INK_MUTED, s->cases[i].doc ? s->cases[i].doc : "");
            sheet_cell(t, INK_MUTED, case_sources(p, &s->inputs[input], v));
            sheet_row(t);
            n++;
        }
    page_heading(p, n ? "Cases that change it" : "No case changes it");
    if (n) sheet_add(t, p->out, p->inked, 1000, 1);
    sheet_free(t);
}

static int reached_fields(Page *p, int input, NumberField **out) {
    NumberField *all;
    int n = number_fields(p->s, p->arena, &all), used = 0;
    for (int i = 0; i < n; i++)
        if (num_uses(p->s, all[i].num, input)) all[used++] = all[i];
    *out = all;
    return used;
}

static void say_reach(Page *p, int input) {
    const Scenario *s = p->s;
    NumberField *f;
    int n = reached_fields(p, input, &f);
    Sheet *t = sheet_new();
    for (int i = 0; i < 4; i++) sheet_column(t, "", ALIGN_LEFT);
    for (int i = 0; i < n; i++) {
        sheet_cellf(t, INK_PLAIN, "  %s", field_path(&f[i], true, p->arena));
        sheet_cellf(t, INK_PLAIN, "= %s", num_formula(p, f[i].num));
        sheet_cellf(t, INK_ACCENT, "= %s",
                    say_num(p->arena, s, f[i].num, p->point.values, p->at));
        sheet_cellf(t, INK_MUTED, "%s:%d", f[i].of.head->file, f[i].line);
        sheet_row(t);
    }
    page_heading(p, n ? "Fields it reaches" : "No field hangs on it by a formula");
    if (n) sheet_add(t, p->out, p->inked, 1000, 1);
    sheet_free(t);
}

static bool has_entity(const Entity *e, int n, const Entity *one) {
    for (int i = 0; i < n; i++)
        if (e[i].kind == one->kind && strcmp(e[i].head->name, one->head->name) == 0)
            return true;
    return false;
}

// What `a` declares and `b` does not.
static void say_missing(Page *p, const Scenario *a, const Scenario *b, const char *when) {
    Entity *of_a, *of_b;
    int n = scenario_entities(a, p->arena, &of_a), m = scenario_entities(b, p->arena, &of_b);
    Text t = {0};
    for (int i = 0; i < n; i++)
        if (!has_entity(of_b, m, &of_a[i]))
            text_printf(&t, "%s%s \"%s\"", t.length ? ", " : "", of_a[i].kind->name,
                        of_a[i].head->name);
    if (t.length) page_say(p, 2, INK_PLAIN, "Only where it is %s: %s.", when, text_get(&t));
    text_done(&t);
}

// A toggle and a choice are handed to Lua as they are: what the script declares depends on them.
static void say_entities(Page *p, int input) {
    const Scenario *s = p->s;
    const Input *in = &s->inputs[input];
    int n = in->shape == INPUT_TOGGLE ? 2 : in->shape == INPUT_CHOICE ? in->n_choices : 0;
    double *values = ARENA_NEW(p->arena, double, s->n_inputs + 1);
    memcpy(values, p->point.values, sizeof *values * (size_t)s->n_inputs);
    if (n) page_heading(p, "What the script declares by it");
    for (int i = 0; i < n; i++) {
        Faults *none = faults_new();
        values[input] = i;
        const Scenario *other = script_variant(p->script, values, none);
        faults_free(none);
        if (!other || same_value(i, p->point.values[input])) continue;
        say_missing(p, s, other, say_input(p->arena, in, p->point.values[input]));
        say_missing(p, other, s, say_input(p->arena, in, i));
    }
}

// Where the script decides by it, so that no formula shows it.
static void say_branches(Page *p, int input) {
    const Draft *d = p->s->draft;
    bool any = false;
    for (int i = 0; i < d->n_guards; i++) {
        const Guard *g = &d->guards[i];
        if (!formula_uses(d->graph, g->a, input) && !formula_uses(d->graph, g->b, input))
            continue;
        if (!any) page_heading(p, "Where the script decides by it");
        any = true;
        page_say(p, 2, INK_PLAIN,
                 "%s:%d: it branches on a comparison with it, which is %s here", g->file,
                 g->line, g->outcome ? "true" : "false");
    }
    for (int i = 0; i < d->n_opaques; i++) {
        const Opaque *o = &d->opaques[i];
        if (o->input != input) continue;
        if (!any) page_heading(p, "Where the script decides by it");
        any = true;
        page_say(p, 2, INK_PLAIN, "%s:%d: used as a plain value (%s)", o->file, o->line,
                 o->why);
    }
    say_entities(p, input);
}

// A label that is the name with spaces tells nothing new.
static bool says_the_same(const char *label, const char *name) {
    while (*label && (*label == *name || (*label == ' ' && *name == '_'))) label++, name++;
    return *label == *name;
}

void explain_input(Page *p, int input) {
    const Input *in = &p->s->inputs[input];
    ink_add(p->out, p->inked, INK_BOLD, in->name);
    bool labelled = in->label && !says_the_same(in->label, in->name);
    text_printf(p->out, "  %s%s%s\n", kind_word(in), labelled ? ": " : "",
                labelled ? in->label : "");
    page_say(p, 2, INK_ACCENT, "%s%s", value_words(p, input), range_words(p, in));
    if (in->doc) page_say(p, 2, INK_PLAIN, "%s", in->doc);
    page_say(p, 2, INK_MUTED, "declared at %s:%d", in->file, in->line);
    page_rules(p);
    say_cases(p, input);
    say_reach(p, input);
    say_branches(p, input);
    page_heading(p, in->n_sources ? "Sources" : "No source");
    sources_say(p, in->sources, in->n_sources, 2,
                "add source = \"...\" or \"assumed\" where it is declared");
}
