#include "scenario/build.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

// The table an input was declared by, for the lines of its fields; a stand-in when there is none.
static RawEntity input_entity(const Build *b, const Input *in) {
    const char *kind = in->kind == INPUT_LEVER ? "lever" : "assume";
    for (int i = 0; i < b->draft->n_entities; i++) {
        const RawEntity *e = &b->draft->entities[i];
        bool same = e->name && in->name && strcmp(e->name, in->name) == 0;
        if (same && strcmp(e->kind, kind) == 0 && e->line == in->line) return *e;
    }
    return (RawEntity){.kind = kind, .name = in->name, .file = in->file, .line = in->line};
}

static void name_check(Build *b, const Input *in, const RawEntity *e, int index) {
    const char *name = in->name ? in->name : "";
    bool fine = isalpha((unsigned char)name[0]) || name[0] == '_';
    for (const char *p = name; *p; p++)
        fine = fine && (isalnum((unsigned char)*p) || *p == '_');
    if (!fine && name[0])
        entity_fault(b, e, NULL, e->line,
                     "is not a name a case can use, expected letters, digits and _ such as "
                     "export_levy");
    if (strcmp(name, "doc") == 0 || strcmp(name, "source") == 0)
        entity_fault(b, e, NULL, e->line,
                     "has the name of a field of case, expected another name");
    for (int i = 0; i < index; i++) {
        const Input *other = &b->draft->inputs[i];
        if (!other->name || strcmp(other->name, name) != 0) continue;
        entity_fault(b, e, NULL, e->line,
                     "is declared twice, first at %s:%d; rename one of them",
                     other->file ? other->file : "line", other->line);
        return;
    }
}

static void range_order(Build *b, const Input *in, const RawEntity *e) {
    char low[96], high[96], value[96];
    input_value_words(in, in->min, low);
    input_value_words(in, in->max, high);
    if (!isfinite(in->min) || !isfinite(in->max)) {
        bool min = !isfinite(in->min);
        entity_fault(b, e, min ? "min" : "max", raw_line(e, min ? "min" : "max"),
                     "is %s, expected a finite number", min ? low : high);
    } else if (in->min > in->max) {
        entity_fault(b, e, "min", raw_line(e, "min"),
                     "is %s, expected at most max, which is %s", low, high);
    } else if (in->min == in->max && in->kind == INPUT_LEVER) {
        entity_fault(b, e, "max", raw_line(e, "max"),
                     "is %s as min is, expected more; give min and max", high);
    } else if (!is_off(in->base) && (in->base < in->min || in->base > in->max)) {
        input_value_words(in, in->base, value);
        entity_fault(b, e, "value", raw_line(e, "value"),
                     "is %s, expected %s to %s; widen min and max", value, low, high);
    }
}

static void whole_check(Build *b, const Input *in, const RawEntity *e) {
    const struct {
        const char *field;
        double value;
    } NUMBERS[] = {{"value", in->base}, {"min", in->min}, {"max", in->max}};
    for (int i = 0; in->whole && i < 3; i++) {
        double x = NUMBERS[i].value;
        if (!isfinite(x) || x == floor(x)) continue;
        char value[96];
        input_value_words(in, x, value);
        entity_fault(b, e, NUMBERS[i].field, raw_line(e, NUMBERS[i].field),
                     "is %s, expected a whole number: the %s has whole = true", value, e->kind);
    }
}

static void choice_check(Build *b, const Input *in, const RawEntity *e) {
    char list[160];
    list_words(in->choices, in->n_choices, list, sizeof list);
    int line = raw_line(e, "choices");
    if (in->n_choices < 2)
        entity_fault(b, e, "choices", line, "has fewer than two texts, expected two or more");
    else if (!(in->base >= 0 && in->base < in->n_choices))
        entity_fault(b, e, "value", raw_line(e, "value"),
                     "is not among the choices, expected one of %s", list);
    for (int i = 0; i < in->n_choices; i++)
        for (int k = 0; k < i; k++)
            if (strcmp(in->choices[i], in->choices[k]) == 0) {
                char name[80];
                entity_fault(b, e, "choices", line, "has \"%s\" twice, expected it once",
                             quote(in->choices[i], name));
            }
}

static void dist_check(Build *b, const Input *in, const RawEntity *e) {
    char wrong[160];
    if (in->dist.kind == DIST_NONE) return;
    int line = raw_line(e, "dist");
    if (in->shape != INPUT_NUMBER && in->shape != INPUT_DATE) {
        entity_fault(b, e, "dist", line,
                     "is given, expected none: only numbers and dates are drawn");
        return;
    }
    const char *why = dist_wrong(&in->dist, wrong, sizeof wrong);
    if (why) entity_fault(b, e, "dist", line, "%s", why);
}

static void marks_check(Build *b, const Input *in, const RawEntity *e) {
    int line = raw_line(e, "marks");
    for (int i = 0; i < in->n_marks; i++) {
        const InputMark *m = &in->marks[i];
        const Names id = {1, &m->source};
        char found[96], low[96], high[96];
        sources_check(b, e, "marks", line, &id);
        if (m->value >= in->min && m->value <= in->max) continue;
        input_value_words(in, m->value, found);
        input_value_words(in, in->min, low);
        input_value_words(in, in->max, high);
        entity_fault(b, e, "marks", line, "%s says %s, expected %s to %s; widen min and max",
                     m->source, found, low, high);
    }
}

static bool is_input_kind(const char *kind) {
    return strcmp(kind, "lever") == 0 || strcmp(kind, "assume") == 0;
}

static void input_tables(Build *b) {
    for (int i = 0; i < b->draft->n_entities; i++) {
        const RawEntity *e = &b->draft->entities[i];
        if (!is_input_kind(e->kind)) continue;
        field_unknown(b, kind_find(e->kind), e);
        const RawField *f = raw_field(e, "value");
        if (f && f->value.kind == RAW_LIST && f->value.n > 1)
            entity_fault(b, e, "value", f->line,
                         "has %d values, expected one; name the others: min = 0, max = 1",
                         f->value.n);
    }
}

void inputs_check(Build *b) {
    input_tables(b);
    for (int i = 0; i < b->draft->n_inputs; i++) {
        Input *in = &b->draft->inputs[i];
        RawEntity e = input_entity(b, in);
        name_check(b, in, &e, i);
        if (is_off(in->base)) in->can_be_off = true;
        if (in->shape == INPUT_CHOICE)
            choice_check(b, in, &e);
        else if (in->shape != INPUT_TOGGLE)
            range_order(b, in, &e);
        whole_check(b, in, &e);
        dist_check(b, in, &e);
        Names ids = {in->n_sources, in->sources};
        sources_check(b, &e, "source", raw_line(&e, "source"), &ids);
        marks_check(b, in, &e);
    }
}

// Cases.

static const char *shape_words(const Input *in, char out[256]) {
    char text[160];
    switch (in->shape) {
    case INPUT_TOGGLE:
        return "true or false";
    case INPUT_DATE:
        return "a date such as \"2026-03\"";
    case INPUT_CHOICE:
        list_words(in->choices, in->n_choices, text, sizeof text);
        snprintf(out, 256, "one of %s", text);
        return out;
    default:
        snprintf(out, 256, "%s%s", unit_name(in->unit, text), in->can_be_off ? " or off" : "");
        return out;
    }
}

static bool choice_value(const Input *in, const Raw *raw, double *value) {
    for (int i = 0; raw->kind == RAW_TEXT && i < in->n_choices; i++) {
        if (strcmp(raw->text, in->choices[i]) != 0) continue;
        *value = i;
        return true;
    }
    return false;
}

// The value that a case gives to an input; false when it is of another shape.
static bool case_value(const Build *b, const Input *in, const Raw *raw, double *value) {
    if (raw->kind == RAW_OFF) {
        *value = off_value();
        return in->shape == INPUT_NUMBER || in->shape == INPUT_DATE;
    }
    *value = raw->number;
    if (in->shape == INPUT_CHOICE) return choice_value(in, raw, value);
    if (in->shape == INPUT_TOGGLE) return raw->kind == RAW_BOOL;
    if (in->shape == INPUT_DATE && raw->kind == RAW_TEXT) return date_parse(raw->text, value);
    if (raw->kind == RAW_NUMBER) return in->shape == INPUT_NUMBER && isfinite(raw->number);
    if (raw->kind != RAW_FORMULA || !formula_is_const(b->graph, raw->formula)) return false;
    const Node *n = graph_node(b->graph, raw->formula);
    *value = n->value;
    bool plain = in->shape == INPUT_NUMBER && unit_is_plain(n->unit);
    return (plain || unit_equal(n->unit, in->unit)) && isfinite(n->value);
}

// False with a fault.
static bool case_in_range(Build *b, const RawEntity *e, const RawField *f, const Input *in,
                          double value) {
    char found[96], low[96], high[96];
    if (is_off(value) || in->shape == INPUT_CHOICE || in->shape == INPUT_TOGGLE) return true;
    bool within = value >= in->min && value <= in->max;
    if (within && !(in->whole && value != floor(value))) return true;
    input_value_words(in, value, found);
    input_value_words(in, in->min, low);
    input_value_words(in, in->max, high);
    if (within)
        entity_fault(b, e, f->name, f->line, "is %s, expected a whole number", found);
    else
        entity_fault(b, e, f->name, f->line, "is %s, expected %s to %s; widen the range of %s",
                     found, low, high, in->name);
    return false;
}

static int input_find(const Draft *d, const char *name) {
    for (int i = 0; i < d->n_inputs; i++)
        if (d->inputs[i].name && strcmp(d->inputs[i].name, name) == 0) return i;
    return -1;
}

static void unknown_input(Build *b, const RawEntity *e, const RawField *f) {
    const Draft *d = b->draft;
    if (d->cut) return;
    Roll names = {0};
    for (int i = 0; i < d->n_inputs; i++)
        if (d->inputs[i].name) roll_add(b, &names, d->inputs[i].name, NULL);
    char tip[256];
    advice(f->name, names.name, names.n, "lever", tip);
    entity_fault(b, e, f->name, f->line, "is neither a lever nor an assumption, %s", tip);
}

bool case_field(Build *b, const RawEntity *e, const RawField *f, CaseValue *out) {
    Draft *d = b->draft;
    char found[160], expected[256], tip[80] = "";
    out->input = input_find(d, f->name);
    if (out->input < 0) {
        unknown_input(b, e, f);
        return false;
    }
    Input *in = &d->inputs[out->input];
    if (!case_value(b, in, &f->value, &out->value)) {
        bool moves =
            f->value.kind == RAW_FORMULA && !formula_is_const(b->graph, f->value.formula);
        if (in->shape == INPUT_NUMBER) text_tip(b, &f->value, tip);
        entity_fault(
            b, e, f->name, f->line, "%s%s, expected %s%s", moves ? "moves with a lever" : "is ",
            moves ? "" : raw_words(b, &f->value, found), shape_words(in, expected), tip);
        return false;
    }
    if (is_off(out->value)) in->can_be_off = true;
    out->sources = sources_for(e, f->name, b->arena);
    return case_in_range(b, e, f, in, out->value);
}

static void case_source(Build *b, const RawEntity *e, const RawField *f) {
    Names ids;
    Reader r = {.b = b,
                .entity = e,
                .field = field_find(kind_find("case"), f->name),
                .raw = &f->value,
                .line = f->line,
                .key = ""};
    sources_read(&r, &ids);
}

static void case_doc(Build *b, const RawEntity *e, const RawField *f, Case *c) {
    char found[160];
    if (f->value.kind == RAW_TEXT)
        c->doc = f->value.text;
    else
        entity_fault(b, e, "doc", f->line, "is %s, expected a text",
                     raw_words(b, &f->value, found));
}

static Case case_read(Build *b, const RawEntity *e) {
    Case c = {.name = e->name ? e->name : "", .file = e->file, .line = e->line};
    CaseValue *values = ARENA_NEW(b->arena, CaseValue, e->n_fields);
    int named = 0;
    for (int i = 0; i < e->n_fields; i++) {
        const RawField *f = &e->fields[i];
        if (strcmp(f->name, "doc") == 0) {
            case_doc(b, e, f, &c);
        } else if (strcmp(f->name, "source") == 0) {
            case_source(b, e, f);
        } else {
            named++;
            c.n_values += case_field(b, e, f, &values[c.n_values]);
        }
    }
    if (!named && !e->no_fields && !b->draft->cut)
        entity_fault(b, e, NULL, e->line,
                     "names no lever or assumption, expected a value for one or more such as "
                     "%s; without any it is the baseline, which is always shown",
                     kind_find("case")->example);
    c.values = values;
    return c;
}

void cases_read(Build *b) {
    Draft *d = b->draft;
    d->n_cases = 0; // a draft may be built again
    for (int i = 0; i < d->n_entities; i++) {
        if (strcmp(d->entities[i].kind, "case") != 0) continue;
        Case c = case_read(b, &d->entities[i]);
        ARENA_PUSH(d->arena, d->cases, d->n_cases, d->cap_cases, c);
    }
}
