// The window without a window system: what is shown, what the user may do, and how it is drawn.
// A host feeds events one by one, calls app_update when no more are waiting, and app_draw when
// app_is_dirty; the tests do the same without SDL.
#ifndef ENGINE_VIEW_APP_H
#define ENGINE_VIEW_APP_H

#include "chart/paint.h"
#include "view/knob.h"
#include "view/model.h"
#include "view/rooms.h"
#include "view/state.h"
#include "view/totals.h"
#include "view/tour.h"
#include "view/widgets.h"

#define ZOOM_STEP 0.125
#define ZOOM_LEAST 0.5
#define ZOOM_MOST 4.0
#define DRAWS_CHOICES 3 // 100, 1,000, 10,000
#define DIRTY_PANE(p) (1u << (p))
#define DIRTY_PANES ((1u << PANE_COUNT) - 1)
#define DIRTY_PAINT (1u << PANE_COUNT)        // the figure must be painted again
#define DIRTY_LAYOUT (1u << (PANE_COUNT + 1)) // and placed again
#define DIRTY_ALL (DIRTY_PANES | DIRTY_PAINT | DIRTY_LAYOUT)

enum {
    W_CASE = 1,
    W_RESET,
    W_EXPORT,
    W_BACK,
    W_PLAY,
    W_FORWARD,
    W_SPEED,
    W_TRACK,
    W_DRAWER,
    W_BASELINE,
    W_PLOT,
    W_DIFFERENCE,
    W_DRAWS,
    W_OPEN,
    W_SCROLL, // + pane: its scroll bar
    W_LESSON = 40,
    W_TOUR_BACK,
    W_TOUR_NEXT,
    W_TOUR_ANSWER,
    W_TOUR_CLOSE,
    W_FLAGS = 50,
    W_DOTS = 60,    // + panel of the layout: its observations
    W_RIBBON = 100, // + panel of the layout: its months
    W_INPUT = 1000, // + input: slider, check or drop-down
    W_OFF = 2000,   // + input: the check beside a slider that may be off
    W_RUN = 3000,   // + case: its overlay
    W_PIN = 4000,   // + pin: its ghost
    W_OTHER = 5000  // + OTHER_RUNS * script + run of it: its overlay
};

typedef enum ExportItem {
    EXPORT_PNG,
    EXPORT_SVG,
    EXPORT_PDF,
    EXPORT_CSV,
    EXPORT_CASE, // the settings as a `case`, to the clipboard
    EXPORT_COUNT
} ExportItem;

#define PINS_MOST 8
// A run that is kept: a grey ghost in the panels. It runs anew beside every run, so that it stays
// comparable when the script is saved.
typedef struct Pin {
    int id;
    char name[96];
    double *values; // in the world's arena
    bool shown;
} Pin;

// A number of a run over its whole length, for the tables at the right.
typedef struct Summary {
    const char *label;
    Quantity quantity;
    bool matters; // not zero in some run
    double live, baseline;
    double *of_case; // [case]
    double half[2];  // with only the levers moved, with only the assumptions; NaN: not run
    double pin[PINS_MOST];
} Summary;

typedef struct Tip {
    int widget;            // whose; 0: none
    int flag;              // or event of the figure; -1
    const FigureMark *dot; // or observation; NULL
    int ribbon, block;     // or panel of the layout, from 1, and which of its blocks; 0: none
    Rect at;               // of it; no height: at the pointer
    double since;          // when it was come to
    bool shown;
} Tip;

// The terms of one step for one buyer, over the right column.
typedef struct WhySheet {
    bool open, waits; // for the worker
    bool under;       // it has the pointer
    int step;
    char buyer[96];
    Why *told; // NULL: nothing yet
    double scroll, extent;
    const Why *measured; // whose lines these are
    double width;
    double *tops; // [line], and where the last one ends
} WhySheet;

#define OTHERS_MOST 6
#define OTHER_RUNS 100 // of a script that can be laid over
// A script that is only laid over: its baseline and its cases, as they are.
typedef struct Other {
    Model model;
    Results *fixed; // NULL: not yet, or it does not fit
    int n;
    bool *shown; // [result]
    bool due, waits;
    const char *wrong; // why it is not laid over; in the world's arena
} Other;

typedef struct App {
    Model model;
    const Scenario *scenario;
    Ui ui;
    Ink *ink;
    Theme theme;
    Rooms rooms;
    unsigned dirty;
    bool covered; // a list, tip or sheet lay over the panes when they were last drawn
    double now;

    // The setting. The arena lives until the script is read again.
    Arena *world;
    double *base, *values; // [input]
    double *kept;          // [input] what a value is when it is switched on
    int case_index;        // the one chosen, -1 the baseline
    bool *shown;           // [case] laid over
    bool show_baseline;
    bool difference; // panels show differences to the baseline

    int n_pins, pinned_ever;
    Pin pins[PINS_MOST];
    int n_others;
    Other others[OTHERS_MOST];

    // Results: 0 the baseline and 1 + c the cases; and this run, with its halves and the pins.
    Results *fixed, *live;
    bool stale, prove, anew; // this run is out of date; check it; all runs are
    bool running, reading;   // the worker runs what was asked; reads the script again
    bool slow;               // so long that it is said
    bool unread;             // what is saved cannot be read: its faults stay
    bool refused;            // the faults are those of a script that was to be opened
    bool opened;             // another script was read; its first results are still to come
    char opening[PATH_MAX];  // the script that is read in place of this one; ""
    double since;            // when it was asked
    double absent_since;     // a file of the script is missing since; 0: none is
    Arena *figure_arena, *layout_arena, *frame_arena;
    Figure *figure;
    Layout *layout;

    // Draws of the present setting, in the background.
    Bands *bands; // NULL
    const Ensemble *ensemble;
    int draws;               // asked for; 0: none
    int n_drawn;             // points that are drawn: the setting, the baseline, what lies over
    Point *drawn;            // in an arena of theirs
    Arena *drawn_arena;      // NULL without draws
    bool drawing;            // more of them are coming
    bool from_draw;          // the setting is one of the draws: they stay
    int draw;                // which
    double press_x, press_y; // where the plots were pressed

    WhySheet why;
    Tour tour;
    double zoom;    // of type and layout: 1, or larger for a room; the host applies it
    int ribbon_row; // the one in focus
    Summary summary[SUMMARY_COUNT];
    cairo_surface_t *picture; // the figure as painted

    // Time
    int step, hover_step; // hover: -1
    bool playing, revealing;
    int speed, play_step;
    double play_since;

    int *run_widget; // [run of the figure]: its row in the table of runs; 0: this run
    int pointed;     // the run whose row the pointer or the focus rests on; 0: none

    bool drawer, help;
    double scroll[PANE_COUNT], extent[PANE_COUNT];
    double loose[PANE_COUNT];  // what its rows would need with room to spare
    bool pinned;               // the comparison stands at the foot of the right column
    int hover_flag;            // event under the pointer; -1
    int sight_flag, sight_dot; // those that the keys are at
    bool by_key;               // the last move was one of the keyboard
    int shown_focus;           // the focus that was scrolled to
    Tip tip;
    Faults *faults; // why the last script or run is not on screen
    Faults *fresh;  // of the news being taken
    char toast[512];
    double toast_until;
    double look_at; // when the files are looked at next
    bool missed;    // one has been away for so long that it was said

    const char *export_folder; // "." unless told
    State state;
    bool remembers; // the state is written
    // What the host must do; it clears them.
    bool wants_quit, wants_fullscreen, wants_clipboard;
    Text clipboard;
} App;

typedef struct AppOptions {
    bool dark;
    double width, height;
    double zoom;           // 0: 1
    const char *case_name; // NULL
    int n_sets;
    const char *const *sets; // "name=value"
    int draws;               // begun at once; 0: none
    int n_others;            // scripts that are laid over
    const Model *others;     // taken
    const State *state;      // of the last visit; NULL: this one is not to be remembered
} AppOptions;

// Takes the model (also on failure). NULL with faults when nothing can be run.
App *app_new(const Model *m, const AppOptions *o, Faults *faults);
void app_leave(App *a); // remembers; what runs is to end; only app_free follows
void app_free(App *a);

void app_event(App *a, const UiEvent *e);
void app_update(App *a); // asks for what changed, and takes what came
// Waits, no longer than `seconds`, until nothing is under way, draws left aside: for pictures and
// tests. False when something still is.
bool app_settle(App *a, double seconds);
void app_stop(App *a); // what is under way
bool app_is_dirty(const App *a);
// Brings the picture up to date. The same target, or one with the same content, each time.
void app_draw(App *a, cairo_t *cr);
void app_expose(App *a); // everything must be drawn
void app_resize(App *a, double width, double height);
// Seconds until something happens without an event.
double app_wait(const App *a);

// For the parts of the window.
int app_cursor(const App *a); // the step that is read out
void app_set_value(App *a, int input, double value, bool final);
void app_choose_case(App *a, int case_index);
void app_reset(App *a);
void app_set_step(App *a, int step);
void app_play(App *a, bool on);
void app_set_speed(App *a, int speed);  // 1, 2, 4, 8
void app_set_drawer(App *a, bool open); // the right column, where it is folded
void app_theme(App *a, bool dark);
void app_zoom(App *a, int steps); // larger or smaller by ZOOM_STEPs; 0: as at the start
void app_export(App *a, ExportItem what);
void app_toast(App *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
// "Baseline", "75k cap", "75k cap, edited", "edited".
const char *app_setting_name(const App *a, char out[96]);
void app_case_text(const App *a, Text *out);

// news.c: what is asked of the worker, and what comes back
void app_reload(App *a);
// What is under way is of no use any more; when the script cannot be read it is asked anew.
void app_begin_reading(App *a);
void app_watch(App *a);              // at a tick: what takes long
double app_watch_wait(const App *a); // seconds until app_watch has something to do

// draws.c: many draws of the present setting
void app_draws(App *a, int draws); // begins; the button and its list
void app_draws_stop(App *a);       // keeps those that are there
void app_draws_wait(App *a);       // until all are there: for pictures and tests
void app_draws_drop(App *a);       // their setting is not the present one any more
void app_draws_take(App *a, const News *news);
void app_load_draw(App *a, double x, double y); // the draw nearest to that place of a band
void app_draws_widen(App *a);                   // again, with what lies over now
// The point of a name in the draws, counted from 1; 0: it has none, or none are there yet.
int app_drawn(const App *a, const char *name);
#define DRAWN_THIS "\1this"
#define DRAWN_BASE "\1base"
const char *drawn_case(Arena *arena, int case_index);
const char *drawn_pin(const App *a, Arena *arena, int pin);
void draws_button(App *a, Rect r);

// open.c: another script in the same window
void app_open(App *a, const char *path); // a folder: exports go there
void app_opened(App *a);                 // it was read
void app_accept(App *a);                 // its faults were read
void app_open_list(App *a);              // scripts that were open before
void open_button(App *a, Rect r);
void app_recall(App *a);   // takes the folder of exports from the state
void app_remember(App *a); // looks, folder and scripts, where the state is written

// runs.c: results
bool app_shows(const App *a, int fixed); // the baseline (0) or a case (1 + c) lies over
void app_build_figure(App *a);
void app_make_layout(App *a);
void app_load(App *a); // after the model was read

// points.c: what runs in one pass: this run; where both kinds of inputs moved, one run with only
// the levers moved and one with only the assumptions; the pins
int app_points(const App *a, Arena *arena, const Point **out);
bool app_moved(const App *a, const double *values, int half); // 0 levers, 1 assumptions
const Result *app_half(const App *a, int half); // NULL: it was not needed, or cannot be run
const Result *app_pin(const App *a, int pin);   // NULL: it cannot be run
// The baseline (0) or a case (1 + c); where the setting is a draw, what it comes to in that draw.
const Result *app_paired(const App *a, int fixed);
void app_pin_this(App *a); // or no longer, when it is pinned
void app_unpin(App *a, int pin);
void app_set_difference(App *a, bool on);

// saved.c: are the files what they were when they were read?
void app_look(App *a); // at a tick
void app_look_soon(App *a);

// others.c: scripts that are laid over
bool app_add_script(App *a, const Model *m); // takes the model; false: there are too many
void app_free_others(App *a);
void app_update_others(App *a);
void app_look_at_others(App *a); // was one saved?
bool app_hears_others(const App *a);
void app_recheck_others(App *a); // the script itself was read again
bool app_waits_for_others(const App *a);
int app_other_runs(const App *a, Arena *arena, FigureRun *out); // `out` NULL: counts them
// The same runs for a table. Scripts of one title are told apart by their file.
int app_other_table(const App *a, Arena *arena, Result *out, RecordOrigin *from);
const char *other_name(const Other *o, Arena *arena);
const char *other_state(const Other *o); // in words
double other_total(const Other *o, int i, SeriesId id);

// why.c: the terms behind a cell of a ribbon
void app_why(App *a, const char *buyer, int step);
void app_why_ask(App *a);    // again: the run is another one
void app_why_forget(App *a); // what was told is not so any more
void app_why_close(App *a);
void app_why_take(App *a, const News *news);
bool why_events(App *a, const UiEvent *e); // true: used up
Rect why_close_rect(const App *a);
void draw_why(App *a);
void ribbons(App *a); // the focus and its keys
bool ribbon_click(App *a, const LayoutHit *hit);

// pointed.c: the run whose row the pointer or the focus rests on stands out in the panels, and its
// values beside this run's
int *app_run_widgets(const App *a, Arena *arena, int n); // of the n runs that are shown
void follow_run(App *a);

// sights.c: event flags and observed dots
void sights(App *a);
Tip sight_in_focus(const App *a);
const FigureMark *sight_dot(const App *a, double x, double y); // NULL: none is near

// tip.c: doc and sources of what the pointer or the focus rests on
bool tip_is(const Tip *t); // there is something to tell
void follow_tip(App *a);
void draw_tip(App *a);
void app_tip_text(App *a, Text *out); // its lines

// For drawing in the panes.
double banner_height(App *a); // of the faults over the centre; 0 without
void draw_banner(App *a);
void scroll_pane(App *a, Pane p, Rect list, double content); // wheel, bounds, bar
void follow_focus(App *a, Pane p, Rect list); // to a control that is scrolled away
void draw_raised(App *a, Rect r);             // the ground of a tip or a sheet
void draw_help(App *a);                       // every key
void pane_title(App *a, double x, double y, const char *text);
void pane_note(App *a, double x, double y, Align align, const char *text);

// The panes. Each handles the event or draws, as ui->cr says.
void left_pane(App *a);
void centre_pane(App *a);
void right_pane(App *a);
void bottom_pane(App *a);
void over_panes(App *a); // tips, messages, help

#endif
