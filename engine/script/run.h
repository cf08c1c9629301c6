// Inside script/: one run of a script in a Lua state of its own. A run traces (levers are
// quantities), is plain (levers are numbers; what a trace is compared with) or keeps its state
// for rules. In Lua's C functions: l_ is a function that scripts call, check_ may raise, push_
// leaves one value, to_ never raises.
#ifndef ENGINE_SCRIPT_RUN_H
#define ENGINE_SCRIPT_RUN_H

#include "script/files.h"
#include "script/script.h"

#include <lua.h>
#include <lauxlib.h>
#include <lualib.h>

typedef enum RunMode { RUN_TRACE, RUN_PLAIN, RUN_RULE } RunMode;

// An input that Lua used as a plain number where no trace can follow. By name: it holds for all
// later runs of the script.
typedef struct OpaqueUse {
    const char *name, *file, *why;
    int line;
} OpaqueUse;

typedef struct OpaqueSet {
    int n;
    const OpaqueUse *at;
} OpaqueSet;

// A constructor called with its name: `chip "H200"`; `filled` once its table came.
typedef struct Made {
    int kind; // for kind_at
    const char *name, *file;
    int file_index, line;
    int braces; // token that opens its table in the source, -1 where that is not found, or
                // BRACES_NOT_SOUGHT: see made_braces
    bool filled;
} Made;

enum { BRACES_NOT_SOUGHT = -2 };

typedef struct Rule {
    const char *name, *file;
    int line;
} Rule;

// What a run is asked to do.
typedef struct RunPlan {
    RunMode mode;
    const double *point; // of the base's inputs; NULL: each input at its base
    const Draft *base;   // its inputs number those of this run; NULL while the base is traced
    OpaqueSet opaque;
    bool loud;  // print writes
    bool lines; // the draft's fields know their lines
} RunPlan;

typedef struct Run {
    RunPlan plan;
    RunMode mode;
    Files *files;
    const ScriptLimits *limits;
    lua_State *L;
    Arena *arena; // of the draft
    Draft *draft;
    Faults *faults;
    Faults *units;  // those that only a trace can see
    bool lenient;   // an opaque input has a unit: plain numbers may take the other side's
    double *values; // of each input, by its number
    int cap_values;
    double *known; // of each formula so far; malloc
    int n_known, cap_known;

    int n_made, cap_made;
    Made *made;
    const Made *reading; // after the script: whose table is read
    int n_rules, cap_rules;
    Rule *rules;

    uint64_t seed; // of math.random
    uint64_t draw, random_index;

    struct Pool *pool; // of Lua
    size_t memory;
    unsigned long instructions;
    bool memory_alarm, out_of_memory;

    bool raised; // our own fault ended the run; it is in `faults`
    // Lua's error (or the script's `error`) that ended it.
    const char *error, *error_file;
    int error_line;
} Run;

// Runs the script to its end. Never NULL; free with run_free, which leaves the draft's arena
// alone when `keep_draft`.
Run *run_new(Files *files, const ScriptLimits *limits, const RunPlan *plan);
void run_free(Run *run, bool keep_draft);

bool run_ended(const Run *run); // no error stopped it
// After an error ended it: what the script had made by then goes into the draft, which is `cut`.
// False where nothing was read (it made too much to look at).
bool run_cut(Run *run);
// It came to its end, and nothing was found wrong, units left aside.
bool run_clean(const Run *run);
// Adds the run's faults and the error that ended it; `at` ("at levy = 0.4: ", "") before each.
void run_report(const Run *run, const char *at, Faults *out);
void run_report_units(const Run *run, const char *at, Faults *out);

Run *run_of(lua_State *L);

// Pushes the file's chunk with the script's surroundings, or an error message: its status.
int push_chunk(lua_State *L, int file);

// Calls what is on the stack with `nargs` arguments under the handler. False: it was ended, see
// `raised`, `error`.
bool run_call(Run *run, int nargs, int nresults);

// Where the script is now: the nearest Lua function; after its end the entity that is read.
void run_where(lua_State *L, int *file_index, const char **file, int *line);

// A fault at the place where the script is now; `raise` ends the run as well.
void fault_here(lua_State *L, const char *format, ...) __attribute__((format(printf, 2, 3)));
void fault_unit(lua_State *L, const char *format, ...) __attribute__((format(printf, 2, 3)));
int raise_here(lua_State *L, const char *format, ...) __attribute__((format(printf, 2, 3)));
int raise_limit(lua_State *L, const char *format, ...) __attribute__((format(printf, 2, 3)));

// An input of this run by name, -1.
int run_input(const Run *run, const char *name);
const OpaqueUse *run_opaque(const Run *run, const char *name);

#endif
