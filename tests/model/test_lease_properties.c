#include "support/test.h"
#include "model/generate.h"
#include "model/lua_run.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// What must hold of leases in any scenario, tried on many drawn at random; and what theory says of
// more money, more room, a longer window and a higher rent.

enum { SCENARIOS = 300, LESSEES = 250, ROOM = 1536 };

static double sum_at(const LuaRun *r, SeriesId id, int step) {
    const Series *x = r->series;
    double sum = 0;
    for (int i = x->first[id]; i < x->first[id + 1]; i++) sum += series_at(x, 0, i)[step];
    return sum;
}

static double column_sum(const LuaRun *r, SeriesId id, int party) {
    const Series *x = r->series;
    double sum = 0;
    for (int i = x->first[id]; i < x->first[id + 1]; i++)
        for (int t = 0; x->columns[i].party == party && t < x->steps; t++)
            sum += series_at(x, 0, i)[t];
    return sum;
}

static void holds(bool fine, const char *what, int step, double a, double b, const char *text) {
    if (fine) return;
    print_error("%s in step %d: %.17g and %.17g\n", what, step, a, b);
    fprintf(stderr, "%s\n", text);
    fail();
}

static void not_more(const char *what, int step, double a, double b, const char *text) {
    holds(a <= b + 1e-9 * fmax(1, fabs(b)), what, step, a, b, text);
}

static void same(const char *what, double a, double b, double of, const char *text) {
    holds(fabs(a - b) <= 1e-9 * fmax(1, fabs(of)), what, -1, a, b, text);
}

// Worth of all that leases can give together; infinite where one has no limit.
static double room_of(const LuaRun *r, const double *values) {
    double sum = 0;
    for (int i = 0; i < r->s->n_leases; i++) {
        const Lease *l = &r->s->leases[i];
        double room = scenario_value(r->s, l->capacity, values, 0);
        sum += room < NO_CAP ? room * scenario_value(r->s, l->discount, values, 0)
                             : (double)INFINITY;
    }
    return sum;
}

// In a buyer's own currency, over the whole run.
static double opex_released(const LuaRun *r, int b, const double *values) {
    const YearNums *years = &r->s->buyers[b].opex;
    double sum = 0, dt = step_months(r->s->calendar.step);
    for (int i = 0; i < r->series->steps && years->n; i++) {
        double from = r->s->calendar.from + i * dt, to = from + dt;
        for (int y = years->first_year; date_of_year(y) < to; y++) {
            int k = y - years->first_year < years->n ? y - years->first_year : years->n - 1;
            double months = fmin(to, date_of_year(y + 1)) - fmax(from, date_of_year(y));
            if (months > 0)
                sum += months / 12 * scenario_value(r->s, years->amount[k], values, 0);
        }
    }
    return sum;
}

static double per_usd(const LuaRun *r, int b, const double *values) {
    for (int i = 0; i < r->s->n_currencies; i++)
        if (r->s->currencies[i].currency == r->s->buyers[b].currency)
            return scenario_value(r->s, r->s->currencies[i].per_usd, values, 0);
    return 1;
}

// Nobody leases more than there is; what was released for leases was paid for them, lapsed or is
// left; and what a buyer spends is chips, leases and tape-outs.
static void leases_conserve(void **state) {
    (void)state;
    int limited = 0, leased = 0;
    for (uint64_t seed = 1; seed <= SCENARIOS; seed++) {
        char *text = generate(&(Generate){.seed = seed, .plain_numbers = 1});
        LuaRun r = lua_run(text);
        double values[256];
        script_base_values(r.script, values);
        double room = room_of(&r, values);
        for (int t = 0; t < r.series->steps && r.s->n_leases; t++) {
            double worth = sum_at(&r, S_COMPUTE_LEASED, t);
            not_more("leased over capacity", t, worth, room, text);
            limited += worth > room * .999;
            leased += worth > 0;
        }
        for (int b = 0; b < r.s->n_buyers; b++) {
            double paid = column_sum(&r, S_OPEX, b),
                   moved = column_sum(&r, S_CAPEX_TO_LEASES, b);
            const double *left =
                series_at(r.series, 0, series_column(r.series, S_OPEX_LEFT, b, -1, -1));
            double own = (paid - moved) * per_usd(&r, b, values);
            double gone = own + column_sum(&r, S_OPEX_LAPSED, b) + left[r.series->steps - 1];
            double released = opex_released(&r, b, values);
            if (r.s->n_leases)
                same("opex released", released, gone, released + own + moved, text);
            double parts = column_sum(&r, S_CAPEX, b) + paid + column_sum(&r, S_NRE, b);
            same("spend", column_sum(&r, S_SPEND, b), parts, parts, text);
        }
        lua_done(&r);
        free(text);
    }
    assert_true(leased > 300 && limited > 50);
}

typedef struct Move {
    const char *what;
    Generate by;
    bool less; // leases fall with it
} Move;

// In the first step nothing is leased yet and chips do not know of leases: all buyers together
// lease no less for more money and more room, and no more at a higher rent.
static void the_first_step_is_monotone(void **state) {
    (void)state;
    static const Move moves[] = {{"rent", {.rent_scale = 1.3}, true},
                                 {"capacity", {.room_scale = 1.4}, false},
                                 {"opex", {.opex_scale = 1.5}, false},
                                 {"to_leases", {.share_scale = 1.1}, false}};
    for (size_t k = 0; k < sizeof moves / sizeof *moves; k++) {
        int moved = 0;
        for (uint64_t seed = 1; seed <= SCENARIOS; seed++) {
            Generate g = moves[k].by;
            g.seed = seed;
            g.plain_numbers = 1;
            char *text = generate(&g);
            char *before = generate(&(Generate){.seed = seed, .plain_numbers = 1});
            LuaRun a = lua_run(before), b = lua_run(text);
            double u = sum_at(&a, S_COMPUTE_LEASED, 0), v = sum_at(&b, S_COMPUTE_LEASED, 0);
            if (moves[k].less)
                not_more(moves[k].what, 0, v, u, before);
            else
                not_more(moves[k].what, 0, u, v, before);
            moved += fabs(u - v) > 1e-6 * fmax(1, u);
            lua_done(&a);
            lua_done(&b);
            free(text);
            free(before);
        }
        assert_true(moved > 5);
    }
}

// One lessee under constant conditions, whom no seller serves.
typedef struct Lessee {
    double rent, term, capacity, wind, discount, opex, capex, share, carry, unmet_carry, wants;
    int months, to, step, target;
} Lessee;

static Lessee lessee_drawn(uint64_t seed) {
    uint64_t s = seed * 7919 + 13;
    double u[16];
    for (int i = 0; i < 16; i++) u[i] = generate_uniform(&s);
    Lessee x = {.rent = 500 + 4e3 * u[0],
                .term = 2 + 30 * u[1],
                .capacity = u[2] < .4 ? 1e15 : 20e3 * u[3],
                .wind = 12 * u[4],
                .discount = .5 + .5 * u[5],
                .opex = u[6] < .3 ? 0 : 2e9 * u[7],
                .capex = 2e9 * u[8],
                .share = u[9] < .3 ? 0 : .8 * u[10],
                .carry = u[11] < .5 ? 1 : u[11],
                .unmet_carry = u[12] < .5 ? 0 : u[12],
                .wants = 5e3 * u[13],
                .months = 3 * (4 + (int)(u[14] * 9)),
                .step = (int)(seed % 3),
                .target = seed % 4 == 0};
    x.to = 1 + (int)(u[15] * 2 * x.months);
    return x;
}

static LuaRun lessee_run(const Lessee *x, char text[ROOM]) {
    static const char *const STEPS[] = {"month", "quarter", "week"};
    char wants[128], to[32] = "off";
    snprintf(wants, sizeof wants, "demand = %.17g, unmet_carry = %.17g", x->wants,
             x->unmet_carry);
    if (x->target)
        snprintf(wants, sizeof wants, "target = %.17g, adjustment = 4", 10 * x->wants);
    if (x->to < 2 * x->months)
        snprintf(to, sizeof to, "'%d-%02d-11'", 2026 + x->to / 12, x->to % 12 + 1);
    snprintf(text, ROOM,
             "scenario 'lessee' { from = '2026-01', to = '%d-%02d', step = '%s' }\n"
             "chip 'H200' { origin = 'US', price = 27000, throughput = 1 }\n"
             "lease 'l' { rate = %.17g, term = %.17g, capacity = %.17g, wind_down = %.17g, "
             "discount = %.17g, to = %s }\n"
             "buyer 'b' { jurisdiction = 'CN', opex = usd(%.17g), capex = usd(%.17g), "
             "to_leases = %.17g, carry = %.17g, %s }\n",
             2026 + (x->months - 1) / 12, (x->months - 1) % 12 + 1, STEPS[x->step], x->rent,
             x->term, x->capacity, x->wind, x->discount, to, x->opex, x->capex, x->share,
             x->carry, wants);
    return lua_run(text);
}

enum { RENT, WINDOW, CAPACITY, SHARE, OPEX, MOVES };

static void move(Lessee *x, int what) {
    if (what == RENT) x->rent *= 1.25;
    if (what == WINDOW) x->to += 3;
    if (what == CAPACITY) x->capacity *= 1.3;
    if (what == SHARE) x->share += .2;
    if (what == OPEX) x->opex = 1.4 * x->opex + 1e7;
}

// In every step of the run.
static void a_lessee_is_monotone(void **state) {
    (void)state;
    static const char *const WHAT[MOVES] = {"rent", "window", "capacity", "to_leases", "opex"};
    for (int what = 0; what < MOVES; what++) {
        int moved = 0;
        for (uint64_t seed = 1; seed <= LESSEES; seed++) {
            Lessee x = lessee_drawn(seed), y = x;
            char before[ROOM], after[ROOM];
            move(&y, what);
            LuaRun a = lessee_run(&x, before), b = lessee_run(&y, after);
            bool differs = false;
            double u = 0, v = 0;
            for (int t = 0; t < a.series->steps; t++) {
                // Demand that waits is served later where it was not at once.
                bool so_far = x.unmet_carry > 0;
                u = (so_far ? u : 0) + sum_at(&a, S_COMPUTE_LEASED, t);
                v = (so_far ? v : 0) + sum_at(&b, S_COMPUTE_LEASED, t);
                if (what == RENT)
                    not_more(WHAT[what], t, v, u, before);
                else
                    not_more(WHAT[what], t, u, v, before);
                differs = differs || fabs(u - v) > 1e-6 * fmax(1, u);
            }
            moved += differs;
            lua_done(&a);
            lua_done(&b);
        }
        assert_true(moved > LESSEES / 10);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leases_conserve),
        cmocka_unit_test(the_first_step_is_monotone),
        cmocka_unit_test(a_lessee_is_monotone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
