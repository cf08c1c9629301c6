#include "script/sandbox.h"

#include "base/pool.h"
#include "scenario/schema.h"
#include "script/quantity.h"
#include "script/words.h"

#include <stdlib.h>
#include <string.h>

enum { HOOK_EVERY = 10000 };
static const size_t DEFAULT_MEMORY = (size_t)256 << 20;
static const size_t RESERVE = (size_t)4 << 20;       // to come to the next instruction with
static const size_t COLLECT_ABOVE = (size_t)1 << 20; // most scripts end before
static const unsigned long DEFAULT_INSTRUCTIONS = 200000000;

static const char VIEW = 0; // key of the views' metatables: [table behind] = metatable

static size_t memory_limit(const Run *run) {
    return run->limits->memory_bytes ? run->limits->memory_bytes : DEFAULT_MEMORY;
}

static unsigned long instruction_limit(const Run *run) {
    return run->limits->instructions ? run->limits->instructions : DEFAULT_INSTRUCTIONS;
}

static size_t memory_used(const Run *run) {
    return run->memory + (size_t)graph_size(run->draft->graph) * sizeof(Node) * 2;
}

static int raise_memory(lua_State *L) {
    return raise_limit(L, "used up %d MB of memory: make what it keeps smaller",
                       (int)(memory_limit(run_of(L)) >> 20));
}

// The only place from which a limit ends a script: nothing in the sandbox can catch it.
static void hook(lua_State *L, lua_Debug *ar) {
    (void)ar;
    Run *run = run_of(L);
    if (run->memory_alarm) {
        run->memory_alarm = false;
        lua_sethook(L, hook, LUA_MASKCOUNT, HOOK_EVERY);
        lua_gc(L, LUA_GCCOLLECT);
        if (memory_used(run) > memory_limit(run) / 10 * 9) raise_memory(L);
        return;
    }
    run->instructions += HOOK_EVERY;
    if (run->memory > COLLECT_ABOVE && !lua_gc(L, LUA_GCISRUNNING)) lua_gc(L, LUA_GCRESTART);
    if (memory_used(run) > memory_limit(run)) raise_memory(L);
    if (run->instructions > instruction_limit(run))
        raise_limit(L,
                    "used up %d million instructions: a loop may never end, or does too much",
                    (int)(instruction_limit(run) / 1000000));
}

// Grants a little more than the limit, so that the script comes to its next instruction, where
// the fault can name the line.
static void *l_alloc(void *ud, void *old, size_t old_size, size_t size) {
    Run *run = ud;
    size_t had = old ? old_size : 0;
    if (size == 0) {
        pool_give(run->pool, old, had);
        run->memory -= had;
        return NULL;
    }
    size_t after = run->memory - had + size, limit = memory_limit(run);
    if (after > limit && size > had) {
        if (after > limit + RESERVE || !run->L) {
            run->out_of_memory = true;
            return NULL;
        }
        run->memory_alarm = true;
        lua_sethook(run->L, hook, LUA_MASKCOUNT, 1);
    }
    void *p = pool_grow(run->pool, old, had, size);
    if (p) run->memory = after;
    return p;
}

// What people look for and do not find, with what to write instead.
static const char *const ABSENT[][2] = {
    {"io", "a script reads tables by data \"file.csv\""},
    {"os", "dates are date \"2026-03-15\""},
    {"debug", NULL},
    {"package", "write require \"module\""},
    {"coroutine", NULL},
    {"load", NULL},
    {"loadstring", NULL},
    {"loadfile", "write require \"module\""},
    {"dofile", "write require \"module\""},
    {"collectgarbage", NULL},
    {"pcall", "a fault ends the script"},
    {"xpcall", "a fault ends the script"},
    {"setmetatable", "tables are plain here"},
    {"getmetatable", NULL},
    {"rawset", "write t[k] = v"},
    {"rawget", "write t[k]"},
    {"rawequal", "write a == b"},
    {"rawlen", "write #t"},
    {"next", "write pairs(t)"},
    {"_G", "names are local"},
    {"randomseed", "write scenario \"title\" { seed = 1 }"},
    {"sin", NULL},
    {"cos", NULL},
    {"tan", NULL},
    {"asin", NULL},
    {"acos", NULL},
    {"atan", NULL},
    {"dump", NULL},
    {"pack", NULL},
    {"unpack", "write table.unpack(t)"},
    {"move", "copy in a loop"},
    {"pow", "write x ^ y"},
};

static const char *absent_hint(const char *name, bool *absent) {
    for (size_t i = 0; i < sizeof ABSENT / sizeof *ABSENT; i++) {
        if (strcmp(ABSENT[i][0], name) != 0) continue;
        *absent = true;
        return ABSENT[i][1];
    }
    return NULL;
}

typedef struct NameList {
    const char *at[512];
    int n;
} NameList;

static void list_add(NameList *list, const char *name) {
    if (list->n < 512 && name && name[0] && name[0] != '(' && name[0] != '_')
        list->at[list->n++] = name;
}

// What the script could have meant: the keys of the table at `index`, and the local names of the
// function that asked when `locals`.
static void list_names(lua_State *L, int index, bool locals, NameList *list) {
    lua_Debug ar;
    if (locals && lua_getstack(L, 1, &ar)) {
        for (int i = 1; i < 200; i++) {
            const char *name = lua_getlocal(L, &ar, i);
            if (!name) break;
            lua_pop(L, 1);
            list_add(list, name);
        }
        lua_getinfo(L, "f", &ar);
        for (int i = 1; i < 200; i++) {
            const char *name = lua_getupvalue(L, -1, i);
            if (!name) break;
            lua_pop(L, 1);
            list_add(list, name);
        }
        lua_pop(L, 1);
    }
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1))
        if (lua_type(L, -2) == LUA_TSTRING) list_add(list, lua_tostring(L, -2));
}

// Lua's own words that stand for a value are near as well.
static void list_values(NameList *list) {
    list_add(list, "true");
    list_add(list, "false");
}

// A currency that there is not, as usd() is called: gbp(1e9).
static bool is_other_currency(const char *name) {
    static const char *const OTHERS[] = {"gbp", "krw", "twd", "inr", "chf", "sgd",
                                         "myr", "aed", "sar", "cad", "aud", "hkd"};
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
        if (strcmp(name, OTHERS[i]) == 0) return true;
    return false;
}

// Upvalue 1: "math." and the like, "" for the surroundings.
static int l_unknown(lua_State *L) {
    const char *prefix = lua_tostring(L, lua_upvalueindex(1));
    if (lua_type(L, 2) != LUA_TSTRING)
        return raise_here(L, "names of %s are texts, got a %s", *prefix ? prefix : "scripts",
                          luaL_typename(L, 2));
    const char *name = lua_tostring(L, 2);
    NameList names = {.n = 0};
    list_names(L, 1, !*prefix, &names);
    if (!*prefix) list_values(&names);
    bool absent = false;
    const char *hint = absent_hint(name, &absent);
    if (absent)
        return raise_here(L, "'%s%s' is not there for scripts%s%s", prefix, name,
                          hint ? ": " : "", hint ? hint : "");
    if (!*prefix && is_other_currency(name))
        return raise_here(
            L, "unknown name '%s': money is usd, rmb, eur or jpy; convert it to one", name);
    const char *near = text_nearest(name, names.at, names.n);
    if (!near && !*prefix) near = word_meant(name);
    if (near)
        return raise_here(L, "unknown name '%s%s', did you mean '%s%s'?", prefix, name, prefix,
                          near);
    if (*prefix)
        return raise_here(L, "unknown name '%s%s': there is none like it", prefix, name);
    return raise_here(
        L,
        "unknown name '%s': write local %s = ... before it is used; a text stands "
        "in quotes, and a field takes an equals sign",
        name, name);
}

static int l_no_global(lua_State *L) {
    const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "?";
    if (run_of(L)->mode == RUN_RULE)
        return raise_here(L,
                          "'%s' is set inside a rule: a rule moves levers, and keeps the rest "
                          "in w.memory",
                          name);
    return raise_here(L, "'%s' is not declared: write local %s = ...", name, name);
}

static int l_read_only(lua_State *L) {
    const char *what = lua_tostring(L, lua_upvalueindex(1));
    const char *name = luaL_tolstring(L, 2, NULL);
    if (run_of(L)->mode == RUN_RULE)
        return raise_here(L,
                          "'%s' of %s is set inside a rule: a rule moves levers, and keeps the "
                          "rest in w.memory",
                          name, what);
    return raise_here(L, "'%s' of %s cannot be set: keep the value in a local of your own",
                      name, what);
}

static int l_view_length(lua_State *L) {
    push_behind(L, 1);
    lua_pushinteger(L, (lua_Integer)lua_rawlen(L, -1));
    return 1;
}

void view_wrap(lua_State *L, int view, const char *what) {
    view = lua_absindex(L, view);
    lua_createtable(L, 0, 4); // behind mt
    lua_insert(L, -2);        // mt behind
    lua_setfield(L, -2, "__index");
    lua_pushstring(L, what);
    lua_pushcclosure(L, l_read_only, 1);
    lua_setfield(L, -2, "__newindex");
    lua_pushcfunction(L, l_view_length);
    lua_setfield(L, -2, "__len");
    lua_pushboolean(L, 1);
    lua_rawsetp(L, -2, &VIEW);
    lua_setmetatable(L, view);
}

void push_view(lua_State *L, const char *what) {
    lua_newtable(L);
    lua_insert(L, -2); // view behind
    view_wrap(L, -2, what);
}

void push_behind(lua_State *L, int index) {
    index = lua_absindex(L, index);
    if (lua_getmetatable(L, index)) {
        bool view = lua_rawgetp(L, -1, &VIEW) == LUA_TBOOLEAN;
        lua_pop(L, 1);
        if (view) {
            lua_getfield(L, -1, "__index");
            lua_remove(L, -2);
            return;
        }
        lua_pop(L, 1);
    }
    lua_pushvalue(L, index);
}

static const char SURROUNDINGS = 0;

void push_surroundings(lua_State *L) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &SURROUNDINGS);
}

// Makes an unknown name of the table on top a fault.
static void be_strict(lua_State *L, const char *prefix) {
    lua_newtable(L);
    lua_pushstring(L, prefix);
    lua_pushcclosure(L, l_unknown, 1);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
}

static const char *const KEPT[] = {"assert", "error", "ipairs", "select", NULL};

static void open_base(lua_State *L) {
    luaL_requiref(L, LUA_GNAME, luaopen_base, 0);
    for (int i = 0; KEPT[i]; i++) {
        lua_getfield(L, -1, KEPT[i]);
        lua_setfield(L, -3, KEPT[i]);
    }
    lua_pop(L, 1);
}

static const char *const LIBRARIES[][2] = {
    {"string", "string."}, {"table", "table."}, {"math", "math."}, {"utf8", "utf8."}};

static int l_open(lua_State *L) {
    lua_newtable(L);
    open_base(L);
    quantity_open(L);
    order_open(L);
    library_open(L);
    math_open(L);
    vocabulary_open(L);
    path_open(L);
    dist_open(L);
    entity_open(L);
    for (size_t i = 0; i < sizeof LIBRARIES / sizeof *LIBRARIES; i++) {
        lua_getfield(L, -1, LIBRARIES[i][0]);
        be_strict(L, LIBRARIES[i][1]);
        push_view(L, LIBRARIES[i][0]);
        lua_setfield(L, -2, LIBRARIES[i][0]);
    }
    be_strict(L, "");
    lua_newtable(L);
    lua_insert(L, -2);
    lua_newtable(L); // env names mt
    lua_insert(L, -2);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, l_no_global);
    lua_setfield(L, -2, "__newindex");
    lua_setmetatable(L, -2);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &SURROUNDINGS);
    return 0;
}

lua_State *sandbox_open(Run *run) {
    run->pool = pool_new();
    lua_State *L = lua_newstate(l_alloc, run);
    if (!L) {
        sandbox_close(run);
        return NULL;
    }
    lua_gc(L, LUA_GCSTOP);
    *(Run **)lua_getextraspace(L) = run;
    run->L = L;
    lua_sethook(L, hook, LUA_MASKCOUNT, HOOK_EVERY);
    lua_pushcfunction(L, l_open);
    if (lua_pcall(L, 0, 0, 0) == LUA_OK) return L;
    sandbox_close(run);
    return NULL;
}

// Nothing in the sandbox has a finalizer: the state goes with its memory.
void sandbox_close(Run *run) {
    run->L = NULL;
    pool_free(run->pool);
    run->pool = NULL;
}

Run *run_of(lua_State *L) {
    return *(Run **)lua_getextraspace(L);
}
