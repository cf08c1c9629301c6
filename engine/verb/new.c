// `chokepoint new`: a copy of one of scripts/templates, to begin with.
#include "verb/verb.h"

#include "base/arena.h"
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char FIRST[] = "minimal"; // without --from

typedef struct Templates {
    Arena *arena;
    char home[4096]; // ends with '/'
    int n, cap;
    const char **name;
} Templates;

static int by_name(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool templates_find(Templates *t, Faults *faults) {
    char folder[4200] = "scripts/templates";
    bool found = file_home("scripts", t->home, sizeof t->home);
    if (found) snprintf(folder, sizeof folder, "%stemplates", t->home);
    DIR *d = found ? opendir(folder) : NULL;
    if (!d) {
        fault_add_kind(faults, FAULT_IO, folder, 0,
                       "cannot be read: %s; install chokepoint again", strerror(ENOENT));
        return false;
    }
    for (struct dirent *e; (e = readdir(d));) {
        size_t n = strlen(e->d_name);
        if (n <= 4 || e->d_name[0] == '.' || strcmp(e->d_name + n - 4, ".lua") != 0) continue;
        ARENA_PUSH(t->arena, t->name, t->n, t->cap, arena_textn(t->arena, e->d_name, n - 4));
    }
    closedir(d);
    if (t->n) qsort(t->name, (size_t)t->n, sizeof *t->name, by_name);
    return true;
}

static int unknown_template(const Templates *t, const char *name) {
    const char *near = text_nearest(name, t->name, t->n);
    if (near)
        return verb_usage("new", "--from %s: no such template, did you mean %s?", name, near);
    const char *all = "";
    for (int i = 0; i < t->n; i++)
        all = arena_printf(t->arena, "%s%s%s", all, i ? ", " : "", t->name[i]);
    return verb_usage("new", "--from %s: no such template; there are %s", name, all);
}

// Fails where there is a file of that name already, also one made in this moment.
static bool write_new(const char *path, const char *text, size_t size, Faults *faults) {
    FILE *f = fopen(path, "wx");
    if (f) {
        bool fine = fwrite(text, 1, size, f) == size;
        fine = fclose(f) == 0 && fine;
        if (fine) return true;
        int error = errno;
        unlink(path);
        errno = error;
    }
    if (errno == EEXIST)
        fault_add_kind(faults, FAULT_IO, path, 0,
                       "is there already and stays as it is; name another file, or move this "
                       "one away first");
    else if (errno == ENOENT)
        fault_add_kind(faults, FAULT_IO, path, 0,
                       "cannot be written: there is no such folder; make it first");
    else
        fault_add_kind(faults, FAULT_IO, path, 0, "cannot be written: %s; name another place",
                       strerror(errno));
    return false;
}

// As a shell takes it.
static const char *quoted(const char *path, Arena *arena) {
    size_t plain = strspn(path, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789._/+-");
    if (!path[plain]) return path;
    Text t = {0};
    text_add(&t, "'");
    for (; *path; path++) {
        if (*path == '\'')
            text_add(&t, "'\\''");
        else
            text_addn(&t, path, 1);
    }
    text_add(&t, "'");
    const char *out = arena_text(arena, text_get(&t));
    text_done(&t);
    return out;
}

static void print_next(const char *path, const char *from, Arena *arena) {
    const char *word = quoted(path, arena);
    printf("wrote %s, a scenario that runs (template %s). Next:\n"
           "  chokepoint run %s     the tables\n"
           "  chokepoint view %s    the window; it is read again when you save\n"
           "  chokepoint check %s   what is wrong, and what has no source\n"
           "chokepoint docs explains the words.\n",
           path, from, word, word, word);
}

static int write_template(Templates *t, const char *path, const char *from) {
    Faults *faults = faults_new();
    int code = EXIT_FINE;
    bool known = false;
    if (templates_find(t, faults)) {
        for (int i = 0; i < t->n; i++) known = known || strcmp(t->name[i], from) == 0;
        if (!known) code = unknown_template(t, from);
    }
    if (known) {
        size_t size;
        char *text = file_read(arena_printf(t->arena, "%stemplates/%s.lua", t->home, from),
                               &size, faults);
        if (text && write_new(path, text, size, faults)) print_next(path, from, t->arena);
        free(text);
    }
    if (faults_count(faults)) code = verb_faults(faults);
    faults_free(faults);
    return code;
}

int verb_new(int argc, char **argv) {
    Args a;
    int code;
    if (!args_open(&a, argc, argv, &code)) return code;
    const char *path = a.at[0], *from = args_value(&a, "from");
    size_t n = strlen(path);
    if (n <= 4 || strcmp(path + n - 4, ".lua") != 0) {
        code =
            verb_usage("new", "%s: a script's name ends in .lua, such as %s.lua", path, path);
    } else {
        Templates t = {.arena = arena_new()};
        code = write_template(&t, path, from ? from : FIRST);
        arena_free(t.arena);
    }
    args_done(&a);
    return code;
}
