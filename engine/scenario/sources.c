// What an entity's `source` says of its fields: "C086", { "C086", "assumed" }, or by field,
// { "F10", price = "C087", flops = { "F12", "F13" } }.
#include "scenario/draft.h"

#include <string.h>

static const Raw *source_of(const RawEntity *e) {
    for (int i = 0; i < e->n_fields; i++)
        if (strcmp(e->fields[i].name, "source") == 0) return &e->fields[i].value;
    return NULL;
}

static int count_ids(const Raw *raw) {
    int n = 1;
    for (int i = 0; i < raw->n; i++) n += count_ids(&raw->items[i].value);
    return n;
}

static void add_ids(const Raw *raw, const char **ids, int *n) {
    if (raw->kind == RAW_LIST) {
        for (int i = 0; i < raw->n; i++) add_ids(&raw->items[i].value, ids, n);
        return;
    }
    if (raw->kind != RAW_TEXT && raw->kind != RAW_ENTITY) return;
    for (int i = 0; i < *n; i++)
        if (strcmp(ids[i], raw->text) == 0) return;
    ids[(*n)++] = raw->text;
}

bool source_by_field(const RawEntity *e, const char *field) {
    const Raw *raw = source_of(e);
    for (int i = 0; raw && raw->kind == RAW_MAP && i < raw->n; i++) {
        const RawItem *item = &raw->items[i];
        if (!item->key_is_number && item->key && strcmp(item->key, field) == 0) return true;
    }
    return false;
}

Names sources_for(const RawEntity *e, const char *field, Arena *arena) {
    const Raw *raw = source_of(e);
    if (!raw) return (Names){0};
    const char **ids = ARENA_NEW(arena, const char *, count_ids(raw));
    int n = 0;
    bool own = field && source_by_field(e, field);
    if (raw->kind != RAW_MAP) add_ids(raw, ids, &n);
    for (int i = 0; raw->kind == RAW_MAP && i < raw->n; i++) {
        const RawItem *item = &raw->items[i];
        bool wanted = !field || (own ? !item->key_is_number && strcmp(item->key, field) == 0
                                     : item->key_is_number);
        if (wanted) add_ids(&item->value, ids, &n);
    }
    return (Names){n, ids};
}
