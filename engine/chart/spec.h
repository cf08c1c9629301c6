// What each panel shows, before any result is looked at; and the colour slots of entities, which
// depend on the scenario alone: moving a slider never changes a colour.
#ifndef ENGINE_CHART_SPEC_H
#define ENGINE_CHART_SPEC_H

#include "chart/figure.h"

typedef struct Spec {
    const Scenario *of; // whose entities the picks name
    const char *title;
    const char *what; // between unit and "per month": "delivered"; NULL
    PanelKind kind;
    bool usual;  // of no chart of a script
    bool one_by; // each entity in one series only: names need no series
    int n_picks;
    Pick *picks;
    const char **parts; // [pick]: what a name says after its entity, "leased"; NULL: its series
} Spec;

typedef struct Specs {
    const Scenario *of;
    int n, cap;
    Spec *at;
} Specs;

Specs *specs_make(const Scenario *s, Arena *arena);
// Adds those of another scenario whose titles are new, before "What binds".
void specs_merge(Specs *specs, const Scenario *s, Arena *arena);
// The pick in another scenario, entities by their names. False: it lacks one.
bool spec_pick(const Spec *s, int pick, const Scenario *in, Pick *out);

// Slots in the order buyers, series shown as one curve (they stand beside buyers), chips (those
// that somebody makes first), then the other kinds of party that the panels show.
typedef struct Slots {
    int n;
    int first[BY_KINDS]; // of each BY_ kind; -1: not shown
    int *chip_rank;      // [chip]
    int sum[S_COUNT];    // of a series shown as one curve; -1
} Slots;
void slots_init(Slots *k, const Scenario *s, const Specs *specs, Arena *arena);
int slot_of(const Slots *k, const Curve *c, SeriesId id); // -1: it has none

// "Seller net" of "seller_net".
void series_words(SeriesId id, char *out, size_t size);
Quantity quantity_of(const char *unit);
// "US$ per month", "units delivered per quarter", "RMB, cumulative", "share".
const char *unit_words(Arena *arena, const Spec *s, const char *unit, SeriesKind kind,
                       bool cumulative, StepKind step);

#endif
