// math for quantities and numbers alike. exp and log are the engine's own, so that a number that
// a script computes has the same bits on every machine.
#include "base/random.h"
#include "base/real.h"
#include "script/quantity.h"
#include "script/sandbox.h"

#include <math.h>

static bool any_quantity(lua_State *L) {
    for (int i = lua_gettop(L); i > 0; i--)
        if (to_quantity(L, i)) return true;
    return false;
}

static int call_plain(lua_State *L) {
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
    return lua_gettop(L);
}

static Formula unary(lua_State *L, Op op, Formula f) {
    Graph *g = run_of(L)->draft->graph;
    char why[160] = "";
    Formula result = formula_unary(g, op, f, why);
    if (result != FORMULA_NONE) return result;
    fault_unit(L, "%s", why);
    return f;
}

// Upvalues: Lua's function, the Op. floor, ceil, abs, sqrt.
static int l_one(lua_State *L) {
    Quantity *q = to_quantity(L, 1);
    if (!q) return call_plain(L);
    if (to_is_off(L, 1)) {
        lua_settop(L, 1);
        return 1;
    }
    Op op = (Op)lua_tointeger(L, lua_upvalueindex(2));
    bool integer = op == OP_FLOOR || op == OP_CEIL || (op == OP_ABS && q->integer);
    push_formula(L, unary(L, op, q->f), integer);
    return 1;
}

// Upvalues: Lua's function, the Op. min, max of any number of arguments.
static int l_extreme(lua_State *L) {
    if (!any_quantity(L)) return call_plain(L);
    Op op = (Op)lua_tointeger(L, lua_upvalueindex(2));
    Run *run = run_of(L);
    Formula f = FORMULA_NONE;
    bool integer = false;
    for (int i = 1; i <= lua_gettop(L); i++) {
        Quantity *q = to_quantity(L, i);
        Formula next = check_formula(L, i);
        bool next_integer = q ? q->integer : lua_isinteger(L, i);
        double value = run_value(run, next), had = f == FORMULA_NONE ? 0 : run_value(run, f);
        if (f == FORMULA_NONE || (op == OP_MIN ? value < had : value > had))
            integer = next_integer;
        f = f == FORMULA_NONE ? next : combine(L, op, f, next);
    }
    push_formula(L, f, integer);
    return 1;
}

static int l_exp(lua_State *L) {
    Quantity *q = to_quantity(L, 1);
    if (!q)
        lua_pushnumber(L, real_exp(luaL_checknumber(L, 1)));
    else
        push_formula(L, to_is_off(L, 1) ? q->f : unary(L, OP_EXP, q->f), false);
    return 1;
}

static int l_log(lua_State *L) {
    bool based = !lua_isnoneornil(L, 2);
    if (!any_quantity(L)) {
        double x = real_log(luaL_checknumber(L, 1));
        lua_pushnumber(L, based ? x / real_log(luaL_checknumber(L, 2)) : x);
        return 1;
    }
    Formula f = unary(L, OP_LOG, check_formula(L, 1));
    if (based) f = combine(L, OP_DIV, f, unary(L, OP_LOG, check_formula(L, 2)));
    push_formula(L, f, false);
    return 1;
}

static int l_type_of(lua_State *L) {
    Quantity *q = to_quantity(L, 1);
    if (!q) return call_plain(L);
    lua_pushstring(L, q->integer ? "integer" : "float");
    return 1;
}

static int l_pinned_math(lua_State *L) {
    for (int i = lua_gettop(L); i > 0; i--) pin(L, i);
    return call_plain(L);
}

// Numbers follow from the scenario's seed and how many were asked for before.
static int l_random(lua_State *L) {
    for (int i = lua_gettop(L); i > 0; i--) pin(L, i);
    Run *run = run_of(L);
    double u =
        random_uniform(run->seed, run->draw, TEXT_HASH, RANDOM_SCRIPT, run->random_index++);
    if (lua_gettop(L) == 0) {
        lua_pushnumber(L, u);
        return 1;
    }
    lua_Integer low = lua_gettop(L) > 1 ? luaL_checkinteger(L, 1) : 1;
    lua_Integer high = luaL_checkinteger(L, lua_gettop(L) > 1 ? 2 : 1);
    double width = (double)high - (double)low + 1;
    if (width < 1 || width > 0x1p53)
        return luaL_error(
            L,
            "math.random(%I, %I) has no whole numbers to choose from: write the lesser first",
            low, high);
    lua_pushinteger(L, low + (lua_Integer)floor(u * width));
    return 1;
}

typedef struct Overload {
    const char *name;
    lua_CFunction function;
    Op op;
} Overload;

static const Overload OVERLOADS[] = {
    {"floor", l_one, OP_FLOOR},
    {"ceil", l_one, OP_CEIL},
    {"abs", l_one, OP_ABS},
    {"sqrt", l_one, OP_SQRT},
    {"min", l_extreme, OP_MIN},
    {"max", l_extreme, OP_MAX},
    {"type", l_type_of, OP_CONST},
    {"fmod", l_pinned_math, OP_CONST},
    {"modf", l_pinned_math, OP_CONST},
    {"tointeger", l_pinned_math, OP_CONST},
    {"ult", l_pinned_math, OP_CONST},
};

void math_open(lua_State *L) {
    static const luaL_Reg OWN[] = {
        {"exp", l_exp}, {"log", l_log}, {"random", l_random}, {NULL, NULL}};
    static const char *const CONSTANTS[] = {"pi", "huge", "maxinteger", "mininteger"};
    lua_newtable(L);
    luaL_setfuncs(L, OWN, 0);
    luaL_requiref(L, LUA_MATHLIBNAME, luaopen_math, 0);
    for (size_t i = 0; i < sizeof OVERLOADS / sizeof *OVERLOADS; i++) {
        lua_getfield(L, -1, OVERLOADS[i].name);
        lua_pushinteger(L, OVERLOADS[i].op);
        lua_pushcclosure(L, OVERLOADS[i].function, 2);
        lua_setfield(L, -3, OVERLOADS[i].name);
    }
    for (size_t i = 0; i < sizeof CONSTANTS / sizeof *CONSTANTS; i++) {
        lua_getfield(L, -1, CONSTANTS[i]);
        lua_setfield(L, -3, CONSTANTS[i]);
    }
    lua_pop(L, 1);
    lua_setfield(L, -2, "math");
}
