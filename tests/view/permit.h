// The window over a real script that lies in a folder of its own; and such a script: one permit, a
// lever and a case.
#ifndef TESTS_VIEW_PERMIT_H
#define TESTS_VIEW_PERMIT_H

#include "view/app.h"

// All but the calendar; `units` is what the permit is for.
#define PERMIT_MARKET(units)                                                                   \
    "local permit = lever \"permit\" { " units                                                 \
    ", min = 0, max = 400e3, source = \"assumed\" }\n"                                         \
    "chip \"H200\" { seller = \"Nvidia\", origin = \"US\", price = usd(27000), flops = 989.5 " \
    "}\n"                                                                                      \
    "line \"stock\" { chip = \"H200\", inventory = 300e3 }\n"                                  \
    "buyer \"ByteDance\" { jurisdiction = \"CN\", capex = usd(10e9), demand = 20e3 }\n"        \
    "control \"customs\" { by = \"CN\", chips = { \"H200\" } }\n"                              \
    "approval \"permit\" { by = \"CN\", chips = { \"H200\" }, units = permit }\n"              \
    "case \"twice\" { permit = 200e3 }\n"

extern const char PERMIT_SCRIPT[];

typedef struct Saved {
    char folder[64], path[128];
    App *app;
} Saved;

// Set up and torn down for each test; `*state` is the Saved.
int saved_start(void **state, const char *script);
int saved_stop(void **state);
int permit_start(void **state); // over PERMIT_SCRIPT

// Written `seconds` after the time of the first writing, so that no clock is too coarse.
void saved_write(const char *path, const char *text, int seconds);
void permit_save(Saved *w, const char *text, int seconds);

double permit_delivered(const App *a);
void permit_settle(App *a);
void permit_tick(App *a, double now); // hears of what was saved, and settles

#endif
