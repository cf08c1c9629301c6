#include "verb/guide.h"

#include "verb/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t line_size(const char *at) {
    size_t n = strcspn(at, "\n");
    return n + (at[n] == '\n');
}

static bool begins(const char *at, const char *with) {
    return strncmp(at, with, strlen(with)) == 0;
}

// The version is another one tomorrow.
static void add_line(Text *out, const char *line, size_t n) {
    static const char OWN[] = "chokepoint ";
    const char *script = begins(line, OWN) ? strstr(line, ", script ") : NULL;
    if (!script || script >= line + n) {
        text_addn(out, line, n);
        return;
    }
    text_add(out, "chokepoint VERSION");
    text_addn(out, script, (size_t)(line + n - script));
}

static void run_command(const char *command, size_t n, Text *out) {
    const char *build = getenv("BUILD");
    Text line = {0};
    text_printf(&line, "cd '%s' && PATH='%s/%s':\"$PATH\"; { %.*s\n} 2>&1", cli_folder(),
                cli_root(), build ? build : "build", (int)n, command);
    FILE *p = popen(text_get(&line), "r");
    if (!p) exit(99);
    char buffer[4096];
    while (fgets(buffer, sizeof buffer, p)) add_line(out, buffer, strlen(buffer));
    pclose(p);
    text_done(&line);
}

// From the line behind ```console; returns the closing fence.
static const char *run_block(const char *at, Text *out, int *n_commands) {
    for (; *at && !begins(at, "```"); at += line_size(at)) {
        if (!begins(at, "$ ")) continue;
        size_t n = line_size(at);
        text_addn(out, at, n);
        run_command(at + 2, n - 3, out);
        (*n_commands)++;
    }
    return at;
}

static const char *write_block(const char *fence, Text *out) {
    char name[64] = "", how[4] = "";
    sscanf(fence, "```lua %63s %3s", name, how);
    const char *body = fence + line_size(fence), *end = strstr(body, "\n```");
    if (!end) exit(99);
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", cli_folder(), name);
    FILE *f = fopen(path, how[0] == '+' ? "ab" : "wb");
    size_t n = (size_t)(end + 1 - body);
    if (!f || fwrite(body, 1, n, f) != n || fclose(f) != 0) exit(99);
    text_addn(out, body, n);
    return end + 1;
}

void guide_run(const char *page, Text *out, int *n_commands, int *n_files) {
    *n_commands = *n_files = 0;
    for (const char *at = page; *at;) {
        const char *fence = at;
        text_addn(out, at, line_size(at));
        at += line_size(at);
        if (begins(fence, "```console")) {
            at = run_block(at, out, n_commands);
        } else if (begins(fence, "```lua ")) {
            at = write_block(fence, out);
            (*n_files)++;
        } else {
            continue;
        }
        text_addn(out, at, line_size(at)); // the closing fence
        at += line_size(at);
    }
}
