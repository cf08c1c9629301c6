// The files of a run: what `-o` names, made in memory and only then written, so that a fault
// leaves nothing behind.
#ifndef ENGINE_VERB_OUTPUT_H
#define ENGINE_VERB_OUTPUT_H

#include "chart/export.h"
#include "study/conclusion.h"
#include "study/verdict.h"
#include "verb/draws.h"

typedef enum OutputKind { OUTPUT_CSV, OUTPUT_JSON, OUTPUT_PICTURE } OutputKind;

typedef struct Output {
    const char *path; // "-": CSV on stdout
    OutputKind kind;
    PictureKind picture;
    void *data; // malloc, NULL until made
    size_t size;
} Output;

// What to make of the results.
typedef struct OutputOptions {
    PictureOptions picture;
    const bool *series; // [S_COUNT]: only these in data files; NULL: all
    uint64_t seed;
    const Verdicts *verdicts;       // for data files; NULL
    const Conclusions *conclusions; // likewise
    const Draws *draws;             // NULL; with those of a picture's curves for a picture
    bool all_cases;                 // the cases were not chosen: a picture shows the baseline
} OutputOptions;

// The kind of file that a path's ending asks for; false when it is none of them.
bool output_kind(const char *path, Output *out);

// False with a fault when the file cannot be written where it is wanted.
bool output_possible(const Output *o, Faults *faults);

// Makes the bytes of each, then writes all. False with faults; then no file is there that was
// not there before, but one written before a disk filled up.
bool outputs_write(Output *outputs, int n, Script *s, const Results *r, const OutputOptions *o,
                   Faults *faults);
void outputs_done(Output *outputs, int n);

#endif
