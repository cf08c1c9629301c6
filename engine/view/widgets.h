// The controls: handled (ui.h) and drawn. Each returns what the user did in this frame.
#ifndef ENGINE_VIEW_WIDGETS_H
#define ENGINE_VIEW_WIDGETS_H

#include "view/ui.h"

#define FONT_TITLE ((Font){13, 700})
#define FONT_BODY ((Font){12.5, 500})
#define FONT_VALUE ((Font){12.5, 600})
#define FONT_SMALL ((Font){11, 400})
#define FONT_SMALL_STRONG ((Font){11, 600})

#define SLIDER_H 46.0 // of a slider with its label
#define SLIDER_TIGHT_H 41.0
#define CHECK_H 30.0
#define FIELD_H 34.0 // of a drop-down
#define BUTTON_H 32.0

bool button(Ui *ui, int id, Rect r, const char *label, bool primary);

typedef enum Icon { ICON_PLAY, ICON_PAUSE, ICON_BACK, ICON_FORWARD } Icon;
bool icon_button(Ui *ui, int id, Rect r, Icon icon);

// True when it was toggled. `hint` at the right in grey, NULL for none; `faint` writes the label
// in grey while it is off.
bool check(Ui *ui, int id, Rect r, const char *label, const char *hint, bool on, Colour accent);
bool check_box(Ui *ui, int id, Rect r, bool on, Colour accent); // without a label

typedef struct Slider {
    const char *label, *value;
    double place, notch; // 0..1; notch below 0: none
    int n_marks;
    const double *marks; // 0..1: what sources say
    bool changed;        // the value is not the baseline's: in the accent colour
    bool off;            // nothing is filled, all is faint
    double indent;       // room left of the label
    Colour accent;
} Slider;
UiTurn slider(Ui *ui, int id, Rect r, const Slider *s);

// The index chosen, -1 while none is; `shown` is what the closed field says.
int dropdown(Ui *ui, int id, Rect r, const UiItem *items, int n, int chosen, const char *shown,
             Colour text);

// The open list; call it after all widgets.
void popup(Ui *ui, Rect window);

void focus_ring(Ui *ui, int id, Rect r, double radius);
void draw_shadow(Ui *ui, Rect r, double radius); // under lists, tips and sheets

#endif
