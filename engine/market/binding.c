#include "market/step.h"

void binding_set(Market *m) {
    for (int b = 0; b < m->B; b++) m->binding[b] = (Lane){0};
}
