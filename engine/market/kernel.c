#include "market/kernel.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

#if defined(__x86_64__)
extern const Kernel kernel_v2, kernel_v3, kernel_v4;
#else
extern const Kernel kernel_any;
#endif
extern const Kernel kernel_terms;

#if defined(__x86_64__)
static bool runs_here(const Kernel *k) {
    __builtin_cpu_init();
    if (k == &kernel_v4)
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
               __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx2") &&
               __builtin_cpu_supports("bmi2");
    if (k == &kernel_v3)
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") &&
               __builtin_cpu_supports("fma");
    return __builtin_cpu_supports("sse4.2");
}

const Kernel *kernel_named(const char *isa) {
    const Kernel *const all[] = {&kernel_v4, &kernel_v3, &kernel_v2};
    for (int i = 0; i < 3; i++)
        if (runs_here(all[i]) && strcmp(all[i]->isa, isa) == 0) return all[i];
    return NULL;
}

// The widest that runs here; without SSE 4.2 the one that assumes nothing.
const Kernel *kernel_pick(void) {
    const Kernel *const all[] = {&kernel_v4, &kernel_v3, &kernel_v2};
    const char *wish = getenv("CHOKEPOINT_ISA");
    const Kernel *named = wish ? kernel_named(wish) : NULL;
    if (named) return named;
    for (int i = 0; i < 3; i++)
        if (runs_here(all[i])) return all[i];
    return &kernel_terms;
}
#else
const Kernel *kernel_named(const char *isa) {
    return strcmp(kernel_any.isa, isa) == 0 ? &kernel_any : NULL;
}
const Kernel *kernel_pick(void) {
    return &kernel_any;
}
#endif

const Kernel *kernel_probe(void) {
    return &kernel_terms;
}

void terms_add(Terms *t, Term row) {
    if (!t || (t->only_step >= 0 && t->only_step != row.step)) return;
    if (t->n == t->cap) {
        t->cap = t->cap ? t->cap * 2 : 256;
        t->rows = memory_grow(t->rows, sizeof *t->rows * (size_t)t->cap);
    }
    t->rows[t->n++] = row;
}

void terms_done(Terms *t) {
    free(t->rows);
    *t = (Terms){.only_step = t->only_step};
}
