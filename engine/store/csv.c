#include "store/csv.h"

#include "base/file.h"
#include "study/fit.h"

#include <math.h>
#include <string.h>

static void add_field(Text *out, const char *s) {
    if (!s[strcspn(s, ",\"\r\n")]) {
        text_add(out, s);
        return;
    }
    text_add(out, "\"");
    for (; *s; s++) text_addn(out, *s == '"' ? "\"\"" : s, *s == '"' ? 2 : 1);
    text_add(out, "\"");
}

static void add_cell(Text *out, const char *s) {
    add_field(out, s ? s : "");
    text_add(out, ",");
}

// "series,buyer,chip,workload,unit,", the same in all rows of a column.
static void add_column_cells(Text *out, const Series *x, int column) {
    const Column *c = &x->columns[column];
    const Scenario *s = x->scenario;
    add_cell(out, SERIES[c->id].name);
    add_cell(out, series_party_name(x, column));
    add_cell(out, c->chip < 0 ? NULL : s->chips[c->chip].head.name);
    add_cell(out, c->workload < 0 ? NULL : s->workloads[c->workload].head.name);
    add_cell(out, series_unit(x, column));
}

static void add_value(Text *out, SeriesKind kind, double value) {
    if (isnan(value)) return;
    if (kind == SERIES_CODE)
        text_add(out, binding_name((Binding)value));
    else
        text_printf(out, "%.17g", value);
}

static void add_column(const Series *x, int run, int column, const char *run_cells, Text *cells,
                       Text *out) {
    const double *y = series_at(x, run, column);
    SeriesKind kind = SERIES[x->columns[column].id].kind;
    cells->length = 0;
    add_column_cells(cells, x, column);
    for (int i = 0; i < x->steps; i++) {
        char date[16] = "";
        if (!x->totals_only) record_date(x->scenario, i, date);
        text_add(out, run_cells);
        text_add(out, date);
        text_add(out, ",");
        text_addn(out, cells->data, cells->length);
        add_value(out, kind, y[i]);
        text_add(out, "\n");
    }
}

// "scenario,case,draw,seed,"; without a case what is of no run.
static void add_run_cells(const Record *r, int i, bool of_case, Text *out) {
    const Result *at = &r->results->at[i];
    const RecordOrigin own = {at->scenario->title, r->seed};
    const RecordOrigin *from = r->origins ? &r->origins[i] : &own;
    add_cell(out, from->scenario);
    add_cell(out, of_case ? at->name : NULL);
    text_printf(out, ",%llu,", (unsigned long long)from->seed);
}

static void add_result(const Record *r, int i, Text *cells, Text *out) {
    const Result *at = &r->results->at[i];
    Text run_cells = {0};
    add_run_cells(r, i, true, &run_cells);
    for (int c = 0; c < at->series->n_columns; c++)
        if (record_has(r, at->series->columns[c].id))
            add_column(at->series, at->run, c, text_get(&run_cells), cells, out);
    text_done(&run_cells);
}

// The only one that is named; NULL where none or several are.
static const char *only_one(const Scenario *s, const ChipSet *set, unsigned by, int n) {
    int found = 0, at = 0;
    for (int i = 0; set->given && i < n; i++)
        if (set->has[i]) found++, at = i;
    if (found != 1) return NULL;
    return by == BY_CHIP ? s->chips[at].head.name : s->buyers[at].head.name;
}

// A row for each observation: of run `i`, or of none what was observed itself.
static void add_observations(const Record *r, const Observed *o, int i, const char *kind,
                             const double *values, Text *out) {
    const Result *base = &r->results->at[0];
    const Scenario *s = base->scenario;
    int id = series_find(o->of.series), column = base->series->first[id];
    bool has = column < base->series->first[id + 1], of_run = strcmp(kind, "model") == 0;
    const char *unit = has ? series_unit(base->series, column) : NULL;
    if (strcmp(kind, "observed_months") == 0) unit = "months";
    for (int k = 0; k < o->n; k++) {
        char date[16];
        Text name = {0};
        record_day(s->calendar.from + o->at[k].over.from, date);
        text_printf(&name, "%s:%s", kind, o->head.name);
        add_run_cells(r, i, of_run, out);
        add_cell(out, date);
        add_cell(out, text_get(&name));
        add_cell(out, only_one(s, &o->of.buyers, BY_BUYER, s->n_buyers));
        add_cell(out, only_one(s, &o->of.chips, BY_CHIP, s->n_chips));
        add_cell(out, NULL);
        add_cell(out, unit);
        add_value(out, SERIES_FLOW, values[k]);
        text_add(out, "\n");
        text_done(&name);
    }
}

static void add_observed(const Record *r, const Observed *o, Text *out) {
    Arena *scratch = arena_new();
    double *value[4];
    for (int k = 0; k < 4; k++) value[k] = ARENA_NEW(scratch, double, o->n + 1);
    for (int i = 0; i < o->n; i++) {
        const Observation *x = &o->at[i];
        value[0][i] = x->median, value[1][i] = x->low, value[2][i] = x->high;
        value[3][i] = x->over.to - x->over.from;
    }
    add_observations(r, o, 0, "observed", value[0], out);
    if (o->ranges) add_observations(r, o, 0, "observed_low", value[1], out);
    if (o->ranges) add_observations(r, o, 0, "observed_high", value[2], out);
    add_observations(r, o, 0, "observed_months", value[3], out);
    for (int i = 0; i < r->results->n; i++) {
        Fit fit;
        if (fit_of(&r->results->at[i], o->head.name, scratch, &fit) && fit.of->n == o->n)
            add_observations(r, o, i, "model", fit.model, out);
    }
    arena_free(scratch);
}

static void add_all_observed(const Record *r, Text *out) {
    const Scenario *s = r->results->n ? r->results->at[0].scenario : NULL;
    for (int i = 0; s && i < s->n_observed; i++) {
        int id = series_find(s->observed[i].of.series);
        if (id >= 0 && record_has(r, (SeriesId)id)) add_observed(r, &s->observed[i], out);
    }
}

// One value of one draw: a series name stands for its total, what is none has a kind before it.
static void add_drawn(const Text *cells, const char *kind, const char *name, const char *party,
                      const char *unit, Text *out) {
    Text series = {0};
    text_printf(&series, "%s%s", kind, name);
    text_addn(out, cells->data, cells->length);
    text_add(out, ",");
    add_cell(out, text_get(&series));
    add_cell(out, party);
    text_add(out, ",,");
    add_cell(out, unit);
    text_done(&series);
}

static const char *input_words(const Input *in, char out[64]) {
    if (in->unit.date) return "months since 2000-01";
    return unit_is_plain(in->unit) ? "" : unit_name(in->unit, out);
}

static void add_assumptions(const Ensemble *e, const Scenario *s, int point, int draw,
                            const Text *cells, Text *out) {
    Arena *scratch = arena_new();
    double *values = ARENA_NEW(scratch, double, s->n_inputs);
    ensemble_draw(s, e->values[point], e->seed, (uint64_t)draw, values);
    for (int i = 0; i < s->n_inputs; i++) {
        char unit[64];
        const Input *in = &s->inputs[i];
        if (in->kind != INPUT_ASSUME || in->dist.kind == DIST_NONE) continue;
        add_drawn(cells, "assume:", in->name, NULL, input_words(in, unit), out);
        text_printf(out, "%.17g\n", values[i]);
    }
    arena_free(scratch);
}

static void add_draw(const Ensemble *e, const Scenario *s, int point, int draw, Text *out) {
    Text cells = {0};
    add_cell(&cells, s->title);
    add_cell(&cells, e->names[point]);
    text_printf(&cells, "%d,%llu,", draw, (unsigned long long)e->seed);
    add_assumptions(e, s, point, draw, &cells, out);
    for (int k = 0; k < e->n_outcomes; k++) {
        const Outcome *o = &e->outcomes[k];
        double value = ensemble_outcome(e, point, k)[draw];
        if (o->fixed && point) continue;
        add_drawn(&cells, o->total ? "" : "result:", o->name, o->buyer, o->unit, out);
        if (isfinite(value)) add_value(out, o->word ? SERIES_CODE : SERIES_FLOW, value);
        text_add(out, "\n");
    }
    text_done(&cells);
}

static void add_draws(const Record *r, Text *out) {
    const Scenario *s = r->results->at[0].scenario;
    for (int p = 0; p < r->draw_points; p++)
        for (int i = 0; i < r->draws->done; i++) add_draw(r->draws, s, p, i, out);
}

void csv_text(const Record *r, Text *out) {
    Text cells = {0};
    text_add(out, "scenario,case,draw,seed,date,series,buyer,chip,workload,unit,value\n");
    for (int i = 0; i < r->results->n; i++) add_result(r, i, &cells, out);
    add_all_observed(r, out);
    if (r->draws) add_draws(r, out);
    text_done(&cells);
}

bool csv_write(const Record *r, const char *path, Faults *f) {
    Text out = {0};
    csv_text(r, &out);
    bool fine = file_write(path, out.data, out.length, f);
    text_done(&out);
    return fine;
}
