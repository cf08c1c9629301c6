// A world made by hand behind the window: two years of months, four buyers, three chips, levers
// and assumptions of every shape, two cases. Its results are simple formulas of the levers, so a
// test knows what must change; it counts what the window asks of it.
#ifndef TESTS_VIEW_FAKE_H
#define TESTS_VIEW_FAKE_H

#include "view/app.h"

enum {
    FAKE_LEVY,
    FAKE_CAP,
    FAKE_OPEN,
    FAKE_BASIS,
    FAKE_START,
    FAKE_PRICE,
    FAKE_GROWTH,
    FAKE_N
};
enum { FAKE_POINTS = 16 };
enum { FAKE_NO_LEVY, FAKE_CAP_75K, FAKE_CASES };

typedef struct Fake {
    int runs, proofs, tables, settled, left; // how often each was asked for
    double last[FAKE_N];                     // the values of the last single point
    double stamp, seen;  // of the script's file: 0 when it is missing; as it was last asked for
    bool hears, touched; // touched: something happened to it
    const char *reload_fault; // NULL: reading succeeds
    int more_faults;          // further ones of that reading, the last line first
    const char *run_fault;    // NULL: running succeeds
    bool cases_fail;          // running several points does not
    int version;              // which text of the script is read: 1 drops the levy
    bool held;                // nothing is answered until it is let go
    bool asked, prove, fixed, reading, lost; // what is under way
    const char *loss, *note;                 // news of that kind
    double point[FAKE_POINTS][FAKE_N];
    char names[FAKE_POINTS][96];
    int n_points;
    bool lone;                          // only the first point can be run
    int draws;                          // asked for last
    bool why_asked, why_deaf;           // deaf: nobody answers
    int why_step, why_lines, why_freed; // 0 lines: it fails
    double why_levy;
    char why_buyer[96];
    const char *path; // "folder/fake.lua" until another is opened
    char opening[4096], opened[4096];
    int other; // the version of that one
    Scenario scenario[2];
} Fake;

Model fake_model(Fake *f); // zeroes what it counts
App *fake_app(Fake *f, double width, double height, bool dark);

// For cmocka: a World of 1280x800 px as the state.
typedef struct World {
    Fake fake;
    App *app;
} World;
int fake_start(void **state);
int fake_stop(void **state);
#define WITH_APP(test) cmocka_unit_test_setup_teardown(test, fake_start, fake_stop)

double middle_y(Rect r);

// One event, then what the host does after it.
void fake_key(App *a, Key key);
void fake_character(App *a, int character);
void fake_press(App *a, double x, double y);
void fake_release(App *a, double x, double y);
void fake_move(App *a, double x, double y);
void fake_click(App *a, double x, double y);
void fake_tick(App *a, double now);
void fake_draw(App *a); // into memory
// The middle of a widget, by drawing the order of Tab.
Rect fake_at(App *a, int widget);
void fake_focus(App *a, int widget); // by Tab

#endif
