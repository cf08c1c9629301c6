// The sources that a script's numbers rest on: which are used, by what, what is assumed and what
// has no source. Over the baseline and the variants of all cases.
#ifndef ENGINE_STUDY_BIBLIOGRAPHY_H
#define ENGINE_STUDY_BIBLIOGRAPHY_H

#include "script/script.h"
#include "study/fields.h"

// Something with a number of its own: a lever, an assumption, an entity with the fields that are
// written as numbers or formulas (a field that is nothing but a lever rests on the lever).
typedef struct Holder {
    const char
        *what; // `lever export_levy`, `chip "H200": price, flops`, `case "no levy": levy`
    const char *file;
    int line;
    bool has_number; // false: an entity whose fields are names or levers only
    bool input;
    Names sources;
} Holder;

typedef struct SourceUse {
    const char *id;
    const SourceDoc *doc; // NULL: named, and declared nowhere in the script
    Names holders;
} SourceUse;

typedef struct Bibliography {
    int n_holders, n_used, n_unused;
    const Holder *holders;
    const SourceUse *used;          // in order of declaration; then those not declared
    const SourceDoc *const *unused; // declared, and nothing names them
    Names assumed;                  // wholly or in part
    int n_undeclared;               // of `used`, the last ones
    int n_sourced, n_assumed,
        n_bare; // holders with a number: with a source, only assumed, none
} Bibliography;

// False with faults, where a case cannot be traced. All texts live in the arena or the script.
bool bibliography_make(Script *s, Arena *arena, Bibliography *out, Faults *faults);

#endif
