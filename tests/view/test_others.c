// Several scripts in one window: the first has the levers, the others lie over it.
#include "support/test.h"

#include "base/file.h"
#include "view/fake.h"
#include "view/permit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HEAD "scenario \"One permit\" { from = \"%s\", to = \"%.4s-12\", step = \"%s\" }\n"
typedef struct Files {
    char folder[64], path[2][128];
    App *app;
} Files;

static void save(Files *w, int i, const char *from, const char *step, const char *permit,
                 int seconds) {
    char text[2048];
    size_t n = (size_t)snprintf(text, sizeof text, HEAD, from, from, step);
    snprintf(text + n, sizeof text - n, PERMIT_MARKET("%s"), permit);
    saved_write(w->path[i], text, seconds);
}

static int start(void **state) {
    Files *w = calloc(1, sizeof *w);
    strcpy(w->folder, "/tmp/chokepoint-others-XXXXXX");
    if (!mkdtemp(w->folder)) return 1;
    snprintf(w->path[0], sizeof w->path[0], "%s/first.lua", w->folder);
    snprintf(w->path[1], sizeof w->path[1], "%s/second.lua", w->folder);
    save(w, 0, "2026-01", "month", "100e3", 0);
    save(w, 1, "2026-04", "month", "50e3", 0);
    *state = w;
    return 0;
}

static void open_both(Files *w) {
    Faults *faults = faults_new();
    Model m[2];
    AppOptions o = {.width = 1280, .height = 800, .n_others = 1, .others = m + 1};
    assert_true(model_script(&m[0], w->path[0], faults));
    assert_true(model_script(&m[1], w->path[1], faults));
    w->app = app_new(&m[0], &o, faults);
    assert_no_faults(faults);
    faults_free(faults);
    assert_true(app_settle(w->app, 20));
}

static int stop(void **state) {
    Files *w = *state;
    app_free(w->app);
    remove(w->path[0]);
    remove(w->path[1]);
    rmdir(w->folder);
    free(w);
    return 0;
}

static const double *supply(const App *a, int run) {
    return a->figure->panels[0].curves[0].y[run];
}

static double sum(const double *y, int n) {
    double all = 0;
    for (int i = 0; i < n; i++)
        if (y[i] >= 0) all += y[i];
    return all;
}

static void tick(App *a, double now) {
    app_update(a); // hears of what was saved
    app_event(a, &(UiEvent){.kind = EVENT_TICK, .now = now});
    assert_true(app_settle(a, 20));
}

static void curves_lie_over_by_name_and_date(void **state) {
    Files *w = *state;
    open_both(w);
    App *a = w->app;
    assert_int_equal(a->figure->n_runs, 3);
    assert_string_equal(a->figure->run_names[2], "second");
    const double *y = supply(a, 2);
    assert_true(y[2] != y[2]); // before it begins
    assert_true(y[3] >= 0);
    assert_near(sum(y, 12), 50e3, 1e-6);
    assert_near(sum(supply(a, 0), 12), 100e3, 1e-6);
    assert_near(other_total(&a->others[0], 1, S_DELIVERED), 180e3, 1e-6);
    fake_draw(a);
    fake_focus(a, W_OTHER + 1);
    fake_key(a, KEY_SPACE);
    assert_int_equal(a->figure->n_runs, 4);
    assert_string_equal(a->figure->run_names[3], "second: twice");
    double its = supply(a, 2)[5], base = supply(a, 1)[5];
    fake_character(a, 'd');
    assert_near(supply(a, 1)[5], its - base, 1e-6);
    fake_character(a, 'd');
    fake_focus(a, W_OTHER);
    fake_key(a, KEY_SPACE);
    assert_int_equal(a->figure->n_runs, 3); // its case stays
    fake_draw(a);
    app_set_value(a, 0, 150e3, true);
    assert_true(app_settle(a, 20));
    assert_near(sum(supply(a, 0), 12), 150e3, 1e-6);
    assert_near(other_total(&a->others[0], 0, S_DELIVERED), 50e3, 1e-6);
}

// A chip, a buyer and a chart that the first script does not have; its chips in another order.
static const char MORE[] =
    "scenario \"One permit\" { from = \"2026-01\", to = \"2026-12\", step = \"month\", seed = "
    "7 }\n"
    "chip \"H20\" { seller = \"Nvidia\", origin = \"US\", price = usd(12000), flops = 148 }\n"
    "chip \"H200\" { seller = \"Nvidia\", origin = \"US\", price = usd(27000), flops = 989.5 "
    "}\n"
    "line \"stock\" { chip = \"H200\", inventory = 120e3 }\n"
    "line \"old stock\" { chip = \"H20\", inventory = 40e3 }\n"
    "buyer \"ByteDance\" { jurisdiction = \"CN\", capex = usd(10e9), demand = 20e3 }\n"
    "lease \"abroad\" { rate = 1800, term = 24, buyers = { \"Alibaba\" } }\n"
    "buyer \"Alibaba\" { jurisdiction = \"CN\", capex = usd(2e9), opex = usd(1e8), demand = "
    "9e3 }\n"
    "chart \"Who gets the H200\" { \"delivered\", by = \"buyer\", chip = \"H200\" }\n";

static const FigurePanel *panel(const App *a, const char *title) {
    for (int i = 0; i < a->figure->n_panels; i++)
        if (strcmp(a->figure->panels[i].title, title) == 0) return &a->figure->panels[i];
    fail_msg("no panel %s", title);
    return NULL;
}

static const FigureCurve *curve(const FigurePanel *p, const char *name) {
    for (int i = 0; i < p->n_curves; i++)
        if (strcmp(p->curves[i].name, name) == 0) return &p->curves[i];
    fail_msg("no curve %s in %s", name, p->title);
    return NULL;
}

static bool has_label(const App *a, const char *title, const char *text) {
    for (int i = 0; i < a->layout->n_panels; i++) {
        const LayoutPanel *q = &a->layout->panels[i];
        for (int k = 0; strcmp(q->panel->title, title) == 0 && k < q->n_labels; k++)
            if (strcmp(q->labels[k].text, text) == 0) return true;
    }
    return false;
}

static void save_more(Files *w) {
    Faults *faults = faults_new();
    assert_true(file_write(w->path[1], MORE, strlen(MORE), faults));
    faults_free(faults);
}

// Nothing of what is sold abroad or at home is left out because the first script lacks it.
static void what_only_another_script_has_is_drawn(void **state) {
    Files *w = *state;
    save_more(w);
    open_both(w);
    App *a = w->app;
    const FigureCurve *h20 = curve(panel(a, "Supply"), "H20");
    assert_int_equal(h20->first, 2);
    assert_true(h20->y[0][3] != h20->y[0][3]);
    assert_near(sum(h20->y[2], 12), 40e3, 1e-6);
    const FigureCurve *alibaba = curve(panel(a, "Spend"), "Alibaba");
    assert_int_equal(alibaba->first, 2);
    assert_int_equal(curve(panel(a, "Spend"), "ByteDance")->first, 0);
    // One colour for an entity in all panels, and none that another entity has.
    assert_int_equal(curve(panel(a, "Compute"), "Alibaba")->slot, alibaba->slot);
    assert_true(alibaba->slot != h20->slot);
    assert_int_equal(a->figure->n_slots, 1 + alibaba->slot);
    for (int i = 0; i < a->figure->n_panels; i++)
        for (int c = 0; c < a->figure->panels[i].n_curves; c++) {
            const FigureCurve *k = &a->figure->panels[i].curves[c];
            if (k->first == 0) assert_true(k->slot != h20->slot && k->slot != alibaba->slot);
        }
    // A series of which the panel shows nothing without a lease.
    assert_int_equal(curve(panel(a, "Compute"), "Alibaba, leased")->first, 2);
    assert_int_equal(curve(panel(a, "Spend"), "Alibaba, lease bills")->slot, alibaba->slot);
    // The chart of the other script: by its name, whatever the order of the chips is here.
    const FigurePanel *who = panel(a, "Who gets the H200");
    assert_int_equal(curve(who, "ByteDance")->first, 0);
    assert_near(sum(curve(who, "ByteDance")->y[0], 12), 100e3, 1e-6);
    assert_near(sum(curve(who, "ByteDance")->y[2], 12) + sum(curve(who, "Alibaba")->y[2], 12),
                120e3, 1e-6);
    assert_string_equal(a->figure->panels[a->figure->n_panels - 1].title, "What binds");
    assert_int_equal(a->figure->panels[a->figure->n_panels - 1].n_curves, 1);
    assert_true(has_label(a, "Supply", "H20"));
    ReadoutRow *rows;
    Arena *arena = arena_new();
    int n = figure_readout(a->figure, 3, arena, &rows), seen = 0;
    for (int i = 0; i < n; i++) seen += strcmp(rows[i].change, "second") == 0;
    assert_int_equal(seen,
                     7); // H20, Alibaba in three panels, its leases, their bills, what it owns
    arena_free(arena);
    fake_draw(a);
    fake_focus(a, W_OTHER); // no longer shown, no longer there
    fake_key(a, KEY_SPACE);
    assert_int_equal(panel(a, "Supply")->n_curves, 1);
    fake_draw(a);
}

static int count(const char *text, const char *what) {
    int n = 0;
    for (const char *at = text; (at = strstr(at, what)) != NULL; at++) n++;
    return n;
}

static void the_table_has_every_script(void **state) {
    Files *w = *state;
    save_more(w);
    open_both(w);
    App *a = w->app;
    app_set_value(a, 0, 150e3, true);
    assert_true(app_settle(a, 20));
    fake_character(a, 'p');
    assert_true(app_settle(a, 20));
    a->export_folder = w->folder;
    app_export(a, EXPORT_CSV);
    char path[128];
    snprintf(path, sizeof path, "%s/first.csv", w->folder);
    Faults *faults = faults_new();
    size_t size;
    char *data = file_read(path, &size, faults);
    assert_no_faults(faults);
    faults_free(faults);
    assert_int_equal(
        count(data, "\nOne permit,This run,,1234,2026-02-01,delivered,ByteDance,H200,"), 1);
    assert_int_equal(
        count(data, "\nOne permit,Baseline,,1234,2026-02-01,delivered,ByteDance,H200,"), 1);
    assert_int_equal(count(data, "\nOne permit,permit 150k,,1234,2026-02-01,spend,ByteDance,"),
                     1);
    assert_int_equal(
        count(data, "\nOne permit (second),Baseline,,7,2026-02-01,delivered,ByteDance,H20,"),
        1);
    assert_int_equal(
        count(data, "\nOne permit (second),Baseline,,7,2026-02-01,delivered,Alibaba,"), 2);
    free(data);
    remove(path);
}

static void each_is_read_again_when_it_is_saved(void **state) {
    Files *w = *state;
    open_both(w);
    App *a = w->app;
    save(w, 1, "2026-04", "month", "70e3", 10);
    tick(a, 1);
    assert_near(sum(supply(a, 2), 12), 70e3, 1e-6);
    save(w, 1, "2026-04", "month", "usd(5)", 20);
    tick(a, 2);
    assert_non_null(strstr(a->toast, "second.lua:"));
    assert_near(sum(supply(a, 2), 12), 70e3, 1e-6);
    save(w, 1, "2026-04", "month", "60e3", 30);
    save(w, 0, "2026-02", "month", "90e3", 30);
    tick(a, 3);
    assert_near(sum(supply(a, 2), 11), 60e3, 1e-6);
    assert_near(sum(supply(a, 0), 11), 90e3, 1e-6);
    fake_draw(a);
}

static void what_does_not_fit_is_said(void **state) {
    Files *w = *state;
    save(w, 1, "2026-04", "quarter", "50e3", 0);
    open_both(w);
    App *a = w->app;
    assert_int_equal(a->figure->n_runs, 2);
    assert_string_equal(a->others[0].wrong, "its steps are a quarter, here they are a month");
    fake_draw(a);
    save(w, 0, "2026-01", "quarter", "100e3", 10);
    tick(a, 1);
    assert_null(a->others[0].wrong);
    assert_string_equal(other_state(&a->others[0]), "runs");
    assert_int_equal(a->figure->n_runs, 3);
    save(w, 0, "2025-01", "quarter", "100e3", 20);
    tick(a, 2);
    assert_string_equal(other_state(&a->others[0]), "it has no date in common");
    assert_int_equal(a->figure->n_runs, 2);
    fake_draw(a);
}

// Its rule fails when it runs.
#define FAILING                                                                                \
    "50e3, min = 0, max = 400e3, source = \"assumed\" }\n"                                     \
    "rule(\"stop\", function(w) error(\"no\") end)\n"                                          \
    "local other = lever \"other\" { 1"

static void what_cannot_be_run_is_said(void **state) {
    Files *w = *state;
    open_both(w);
    App *a = w->app;
    save(w, 1, "2026-04", "month", FAILING, 10);
    Faults *faults = faults_new();
    Model m;
    assert_true(model_script(&m, w->path[1], faults));
    faults_free(faults);
    assert_true(app_add_script(a, &m));
    assert_string_equal(other_state(&a->others[1]), "is being run");
    fake_draw(a);
    assert_true(app_settle(a, 20));
    assert_string_equal(other_state(&a->others[1]), "it cannot be run");
    assert_non_null(strstr(a->toast, "no"));
    fake_draw(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(curves_lie_over_by_name_and_date, start, stop),
        cmocka_unit_test_setup_teardown(what_only_another_script_has_is_drawn, start, stop),
        cmocka_unit_test_setup_teardown(the_table_has_every_script, start, stop),
        cmocka_unit_test_setup_teardown(each_is_read_again_when_it_is_saved, start, stop),
        cmocka_unit_test_setup_teardown(what_does_not_fit_is_said, start, stop),
        cmocka_unit_test_setup_teardown(what_cannot_be_run_is_said, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
