#include "base/calendar.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char MONTH[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
static const double DAYS_OF_MONTH = 30.436875; // the mean of the Gregorian calendar

double step_months(StepKind k) {
    return k == STEP_WEEK ? 7 / DAYS_OF_MONTH : k == STEP_QUARTER ? 3 : 1;
}

const char *step_name(StepKind k) {
    return k == STEP_WEEK ? "week" : k == STEP_QUARTER ? "quarter" : "month";
}

static int days_in(int year, int month) {
    static const int DAYS[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return DAYS[month - 1] + (month == 2 && leap);
}

// `n` digits at `text`, or -1.
static int digits(const char *text, int n) {
    int x = 0;
    for (int i = 0; i < n; i++) {
        if (text[i] < '0' || text[i] > '9') return -1;
        x = x * 10 + text[i] - '0';
    }
    return x;
}

bool date_parse(const char *text, double *months) {
    size_t n = strlen(text);
    if (n != 4 && n != 7 && n != 10) return false;
    int year = digits(text, 4), month = 1, day = 1;
    if (year < 1900 || (n > 4 && text[4] != '-')) return false;
    if (n == 7 && text[5] == 'Q') {
        int quarter = digits(text + 6, 1);
        if (quarter < 1 || quarter > 4) return false;
        month = quarter * 3 - 2;
    } else if (n >= 7) {
        month = digits(text + 5, 2);
        if (month < 1 || month > 12) return false;
    }
    if (n == 10) {
        day = text[7] == '-' ? digits(text + 8, 2) : -1;
        if (day < 1 || day > days_in(year, month)) return false;
    }
    *months = date_of_year(year) + month - 1 + (day - 1.0) / days_in(year, month);
    return true;
}

double date_of_year(int year) {
    return (year - 2000) * 12.0;
}

void date_civil(double months, int *year, int *month, int *day) {
    double whole = floor(months);
    int m = (int)whole;
    for (int turn = 0; turn < 2; turn++) {
        int y = m >= 0 ? m / 12 : -((11 - m) / 12);
        *year = 2000 + y;
        *month = m - y * 12 + 1;
        int last = days_in(*year, *month);
        *day = turn ? 1 : (int)floor((months - whole) * last + 0.5) + 1;
        if (*day <= last) return;
        m++; // nearest to the first of the next month
    }
}

void date_format(double months, char out[16]) {
    int y, m, d;
    date_civil(months, &y, &m, &d);
    if (d == 1)
        snprintf(out, 16, "%04d-%02d", y, m);
    else
        snprintf(out, 16, "%04d-%02d-%02d", y, m, d);
}

static void format_day(double months, char out[32]) {
    int y, m, d;
    date_civil(months, &y, &m, &d);
    snprintf(out, 32, "%d %s %04d", d, MONTH[m - 1], y);
}

void date_format_long(double months, char out[32]) {
    int y, m, d;
    date_civil(months, &y, &m, &d);
    if (d == 1)
        snprintf(out, 32, "%s %04d", MONTH[m - 1], y);
    else
        format_day(months, out);
}

double calendar_time(const Calendar *c, int step) {
    return step * step_months(c->step);
}

void calendar_label(const Calendar *c, int step, char out[32]) {
    double at = c->from + calendar_time(c, step);
    int y, m, d;
    date_civil(at, &y, &m, &d);
    if (c->step == STEP_WEEK)
        format_day(at, out);
    else if (c->step == STEP_QUARTER && m % 3 == 1)
        snprintf(out, 32, "Q%d %04d", (m + 2) / 3, y);
    else
        date_format_long(at, out);
}
