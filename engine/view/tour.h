// A lesson of the script as a guided tour: a strip under the panels with the words of a step, its
// question and, when it is asked for, the answer. A step sets its levers when it begins and points
// at the panel to look at.
#ifndef ENGINE_VIEW_TOUR_H
#define ENGINE_VIEW_TOUR_H

#include "chart/ink.h"

#include <stdbool.h>

typedef struct Tour {
    bool open, told; // told: the answer is shown
    char name[160];  // of the lesson: found again when the script is read again
    int lesson, step;
} Tour;

struct App;

// The lesson, or the list of them where there are several; again: it is closed.
void tour_toggle(struct App *a);
void tour_begin(struct App *a, int lesson); // at the baseline
void tour_close(struct App *a);             // the settings stay as they are
void tour_go(struct App *a, int step);      // back: the levers stand as they did there
void tour_tell(struct App *a);              // the answer
void tour_reload(struct App *a);            // the script was read again
bool tour_keys(struct App *a);              // true: the key was one of its own

void tour_room(struct App *a);              // makes room for the strip in a->rooms
const char *tour_look(const struct App *a); // title of the panel to look at; NULL
void tour_point(struct App *a);             // veils the other panels
void tour_pane(struct App *a);              // the strip
void tour_button(struct App *a, Rect r);    // opens it

#endif
