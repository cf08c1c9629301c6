#include "verb/changes.h"

#include "verb/measure.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct Change { // one row
    const Measure *measure;
    const MeasureRow *row;
    double was, is;
    double size; // relative; 0 when they are the same
} Change;

typedef struct Table {
    const Results *results;
    const ChangesOptions *options;
    Arena *arena;
    Sheet *sheet;
    int n, cap, differ;
    Change *changes;
} Table;

static double closing(const Results *r, const Measure *m, const MeasureRow *row, int i) {
    if (!row->y[i]) return NAN;
    return row_closing(row->y[i], r->at[i].series->steps, SERIES[m->id].kind);
}

// To the precision of the ledger: two ways of adding the same terms are the same.
static bool same(double a, double b) {
    if (isnan(a) || isnan(b)) return isnan(a) && isnan(b);
    return fabs(a - b) <= 1e-9 * fmax(fabs(a), fabs(b));
}

// "+1.2k" and "+4.5%"; nothing where one of the two has no value.
static void difference(const char *unit, double a, double b, char by[40], char share[32]) {
    char size[32];
    by[0] = share[0] = 0;
    if (isnan(a) || isnan(b) || same(a, b)) return;
    const char *sign = b > a ? "+" : "−";
    measure_format(size, unit, fabs(b - a));
    snprintf(by, 40, "%s%s", sign, size);
    double part = fabs(b - a) / fabs(a);
    int digits = part < 0.001 ? 2 : part < 0.1 ? 1 : 0;
    if (fabs(a) > 0) snprintf(share, 32, "%s%.*f%%", sign, digits, 100 * part);
}

static void gather(Table *t, const Measure *m) {
    MeasureRow *rows;
    int n = measure_rows(t->results, m, t->arena, &rows);
    for (int i = 0; i < n; i++) {
        double a = closing(t->results, m, &rows[i], 0), b = closing(t->results, m, &rows[i], 1);
        double size = same(a, b)             ? 0
                      : isnan(a) || isnan(b) ? 1
                                             : fabs(a - b) / fmax(fabs(a), fabs(b));
        t->differ += size > 0;
        if (size > 0 || t->options->all)
            ARENA_PUSH(t->arena, t->changes, t->n, t->cap, (Change){m, &rows[i], a, b, size});
    }
}

// How many changes are larger than this one, those before it first among equals.
static int rank_of(const Table *t, int i) {
    int rank = 0;
    for (int k = 0; k < t->n; k++)
        rank += t->changes[k].size > t->changes[i].size ||
                (k < i && t->changes[k].size >= t->changes[i].size);
    return rank;
}

static void add_row(Table *t, const Change *c) {
    char first[32], second[32], by[40], share[32];
    const Measure *m = c->measure;
    measure_closing(t->results, m, c->row, 0, first);
    measure_closing(t->results, m, c->row, 1, second);
    difference(c->row->unit, c->was, c->is, by, share);
    sheet_cellf(t->sheet, INK_PLAIN, "  %s%s%s", m->title, *c->row->name ? ", " : "",
                c->row->name);
    sheet_cell(t->sheet, INK_MUTED, *first ? first : "–");
    sheet_cell(t->sheet, c->size > 0 ? INK_PLAIN : INK_MUTED, *second ? second : "–");
    sheet_cell(t->sheet, INK_ACCENT, by);
    sheet_cell(t->sheet, INK_ACCENT, share);
    sheet_cell(t->sheet, INK_MUTED, c->row->unit);
    sheet_row(t->sheet);
}

int changes_add(const Results *r, const ChangesOptions *o, Text *out) {
    Table t = {.results = r, .options = o, .arena = arena_new(), .sheet = sheet_new()};
    const char *const headings[] = {"", o->first, o->second, "change", "", ""};
    for (int i = 0; i < 6; i++)
        sheet_column(t.sheet, headings[i], i == 0 || i == 5 ? ALIGN_LEFT : ALIGN_RIGHT);
    Measure *all;
    int n = measures_main(r, t.arena, &all);
    for (int i = 0; i < n; i++) gather(&t, &all[i]);
    for (int i = 0; i < t.n; i++)
        if (!o->most || rank_of(&t, i) < o->most) add_row(&t, &t.changes[i]);
    if (t.n) sheet_add(t.sheet, out, o->inked, 1000, 1);
    if (o->most && t.n > o->most)
        text_printf(out, "  and %d smaller: run shows all\n", t.n - o->most);
    sheet_free(t.sheet);
    arena_free(t.arena);
    return t.differ;
}
