// Text for people: aligned tables, sparklines, and ink where the terminal has colour.
#ifndef ENGINE_VERB_SHEET_H
#define ENGINE_VERB_SHEET_H

#include "base/arena.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdio.h>

typedef enum Ink { INK_PLAIN, INK_BOLD, INK_MUTED, INK_ACCENT } Ink;
typedef enum Align { ALIGN_LEFT, ALIGN_RIGHT } Align;

// A terminal without NO_COLOR, and not TERM=dumb.
bool paper_has_ink(FILE *f);
// Columns of the terminal, else 200.
int paper_width(FILE *f);

// `text` in an ink; as it is when `inked` is false.
void ink_add(Text *out, bool inked, Ink ink, const char *text);

// A paragraph broken at spaces to `width` columns, each line behind `indent` spaces, those after
// the first behind two more.
void say_paragraph(Text *out, bool inked, Ink ink, int indent, int width, const char *text);

enum { SAY_WIDTH = 96 };

typedef struct Sheet Sheet;

// Cells are copied. Free with sheet_free.
Sheet *sheet_new(void);
void sheet_free(Sheet *t);
void sheet_column(Sheet *t, const char *heading, Align align);
void sheet_cell(Sheet *t, Ink ink, const char *text); // the next cell of the row
void sheet_cellf(Sheet *t, Ink ink, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void sheet_row(Sheet *t); // ends the row; missing cells are empty
void sheet_line(Sheet *t, Ink ink,
                const char *text); // over all columns: a heading; "" an empty one

// Two spaces between columns, no space at line ends, headings only when one is not empty, broken
// at spaces to the width of what is under them (12 at least). A table
// wider than `width` goes on below itself: the first `keep` columns again, with the next ones.
void sheet_add(const Sheet *t, Text *out, bool inked, int width, int keep);

// One block for each bin of n values, from 0 (or the least value, when negative or `free_base`)
// to the largest, at most `width` bins (means of what falls into one; 0: as many as values). A
// bin without a value is a space.
void sparkline(Text *out, const double *y, int n, int width, bool free_base);

#endif
