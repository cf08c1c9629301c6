// What is tried of a script before it is believed: mixed replay, the baseline and every case
// (proved), both ends of every range, draws from all ranges. Its findings are warnings: nothing in
// the script is wrong, but an economist would ask.
#ifndef ENGINE_STUDY_SURVEY_H
#define ENGINE_STUDY_SURVEY_H

#include "study/study.h"

typedef struct Branching { // a guard or an opaque use, once for each place and comparison
    const char *file;
    int line;
    const char *what; // "export_levy < 0.3", "n"
    const char *why;  // of an opaque use; NULL for a guard
    int input;        // of an opaque use
    bool yes, no;     // outcomes met, of a guard
} Branching;

typedef struct Survey {
    Script *script;
    const Scenario *base;
    Arena *arena;
    Results *shown;   // the baseline, then every case
    Results *ends;    // each end, choice and off, all else at the baseline
    const int *input; // of each of `ends`
    const bool *idle; // for each input: nothing changes with it, at the baseline nor in a case
    int n_draws, n_failed; // draws over all ranges; 0 where the script does not branch
    Fault failure;         // what is wrong in the first that failed
    int n_variants;        // traces that all of this needed
    int n_branchings, cap_branchings;
    Branching *branchings;
} Survey;

// NULL with faults where the script is wrong at one of the points, draws left aside.
Survey *survey_new(Script *s, Faults *faults);
void survey_free(Survey *x);

// An opaque input has so many values; 0: more than can be counted.
int input_values(const Input *in);

// Adds every warning, each with its reason and what to do. In the order of their findings.
void survey_advise(const Survey *x, Faults *warnings);

#endif
