#include "support/test.h"

#include "base/random.h"
#include "base/text.h"
#include "chart/ticks.h"
#include "support/golden.h"

#include <math.h>
#include <string.h>

typedef struct Range {
    double low, high, height;
    bool from_zero;
    const char *prefix;
    bool share;
} Range;

static const Range RANGES[] = {
    {0, 76123, 140, true, "", false},          {0, 1.02e9, 140, true, "$", false},
    {1.87e6, 3.92e6, 128, false, "", false},   {0, 0.393, 128, true, "", true},
    {203, 514, 128, false, "$", false},        {-2.4e9, 1.1e9, 128, true, "$", false},
    {-0.08, 0.12, 96, true, "", true},         {0, 0, 100, true, "$", false},
    {27000, 27000, 100, false, "$", false},    {0, 1, 60, true, "", true},
    {0.00012, 0.00093, 120, false, "", false}, {0, 4.2e17, 120, true, "", false},
    {1e15, 1e15 + 8, 120, false, "", false},   {0, 3, 48, true, "", false},
    {0, 160e9, 300, true, "\u00a5", false},    {999, 1001, 100, false, "", false},
    {-5, -1, 100, false, "", false},           {0, 133, 2000, true, "k", false},
};

static void add_range(Text *out, const Range *r) {
    Ticks t = ticks_values(r->low, r->high, r->height, r->from_zero);
    TickFormat f = ticks_format(&t, r->prefix, r->share);
    text_printf(out, "%.9g to %.9g in %.0f px%s: axis %.9g to %.9g:", r->low, r->high,
                r->height, r->from_zero ? ", zero" : "", t.low, t.high);
    for (int i = 0; i < t.n; i++) {
        char text[24];
        tick_text(text, &f, t.at[i]);
        text_printf(out, " %s", text);
    }
    text_add(out, "\n");
}

static void add_dates(Text *out, int from, int months, double width, int least) {
    char text[16];
    DateTicks t = ticks_dates(date_of_year(from), date_of_year(from) + months, width, least);
    text_printf(out, "%d, %d months in %.0f px: every %d:", from, months, width, t.months);
    for (int i = 0; i < t.n; i++) {
        date_format(t.at[i], text);
        text_printf(out, " %s", text);
    }
    text_add(out, "\n");
}

static void test_golden(void **state) {
    (void)state;
    Text out = {0};
    for (size_t i = 0; i < sizeof RANGES / sizeof *RANGES; i++) add_range(&out, &RANGES[i]);
    add_dates(&out, 2026, 24, 770, 1);
    add_dates(&out, 2026, 24, 540, 1);
    add_dates(&out, 2026, 24, 770, 3);
    add_dates(&out, 2026, 24, 150, 1);
    add_dates(&out, 2026, 36, 770, 1);
    add_dates(&out, 2026, 120, 700, 1);
    add_dates(&out, 2026, 120, 300, 1);
    add_dates(&out, 2026, 480, 700, 1);
    add_dates(&out, 2026, 1, 700, 1);
    assert_golden("chart/ticks.txt", text_get(&out));
    text_done(&out);
}

static double uniform(uint64_t i, uint64_t k) {
    return random_uniform(7, i, TEXT_HASH, RANDOM_SCRIPT, k);
}

// What holds for any range: even steps of a nice size, inside the axis, none missing.
static void test_properties(void **state) {
    (void)state;
    for (uint64_t i = 0; i < 4000; i++) {
        double size = pow(10, floor(uniform(i, 0) * 40 - 20));
        double low = (uniform(i, 1) * 2 - 1) * size, high = low + uniform(i, 2) * size;
        double height = 20 + uniform(i, 3) * 1500;
        bool zero = uniform(i, 4) < 0.5;
        Ticks t = ticks_values(low, high, height, zero);
        assert_true(t.n >= 2 && t.n <= TICKS_MAX);
        assert_true(t.low <= low && t.high >= high && t.low <= t.at[0] &&
                    t.high >= t.at[t.n - 1]);
        bool at_zero = false;
        for (int k = 0; k < t.n; k++) at_zero = at_zero || t.at[k] == 0;
        if (zero) assert_true(t.low <= 0 && t.high >= 0 && at_zero);
        double step = t.at[1] - t.at[0];
        assert_true(step > 0);
        for (int k = 2; k < t.n; k++)
            assert_true(fabs(t.at[k] - t.at[k - 1] - step) < 1e-6 * step);
        TickFormat f = ticks_format(&t, "$", false);
        char text[TICKS_MAX][24];
        for (int k = 0; k < t.n; k++) {
            tick_text(text[k], &f, t.at[k]);
            for (int j = 0; j < k; j++) assert_string_not_equal(text[j], text[k]);
        }
    }
}

static void test_density_follows_height(void **state) {
    (void)state;
    assert_in_range(ticks_values(0, 97, 60, true).n, 2, 4);
    assert_in_range(ticks_values(0, 97, 130, true).n, 4, 7);
    assert_in_range(ticks_values(0, 97, 600, true).n, 14, 24);
}

static void test_odd_ranges(void **state) {
    (void)state;
    double nan = (double)NAN, inf = (double)INFINITY;
    double odd[][2] = {{nan, nan},          {inf, -inf},    {1, 0},
                       {-inf, inf},         {0, inf},       {5e-324, 5e-324},
                       {-1.7e308, 1.7e308}, {1e300, 1e300}, {-0.0, 0.0}};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        for (int zero = 0; zero < 2; zero++) {
            Ticks t = ticks_values(odd[i][0], odd[i][1], 100, zero);
            assert_true(t.n >= 2 && t.high > t.low);
            for (int k = 0; k < t.n; k++) assert_true(isfinite(t.at[k]));
        }
}

static void test_minus_and_zero(void **state) {
    (void)state;
    char text[24];
    TickFormat f = {"$", "M", 1e6, 1, false};
    tick_text(text, &f, -2.5e6);
    assert_string_equal(text, "\u2212$2.5M");
    tick_text(text, &f, 0);
    assert_string_equal(text, "$0");
    TickFormat share = {"", "%", 0.01, 0, false};
    tick_text(text, &share, 0);
    assert_string_equal(text, "0%");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_golden),
        cmocka_unit_test(test_properties),
        cmocka_unit_test(test_density_follows_height),
        cmocka_unit_test(test_odd_ranges),
        cmocka_unit_test(test_minus_and_zero),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
