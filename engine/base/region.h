// Memory that a process and the children it forks later see at the same addresses: what one of
// them builds there, pointers and all, the other can read. Only one process at a time may take
// and give; a reader must know by other means that what it reads is complete. Pages cost nothing
// until they are written.
#ifndef ENGINE_BASE_REGION_H
#define ENGINE_BASE_REGION_H

#include <stdbool.h>
#include <stddef.h>

typedef struct Region Region;

// Of `size` bytes, or of fewer where the system refuses so many; NULL when it gives none.
Region *region_new(size_t size);
// Gives the memory back to the system, also where other processes still have it mapped.
void region_free(Region *r); // NULL is allowed

// Not zeroed, aligned to 64 bytes. NULL when the region is full.
void *region_take(Region *r, size_t size);
// `size` as it was taken.
void region_give(Region *r, void *p, size_t size);

bool region_holds(const Region *r, const void *p);

#endif
