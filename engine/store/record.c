#include "store/record.h"

#include <stdio.h>

Record record_of(const Script *s, const Results *r) {
    Record x = {.script_path = script_path(s),
                .script_hash = script_hash(s),
                .seed = script_base(s)->seed,
                .results = r};
    x.n_files = script_files(s, &x.files);
    return x;
}

bool record_has(const Record *r, SeriesId id) {
    return !r->only || r->only[id];
}

void record_date(const Scenario *s, int step, char out[16]) {
    record_day(s->calendar.from + calendar_time(&s->calendar, step), out);
}

void record_day(double date, char out[16]) {
    int y, m, d;
    date_civil(date, &y, &m, &d);
    snprintf(out, 16, "%04d-%02d-%02d", y % 10000, m, d);
}
