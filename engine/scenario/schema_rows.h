// What the tables of the schema are written with. Only schema*.c include it.
#ifndef ENGINE_SCENARIO_SCHEMA_ROWS_H
#define ENGINE_SCENARIO_SCHEMA_ROWS_H

#include "scenario/scenario.h"
#include "scenario/schema.h"

#include <math.h>

// A group of kinds: those that set up, the parties, the instruments, what is shown.
typedef struct KindGroup {
    const Kind *kinds;
    int n;
} KindGroup;

extern const KindGroup KINDS_SETUP, KINDS_PARTIES, KINDS_INSTRUMENTS, KINDS_POLICY,
    KINDS_LEASES, KINDS_SHOWN;

#define GROUP(rows)                                                                            \
    { .kinds = (rows), .n = (int)(sizeof(rows) / sizeof *(rows)) }

// Ranges.
#define ANY .min = -HUGE_VAL, .max = HUGE_VAL
#define FROM(low) .min = (low), .max = HUGE_VAL
#define ABOVE(low) .min = (low), .max = HUGE_VAL, .min_open = true
#define WITHIN(low, high) .min = (low), .max = (high)
#define SHARE WITHIN(0, 1)

#define FIELD(S, member, Name, Type)                                                           \
    .name = (Name), .type = (Type), .offset = offsetof(S, member)
#define NUMBER(S, member, Unit_) FIELD(S, member, #member, FIELD_NUMBER), .unit = (Unit_)
#define OFF(value) .may_be_off = true, .neutral = (value)
#define OFF_DEFAULT(value) .may_be_off = true, .neutral = (value), .fallback = (value)
#define TEXT(S, member) FIELD(S, member, #member, FIELD_TEXT)

#define HEAD                                                                                   \
    {FIELD(Head, doc, "doc", FIELD_TEXT), .doc = "a line for people"}, {                       \
        FIELD(Head, sources, "source", FIELD_SOURCES),                                         \
            .doc = "id of a source, a list of them, or \"assumed\"; of single fields "         \
                   "{ price = \"C087\" }"                                                      \
    }

#define DATE(S, member, Name) FIELD(S, member, Name, FIELD_DATE), .unit = IN_DATE, ANY
#define INSTRUMENT                                                                             \
    {FIELD(Instrument, by, "by", FIELD_TEXT), .required = true,                                \
     .doc = "authority, such as \"US\" or \"CN\""},                                            \
        {FIELD(Instrument, chips, "chips", FIELD_CHIPS), .doc = "chips it acts on"},           \
        {FIELD(Instrument, buyers, "buyers", FIELD_BUYERS),                                    \
         .doc = "buyers or jurisdictions; default imports into `by` and exports from it"},     \
        {DATE(Instrument, from, "from"), OFF(NO_CAP),                                          \
         .doc = "first day; default the scenario's start; off: never begins"},                 \
    {                                                                                          \
        DATE(Instrument, to, "to"), OFF_DEFAULT(NO_CAP),                                       \
            .doc = "day after the last; off: never ends"                                       \
    }

#define LEAST(Name, Unit_, what)                                                               \
    {                                                                                          \
        FIELD(Instrument, box.Name, #Name, FIELD_NUMBER),                                      \
            .unit = (Unit_), FROM(0), OFF_DEFAULT(0), .quiet = true,                           \
            .doc = "only chips with " what " at least this"                                    \
    }
#define LESS(Name, Unit_, what)                                                                \
    {                                                                                          \
        FIELD(Instrument, box.Name, #Name, FIELD_NUMBER),                                      \
            .unit = (Unit_), FROM(0), OFF_DEFAULT(NO_CAP), .quiet = true,                      \
            .doc = "only chips with " what " less than this"                                   \
    }
#define THRESHOLDS                                                                             \
    LEAST(tpp_from, IN_PLAIN, "tpp"), LESS(tpp_below, IN_PLAIN, "tpp"),                        \
        LEAST(density_from, IN_PLAIN, "tpp / die_area"),                                       \
        LESS(density_below, IN_PLAIN, "tpp / die_area"),                                       \
        LEAST(bandwidth_from, IN_BANDWIDTH, "memory bandwidth"),                               \
        LESS(bandwidth_below, IN_BANDWIDTH, "memory bandwidth"),                               \
        LEAST(interconnect_from, IN_INTERCONNECT, "interconnect"),                             \
        LESS(interconnect_below, IN_INTERCONNECT, "interconnect")

#define DONE(rows) .fields = (rows), .n_fields = (int)(sizeof(rows) / sizeof *(rows))

#endif
