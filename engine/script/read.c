// Lua values of an entity's table as raw fields.
#include "base/text.h"
#include "script/entity.h"
#include "script/quantity.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 6, MOST_FIELDS = 128 }; // of a kind

int field_line(lua_State *L, const Made *m, const char *field) {
    Run *run = run_of(L);
    int braces = made_braces(run, m);
    const Tokens *tokens = files_tokens(run->files, m->file_index);
    int line = braces < 0 ? 0 : tokens_field_line(tokens, braces, field);
    return line ? line : m->line;
}

// Does `wanted` have what `unit` lacks of the unit of an input that was handed over without it?
static bool lacks_an_input(const Draft *d, Unit unit, Unit wanted) {
    for (int i = 0; i < d->n_opaques; i++) {
        Unit of = d->inputs[d->opaques[i].input].unit, with;
        if (unit_multiply(unit, of, false, &with) && unit_equal(with, wanted)) return true;
        if (unit_multiply(unit, of, true, &with) && unit_equal(with, wanted)) return true;
    }
    return false;
}

// In a lenient run a formula may stand where the field has another unit: it holds the number of
// an input that was handed over without its unit.
static Formula lenient_unit(lua_State *L, Formula f, const Field *field) {
    Run *run = run_of(L);
    if (!run->lenient || !field) return f;
    Unit unit = graph_node(run->draft->graph, f)->unit, wanted = field_unit(field->unit), rest;
    if (unit_is_plain(unit)) return with_unit(L, f, wanted);
    if (!lacks_an_input(run->draft, unit, wanted) || !unit_multiply(wanted, unit, true, &rest))
        return f;
    return with_unit(L, f, rest);
}

// As much for a date: it came as months, a plain number.
static bool is_lenient_date(const Run *run, const Field *field) {
    if (!run->lenient || !field || field->unit != IN_DATE) return false;
    for (int i = 0; i < run->draft->n_opaques; i++)
        if (run->draft->inputs[run->draft->opaques[i].input].shape == INPUT_DATE) return true;
    return false;
}

static Raw read_number(lua_State *L, int index, const Field *field) {
    Run *run = run_of(L);
    double x = lua_tonumber(L, index);
    if (!is_lenient_date(run, field)) return (Raw){.kind = RAW_NUMBER, .number = x};
    Formula f = formula_const(run->draft->graph, x, field_unit(IN_DATE));
    return (Raw){.kind = RAW_FORMULA, .formula = f};
}

static Raw read_quantity(lua_State *L, int index, const Field *field) {
    Quantity *q = to_quantity(L, index);
    if (to_is_off(L, index)) return (Raw){.kind = RAW_OFF};
    return (Raw){.kind = RAW_FORMULA, .formula = lenient_unit(L, q->f, field)};
}

// The key on top of the stack.
static RawItem item_key(lua_State *L) {
    RawItem item = {0};
    pin(L, -1);
    item.key_is_number = lua_type(L, -1) == LUA_TNUMBER;
    int entity = entity_of(L, -1);
    if (entity >= 0)
        item.key = run_of(L)->made[entity].name;
    else
        item.key = arena_text(run_of(L)->arena, luaL_tolstring(L, -1, NULL));
    if (entity < 0) lua_pop(L, 1);
    return item;
}

// The first `n` items of the table at `index`.
static Raw read_list(lua_State *L, int index, int n, const Field *field, int depth) {
    RawItem *items = ARENA_NEW(run_of(L)->arena, RawItem, n);
    for (int i = 0; i < n; i++) {
        lua_rawgeti(L, index, i + 1);
        items[i].value = raw_read(L, -1, field, depth);
        lua_pop(L, 1);
    }
    return (Raw){.kind = RAW_LIST, .n = n, .items = items};
}

static bool is_list(lua_State *L, int index) {
    lua_Integer n = (lua_Integer)lua_rawlen(L, index);
    for (lua_pushnil(L); lua_next(L, index);) {
        lua_pop(L, 1);
        if (lua_isinteger(L, -1) && lua_tointeger(L, -1) >= 1 && lua_tointeger(L, -1) <= n)
            continue;
        lua_pop(L, 1);
        return false;
    }
    return true;
}

static Raw read_table(lua_State *L, int index, const Field *field, int depth) {
    if (depth > DEEPEST) return (Raw){.kind = RAW_OTHER, .text = "table inside tables"};
    index = lua_absindex(L, index);
    if (is_list(L, index))
        return read_list(L, index, (int)lua_rawlen(L, index), field, depth + 1);
    int n = push_keys(L, index), keys = lua_gettop(L);
    RawItem *items = ARENA_NEW(run_of(L)->arena, RawItem, n);
    for (int i = 0; i < n; i++) {
        lua_rawgeti(L, keys, i + 1);
        lua_pushvalue(L, -1);
        lua_rawget(L, index);
        lua_insert(L, -2); // value key
        items[i] = item_key(L);
        items[i].value = raw_read(L, -2, field, depth + 1);
        lua_pop(L, 2);
    }
    lua_pop(L, 1);
    return (Raw){.kind = RAW_MAP, .n = n, .items = items};
}

static Raw read_text(lua_State *L, int index) {
    size_t size;
    const char *text = lua_tolstring(L, index, &size);
    if (text_not_utf8(text, size) < size)
        return (Raw){.kind = RAW_OTHER, .text = "text that is not UTF-8"};
    return (Raw){.kind = RAW_TEXT, .text = arena_text(run_of(L)->arena, text)};
}

Raw raw_read(lua_State *L, int index, const Field *field, int depth) {
    Run *run = run_of(L);
    luaL_checkstack(L, LUA_MINSTACK, "tables inside tables");
    int entity = entity_of(L, index);
    if (entity >= 0) return (Raw){.kind = RAW_ENTITY, .text = run->made[entity].name};
    if (to_quantity(L, index)) return read_quantity(L, index, field);
    if (to_path(L, index)) return (Raw){.kind = RAW_PATH, .path = to_path(L, index)};
    if (to_dist(L, index)) return (Raw){.kind = RAW_OTHER, .text = "distribution"};
    switch (lua_type(L, index)) {
    case LUA_TNUMBER:
        return read_number(L, index, field);
    case LUA_TSTRING:
        return read_text(L, index);
    case LUA_TBOOLEAN:
        return (Raw){.kind = RAW_BOOL, .number = lua_toboolean(L, index)};
    case LUA_TTABLE:
        return read_table(L, index, field, depth);
    default:
        return (Raw){.kind = RAW_OTHER, .text = luaL_typename(L, index)};
    }
}

typedef struct Fields {
    int n, cap;
    RawField *at;
} Fields;

static void add_field(lua_State *L, Fields *out, const Made *m, const char *name, Raw value) {
    bool lines = run_of(L)->plan.lines;
    RawField f = {.name = name, .value = value};
    f.line = lines ? field_line(L, m, name) : m->line;
    ARENA_PUSH(run_of(L)->arena, out->at, out->n, out->cap, f);
}

// The list part of the table on top of the stack, as one field.
static void read_list_part(lua_State *L, const Made *m, const Field *field, Fields *out) {
    int n = (int)lua_rawlen(L, -1);
    if (!n) return;
    add_field(L, out, m, field->name, read_list(L, lua_gettop(L), n, field, 1));
    out->at[out->n - 1].line = m->line;
}

static bool has_list_part(const Kind *k) {
    for (int i = 0; i < k->n_fields; i++)
        if (k->fields[i].list) return true;
    return false;
}

// Does the schema know the key on top of the stack, of a table with so many items in its list?
static bool is_known(lua_State *L, const Kind *k, lua_Integer items) {
    if (lua_type(L, -1) == LUA_TSTRING) return field_find(k, lua_tostring(L, -1)) != NULL;
    return lua_isinteger(L, -1) && lua_tointeger(L, -1) <= items && has_list_part(k);
}

// Which fields of its kind the table has: few of many.
typedef struct Given {
    bool unknown; // keys as well that the schema does not know
    bool field[MOST_FIELDS];
} Given;

static Given given_in(lua_State *L, const Kind *k, int table) {
    Given given = {0};
    lua_Integer items = (lua_Integer)lua_rawlen(L, table);
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
        const Field *f =
            lua_type(L, -2) == LUA_TSTRING ? field_find(k, lua_tostring(L, -2)) : NULL;
        if (f) given.field[f - k->fields] = true;
        lua_pushvalue(L, -2);
        if (!f && !is_known(L, k, items)) given.unknown = true;
        lua_pop(L, 1);
    }
    return given;
}

// Keys that the schema does not know; the builder says what could be meant.
static void read_unknown(lua_State *L, const Made *m, Fields *out) {
    const Kind *k = kind_at(m->kind);
    int table = lua_gettop(L);
    int n = push_keys(L, table);
    for (int i = 1; i <= n; i++) {
        lua_rawgeti(L, -1, i);
        if (!is_known(L, k, (lua_Integer)lua_rawlen(L, table))) {
            lua_pushvalue(L, -1);
            lua_rawget(L, table);
            Raw value = raw_read(L, -1, NULL, 1);
            lua_pop(L, 1);
            add_field(L, out, m, item_key(L).key, value);
        }
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

void entity_read(lua_State *L, const Made *m, RawEntity *out) {
    const Kind *k = kind_at(m->kind);
    Given given = given_in(L, k, lua_gettop(L));
    Fields fields = {0};
    for (int i = 0; i < k->n_fields; i++) {
        const Field *f = &k->fields[i];
        if (f->list) read_list_part(L, m, f, &fields);
        if (!given.field[i]) continue;
        if (lua_getfield(L, -1, f->name) != LUA_TNIL) {
            Raw value = raw_read(L, -1, f, 0);
            add_field(L, &fields, m, f->name, value);
        }
        lua_pop(L, 1);
    }
    if (given.unknown) read_unknown(L, m, &fields);
    out->n_fields = fields.n;
    out->fields = fields.at;
}
