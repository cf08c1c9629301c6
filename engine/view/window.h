// The only door to SDL: a window that feeds an App its events and shows what it draws. The
// picture is drawn by the processor and handed over as a texture, so it looks the same on every
// machine.
#ifndef ENGINE_VIEW_WINDOW_H
#define ENGINE_VIEW_WINDOW_H

#include "view/app.h"

typedef struct Window Window;

// Logical px times `scale` (0: what the display asks for) are the window's own; the app's zoom comes on top, as far as the
// smallest layout still fits. NULL with a fault where there is no display.
Window *window_new(App *app, double scale, Faults *faults);
void window_free(Window *w); // not the app

// Waits for something to happen (no longer than the app can wait), handles every event there is,
// one by one, runs what changed and shows it. False when the window is to be closed.
bool window_step(Window *w);

// One picture of the window as it stands, without a display, as PNG.
bool window_picture(App *app, double scale, const char *path, Faults *faults);

#endif
