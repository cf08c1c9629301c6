// The model of a picture: headline, panels, curves, ribbons and flags, made from results and
// from nothing else. No sizes and no pixels: layout.h places it, paint.h draws it.
//
// Panels: Supply, Spend, Compute, then a script's charts in its order, then "What binds". A chart
// that has the title of one of the four takes its place: what the tool is for stays in view. A
// chart of series in several units becomes a panel for each unit.
//
// The time axis runs from the scenario's first instant to the end of its last step. A value of
// step i stands at the middle of the step, where a ribbon's block of that step has its centre.
#ifndef ENGINE_CHART_FIGURE_H
#define ENGINE_CHART_FIGURE_H

#include "series/series.h"
#include "study/ensemble.h"

#define NO_RUN (-1)

// One run to show. Runs may stand on different variants of a scenario, or on different scenarios:
// curves are matched by name, steps by date. All must have steps of one kind.
typedef struct FigureRun {
    const char *name; // "This run", "Baseline", a case's name
    const Series *series;
    int run;
    bool ghost; // a run that was kept: grey
    int drawn;  // its point of the bands, counted from 1; 0: it has none
} FigureRun;

// A dated instrument, tape-out or shock; or the end of an instrument.
typedef struct FigureEvent {
    const char *name, *kind; // "NDRC January", "approval"
    double at;               // months since the scenario begins
    bool ends;               // its end: it gives way to what begins where flags have no room
    const char *doc;         // NULL where there is none
    const char *sources;     // "C074, C086"; NULL
    const char *file;
    int line;
} FigureEvent;

typedef struct FigureInput {
    const FigureRun *runs; // runs[0] is the shown one, in colour
    int n_runs;
    int baseline;              // index of the dashed grey one, NO_RUN where there is none
    const FigureEvent *events; // any order
    int n_events;
    const char *headline; // NULL: the scenario's title
    const char *subtitle; // NULL: title, name of the run, span of dates
    const Bands *bands;   // NULL without draws
    // Curves are differences to this run, which is none of `runs`; bands then are those of the
    // differences, draw by draw. NULL: curves are what they are.
    const FigureRun *against;
} FigureInput;

// How values of a panel or a curve are written.
typedef enum QuantityKind { QUANTITY_COUNT, QUANTITY_MONEY, QUANTITY_SHARE } QuantityKind;
typedef struct Quantity {
    QuantityKind kind;
    const char *prefix; // "$", "¥", "€" before the digits; "" else
    const char *unit;   // "units", "USD", "H100e"
} Quantity;

// Quantiles of the draws, `steps` values each; NULL: there are none.
typedef struct FigureBand {
    const double *at[BAND_COUNT];
} FigureBand;

typedef struct FigureCurve {
    const char *name;
    int first; // the run that it is of: 0, but of one that only another run has; then y[0] is NaN
    int slot;         // colour slot of its entity: the same in every panel
    int dash;         // 0 solid; else its series' place in a panel of several series
    const double **y; // [run]: `steps` values, NaN where there is none; NULL: not in that run
    bool *same;       // [run]: equal to run 0 in every step
    const double *against; // of the run that all are less (codes stay as they are); NULL
    FigureBand *band;      // [run]; of a further run only where they look unlike those of run 0
    Pick pick;             // what it shows, before it was parted; in the scenario of `first`
    const char *part;      // its name in the series; NULL
} FigureCurve;

// An observation beside a curve: a dot at the middle of its time, a bar from low to high. Of a
// flow that was observed over another time than a step, as much as falls into one step.
typedef struct FigureMark {
    double at; // months since the scenario begins
    double value, low, high;
    int curve; // of its panel
    const Observed *of;
} FigureMark;

typedef enum PanelKind { PANEL_LINES, PANEL_AREA, PANEL_RIBBON } PanelKind;

typedef struct FigurePanel {
    const char *title, *unit; // "Spend", "US$ per month"
    PanelKind kind;
    Quantity quantity;
    bool from_zero;      // the axis holds zero
    double low, high;    // of all values that are drawn; NaN where there is none
    int n_curves;        // curves, or a ribbon's rows: y holds Binding codes
    FigureCurve *curves; // without those that are zero in every run shown
    int n_marks;
    FigureMark *marks;
    const char *note; // why it is empty; NULL
} FigurePanel;

typedef struct Figure {
    Calendar calendar;
    int steps;
    const char *headline, *subtitle;
    int n_runs, baseline;
    bool difference; // to the baseline, which is zero
    const char **run_names;
    bool *ghost; // [run]
    int n_panels;
    FigurePanel *panels;
    int n_events;
    FigureEvent *events; // by date, only those inside the calendar
    int n_slots;         // colour slots in use
    int draws;           // behind the bands; 0 without
} Figure;

// Everything lives in `arena` or in the inputs (which must outlive the figure: names, series'
// scenario); the values are copied.
Figure *figure_build(const FigureInput *in, Arena *arena);

// Every pick of which a figure of the scenario shows curves: what an ensemble must keep.
int figure_picks(const Scenario *s, Arena *arena, Pick **out);

// The events of a scenario at one vector of inputs. Count; `out` in the arena.
int figure_events(const Scenario *s, const double *inputs, Arena *arena, FigureEvent **out);

// "$1.23B", "2.85M units", "12.3%": 3 significant figures, "–" for NaN.
void quantity_format(char out[40], const Quantity *q, double value);
// A difference: "+$1.23B", "−12.3 pp".
void quantity_signed(char out[40], const Quantity *q, double value);
// A range in the suffix of its larger end: "2.55–3.16M", "−$1.8 to 3.9B"; of shares "7.2–12.3%", of
// changes of shares "−3.8 to 1.2 pp". "" without a value.
void quantity_range(char out[40], const Quantity *q, double low, double high, bool change);
// The change from `base`: "+9.8%", "−3.8 pp" for shares, "" where it has no meaning.
void quantity_change(char out[40], const Quantity *q, double value, double base);

// The read-out at a step: for each panel its curves of run 0 that are not empty, in the panel's
// order, and those that only another run has, with its name as their change. A ribbon's row gives
// the word of its binding.
typedef struct ReadoutRow {
    int panel, curve;
    const char *name;
    int slot;
    Binding binding; // of a ribbon's row; else BINDING_NONE
    char value[40];  // "2.85M"
    char change[40]; // against the baseline run: "+9.8%"; "" without one
    char range[40];  // 5th to 95th percentile of the draws: "2.55–3.16M"; "" without
} ReadoutRow;
// The same of one curve of a further run: "" where it has none.
void figure_value(const Figure *f, int panel, int curve, int run, int step, char out[40]);
int figure_readout(const Figure *f, int step, Arena *arena, ReadoutRow **out);

// The model as text: for tests, and for people who cannot see the picture.
void figure_dump(const Figure *f, Text *out);

#endif
