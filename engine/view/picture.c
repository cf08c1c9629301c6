#include "view/window.h"

#include "base/file.h"

#include <math.h>

static cairo_status_t collect(void *text, const unsigned char *data, unsigned int n) {
    text_addn(text, (const char *)data, n);
    return CAIRO_STATUS_SUCCESS;
}

bool window_picture(App *app, double scale, const char *path, Faults *faults) {
    Rect w = app->rooms.window;
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, (int)lround(w.w * scale), (int)lround(w.h * scale));
    cairo_surface_set_device_scale(surface, scale, scale);
    cairo_t *cr = cairo_create(surface);
    app_settle(app, HUGE_VAL);
    app_draws_wait(app);
    app_expose(app);
    app_draw(app, cr);
    cairo_destroy(cr);
    Text png = {0};
    bool done =
        cairo_surface_write_to_png_stream(surface, collect, &png) == CAIRO_STATUS_SUCCESS;
    if (done)
        done = file_write(path, png.data, png.length, faults);
    else
        fault_add_kind(faults, FAULT_IO, path, 0, "the picture cannot be made: %s",
                       cairo_status_to_string(cairo_surface_status(surface)));
    text_done(&png);
    cairo_surface_destroy(surface);
    return done;
}
