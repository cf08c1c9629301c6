#include "view/model.h"

#include "base/file.h"
#include "store/csv.h"
#include "view/worker.h"

#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

// What a worker read; it lies in that worker's memory.
typedef struct Reading {
    Worker *worker;
    Answer read;
} Reading;

// A reading that is asked, one whose results are still on screen (often the same), one that is
// being read, and one that was read but never shown.
typedef struct ScriptModel {
    char *path, *opening; // opening: of `next`, where it is another script; NULL
    Reading now, shown;
    Worker *next, *spent;
    int sockets; // an epoll of all workers
    bool under_way, stopped;
    int draws; // how often draws were asked for
    Watch *watch;
    Arena *note; // whose note was given last
    Worker *noted;
} ScriptModel;

static const char *model_path(void *context) {
    return ((ScriptModel *)context)->path;
}

static const Scenario *model_base(void *context) {
    return ((ScriptModel *)context)->now.read.base;
}

static void model_values(void *context, int case_index, double *values) {
    const Scenario *s = model_base(context);
    for (int i = 0; i < s->n_inputs; i++) values[i] = s->inputs[i].base;
    if (case_index < 0) return;
    const Case *c = &s->cases[case_index];
    for (int i = 0; i < c->n_values; i++) values[c->values[i].input] = c->values[i].value;
}

static void release(Worker *w, Arena *arena) {
    const Question q = {.kind = QUESTION_RELEASE, .arena = arena};
    if (arena) worker_tell(w, &q, sizeof q);
}

static void add_faults(const Answer *x, Faults *faults) {
    for (int i = 0; i < x->n_faults; i++)
        fault_add_kind(faults, x->faults[i].kind, x->faults[i].file, x->faults[i].line, "%s",
                       x->faults[i].text);
}

static bool model_set(void *context, const char *assignment, double *values, Faults *faults) {
    ScriptModel *m = context;
    size_t size = sizeof *values * (size_t)model_base(m)->n_inputs, n = strlen(assignment) + 1;
    char *q = memory_grow(NULL, sizeof(Question) + size + n);
    memcpy(q, &(Question){.kind = QUESTION_SET}, sizeof(Question));
    memcpy(q + sizeof(Question), values, size);
    memcpy(q + sizeof(Question) + size, assignment, n);
    Answer x = {.kind = ANSWER_NOTE};
    bool told = worker_tell(m->now.worker, q, sizeof(Question) + size + n);
    free(q);
    while (told && x.kind != ANSWER_SET) {
        worker_wait(m->now.worker, -1);
        told = worker_hear(m->now.worker, &x) != HEARD_END;
    }
    if (!told) return false;
    add_faults(&x, faults);
    bool set = x.values != NULL;
    if (set) memcpy(values, x.values, size);
    release(m->now.worker, x.arena);
    return set;
}

static void listen_to(ScriptModel *m, int socket) {
    struct epoll_event e = {.events = EPOLLIN};
    epoll_ctl(m->sockets, EPOLL_CTL_ADD, socket, &e);
}

static char *copy(const char *path) {
    return strcpy(memory_grow(NULL, strlen(path) + 1), path);
}

static void drop_opening(ScriptModel *m) {
    free(m->opening);
    m->opening = NULL;
}

static void read_next(ScriptModel *m, const char *path) {
    Faults *faults = faults_new();
    worker_free(m->next);
    m->next = worker_start(path, faults);
    if (m->next) listen_to(m, worker_socket(m->next));
    m->stopped = !m->next;
    m->under_way = true;
    faults_free(faults);
}

static void model_reload(void *context) {
    ScriptModel *m = context;
    drop_opening(m);
    watch_accept(m->watch);
    read_next(m, m->path);
}

static void model_open(void *context, const char *path) {
    ScriptModel *m = context;
    drop_opening(m);
    m->opening = copy(path);
    read_next(m, m->opening);
}

// False when the worker is gone.
static bool tell(ScriptModel *m, Question head, const Ask *ask) {
    size_t size = sizeof(double) * (size_t)model_base(m)->n_inputs;
    size_t length = sizeof(Question) + (WIRE_NAME + size) * (size_t)ask->n;
    char *q = memory_grow(NULL, length), *at = q + sizeof(Question);
    head.n = ask->n;
    memset(q, 0, length);
    memcpy(q, &head, sizeof head);
    for (int i = 0; i < ask->n; i++) {
        strncpy(at, ask->points[i].name, WIRE_NAME - 1);
        memcpy(at + WIRE_NAME, ask->points[i].values, size);
        at += WIRE_NAME + size;
    }
    bool told = worker_tell(m->now.worker, q, length);
    free(q);
    return told;
}

// A worker that is gone is replaced by one that reads the script as it is now.
static void model_ask(void *context, const Ask *ask) {
    ScriptModel *m = context;
    const Question q = {.kind = QUESTION_RUN, .fixed = ask->fixed, .prove = ask->prove};
    m->under_way = true;
    if (tell(m, q, ask)) return;
    worker_stop(m->now.worker);
    model_reload(m);
}

static void model_draw(void *context, const Ask *ask, int draws) {
    ScriptModel *m = context;
    m->draws += draws != -1;
    tell(m, (Question){.kind = QUESTION_DRAWS, .draws = draws, .tag = m->draws}, ask);
}

static void model_free_bands(void *context, Bands *b) {
    ScriptModel *m = context;
    if (worker_holds(m->now.worker, b)) release(m->now.worker, b->arena);
}

static bool model_why(void *context, const Point *point, int step) {
    const Ask ask = {.n = 1, .points = point};
    return tell(context, (Question){.kind = QUESTION_WHY, .step = step}, &ask);
}

static void model_free_why(void *context, Why *w) {
    ScriptModel *m = context;
    if (worker_holds(m->now.worker, w)) release(m->now.worker, w->arena);
}

static void drop_spent(ScriptModel *m) {
    worker_free(m->spent);
    m->spent = NULL;
}

static void take_over(ScriptModel *m, const Answer *x) {
    if (m->now.worker != m->shown.worker) m->spent = m->now.worker;
    worker_stop(m->now.worker);
    m->now = (Reading){m->next, *x};
    m->next = NULL;
    if (!m->opening) return;
    free(m->path);
    m->path = m->opening;
    m->opening = NULL;
}

static bool take_next(ScriptModel *m, News *news, Faults *faults) {
    Answer x;
    Heard heard = worker_hear(m->next, &x);
    if (heard == HEARD_NOTHING) return false;
    m->under_way = false;
    *news = (News){.kind = heard == HEARD_END ? NEWS_LOST : NEWS_READ};
    if (heard == HEARD_END)
        fault_add_kind(faults, FAULT_LIMIT, m->opening ? m->opening : m->path, 0,
                       "reading it %s", worker_end(m->next));
    else
        add_faults(&x, faults);
    news->read = heard == HEARD_ANSWER && x.base;
    // Another script that cannot be opened leaves this one as it is.
    if (heard == HEARD_ANSWER && (x.base || !m->opening))
        watch_files(m->watch, x.seen, x.n_seen);
    if (news->read)
        take_over(m, &x);
    else
        worker_free(m->next), m->next = NULL;
    drop_opening(m);
    return true;
}

static bool take_answer(ScriptModel *m, const Answer *x, News *news, Faults *faults) {
    *news = (News){.kind = NEWS_RUN, .fixed = x->fixed, .live = x->live};
    add_faults(x, faults);
    if (x->kind == ANSWER_NOTE) {
        *news = (News){.kind = NEWS_NOTE, .note = x->note};
        m->note = x->arena;
        m->noted = m->now.worker;
        return true;
    }
    if (x->kind == ANSWER_WHY) {
        *news = (News){.kind = NEWS_WHY, .why = x->why};
        if (!x->why) release(m->now.worker, x->arena);
        return true;
    }
    if (x->kind == ANSWER_DRAWS) {
        *news = (News){.kind = NEWS_DRAWS, .bands = x->bands, .ensemble = x->ensemble};
        if (x->tag == m->draws) return true;
        faults_clear(faults);
        release(m->now.worker, x->arena); // of draws that nobody waits for
        return false;
    }
    release(m->now.worker, x->arena);
    m->under_way = m->next != NULL;
    return true;
}

static bool model_take(void *context, News *news, Faults *faults) {
    ScriptModel *m = context;
    Answer x;
    drop_spent(m);
    if (watch_hear(m->watch)) {
        *news = (News){.kind = NEWS_TOUCHED};
        return true;
    }
    if (m->note && m->noted == m->now.worker) release(m->noted, m->note);
    m->note = NULL;
    if (m->stopped) {
        m->stopped = m->under_way = false;
        *news = (News){.kind = NEWS_LOST};
        return true;
    }
    if (m->next && take_next(m, news, faults)) return true;
    Heard heard = worker_hear(m->now.worker, &x);
    if (heard == HEARD_ANSWER) return take_answer(m, &x, news, faults);
    if (heard == HEARD_NOTHING || !m->under_way || m->next) return false;
    m->under_way = false;
    *news = (News){.kind = NEWS_LOST};
    fault_add_kind(faults, FAULT_LIMIT, m->path, 0, "running it %s", worker_end(m->now.worker));
    return true;
}

static const char *model_headline(void *context, const Results *r, int i, Arena *arena) {
    (void)context;
    return study_headline(r, i, arena);
}

static void model_free_results(void *context, Results *r) {
    ScriptModel *m = context;
    if (worker_holds(m->now.worker, r)) release(m->now.worker, r->arena);
}

static bool model_write_table(void *context, const Results *r, const RecordOrigin *from,
                              const char *path, Faults *faults) {
    ScriptModel *m = context;
    const Answer *x = &m->shown.read;
    const Record record = {.script_path = m->path,
                           .script_hash = x->hash,
                           .n_files = x->n_files,
                           .files = x->files,
                           .seed = x->base->seed,
                           .results = r,
                           .origins = from};
    return csv_write(&record, path, faults);
}

static FilesAre model_files(void *context) {
    return watch_look(((ScriptModel *)context)->watch);
}

static bool model_hears(void *context) {
    return watch_hears(((ScriptModel *)context)->watch);
}

static void model_settle(void *context) {
    ScriptModel *m = context;
    if (m->shown.worker != m->now.worker) worker_free(m->shown.worker);
    m->shown = m->now;
}

static void model_stop(void *context) {
    ScriptModel *m = context;
    if (!m->under_way) return;
    if (m->next) {
        worker_free(m->next);
        m->next = NULL;
        drop_opening(m);
    } else {
        worker_stop(m->now.worker);
    }
    m->stopped = true;
}

static int model_socket(void *context) {
    return ((ScriptModel *)context)->sockets;
}

static void model_wait(void *context, int wait_ms) {
    ScriptModel *m = context;
    struct epoll_event e;
    if (!m->stopped) epoll_wait(m->sockets, &e, 1, wait_ms);
}

// So that they end while the window is being closed.
static void model_leave(void *context) {
    ScriptModel *m = context;
    worker_kill(m->spent);
    worker_kill(m->next);
    worker_kill(m->shown.worker);
    worker_kill(m->now.worker);
}

static void model_free(void *context) {
    ScriptModel *m = context;
    drop_spent(m);
    worker_free(m->next);
    if (m->shown.worker != m->now.worker) worker_free(m->shown.worker);
    worker_free(m->now.worker);
    watch_free(m->watch);
    close(m->sockets);
    drop_opening(m);
    free(m->path);
    free(m);
}

// Waits for the first reading.
static bool read_first(ScriptModel *m, Faults *faults) {
    News news = {.kind = NEWS_LOST};
    m->next = worker_start(m->path, faults);
    if (!m->next) return false;
    listen_to(m, worker_socket(m->next));
    while (!take_next(m, &news, faults)) worker_wait(m->next, -1);
    m->shown = m->now;
    return news.read;
}

bool model_script(Model *m, const char *path, Faults *faults) {
    ScriptModel *s = memory_grow(NULL, sizeof *s);
    *s = (ScriptModel){.sockets = epoll_create1(EPOLL_CLOEXEC)};
    s->path = copy(path);
    s->watch = watch_new();
    if (watch_socket(s->watch) >= 0) listen_to(s, watch_socket(s->watch));
    *m = (Model){.context = s,
                 .path = model_path,
                 .base = model_base,
                 .values = model_values,
                 .set = model_set,
                 .ask = model_ask,
                 .take = model_take,
                 .draw = model_draw,
                 .free_bands = model_free_bands,
                 .why = model_why,
                 .free_why = model_free_why,
                 .headline = model_headline,
                 .free_results = model_free_results,
                 .write_table = model_write_table,
                 .files = model_files,
                 .hears = model_hears,
                 .reload = model_reload,
                 .open = model_open,
                 .settle = model_settle,
                 .stop = model_stop,
                 .socket = model_socket,
                 .wait = model_wait,
                 .leave = model_leave,
                 .free = model_free};
    if (read_first(s, faults)) return true;
    model_free(s);
    return false;
}
