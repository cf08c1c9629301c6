#include "support/test.h"

#include "base/calendar.h"

#include <stdio.h>

static double parsed(const char *text) {
    double months = -1e9;
    assert_true(date_parse(text, &months));
    return months;
}

static void reads_dates(void **state) {
    (void)state;
    assert_true(parsed("2000") == 0);
    assert_true(parsed("2026") == 312);
    assert_true(parsed("2026-01") == 312);
    assert_true(parsed("2026-12") == 323);
    assert_true(parsed("2026-Q1") == 312);
    assert_true(parsed("2026-Q4") == 321);
    assert_true(parsed("2026-01-01") == 312);
    assert_near(parsed("2026-01-28"), 312 + 27.0 / 31, 0);
    assert_near(parsed("2024-02-29"), 289 + 28.0 / 29, 0);
    assert_true(parsed("1999-12") == -1);
}

static void refuses_what_is_no_date(void **state) {
    (void)state;
    static const char *const WRONG[] = {
        "",         "26",      "2026-13",       "2026-00",    "2026-1",     "2026-Q5",
        "2026-Q0",  "2026/01", "2026-02-29",    "2026-04-31", "2026-01-00", "2026-1-28",
        "2026-01-", "1899-01", "2026-01-28T00", "2026-Q10",   "abcd",       "2026-0x",
        "-026-01",  "2026 01", "2100-02-29",
    };
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        double months = 7;
        if (date_parse(WRONG[i], &months)) fail_msg("\"%s\" is taken for a date", WRONG[i]);
        assert_true(months == 7);
    }
}

static void every_day_comes_back(void **state) {
    (void)state;
    char text[40], back[16];
    int days = 0;
    for (int year = 1996; year <= 2036; year++)
        for (int month = 1; month <= 12; month++)
            for (int day = 1; day <= 31; day++) {
                snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
                double at;
                if (!date_parse(text, &at)) continue;
                int y, m, d;
                date_civil(at, &y, &m, &d);
                assert_int_equal(y * 10000 + m * 100 + d, year * 10000 + month * 100 + day);
                date_format(at, back);
                if (day == 1) text[7] = 0;
                assert_string_equal(back, text);
                days++;
            }
    assert_int_equal(days, 41 * 365 + 11); // eleven leap years
}

static void goes_to_the_nearest_day(void **state) {
    (void)state;
    int y, m, d;
    date_civil(312 + 30.6 / 31, &y, &m, &d);
    assert_int_equal(y * 10000 + m * 100 + d, 20260201);
    date_civil(311.999, &y, &m, &d);
    assert_int_equal(y * 10000 + m * 100 + d, 20260101);
    date_civil(-0.001, &y, &m, &d);
    assert_int_equal(y * 10000 + m * 100 + d, 20000101);
    date_civil(-0.5, &y, &m, &d);
    assert_int_equal(y * 10000 + m * 100 + d, 19991217);
    assert_true(date_of_year(1999) == -12);
}

static void assert_label(double from, StepKind kind, int step, const char *expected) {
    char out[32];
    calendar_label(&(Calendar){.from = from, .step = kind, .steps = 99}, step, out);
    assert_string_equal(out, expected);
}

static void labels_steps(void **state) {
    (void)state;
    assert_label(312, STEP_MONTH, 0, "Jan 2026");
    assert_label(312, STEP_MONTH, 23, "Dec 2027");
    assert_label(312, STEP_QUARTER, 5, "Q2 2027");
    assert_label(313, STEP_QUARTER, 0, "Feb 2026"); // not a quarter of the year
    assert_label(312, STEP_WEEK, 0, "1 Jan 2026");
    assert_label(312, STEP_WEEK, 1, "8 Jan 2026");
    char out[32];
    date_format_long(parsed("2026-01-28"), out);
    assert_string_equal(out, "28 Jan 2026");
}

static void steps_have_their_length(void **state) {
    (void)state;
    Calendar weeks = {.from = 312, .step = STEP_WEEK, .steps = 105};
    assert_true(step_months(STEP_MONTH) == 1 && step_months(STEP_QUARTER) == 3);
    assert_near(step_months(STEP_WEEK) * 365.2425 / 12, 7, 1e-15);
    assert_near(calendar_time(&weeks, 104), 104 * 7 / 30.436875, 1e-15);
    assert_string_equal(step_name(STEP_WEEK), "week");
    assert_string_equal(step_name(STEP_MONTH), "month");
    assert_string_equal(step_name(STEP_QUARTER), "quarter");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_dates),          cmocka_unit_test(refuses_what_is_no_date),
        cmocka_unit_test(every_day_comes_back), cmocka_unit_test(goes_to_the_nearest_day),
        cmocka_unit_test(labels_steps),         cmocka_unit_test(steps_have_their_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
