// Distributions of levers and assumptions: uniform(a, b), normal(mean, sd), lognormal(median,
// sigma), triangular and pert(low, mode, high), between(p5, p95), discrete { { value, weight } }.
#include "base/calendar.h"
#include "script/quantity.h"
#include "script/sandbox.h"
#include "script/words.h"

#include <string.h>

typedef struct DistWord {
    const char *name;
    DistKind kind;
    int arguments;
} DistWord;

static const DistWord DIST_WORDS[] = {
    {"uniform", DIST_UNIFORM, 2},     {"normal", DIST_NORMAL, 2},
    {"lognormal", DIST_LOGNORMAL, 2}, {"triangular", DIST_TRIANGULAR, 3},
    {"pert", DIST_PERT, 3},           {"between", DIST_BETWEEN, 2},
};

static DistBox *push_dist(lua_State *L) {
    DistBox *box = lua_newuserdatauv(L, sizeof *box, 0);
    *box = (DistBox){.unit = UNIT_PLAIN};
    luaL_setmetatable(L, DISTRIBUTION);
    return box;
}

// A constant: number, constant quantity, date. Its unit joins the box's.
static double check_constant(lua_State *L, int index, const char *word, DistBox *box) {
    Run *run = run_of(L);
    Quantity *q = to_quantity(L, index);
    double months;
    if (lua_type(L, index) == LUA_TNUMBER) return lua_tonumber(L, index);
    if (lua_type(L, index) == LUA_TSTRING && date_parse(lua_tostring(L, index), &months)) {
        box->unit = (Unit){.date = run->mode == RUN_TRACE};
        return months;
    }
    if (!q || to_is_off(L, index))
        return luaL_error(L, "%s expects numbers, got %s", word,
                          q                           ? "off"
                          : lua_isnoneornil(L, index) ? "nothing"
                                                      : luaL_typename(L, index));
    if (!formula_is_const(run->draft->graph, q->f))
        fault_unit(L,
                   "%s hangs on a lever or an assumption: a distribution is made of "
                   "constants",
                   word);
    Unit unit = graph_node(run->draft->graph, q->f)->unit;
    char a[64], b[64];
    if (!unit_is_plain(box->unit) && !unit_is_plain(unit) && !unit_equal(unit, box->unit))
        fault_unit(L, "%s mixes %s and %s, expected the same unit", word,
                   unit_name(box->unit, a), unit_name(unit, b));
    if (!unit_is_plain(unit)) box->unit = unit;
    return quantity_value(L, q);
}

static void check_sense(lua_State *L, const char *word, const Dist *d) {
    char why[200];
    const char *wrong = dist_wrong(d, why, sizeof why);
    if (wrong) raise_here(L, "%s %s", word, wrong);
}

// Upvalue 1: the index of its word.
static int l_dist(lua_State *L) {
    const DistWord *w = &DIST_WORDS[lua_tointeger(L, lua_upvalueindex(1))];
    if (lua_gettop(L) != w->arguments)
        return luaL_error(L, "%s takes %d numbers, got %d: write %s", w->name, w->arguments,
                          lua_gettop(L), word_find(w->name)->form);
    DistBox *box = push_dist(L);
    box->dist.kind = w->kind;
    box->dist.a = check_constant(L, 1, w->name, box);
    DistBox spread = {.unit = UNIT_PLAIN}; // a sigma has no unit, sd has that of the mean
    box->dist.b = check_constant(L, 2, w->name, w->kind == DIST_LOGNORMAL ? &spread : box);
    if (w->arguments == 3) box->dist.c = check_constant(L, 3, w->name, box);
    char unit[64];
    if (!unit_is_plain(spread.unit))
        fault_unit(L, "lognormal expects a plain number as its sigma such as 0.3, got %s",
                   unit_name(spread.unit, unit));
    check_sense(L, w->name, &box->dist);
    return 1;
}

static int l_discrete(lua_State *L) {
    static const char form[] = "write discrete { { value, weight }, ... }";
    if (lua_type(L, 1) != LUA_TTABLE)
        return luaL_error(L, "discrete expects a list, got %s: %s",
                          lua_isnoneornil(L, 1) ? "nothing" : luaL_typename(L, 1), form);
    Arena *arena = run_of(L)->arena;
    int n = (int)luaL_len(L, 1);
    if (n < 1) return raise_here(L, "discrete has no values: %s", form);
    double *values = ARENA_NEW(arena, double, n), *weights = ARENA_NEW(arena, double, n);
    DistBox *box = push_dist(L);
    for (int i = 0; i < n; i++) {
        if (lua_geti(L, 1, i + 1) != LUA_TTABLE)
            return luaL_error(L, "discrete: item %d is no pair: %s", i + 1, form);
        lua_geti(L, -1, 1);
        values[i] = check_constant(L, -1, "discrete", box);
        lua_geti(L, -2, 2);
        DistBox plain = {.unit = UNIT_PLAIN};
        weights[i] = check_constant(L, -1, "discrete", &plain);
        lua_pop(L, 3);
    }
    box->dist = (Dist){.kind = DIST_DISCRETE, .n = n, .values = values, .weights = weights};
    check_sense(L, "discrete", &box->dist);
    return 1;
}

void dist_open(lua_State *L) {
    for (size_t i = 0; i < sizeof DIST_WORDS / sizeof *DIST_WORDS; i++) {
        lua_pushinteger(L, (lua_Integer)i);
        lua_pushcclosure(L, l_dist, 1);
        lua_setfield(L, -2, DIST_WORDS[i].name);
    }
    lua_pushcfunction(L, l_discrete);
    lua_setfield(L, -2, "discrete");
}
