#include "view/display.h"

#include <SDL.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DPI_OF_1 96.0 // what X11's toolkits draw at their natural size
#define LEAST 0.5
#define MOST 4.0

double display_scale_of(const char *dpi) {
    char *end;
    double scale = round(strtod(dpi, &end) / DPI_OF_1 * 8) / 8;
    return end != dpi && !*end && scale >= LEAST && scale <= MOST ? scale : 0;
}

static bool is_driver(const char *name) {
    const char *driver = SDL_GetCurrentVideoDriver();
    return driver && strcmp(driver, name) == 0;
}

void display_prepare(void) {
    if (is_driver("x11")) SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
}

// As X's own clients ask. SDL's figure mixes it with the millimetres of the screen, and the
// library is there wherever SDL draws under X11, so that it is not linked.
double display_scale(void) {
    if (!is_driver("x11")) return 1;
    void *x11 = SDL_LoadObject("libX11.so.6");
    if (!x11) return 1;
    void *(*open_display)(const char *);
    int (*close_display)(void *);
    char *(*get_default)(void *, const char *, const char *);
    *(void **)&open_display = SDL_LoadFunction(x11, "XOpenDisplay");
    *(void **)&close_display = SDL_LoadFunction(x11, "XCloseDisplay");
    *(void **)&get_default = SDL_LoadFunction(x11, "XGetDefault");
    bool known = open_display && close_display && get_default;
    void *display = known ? open_display(NULL) : NULL;
    const char *dpi = display ? get_default(display, "Xft", "dpi") : NULL;
    double scale = dpi ? display_scale_of(dpi) : 0;
    if (display) close_display(display);
    SDL_UnloadObject(x11);
    return scale > 0 ? scale : 1;
}

bool display_room(double *width, double *height) {
    SDL_Rect r;
    if (is_driver("dummy") || is_driver("offscreen")) return false;
    if (SDL_GetDisplayUsableBounds(0, &r) != 0) return false;
    *width = r.w;
    *height = r.h;
    return true;
}
