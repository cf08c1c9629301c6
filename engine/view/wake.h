// What ends the window's sleep: the window system, news on the sockets of the models, and the
// signals that ask a program to end (SIGINT, SIGTERM, SIGHUP; those that were ignored before stay
// so). Nothing is polled: while nothing happens no processor time is used.
#ifndef ENGINE_VIEW_WAKE_H
#define ENGINE_VIEW_WAKE_H

#include <SDL.h>
#include <stdbool.h>

typedef struct Wake Wake;

// Before SDL_Init: from here on the signals are held back.
Wake *wake_new(void);
// After SDL_Quit. They are let through again, unless one came: the program ends.
void wake_free(Wake *w);

// Once there is a window: begins to listen to `n` sockets; -1 is none.
void wake_begin(Wake *w, const int *sockets, int n);
void wake_end(Wake *w);

// The next event, waiting for it no longer than `ms`, for ever where that is negative. News on a
// socket are an SDL_USEREVENT, a signal is SDL_QUIT. Where the window does not close then, a second
// signal ends the program, after two seconds at the soonest.
bool wake_wait(Wake *w, SDL_Event *e, int ms);
void wake_taken(Wake *w); // the news are: listen for more

#endif
