// What one run of a script leaves behind, before anything is validated: levers and assumptions,
// guards, and the entities as the script wrote them. script/ fills a Draft; build.h turns it into
// a Scenario. No Lua in here. Everything lives in the draft's arena.
#ifndef ENGINE_SCENARIO_DRAFT_H
#define ENGINE_SCENARIO_DRAFT_H

#include "base/arena.h"
#include "base/dist.h"
#include "scenario/path.h"

typedef struct Names {
    int n;
    const char *const *name;
} Names;

typedef enum RawKind {
    RAW_NUMBER,  // number: a literal of the script, in the unit of its field
    RAW_FORMULA, // formula: carries its unit (constants made by usd() and the like too)
    RAW_PATH,    // path
    RAW_OFF,     // off
    RAW_TEXT,    // text
    RAW_BOOL,    // number 0 or 1
    RAW_ENTITY,  // text: the name of another entity, given by its table
    RAW_LIST,    // items, without keys
    RAW_MAP,     // items, with keys (numbers as keys in key_number, text in key_text)
    RAW_OTHER    // text: Lua's name of the type ("function"); for the message
} RawKind;

typedef struct Raw {
    RawKind kind;
    double number;
    Formula formula;
    const Path *path;
    const char *text;
    int n;
    const struct RawItem *items;
} Raw;

typedef struct RawItem {
    const char *key; // NULL in a list; "2026" for a number key
    bool key_is_number;
    Raw value;
} RawItem;

typedef struct RawField {
    const char *name;
    int line; // of the field where it could be found, else of the entity
    Raw value;
} RawField;

typedef struct RawEntity {
    const char *kind; // "chip", "export_levy", ... a kind of schema.h
    const char *name; // its title; NULL or "" is a fault
    const char *file;
    int line;
    bool no_fields; // `chip "H200"` without a table
    int n_fields;
    // As written; sorted by schema order, unknown ones last by name. The list part of the table
    // is one field, named as the kind's field with `list` ("series" of a chart), a RAW_LIST.
    const RawField *fields;
} RawEntity;

typedef enum InputKind { INPUT_LEVER, INPUT_ASSUME } InputKind;
typedef enum InputShape {
    INPUT_NUMBER, // a slider
    INPUT_TOGGLE, // true / false: 1 / 0
    INPUT_CHOICE, // one of `choices`: its index
    INPUT_DATE    // a date
} InputShape;

// A lever (a policy decision) or an assumption (a fact nobody chooses). Always two groups.
typedef struct InputMark { // what one of several sources says
    const char *source;
    double value; // in the input's unit
} InputMark;

typedef struct Input {
    InputKind kind;
    InputShape shape;
    const char *name, *doc, *label; // label: for people, default the name with spaces
    const char *file;
    int line;
    Unit unit;
    const char *unit_label; // of the field it reaches first, "" when plain; NULL until build
    double base, min, max;  // base may be OFF; min and max are never
    bool can_be_off;        // base or a case's value is OFF, or `off = true`
    bool whole;             // only whole numbers
    bool is_integer;        // written as a Lua integer: handed over plain as one
    Dist dist;              // DIST_NONE where none was given
    int n_choices;
    const char *const *choices;
    int n_sources;
    const char *const *sources; // source ids; the word "assumed" is one
    int n_marks;
    const InputMark *marks; // by source; where they differ
} Input;

typedef struct CaseValue {
    int input;
    double value;
    Names sources; // what the case names for this value
} CaseValue;

typedef struct Case {
    const char *name, *doc, *file;
    int line;
    int n_values;
    const CaseValue *values;
} Case;

// Lua needed a plain number of this input: the trace holds only where it has that value.
typedef struct Opaque {
    int input;
    double value;
    const char *file;
    int line;
    const char *why; // "a loop count", "Lua said: ..."
} Opaque;

typedef struct Draft {
    const char *file; // the script, for faults of the whole; NULL is allowed
    bool cut;         // an error ended the script: what would have come after is not there
    Names set_fields; // of a cut draft: what the script sets by `x.field =`, before or after
    Arena *arena;
    Graph *graph;
    int n_inputs, cap_inputs;
    Input *inputs;
    int n_cases, cap_cases;
    Case *cases; // made by build from the entities of kind "case"
    int n_entities, cap_entities;
    // In the order of declaration; scenario, chart, source and case too (a case's fields name
    // levers and assumptions). A lever's or assumption's table is here as well, beside its Input:
    // build finds unknown fields in it and the lines of its fields.
    RawEntity *entities;
    int n_guards, cap_guards;
    Guard *guards;
    int n_opaques, cap_opaques;
    Opaque *opaques;
    int n_rules;         // the script layer keeps the functions
    const double *point; // the inputs' values at which it was traced; NULL: the base
} Draft;

// The source ids that an entity names for a field (for itself, else for all it does not name);
// `field` NULL: all ids, each once.
Names sources_for(const RawEntity *e, const char *field, Arena *arena);
// Does it name some for this field by itself?
bool source_by_field(const RawEntity *e, const char *field);

#endif
