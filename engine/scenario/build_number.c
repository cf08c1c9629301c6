#include "scenario/build.h"

#include <math.h>
#include <string.h>

bool unit_fits(Unit u, FieldUnit wanted) {
    Unit unit = field_unit(wanted);
    if (wanted == IN_MONEY && u.currency) unit.currency = u.currency;
    return (unit_is_plain(u) && wanted != IN_DATE) || unit_equal(u, unit);
}

const char *unit_label(Build *b, FieldUnit u, int currency) {
    const char *compute = b->s->compute_unit, *money = currency_name(currency);
    switch (u) {
    case IN_PLAIN:
    case IN_DATE:
        return "";
    case IN_COMPUTE:
        return compute;
    case IN_COMPUTE_PER_MONTH:
        return arena_printf(b->arena, "%s per month", compute);
    case IN_MONEY:
        return arena_printf(b->arena, "%s per year", money);
    case IN_USD_PER_COMPUTE:
        return arena_printf(b->arena, "USD per %s and month", compute);
    case IN_RMB_PER_USD:
        return arena_printf(b->arena, "%s per USD", money);
    default:
        return field_unit_name(u);
    }
}

// Slots.

Num slot_add(Build *b, Formula f, double neutral, bool date, const char *label) {
    for (int i = 0; i < b->n_slots; i++) {
        const Slot *s = &b->slots[i];
        if (s->formula == f && s->neutral == neutral && s->date == date &&
            strcmp(b->labels[i], label) == 0)
            return i;
    }
    ARENA_PUSH(b->arena, b->labels, b->n_labels, b->cap_labels, label);
    ARENA_PUSH(b->arena, b->slots, b->n_slots, b->cap_slots, (Slot){f, neutral, date});
    return b->n_slots - 1;
}

Num number_const(Build *b, double value, const char *label) {
    return slot_add(b, formula_const(b->graph, value, UNIT_PLAIN), 0, false, label);
}

void check_add(Build *b, Check c) {
    if (!c.key) c.key = "";
    c.fixed = formula_is_const(b->graph, c.f) &&
              (c.kind == CHECK_RANGE || formula_is_const(b->graph, c.other));
    ARENA_PUSH(b->arena, b->checks, b->n_checks, b->cap_checks, c);
}

static void range_add(Reader *r, Formula f) {
    const Field *field = r->field;
    check_add(r->b, (Check){.kind = CHECK_RANGE,
                            .f = f,
                            .min = field->min,
                            .max = field->max,
                            .min_open = field->min_open,
                            .whole = field->whole,
                            .may_be_off = field->may_be_off,
                            .unit = field->unit,
                            .entity = r->entity,
                            .field = field->name,
                            .key = r->key,
                            .line = r->line});
}

// A lever is shown in the unit of the field that it reaches first.
static void label_input(Reader *r, Formula f, const char *label) {
    const Node *n = graph_node(r->b->graph, f);
    if (n->op != OP_INPUT) return;
    Input *input = &r->b->draft->inputs[n->a];
    if (!input->unit_label) input->unit_label = label;
}

// Formulas of numbers.

static Formula literal(Reader *r, const Raw *raw) {
    Build *b = r->b;
    if (r->field->unit == IN_DATE || !isfinite(raw->number)) {
        wrong_type(r, raw);
        return FORMULA_NONE;
    }
    Unit unit = field_unit(r->field->unit);
    if (r->field->unit == IN_MONEY) unit.currency = (uint8_t)r->currency;
    return formula_const(b->graph, raw->number, unit);
}

static Formula date_literal(Reader *r, const Raw *raw) {
    double date;
    if (r->field->unit != IN_DATE || !date_parse(raw->text, &date)) {
        wrong_type(r, raw);
        return FORMULA_NONE;
    }
    return formula_const(r->b->graph, date, field_unit(IN_DATE));
}

static Formula fitting(Reader *r, Formula f) {
    const Node *n = graph_node(r->b->graph, f);
    bool off = n->op == OP_CONST && is_off(n->value);
    if (formula_uses_result(r->b->graph, f, -1)) {
        reader_fault(r, "is a result of the run, known only after it: results go into expect, "
                        "headline and other results");
        return FORMULA_NONE;
    }
    if (off || unit_fits(n->unit, r->field->unit)) return f;
    char name[64];
    const char *wanted = field_unit_name(r->field->unit);
    Unit in_usd = n->unit;
    in_usd.currency = CURRENCY_USD;
    bool foreign = n->unit.currency > CURRENCY_USD && unit_fits(in_usd, r->field->unit);
    reader_fault(r, "is %s, expected %s such as %s%s", unit_name(n->unit, name), wanted,
                 field_unit_example(r->field->unit),
                 foreign ? ": prices are in USD, only budgets in a currency of their own" : "");
    return FORMULA_NONE;
}

Formula number_formula(Reader *r, const Raw *raw) {
    switch (raw->kind) {
    case RAW_NUMBER:
        return literal(r, raw);
    case RAW_FORMULA:
        return fitting(r, raw->formula);
    case RAW_TEXT:
        return date_literal(r, raw);
    case RAW_OFF:
        if (r->field->may_be_off) return formula_const(r->b->graph, off_value(), UNIT_PLAIN);
        wrong_type(r, raw);
        return FORMULA_NONE;
    default:
        wrong_type(r, raw);
        return FORMULA_NONE;
    }
}

static Num number_slot(Reader *r, const Raw *raw) {
    Formula f = number_formula(r, raw);
    if (f == FORMULA_NONE) return NUM_NONE;
    const char *label = unit_label(r->b, r->field->unit, r->currency);
    label_input(r, f, label);
    range_add(r, f);
    return slot_add(r->b, f, r->field->neutral, r->field->unit == IN_DATE, label);
}

// Paths.

static bool path_equal(const PathPlan *a, const PathPlan *b) {
    size_t size = sizeof(Num) * (size_t)a->n;
    return a->kind == b->kind && a->n == b->n && memcmp(a->date, b->date, size) == 0 &&
           memcmp(a->value, b->value, size) == 0;
}

static int plan_add(Build *b, PathPlan plan, const char *label) {
    for (int i = 0; i < b->n_paths; i++)
        if (path_equal(&b->paths[i], &plan) && strcmp(b->path_labels[i], label) == 0) return i;
    ARENA_PUSH(b->arena, b->path_labels, b->n_path_labels, b->cap_path_labels, label);
    ARENA_PUSH(b->arena, b->paths, b->n_paths, b->cap_paths, plan);
    return b->n_paths - 1;
}

// A knot's date; of a growth its rate per month, more than -1.
static Num knot_date(Reader *r, const Path *p, int i) {
    static const Field DATE = {
        .type = FIELD_DATE, .unit = IN_DATE, .min = -HUGE_VAL, .max = HUGE_VAL};
    static const Field RATE = {.type = FIELD_NUMBER,
                               .unit = IN_PER_MONTH,
                               .min = -1,
                               .max = HUGE_VAL,
                               .min_open = true};
    Field field = p->kind == PATH_GROW ? RATE : DATE;
    field.name = r->field->name;
    Reader knot = *r;
    knot.field = &field;
    knot.key = p->kind == PATH_GROW ? "its growth rate " : "a date of its path ";
    Num date = number_slot(&knot, &(Raw){.kind = RAW_FORMULA, .formula = p->date[i]});
    if (p->kind != PATH_GROW && i > 0 && date != NUM_NONE)
        check_add(r->b, (Check){.kind = CHECK_AFTER,
                                .f = p->date[i],
                                .other = p->date[i - 1],
                                .strict = true,
                                .unit = IN_DATE,
                                .entity = r->entity,
                                .field = field.name,
                                .key = knot.key,
                                .line = r->line});
    return date;
}

static Num path_number(Reader *r, const Path *p) {
    Num *date = ARENA_NEW(r->b->arena, Num, p->n), *value = ARENA_NEW(r->b->arena, Num, p->n);
    bool fits = true;
    for (int i = 0; i < p->n; i++) {
        date[i] = knot_date(r, p, i);
        value[i] = number_slot(r, &(Raw){.kind = RAW_FORMULA, .formula = p->value[i]});
        fits = fits && date[i] != NUM_NONE && value[i] != NUM_NONE;
    }
    if (!fits) return NUM_NONE;
    return plan_add(r->b, (PathPlan){p->kind, p->n, date, value},
                    unit_label(r->b, r->field->unit, r->currency));
}

// A field's number, at its place: an index of a path is moved behind the slots when their number
// is known.
void put_number(Reader *r, const Raw *raw, Num *to) {
    Build *b = r->b;
    if (!raw) {
        double value = isnan(r->field->fallback) ? 0 : r->field->fallback;
        *to = number_const(b, value, unit_label(b, r->field->unit, r->currency));
    } else if (raw->kind != RAW_PATH) {
        *to = number_slot(r, raw);
    } else if (!r->field->path) {
        *to = NUM_NONE;
        char expected[256];
        reader_fault(r, "is a path over time, expected %s: it does not change over time",
                     field_words(r->field, expected));
    } else if ((*to = path_number(r, raw->path)) != NUM_NONE) {
        ARENA_PUSH(b->arena, b->path_nums, b->n_path_nums, b->cap_path_nums, to);
    }
}
