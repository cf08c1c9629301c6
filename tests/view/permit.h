// The window over a real script that lies in a folder of its own: one permit, a lever and a case.
#ifndef TESTS_VIEW_PERMIT_H
#define TESTS_VIEW_PERMIT_H

#include "view/app.h"

extern const char PERMIT_SCRIPT[];

typedef struct World {
    char folder[64], path[128];
    App *app;
} World;

// Set up and torn down for each test; `*state` is the World.
int permit_start(void **state);
int permit_stop(void **state);

// Saved `seconds` after the time of the first saving, so that no clock is too coarse.
void permit_save(World *w, const char *text, int seconds);

double permit_delivered(const App *a);
void permit_settle(App *a);
void permit_tick(App *a, double now); // hears of what was saved, and settles

#endif
