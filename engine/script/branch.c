#include "script/branch.h"

#include "script/entity.h"

#include <string.h>

static const char *formula_words(const Draft *d, Formula f, Arena *arena) {
    const char **names = ARENA_NEW(arena, const char *, d->n_inputs + 1);
    for (int i = 0; i < d->n_inputs; i++)
        names[i] = d->inputs[i].name ? d->inputs[i].name : "?";
    Text text = {0};
    formula_print(d->graph, f, names, &text);
    const char *words = arena_text(arena, text_get(&text));
    text_done(&text);
    return words;
}

// A constant on the left goes to the right: "export_levy > 0.3", not "0.3 < export_levy".
const char *guard_words(const Draft *d, const Guard *g, bool outcome, Arena *arena) {
    static const char *const SIGN[3][2][2] = {// [op][swapped][outcome]
                                              [GUARD_LT] = {{">=", "<"}, {"<=", ">"}},
                                              [GUARD_LE] = {{">", "<="}, {"<", ">="}},
                                              [GUARD_EQ] = {{"~=", "=="}, {"~=", "=="}}};
    bool swap = formula_is_const(d->graph, g->a);
    return arena_printf(arena, "%s %s %s", formula_words(d, swap ? g->b : g->a, arena),
                        SIGN[g->op][swap][outcome],
                        formula_words(d, swap ? g->a : g->b, arena));
}

static const Opaque *opaque_of(const Draft *d, int input) {
    for (int i = 0; i < d->n_opaques; i++)
        if (d->opaques[i].input == input) return &d->opaques[i];
    return NULL;
}

static const char *opaque_words(const Run *run) {
    const Draft *base = run->plan.base, *d = run->draft;
    for (int i = 0; i < base->n_opaques; i++) {
        const Opaque *o = &base->opaques[i], *mine = opaque_of(d, o->input);
        if (!mine || mine->value == o->value) continue;
        const Input *in = &base->inputs[o->input];
        const char *where =
            o->line ? arena_printf(run->arena, " (%s:%d)", o->file, o->line) : "";
        return arena_printf(run->arena, "where %s = %s%s", in->name,
                            input_format(in, mine->value, run->arena), where);
    }
    return NULL;
}

const char *branch_words(const Run *run) {
    const Draft *base = run->plan.base, *d = run->draft;
    const char *opaque = opaque_words(run);
    if (opaque) return opaque;
    int n = base->n_guards < d->n_guards ? base->n_guards : d->n_guards;
    for (int i = 0; i < n; i++) {
        const Guard *b = &base->guards[i], *g = &d->guards[i];
        if (b->outcome == g->outcome && b->line == g->line) continue;
        return arena_printf(run->arena, "where %s (%s:%d)",
                            guard_words(d, g, g->outcome, run->arena), g->file, g->line);
    }
    return "here";
}

static bool text_differs(const char *a, const char *b) {
    return strcmp(a ? a : "", b ? b : "") != 0;
}

static bool number_differs(double a, double b) {
    return !(a == b || (is_off(a) && is_off(b)));
}

static bool dist_differs(const Dist *a, const Dist *b) {
    if (a->kind != b->kind || a->n != b->n) return true;
    if (a->a != b->a || a->b != b->b || a->c != b->c) return true;
    for (int i = 0; i < a->n; i++)
        if (a->values[i] != b->values[i] || a->weights[i] != b->weights[i]) return true;
    return false;
}

static bool choices_differ(const Input *a, const Input *b) {
    if (a->n_choices != b->n_choices) return true;
    for (int i = 0; i < a->n_choices; i++)
        if (strcmp(a->choices[i], b->choices[i]) != 0) return true;
    return false;
}

const char *branch_input_differs(const Input *a, const Input *b) {
    if (a->kind != b->kind) return "group";
    if (a->shape != b->shape || number_differs(a->base, b->base)) return "value";
    if (number_differs(a->min, b->min)) return "min";
    if (number_differs(a->max, b->max)) return "max";
    if (a->whole != b->whole) return "whole";
    if (choices_differ(a, b)) return "choices";
    if (dist_differs(&a->dist, &b->dist)) return "dist";
    if (text_differs(a->doc, b->doc)) return "doc";
    if (text_differs(a->label, b->label)) return "label";
    return NULL;
}

static const Case *find_case(const Draft *d, const char *name) {
    for (int i = 0; i < d->n_cases; i++)
        if (strcmp(d->cases[i].name, name) == 0) return &d->cases[i];
    return NULL;
}

static bool case_differs(const Case *a, const Case *b) {
    if (a->n_values != b->n_values) return true;
    for (int i = 0; i < a->n_values; i++)
        if (a->values[i].input != b->values[i].input ||
            number_differs(a->values[i].value, b->values[i].value))
            return true;
    return false;
}

// The case of `other` that the same call made as `d` made case `i`: as many are declared in that
// line, and it is in the same place among them. NULL.
static const Case *same_call(const Draft *d, int i, const Draft *other) {
    const Case *c = &d->cases[i], *found = NULL;
    int before = 0, mine = 0, theirs = 0;
    for (int k = 0; k < d->n_cases; k++) {
        bool here = d->cases[k].line == c->line && !text_differs(d->cases[k].file, c->file);
        before += here && k < i;
        mine += here;
    }
    for (int k = 0; k < other->n_cases; k++) {
        const Case *x = &other->cases[k];
        if (x->line != c->line || text_differs(x->file, c->file)) continue;
        if (theirs++ == before) found = x;
    }
    return mine == theirs ? found : NULL;
}

// The cases of `d` that `other` has not, or has with other values.
static bool check_cases(const Run *run, const Draft *d, const Draft *other, const char *how,
                        const char *at, Faults *faults) {
    bool fine = true;
    for (int i = 0; i < d->n_cases; i++) {
        const Case *c = &d->cases[i], *same = find_case(other, c->name);
        if (same && !case_differs(c, same)) continue;
        fine = false;
        const Case *renamed = same ? NULL : same_call(d, i, other);
        if (renamed && !find_case(d, renamed->name)) {
            fault_add(faults, c->file, c->line,
                      "case \"%s\": its name changes with a lever or an assumption, expected "
                      "one name whatever they are; write it as a text",
                      d == run->plan.base ? c->name : renamed->name);
            continue;
        }
        fault_add(faults, c->file, c->line,
                  "%scase \"%s\": %s %s: declare the case outside of the branch", at, c->name,
                  same ? "has other values" : how, branch_words(run));
    }
    return fine;
}

bool branch_check(const Run *run, const char *at, Faults *faults) {
    const Draft *base = run->plan.base, *d = run->draft;
    if (!base) return true;
    bool fine = check_cases(run, d, base, "is declared only", at, faults);
    if (fine) fine = check_cases(run, base, d, "is not declared", at, faults);
    if (base->n_rules != d->n_rules) {
        fault_add(
            faults, base->file, 0,
            "%srules declared %s: %d, at the baseline: %d; declare them outside of the branch",
            at, branch_words(run), d->n_rules, base->n_rules);
        fine = false;
    }
    return fine;
}
