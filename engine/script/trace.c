// Finding a right trace: what Lua refuses to do with a quantity, or does differently without a
// word (q == 1, t[q]), is found by handing inputs over as plain numbers, as few as possible.
#include "script/prove.h"
#include "script/sandbox.h"
#include "script/variant.h"

#include <stdlib.h>
#include <string.h>

typedef struct Search {
    Script *s;
    const Draft *base;
    const double *point;
    const Run *plain;   // what a trace must agree with
    Run *best;          // the right trace with the fewest opaque inputs so far
    OpaqueUse *use;     // the script's own, then the candidates
    int n_use;          // the script's own
    const char **names; // candidates
    bool *plainly;      // handed over as plain numbers
    int n;
    const char *file, *why; // of those found now
    int line;
    Difference difference;
} Search;

static Run *run_once(const Search *x, RunMode mode, OpaqueSet opaque, bool loud) {
    RunPlan plan = {.mode = mode, .point = x->point, .base = x->base, .opaque = opaque};
    plan.loud = loud;
    plan.lines = mode == RUN_TRACE;
    return run_new(x->s->files, &x->s->limits, &plan);
}

// Units are not cured: a trace with unit faults may be right, and is then reported.
static bool agrees(Search *x, const Run *trace) {
    if (!run_clean(trace)) return false;
    return draft_agrees(trace->draft, x->plain->draft, trace->draft->point,
                        faults_count(trace->units) > 0, x->s->arena, &x->difference);
}

// Traces with the candidates that are to be plain; keeps it when it is right.
static bool attempt(Search *x) {
    int n = x->n_use;
    for (int i = 0; i < x->n; i++)
        if (x->plainly[i]) x->use[n++] = (OpaqueUse){x->names[i], x->file, x->why, x->line};
    Run *run = run_once(x, RUN_TRACE, (OpaqueSet){n, x->use}, false);
    bool right = agrees(x, run);
    Run *other = right ? x->best : run;
    if (right) x->best = run;
    if (right || x->best) run_free(other, false);
    if (!right && !x->best) x->best = run; // for its faults
    return right;
}

// Makes as many of the candidates [low, high) quantities again as leave the trace right.
static void shrink(Search *x, int low, int high) {
    if (low >= high) return;
    for (int i = low; i < high; i++) x->plainly[i] = false;
    if (attempt(x)) return;
    for (int i = low; i < high; i++) x->plainly[i] = true;
    if (high - low == 1) return;
    int middle = (low + high) / 2;
    shrink(x, low, middle);
    shrink(x, middle, high);
}

static void list_candidates(Search *x) {
    const Draft *d = x->plain->draft;
    Script *s = x->s;
    x->names = ARENA_NEW(s->arena, const char *, d->n_inputs);
    x->plainly = ARENA_NEW(s->arena, bool, d->n_inputs);
    x->use = ARENA_NEW(s->arena, OpaqueUse, s->n_opaque + d->n_inputs);
    for (int i = 0; i < s->n_opaque; i++) x->use[i] = s->opaque[i];
    x->n_use = s->n_opaque;
    for (int i = 0; i < d->n_inputs; i++) {
        const Input *in = &d->inputs[i];
        bool known = false;
        for (int k = 0; k < s->n_opaque; k++)
            known = known || strcmp(s->opaque[k].name, in->name) == 0;
        if (known || in->shape == INPUT_TOGGLE || in->shape == INPUT_CHOICE) continue;
        x->names[x->n] = arena_text(s->arena, in->name);
        x->plainly[x->n++] = true;
    }
}

// Why the first trace is not right; said beside each input that this makes opaque.
static void keep_reason(Search *x, const Run *trace) {
    Arena *arena = x->s->arena;
    if (trace->error) {
        x->file = trace->error_file, x->line = trace->error_line;
        x->why = arena_printf(arena, "Lua said: %s", trace->error);
    } else if (faults_count(trace->faults)) {
        const Fault *f = fault_at(trace->faults, 0);
        x->file = f->file ? arena_text(arena, f->file) : x->s->path, x->line = f->line;
        x->why = arena_text(arena, f->text);
    } else {
        x->file = x->difference.file, x->line = x->difference.line;
        x->why = arena_printf(arena, "compared by == or used as a table's key: %s",
                              x->difference.words);
    }
}

static void keep_opaque(Search *x) {
    Script *s = x->s;
    for (int i = 0; i < x->n; i++) {
        if (!x->plainly[i]) continue;
        OpaqueUse use = {x->names[i], x->file, x->why, x->line};
        ARENA_PUSH(s->arena, s->opaque, s->n_opaque, s->cap_opaque, use);
    }
}

// Besides what ended the run or a run like it: everything else that is wrong in what was declared
// until then, in one go.
static void report_rest(Run *run, const char *at, Faults *faults) {
    run_report_units(run, at, faults);
    if (run_ended(run) || run_cut(run)) run_build(run, at, faults);
}

static void report_no_trace(Search *x, Run *first, const char *at, Faults *faults) {
    Run *run = run_ended(first) && !run_clean(first) ? first : x->best;
    if (!run_clean(run)) {
        run_report(run, at, faults);
        report_rest(run, at, faults);
        return;
    }
    fault_add(faults, x->difference.file, x->difference.line,
              "%s%s: a quantity stands where only a plain number is equal (== or the key "
              "of a table); compare it with a quantity of the same unit",
              at, x->difference.words);
}

// A trace that agrees with the plain run, with as few opaque inputs as possible; NULL.
static Run *search(Search *x, Run *first, const char *at, Faults *faults) {
    keep_reason(x, first);
    list_candidates(x);
    if (!attempt(x)) {
        report_no_trace(x, first, at, faults);
        run_free(x->best, false);
        return NULL;
    }
    shrink(x, 0, x->n);
    keep_opaque(x);
    return x->best;
}

static bool same_text(const char *a, const char *b) {
    return strcmp(a ? a : "", b ? b : "") == 0;
}

// Did the same error end both?
static bool same_end(const Run *a, const Run *b) {
    if (run_ended(a) || run_ended(b) || a->raised != b->raised) return false;
    if (!a->raised)
        return a->error_line == b->error_line && same_text(a->error, b->error) &&
               same_text(a->error_file, b->error_file);
    const Fault *x = fault_at(a->faults, faults_count(a->faults) - 1);
    const Fault *y = fault_at(b->faults, faults_count(b->faults) - 1);
    return x->line == y->line && same_text(x->text, y->text) && same_text(x->file, y->file);
}

// The script is wrong at this point, whatever is a plain number. A trace that ended earlier than
// the plain run says little: one where every input is plain comes as far.
static void report_wrong(Search *x, Run *first, const char *at, Faults *faults) {
    const Run *plain = x->plain;
    bool alike = same_end(first, plain);
    bool declared = run_ended(first) && run_ended(plain) && !run_clean(first);
    run_report(declared || alike ? first : plain, at, faults); // the trace knows its branches
    if (run_ended(first) || alike) {
        report_rest(first, at, faults);
        return;
    }
    run_report_units(first, at, faults);
    list_candidates(x);
    int n = x->n_use;
    for (int i = 0; i < x->n; i++) x->use[n++] = (OpaqueUse){.name = x->names[i], .why = ""};
    Run *far = run_once(x, RUN_TRACE, (OpaqueSet){n, x->use}, false);
    report_rest(far, at, faults);
    run_free(far, false);
}

static bool hit_limit(const Run *run) {
    return faults_exit_code(run->faults) == 3;
}

Run *trace_find(Script *s, const Draft *base, const double *point, bool prove, const char *at,
                Faults *faults) {
    Search x = {.s = s, .base = base, .point = point};
    Run *first = run_once(&x, RUN_TRACE, (OpaqueSet){s->n_opaque, s->opaque}, false);
    if (hit_limit(first)) {
        run_report(first, at, faults);
        report_rest(first, at, faults);
        run_free(first, false);
        return NULL;
    }
    if (!prove && run_clean(first)) return first;
    if (run_clean(first)) sandbox_close(first); // its draft is all that is needed: free memory
    Run *plain = run_once(&x, RUN_PLAIN, (OpaqueSet){0}, base == NULL);
    x.plain = plain;
    Run *right = NULL;
    if (!run_clean(plain)) {
        report_wrong(&x, first, at, faults);
    } else if (agrees(&x, first)) {
        right = first;
    } else {
        right = search(&x, first, at, faults);
    }
    run_free(plain, false);
    if (right != first) run_free(first, false);
    return right;
}
