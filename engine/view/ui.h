// Widgets drawn and handled in one pass, without memory of their own: a frame either handles one
// event (`cr` NULL) or draws. The order of the calls is the order of Tab. A widget is known by a
// number that stays the same from frame to frame.
#ifndef ENGINE_VIEW_UI_H
#define ENGINE_VIEW_UI_H

#include "chart/ink.h"
#include "view/event.h"

#define UI_MAX_WIDGETS 512

typedef struct UiItem { // a line of a list that opens
    const char *label;
    const char *hint; // at the right, in grey; NULL
} UiItem;

// The list that is open: drawn last and over everything; while it is open it has the events.
typedef struct UiPopup {
    int owner; // the widget that opened it; 0: closed
    Rect at;   // of the owner
    int n, chosen, lit;
    const UiItem *items;
    bool above;            // opens upwards
    int picked_by, picked; // the choice, until its owner takes it in the next pass
} UiPopup;

typedef struct Ui {
    Ink *ink;
    cairo_t *cr; // NULL: handle the event
    const Theme *theme;
    UiEvent event; // kind EVENT_NONE once used
    double mouse_x, mouse_y;
    bool mouse_in;
    int hot, active, focus; // widgets; 0: none
    bool show_focus;        // the last input was a key
    Rect hot_at, focus_at;
    int pane, hot_pane; // which part of the window the widgets belong to
    Rect clip;          // widgets are hit only inside; h 0: everywhere
    bool blocked;       // a list or a sheet lies over the widgets
    bool again;         // another pass is needed
    int n_order, order[UI_MAX_WIDGETS];
    Rect order_at[UI_MAX_WIDGETS];
    double grip; // where on the thumb the pointer took hold, px from its centre
    UiPopup popup;
} Ui;

void ui_begin(Ui *ui, cairo_t *cr, const Theme *theme, const UiEvent *event);
void ui_end(Ui *ui); // Tab

bool ui_over(Ui *ui, Rect r);             // the pointer is over it and nothing lies over it
bool ui_key(Ui *ui, Key key);             // true once: the event is used
bool ui_character(Ui *ui, int character); // true once; in lower case

// For widgets: takes part in Tab and hover; true while the pointer is over it.
bool ui_widget(Ui *ui, int id, Rect hit);
void ui_stop(Ui *ui, int id, Rect at);     // takes part in Tab alone
bool ui_clicked(Ui *ui, int id, Rect hit); // by the pointer, Space or Enter

typedef enum UiTurnKind {
    TURN_NONE,
    TURN_PLACE,  // dragged to `place`
    TURN_NUDGE,  // by `steps` arrow keys
    TURN_MIN,    // Home
    TURN_MAX,    // End
    TURN_BASE,   // Del
    TURN_RELEASE // the drag ended
} UiTurnKind;

typedef struct UiTurn {
    UiTurnKind kind;
    double place; // 0..1
    int steps;
} UiTurn;

// A thumb on a track, by pointer and keys.
UiTurn ui_drag(Ui *ui, int id, Rect hit, Rect track, double place, double thumb_px);

// Opens a list at `at`; its choice comes from ui_picked, -1 while there is none. `items` must
// be given again with ui_items in every frame while the list is open.
void ui_open(Ui *ui, int id, Rect at, int n, int chosen, bool above);
void ui_items(Ui *ui, int id, Rect at, const UiItem *items, int n);
int ui_picked(Ui *ui, int id);
Rect popup_rect(Ui *ui, Rect window);
Rect popup_row(Rect popup, int i);
void popup_events(Ui *ui, Rect window);

#endif
