// One step of the market told in sentences, in the order in which it happens: for `explain` and
// for the window. The sentences go to whoever listens.
#ifndef ENGINE_STUDY_STORY_H
#define ENGINE_STUDY_STORY_H

#include "study/purchase.h"

typedef enum Voice { VOICE_HEADING, VOICE_PLAIN, VOICE_STRONG, VOICE_ASIDE, VOICE_COUNT } Voice;

typedef struct Story {
    const Probe *probe;
    int step;
    double t; // its start
    Arena *arena;
    void (*say)(void *context, Voice voice, const char *text); // the text is in the arena
    void *context;
} Story;

void story_say(const Story *y, Voice voice, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

const char *story_when(const Story *y, int step); // "May 2026"
const char *story_buyer(const Story *y, int b);
const char *story_chip(const Story *y, int c);

// What a mechanism computed in the step; NaN where it did not.
double story_term(const Story *y, const char *name, int party, int chip, int workload);

// Does the instrument act in the step?
bool story_active(const Story *y, const Instrument *i);

// USD that "levy per unit" or "tariff per unit" takes of a unit, for one authority or (NULL) all.
double story_dues(const Story *y, const char *term, int b, int c, const char *authority);
double story_net(const Story *y, int b, int c); // USD of a unit that the seller keeps

void tell_approval(const Story *y, int k, int b);
void tell_prices(const Story *y, int b, int c);
void tell_access(const Story *y, int b, int c);
void tell_money(const Story *y, int b);
void tell_demand(const Story *y, int b);
void tell_supply(const Story *y, int c); // story_supply.c
void tell_resource(const Story *y, int r);
void tell_domestic(const Story *y, int b);
void tell_purchase(const Story *y, int b, int c);
void tell_binding(const Story *y, int b);
void tell_seizures(const Story *y, int b, int c); // story_supply.c; of what is due in the step
void tell_leases(const Story *y, int b);          // story_lease.c; nothing where there are none
void tell_efficiency(const Story *y, int b);

bool may_buy(const Scenario *s, int b, int c);
// The chips that a story of the buyer is about: those it wished for in the step, and `chip` (-1:
// none more). `out` holds n_chips.
int story_chips(const Story *y, int b, int chip, int *out);
// All of a buyer's step, from policy and prices to what bound it.
void tell_buyer(const Story *y, const int *chips, int n, int b);

#endif
