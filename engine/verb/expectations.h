// Expectations as `run` and `check` print them: claim, expected, computed, ok or off, source.
#ifndef ENGINE_VERB_EXPECTATIONS_H
#define ENGINE_VERB_EXPECTATIONS_H

#include "study/verdict.h"
#include "verb/sheet.h"

// Nothing where the script has none.
void verdicts_add(const Verdicts *v, bool inked, Text *out);

// For each observed series of the first result: its observations, every run beside them, and how
// well each fits. Begins with an empty line; nothing where the script has none.
void fits_add(const Results *r, bool inked, int width, Text *out);

#endif
