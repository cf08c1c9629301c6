// Numbers and sentences for `explain`, `ledger` and `sources`: to be read aloud.
#ifndef ENGINE_VERB_SAY_H
#define ENGINE_VERB_SAY_H

#include "study/fields.h"
#include "verb/sheet.h"

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

// A paragraph broken at spaces to `width` columns, each line behind `indent` spaces, those after
// the first behind two more.
void say_paragraph(Text *out, bool inked, Ink ink, int indent, int width, const char *text);

enum { SAY_WIDTH = 96 };

#endif
