// Pictures of the window in the states that people look at, made without a display:
//   shots SCRIPT WIDTHxHEIGHT SCALE light|dark KEYS FILE.png
// KEYS are pressed one by one: letters as they are, "<" Page Up, ">" Page Down, "~" Enter, "_"
// Tab, "#" Tab as far as the next case of the table of runs, "/" time for a tip. "!" writes a fault into the script: give it a copy.
#include "view/window.h"

#include "base/file.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void spoil(const char *path) {
    FILE *f = fopen(path, "a");
    if (!f) return;
    fputs("\nchip \"H300\" { price = months(3) }\nlevy \"late\" { rat = 2 }\n", f);
    fclose(f);
}

static void press(App *a, char c, const char *path) {
    static const struct {
        char c;
        Key key;
    } keys[] = {{'<', KEY_PAGE_UP}, {'>', KEY_PAGE_DOWN}, {'~', KEY_ENTER}, {'_', KEY_TAB}};
    UiEvent e = {.kind = EVENT_KEY, .key = KEY_CHARACTER, .character = c, .now = a->now};
    for (int i = 0; i < 4; i++)
        if (keys[i].c == c) e.key = keys[i].key;
    if (c == '!') spoil(path);
    app_update(a); // hears of that
    if (c == '!' || c == '/') e = (UiEvent){.kind = EVENT_TICK, .now = a->now + 1};
    app_event(a, &e);
    app_settle(a, 20);
    app_draws_wait(a);
}

static bool at_a_case(const App *a) {
    return a->ui.focus >= W_RUN && a->ui.focus < W_PIN;
}

static bool picture(char **argv, Faults *faults) {
    AppOptions o = {.dark = strcmp(argv[4], "dark") == 0};
    char *rest;
    o.width = strtod(argv[2], &rest);
    o.height = strtod(rest + 1, NULL);
    double scale = strtod(argv[3], NULL);
    Model model;
    App *a = NULL;
    if (model_script(&model, argv[1], faults)) a = app_new(&model, &o, faults);
    for (const char *k = argv[5]; a && *k; k++) {
        cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 8, 8);
        cairo_t *cr = cairo_create(s);
        app_draw(a, cr); // what is pressed is what is seen
        if (*k == '#') {
            int tabs = 0; // none is there where the right column is folded
            do press(a, '_', argv[1]);
            while (!at_a_case(a) && ++tabs < UI_MAX_WIDGETS);
        } else
            press(a, *k, argv[1]);
        cairo_destroy(cr);
        cairo_surface_destroy(s);
    }
    bool done = a && window_picture(a, scale, argv[6], faults);
    app_free(a);
    return done;
}

int main(int argc, char **argv) {
    Faults *faults = faults_new();
    bool done = argc == 7 && picture(argv, faults);
    for (int i = 0; i < faults_count(faults); i++)
        fprintf(stderr, "%s\n", fault_line(faults, i));
    faults_free(faults);
    return done ? 0 : 1;
}
