// Dates as months. A date is a double: months since 2000-01-01, its day the fraction
// (day - 1) / (days of that month). Steps are counted by an integer.
#ifndef ENGINE_BASE_CALENDAR_H
#define ENGINE_BASE_CALENDAR_H

#include <stdbool.h>

typedef enum StepKind { STEP_MONTH, STEP_QUARTER, STEP_WEEK } StepKind;

double step_months(StepKind k);    // 1, 3, 7 / 30.436875
const char *step_name(StepKind k); // "month", "quarter", "week"

// "2026-01", "2026-01-28", "2026-Q2", "2026". False when it is not a date of the calendar.
bool date_parse(const char *text, double *months);

// The first instant of a calendar year / of a civil date.
double date_of_year(int year);
void date_civil(double months, int *year, int *month, int *day); // nearest day

void date_format(double months, char out[16]);      // "2026-01-28"; "2026-01" on the first
void date_format_long(double months, char out[32]); // "28 Jan 2026", "Jan 2026" on the first

typedef struct Calendar {
    double from;   // date of t = 0, a first of a month
    double months; // length of the horizon
    StepKind step;
    int steps; // number of steps; the last may reach past the end by less than a step
} Calendar;

double calendar_time(const Calendar *c, int step); // months since `from` at the step's start
// "Jan 2026", "Q1 2026", "5 Jan 2026"
void calendar_label(const Calendar *c, int step, char out[32]);

#endif
