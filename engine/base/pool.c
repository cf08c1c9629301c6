#include "base/pool.h"

#include "base/arena.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { GRAIN = 16, LARGEST = 1024, CLASSES = LARGEST / GRAIN, BLOCK = 1 << 20 };

// A piece of the block that was given back.
typedef struct Piece {
    struct Piece *next;
} Piece;

// What malloc gave: in a ring, so that it can be freed with the pool.
typedef struct Alone {
    _Alignas(GRAIN) struct Alone *next;
    struct Alone *before;
} Alone;

struct Pool {
    char *block;
    size_t used;
    Piece *free[CLASSES];
    Alone ring;
};

Pool *pool_new(void) {
    Pool *p = memory_grow(NULL, sizeof *p);
    *p = (Pool){.block = memory_grow(NULL, BLOCK)};
    p->ring.next = p->ring.before = &p->ring;
    return p;
}

void pool_free(Pool *p) {
    if (!p) return;
    for (Alone *a = p->ring.next; a != &p->ring;) {
        Alone *next = a->next;
        free(a);
        a = next;
    }
    free(p->block);
    free(p);
}

static bool is_in_block(const Pool *p, const void *piece) {
    const char *at = piece;
    return at >= p->block && at < p->block + BLOCK;
}

static size_t class_of(size_t size) {
    return (size + GRAIN - 1) / GRAIN - 1;
}

// NULL where the block has no such piece.
static void *take(Pool *p, size_t size) {
    if (size > LARGEST) return NULL;
    size_t c = class_of(size), room = (c + 1) * GRAIN;
    Piece *piece = p->free[c];
    if (piece) {
        p->free[c] = piece->next;
        return piece;
    }
    if (p->used + room > BLOCK) return NULL;
    p->used += room;
    return p->block + p->used - room;
}

static void ring_leave(Alone *a) {
    a->before->next = a->next;
    a->next->before = a->before;
}

static void ring_join(Pool *p, Alone *a) {
    a->next = &p->ring;
    a->before = p->ring.before;
    a->before->next = a;
    p->ring.before = a;
}

static void *take_alone(Pool *p, Alone *old, size_t size) {
    if (old) ring_leave(old);
    Alone *a = realloc(old, sizeof *a + size);
    if (a || old) ring_join(p, a ? a : old);
    return a ? a + 1 : NULL;
}

void pool_give(Pool *p, void *old, size_t old_size) {
    if (!old) return;
    if (!is_in_block(p, old)) {
        Alone *a = (Alone *)old - 1;
        ring_leave(a);
        free(a);
        return;
    }
    Piece *piece = old;
    piece->next = p->free[class_of(old_size)];
    p->free[class_of(old_size)] = piece;
}

void *pool_grow(Pool *p, void *old, size_t old_size, size_t size) {
    bool inside = old && is_in_block(p, old);
    if (inside && size <= LARGEST && class_of(size) == class_of(old_size)) return old;
    if (old && !inside) return take_alone(p, (Alone *)old - 1, size);
    void *piece = take(p, size);
    if (!piece) piece = take_alone(p, NULL, size);
    if (!piece || !old) return piece;
    memcpy(piece, old, old_size < size ? old_size : size);
    pool_give(p, old, old_size);
    return piece;
}
