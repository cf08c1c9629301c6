#include "study/survey.h"

#include "base/random.h"

#include <math.h>
#include <string.h>

enum { DRAWS = 64, MOST_COUNTED = 1000 };
static const uint64_t SEED = 1234;

typedef struct PointList {
    Survey *x;
    int n, cap, cap_input;
    Point *at;
    int *input, n_input;
} PointList;

static void add_point(PointList *p, const char *name, const double *values, int input) {
    int n_values = p->x->base->n_inputs;
    double *copy = ARENA_NEW(p->x->arena, double, n_values);
    memcpy(copy, values, sizeof *copy * (size_t)n_values);
    Point point = {name, copy};
    ARENA_PUSH(p->x->arena, p->at, p->n, p->cap, point);
    ARENA_PUSH(p->x->arena, p->input, p->n_input, p->cap_input, input);
}

// The ends of an input's range, all else as in `values`.
static void add_ends(PointList *p, int input, double *values) {
    const Input *in = &p->x->base->inputs[input];
    double kept = values[input];
    int choices = in->shape == INPUT_CHOICE ? in->n_choices : 0;
    for (int i = 0; i < (choices ? choices : 2); i++) {
        values[input] = choices ? i : i ? in->max : in->min;
        add_point(p, in->name, values, input);
    }
    values[input] = off_value();
    if (in->can_be_off) add_point(p, in->name, values, input);
    values[input] = kept;
}

static bool run_shown(Survey *x, Faults *faults) {
    PointList p = {.x = x};
    double *values = ARENA_NEW(x->arena, double, x->base->n_inputs);
    script_base_values(x->script, values);
    add_point(&p, "baseline", values, -1);
    for (int i = 0; i < x->base->n_cases; i++) {
        script_case_values(x->script, i, values);
        add_point(&p, x->base->cases[i].name, values, -1);
    }
    x->shown = study_run(x->script, p.at, p.n, NULL, true, faults);
    return x->shown != NULL;
}

static bool run_ends(Survey *x, Faults *faults) {
    PointList p = {.x = x};
    double *values = ARENA_NEW(x->arena, double, x->base->n_inputs);
    script_base_values(x->script, values);
    for (int i = 0; i < x->base->n_inputs; i++) add_ends(&p, i, values);
    x->input = p.input;
    x->ends = study_run(x->script, p.at, p.n, NULL, false, faults);
    return x->ends != NULL;
}

// The room that a permit leaves is the lever itself, not what comes of it.
static bool is_room(SeriesId id) {
    return id == S_CAP_LEFT || id == S_APPROVED || id == S_UNCONVERTED;
}

static bool same_results(const Result *a, const Result *b) {
    const Series *x = a->series, *y = b->series;
    if (x->n_columns != y->n_columns || x->steps != y->steps) return false;
    if (memcmp(x->columns, y->columns, sizeof *x->columns * (size_t)x->n_columns) != 0)
        return false;
    for (int i = 0; i < x->n_columns; i++) {
        const double *p = series_at(x, a->run, i), *q = series_at(y, b->run, i);
        for (int k = 0; k < x->steps && !is_room(x->columns[i].id); k++)
            if (p[k] != q[k] && !(isnan(p[k]) && isnan(q[k]))) return false;
    }
    return true;
}

static bool num_uses(const Scenario *s, Num n, int input) {
    Formula f = scenario_formula(s, n);
    return f != FORMULA_NONE && formula_uses(s->draft->graph, f, input);
}

// A plain run takes the declared spins and dates; only draws look at these chances.
static bool is_drawn(const Scenario *s, int input) {
    for (int i = 0; i < s->n_tapeouts; i++)
        if (num_uses(s, s->tapeouts[i].first_silicon, input)) return true;
    for (int i = 0; i < s->n_shocks; i++)
        if (num_uses(s, s->shocks[i].hazard, input)) return true;
    return false;
}

static bool idle_in_cases(Survey *x, int input) {
    PointList p = {.x = x};
    int n_inputs = x->base->n_inputs;
    double *values = ARENA_NEW(x->arena, double, n_inputs);
    int *of = ARENA_NEW(x->arena, int, x->shown->n *(x->base->inputs[input].n_choices + 4));
    for (int i = 1; i < x->shown->n; i++) {
        memcpy(values, x->shown->at[i].values, sizeof *values * (size_t)n_inputs);
        int first = p.n;
        add_ends(&p, input, values);
        for (int k = first; k < p.n; k++) of[k] = i;
    }
    Faults *wrong = faults_new(); // where a case and an end do not go together
    Results *r = p.n ? study_run(x->script, p.at, p.n, NULL, false, wrong) : NULL;
    bool idle = !p.n || r;
    for (int i = 0; r && i < p.n; i++)
        idle = idle && same_results(&r->at[i], &x->shown->at[of[i]]);
    results_free(r);
    faults_free(wrong);
    return idle;
}

static void find_idle(Survey *x) {
    bool *idle = ARENA_NEW(x->arena, bool, x->base->n_inputs);
    for (int i = 0; i < x->base->n_inputs; i++) idle[i] = !is_drawn(x->base, i);
    for (int i = 0; i < x->ends->n; i++)
        if (idle[x->input[i]] && !same_results(&x->ends->at[i], &x->shown->at[0]))
            idle[x->input[i]] = false;
    for (int i = 0; i < x->base->n_inputs; i++) idle[i] = idle[i] && idle_in_cases(x, i);
    x->idle = idle;
}

static Branching *branching_at(Survey *x, const char *file, int line, const char *what) {
    for (int i = 0; i < x->n_branchings; i++) {
        Branching *b = &x->branchings[i];
        if (b->line == line && strcmp(b->file, file) == 0 && strcmp(b->what, what) == 0)
            return b;
    }
    Branching b = {.file = arena_text(x->arena, file), .line = line, .input = -1};
    b.what = arena_text(x->arena, what);
    ARENA_PUSH(x->arena, x->branchings, x->n_branchings, x->cap_branchings, b);
    return &x->branchings[x->n_branchings - 1];
}

static void note_guard(Survey *x, const Draft *d, const Guard *g, const char *const *names) {
    static const char *const OPS[2][3] = {
        {[GUARD_LT] = "<", [GUARD_LE] = "<=", [GUARD_EQ] = "=="},
        {[GUARD_LT] = ">", [GUARD_LE] = ">=", [GUARD_EQ] = "=="}};
    bool swap = formula_is_const(d->graph, g->a);
    Text t = {0};
    formula_print(d->graph, swap ? g->b : g->a, names, &t);
    text_printf(&t, " %s ", OPS[swap][g->op]);
    formula_print(d->graph, swap ? g->a : g->b, names, &t);
    Branching *b = branching_at(x, g->file, g->line, text_get(&t));
    *(g->outcome ? &b->yes : &b->no) = true;
    text_done(&t);
}

static void note_variant(Survey *x, const Scenario *s) {
    const char **names = ARENA_NEW(x->arena, const char *, x->base->n_inputs + 1);
    for (int i = 0; i < x->base->n_inputs; i++) names[i] = x->base->inputs[i].name;
    const Draft *d = s->draft;
    for (int i = 0; i < d->n_guards; i++) note_guard(x, d, &d->guards[i], names);
    for (int i = 0; i < d->n_opaques; i++) {
        const Opaque *o = &d->opaques[i];
        Branching *b = branching_at(x, o->file, o->line, names[o->input]);
        b->input = o->input;
        if (!b->why) b->why = arena_text(x->arena, o->why);
    }
}

int input_values(const Input *in) {
    if (in->shape == INPUT_TOGGLE) return 2;
    if (in->shape == INPUT_CHOICE) return in->n_choices;
    if (in->dist.kind == DIST_DISCRETE) return in->dist.n;
    double n = floor(in->max) - ceil(in->min) + 1;
    return in->whole && n <= MOST_COUNTED ? (int)n + in->can_be_off : 0;
}

static bool is_opaque(const Survey *x, int input) {
    for (int i = 0; i < x->n_branchings; i++)
        if (x->branchings[i].input == input) return true;
    return false;
}

static double draw_of(const Input *in, double u) {
    if (in->shape == INPUT_TOGGLE) return u < 0.5;
    if (in->shape == INPUT_CHOICE) return floor(u * in->n_choices);
    double x = in->min + u * (in->max - in->min);
    if (in->dist.kind != DIST_NONE) x = dist_quantile(&in->dist, u);
    if (in->whole) x = floor(x + 0.5);
    return x < in->min ? in->min : x > in->max ? in->max : x;
}

typedef struct Seen { // variants met
    int n, cap;
    const Scenario **at;
} Seen;

static void see(Survey *x, Seen *seen, const Scenario *s) {
    for (int i = 0; i < seen->n; i++)
        if (seen->at[i] == s) return;
    ARENA_PUSH(x->arena, seen->at, seen->n, seen->cap, s);
    note_variant(x, s);
}

// An opaque input of uncounted values would need a trace for each draw: it stays at its base.
static void draw(Survey *x, Seen *seen) {
    double *values = ARENA_NEW(x->arena, double, x->base->n_inputs);
    Faults *wrong = faults_new();
    for (x->n_draws = 0; x->n_draws < DRAWS; x->n_draws++) {
        script_base_values(x->script, values);
        for (int i = 0; i < x->base->n_inputs; i++) {
            const Input *in = &x->base->inputs[i];
            uint64_t name = text_hash(TEXT_HASH, in->name, strlen(in->name));
            double u = random_uniform(SEED, (uint64_t)x->n_draws, name, RANDOM_ASSUME, 0);
            if (!is_opaque(x, i) || input_values(in)) values[i] = draw_of(in, u);
        }
        const Scenario *s = script_variant(x->script, values, wrong);
        if (s) see(x, seen, s);
        if (!s && !x->n_failed++) {
            faults_sort(wrong);
            x->failure = *fault_at(wrong, 0);
            x->failure.file = arena_text(x->arena, x->failure.file);
            x->failure.text = arena_text(x->arena, x->failure.text);
        }
    }
    faults_free(wrong);
}

static void find_variants(Survey *x) {
    Seen seen = {0};
    for (int i = 0; i < x->shown->n; i++) see(x, &seen, x->shown->at[i].scenario);
    for (int i = 0; i < x->ends->n; i++) see(x, &seen, x->ends->at[i].scenario);
    if (x->n_branchings) draw(x, &seen);
    x->n_variants = seen.n;
}

Survey *survey_new(Script *s, Faults *faults) {
    Arena *arena = arena_new();
    Survey *x = ARENA_NEW(arena, Survey, 1);
    *x = (Survey){.script = s, .base = script_base(s), .arena = arena};
    int before = faults_count(faults);
    bool replayed = script_replay(s, faults);
    bool shown = run_shown(x, faults), ends = run_ends(x, faults);
    if (!replayed || !shown || !ends || faults_count(faults) > before) {
        survey_free(x);
        return NULL;
    }
    find_idle(x);
    find_variants(x);
    return x;
}

void survey_free(Survey *x) {
    if (!x) return;
    results_free(x->shown);
    results_free(x->ends);
    arena_free(x->arena);
}
