// Scripts for tests: written to a folder of their own, loaded from there, so that messages name
// plain file names.
#ifndef TESTS_SUPPORT_SCRIPT_H
#define TESTS_SUPPORT_SCRIPT_H

#include "script/script.h"

// A fresh folder, made the working directory; files in it vanish with folder_done.
void folder_init(void);
void folder_done(void);
void folder_write(const char *name, const char *text);

// Writes `text` as "a.lua" and loads it. The faults belong to the caller.
Script *load_text(const char *text, Faults *faults);
// The same between a head and a tail that make a whole scenario of it; the head has no line
// break, so that line numbers are those of `text`.
Script *load_part(const char *text, Faults *faults);

// The value of a number of the first chip ("price") at a point; NaN where it has none.
double chip_price(const Scenario *s, const double *values);

#endif
