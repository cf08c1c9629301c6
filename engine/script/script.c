#include "script/script.h"

#include "base/calendar.h"
#include "script/branch.h"
#include "script/entity.h"
#include "script/prove.h"
#include "script/quantity.h"
#include "script/variant.h"

#include <stdlib.h>
#include <string.h>

static void variant_free(Variant *v) {
    if (v) arena_free(v->arena);
}

const Scenario *run_build(Run *run, const char *at, Faults *faults) {
    const char *names[S_COUNT];
    for (int i = 0; i < S_COUNT; i++) names[i] = SERIES[i].name;
    Names series = {S_COUNT, names};
    Faults *found = faults_new();
    const Scenario *scenario = scenario_build(run->draft, &series, found);
    faults_copy(found, at, faults);
    faults_free(found);
    return scenario;
}

// Takes over the run. NULL with faults when the builder refuses its draft, or units were wrong.
static Variant *variant_build(Script *s, Run *run, const char *at, Faults *faults) {
    if (!run) return NULL;
    run_report_units(run, at, faults);
    const Scenario *scenario = run_build(run, at, faults);
    bool fine = scenario && faults_count(run->units) == 0 && branch_check(run, at, faults);
    Variant *v = NULL;
    if (fine) {
        v = ARENA_NEW(run->arena, Variant, 1);
        *v = (Variant){.arena = run->arena, .draft = run->draft, .scenario = scenario};
        ARENA_PUSH(s->arena, s->variants, s->n_variants, s->cap_variants, v);
    }
    run_free(run, fine);
    return v;
}

static bool same_value(double a, double b) {
    return a == b || (is_off(a) && is_off(b));
}

static bool same_point(const double *a, const double *b, int n) {
    for (int i = 0; i < n; i++)
        if (!same_value(a[i], b[i])) return false;
    return true;
}

static void remember_proof(Variant *v, const double *point) {
    int n = v->draft->n_inputs;
    if (!v->proved) v->proved = ARENA_NEW(v->arena, double, n);
    memcpy(v->proved, point, sizeof *point * (size_t)n);
}

static void add_seen(ScriptSeen *out, const FileStamp *seen, int n) {
    for (int i = 0; out && i < n; i++) {
        FileStamp x = {arena_text(out->arena, seen[i].path), seen[i].stamp};
        ARENA_PUSH(out->arena, out->at, out->n, out->cap, x);
    }
}

static Script *script_new(const char *path, const ScriptLimits *limits, Files *files) {
    Arena *arena = arena_in(limits ? limits->region : NULL);
    Script *s = ARENA_NEW(arena, Script, 1);
    *s = (Script){.arena = arena, .path = arena_text(arena, path), .files = files};
    if (limits) s->limits = *limits;
    s->limits.seen = NULL;
    return s;
}

Script *script_load(const char *path, const ScriptLimits *limits, Faults *faults) {
    ScriptSeen *seen = limits ? limits->seen : NULL;
    const FileStamp self = {path, file_stamp(path)}, *places;
    Files *files = files_new(path, limits ? limits->region : NULL, faults);
    if (!files) {
        add_seen(seen, &self, 1);
        return NULL;
    }
    Script *s = script_new(path, limits, files);
    Run *run = trace_find(s, NULL, NULL, true, "", faults);
    Variant *base = variant_build(s, run, "", faults);
    int n = files_seen(files, &places);
    add_seen(seen, places, n);
    if (!base) {
        script_free(s);
        return NULL;
    }
    remember_proof(base, base->draft->point);
    return s;
}

void script_free(Script *s) {
    if (!s) return;
    for (int i = 0; i < s->n_variants; i++) variant_free(s->variants[i]);
    free(s->scratch);
    files_free(s->files);
    arena_free(s->arena);
}

const char *script_path(const Script *s) {
    return s->path;
}

const char *script_hash(const Script *s) {
    return files_hash(s->files);
}

int script_files(const Script *s, const char *const **paths) {
    *paths = files_paths(s->files);
    return files_count(s->files);
}

const Scenario *script_base(const Script *s) {
    return s->variants[0]->scenario;
}

void script_base_values(const Script *s, double *values) {
    const Scenario *base = script_base(s);
    for (int i = 0; i < base->n_inputs; i++) values[i] = base->inputs[i].base;
}

void script_case_values(const Script *s, int case_index, double *values) {
    script_base_values(s, values);
    const Case *c = &script_base(s)->cases[case_index];
    for (int i = 0; i < c->n_values; i++) values[c->values[i].input] = c->values[i].value;
}

const char *point_words(Script *s, const double *values) {
    enum { MOST = 3 };
    const Draft *base = s->variants[0]->draft;
    const char *words = "";
    int n = 0;
    for (int i = 0; i < base->n_inputs; i++) {
        const Input *in = &base->inputs[i];
        if (same_value(values[i], in->base) || n++ >= MOST) continue;
        words = arena_printf(s->arena, "%s%s%s = %s", words, n > 1 ? ", " : "at ", in->name,
                             input_format(in, values[i], s->arena));
    }
    if (n > MOST) words = arena_printf(s->arena, "%s and %d more", words, n - MOST);
    return n ? arena_printf(s->arena, "%s: ", words) : "";
}

bool draft_holds(Script *s, const Draft *d, const double *values, const Guard **guard,
                 const Opaque **opaque) {
    for (int i = 0; i < d->n_opaques; i++) {
        *opaque = &d->opaques[i];
        if (!same_value(values[d->opaques[i].input], d->opaques[i].value)) return false;
    }
    *opaque = NULL;
    if (!d->n_guards) return true;
    int n = graph_size(d->graph);
    if (n > s->cap_scratch) {
        s->cap_scratch = n * 2;
        s->scratch = memory_grow(s->scratch, sizeof *s->scratch * (size_t)s->cap_scratch);
    }
    graph_values(d->graph, values, s->scratch);
    for (int i = 0; i < d->n_guards; i++) {
        const Guard *g = &d->guards[i];
        *guard = g;
        bool outcome = guard_outcome(g->op, s->scratch[g->a], s->scratch[g->b]);
        if (outcome != g->outcome) return false;
    }
    *guard = NULL;
    return true;
}

static Variant *find(Script *s, const double *values) {
    const Guard *guard;
    const Opaque *opaque;
    for (int i = 0; i < s->n_variants; i++)
        if (!s->variants[i]->retired &&
            draft_holds(s, s->variants[i]->draft, values, &guard, &opaque))
            return s->variants[i];
    return NULL;
}

static bool is_opaque_in(const Draft *d, const char *name) {
    for (int i = 0; i < d->n_opaques; i++)
        if (strcmp(d->inputs[d->opaques[i].input].name, name) == 0) return true;
    return false;
}

// Once an input is known to be opaque, no trace is trusted that followed it as a quantity.
static void retire(Script *s, int first_new) {
    for (int v = 0; v < s->n_variants; v++)
        for (int i = first_new; i < s->n_opaque; i++)
            if (!is_opaque_in(s->variants[v]->draft, s->opaque[i].name))
                s->variants[v]->retired = true;
}

void script_make_opaque(Script *s, OpaqueUse use) {
    int known = s->n_opaque;
    ARENA_PUSH(s->arena, s->opaque, s->n_opaque, s->cap_opaque, use);
    retire(s, known);
}

static Variant *make(Script *s, const double *values, bool prove, Faults *faults) {
    int known = s->n_opaque;
    const char *at = point_words(s, values);
    Run *run = trace_find(s, s->variants[0]->draft, values, prove, at, faults);
    retire(s, known);
    Variant *v = variant_build(s, run, at, faults);
    if (v && prove) remember_proof(v, values);
    return v;
}

// A draft that the builder refuses may be a wrong trace: only a proved one is reported.
Variant *variant_at(Script *s, const double *values, Faults *faults) {
    Variant *v = find(s, values);
    if (v) return v;
    Faults *tentative = faults_new();
    v = make(s, values, false, tentative);
    bool limit = faults_exit_code(tentative) == 3;
    if (limit) faults_copy(tentative, "", faults);
    faults_free(tentative);
    return v || limit ? v : make(s, values, true, faults);
}

const Scenario *script_variant(Script *s, const double *values, Faults *faults) {
    Variant *v = variant_at(s, values, faults);
    return v ? v->scenario : NULL;
}

const Scenario *script_prove(Script *s, const double *values, Faults *faults) {
    Variant *v = variant_at(s, values, faults);
    if (!v) return NULL;
    if (v->proved && same_point(v->proved, values, v->draft->n_inputs)) return v->scenario;
    RunPlan plan = {.mode = RUN_PLAIN, .point = values, .base = s->variants[0]->draft};
    Run *plain = run_new(s->files, &s->limits, &plan);
    Difference difference;
    bool same = run_clean(plain) &&
                draft_agrees(v->draft, plain->draft, values, false, s->arena, &difference);
    run_free(plain, false);
    if (!same) v = make(s, values, true, faults);
    if (v) remember_proof(v, values);
    return v ? v->scenario : NULL;
}

// "expected one of a, b, c".
static const char *known_words(const Script *s, const char *const *names, int n) {
    enum { MOST = 12 };
    const char *words = n ? "expected one of " : "which has none";
    for (int i = 0; i < n && i < MOST; i++)
        words = arena_printf(s->arena, "%s%s%s", words, i ? ", " : "", names[i]);
    return n > MOST ? arena_printf(s->arena, "%s, ...", words) : words;
}

bool script_set(const Script *s, const char *assignment, double *values, Faults *faults) {
    const Scenario *base = script_base(s);
    const char *equals = strchr(assignment, '=');
    if (!equals || equals == assignment) {
        fault_add(faults, NULL, 0, "--set %s: expected name=value", assignment);
        return false;
    }
    char *name = arena_textn(s->arena, assignment, (size_t)(equals - assignment));
    const char **names = ARENA_NEW(s->arena, const char *, base->n_inputs);
    for (int i = 0; i < base->n_inputs; i++) {
        const Input *in = &base->inputs[i];
        names[i] = in->name;
        if (strcmp(in->name, name) != 0) continue;
        double value = 0;
        const char *why = NULL;
        if (!input_parse(in, equals + 1, &value))
            why = arena_printf(s->arena, "is \"%s\", expected %s", equals + 1,
                               input_expected(in, s->arena));
        else
            why = input_wrong(in, value, s->arena);
        if (!why) values[i] = value;
        if (why) fault_add(faults, NULL, 0, "--set %s: %s", name, why);
        return !why;
    }
    const char *near = text_nearest(name, names, base->n_inputs);
    if (near)
        fault_add(faults, NULL, 0,
                  "--set %s: no lever or assumption of that name, did you mean %s?", name,
                  near);
    else
        fault_add(faults, NULL, 0, "--set %s: no lever or assumption of that name in %s, %s",
                  name, s->path, known_words(s, names, base->n_inputs));
    return false;
}
