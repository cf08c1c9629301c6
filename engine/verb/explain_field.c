#include "study/caught.h"
#include "verb/explain.h"

#include <string.h>

enum { DEEPEST = 12 };

static const char *printed(const Page *p, Formula f, const char *const *names) {
    Text t = {0};
    formula_print(p->s->draft->graph, f, names, &t);
    const char *text = arena_text(p->arena, text_get(&t));
    text_done(&t);
    return text;
}

static const char *path_word(const PathPlan *path) {
    return path->kind == PATH_LINEAR  ? "a path, straight between its knots"
           : path->kind == PATH_STEPS ? "steps: each value holds from its date on"
                                      : "growth at a rate per month";
}

const char *num_formula(const Page *p, Num n) {
    const PathPlan *path = num_path(p->s, n);
    if (path) return path_word(path);
    Formula f = scenario_formula(p->s, n);
    return formula_is_const(p->s->draft->graph, f) ? "" : printed(p, f, p->names);
}

// The inputs' values in place of their names.
static const char *const *value_names(const Page *p) {
    const Scenario *s = p->s;
    const char **out = ARENA_NEW(p->arena, const char *, s->n_inputs);
    for (int i = 0; i < s->n_inputs; i++) {
        char text[96];
        value_format(p->point.values[i], s->inputs[i].unit, text);
        out[i] = arena_text(p->arena, text);
    }
    return out;
}

static const char *node_value(const Page *p, Formula f) {
    const Graph *g = p->s->draft->graph;
    char text[96];
    double value = formula_value(g, f, p->point.values);
    Unit unit = graph_node(g, f)->unit;
    if (is_off(value)) return "off";
    if (!unit.date) {
        char name[64];
        const char *number = say_number(p->arena, value);
        return unit_is_plain(unit)
                   ? number
                   : arena_printf(p->arena, "%s %s", number, unit_name(unit, name));
    }
    value_format(value, unit, text);
    return arena_text(p->arena, text);
}

// What a formula is made of, each part below the whole; numbers of the script are in its text.
static void tree_add(Page *p, Formula f, int depth, bool root) {
    const Node *n = graph_node(p->s->draft->graph, f);
    int indent = 2 + 2 * depth;
    if (n->op == OP_CONST || n->op == OP_RESULT || depth > DEEPEST) return;
    if (n->op == OP_INPUT) {
        input_brief(p, n->a, indent);
        return;
    }
    if (!root)
        page_say(p, indent, INK_PLAIN, "%s = %s", printed(p, f, p->names), node_value(p, f));
    tree_add(p, n->a, depth + !root, false);
    if (!op_is_unary(n->op)) tree_add(p, n->b, depth + !root, false);
}

static void formula_say(Page *p, Num num) {
    const Graph *g = p->s->draft->graph;
    Formula f = scenario_formula(p->s, num);
    if (formula_is_const(g, f)) return;
    const char *names = printed(p, f, p->names), *values = printed(p, f, value_names(p));
    page_say(p, 2, INK_PLAIN, "= %s", names);
    if (graph_node(g, f)->op != OP_INPUT) page_say(p, 2, INK_PLAIN, "= %s", values);
    tree_add(p, f, 1, true);
}

static void knots_say(Page *p, const PathPlan *path) {
    const Scenario *s = p->s;
    Sheet *t = sheet_new();
    for (int i = 0; i < 3; i++) sheet_column(t, "", ALIGN_LEFT);
    for (int i = 0; i < path->n; i++) {
        const char *formula = num_formula(p, path->value[i]);
        sheet_cellf(t, INK_PLAIN, "    %s",
                    path->kind == PATH_GROW
                        ? arena_printf(p->arena, "rate per month %s",
                                       say_number(p->arena, num_written(s, path->date[i],
                                                                        p->point.values)))
                        : say_num(p->arena, s, path->date[i], p->point.values, 0));
        sheet_cell(t, INK_ACCENT, say_num(p->arena, s, path->value[i], p->point.values, 0));
        sheet_cellf(t, INK_PLAIN, "%s%s", *formula ? "= " : "", formula);
        sheet_row(t);
    }
    sheet_add(t, p->out, p->inked, 1000, 1);
    sheet_free(t);
    for (int i = 0; i < path->n; i++) {
        tree_add(p, s->slots[path->date[i]].formula, 1, true);
        tree_add(p, s->slots[path->value[i]].formula, 1, true);
    }
}

static const char *date_words(const Page *p) {
    char text[32];
    date_format_long(p->s->calendar.from + p->at, text);
    return arena_text(p->arena, text);
}

// A default is no value of the script: dates and limits that are off are told as such.
static const char *field_value(const Page *p, const NumberField *f) {
    double value = scenario_value(p->s, f->num, p->point.values, p->at);
    char date[32];
    if (f->given) return say_num(p->arena, p->s, f->num, p->point.values, p->at);
    if (f->field->may_be_off && value >= NO_CAP * 1e-3) return "off";
    if (f->field->type != FIELD_DATE)
        return say_num(p->arena, p->s, f->num, p->point.values, p->at);
    date_format_long(p->s->calendar.from + value, date);
    return arena_text(p->arena, date);
}

static void field_say(Page *p, const NumberField *f) {
    const Scenario *s = p->s;
    const PathPlan *path = num_path(s, f->num);
    ink_add(p->out, p->inked, INK_BOLD, field_path(f, true, p->arena));
    text_add(p->out, " = ");
    ink_add(p->out, p->inked, INK_ACCENT, field_value(p, f));
    text_printf(p->out, "%s%s\n", path ? " in " : "", path ? date_words(p) : "");
    page_say(p, 2, INK_PLAIN, "%s", f->field->doc);
    const char *number = path || *num_formula(p, f->num) ? "" : ", as a number";
    if (f->given && f->line != f->of.head->line)
        page_say(p, 2, INK_MUTED, "written at %s:%d%s", f->of.head->file, f->line, number);
    else if (f->given)
        page_say(p, 2, INK_MUTED, "written in %s \"%s\", which begins at %s:%d%s",
                 f->of.kind->name, f->of.head->name, f->of.head->file, f->line, number);
    else
        page_say(p, 2, INK_MUTED, "not written in the script: the default");
    if (path) {
        page_say(p, 2, INK_PLAIN, "%s:", path_word(path));
        knots_say(p, path);
    } else {
        formula_say(p, f->num);
    }
}

// Those named for single fields under the name of the field.
static void sources_by_field(Page *p, const Entity *e, int indent, const char *none) {
    const RawEntity *raw = entity_raw(p->s, e);
    Names all = raw ? sources_for(raw, "", p->arena) : e->head->sources;
    sources_say(p, all.name, all.n, indent, e->head->sources.n ? NULL : none);
    for (int i = 0; raw && i < raw->n_fields; i++) {
        const char *field = raw->fields[i].name;
        if (!source_by_field(raw, field)) continue;
        Names own = sources_for(raw, field, p->arena);
        page_say(p, indent, INK_PLAIN, "%s:", field);
        sources_say(p, own.name, own.n, indent + 2, NULL);
    }
}

void entity_sources(Page *p, const Entity *e) {
    const char *name = arena_printf(p->arena, "What %s \"%s\" names as its source",
                                    e->kind->name, e->head->name);
    page_heading(p, name);
    if (e->head->doc) page_say(p, 2, INK_PLAIN, "%s", e->head->doc);
    sources_by_field(p, e, 2,
                     arena_printf(p->arena, "nothing (%s:%d)", e->head->file, e->head->line));
}

// Of the field alone where the entity names its source by itself.
static void field_sources(Page *p, const NumberField *f) {
    const RawEntity *raw = entity_raw(p->s, &f->of);
    if (!raw || !source_by_field(raw, f->field->name)) {
        entity_sources(p, &f->of);
        return;
    }
    Names own = sources_for(raw, f->field->name, p->arena);
    page_heading(p, arena_printf(p->arena, "What %s \"%s\" names as the source of %s",
                                 f->of.kind->name, f->of.head->name, f->field->name));
    if (f->of.head->doc) page_say(p, 2, INK_PLAIN, "%s", f->of.head->doc);
    sources_say(p, own.name, own.n, 2, NULL);
}

void explain_fields(Page *p, const NumberField *f, int n) {
    for (int i = 0; i < n; i++) {
        if (i) text_add(p->out, "\n");
        field_say(p, &f[i]);
    }
    page_rules(p);
    field_sources(p, &f[0]);
}

static void fields_table(Page *p, const NumberField *f, int n, bool whole_name, int indent) {
    Sheet *t = sheet_new();
    for (int i = 0; i < 4; i++) sheet_column(t, "", ALIGN_LEFT);
    for (int i = 0; i < n; i++) {
        const char *name = field_path(&f[i], true, p->arena),
                   *formula = num_formula(p, f[i].num);
        if (!whole_name) name += strlen(f[i].of.kind->name) + strlen(f[i].of.head->name) + 2;
        sheet_cellf(t, INK_PLAIN, "%*s%s", indent, "", name);
        sheet_cell(t, INK_ACCENT, field_value(p, &f[i]));
        sheet_cellf(t, INK_PLAIN, "%s%s", *formula ? "= " : "", formula);
        sheet_cell(t, INK_MUTED, f[i].given ? "" : "default");
        sheet_row(t);
    }
    sheet_add(t, p->out, p->inked, 1000, 1);
    sheet_free(t);
}

static void inputs_under(Page *p, const NumberField *f, int n) {
    bool any = false;
    for (int i = 0; i < p->s->n_inputs; i++) {
        bool used = false;
        for (int k = 0; k < n; k++) used = used || num_uses(p->s, f[k].num, i);
        if (!used) continue;
        if (!any) page_heading(p, "Levers and assumptions under them");
        any = true;
        input_brief(p, i, 2);
    }
}

void rests_on(Page *p, const NumberField *f, int n) {
    page_heading(p, "What these numbers rest on");
    page_rules(p);
    fields_table(p, f, n, true, 2);
    inputs_under(p, f, n);
    page_heading(p, "Sources that the entities name");
    for (int i = 0; i < n; i++) {
        const Head *h = f[i].of.head;
        if (i && f[i - 1].of.head == h) continue;
        page_say(p, 2, INK_PLAIN, "%s \"%s\":", f[i].of.kind->name, h->name);
        sources_by_field(p, &f[i].of, 4,
                         arena_printf(p->arena, "no source (%s:%d)", h->file, h->line));
    }
}

// Thresholds: of an instrument every chip in its reach, of a chip every instrument that asks.
static void thresholds_say(Page *p, const Entity *e) {
    Caught *all;
    int n = caught_list(p->s, p->point.values, p->arena, &all), rows = 0;
    Sheet *t = sheet_new();
    for (int i = 0; i < 3; i++) sheet_column(t, "", ALIGN_LEFT);
    for (int i = 0; i < n; i++) {
        bool own = e->head == &all[i].by->head,
             chip = e->head == &p->s->chips[all[i].chip].head;
        if (!own && !chip) continue;
        const char *rule =
            arena_printf(p->arena, "%s \"%s\"", all[i].kind, all[i].by->head.name);
        sheet_cellf(t, INK_PLAIN, "  %s", own ? p->s->chips[all[i].chip].head.name : rule);
        sheet_cell(t, all[i].inside ? INK_ACCENT : INK_MUTED,
                   all[i].inside ? "inside" : "outside");
        sheet_cell(t, INK_PLAIN, all[i].why);
        sheet_row(t);
        rows++;
    }
    if (rows) page_heading(p, "Thresholds");
    if (rows) sheet_add(t, p->out, p->inked, 1000, 1);
    sheet_free(t);
}

void explain_entity(Page *p, const NumberField *f, int n) {
    const Entity *e = &f[0].of;
    ink_add(p->out, p->inked, INK_BOLD, e->head->name);
    text_printf(p->out, "  %s: %s\n", e->kind->name, e->kind->doc);
    page_say(p, 2, INK_MUTED, "declared at %s:%d", e->head->file, e->head->line);
    fields_table(p, f, n, false, 2);
    thresholds_say(p, e);
    inputs_under(p, f, n);
    entity_sources(p, e);
}
