#include "scenario/build.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// A point where everything is looked at: the one of the trace, the baseline, each case, both ends
// of one range with the rest at the baseline.
typedef struct Probe {
    const Case *in_case; // NULL
    const char *input;   // whose range reaches the point; NULL
    double *inputs, *values;
} Probe;

static bool same_value(double a, double b) {
    return a == b || (is_off(a) && is_off(b));
}

bool point_valid(const Build *b, const double *inputs, const double *values) {
    const Draft *d = b->draft;
    for (int i = 0; i < d->n_guards; i++) {
        const Guard *g = &d->guards[i];
        double left = values[g->a], right = values[g->b];
        if (guard_outcome(g->op, left, right) != g->outcome) return false;
    }
    for (int i = 0; i < d->n_opaques; i++) {
        double is = inputs[d->opaques[i].input], was = d->opaques[i].value;
        if (!same_value(is, was)) return false;
    }
    return true;
}

// OFF is meant where it comes from `off` or from an input that is off; else it is 0/0 and the like.
static bool off_meant(const Build *b, Formula f, const double *inputs) {
    for (int i = 0; i < b->draft->n_inputs; i++)
        if (is_off(inputs[i]) && formula_uses(b->graph, f, i)) return true;
    for (Formula n = 0; n <= f; n++) {
        const Node *node = graph_node(b->graph, n);
        if (node->op != OP_CONST || !is_off(node->value)) continue;
        if (n == f || formula_has(b->graph, f, n)) return true;
    }
    return false;
}

// Ten digits are enough for a message.
static void value_words(double value, Unit unit, char out[96]) {
    char name[64];
    if (is_off(value) || unit.date)
        value_format(value, unit, out);
    else if (isinf(value))
        snprintf(out, 96, "infinite");
    else if (unit_is_plain(unit))
        snprintf(out, 96, "%.10g", value);
    else
        snprintf(out, 96, "%.10g %s", value, unit_name(unit, name));
}

static void number_words(double value, FieldUnit unit, char out[96]) {
    value_words(value, unit == IN_DATE ? field_unit(IN_DATE) : UNIT_PLAIN, out);
}

static void range_words(const Check *c, char out[96]) {
    char low[96], high[96];
    number_words(c->min, c->unit, low);
    number_words(c->max, c->unit, high);
    bool open_low = c->min == -HUGE_VAL, open_high = c->max == HUGE_VAL;
    if (open_low && open_high)
        snprintf(out, 96, "a finite number");
    else if (open_high)
        snprintf(out, 96, "%s %.40s", c->min_open ? "more than" : "at least", low);
    else if (open_low)
        snprintf(out, 96, "at most %.40s", high);
    else if (c->min_open)
        snprintf(out, 96, "more than %.20s and at most %.20s", low, high);
    else
        snprintf(out, 96, "%.40s to %.40s", low, high);
}

void input_value_words(const Input *in, double value, char out[96]) {
    int choice = (int)value;
    if (is_off(value))
        snprintf(out, 96, "off");
    else if (in->shape == INPUT_TOGGLE)
        snprintf(out, 96, "%s", value != 0 ? "true" : "false");
    else if (in->shape == INPUT_CHOICE && choice >= 0 && choice < in->n_choices)
        snprintf(out, 96, "\"%.80s\"", in->choices[choice]);
    else
        value_words(value, in->unit, out);
}

// " at levy = 0.4, cap = off" for what differs from the baseline, " in case "no levy"".
static void probe_words(const Build *b, const Probe *p, char out[160]) {
    const Draft *d = b->draft;
    size_t used = 0;
    char name[80];
    snprintf(out, 160, " at the baseline");
    if (p->in_case) snprintf(out, 160, " in case \"%s\"", quote(p->in_case->name, name));
    if (p->in_case) return;
    for (int i = 0; i < d->n_inputs && used < 100; i++) {
        double is = p->inputs[i], base = d->inputs[i].base;
        if (same_value(is, base)) continue;
        char value[96];
        input_value_words(&d->inputs[i], is, value);
        int wrote = snprintf(out + used, 160 - used, "%s%.30s = %.24s", used ? ", " : " at ",
                             d->inputs[i].name, value);
        used += wrote > 0 ? (size_t)wrote : 0;
    }
}

static void check_fault(Build *b, Check *c, const Probe *p, const char *found,
                        const char *expected, const char *fix) {
    char where[160] = "";
    if (!c->fixed) probe_words(b, p, where);
    c->reported = true;
    if (!c->fixed && p->input)
        entity_fault(b, c->entity, c->field, c->line,
                     "%sis %s%s, expected %s; narrow the range of %s", c->key, found, where,
                     expected, p->input);
    else
        entity_fault(b, c->entity, c->field, c->line, "%sis %s%s, expected %s%s", c->key, found,
                     where, expected, fix);
}

static void range_fault(Build *b, Check *c, const Probe *p, double x) {
    char found[96], expected[96], fix[96] = "";
    range_words(c, expected);
    number_words(x, c->unit, found);
    bool low = c->min_open ? x <= c->min : x < c->min;
    if (!low && x <= c->max && !isinf(x)) snprintf(expected, sizeof expected, "a whole number");
    if (c->max == 1 && x > 1 && x <= 100 && c->fixed)
        snprintf(fix, sizeof fix, "; for %.6g %% write percent(%.6g)", x, x);
    check_fault(b, c, p, found, expected, fix);
}

static void off_check(Build *b, Check *c, const Probe *p) {
    char expected[96];
    bool meant = off_meant(b, c->f, p->inputs);
    if (meant && c->may_be_off) return;
    range_words(c, expected);
    check_fault(b, c, p, meant ? "off" : "not a number (0/0 or the like)", expected, "");
}

static void range_check(Build *b, Check *c, const Probe *p) {
    double x = p->values[c->f];
    if (is_off(x)) {
        off_check(b, c, p);
        return;
    }
    bool low = c->min_open ? x <= c->min : x < c->min;
    bool broken = c->whole && x != floor(x);
    if (low || x > c->max || isinf(x) || broken) range_fault(b, c, p, x);
}

static void after_check(Build *b, Check *c, const Probe *p) {
    double x = p->values[c->f], other = p->values[c->other];
    if (is_off(x) || is_off(other)) return; // never
    if (c->strict ? x > other : x >= other) return;
    char found[96], date[96], expected[160];
    bool dates = c->unit == IN_DATE;
    number_words(x, c->unit, found);
    number_words(other, c->unit, date);
    snprintf(expected, sizeof expected, "%s %s",
             !dates      ? "at least"
             : c->strict ? "after"
                         : "not before",
             date);
    check_fault(b, c, p, found, expected, "");
}

static bool is_base(const Build *b, const double *inputs) {
    for (int i = 0; i < b->draft->n_inputs; i++)
        if (!same_value(inputs[i], b->draft->inputs[i].base)) return false;
    return true;
}

static void probe_look(Build *b, Probe *p) {
    graph_values(b->graph, p->inputs, p->values);
    if (!point_valid(b, p->inputs, p->values)) return; // the script says something else there
    for (int i = 0; i < b->n_checks; i++) {
        Check *c = &b->checks[i];
        if (c->reported || (c->fixed && b->probed)) continue;
        if (c->kind == CHECK_RANGE)
            range_check(b, c, p);
        else
            after_check(b, c, p);
    }
    b->probed = true;
    if (!levies_near_one(b, p->values)) return;
    char where[160];
    probe_words(b, p, where);
    levies_check(b, p->values, is_base(b, p->inputs) ? "" : where);
}

static void base_set(const Build *b, double *inputs) {
    for (int i = 0; i < b->draft->n_inputs; i++) inputs[i] = b->draft->inputs[i].base;
}

static void probe_cases(Build *b, Probe *p) {
    for (int i = 0; i < b->draft->n_cases; i++) {
        const Case *c = &b->draft->cases[i];
        base_set(b, p->inputs);
        for (int k = 0; k < c->n_values; k++)
            p->inputs[c->values[k].input] = c->values[k].value;
        p->in_case = c;
        probe_look(b, p);
    }
    p->in_case = NULL;
}

static void probe_ends(Build *b, Probe *p) {
    for (int i = 0; i < b->draft->n_inputs; i++) {
        const Input *in = &b->draft->inputs[i];
        double ends[3] = {in->min, in->max, off_value()};
        for (int k = 0; k < (in->can_be_off ? 3 : 2); k++) {
            base_set(b, p->inputs);
            p->inputs[i] = ends[k];
            p->input = in->name;
            probe_look(b, p);
        }
    }
}

void ranges_check(Build *b) {
    int n = b->draft->n_inputs;
    Probe p = {.inputs = memory_grow(NULL, sizeof(double) * (size_t)(n + 1)),
               .values =
                   memory_grow(NULL, sizeof(double) * (size_t)(graph_size(b->graph) + 1))};
    memcpy(p.inputs, b->point, sizeof(double) * (size_t)n);
    probe_look(b, &p);
    base_set(b, p.inputs);
    probe_look(b, &p);
    probe_cases(b, &p);
    probe_ends(b, &p);
    free(p.inputs);
    free(p.values);
}
