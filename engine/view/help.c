#include "view/app.h"

#include <math.h>

#define ROW_H 22.0
#define LEFT_W 424.0
#define LEFT_KEYS 136.0 // from the keys to what they do
#define RIGHT_KEYS 108.0
#define SHEET_W 856.0 // fits the narrowest window
#define PAD 24.0

typedef struct HelpKey {
    const char *keys, *what; // a heading where there are no keys
} HelpKey;

static const HelpKey LEFT[] = {
    {NULL, "Controls"},
    {"Tab, Shift Tab", "next, previous control"},
    {"\u2190 \u2192", "by a step; to another flag, dot, cell"},
    {"Page Up, Page Down", "by ten steps"},
    {"Home, End", "to its least, its most"},
    {"Del", "back to the baseline"},
    {"Space, Enter", "press it; on a ribbon: why it bound"},
    {"R", "reset every lever and assumption"},
    {NULL, "Time"},
    {"Space", "play, pause (no button in focus)"},
    {"\u2190 \u2192, Home, End", "a step, the first, the last (nothing in focus)"},
    {"Page Up, Page Down", "a quarter (nothing in focus)"},
    {"Esc", "stop a long run; leave the control; whole run"},
    {NULL, "Lesson"},
    {"L", "begin, choose, end"},
    {"Page Down, Page Up", "next step, back"},
    {"A", "show the answer"},
};
static const HelpKey RIGHT[] = {
    {NULL, "Runs"},
    {"P", "pin this run as a grey ghost; again: unpin"},
    {"D", "differences to the baseline"},
    {"N", "run draws: bands; stop them"},
    {NULL, "Files"},
    {"O", "open a recent script; or drop one on the window"},
    {"E", "export: PNG, SVG, PDF, CSV, settings"},
    {NULL, "Window"},
    {"+, \u2212, 0", "larger for the last row, smaller, as it was"},
    {"T", "light or dark"},
    {"V", "values at the cursor (narrow window)"},
    {"F11", "full screen"},
    {"Ctrl Q, Ctrl W", "close"},
    {"?, H", "this list"},
};

static void draw_keys(App *a, double x, double y, double keys_w, const HelpKey *k, int n) {
    cairo_t *cr = a->ui.cr;
    const Theme *t = &a->theme;
    for (int i = 0; i < n; i++) {
        if (i > 0 && !k[i].keys) y += ROW_H / 2;
        if (k[i].keys) ink_text(a->ink, cr, x, y, ALIGN_LEFT, FONT_VALUE, t->text, k[i].keys);
        ink_text(a->ink, cr, k[i].keys ? x + keys_w : x, y, ALIGN_LEFT,
                 k[i].keys ? FONT_BODY : FONT_SMALL_STRONG,
                 k[i].keys ? t->text_soft : t->text_muted, k[i].what);
        y += ROW_H;
    }
}

void draw_help(App *a) {
    cairo_t *cr = a->ui.cr;
    const Theme *t = &a->theme;
    int n_left = (int)(sizeof LEFT / sizeof *LEFT),
        n_right = (int)(sizeof RIGHT / sizeof *RIGHT);
    double h = 66 + ROW_H * (n_left + 1), w = SHEET_W;
    Rect all = a->rooms.window;
    Rect r = {fmax(2, (all.w - w) / 2), fmax(2, (all.h - h) / 2), w, h};
    cairo_rectangle(cr, all.x, all.y, all.w, all.h);
    ink_source(cr, 0x000000, t->dark ? 0.5 : 0.25);
    cairo_fill(cr);
    draw_raised(a, r);
    ink_text(a->ink, cr, r.x + PAD, r.y + 34, ALIGN_LEFT, (Font){15, 700}, t->text, "Keys");
    draw_keys(a, r.x + PAD, r.y + 66, LEFT_KEYS, LEFT, n_left);
    draw_keys(a, r.x + PAD + LEFT_W, r.y + 66, RIGHT_KEYS, RIGHT, n_right);
}
