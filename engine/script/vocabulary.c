// The small words of a script: off, units, dates, percent, annual, data, require.
#include "base/calendar.h"
#include "base/real.h"
#include "script/entity.h"
#include "script/quantity.h"
#include "script/sandbox.h"

#include <string.h>

static const double DAYS_OF_MONTH = 30.436875; // the mean of the Gregorian calendar

typedef struct UnitWord {
    const char *name;
    double factor;
    Unit unit;
} UnitWord;

#define OF(...)                                                                                \
    {                                                                                          \
        .power = { __VA_ARGS__ }                                                               \
    }
#define MONEY(c)                                                                               \
    { .power = {[DIM_MONEY] = 1}, .currency = (c) }
static const UnitWord UNIT_WORDS[] = {
    {"usd", 1, MONEY(CURRENCY_USD)},
    {"rmb", 1, MONEY(CURRENCY_RMB)},
    {"eur", 1, MONEY(CURRENCY_EUR)},
    {"jpy", 1, MONEY(CURRENCY_JPY)},
    {"days", 1 / DAYS_OF_MONTH, OF([DIM_TIME] = 1)},
    {"weeks", 7 / DAYS_OF_MONTH, OF([DIM_TIME] = 1)},
    {"months", 1, OF([DIM_TIME] = 1)},
    {"years", 12, OF([DIM_TIME] = 1)},
    {"tflops", 1, OF([DIM_FLOPS] = 1)},
    {"tbps", 1, OF([DIM_BANDWIDTH] = 1)},
    {"gb", 1, OF([DIM_MEMORY] = 1)},
    {"mm2", 1, OF([DIM_AREA] = 1)},
};
static const Unit MONTHS = OF([DIM_TIME] = 1);
static const Unit PER_MONTH = OF([DIM_TIME] = -1);

static Unit mode_unit(const Run *run, Unit unit) {
    return run->mode == RUN_TRACE ? unit : UNIT_PLAIN;
}

void push_constant(lua_State *L, double value, bool integer, Unit unit) {
    Run *run = run_of(L);
    if (run->mode != RUN_TRACE)
        push_plain(L, value, integer);
    else
        push_formula(L, formula_const(run->draft->graph, value, unit), integer);
}

static void check_plain_unit(lua_State *L, const char *word, Unit unit) {
    char name[64];
    if (!unit_is_plain(unit))
        fault_unit(L, "%s expects a plain number such as %s(5), got %s", word, word,
                   unit_name(unit, name));
}

static int path_in_unit(lua_State *L, const UnitWord *w) {
    Run *run = run_of(L);
    Graph *g = run->draft->graph;
    const Path *p = to_path(L, 1);
    check_plain_unit(L, w->name, path_unit(g, p));
    char why[160] = "";
    Formula by = formula_const(g, w->factor, mode_unit(run, w->unit));
    const Path *q = path_combine(run->arena, g, OP_MUL, p, by, false, why);
    push_path(L, q ? q : p);
    return 1;
}

// Upvalue 1: the index of its word.
static int l_unit(lua_State *L) {
    const UnitWord *w = &UNIT_WORDS[lua_tointeger(L, lua_upvalueindex(1))];
    Run *run = run_of(L);
    if (to_path(L, 1)) return path_in_unit(L, w);
    Quantity *q = to_quantity(L, 1);
    if (!q && lua_type(L, 1) != LUA_TNUMBER)
        return luaL_error(L, "%s expects a number such as %s(5), got %s", w->name, w->name,
                          lua_isnoneornil(L, 1) ? "nothing" : luaL_typename(L, 1));
    if (to_is_off(L, 1)) {
        lua_settop(L, 1);
        return 1;
    }
    bool integer = w->factor >= 1 && (q ? q->integer : lua_isinteger(L, 1));
    if (run->mode != RUN_TRACE) {
        push_plain(L, lua_tonumber(L, 1) * w->factor, integer);
        return 1;
    }
    Formula f = check_formula(L, 1);
    check_plain_unit(L, w->name, graph_node(run->draft->graph, f)->unit);
    if (!unit_is_plain(graph_node(run->draft->graph, f)->unit)) {
        lua_settop(L, 1);
        return 1;
    }
    push_formula(L, combine(L, OP_MUL, f, formula_const(run->draft->graph, w->factor, w->unit)),
                 integer);
    return 1;
}

static int l_percent(lua_State *L) {
    Run *run = run_of(L);
    if (!to_quantity(L, 1)) {
        lua_pushnumber(L, luaL_checknumber(L, 1) / 100);
        return 1;
    }
    Formula hundred = formula_const(run->draft->graph, 100, UNIT_PLAIN);
    push_formula(L, combine(L, OP_DIV, check_formula(L, 1), hundred), false);
    return 1;
}

static int l_annual(lua_State *L) {
    Run *run = run_of(L);
    if (run->mode != RUN_TRACE && !to_quantity(L, 1)) {
        lua_pushnumber(L, real_pow(luaL_checknumber(L, 1) + 1, 1.0 / 12) - 1);
        return 1;
    }
    Graph *g = run->draft->graph;
    Formula one = formula_const(g, 1, UNIT_PLAIN);
    Formula twelfth = formula_const(g, 1.0 / 12, UNIT_PLAIN);
    Formula grown = combine(L, OP_POW, combine(L, OP_ADD, check_formula(L, 1), one), twelfth);
    Formula rate = combine(L, OP_SUB, grown, one);
    push_formula(L, with_unit(L, rate, mode_unit(run, PER_MONTH)), false);
    return 1;
}

static int l_date(lua_State *L) {
    double months;
    if (lua_type(L, 1) != LUA_TSTRING)
        return luaL_error(L, "date expects a text such as \"2026-03-15\", got %s",
                          lua_isnoneornil(L, 1) ? "nothing" : luaL_typename(L, 1));
    if (!date_parse(lua_tostring(L, 1), &months))
        return raise_here(L,
                          "\"%s\" is not a date of the calendar: write \"2026-03\" or "
                          "\"2026-03-15\"",
                          lua_tostring(L, 1));
    Unit unit = {.date = true};
    push_constant(L, months, false, unit);
    return 1;
}

static const char LOADED = 0; // registry: [module] = what it returned

// Runs the module on top of the stack (its name is at 1).
static int require_run(lua_State *L, int file) {
    lua_pushboolean(L, 0); // being loaded
    lua_setfield(L, -2, lua_tostring(L, 1));
    if (push_chunk(L, file) != LUA_OK) return lua_error(L);
    lua_call(L, 0, 1);
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        lua_pushboolean(L, 1);
    }
    lua_rawgetp(L, LUA_REGISTRYINDEX, &LOADED);
    lua_pushvalue(L, -2);
    lua_setfield(L, -2, lua_tostring(L, 1));
    lua_pop(L, 1);
    return 1;
}

static int l_require(lua_State *L) {
    if (lua_type(L, 1) != LUA_TSTRING)
        return luaL_error(L,
                          "require expects a module's name such as \"lib.world_2026\", got %s",
                          lua_isnoneornil(L, 1) ? "nothing" : luaL_typename(L, 1));
    lua_settop(L, 1);
    const char *name = lua_tostring(L, 1);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &LOADED);
    int type = lua_getfield(L, -1, name);
    if (type == LUA_TBOOLEAN && !lua_toboolean(L, -1))
        return raise_here(
            L, "require \"%s\": it requires itself, over other modules or at once", name);
    if (type != LUA_TNIL) return 1;
    lua_pop(L, 1);
    char why[640];
    int file = files_module(run_of(L)->files, name, why, sizeof why);
    if (file < 0) return raise_here(L, "require \"%.60s\": %s", name, why);
    return require_run(L, file);
}

static void push_cell(lua_State *L, const Cell *c) {
    if (!c->is_number)
        lua_pushstring(L, c->text);
    else if (c->is_integer)
        lua_pushinteger(L, c->integer);
    else
        lua_pushnumber(L, c->number);
}

// The names of the columns stay on the stack, so that Lua finds each once.
static void push_rows(lua_State *L, const DataTable *t) {
    luaL_checkstack(L, t->columns + LUA_MINSTACK, "a table of so many columns");
    int names = lua_gettop(L);
    for (int c = 0; c < t->columns; c++) lua_pushstring(L, t->header[c]);
    lua_createtable(L, t->rows, 0);
    for (int r = 0; r < t->rows; r++) {
        lua_createtable(L, 0, t->columns);
        for (int c = 0; c < t->columns; c++) {
            const Cell *cell = &t->cells[r * t->columns + c];
            if (!cell->text) continue;
            lua_pushvalue(L, names + 1 + c);
            push_cell(L, cell);
            lua_rawset(L, -3);
        }
        lua_rawseti(L, -2, r + 1);
    }
}

// The file of the table that the word's argument names.
static int check_table(lua_State *L, const char *word, const char *example) {
    if (lua_type(L, 1) != LUA_TSTRING)
        return luaL_error(L, "%s expects a file's name such as \"%s\", got %s", word, example,
                          lua_isnoneornil(L, 1) ? "nothing" : luaL_typename(L, 1));
    Run *run = run_of(L);
    const char *name = lua_tostring(L, 1);
    char why[640];
    int file = files_table(run->files, name, why, sizeof why, run->faults);
    if (file < 0 && *why) return raise_here(L, "%s \"%.60s\": %s", word, name, why);
    if (file < 0)
        return raise_here(L, "%s \"%s\" cannot be used: mend the faults of the table first",
                          word, name);
    return file;
}

static int l_data(lua_State *L) {
    int file = check_table(L, "data", "chips.csv");
    push_rows(L, files_at(run_of(L)->files, file)->table);
    return 1;
}

static int l_sources(lua_State *L) {
    Run *run = run_of(L);
    if (run->mode == RUN_RULE)
        return raise_here(L, "sources is declared inside a rule: a rule only moves levers");
    declare_sources(L, check_table(L, "sources", "sources.csv"));
    return 0;
}

// A step of a lesson is its table; the word says what it is.
static int l_step(lua_State *L) {
    if (lua_type(L, 1) != LUA_TTABLE || lua_gettop(L) > 1)
        return luaL_error(L, "step expects a table such as step { text = \"...\" }, got %s",
                          lua_isnoneornil(L, 1) ? "nothing" : luaL_typename(L, 1));
    return 1;
}

void vocabulary_open(lua_State *L) {
    static const luaL_Reg WORDS[] = {{"percent", l_percent}, {"annual", l_annual},
                                     {"date", l_date},       {"require", l_require},
                                     {"data", l_data},       {"step", l_step},
                                     {"sources", l_sources}, {NULL, NULL}};
    luaL_setfuncs(L, WORDS, 0);
    for (size_t i = 0; i < sizeof UNIT_WORDS / sizeof *UNIT_WORDS; i++) {
        lua_pushinteger(L, (lua_Integer)i);
        lua_pushcclosure(L, l_unit, 1);
        lua_setfield(L, -2, UNIT_WORDS[i].name);
    }
    push_off(L);
    lua_setfield(L, -2, "off");
    push_constant(L, 1, true, MONTHS);
    lua_setfield(L, -2, "month");
    push_constant(L, 12, true, MONTHS);
    lua_setfield(L, -2, "year");
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &LOADED);
}
