// result "got" { "bought", ... }: what a series gives, as a quantity that no trace knows the
// value of. Whether its filters fit its series is looked at here, where series are known.
#include "base/text.h"
#include "script/entity.h"
#include "script/quantity.h"

#include <string.h>

static void add_wrong(lua_State *L, const Made *m, const char *field, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static void add_wrong(lua_State *L, const Made *m, const char *field, const char *format, ...) {
    Text text = {0};
    va_list args;
    va_start(args, format);
    text_vprintf(&text, format, args);
    va_end(args);
    fault_add(run_of(L)->faults, m->file, field_line(L, m, field), "%s \"%s\": field '%s': %s",
              kind_at(m->kind)->name, m->name, field, text_get(&text));
    text_done(&text);
}

static bool has_field(lua_State *L, int table, const char *name) {
    bool has = lua_getfield(L, table, name) != LUA_TNIL;
    lua_pop(L, 1);
    return has;
}

static bool is_money(const SeriesInfo *s) {
    return strcmp(s->unit, "USD") == 0 || strcmp(s->unit, "own") == 0;
}

// Filters that the series is not kept by.
static void check_filters(lua_State *L, const Made *m, int table, const SeriesInfo *s) {
    static const struct {
        const char *name;
        unsigned by;
    } FILTERS[] = {{"buyer", BY_BUYER},       {"chip", BY_CHIP},
                   {"workload", BY_WORKLOAD}, {"authority", BY_AUTHORITY},
                   {"seller", BY_SELLER},     {"approval", BY_APPROVAL}};
    for (size_t i = 0; i < sizeof FILTERS / sizeof *FILTERS; i++)
        if (!(s->by & FILTERS[i].by) && has_field(L, table, FILTERS[i].name))
            add_wrong(
                L, m, FILTERS[i].name,
                "is given, but series %s is not kept by it; leave it out (chokepoint docs "
                "series says what each is kept by)",
                s->name);
    if (!is_money(s) && has_field(L, table, "currency"))
        add_wrong(L, m, "currency", "is given, but series %s is no money; leave it out",
                  s->name);
    if (s->kind != SERIES_FLOW && has_field(L, table, "cumulative"))
        add_wrong(L, m, "cumulative",
                  "is given, but series %s is not summed over time; leave it out", s->name);
    if (s->kind != SERIES_CODE && has_field(L, table, "bound_by"))
        add_wrong(L, m, "bound_by", "is given, but series %s is not \"binding\"; leave it out",
                  s->name);
}

static Unit result_unit(lua_State *L, int table, const SeriesInfo *s) {
    Unit unit = UNIT_PLAIN;
    if (run_of(L)->mode != RUN_TRACE) return unit;
    if (is_money(s)) {
        lua_getfield(L, table, "currency");
        int currency = lua_type(L, -1) == LUA_TSTRING ? currency_find(lua_tostring(L, -1)) : 0;
        lua_pop(L, 1);
        unit.power[DIM_MONEY] = 1;
        unit.currency = (uint8_t)(currency ? currency : CURRENCY_USD);
    } else if (strcmp(s->unit, "TB/s") == 0) {
        unit.power[DIM_BANDWIDTH] = 1;
    } else if (s->kind == SERIES_CODE && has_field(L, table, "bound_by")) {
        unit.power[DIM_TIME] = 1;
    }
    return unit;
}

void push_result(lua_State *L, const Made *m, int index) {
    int type = lua_rawgeti(L, index, 1);
    if (to_quantity(L, -1)) return; // arithmetic over results: that itself
    int id = type == LUA_TSTRING ? series_find(lua_tostring(L, -1)) : -1;
    lua_pop(L, 1);
    Unit unit = UNIT_PLAIN;
    if (id >= 0) {
        check_filters(L, m, index, &SERIES[id]);
        unit = result_unit(L, index, &SERIES[id]);
    }
    push_formula(L, formula_result(run_of(L)->draft->graph, m->name, unit), false);
}
