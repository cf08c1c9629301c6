#include "base/excerpt.h"

#include "base/file.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 160 };

static bool is_word(char c) {
    return isalnum((unsigned char)c) || c == '_';
}

static bool stands_alone(const char *line, const char *at, size_t n) {
    bool before = at > line && is_word(at[-1]) && is_word(at[0]);
    return !before && !(is_word(at[n]) && is_word(at[n - 1]));
}

// The word as a key (`word = `) before the word anywhere else.
static const char *find_word(const char *line, const char *word, size_t n) {
    const char *first = NULL;
    if (!n) return NULL;
    for (const char *p = line; *p; p++) {
        if (strncmp(p, word, n) != 0 || !stands_alone(line, p, n)) continue;
        const char *after = p + n + strspn(p + n, " \t");
        if (after[0] == '=' && after[1] != '=') return p;
        if (!first) first = p;
    }
    return first;
}

// The text between `open` and the next `close` behind it.
static const char *between(const char *from, const char *open, char close, size_t *n) {
    const char *p = strstr(from, open);
    if (!p) return NULL;
    p += strlen(open);
    const char *end = strchr(p, close);
    *n = end ? (size_t)(end - p) : 0;
    return end ? p : NULL;
}

static void mark(Excerpt *e, const char *at, size_t n) {
    e->column = (int)(at - e->line) + 1;
    e->width = n ? (int)n : 1;
}

static void find_place(const char *text, Excerpt *e) {
    size_t n = 0;
    const char *word = between(text, "field '", '\'', &n);
    const char *at = word ? find_word(e->line, word, n) : NULL;
    for (const char *p = text; !at && (word = between(p, "\"", '"', &n)); p = word + n + 1)
        at = find_word(e->line, word, n);
    if (!at) {
        at = e->line + strspn(e->line, " \t");
        for (n = 0; is_word(at[n]);) n++;
    }
    mark(e, at, n);
}

bool excerpt_find(const Fault *f, Arena *arena, Excerpt *out) {
    if (!f->file || f->line <= 0 || !file_exists(f->file)) return false;
    Faults *unread = faults_new();
    char *bytes = file_read(f->file, NULL, unread);
    faults_free(unread);
    const char *line = bytes;
    for (int i = 1; line && i < f->line; i++) {
        line = strchr(line, '\n');
        if (line) line++;
    }
    bool found = line && *line;
    if (found) {
        *out = (Excerpt){.line = arena_textn(arena, line, strcspn(line, "\r\n"))};
        find_place(f->text, out);
    }
    free(bytes);
    return found;
}

static void add_shown(Text *out, const char *s, size_t n) {
    for (size_t i = 0; i < n; i++) {
        bool control = (unsigned char)s[i] < 32 && s[i] != '\t';
        text_addn(out, control || s[i] == 127 ? "?" : s + i, 1);
    }
}

// As wide as the text itself: a tab stays one, a letter of several bytes is one column.
static void add_blank(Text *out, const char *s, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (s[i] == '\t')
            text_add(out, "\t");
        else if (((unsigned char)s[i] & 0xC0) != 0x80)
            text_add(out, " ");
}

void excerpt_add(const Excerpt *e, int line, Text *out) {
    size_t n = strlen(e->line), before = (size_t)e->column - 1;
    bool cut = n > LONGEST;
    if (cut)
        for (n = LONGEST; ((unsigned char)e->line[n] & 0xC0) == 0x80;) n--;
    text_printf(out, "%6d | ", line);
    add_shown(out, e->line, n);
    text_add(out, cut ? "...\n" : "\n");
    if (before >= n) return;
    text_add(out, "       | ");
    add_blank(out, e->line, before);
    for (size_t i = before; i < n && i < before + (size_t)e->width; i++)
        if (((unsigned char)e->line[i] & 0xC0) != 0x80) text_add(out, "^");
    text_add(out, "\n");
}
