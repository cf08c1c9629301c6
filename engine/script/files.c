#include "script/files.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"

#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct Files {
    Arena *arena;
    int n, cap;
    SourceFile **at;
    const char **paths;
    int n_paths;
    char folder[PATH_MAX];      // of the script, "" or with a closing '/'
    const char *modules, *data; // homes of the program's own, with a closing '/'; "": none
    char hash[17];
    int hashed; // files that `hash` covers
    FileStamp *seen;
    int n_seen, cap_seen;
};

// Takes over `bytes`.
static int add(Files *x, const char *path, const char *name, char *bytes, size_t size) {
    SourceFile *s = ARENA_NEW(x->arena, SourceFile, 1);
    s->path = arena_text(x->arena, path);
    s->name = arena_text(x->arena, name);
    s->bytes = bytes;
    s->size = size;
    ARENA_PUSH(x->arena, x->at, x->n, x->cap, s);
    return x->n - 1;
}

// The text of a script or a table, without a byte order mark; NULL with a fault when it cannot be
// read or is not UTF-8. The caller frees it.
static char *read_text(const char *path, size_t *size, Faults *f) {
    static const char MARK[] = "\xef\xbb\xbf";
    char *bytes = file_read(path, size, f);
    if (!bytes) return NULL;
    size_t mark = strncmp(bytes, MARK, sizeof MARK - 1) == 0 ? sizeof MARK - 1 : 0;
    *size -= mark;
    memmove(bytes, bytes + mark, *size + 1);
    size_t bad = text_not_utf8(bytes, *size);
    if (bad == *size) return bytes;
    int line = 1;
    for (size_t i = 0; i < bad; i++) line += bytes[i] == '\n';
    fault_add(f, path, line, "is not UTF-8 text (byte 0x%02x): save the file as UTF-8",
              (unsigned)(unsigned char)bytes[bad]);
    free(bytes);
    return NULL;
}

static void see(Files *x, const char *path, uint64_t stamp) {
    for (int i = 0; i < x->n_seen; i++)
        if (strcmp(x->seen[i].path, path) == 0) return;
    FileStamp s = {arena_text(x->arena, path), stamp};
    ARENA_PUSH(x->arena, x->seen, x->n_seen, x->cap_seen, s);
}

static bool is_there(Files *x, const char *path) {
    see(x, path, file_stamp(path));
    return file_exists(path);
}

int files_seen(const Files *x, const FileStamp **out) {
    *out = x->seen;
    return x->n_seen;
}

Files *files_new(const char *script_path, Region *region, Faults *f) {
    size_t size = 0;
    uint64_t stamp = file_stamp(script_path);
    char *bytes = read_text(script_path, &size, f);
    if (!bytes) return NULL;
    Arena *arena = arena_in(region);
    Files *x = ARENA_NEW(arena, Files, 1);
    x->arena = arena;
    const char *slash = strrchr(script_path, '/');
    if (slash)
        snprintf(x->folder, sizeof x->folder, "%.*s", (int)(slash + 1 - script_path),
                 script_path);
    add(x, script_path, "", bytes, size);
    see(x, script_path, stamp);
    return x;
}

void files_free(Files *x) {
    if (!x) return;
    for (int i = 0; i < x->n; i++) {
        free(x->at[i]->bytes);
        free(x->at[i]->chunk);
        tokens_done(&x->at[i]->tokens);
        data_table_free(x->at[i]->table);
    }
    arena_free(x->arena);
}

Arena *files_arena(Files *x) {
    return x->arena;
}

int files_count(const Files *x) {
    return x->n;
}

const SourceFile *files_at(const Files *x, int i) {
    return x->at[i];
}

SourceFile *files_edit(Files *x, int i) {
    return x->at[i];
}

const Tokens *files_tokens(Files *x, int i) {
    SourceFile *s = x->at[i];
    if (!s->lexed) tokens_read(&s->tokens, s->bytes, s->size);
    s->lexed = true;
    return &s->tokens;
}

static int by_name(const void *a, const void *b) {
    const SourceFile *const *x = a, *const *y = b;
    return strcmp((*x)->name, (*y)->name);
}

// By the names that the script uses, not by paths: the same in every folder.
const char *files_hash(Files *x) {
    if (x->hashed == x->n) return x->hash;
    SourceFile **sorted = memory_grow(NULL, sizeof *sorted * (size_t)x->n);
    memcpy(sorted, x->at, sizeof *sorted * (size_t)x->n);
    qsort(sorted, (size_t)x->n, sizeof *sorted, by_name);
    uint64_t h = TEXT_HASH;
    for (int i = 0; i < x->n; i++) {
        h = text_hash(h, sorted[i]->name, strlen(sorted[i]->name) + 1);
        h = text_hash(h, sorted[i]->bytes, sorted[i]->size);
    }
    free(sorted);
    snprintf(x->hash, sizeof x->hash, "%016llx", (unsigned long long)h);
    x->hashed = x->n;
    return x->hash;
}

const char *const *files_paths(Files *x) {
    if (x->n_paths != x->n) {
        x->paths = ARENA_NEW(x->arena, const char *, x->n);
        for (int i = 0; i < x->n; i++) x->paths[i] = x->at[i]->path;
        x->n_paths = x->n;
    }
    return x->paths;
}

// Letters, digits, '_', '-' and single '.' or '/' between them: no name can leave its folder.
static bool name_is_safe(const char *name, const char *between) {
    bool part = false;
    for (const char *c = name; *c; c++) {
        bool letter = isalnum((unsigned char)*c) || *c == '_' || *c == '-';
        if (!letter && (!strchr(between, *c) || !part)) return false;
        part = letter;
    }
    return part;
}

// The program's own folder of that kind, sought once; "" where there is none.
static const char *home_of(Files *x, const char *kind) {
    char base[PATH_MAX - 64];
    const char **home = strcmp(kind, "scripts") == 0 ? &x->modules : &x->data;
    if (!*home) *home = file_home(kind, base, sizeof base) ? arena_text(x->arena, base) : "";
    return *home;
}

// What a script would write for the file nearest to `relative`, in the places that look_up knows.
static bool near_file(Files *x, const char *relative, const char *home, const char *inside,
                      Text *out) {
    char shared[PATH_MAX];
    const char *base = home_of(x, home);
    bool found = file_nearest(x->folder, relative, out);
    if (!found && *base) {
        snprintf(shared, sizeof shared, "%s%s", base, inside);
        found = file_nearest(shared, relative, out);
    }
    const char *end = found ? strrchr(text_get(out), '.') : NULL;
    if (!found || strcmp(home, "scripts") != 0) return found;
    if (!end || strcmp(end, ".lua") != 0) return false; // a folder
    out->length = (size_t)(end - out->data);
    out->data[out->length] = 0;
    for (char *c = out->data; *c; c++)
        if (*c == '/') *c = '.';
    return true;
}

// `relative` beside the script, then in the folder `inside` of the program's `home`. Its path in
// `out`; false with the places looked at in `why`.
static bool look_up(Files *x, const char *relative, const char *home, const char *inside,
                    char *out, char *why, size_t size) {
    snprintf(out, PATH_MAX, "%s%s", x->folder, relative);
    if (is_there(x, out)) return true;
    const char *base = home_of(x, home);
    if (*base) {
        snprintf(out, PATH_MAX, "%s%s%s", base, inside, relative);
        if (is_there(x, out)) return true;
    }
    Text near = {0};
    if (near_file(x, relative, home, inside, &near))
        snprintf(why, size,
                 "no file %s%s, and none of that name in %s/%s; did you mean \"%s\"?",
                 x->folder, relative, home, inside, text_get(&near));
    else
        snprintf(why, size, "no file %s%s, and none of that name in %s/%s", x->folder, relative,
                 home, inside);
    text_done(&near);
    return false;
}

static int find(const Files *x, const char *name, bool is_data) {
    for (int i = 1; i < x->n; i++)
        if (x->at[i]->is_data == is_data && strcmp(x->at[i]->name, name) == 0) return i;
    return -1;
}

static int read_new(Files *x, const char *path, const char *name, char *why, size_t size) {
    Faults *f = faults_new();
    size_t length = 0;
    char *bytes = read_text(path, &length, f);
    if (!bytes) snprintf(why, size, "%s", fault_line(f, 0));
    faults_free(f);
    return bytes ? add(x, path, name, bytes, length) : -1;
}

int files_module(Files *x, const char *name, char *why, size_t size) {
    int at = find(x, name, false);
    if (at >= 0) return at;
    if (!name_is_safe(name, ".")) {
        snprintf(why, size,
                 "a module's name is letters, digits and '_' with '.' between folders");
        return -1;
    }
    size_t n = strlen(name);
    if (n > 4 && strcmp(name + n - 4, ".lua") == 0) {
        snprintf(why, size, "a module's name has no .lua at its end, and '.' between folders");
        return -1;
    }
    char relative[PATH_MAX / 4], path[PATH_MAX];
    if ((size_t)snprintf(relative, sizeof relative, "%s", name) >= sizeof relative - 5) {
        snprintf(why, size, "the name is too long");
        return -1;
    }
    for (char *c = relative; *c; c++)
        if (*c == '.') *c = '/';
    strcat(relative, ".lua");
    if (!look_up(x, relative, "scripts", "", path, why, size)) return -1;
    return read_new(x, path, name, why, size);
}

int files_table(Files *x, const char *name, char *why, size_t size, Faults *f) {
    int at = find(x, name, true);
    if (at < 0) {
        char path[PATH_MAX];
        if (!name_is_safe(name, "./") || strlen(name) > PATH_MAX / 4) {
            snprintf(why, size,
                     "a data file's name is letters, digits, '_', '-' and '.' with '/' between "
                     "folders");
            return -1;
        }
        if (!look_up(x, name, "assets", "data/", path, why, size)) return -1;
        at = read_new(x, path, name, why, size);
        if (at < 0) return -1;
    }
    SourceFile *s = x->at[at];
    s->is_data = true;
    if (!s->table) s->table = data_table_read(s->path, s->bytes, s->size, f);
    why[0] = 0;
    return s->table ? at : -1;
}
