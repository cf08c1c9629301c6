#include "store/record.h"

#include <stdio.h>

bool record_has(const Record *r, SeriesId id) {
    return !r->only || r->only[id];
}

void record_date(const Scenario *s, int step, char out[16]) {
    int y, m, d;
    date_civil(s->calendar.from + calendar_time(&s->calendar, step), &y, &m, &d);
    snprintf(out, 16, "%04d-%02d-%02d", y % 10000, m, d);
}
