// scripts/lib/chokepoint.d.lua: what an editor with the Lua language server needs to complete
// and check a script.
#include "verb/takes.h"

#include <ctype.h>
#include <string.h>

// "export_levy" as "ExportLevy".
static void add_class(const char *kind, Text *out) {
    bool upper = true;
    for (const char *c = kind; *c; c++) {
        char letter = upper ? (char)toupper((unsigned char)*c) : *c;
        if (*c != '_') text_addn(out, &letter, 1);
        upper = *c == '_';
    }
}

static void add_choices(const Field *f, Text *out) {
    for (const char *const *c = f->choices; *c; c++)
        text_printf(out, "%s\"%s\"", c == f->choices ? "" : "|", *c);
}

static const char *type_of(FieldType t) {
    switch (t) {
    case FIELD_DATE:
    case FIELD_RANGE_END:
        return "string|number";
    case FIELD_TEXT:
        return "string";
    case FIELD_BOOL:
        return "boolean";
    case FIELD_WHOLE:
        return "integer";
    case FIELD_CHIP:
        return "string|Chip";
    case FIELD_BUYER:
        return "string|Buyer";
    case FIELD_CHIPS:
        return "string|Chip|(string|Chip)[]";
    case FIELD_BUYERS:
        return "string|Buyer|(string|Buyer)[]";
    case FIELD_WORKLOADS:
        return "string|Workload|(string|Workload)[]";
    case FIELD_YEARS:
        return "number|table<integer, number>";
    case FIELD_BY_WORKLOAD:
        return "number|Path|table<string, number|Path>";
    case FIELD_RESOURCE:
        return "string|Resource";
    case FIELD_BY_RESOURCE:
        return "table<string, number|Path>";
    case FIELD_LEVERS:
        return "table<string, number|string|boolean|Off>";
    case FIELD_SOURCES:
        return "string|Source|table<integer|string, string|Source|(string|Source)[]>";
    case FIELD_CURVES:
        return "SeriesName";
    case FIELD_VALUE:
        return "number|string|boolean|Off";
    case FIELD_DISTRIBUTION:
        return "Distribution";
    case FIELD_MARKS:
        return "table<string, number|string>";
    case FIELD_TEXTS:
        return "string[]";
    case FIELD_RESULT:
        return "SeriesName|number";
    case FIELD_ROWS:
        return "table<string, number|string>[]";
    case FIELD_STEPS:
        return "LessonStep";
    case FIELD_EXPECTED:
    case FIELD_TOLERANCE:
        return "number|string";
    case FIELD_PERIOD:
    case FIELD_CASE:
        return "string";
    default:
        return "number";
    }
}

static void add_type(const Field *f, Text *out) {
    if (f->choices && f->type != FIELD_PASS_THROUGH) {
        add_choices(f, out);
        return;
    }
    text_add(out, type_of(f->type));
    if (f->type == FIELD_PASS_THROUGH) {
        text_add(out, "|");
        add_choices(f, out);
    }
    if (f->path && f->type == FIELD_NUMBER) text_add(out, "|Path");
    if (f->may_be_off) text_add(out, "|Off");
}

static void add_field(const Field *f, Text *out) {
    text_add(out, "---@field ");
    if (f->type == FIELD_CURVES || f->type == FIELD_STEPS)
        text_add(out, "[integer]");
    else if (f->list)
        text_add(out, "[1]");
    else
        text_printf(out, "%s%s", f->name, f->required ? "" : "?");
    text_add(out, " ");
    add_type(f, out);
    text_printf(out, " # %s (", f->doc);
    takes_add_all(f, out);
    text_add(out, ")\n");
}

static bool is_input(const Kind *k) {
    return strcmp(k->name, "lever") == 0 || strcmp(k->name, "assume") == 0;
}

static void add_call(const Kind *k, Text *out) {
    text_printf(out, "---%s\n---\n---    %s\n---@param name string\n", k->doc, k->example);
    for (int i = 0; i < k->n_fields; i++) {
        const Field *f = &k->fields[i];
        text_printf(out, "---@param %s%s ", f->name, f->required ? "" : "?");
        add_type(f, out);
        text_printf(out, " # %s\n", f->doc);
    }
    text_printf(out, "function %s(name", k->name);
    for (int i = 0; i < k->n_fields; i++) text_printf(out, ", %s", k->fields[i].name);
    text_add(out, ") end\n\n");
}

static void add_kind(const Kind *k, Text *out) {
    if (k->positional) {
        add_call(k, out);
        return;
    }
    text_add(out, "---@class ");
    add_class(k->name, out);
    text_add(out, "\n");
    for (int i = 0; i < k->n_fields; i++) add_field(&k->fields[i], out);
    if (strcmp(k->name, "case") == 0)
        text_add(out,
                 "---@field [string] number|string|boolean|Off # a lever or an assumption\n");
    text_printf(out, "\n---%s\n---\n---    %s\n---@param name string\n---@return fun(fields: ",
                k->doc, k->example);
    add_class(k->name, out);
    text_add(out, "): ");
    if (strcmp(k->name, "result") == 0)
        text_add(out, "number # known only after the run");
    else if (is_input(k))
        text_add(out, "any # a number; of true and false, or of choices, that itself");
    else
        add_class(k->name, out);
    text_printf(out, "\nfunction %s(name) end\n\n", k->name);
}

// Calls back with the name and the type of each of "a: number; b: T".
static void add_parameters(const char *takes, bool names_only, Text *out) {
    for (const char *at = takes; at && *at;) {
        size_t name = strcspn(at, ":"), all = strcspn(at, ";");
        const char *type = at + name + 1 + strspn(at + name + 1, " ");
        int width = (int)(at + all - type);
        bool optional = width > 0 && type[width - 1] == '?';
        if (names_only)
            text_printf(out, "%s%.*s", at == takes ? "" : ", ", (int)name, at);
        else
            text_printf(out, "---@param %.*s%s %.*s\n", (int)name, at, optional ? "?" : "",
                        optional ? width - 1 : width, type);
        at += all;
        at += strspn(at, "; ");
    }
}

static void add_word(const ScriptWord *w, const char *prefix, Text *out) {
    text_printf(out, "---%s\n---\n---    %s\n", w->doc, w->form);
    if (!w->takes) {
        text_printf(out, "---@type %s\n%s%s = nil\n\n", w->gives, prefix, w->name);
        return;
    }
    if (strcmp(w->gives ? w->gives : "", "T") == 0)
        text_add(out, "---@generic T: number|Path\n");
    add_parameters(w->takes, false, out);
    if (w->gives) text_printf(out, "---@return %s\n", w->gives);
    text_printf(out, "function %s%s(", prefix, w->name);
    add_parameters(w->takes, true, out);
    text_add(out, ") end\n\n");
}

static void add_series(Text *out) {
    text_add(out, "---@alias SeriesName\n");
    for (int i = 0; i < S_COUNT; i++) {
        text_printf(out, "---| \"%s\" # %s; ", SERIES[i].name, SERIES[i].doc);
        if (*SERIES[i].unit) text_printf(out, "%s, ", series_unit_word(&SERIES[i]));
        text_add(out, "by ");
        series_by_add(&SERIES[i], out);
        text_add(out, "\n");
    }
    text_add(out, "\n");
}

static void add_types(Text *out) {
    text_add(out, "---@class Off\n\n"
                  "---@class Path\n");
    static const char *const OPERATORS[] = {"add", "sub", "mul", "div"};
    for (int i = 0; i < 4; i++)
        text_printf(out, "---@operator %s(number): Path\n", OPERATORS[i]);
    text_add(out, "\n---@class Distribution\n\n");
    add_series(out);
    text_add(out, "---@class RuleFilter\n"
                  "---@field buyer? string|Buyer\n"
                  "---@field chip? string|Chip\n"
                  "---@field workload? string|Workload\n"
                  "---@field authority? string\n"
                  "---@field seller? string\n"
                  "---@field approval? string|Approval\n"
                  "---@field resource? string|Resource\n\n");
    text_add(out, "---@class LessonStep\n"
                  "---@field text string\n"
                  "---@field look? string\n"
                  "---@field set? table<string, any>\n"
                  "---@field question? string\n"
                  "---@field answer? string\n\n");
    text_add(out, "---@class RuleWorld\nlocal w = {}\n\n");
    for (int i = 0; i < RULE_WORD_COUNT; i++) add_word(&RULE_WORDS[i], "w.", out);
}

void luals_add(Text *out) {
    text_add(
        out,
        "---@meta\n"
        "-- The words of a script, for editors with the Lua language server. Written by\n"
        "-- `make docs` from the tables that read scripts; never required, never run.\n\n");
    add_types(out);
    for (int i = 0; i < kind_count(); i++) add_kind(kind_at(i), out);
    for (int i = 0; i < SCRIPT_WORD_COUNT; i++) {
        const ScriptWord *w = &SCRIPT_WORDS[i];
        if (w->group != WORDS_LUA && strcmp(w->name, "require") != 0) add_word(w, "", out);
    }
}
