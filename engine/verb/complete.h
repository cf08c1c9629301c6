// Completion of a command line.
#ifndef ENGINE_VERB_COMPLETE_H
#define ENGINE_VERB_COMPLETE_H

#include "base/text.h"

// Candidates for the last of n words behind `chokepoint`, in the form that complete.c describes.
void complete_add(int n, const char *const *words, Text *out);

#endif
