// sources "sources.csv": every row of a table as a source, without a table of Lua for each.
#include "base/text.h"
#include "script/entity.h"

#include <string.h>

static const char ID[] = "id";

static int column_of(const DataTable *t, const char *name) {
    for (int c = 0; c < t->columns; c++)
        if (strcmp(t->header[c], name) == 0) return c;
    return -1;
}

// Raises for a table without ids and for a column that is no field of a source.
static void check_header(lua_State *L, const char *file, const DataTable *t) {
    const Kind *k = kind_find("source");
    const char *names[16];
    int n = 0;
    for (int i = 0; i < k->n_fields && n < 15; i++) names[n++] = k->fields[i].name;
    names[n++] = ID;
    if (column_of(t, ID) < 0)
        raise_here(
            L,
            "sources \"%s\": its first line names no column %s: name so the one that holds "
            "C001 and the like",
            file, ID);
    for (int c = 0; c < t->columns; c++) {
        const char *name = t->header[c];
        if (strcmp(name, ID) == 0 || field_find(k, name)) continue;
        const char *near = text_nearest(name, names, n);
        if (!near)
            raise_here(L,
                       "sources \"%s\": column '%.60s' is no field of a source: rename it or "
                       "leave it out; chokepoint docs source lists them",
                       file, name);
        raise_here(L,
                   "sources \"%s\": column '%.60s' is no field of a source, did you mean "
                   "'%s'?",
                   file, name, near);
    }
}

static Raw cell_value(Arena *arena, const Cell *c) {
    if (c->is_number) return (Raw){.kind = RAW_NUMBER, .number = c->number};
    return (Raw){.kind = RAW_TEXT, .text = arena_text(arena, c->text)};
}

// The row's cells as fields, in the order of the schema.
static RawEntity read_row(Arena *arena, const SourceFile *s, const Kind *k, int row) {
    const DataTable *t = s->table;
    const Cell *cells = t->cells + (size_t)row * (size_t)t->columns,
               *id = &cells[column_of(t, ID)];
    RawField *fields = ARENA_NEW(arena, RawField, k->n_fields);
    RawEntity e = {.kind = k->name, .file = s->path, .line = t->line[row], .fields = fields};
    if (id->text) e.name = arena_text(arena, id->text);
    for (int i = 0; i < k->n_fields; i++) {
        int c = column_of(t, k->fields[i].name);
        if (c < 0 || !cells[c].text) continue;
        fields[e.n_fields++] = (RawField){
            .name = k->fields[i].name, .line = e.line, .value = cell_value(arena, &cells[c])};
    }
    return e;
}

// Read once for all runs of the script.
static const RawEntity *rows_of(Files *x, SourceFile *s) {
    if (s->sources) return s->sources;
    RawEntity *rows = ARENA_NEW(files_arena(x), RawEntity, s->table->rows);
    const Kind *k = kind_find("source");
    for (int row = 0; row < s->table->rows; row++)
        rows[row] = read_row(files_arena(x), s, k, row);
    return s->sources = rows;
}

void declare_sources(lua_State *L, int file) {
    Run *run = run_of(L);
    Draft *d = run->draft;
    SourceFile *s = files_edit(run->files, file);
    for (int i = 0; i < d->n_entities; i++)
        if (d->entities[i].file == s->path)
            raise_here(L, "sources \"%s\": its rows are declared already: leave this line out",
                       s->name);
    check_header(L, s->name, s->table);
    const RawEntity *rows = rows_of(run->files, s);
    for (int i = 0; i < s->table->rows; i++)
        ARENA_PUSH(run->arena, d->entities, d->n_entities, d->cap_entities, rows[i]);
}
