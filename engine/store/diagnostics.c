#include "store/diagnostics.h"

#include "base/about.h"
#include "base/excerpt.h"
#include "store/json_parts.h"

static void put(json_t *object, const char *key, json_t *value) {
    json_object_set_new(object, key, value);
}

static void add_one(json_t *list, const Fault *f, const char *severity, Arena *arena) {
    json_t *j = json_object();
    Excerpt e = {.column = 1, .width = 0};
    bool found = excerpt_find(f, arena, &e);
    put(j, "file", json_words(f->file));
    put(j, "line", f->line > 0 ? json_integer(f->line) : json_null());
    put(j, "column", found ? json_integer(e.column) : json_null());
    put(j, "end_column", found ? json_integer(e.column + e.width) : json_null());
    put(j, "severity", json_words(severity));
    put(j, "message", json_words(f->text));
    json_array_append_new(list, j);
}

static void add_all(json_t *list, Faults *faults, const char *severity, Arena *arena) {
    faults_sort(faults);
    for (int i = 0; i < faults_count(faults); i++)
        add_one(list, fault_at(faults, i), severity, arena);
}

static void add_unsourced(json_t *list, const Diagnosed *scripts, int n, Arena *arena) {
    Faults *all = faults_new();
    for (int i = 0; i < n; i++)
        for (int k = 0; k < scripts[i].footing->n; k++) {
            const Unsourced *u = &scripts[i].footing->unsourced[k];
            fault_add(all, u->file, u->line, "%s", unsourced_words(u, arena));
        }
    add_all(list, all, "information", arena);
    faults_free(all);
}

static json_t *counts(const int count[REST_COUNT]) {
    json_t *j = json_object();
    put(j, "sourced", json_integer(count[REST_SOURCED]));
    put(j, "assumed", json_integer(count[REST_ASSUMED]));
    put(j, "unsourced", json_integer(count[REST_NOTHING]));
    return j;
}

static json_t *branching_part(const Survey *x, const Branching *b) {
    json_t *j = json_object();
    put(j, "file", json_words(b->file));
    put(j, "line", json_integer(b->line));
    put(j, "kind", json_words(b->why ? "plain value" : "comparison"));
    put(j, "of", json_words(b->what));
    if (!b->why) {
        put(j, "true", json_boolean(b->yes));
        put(j, "false", json_boolean(b->no));
        return j;
    }
    int n = input_values(&x->base->inputs[b->input]);
    put(j, "why", json_words(b->why));
    put(j, "values", n ? json_integer(n) : json_null());
    return j;
}

static json_t *script_part(const Diagnosed *d) {
    const Survey *x = d->survey;
    json_t *j = json_object(), *inputs = json_array(), *branches = json_array();
    put(j, "path", json_words(script_path(x->script)));
    put(j, "hash", json_words(script_hash(x->script)));
    put(j, "title", json_words(x->base->title));
    put(j, "cases", json_integer(x->base->n_cases));
    for (int i = 0; i < x->base->n_inputs; i++)
        json_array_append_new(inputs, json_input(&x->base->inputs[i]));
    put(j, "inputs", inputs);
    put(j, "inputs_by_source", counts(d->footing->inputs));
    put(j, "fields_by_source", counts(d->footing->fields));
    put(j, "case_values_by_source", counts(d->footing->values));
    put(j, "variants", json_integer(x->n_variants));
    for (int i = 0; i < x->n_branchings; i++)
        json_array_append_new(branches, branching_part(x, &x->branchings[i]));
    put(j, "branches", branches);
    if (d->verdicts && d->verdicts->n) put(j, "expectations", json_verdicts(d->verdicts));
    return j;
}

void diagnostics_text(Faults *errors, Faults *warnings, const Diagnosed *scripts, int n,
                      Text *out) {
    Arena *arena = arena_new();
    json_own_memory();
    json_t *j = json_object(), *list = json_array(), *about = json_array();
    put(j, "program", json_words("chokepoint"));
    put(j, "version", json_words(about_version()));
    add_all(list, errors, "error", arena);
    add_all(list, warnings, "warning", arena);
    add_unsourced(list, scripts, n, arena);
    put(j, "diagnostics", list);
    for (int i = 0; i < n; i++) json_array_append_new(about, script_part(&scripts[i]));
    put(j, "scripts", about);
    json_add(j, out);
    arena_free(arena);
}
