// What happened, without SDL: one event is handled per frame of the interface, so that a press
// and a release that arrive together are two frames and no widget misses one.
#ifndef ENGINE_VIEW_EVENT_H
#define ENGINE_VIEW_EVENT_H

#include <stdbool.h>

typedef enum EventKind {
    EVENT_NONE,    // nothing: a second pass over the widgets
    EVENT_MOVE,    // x, y
    EVENT_PRESS,   // x, y, left button
    EVENT_RELEASE, // x, y
    EVENT_LEAVE,   // the pointer left the window
    EVENT_WHEEL,   // wheel, up positive, in notches
    EVENT_KEY,     // key, character
    EVENT_RESIZE,  // x, y: the new size
    EVENT_DROP,    // path: a file or folder dropped on the window
    EVENT_TICK     // time passed
} EventKind;

typedef enum Key {
    KEY_NONE,
    KEY_CHARACTER, // `character`, in lower case
    KEY_TAB,
    KEY_ENTER,
    KEY_SPACE,
    KEY_ESCAPE,
    KEY_DELETE,
    KEY_LEFT,
    KEY_RIGHT,
    KEY_UP,
    KEY_DOWN,
    KEY_PAGE_UP,
    KEY_PAGE_DOWN,
    KEY_HOME,
    KEY_END,
    KEY_F11
} Key;

typedef struct UiEvent {
    EventKind kind;
    double x, y; // logical px
    double wheel;
    Key key;
    int character; // Unicode code point of KEY_CHARACTER
    bool shift, control;
    const char *path; // of EVENT_DROP
    double now;       // seconds of a clock that never goes back
} UiEvent;

#endif
