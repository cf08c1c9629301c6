#include "verb/changes.h"

#include "verb/measure.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct Table {
    const Results *results;
    const ChangesOptions *options;
    Arena *arena;
    Sheet *sheet;
    int rows, differ, hidden;
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
static void difference(const Results *r, const Measure *m, double a, double b, char by[40],
                       char share[32]) {
    char size[32];
    by[0] = share[0] = 0;
    if (isnan(a) || isnan(b) || same(a, b)) return;
    const char *sign = b > a ? "+" : "−";
    measure_format(size, measure_unit(r, m->id), fabs(b - a));
    snprintf(by, 40, "%s%s", sign, size);
    double part = fabs(b - a) / fabs(a);
    int digits = part < 0.001 ? 2 : part < 0.1 ? 1 : 0;
    if (fabs(a) > 0) snprintf(share, 32, "%s%.*f%%", sign, digits, 100 * part);
}

static void add_row(Table *t, const Measure *m, const MeasureRow *row) {
    double a = closing(t->results, m, row, 0), b = closing(t->results, m, row, 1);
    char first[32], second[32], by[40], share[32];
    bool alike = same(a, b);
    t->differ += !alike;
    if (alike && !t->options->all) return;
    if (t->options->most && t->rows == t->options->most) {
        t->hidden++;
        return;
    }
    t->rows++;
    measure_closing(t->results, m, row, 0, first);
    measure_closing(t->results, m, row, 1, second);
    difference(t->results, m, a, b, by, share);
    const char *unit = measure_unit(t->results, m->id);
    sheet_cellf(t->sheet, INK_PLAIN, "  %s%s%s", m->title, *row->name ? ", " : "", row->name);
    sheet_cell(t->sheet, INK_MUTED, *first ? first : "–");
    sheet_cell(t->sheet, alike ? INK_MUTED : INK_PLAIN, *second ? second : "–");
    sheet_cell(t->sheet, INK_ACCENT, by);
    sheet_cell(t->sheet, INK_ACCENT, share);
    sheet_cell(t->sheet, INK_MUTED, unit);
    sheet_row(t->sheet);
}

int changes_add(const Results *r, const ChangesOptions *o, Text *out) {
    Table t = {.results = r, .options = o, .arena = arena_new(), .sheet = sheet_new()};
    const char *const headings[] = {"", o->first, o->second, "change", "", ""};
    for (int i = 0; i < 6; i++)
        sheet_column(t.sheet, headings[i], i == 0 || i == 5 ? ALIGN_LEFT : ALIGN_RIGHT);
    Measure *all;
    int n = measures_main(r, t.arena, &all);
    for (int i = 0; i < n; i++) {
        MeasureRow *rows;
        int n_rows = measure_rows(r, &all[i], t.arena, &rows);
        for (int k = 0; k < n_rows; k++) add_row(&t, &all[i], &rows[k]);
    }
    if (t.rows) sheet_add(t.sheet, out, o->inked, 1000, 1);
    if (t.hidden) text_printf(out, "  and %d more: run shows all\n", t.hidden);
    sheet_free(t.sheet);
    arena_free(t.arena);
    return t.differ;
}
