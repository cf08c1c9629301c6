#include "support/test.h"
#include "base/file.h"
#include "model/lua_run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Who does not use a mechanism does not pay for it. The kernel that writes terms names every
// quantity that a step computes, so what a scenario pays for can be counted without a clock:
// scripts/bench/h200_mini.lua, as it is and with neutral declarations around it.

// Declarations of the script get the fields given here, unless they have them.
static const char FIELDS[] =
    "local function with(fields, declare)\n"
    "  return function(name) return function(t)\n"
    "    for k, v in pairs(fields) do if t[k] == nil then t[k] = v end end\n"
    "    return declare(name)(t)\n"
    "  end end\n"
    "end\n";

static const char NEUTRAL_FIELDS[] =
    "local chip = with({ progress_ratio = off, experience = 1, price_response = off, "
    "price_floor = off }, "
    "chip)\n"
    "local tapeout = with({ first_silicon = 1, spins = 1, nre = 0 }, tapeout)\n"
    "local buyer = with({ to_leases = 0, carry = 1, access_uplift = 0, unmet_carry = 0,\n"
    "  deposit = 1, inflation = 0, priority = 1, deploy = 0, life = off, substitution = off,\n"
    "  weight = 1 }, buyer)\n"
    "local approval = with({ conversion = off, clarity = 1, burden_sensitivity = 0, units = "
    "off,\n"
    "  per_buyer = off }, approval)\n";

static const char NEUTRAL_INSTRUMENTS[] =
    "tariff 'none' { by = 'CN', rate = 0 }\n"
    "export_levy 'none' { by = 'US', rate = 0, pass_through = 1 }\n"
    "subsidy 'none' { by = 'CN', rate = 0 }\n"
    "bundling 'none' { by = 'CN', ratio = 0 }\n"
    "guideline 'none' { by = 'CN', share = 0 }\n"
    "guideline 'ignored' { by = 'CN', share = 0.5, compliance = 0 }\n"
    "shock 'never' { at = off, sets = { h200_price = 25000 } }\n";

// As many rows as the run has terms, each on a line of its own.
static char *terms_of(const char *before, const char *after, int *count) {
    size_t size;
    Faults *f = faults_new();
    char *mini = file_read("scripts/bench/h200_mini.lua", &size, f);
    assert_no_faults(f);
    size_t room = size + strlen(before) + strlen(after) + sizeof FIELDS + 1;
    char *text = malloc(room);
    assert_non_null(text);
    snprintf(text, room, "%s%s%s%s", FIELDS, before, mini, after);
    LuaRun r = lua_run(text);
    Terms terms = {.only_step = -1};
    Want want = {.totals_only = true};
    want.series[S_COMPUTE] = want.series[S_BOUGHT] = want.series[S_SPEND] = true;
    MarketOptions o = {.want = &want, .terms = &terms, .seed = 1};
    Market *m = kernel_probe()->market_new(r.s, &o);
    Series *x = series_new(r.s, &want, 1);
    double values[16];
    script_base_values(r.script, values);
    const double *inputs[1] = {values};
    const uint64_t draws[1] = {0};
    assert_true(kernel_probe()->market_run(m, 1, inputs, draws, x, 0, NULL, f));
    enum { ROW = 128 };
    char *rows = calloc((size_t)terms.n + 1, ROW);
    assert_non_null(rows);
    size_t at = 0;
    for (int i = 0; i < terms.n; i++) {
        const Term *t = &terms.rows[i];
        at += (size_t)snprintf(rows + at, ROW, "%d %d %d %d %d %.17g %s\n", t->step, t->round,
                               t->party, t->chip, t->workload, t->value, t->name);
    }
    *count = terms.n;
    terms_done(&terms);
    series_free(x);
    kernel_probe()->market_free(m);
    faults_free(f);
    lua_done(&r);
    free(text);
    free(mini);
    return rows;
}

static void neutral_declarations_compute_nothing(void **state) {
    (void)state;
    int own, fields, instruments, used;
    char *plain = terms_of("", "", &own);
    char *a = terms_of(NEUTRAL_FIELDS, "", &fields);
    char *b = terms_of("", NEUTRAL_INSTRUMENTS, &instruments);
    char *c = terms_of("local buyer = with({ deposit = 0.5 }, buyer)\n", "", &used);
    assert_string_equal(plain, a);
    assert_string_equal(plain, b);
    assert_int_equal(fields, own);
    assert_int_equal(instruments, own);
    assert_true(used > own); // what is used is seen
    free(plain), free(a), free(b), free(c);
}

// The terms of a step are those of the mechanisms that the script declares, and a round that
// changes nothing is not begun.
static void a_step_computes_what_the_script_declares(void **state) {
    (void)state;
    static const char *const USED[] = {"list price",
                                       "price",
                                       "levy per unit",
                                       "seller's net",
                                       "bundling cost",
                                       "effective price",
                                       "worth per USD",
                                       "access",
                                       "left of the approval",
                                       "released",
                                       "money",
                                       "rate",
                                       "wanted",
                                       "made from tape-out",
                                       "made",
                                       "stock to sell",
                                       "wishes",
                                       "sales",
                                       "limit by demand",
                                       "limit by money",
                                       "limit by approvals",
                                       "limit by bundling",
                                       "limit by controls",
                                       "wish",
                                       "domestic units needed",
                                       "share of the wish met",
                                       "bought"};
    int n;
    char *rows = terms_of("", "", &n), *next = rows;
    for (int i = 0; i < n; i++) {
        char name[64];
        int step, round;
        bool used = false;
        assert_int_equal(sscanf(next, "%d %d %*d %*d %*d %*f %63[^\n]", &step, &round, name),
                         3);
        for (size_t k = 0; k < sizeof USED / sizeof *USED; k++)
            used |= strcmp(name, USED[k]) == 0;
        if (!used) print_error("\"%s\" is computed\n", name);
        assert_true(used);
        assert_int_equal(round, 0);
        next = strchr(next, '\n') + 1;
    }
    free(rows);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(neutral_declarations_compute_nothing),
        cmocka_unit_test(a_step_computes_what_the_script_declares),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
