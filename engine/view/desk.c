#include "view/desk.h"

#include "chart/figure.h"
#include "view/totals.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define IDLE_MS 400       // so long nothing was asked before the replay begins
#define QUIET_NICE 10     // the replay gives way to everything else
#define REPLAY_SECONDS 30 // assumed: of a processor; a script that takes longer is not replayed

typedef enum Replayed { REPLAY_DUE, REPLAY_UNDER_WAY, REPLAY_DONE } Replayed;

typedef struct Desk {
    int socket;
    Region *region;
    Script *script;
    Faults *faults;
    Replayed replayed;
    int replay; // readable once the replay has ended
    pid_t replayer;
    char *question;  // WIRE_LARGEST bytes
    Ensemble *draws; // under way or done; NULL
    bool drawing;
    int tag, told; // of the draws; how many were there when it was last told
} Desk;

// Faults go with every answer; the list is empty then.
static void answer(Desk *d, Answer x) {
    if (!x.arena) x.arena = arena_in(d->region);
    x.n_faults = faults_count(d->faults);
    Fault *copy = ARENA_NEW(x.arena, Fault, x.n_faults);
    for (int i = 0; i < x.n_faults; i++) {
        copy[i] = *fault_at(d->faults, i);
        copy[i].file = arena_text(x.arena, copy[i].file);
        copy[i].text = arena_text(x.arena, copy[i].text);
    }
    x.faults = copy;
    faults_clear(d->faults);
    while (send(d->socket, &x, sizeof x, MSG_NOSIGNAL) < 0)
        if (errno != EINTR) _exit(0);
}

static void answer_read(Desk *d, const char *path) {
    Answer x = {.kind = ANSWER_READ, .arena = arena_in(d->region)};
    ScriptSeen seen = {.arena = x.arena};
    const ScriptLimits limits = {.region = d->region, .seen = &seen};
    d->script = script_load(path, &limits, d->faults);
    x.n_seen = seen.n;
    x.seen = seen.at;
    if (d->script) {
        const char *const *files;
        x.base = script_base(d->script);
        x.hash = arena_text(x.arena, script_hash(d->script));
        x.n_files = script_files(d->script, &files);
        const char **copy = ARENA_NEW(x.arena, const char *, x.n_files);
        for (int i = 0; i < x.n_files; i++) copy[i] = arena_text(x.arena, files[i]);
        x.files = copy;
    } else {
        faults_sort(d->faults);
    }
    answer(d, x);
}

static Results *shared(Desk *d, Results *r) {
    Results *copy = r ? results_copy(r, d->region) : NULL;
    results_free(r);
    return copy;
}

// The baseline and every case; only the baseline when a case cannot be run, with the faults.
static Results *run_fixed(Desk *d) {
    const Scenario *s = script_base(d->script);
    Arena *arena = arena_new();
    int n = s->n_cases + 1;
    Point *points = ARENA_NEW(arena, Point, n);
    for (int i = 0; i < n; i++) {
        double *values = ARENA_NEW(arena, double, s->n_inputs);
        script_base_values(d->script, values);
        if (i) script_case_values(d->script, i - 1, values);
        points[i] = (Point){i == 0 ? "Baseline" : s->cases[i - 1].name, values};
    }
    Results *r = study_run(d->script, points, n, NULL, true, d->faults);
    if (!r && n > 1) r = study_run(d->script, points, 1, NULL, true, d->faults);
    arena_free(arena);
    return r;
}

static Point *read_points(const Desk *d, const Question *q, const char *at, Arena *arena) {
    size_t n_inputs = (size_t)script_base(d->script)->n_inputs;
    Point *points = ARENA_NEW(arena, Point, q->n);
    for (int i = 0; i < q->n; i++) {
        double *values = ARENA_NEW(arena, double, n_inputs);
        memcpy(values, at + WIRE_NAME, sizeof *values * n_inputs);
        points[i] = (Point){arena_text(arena, at), values};
        at += WIRE_NAME + sizeof *values * n_inputs;
    }
    return points;
}

// The first point alone where another one cannot be run.
static Results *run_points(Desk *d, const Question *q, const char *at) {
    Arena *arena = arena_new();
    const Point *points = read_points(d, q, at, arena);
    Faults *beside = faults_new();
    Results *r = study_run(d->script, points, q->n, NULL, q->prove, beside);
    if (!r) r = study_run(d->script, points, 1, NULL, q->prove, d->faults);
    faults_free(beside);
    arena_free(arena);
    return r;
}

static void answer_run(Desk *d, const Question *q, const char *at) {
    Answer x = {.kind = ANSWER_RUN};
    if (q->fixed) x.fixed = shared(d, run_fixed(d));
    if (x.fixed || !q->fixed) x.live = shared(d, run_points(d, q, at));
    if (!x.live) {
        results_free(x.fixed);
        x.fixed = NULL;
    }
    answer(d, x);
}

static void answer_set(Desk *d, const char *at) {
    size_t size = sizeof(double) * (size_t)script_base(d->script)->n_inputs;
    Answer x = {.kind = ANSWER_SET, .arena = arena_in(d->region)};
    double *values = arena_alloc(x.arena, size);
    memcpy(values, at, size);
    if (script_set(d->script, at + size, values, d->faults)) x.values = values;
    answer(d, x);
}

static void begin_draws(Desk *d, const Question *q, const char *at) {
    d->drawing = d->drawing && q->draws != -1;
    if (q->draws == -1) return;
    ensemble_free(d->draws);
    d->draws = NULL;
    d->drawing = q->draws > 0;
    d->tag = q->tag;
    d->told = 0;
    if (!d->drawing) return;
    Arena *arena = arena_new();
    const Scenario *s = script_base(d->script);
    EnsemblePlan plan = {.n_points = q->n, .draws = q->draws, .seed = s->seed};
    Pick *picks;
    plan.points = read_points(d, q, at, arena);
    plan.n_picks = figure_picks(s, arena, &picks);
    plan.picks = picks;
    Pick totals[SUMMARY_COUNT];
    for (int i = 0; i < SUMMARY_COUNT; i++) totals[i] = total_pick(i);
    plan.n_totals = SUMMARY_COUNT;
    plan.totals = totals;
    d->draws = ensemble_new(d->script, &plan, d->region);
    arena_free(arena);
}

static void answer_why(Desk *d, const Question *q, const char *at) {
    Arena *arena = arena_new();
    const Point *point = read_points(d, q, at, arena);
    Answer x = {.kind = ANSWER_WHY, .arena = arena_in(d->region)};
    x.why = why_tell(d->script, point->values, point->name, q->step, x.arena, d->faults);
    arena_free(arena);
    answer(d, x);
}

// A block of draws; what there is is told when it has grown enough to be seen.
static void draw_on(Desk *d) {
    Faults *wrong = faults_new();
    d->drawing = ensemble_step(d->draws, wrong);
    if (d->draws->done >= d->told + d->told / 2 || !d->drawing) {
        d->told = d->draws->done;
        Bands *bands = ensemble_bands(d->draws, d->draws->n_points > 1 ? 1 : -1, d->region);
        faults_copy(wrong, "", d->faults);
        answer(d, (Answer){.kind = ANSWER_DRAWS,
                           .arena = bands->arena,
                           .tag = d->tag,
                           .bands = bands,
                           .ensemble = d->draws});
    }
    faults_free(wrong);
}

static void take_question(Desk *d) {
    ssize_t n = recv(d->socket, d->question, WIRE_LARGEST, 0);
    if (n < 0 && errno == EINTR) return;
    if (n < (ssize_t)sizeof(Question)) _exit(0);
    const Question *q = (const Question *)d->question;
    const char *rest = d->question + sizeof *q;
    if (q->kind == QUESTION_RELEASE)
        arena_free(q->arena);
    else if (q->kind == QUESTION_RUN)
        answer_run(d, q, rest);
    else if (q->kind == QUESTION_DRAWS)
        begin_draws(d, q, rest);
    else if (q->kind == QUESTION_WHY)
        answer_why(d, q, rest);
    else
        answer_set(d, rest);
}

// What the replay made of the script, as a line; "" when it is as it seems.
static const char *replay_words(Script *s, Faults *faults, Arena *arena) {
    double *values = ARENA_NEW(arena, double, script_base(s)->n_inputs);
    int before = script_base(s)->draft->n_opaques;
    if (!script_replay(s, faults)) return fault_line(faults, 0);
    script_base_values(s, values);
    const Scenario *now = script_variant(s, values, faults);
    if (!now || now->draft->n_opaques <= before) return "";
    const Opaque *o = &now->draft->opaques[now->draft->n_opaques - 1];
    return arena_printf(arena, "%s:%d: %s is %s", o->file ? o->file : script_path(s), o->line,
                        now->inputs[o->input].name, o->why);
}

// In a process and with a script of its own: nothing here may touch what the window reads.
static _Noreturn void replay_apart(const char *path, int end) {
    setrlimit(RLIMIT_CPU, &(struct rlimit){REPLAY_SECONDS, REPLAY_SECONDS});
    Faults *faults = faults_new();
    Script *s = script_load(path, NULL, faults);
    if (!s || setpriority(PRIO_PROCESS, 0, QUIET_NICE) != 0) _exit(0);
    const char *words = replay_words(s, faults, arena_new());
    size_t n = strlen(words);
    ssize_t written = n ? write(end, words, n) : 0;
    _exit(written < 0 ? 1 : 0);
}

static void replay_begin(Desk *d) {
    int ends[2];
    d->replayed = REPLAY_DONE;
    if (pipe(ends) != 0) return;
    d->replayer = fork();
    if (d->replayer == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        close(d->socket);
        replay_apart(script_path(d->script), ends[1]);
    }
    close(ends[1]);
    d->replay = ends[0];
    d->replayed = d->replayer > 0 ? REPLAY_UNDER_WAY : REPLAY_DONE;
    if (d->replayer < 0) close(ends[0]);
}

// What it found holds for this script too, which must learn of it before the next run.
static void replay_end(Desk *d) {
    char words[512];
    ssize_t n = read(d->replay, words, sizeof words - 1);
    close(d->replay);
    waitpid(d->replayer, NULL, 0);
    d->replayed = REPLAY_DONE;
    if (n <= 0) return;
    words[n] = 0;
    script_replay(d->script, d->faults);
    faults_clear(d->faults); // the words name the first
    Answer x = {.kind = ANSWER_NOTE, .arena = arena_in(d->region)};
    x.note = arena_text(x.arena, words);
    answer(d, x);
}

_Noreturn void desk_serve(int socket, Region *region, const char *path) {
    Desk d = {.socket = socket, .region = region, .faults = faults_new()};
    d.question = memory_grow(NULL, WIRE_LARGEST);
    answer_read(&d, path);
    if (!d.script) _exit(0);
    for (;;) {
        bool replaying = d.replayed == REPLAY_UNDER_WAY;
        struct pollfd on[2] = {{.fd = d.socket, .events = POLLIN},
                               {.fd = replaying ? d.replay : -1, .events = POLLIN}};
        int n = poll(on, 2, d.drawing ? 0 : d.replayed == REPLAY_DUE ? IDLE_MS : -1);
        if (on[0].revents)
            take_question(&d);
        else if (on[1].revents)
            replay_end(&d);
        else if (n == 0 && d.drawing)
            draw_on(&d);
        else if (n == 0)
            replay_begin(&d);
    }
}
