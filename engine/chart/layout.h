// Where everything of a figure goes inside a rectangle: pure arithmetic, no drawing. Text is
// measured through a function, so that tests need no font.
#ifndef ENGINE_CHART_LAYOUT_H
#define ENGINE_CHART_LAYOUT_H

#include "chart/figure.h"
#include "chart/ink.h"
#include "chart/labels.h"
#include "chart/scale.h"
#include "chart/ticks.h"

typedef double (*MeasureText)(void *context, Font f, const char *text); // width in px

typedef struct LayoutOptions {
    Rect area;    // the figure keeps its own padding inside
    int reveal;   // last step shown; < 0 or >= steps: all
    bool heading; // headline and subtitle
    MeasureText measure;
    void *context;
} LayoutOptions;

typedef struct LayoutText {
    char text[160];
    double x, y; // baseline; x is the left end
    double w;
    Font font;
} LayoutText;

typedef struct LayoutTick {
    char text[24];
    double at;   // x or y in px
    double x, w; // of the text: left end and width
} LayoutTick;

typedef struct LayoutDates {
    int n, n_second;
    LayoutTick *ticks;  // first row: years, or months
    LayoutTick *second; // second row: the year under the first month and under each January
    double y, y_second; // baselines
} LayoutDates;

typedef struct LayoutLabel {
    int curve, run; // run: the curve's first or, for "Baseline", the baseline's
    char text[64];
    double x, y; // left end, baseline
    double w;
    double tip_x, tip_y; // the curve's last point
    bool leader;         // a line from the tip, as the label was moved
} LayoutLabel;

typedef struct LayoutBlock { // neighbouring steps with one constraint
    Rect box;
    int row, first, last; // steps
    Binding binding;
    bool word; // its name fits inside
} LayoutBlock;

typedef struct LayoutKey { // a legend's entry
    Rect box;
    Rect swatch;
    double text_x, text_y;
    const char *text;
    Binding binding; // of a ribbon's legend
    int run;         // of the runs' legend
} LayoutKey;

#define FLAG_BARE (-1)
typedef struct LayoutFlag {
    int event;     // index in the figure's events
    double x;      // of the date
    double top, h; // of the pole
    int row;       // from the top; FLAG_BARE: no room for the name, only the pennant
    Rect label;    // of the name; empty when bare
    bool drawn;    // false where another's pennant stands: its name follows the other's
    bool ends;     // hollow
    char text[64];
} LayoutFlag;

typedef struct LayoutPanel {
    const FigurePanel *panel;
    LayoutText title, unit;
    Rect plot;
    Scale y; // value -> px
    int n_ticks, n_labels, n_blocks, n_keys;
    LayoutTick *ticks;
    LayoutLabel *labels; // end labels; of a ribbon: its rows' names
    LayoutBlock *blocks;
    LayoutKey *keys;
    double row_h;    // of a ribbon
    LayoutText band; // says what the bands are, once in a figure; w 0: not here, or not yet
    double **low; // areas: [curve] lower edge of each step; NULL else. Upper edge: low + value
} LayoutPanel;

typedef struct Layout {
    const Figure *figure;
    Rect area;
    int reveal; // last step shown
    Scale x;    // months since the beginning -> px
    double plot_left, plot_right;
    int n_heading; // lines: headline (one to three), subtitle (one or two)
    LayoutText heading[5];
    int n_keys; // runs, when more than the shown one and the baseline
    LayoutKey *keys;
    int n_flags;
    LayoutFlag *flags;
    int n_panels, n_hidden; // panels that found no room
    LayoutPanel *panels;
    LayoutText hidden; // names them; w 0: there are none, or it has no room itself
    LayoutDates dates;
    Rect date_band; // where the cursor's pill goes
} Layout;

Layout *layout_make(const Figure *f, const LayoutOptions *o, Arena *arena);

// The height at which every panel has a comfortable size at this width.
double layout_good_height(const Figure *f);

double layout_step_x(const Layout *l, double step); // middle of the step
double layout_time_x(const Layout *l, double months);
int layout_step_at(const Layout *l, double x); // nearest step, inside the calendar

// What is under the mouse.
typedef struct LayoutHit {
    int panel; // -1
    int step;  // -1 outside the plots' x
    int curve; // within 12 px, or the ribbon's row; -1
    int event; // whose flag or pennant is under the mouse; -1
} LayoutHit;
LayoutHit layout_hit(const Layout *l, double x, double y);

// Every tick, label and placement as text, coordinates with one decimal.
void layout_dump(const Layout *l, Text *out);

#endif
