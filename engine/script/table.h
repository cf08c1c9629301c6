// A data file: comma-separated values with a header line. A cell is text, a number (decimal
// notation only) or empty. Cells may be quoted ("a, b", "" for a quote) and span lines.
#ifndef ENGINE_SCRIPT_TABLE_H
#define ENGINE_SCRIPT_TABLE_H

#include "base/arena.h"
#include "base/fault.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct Cell {
    const char *text; // NULL: empty
    bool is_number, is_integer;
    double number;
    long long integer;
} Cell;

typedef struct DataTable {
    int columns, rows;
    const char **header;
    Cell *cells; // [row][column]
    int *line;   // [row] of the file on which it begins
    Arena *arena;
} DataTable;

// NULL with a fault for each wrong line ("chips.csv:7: has 5 cells, expected 6 ...").
DataTable *data_table_read(const char *path, const char *bytes, size_t size, Faults *f);
void data_table_free(DataTable *t);

#endif
