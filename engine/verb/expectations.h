// Expectations as `run` and `check` print them: claim, expected, computed, ok or off, source.
#ifndef ENGINE_VERB_EXPECTATIONS_H
#define ENGINE_VERB_EXPECTATIONS_H

#include "study/verdict.h"
#include "verb/sheet.h"

// Nothing where the script has none.
void verdicts_add(const Verdicts *v, bool inked, Text *out);

#endif
