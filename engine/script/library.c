// string, table and utf8: Lua's own functions behind wrappers that hand quantities over as plain
// numbers (pinned) and refuse what could run for ever inside C, where no limit counts.
#include "script/quantity.h"
#include "script/sandbox.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LONGEST = 1 << 27 };

static void pin_arguments(lua_State *L) {
    for (int i = lua_gettop(L); i > 0; i--) pin(L, i);
}

// Upvalue 1: Lua's function.
static int call_original(lua_State *L) {
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
    return lua_gettop(L);
}

static int l_pinned(lua_State *L) {
    pin_arguments(L);
    return call_original(L);
}

// A pattern tries at most about (length of the text)^(items that repeat) ways.
static int l_matching(lua_State *L) {
    pin_arguments(L);
    size_t length, pattern_length;
    luaL_checklstring(L, 1, &length);
    const char *pattern = luaL_checklstring(L, 2, &pattern_length);
    double ways = 1;
    for (size_t i = 0; i < pattern_length; i++) {
        if (pattern[i] == '%')
            i++;
        else if (strchr("*+-?", pattern[i]) && pattern[i])
            ways *= (double)length + 1;
    }
    if (ways > 1e9)
        return raise_here(L,
                          "the pattern '%s' may take too long on a text of %d characters: "
                          "repeat fewer items",
                          pattern, (int)length);
    return call_original(L);
}

static int l_repeat(lua_State *L) {
    pin_arguments(L);
    size_t length, between = 0;
    luaL_checklstring(L, 1, &length);
    lua_Integer n = luaL_checkinteger(L, 2);
    luaL_optlstring(L, 3, "", &between);
    if (n > 0 && (double)n * (double)(length + between + 1) > LONGEST)
        return raise_here(L, "string.rep would make a text longer than %d MB", LONGEST >> 20);
    return call_original(L);
}

// Tables and functions would show their address, which is not the same in two runs.
static int l_format(lua_State *L) {
    pin_arguments(L);
    const char *format = luaL_checkstring(L, 1);
    for (const char *c = format; (c = strchr(c, '%')); c++) {
        if (*++c == 0) break;
        if (c[strspn(c, "-+ #0123456789.")] == 'p')
            return raise_here(L,
                              "string.format has no '%%p' for scripts: an address differs from "
                              "run to run");
    }
    for (int i = 2; i <= lua_gettop(L); i++) {
        int type = lua_type(L, i);
        if (type != LUA_TTABLE && type != LUA_TFUNCTION && type != LUA_TUSERDATA) continue;
        lua_pushstring(L, luaL_typename(L, i));
        lua_replace(L, i);
    }
    return call_original(L);
}

static void check_list(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_Integer n = luaL_len(L, 1);
    if (n > LONGEST) luaL_error(L, "a list of %I is too long", n);
}

static int l_insert(lua_State *L) {
    check_list(L);
    if (lua_gettop(L) == 3) pin(L, 2); // the place, never the value
    return call_original(L);
}

static int l_pinned_list(lua_State *L) {
    check_list(L);
    pin_arguments(L);
    return call_original(L);
}

static int l_concat_list(lua_State *L) {
    check_list(L);
    pin_arguments(L);
    lua_Integer first = luaL_optinteger(L, 3, 1);
    lua_Integer last = luaL_opt(L, luaL_checkinteger, 4, luaL_len(L, 1));
    if (last - first > LONGEST) return luaL_error(L, "a list of %I is too long", last - first);
    lua_settop(L, 4);
    lua_newtable(L);
    for (lua_Integer i = first; i <= last; i++) {
        lua_geti(L, 1, i);
        pin(L, -1);
        lua_rawseti(L, -2, i);
    }
    lua_replace(L, 1);
    lua_pushinteger(L, first);
    lua_replace(L, 3);
    lua_pushinteger(L, last);
    lua_replace(L, 4);
    return call_original(L);
}

typedef struct Wrap {
    const char *name;
    lua_CFunction wrapper; // NULL: Lua's own as it is
} Wrap;

static const Wrap STRING[] = {
    {"byte", l_pinned},     {"char", l_pinned},   {"find", l_matching},  {"format", l_format},
    {"gmatch", l_matching}, {"gsub", l_matching}, {"len", l_pinned},     {"lower", l_pinned},
    {"match", l_matching},  {"rep", l_repeat},    {"reverse", l_pinned}, {"sub", l_pinned},
    {"upper", l_pinned},    {NULL, NULL}};
static const Wrap TABLE[] = {{"insert", l_insert},
                             {"remove", l_pinned_list},
                             {"concat", l_concat_list},
                             {"unpack", l_pinned_list},
                             {"pack", NULL},
                             {NULL, NULL}};
static const Wrap UTF8[] = {
    {"char", l_pinned},  {"codepoint", l_pinned}, {"len", l_pinned}, {"offset", l_pinned},
    {"codes", l_pinned}, {"charpattern", NULL},   {NULL, NULL}};

// Copies the listed members of the library on top of the stack into the table below it.
static void take(lua_State *L, const Wrap *wraps) {
    for (const Wrap *w = wraps; w->name; w++) {
        lua_getfield(L, -1, w->name);
        if (w->wrapper) lua_pushcclosure(L, w->wrapper, 1);
        lua_setfield(L, -3, w->name);
    }
    lua_pop(L, 1);
}

static const char *type_name(lua_State *L, int index) {
    if (to_quantity(L, index)) return "number";
    if (to_path(L, index)) return PATH;
    if (to_dist(L, index)) return DISTRIBUTION;
    return luaL_typename(L, index);
}

static int l_type(lua_State *L) {
    luaL_checkany(L, 1);
    lua_pushstring(L, type_name(L, 1));
    return 1;
}

// The text of a value without an address.
static void push_text(lua_State *L, int index) {
    int type = lua_type(L, index);
    if (type == LUA_TTABLE || type == LUA_TFUNCTION || type == LUA_TUSERDATA)
        lua_pushstring(L, type_name(L, index));
    else
        luaL_tolstring(L, index, NULL);
}

static int l_tostring(lua_State *L) {
    luaL_checkany(L, 1);
    pin(L, 1);
    push_text(L, 1);
    return 1;
}

// Upvalue 1: Lua's tonumber.
static int l_tonumber(lua_State *L) {
    if (to_quantity(L, 1) && lua_isnoneornil(L, 2)) {
        lua_settop(L, 1);
        return 1;
    }
    return l_pinned(L);
}

// For the author's eyes only: shows values, so it pins nothing.
static int l_print(lua_State *L) {
    if (!run_of(L)->plan.loud) return 0;
    int n = lua_gettop(L);
    for (int i = 1; i <= n; i++) {
        show(L, i);
        push_text(L, i);
        fprintf(stderr, "%s%s", i > 1 ? "\t" : "", lua_tostring(L, -1));
        lua_pop(L, 1);
    }
    fputc('\n', stderr);
    return 0;
}

static void open_texts(lua_State *L) {
    lua_getglobal(L, "tonumber");
    lua_pushcclosure(L, l_tonumber, 1);
    lua_setfield(L, -2, "tonumber");
    static const luaL_Reg OWN[] = {
        {"type", l_type}, {"tostring", l_tostring}, {"print", l_print}, {NULL, NULL}};
    luaL_setfuncs(L, OWN, 0);
}

void library_open(lua_State *L) {
    open_texts(L);
    luaL_requiref(L, LUA_STRLIBNAME, luaopen_string, 0);
    lua_newtable(L);
    lua_insert(L, -2);
    take(L, STRING);
    lua_pushliteral(L, ""); // methods of texts come from the same table
    lua_getmetatable(L, -1);
    lua_pushvalue(L, -3);
    lua_setfield(L, -2, "__index");
    lua_pop(L, 2);
    lua_setfield(L, -2, "string");
    lua_getfield(L, -1, "table");
    luaL_requiref(L, LUA_TABLIBNAME, luaopen_table, 0);
    take(L, TABLE);
    lua_pop(L, 1);
    lua_newtable(L);
    luaL_requiref(L, LUA_UTF8LIBNAME, luaopen_utf8, 0);
    take(L, UTF8);
    lua_setfield(L, -2, "utf8");
}
