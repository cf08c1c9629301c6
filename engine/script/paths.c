// Values over time: path { ["2026-01"] = a }, steps { ... }, ramp(from, to, start, months),
// grow(value, rate).
#include "base/calendar.h"
#include "script/quantity.h"
#include "script/sandbox.h"

#include <stdio.h>
#include <stdlib.h>

static const Unit MONTHS = {.power = {[DIM_TIME] = 1}};
static const Unit PER_MONTH = {.power = {[DIM_TIME] = -1}};
enum { FIRST_YEAR = 1900, LAST_YEAR = 2400 }; // a number key in between is a year
enum { EARLIEST = 2010 }; // a date that came as a plain number is not before this year

typedef struct Knot {
    Formula date, value;
    double at; // date at the run's point
} Knot;

static Formula date_const(Run *run, double months) {
    Unit unit = {.date = run->mode == RUN_TRACE};
    return formula_const(run->draft->graph, months, unit);
}

// A date: text, a year, a quantity; in a plain run months.
static Formula check_date(lua_State *L, int index, const char *word) {
    Run *run = run_of(L);
    double months;
    Quantity *q = to_quantity(L, index);
    if (q) {
        Unit unit = graph_node(run->draft->graph, q->f)->unit;
        char name[64];
        if (!unit.date && run->mode == RUN_TRACE)
            fault_unit(L, "%s expects a date such as \"2026-03\", got %s", word,
                       unit_name(unit, name));
        return q->f;
    }
    if (lua_type(L, index) == LUA_TNUMBER) {
        double x = lua_tonumber(L, index);
        bool year = x >= FIRST_YEAR && x <= LAST_YEAR;
        bool months_since = x >= date_of_year(EARLIEST) && x < FIRST_YEAR;
        if (year || run->mode != RUN_TRACE || (months_since && run->lenient))
            return date_const(run, year ? date_of_year((int)x) : x);
    }
    if (lua_type(L, index) == LUA_TSTRING && date_parse(lua_tostring(L, index), &months))
        return date_const(run, months);
    show(L, index);
    raise_here(L, "%s expects a date such as \"2026-03\", got %s", word,
               luaL_tolstring(L, index, NULL));
    return FORMULA_NONE;
}

static Formula check_value(lua_State *L, int index, const char *word) {
    if (!to_quantity(L, index) && lua_type(L, index) != LUA_TNUMBER)
        luaL_error(L, "%s expects numbers, got %s", word,
                   to_path(L, index)           ? "a path"
                   : lua_isnoneornil(L, index) ? "nothing"
                                               : luaL_typename(L, index));
    return check_formula(L, index);
}

static int by_date(const void *a, const void *b) {
    const Knot *x = a, *y = b;
    return x->at < y->at ? -1 : x->at > y->at;
}

// Dates must ascend wherever the trace is used, and units must agree.
static void check_knots(lua_State *L, const Knot *knots, int n, const char *word) {
    Graph *g = run_of(L)->draft->graph;
    for (int i = 0; i + 1 < n; i++) {
        compare(L, GUARD_LT, knots[i].date, knots[i + 1].date);
        if (knots[i].at < knots[i + 1].at) continue;
        char date[16];
        date_format(knots[i].at, date);
        raise_here(L, "%s has two values at %s, expected one; leave one out", word, date);
    }
    if (run_of(L)->mode != RUN_TRACE) return;
    for (int i = 1; i < n; i++) {
        char why[160], a[64], b[64];
        Unit first = graph_node(g, knots[0].value)->unit,
             unit = graph_node(g, knots[i].value)->unit;
        if (formula_comparable(g, knots[0].value, knots[i].value, why)) continue;
        fault_unit(L, "%s mixes %s and %s, expected the same unit", word, unit_name(first, a),
                   unit_name(unit, b));
        return;
    }
}

static void push_knots(lua_State *L, PathKind kind, const Knot *knots, int n) {
    Arena *arena = run_of(L)->arena;
    Path *p = ARENA_NEW(arena, Path, 1);
    *p = (Path){.kind = kind, .n = n};
    p->date = ARENA_NEW(arena, Formula, n);
    p->value = ARENA_NEW(arena, Formula, n);
    for (int i = 0; i < n; i++) {
        p->date[i] = knots[i].date;
        p->value[i] = knots[i].value;
    }
    push_path(L, p);
}

// Upvalue 1: the PathKind.
static int l_path(lua_State *L) {
    PathKind kind = (PathKind)lua_tointeger(L, lua_upvalueindex(1));
    const char *word = kind == PATH_LINEAR ? "path" : "steps";
    Run *run = run_of(L);
    if (lua_type(L, 1) != LUA_TTABLE)
        return luaL_error(L,
                          "%s expects a table { [\"2026-01\"] = 1, [\"2026-07\"] = 2 }, got %s",
                          word, lua_isnoneornil(L, 1) ? "nothing" : luaL_typename(L, 1));
    int n = 0, cap = 0;
    Knot *knots = NULL;
    push_behind(L, 1);
    lua_replace(L, 1);
    for (lua_pushnil(L); lua_next(L, 1); lua_pop(L, 1)) {
        lua_pushvalue(L, -2); // key value key
        Knot k = {.date = check_date(L, -1, word), .value = check_value(L, -2, word)};
        lua_pop(L, 1);
        k.at = run_value(run, k.date);
        ARENA_PUSH(run->arena, knots, n, cap, k);
    }
    if (n == 0) return raise_here(L, "%s is empty: write { [\"2026-01\"] = 1 }", word);
    qsort(knots, (size_t)n, sizeof *knots, by_date);
    check_knots(L, knots, n, word);
    push_knots(L, kind, knots, n);
    return 1;
}

static int l_ramp(lua_State *L) {
    lua_settop(L, 4);
    Run *run = run_of(L);
    Graph *g = run->draft->graph;
    Formula start = check_date(L, 3, "ramp"), months = check_value(L, 4, "ramp");
    if (run->mode == RUN_TRACE && unit_is_plain(graph_node(g, months)->unit))
        months = with_unit(L, months, MONTHS);
    Knot knots[2] = {
        {.date = start, .value = check_value(L, 1, "ramp")},
        {.date = combine(L, OP_ADD, start, months), .value = check_value(L, 2, "ramp")}};
    knots[0].at = run_value(run, knots[0].date);
    knots[1].at = run_value(run, knots[1].date);
    if (knots[1].at <= knots[0].at)
        return raise_here(L, "ramp takes %.6g months: write more than 0, or steps { ... }",
                          knots[1].at - knots[0].at);
    check_knots(L, knots, 2, "ramp");
    push_knots(L, PATH_LINEAR, knots, 2);
    return 1;
}

static int l_grow(lua_State *L) {
    lua_settop(L, 2);
    Run *run = run_of(L);
    Knot k = {.value = check_value(L, 1, "grow"), .date = check_value(L, 2, "grow")};
    Unit unit = graph_node(run->draft->graph, k.date)->unit;
    char name[64];
    if (!unit_is_plain(unit) && !unit_equal(unit, PER_MONTH))
        fault_unit(L, "grow expects a rate in 1/month, got %s", unit_name(unit, name));
    push_knots(L, PATH_GROW, &k, 1);
    return 1;
}

void path_open(lua_State *L) {
    static const luaL_Reg WORDS[] = {{"ramp", l_ramp}, {"grow", l_grow}, {NULL, NULL}};
    luaL_setfuncs(L, WORDS, 0);
    lua_pushinteger(L, PATH_LINEAR);
    lua_pushcclosure(L, l_path, 1);
    lua_setfield(L, -2, "path");
    lua_pushinteger(L, PATH_STEPS);
    lua_pushcclosure(L, l_path, 1);
    lua_setfield(L, -2, "steps");
}
