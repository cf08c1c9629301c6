#include "support/script.h"

#include "support/test.h"

#include "base/text.h"

#include <dirent.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[64], before[PATH_MAX];

void folder_init(void) {
    assert_non_null(getcwd(before, sizeof before));
    strcpy(folder, "/tmp/chokepoint-test-XXXXXX");
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
}

static void empty(const char *path) {
    DIR *d = opendir(path);
    if (!d) return;
    for (struct dirent *e; (e = readdir(d));) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0) continue;
        char child[PATH_MAX];
        snprintf(child, sizeof child, "%s/%s", path, e->d_name);
        if (unlink(child) != 0) {
            empty(child);
            rmdir(child);
        }
    }
    closedir(d);
}

void folder_done(void) {
    assert_int_equal(chdir(before), 0);
    empty(folder);
    rmdir(folder);
}

int folder_setup(void **state) {
    (void)state;
    folder_init();
    return 0;
}

int folder_teardown(void **state) {
    (void)state;
    folder_done();
    return 0;
}

void folder_write(const char *name, const char *text) {
    FILE *f = fopen(name, "wb");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

Script *load_text(const char *text, Faults *faults) {
    folder_write("a.lua", text);
    return script_load("a.lua", NULL, faults);
}

Script *load_part(const char *text, Faults *faults) {
    static const char HEAD[] = "scenario \"s\" { from = \"2026-01\", to = \"2026-12\" } ";
    static const char TAIL[] =
        "\nbuyer \"B\" { jurisdiction = \"CN\", demand = 1, capex = usd(1e9) }"
        "\nline \"L\" { chip = \"A\", capacity = 5 }\n";
    Text all = {0};
    text_printf(&all, "%s%s%s", HEAD, text, TAIL);
    Script *s = load_text(text_get(&all), faults);
    text_done(&all);
    return s;
}

void part_refuses(const char *text, const char *message) {
    Faults *f = faults_new();
    Script *s = load_part(text, f);
    if (s) print_error("loads: %s\n", text);
    assert_null(s);
    assert_faults(f, message);
    faults_free(f);
}

Loaded loaded_part(const char *text) {
    Loaded x = {.faults = faults_new()};
    x.script = load_part(text, x.faults);
    assert_no_faults(x.faults);
    x.base = script_base(x.script);
    script_base_values(x.script, x.values);
    return x;
}

void loaded_done(Loaded *x) {
    script_free(x->script);
    faults_free(x->faults);
}

double chip_price(const Scenario *s, const double *values) {
    return s->n_chips && s->chips[0].price >= 0
               ? scenario_value(s, s->chips[0].price, values, 0)
               : NAN;
}
