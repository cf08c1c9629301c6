#include "view/state.h"

#include "base/file.h"
#include "view/rooms.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define SIZE_MOST 16384.0

bool state_path(char out[PATH_MAX]) {
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    int n = -1;
    if (state && state[0] == '/')
        n = snprintf(out, PATH_MAX, "%s/chokepoint/window", state);
    else if (home && home[0] == '/')
        n = snprintf(out, PATH_MAX, "%s/.local/state/chokepoint/window", home);
    return n > 0 && n < PATH_MAX;
}

static void take_number(double *to, const char *text, double low, double high) {
    char *end;
    double x = strtod(text, &end);
    if (end != text && !*end && x >= low && x <= high) *to = x;
}

static void take_path(char to[PATH_MAX], const char *text) {
    if (text[0] == '/' && strlen(text) < PATH_MAX) strcpy(to, text);
}

// A line that makes no sense is left out.
static void take_line(State *s, const char *key, const char *text) {
    if (strcmp(key, "theme") == 0)
        s->dark = strcmp(text, "dark") == 0;
    else if (strcmp(key, "width") == 0)
        take_number(&s->width, text, ROOM_MIN_W, SIZE_MOST);
    else if (strcmp(key, "height") == 0)
        take_number(&s->height, text, ROOM_MIN_H, SIZE_MOST);
    else if (strcmp(key, "size") == 0)
        take_number(&s->zoom, text, 0.5, 4);
    else if (strcmp(key, "exports") == 0)
        take_path(s->exports, text);
    else if (strcmp(key, "recent") == 0 && s->n_recent < STATE_RECENT) {
        take_path(s->recent[s->n_recent], text);
        s->n_recent += s->recent[s->n_recent][0] == '/';
    }
}

void state_read(State *s) {
    char path[PATH_MAX];
    size_t size;
    *s = (State){0};
    if (!state_path(path) || !file_exists(path)) return;
    Faults *faults = faults_new();
    char *all = file_read(path, &size, faults), *rest = NULL;
    for (char *line = all ? strtok_r(all, "\n", &rest) : NULL; line;
         line = strtok_r(NULL, "\n", &rest)) {
        char *space = strchr(line, ' ');
        if (!space) continue;
        *space = 0;
        take_line(s, line, space + 1);
    }
    free(all);
    faults_free(faults);
}

static void make_folders(const char *path) {
    char folder[PATH_MAX];
    snprintf(folder, sizeof folder, "%s", path);
    for (char *c = folder + 1; *c; c++) {
        if (*c != '/') continue;
        *c = 0;
        mkdir(folder, 0700);
        *c = '/';
    }
}

bool state_write(const State *s) {
    char path[PATH_MAX];
    if (!state_path(path)) return false;
    make_folders(path);
    Text t = {0};
    text_printf(&t, "theme %s\nwidth %.17g\nheight %.17g\nsize %.17g\n",
                s->dark ? "dark" : "light", s->width, s->height, s->zoom);
    if (s->exports[0]) text_printf(&t, "exports %s\n", s->exports);
    for (int i = 0; i < s->n_recent; i++) text_printf(&t, "recent %s\n", s->recent[i]);
    Faults *faults = faults_new(); // there is nothing that anybody could do about them
    bool done = file_write(path, t.data, t.length, faults);
    faults_free(faults);
    text_done(&t);
    return done;
}

void state_add_recent(State *s, const char *path) {
    char real[PATH_MAX];
    if (!realpath(path, real) || strchr(real, '\n')) return;
    int at = 0;
    while (at < s->n_recent && strcmp(s->recent[at], real) != 0) at++;
    if (at == s->n_recent && at == STATE_RECENT) at--;
    if (at == s->n_recent) s->n_recent++;
    memmove(s->recent[1], s->recent[0], sizeof s->recent[0] * (size_t)at);
    strcpy(s->recent[0], real);
}
