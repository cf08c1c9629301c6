#include "view/watch.h"

#include "base/arena.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// A name in a folder that is watched.
typedef struct Place {
    int folder;
    const char *name;
} Place;

struct Watch {
    int events;   // inotify; -1: there is none
    bool hears;   // all folders
    Arena *arena; // of the files
    int n;
    FileStamp *files;
    Arena *room; // of the places
    int n_places, cap_places;
    Place *places;
};

#ifdef __linux__
#include <linux/magic.h>
#include <sys/inotify.h>
#include <sys/vfs.h>

#define HAPPENS                                                                                \
    (IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_CREATE | IN_DELETE | IN_MOVED_FROM |          \
     IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR)
#define FOLDER_GONE (IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_Q_OVERFLOW)
#define SMB2 0xFE534D42u // that <linux/magic.h> may not name yet
#define CIFS 0xFF534D42u

static int events_open(void) {
    return inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
}

static int folder_add(int events, const char *folder) {
    return inotify_add_watch(events, folder, HAPPENS);
}

static void folder_leave(int events, int folder) {
    inotify_rm_watch(events, folder);
}

// Changes made on another machine, or behind the kernel's back, are not told.
static bool is_remote(const char *folder) {
    static const unsigned kinds[] = {
        NFS_SUPER_MAGIC,  SMB_SUPER_MAGIC,  SMB2,           CIFS, V9FS_MAGIC,
        FUSE_SUPER_MAGIC, CODA_SUPER_MAGIC, AFS_SUPER_MAGIC};
    struct statfs st;
    if (statfs(folder, &st) != 0) return true;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if ((unsigned)st.f_type == kinds[i]) return true;
    return false;
}

static bool concerns(const Watch *w, const struct inotify_event *e) {
    if (e->mask & FOLDER_GONE) return true;
    for (int i = 0; i < w->n_places && e->len; i++)
        if (w->places[i].folder == e->wd && strcmp(w->places[i].name, e->name) == 0)
            return true;
    return false;
}

bool watch_hear(Watch *w) {
    _Alignas(struct inotify_event) char heard[4096];
    bool ours = false;
    ssize_t n;
    while (w->events >= 0 && (n = read(w->events, heard, sizeof heard)) > 0)
        for (char *at = heard; at < heard + n;) {
            const struct inotify_event *e = (const struct inotify_event *)(const void *)at;
            ours = ours || concerns(w, e);
            at += sizeof *e + e->len;
        }
    return ours;
}
#else // nothing is heard: the window looks once a second
static int events_open(void) {
    return -1;
}

static int folder_add(int events, const char *folder) {
    (void)folder;
    return events;
}

static void folder_leave(int events, int folder) {
    (void)events, (void)folder;
}

static bool is_remote(const char *folder) {
    (void)folder;
    return true;
}

bool watch_hear(Watch *w) {
    (void)w;
    return false;
}
#endif

Watch *watch_new(void) {
    Watch *w = memory_grow(NULL, sizeof *w);
    *w = (Watch){.events = events_open(), .arena = arena_new()};
    w->room = arena_new();
    return w;
}

void watch_free(Watch *w) {
    if (!w) return;
    if (w->events >= 0) close(w->events);
    arena_free(w->arena);
    arena_free(w->room);
    free(w);
}

// The folder of `path`; where it is missing too, the nearest one above in which it may appear.
static void watch_place(Watch *w, const char *path) {
    char folder[PATH_MAX];
    if (strlen(path) >= sizeof folder) return;
    strcpy(folder, path);
    for (;;) {
        char *slash = strrchr(folder, '/');
        const char *name = slash ? slash + 1 : folder, *in = ".";
        if (slash) *slash = 0;
        if (slash) in = slash == folder ? "/" : folder;
        int at = folder_add(w->events, in);
        if (at < 0 && slash > folder && (errno == ENOENT || errno == ENOTDIR)) continue;
        if (at < 0 || is_remote(in)) w->hears = false;
        if (at < 0) return;
        Place p = {at, arena_text(w->room, name)};
        ARENA_PUSH(w->room, w->places, w->n_places, w->cap_places, p);
        return;
    }
}

static bool is_watched(const Watch *w, int folder) {
    for (int i = 0; i < w->n_places; i++)
        if (w->places[i].folder == folder) return true;
    return false;
}

static void listen(Watch *w) {
    char real[PATH_MAX];
    const Watch old = *w;
    w->hears = w->events >= 0;
    w->room = arena_new();
    w->places = NULL;
    w->n_places = w->cap_places = 0;
    for (int i = 0; i < w->n && w->events >= 0; i++) {
        const char *path = w->files[i].path;
        watch_place(w, path);
        if (realpath(path, real) && strcmp(path, real) != 0) watch_place(w, real);
    }
    for (int i = 0; i < old.n_places; i++)
        if (!is_watched(w, old.places[i].folder)) folder_leave(w->events, old.places[i].folder);
    arena_free(old.room);
}

void watch_files(Watch *w, const FileStamp *files, int n) {
    Arena *old = w->arena;
    w->arena = arena_new();
    w->files = ARENA_NEW(w->arena, FileStamp, n);
    w->n = n;
    for (int i = 0; i < n; i++)
        w->files[i] = (FileStamp){arena_text(w->arena, files[i].path), files[i].stamp};
    arena_free(old);
    listen(w);
}

// Listens first: what comes to be after the look is heard, also in a folder that is new.
FilesAre watch_look(Watch *w) {
    FilesAre are = FILES_SAME;
    listen(w);
    for (int i = 0; i < w->n; i++) {
        uint64_t now = file_stamp(w->files[i].path);
        if (now == 0 && w->files[i].stamp != 0) return FILES_MISSING;
        if (now != w->files[i].stamp) are = FILES_CHANGED;
    }
    return are;
}

void watch_accept(Watch *w) {
    for (int i = 0; i < w->n; i++) w->files[i].stamp = file_stamp(w->files[i].path);
}

int watch_socket(const Watch *w) {
    return w->events;
}

bool watch_hears(const Watch *w) {
    return w->hears;
}
