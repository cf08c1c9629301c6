// What a rule sees: w.date, w.step, w.t, w.lever, w.assume, w.memory, w.last, w.total.
#include "script/rules.h"

#include "base/calendar.h"
#include "script/entity.h"
#include "script/quantity.h"
#include "script/sandbox.h"

#include <math.h>
#include <string.h>

static const char WORLD = 0, MEMORY = 0; // registry; MEMORY: [lane] = table

static Rules *rules_of(lua_State *L) {
    return lua_touserdata(L, lua_upvalueindex(1));
}

// Levers and assumptions.

static const char *group_word(InputKind kind) {
    return kind == INPUT_LEVER ? "lever" : "assume";
}

// The input that `w.lever.NAME` means, the name at `index`; raises when there is none.
static int check_input(lua_State *L, InputKind kind, int index) {
    const Scenario *s = rules_of(L)->scenario;
    const char *word = group_word(kind);
    if (lua_type(L, index) != LUA_TSTRING)
        return raise_here(L, "w.%s has names, such as w.%s.%s", word, word,
                          s->n_inputs ? s->inputs[0].name : "levy");
    const char *name = lua_tostring(L, index), *names[256];
    int n = 0;
    for (int i = 0; i < s->n_inputs; i++) {
        const Input *in = &s->inputs[i];
        if (strcmp(in->name, name) == 0 && in->kind == kind) return i;
        if (strcmp(in->name, name) == 0)
            return raise_here(L, "%s is not in w.%s: write w.%s.%s", name, word,
                              group_word(in->kind), name);
        if (n < 256 && in->kind == kind) names[n++] = in->name;
    }
    const char *near = text_nearest(name, names, n);
    if (near)
        return raise_here(L, "unknown name w.%s.%s, did you mean w.%s.%s?", word, name, word,
                          near);
    return raise_here(L, "unknown name w.%s.%s: there is no such %s", word, name,
                      kind == INPUT_LEVER ? "lever" : "assumption");
}

// Upvalues: the Rules, the InputKind.
static int l_input_get(lua_State *L) {
    Rules *r = rules_of(L);
    int i = check_input(L, (InputKind)lua_tointeger(L, lua_upvalueindex(2)), 2);
    const Input *in = &r->scenario->inputs[i];
    double value = r->view->inputs[i];
    if (in->shape == INPUT_TOGGLE)
        lua_pushboolean(L, value != 0);
    else if (in->shape == INPUT_CHOICE)
        lua_pushstring(L, in->choices[(int)value]);
    else
        push_plain(L, value, in->is_integer);
    return 1;
}

static int l_assume_set(lua_State *L) {
    int i = check_input(L, INPUT_ASSUME, 2);
    return raise_here(L, "sets %s, which is an assumption: a rule moves levers only",
                      rules_of(L)->scenario->inputs[i].name);
}

// The value at 3 as a value of the input; false when it is none.
static bool to_value(lua_State *L, const Input *in, double *value) {
    if (to_is_off(L, 3)) {
        *value = off_value();
        return in->shape == INPUT_NUMBER || in->shape == INPUT_DATE;
    }
    bool number = in->shape == INPUT_NUMBER || in->shape == INPUT_DATE;
    if (lua_type(L, 3) == LUA_TNUMBER && number) {
        *value = lua_tonumber(L, 3);
        return !isnan(*value);
    }
    if (lua_type(L, 3) == LUA_TBOOLEAN && in->shape == INPUT_TOGGLE) {
        *value = lua_toboolean(L, 3);
        return true;
    }
    bool text = in->shape == INPUT_CHOICE || in->shape == INPUT_DATE;
    return text && lua_type(L, 3) == LUA_TSTRING && input_parse(in, lua_tostring(L, 3), value);
}

static int l_lever_set(lua_State *L) {
    Rules *r = rules_of(L);
    int i = check_input(L, INPUT_LEVER, 2);
    const Input *in = &r->scenario->inputs[i];
    Arena *scratch = arena_new();
    double value = 0;
    const char *why = NULL;
    if (to_value(L, in, &value))
        why = input_wrong(in, value, scratch);
    else
        why = arena_printf(scratch, "is %s, expected %s",
                           lua_isnil(L, 3) ? "nothing" : luaL_tolstring(L, 3, NULL),
                           input_expected(in, scratch));
    if (!why) {
        r->view->inputs[i] = value;
        r->moved = true;
        r->moved_input = i;
        arena_free(scratch);
        return 0;
    }
    lua_pushstring(L, why);
    arena_free(scratch);
    return raise_here(L, "sets %s, which %s", in->name, lua_tostring(L, -1));
}

// Series.

typedef struct Query {
    SeriesId id;
    int party, chip, workload; // -1 all
} Query;

static int find_text(const char *name, const char *const *items, int n) {
    for (int i = 0; i < n; i++)
        if (strcmp(items[i], name) == 0) return i;
    return -1;
}

static int find_party(const Scenario *s, unsigned by, const char *name) {
    for (int i = 0; i < by_count(s, by); i++)
        if (strcmp(by_name(s, by, i), name) == 0) return i;
    return -1;
}

static const struct {
    const char *word;
    unsigned by;
} FILTERS[] = {{"buyer", BY_BUYER},         {"chip", BY_CHIP},     {"workload", BY_WORKLOAD},
               {"authority", BY_AUTHORITY}, {"seller", BY_SELLER}, {"approval", BY_APPROVAL},
               {"resource", BY_RESOURCE}};
enum { N_FILTERS = sizeof FILTERS / sizeof *FILTERS };

// The name of what the value on top means: text, or the table of an entity.
static const char *to_name(lua_State *L) {
    int entity = entity_of(L, -1);
    if (entity >= 0) return run_of(L)->made[entity].name;
    return lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : NULL;
}

static int party_names(const Scenario *s, unsigned by, const char **out, int most) {
    int n = by_count(s, by);
    if (n > most) n = most;
    for (int i = 0; i < n; i++) out[i] = by_name(s, by, i);
    return n;
}

static int no_party(lua_State *L, SeriesId id, unsigned by, const char *word,
                    const char *name) {
    const char *names[256], *series = SERIES[id].name;
    int n = party_names(rules_of(L)->scenario, by, names, 256);
    const char *near = text_nearest(name, names, n);
    if (near)
        return raise_here(L, "\"%s\": there is no %s \"%s\", did you mean \"%s\"?", series,
                          word, name, near);
    return raise_here(L, "\"%s\": there is no %s \"%s\" in this scenario", series, word, name);
}

// The filter whose word is at -2 and value at -1 of the stack.
static void check_filter(lua_State *L, Query *q) {
    const char *word = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "?";
    const char *words[N_FILTERS], *series = SERIES[q->id].name;
    for (int i = 0; i < N_FILTERS; i++) words[i] = FILTERS[i].word;
    int f = find_text(word, words, N_FILTERS);
    const char *near = f < 0 ? text_nearest(word, words, N_FILTERS) : NULL;
    if (near) raise_here(L, "\"%s\" by '%s': did you mean '%s'?", series, word, near);
    if (f < 0 || !(SERIES[q->id].by & FILTERS[f].by))
        raise_here(L, "\"%s\" is not kept by %s", series, word);
    const char *name = to_name(L);
    int found = name ? find_party(rules_of(L)->scenario, FILTERS[f].by, name) : -1;
    if (found < 0) no_party(L, q->id, FILTERS[f].by, word, name ? name : luaL_typename(L, -1));
    *(FILTERS[f].by == BY_CHIP       ? &q->chip
      : FILTERS[f].by == BY_WORKLOAD ? &q->workload
                                     : &q->party) = found;
}

static Query check_query(lua_State *L) {
    Query q = {.party = -1, .chip = -1, .workload = -1};
    const char *names[S_COUNT];
    for (int i = 0; i < S_COUNT; i++) names[i] = SERIES[i].name;
    const char *name = lua_type(L, 1) == LUA_TSTRING ? lua_tostring(L, 1) : NULL;
    int id = name ? series_find(name) : -1;
    const char *near = name && id < 0 ? text_nearest(name, names, S_COUNT) : NULL;
    if (near) raise_here(L, "there is no series \"%s\", did you mean \"%s\"?", name, near);
    if (id < 0)
        raise_here(
            L, "there is no series \"%s\": write w.last(\"delivered\", { buyer = \"...\" })",
            name ? name : luaL_typename(L, 1));
    q.id = (SeriesId)id;
    if (lua_isnoneornil(L, 2)) return q;
    if (lua_type(L, 2) != LUA_TTABLE)
        raise_here(L, "\"%s\": expects a table such as { chip = \"H200\" }", SERIES[id].name);
    push_behind(L, 2);
    lua_replace(L, 2);
    for (lua_pushnil(L); lua_next(L, 2); lua_pop(L, 1)) check_filter(L, &q);
    return q;
}

// First and last of a dimension that the query leaves open, -1 alone where it has none.
static void dimension(bool kept, int asked, int n, int *low, int *high) {
    *low = !kept ? -1 : asked >= 0 ? asked : 0;
    *high = !kept ? 0 : asked >= 0 ? asked + 1 : n;
}

// Sum over the columns of the query at a step; `n` counts them.
static double sum_at(const Rules *r, const Query *q, int at, int *n) {
    const MarketView *v = r->view;
    const Scenario *s = r->scenario;
    unsigned by = SERIES[q->id].by, party = by & BY_PARTY;
    int p0, p1, c0, c1, w0, w1;
    dimension(party != 0, q->party, by_count(s, party), &p0, &p1);
    dimension(by & BY_CHIP, q->chip, s->n_chips, &c0, &c1);
    dimension(by & BY_WORKLOAD, q->workload, s->n_workloads, &w0, &w1);
    double sum = 0;
    *n = 0;
    for (int p = p0; p < p1; p++)
        for (int c = c0; c < c1; c++)
            for (int w = w0; w < w1; w++) {
                int column = v->column(v->market, q->id, p, c, w);
                if (column < 0) continue;
                sum += v->value(v->market, v->lane, column, at);
                ++*n;
            }
    return sum;
}

static int l_last(lua_State *L) {
    Rules *r = rules_of(L);
    Query q = check_query(L);
    SeriesKind kind = SERIES[q.id].kind;
    int n = 0;
    double value = r->view->step ? sum_at(r, &q, r->view->step - 1, &n) : 0;
    if (n > 1 && kind != SERIES_FLOW && kind != SERIES_LEVEL)
        return raise_here(L, "\"%s\" cannot be added up: name one %s", SERIES[q.id].name,
                          SERIES[q.id].by & BY_CHIP       ? "buyer and one chip"
                          : SERIES[q.id].by & BY_RESOURCE ? "resource"
                                                          : "buyer");
    if (kind == SERIES_CODE)
        lua_pushstring(L, r->view->step ? binding_name((Binding)value) : "none");
    else
        lua_pushnumber(L, value);
    return 1;
}

static int l_total(lua_State *L) {
    Rules *r = rules_of(L);
    Query q = check_query(L);
    if (SERIES[q.id].kind != SERIES_FLOW)
        return raise_here(L, "\"%s\" is no flow and has no total: write w.last",
                          SERIES[q.id].name);
    double sum = 0;
    int n;
    for (int at = 0; at < r->view->step; at++) sum += sum_at(r, &q, at, &n);
    lua_pushnumber(L, sum);
    return 1;
}

// w itself.

static int l_world_get(lua_State *L) {
    Rules *r = rules_of(L);
    const MarketView *v = r->view;
    const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "?";
    char date[16];
    if (strcmp(name, "date") == 0) {
        date_format(r->scenario->calendar.from + v->t, date);
        lua_pushstring(L, date);
    } else if (strcmp(name, "step") == 0) {
        lua_pushinteger(L, v->step + 1);
    } else if (strcmp(name, "t") == 0) {
        lua_pushnumber(L, v->t);
    } else if (strcmp(name, "memory") == 0) {
        lua_rawgetp(L, LUA_REGISTRYINDEX, &MEMORY);
        lua_rawgeti(L, -1, v->lane + 1);
    } else {
        static const char *const NAMES[] = {"date", "step",   "t",      "lever",
                                            "last", "assume", "memory", "total"};
        const char *near = text_nearest(name, NAMES, 8);
        return near ? raise_here(L, "unknown name w.%s, did you mean w.%s?", name, near)
                    : raise_here(L,
                                 "unknown name w.%s: there are w.date, w.step, w.t, w.lever, "
                                 "w.assume, w.memory, w.last and w.total",
                                 name);
    }
    return 1;
}

static int l_world_set(lua_State *L) {
    const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "?";
    return raise_here(L, "sets w.%s: a rule sets levers (w.lever.NAME = x) and w.memory", name);
}

static void add_function(lua_State *L, Rules *r, const char *name, lua_CFunction function) {
    lua_pushlightuserdata(L, r);
    lua_pushcclosure(L, function, 1);
    lua_setfield(L, -2, name);
}

// A group of inputs, into the table on top of the stack.
static void add_group(lua_State *L, Rules *r, InputKind kind, lua_CFunction set) {
    lua_newtable(L);
    lua_newtable(L);
    lua_pushlightuserdata(L, r);
    lua_pushinteger(L, kind);
    lua_pushcclosure(L, l_input_get, 2);
    lua_setfield(L, -2, "__index");
    add_function(L, r, "__newindex", set);
    lua_setmetatable(L, -2);
    lua_setfield(L, -2, group_word(kind));
}

int l_world_open(lua_State *L) {
    Rules *r = lua_touserdata(L, 1);
    lua_newtable(L); // w
    lua_newtable(L); // its metatable
    lua_newtable(L); // what is always the same
    add_group(L, r, INPUT_LEVER, l_lever_set);
    add_group(L, r, INPUT_ASSUME, l_assume_set);
    add_function(L, r, "last", l_last);
    add_function(L, r, "total", l_total);
    lua_newtable(L);
    add_function(L, r, "__index", l_world_get);
    lua_setmetatable(L, -2);
    lua_setfield(L, -2, "__index");
    add_function(L, r, "__newindex", l_world_set);
    lua_setmetatable(L, -2);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &WORLD);
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &MEMORY);
    return 0;
}

void push_world(lua_State *L) {
    Rules *r = lua_touserdata(L, 1);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &MEMORY);
    bool fresh = lua_rawgeti(L, -1, r->view->lane + 1) == LUA_TNIL || r->fresh;
    lua_pop(L, 1);
    if (fresh) {
        lua_newtable(L);
        lua_rawseti(L, -2, r->view->lane + 1);
    }
    lua_pop(L, 1);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &WORLD);
}
