#include "base/random.h"

#include <Random123/philox.h>

double random_uniform(uint64_t seed, uint64_t draw, uint64_t name_hash, RandomKind kind,
                      uint64_t index) {
    philox4x64_ctr_t counter = {{draw, index, name_hash, (uint64_t)kind}};
    philox4x64_key_t key = {{seed, 0}};
    philox4x64_ctr_t r = philox4x64(counter, key);
    return ((double)(r.v[0] >> 12) + 0.5) * 0x1p-52;
}
