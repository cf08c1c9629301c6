#include "study/compare_value.h"

#include "base/calendar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t node_mark(const Compared *c, const uint64_t *mark, const Node *n) {
    uint64_t h = text_hash(TEXT_HASH, &n->op, sizeof n->op);
    if (n->op == OP_INPUT) return text_hash(h, c->names[n->a], strlen(c->names[n->a]));
    if (n->op == OP_RESULT) {
        const char *name = graph_result(c->scenario->draft->graph, n->a);
        return text_hash(h, name, strlen(name));
    }
    if (n->op == OP_CONST) {
        double value = is_off(n->value) ? off_value() : n->value + 0.0; // -0 is 0
        h = text_hash(h, &value, sizeof value);
        h = text_hash(h, n->unit.power, sizeof n->unit.power);
        h = text_hash(h, &n->unit.currency, sizeof n->unit.currency);
        return text_hash(h, &n->unit.date, sizeof n->unit.date);
    }
    uint64_t a = mark[n->a], b = op_is_unary(n->op) ? 0 : mark[n->b];
    bool commutes = n->op == OP_ADD || n->op == OP_MUL || n->op == OP_MIN || n->op == OP_MAX;
    if (commutes && b < a) {
        uint64_t swap = a;
        a = b;
        b = swap;
    }
    h = text_hash(h, &a, sizeof a);
    return text_hash(h, &b, sizeof b);
}

void compared_init(Compared *c, const Scenario *s, Arena *arena) {
    const Graph *g = s->draft->graph;
    int n = graph_size(g);
    *c = (Compared){.scenario = s, .arena = arena};
    c->names = ARENA_NEW(arena, const char *, s->n_inputs);
    for (int i = 0; i < s->n_inputs; i++) c->names[i] = s->inputs[i].name;
    uint64_t *mark = ARENA_NEW(arena, uint64_t, n);
    for (int i = 0; i < n; i++) mark[i] = node_mark(c, mark, graph_node(g, i));
    c->mark = mark;
}

typedef struct Writer {
    const Compared *of;
    const Field *field;
    bool key; // for comparing, not for reading
    Text *out;
} Writer;

static void write_value(const Writer *w, const Raw *v);

// A literal takes the unit of its field.
static void write_constant(const Writer *w, double value, Unit unit) {
    char text[96];
    const Field *f = w->field;
    bool counted = f && f->unit != IN_DATE && f->unit != IN_PLAIN && !is_off(value);
    if (counted && unit_is_plain(unit)) unit = field_unit(f->unit);
    // For people in the words of the field: "400000 units", where the unit has none for chips.
    bool worded = !w->key && counted && f->unit != IN_MONEY;
    if (worded && unit_equal(unit, field_unit(f->unit))) {
        value_format(value, UNIT_PLAIN, text);
        text_printf(w->out, "%s %s", text, field_unit_name(f->unit));
        return;
    }
    value_format(value, unit, text);
    text_add(w->out, text);
}

static void write_formula(const Writer *w, Formula f) {
    const Graph *g = w->of->scenario->draft->graph;
    const Node *n = graph_node(g, f);
    if (n->op == OP_CONST)
        write_constant(w, n->value, n->unit);
    else if (w->key)
        text_printf(w->out, "#%016llx", (unsigned long long)w->of->mark[f]);
    else
        formula_print(g, f, w->of->names, w->out);
}

static void write_path(const Writer *w, const Path *p) {
    static const char *const NAMES[] = {
        [PATH_LINEAR] = "path", [PATH_STEPS] = "steps", [PATH_GROW] = "grow"};
    text_printf(w->out, "%s ", NAMES[p->kind]);
    if (p->kind == PATH_GROW) {
        write_formula(w, p->value[0]);
        text_add(w->out, " by ");
        Writer rate = {w->of, NULL, w->key, w->out};
        write_formula(&rate, p->date[0]);
        return;
    }
    Writer date = {w->of, NULL, w->key, w->out};
    text_add(w->out, "{ ");
    for (int i = 0; i < p->n; i++) {
        if (i) text_add(w->out, ", ");
        write_formula(&date, p->date[i]);
        text_add(w->out, ": ");
        write_formula(w, p->value[i]);
    }
    text_add(w->out, " }");
}

static int by_text(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_set(const Field *f) {
    return f && (f->type == FIELD_CHIPS || f->type == FIELD_BUYERS ||
                 f->type == FIELD_WORKLOADS || f->type == FIELD_SOURCES);
}

// Of a set that names some by field (sources): those of the whole have a number for a key.
static bool is_named(const Writer *w, const RawItem *item) {
    return item->key && !(is_set(w->field) && !item->key[strspn(item->key, "0123456789")]);
}

static const char *item_text(const Writer *w, const RawItem *item) {
    Text t = {0};
    Writer inner = {w->of, w->field, w->key, &t};
    if (is_named(w, item)) text_printf(&t, "%s: ", item->key);
    write_value(&inner, &item->value);
    const char *text = arena_text(w->of->arena, text_get(&t));
    text_done(&t);
    return text;
}

// A set: what is named by field comes last, "C001, assumed; price: F17, F10".
static void write_items(const Writer *w, const Raw *v) {
    const char **items = ARENA_NEW(w->of->arena, const char *, v->n);
    bool bare = is_set(w->field); // one name is a list of one name
    int n = 0, whole;
    for (int i = 0; i < v->n; i++)
        if (!bare || !is_named(w, &v->items[i])) items[n++] = item_text(w, &v->items[i]);
    whole = n;
    for (int i = 0; i < v->n && n < v->n; i++)
        if (is_named(w, &v->items[i])) items[n++] = item_text(w, &v->items[i]);
    if (v->kind != RAW_LIST || bare) {
        qsort(items, (size_t)whole, sizeof *items, by_text);
        qsort(items + whole, (size_t)(n - whole), sizeof *items, by_text);
    }
    if (!bare) text_add(w->out, "{ ");
    for (int i = 0; i < n; i++)
        text_printf(w->out, "%s%s", !i ? "" : i < whole ? ", " : "; ", items[i]);
    if (!bare) text_add(w->out, " }");
}

static void write_text(const Writer *w, const char *text) {
    double date;
    bool dated = !w->field || w->field->type == FIELD_DATE;
    if (dated && date_parse(text, &date))
        write_constant(w, date, (Unit){.date = true});
    else if (is_set(w->field))
        text_add(w->out, text);
    else
        text_printf(w->out, "\"%s\"", text);
}

static void write_value(const Writer *w, const Raw *v) {
    switch (v->kind) {
    case RAW_NUMBER:
        write_constant(w, v->number, UNIT_PLAIN);
        return;
    case RAW_FORMULA:
        write_formula(w, v->formula);
        return;
    case RAW_PATH:
        write_path(w, v->path);
        return;
    case RAW_OFF:
        text_add(w->out, "off");
        return;
    case RAW_TEXT:
    case RAW_ENTITY:
        write_text(w, v->text);
        return;
    case RAW_BOOL:
        text_add(w->out, v->number != 0 ? "true" : "false");
        return;
    case RAW_LIST:
    case RAW_MAP:
        write_items(w, v);
        return;
    case RAW_OTHER:
        text_printf(w->out, "a %s", v->text);
        return;
    }
}

static const char *written(const Compared *c, const Raw *v, const Field *field, bool key) {
    Text t = {0};
    Writer w = {c, field, key, &t};
    write_value(&w, v);
    const char *text = arena_text(c->arena, text_get(&t));
    text_done(&t);
    return text;
}

const char *value_words(const Compared *c, const Raw *value, const Field *field) {
    return written(c, value, field, false);
}

const char *value_key(const Compared *c, const Raw *value, const Field *field) {
    return written(c, value, field, true);
}
