// One order where Lua leaves it open. pairs gives numbers first, ascending (quantities among
// them, by their value at the run's point; the comparisons are guards), then texts in the order
// of their bytes, false before true, then entities in the order of their declaration.
#include "script/entity.h"
#include "script/quantity.h"
#include "script/sandbox.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef enum Rank { RANK_NUMBER, RANK_TEXT, RANK_BOOL, RANK_ENTITY } Rank;

typedef struct Key {
    Rank rank;
    double number; // value; of an entity its number
    lua_Integer integer;
    bool is_integer;
    Formula formula; // FORMULA_NONE for a plain number
    const char *text;
    size_t length;
    int at; // in the list of keys
} Key;

static int compare_numbers(const Key *a, const Key *b) {
    if (a->is_integer && b->is_integer) // beyond 2^53 doubles would mix them up
        return a->integer < b->integer ? -1 : a->integer > b->integer;
    return a->number < b->number ? -1 : a->number > b->number;
}

static int compare_keys(const void *left, const void *right) {
    const Key *a = left, *b = right;
    if (a->rank != b->rank) return a->rank < b->rank ? -1 : 1;
    int order = 0;
    if (a->rank == RANK_TEXT) {
        size_t n = a->length < b->length ? a->length : b->length;
        order = memcmp(a->text, b->text, n);
        if (!order) order = a->length < b->length ? -1 : a->length > b->length;
    } else {
        order = compare_numbers(a, b);
    }
    return order ? order : a->at < b->at ? -1 : 1;
}

// Describes the key on top of the stack.
static Key key_read(lua_State *L, int at) {
    Key k = {.at = at, .formula = FORMULA_NONE};
    Quantity *q = to_quantity(L, -1);
    int entity;
    if (q) {
        k.number = quantity_value(L, q);
        k.formula = q->f;
    } else if (lua_type(L, -1) == LUA_TNUMBER) {
        k.number = lua_tonumber(L, -1);
        k.is_integer = lua_isinteger(L, -1);
        k.integer = k.is_integer ? lua_tointeger(L, -1) : 0;
    } else if (lua_type(L, -1) == LUA_TSTRING) {
        k.rank = RANK_TEXT;
        k.text = lua_tolstring(L, -1, &k.length);
    } else if (lua_type(L, -1) == LUA_TBOOLEAN) {
        k.rank = RANK_BOOL;
        k.number = lua_toboolean(L, -1);
    } else if ((entity = entity_of(L, -1)) >= 0) {
        k.rank = RANK_ENTITY;
        k.number = entity;
    } else {
        raise_here(L, "a key that is a %s has no order: use names as keys, or a list",
                   luaL_typename(L, -1));
    }
    return k;
}

// The order among quantities must hold wherever the trace is used.
static void guard_order(lua_State *L, const Key *keys, int n) {
    for (int i = 0; i + 1 < n; i++) {
        const Key *a = &keys[i], *b = &keys[i + 1];
        if (b->rank != RANK_NUMBER) return;
        if (a->formula == FORMULA_NONE && b->formula == FORMULA_NONE) continue;
        Graph *g = run_of(L)->draft->graph;
        Formula x = a->formula, y = b->formula;
        if (x == FORMULA_NONE)
            x = formula_const(g, a->number, graph_node(g, y)->unit);
        else if (y == FORMULA_NONE)
            y = formula_const(g, b->number, graph_node(g, x)->unit);
        compare(L, GUARD_LT, x, y);
    }
}

int push_keys(lua_State *L, int index) {
    index = lua_absindex(L, index);
    int n = 0;
    lua_newtable(L); // keys
    for (lua_pushnil(L); lua_next(L, index); n++) {
        lua_pop(L, 1); // value
        lua_pushvalue(L, -1);
        lua_rawseti(L, -3, n + 1);
    }
    Key *keys = lua_newuserdatauv(L, sizeof *keys * (size_t)(n + 1), 0);
    for (int i = 0; i < n; i++) {
        lua_rawgeti(L, -2, i + 1);
        keys[i] = key_read(L, i + 1); // its text stays alive in the table
        lua_pop(L, 1);
    }
    qsort(keys, (size_t)n, sizeof *keys, compare_keys);
    guard_order(L, keys, n);
    lua_createtable(L, n, 0); // keys, buffer, sorted
    for (int i = 0; i < n; i++) {
        lua_rawgeti(L, -3, keys[i].at);
        lua_rawseti(L, -2, i + 1);
    }
    lua_replace(L, -3);
    lua_pop(L, 1);
    return n;
}

// Upvalues: the table, its keys, how many were given out.
static int l_next_pair(lua_State *L) {
    lua_Integer i = lua_tointeger(L, lua_upvalueindex(3));
    for (;;) {
        i++;
        if (lua_rawgeti(L, lua_upvalueindex(2), i) == LUA_TNIL) return 1;
        lua_pushvalue(L, -1);
        if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) break; // else removed meanwhile
        lua_pop(L, 2);
    }
    lua_pushinteger(L, i);
    lua_replace(L, lua_upvalueindex(3));
    return 2;
}

static int l_pairs(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    push_behind(L, 1);
    lua_replace(L, 1);
    lua_pushvalue(L, 1);
    push_keys(L, 1);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, l_next_pair, 3);
    return 1;
}

// table.sort. Lua's own starts from the clock on long lists and does not keep equal elements in
// place; this one merges, so that the order follows from the script alone.

static bool sort_less(lua_State *L, int a, int b) {
    if (lua_isnil(L, 2)) return lua_compare(L, a, b, LUA_OPLT);
    lua_pushvalue(L, 2);
    lua_pushvalue(L, a < 0 ? a - 1 : a);
    lua_pushvalue(L, b < 0 ? b - 2 : b);
    lua_call(L, 2, 1);
    bool less = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return less;
}

// Merges [low, middle) and [middle, high) of table `from` into `to`.
static void sort_merge(lua_State *L, int from, int to, lua_Integer low, lua_Integer middle,
                       lua_Integer high) {
    lua_Integer a = low, b = middle;
    for (lua_Integer i = low; i < high; i++) {
        bool take_right = a == middle;
        if (a < middle && b < high) {
            lua_rawgeti(L, from, b);
            lua_rawgeti(L, from, a);
            take_right = sort_less(L, -2, -1);
            lua_pop(L, 2);
        }
        lua_rawgeti(L, from, take_right ? b++ : a++);
        lua_rawseti(L, to, i);
    }
}

static int l_sort(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    if (!lua_isnoneornil(L, 2)) luaL_checktype(L, 2, LUA_TFUNCTION);
    lua_settop(L, 2);
    lua_Integer n = luaL_len(L, 1);
    if (n > 1 << 24) return luaL_error(L, "a list of %I is too long to sort", n);
    lua_createtable(L, (int)n, 0); // 3
    lua_createtable(L, (int)n, 0); // 4
    for (lua_Integer i = 1; i <= n; i++) {
        lua_geti(L, 1, i);
        if (lua_isnil(L, -1))
            return luaL_error(L, "the list to sort has nothing at %I: leave no place of it nil",
                              i);
        lua_rawseti(L, 3, i);
    }
    int from = 3, to = 4;
    for (lua_Integer width = 1; width < n; width *= 2) {
        for (lua_Integer low = 1; low <= n; low += 2 * width) {
            lua_Integer middle = low + width, high = low + 2 * width;
            if (middle > n + 1) middle = n + 1;
            if (high > n + 1) high = n + 1;
            sort_merge(L, from, to, low, middle, high);
        }
        int swap = from;
        from = to;
        to = swap;
    }
    for (lua_Integer i = 1; i <= n; i++) {
        lua_rawgeti(L, from, i);
        lua_seti(L, 1, i);
    }
    return 0;
}

void order_open(lua_State *L) {
    lua_pushcfunction(L, l_pairs);
    lua_setfield(L, -2, "pairs");
    lua_newtable(L);
    lua_pushcfunction(L, l_sort);
    lua_setfield(L, -2, "sort");
    lua_setfield(L, -2, "table");
}
