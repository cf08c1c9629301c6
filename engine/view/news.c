#include "view/app.h"

#include <math.h>

#define SLOW_SECONDS 1.0
#define LONGEST_SECONDS 60.0 // assumed: nobody waits longer for a curve

static void app_ask(App *a) {
    if (!a->from_draw) app_draws_drop(a);
    const Point *points;
    int n = app_points(a, a->frame_arena, &points);
    const Ask ask = {a->anew, a->prove || a->anew, n, points};
    a->stale = a->prove = false;
    a->running = true;
    a->since = a->now;
    a->model.ask(a->model.context, &ask);
}

static void forget(App *a, Results *r) {
    if (r) a->model.free_results(a->model.context, r);
}

static void show_faults(App *a) {
    Faults *old = a->faults;
    a->faults = a->fresh;
    a->fresh = old;
}

static void take_run(App *a, const News *news) {
    bool wanted = a->running;
    a->running = false;
    if (!wanted || !news->live) {
        forget(a, news->fixed);
        forget(a, news->live);
        if (wanted) show_faults(a);
        return;
    }
    Results *old_live = a->live, *old_fixed = news->fixed ? a->fixed : NULL;
    a->live = news->live;
    if (news->fixed) a->fixed = news->fixed;
    if (faults_count(a->fresh)) a->refused = false;
    if ((!a->unread && !a->refused) || faults_count(a->fresh)) show_faults(a);
    app_build_figure(a);
    if (!a->ui.active) app_why_ask(a); // a drag ends with a run that is proved
    forget(a, old_live);
    forget(a, old_fixed);
    if (news->fixed) a->model.settle(a->model.context);
    if (news->fixed) a->anew = false;
}

static void take_read(App *a, const News *news) {
    a->reading = a->running = false; // a worker that ran something is gone
    a->refused = !news->read && a->opening[0];
    a->unread = !news->read && (a->unread || !a->refused);
    app_look_soon(a); // it may have been saved meanwhile
    if (!news->read) {
        a->opening[0] = 0;
        show_faults(a);
        return;
    }
    a->ui.popup.owner = 0;
    a->ui.active = 0;
    a->tip = (Tip){.flag = -1};
    faults_clear(a->faults);
    a->from_draw = false;
    app_draws_drop(a);
    app_why_forget(a);
    if (a->opening[0]) {
        app_opened(a);
        return;
    }
    app_load(a);
    app_toast(a, "Read again: %s", a->model.path(a->model.context));
}

// The last good run stays; the next change is run by another worker.
static void take_loss(App *a) {
    a->refused = a->opening[0];
    a->unread = a->unread || (a->reading && !a->refused);
    a->opening[0] = 0;
    a->running = a->reading = false;
    a->drawing = a->why.waits = false;
    if (faults_count(a->fresh)) show_faults(a);
}

// What a quantity that was only seen now changes is not known: all is run again.
static void take_note(App *a, const News *news) {
    app_toast(a, "Checked while idle: %s", news->note);
    a->anew = a->stale = true;
}

static bool app_take(App *a) {
    static void (*const takers[])(App *, const News *) = {[NEWS_RUN] = take_run,
                                                          [NEWS_READ] = take_read,
                                                          [NEWS_NOTE] = take_note,
                                                          [NEWS_DRAWS] = app_draws_take,
                                                          [NEWS_WHY] = app_why_take};
    News news;
    faults_clear(a->fresh);
    if (!a->model.take(a->model.context, &news, a->fresh)) return false;
    if (news.kind == NEWS_TOUCHED) {
        app_look_soon(a);
        return true;
    }
    if (news.kind == NEWS_LOST)
        take_loss(a);
    else
        takers[news.kind](a, &news);
    a->slow = a->slow && (a->running || a->reading);
    a->dirty |= DIRTY_ALL; // also for the banner
    return true;
}

void app_update(App *a) {
    for (bool more = true; more;) {
        more = a->stale && !a->running && !a->reading;
        if (more) app_ask(a);
        while (app_take(a)) more = true;
    }
    app_update_others(a);
}

static bool is_waiting(const App *a) {
    return a->running || a->reading || a->why.waits || app_waits_for_others(a);
}

bool app_settle(App *a, double seconds) {
    enum { WAIT_MS = 20 };
    app_update(a);
    for (double waited = 0; is_waiting(a); waited += WAIT_MS / 1000.0) {
        if (waited >= seconds) return false;
        a->model.wait(a->model.context, WAIT_MS);
        app_update(a);
    }
    return true;
}

void app_begin_reading(App *a) {
    app_play(a, false);
    a->ui.popup.owner = 0;
    a->ui.active = 0;
    a->stale = a->stale || a->running;
    a->running = false;
    a->reading = true;
    a->since = a->now;
    a->dirty |= DIRTY_ALL;
}

void app_reload(App *a) {
    app_begin_reading(a);
    a->model.reload(a->model.context);
}

void app_stop(App *a) {
    const char *path = a->opening[0] ? arena_text(a->frame_arena, a->opening)
                                     : a->model.path(a->model.context);
    double seconds = floor(a->now - a->since);
    if (!a->running && !a->reading) return;
    const char *what = a->reading ? "reading it" : "running it";
    a->model.stop(a->model.context);
    app_update(a);
    faults_clear(a->faults);
    fault_add_kind(a->faults, FAULT_LIMIT, path, 0,
                   "%s was stopped after %.0f s: look for a loop that does not end, or "
                   "change what was moved last",
                   what, seconds);
    a->dirty |= DIRTY_ALL;
}

// Says that something takes long, and ends what takes too long.
void app_watch(App *a) {
    if (!a->running && !a->reading) return;
    double waited = a->now - a->since;
    if (waited < SLOW_SECONDS) return;
    if (!a->slow) a->dirty |= DIRTY_PANES;
    a->slow = true;
    if (waited >= LONGEST_SECONDS) app_stop(a);
}

double app_watch_wait(const App *a) {
    if (!a->running && !a->reading) return HUGE_VAL;
    return a->since + (a->slow ? LONGEST_SECONDS : SLOW_SECONDS) - a->now;
}
