// What the window and its worker say to each other: packets over a pair of sockets. Pointers in
// an answer lead into the worker's region (base/region.h), which both see at the same addresses.
#ifndef ENGINE_VIEW_WIRE_H
#define ENGINE_VIEW_WIRE_H

#include "study/ensemble.h"
#include "study/why.h"

#define WIRE_NAME 96
#define WIRE_LARGEST ((size_t)1 << 17) // bytes of a question

typedef enum QuestionKind {
    QUESTION_RUN,     // `n` points follow, each a name of WIRE_NAME bytes and the values
    QUESTION_SET,     // the values follow, then "name=value" with its closing 0
    QUESTION_RELEASE, // nobody reads `arena` any more
    QUESTION_DRAWS,   // `draws` draws of the points that follow, 0: none; -1: no more of them
    QUESTION_WHY      // of `step` at the point that follows, for the buyer of the point's name
} QuestionKind;

typedef struct Question {
    QuestionKind kind;
    bool fixed; // RUN: the baseline and all cases as well
    bool prove;
    int n;
    Arena *arena;
    int draws;
    int tag; // of DRAWS: comes back with their answers
    int step;
} Question;

typedef enum AnswerKind {
    ANSWER_READ,  // the script was read: `base`, or faults
    ANSWER_RUN,   // `live` and, where it was asked for, `fixed`; or faults
    ANSWER_SET,   // `values`, or faults
    ANSWER_NOTE,  // what the mixed replay found, in `note`
    ANSWER_DRAWS, // `bands` of the `ensemble` as far as it is; the worker frees an ensemble when
                  // other draws are asked for
    ANSWER_WHY    // `why`, or faults
} AnswerKind;

typedef struct Answer {
    AnswerKind kind;
    Arena *arena; // of all below but the scenario, the files and the results
    int n_faults;
    const Fault *faults;
    const Scenario *base;
    const char *hash;
    int n_files;
    const char *const *files;
    int n_seen; // of READ, also where it could not be read: every place that it looked at
    const FileStamp *seen;
    Results *fixed, *live; // in arenas of their own
    const double *values;
    const char *note;
    int tag;
    Bands *bands;
    const Ensemble *ensemble;
    Why *why;
} Answer;

#endif
