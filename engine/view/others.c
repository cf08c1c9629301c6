#include "view/app.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool app_add_script(App *a, const Model *m) {
    if (a->n_others == OTHERS_MOST) return false;
    Other *o = &a->others[a->n_others++];
    *o = (Other){.model = *m, .due = true};
    return true;
}

static void forget(Other *o, Results **r) {
    if (*r) o->model.free_results(o->model.context, *r);
    *r = NULL;
}

void app_free_others(App *a) {
    for (int i = 0; i < a->n_others; i++) {
        Other *o = &a->others[i];
        forget(o, &o->fixed);
        free(o->shown);
        o->model.free(o->model.context);
    }
}

// "permit" of "scripts/permit.lua".
const char *other_name(const Other *o, Arena *arena) {
    const char *path = o->model.path(o->model.context), *slash = strrchr(path, '/');
    const char *base = slash ? slash + 1 : path, *dot = strrchr(base, '.');
    return arena_printf(arena, "%.*s",
                        dot && dot > base ? (int)(dot - base) : (int)strlen(base), base);
}

// Series of other steps or other years cannot lie over these.
static bool fits(App *a, Other *o) {
    const Calendar *mine = &a->scenario->calendar;
    const Calendar *its = &o->model.base(o->model.context)->calendar;
    o->wrong = NULL;
    double end = mine->from + mine->months, its_end = its->from + its->months;
    if (its->step != mine->step)
        o->wrong = arena_printf(a->world, "its steps are a %s, here they are a %s",
                                step_name(its->step), step_name(mine->step));
    else if (its->from >= end || its_end <= mine->from)
        o->wrong = "it has no date in common";
    return !o->wrong;
}

static void ask(App *a, Other *o) {
    const Scenario *s = o->model.base(o->model.context);
    double *values = ARENA_NEW(a->frame_arena, double, s->n_inputs);
    o->due = false;
    if (!fits(a, o)) {
        Results *old = o->fixed;
        o->fixed = NULL;
        if (old && a->figure) app_build_figure(a); // which may have shown them
        forget(o, &old);
        return;
    }
    o->model.values(o->model.context, -1, values);
    const Point point = {"Baseline", values};
    o->waits = true;
    o->model.ask(o->model.context,
                 &(Ask){.fixed = true, .prove = true, .n = 1, .points = &point});
}

static void take_results(App *a, Other *o, const News *news) {
    Results *live = news->live, *old = o->fixed;
    forget(o, &live);
    if (!news->fixed) o->wrong = "it cannot be run";
    if (!news->fixed) return;
    o->fixed = news->fixed;
    bool *shown = calloc((size_t)o->fixed->n, sizeof *shown);
    if (!shown) abort();
    shown[0] = true;
    for (int i = 0; o->shown && i < o->n && i < o->fixed->n; i++) shown[i] = o->shown[i];
    free(o->shown);
    o->shown = shown;
    o->n = o->fixed->n;
    if (a->figure) app_build_figure(a);
    forget(o, &old);
    o->model.settle(o->model.context);
}

static bool take(App *a, Other *o) {
    News news;
    faults_clear(a->fresh);
    if (!o->model.take(o->model.context, &news, a->fresh)) return false;
    if (news.kind == NEWS_TOUCHED || news.kind == NEWS_READ) app_look_soon(a);
    if (news.kind == NEWS_TOUCHED) return true;
    if (news.kind == NEWS_RUN) take_results(a, o, &news);
    if (news.kind == NEWS_NOTE || (news.kind == NEWS_READ && news.read)) o->due = true;
    if (news.kind != NEWS_NOTE) o->waits = false;
    if (faults_count(a->fresh)) app_toast(a, "%s", fault_line(a->fresh, 0));
    a->dirty |= DIRTY_ALL;
    return true;
}

void app_update_others(App *a) {
    for (int i = 0; i < a->n_others; i++) {
        Other *o = &a->others[i];
        while (take(a, o)) {
        }
        if (o->due && !o->waits) ask(a, o);
    }
}

bool app_waits_for_others(const App *a) {
    for (int i = 0; i < a->n_others; i++)
        if (a->others[i].waits || a->others[i].due) return true;
    return false;
}

void app_look_at_others(App *a) {
    for (int i = 0; i < a->n_others; i++) {
        Other *o = &a->others[i];
        if (o->waits || o->model.files(o->model.context) != FILES_CHANGED) continue;
        o->waits = true;
        o->model.reload(o->model.context);
    }
}

bool app_hears_others(const App *a) {
    for (int i = 0; i < a->n_others; i++) {
        const Other *o = &a->others[i];
        if (o->waits || !o->model.hears(o->model.context)) return false;
    }
    return true;
}

void app_recheck_others(App *a) {
    for (int i = 0; i < a->n_others; i++) {
        a->others[i].due = true;
        a->others[i].wrong = NULL;
    }
}

static const char *run_name(const Other *o, int i, Arena *arena) {
    const char *name = other_name(o, arena);
    return i ? arena_printf(arena, "%s: %s", name, o->fixed->at[i].name) : name;
}

int app_other_runs(const App *a, Arena *arena, FigureRun *out) {
    int n = 0;
    for (int k = 0; k < a->n_others; k++) {
        const Other *o = &a->others[k];
        for (int i = 0; o->fixed && i < o->fixed->n; i++) {
            const Result *r = &o->fixed->at[i];
            if (out && o->shown[i])
                out[n] = (FigureRun){run_name(o, i, arena), r->series, r->run, false, 0};
            n += o->shown[i];
        }
    }
    return n;
}

static const char *title_in(const Model *m) {
    const Scenario *s = m->base(m->context);
    return s->title ? s->title : "";
}

// "H200 approvals 2026"; where that is the title of another script too, "H200 approvals 2026
// (strict)".
static const char *title_of(const App *a, int k, Arena *arena) {
    const Other *o = &a->others[k];
    const char *title = title_in(&o->model);
    bool twice = strcmp(title, title_in(&a->model)) == 0;
    for (int i = 0; i < a->n_others; i++)
        twice = twice || (i != k && strcmp(title, title_in(&a->others[i].model)) == 0);
    return twice ? arena_printf(arena, "%s (%s)", title, other_name(o, arena)) : title;
}

int app_other_table(const App *a, Arena *arena, Result *out, RecordOrigin *from) {
    int n = 0;
    for (int k = 0; k < a->n_others; k++) {
        const Other *o = &a->others[k];
        const RecordOrigin its = {title_of(a, k, arena), o->model.base(o->model.context)->seed};
        for (int i = 0; o->fixed && i < o->fixed->n; i++) {
            if (!o->shown[i]) continue;
            if (out) out[n] = o->fixed->at[i], from[n] = its;
            n++;
        }
    }
    return n;
}

const char *other_state(const Other *o) {
    if (o->fixed) return "runs";
    return o->wrong ? o->wrong : "is being run";
}

double other_total(const Other *o, int i, SeriesId id) {
    const Pick pick = {.id = id, .party = -1, .chip = -1, .workload = -1};
    return series_total(o->fixed->at[i].series, o->fixed->at[i].run, &pick);
}
