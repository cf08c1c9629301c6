// What the display says of itself. After SDL_Init.
#ifndef ENGINE_VIEW_DISPLAY_H
#define ENGINE_VIEW_DISPLAY_H

#include <stdbool.h>

// X11 takes a finished picture as it is; by way of OpenGL, which SDL would choose, a window takes
// twice as long to open and 100 MB more. Others know no such way. Before there is a window.
void display_prepare(void);

// How large the desktop wants things to be: under X11 the resource Xft.dpi over 96; 1 where
// nothing is said, and under Wayland, which scales by itself.
double display_scale(void);
// Of "192" the value 2, in whole eighths from 0.5 to 4 so that hairlines stay sharp; 0 when the
// text is no such number.
double display_scale_of(const char *dpi);

// The room for a window, in its own units; false when there is no screen.
bool display_room(double *width, double *height);

#endif
