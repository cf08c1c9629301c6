#include "support/test.h"
#include "model/lua_run.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static Script *load(const char *text) {
    char path[64];
    snprintf(path, sizeof path, "/tmp/chokepoint-test-%ld.lua", (long)getpid());
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0 && fclose(f) == 0);
    Faults *faults = faults_new();
    Script *s = script_load(path, NULL, faults);
    unlink(path);
    if (faults_count(faults)) print_error("%s\n", text);
    assert_no_faults(faults);
    faults_free(faults);
    return s;
}

LuaRun lua_run_with(const char *text, const Kernel *k) {
    LuaRun r = {.script = load(text)};
    r.s = script_base(r.script);
    Faults *f = faults_new();
    Rules *rules = r.s->n_rules ? rules_new(r.script, r.s, f) : NULL;
    Want want = want_all();
    MarketOptions o = {
        .want = &want, .hook = rules ? rules_hook : NULL, .context = rules, .seed = r.s->seed};
    Market *m = k->market_new(r.s, &o);
    r.series = series_new(r.s, &want, 1);
    double values[256];
    assert_true(r.s->n_inputs <= 256);
    script_base_values(r.script, values);
    const double *inputs[1] = {values};
    const uint64_t draws[1] = {PLAIN_RUN};
    bool fine = k->market_run(m, 1, inputs, draws, r.series, 0, &r.ledger, f);
    if (!fine) print_error("%s\n", text);
    assert_no_faults(f);
    assert_true(fine);
    k->market_free(m);
    rules_free(rules);
    faults_free(f);
    return r;
}

LuaRun lua_run(const char *text) {
    return lua_run_with(text, kernel_pick());
}

void lua_done(LuaRun *r) {
    series_free(r->series);
    script_free(r->script);
}

int lua_buyer(const LuaRun *r, const char *name) {
    for (int i = 0; i < r->s->n_buyers; i++)
        if (strcmp(r->s->buyers[i].head.name, name) == 0) return i;
    print_error("no buyer %s\n", name);
    fail();
    return -1;
}

int lua_chip(const LuaRun *r, const char *name) {
    for (int i = 0; i < r->s->n_chips; i++)
        if (strcmp(r->s->chips[i].head.name, name) == 0) return i;
    print_error("no chip %s\n", name);
    fail();
    return -1;
}

static bool is_column(const LuaRun *r, int column, const char *party, const char *chip) {
    const Column *c = &r->series->columns[column];
    const char *name = series_party_name(r->series, column);
    bool same_party = party ? name && strcmp(name, party) == 0 : true;
    bool same_chip =
        chip ? c->chip >= 0 && strcmp(r->s->chips[c->chip].head.name, chip) == 0 : true;
    return same_party && same_chip;
}

const double *lua_column(const LuaRun *r, SeriesId id, const char *party, const char *chip) {
    for (int i = r->series->first[id]; i < r->series->first[id + 1]; i++)
        if (is_column(r, i, party, chip)) return series_at(r->series, 0, i);
    print_error("no column of %s for %s, %s\n", SERIES[id].name, party, chip);
    fail();
    return NULL;
}

double lua_value(const LuaRun *r, SeriesId id, const char *party, const char *chip, int step) {
    const double *x = lua_column(r, id, party, chip);
    if (step >= 0) return x[step];
    double sum = 0;
    for (int i = 0; i < r->series->steps; i++) sum += x[i];
    return SERIES[id].kind == SERIES_FLOW ? sum : x[r->series->steps - 1];
}
