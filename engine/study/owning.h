// What compute costs where it is owned, beside what a lease asks for it: the price of the cheapest
// chip that does the same work over the months that it serves. The chip alone, without power,
// building and interest, which no source gives.
#ifndef ENGINE_STUDY_OWNING_H
#define ENGINE_STUDY_OWNING_H

#include "study/study.h"

typedef struct Owning {
    int chip;      // -1: none
    double price;  // USD for a compute unit of it
    double months; // over which it is counted: the buyer's `life`, or the run where it has none
    bool lives;    // it is its life
    double cost;   // USD per compute unit and month: price over months
} Owning;

// Of the chips that buyer `b` buys in the run, each at the dearest that it pays for it.
Owning owning_bought(const Result *r, int b, const Lease *l);
// Of the chips that are made and may be had by `b`, bought or not, at the prices of a step.
Owning owning_at(const Result *r, int b, const Lease *l, int step);

// USD a month for so much leased compute as a compute unit of one's own does.
double rent_at(const Result *r, const Lease *l, int step);

#endif
