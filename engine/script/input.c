// lever and assume: their table becomes an Input at once, and the script gets a quantity (a plain
// value for toggles and choices, which are opaque from the start).
#include "base/calendar.h"
#include "script/branch.h"
#include "script/entity.h"
#include "script/quantity.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

// The input being declared.
typedef struct Declared {
    lua_State *L;
    Run *run;
    const Made *m;
    int table; // stack index
    Input in;
    bool failed;
} Declared;

static void add_wrong(Declared *d, Faults *to, const char *field, const char *text) {
    const char *kind = kind_at(d->m->kind)->name;
    int line = field ? field_line(d->L, d->m, field) : d->m->line;
    if (field)
        fault_add(to, d->m->file, line, "%s \"%s\": field '%s': %s", kind, d->m->name, field,
                  text);
    else
        fault_add(to, d->m->file, line, "%s \"%s\": %s", kind, d->m->name, text);
    d->failed = true;
}

static void wrong(Declared *d, const char *field, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void wrong(Declared *d, const char *field, const char *format, ...) {
    Text text = {0};
    va_list args;
    va_start(args, format);
    text_vprintf(&text, format, args);
    va_end(args);
    add_wrong(d, d->run->faults, field, text_get(&text));
    text_done(&text);
}

// The value on top of the stack in words: "months", "the string \"x\"".
static const char *value_words(Declared *d) {
    lua_State *L = d->L;
    Quantity *q = to_quantity(L, -1);
    char name[64];
    if (to_is_off(L, -1)) return "off";
    if (q)
        return arena_text(d->run->arena,
                          unit_name(graph_node(d->run->draft->graph, q->f)->unit, name));
    if (to_path(L, -1)) return "a path over time";
    if (to_dist(L, -1)) return "a distribution";
    switch (lua_type(L, -1)) {
    case LUA_TNUMBER:
        if (isnan(lua_tonumber(L, -1))) return "the number nan"; // its sign differs by machine
        return arena_printf(d->run->arena, "the number %.15g", lua_tonumber(L, -1));
    case LUA_TSTRING:
        return arena_printf(d->run->arena, "the string \"%s\"", lua_tostring(L, -1));
    case LUA_TBOOLEAN:
        return lua_toboolean(L, -1) ? "the boolean true" : "the boolean false";
    case LUA_TNIL:
        return "missing";
    default:
        return arena_printf(d->run->arena, "a %s", luaL_typename(L, -1));
    }
}

// A constant on top of the stack as number and unit; false with a fault.
static bool read_constant(Declared *d, const char *field, double *value, Unit *unit,
                          bool *integer) {
    lua_State *L = d->L;
    Quantity *q = to_quantity(L, -1);
    *unit = UNIT_PLAIN;
    *integer = lua_isinteger(L, -1) || (q && q->integer);
    if (lua_type(L, -1) == LUA_TNUMBER) {
        *value = lua_tonumber(L, -1);
        if (isfinite(*value)) return true;
        wrong(d, field, "is %s, expected a finite number", value_words(d));
        return false;
    }
    if (lua_type(L, -1) == LUA_TSTRING && date_parse(lua_tostring(L, -1), value)) {
        *unit = (Unit){.date = true};
        return true;
    }
    if (!q) {
        wrong(d, field, "is %s, expected a number, quantity or date", value_words(d));
        return false;
    }
    const Graph *g = d->run->draft->graph;
    *value = quantity_value(L, q);
    *unit = graph_node(g, q->f)->unit;
    if (formula_is_const(g, q->f)) return true;
    if (formula_uses_result(g, q->f, -1)) {
        wrong(d, field, "is a result of the run, which is known only after it");
        return false;
    }
    add_wrong(
        d, d->run->units, field, // a plain run would not see it
        "hangs on another lever or assumption: they do not depend on one another; write the "
        "formula where the value is used");
    return false;
}

static void read_choices(Declared *d) {
    lua_State *L = d->L;
    if (lua_getfield(L, d->table, "choices") != LUA_TNIL) {
        int n = lua_type(L, -1) == LUA_TTABLE ? (int)lua_rawlen(L, -1) : 0;
        const char **choices = ARENA_NEW(d->run->arena, const char *, n);
        bool texts = n > 0;
        for (int i = 0; i < n; i++) {
            texts = lua_rawgeti(L, -1, i + 1) == LUA_TSTRING && texts;
            choices[i] = texts ? arena_text(d->run->arena, lua_tostring(L, -1)) : "";
            lua_pop(L, 1);
        }
        if (!texts)
            wrong(d, "choices", "is %s, expected a list of texts such as { \"low\", \"high\" }",
                  value_words(d));
        d->in.choices = choices;
        d->in.n_choices = texts ? n : 0;
        d->in.shape = INPUT_CHOICE;
    }
    lua_pop(L, 1);
}

static int choice_index(const Input *in, const char *text) {
    for (int i = 0; i < in->n_choices; i++)
        if (strcmp(in->choices[i], text) == 0) return i;
    return -1;
}

static void read_choice_value(Declared *d) {
    const char *text = lua_type(d->L, -1) == LUA_TSTRING ? lua_tostring(d->L, -1) : NULL;
    int index = text ? choice_index(&d->in, text) : -1;
    d->in.base = index; // -1: the builder lists the choices
    if (!text) wrong(d, "value", "is %s, expected one of its choices", value_words(d));
}

// A text that is no date.
static void wrong_text(Declared *d) {
    bool number = lua_stringtonumber(d->L, lua_tostring(d->L, -1)) != 0;
    if (number) lua_pop(d->L, 1);
    if (number)
        wrong(d, "value", "is %s, expected a number; it stands without quotes", value_words(d));
    else
        wrong(d, "value",
              "is %s, expected a date such as \"2026-03\", or choices = { ... } that "
              "list it",
              value_words(d));
}

// The first item of the table.
static void read_value(Declared *d) {
    lua_State *L = d->L;
    Input *in = &d->in;
    int type = lua_rawgeti(L, d->table, 1);
    if (in->shape == INPUT_CHOICE) {
        read_choice_value(d);
    } else if (type == LUA_TBOOLEAN) {
        in->shape = INPUT_TOGGLE;
        in->base = lua_toboolean(L, -1);
    } else if (to_is_off(L, -1)) {
        in->base = off_value();
        in->can_be_off = true;
    } else if (type == LUA_TNIL) {
        wrong(d, "value", "is missing, write it first: %s \"%s\" { 0.25, min = 0, max = 1 }",
              kind_at(d->m->kind)->name, d->m->name);
    } else if (type == LUA_TSTRING && !date_parse(lua_tostring(L, -1), &in->base)) {
        wrong_text(d);
    } else {
        read_constant(d, "value", &in->base, &in->unit, &in->is_integer);
        if (in->unit.date || type == LUA_TSTRING) in->shape = INPUT_DATE;
    }
    if (in->is_integer && fabs(in->base) > 9e15) in->is_integer = false;
    lua_pop(L, 1);
}

// A plain number takes the input's unit; an `off` input takes the unit of its ends.
static bool join_unit(Declared *d, const char *field, Unit unit) {
    Input *in = &d->in;
    char a[64], b[64];
    if (unit_is_plain(unit) && in->shape != INPUT_DATE) return true;
    if (is_off(in->base) && unit_is_plain(in->unit)) {
        in->unit = unit;
        if (unit.date) in->shape = INPUT_DATE;
        return true;
    }
    if (unit_equal(in->unit, unit) || d->run->mode != RUN_TRACE) return true;
    wrong(d, field, "is %s, expected %s", unit_name(unit, b), unit_name(in->unit, a));
    return false;
}

static bool read_end(Declared *d, const char *field, double *end) {
    lua_State *L = d->L;
    Unit unit;
    bool integer, given = lua_getfield(L, d->table, field) != LUA_TNIL;
    if (given && (d->in.shape == INPUT_TOGGLE || d->in.shape == INPUT_CHOICE))
        wrong(d, field, "has no meaning for %s", input_expected(&d->in, d->run->arena));
    else if (given && to_is_off(L, -1))
        wrong(d, field, "is off, expected a number, quantity or date");
    else if (given && read_constant(d, field, end, &unit, &integer))
        join_unit(d, field, unit);
    lua_pop(L, 1);
    return given;
}

// The same day as its text, "2026-09-15": half a year on, a month's part is another one.
static double whole_day(double months) {
    char text[16];
    double day;
    date_format(months, text);
    return date_parse(text, &day) ? day : months;
}

static void default_ends(Declared *d, bool has_min, bool has_max) {
    Input *in = &d->in;
    double low = 0, high = 1;
    bool is_base = !is_off(in->base);
    if (in->shape == INPUT_CHOICE) {
        high = in->n_choices - 1;
    } else if (in->shape == INPUT_TOGGLE) {
        high = 1;
    } else if (in->dist.kind != DIST_NONE) {
        low = dist_quantile(&in->dist, 0.01), high = dist_quantile(&in->dist, 0.99);
        if (is_base && in->base < low) low = in->base;
        if (is_base && in->base > high) high = in->base;
    } else if (in->shape == INPUT_DATE && is_base) {
        low = whole_day(in->base - 6), high = whole_day(in->base + 6);
    } else if (is_base && in->base != 0) {
        low = in->base < 0 ? 2 * in->base : 0, high = in->base < 0 ? 0 : 2 * in->base;
    } else if (!is_base && !(has_min && has_max)) {
        wrong(d, has_min ? "max" : "min",
              "is missing: an input that begins as off needs both "
              "min and max");
    }
    if (in->whole && in->dist.kind != DIST_NONE) low = floor(low), high = ceil(high);
    if (!has_min) in->min = low;
    if (!has_max) in->max = high;
}

static void read_ends(Declared *d) {
    bool has_min = read_end(d, "min", &d->in.min), has_max = read_end(d, "max", &d->in.max);
    if (!d->failed) default_ends(d, has_min, has_max);
}

static bool read_flag(Declared *d, const char *field) {
    lua_State *L = d->L;
    int type = lua_getfield(L, d->table, field);
    if (type != LUA_TNIL && type != LUA_TBOOLEAN)
        wrong(d, field, "is %s, expected true or false", value_words(d));
    bool flag = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return flag;
}

static const char *read_text(Declared *d, const char *field) {
    lua_State *L = d->L;
    int type = lua_getfield(L, d->table, field);
    const char *text = NULL;
    if (type == LUA_TSTRING)
        text = arena_text(d->run->arena, lua_tostring(L, -1));
    else if (type != LUA_TNIL)
        wrong(d, field, "is %s, expected a text", value_words(d));
    lua_pop(L, 1);
    return text;
}

// One source or a list; each an id or the handle of a source.
static const char *source_id(Declared *d) {
    int entity = entity_of(d->L, -1);
    if (entity >= 0) return d->run->made[entity].name;
    if (lua_type(d->L, -1) == LUA_TSTRING)
        return arena_text(d->run->arena, lua_tostring(d->L, -1));
    return NULL;
}

// What the value on top is in words; an empty table is an empty list.
static const char *source_words(Declared *d) {
    lua_State *L = d->L;
    if (lua_type(L, -1) != LUA_TTABLE || entity_of(L, -1) >= 0) return value_words(d);
    lua_pushnil(L);
    if (!lua_next(L, -2)) return "an empty list";
    lua_pop(L, 2);
    return value_words(d);
}

static void read_sources(Declared *d) {
    lua_State *L = d->L;
    if (lua_getfield(L, d->table, "source") != LUA_TNIL) {
        bool list = lua_type(L, -1) == LUA_TTABLE && entity_of(L, -1) < 0;
        int n = list ? (int)lua_rawlen(L, -1) : 1;
        bool fine = n > 0;
        const char **sources = ARENA_NEW(d->run->arena, const char *, n);
        for (int i = 0; i < n; i++) {
            if (list) lua_rawgeti(L, -1, i + 1);
            sources[i] = source_id(d);
            fine = fine && sources[i];
            if (list) lua_pop(L, 1);
        }
        if (!fine)
            wrong(d, "source",
                  "is %s, expected ids of sources such as \"C086\" or { \"C086\", "
                  "\"assumed\" }",
                  source_words(d));
        d->in.n_sources = fine ? n : 0;
        d->in.sources = sources;
    }
    lua_pop(L, 1);
}

// Key and value are on top of the stack.
static bool read_mark(Declared *d, InputMark *out) {
    Unit unit;
    bool integer;
    if (lua_type(d->L, -2) != LUA_TSTRING) {
        wrong(d, "marks", "has a value without its source, expected { C087 = 27000 }");
        return false;
    }
    out->source = arena_text(d->run->arena, lua_tostring(d->L, -2));
    return read_constant(d, "marks", &out->value, &unit, &integer) &&
           join_unit(d, "marks", unit);
}

static int by_source(const void *a, const void *b) {
    return strcmp(((const InputMark *)a)->source, ((const InputMark *)b)->source);
}

static void read_marks(Declared *d) {
    lua_State *L = d->L;
    bool given = lua_getfield(L, d->table, "marks") != LUA_TNIL;
    bool list = lua_type(L, -1) == LUA_TTABLE && entity_of(L, -1) < 0;
    if (given && (d->in.shape == INPUT_TOGGLE || d->in.shape == INPUT_CHOICE)) {
        wrong(d, "marks", "has no meaning for %s", input_expected(&d->in, d->run->arena));
    } else if (given && !list) {
        wrong(d, "marks", "is %s, expected what sources say such as { C087 = 27000 }",
              value_words(d));
    } else if (given) {
        int n = 0, cap = 0;
        InputMark *marks = NULL, m;
        lua_pushnil(L);
        for (; lua_next(L, -2); lua_pop(L, 1)) {
            if (!read_mark(d, &m)) continue;
            ARENA_PUSH(d->run->arena, marks, n, cap, m);
        }
        if (n) qsort(marks, (size_t)n, sizeof *marks, by_source); // lua_next has no order
        d->in.marks = marks;
        d->in.n_marks = n;
    }
    lua_pop(L, 1);
}

static void read_dist(Declared *d) {
    lua_State *L = d->L;
    if (lua_getfield(L, d->table, "dist") != LUA_TNIL) {
        DistBox *box = to_dist(L, -1);
        if (!box)
            wrong(d, "dist", "is %s, expected a distribution such as triangular(20, 27, 28)",
                  value_words(d));
        else if (join_unit(d, "dist", box->unit))
            d->in.dist = box->dist;
    }
    lua_pop(L, 1);
}

static const char *spaced(Arena *arena, const char *name) {
    char *label = arena_text(arena, name);
    for (char *c = label; *c; c++)
        if (*c == '_') *c = ' ';
    return label;
}

static void read_all(Declared *d) {
    Input *in = &d->in;
    in->whole = read_flag(d, "whole");
    in->can_be_off = read_flag(d, "off");
    in->doc = read_text(d, "doc");
    in->label = read_text(d, "label");
    if (!in->label) in->label = spaced(d->run->arena, d->m->name);
    read_sources(d);
    read_choices(d);
    read_value(d);
    if (!d->failed) read_dist(d);
    if (!d->failed) read_ends(d);
    if (!d->failed) read_marks(d);
}

// Gives the input its number and its value in this run; -1 with a fault.
static int enter(Declared *d) {
    Run *run = d->run;
    Draft *draft = run->draft;
    int number = run_input(run, d->in.name);
    if (run->plan.base) {
        if (number < 0) {
            wrong(d, NULL, "is declared only %s: declare it outside of the branch",
                  branch_words(run));
            return -1;
        }
        const char *what = branch_input_differs(&run->plan.base->inputs[number], &d->in);
        if (what && run->mode == RUN_TRACE) // a plain run cannot tell dates from numbers
            wrong(d, NULL,
                  "its %s differs %s: levers and assumptions are the same in all "
                  "branches",
                  what, branch_words(run));
        draft->inputs[number] = d->in;
    } else {
        number = draft->n_inputs;
        ARENA_PUSH(run->arena, draft->inputs, draft->n_inputs, draft->cap_inputs, d->in);
        if (number == run->cap_values) {
            run->cap_values = number ? number * 2 : 32;
            run->values =
                memory_grow(run->values, sizeof *run->values * (size_t)run->cap_values);
        }
        run->values[number] = d->in.base;
    }
    return number;
}

static void add_opaque(Run *run, int number, const char *file, int line, const char *why) {
    Draft *d = run->draft;
    Opaque o = {
        .input = number, .value = run->values[number], .file = file, .line = line, .why = why};
    ARENA_PUSH(run->arena, d->opaques, d->n_opaques, d->cap_opaques, o);
}

static void push_value(Declared *d, int number) {
    lua_State *L = d->L;
    Run *run = d->run;
    const Input *in = &d->in;
    double value = run->values[number];
    bool toggle = in->shape == INPUT_TOGGLE, choice = in->shape == INPUT_CHOICE;
    const OpaqueUse *use = run_opaque(run, in->name);
    if (toggle || choice) {
        if (run->mode == RUN_TRACE)
            add_opaque(run, number, in->file, in->line,
                       toggle ? "true or false" : "one of its choices");
        if (toggle)
            lua_pushboolean(L, value != 0);
        else
            lua_pushstring(L, input_format(in, value, run->arena));
        return;
    }
    if (run->mode == RUN_PLAIN || use) {
        if (use && run->mode == RUN_TRACE)
            add_opaque(run, number, use->file, use->line, use->why);
        if (!unit_is_plain(in->unit)) run->lenient = true;
        push_plain(L, value, in->is_integer);
        return;
    }
    push_formula(L, formula_input(run->draft->graph, number, in->unit), in->is_integer);
}

void push_input(lua_State *L, const Made *m, int index) {
    Run *run = run_of(L);
    Declared d = {.L = L, .run = run, .m = m, .table = lua_absindex(L, index)};
    d.in = (Input){.kind = strcmp(kind_at(m->kind)->name, "lever") == 0 ? INPUT_LEVER
                                                                        : INPUT_ASSUME,
                   .name = m->name,
                   .file = m->file,
                   .line = m->line};
    read_all(&d);
    if (run->mode != RUN_TRACE) d.in.unit = UNIT_PLAIN;
    if (d.failed) { // no further fault shall follow from it
        d.in = (Input){.kind = d.in.kind, .name = m->name, .file = m->file, .line = m->line};
        d.in.base = 1, d.in.min = -DBL_MAX, d.in.max = DBL_MAX;
    }
    int number = enter(&d);
    if (d.failed)
        lua_pushinteger(L, 1); // a plain number fits any field
    else
        push_value(&d, number);
}

void input_check_all(lua_State *L) {
    Run *run = run_of(L);
    const Draft *base = run->plan.base;
    for (int i = 0; base && i < base->n_inputs; i++) {
        const Input *in = &base->inputs[i];
        if (run->draft->inputs[i].name) continue;
        run->draft->inputs[i] = *in; // no further fault shall follow from it
        fault_add(run->faults, in->file, in->line,
                  "%s \"%s\": is not declared %s: declare it outside of the branch",
                  in->kind == INPUT_LEVER ? "lever" : "assume", in->name, branch_words(run));
    }
}
