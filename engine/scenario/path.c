#include "scenario/path.h"

#include "base/real.h"

#include <stdio.h>
#include <stdlib.h>

static bool combines(const Path *p, Op op, bool swap, char why[160]) {
    const char *kind = p->kind == PATH_LINEAR  ? "path"
                       : p->kind == PATH_STEPS ? "steps"
                                               : "grow";
    bool known = op == OP_ADD || op == OP_SUB || op == OP_MUL || op == OP_DIV;
    bool scales = op == OP_MUL || (op == OP_DIV && !swap);
    if (known && (p->kind == PATH_STEPS || scales)) return true;
    if (known && p->kind == PATH_LINEAR && op != OP_DIV) return true;
    if (op == OP_DIV && swap)
        snprintf(why, 160, "divides by a %s, which is not a path again; use steps { ... }",
                 kind);
    else if (known)
        snprintf(why, 160, "adds to a grow, which is not a path again; use path { ... }");
    else
        snprintf(why, 160, "takes more than + - * / of a %s; put it on the values inside",
                 kind);
    return false;
}

const Path *path_combine(Arena *arena, Graph *g, Op op, const Path *p, Formula f, bool swap,
                         char why[160]) {
    if (!combines(p, op, swap, why)) return NULL;
    Path *q = ARENA_NEW(arena, Path, 1);
    *q = *p;
    q->value = ARENA_NEW(arena, Formula, p->n);
    for (int i = 0; i < p->n; i++) {
        q->value[i] = swap ? formula_binary(g, op, f, p->value[i], why)
                           : formula_binary(g, op, p->value[i], f, why);
        if (q->value[i] == FORMULA_NONE) return NULL;
    }
    return q;
}

Unit path_unit(const Graph *g, const Path *p) {
    for (int i = 0; i < p->n; i++) {
        const Node *n = graph_node(g, p->value[i]);
        bool any = n->op == OP_CONST && (is_off(n->value) || n->value == 0);
        if (!any || !unit_is_plain(n->unit)) return n->unit;
    }
    return UNIT_PLAIN;
}

double path_at(PathKind kind, int n, const double *date, const double *value, double t_months) {
    if (kind == PATH_GROW) return value[0] * real_pow(1 + date[0], t_months);
    double at = value[0];
    for (int i = 0; i < n; i++) {
        if (t_months < date[i]) continue;
        at = value[i];
        if (kind == PATH_STEPS || i + 1 == n || t_months >= date[i + 1]) continue;
        at += (value[i + 1] - value[i]) * ((t_months - date[i]) / (date[i + 1] - date[i]));
    }
    return at;
}

double path_value(const Graph *g, const Path *p, double from, double t_months,
                  const double *inputs) {
    double *knots = memory_grow(NULL, sizeof *knots * 2 * (size_t)p->n);
    for (int i = 0; i < p->n; i++) {
        knots[i] = formula_value(g, p->date[i], inputs) - (p->kind == PATH_GROW ? 0 : from);
        knots[p->n + i] = formula_value(g, p->value[i], inputs);
    }
    double value = path_at(p->kind, p->n, knots, knots + p->n, t_months);
    free(knots);
    return value;
}
