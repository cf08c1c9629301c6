// Growing text, number formats that do not depend on the locale, and "did you mean".
#ifndef ENGINE_BASE_TEXT_H
#define ENGINE_BASE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Text {
    char *data; // always terminated once anything was added; NULL before
    size_t length, capacity;
} Text;

// A zeroed Text is empty. Free with text_done.
void text_done(Text *t);
void text_add(Text *t, const char *s);
void text_addn(Text *t, const char *s, size_t n);
void text_printf(Text *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_vprintf(Text *t, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
const char *text_get(const Text *t); // "" when empty

// The candidate nearest to `word` (edit distance over a form without case, hyphen, space,
// underscore and final s), or NULL when nothing is near enough to be meant.
const char *text_nearest(const char *word, const char *const *candidates, int n);

// Columns a terminal uses for UTF-8 text (counts code points; no wide scripts in our output).
int text_width(const char *s);

// The first byte that is not UTF-8 (RFC 3629), or `size`.
size_t text_not_utf8(const char *s, size_t size);

// FNV-1a, 64 bits: names for random numbers, hashes of scripts. Start with TEXT_HASH.
#define TEXT_HASH 14695981039346656037ULL
uint64_t text_hash(uint64_t start, const void *data, size_t size);

// A number for people: 3 significant figures with an SI suffix ("1.23B", "2.85M", "45.2k",
// "0.25"), U+2212 for minus, an en dash for "no value" (NaN). `prefix` ("$", "¥", "", at most 8
// bytes) comes before the digits.
void text_short(char out[32], const char *prefix, double value);

#endif
