// Results as one long table, a row for each value, with the header
//   scenario,case,draw,seed,date,series,buyer,chip,workload,unit,value
// for any tool that reads CSV. Rows go by case, series, buyer, chip, workload, date.
//   draw    number of the draw, from 0; empty: a plain run is no draw
//   date    the start of the step, "2026-01-28"; empty for totals over the run
//   buyer   for series kept by an authority, a seller or an approval: its name
//   value   17 significant figures, which give the same double again; empty for "no value";
//           for `binding` its name: supply, approval, ...
// With observed data (`observe NAME`) rows of these follow, one for each observation; `date` is the
// first day it is of, buyer and chip those it names where it names one:
//   observed:NAME         the median; of no case, as the next three
//   observed_low:NAME     5th and 95th percentile, where the data has them
//   observed_high:NAME
//   observed_months:NAME  how long the time is that it is of
//   model:NAME            of each case: the same series over the same time
// With draws, rows of these follow by case and draw; their date is empty, and `series` is
//   assume:NAME  the value of an assumption that has a distribution: with --set a draw is run again
//                (a drawn date to the day: it lies between days, which --set takes)
//   result:NAME  of a result of the script; one that names its case stands with the first case only
//   NAME         of a series: its total over the run (of a level its last value)
// Fields with a comma, a quote or a line break are quoted as in RFC 4180; lines end with \n.
#ifndef ENGINE_STORE_CSV_H
#define ENGINE_STORE_CSV_H

#include "base/text.h"
#include "store/record.h"

void csv_text(const Record *r, Text *out);
bool csv_write(const Record *r, const char *path, Faults *f); // false with a fault

#endif
