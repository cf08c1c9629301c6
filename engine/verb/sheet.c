#include "verb/sheet.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { MAX_COLUMNS = 64, GAP = 2, PAPER_WIDTH = 200, HEADING_WIDTH = 12, HEADING_LINES = 8 };

typedef struct Cell {
    const char *text;
    Ink ink;
} Cell;

typedef struct Row {
    bool line; // one text over all columns: cells[0]
    int n;
    Cell cells[MAX_COLUMNS];
} Row;

struct Sheet {
    Arena *arena;
    int n_columns;
    const char *heading[MAX_COLUMNS];
    Align align[MAX_COLUMNS];
    int n_rows, cap_rows;
    Row **rows;
    Row *open; // the row being written
};

bool paper_has_ink(FILE *f) {
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    return isatty(fileno(f)) && !(no && *no) && term && strcmp(term, "dumb") != 0;
}

int paper_width(FILE *f) {
    struct winsize w;
    if (isatty(fileno(f)) && ioctl(fileno(f), TIOCGWINSZ, &w) == 0 && w.ws_col >= 40)
        return w.ws_col;
    return PAPER_WIDTH;
}

void ink_add(Text *out, bool inked, Ink ink, const char *text) {
    static const char *const CODES[] = {
        [INK_BOLD] = "\033[1m", [INK_MUTED] = "\033[2m", [INK_ACCENT] = "\033[36m"};
    if (!inked || ink == INK_PLAIN || !*text) {
        text_add(out, text);
        return;
    }
    text_add(out, CODES[ink]);
    text_add(out, text);
    text_add(out, "\033[0m");
}

void say_paragraph(Text *out, bool inked, Ink ink, int indent, int width, const char *text) {
    int column = 0, at = indent;
    for (const char *word = text; *word;) {
        int n = (int)strcspn(word, " ");
        char one[512];
        snprintf(one, sizeof one, "%.*s", n < 511 ? n : 511, word);
        int wide = text_width(one);
        if (column && column + 1 + wide > width) {
            text_add(out, "\n");
            column = 0;
            at = indent + 2;
        }
        if (!column)
            for (column = 0; column < at; column++) text_add(out, " ");
        else {
            text_add(out, " ");
            column++;
        }
        ink_add(out, inked, ink, one);
        column += wide;
        word += n + (int)strspn(word + n, " ");
    }
    text_add(out, "\n");
}

Sheet *sheet_new(void) {
    Arena *a = arena_new();
    Sheet *t = ARENA_NEW(a, Sheet, 1);
    t->arena = a;
    return t;
}

void sheet_free(Sheet *t) {
    if (t) arena_free(t->arena);
}

void sheet_column(Sheet *t, const char *heading, Align align) {
    if (t->n_columns == MAX_COLUMNS) return;
    t->heading[t->n_columns] = arena_text(t->arena, heading);
    t->align[t->n_columns++] = align;
}

static Row *row_open(Sheet *t) {
    if (!t->open) t->open = ARENA_NEW(t->arena, Row, 1);
    return t->open;
}

void sheet_cell(Sheet *t, Ink ink, const char *text) {
    Row *r = row_open(t);
    if (r->n < MAX_COLUMNS) r->cells[r->n++] = (Cell){arena_text(t->arena, text), ink};
}

void sheet_cellf(Sheet *t, Ink ink, const char *format, ...) {
    Text text = {0};
    va_list args;
    va_start(args, format);
    text_vprintf(&text, format, args);
    va_end(args);
    sheet_cell(t, ink, text_get(&text));
    text_done(&text);
}

void sheet_row(Sheet *t) {
    Row *r = row_open(t);
    ARENA_PUSH(t->arena, t->rows, t->n_rows, t->cap_rows, r);
    t->open = NULL;
}

void sheet_line(Sheet *t, Ink ink, const char *text) {
    Row *r = row_open(t);
    r->line = true;
    r->cells[0] = (Cell){arena_text(t->arena, text), ink};
    sheet_row(t);
}

static const char *cell_text(const Row *r, int column) {
    return column < r->n ? r->cells[column].text : "";
}

static int longest_word(const char *text) {
    int longest = 0, n = 0;
    for (; *text; text++) {
        n = *text == ' ' ? 0 : n + ((*text & 0xC0) != 0x80);
        if (n > longest) longest = n;
    }
    return longest;
}

static void measure(const Sheet *t, int *width) {
    for (int c = 0; c < t->n_columns; c++) {
        int heading = text_width(t->heading[c]), word = longest_word(t->heading[c]);
        width[c] = heading <= HEADING_WIDTH ? heading
                   : word > HEADING_WIDTH   ? word
                                            : HEADING_WIDTH;
        for (int i = 0; i < t->n_rows; i++) {
            if (t->rows[i]->line) continue;
            int w = text_width(cell_text(t->rows[i], c));
            if (w > width[c]) width[c] = w;
        }
    }
}

// The words of `text` from `*at` on that fit into a line; moves `*at` behind them.
static const char *next_line(const Sheet *t, const char **at, int width) {
    const char *from = *at, *end = from, *p = from;
    while (*p) {
        p += strcspn(p, " ");
        const char *line = arena_textn(t->arena, from, (size_t)(p - from));
        if (end > from && text_width(line) > width) break;
        end = p;
        p += strspn(p, " ");
    }
    *at = end + strspn(end, " ");
    return arena_textn(t->arena, from, (size_t)(end - from));
}

// Spaces are owed until something follows them, so that no line ends with any.
typedef struct LineOut {
    Text *out;
    bool inked;
    int owed;
} LineOut;

static void put(LineOut *l, Align align, int width, Ink ink, const char *text) {
    int pad = width - text_width(text);
    if (align == ALIGN_RIGHT) l->owed += pad;
    if (*text) {
        for (; l->owed > 0; l->owed--) text_add(l->out, " ");
        ink_add(l->out, l->inked, ink, text);
    }
    if (align == ALIGN_LEFT) l->owed += pad;
}

typedef struct Span { // columns [0, keep) and [from, to)
    int keep, from, to;
} Span;

static bool shows(const Span *s, int column) {
    return column < s->keep || (column >= s->from && column < s->to);
}

static void add_row(const Sheet *t, const Row *r, const int *width, const Span *s, Text *out,
                    bool inked) {
    LineOut l = {out, inked, 0};
    if (r->line) put(&l, ALIGN_LEFT, 0, r->cells[0].ink, r->cells[0].text);
    for (int c = 0; c < t->n_columns && !r->line; c++) {
        if (!shows(s, c)) continue;
        put(&l, t->align[c], width[c], c < r->n ? r->cells[c].ink : INK_PLAIN, cell_text(r, c));
        l.owed += GAP;
    }
    text_add(out, "\n");
}

// Headings stand on the line above the first row; a broken one begins higher.
static void add_headings(const Sheet *t, const int *width, const Span *s, Text *out,
                         bool inked) {
    Row lines[HEADING_LINES] = {0};
    const char *parts[HEADING_LINES];
    int first = HEADING_LINES;
    for (int c = 0; c < t->n_columns; c++) {
        int n = 0;
        const char *at = t->heading[c];
        while (shows(s, c) && *at && n < HEADING_LINES)
            parts[n++] = next_line(t, &at, width[c]);
        for (int i = 0; i < HEADING_LINES; i++) {
            int k = i - (HEADING_LINES - n);
            lines[i].cells[lines[i].n++] = (Cell){k < 0 ? "" : parts[k], INK_MUTED};
        }
        if (HEADING_LINES - n < first) first = HEADING_LINES - n;
    }
    for (int i = first; i < HEADING_LINES; i++) add_row(t, &lines[i], width, s, out, inked);
}

static int span_end(const Sheet *t, const int *width, int room, int keep, int from) {
    int used = 0, c = from;
    for (int k = 0; k < keep; k++) used += width[k] + GAP;
    for (; c < t->n_columns; c++) {
        used += width[c];
        if (used > room && c > from) return c;
        used += GAP;
    }
    return c;
}

void sheet_add(const Sheet *t, Text *out, bool inked, int width, int keep) {
    int widths[MAX_COLUMNS];
    measure(t, widths);
    for (int from = keep; from < t->n_columns || from == keep;) {
        Span s = {keep, from, span_end(t, widths, width, keep, from)};
        if (from > keep) text_add(out, "\n");
        add_headings(t, widths, &s, out, inked);
        for (int i = 0; i < t->n_rows; i++) add_row(t, t->rows[i], widths, &s, out, inked);
        if (s.to <= from) break;
        from = s.to;
    }
}

// The mean of bin `b` of `bins` over n values; NaN when none of them is a number.
static double bin_mean(const double *y, int n, int bins, int b) {
    int from = (int)((long)b * n / bins), to = (int)((long)(b + 1) * n / bins);
    double sum = 0;
    int count = 0;
    for (int i = from; i < to; i++)
        if (!isnan(y[i])) {
            sum += y[i];
            count++;
        }
    return count ? sum / count : (double)NAN;
}

typedef struct Extent {
    double low, high;
} Extent;

static Extent bins_extent(const double *y, int n, int bins, bool free_base) {
    Extent e = {free_base ? (double)INFINITY : 0, free_base ? -(double)INFINITY : 0};
    for (int b = 0; b < bins; b++) {
        double v = bin_mean(y, n, bins, b);
        if (v < e.low) e.low = v;
        if (v > e.high) e.high = v;
    }
    // What hardly moves is not to look as if it did.
    if (free_base && e.high - e.low < 0.02 * fabs(e.high)) {
        e.low -= 0.01 * fabs(e.high);
        e.high += 0.01 * fabs(e.high);
    }
    return e;
}

void sparkline(Text *out, const double *y, int n, int width, bool free_base) {
    static const char *const BLOCKS[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    int bins = width > 0 && n > width ? width : n;
    Extent e = bins_extent(y, n, bins, free_base);
    for (int b = 0; b < bins; b++) {
        double v = bin_mean(y, n, bins, b);
        bool none = isnan(v) || !(e.high > e.low);
        int level = none ? 0 : (int)((v - e.low) / (e.high - e.low) * 7.999);
        text_add(out, isnan(v) ? " " : BLOCKS[level]);
    }
}
