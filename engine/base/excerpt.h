// The line of a file that a fault is about, and the place on it.
#ifndef ENGINE_BASE_EXCERPT_H
#define ENGINE_BASE_EXCERPT_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/text.h"

typedef struct Excerpt {
    const char *line;  // without its end; in the arena
    int column, width; // bytes, the first column is 1; width at least 1
} Excerpt;

// False where the fault names no line of a file that can be read now. The place is the field that
// the text names (field 'x'), else the first quoted name that the line has, else its first word.
bool excerpt_find(const Fault *f, Arena *arena, Excerpt *out);

// Two lines: the source line behind its number, and carets below the place. What a terminal would
// obey is shown as '?'; a line longer than 160 bytes is cut.
void excerpt_add(const Excerpt *e, int line, Text *out);

#endif
