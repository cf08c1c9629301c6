// Scripts and data are read again when they were saved.
#include "view/app.h"

#include <math.h>

#define SETTLE_SECONDS 0.05 // assumed: one saving is several events, and they come together
#define LOOK_SECONDS 1.0    // where nobody tells of changes
#define ABSENT_SECONDS 1.5

// A file is away for a moment while it is saved; away for longer it is missed.
static void look_for_absent(App *a, bool missing) {
    if (!missing || a->reading) {
        a->absent_since = 0;
        return;
    }
    if (a->absent_since == 0) a->absent_since = a->now;
    if (a->missed || a->now < a->absent_since + ABSENT_SECONDS) return;
    a->missed = a->unread = true;
    faults_clear(a->faults);
    fault_add_kind(a->faults, FAULT_IO, a->model.path(a->model.context), 0,
                   "it, or a file that it reads, is missing: it is read again as soon as it is "
                   "there");
    a->dirty |= DIRTY_ALL;
}

void app_look_soon(App *a) {
    a->look_at = fmin(a->look_at, a->now + SETTLE_SECONDS);
}

void app_look(App *a) {
    if (a->now < a->look_at) return;
    app_look_at_others(a);
    FilesAre are = a->model.files(a->model.context);
    bool missing = are == FILES_MISSING, waits = missing || a->opening[0];
    bool heard = a->model.hears(a->model.context) && app_hears_others(a);
    a->look_at = heard && !waits ? HUGE_VAL : a->now + LOOK_SECONDS;
    look_for_absent(a, missing);
    if (waits || (are == FILES_SAME && !a->missed)) return;
    a->missed = false;
    app_reload(a);
}
