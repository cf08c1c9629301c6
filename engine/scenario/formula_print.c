#include "base/calendar.h"
#include "scenario/formula.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define DEEPEST 60       // operations within operations
#define LONGEST 4000     // bytes; shared parts can repeat without end
#define DATE_LIMIT 12000 // months from 2000: beyond it a year has no four digits

void value_format(double value, Unit unit, char out[96]) {
    char number[40], name[64];
    if (is_off(value)) {
        snprintf(out, 96, "off");
    } else if (unit.date && fabs(value) < DATE_LIMIT) {
        char date[16];
        date_format(value, date);
        snprintf(out, 96, "%s", date);
    } else {
        snprintf(number, sizeof number, "%.15g", value);
        if (strtod(number, NULL) != value) snprintf(number, sizeof number, "%.17g", value);
        if (unit_is_plain(unit) || unit.date)
            snprintf(out, 96, "%s", number);
        else
            snprintf(out, 96, "%s %s", number, unit_name(unit, name));
    }
}

// How tightly an operation binds: a part that binds less tightly than its place needs brackets.
static int precedence(Op op) {
    switch (op) {
    case OP_ADD:
    case OP_SUB:
        return 1;
    case OP_MUL:
    case OP_DIV:
    case OP_MOD:
    case OP_IDIV:
        return 2;
    case OP_NEG:
        return 3;
    case OP_POW:
        return 4;
    default:
        return 5;
    }
}

typedef struct Printer {
    const Graph *graph;
    const char *const *names;
    Text *out;
    size_t longest;
} Printer;

static void print_part(Printer *p, Formula f, int needed, int depth);

static void print_binary(Printer *p, const Node *n, int depth) {
    if (n->op == OP_MIN || n->op == OP_MAX) {
        text_printf(p->out, "%s(", op_word(n->op));
        print_part(p, n->a, 0, depth);
        text_add(p->out, ", ");
        print_part(p, n->b, 0, depth);
        text_add(p->out, ")");
        return;
    }
    int own = precedence(n->op), right = n->op == OP_POW ? 0 : 1;
    print_part(p, n->a, own + 1 - right, depth); // a - b - c is (a - b) - c, a^b^c is a^(b^c)
    text_add(p->out, op_word(n->op));
    print_part(p, n->b, own + right, depth);
}

static void print_node(Printer *p, const Node *n, int depth) {
    char value[96];
    if (n->op == OP_CONST) {
        value_format(n->value, n->unit, value);
        text_add(p->out, value);
    } else if (n->op == OP_INPUT) {
        text_add(p->out, p->names[n->a]);
    } else if (n->op == OP_RESULT) {
        text_add(p->out, graph_result(p->graph, n->a));
    } else if (n->op == OP_NEG) {
        text_add(p->out, "-");
        print_part(p, n->a, precedence(OP_NEG), depth);
    } else if (op_is_unary(n->op)) {
        text_printf(p->out, "%s(", op_word(n->op));
        print_part(p, n->a, 0, depth);
        text_add(p->out, ")");
    } else {
        print_binary(p, n, depth);
    }
}

static int node_precedence(const Node *n) {
    if (n->op != OP_CONST) return precedence(n->op);
    bool bare = unit_is_plain(n->unit) || n->unit.date;
    return n->value < 0 && bare ? precedence(OP_NEG)
           : bare               ? 5
                                : 2; // "6 months" reads as 6 * month
}

static void print_part(Printer *p, Formula f, int needed, int depth) {
    const Node *n = graph_node(p->graph, f);
    if (depth == 0 || p->out->length > p->longest) {
        text_add(p->out, "...");
        return;
    }
    bool brackets = node_precedence(n) < needed;
    if (brackets) text_add(p->out, "(");
    print_node(p, n, depth - 1);
    if (brackets) text_add(p->out, ")");
}

void formula_print(const Graph *g, Formula f, const char *const *input_names, Text *out) {
    Printer p = {g, input_names, out, out->length + LONGEST};
    print_part(&p, f, 0, DEEPEST);
}
