#include "script/entity.h"

#include "base/text.h"
#include "script/quantity.h"
#include "script/sandbox.h"

#include <stdio.h>
#include <string.h>

static const char TABLES = 0, HANDLES = 0; // registry: [number + 1] = table, [table] = number

int entity_of(lua_State *L, int index) {
    if (lua_type(L, index) != LUA_TTABLE) return -1;
    index = lua_absindex(L, index);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &HANDLES);
    lua_pushvalue(L, index);
    int number = lua_rawget(L, -2) == LUA_TNIL ? -1 : (int)lua_tointeger(L, -1);
    lua_pop(L, 2);
    return number;
}

static bool kind_is(const Kind *k, const char *name) {
    return strcmp(k->name, name) == 0;
}

static bool is_input(const Kind *k) {
    return kind_is(k, "lever") || kind_is(k, "assume");
}

static void remember_table(lua_State *L, int number, int index) {
    index = lua_absindex(L, index);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &TABLES);
    lua_pushvalue(L, index);
    lua_rawseti(L, -2, number + 1);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &HANDLES);
    lua_pushvalue(L, index);
    lua_pushinteger(L, number);
    lua_rawset(L, -3);
    lua_pop(L, 2);
}

// math.random follows the scenario's seed from here on.
static void take_seed(lua_State *L, int index) {
    if (lua_getfield(L, index, "seed") == LUA_TNUMBER) {
        double seed = lua_tonumber(L, -1);
        if (seed >= 0 && seed <= 0x1p53) run_of(L)->seed = (uint64_t)seed;
    }
    lua_pop(L, 1);
}

// Upvalue 1: the number of the entity made.
static int l_fill(lua_State *L) {
    int number = (int)lua_tointeger(L, lua_upvalueindex(1));
    Run *run = run_of(L);
    Made *m = &run->made[number];
    const Kind *k = kind_at(m->kind);
    if (lua_type(L, 1) != LUA_TTABLE)
        return raise_here(L, "%s \"%s\": expects a table { ... }, got %s", k->name, m->name,
                          lua_isnoneornil(L, 1) ? "nothing" : luaL_typename(L, 1));
    if (m->filled)
        return raise_here(L, "%s \"%s\" has its table already (line %d): give it once", k->name,
                          m->name, m->line);
    lua_settop(L, 1);
    int other = entity_of(L, 1);
    if (other >= 0)
        return raise_here(
            L, "%s \"%s\": its table is that of %s \"%s\" already: write a new one", k->name,
            m->name, kind_at(run->made[other].kind)->name, run->made[other].name);
    m->filled = true;
    remember_table(L, number, 1);
    if (kind_is(k, "scenario")) take_seed(L, 1);
    if (is_input(k)) push_input(L, m, 1);
    if (kind_is(k, "result")) push_result(L, m, 1);
    return 1;
}

int made_braces(Run *run, const Made *m) {
    if (m->braces != BRACES_NOT_SOUGHT) return m->braces;
    const Tokens *tokens = files_tokens(run->files, m->file_index);
    return tokens_braces(tokens, m->line, kind_at(m->kind)->name, m->name);
}

static const Kind *check_name(lua_State *L, int kind) {
    const Kind *k = kind_at(kind);
    if (run_of(L)->mode == RUN_RULE)
        raise_here(L, "%s is declared inside a rule: a rule only moves levers", k->name);
    if (lua_type(L, 1) != LUA_TSTRING)
        raise_here(L, "%s expects a name in quotes first: %s", k->name, k->example);
    if (text_not_utf8(lua_tostring(L, 1), lua_rawlen(L, 1)) < lua_rawlen(L, 1))
        raise_here(L, "%s: its name is not UTF-8 text: part of a letter was cut off", k->name);
    return k;
}

static int add_made(lua_State *L, Made m) {
    Run *run = run_of(L);
    m.name = arena_text(run->arena, lua_tostring(L, 1));
    run_where(L, &m.file_index, &m.file, &m.line);
    ARENA_PUSH(run->arena, run->made, run->n_made, run->cap_made, m);
    return run->n_made - 1;
}

// expect("claim", value, expected, ...): its fields in the order of the schema. Upvalue 1: the
// index of the kind.
static int l_call(lua_State *L) {
    int kind = (int)lua_tointeger(L, lua_upvalueindex(1)), n = lua_gettop(L);
    const Kind *k = check_name(L, kind);
    if (n == 1 || n > k->n_fields + 1 || lua_type(L, 2) == LUA_TTABLE)
        return raise_here(L, "%s \"%s\": is called with all it takes in brackets: %s", k->name,
                          lua_tostring(L, 1), k->example);
    int number = add_made(L, (Made){.kind = kind, .braces = -1, .filled = true});
    lua_newtable(L);
    for (int i = 2; i <= n; i++) {
        lua_pushvalue(L, i);
        lua_setfield(L, -2, k->fields[i - 2].name);
    }
    remember_table(L, number, -1);
    return 0;
}

// Upvalue 1: the index of the kind.
static int l_construct(lua_State *L) {
    Run *run = run_of(L);
    int kind = (int)lua_tointeger(L, lua_upvalueindex(1));
    const Kind *k = check_name(L, kind);
    if (lua_gettop(L) > 1)
        return raise_here(L, "%s takes its name and its table without comma or brackets: %s",
                          k->name, k->example);
    int number = add_made(L, (Made){.kind = kind, .braces = BRACES_NOT_SOUGHT});
    Made *m = &run->made[number];
    if (run->plan.lines) m->braces = made_braces(run, m);
    lua_pushinteger(L, number);
    lua_pushcclosure(L, l_fill, 1);
    return 1;
}

static const char RULES = 0; // registry: [number + 1] = function

static int l_rule(lua_State *L) {
    Run *run = run_of(L);
    if (run->mode == RUN_RULE)
        return raise_here(L, "rule is declared inside a rule: a rule only moves levers");
    if (lua_type(L, 1) != LUA_TSTRING || lua_type(L, 2) != LUA_TFUNCTION)
        return raise_here(L,
                          "rule expects a name and a function: rule(\"name\", function(w) ... "
                          "end)");
    Rule rule = {.name = arena_text(run->arena, lua_tostring(L, 1))};
    run_where(L, NULL, &rule.file, &rule.line);
    for (int i = 0; i < run->n_rules; i++)
        if (strcmp(run->rules[i].name, rule.name) == 0)
            fault_here(L, "rule \"%s\" is declared twice, first on line %d", rule.name,
                       run->rules[i].line);
    ARENA_PUSH(run->arena, run->rules, run->n_rules, run->cap_rules, rule);
    run->draft->n_rules = run->n_rules;
    lua_rawgetp(L, LUA_REGISTRYINDEX, &RULES);
    lua_pushvalue(L, 2);
    lua_rawseti(L, -2, run->n_rules);
    return 0;
}

void push_rule(lua_State *L, int number) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &RULES);
    lua_rawgeti(L, -1, number + 1);
    lua_remove(L, -2);
}

void entity_open(lua_State *L) {
    for (int i = 0; i < kind_count(); i++) {
        lua_pushinteger(L, i);
        lua_pushcclosure(L, kind_at(i)->positional ? l_call : l_construct, 1);
        lua_setfield(L, -2, kind_at(i)->name);
    }
    lua_pushcfunction(L, l_rule);
    lua_setfield(L, -2, "rule");
    static const char *const lists[] = {&TABLES, &HANDLES, &RULES};
    for (int i = 0; i < 3; i++) {
        lua_newtable(L);
        lua_rawsetp(L, LUA_REGISTRYINDEX, lists[i]);
    }
}

static void finish_one(lua_State *L, int number) {
    Run *run = run_of(L);
    const Made *m = &run->made[number];
    Draft *d = run->draft;
    RawEntity e = {.kind = kind_at(m->kind)->name, .name = m->name, .file = m->file};
    run->reading = m;
    e.line = m->line;
    e.no_fields = !m->filled;
    lua_rawgetp(L, LUA_REGISTRYINDEX, &TABLES);
    lua_rawgeti(L, -1, number + 1);
    if (m->filled) entity_read(L, m, &e);
    ARENA_PUSH(run->arena, d->entities, d->n_entities, d->cap_entities, e);
    lua_pop(L, 2);
}

int l_finish(lua_State *L) {
    if (run_of(L)->plan.mode == RUN_RULE) return 0; // the draft is there already
    input_check_all(L);
    for (int i = 0; i < run_of(L)->n_made; i++) finish_one(L, i);
    return 0;
}

// The fields that the script sets by `x.field =`, in any of its files.
static Names fields_set(Run *run) {
    int n = 0, cap = 0;
    const char **names = NULL, *name;
    for (int file = 0; file < files_count(run->files); file++) {
        if (files_at(run->files, file)->is_data) continue;
        const Tokens *tokens = files_tokens(run->files, file);
        for (int at = 0; (name = tokens_next_set(tokens, &at, run->arena));)
            ARENA_PUSH(run->arena, names, n, cap, name);
    }
    return (Names){n, names};
}

int l_finish_cut(lua_State *L) {
    Run *run = run_of(L);
    const Draft *base = run->plan.base;
    run->draft->cut = true;
    run->draft->set_fields = fields_set(run);
    lua_gc(L, LUA_GCCOLLECT); // what the script held may have been all there was
    for (int i = 0; base && i < base->n_inputs; i++)
        if (!run->draft->inputs[i].name) run->draft->inputs[i] = base->inputs[i];
    for (int i = 0; i < run->n_made; i++) finish_one(L, i);
    return 0;
}
