// Random scenarios as text, for properties that must hold in all of them. The same seed gives the
// same scenario on every machine.
#ifndef TESTS_MODEL_GENERATE_H
#define TESTS_MODEL_GENERATE_H

#include <stdint.h>

typedef struct Generate {
    uint64_t seed;
    uint64_t shuffle;      // 0: as made; else the declarations in an order drawn from it
    double approval_scale; // times the units of approvals; 0 counts as 1
    // Times the rates and capacities of leases and what may pay for them; 0 counts as 1.
    double rent_scale, room_scale, opex_scale, share_scale;
    const char *more;  // declarations put after the others; NULL for none
    int neutral;       // lines and chips get what does nothing, written out
    int plain_numbers; // no assumptions: every number is a literal
} Generate;

// malloc; the caller frees.
char *generate(const Generate *g);

// In [0, 1); moves the state on.
double generate_uniform(uint64_t *state);

#endif
