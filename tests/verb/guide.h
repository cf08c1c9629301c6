// A page whose code is run: ```lua NAME is written to a file NAME, ```lua NAME + added to it, and
// in ```console the lines that begin with "$ " are run by a shell; what they print must follow.
#ifndef TESTS_VERB_GUIDE_H
#define TESTS_VERB_GUIDE_H

#include "base/text.h"

// The page with the output that its commands have now, run in the folder of cli.h. `n_commands`:
// how many were run, `n_files`: how many blocks of code were written.
void guide_run(const char *page, Text *out, int *n_commands, int *n_files);

#endif
