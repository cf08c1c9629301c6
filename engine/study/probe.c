#include "study/probe.h"

#include <string.h>

bool probe_run(Probe *p, Script *s, const double *values, Faults *faults) {
    *p = (Probe){.values = values, .terms = {.only_step = -1}};
    p->scenario = script_prove(s, values, faults);
    if (!p->scenario) return false;
    Rules *rules = NULL;
    if (p->scenario->n_rules && !(rules = rules_new(s, p->scenario, faults))) return false;
    Want want = want_all();
    MarketOptions options = {.want = &want,
                             .hook = rules ? rules_hook : NULL,
                             .context = rules,
                             .terms = &p->terms,
                             .seed = p->scenario->seed};
    const Kernel *k = kernel_probe();
    p->series = series_new(p->scenario, &want, 1);
    Market *m = k->market_new(p->scenario, &options);
    uint64_t draw = PLAIN_RUN;
    bool fine = k->market_run(m, 1, &values, &draw, p->series, 0, &p->ledger, faults);
    series_clear_residues(p->series); // as study_run does
    k->market_free(m);
    rules_free(rules);
    if (!fine) probe_done(p);
    return fine;
}

void probe_done(Probe *p) {
    series_free(p->series);
    terms_done(&p->terms);
    *p = (Probe){0};
}

static bool matches(const Term *t, const char *name, int party, int chip, int workload) {
    return t->party == party && t->chip == chip && t->workload == workload &&
           strcmp(t->name, name) == 0;
}

const Term *probe_standing(const Probe *p, int step, const char *name, int party, int chip,
                           int workload) {
    for (int i = p->terms.n; i-- > 0;) {
        const Term *t = &p->terms.rows[i];
        if (t->step <= step && matches(t, name, party, chip, workload)) return t;
    }
    return NULL;
}

const Term *probe_term(const Probe *p, int step, const char *name, int party, int chip,
                       int workload) {
    const Term *t = probe_standing(p, step, name, party, chip, workload);
    return t && t->step == step ? t : NULL;
}

void probe_step(const Probe *p, int step, int *first, int *last) {
    *first = *last = 0;
    while (*first < p->terms.n && p->terms.rows[*first].step < step) ++*first;
    for (*last = *first; *last < p->terms.n && p->terms.rows[*last].step == step;) ++*last;
}
