// Inside of scenario_build: the state that its rooms share. Each room reads or checks one part
// and adds every fault it finds; nothing stops at the first.
//   build.c         the order of work, the calendar, what is frozen
//   build_words.c   names, what is looked up by them, how values are described in messages
//   build_number.c  numbers: units, slots, paths
//   build_fields.c  the other types of fields; defaults
//   build_range.c   ranges at the baseline, in every case, at both ends of every range
//   build_inputs.c  levers, assumptions, cases
//   build_cross.c   what one field alone cannot tell
//   build_line.c    lines: wafers and what they need
//   build_learn.c   chips whose cost or price moves by itself
//   build_levy.c    levies that take all of a price
//   build_shock.c   what shocks set
//   build_box.c     thresholds: what chips must state
//   build_results.c results, expectations, conclusions, the headline
//   build_observe.c observed data
//   build_lesson.c  lessons and their steps
//   reach.c         whom an instrument acts on
#ifndef ENGINE_SCENARIO_BUILD_H
#define ENGINE_SCENARIO_BUILD_H

#include "scenario/scenario.h"
#include "scenario/schema.h"

// The entities of one kind, in order of declaration: entry i is item i of its room.
typedef struct Roll {
    int n, cap;
    const char **name;
    const RawEntity **entity;
    int seats; // a power of two, or 0
    int *seat; // entry + 1 by the hash of its name and from there on; 0: none
} Roll;

// Kinds share a room where scenario.h keeps them in one array (levies and tariffs).
enum {
    ROOM_WORKLOAD,
    ROOM_CURRENCY,
    ROOM_CHIP,
    ROOM_RESOURCE,
    ROOM_LINE,
    ROOM_BUYER,
    ROOM_CONTROL,
    ROOM_APPROVAL,
    ROOM_LEVY,
    ROOM_BUNDLING,
    ROOM_GUIDELINE,
    ROOM_SUBSIDY, // the last of the instruments in time (ROOM_CONTROL to here)
    ROOM_TAPEOUT,
    ROOM_LEASE,
    ROOM_EFFICIENCY,
    ROOM_SHOCK,
    ROOM_CHART,
    ROOM_RESULT,
    ROOM_EXPECT,
    ROOM_CONCLUDE,
    ROOM_OBSERVE,
    ROOM_LESSON,
    ROOM_SOURCE,
    ROOM_COUNT
};

typedef struct Room {
    Roll roll;
    size_t size;
    char *items;
} Room;

typedef enum CheckKind {
    CHECK_RANGE, // min <= f <= max of the field
    CHECK_AFTER  // f is not before (of numbers: not below) `other` (`strict`: after it)
} CheckKind;

// Something that must hold at every probed point.
typedef struct Check {
    CheckKind kind;
    Formula f, other;
    bool strict;
    double min, max;
    bool min_open, whole, may_be_off;
    FieldUnit unit;
    const RawEntity *entity;
    const char *field;
    const char *key; // "[2026] " inside a table of values; ""
    int line;
    bool fixed; // of constants: looked at once
    bool reported;
} Check;

typedef struct Build {
    Draft *draft;
    Arena *arena;
    Graph *graph;
    Faults *faults;
    const Names *series;
    Scenario *s;
    const RawEntity *setting; // the scenario call
    Room room[ROOM_COUNT];
    Roll jurisdictions; // of buyers, each once
    int n_slots, cap_slots, n_labels, cap_labels;
    Slot *slots;
    const char **labels; // of slots
    int n_paths, cap_paths, n_path_labels, cap_path_labels;
    PathPlan *paths;
    const char **path_labels;
    int n_path_nums, cap_path_nums;
    Num **path_nums; // hold an index of `paths` until the number of slots is known
    int n_checks, cap_checks;
    Check *checks;
    bool levies_reported, probed;
    bool dated;    // the calendar is the script's; else a stand-in
    double *point; // the inputs at which the script was traced
} Build;

// One field of one entity, as it is read.
typedef struct Reader {
    Build *b;
    const RawEntity *entity;
    const Field *field;
    const Raw *raw; // NULL when not given
    int line;
    void *member;
    int currency;    // of IN_MONEY
    const char *key; // "[2026] " while an item of a table is read, else ""
} Reader;

// Words. A fault begins `kind "name": field 'x': `; `field` may be NULL.
void entity_fault(Build *b, const RawEntity *e, const char *field, int line, const char *format,
                  ...) __attribute__((format(printf, 5, 6)));
void reader_fault(const Reader *r, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void wrong_type(const Reader *r, const Raw *raw); // "is the string "cheap", expected ..."
const char *raw_words(const Build *b, const Raw *raw, char out[160]);
const char *field_words(const Field *f, char out[256]); // "USD per unit such as 27000"
const char *quote(const char *text, char out[80]);      // cut and cleaned for a message
// What to write instead of a text where a number belongs ("; write percent(25)"); "".
const char *text_tip(const Build *b, const Raw *raw, char tip[80]);
void list_words(const char *const *names, int n, char *out, size_t size); // `"a", "b"`
// `did you mean "x"?`, `expected one of "x", "y"` or `declare it with chip "H200" { ... }`.
void advice(const char *word, const char *const *names, int n, const char *kind, char out[256]);
int roll_find(const Roll *r, const char *name); // -1
void roll_add(Build *b, Roll *r, const char *name, const RawEntity *e);
int room_of(const char *kind); // -1: not an entity
void names_collect(Build *b);
const RawField *raw_field(const RawEntity *e, const char *name); // NULL
// The line of that field, the entity's own where it is not given.
int raw_line(const RawEntity *e, const char *field);
// Of a script that an error ended: the entity's table, or this field of it, was perhaps to come.
// Nor is a name unknown there that may be declared further on.
bool may_follow(const Build *b, const RawEntity *e, const char *field);
const char *raw_name(const Raw *raw); // of RAW_TEXT and RAW_ENTITY; NULL

// Numbers.
bool unit_fits(Unit u, FieldUnit wanted);
const char *unit_label(Build *b, FieldUnit u, int currency); // "H100e per month"; "" when plain
Formula number_formula(Reader *r, const Raw *raw);           // FORMULA_NONE after a fault
Num slot_add(Build *b, Formula f, double neutral, bool date, const char *label);
Num number_const(Build *b, double value, const char *label);
void put_number(Reader *r, const Raw *raw, Num *to); // NULL: the default
void check_add(Build *b, Check c);

// Fields.
void field_read(Reader *r); // into its member
void entities_read(Build *b);
void field_unknown(Build *b, const Kind *k, const RawEntity *e);
// Is the field there under a name that is nearly its own? That is said already.
bool field_misspelt(const RawEntity *e, const char *field);
const Names *read_names(Reader *r,
                        const Raw *raw);  // a text or a list of texts; NULL after a fault
bool sources_read(Reader *r, Names *out); // `source` of an entity or a case; false with faults
void sources_check(Build *b, const RawEntity *e, const char *field, int line, const Names *ids);

// The other rooms.
void setting_read(Build *b);
void inputs_check(Build *b);
void cases_read(Build *b);
// The value that a field gives to the lever or assumption of its name; false after a fault.
bool case_field(Build *b, const RawEntity *e, const RawField *f, CaseValue *out);
void read_levers(Reader *r);
void shocks_check(Build *b);
void cross_check(Build *b);
void lines_check(Build *b);
void chip_follows_check(Build *b, int chip);
void chip_moves_check(Build *b, const Chip *c, const RawEntity *e);
void ranges_check(Build *b);
bool levies_near_one(const Build *b, const double *values); // cheap; else no need to look
void levies_check(Build *b, const double *values, const char *where);
void input_value_words(const Input *in, double value,
                       char out[96]); // "0.25", "true", "2026-07"
// Do the guards and opaque values of the trace hold there? `values`: graph_values at `inputs`.
bool point_valid(const Build *b, const double *inputs, const double *values);

// Instrument.box.given, and the figures of chips that thresholds ask for; after reach_make.
void boxes_check(Build *b);
// Results and what is made of them.
void read_period(Reader *r); // into a Period
void read_case(Reader *r);   // into an index
void results_check(Build *b);
// `to` names the last period: "2027" a year, "2027-Q4" a quarter, "2027-12" a month, else a day.
double period_end(const Raw *raw, double date);

// A value that a case or a step of a lesson gives to an input; false with a fault.
bool case_field(Build *b, const RawEntity *e, const RawField *f, CaseValue *out);
void observations_read(Build *b);
void lessons_read(Build *b);

// Instrument.acts, once buyers, chips and instruments are read.
void reach_make(Build *b);

#endif
