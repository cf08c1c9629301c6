// Drafts built by hand, as script/ would leave them: a market or a build test needs no Lua.
//
//   Draft *d = draft_new();
//   draft_scenario(d, "2026-01", "2027-12", "month");
//   RawEntity *e = draft_entity(d, "chip", "H200");
//   draft_text(d, e, "origin", "US");
//   draft_number(d, e, "price", 27000);
//   const Scenario *s = draft_build(d); // fails the test on any fault
//   ...
//   draft_free(d);
//
// Every entity and field gets a line of its own in "test.lua", counted from 1.
// A pointer to an entity is good until the next entity is made.
#ifndef TESTS_SUPPORT_DRAFT_H
#define TESTS_SUPPORT_DRAFT_H

#include "scenario/scenario.h"

Draft *draft_new(void);
void draft_free(Draft *d); // with all that was built from it

RawEntity *draft_entity(Draft *d, const char *kind, const char *name);
RawEntity *draft_scenario(Draft *d, const char *from, const char *to, const char *step);

// Fields. A field given again replaces the one before.
void draft_field(Draft *d, RawEntity *e, const char *field, Raw value);
void draft_number(Draft *d, RawEntity *e, const char *field, double value);
void draft_text(Draft *d, RawEntity *e, const char *field, const char *text);
void draft_bool(Draft *d, RawEntity *e, const char *field, bool value);
void draft_off(Draft *d, RawEntity *e, const char *field);
void draft_formula(Draft *d, RawEntity *e, const char *field, Formula f);
void draft_path(Draft *d, RawEntity *e, const char *field, const Path *path);
// Names, ending with NULL: draft_list(d, e, "chips", "H200", "H20", NULL).
void draft_list(Draft *d, RawEntity *e, const char *field, ...);
// Keys and numbers, ending with NULL: draft_map(d, e, "capex", "2026", 14e9, "2027", 9e9, NULL).
void draft_map(Draft *d, RawEntity *e, const char *field, ...);
Raw draft_raw_map(Draft *d, int n, const char *const *keys, const Raw *values);
void draft_remove(RawEntity *e, const char *field);

Raw raw_number(double value);
Raw raw_text(const char *text);
Raw raw_formula(Formula f);

// A path of numbers in a unit at dates: draft_knots(d, PATH_STEPS, UNIT_PLAIN, 2, "2026-01", 1.0,
// "2027-01", 2.0).
const Path *draft_knots(Draft *d, PathKind kind, Unit unit, int n, ...);
const Path *draft_grow(Draft *d, double start, double rate_per_month, Unit unit);

// A lever or assumption of a plain number (or another unit) and the formula that reads it.
Formula draft_lever(Draft *d, const char *name, double base, double min, double max);
Formula draft_assume(Draft *d, const char *name, double base, double min, double max,
                     Unit unit);
Input *draft_input(Draft *d, const char *name); // NULL

// The scenario; any fault fails the test.
const Scenario *draft_build(Draft *d);

// Building the draft gives exactly these faults (as fault_line writes them), sorted. Frees it.
#define assert_draft_faults(d, ...)                                                            \
    draft_faults((d), NULL, __FILE__, __LINE__, __VA_ARGS__, NULL)
void draft_faults(Draft *d, const Names *series, const char *file, int line, ...);

// One chip ("H200" of the US at 27000 USD, 989.5 TFLOPS), one buyer ("ByteDance" in CN, 1e9 USD a
// year, wants 1000 a month), 2026-01 to 2026-12: the least that builds. The scenario is on line 1,
// the chip on 5 (origin 6, price 7, flops 8), the buyer on 9 (jurisdiction 10, capex 11, demand
// 12); what comes next on 13.
Draft *draft_small(void);
RawEntity *draft_find(Draft *d, const char *kind, const char *name); // NULL

#endif
