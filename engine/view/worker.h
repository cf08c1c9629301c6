// A process of its own for one reading of a script: what goes wrong there, from a loop without
// end to a crash, ends it and not the window. What it answers stays readable until worker_free.
#ifndef ENGINE_VIEW_WORKER_H
#define ENGINE_VIEW_WORKER_H

#include "view/wire.h"

typedef struct Worker Worker;

// Begins to read the script: the first answer says how that went. NULL with a fault.
Worker *worker_start(const char *path, Faults *faults);
// Ends the process if need be, and gives back the memory of its answers.
void worker_free(Worker *w); // NULL is allowed

bool worker_lives(const Worker *w);
int worker_socket(const Worker *w); // readable when there is an answer, or it ended; -1: ended
bool worker_holds(const Worker *w, const void *p);

// False when it cannot be told (it then ends).
bool worker_tell(Worker *w, const void *question, size_t size);

typedef enum Heard { HEARD_NOTHING, HEARD_ANSWER, HEARD_END } Heard;
Heard worker_hear(Worker *w, Answer *out); // does not wait
void worker_wait(Worker *w, int ms);       // until there is something to hear; ms < 0: for ever

void worker_kill(Worker *w); // asks for its end, and does not wait for it; NULL is allowed
// Ends the process now; its answers stay readable.
void worker_stop(Worker *w); // NULL is allowed
// How it ended by itself: "was ended by signal 11 (Segmentation fault)".
const char *worker_end(const Worker *w);

#endif
