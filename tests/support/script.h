// Scripts for tests: written to a folder of their own, loaded from there, so that messages name
// plain file names.
#ifndef TESTS_SUPPORT_SCRIPT_H
#define TESTS_SUPPORT_SCRIPT_H

#include "script/script.h"

// A fresh folder, made the working directory; files in it vanish with folder_done.
void folder_init(void);
void folder_done(void);
int folder_setup(void **state); // the same for a group of tests
int folder_teardown(void **state);
void folder_write(const char *name, const char *text);

// Writes `text` as "a.lua" and loads it. The faults belong to the caller.
Script *load_text(const char *text, Faults *faults);
// The same between a head and a tail that make a whole scenario of it; the head has no line
// break, so that line numbers are those of `text`.
Script *load_part(const char *text, Faults *faults);

// The part has exactly this fault.
void part_refuses(const char *text, const char *message);

// A part that loads, at its baseline.
typedef struct Loaded {
    Faults *faults;
    Script *script;
    const Scenario *base;
    double values[16];
} Loaded;
Loaded loaded_part(const char *text);
void loaded_done(Loaded *x);

// Most that a part needs: a chip at a price, and a lever from 0 to a half.
#define ONE_CHIP(price) "chip \"A\" { origin = \"US\", throughput = 1, price = " price " } "
#define ONE_LEVY "local levy = lever \"levy\" { 0.25, min = 0, max = 0.5 } "

// The value of a number of the first chip ("price") at a point; NaN where it has none.
double chip_price(const Scenario *s, const double *values);

#endif
