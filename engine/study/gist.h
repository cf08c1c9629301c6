// What a reader wants to know first of a run: the foreign chip that policy is about, what held its
// purchases, who got how many, and how many that buyer's money or demand would have meant.
#ifndef ENGINE_STUDY_GIST_H
#define ENGINE_STUDY_GIST_H

#include "study/study.h"

typedef enum GistLimit { LIMIT_MONEY, LIMIT_DEMAND, LIMIT_UNKNOWN } GistLimit;

typedef struct Gist {
    int chip;                 // -1: no chip is foreign to any buyer, or there is none
    bool foreign;             // some buyer imports `chip`; else it is the most bought of all
    int buyer;                // who could have bought most of it; -1 with chip
    double delivered, bought; // units of `chip` to `buyer`, over the run
    double potential; // units that `buyer`'s whole budget or demand comes to, the lesser
    GistLimit limit;  // which of them `potential` is
    // What held that buyer's imports: at first, and in most steps. NONE: it wished for none.
    Binding first, longest;
    int steps;              // in how many steps `longest` holds
    bool only;              // no other constraint in any step
    double demanded, unmet; // compute, of all buyers; 0 without a demand
    double money_left; // share of all budgets that was left or lapsed; NaN without a budget
    double stock_left; // units of `chip` at the end, over all bought
} Gist;

// `chip` and `buyer`: those to speak of, by name; NULL, or a name the scenario does not have:
// chosen from the results.
Gist gist_of(const Result *r, const char *chip, const char *buyer);

// Whether buyer `b` imports chip `c`: foreign, and not some buyer's own.
bool is_import(const Scenario *s, int b, int c);

// Money that buyer `b` had and did not spend, in the currency of the series. NaN where the budget
// was not recorded.
double money_unspent(const Result *r, int b);

#endif
