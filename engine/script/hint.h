// What to write instead, where Lua's own message does not say it.
#ifndef ENGINE_SCRIPT_HINT_H
#define ENGINE_SCRIPT_HINT_H

#include "base/arena.h"

// `text` as Lua says it, `source` the file that it is about (NULL: unknown) and its line, from 1.
// The text with the hint behind it where there is one; in the arena.
const char *hint_add(Arena *arena, const char *text, const char *source, int line);

#endif
