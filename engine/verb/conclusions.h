// Conclusions as `run` prints them: a row for each, a column for each run, and where one fails.
#ifndef ENGINE_VERB_CONCLUSIONS_H
#define ENGINE_VERB_CONCLUSIONS_H

#include "study/conclusion.h"
#include "verb/sheet.h"

// Nothing where the script has none.
void conclusions_add(const Conclusions *c, bool inked, int width, Text *out);

#endif
