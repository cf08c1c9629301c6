// Memory that is freed all at once. Everything that lives as long as a scenario, a figure or a
// table is taken from one arena; nothing in it is freed alone. Running out of memory ends the
// program with a message: no caller has to check.
#ifndef ENGINE_BASE_ARENA_H
#define ENGINE_BASE_ARENA_H

#include "base/region.h"

#include <stddef.h>

// Says so on stderr and ends the program with status 3, the status of a limit reached.
// For a command that ends soon: memory that is freed stays with the process, for pages that go
// back to the system cost a fault each when they are asked for again.
void memory_keep(void);
_Noreturn void memory_out(size_t size);
// realloc that never gives NULL; free() it.
void *memory_grow(void *old, size_t size);

typedef struct Arena Arena;

Arena *arena_new(void);
// All of it, the Arena too, in a region (base/region.h); NULL: as arena_new. A full region is
// memory that ran out.
Arena *arena_in(Region *r);
void arena_free(Arena *a); // NULL is allowed

// Zeroed memory, aligned to 64 bytes (a Lane may live in it); less than 64 bytes, in which none
// can live, to 16. `size` 0 gives a valid pointer.
void *arena_alloc(Arena *a, size_t size);

// Grows an array that the arena holds: a copy of `old` (`old_size` bytes) in `new_size` bytes.
void *arena_grow(Arena *a, const void *old, size_t old_size, size_t new_size);

char *arena_text(Arena *a, const char *text); // a copy; NULL gives NULL
char *arena_textn(Arena *a, const char *text, size_t length);
char *arena_printf(Arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

#define ARENA_NEW(a, Type, count) ((Type *)arena_alloc((a), sizeof(Type) * (size_t)(count)))

// Appends to a growing array in an arena: items, n and cap are lvalues of the caller's struct.
#define ARENA_PUSH(a, items, n, cap, ...)                                                      \
    do {                                                                                       \
        if ((n) == (cap)) {                                                                    \
            size_t push_cap = (cap) ? (size_t)(cap)*2 : 8;                                     \
            (items) = arena_grow((a), (items), sizeof *(items) * (size_t)(n),                  \
                                 sizeof *(items)*push_cap);                                    \
            (cap) = (int)push_cap;                                                             \
        }                                                                                      \
        (items)[(n)++] = __VA_ARGS__;                                                          \
    } while (0)

#endif
