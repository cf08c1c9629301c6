// Inside `explain`: what its parts share. Each adds to the page what it knows of one subject.
#ifndef ENGINE_VERB_EXPLAIN_H
#define ENGINE_VERB_EXPLAIN_H

#include "study/probe.h"
#include "study/say.h"
#include "study/study.h"
#include "study/subject.h"
#include "verb/sheet.h"

typedef struct Page {
    Script *script;
    const Scenario *s; // the variant that holds at the point
    Point point;
    bool has_at; // a date was asked for
    double at;   // months since the scenario begins
    Arena *arena;
    Text *out;
    bool inked;
    const char **names; // of the inputs
    bool *told;         // [input]: written out already
    Names cited;        // sources written out already
} Page;

void page_heading(Page *p, const char *text);
// A sentence or more, broken to the page's width.
void page_say(Page *p, int indent, Ink ink, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

// Says that rules may move levers later than the values shown; nothing without rules.
void page_rules(Page *p);

// explain_input.c: a lever or an assumption.
void explain_input(Page *p, int input);
// A line of it with its sources below, once; later only its value.
void input_brief(Page *p, int input, int indent);
// Each source written out, once. `none`: said when there is none.
void sources_say(Page *p, const char *const *ids, int n, int indent, const char *none);

// explain_field.c: fields of an entity, down to what they rest on.
void explain_fields(Page *p, const NumberField *f, int n);
void explain_entity(Page *p, const NumberField *f, int n);
const char *num_formula(const Page *p,
                        Num n); // "export_levy * 2", a path's kind; "" for a number
// What the numbers of some fields rest on: a table of them, then inputs, then sources.
void rests_on(Page *p, const NumberField *f, int n);

// What it names as its sources, with the heading.
void entity_sources(Page *p, const Entity *e);

// explain_result.c: a result, an expectation or a conclusion: its formula, its value in every case.
// False with faults where a run goes wrong.
bool explain_result(Page *p, const Subject *x, Faults *faults);

// explain_series.c: why a recorded number came out as it did.
bool explain_series(Page *p, const Pick *pick, Faults *faults);

// All of it: `what` (NULL: what there is) at `point`, on the date `at` (NULL: none). Added to
// `out`; false with faults.
bool explain_add(Script *s, const Point *point, const char *what, const char *at, bool inked,
                 Text *out, Faults *faults);

#endif
