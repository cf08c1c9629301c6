#include "study/study.h"

#include <string.h>

static Num rate_of(const Scenario *s, int currency) {
    for (int i = 0; i < s->n_currencies; i++)
        if (s->currencies[i].currency == currency) return s->currencies[i].per_usd;
    return NUM_NONE;
}

double money_rate(const Scenario *s, int currency, const double *inputs, double t_months) {
    Num rate = rate_of(s, currency);
    return rate == NUM_NONE ? 1 : scenario_value(s, rate, inputs, t_months);
}

static void convert_run(const Result *r, int currency) {
    const Scenario *s = r->scenario;
    for (int k = 0; k < r->series->n_columns; k++) {
        if (strcmp(SERIES[r->series->columns[k].id].unit, "USD") != 0) continue;
        double *y = series_at(r->series, r->run, k);
        for (int i = 0; i < r->series->steps; i++)
            y[i] *= money_rate(s, currency, r->values, calendar_time(&s->calendar, i));
    }
}

void results_convert(Results *r, int currency) {
    if (currency == CURRENCY_USD) return;
    for (int i = 0; i < r->n; i++) {
        if (rate_of(r->at[i].scenario, currency) == NUM_NONE) continue;
        convert_run(&r->at[i], currency);
        r->at[i].series->currency = currency;
    }
}
