#include "base/file.h"
#include "base/about.h"
#include "base/arena.h"
#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/auxv.h>
#endif

// The folder of `path` into `out`: "." when it has none.
static void folder_of(const char *path, Text *out) {
    const char *slash = strrchr(path, '/');
    if (!slash)
        text_add(out, ".");
    else
        text_addn(out, path, slash == path ? 1 : (size_t)(slash - path));
}

static bool is_folder(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

// Adds the name in `folder` nearest to `name`; false when none is near.
static bool add_nearest(const char *folder, const char *name, Text *out) {
    DIR *dir = opendir(*folder ? folder : ".");
    if (!dir) return false;
    Arena *arena = arena_new();
    const char **names = NULL;
    int n = 0, cap = 0;
    for (struct dirent *e; (e = readdir(dir));)
        if (e->d_name[0] != '.') ARENA_PUSH(arena, names, n, cap, arena_text(arena, e->d_name));
    closedir(dir);
    const char *near = text_nearest(name, names, n);
    if (near) text_add(out, near);
    arena_free(arena);
    return near != NULL;
}

bool file_nearest(const char *folder, const char *path, Text *out) {
    Text at = {0}, name = {0};
    bool near = true;
    size_t start = strlen(folder);
    text_add(&at, folder);
    for (size_t n; near && *path; path += n) {
        struct stat st;
        for (; *path == '/'; path++) text_add(&at, "/");
        n = strcspn(path, "/");
        name.length = 0;
        text_addn(&name, path, n);
        size_t before = at.length;
        text_addn(&at, path, n);
        if (!n || stat(text_get(&at), &st) == 0) continue;
        at.data[at.length = before] = 0;
        near = add_nearest(text_get(&at), text_get(&name), &at);
    }
    if (near) text_add(out, text_get(&at) + start);
    text_done(&at);
    text_done(&name);
    return near;
}

static void fault_read(const char *path, int error, Faults *f) {
    Text folder = {0}, near = {0}, hint = {0};
    folder_of(path, &folder);
    if (error == ENOENT && file_nearest("", path, &near))
        text_printf(&hint, "; did you mean %s?", text_get(&near));
    else if (error == ENOENT && !is_folder(text_get(&folder)))
        text_printf(&hint, "; there is no folder %s", text_get(&folder));
    else if (error == ENOENT)
        text_add(&hint, "; check the name and the folder you are in");
    else if (error == EACCES)
        text_add(&hint, "; make it readable for you");
    else if (error == EISDIR)
        text_add(&hint, "; name a file in it");
    fault_add_kind(f, FAULT_IO, NULL, 0, "cannot read %s: %s%s", path, strerror(error),
                   text_get(&hint));
    text_done(&folder);
    text_done(&near);
    text_done(&hint);
}

static void fault_write(const char *path, int error, Faults *f) {
    Text folder = {0}, hint = {0};
    folder_of(path, &folder);
    if (error == ENOENT)
        text_printf(&hint, "; make the folder %s first", text_get(&folder));
    else if (error == EACCES || error == EPERM || error == EROFS)
        text_printf(&hint, "; choose a folder and a file that you may write");
    else if (error == ENOSPC || error == EDQUOT)
        text_add(&hint, "; make room on the disk or choose another one");
    else if (error == EISDIR)
        text_add(&hint, "; name a file in it");
    fault_add_kind(f, FAULT_IO, NULL, 0, "cannot write %s: %s%s", path, strerror(error),
                   text_get(&hint));
    text_done(&folder);
    text_done(&hint);
}

char *file_read(const char *path, size_t *size, Faults *f) {
    FILE *in = fopen(path, "rb");
    if (!in) {
        fault_read(path, errno, f);
        return NULL;
    }
    size_t n = 0, capacity = 1 << 14;
    char *data = memory_grow(NULL, capacity);
    for (size_t got; (got = fread(data + n, 1, capacity - n - 1, in)) > 0;) {
        n += got;
        if (capacity - n == 1) data = memory_grow(data, capacity *= 2);
    }
    int error = ferror(in) ? errno : 0;
    fclose(in);
    if (error) {
        free(data);
        fault_read(path, error, f);
        return NULL;
    }
    data[n] = 0;
    if (size) *size = n;
    return data;
}

// 0 or the errno.
static int write_all(int fd, const char *data, size_t size) {
    while (size > 0) {
        ssize_t n = write(fd, data, size);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno;
        data += n;
        size -= (size_t)n;
    }
    return 0;
}

// A device or a pipe has no old content to keep: written straight.
static int write_straight(const char *path, const char *data, size_t size) {
    int fd = open(path, O_WRONLY);
    if (fd < 0) return errno;
    int error = write_all(fd, data, size);
    if (close(fd) != 0 && !error) error = errno;
    return error;
}

static int write_beside(const char *path, mode_t mode, const char *data, size_t size) {
    Text part = {0};
    text_printf(&part, "%s.%ld.part", path, (long)getpid());
    unlink(part.data);
    int error = 0;
    int fd = open(part.data, O_WRONLY | O_CREAT | O_EXCL, mode);
    if (fd < 0) {
        error = errno;
    } else {
        error = write_all(fd, data, size);
        if (close(fd) != 0 && !error) error = errno;
        if (!error && rename(part.data, path) != 0) error = errno;
        if (error) unlink(part.data);
    }
    text_done(&part);
    return error;
}

static int write_path(const char *path, const char *data, size_t size) {
    struct stat st;
    if (stat(path, &st) != 0) return write_beside(path, 0666, data, size);
    if (S_ISDIR(st.st_mode)) return EISDIR;
    if (!S_ISREG(st.st_mode)) return write_straight(path, data, size);
    int may = open(path, O_WRONLY); // a rename would replace what is write-protected
    if (may < 0) return errno;
    close(may);
    char *real = realpath(path, NULL); // a link stays a link
    int error = real ? write_beside(real, st.st_mode & 0777, data, size) : errno;
    free(real);
    return error;
}

bool file_write(const char *path, const void *data, size_t size, Faults *f) {
    if (strcmp(path, "-") == 0) {
        bool fine = fwrite(data, 1, size, stdout) == size && fflush(stdout) == 0;
        if (!fine) fault_write("to standard output", errno, f);
        return fine;
    }
    int error = write_path(path, data, size);
    if (error) fault_write(path, error, f);
    return error == 0;
}

bool file_exists(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode) && access(path, R_OK) == 0;
}

// Size and number too: what is written twice in one tick of the file system's clock, or replaced
// by something older, has changed.
uint64_t file_stamp(const char *path) {
    struct stat st;
    if (stat(path, &st) != 0) return 0;
    const uint64_t all[] = {(uint64_t)st.st_mtim.tv_sec, (uint64_t)st.st_mtim.tv_nsec,
                            (uint64_t)st.st_size, (uint64_t)st.st_ino, (uint64_t)st.st_mode};
    return text_hash(TEXT_HASH, all, sizeof all) | 1;
}

// `base` + "/" + `kind` + "/" when that is a folder and `base`/`mark` exists.
static bool home_at(const char *base, const char *mark, const char *kind, char *out,
                    size_t size) {
    int n = snprintf(out, size, "%s/%s", base, mark);
    if (n < 0 || (size_t)n >= size || access(out, R_OK) != 0) return false;
    n = snprintf(out, size, "%s/%s/", base, kind);
    return n >= 0 && (size_t)n < size && is_folder(out);
}

// Where the program itself lies; "" when nobody can tell. Without /proc (a bare chroot) the name
// it was started by serves.
static void program_path(char out[PATH_MAX]) {
    ssize_t n = readlink("/proc/self/exe", out, PATH_MAX - 1);
    out[n > 0 ? n : 0] = 0;
    if (n > 0) return;
#ifdef __linux__
    const char *name = (const char *)(uintptr_t)getauxval(AT_EXECFN);
    if (!name || !realpath(name, out)) out[0] = 0;
#endif
}

bool file_home(const char *kind, char *out, size_t size) {
    char at[PATH_MAX];
    program_path(at);
    int n;
    for (char *slash; (slash = strrchr(at, '/'));) {
        *slash = 0; // the program's folder, then the one above, ...
        if (home_at(at, "engine/main.c", kind, out, size)) return true;
        size_t length = strlen(at);
        if (length + sizeof "/share/chokepoint" > sizeof at) continue;
        memcpy(at + length, "/share/chokepoint", sizeof "/share/chokepoint");
        if (home_at(at, ".", kind, out, size)) return true;
        at[length] = 0;
    }
    n = snprintf(at, sizeof at, "%s/share/chokepoint", about_prefix());
    return n > 0 && (size_t)n < sizeof at && home_at(at, ".", kind, out, size);
}
