// Why a buyer's step came out as it did, as lines to be shown: the story of study/story.h that
// `explain "binding BUYER" --at DATE` prints.
#ifndef ENGINE_STUDY_WHY_H
#define ENGINE_STUDY_WHY_H

#include "study/story.h"

typedef struct WhyLine {
    Voice voice;
    const char *text;
} WhyLine;

typedef struct Why {
    const char *buyer;
    int step;
    int n, cap;
    WhyLine *lines;
    Arena *arena;
} Why;

// Runs the script at the values. NULL with faults. In the arena, which holds it and is freed to
// free it (by the caller also where it is NULL).
Why *why_tell(Script *s, const double *values, const char *buyer, int step, Arena *arena,
              Faults *faults);

#endif
