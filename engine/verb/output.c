#include "verb/output.h"

#include "base/file.h"
#include "store/csv.h"
#include "store/json.h"
#include "verb/verb.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool ends_with(const char *path, const char *ending) {
    size_t n = strlen(path), m = strlen(ending);
    return n > m && strcmp(path + n - m, ending) == 0;
}

bool output_kind(const char *path, Output *out) {
    *out = (Output){.path = path};
    if (strcmp(path, "-") == 0 || ends_with(path, ".csv"))
        out->kind = OUTPUT_CSV;
    else if (ends_with(path, ".json"))
        out->kind = OUTPUT_JSON;
    else if (picture_kind(path, &out->picture))
        out->kind = OUTPUT_PICTURE;
    else
        return false;
    return true;
}

static bool cannot(const char *path, Faults *faults, const char *why) {
    fault_add_kind(faults, FAULT_IO, path, 0, "cannot be written: %s", why);
    return false;
}

bool output_possible(const Output *o, Faults *faults) {
    if (strcmp(o->path, "-") == 0) return true;
    struct stat info;
    if (stat(o->path, &info) == 0 && S_ISDIR(info.st_mode))
        return cannot(o->path, faults, "it is a folder; name a file in it");
    const char *slash = strrchr(o->path, '/');
    char *folder = slash ? strndup(o->path, (size_t)(slash - o->path) + 1) : strdup(".");
    bool fine = true;
    if (!folder || stat(folder, &info) != 0 || !S_ISDIR(info.st_mode))
        fine = cannot(o->path, faults, "there is no such folder; make it first");
    else if (access(folder, W_OK) != 0)
        fine = cannot(o->path, faults, "its folder may not be written to; choose another");
    free(folder);
    return fine;
}

// The shown run first, then the others; the baseline dashed, and without bands beside others. The cases were not chosen: the
// baseline alone, as six of them would hide one another.
static void figure_runs(const Results *r, bool all_cases, FigureInput *in, Arena *arena) {
    int n = all_cases ? 1 : r->n;
    FigureRun *runs = ARENA_NEW(arena, FigureRun, n);
    for (int i = 0; i < n; i++) {
        int point = (i + 1) % n;
        const Result *x = &r->at[point];
        runs[i] =
            (FigureRun){x->name, x->series, x->run, false, point || n == 1 ? 1 + point : 0};
    }
    in->runs = runs;
    in->n_runs = n;
    in->baseline = n > 1 ? n - 1 : NO_RUN;
}

static bool make_picture(Output *out, const Results *r, const OutputOptions *o,
                         Faults *faults) {
    Arena *arena = arena_new();
    FigureInput in = {0};
    figure_runs(r, o->all_cases, &in, arena);
    int shown = in.n_runs > 1 ? 1 : 0;
    const Result *x = &r->at[shown];
    FigureEvent *events;
    in.n_events = figure_events(x->scenario, x->values, arena, &events);
    in.events = events;
    in.headline = study_headline(r, shown, arena);
    Bands *bands = o->draws ? ensemble_bands(o->draws->ensemble, -1, NULL) : NULL;
    in.bands = bands;
    Figure *f = figure_build(&in, arena);
    out->data = picture_make(f, out->picture, &o->picture, &out->size, faults);
    if (bands) arena_free(bands->arena);
    arena_free(arena);
    return out->data != NULL;
}

static void make_data(Output *out, Script *s, const Results *r, const OutputOptions *o) {
    Record record = record_of(s, r);
    record.seed = o->seed;
    record.only = o->series;
    record.verdicts = o->verdicts;
    record.conclusions = o->conclusions;
    if (o->draws) {
        record.draws = o->draws->ensemble;
        record.draw_points = o->draws->n_points;
    }
    Text text = {0};
    if (out->kind == OUTPUT_CSV)
        csv_text(&record, &text);
    else
        json_text(&record, &text);
    out->data = text.data;
    out->size = text.length;
}

bool outputs_write(Output *outputs, int n, Script *s, const Results *r, const OutputOptions *o,
                   Faults *faults) {
    for (int i = 0; i < n; i++) {
        if (outputs[i].kind != OUTPUT_PICTURE)
            make_data(&outputs[i], s, r, o);
        else if (!make_picture(&outputs[i], r, o, faults))
            return false;
    }
    bool fine = true;
    interrupt_hold(true);
    for (int i = 0; i < n && fine; i++)
        fine = file_write(outputs[i].path, outputs[i].data, outputs[i].size, faults);
    interrupt_hold(false);
    return fine;
}

void outputs_done(Output *outputs, int n) {
    for (int i = 0; i < n; i++) free(outputs[i].data);
}
