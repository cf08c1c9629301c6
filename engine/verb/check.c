// `chokepoint check`: every fault and warning of a script, then what it rests on.
#include "verb/check.h"
#include "verb/sheet.h"
#include "verb/verb.h"

#include "store/diagnostics.h"

typedef struct Check {
    const Args *args;
    Arena *arena;
    Faults *faults, *warnings;
    int n; // scripts without a fault
    Diagnosed *scripts;
    Script **opened; // of each, and its survey
    Survey **surveys;
} Check;

static void print_report(const Diagnosed *d, int n_warnings) {
    Text out = {0};
    check_report(d->survey, d->footing, d->verdicts, n_warnings, paper_has_ink(stdout), &out);
    fputs(text_get(&out), stdout);
    text_done(&out);
}

static void check_one(Check *c, const char *path, bool print) {
    Script *script = script_load(path, NULL, c->faults);
    Survey *survey = script ? survey_new(script, c->faults) : NULL;
    Verdicts *verdicts = ARENA_NEW(c->arena, Verdicts, 1);
    bool fine = survey && verdicts_of(script, c->arena, verdicts, c->faults);
    if (fine) verdicts_report(verdicts, c->faults);
    if (!fine || verdicts->n_off) {
        survey_free(survey);
        script_free(script);
        return;
    }
    int before = faults_count(c->warnings);
    survey_advise(survey, c->warnings);
    Footing *footing = ARENA_NEW(c->arena, Footing, 1);
    *footing = footing_of(survey->base, c->arena);
    Diagnosed *found = &c->scripts[c->n];
    *found = (Diagnosed){survey, footing, verdicts};
    if (print) print_report(found, faults_count(c->warnings) - before);
    c->opened[c->n] = script;
    c->surveys[c->n++] = survey;
}

static void print_json(Check *c) {
    Text out = {0};
    diagnostics_text(c->faults, c->warnings, c->scripts, c->n, &out);
    fputs(text_get(&out), stdout);
    text_done(&out);
}

// Faults and warnings in one sorted list, as compilers print them.
static void print_findings(const Check *c) {
    bool quiet = args_has(c->args, "quiet"), strict = args_has(c->args, "strict");
    Faults *all = faults_new();
    faults_copy(c->faults, "", all);
    if (!quiet || strict) faults_copy(c->warnings, "warning: ", all);
    quiet ? verb_faults_quietly(all) : verb_faults(all);
    faults_free(all);
}

static int check_all(Check *c) {
    bool json = args_has(c->args, "json"), print = !json && !args_has(c->args, "quiet");
    for (int i = 0; i < c->args->n; i++) {
        if (i && print) fputs("\n", stdout);
        check_one(c, c->args->at[i], print);
    }
    if (json)
        print_json(c);
    else
        print_findings(c);
    int code = faults_exit_code(c->faults);
    bool strict = args_has(c->args, "strict") && faults_count(c->warnings);
    return code == EXIT_FINE && strict ? EXIT_FAULT : code;
}

int verb_check(int argc, char **argv) {
    Args a;
    int code;
    if (!args_open(&a, argc, argv, &code)) return code;
    interrupt_watch();
    Arena *arena = arena_new();
    Check c = {&a, arena, faults_new(), faults_new(), 0, NULL, NULL, NULL};
    c.scripts = ARENA_NEW(arena, Diagnosed, a.n);
    c.surveys = ARENA_NEW(arena, Survey *, a.n);
    c.opened = ARENA_NEW(arena, Script *, a.n);
    code = check_all(&c);
    for (int i = 0; i < c.n; i++) {
        survey_free(c.surveys[i]);
        script_free(c.opened[i]);
    }
    faults_free(c.faults);
    faults_free(c.warnings);
    arena_free(arena);
    args_done(&a);
    return code;
}
