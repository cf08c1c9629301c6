// What the window needs from the world behind it: a scenario to run and to read anew. The window
// is driven through this, so tests can put any results in front of it. Nothing here makes the
// window wait, `set` and `wait` aside: it asks, and takes the news when they come. model_script is
// the real one: a script, read and run by a worker process.
#ifndef ENGINE_VIEW_MODEL_H
#define ENGINE_VIEW_MODEL_H

#include "store/record.h"
#include "study/ensemble.h"
#include "study/why.h"
#include "view/watch.h"

typedef struct Ask {
    bool fixed; // the baseline and every case too, proved
    bool prove; // as in study_run
    int n;      // at least one; where not all can be run, the first is run alone
    const Point *points;
} Ask;

typedef enum NewsKind {
    NEWS_RUN,   // what was asked: `live`, or NULL with faults; `fixed`, of the cases or of the
                // baseline alone, then with the faults of a case
    NEWS_READ,  // the script was read again: `base` is new; or not, with faults
    NEWS_LOST,  // what was under way ended without an answer; the faults say why
    NEWS_DRAWS, // `bands`, over draws of `ensemble`, which lives until other draws are asked for
    NEWS_WHY,   // `why`, or NULL with faults
    NEWS_NOTE,  // the script is not what it seemed, see `note`: results may change
    NEWS_TOUCHED // something happened to a file of the script: see `files`
} NewsKind;

typedef struct News {
    NewsKind kind;
    bool read; // of NEWS_READ: it was
    Results *fixed, *live;
    const char *note; // until the next news
    Bands *bands;
    const Ensemble *ensemble;
    Why *why;
} News;

typedef struct Model {
    void *context;
    // The script's path as the user gave it.
    const char *(*path)(void *context);
    // Inputs, cases, calendar, sources. What it gave before stays readable until `settle`, and
    // at least until the next news.
    const Scenario *(*base)(void *context);
    // Fills base->n_inputs values; case_index -1 is the baseline.
    void (*values)(void *context, int case_index, double *values);
    // "name=value" laid over `values`; false with faults. Waits; only before the window is open.
    bool (*set)(void *context, const char *assignment, double *values, Faults *faults);
    // One at a time: NEWS_RUN, NEWS_READ or NEWS_LOST follows.
    void (*ask)(void *context, const Ask *ask);
    // False: there are none.
    bool (*take)(void *context, News *news, Faults *faults);
    // Draws of the points in the background, in place of those asked before; 0: none; -1: no
    // more than there are. NEWS_DRAWS follow, with more and more of them.
    void (*draw)(void *context, const Ask *ask, int draws);
    void (*free_bands)(void *context, Bands *b);
    // What the buyer of the point's name met in the step: NEWS_WHY follows. False: nobody answers.
    bool (*why)(void *context, const Point *point, int step);
    void (*free_why)(void *context, Why *w);
    const char *(*headline)(void *context, const Results *r, int i, Arena *arena);
    void (*free_results)(void *context, Results *r);
    // Every series of every run in `r`, as a CSV file; `from` says of each which script's it is.
    bool (*write_table)(void *context, const Results *r, const RecordOrigin *from,
                        const char *path, Faults *faults);
    // The files that it looked for when it was read last, or tried to be; what they were when
    // `reload` was asked for is no change.
    FilesAre (*files)(void *context);
    bool (*hears)(void *context); // NEWS_TOUCHED tell of every change; else look now and then
    // Begins to read the script again: NEWS_READ or NEWS_LOST follows. On a fault the old one
    // stays.
    void (*reload)(void *context);
    // The same for another script, whose path is taken over once it is read.
    void (*open)(void *context, const char *path);
    // Nothing points into what was read before any more.
    void (*settle)(void *context);
    // Ends what is under way: NEWS_LOST follows.
    void (*stop)(void *context);
    int (*socket)(void *context);             // readable when there are news; -1: there is none
    void (*wait)(void *context, int wait_ms); // for news, no longer than that
    void (*leave)(void *context);             // every process is to end; only `free` follows
    void (*free)(void *context);
} Model;

// Waits until the script is read. False with faults when it cannot be.
bool model_script(Model *m, const char *path, Faults *faults);

#endif
