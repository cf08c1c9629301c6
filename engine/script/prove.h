// Is a trace right? Its draft, evaluated at a point, against the draft of a plain run there.
#ifndef ENGINE_SCRIPT_PROVE_H
#define ENGINE_SCRIPT_PROVE_H

#include "script/run.h"

typedef struct Difference {
    const char *file;
    int line;
    const char *words; // "chip \"H200\": field 'price': traced as 27000, run as 26000"
} Difference;

// Bit for bit, but for formulas with ^ and %: there Lua's own arithmetic (libm's pow, fmod) and
// the engine's may differ in the last bits; 1e-12 is allowed. False with the first difference,
// its words in `arena`. `loosely`: numbers may differ (units were wrong, so they do), but each must
// stand where it should.
bool draft_agrees(const Draft *trace, const Draft *plain, const double *point, bool loosely,
                  Arena *arena, Difference *out);

#endif
