// The curried constructors, `kind "name" { fields }`, and what becomes of their tables. Entities
// and cases are tables until the script ends; levers and assumptions are read at once.
#ifndef ENGINE_SCRIPT_ENTITY_H
#define ENGINE_SCRIPT_ENTITY_H

#include "scenario/schema.h"
#include "script/run.h"

// The number of the entity whose table is at `index`; -1.
int entity_of(lua_State *L, int index);

// After the script: entities, cases and levers of the run's tables into its draft (a
// lua_CFunction without arguments).
int l_finish(lua_State *L);
// The same for a script that an error ended: as far as it came.
int l_finish_cut(lua_State *L);

// `lever "x" { ... }`: reads the table at `index`, pushes what the script gets. What the schema
// alone can check (ranges, names, unknown fields) is left to the builder.
void push_input(lua_State *L, const Made *m, int index);
// `result "x" { ... }`: pushes what the script gets.
void push_result(lua_State *L, const Made *m, int index);
void input_check_all(lua_State *L); // every input of the base was declared again

// The value at `index` for a field of the schema (NULL where it has none).
Raw raw_read(lua_State *L, int index, const Field *field, int depth);
// All fields of the entity whose table is on top of the stack.
void entity_read(lua_State *L, const Made *m, RawEntity *out);
// The token that opens its table in the source, -1 where that is not found.
int made_braces(Run *run, const Made *m);
// The line on which the entity has this field; its own line where that is not found.
int field_line(lua_State *L, const Made *m, const char *field);

// Every row of a table, the file of that number, as a source: its columns are the fields and `id`.
// Raises for a column that is none, and for a table declared before.
void declare_sources(lua_State *L, int file);

// The function of a rule.
void push_rule(lua_State *L, int number);

// Pushes the keys of the table at `index` as a list in the order of `pairs`; returns how many.
int push_keys(lua_State *L, int index);

// Reads a text as the input's value ("0.25", "25%", "true", "2026-07", "off", a choice). False
// when it is none.
bool input_parse(const Input *in, const char *text, double *value);
// NULL when the input can take the value, else why not ("is outside 0 .. 0.4").
const char *input_wrong(const Input *in, double value, Arena *arena);
// The value for people: "0.25", "2026-07", "true", "off", a choice.
const char *input_format(const Input *in, double value, Arena *arena);
// What the input takes: "a number from 0 to 0.4", "true or false".
const char *input_expected(const Input *in, Arena *arena);

#endif
