// From a Lua file to scenarios. The only folder that knows Lua. A Script holds the bytes of the
// script and of every file it required or read, read once; every later Lua run uses those bytes.
// It is traced at its base; further traces (variants) are made for points whose guards differ.
#ifndef ENGINE_SCRIPT_SCRIPT_H
#define ENGINE_SCRIPT_SCRIPT_H

#include "base/file.h"
#include "market/kernel.h"
#include "scenario/scenario.h"

typedef struct Script Script;

// Every place where a file was looked for, and what was there then.
typedef struct ScriptSeen {
    Arena *arena; // of the list
    int n, cap;
    FileStamp *at;
} ScriptSeen;

typedef struct ScriptLimits {
    size_t memory_bytes;        // 0: 256 MB
    unsigned long instructions; // 0: 200 million for a run of the script
    Region *region;   // where scenarios and the paths of files are kept; NULL: on the heap
    ScriptSeen *seen; // filled by script_load, whether it can be loaded or not; NULL
} ScriptLimits;

// Reads, traces at the base, validates. NULL with every fault.
Script *script_load(const char *path, const ScriptLimits *limits, Faults *faults);
void script_free(Script *s);

const char *script_path(const Script *s);
const char *script_hash(const Script *s); // 16 hex digits over all files read
int script_files(const Script *s, const char *const **paths); // the script first

// The scenario traced at the base. Levers, assumptions and cases are the same in all variants.
const Scenario *script_base(const Script *s);

// The vector of all inputs: base, or base with a case laid over it.
void script_base_values(const Script *s, double *values);
void script_case_values(const Script *s, int case_index, double *values);

// The variant whose guards (and opaque values) hold at `values`; traces a new one when none
// does. NULL with faults when the script is wrong there ("at export_levy = 0.4: ...").
const Scenario *script_variant(Script *s, const double *values, Faults *faults);

// Proves what is shown: one plain run of the script at `values`, compared with the variant's
// formulas, bit for bit (formulas with ^ or % to 1e-12: Lua's own come from libm). A difference
// makes the quantity that causes it opaque, for all later points too, and the variant is traced
// anew, so the returned scenario is right. The base is proved by script_load. NULL with faults.
const Scenario *script_prove(Script *s, const double *values, Faults *faults);

// Mixed replay: one quantity plain, the others symbolic, at its ends, 0 and 1, its value in every
// case and each value of a discrete or whole one (32 at most). Where this differs from the trace
// (fields, text, guards), as after a silent `q == 3` or t[q], the quantity becomes opaque for all
// later points; variants given before stay good to show, but not to be chosen. False with faults
// when the script is wrong at one of these points.
bool script_replay(Script *s, Faults *faults);

// "--set name=value": number, true/false, a choice, a date, "off", "25%"; with the input's own
// range and unit. False with a fault that names what is known.
bool script_set(const Script *s, const char *assignment, double *values, Faults *faults);

// Rules: a hook for the market and its context. One Lua state for each context, in which the
// script ran once; then all it holds is read-only. Made from a variant: a rule that moves a lever
// to where the variant's guards or opaque values do not hold is a fault. `faults` must outlive it:
// rules_hook adds to it and returns false when a rule goes wrong ("a.lua:7: rule \"tighten\" at
// 2026-04: ..."). NULL with faults. Free it with rules_free.
typedef struct Rules Rules;
Rules *rules_new(Script *s, const Scenario *variant, Faults *faults);
void rules_free(Rules *r);
bool rules_hook(void *rules, MarketView *view);

#endif
