// What the window needs from the world behind it: a scenario to run and to read anew. The window
// is driven through this, so tests can put any results in front of it. model_script is the real
// one, over a script.
#ifndef ENGINE_VIEW_MODEL_H
#define ENGINE_VIEW_MODEL_H

#include "study/study.h"

typedef struct Model {
    void *context;
    // The script's path as the user gave it.
    const char *(*path)(void *context);
    // Inputs, cases, calendar, sources; valid until the next successful reload.
    const Scenario *(*base)(void *context);
    // Fills base->n_inputs values; case_index -1 is the baseline.
    void (*values)(void *context, int case_index, double *values);
    // "name=value" laid over `values`; false with faults.
    bool (*set)(void *context, const char *assignment, double *values, Faults *faults);
    // NULL with faults. `prove` as in study_run.
    Results *(*run)(void *context, const Point *points, int n, bool prove, Faults *faults);
    const char *(*headline)(void *context, const Results *r, int i, Arena *arena);
    void (*free_results)(void *context, Results *r);
    // Every series of every run in `r`, as a CSV file.
    bool (*write_table)(void *context, const Results *r, const char *path, Faults *faults);
    // The latest change of any file that the script reads, in seconds; 0 when one is missing.
    double (*stamp)(void *context);
    // Reads and traces the script again. On a fault the old one stays. The old one is kept too
    // until `settle` says that nothing points into it any more.
    bool (*reload)(void *context, Faults *faults);
    void (*settle)(void *context);
    void (*free)(void *context);
} Model;

// False with faults when the script cannot be loaded.
bool model_script(Model *m, const char *path, Faults *faults);

#endif
