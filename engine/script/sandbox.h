// The walls around a script: what it may call, how much memory and how many instructions it may
// use, and one order for everything that Lua leaves open. Left out on purpose: io, os, debug,
// package, coroutine, load and its kin (ways out), pcall and setmetatable (ways to catch a limit
// or to run code where no limit counts), rawset and getmetatable (ways around what is read-only),
// next (its order is the memory's), sin and other functions whose bits differ between machines.
#ifndef ENGINE_SCRIPT_SANDBOX_H
#define ENGINE_SCRIPT_SANDBOX_H

#include "script/run.h"

// A state with nothing but the allowed names, or NULL with a fault. Its memory counts in `run`.
lua_State *sandbox_open(Run *run);
void sandbox_close(Run *run);

// The surroundings of every chunk: reading an unknown name and writing any name are faults.
void push_surroundings(lua_State *L);

// A read-only view of the table on the stack: pops it, pushes the view. `what` is for messages.
void push_view(lua_State *L, const char *what);
// Turns the table at `view` into a view of the table on the stack (popped).
void view_wrap(lua_State *L, int view, const char *what);
// The table behind a view, or the table itself.
void push_behind(lua_State *L, int index);

// Each opens a part of the vocabulary into the table on top of the stack.
void order_open(lua_State *L);      // pairs, table.sort (order.c)
void library_open(lua_State *L);    // string, table, utf8 (library.c)
void math_open(lua_State *L);       // math (maths.c)
void vocabulary_open(lua_State *L); // usd, months, date, path, uniform, ... (vocabulary.c)
void path_open(lua_State *L);       // path, steps, ramp, grow (paths.c)
void dist_open(lua_State *L);       // uniform, normal, ... (dists.c)
void entity_open(lua_State *L);     // lever, assume, case, rule, chip, ... (entity.c)

#endif
