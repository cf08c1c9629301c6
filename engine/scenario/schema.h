// One table per kind of entity: field, type, unit, range, default, neutral value, one line of
// text. Reading, validation, defaults, `chokepoint docs` and the editor file come from it; a
// field is added in one place (schema_*.c) and gets its member in scenario.h.
#ifndef ENGINE_SCENARIO_SCHEMA_H
#define ENGINE_SCENARIO_SCHEMA_H

#include "scenario/unit.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum FieldType {
    FIELD_NUMBER, // Num
    FIELD_DATE,   // Num: months since the scenario begins
    FIELD_TEXT,   // const char *
    FIELD_CHOICE, // int, of `choices`
    FIELD_BOOL,   // bool
    FIELD_WHOLE,  // int, a plain whole number of the script
    FIELD_CHIP,   // int, index of a chip; -1 when not given
    FIELD_BUYER,  // int, index of a buyer; -1
    FIELD_CHIPS,  // ChipSet: names of chips; default all
    FIELD_BUYERS, // BuyerSet: names of buyers or jurisdictions; default the authority's reach
    FIELD_WORKLOADS,    // WorkloadSet; default all
    FIELD_YEARS,        // YearNums: a number for all years, or { [2026] = ..., [2027] = ... }
    FIELD_BY_WORKLOAD,  // WorkloadNums: a number for the first workload, or by name
    FIELD_RESOURCE,     // int, index of a resource; -1
    FIELD_BY_RESOURCE,  // ResourceNums: amounts by the name of a resource
    FIELD_LEVERS,       // LeverValues: { lever = value }
    FIELD_SOURCES,      // Names: source ids
    FIELD_PASS_THROUGH, // PassThrough: a preset's name or a number
    FIELD_CURVES,       // chart: names of series, its list part
    FIELD_VALUE,        // lever, assume: a number, quantity, date, toggle, text or `off`
    FIELD_RANGE_END,    // lever, assume: least or greatest value
    FIELD_DISTRIBUTION, // lever, assume
    FIELD_TEXTS,        // lever, assume: the choices
    FIELD_MARKS,        // lever, assume: values by the id of the source that gives them
    FIELD_RESULT,    // result: a series' name, or arithmetic over results; expect: the latter
    FIELD_EXPECTED,  // expect: what the source says, in the unit of the value
    FIELD_TOLERANCE, // expect: in the unit of the value, or "5%" of what is expected
    FIELD_PERIOD,    // Period: a year, quarter, month or day of the scenario
    FIELD_ROWS,      // observe: rows of a table, each by the names of its columns
    FIELD_STEPS,     // lesson: its steps
    FIELD_CASE       // int: index of a case, CASE_BASELINE or CASE_OWN
} FieldType;

typedef enum FieldUnit {
    IN_PLAIN, // share, ratio, rate, count of things
    IN_UNITS, // chips
    IN_UNITS_PER_MONTH,
    IN_USD, // USD
    IN_USD_PER_UNIT,
    IN_MONEY, // the buyer's own currency
    IN_MONTHS,
    IN_PER_MONTH,
    IN_COMPUTE, // the scenario's compute unit; counted, so it has no dimension
    IN_COMPUTE_PER_MONTH,
    IN_FLOPS,
    IN_BANDWIDTH,
    IN_MEMORY,
    IN_AREA,
    IN_INTERCONNECT,
    IN_PER_CM2, // defects; a plain number
    IN_DATE,
    IN_RMB_PER_USD,    // own currency per USD
    IN_USD_PER_COMPUTE // USD per compute unit and month
} FieldUnit;

typedef struct Field {
    const char *name;
    FieldType type;
    FieldUnit unit;
    size_t offset;   // of its member in the entity's struct
    double min, max; // inclusive; min_open: greater than min
    bool min_open;
    bool whole; // a number without a fraction
    bool list;  // the list part of the table: `{ 0.25, min = 0 }`
    bool required;
    bool path; // may be a path
    bool may_be_off;
    bool quiet;      // a table of the entity leaves it out where the script does
    double fallback; // value when not given (numbers); NaN: see doc, computed in build
    double neutral;  // value when OFF: NO_CAP, FOREVER or 0
    const char *const *choices; // NULL-terminated; for FIELD_CHOICE the first is the default
    const char *doc;            // one line: what it is; default in words where it is computed
} Field;

typedef struct Kind {
    const char *name;    // the constructor: "chip"
    const char *doc;     // one line
    const char *example; // one line of a script
    size_t
        size; // of the struct in scenario.h; 0: not an entity (scenario, lever, assume, case)
    const Field *fields;
    int n_fields;
    bool positional; // expect("name", value, ...): its fields in order, without their names
} Kind;

// In the order of docs: setup, parties, instruments, what is shown.
const Kind *kind_at(int index); // 0 .. kind_count() - 1
int kind_count(void);

const Kind *kind_find(const char *name); // NULL
const Field *field_find(const Kind *k, const char *name);
const char *field_unit_name(FieldUnit u);    // "USD per unit", "months", "a plain number"
const char *field_unit_example(FieldUnit u); // "27000", "6": a literal that fits
Unit field_unit(FieldUnit u);                // as a Unit; IN_MONEY as USD

// The default in words for docs: "1", "off", "required", "all", "" where `doc` says it.
const char *field_default(const Field *f, char out[32]);

#endif
