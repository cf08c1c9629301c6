// Memory for a library that asks for many small pieces, gives them back in any order, and is then
// dropped as a whole. The first megabyte comes from one block, whose pieces are kept by size for
// the next who asks; what is larger, or comes later, is malloc's. Not a word is cleared.
#ifndef ENGINE_BASE_POOL_H
#define ENGINE_BASE_POOL_H

#include <stddef.h>

typedef struct Pool Pool;

Pool *pool_new(void);
void pool_free(Pool *p); // with every piece that is still out

// As realloc and free, but for the size that the piece had. NULL when there is no memory.
void *pool_grow(Pool *p, void *old, size_t old_size, size_t size);
void pool_give(Pool *p, void *old, size_t old_size);

#endif
