// Colours: of the drawing (light and dark), of entities and of binding constraints. One struct
// names them all, for charts and for the window's controls.
#ifndef ENGINE_CHART_PALETTE_H
#define ENGINE_CHART_PALETTE_H

#include "series/series.h"

#include <stdbool.h>
#include <stdint.h>

typedef uint32_t Colour; // 0xRRGGBB

#define PALETTE_SIZE 10 // entities with a colour of their own; further ones repeat it, dashed

// WCAG contrast ratio, 1..21.
double colour_contrast(Colour a, Colour b);
// `c`, darkened or lightened until its contrast on `ground` is at least 4.6.
Colour colour_readable(Colour c, Colour ground);
Colour colour_mix(Colour a, Colour b, double share_of_b);

typedef struct Theme {
    bool dark;
    Colour ground;       // behind the charts
    Colour side;         // behind the side columns
    Colour field;        // fill of buttons, drop-downs, unset checks
    Colour field_hover;  // the same under the mouse
    Colour raised;       // pop-up lists, tool tips
    Colour border;       // edges of fields
    Colour rule;         // lines between regions
    Colour grid;         // hairlines of a plot
    Colour zero;         // axis line at zero
    Colour text;         // headings, values
    Colour text_soft;    // body
    Colour text_muted;   // ticks, units, notes
    Colour baseline;     // dashed baseline curves
    Colour flag;         // event flags
    Colour lever;        // accent: changed levers, focus, primary button
    Colour assume;       // accent of assumptions
    Colour on_accent;    // text on `lever` or `assume`
    Colour accent_hover; // primary button under the mouse
    Colour track;        // empty part of a slider
    Colour thumb;        // fill of a slider's thumb
    Colour pill;         // date at the cursor
    Colour on_pill;
    Colour fault; // ground of the fault banner
    Colour on_fault;
    Colour bar;                       // neutral bars of comparisons
    Colour entity[PALETTE_SIZE];      // lines, in Okabe-Ito order
    Colour entity_text[PALETTE_SIZE]; // the same, readable on `ground`
    Colour entity_side[PALETTE_SIZE]; // the same, readable on `side`
    Colour binding[BINDING_COUNT];    // blocks of a ribbon
    Colour on_binding[BINDING_COUNT]; // words inside them
} Theme;

Theme theme_make(bool dark);

#endif
