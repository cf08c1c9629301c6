// Quantities: numbers of a script that carry a unit and the formula they came from. In a trace a
// lever is one; arithmetic on it adds to the formula graph of the run, a comparison is recorded
// as a guard, a use as a plain number (text, a pattern) pins it to its value.
#ifndef ENGINE_SCRIPT_QUANTITY_H
#define ENGINE_SCRIPT_QUANTITY_H

#include "script/run.h"

typedef struct Quantity {
    Formula f;
    bool integer; // Lua would hold it as an integer
} Quantity;

typedef struct PathBox {
    const Path *path;
} PathBox;

typedef struct DistBox {
    Dist dist;
    Unit unit;
} DistBox;

extern const char QUANTITY[], PATH[], DISTRIBUTION[]; // names of the metatables

void quantity_open(lua_State *L);

void push_formula(lua_State *L, Formula f, bool integer);
void push_off(lua_State *L);
// A constant of the vocabulary: a quantity in a trace, else a number.
void push_constant(lua_State *L, double value, bool integer, Unit unit);
void push_path(lua_State *L, const Path *p);
// A plain value as Lua would hold it; OFF becomes `off`.
void push_plain(lua_State *L, double value, bool integer);

Quantity *to_quantity(lua_State *L, int index); // NULL
const Path *to_path(lua_State *L, int index);   // NULL
DistBox *to_dist(lua_State *L, int index);      // NULL
bool to_is_off(lua_State *L, int index);        // the constant `off`

// A number or quantity as a formula; anything else is an error in Lua's words.
Formula check_formula(lua_State *L, int index);
// Its plain value at the run's point; the trace then holds only for this value.
void pin(lua_State *L, int index);
double run_value(Run *run, Formula f);
double quantity_value(lua_State *L, const Quantity *q);
// pin() without a guard, for messages and print.
void show(lua_State *L, int index);

// a op b with units checked; on a fault the result is a.
Formula combine(lua_State *L, Op op, Formula a, Formula b);
// a < b (and the like) at the run's point, recorded as a guard.
bool compare(lua_State *L, GuardOp op, Formula a, Formula b);

// The same number in a unit: what usd() does.
Formula with_unit(lua_State *L, Formula f, Unit unit);

#endif
