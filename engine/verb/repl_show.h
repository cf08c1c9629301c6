// What the commands of `repl` show.
#ifndef ENGINE_VERB_REPL_SHOW_H
#define ENGINE_VERB_REPL_SHOW_H

#include "study/pick.h"
#include "study/session.h"
#include "verb/sheet.h"

// Levers and assumptions with what they are at `values`.
void levers_add(const Scenario *s, const double *values, bool inked, Text *out);
// All about one.
void input_add(const Input *in, double value, bool inked, Text *out);
void cases_add(const Scenario *s, bool inked, Text *out);
void series_add(bool inked, Text *out);

// `words`: "delivered ByteDance H200". A table by step and a sparkline: of results 0 and 1 where
// they differ. False with a fault.
bool show_add(const Results *r, const char *words, bool inked, Text *out, Faults *faults);
// A line for each buyer (chip, ...) that the words leave open, of result 1.
bool spark_add(const Results *r, const char *words, bool inked, Text *out, Faults *faults);

#endif
