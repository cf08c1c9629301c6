#include "view/app.h"

#include "study/fields.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define BANNER_LINE 18.0
#define BANNER_MOST 6
#define BANNER_SHARE 0.5 // of the centre, at most

static const Font FAULT = {12.5, 400};

static double fault_width(const App *a) {
    return a->rooms.pane[PANE_CENTRE].w - 48;
}

static int banner_faults(const App *a) {
    int n = faults_count(a->faults);
    return n > BANNER_MOST ? BANNER_MOST : n;
}

// Of the faults told the last says how many more there are.
static const char *banner_text(App *a, int i) {
    int all = faults_count(a->faults);
    if (i < BANNER_MOST - 1 || all <= BANNER_MOST) return fault_line(a->faults, i);
    return arena_printf(a->frame_arena, "and %d more", all - i);
}

// A fault is told in full, in as many lines as it takes: its end says how to mend it.
double banner_height(App *a) {
    int n = banner_faults(a);
    double px = 16 + BANNER_LINE;
    if (n) faults_sort(a->faults);
    for (int i = 0; i < n; i++)
        px += ink_paragraph(a->ink, NULL, 0, 0, fault_width(a), BANNER_LINE, FAULT,
                            a->theme.on_fault, banner_text(a, i));
    return n ? fmin(px, BANNER_SHARE * a->rooms.pane[PANE_CENTRE].h) : 0;
}

// Faults of the last reading or run: the last good run stays below.
void draw_banner(App *a) {
    cairo_t *cr = a->ui.cr;
    const Theme *t = &a->theme;
    Rect c = a->rooms.pane[PANE_CENTRE];
    int n = banner_faults(a);
    if (n == 0) return;
    Rect ground = {c.x, c.y, c.w, banner_height(a)};
    cairo_save(cr);
    cairo_rectangle(cr, ground.x, ground.y, ground.w, ground.h);
    cairo_clip(cr);
    ink_fill_rect(cr, ground, t->fault);
    Rect line = {c.x + 24, c.y + 8, c.w - 48, BANNER_LINE};
    ink_text_in(a->ink, cr, line, ALIGN_LEFT, (Font){12.5, 700}, t->on_fault,
                a->refused ? "This script was not opened; Esc closes this message:"
                           : "The last good run stays on screen until this is mended:");
    double y = line.y + BANNER_LINE;
    for (int i = 0; i < n; i++)
        y += ink_paragraph(a->ink, cr, line.x, y, fault_width(a), BANNER_LINE, FAULT,
                           t->on_fault, banner_text(a, i));
    cairo_restore(cr);
}

void draw_raised(App *a, Rect r) {
    Ui *ui = &a->ui;
    draw_shadow(ui, r, 8);
    ink_round_rect(ui->cr, (Rect){r.x + 0.5, r.y + 0.5, r.w - 1, r.h - 1}, 8);
    ink_source(ui->cr, a->theme.raised, 1);
    cairo_fill_preserve(ui->cr);
    ink_source(ui->cr, a->theme.border, 1);
    cairo_set_line_width(ui->cr, 1);
    cairo_stroke(ui->cr);
}

// On dark ground, its foot `up` px over that of the plots: a line, or as many as the text takes.
static void draw_pill(App *a, const char *text, double up) {
    enum { PAD = 14, LINE = 20, HEIGHT = 34 };
    cairo_t *cr = a->ui.cr;
    Rect c = a->rooms.pane[PANE_CENTRE];
    double whole = ink_width(a->ink, FONT_BODY, text) + 32, w = fmin(whole, c.w - 48),
           h = HEIGHT;
    if (whole > w)
        h = HEIGHT - LINE +
            ink_paragraph(a->ink, NULL, 0, 0, w - 2 * PAD, LINE, FONT_BODY, a->theme.on_pill,
                          text);
    Rect r = {c.x + (c.w - w) / 2, c.y + c.h - up - h, w, h};
    draw_shadow(&a->ui, r, 8);
    ink_round_rect(cr, r, 8);
    ink_source(cr, a->theme.pill, 1);
    cairo_fill(cr);
    Rect in = {r.x + PAD, r.y, r.w - 2 * PAD, r.h};
    if (whole > w)
        ink_paragraph(a->ink, cr, in.x, in.y + (HEIGHT - LINE) / 2.0, in.w, LINE, FONT_BODY,
                      a->theme.on_pill, text);
    else
        ink_text_in(a->ink, cr, in, ALIGN_CENTRE, FONT_BODY, a->theme.on_pill, text);
}

void over_panes(App *a) {
    if (!a->ui.cr) {
        follow_tip(a);
        follow_run(a);
        return;
    }
    draw_why(a);
    if (a->tip.shown) draw_tip(a);
    if (a->slow)
        draw_pill(a,
                  a->reading ? "Still reading the script; Esc stops it"
                             : "Still running; Esc stops it",
                  18);
    if (a->toast[0]) draw_pill(a, a->toast, a->slow ? 60 : 18);
    if (a->help) draw_help(a);
}
