#include "verb/draws.h"
#include "verb/verb.h"

#include "view/window.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct ViewOptions {
    AppOptions app;
    double scale;
    const char *picture;
    State state;
} ViewOptions;

static bool read_number(const char *text, double low, double high, double *out) {
    char *end;
    *out = strtod(text, &end);
    return end != text && !*end && *out >= low && *out <= high;
}

static bool read_size(const char *text, double *width, double *height) {
    char *x, *end;
    *width = strtod(text, &x);
    if (x == text || *x != 'x') return false;
    *height = strtod(x + 1, &end);
    return end != x + 1 && !*end && *width >= ROOM_MIN_W && *width <= 16384 &&
           *height >= ROOM_MIN_H && *height <= 16384;
}

// What a desktop tells its toolkits; 0.5 to 4, as the option. The display is asked after them.
static void set_scale(double *scale) {
    static const char *const names[] = {"GDK_SCALE", "QT_SCALE_FACTOR"};
    for (int i = 0; i < 2; i++) {
        const char *text = getenv(names[i]);
        double told;
        if (!text || !read_number(text, 0.5, 4, &told)) continue;
        *scale = told;
        return;
    }
}

// What the last visit left; a picture is the same wherever it is made.
static void recall(ViewOptions *o) {
    State *s = &o->state;
    state_read(s);
    o->app.state = s;
    o->scale = 0;
    set_scale(&o->scale);
    o->app.dark = s->dark;
    o->app.zoom = s->zoom;
    if (s->width > 0) o->app.width = s->width;
    if (s->height > 0) o->app.height = s->height;
}

// EXIT_FINE when all of it makes sense.
static int read_options(const Args *args, ViewOptions *o) {
    *o = (ViewOptions){.app = {.width = 1440, .height = 900}, .scale = 1};
    o->picture = args_value(args, "screenshot");
    if (!o->picture) recall(o);
    const char *theme = args_value(args, "theme"), *size = args_value(args, "size");
    const char *scale = args_value(args, "scale");
    o->app.case_name = args_value(args, "case");
    if (theme && strcmp(theme, "dark") != 0 && strcmp(theme, "light") != 0)
        return verb_usage("view", "--theme is light or dark, got \"%s\"", theme);
    if (theme) o->app.dark = strcmp(theme, "dark") == 0;
    if (size && !read_size(size, &o->app.width, &o->app.height))
        return verb_usage("view", "--size is WIDTHxHEIGHT, at least %gx%g, got \"%s\"",
                          ROOM_MIN_W, ROOM_MIN_H, size);
    const char *draws = args_value(args, "draws");
    double n = 0;
    if (draws && (!read_number(draws, 1, DRAWS_MOST, &n) || n > (int)n))
        return verb_usage("view", "--draws is a whole number from 1 to %d, got \"%s\"",
                          DRAWS_MOST, draws);
    o->app.draws = (int)n;
    if (scale && !read_number(scale, 0.5, 4, &o->scale))
        return verb_usage("view", "--scale is a number from 0.5 to 4, got \"%s\"", scale);
    return EXIT_FINE;
}

static bool show_window(App *app, const ViewOptions *o, Faults *faults) {
    if (o->picture) return window_picture(app, o->scale, o->picture, faults);
    Window *w = window_new(app, o->scale, faults);
    if (w) app_remember(app);
    while (w && window_step(w)) {
    }
    if (w) app_leave(app);
    window_free(w);
    return w != NULL;
}

static int view(const Args *args, const ViewOptions *o) {
    Faults *faults = faults_new();
    Model models[1 + OTHERS_MOST];
    App *app = NULL;
    AppOptions options = o->app;
    int n = 0;
    while (n < args->n && model_script(&models[n], args->at[n], faults)) n++;
    options.others = models + 1;
    options.n_others = args->n - 1;
    if (n == args->n) app = app_new(&models[0], &options, faults);
    for (int i = 0; n < args->n && i < n; i++) models[i].free(models[i].context);
    if (app) show_window(app, o, faults);
    app_free(app);
    int code = verb_faults(faults);
    faults_free(faults);
    return code;
}

int verb_view(int argc, char **argv) {
    Args args;
    int code;
    if (!args_open(&args, argc, argv, &code)) return code;
    ViewOptions o;
    code = read_options(&args, &o);
    o.app.n_sets = args_count(&args, "set");
    const char **sets = calloc((size_t)o.app.n_sets + 1, sizeof *sets);
    if (!sets) abort();
    for (int i = 0; i < o.app.n_sets; i++) sets[i] = args_nth(&args, "set", i);
    o.app.sets = sets;
    if (code == EXIT_FINE) code = view(&args, &o);
    free(sets);
    args_done(&args);
    return code;
}
