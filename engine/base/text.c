#include "base/text.h"
#include "base/arena.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void text_done(Text *t) {
    free(t->data);
    *t = (Text){0};
}

static void text_room(Text *t, size_t more) {
    if (t->length + more < t->capacity) return;
    size_t capacity = t->capacity ? t->capacity : 64;
    while (capacity <= t->length + more) capacity *= 2;
    t->data = memory_grow(t->data, capacity);
    t->capacity = capacity;
}

void text_addn(Text *t, const char *s, size_t n) {
    text_room(t, n);
    if (n) memcpy(t->data + t->length, s, n);
    t->length += n;
    t->data[t->length] = 0;
}

void text_add(Text *t, const char *s) {
    text_addn(t, s, strlen(s));
}

void text_printf(Text *t, const char *format, ...) {
    va_list args;
    va_start(args, format);
    text_vprintf(t, format, args);
    va_end(args);
}

void text_vprintf(Text *t, const char *format, va_list args) {
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    if (n >= 0) {
        text_room(t, (size_t)n);
        vsnprintf(t->data + t->length, (size_t)n + 1, format, again);
        t->length += (size_t)n;
    }
    va_end(again);
}

const char *text_get(const Text *t) {
    return t->data ? t->data : "";
}

enum { WORD = 64 };

// Without case, hyphen, space, underscore and final s. False when it is too long to compare.
static bool plain_form(const char *word, char out[WORD]) {
    int n = 0;
    for (; *word; word++) {
        if (strchr("- _", *word)) continue;
        if (n == WORD - 1) return false;
        out[n++] = (char)tolower((unsigned char)*word);
    }
    if (n > 1 && out[n - 1] == 's') n--;
    out[n] = 0;
    return true;
}

static int least(int a, int b) {
    return a < b ? a : b;
}

// Letters to insert, leave out, replace or swap with their neighbour.
static int edit_distance(const char *a, const char *b) {
    int na = (int)strlen(a), nb = (int)strlen(b);
    int row[3][WORD + 1];
    for (int j = 0; j <= nb; j++) row[0][j] = j;
    for (int i = 1; i <= na; i++) {
        int *now = row[i % 3], *last = row[(i + 2) % 3], *before = row[(i + 1) % 3];
        now[0] = i;
        for (int j = 1; j <= nb; j++) {
            int d = last[j - 1] + (a[i - 1] != b[j - 1]);
            d = least(d, least(last[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d = least(d, before[j - 2] + 1);
            now[j] = d;
        }
    }
    return row[na % 3][nb];
}

static int distance_allowed(size_t length) {
    if (length <= 2) return 0;
    return length <= 5 ? 1 : length <= 8 ? 2 : 3;
}

const char *text_nearest(const char *word, const char *const *candidates, int n) {
    char form[WORD], other[WORD];
    if (!plain_form(word, form)) return NULL;
    const char *best = NULL;
    int best_distance = distance_allowed(strlen(form)) + 1;
    for (int i = 0; i < n; i++) {
        if (!plain_form(candidates[i], other)) continue;
        int d = edit_distance(form, other);
        if (d < best_distance) {
            best_distance = d;
            best = candidates[i];
        }
    }
    return best;
}

// Bytes of the character at `s`, 0 where none begins there.
static size_t utf8_length(const unsigned char *s, size_t size) {
    static const struct {
        unsigned char first, last, second_low, second_high; // leading byte; the byte after it
        size_t length;
    } FORMS[] = {
        {0x00, 0x7f, 0, 0, 1},       {0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3},
        {0xe1, 0xec, 0x80, 0xbf, 3}, {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3},
        {0xf0, 0xf0, 0x90, 0xbf, 4}, {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4}};
    for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++) {
        if (s[0] < FORMS[i].first || s[0] > FORMS[i].last) continue;
        size_t n = FORMS[i].length;
        if (n > size) return 0;
        if (n > 1 && (s[1] < FORMS[i].second_low || s[1] > FORMS[i].second_high)) return 0;
        for (size_t k = 2; k < n; k++)
            if ((s[k] & 0xc0) != 0x80) return 0;
        return n;
    }
    return 0;
}

size_t text_not_utf8(const char *s, size_t size) {
    size_t at = 0, n = 1;
    while (at < size && n) {
        uint64_t word = 0; // eight letters of ASCII at once
        if (size - at >= sizeof word) memcpy(&word, s + at, sizeof word);
        if (size - at >= sizeof word && !(word & 0x8080808080808080ULL))
            n = sizeof word;
        else
            n = utf8_length((const unsigned char *)s + at, size - at);
        at += n;
    }
    return at;
}

int text_width(const char *s) {
    int n = 0;
    for (; *s; s++) n += ((unsigned char)*s & 0xC0) != 0x80;
    return n;
}

uint64_t text_hash(uint64_t start, const void *data, size_t size) {
    const unsigned char *p = data;
    uint64_t h = start;
    for (size_t i = 0; i < size; i++) h = (h ^ p[i]) * 1099511628211ULL;
    return h;
}

// Three figures without trailing zeros; `x` in [1, 999.5).
static void three_figures(char out[16], double x) {
    int decimals = x < 9.995 ? 2 : x < 99.95 ? 1 : 0;
    snprintf(out, 16, "%.*f", decimals, x);
    if (!decimals) return;
    size_t n = strlen(out);
    while (out[n - 1] == '0') n--;
    if (out[n - 1] == '.') n--;
    out[n] = 0;
}

void text_short(char out[32], const char *prefix, double value) {
    static const char *const SUFFIX[] = {"", "k", "M", "B", "T"};
    static const double SCALE[] = {1, 1e3, 1e6, 1e9, 1e12};
    double size = fabs(value);
    const char *minus = value < 0 ? "\u2212" : "", *suffix = "";
    char digits[16];
    if (isnan(value)) {
        snprintf(out, 32, "\u2013");
        return;
    }
    if (isinf(size)) {
        snprintf(digits, sizeof digits, "\u221e");
    } else if (size < 1 || size >= 999.5e12) {
        snprintf(digits, sizeof digits, "%.3g", size);
    } else {
        int i = 0;
        while (size >= 999.5 * SCALE[i]) i++;
        three_figures(digits, size / SCALE[i]);
        suffix = SUFFIX[i];
    }
    snprintf(out, 32, "%s%.8s%s%s", minus, prefix, digits, suffix);
}
