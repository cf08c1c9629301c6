#include "support/test.h"
#include "bench/plain.h"
#include "script/script.h"

// scripts/bench/h200_mini.lua against plain C: all 44 final values, at the base and in draws.

typedef struct Mini {
    Script *script;
    const Scenario *s;
    Want want;
} Mini;

static int set_up(void **state) {
    static Mini m;
    Faults *f = faults_new();
    m.script = script_load("scripts/bench/h200_mini.lua", NULL, f);
    assert_no_faults(f);
    faults_free(f);
    m.s = script_base(m.script);
    m.want = (Want){.totals_only = true};
    const SeriesId ids[] = {S_BOUGHT, S_DELIVERED, S_COMPUTE,   S_SPEND,
                            S_LEVY,   S_LOST,      S_INVENTORY, S_BUDGET_LEFT};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) m.want.series[ids[i]] = true;
    *state = &m;
    return 0;
}
static int tear_down(void **state) {
    script_free(((Mini *)*state)->script);
    return 0;
}

static Series *mini_run(const Mini *mini, const Kernel *k, int runs, long first) {
    MarketOptions o = {.want = &mini->want, .seed = 1};
    Market *m = k->market_new(mini->s, &o);
    Series *out = series_new(mini->s, &mini->want, runs);
    Faults *f = faults_new();
    for (int at = 0; at < runs; at += MARKET_LANES) {
        int lanes = runs - at < MARKET_LANES ? runs - at : MARKET_LANES;
        double values[MARKET_LANES][PLAIN_PARAMETERS];
        const double *inputs[MARKET_LANES];
        uint64_t draws[MARKET_LANES];
        for (int i = 0; i < lanes; i++) {
            plain_draw(first + at + i, values[i]);
            if (first < 0) script_base_values(mini->script, values[i]);
            inputs[i] = values[i];
            draws[i] = PLAIN_RUN;
        }
        Ledger ledgers[MARKET_LANES];
        assert_true(k->market_run(m, lanes, inputs, draws, out, at, ledgers, f));
        assert_no_faults(f);
    }
    faults_free(f);
    k->market_free(m);
    return out;
}

static double total(const Series *x, int run, SeriesId id, int party, int chip, int workload) {
    int column = series_column(x, id, party, chip, workload);
    assert_true(column >= 0);
    return series_at(x, run, column)[0];
}

// 1e-9 of the value or of 1000, whichever is larger.
static void same_value(double got, double want, const char *what, int b, int c) {
    double scale = want > 1000 ? want : 1000;
    double difference = got > want ? got - want : want - got;
    if (difference <= 1e-9 * scale) return;
    print_error("%s[%d][%d] is %.17g, plain C gives %.17g\n", what, b, c, got, want);
    fail();
}

static void same_run(const Series *x, int run, const PlainResult *r) {
    for (int b = 0; b < PLAIN_BUYERS; b++) {
        double spend = 0;
        for (int c = 0; c < PLAIN_CHIPS; c++) {
            same_value(total(x, run, S_BOUGHT, b, c, -1), r->ordered[b][c], "ordered", b, c);
            same_value(total(x, run, S_DELIVERED, b, c, -1), r->delivered[b][c], "delivered", b,
                       c);
            spend += total(x, run, S_SPEND, b, c, -1);
        }
        same_value(total(x, run, S_COMPUTE, b, -1, 0), r->installed[b], "installed", b, 0);
        same_value(spend, r->spend[b], "spend", b, 0);
        same_value(total(x, run, S_LOST, b, -1, 0), r->unmet[b], "unmet", b, 0);
        same_value(total(x, run, S_BUDGET_LEFT, b, -1, -1), r->carry[b], "carry", b, 0);
    }
    double levy = 0;
    for (int a = 0; a < x->scenario->n_authorities; a++)
        levy += total(x, run, S_LEVY, a, -1, -1);
    same_value(levy, r->levy, "levy", 0, 0);
    for (int c = 0; c < PLAIN_CHIPS; c++)
        same_value(total(x, run, S_INVENTORY, -1, c, -1), r->inventory[c], "inventory", c, 0);
}

static void base_gives_44_values(void **state) {
    const Mini *m = *state;
    Series *x = mini_run(m, kernel_pick(), 1, -1);
    PlainResult r;
    plain_run(PLAIN_BASE, &r);
    assert_near(r.ordered[0][CHIP_H200], 905405.538013126, 1e-12);
    assert_near(r.ordered[3][CHIP_H200], 272676.238961600, 1e-12);
    assert_near(r.levy, 15457500000., 1e-12);
    assert_near(r.installed[0], 6076394.80527351, 1e-12);
    assert_near(r.unmet[0], 16837959.1832591, 1e-12);
    same_run(x, 0, &r);
    series_free(x);
}

static void draws_give_44_values(void **state) {
    const Mini *m = *state;
    enum { RUNS = 500 };
    Series *x = mini_run(m, kernel_pick(), RUNS, 0);
    for (int i = 0; i < RUNS; i++) {
        double p[PLAIN_PARAMETERS];
        PlainResult r;
        plain_draw(i, p);
        plain_run(p, &r);
        same_run(x, i, &r);
    }
    series_free(x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(base_gives_44_values),
        cmocka_unit_test(draws_give_44_values),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
