// `chokepoint diff`: two scripts, what they say and what comes out.
#include "study/compare.h"
#include "verb/changes.h"
#include "verb/point.h"
#include "verb/verb.h"

#include <stdio.h>
#include <string.h>

typedef struct Diff {
    Arena *arena;
    Script *script[2];
    const char *label[2]; // headings
    Results *results[2];
    const char *where; // "baseline", "case \"75k cap\""
    int n;
    Difference *found;
    bool inked;
} Diff;

// The file's name, where that tells the two apart, else its path.
static void choose_labels(Diff *d, const char *const *paths) {
    for (int i = 0; i < 2; i++) {
        const char *slash = strrchr(paths[i], '/');
        d->label[i] = slash ? slash + 1 : paths[i];
    }
    if (strcmp(d->label[0], d->label[1]) != 0) return;
    d->label[0] = paths[0];
    d->label[1] = strcmp(paths[0], paths[1]) == 0 ? "again" : paths[1];
}

static bool run_side(Diff *d, int i, const Args *a, Faults *faults) {
    Point point;
    if (!point_read(d->script[i], a, d->arena, &point, faults)) return false;
    d->where = point.name;
    point.name = d->label[i];
    d->results[i] = study_run(d->script[i], &point, 1, NULL, true, faults);
    return d->results[i] != NULL;
}

static bool read_both(Diff *d, const Args *a, Faults *faults) {
    for (int i = 0; i < 2; i++) d->script[i] = script_load(a->at[i], NULL, faults);
    bool fine = d->script[0] && d->script[1];
    for (int i = 0; fine && i < 2; i++) run_side(d, i, a, faults);
    if (!fine || !d->results[0] || !d->results[1]) return false;
    d->n = scenario_compare(script_base(d->script[0]), script_base(d->script[1]), d->arena,
                            &d->found);
    return true;
}

static const char *entity_words(const Diff *d, const Difference *x) {
    if (!x->name) return x->kind;
    return arena_printf(d->arena, "%s \"%s\"", x->kind, x->name);
}

static void add_difference(const Diff *d, const Difference *x, Text *out) {
    ink_add(out, d->inked, INK_BOLD, entity_words(d, x));
    if (!x->field) {
        int i = x->side[0].file ? 0 : 1;
        text_printf(out, ": only in %s:%d\n", x->side[i].file, x->side[i].line);
        return;
    }
    text_printf(out, ": %s\n", x->field);
    for (int i = 0; i < 2; i++) {
        const CompareSide *s = &x->side[i];
        text_printf(out, "  %s:%d: ", s->file, s->line);
        ink_add(out, d->inked, INK_ACCENT, s->text);
        text_add(out, "\n");
    }
}

static void add_declared(const Diff *d, Text *out) {
    if (!d->n) {
        text_add(out, "Both scripts say the same.\n");
        return;
    }
    text_printf(out, "%d difference%s\n\n", d->n, d->n == 1 ? "" : "s");
    for (int i = 0; i < d->n; i++) add_difference(d, &d->found[i], out);
}

// Returns how many of the main totals differ.
static int add_outcome(const Diff *d, Text *out) {
    Result at[2] = {d->results[0]->at[0], d->results[1]->at[0]};
    Results both = {.n = 2, .at = at};
    ChangesOptions o = {
        .inked = d->inked, .first = d->label[0], .second = d->label[1], .all = true};
    Text table = {0};
    int n = changes_add(&both, &o, &table);
    text_add(out, "\n");
    if (n) {
        ink_add(out, d->inked, INK_BOLD,
                arena_printf(d->arena, "What comes out in the %s\n", d->where));
        for (int i = 0; i < 2; i++) {
            Results one = {.n = 1, .at = &at[i]};
            text_printf(out, "  %s: %s\n", d->label[i], study_headline(&one, 0, d->arena));
        }
        text_add(out, text_get(&table));
    } else {
        text_printf(out, "What comes out in the %s is the same.\n", d->where);
    }
    text_done(&table);
    return n;
}

static void diff_done(Diff *d) {
    for (int i = 0; i < 2; i++) {
        results_free(d->results[i]);
        script_free(d->script[i]);
    }
    arena_free(d->arena);
}

int verb_diff(int argc, char **argv) {
    Args a;
    int code;
    if (!args_open(&a, argc, argv, &code)) return code;
    interrupt_watch();
    Faults *faults = faults_new();
    Diff d = {.arena = arena_new(), .inked = paper_has_ink(stdout)};
    bool quiet = args_has(&a, "quiet"), differ = false;
    choose_labels(&d, a.at);
    if (read_both(&d, &a, faults)) {
        Text out = {0};
        add_declared(&d, &out);
        differ = add_outcome(&d, &out) > 0 || d.n > 0;
        if (!quiet) fputs(text_get(&out), stdout);
        text_done(&out);
    }
    code = verb_faults(faults);
    if (!code && quiet && differ) code = EXIT_FAULT;
    diff_done(&d);
    faults_free(faults);
    args_done(&a);
    return code;
}
