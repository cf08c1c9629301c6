// Where the parts of the window are, in logical px.
#ifndef ENGINE_VIEW_ROOMS_H
#define ENGINE_VIEW_ROOMS_H

#include "chart/ink.h"

#define ROOM_LEFT 264.0
#define ROOM_RIGHT 292.0
#define ROOM_BOTTOM 92.0
#define ROOM_PAD 20.0
#define ROOM_FOLD 1180.0 // narrower than this the right column folds away
#define ROOM_MIN_W 860.0
#define ROOM_MIN_H 520.0

typedef enum Pane {
    PANE_LEFT,
    PANE_CENTRE,
    PANE_LESSON,
    PANE_RIGHT,
    PANE_BOTTOM,
    PANE_COUNT
} Pane;

typedef struct Rooms {
    Rect window;
    Rect pane[PANE_COUNT]; // the right one has no width while it is folded and closed, that of
                           // a lesson no height while there is none
    bool folds;            // too narrow for three columns
    bool drawer;           // folded, and open over the centre
} Rooms;

Rooms rooms_make(double width, double height, bool open_drawer);

// The parts of the left column from top to bottom.
typedef struct LeftRooms {
    double title_y; // baseline of the first line
    Rect cases;     // the drop-down
    Rect list;      // levers and assumptions; scrolls
    Rect reset, open, export;
    double hints_y; // baseline of the first line of key hints; 0: no room
} LeftRooms;
LeftRooms rooms_left(const Rooms *r);

// The timeline's buttons; its track lies exactly under the plots.
typedef struct BottomRooms {
    Rect back, play, forward, speed, lesson, draws, drawer;
    double text_x, text_y;
} BottomRooms;
BottomRooms rooms_bottom(const Rooms *r, double plot_left);

#endif
