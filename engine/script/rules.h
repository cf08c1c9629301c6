// Inside script/: rules at work. rules.c calls them, world.c is the `w` they see, freeze.c makes
// what they can reach read-only and its quantities plain numbers of the present.
#ifndef ENGINE_SCRIPT_RULES_H
#define ENGINE_SCRIPT_RULES_H

#include "script/run.h"
#include "script/variant.h"

// A place that holds a quantity: before each rule it gets the quantity's present value.
typedef struct Place {
    int object;  // in the list of objects reached: a table's contents, or a function
    int upvalue; // of the function; 0: a field of the table
    int key;     // in the list of keys
    Formula f;
    bool integer;
} Place;

// A local variable from outside that a rule can see: it must stay as it is.
typedef struct Watch {
    int object, upvalue;
    const char *name;
} Watch;

struct Rules {
    Script *script;
    const Scenario *scenario;
    Run *run;
    Arena *arena;
    Faults *faults;
    int n_places, cap_places;
    Place *places;
    int n_watches, cap_watches;
    Watch *watches;
    double *values;   // of the graph's formulas at the present inputs
    MarketView *view; // while a rule runs
    bool fresh;       // the draw's first rule: its memory is empty
    bool moved;       // a lever was set
    int moved_input;  // the last one
};

// Lua functions (without arguments; the Rules as light userdata at 1).
int l_freeze(lua_State *L);  // once, after the script ran
int l_refresh(lua_State *L); // present values into all places, and what is watched is noted

// The name of a watched variable that a rule has changed, or NULL. Raises nothing.
const char *changed_variable(Rules *r);

// Makes the world `w`, once; pushes it, the Rules at 1.
int l_world_open(lua_State *L);
void push_world(lua_State *L);

#endif
