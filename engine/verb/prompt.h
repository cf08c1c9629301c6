// Lines of a session. On a terminal they can be edited, recalled and completed; Ctrl-C empties the
// line, Ctrl-D ends. From a pipe they are read as they are, without a prompt.
#ifndef ENGINE_VERB_PROMPT_H
#define ENGINE_VERB_PROMPT_H

#include "base/arena.h"

#include <stdbool.h>

// The words that may stand behind `line` (the text up to the word being written), in the arena.
typedef int (*PromptWords)(void *context, const char *line, Arena *arena, const char ***out);

typedef struct Prompt Prompt;

// `text` stays with the caller.
Prompt *prompt_new(const char *text, PromptWords words, void *context);
void prompt_free(Prompt *p);

bool prompt_is_terminal(const Prompt *p);

// The next line, without its end; NULL when there are no more. Lives until the next call.
const char *prompt_line(Prompt *p);

// The longest text that all of the `n` words that begin with `begun` (in any case) begin with;
// "" when none does. `*hits` is their number, `hit` (room for n) which they are.
const char *words_common(const char *const *words, int n, const char *begun, Arena *arena,
                         int *hits, const char **hit);

#endif
