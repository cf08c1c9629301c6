// Keyed random numbers (Philox 4x64 from Random123): a draw's number depends on the seed, the
// draw and the name of what is drawn, on nothing else: not the order, not the job.
#ifndef ENGINE_BASE_RANDOM_H
#define ENGINE_BASE_RANDOM_H

#include <stdint.h>

typedef enum RandomKind { RANDOM_ASSUME, RANDOM_SPINS, RANDOM_SHOCK, RANDOM_SCRIPT } RandomKind;

// In (0, 1): the middles of 2^52 equal intervals, so never 0 or 1, and 1 - u is as likely as u.
double random_uniform(uint64_t seed, uint64_t draw, uint64_t name_hash, RandomKind kind,
                      uint64_t index);

#endif
