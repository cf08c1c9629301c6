// Results as JSON, with everything needed to run them again:
//   program, version, script { path, hash, files }, seed,
//   scenario { title, question, from, step, steps, compute_unit }, dates [ ... ],
//   inputs [ { name, kind, unit, base, min, max, dist, doc, label, file, line, sources } ],
//   sources [ { id, title, publisher, date, reliability, claim } ],
//   cases [ { name, values { input: value }, ledger { chips, money },
//             series [ { series, buyer | authority | seller | approval, chip, workload, unit,
//                        values [ one for each date; for totals one ] } ] } ],
//   observed [ { name, series, sources, observations [ { from, until, median, low, high } ],
//     fit [ { case, inside, compared, mean_absolute_error, model [ one for each ] } ] } ],
//   expectations [ { claim, computed, expected, tolerance, unit, holds, file, line, sources } ]
//     and conclusions [ { conclusion, relation, bound, unit, sources,
//                         cases [ { case, value, holds } ] } ]
//     where the script has some; computed, expected are names of what binds where that is asked
//   draws { seed, draws, cases [ { name, assumptions { input: [ one for each draw ] },
//       results [ { result, unit, values [ one for each draw ] } ],
//       totals [ { series, buyer, unit, values [ ... ] } ] } ] } where draws were asked for; a
//     result that names its case stands with the first case only
// The files of chokepoint itself are named from its root ("assets/data/fx.csv"), the others as
// they were found. An input's value is a number, true or false, the text of a choice, a date as
// "2026-07" where it falls on a day (else months since 2000-01), or "off". "No value" is null;
// `binding` has names. Numbers have 17 significant figures.
#ifndef ENGINE_STORE_JSON_H
#define ENGINE_STORE_JSON_H

#include "base/text.h"
#include "store/record.h"

void json_text(const Record *r, Text *out);
bool json_write(const Record *r, const char *path, Faults *f); // false with a fault

#endif
