#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

// What is smaller than a lane needs no more than malloc's own alignment.
enum { ALIGN = 64, SMALL_ALIGN = 16, FIRST_BLOCK = 1 << 14, LARGEST_BLOCK = 1 << 22 };

// A block begins with this header, padded to ALIGN; its memory follows.
typedef struct Block {
    struct Block *before;
    size_t used, size; // of the memory
} Block;

struct Arena {
    Region *region; // NULL: on the heap
    Block *last;
    size_t next_size;
};

void memory_keep(void) {
#ifdef __GLIBC__
    enum { KEPT = 64 << 20 };
    mallopt(M_MMAP_THRESHOLD, KEPT / 4);
    mallopt(M_TRIM_THRESHOLD, KEPT);
    mallopt(M_TOP_PAD, 1 << 20); // asked for ahead, not touched
#endif
}

_Noreturn void memory_out(size_t size) {
    fprintf(stderr, "chokepoint: out of memory (%zu bytes more were asked for)\n", size);
    exit(3);
}

void *memory_grow(void *old, size_t size) {
    void *p = realloc(old, size ? size : 1);
    if (!p) memory_out(size);
    return p;
}

Arena *arena_new(void) {
    return arena_in(NULL);
}

static void *memory_take(Region *r, size_t size) {
    void *p = r ? region_take(r, size) : aligned_alloc(ALIGN, size);
    if (!p) memory_out(size);
    return p;
}

static void memory_give(Region *r, void *p, size_t size) {
    if (r)
        region_give(r, p, size);
    else
        free(p);
}

Arena *arena_in(Region *r) {
    Arena *a = memory_take(r, ALIGN);
    _Static_assert(sizeof *a <= ALIGN, "an arena fits its place");
    *a = (Arena){.region = r, .next_size = FIRST_BLOCK};
    return a;
}

void arena_free(Arena *a) {
    if (!a) return;
    for (Block *b = a->last; b;) {
        Block *before = b->before;
        memory_give(a->region, b, ALIGN + b->size);
        b = before;
    }
    memory_give(a->region, a, ALIGN);
}

static char *block_memory(Block *b) {
    return (char *)b + ALIGN;
}

static Block *block_new(Arena *a, size_t size) {
    Block *b = memory_take(a->region, ALIGN + size);
    *b = (Block){.size = size};
    return b;
}

// What is larger than a quarter of a block gets one of its own, behind the block in use.
static void *alloc_alone(Arena *a, size_t size) {
    Block *b = block_new(a, size);
    b->used = size;
    if (a->last) {
        b->before = a->last->before;
        a->last->before = b;
    } else {
        a->last = b;
    }
    return memset(block_memory(b), 0, size);
}

static size_t round_up(size_t size, size_t align) {
    return (size + align - 1) / align * align;
}

void *arena_alloc(Arena *a, size_t size) {
    if (size > SIZE_MAX / 2) memory_out(size);
    size_t align = size < ALIGN ? SMALL_ALIGN : ALIGN;
    size = size ? round_up(size, align) : align;
    size_t at = a->last ? round_up(a->last->used, align) : 0;
    if (a->last && a->last->size - at >= size) { // the size of a block is a multiple of ALIGN
        a->last->used = at + size;
        return memset(block_memory(a->last) + at, 0, size);
    }
    if (size > a->next_size / 4) return alloc_alone(a, size);
    Block *b = block_new(a, a->next_size);
    if (a->next_size < LARGEST_BLOCK) a->next_size *= 2;
    b->before = a->last;
    b->used = size;
    a->last = b;
    return memset(block_memory(b), 0, size);
}

void *arena_grow(Arena *a, const void *old, size_t old_size, size_t new_size) {
    void *p = arena_alloc(a, new_size);
    if (old) memcpy(p, old, old_size < new_size ? old_size : new_size);
    return p;
}

char *arena_text(Arena *a, const char *text) {
    return text ? arena_textn(a, text, strlen(text)) : NULL;
}

char *arena_textn(Arena *a, const char *text, size_t length) {
    char *p = arena_alloc(a, length + 1);
    memcpy(p, text, length);
    return p;
}

char *arena_printf(Arena *a, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    size_t size = n < 0 ? 1 : (size_t)n + 1;
    char *p = arena_alloc(a, size);
    if (n >= 0) vsnprintf(p, size, format, again);
    va_end(again);
    return p;
}
