// Ensembles: every point meets the same worlds, whatever comes in which block.
#include "support/script.h"
#include "support/test.h"

#include "base/random.h"
#include "study/ensemble.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define HEAD "scenario \"Draws\" { from = \"2026-01\", to = \"2026-12\" }\n"
#define PRICE                                                                                  \
    "local price = assume \"price\" { usd(27000), dist = triangular(usd(20000), usd(27000), "  \
    "usd(28000)), source = \"assumed\" }\n"
#define LEVER                                                                                  \
    "local permit = lever \"permit\" { 100e3, min = 0, max = 400e3, source = \"assumed\" }\n"
#define REST                                                                                   \
    "chip \"H200\" { seller = \"Nvidia\", origin = \"US\", price = price, flops = 989.5 }\n"   \
    "line \"stock\" { chip = \"H200\", inventory = 300e3 }\n"                                  \
    "buyer \"ByteDance\" { jurisdiction = \"CN\", capex = usd(2e9), demand = 20e3 }\n"         \
    "control \"customs\" { by = \"CN\", chips = { \"H200\" } }\n"                              \
    "approval \"permit\" { by = \"CN\", chips = { \"H200\" }, units = permit }\n"              \
    "case \"none\" { permit = 0 }\n"                                                           \
    "case \"dear\" { price = 27500 }\n"
#define TAPEOUT                                                                                \
    "chip \"SeedChip\" { seller = \"ByteDance\", origin = \"CN\", price = usd(8000), flops = " \
    "300 }\n"                                                                                  \
    "tapeout \"SeedChip\" { owner = \"ByteDance\", chip = \"SeedChip\", at = \"2026-01\", "    \
    "first_silicon = 0.5, fab_months = 2, respin_months = 2, qualify = 0, ramp = 100, "        \
    "volume = 1000 }\n"

static const Pick SUPPLY = {
    .id = S_DELIVERED, .by = BY_CHIP, .party = -1, .chip = -1, .workload = -1};
static const Pick SPEND = {.id = S_SPEND, .party = -1, .chip = -1, .workload = -1};

typedef struct World {
    Faults *faults;
    Script *script;
    double base[8], other[8];
    Point points[2];
    EnsemblePlan plan;
} World;

static void open_script(World *w, const char *text) {
    w->faults = faults_new();
    w->script = load_text(text, w->faults);
    assert_no_faults(w->faults);
    script_base_values(w->script, w->base);
    script_base_values(w->script, w->other);
    w->points[0] = (Point){"This run", w->base};
    w->points[1] = (Point){"other", w->other};
    w->plan = (EnsemblePlan){.n_points = 2,
                             .points = w->points,
                             .n_picks = 1,
                             .picks = &SUPPLY,
                             .n_totals = 1,
                             .totals = &SPEND,
                             .draws = 100,
                             .seed = 1234};
}

static void close_script(World *w) {
    script_free(w->script);
    faults_free(w->faults);
}

static Ensemble *run_all(World *w) {
    Ensemble *e = ensemble_new(w->script, &w->plan, NULL);
    while (ensemble_step(e, w->faults)) {
    }
    assert_no_faults(w->faults);
    assert_int_equal(e->done, w->plan.draws);
    return e;
}

static void a_draw_is_a_run_at_its_values(void **state) {
    (void)state;
    World w;
    open_script(&w, HEAD PRICE LEVER REST);
    Ensemble *e = run_all(&w);
    int column = ensemble_column(e, 0, "H200"), total = e->n_columns - 1;
    assert_int_equal(e->n_columns, 2);
    assert_int_equal(e->columns[column].steps, 12);
    double least = 1e9, most = 0;
    for (int d = 0; d < 100; d += 9) {
        double values[8];
        ensemble_draw(script_base(w.script), w.base, 1234, (uint64_t)d, values);
        const Point p = {"one", values};
        Results *r = study_run(w.script, &p, 1, NULL, false, w.faults);
        Arena *arena = arena_new();
        Curve *curve;
        assert_int_equal(series_curves(r->at[0].series, 0, &SUPPLY, arena, &curve), 1);
        for (int i = 0; i < 12; i++)
            assert_true(ensemble_value(e, 0, column, i, d) == (double)(float)curve->y[i]);
        double spend = series_total(r->at[0].series, 0, &SPEND);
        assert_true(ensemble_value(e, 0, total, 0, d) == (double)(float)spend);
        least = fmin(least, values[0]), most = fmax(most, values[0]);
        arena_free(arena);
        results_free(r);
    }
    assert_true(least >= 20000 && most <= 28000 && most - least > 2000);
    ensemble_free(e);
    close_script(&w);
}

// The distribution, not the range, is what is drawn; what the point moved stays.
static void what_is_drawn(void **state) {
    (void)state;
    World w;
    open_script(&w, HEAD PRICE LEVER REST);
    const Scenario *s = script_base(w.script);
    double values[8];
    assert_true(ensemble_moves(s, w.base));
    uint64_t name = text_hash(TEXT_HASH, "price", 5);
    double u = random_uniform(7, 3, name, RANDOM_ASSUME, 0);
    ensemble_draw(s, w.base, 7, 3, values);
    assert_true(values[0] == dist_quantile(&s->inputs[0].dist, u));
    assert_true(values[1] == 100e3);
    w.base[0] = 25000;
    ensemble_draw(s, w.base, 7, 3, values);
    assert_true(values[0] == 25000);
    assert_false(ensemble_moves(s, w.base));
    close_script(&w);
}

static void one_point_alone_draws_the_same(void **state) {
    (void)state;
    World w;
    open_script(&w, HEAD PRICE LEVER REST TAPEOUT);
    w.other[1] = 50e3;
    Ensemble *both = run_all(&w);
    w.points[0] = w.points[1];
    w.plan.n_points = 1;
    w.plan.draws = 70; // other blocks, other neighbours
    Ensemble *alone = run_all(&w);
    for (int c = 0; c < both->n_columns; c++)
        for (int i = 0; i < both->columns[c].steps; i++)
            for (int d = 0; d < 70; d++)
                assert_true(ensemble_value(both, 1, c, i, d) ==
                            ensemble_value(alone, 0, c, i, d));
    ensemble_free(both);
    ensemble_free(alone);
    close_script(&w);
}

static void equal_points_differ_in_no_draw(void **state) {
    (void)state;
    World w;
    open_script(&w, HEAD PRICE LEVER REST TAPEOUT);
    Ensemble *e = run_all(&w);
    static const double P[] = {0, 0.05, 0.5, 0.95, 1};
    double q[5], change = 0;
    for (int c = 0; c < e->n_columns; c++)
        for (int i = 0; i < e->columns[c].steps; i++) {
            ensemble_quantiles(e, 1, 0, c, i, 5, P, q);
            for (int k = 0; k < 5; k++) assert_true(q[k] == 0);
            ensemble_quantiles(e, 1, -1, c, i, 5, P, q);
            change = fmax(change, q[4] - q[0]);
        }
    assert_true(change > 1000); // though the draws do differ
    ensemble_free(e);
    close_script(&w);
}

static void bands_of_the_differences(void **state) {
    (void)state;
    World w;
    open_script(&w, HEAD PRICE LEVER REST);
    w.other[1] = 50e3; // the permit
    Ensemble *e = run_all(&w);
    Bands *b = ensemble_bands(e, 1, NULL);
    static const double P[BAND_COUNT] = {0.05, 0.25, 0.5, 0.75, 0.95};
    double q[BAND_COUNT], most = 0;
    int column = ensemble_find(e, &SUPPLY, "H200");
    for (int i = 0; i < 12; i++) {
        const double *less = bands_less(b, 0, &SUPPLY, "H200", i);
        ensemble_quantiles(e, 0, 1, column, i, BAND_COUNT, P, q);
        for (int k = 0; k < BAND_COUNT; k++) assert_true(less[k] == q[k]);
        most = fmax(most, less[BAND_50]);
    }
    assert_true(most > 1000);
    assert_true(bands_less(b, 1, &SUPPLY, "H200", 3)[BAND_95] == 0); // less itself
    assert_null(bands_less(b, 0, &SUPPLY, "Nothing", 0));
    assert_null(bands_less(b, 0, &SUPPLY, "H200", 12));
    arena_free(b->arena);
    ensemble_free(e);
    w.plan.n_points = 1;
    e = run_all(&w);
    b = ensemble_bands(e, -1, NULL);
    assert_null(bands_less(b, 0, &SUPPLY, "H200", 0));
    assert_non_null(bands_at(b, 0, &SUPPLY, "H200", 0));
    arena_free(b->arena);
    ensemble_free(e);
    close_script(&w);
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void quantiles_are_those_of_the_sorted_draws(void **state) {
    (void)state;
    World w;
    open_script(&w, HEAD PRICE LEVER REST);
    w.plan.draws = 101;
    Ensemble *e = run_all(&w);
    int total = e->n_columns - 1;
    double x[101], q[4];
    static const double P[] = {0, 0.05, 0.255, 1};
    for (int d = 0; d < 101; d++) x[d] = ensemble_value(e, 0, total, 0, d);
    qsort(x, 101, sizeof *x, ascending);
    ensemble_quantiles(e, 0, -1, total, 0, 4, P, q);
    assert_true(q[0] == x[0] && q[1] == x[5] && q[3] == x[100]);
    assert_near(q[2], (x[25] + x[26]) / 2, 1e-9);
    int near = ensemble_nearest(e, 0, -1, total, 0, q[1]);
    assert_true(ensemble_value(e, 0, total, 0, near) == x[5]);
    ensemble_free(e);
    close_script(&w);
}

// Of a geometric distribution with chance 0.5 half have one spin, a quarter two.
static void spins_are_drawn(void **state) {
    (void)state;
    World w;
    open_script(&w, HEAD PRICE LEVER REST TAPEOUT);
    const Pick made = {.id = S_MADE, .by = BY_CHIP, .party = -1, .chip = -1, .workload = -1};
    w.plan.picks = &made;
    w.plan.draws = 1000;
    Ensemble *e = run_all(&w);
    int column = ensemble_column(e, 0, "SeedChip"), first = 0, second = 0;
    for (int d = 0; d < 1000; d++) {
        bool by_april =
            ensemble_value(e, 0, column, 3, d) > 0; // fab 2 months, ramp from the next
        first += by_april;
        second += !by_april && ensemble_value(e, 0, column, 5, d) > 0;
    }
    assert_in_range(first, 460, 540);
    assert_in_range(second, 210, 290);
    ensemble_free(e);
    close_script(&w);
}

static void draws_of_several_variants(void **state) {
    (void)state;
    World w;
    open_script(
        &w, HEAD PRICE LEVER REST
        "if price < usd(25000) then line \"more\" { chip = \"H200\", inventory = 1e3 } end\n");
    Ensemble *e = run_all(&w);
    int column = ensemble_column(e, 0, "H200");
    for (int d = 0; d < 100; d++) {
        double values[8];
        ensemble_draw(script_base(w.script), w.base, 1234, (uint64_t)d, values);
        const Point p = {"one", values};
        Results *r = study_run(w.script, &p, 1, NULL, false, w.faults);
        double last = series_total(r->at[0].series, 0, &SUPPLY), sum = 0;
        for (int i = 0; i < 12; i++) sum += ensemble_value(e, 0, column, i, d);
        assert_near(sum, last, 1e-6 * last);
        results_free(r);
    }
    ensemble_free(e);
    close_script(&w);
}

static void a_draw_that_fails_has_no_value(void **state) {
    (void)state;
    World w;
    open_script(&w, HEAD PRICE LEVER REST
                "if price < usd(23000) then error(\"too cheap to be true\") end\n");
    Ensemble *e = ensemble_new(w.script, &w.plan, NULL);
    while (ensemble_step(e, w.faults)) {
    }
    int total = e->n_columns - 1, without = 0;
    for (int d = 0; d < 100; d++) {
        double values[8];
        ensemble_draw(script_base(w.script), w.base, 1234, (uint64_t)d, values);
        bool fails = values[0] < 23000;
        assert_int_equal(isnan(ensemble_value(e, 0, total, 0, d)), fails);
        without += fails;
    }
    assert_true(without > 3);
    assert_int_equal(e->failed, 2 * without);
    assert_int_equal(faults_count(w.faults), 1);
    assert_non_null(strstr(fault_line(w.faults, 0), "too cheap to be true"));
    double q;
    ensemble_quantiles(e, 0, -1, total, 0, 1, &(double){0.5}, &q);
    assert_true(q > 0);
    ensemble_free(e);
    close_script(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_draw_is_a_run_at_its_values),
        cmocka_unit_test(what_is_drawn),
        cmocka_unit_test(one_point_alone_draws_the_same),
        cmocka_unit_test(equal_points_differ_in_no_draw),
        cmocka_unit_test(bands_of_the_differences),
        cmocka_unit_test(quantiles_are_those_of_the_sorted_draws),
        cmocka_unit_test(spins_are_drawn),
        cmocka_unit_test(draws_of_several_variants),
        cmocka_unit_test(a_draw_that_fails_has_no_value),
    };
    return cmocka_run_group_tests(tests, folder_setup, folder_teardown);
}
