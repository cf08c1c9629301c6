// What the window remembers from one visit to the next: its looks, where exports went, and the
// scripts that were opened. In $XDG_STATE_HOME/chokepoint/window, else under ~/.local/state;
// never beside a script. A file that is missing or damaged is as good as none.
#ifndef ENGINE_VIEW_STATE_H
#define ENGINE_VIEW_STATE_H

#include <limits.h>
#include <stdbool.h>

#define STATE_RECENT 8

typedef struct State {
    bool dark;
    double width, height, zoom; // 0: not known
    char exports[PATH_MAX];     // a folder; "": not known
    int n_recent;               // the latest first
    char recent[STATE_RECENT][PATH_MAX];
} State;

bool state_path(char out[PATH_MAX]); // false: there is no home
void state_read(State *s);
bool state_write(const State *s); // whole or not at all
// The script comes first. Nothing happens where it is missing.
void state_add_recent(State *s, const char *path);

#endif
