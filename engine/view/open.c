// Another script in the same window: dropped on it, or one of those that were open before.
#include "view/app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define HINT_MOST 28 // letters of a folder in the list

static void export_to(App *a, const char *folder) {
    char real[PATH_MAX];
    if (!realpath(folder, real) || strchr(real, '\n')) return;
    strcpy(a->state.exports, real);
    a->export_folder = a->state.exports;
    app_remember(a);
    app_toast(a, "Exports go to %s", real);
}

void app_recall(App *a) {
    struct stat st;
    const char *folder = a->state.exports;
    if (folder[0] && stat(folder, &st) == 0 && S_ISDIR(st.st_mode)) a->export_folder = folder;
}

void app_remember(App *a) {
    a->state.dark = a->theme.dark;
    a->state.zoom = a->zoom;
    if (a->remembers) state_write(&a->state);
}

// What is on screen stays until the first results of the other script are there.
void app_open(App *a, const char *path) {
    struct stat st;
    if (stat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
        export_to(a, path);
        return;
    }
    app_begin_reading(a);
    a->help = false;
    snprintf(a->opening, sizeof a->opening, "%s", path);
    a->model.open(a->model.context, path);
}

// Nothing of the old script's setting has a meaning in the new one.
void app_opened(App *a) {
    a->opening[0] = 0;
    a->n_pins = 0;
    a->scenario = NULL; // none of its values is kept
    a->tour.open = a->why.open = a->why.waits = false;
    a->difference = a->revealing = false;
    a->show_baseline = true;
    a->ui.focus = a->ribbon_row = 0;
    memset(a->scroll, 0, sizeof a->scroll);
    int step = a->step; // of the figure that is still on screen
    app_load(a);
    a->step = step;
    a->opened = true;
    app_resize(a, a->rooms.window.w, a->rooms.window.h);
    const char *path = a->model.path(a->model.context);
    state_add_recent(&a->state, path);
    app_remember(a);
    app_toast(a, "Opened %s", path);
}

void app_accept(App *a) {
    a->refused = false;
    faults_clear(a->faults);
    a->dirty |= DIRTY_ALL;
}

static bool is_this(const App *a, const char *path) {
    struct stat mine, its;
    return stat(a->model.path(a->model.context), &mine) == 0 && stat(path, &its) == 0 &&
           mine.st_dev == its.st_dev && mine.st_ino == its.st_ino;
}

// The folder, without the name; of a long one the end: "scripts/lessons".
static const char *folder_of(Arena *arena, const char *path) {
    const char *slash = strrchr(path, '/'), *from = path;
    for (const char *c = path; c < slash; c++)
        if (*c == '/' && slash - from > HINT_MOST) from = c + 1;
    return arena_printf(arena, "%.*s", (int)(slash - from), from);
}

static int recent_items(App *a, UiItem *items, const char **paths) {
    int n = 0;
    for (int i = 0; i < a->state.n_recent; i++) {
        const char *path = a->state.recent[i], *slash = strrchr(path, '/');
        if (is_this(a, path)) continue;
        items[n] = (UiItem){slash ? slash + 1 : path, folder_of(a->frame_arena, path)};
        paths[n++] = path;
    }
    return n;
}

static void open_list(App *a, Rect r) {
    UiItem items[STATE_RECENT];
    const char *paths[STATE_RECENT];
    int n = recent_items(a, items, paths);
    if (n)
        ui_open(&a->ui, W_OPEN, r, n, -1, true);
    else
        app_toast(a, "No other script was open yet: drop one on the window");
    app_expose(a);
}

void app_open_list(App *a) {
    open_list(a, rooms_left(&a->rooms).open);
}

void open_button(App *a, Rect r) {
    UiItem *items = ARENA_NEW(a->frame_arena, UiItem, STATE_RECENT);
    const char *paths[STATE_RECENT];
    if (button(&a->ui, W_OPEN, r, "Open\u2026", false)) open_list(a, r);
    if (a->ui.popup.owner == W_OPEN || a->ui.popup.picked_by == W_OPEN) {
        int n = recent_items(a, items, paths);
        ui_items(&a->ui, W_OPEN, r, items, n);
        int picked = ui_picked(&a->ui, W_OPEN);
        if (picked >= 0 && picked < n) app_open(a, paths[picked]);
    }
}
