#include "store/json.h"
#include "store/json_parts.h"

#include "base/about.h"
#include "base/arena.h"
#include "base/file.h"
#include "study/fit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// Texts of a script are bytes and need not be UTF-8; JSON is.
json_t *json_words(const char *s) {
    if (!s) return json_null();
    json_t *j = json_string(s);
    if (j) return j;
    Text plain = {0};
    text_add(&plain, s);
    for (size_t i = 0; i < plain.length; i++)
        if ((unsigned char)plain.data[i] >= 0x80) plain.data[i] = '?';
    j = json_string(text_get(&plain));
    text_done(&plain);
    return j;
}

static json_t *number_or_null(double x) {
    return isfinite(x) ? json_real(x) : json_null();
}

static void put(json_t *object, const char *key, json_t *value) {
    json_object_set_new(object, key, value);
}

static void put_text(json_t *object, const char *key, const char *s) {
    put(object, key, json_words(s));
}

static json_t *texts(int n, const char *const *list) {
    json_t *a = json_array();
    for (int i = 0; i < n; i++) json_array_append_new(a, json_words(list[i]));
    return a;
}

// Files of chokepoint's own folders have the same name on every machine: "assets/data/fx.csv".
static json_t *file_name(const char *path) {
    if (!path) return json_null();
    static const char *const KIND[] = {"scripts", "assets"};
    for (int i = 0; i < 2; i++) {
        char home[4096];
        if (!file_home(KIND[i], home, sizeof home)) continue;
        size_t root = strlen(home) - strlen(KIND[i]) - 1;
        if (strncmp(path, home, strlen(home)) == 0) return json_words(path + root);
    }
    return json_words(path);
}

static json_t *date_value(double months) {
    char text[16];
    double back;
    date_format(months, text);
    if (date_parse(text, &back) && back == months) return json_string(text);
    return number_or_null(months);
}

static json_t *input_value(const Input *in, double value) {
    if (is_off(value)) return json_string("off");
    if (in->shape == INPUT_TOGGLE) return json_boolean(value != 0);
    if (in->shape == INPUT_DATE) return date_value(value);
    if (in->shape == INPUT_CHOICE && value >= 0 && value < in->n_choices)
        return json_words(in->choices[(int)value]);
    return number_or_null(value);
}

static json_t *script_part(const Record *r) {
    json_t *j = json_object(), *files = json_array();
    put(j, "path", file_name(r->script_path));
    put_text(j, "hash", r->script_hash);
    for (int i = 0; i < r->n_files; i++) json_array_append_new(files, file_name(r->files[i]));
    put(j, "files", files);
    return j;
}

static json_t *scenario_part(const Scenario *s) {
    json_t *j = json_object();
    char from[16];
    record_date(s, 0, from);
    put_text(j, "title", s->title);
    put_text(j, "question", s->question);
    put_text(j, "from", from);
    put_text(j, "step", step_name(s->calendar.step));
    put(j, "steps", json_integer(s->calendar.steps));
    put_text(j, "compute_unit", s->compute_unit);
    return j;
}

static json_t *dates_part(const Scenario *s) {
    json_t *a = json_array();
    for (int i = 0; i < s->calendar.steps; i++) {
        char date[16];
        record_date(s, i, date);
        json_array_append_new(a, json_string(date));
    }
    return a;
}

json_t *json_input(const Input *in) {
    json_t *j = json_object();
    char unit[64];
    put_text(j, "name", in->name);
    put_text(j, "kind", in->kind == INPUT_LEVER ? "lever" : "assume");
    put_text(j, "unit", in->unit_label ? in->unit_label : unit_name(in->unit, unit));
    put(j, "base", input_value(in, in->base));
    put(j, "min", input_value(in, in->min));
    put(j, "max", input_value(in, in->max));
    if (in->dist.kind != DIST_NONE) {
        char dist[4096];
        dist_format(&in->dist, dist, sizeof dist);
        put_text(j, "dist", dist);
    }
    put_text(j, "doc", in->doc);
    put_text(j, "label", in->label);
    put(j, "file", file_name(in->file));
    put(j, "line", json_integer(in->line));
    put(j, "sources", texts(in->n_sources, in->sources));
    return j;
}

static json_t *source_part(const SourceDoc *source) {
    json_t *j = json_object();
    put_text(j, "id", source->head.name);
    put_text(j, "title", source->title);
    put_text(j, "publisher", source->publisher);
    put_text(j, "date", source->date);
    put_text(j, "reliability", source->reliability);
    put_text(j, "claim", source->claim);
    return j;
}

static const char *party_key(unsigned by) {
    return by & BY_BUYER       ? "buyer"
           : by & BY_AUTHORITY ? "authority"
           : by & BY_SELLER    ? "seller"
           : by & BY_RESOURCE  ? "resource"
                               : "approval";
}

static json_t *column_part(const Series *x, int run, int column) {
    const Column *c = &x->columns[column];
    json_t *j = json_object(), *values = json_array();
    put_text(j, "series", SERIES[c->id].name);
    if (c->party >= 0) put_text(j, party_key(SERIES[c->id].by), series_party_name(x, column));
    if (c->chip >= 0) put_text(j, "chip", x->scenario->chips[c->chip].head.name);
    if (c->workload >= 0)
        put_text(j, "workload", x->scenario->workloads[c->workload].head.name);
    put_text(j, "unit", series_unit(x, column));
    const double *y = series_at(x, run, column);
    for (int i = 0; i < x->steps; i++) {
        bool code = SERIES[c->id].kind == SERIES_CODE && !isnan(y[i]);
        json_array_append_new(values, code ? json_string(binding_name((Binding)y[i]))
                                           : number_or_null(y[i]));
    }
    put(j, "values", values);
    return j;
}

static json_t *case_part(const Record *r, const Result *at) {
    json_t *j = json_object(), *values = json_object(), *ledger = json_object();
    json_t *series = json_array();
    put_text(j, "name", at->name);
    for (int i = 0; i < at->scenario->n_inputs; i++)
        put(values, at->scenario->inputs[i].name,
            input_value(&at->scenario->inputs[i], at->values[i]));
    put(j, "values", values);
    put(ledger, "chips", number_or_null(at->ledger.chips));
    put(ledger, "money", number_or_null(at->ledger.money));
    put(j, "ledger", ledger);
    for (int i = 0; i < at->series->n_columns; i++)
        if (record_has(r, at->series->columns[i].id))
            json_array_append_new(series, column_part(at->series, at->run, i));
    put(j, "series", series);
    return j;
}

static json_t *verdict_part(const Verdict *v) {
    const Expect *x = v->expect;
    json_t *j = json_object();
    char unit[64];
    put_text(j, "claim", x->head.name);
    put(j, "computed", x->word ? json_words(v->word) : number_or_null(v->value));
    put(j, "expected", x->word ? json_words(x->word) : json_real(x->expected));
    put(j, "tolerance", x->word ? json_null() : json_real(x->tolerance));
    put_text(j, "unit", unit_is_plain(x->unit) ? "" : unit_name(x->unit, unit));
    put(j, "holds", json_boolean(v->fine));
    put(j, "file", file_name(x->head.file));
    put(j, "line", json_integer(x->head.line));
    put(j, "sources", texts(x->head.sources.n, x->head.sources.name));
    return j;
}

json_t *json_verdicts(const Verdicts *v) {
    json_t *a = json_array();
    for (int i = 0; i < v->n; i++) json_array_append_new(a, verdict_part(&v->at[i]));
    return a;
}

static json_t *held_part(const Conclusions *c, int conclusion) {
    json_t *a = json_array();
    for (int run = 0; run < c->n_runs; run++) {
        const Held *x = held_at(c, conclusion, run);
        json_t *j = json_object();
        put_text(j, "case", c->run[run]);
        put(j, "value", number_or_null(x->value));
        put(j, "holds", json_boolean(x->holds));
        json_array_append_new(a, j);
    }
    return a;
}

static json_t *conclusions_part(const Conclusions *c) {
    json_t *a = json_array();
    for (int i = 0; i < c->n; i++) {
        const Conclusion *x = &c->asked[i];
        json_t *j = json_object();
        char unit[64];
        put_text(j, "conclusion", x->head.name);
        put_text(j, "relation", x->relation == ABOVE ? "above" : "below");
        put(j, "bound", json_real(x->bound));
        put_text(j, "unit", unit_is_plain(x->unit) ? "" : unit_name(x->unit, unit));
        put(j, "sources", texts(x->head.sources.n, x->head.sources.name));
        put(j, "cases", held_part(c, i));
        json_array_append_new(a, j);
    }
    return a;
}

static json_t *fit_part(const Result *at, const Fit *f) {
    json_t *j = json_object(), *rows = json_array();
    put_text(j, "case", at->name);
    put(j, "inside", json_integer(f->n_inside));
    put(j, "compared", json_integer(f->n));
    put(j, "mean_absolute_error", number_or_null(f->error));
    for (int i = 0; i < f->of->n; i++) json_array_append_new(rows, number_or_null(f->model[i]));
    put(j, "model", rows);
    return j;
}

static json_t *observation_part(const Scenario *s, const Observation *x) {
    json_t *j = json_object();
    put(j, "from", date_value(s->calendar.from + x->over.from));
    put(j, "until", date_value(s->calendar.from + x->over.to));
    put(j, "median", json_real(x->median));
    put(j, "low", json_real(x->low));
    put(j, "high", json_real(x->high));
    return j;
}

static json_t *observed_part(const Results *r, const Observed *o) {
    const Scenario *s = r->at[0].scenario;
    json_t *j = json_object(), *rows = json_array(), *fits = json_array();
    Arena *arena = arena_new();
    put_text(j, "name", o->head.name);
    put_text(j, "series", o->of.series);
    put(j, "sources", texts(o->head.sources.n, o->head.sources.name));
    for (int i = 0; i < o->n; i++) json_array_append_new(rows, observation_part(s, &o->at[i]));
    put(j, "observations", rows);
    for (int i = 0; i < r->n; i++) {
        Fit fit;
        if (fit_of(&r->at[i], o->head.name, arena, &fit))
            json_array_append_new(fits, fit_part(&r->at[i], &fit));
    }
    put(j, "fit", fits);
    arena_free(arena);
    return j;
}

static json_t *observed_all(const Results *r) {
    json_t *a = json_array();
    const Scenario *s = r->at[0].scenario;
    for (int i = 0; i < s->n_observed; i++)
        json_array_append_new(a, observed_part(r, &s->observed[i]));
    return a;
}

static json_t *numbers(const double *x, int n, bool word) {
    json_t *a = json_array();
    for (int i = 0; i < n; i++)
        json_array_append_new(a, word && isfinite(x[i])
                                     ? json_words(binding_name((Binding)x[i]))
                                     : number_or_null(x[i]));
    return a;
}

static json_t *drawn_inputs(const Ensemble *e, const Scenario *s, int point) {
    json_t *j = json_object();
    Arena *arena = arena_new();
    double *values = ARENA_NEW(arena, double, s->n_inputs);
    for (int i = 0; i < s->n_inputs; i++)
        if (s->inputs[i].kind == INPUT_ASSUME && s->inputs[i].dist.kind != DIST_NONE)
            put(j, s->inputs[i].name, json_array());
    for (int draw = 0; draw < e->done; draw++) {
        ensemble_draw(s, e->values[point], e->seed, (uint64_t)draw, values);
        for (int i = 0; i < s->n_inputs; i++) {
            json_t *a = json_object_get(j, s->inputs[i].name);
            if (a) json_array_append_new(a, number_or_null(values[i]));
        }
    }
    arena_free(arena);
    return j;
}

static json_t *draws_case(const Ensemble *e, const Scenario *s, int point) {
    json_t *j = json_object(), *results = json_array(), *totals = json_array();
    put_text(j, "name", e->names[point]);
    put(j, "assumptions", drawn_inputs(e, s, point));
    for (int k = 0; k < e->n_outcomes; k++) {
        const Outcome *o = &e->outcomes[k];
        if (o->fixed && point) continue;
        json_t *one = json_object();
        put_text(one, o->total ? "series" : "result", o->name);
        if (o->buyer) put_text(one, "buyer", o->buyer);
        put_text(one, "unit", o->unit);
        put(one, "values", numbers(ensemble_outcome(e, point, k), e->done, o->word));
        json_array_append_new(o->total ? totals : results, one);
    }
    put(j, "results", results);
    put(j, "totals", totals);
    return j;
}

static json_t *draws_part(const Record *r) {
    json_t *j = json_object(), *cases = json_array();
    put(j, "seed", json_integer((json_int_t)r->draws->seed));
    put(j, "draws", json_integer(r->draws->done));
    for (int p = 0; p < r->draw_points; p++)
        json_array_append_new(cases, draws_case(r->draws, r->results->at[0].scenario, p));
    put(j, "cases", cases);
    return j;
}

static json_t *whole(const Record *r) {
    json_t *j = json_object(), *inputs = json_array(), *sources = json_array();
    json_t *cases = json_array();
    put_text(j, "program", "chokepoint");
    put_text(j, "version", about_version());
    put(j, "script", script_part(r));
    put(j, "seed", json_integer((json_int_t)r->seed));
    if (r->results->n) {
        const Scenario *s = r->results->at[0].scenario;
        put(j, "scenario", scenario_part(s));
        put(j, "dates", dates_part(s));
        for (int i = 0; i < s->n_inputs; i++)
            json_array_append_new(inputs, json_input(&s->inputs[i]));
        for (int i = 0; i < s->n_sources; i++)
            json_array_append_new(sources, source_part(&s->sources[i]));
    }
    put(j, "inputs", inputs);
    put(j, "sources", sources);
    for (int i = 0; i < r->results->n; i++)
        json_array_append_new(cases, case_part(r, &r->results->at[i]));
    put(j, "cases", cases);
    if (r->results->n && r->results->at[0].scenario->n_observed)
        put(j, "observed", observed_all(r->results));
    if (r->verdicts && r->verdicts->n) put(j, "expectations", json_verdicts(r->verdicts));
    if (r->conclusions && r->conclusions->n)
        put(j, "conclusions", conclusions_part(r->conclusions));
    if (r->draws) put(j, "draws", draws_part(r));
    return j;
}

// jansson leaves out what it has no memory for; a record must be whole.
static void *get_memory(size_t size) {
    return memory_grow(NULL, size);
}

static int add_piece(const char *data, size_t size, void *out) {
    text_addn(out, data, size);
    return 0;
}

void json_own_memory(void) {
    json_set_alloc_funcs(get_memory, free);
}

void json_add(json_t *j, Text *out) {
    json_dump_callback(j, add_piece, out, JSON_INDENT(1) | JSON_REAL_PRECISION(17));
    json_decref(j);
    text_add(out, "\n");
}

void json_text(const Record *r, Text *out) {
    json_own_memory();
    json_add(whole(r), out);
}

bool json_write(const Record *r, const char *path, Faults *f) {
    Text out = {0};
    json_text(r, &out);
    bool fine = file_write(path, out.data, out.length, f);
    text_done(&out);
    return fine;
}
