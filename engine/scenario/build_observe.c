#include "scenario/build.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// One table of observations, as it is read.
typedef struct Table {
    Build *b;
    Reader r; // of the field `data`
    Observed *o;
} Table;

static const Raw *cell(const Raw *row, const char *column) {
    for (int i = 0; i < row->n; i++)
        if (row->items[i].key && strcmp(row->items[i].key, column) == 0)
            return &row->items[i].value;
    return NULL;
}

static void no_column(Table *t, const Raw *row, int n, const char *column) {
    const char **names = ARENA_NEW(t->b->arena, const char *, row->n + 1);
    char word[80], tip[256];
    for (int i = 0; i < row->n; i++) names[i] = row->items[i].key;
    advice(column, names, row->n, "column", tip);
    reader_fault(&t->r, "row %d has no column \"%s\", %s", n, quote(column, word), tip);
}

static bool number(Table *t, const Raw *row, int n, const char *column, double *out) {
    const Raw *raw = cell(row, column);
    char found[160];
    if (!raw) {
        no_column(t, row, n, column);
        return false;
    }
    *out = raw->number;
    if (raw->kind == RAW_NUMBER && isfinite(*out)) return true;
    reader_fault(&t->r, "row %d, column \"%s\" is %s, expected a number", n, column,
                 raw_words(t->b, raw, found));
    return false;
}

static double per_months(const char *per) {
    return strcmp(per, "month") == 0 ? 1 : strcmp(per, "quarter") == 0 ? 3 : 12;
}

// A year of a table is a number.
static bool period(Table *t, const Raw *row, int n, Period *out) {
    Build *b = t->b;
    const Raw *raw = cell(row, t->o->date);
    char found[160];
    if (!raw) {
        no_column(t, row, n, t->o->date);
        return false;
    }
    Raw text = *raw;
    if (raw->kind == RAW_NUMBER)
        text = (Raw){.kind = RAW_TEXT, .text = arena_printf(b->arena, "%.15g", raw->number)};
    double date;
    if (text.kind != RAW_TEXT || !date_parse(text.text, &date)) {
        reader_fault(&t->r,
                     "row %d, column \"%s\" is %s, expected a date such as \"2024-Q1\" or "
                     "\"2024-03\"",
                     n, t->o->date, raw_words(b, raw, found));
        return false;
    }
    double end = t->o->per ? date + per_months(t->o->per) : period_end(&text, date);
    *out = (Period){date - b->s->calendar.from, end - b->s->calendar.from, true};
    return true;
}

static bool observation(Table *t, const Raw *row, int n, Observation *x) {
    if (row->kind != RAW_MAP) {
        wrong_type(&t->r, t->r.raw);
        return false;
    }
    if (!period(t, row, n, &x->over) || !number(t, row, n, t->o->median, &x->median))
        return false;
    x->low = x->high = x->median;
    if (!t->o->ranges) return true;
    if (!number(t, row, n, t->o->low, &x->low) || !number(t, row, n, t->o->high, &x->high))
        return false;
    if (x->low <= x->median && x->median <= x->high) return true;
    reader_fault(&t->r, "row %d has its median outside of its range, expected %s <= %s <= %s",
                 n, t->o->low, t->o->median, t->o->high);
    return false;
}

static int by_time(const void *a, const void *b) {
    double x = ((const Observation *)a)->over.from, y = ((const Observation *)b)->over.from;
    return (x > y) - (x < y);
}

static void rows_read(Table *t) {
    Build *b = t->b;
    Observed *o = t->o;
    const Raw *raw = t->r.raw;
    const Calendar *c = &b->s->calendar;
    Observation *all = ARENA_NEW(b->arena, Observation, raw->n + 1);
    for (int i = 0; i < raw->n; i++) {
        Observation x;
        if (!observation(t, &raw->items[i].value, i + 1, &x)) return; // one is enough to see
        bool within = x.over.from >= -1e-9 && x.over.to <= c->months + 1e-9;
        if (within)
            all[o->n++] = x;
        else
            o->n_outside++;
    }
    qsort(all, (size_t)o->n, sizeof *all, by_time);
    o->at = all;
    char from[16], to[16];
    date_format(c->from, from);
    date_format(c->from + c->months, to);
    if (!o->n)
        reader_fault(&t->r,
                     "has no row within the scenario, which runs from %s until %s; widen the "
                     "scenario or leave the observations out",
                     from, to);
}

static void columns_name(Table *t) {
    Observed *o = t->o;
    bool asked = o->low || o->high;
    if (!o->date) o->date = "date";
    if (!o->median) o->median = "median";
    if (!o->low) o->low = "low";
    if (!o->high) o->high = "high";
    const Raw *raw = t->r.raw;
    bool rows = raw->kind == RAW_LIST && raw->n && raw->items[0].value.kind == RAW_MAP;
    o->ranges = asked || (rows && cell(&raw->items[0].value, o->low));
}

static void series_read(Build *b, Observed *o, const RawEntity *e) {
    const RawField *f = raw_field(e, "series");
    char name[80], tip[256], found[160];
    o->of = (Finding){.head = o->head,
                      .formula = FORMULA_NONE,
                      .number = -1,
                      .chips = o->of.chips,
                      .buyers = o->of.buyers,
                      .of_case = CASE_OWN};
    if (!f) return;
    bool list = f->value.kind == RAW_LIST && f->value.n;
    const Raw *raw = list ? &f->value.items[0].value : &f->value;
    if (raw->kind != RAW_TEXT) {
        entity_fault(b, e, "series", f->line,
                     "is %s, expected the name of one series, in front and without a key: "
                     "{ \"delivered\", chip = \"H20\", data = ... }",
                     raw_words(b, raw, found));
        return;
    }
    o->of.series = raw->text;
    for (int i = 0; b->series && i < b->series->n; i++)
        if (strcmp(b->series->name[i], raw->text) == 0) return;
    if (!b->series) return;
    advice(raw->text, b->series->name, b->series->n, "", tip);
    entity_fault(b, e, "series", f->line, "names series \"%s\", which does not exist, %s",
                 quote(raw->text, name), tip);
}

// Each workload counts.
static void all_workloads(Build *b, Observed *o) {
    bool *has = ARENA_NEW(b->arena, bool, b->s->n_workloads);
    for (int i = 0; i < b->s->n_workloads; i++) has[i] = true;
    o->of.workloads = (WorkloadSet){has, false};
}

void observations_read(Build *b) {
    Room *room = &b->room[ROOM_OBSERVE];
    for (int i = 0; i < room->roll.n; i++) {
        Observed *o = &((Observed *)(void *)room->items)[i];
        const RawEntity *e = room->roll.entity[i];
        const RawField *f = raw_field(e, "data");
        series_read(b, o, e);
        all_workloads(b, o);
        o->at = NULL;
        if (!f) continue;
        Table t = {.b = b, .o = o};
        t.r = (Reader){.b = b,
                       .entity = e,
                       .field = field_find(kind_find("observe"), "data"),
                       .raw = &f->value,
                       .line = f->line,
                       .key = ""};
        columns_name(&t);
        if (f->value.kind == RAW_LIST && f->value.n)
            rows_read(&t);
        else
            wrong_type(&t.r, &f->value);
    }
}
