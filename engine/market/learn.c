#include "market/step.h"

// Step 13, for the next step: what was made makes the next cheaper and better.
void learn(Market *m) {
    if (m->has_yield_learning) wafers_learn(m);
}
