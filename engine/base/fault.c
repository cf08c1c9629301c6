#include "base/fault.h"
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct Faults {
    Arena *arena; // texts and the list
    Fault *list;
    int n, cap;
};

Faults *faults_new(void) {
    Faults *f = memory_grow(NULL, sizeof *f);
    *f = (Faults){.arena = arena_new()};
    return f;
}

void faults_free(Faults *f) {
    if (!f) return;
    arena_free(f->arena);
    free(f);
}

void faults_clear(Faults *f) {
    arena_free(f->arena);
    *f = (Faults){.arena = arena_new()};
}

static int compare_text(const char *a, const char *b) {
    return a && b ? strcmp(a, b) : (a != NULL) - (b != NULL);
}

static int fault_compare(const void *x, const void *y) {
    const Fault *a = x, *b = y;
    int by_file = compare_text(a->file, b->file);
    if (by_file) return by_file;
    if (a->line != b->line) return a->line < b->line ? -1 : 1;
    return strcmp(a->text, b->text);
}

__attribute__((format(printf, 5, 0))) static void
add(Faults *f, FaultKind kind, const char *file, int line, const char *format, va_list args) {
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    size_t size = n < 0 ? 1 : (size_t)n + 1;
    char *text = arena_alloc(f->arena, size);
    if (n >= 0) vsnprintf(text, size, format, again);
    va_end(again);
    Fault fault = {.kind = kind, .file = file, .line = line, .text = text};
    for (int i = 0; i < f->n; i++)
        if (fault_compare(&f->list[i], &fault) == 0) return;
    fault.file = arena_text(f->arena, file);
    ARENA_PUSH(f->arena, f->list, f->n, f->cap, fault);
}

void fault_add(Faults *f, const char *file, int line, const char *format, ...) {
    va_list args;
    va_start(args, format);
    add(f, FAULT_INPUT, file, line, format, args);
    va_end(args);
}

void fault_add_kind(Faults *f, FaultKind kind, const char *file, int line, const char *format,
                    ...) {
    va_list args;
    va_start(args, format);
    add(f, kind, file, line, format, args);
    va_end(args);
}

void faults_copy(const Faults *from, const char *before, Faults *to) {
    for (int i = 0; i < from->n; i++) {
        const Fault *f = &from->list[i];
        fault_add_kind(to, f->kind, f->file, f->line, "%s%s", before, f->text);
    }
}

int faults_count(const Faults *f) {
    return f->n;
}

void faults_sort(Faults *f) {
    if (f->n > 1) qsort(f->list, (size_t)f->n, sizeof *f->list, fault_compare);
}

const Fault *fault_at(const Faults *f, int i) {
    return &f->list[i];
}

const char *fault_line(Faults *f, int i) {
    const Fault *x = &f->list[i];
    if (!x->file) return x->text;
    if (x->line <= 0) return arena_printf(f->arena, "%s: %s", x->file, x->text);
    return arena_printf(f->arena, "%s:%d: %s", x->file, x->line, x->text);
}

int faults_exit_code(const Faults *f) {
    int code = 0;
    for (int i = 0; i < f->n; i++) {
        int its = f->list[i].kind == FAULT_LIMIT ? 3 : 1;
        if (its > code) code = its;
    }
    return code;
}
