// A script and a point that moves: the baseline beside what the levers and assumptions stand at
// now. Every change is run at once; one that cannot be run is not made.
#ifndef ENGINE_STUDY_SESSION_H
#define ENGINE_STUDY_SESSION_H

#include "study/study.h"

typedef struct Session Session;

// Runs the baseline. NULL with faults. The script must outlive it.
Session *session_new(Script *script, Faults *faults);
void session_free(Session *s); // NULL is allowed

// Two results: the baseline and, named as the case whose values these are or "this run", the
// point as it stands. They live until the next change.
const Results *session_results(const Session *s);
const double *session_values(const Session *s);
int session_moved(const Session *s); // how many inputs are not at their baseline

// False with faults, and nothing is changed.
bool session_move(Session *s, const double *values, Faults *faults);  // all of them
bool session_set(Session *s, const char *assignment, Faults *faults); // "name=value"
bool session_case(Session *s, int case_index, Faults *faults); // its values over the baseline
bool session_reset(Session *s, Faults *faults);

#endif
