// Inside `explain`: one step of the market told in the order in which it happens.
#ifndef ENGINE_VERB_EXPLAIN_STEP_H
#define ENGINE_VERB_EXPLAIN_STEP_H

#include "study/purchase.h"
#include "verb/explain.h"

typedef struct Story {
    Page *page;
    const Probe *probe;
    int step;
    double t; // its start
} Story;

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
void tell_supply(const Story *y, int c); // explain_supply.c
void tell_resource(const Story *y, int r);
void tell_domestic(const Story *y, int b);
void tell_purchase(const Story *y, int b, int c);
void tell_binding(const Story *y, int b);

#endif
