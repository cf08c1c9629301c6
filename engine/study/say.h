// Numbers in words, to be read aloud: for `explain`, `ledger`, `sources` and the window.
#ifndef ENGINE_STUDY_SAY_H
#define ENGINE_STUDY_SAY_H

#include "study/fields.h"

// "31,204", "0.25", "1,234.5": six figures at least, all digits before the point; "no limit" for
// what stands for it, "–" without a value.
const char *say_number(Arena *a, double value);
// Of things counted in whole ones, where there are many: "31,204".
const char *say_count(Arena *a, double value);
// With its unit: "31,204 units", "$27,000 per unit", "¥85,000,000,000", "25%" of a share.
const char *say(Arena *a, double value, const char *unit);

// "off", "Jan 2026", "0.25", "27,000 USD per unit": of a lever, an assumption, a field.
const char *say_input(Arena *a, const Input *in, double value);
const char *say_num(Arena *a, const Scenario *s, Num n, const double *inputs, double t_months);

#endif
