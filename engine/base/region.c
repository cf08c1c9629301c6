#include "base/region.h"

#include <stdint.h>
#include <sys/mman.h>

enum { ALIGN = 64 };
#define LEAST ((size_t)1 << 24) // bytes: a region smaller than this is of no use

#define SHARED (MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE)

// What was given back, ready to be taken again.
typedef struct Gap {
    struct Gap *next;
    size_t size;
} Gap;

// Stands at the start of its own memory, so that every process sees the same state.
struct Region {
    size_t size, used;
    Gap *gaps;
};

static size_t rounded(size_t size) {
    return size ? (size + ALIGN - 1) / ALIGN * ALIGN : ALIGN;
}

Region *region_new(size_t size) {
    for (; size >= LEAST; size /= 2) {
        // cppcheck-suppress invalidFunctionArg
        void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, SHARED, -1, 0);
        if (p == MAP_FAILED) continue;
        Region *r = p;
        *r = (Region){.size = size, .used = rounded(sizeof *r)};
        return r;
    }
    return NULL;
}

void region_free(Region *r) {
    if (!r) return;
    size_t size = r->size;
    madvise(r, size, MADV_REMOVE);
    munmap(r, size);
}

// The first gap that is large enough; what is left of it stays a gap.
static void *take_gap(Region *r, size_t size) {
    for (Gap **at = &r->gaps; *at; at = &(*at)->next) {
        Gap *g = *at;
        if (g->size < size) continue;
        if (g->size == size) {
            *at = g->next;
        } else {
            Gap *rest = (Gap *)((char *)g + size);
            *rest = (Gap){g->next, g->size - size};
            *at = rest;
        }
        return g;
    }
    return NULL;
}

void *region_take(Region *r, size_t size) {
    if (size > r->size) return NULL;
    size = rounded(size);
    void *p = take_gap(r, size);
    if (p || r->size - r->used < size) return p;
    p = (char *)r + r->used;
    r->used += size;
    return p;
}

void region_give(Region *r, void *p, size_t size) {
    Gap *g = p;
    *g = (Gap){r->gaps, rounded(size)};
    r->gaps = g;
}

bool region_holds(const Region *r, const void *p) {
    uintptr_t from = (uintptr_t)r, at = (uintptr_t)p;
    return at >= from && at - from < r->size;
}
