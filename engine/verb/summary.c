#include "verb/summary.h"

#include "verb/measure.h"

#include <math.h>
#include <string.h>

enum { TREND_WIDTH = 24 };

typedef struct Page {
    const Results *results;
    const SummaryOptions *options;
    Arena *arena;
    Sheet *sheet;
    int groups;
} Page;

// Value, trend, largest value and its date of the first result.
static void first_cells(Page *p, const Measure *m, const MeasureRow *row, const char *value) {
    const Result *r = &p->results->at[0];
    const double *y = row->y[0];
    char peak[32] = "", date[32] = "";
    Text trend = {0};
    if (y) {
        int steps = r->series->steps, at = row_peak(y, steps);
        sparkline(&trend, y, steps, TREND_WIDTH, SERIES[m->id].kind == SERIES_PRICE);
        if (at >= 0 && y[at] > 0) {
            measure_format(peak, row->unit, y[at]);
            calendar_label(&r->scenario->calendar, at, date);
        }
    }
    sheet_cell(p->sheet, INK_PLAIN, value);
    sheet_cell(p->sheet, INK_ACCENT, text_get(&trend));
    sheet_cell(p->sheet, INK_MUTED, peak);
    sheet_cell(p->sheet, INK_MUTED, date);
    text_done(&trend);
}

static void add_measure_row(Page *p, const Measure *m, const MeasureRow *row,
                            const char *indent) {
    char first[32], value[32];
    measure_closing(p->results, m, row, 0, first);
    const char *name = *row->name ? row->name : SERIES[m->id].name;
    bool own = strcmp(row->unit, measure_unit(p->results, m->id)) != 0;
    sheet_cellf(p->sheet, INK_PLAIN, "%s%s%s%s", indent, name, own ? ", " : "",
                own ? row->unit : "");
    first_cells(p, m, row, first);
    for (int i = 1; i < p->results->n; i++) {
        measure_closing(p->results, m, row, i, value);
        sheet_cell(p->sheet, strcmp(value, first) == 0 ? INK_MUTED : INK_PLAIN, value);
    }
    sheet_row(p->sheet);
}

// "Spend, USD, total"
static void add_measure(Page *p, const Measure *m) {
    static const char *const HOW[] = {[SERIES_FLOW] = "total",
                                      [SERIES_LEVEL] = "at the end",
                                      [SERIES_SHARE] = "at the end",
                                      [SERIES_PRICE] = "at the end",
                                      [SERIES_CODE] = ""};
    MeasureRow *rows;
    int n = measure_rows(p->results, m, p->arena, &rows);
    if (!n) return;
    if (p->groups++) sheet_line(p->sheet, INK_PLAIN, "");
    const char *unit = measure_unit(p->results, m->id);
    sheet_line(p->sheet, INK_BOLD,
               arena_printf(p->arena, "%s%s%s, %s", m->title, *unit ? ", " : "", unit,
                            HOW[SERIES[m->id].kind]));
    for (int i = 0; i < n; i++) {
        MeasureRow *parts;
        int k = measure_parts(p->results, m, &rows[i], p->arena, &parts);
        add_measure_row(p, m, &rows[i], "  ");
        for (int j = 0; j < k; j++) add_measure_row(p, m, &parts[j], "    ");
    }
}

static void main_measures(Page *p) {
    Measure *all;
    int n = measures_main(p->results, p->arena, &all);
    for (int i = 0; i < n; i++) add_measure(p, &all[i]);
}

static void chosen_measures(Page *p) {
    for (int i = 0; i < S_COUNT; i++) {
        if (!p->options->series[i] || SERIES[i].kind == SERIES_CODE) continue;
        add_measure(p, &(Measure){SERIES[i].name, (SeriesId)i, 0, NULL});
    }
}

static void add_measures(Page *p, Text *out) {
    p->sheet = sheet_new();
    sheet_column(p->sheet, "", ALIGN_LEFT);
    sheet_column(p->sheet, p->results->at[0].name, ALIGN_RIGHT);
    sheet_column(p->sheet, "over time", ALIGN_LEFT);
    sheet_column(p->sheet, "peak", ALIGN_RIGHT);
    sheet_column(p->sheet, "", ALIGN_LEFT);
    for (int i = 1; i < p->results->n; i++)
        sheet_column(p->sheet, p->results->at[i].name, ALIGN_RIGHT);
    if (p->options->series)
        chosen_measures(p);
    else
        main_measures(p);
    if (p->groups) sheet_add(p->sheet, out, p->options->inked, p->options->width, 2);
    sheet_free(p->sheet);
}

static void add_heading(const Page *p, Text *out) {
    const Scenario *s = p->results->at[0].scenario;
    char from[32], to[32];
    calendar_label(&s->calendar, 0, from);
    calendar_label(&s->calendar, s->calendar.steps - 1, to);
    bool inked = p->options->inked;
    ink_add(out, inked, INK_BOLD, s->title);
    text_add(out, "  ");
    ink_add(out, inked, INK_MUTED,
            arena_printf(p->arena, "%s – %s, by %s", from, to, step_name(s->calendar.step)));
    text_add(out, "\n");
    if (s->question) {
        ink_add(out, inked, INK_MUTED, s->question);
        text_add(out, "\n");
    }
    const char *const *headlines = study_headlines(p->results, p->arena);
    for (int i = 0; i < p->results->n; i++) {
        if (i < 2) text_add(out, "\n");
        ink_add(out, inked, i ? INK_PLAIN : INK_BOLD, headlines[i]);
        text_add(out, "\n");
    }
    text_add(out, "\n");
}

static void add_ledger(const Page *p, Text *out) {
    Ledger worst = {0};
    for (int i = 0; i < p->results->n; i++) {
        worst.chips = fmax(worst.chips, p->results->at[i].ledger.chips);
        worst.money = fmax(worst.money, p->results->at[i].ledger.money);
    }
    text_printf(out,
                "\nLedger: largest residual of chips %.1e, of money %.1e (at most 1e-09 of the "
                "largest term)\n",
                worst.chips, worst.money);
}

// Where some of a grey chip is bought, in any of the results.
static void add_grey(const Page *p, Text *out) {
    const Scenario *s = p->results->at[0].scenario;
    for (int c = 0, n = 0; c < s->n_chips; c++) {
        double bought = 0;
        for (int i = 0; i < p->results->n && s->chips[c].grey; i++) {
            const Result *r = &p->results->at[i];
            Pick bought_of = {.id = S_BOUGHT, .party = -1, .chip = c, .workload = -1};
            double x = series_total(r->series, r->run, &bought_of);
            bought = fmax(bought, isnan(x) ? 0 : x);
        }
        if (bought > 0)
            text_printf(out, "%sGrey market: chip \"%s\": outside the source documents.\n",
                        n++ ? "" : "\n", s->chips[c].head.name);
    }
}

void summary_add(const Results *r, const SummaryOptions *o, Text *out) {
    Page p = {.results = r, .options = o, .arena = arena_new()};
    add_heading(&p, out);
    add_measures(&p, out);
    add_grey(&p, out);
    if (!o->series || o->series[S_BINDING]) binds_add(r, o, out);
    if (o->ledger) add_ledger(&p, out);
    arena_free(p.arena);
}
