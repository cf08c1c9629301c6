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
