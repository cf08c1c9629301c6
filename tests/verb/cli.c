#include "support/test.h"
#include "verb/cli.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char folder_path[PATH_MAX];
static char root_path[PATH_MAX];

const char *cli_folder(void) {
    if (!*folder_path) {
        const char *tmp = getenv("TMPDIR");
        snprintf(folder_path, sizeof folder_path, "%s/chokepoint-cli-XXXXXX",
                 tmp ? tmp : "/tmp");
        if (!mkdtemp(folder_path)) exit(99);
    }
    return folder_path;
}

const char *cli_root(void) {
    if (!*root_path && !realpath(".", root_path)) exit(99);
    return root_path;
}

static void path_of(char *out, const char *name) {
    if (snprintf(out, PATH_MAX, "%s/%s", cli_folder(), name) >= PATH_MAX) exit(99);
}

void cli_clean(void) {
    DIR *d = opendir(cli_folder());
    char path[PATH_MAX];
    for (struct dirent *e; d && (e = readdir(d));) {
        path_of(path, e->d_name);
        if (e->d_name[0] != '.') remove(path);
    }
    if (d) closedir(d);
    rmdir(cli_folder());
    folder_path[0] = 0;
}

int cli_count(void) {
    DIR *d = opendir(cli_folder());
    int n = 0;
    for (struct dirent *e; d && (e = readdir(d));)
        n += strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
    if (d) closedir(d);
    return n;
}

const char *cli_write(const char *name, const char *text) {
    static char path[PATH_MAX];
    path_of(path, name);
    FILE *f = fopen(path, "wb");
    if (!f || fputs(text, f) < 0 || fclose(f) != 0) exit(99);
    return path;
}

static char *read_path(const char *path, size_t *size) {
    FILE *f = fopen(path, "rb");
    if (!f) return NULL;
    fseek(f, 0, SEEK_END);
    long n = ftell(f);
    rewind(f);
    char *data = malloc((size_t)n + 1);
    if (!data || fread(data, 1, (size_t)n, f) != (size_t)n) exit(99);
    data[n] = 0;
    fclose(f);
    if (size) *size = (size_t)n;
    return data;
}

char *cli_read(const char *name, size_t *size) {
    char path[PATH_MAX];
    path_of(path, name);
    return read_path(path, size);
}

bool cli_exists(const char *name) {
    char path[PATH_MAX];
    path_of(path, name);
    return access(path, F_OK) == 0;
}

// In the child: never returns.
static void become(const char *program, const char *folder, const char *const *env,
                   const char *const *words, const char *out, const char *err) {
    const char *argv[64] = {program};
    for (int i = 0; words[i] && i < 62; i++) argv[i + 1] = words[i];
    for (int i = 0; env && env[i]; i++) putenv((char *)(size_t)env[i]);
    int o = open(out, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    int e = open(err, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (o < 0 || e < 0 || chdir(folder) != 0) _exit(98);
    dup2(o, STDOUT_FILENO);
    dup2(e, STDERR_FILENO);
    execv(program, (char *const *)(size_t)argv);
    _exit(97);
}

static Ran run(const char *folder, const char *const *env, const char *const *words,
               int signal_number, int after_ms) {
    char program[PATH_MAX], out[PATH_MAX], err[PATH_MAX];
    const char *build = getenv("BUILD");
    if (snprintf(program, sizeof program, "%s/%s/chokepoint", cli_root(),
                 build ? build : "build") >= PATH_MAX)
        exit(99);
    // Beside the folder, so that what is counted in it is what the program wrote.
    snprintf(out, sizeof out, "%.4000s.out", cli_folder());
    snprintf(err, sizeof err, "%.4000s.err", cli_folder());
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) become(program, folder ? folder : cli_root(), env, words, out, err);
    if (signal_number) {
        struct timespec wait = {after_ms / 1000, (after_ms % 1000) * 1000000L};
        nanosleep(&wait, NULL);
        kill(child, signal_number);
    }
    int status;
    waitpid(child, &status, 0);
    Ran r = {.code = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status)};
    r.out = read_path(out, &r.out_size);
    r.err = read_path(err, NULL);
    remove(out);
    remove(err);
    return r;
}

Ran cli_run(const char *folder, const char *const *env, const char *const *words) {
    return run(folder, env, words, 0, 0);
}

Ran cli_run_input(const char *const *words, const char *input) {
    int before = dup(STDIN_FILENO);
    FILE *f = tmpfile();
    if (before < 0 || !f || fputs(input, f) < 0 || fflush(f) != 0) exit(99);
    rewind(f);
    if (dup2(fileno(f), STDIN_FILENO) < 0) exit(99);
    Ran r = run(NULL, NULL, words, 0, 0);
    dup2(before, STDIN_FILENO);
    close(before);
    fclose(f);
    return r;
}

Ran cli_run_signal(const char *const *words, int signal_number, int after_ms) {
    return run(NULL, NULL, words, signal_number, after_ms);
}

void ran_done(Ran *r) {
    free(r->out);
    free(r->err);
    *r = (Ran){0};
}

void cli_check_ran(Ran r, int code, const char *out, const char *err, const char *file,
                   int line) {
    if (r.code != code || (out && strcmp(r.out, out) != 0) ||
        (err && strcmp(r.err, err) != 0)) {
        print_error("exit code %d, expected %d\nstdout:\n%s\nstderr:\n%s\n", r.code, code,
                    r.out, r.err);
        if (out) print_error("expected stdout:\n%s\n", out);
        if (err) print_error("expected stderr:\n%s\n", err);
        ran_done(&r);
        _fail(file, line);
    }
    ran_done(&r);
}
