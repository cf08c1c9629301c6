#include "script/rules.h"

#include "script/entity.h"
#include "script/quantity.h"
#include "script/sandbox.h"

#include <string.h>

// registry: the list of functions and tables reached, what was seen, the keys of places, and what
// watched variables hold.
static const char OBJECTS = 0, SEEN = 0, KEYS = 0, HELD = 0;

static void push_list(lua_State *L, const char *key) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, key);
}

static int list_append(lua_State *L, const char *list) {
    push_list(L, list);
    lua_insert(L, -2);
    int n = (int)lua_rawlen(L, -2) + 1;
    lua_rawseti(L, -2, n);
    lua_pop(L, 1);
    return n;
}

// Puts the value on top (popped) on the list when it is a table or a function of the script.
static void reach(lua_State *L) {
    bool table = lua_type(L, -1) == LUA_TTABLE;
    bool function = lua_type(L, -1) == LUA_TFUNCTION && !lua_iscfunction(L, -1);
    if (!table && !function) {
        lua_pop(L, 1);
        return;
    }
    push_list(L, &SEEN);
    lua_pushvalue(L, -2);
    bool seen = lua_rawget(L, -2) != LUA_TNIL;
    lua_pop(L, 1);
    if (!seen) {
        lua_pushvalue(L, -2);
        lua_pushboolean(L, 1);
        lua_rawset(L, -3);
    }
    lua_pop(L, 1);
    if (seen)
        lua_pop(L, 1);
    else
        list_append(L, &OBJECTS);
}

static void add_place(Rules *r, Place place) {
    ARENA_PUSH(r->arena, r->places, r->n_places, r->cap_places, place);
}

// A result stays a quantity: a rule that touches it is told what it is.
static bool is_known(const Rules *r, const Quantity *q) {
    return !formula_uses_result(r->run->draft->graph, q->f, -1);
}

static void freeze_function(lua_State *L, Rules *r, int object) {
    int function = lua_gettop(L);
    for (int i = 1;; i++) {
        const char *name = lua_getupvalue(L, function, i);
        if (!name) return;
        Quantity *q = to_quantity(L, -1);
        if (q && is_known(r, q)) add_place(r, (Place){object, i, 0, q->f, q->integer});
        if (strcmp(name, "_ENV") != 0) {
            Watch w = {object, i, arena_text(r->arena, name)};
            ARENA_PUSH(r->arena, r->watches, r->n_watches, r->cap_watches, w);
            reach(L);
        } else {
            lua_pop(L, 1);
        }
    }
}

static const char *table_name(lua_State *L, int index) {
    int entity = entity_of(L, index);
    if (entity < 0) return "a table from outside";
    Made *m = &run_of(L)->made[entity];
    return lua_pushfstring(L, "%s \"%s\"", kind_at(m->kind)->name, m->name);
}

// The contents move behind; the table itself stays what everybody holds.
static void freeze_table(lua_State *L, Rules *r, int object) {
    int table = lua_gettop(L);
    if (lua_getmetatable(L, table)) { // a view already: the libraries
        lua_pop(L, 1);
        return;
    }
    lua_newtable(L);
    int behind = lua_gettop(L);
    for (lua_pushnil(L); lua_next(L, table);) {
        lua_pushvalue(L, -2);
        lua_pushvalue(L, -2);
        lua_rawset(L, behind); // key value
        Quantity *q = to_quantity(L, -1);
        if (q && is_known(r, q)) {
            lua_pushvalue(L, -2);
            add_place(r, (Place){object, 0, list_append(L, &KEYS), q->f, q->integer});
        }
        reach(L); // pops the value
        lua_pushvalue(L, -1);
        lua_pushnil(L);
        lua_rawset(L, table); // allowed while going through it
    }
    const char *name = table_name(L, table);
    lua_pushvalue(L, behind);
    view_wrap(L, table, name);
    push_list(L, &OBJECTS); // places write behind
    lua_pushvalue(L, behind);
    lua_rawseti(L, -2, object);
    lua_settop(L, table);
}

static void new_list(lua_State *L, const char *list) {
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, list);
}

int l_freeze(lua_State *L) {
    Rules *r = lua_touserdata(L, 1);
    new_list(L, &OBJECTS);
    new_list(L, &SEEN);
    new_list(L, &KEYS);
    new_list(L, &HELD);
    for (int i = 0; i < r->run->n_rules; i++) {
        push_rule(L, i);
        reach(L);
    }
    for (int i = 1;; i++) { // the list grows meanwhile
        push_list(L, &OBJECTS);
        int type = lua_rawgeti(L, -1, i);
        lua_remove(L, -2);
        if (type == LUA_TNIL) break;
        if (type == LUA_TFUNCTION)
            freeze_function(L, r, i);
        else
            freeze_table(L, r, i);
        lua_settop(L, 1);
    }
    return 0;
}

static void hold(lua_State *L, const Rules *r) {
    push_list(L, &HELD);
    int held = lua_gettop(L);
    push_list(L, &OBJECTS);
    for (int i = 0; i < r->n_watches; i++) {
        lua_rawgeti(L, -1, r->watches[i].object);
        lua_getupvalue(L, -1, r->watches[i].upvalue);
        lua_rawseti(L, held, i + 1);
        lua_pop(L, 1);
    }
}

int l_refresh(lua_State *L) {
    Rules *r = lua_touserdata(L, 1);
    if (r->n_places) graph_values(r->run->draft->graph, r->view->inputs, r->values);
    push_list(L, &OBJECTS);
    push_list(L, &KEYS);
    for (int i = 0; i < r->n_places; i++) {
        const Place *s = &r->places[i];
        lua_rawgeti(L, 2, s->object);
        if (!s->upvalue) lua_rawgeti(L, 3, s->key);
        push_plain(L, r->values[s->f], s->integer);
        if (s->upvalue)
            lua_setupvalue(L, -2, s->upvalue);
        else
            lua_rawset(L, -3);
        lua_pop(L, 1);
    }
    hold(L, r);
    return 0;
}

const char *changed_variable(Rules *r) {
    lua_State *L = r->run->L;
    const char *changed = NULL;
    push_list(L, &HELD);
    push_list(L, &OBJECTS);
    for (int i = 0; i < r->n_watches && !changed; i++) {
        lua_rawgeti(L, -2, i + 1);
        lua_rawgeti(L, -2, r->watches[i].object);
        lua_getupvalue(L, -1, r->watches[i].upvalue);
        if (!lua_rawequal(L, -1, -3)) changed = r->watches[i].name;
        lua_pop(L, 3);
    }
    lua_pop(L, 2);
    return changed;
}
