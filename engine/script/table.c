#include "script/table.h"

#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct Reader {
    const char *path, *at, *end;
    int line;
    Arena *arena;
    Faults *faults;
    Text cell;
    bool failed;
} Reader;

static bool at_line_end(const Reader *r) {
    return r->at == r->end || *r->at == '\n' || (*r->at == '\r' && r->at[1] == '\n');
}

static void wrong(Reader *r, int line, const char *what) {
    fault_add(r->faults, r->path, line, "%s", what);
    r->failed = true;
}

// Into `cell`, past the closing quote.
static void read_quotes(Reader *r) {
    int begun = r->line;
    for (r->at++; r->at < r->end; r->at++) {
        const char *plain = r->at; // as far as no quote and no line ends
        while (r->at < r->end && *r->at != '"' && *r->at != '\n') r->at++;
        text_addn(&r->cell, plain, (size_t)(r->at - plain));
        if (r->at == r->end) break;
        if (*r->at == '"' && r->at[1] != '"') {
            r->at++;
            if (!at_line_end(r) && *r->at != ',')
                wrong(r, r->line, "text after a closing quote: put the whole cell in quotes");
            return;
        }
        if (*r->at == '"') r->at++; // "" is a quote
        if (*r->at == '\n') r->line++;
        text_addn(&r->cell, r->at, 1);
    }
    wrong(r, begun, "a quote is not closed: end the cell with \"");
}

static const char *read_quoted(Reader *r) {
    r->cell.length = 0;
    read_quotes(r);
    return arena_textn(r->arena, text_get(&r->cell), r->cell.length);
}

// NULL where it is empty.
static const char *read_bare(Reader *r) {
    const char *start = r->at;
    while (!at_line_end(r) && *r->at != ',') r->at++;
    const char *end = r->at;
    while (start < end && (*start == ' ' || *start == '\t')) start++;
    while (end > start && (end[-1] == ' ' || end[-1] == '\t')) end--;
    if (start == end) return NULL;
    return arena_textn(r->arena, start, (size_t)(end - start));
}

// Decimal notation only, so that no "nan", "inf" or "0x10" becomes a number.
static void read_number(Cell *c) {
    const char *digits = "+-.0123456789eE";
    if (!c->text[0] || c->text[strspn(c->text, digits)] || !strpbrk(c->text, "0123456789"))
        return;
    char *end;
    c->number = strtod(c->text, &end);
    if (*end || !isfinite(c->number)) return;
    c->is_number = true;
    c->is_integer = !strpbrk(c->text, ".eE") && fabs(c->number) < 9e15;
    c->integer = c->is_integer ? (long long)c->number : 0;
}

static Cell read_cell(Reader *r) {
    bool quoted = r->at < r->end && *r->at == '"';
    Cell c = {0};
    if (quoted)
        c.text = read_quoted(r);
    else
        c.text = read_bare(r);
    while (!at_line_end(r) && *r->at != ',') r->at++;
    if (!quoted && c.text) read_number(&c);
    return c;
}

// The cells of one line, and past its end. -1 for an empty line.
static int read_line(Reader *r, Cell **cells, int *cap) {
    int n = 0;
    bool empty = at_line_end(r);
    if (!empty) {
        for (;;) {
            Cell c = read_cell(r);
            if (n == *cap) {
                *cap = *cap ? *cap * 2 : 16;
                *cells = memory_grow(*cells, sizeof **cells * (size_t)*cap);
            }
            (*cells)[n++] = c;
            if (at_line_end(r)) break;
            r->at++; // the comma
        }
    }
    if (r->at < r->end && *r->at == '\r') r->at++;
    if (r->at < r->end) r->at++;
    r->line++;
    return empty ? -1 : n;
}

static void read_header(Reader *r, DataTable *t, const Cell *cells, int n) {
    t->columns = n;
    t->header = ARENA_NEW(t->arena, const char *, n);
    for (int i = 0; i < n; i++) {
        t->header[i] = cells[i].text;
        if (!t->header[i] || !*t->header[i]) {
            fault_add(r->faults, r->path, 1, "column %d has no name: name it in the first line",
                      i + 1);
            r->failed = true;
            continue;
        }
        for (int j = 0; j < i; j++) {
            if (!t->header[j] || strcmp(t->header[i], t->header[j]) != 0) continue;
            fault_add(r->faults, r->path, 1, "two columns are named '%s': rename one",
                      t->header[i]);
            r->failed = true;
        }
    }
}

// At most so many rows of `columns` cells are still to come: each has a line, and a comma or the
// line's end for each cell.
static size_t rows_left(const Reader *r, int columns) {
    size_t lines = 1, room = (size_t)(r->end - r->at) / (size_t)columns + 1;
    for (const char *c = r->at; (c = memchr(c, '\n', (size_t)(r->end - c))); c++) lines++;
    return lines < room ? lines : room;
}

static void read_rows(Reader *r, DataTable *t) {
    Cell *line = NULL;
    int line_cap = 0;
    while (r->at < r->end) {
        int at = r->line, n = read_line(r, &line, &line_cap);
        if (n < 0) continue;
        if (!t->header) {
            read_header(r, t, line, n);
            continue;
        }
        if (n != t->columns) {
            fault_add(r->faults, r->path, at,
                      "has %d cell%s, expected %d as in its first line; a cell with a comma "
                      "needs quotes",
                      n, n == 1 ? "" : "s", t->columns);
            r->failed = true;
            continue;
        }
        if (!t->cells) {
            size_t most = rows_left(r, n) + 1; // with the one just read
            t->line = arena_alloc(t->arena, sizeof *t->line * most);
            t->cells = arena_alloc(t->arena, sizeof *t->cells * most * (size_t)n);
        }
        t->line[t->rows] = at;
        memcpy(t->cells + (size_t)t->rows++ * (size_t)n, line, sizeof *line * (size_t)n);
    }
    free(line);
}

DataTable *data_table_read(const char *path, const char *bytes, size_t size, Faults *f) {
    Arena *arena = arena_new();
    DataTable *t = ARENA_NEW(arena, DataTable, 1);
    t->arena = arena;
    Reader r = {.path = path, .at = bytes, .end = bytes + size, .line = 1};
    r.arena = arena;
    r.faults = f;
    if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) r.at += 3; // a byte order mark
    read_rows(&r, t);
    text_done(&r.cell);
    if (!t->header && !r.failed)
        wrong(&r, 1, "an empty table: the first line names the columns");
    if (!r.failed) return t;
    data_table_free(t);
    return NULL;
}

void data_table_free(DataTable *t) {
    if (t) arena_free(t->arena);
}
