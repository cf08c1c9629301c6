#include "script/quantity.h"

#include "script/sandbox.h"

#include <math.h>
#include <string.h>

const char QUANTITY[] = "quantity", PATH[] = "path", DISTRIBUTION[] = "distribution";

static const char INTERNED = 0, GUARDED = 0; // registry: [formula] = userdata, [guard] = true

// One userdata for each formula, so that a table finds the value of a quantity used as its key.
void push_formula(lua_State *L, Formula f, bool integer) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &INTERNED);
    lua_Integer key = (lua_Integer)f * 2 + integer;
    if (lua_rawgeti(L, -1, key) == LUA_TNIL) {
        lua_pop(L, 1);
        Quantity *q = lua_newuserdatauv(L, sizeof *q, 0);
        *q = (Quantity){f, integer};
        luaL_setmetatable(L, QUANTITY);
        lua_pushvalue(L, -1);
        lua_rawseti(L, -3, key);
    }
    lua_remove(L, -2);
}

void push_off(lua_State *L) {
    push_formula(L, formula_const(run_of(L)->draft->graph, off_value(), UNIT_PLAIN), false);
}

void push_path(lua_State *L, const Path *p) {
    PathBox *box = lua_newuserdatauv(L, sizeof *box, 0);
    box->path = p;
    luaL_setmetatable(L, PATH);
}

void push_plain(lua_State *L, double value, bool integer) {
    if (is_off(value))
        push_off(L);
    else if (integer && value == floor(value) && fabs(value) < 9e15)
        lua_pushinteger(L, (lua_Integer)value);
    else
        lua_pushnumber(L, value);
}

Quantity *to_quantity(lua_State *L, int index) {
    return luaL_testudata(L, index, QUANTITY);
}

const Path *to_path(lua_State *L, int index) {
    PathBox *box = luaL_testudata(L, index, PATH);
    return box ? box->path : NULL;
}

DistBox *to_dist(lua_State *L, int index) {
    return luaL_testudata(L, index, DISTRIBUTION);
}

static bool formula_is_off(const Graph *g, Formula f) {
    const Node *n = graph_node(g, f);
    return n->op == OP_CONST && is_off(n->value);
}

bool to_is_off(lua_State *L, int index) {
    Quantity *q = to_quantity(L, index);
    return q && formula_is_off(run_of(L)->draft->graph, q->f);
}

Formula check_formula(lua_State *L, int index) {
    Quantity *q = to_quantity(L, index);
    if (q) return q->f;
    if (lua_type(L, index) != LUA_TNUMBER)
        luaL_error(L, "attempt to perform arithmetic on a %s value",
                   to_path(L, index) ? "path" : luaL_typename(L, index));
    return formula_const(run_of(L)->draft->graph, lua_tonumber(L, index), UNIT_PLAIN);
}

// Nodes only ever join the graph, each after its parts, and inputs keep their values: what was
// computed once stays.
double run_value(Run *run, Formula f) {
    const Graph *g = run->draft->graph;
    int size = graph_size(g);
    if (f >= run->cap_known) {
        run->cap_known = size * 2;
        run->known = memory_grow(run->known, sizeof *run->known * (size_t)run->cap_known);
    }
    for (; run->n_known <= f; run->n_known++) {
        const Node *n = graph_node(g, run->n_known);
        double value =
            n->op == OP_CONST    ? n->value
            : n->op == OP_RESULT ? formula_value(g, run->n_known, NULL)
            : n->op == OP_INPUT
                ? run->values[n->a]
                : op_apply(n->op, run->known[n->a], op_is_unary(n->op) ? 0 : run->known[n->b]);
        run->known[run->n_known] = value;
    }
    return run->known[f];
}

double quantity_value(lua_State *L, const Quantity *q) {
    return run_value(run_of(L), q->f);
}

// Whether this guard is new; a loop may come to the same one again and again.
static bool guard_is_new(lua_State *L, GuardOp op, Formula a, Formula b) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &GUARDED);
    lua_Integer key = (((lua_Integer)a << 31) + b) * 4 + (lua_Integer)op;
    bool is_new = lua_rawgeti(L, -1, key) == LUA_TNIL;
    lua_pop(L, 1);
    if (is_new) {
        lua_pushboolean(L, 1);
        lua_rawseti(L, -2, key);
    }
    lua_pop(L, 1);
    return is_new;
}

static void check_known(lua_State *L, Formula f) {
    const Graph *g = run_of(L)->draft->graph;
    for (int i = 0; i < graph_results(g); i++)
        if (formula_uses_result(g, f, i))
            raise_here(L,
                       "result \"%s\" is known only after the run: it goes into expect, "
                       "headline and other results, not into a comparison, a text or a rule",
                       graph_result(g, i));
}

static bool guard_add(lua_State *L, GuardOp op, Formula a, Formula b) {
    Run *run = run_of(L);
    check_known(L, a);
    check_known(L, b);
    Draft *d = run->draft;
    Guard guard = {.op = op, .a = a, .b = b};
    guard.outcome = guard_outcome(op, run_value(run, a), run_value(run, b));
    bool depends = !formula_is_const(d->graph, a) || !formula_is_const(d->graph, b);
    if (depends && run->mode == RUN_TRACE && guard_is_new(L, op, a, b)) {
        run_where(L, NULL, &guard.file, &guard.line);
        ARENA_PUSH(run->arena, d->guards, d->n_guards, d->cap_guards, guard);
    }
    return guard.outcome;
}

void pin(lua_State *L, int index) {
    Quantity *q = to_quantity(L, index);
    if (!q) return;
    Run *run = run_of(L);
    index = lua_absindex(L, index);
    check_known(L, q->f);
    double value = quantity_value(L, q);
    if (!formula_is_const(run->draft->graph, q->f))
        guard_add(
            L, GUARD_EQ, q->f,
            formula_const(run->draft->graph, value, graph_node(run->draft->graph, q->f)->unit));
    if (is_off(value))
        lua_pushliteral(L, "off");
    else
        push_plain(L, value, q->integer);
    lua_replace(L, index);
}

void show(lua_State *L, int index) {
    Quantity *q = to_quantity(L, index);
    if (!q) return;
    check_known(L, q->f);
    double value = quantity_value(L, q);
    index = lua_absindex(L, index);
    if (is_off(value))
        lua_pushliteral(L, "off");
    else
        push_plain(L, value, q->integer);
    lua_replace(L, index);
}

Formula with_unit(lua_State *L, Formula f, Unit unit) {
    Graph *g = run_of(L)->draft->graph;
    if (unit_is_plain(unit)) return f;
    char why[160];
    if (unit.date) return f;
    return formula_binary(g, OP_MUL, f, formula_const(g, 1, unit), why);
}

// In a lenient run a plain number may stand for a quantity of any unit: an opaque input with a
// unit was handed to Lua as a number.
static Formula combine_leniently(lua_State *L, Op op, Formula a, Formula b, char why[160]) {
    Graph *g = run_of(L)->draft->graph;
    Unit ua = graph_node(g, a)->unit, ub = graph_node(g, b)->unit;
    if (unit_is_plain(ua) && !unit_is_plain(ub))
        return formula_binary(g, op, with_unit(L, a, ub), b, why);
    if (unit_is_plain(ub) && !unit_is_plain(ua))
        return formula_binary(g, op, a, with_unit(L, b, ua), why);
    return FORMULA_NONE;
}

Formula combine(lua_State *L, Op op, Formula a, Formula b) {
    Run *run = run_of(L);
    Graph *g = run->draft->graph;
    if (formula_is_off(g, a)) return a;
    if (formula_is_off(g, b)) return b;
    char why[160] = "";
    Formula f = formula_binary(g, op, a, b, why);
    if (f == FORMULA_NONE && run->lenient) f = combine_leniently(L, op, a, b, why);
    if (f != FORMULA_NONE) return f;
    fault_unit(L, "%s", why);
    return a;
}

static bool units_compare(lua_State *L, Formula a, Formula b) {
    Run *run = run_of(L);
    Graph *g = run->draft->graph;
    char why[160] = "";
    if (run->mode != RUN_TRACE || formula_comparable(g, a, b, why)) return true;
    bool one_plain =
        unit_is_plain(graph_node(g, a)->unit) || unit_is_plain(graph_node(g, b)->unit);
    if (run->lenient && one_plain) return true;
    fault_unit(L, "%s", why);
    return false;
}

bool compare(lua_State *L, GuardOp op, Formula a, Formula b) {
    return units_compare(L, a, b) && guard_add(L, op, a, b);
}

// In a rule everything is a plain number; a quantity that still got there is one at this moment.
static int plain_arithmetic(lua_State *L, Op op) {
    static const int LUA_OPS[] = {
        [OP_ADD] = LUA_OPADD, [OP_SUB] = LUA_OPSUB, [OP_MUL] = LUA_OPMUL,
        [OP_DIV] = LUA_OPDIV, [OP_MOD] = LUA_OPMOD, [OP_IDIV] = LUA_OPIDIV,
        [OP_POW] = LUA_OPPOW};
    if (to_path(L, 1) || to_path(L, 2))
        return luaL_error(
            L, "a path cannot be changed inside a rule: change it before, or a lever in it");
    for (int i = 1; i <= 2; i++) {
        check_formula(L, i);
        show(L, i);
        if (lua_type(L, i) == LUA_TSTRING) { // off
            push_off(L);
            return 1;
        }
    }
    lua_arith(L, LUA_OPS[op]);
    return 1;
}

static int path_arithmetic(lua_State *L, Op op) {
    Run *run = run_of(L);
    const Path *left = to_path(L, 1), *right = to_path(L, 2);
    if (left && right)
        return luaL_error(L, "two paths cannot be combined: write the result as a path");
    Formula f = check_formula(L, left ? 2 : 1);
    char why[160] = "";
    const Path *p = path_combine(run->arena, run->draft->graph, op, left ? left : right, f,
                                 right != NULL, why);
    if (!p) {
        fault_unit(L, "%s", why);
        p = left ? left : right;
    }
    push_path(L, p);
    return 1;
}

static bool stays_integer(lua_State *L, int index) {
    Quantity *q = to_quantity(L, index);
    return q ? q->integer : lua_isinteger(L, index);
}

// Upvalue 1: the Op.
static int l_arithmetic(lua_State *L) {
    Op op = (Op)lua_tointeger(L, lua_upvalueindex(1));
    if (run_of(L)->mode == RUN_RULE) return plain_arithmetic(L, op);
    if (to_path(L, 1) || to_path(L, 2)) return path_arithmetic(L, op);
    Formula a = check_formula(L, 1), b = check_formula(L, 2);
    bool integer = op != OP_DIV && op != OP_POW && stays_integer(L, 1) && stays_integer(L, 2);
    push_formula(L, combine(L, op, a, b), integer);
    return 1;
}

static int l_negate(lua_State *L) {
    Run *run = run_of(L);
    if (to_path(L, 1)) {
        lua_settop(L, 1);
        lua_pushinteger(L, -1);
        return path_arithmetic(L, OP_MUL);
    }
    Quantity *q = to_quantity(L, 1);
    char why[160] = "";
    Formula f = to_is_off(L, 1) ? q->f : formula_unary(run->draft->graph, OP_NEG, q->f, why);
    if (f == FORMULA_NONE) fault_unit(L, "%s", why);
    push_formula(L, f == FORMULA_NONE ? q->f : f, q->integer);
    return 1;
}

static int check_comparable(lua_State *L) {
    for (int i = 1; i <= 2; i++)
        if (!to_quantity(L, i) && lua_type(L, i) != LUA_TNUMBER)
            return luaL_error(L, "attempt to compare a number with a %s value",
                              to_path(L, i) ? "path" : luaL_typename(L, i));
    return 0;
}

// Upvalue 1: the GuardOp.
static int l_compare(lua_State *L) {
    check_comparable(L);
    GuardOp op = (GuardOp)lua_tointeger(L, lua_upvalueindex(1));
    Formula a = check_formula(L, 1), b = check_formula(L, 2);
    lua_pushboolean(L, compare(L, op, a, b));
    return 1;
}

static int l_equal(lua_State *L) {
    Quantity *a = to_quantity(L, 1), *b = to_quantity(L, 2);
    lua_pushboolean(L, a && b && compare(L, GUARD_EQ, a->f, b->f));
    return 1;
}

static int l_concat(lua_State *L) {
    for (int i = 1; i <= 2; i++) {
        pin(L, i);
        int type = lua_type(L, i);
        if (type != LUA_TSTRING && type != LUA_TNUMBER)
            return luaL_error(L, "attempt to concatenate a %s value", luaL_typename(L, i));
    }
    lua_concat(L, 2);
    return 1;
}

static int l_text(lua_State *L) {
    pin(L, 1);
    luaL_tolstring(L, 1, NULL);
    return 1;
}

static int l_no_fields(lua_State *L) {
    const char *what = lua_tostring(L, lua_upvalueindex(1));
    return luaL_error(L, "attempt to index a %s, which has no fields", what);
}

static const struct {
    const char *name;
    Op op;
} ARITHMETIC[] = {{"__add", OP_ADD}, {"__sub", OP_SUB},   {"__mul", OP_MUL}, {"__div", OP_DIV},
                  {"__mod", OP_MOD}, {"__idiv", OP_IDIV}, {"__pow", OP_POW}};

static void add_arithmetic(lua_State *L) {
    for (size_t i = 0; i < sizeof ARITHMETIC / sizeof *ARITHMETIC; i++) {
        lua_pushinteger(L, ARITHMETIC[i].op);
        lua_pushcclosure(L, l_arithmetic, 1);
        lua_setfield(L, -2, ARITHMETIC[i].name);
    }
    lua_pushcfunction(L, l_negate);
    lua_setfield(L, -2, "__unm");
}

static void add_comparison(lua_State *L, const char *name, GuardOp op) {
    lua_pushinteger(L, op);
    lua_pushcclosure(L, l_compare, 1);
    lua_setfield(L, -2, name);
}

static void new_type(lua_State *L, const char *name) {
    luaL_newmetatable(L, name);
    lua_pushstring(L, name);
    lua_pushcclosure(L, l_no_fields, 1);
    lua_pushvalue(L, -1);
    lua_setfield(L, -3, "__index");
    lua_setfield(L, -2, "__newindex");
}

void quantity_open(lua_State *L) {
    new_type(L, QUANTITY);
    add_arithmetic(L);
    add_comparison(L, "__lt", GUARD_LT);
    add_comparison(L, "__le", GUARD_LE);
    lua_pushcfunction(L, l_equal);
    lua_setfield(L, -2, "__eq");
    lua_pushcfunction(L, l_concat);
    lua_setfield(L, -2, "__concat");
    lua_pushcfunction(L, l_text);
    lua_setfield(L, -2, "__tostring");
    new_type(L, PATH);
    add_arithmetic(L);
    new_type(L, DISTRIBUTION);
    lua_pop(L, 3);
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &INTERNED);
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &GUARDED);
}
