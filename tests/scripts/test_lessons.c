// The answers at the end of scripts/lessons: what they say is what the run shows.
#include "support/test.h"

#include "base/file.h"
#include "study/study.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct LessonScript {
    Script *script;
    Results *results; // the baseline, then every case
    double *values;
} LessonScript;

static LessonScript lesson_run(const char *name) {
    char path[4096];
    Faults *f = faults_new();
    assert_true(file_home("scripts", path, 4000));
    snprintf(path + strlen(path), 90, "/lessons/%s.lua", name);
    LessonScript l = {.script = script_load(path, NULL, f)};
    assert_no_faults(f);
    const Scenario *base = script_base(l.script);
    int n = base->n_cases + 1;
    Point *points = calloc((size_t)n, sizeof *points);
    l.values = calloc((size_t)(n * (base->n_inputs + 1)), sizeof *l.values);
    for (int i = 0; i < n; i++) {
        double *v = l.values + i * base->n_inputs;
        points[i] = (Point){i ? base->cases[i - 1].name : "baseline", v};
        if (i)
            script_case_values(l.script, i - 1, v);
        else
            script_base_values(l.script, v);
    }
    l.results = study_run(l.script, points, n, NULL, true, f);
    assert_no_faults(f);
    free(points);
    faults_free(f);
    return l;
}

static void lesson_done(LessonScript *l) {
    results_free(l->results);
    script_free(l->script);
    free(l->values);
}

// Of a party and a chip, -1 for none or all, in a step; step -1: the sum, or the last value.
static double value(const LessonScript *l, int point, SeriesId id, int party, int chip,
                    int step) {
    const Result *r = &l->results->at[point];
    Pick p = {.id = id, .party = party, .chip = chip, .workload = -1};
    if (step < 0) return series_total(r->series, r->run, &p);
    Arena *a = arena_new();
    Curve *c;
    assert_true(series_curves(r->series, r->run, &p, a, &c) == 1);
    double y = c->y[step];
    arena_free(a);
    return y;
}

static void resources(void **state) {
    (void)state;
    LessonScript l = lesson_run("resources");
    for (int i = 0; i < 2; i++) {
        assert_near(value(&l, i, S_MADE, -1, 0, 5), 33.3e3, 2e-3);
        assert_near(value(&l, i, S_RESOURCE_USE, 0, -1, 5), i ? .06 : .62, .04);
        assert_near(value(&l, 2, S_MADE, -1, i, 5), 40e3, 0);
        assert_true(value(&l, 2, S_RESOURCE_USE, i, -1, 5) < .8);
    }
    lesson_done(&l);
}

static void wafers(void **state) {
    (void)state;
    LessonScript l = lesson_run("wafers");
    double large = value(&l, 0, S_MADE, -1, 0, 0), small = value(&l, 0, S_MADE, -1, 1, 0);
    assert_near(large, 30e3, .02);
    assert_near(small, 62e3, .02);
    assert_near(value(&l, 1, S_MADE, -1, 0, 0) / large, 1 - .7, .02);
    assert_near(value(&l, 1, S_MADE, -1, 1, 0) / small, 1 - .32, .01);
    assert_near(value(&l, 2, S_MADE, -1, 0, 0) / large, 1.46, .01);
    assert_near(value(&l, 2, S_MADE, -1, 1, 0) / small, 1.09, .01);
    lesson_done(&l);
}

static void learning(void **state) {
    (void)state;
    LessonScript l = lesson_run("learning");
    assert_near(value(&l, 2, S_BOUGHT, -1, 1, -1), 0, 0);
    assert_near(value(&l, 2, S_PRICE, 0, 1, 35), 24000, 0);
    assert_near(value(&l, 1, S_PRICE, 0, 1, 35), 13900, .01);
    assert_true(value(&l, 0, S_BOUGHT, -1, 0, 30) > 19e3); // July 2028
    assert_near(value(&l, 0, S_BOUGHT, -1, 0, 31), 0, 0);
    lesson_done(&l);
}

static void price_response(void **state) {
    (void)state;
    LessonScript l = lesson_run("price_response");
    assert_near(value(&l, 0, S_PRICE, 0, 0, 11), 57900, .001);
    for (int i = 0; i < 3; i++) assert_near(value(&l, i, S_UNMET, 0, -1, 11), 20e3, 1e-9);
    assert_near(value(&l, 0, S_BOUGHT, -1, 0, -1), 658e3, .001);
    assert_near(value(&l, 1, S_BOUGHT, -1, 0, -1), 720e3, .001);
    lesson_done(&l);
}

static void phantom_orders(void **state) {
    (void)state;
    LessonScript l = lesson_run("phantom_orders");
    const double claims[] = {71e3, 40e3, 78e3};
    for (int i = 0; i < 3; i++) {
        assert_near(value(&l, i, S_CLAIMED, 0, 0, 11), claims[i], .01);
        assert_near(value(&l, i, S_WISHED, 0, 0, 11), 40e3, 1e-9);
        assert_near(value(&l, i, S_BOUGHT, 0, 0, 11), 20e3, 1e-9);
        assert_near(value(&l, i, S_DELIVERED, -1, 0, -1), 720e3, 1e-9);
    }
    lesson_done(&l);
}

static void retirement(void **state) {
    (void)state;
    LessonScript l = lesson_run("retirement");
    assert_near(value(&l, 0, S_BOUGHT, 0, 0, 23), 11800, .01);
    assert_near(value(&l, 0, S_COMPUTE, 0, -1, 23), 241e3, .01);
    assert_near(value(&l, 1, S_BOUGHT, 0, 0, 23), 17100, .01);
    assert_near(value(&l, 1, S_COMPUTE, 0, -1, 23), 214e3, .01);
    lesson_done(&l);
}

static void pipeline(void **state) {
    (void)state;
    LessonScript l = lesson_run("pipeline");
    assert_near(value(&l, 0, S_UNMET, 0, -1, 18), 60e3, 1e-6); // July 2027
    assert_near(value(&l, 0, S_UNMET, 0, -1, 21), 0, 1e-6);
    assert_near(value(&l, 0, S_INVENTORY, -1, 0, 26), 235e3, .01);
    assert_near(value(&l, 1, S_UNMET, 0, -1, 14), 20e3, .01);
    assert_near(value(&l, 1, S_INVENTORY, -1, 0, 18), 67e3, .01);
    assert_true(value(&l, 2, S_UNMET, 0, -1, 9) > 1e3); // October 2026
    lesson_done(&l);
}

static void ladder(void **state) {
    (void)state;
    LessonScript l = lesson_run("ladder");
    const double compute[] = {204e3, 288e3, 227e3, 115e3};
    for (int i = 0; i < 4; i++) {
        assert_near(value(&l, i, S_COMPUTE, 0, -1, 35), compute[i], .005);
        assert_near(value(&l, i, S_WRITE_DOWN, 0, -1, -1), i == 1 ? 0 : 4.5e9, .001);
    }
    double h20 = value(&l, 0, S_INVENTORY, -1, 0, 35);
    assert_near(h20, 1.36e6, .005);
    lesson_done(&l);
}

static void funnel(void **state) {
    (void)state;
    LessonScript l = lesson_run("funnel");
    const double delivered[] = {384e3, 398e3, 289e3, 560e3, 400e3};
    for (int i = 0; i < 5; i++)
        assert_near(value(&l, i, S_DELIVERED, -1, 0, -1), delivered[i], .002);
    assert_true(value(&l, 0, S_INTEREST, 0, 0, 23) > 10 * value(&l, 0, S_INTEREST, 0, 0, 0));
    assert_near(1 - value(&l, 1, S_UNCONVERTED, 0, -1, 9) /
                        value(&l, 1, S_UNCONVERTED, 0, -1, 8),
                .22, .02);
    assert_near(1 - value(&l, 0, S_UNCONVERTED, 0, -1, 9) /
                        value(&l, 0, S_UNCONVERTED, 0, -1, 8),
                .14, .02);
    lesson_done(&l);
}

static void efficiency(void **state) {
    (void)state;
    LessonScript l = lesson_run("efficiency");
    const double share[] = {.61, 1. / 3, 1};
    for (int i = 0; i < 3; i++) {
        assert_near(value(&l, i, S_COMPUTE, 0, -1, 35), i < 2 ? 240e3 : 720e3, 1e-9);
        assert_near(value(&l, i, S_COMPUTE, 1, -1, 35), 720e3, 1e-9);
        assert_near(value(&l, i, S_EFFECTIVE_COMPUTE, 0, -1, 35) /
                        value(&l, i, S_EFFECTIVE_COMPUTE, 1, -1, 35),
                    share[i], .005);
    }
    lesson_done(&l);
}

static void roofline(void **state) {
    (void)state;
    LessonScript l = lesson_run("roofline");
    const double one[] = {1.2, 4.8 * 100 / 148, 989.5 / 148}, all[] = {1.9, .69, .337};
    for (int i = 0; i < 3; i++) {
        double h200 = value(&l, i, S_COMPUTE, 0, -1, 11),
               h20 = value(&l, i, S_COMPUTE, 1, -1, 11);
        assert_near(value(&l, i, S_BOUGHT, 0, 0, -1), 100e3, 1e-9);
        assert_near(value(&l, i, S_BOUGHT, 1, 1, -1), 225e3, 1e-9);
        assert_near(h20 / h200, all[i], .02);
        assert_near(h200 / h20 * 2.25, one[i], 1e-9);
    }
    lesson_done(&l);
}

static void access_to_chips(void **state) {
    (void)state;
    LessonScript l = lesson_run("access");
    assert_near(value(&l, 0, S_BOUGHT, 0, 0, -1), 660e3, .001);
    assert_near(value(&l, 3, S_BOUGHT, 0, 0, -1), 581e3, .001);
    assert_near(value(&l, 1, S_SPEND, 0, -1, -1), 7.6e9, .01);
    double left = value(&l, 1, S_BUDGET_LEFT, 0, -1, 17) / 7;
    assert_near(left + value(&l, 1, S_SPEND, 0, -1, -1), 18.2e9, .002);
    assert_near(value(&l, 0, S_BUDGET_LEFT, 0, -1, 17), 0, 1);
    lesson_done(&l);
}

static void buffer(void **state) {
    (void)state;
    LessonScript l = lesson_run("buffer");
    const double over[] = {.18, 0, .25, .48};
    for (int i = 0; i < 4; i++)
        assert_near(value(&l, i, S_BUFFER_CUMULATIVE, 0, -1, 23), over[i], .02);
    lesson_done(&l);
}

static void grey_market(void **state) {
    (void)state;
    LessonScript l = lesson_run("grey_market");
    const double got[] = {0, 43200, 24e3}, paid[] = {1.944e9, 3.888e9, 3.888e9};
    for (int i = 0; i < 3; i++) {
        assert_near(value(&l, i, S_DELIVERED, -1, 0, -1), 72e3, 1e-9);
        assert_near(value(&l, i, S_DELIVERED, -1, 1, -1), got[i], 1e-9);
        assert_near(value(&l, i, S_SEIZED, -1, 1, -1), i ? 48e3 - got[i] : 0, 1e-9);
        assert_near(value(&l, i, S_SPEND, -1, -1, -1), paid[i], 1e-9);
        assert_near(value(&l, i, S_LEVY, -1, -1, -1), 486e6, 1e-9);
        assert_near(value(&l, i, S_SELLER_NET, 0, -1, -1), 1.458e9, 1e-9);
    }
    assert_near(value(&l, 2, S_SPEND, -1, 1, -1) / got[2], 81e3, 1e-9);
    lesson_done(&l);
}

static void guideline(void **state) {
    (void)state;
    LessonScript l = lesson_run("guideline");
    const double h200[] = {434e3, 480e3, 145e3}, ascends[] = {60e3, 0, 60e3};
    for (int i = 0; i < 3; i++) {
        assert_near(value(&l, i, S_BOUGHT, -1, 0, -1), h200[i], .003);
        assert_near(value(&l, i, S_BOUGHT, -1, 1, -1), ascends[i], 1e-9);
    }
    lesson_done(&l);
}

static void leases(void **state) {
    (void)state;
    LessonScript l = lesson_run("leases");
    double paid = value(&l, 0, S_OPEX, 0, -1, -1), closed = value(&l, 1, S_OPEX, 0, -1, -1);
    assert_near(value(&l, 0, S_COMPUTE_LEASED, 0, -1, 23), 72e3, .01);
    assert_near(value(&l, 1, S_COMPUTE_LEASED, 0, -1, 23), 7e3, .04);
    assert_near(value(&l, 2, S_COMPUTE_LEASED, 0, -1, 23), 181e3, .01);
    assert_near(paid, 2.2e9, .03);
    assert_near(paid - closed, .9e9, .06);
    assert_near(value(&l, 1, S_BUDGET_LEFT, 0, -1, 23), 10e9, 1e-9);
    assert_near(value(&l, 1, S_BOUGHT, -1, -1, -1), 0, 0);
    lesson_done(&l);
}

static void shock(void **state) {
    (void)state;
    LessonScript l = lesson_run("shock");
    const double chips[] = {210e3, 240e3, 240e3};
    for (int i = 0; i < 3; i++)
        assert_near(value(&l, i, S_DELIVERED, -1, 0, -1), chips[i], 1e-9);
    lesson_done(&l);
}

static void subsidy(void **state) {
    (void)state;
    LessonScript l = lesson_run("subsidy");
    assert_near(value(&l, 0, S_BOUGHT, -1, 1, -1), 0, 0);
    assert_near(value(&l, 0, S_COMPUTE, 0, -1, 23), value(&l, 1, S_COMPUTE, 0, -1, 23), 0);
    assert_near(value(&l, 2, S_BOUGHT, -1, 0, -1), 0, 0);
    assert_near(value(&l, 2, S_SUBSIDY, -1, -1, -1), 6.7e9, .01);
    assert_near(value(&l, 2, S_COMPUTE, 0, -1, 23) / value(&l, 0, S_COMPUTE, 0, -1, 23), 1.22,
                .01);
    lesson_done(&l);
}

static void thresholds(void **state) {
    (void)state;
    LessonScript l = lesson_run("thresholds");
    static const struct {
        const char *chip;
        int last,
            again; // months: of the last purchase; with licences, of the first one after it
    } STOPS[] = {
        {"A100", 9, 60}, {"H100", 9, 48}, {"A800", 21, 60}, {"H800", 21, 48}, {"H20", 59, 60}};
    const Scenario *s = script_base(l.script);
    for (int c = 0; c < s->n_chips; c++)
        for (size_t i = 0; i < sizeof STOPS / sizeof *STOPS; i++) {
            if (strcmp(s->chips[c].head.name, STOPS[i].chip) != 0) continue;
            assert_true(value(&l, 0, S_BOUGHT, 0, c, STOPS[i].last) > 0);
            for (int t = STOPS[i].last + 1; t < 60; t++)
                assert_near(value(&l, 0, S_BOUGHT, 0, c, t), 0, 0);
            bool back = STOPS[i].again < 60;
            assert_int_equal(value(&l, 1, S_BOUGHT, 0, c, 59) > 0, back);
        }
    lesson_done(&l);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(resources),      cmocka_unit_test(wafers),
        cmocka_unit_test(learning),       cmocka_unit_test(price_response),
        cmocka_unit_test(phantom_orders), cmocka_unit_test(retirement),
        cmocka_unit_test(pipeline),       cmocka_unit_test(ladder),
        cmocka_unit_test(funnel),         cmocka_unit_test(efficiency),
        cmocka_unit_test(roofline),       cmocka_unit_test(access_to_chips),
        cmocka_unit_test(buffer),         cmocka_unit_test(grey_market),
        cmocka_unit_test(guideline),      cmocka_unit_test(leases),
        cmocka_unit_test(shock),          cmocka_unit_test(subsidy),
        cmocka_unit_test(thresholds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
