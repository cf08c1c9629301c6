#include "support/test.h"

#include "chart/figure.h"
#include "support/golden.h"
#include "support/draft.h"
#include "support/picture.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void set_charts(PictureWorld *w, const Chart *charts, int n) {
    w->scenario.charts = charts;
    w->scenario.n_charts = n;
}

static const FigurePanel *panel_named(const Figure *f, const char *title, int nth) {
    for (int i = 0; i < f->n_panels; i++)
        if (strcmp(f->panels[i].title, title) == 0 && nth-- == 0) return &f->panels[i];
    fail_msg("no panel %s", title);
    return NULL;
}

static const FigureCurve *curve_named(const FigurePanel *p, const char *name) {
    for (int i = 0; i < p->n_curves; i++)
        if (strcmp(p->curves[i].name, name) == 0) return &p->curves[i];
    fail_msg("no curve %s in %s", name, p->title);
    return NULL;
}

static Chart chart_of(const char *title, const char *const *series, int n, const char *by) {
    return (Chart){
        .head = {.name = title}, .series = {n, series}, .by = by, .chip = -1, .buyer = -1};
}

static void check_golden(Figure *f, const char *name) {
    Text out = {0};
    figure_dump(f, &out);
    assert_golden(name, text_get(&out));
    text_done(&out);
}

static void test_default_panels(void **state) {
    (void)state;
    PictureWorld *w = picture_world_new(STEP_QUARTER, 8);
    Figure *f = picture_figure(w, 2, w->arena);
    check_golden(f, "chart/figure.txt");
    picture_world_free(w);
}

static void test_charts_of_a_script(void **state) {
    (void)state;
    static const char *const both[] = {"delivered", "bought", "spend"}, *const price[] = {
                                                                            "price"};
    static const char *const left[] = {"budget_left"}, *const fill[] = {"fill_rate"};
    PictureWorld *w = picture_world_new(STEP_QUARTER, 4);
    Chart charts[4] = {
        chart_of("Who gets H200", both, 3, "buyer"), chart_of("Prices", price, 1, "chip"),
        chart_of("Money", left, 1, "buyer"), chart_of("Filled", fill, 1, "chip")};
    charts[0].chip = 0;
    charts[0].cumulative = true;
    charts[0].kind = CHART_AREA;
    charts[1].buyer = 1;
    charts[3].buyer = 0;
    for (int b = 0; b < 4; b++)
        for (int i = 0; i < 4; i++) picture_values(w, 0, S_BOUGHT, b, 0)[i] = 10;
    set_charts(w, charts, 4);
    check_golden(picture_figure(w, 1, w->arena), "chart/figure_charts.txt");
    picture_world_free(w);
}

// A chart named "What binds" takes the ribbon's place.
static void test_what_binds_replaced(void **state) {
    (void)state;
    static const char *const series[] = {"binding"};
    PictureWorld *w = picture_world_new(STEP_MONTH, 6);
    Chart chart = chart_of("What binds", series, 1, NULL);
    chart.buyer = 1;
    set_charts(w, &chart, 1);
    Figure *f = picture_figure(w, 1, w->arena);
    assert_int_equal(f->n_panels, 4);
    assert_int_equal(f->panels[3].kind, PANEL_RIBBON);
    assert_int_equal(f->panels[3].n_curves, 1);
    assert_string_equal(f->panels[3].curves[0].name, "Alibaba");
    picture_world_free(w);
}

// So does a chart named like one of the usual panels; all others stay.
static void test_usual_panel_replaced(void **state) {
    (void)state;
    static const char *const series[] = {"delivered"};
    PictureWorld *w = picture_world_new(STEP_MONTH, 6);
    Chart chart = chart_of("Spend", series, 1, "chip");
    set_charts(w, &chart, 1);
    Figure *f = picture_figure(w, 1, w->arena);
    assert_int_equal(f->n_panels, 4);
    assert_string_equal(f->panels[0].title, "Supply");
    assert_string_equal(f->panels[1].title, "Spend");
    assert_string_equal(f->panels[1].curves[0].name, "H200");
    assert_string_equal(f->panels[2].title, "Compute");
    picture_world_free(w);
}

// One colour, one entity: in every panel, and whatever the values are.
static void test_colours_follow_entities(void **state) {
    (void)state;
    PictureWorld *w = picture_world_new(STEP_MONTH, 24);
    Figure *f = picture_figure(w, 2, w->arena);
    int slot = curve_named(panel_named(f, "Spend", 0), "Tencent")->slot;
    assert_int_equal(curve_named(panel_named(f, "Compute", 0), "Tencent")->slot, slot);
    assert_int_equal(curve_named(panel_named(f, "What binds", 0), "Tencent")->slot, slot);
    int h20 = curve_named(panel_named(f, "Supply", 0), "H20")->slot;
    for (int i = 0; i < 24; i++) // the first buyer and the first chip drop out
        for (int r = 0; r < 2; r++) {
            for (int c = 0; c < 4; c++) picture_values(w, r, S_SPEND, 0, c)[i] = 0;
            for (int b = 0; b < 4; b++) picture_values(w, r, S_DELIVERED, b, 0)[i] = 0;
        }
    Figure *g = picture_figure(w, 2, w->arena);
    assert_int_equal(panel_named(g, "Spend", 0)->n_curves,
                     panel_named(f, "Spend", 0)->n_curves - 1);
    assert_int_equal(curve_named(panel_named(g, "Spend", 0), "Tencent")->slot, slot);
    assert_int_equal(curve_named(panel_named(g, "Supply", 0), "H20")->slot, h20);
    picture_world_free(w);
}

static void test_chips_nobody_makes_come_last(void **state) {
    (void)state;
    PictureWorld *w = picture_world_new(STEP_MONTH, 2);
    static const Line only_last[1] = {{.chip = 3}};
    w->scenario.lines = only_last;
    w->scenario.n_lines = 1;
    Figure *f = picture_figure(w, 1, w->arena);
    const FigurePanel *p = panel_named(f, "Supply", 0);
    // After the buyers, the levy, and SeedChip, though all of that is zero.
    assert_int_equal(curve_named(p, "H200")->slot, w->scenario.n_buyers + 2);
    picture_world_free(w);
}

static void test_baseline_that_is_the_same(void **state) {
    (void)state;
    PictureWorld *w = picture_world_new(STEP_MONTH, 3);
    w->runs[1].run = 0;
    Figure *f = picture_figure(w, 2, w->arena);
    for (int p = 0; p < f->n_panels; p++)
        for (int c = 0; c < f->panels[p].n_curves; c++)
            assert_true(f->panels[p].curves[c].same[1]);
    picture_world_free(w);
}

static void test_events_inside_the_calendar(void **state) {
    (void)state;
    PictureWorld *w = picture_world_new(STEP_MONTH, 12);
    w->events[0].at = 20;
    w->events[1].at = -0.5;
    w->events[2].at = 12;
    w->events[3].at = 0;
    w->n_events = 4;
    Figure *f = picture_figure(w, 1, w->arena);
    assert_int_equal(f->n_events, 2);
    assert_string_equal(f->events[0].name, "Second tranche");
    assert_string_equal(f->events[1].name, "SeedChip tape-out");
    picture_world_free(w);
}

// What ends as the calendar begins or ends is no event; of one date the beginning comes first.
static void test_ends_inside_the_calendar(void **state) {
    (void)state;
    PictureWorld *w = picture_world_new(STEP_MONTH, 12);
    static const double at[] = {0, 12, 6, 6};
    for (int i = 0; i < 4; i++) w->events[i].at = at[i];
    for (int i = 0; i < 3; i++) w->events[i].ends = true;
    w->n_events = 4;
    Figure *f = picture_figure(w, 1, w->arena);
    assert_int_equal(f->n_events, 2);
    assert_true(!f->events[0].ends && f->events[1].ends);
    picture_world_free(w);
}

// Dated instruments and tape-outs, at the dates that the inputs give them.
static void test_events_of_a_scenario(void **state) {
    (void)state;
    Draft *d = draft_small();
    RawEntity *e = draft_entity(d, "approval", "January");
    draft_text(d, e, "by", "CN");
    draft_text(d, e, "from", "2026-01-16");
    draft_text(d, e, "doc", "the first one");
    draft_list(d, e, "source", "assumed", NULL);
    e = draft_entity(d, "approval", "Always");
    draft_text(d, e, "by", "CN");
    e = draft_entity(d, "bundling", "Later");
    draft_text(d, e, "by", "CN");
    draft_number(d, e, "ratio", 1);
    draft_assume(d, "when", 312 + 7, 312, 324, (Unit){.date = true});
    e = draft_find(d, "bundling", "Later");
    draft_formula(d, e, "from", formula_input(d->graph, 0, (Unit){.date = true}));
    const Scenario *s = draft_build(d);
    FigureEvent *events;
    double when = 312 + 9.5;
    assert_int_equal(figure_events(s, &when, d->arena, &events), 2);
    assert_string_equal(events[0].name, "January");
    assert_string_equal(events[0].kind, "approval");
    assert_string_equal(events[0].doc, "the first one");
    assert_string_equal(events[0].sources, "assumed");
    assert_string_equal(events[0].file, "test.lua");
    assert_near(events[0].at, 15.0 / 31, 1e-12);
    assert_string_equal(events[1].name, "Later");
    assert_null(events[1].sources);
    assert_near(events[1].at, 9.5, 1e-12);
    draft_free(d);
}

// A buyer who leases: what of his compute and of his spend that is, in his colour.
static void test_leases_in_usual_panels(void **state) {
    (void)state;
    PictureWorld *w = picture_world_new(STEP_MONTH, 4);
    bool may[4] = {true, false, true, false};
    const Num some = 0;
    Lease lease = {.i.buyers.has = may};
    Buyer *buyers = (Buyer *)(uintptr_t)w->scenario.buyers;
    w->scenario.leases = &lease;
    w->scenario.n_leases = 1;
    buyers[0].opex = (YearNums){1, 2026, &some};
    buyers[1].opex = (YearNums){1, 2026, &some}; // no lease is open to it
    buyers[2].to_leases = NUM_NONE;              // and this one cannot pay
    for (int i = 0; i < 4; i++) {
        picture_values(w, 0, S_COMPUTE_LEASED, 0, -1)[i] = 7;
        picture_values(w, 0, S_COMPUTE_OWNED, 0, -1)[i] = 5;
        picture_values(w, 0, S_COMPUTE_OWNED, 1, -1)[i] = 5;
        picture_values(w, 0, S_OPEX, 0, -1)[i] = 1e9;
    }
    Figure *f = picture_figure(w, 1, w->arena);
    const FigurePanel *p = panel_named(f, "Compute", 0);
    const FigureCurve *all = curve_named(p, "ByteDance"),
                      *leased = curve_named(p, "ByteDance, leased");
    assert_non_null(strstr(p->unit, "in service"));
    assert_near(leased->y[0][2], 7, 0);
    assert_int_equal(leased->slot, all->slot);
    assert_int_not_equal(leased->dash, all->dash);
    assert_near(curve_named(p, "ByteDance, owned")->y[0][2], 5, 0);
    for (int i = 0; i < p->n_curves; i++)
        assert_string_not_equal(p->curves[i].name, "Alibaba, owned");
    p = panel_named(f, "Spend", 0);
    assert_near(curve_named(p, "ByteDance, lease bills")->y[0][1], 1e9, 0);
    assert_int_equal(curve_named(p, "ByteDance, lease bills")->slot, all->slot);
    assert_int_equal(curve_named(p, "ByteDance")->dash, 0);
    // What is owned is all there is: shown once.
    for (int i = 0; i < 4; i++) {
        picture_values(w, 0, S_COMPUTE_LEASED, 0, -1)[i] = 0;
        picture_values(w, 0, S_COMPUTE_OWNED, 0, -1)[i] = all->y[0][i];
    }
    p = panel_named(picture_figure(w, 1, w->arena), "Compute", 0);
    for (int i = 0; i < p->n_curves; i++) assert_null(strchr(p->curves[i].name, ','));
    picture_world_free(w);
}

static void test_nothing_at_all(void **state) {
    (void)state;
    PictureWorld *w = picture_world_new(STEP_MONTH, 5);
    memset(w->series->value, 0,
           sizeof(double) * 3 * (size_t)w->series->n_columns * (size_t)w->series->steps);
    Figure *f = picture_figure(w, 2, w->arena);
    assert_int_equal(f->n_panels, 3); // nobody buys abroad: no ribbon
    for (int i = 0; i < 3; i++) {
        assert_int_equal(f->panels[i].n_curves, 0);
        assert_string_equal(f->panels[i].note, "Zero throughout");
    }
    ReadoutRow *rows;
    assert_int_equal(figure_readout(f, 2, w->arena, &rows), 0);
    picture_world_free(w);
}

static void test_series_not_recorded(void **state) {
    (void)state;
    PictureWorld *w = picture_world_new(STEP_MONTH, 5);
    Want want = {0};
    want.series[S_DELIVERED] = true;
    Series *few = series_new(&w->scenario, &want, 1);
    w->runs[0] = (FigureRun){"This run", few, 0, false, 0};
    Figure *f = picture_figure(w, 1, w->arena);
    assert_int_equal(f->n_panels, 3);
    series_free(few);
    picture_world_free(w);
}

static void test_differences(void **state) {
    (void)state;
    PictureWorld *w = picture_world_new(STEP_MONTH, 24);
    Figure *f = picture_figure(w, 2, w->arena);
    const FigureRun runs[2] = {w->runs[0], w->runs[2]};
    FigureInput in = {.runs = runs, .n_runs = 2, .baseline = NO_RUN, .against = &w->runs[1]};
    Figure *d = figure_build(&in, w->arena);
    assert_int_equal(d->n_panels, f->n_panels);
    assert_string_equal(d->panels[0].unit, "units delivered per month vs baseline");
    ReadoutRow *rows;
    figure_readout(d, 13, w->arena, &rows);
    for (int p = 0; p < d->n_panels; p++)
        for (int c = 0; c < d->panels[p].n_curves; c++, rows++) {
            const FigureCurve *k = &d->panels[p].curves[c], *was = f->panels[p].curves;
            while (strcmp(was->name, k->name) != 0) was++;
            bool code = d->panels[p].kind == PANEL_RIBBON;
            assert_near(k->y[0][13], was->y[0][13] - (code ? 0 : was->y[1][13]), 1e-6);
            char text[40];
            bool changed = k->y[0][13] < was->y[1][13] || k->y[0][13] > was->y[1][13];
            snprintf(text, sizeof text, "was %s", binding_name((Binding)was->y[1][13]));
            if (code) assert_string_equal(rows->change, changed ? text : "");
            if (code) continue;
            quantity_signed(text, &d->panels[p].quantity, k->y[0][13]);
            assert_string_equal(rows->value, text);
            quantity_change(text, &d->panels[p].quantity, was->y[0][13], was->y[1][13]);
            assert_string_equal(rows->change, text);
        }
    char text[40];
    const Quantity money = {QUANTITY_MONEY, "$", "USD"}, share = {QUANTITY_SHARE, "", "share"};
    quantity_signed(text, &money, 1.23e9);
    assert_string_equal(text, "+$1.23B");
    quantity_signed(text, &money, -5e6);
    assert_string_equal(text, "\u2212$5M");
    quantity_signed(text, &share, -0.038);
    assert_string_equal(text, "\u22123.8 pp");
    quantity_signed(text, &share, 0);
    assert_string_equal(text, "0.0 pp");
    // What is the same in both is not shown; where nothing differs the panel says so.
    in.runs = in.against;
    in.n_runs = 1;
    d = figure_build(&in, w->arena);
    assert_string_equal(d->panels[0].note, "No difference to the baseline");
    assert_int_equal(d->panels[0].n_curves, 0);
    picture_world_free(w);
}

static void test_default_words(void **state) {
    (void)state;
    PictureWorld *w = picture_world_new(STEP_MONTH, 24);
    FigureInput in = {.runs = w->runs, .n_runs = 1, .baseline = NO_RUN};
    Figure *f = figure_build(&in, w->arena);
    assert_string_equal(f->headline, "H200 approvals 2026");
    assert_string_equal(f->subtitle, "This run, by month, Jan 2026 \u2013 Dec 2027");
    in.headline = "Stock binds";
    in.n_runs = 2;
    in.baseline = 1;
    f = figure_build(&in, w->arena);
    assert_string_equal(f->headline, "Stock binds");
    assert_string_equal(f->subtitle, "H200 approvals 2026: This run, by month, Jan 2026 \u2013 "
                                     "Dec 2027; dashed: baseline");
    picture_world_free(w);
}

// A line that is level has zero below it, and a residue of rounding is read as 0.
static void test_level_lines_and_residues(void **state) {
    (void)state;
    PictureWorld *w = picture_world_new(STEP_MONTH, 6);
    picture_fill(w, S_DELIVERED, 0);
    picture_fill(w, S_SPEND, 0);
    for (int i = 0; i < 6; i++) {
        picture_values(w, 0, S_DELIVERED, 0, 0)[i] = 4000;
        picture_values(w, 0, S_SPEND, 0, 0)[i] = i ? 9e8 : 9e-8;
    }
    Figure *f = picture_figure(w, 1, w->arena);
    assert_true(panel_named(f, "Supply", 0)->from_zero);
    ReadoutRow *rows;
    int n = figure_readout(f, 0, w->arena, &rows), seen = 0;
    for (int i = 0; i < n; i++) {
        const FigurePanel *p = &f->panels[rows[i].panel];
        if (strcmp(p->title, "Spend") != 0 || strcmp(rows[i].name, "ByteDance") != 0) continue;
        double v = p->curves[rows[i].curve].y[0][0];
        char text[40];
        quantity_format(text, &p->quantity, v);
        seen += v < 1e-3 && strcmp(rows[i].value, "$0") == 0;
    }
    assert_int_equal(seen, 1);
    picture_world_free(w);
}

static void test_readout(void **state) {
    (void)state;
    PictureWorld *w = picture_world_new(STEP_MONTH, 24);
    Figure *f = picture_figure(w, 2, w->arena);
    ReadoutRow *rows;
    int n = figure_readout(f, 13, w->arena, &rows);
    assert_int_equal(n, 4 + 5 + 4 + 4);
    for (int i = 0; i < n; i++) {
        char value[40];
        const FigurePanel *p = &f->panels[rows[i].panel];
        const FigureCurve *c = &p->curves[rows[i].curve];
        assert_string_equal(rows[i].name, c->name);
        assert_int_equal(rows[i].slot, c->slot);
        if (p->kind == PANEL_RIBBON) {
            assert_string_equal(rows[i].value, binding_name(rows[i].binding));
            continue;
        }
        quantity_format(value, &p->quantity, c->y[0][13]);
        assert_string_equal(rows[i].value, value);
        assert_true(*rows[i].change);
    }
    int last = figure_readout(f, 999, w->arena, &rows); // clamped
    assert_int_equal(last, n);
    picture_world_free(w);
}

static void check_format(QuantityKind kind, const char *prefix, double value,
                         const char *want) {
    char out[40];
    Quantity q = {kind, prefix, ""};
    quantity_format(out, &q, value);
    assert_string_equal(out, want);
}

static void check_change(QuantityKind kind, double value, double base, const char *want) {
    char out[40];
    Quantity q = {kind, "$", ""};
    quantity_change(out, &q, value, base);
    assert_string_equal(out, want);
}

static void check_range(QuantityKind kind, const char *prefix, double low, double high,
                        bool change, const char *want) {
    char out[40];
    Quantity q = {kind, prefix, ""};
    quantity_range(out, &q, low, high, change);
    assert_string_equal(out, want);
}

static void test_ranges(void **state) {
    (void)state;
    check_range(QUANTITY_COUNT, "", 2.55e6, 3.16e6, false, "2.55\u20133.16M");
    check_range(QUANTITY_MONEY, "$", 513e6, 1.19e9, false, "$0.51\u20131.19B");
    check_range(QUANTITY_MONEY, "$", 303, 389, false, "$303\u2013389");
    check_range(QUANTITY_COUNT, "", 0, 29200, false, "0\u201329.2k");
    check_range(QUANTITY_COUNT, "", 40, 29200, false, "0\u201329.2k");
    check_range(QUANTITY_COUNT, "", 2e3, 3e3, false, "2\u20133k");
    check_range(QUANTITY_COUNT, "", 999.6, 999.8, false, "1k");
    check_range(QUANTITY_COUNT, "", 0, 0, false, "0");
    check_range(QUANTITY_MONEY, "$", -1.79e6, 3.89e6, true, "\u2212$1.79 to 3.89M");
    check_range(QUANTITY_MONEY, "$", -8.21e9, 0, true, "\u2212$8.21B to 0");
    check_range(QUANTITY_COUNT, "", -135e3, -60e3, true, "\u2212135 to \u221260k");
    check_range(QUANTITY_SHARE, "", 0.072, 0.123, false, "7.2\u201312.3%");
    check_range(QUANTITY_SHARE, "", -0.038, 0.012, true, "\u22123.8 to 1.2 pp");
    check_range(QUANTITY_COUNT, "", 0, 3e29, false, "0\u20133e+17T");
    check_range(QUANTITY_SHARE, "", (double)NAN, 0.1, false, "");
}

static void test_formats(void **state) {
    (void)state;
    check_format(QUANTITY_MONEY, "$", 1.234e9, "$1.23B");
    check_format(QUANTITY_MONEY, "\u00a5", -45200, "\u2212\u00a545.2k");
    check_format(QUANTITY_COUNT, "", 2.85e6, "2.85M");
    check_format(QUANTITY_SHARE, "", 0.1234, "12.3%");
    check_format(QUANTITY_SHARE, "", -0.05, "\u22125.0%");
    check_format(QUANTITY_SHARE, "", -0.0001, "0.0%");
    check_format(QUANTITY_SHARE, "", (double)NAN, "\u2013");
    check_change(QUANTITY_COUNT, 109.8, 100, "+9.8%");
    check_change(QUANTITY_COUNT, 55, 100, "\u221245.0%");
    check_change(QUANTITY_COUNT, 250, 100, "+150%");
    check_change(QUANTITY_COUNT, 5000, 100, "\u00d750");
    check_change(QUANTITY_COUNT, 5, 0, "");
    check_change(QUANTITY_COUNT, 0, 5, "\u2212100%");
    check_change(QUANTITY_COUNT, 5, 5, "");
    check_change(QUANTITY_COUNT, 99.99, 100, "0.0%");
    check_change(QUANTITY_MONEY, 5, -5, "");
    check_change(QUANTITY_SHARE, 0.25, 0.288, "\u22123.8 pp");
    check_change(QUANTITY_SHARE, 0.25, (double)NAN, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_default_panels),
        cmocka_unit_test(test_charts_of_a_script),
        cmocka_unit_test(test_what_binds_replaced),
        cmocka_unit_test(test_usual_panel_replaced),
        cmocka_unit_test(test_colours_follow_entities),
        cmocka_unit_test(test_chips_nobody_makes_come_last),
        cmocka_unit_test(test_baseline_that_is_the_same),
        cmocka_unit_test(test_events_inside_the_calendar),
        cmocka_unit_test(test_ends_inside_the_calendar),
        cmocka_unit_test(test_leases_in_usual_panels),
        cmocka_unit_test(test_events_of_a_scenario),
        cmocka_unit_test(test_nothing_at_all),
        cmocka_unit_test(test_series_not_recorded),
        cmocka_unit_test(test_differences),
        cmocka_unit_test(test_default_words),
        cmocka_unit_test(test_level_lines_and_residues),
        cmocka_unit_test(test_readout),
        cmocka_unit_test(test_ranges),
        cmocka_unit_test(test_formats),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
