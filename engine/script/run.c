#include "script/run.h"

#include "script/entity.h"
#include "script/hint.h"
#include "script/sandbox.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEFAULT_SEED = 1234 };

// A chunk's name is "@\1" and the number of its file: short enough that Lua never cuts it, and
// nothing that a script would write in a message of its own.
static int chunk_file(const char *source) {
    if (source[0] == '@') source++;
    return source[0] == '\1' ? (int)strtol(source + 1, NULL, 10) : -1;
}

void run_where(lua_State *L, int *file_index, const char **file, int *line) {
    Run *run = run_of(L);
    lua_Debug ar;
    int index = run->reading ? run->reading->file_index : 0;
    int at = run->reading ? run->reading->line : 0;
    for (int level = 0; lua_getstack(L, level, &ar); level++) {
        lua_getinfo(L, "Sl", &ar);
        int found = chunk_file(ar.source);
        if (ar.currentline <= 0 || found < 0) continue;
        index = found, at = ar.currentline;
        break;
    }
    if (file_index) *file_index = index;
    if (file) *file = files_at(run->files, index)->path;
    if (line) *line = at;
}

static void add_here(lua_State *L, Faults *to, FaultKind kind, const char *format,
                     va_list args) {
    const char *file;
    int line;
    run_where(L, NULL, &file, &line);
    Text text = {0};
    text_vprintf(&text, format, args);
    fault_add_kind(to, kind, file, line, "%s", text_get(&text));
    text_done(&text);
}

void fault_here(lua_State *L, const char *format, ...) {
    va_list args;
    va_start(args, format);
    add_here(L, run_of(L)->faults, FAULT_INPUT, format, args);
    va_end(args);
}

void fault_unit(lua_State *L, const char *format, ...) {
    Run *run = run_of(L);
    if (run->mode != RUN_TRACE) return;
    va_list args;
    va_start(args, format);
    add_here(L, run->units, FAULT_INPUT, format, args);
    va_end(args);
}

static int raise(lua_State *L) {
    run_of(L)->raised = true;
    lua_pushliteral(L, "");
    return lua_error(L);
}

int raise_here(lua_State *L, const char *format, ...) {
    va_list args;
    va_start(args, format);
    add_here(L, run_of(L)->faults, FAULT_INPUT, format, args);
    va_end(args);
    return raise(L);
}

int raise_limit(lua_State *L, const char *format, ...) {
    va_list args;
    va_start(args, format);
    add_here(L, run_of(L)->faults, FAULT_LIMIT, format, args);
    va_end(args);
    return raise(L);
}

// The place that a message names ("\1" file ":" line ": "), past it in `text`; false without.
static bool place_of(const char **text, int *file, int *line) {
    if ((*text)[0] != '\1') return false;
    char *end;
    *file = (int)strtol(*text + 1, &end, 10);
    if (*end != ':') return false;
    *line = (int)strtol(end + 1, &end, 10);
    if (end[0] != ':' || end[1] != ' ') return false;
    *text = end + 2;
    return true;
}

// Keeps Lua's error with its place.
static void keep_error(lua_State *L, const char *text) {
    Run *run = run_of(L);
    int file = 0, line = 0;
    if (place_of(&text, &file, &line))
        run->error_file = files_at(run->files, file)->path;
    else
        run_where(L, &file, &run->error_file, &line);
    run->error_line = line;
    const SourceFile *of = file < files_count(run->files) ? files_at(run->files, file) : NULL;
    run->error = hint_add(run->arena, text, of ? of->bytes : NULL, line);
}

static int l_handler(lua_State *L) {
    Run *run = run_of(L);
    if (run->raised || run->error) return 1;
    if (lua_type(L, 1) == LUA_TSTRING)
        keep_error(L, lua_tostring(L, 1));
    else
        keep_error(L, arena_printf(run->arena, "error was called with a %s, expected a text",
                                   luaL_typename(L, 1)));
    return 1;
}

bool run_call(Run *run, int nargs, int nresults) {
    lua_State *L = run->L;
    int handler = lua_gettop(L) - nargs;
    lua_pushcfunction(L, l_handler);
    lua_insert(L, handler);
    int status = lua_pcall(L, nargs, nresults, handler);
    lua_remove(L, handler);
    if (status == LUA_OK) return true;
    if (status == LUA_ERRMEM && !run->raised) {
        size_t limit = run->limits->memory_bytes ? run->limits->memory_bytes : 256u << 20;
        fault_add_kind(run->faults, FAULT_LIMIT, files_at(run->files, 0)->path, 0,
                       "used up %d MB of memory at once: make what it keeps smaller",
                       (int)(limit >> 20));
        run->raised = true;
    } else if (!run->raised && !run->error) {
        keep_error(L, lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "unknown error");
    }
    lua_pop(L, 1);
    return false;
}

static int keep_bytes(lua_State *L, const void *bytes, size_t size, void *file) {
    (void)L;
    SourceFile *s = file;
    if (s->chunk_size + size > s->chunk_capacity) {
        s->chunk_capacity = (s->chunk_size + size) * 2;
        s->chunk = memory_grow(s->chunk, s->chunk_capacity);
    }
    memcpy(s->chunk + s->chunk_size, bytes, size);
    s->chunk_size += size;
    return 0;
}

// Scripts are text; only what this program compiled from such a text is loaded in Lua's own form.
int push_chunk(lua_State *L, int file) {
    SourceFile *s = files_edit(run_of(L)->files, file);
    char name[24];
    snprintf(name, sizeof name, "@\1%d", file);
    int status = s->chunk ? luaL_loadbufferx(L, s->chunk, s->chunk_size, name, "b")
                          : luaL_loadbufferx(L, s->bytes, s->size, name, "t");
    if (status != LUA_OK) return status;
    if (!s->chunk) lua_dump(L, keep_bytes, s, 0);
    push_surroundings(L);
    lua_setupvalue(L, -2, 1);
    return LUA_OK;
}

static void run_script(Run *run) {
    lua_State *L = run->L;
    if (push_chunk(L, 0) != LUA_OK) {
        keep_error(L, lua_tostring(L, -1));
        return;
    }
    if (!run_call(run, 0, 0)) return;
    lua_pushcfunction(L, l_finish);
    run_call(run, 0, 0);
}

static void copy_inputs(Run *run) {
    const Draft *base = run->plan.base;
    if (!base) return;
    Draft *d = run->draft;
    d->n_inputs = d->cap_inputs = base->n_inputs;
    d->inputs = ARENA_NEW(run->arena, Input, base->n_inputs);
    run->cap_values = base->n_inputs;
    run->values = memory_grow(NULL, sizeof *run->values * (size_t)(base->n_inputs + 1));
    for (int i = 0; i < base->n_inputs; i++)
        run->values[i] = run->plan.point ? run->plan.point[i] : base->inputs[i].base;
}

static void keep_point(Run *run) {
    Draft *d = run->draft;
    double *point = ARENA_NEW(run->arena, double, d->n_inputs);
    for (int i = 0; i < d->n_inputs; i++) point[i] = run->values[i];
    d->point = point;
}

Run *run_new(Files *files, const ScriptLimits *limits, const RunPlan *plan) {
    Run *run = memory_grow(NULL, sizeof *run);
    Arena *arena = arena_in(limits->region);
    *run = (Run){.plan = *plan,
                 .mode = plan->mode,
                 .files = files,
                 .limits = limits,
                 .arena = arena,
                 .faults = faults_new(),
                 .units = faults_new(),
                 .seed = DEFAULT_SEED,
                 .draw = PLAIN_RUN};
    run->draft = ARENA_NEW(arena, Draft, 1);
    run->draft->arena = arena;
    run->draft->file = files_at(files, 0)->path;
    run->draft->graph = graph_new(arena);
    copy_inputs(run);
    if (run->plan.mode == RUN_RULE) run->mode = RUN_TRACE; // first traced as any other
    if (!sandbox_open(run)) {
        fault_add_kind(run->faults, FAULT_LIMIT, files_at(files, 0)->path, 0,
                       "needs more memory than the limit to begin with");
        run->raised = true;
        return run;
    }
    run_script(run);
    keep_point(run);
    return run;
}

void run_free(Run *run, bool keep_draft) {
    if (!run) return;
    sandbox_close(run);
    faults_free(run->faults);
    faults_free(run->units);
    free(run->values);
    free(run->known);
    if (!keep_draft) arena_free(run->arena);
    free(run);
}

bool run_ended(const Run *run) {
    return !run->raised && !run->error;
}

bool run_cut(Run *run) {
    enum { MOST_MADE = 10000 }; // a loop without end makes more: names are compared in pairs
    if (!run->L || run->n_made > MOST_MADE) return false;
    lua_pushcfunction(run->L, l_finish_cut);
    return run_call(run, 0, 0);
}

bool run_clean(const Run *run) {
    return run_ended(run) && faults_count(run->faults) == 0;
}

void run_report(const Run *run, const char *at, Faults *out) {
    faults_copy(run->faults, at, out);
    if (run->error) fault_add(out, run->error_file, run->error_line, "%s%s", at, run->error);
}

void run_report_units(const Run *run, const char *at, Faults *out) {
    faults_copy(run->units, at, out);
}

int run_input(const Run *run, const char *name) {
    const Draft *d = run->plan.base ? run->plan.base : run->draft;
    for (int i = 0; i < d->n_inputs; i++)
        if (d->inputs[i].name && strcmp(d->inputs[i].name, name) == 0) return i;
    return -1;
}

const OpaqueUse *run_opaque(const Run *run, const char *name) {
    for (int i = 0; i < run->plan.opaque.n; i++)
        if (strcmp(run->plan.opaque.at[i].name, name) == 0) return &run->plan.opaque.at[i];
    return NULL;
}
