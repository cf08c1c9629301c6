#include "view/model.h"

#include "base/file.h"
#include "store/csv.h"

#include <stdlib.h>
#include <string.h>

// Scripts read before the present one live on while something on screen points into them.
typedef struct ScriptModel {
    char *path;
    Script *script;
    Script **old;
    int n_old;
} ScriptModel;

static const char *model_path(void *context) {
    return ((ScriptModel *)context)->path;
}

static const Scenario *model_base(void *context) {
    return script_base(((ScriptModel *)context)->script);
}

static void model_values(void *context, int case_index, double *values) {
    ScriptModel *m = context;
    if (case_index < 0)
        script_base_values(m->script, values);
    else
        script_case_values(m->script, case_index, values);
}

static bool model_set(void *context, const char *assignment, double *values, Faults *faults) {
    return script_set(((ScriptModel *)context)->script, assignment, values, faults);
}

static Results *model_run(void *context, const Point *points, int n, bool prove,
                          Faults *faults) {
    return study_run(((ScriptModel *)context)->script, points, n, NULL, prove, faults);
}

static const char *model_headline(void *context, const Results *r, int i, Arena *arena) {
    (void)context;
    return study_headline(r, i, arena);
}

static void model_free_results(void *context, Results *r) {
    (void)context;
    results_free(r);
}

static bool model_write_table(void *context, const Results *r, const char *path,
                              Faults *faults) {
    Record record = record_of(((ScriptModel *)context)->script, r);
    return csv_write(&record, path, faults);
}

static double model_stamp(void *context) {
    const char *const *paths;
    int n = script_files(((ScriptModel *)context)->script, &paths);
    double latest = 0;
    for (int i = 0; i < n; i++) {
        double stamp = file_stamp(paths[i]);
        if (stamp == 0) return 0;
        if (stamp > latest) latest = stamp;
    }
    return latest;
}

static bool model_reload(void *context, Faults *faults) {
    ScriptModel *m = context;
    Script *script = script_load(m->path, NULL, faults);
    if (!script) return false;
    Script **old = realloc(m->old, sizeof *old * (size_t)(m->n_old + 1));
    if (!old) abort();
    m->old = old;
    m->old[m->n_old++] = m->script;
    m->script = script;
    return true;
}

static void model_settle(void *context) {
    ScriptModel *m = context;
    for (int i = 0; i < m->n_old; i++) script_free(m->old[i]);
    m->n_old = 0;
}

static void model_free(void *context) {
    ScriptModel *m = context;
    model_settle(m);
    script_free(m->script);
    free(m->old);
    free(m->path);
    free(m);
}

bool model_script(Model *m, const char *path, Faults *faults) {
    Script *script = script_load(path, NULL, faults);
    if (!script) return false;
    ScriptModel *s = calloc(1, sizeof *s);
    if (!s) abort();
    s->script = script;
    s->path = strdup(path);
    *m = (Model){.context = s,
                 .path = model_path,
                 .base = model_base,
                 .values = model_values,
                 .set = model_set,
                 .run = model_run,
                 .headline = model_headline,
                 .free_results = model_free_results,
                 .write_table = model_write_table,
                 .stamp = model_stamp,
                 .reload = model_reload,
                 .settle = model_settle,
                 .free = model_free};
    return true;
}
