// Private to layout*.c: the parts of layout_make.
#ifndef ENGINE_CHART_LAYOUT_PARTS_H
#define ENGINE_CHART_LAYOUT_PARTS_H

#include "chart/layout.h"

extern const Font FONT_HEADLINE, FONT_SUBTITLE, FONT_TITLE, FONT_UNIT, FONT_TICK, FONT_LABEL,
    FONT_FLAG, FONT_KEY;

typedef struct Placer {
    const Figure *figure;
    const LayoutOptions *o;
    Arena *arena;
    Layout *out;
} Placer;

double text_px(const Placer *p, Font f, const char *text);
// `text` in out, cut with an ellipsis to `width`. Returns its width.
double text_fit(const Placer *p, Font f, const char *text, double width, char *out,
                size_t size);

// Sizes of the headline that are tried one after the other; at most so many lines in each.
typedef struct HeadSize {
    double px;
    int lines;
} HeadSize;
enum { HEAD_SIZES = 4, HEAD_LINES = 3 };

// Headline, subtitle, legend of runs from y on. The y below them.
double place_heading(Placer *p, double y, const HeadSize *sizes, int subtitle_lines);
// Flags in at most `rows` rows with names, from y on. The y below them.
double place_flags(Placer *p, double y, int rows);
void place_dates(Placer *p, double y);
// Behind the dates: which panels are not shown.
void place_hidden(Placer *p, const bool *shown);

// A legend's entries flow from `x` on, then in lines of their own from `left` on. The number of
// lines; boxes are placed from y (the middle of the first line).
int place_keys(Placer *p, LayoutKey *keys, int n, double x, double left, double right,
               double y);
// The entries of a ribbon: the bindings that occur, in the order of their codes.
int ribbon_keys(const Placer *p, const FigurePanel *f, LayoutKey **keys);
double keys_right(const Placer *p); // edge of its legend
// Lines its legend takes beside and below the title.
int ribbon_key_lines(Placer *p, const FigurePanel *f);

// Title, axis, labels or blocks of a panel whose plot is set.
void place_ticks(Placer *p, LayoutPanel *q);
void place_title(Placer *p, LayoutPanel *q);
void place_labels(Placer *p, LayoutPanel *q);
void place_blocks(Placer *p, LayoutPanel *q);
void place_stack(Placer *p, LayoutPanel *q);
// The label of the bands, where the first panel that has any is widest.
void place_band_label(Placer *p);
// Widest end label of all panels.
double labels_px(const Placer *p);

#define LABEL_GAP 9.0    // from the last point to its label
#define LEADER_PX 6.0    // further right when a label had to move
#define LABEL_PITCH 14.5 // between labels
#define HEAD_PAD 24.0    // left edge of headings and titles
#define TITLE_ABOVE 12.0 // from a title's baseline to its plot
#define KEY_LINE 16.0    // between lines of a legend

#endif
