// The numbers of a scenario by the names that its script gives them, and the levers, assumptions
// and sources under each. What `explain` and `sources` tell of a field comes from here.
#ifndef ENGINE_STUDY_FIELDS_H
#define ENGINE_STUDY_FIELDS_H

#include "scenario/scenario.h"
#include "scenario/schema.h"

// Any entity that a script declares.
typedef struct Entity {
    const Kind *kind;
    const Head *head;
    const RawEntity *raw; // as written
} Entity;

// In the order of the kinds in the schema, then of declaration; sources and charts are none of them.
int scenario_entities(const Scenario *s, Arena *arena, Entity **out);

// One number of one entity.
typedef struct NumberField {
    Entity of;
    const Field *field;
    const char *key; // year or workload in a field that has several: "2026"; NULL
    Num num;
    bool given; // written in the script; else the default
    int line;   // where it was written, else of the entity
} NumberField;

int number_fields(const Scenario *s, Arena *arena, NumberField **out);

// "chip.H200.price", "buyer.ByteDance.capex[2026]"; `kind` false: without "chip.".
const char *field_path(const NumberField *f, bool kind, Arena *arena);

// Does it hang on the input, also by a knot of its path?
bool num_uses(const Scenario *s, Num n, int input);

bool num_is_path(const Scenario *s, Num n);
const PathPlan *num_path(const Scenario *s, Num n);

// As the script wrote it: the formula's value, dates as dates, OFF as OFF. Not of a path.
double num_written(const Scenario *s, Num n, const double *inputs);

const RawEntity *entity_raw(const Scenario *s, const Entity *e); // as the script wrote it
const SourceDoc *source_find(const Scenario *s, const char *id); // NULL; also for "assumed"
bool names_have(const Names *names, const char *name);

#endif
