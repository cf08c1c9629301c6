#include "view/column.h"

#include <math.h>
#include <string.h>

#define CHANGE_W 62.0 // of the column "vs baseline"
#define RANGE_MOST 84.0
#define SUM_W 58.0 // of the columns of the table of runs

static void swatch(App *a, double x, double y, const ReadoutRow *row) {
    cairo_t *cr = a->ui.cr;
    if (a->figure->panels[row->panel].kind == PANEL_RIBBON) {
        ink_round_rect(cr, (Rect){x + 1, y - 9, 11, 11}, 2.5);
        ink_source(cr, a->theme.binding[row->binding], 1);
        cairo_fill(cr);
        return;
    }
    Colour c = a->theme.entity[row->slot % PALETTE_SIZE];
    if (row->slot < PALETTE_SIZE) {
        ink_fill_rect(cr, (Rect){x, y - 5.5, 14, 3}, c);
    } else {
        ink_fill_rect(cr, (Rect){x, y - 5.5, 6, 3}, c);
        ink_fill_rect(cr, (Rect){x + 8, y - 5.5, 6, 3}, c);
    }
}

// What the last column of the read-out holds: the run whose row is pointed at; ranges where there
// are draws.
static const char *last_column(const App *a) {
    if (a->pointed) return a->figure->run_names[a->pointed];
    if (a->figure->draws) return "5\u201395 %";
    return a->figure->baseline != NO_RUN || a->figure->difference ? "vs baseline" : NULL;
}

// Numbers stand below one another, but where that would leave too little for the name.
static double column_width(App *a, const ReadoutRow *rows, int n) {
    double most = CHANGE_W - 8;
    for (int i = 0; i < n; i++)
        most = fmax(most, ink_width(a->ink, (Font){12, 400}, rows[i].range));
    return fmin(most, RANGE_MOST);
}

static void readout_row(App *a, const Place *p, const ReadoutRow *row, double column_w) {
    const Theme *t = &a->theme;
    cairo_t *cr = a->ui.cr;
    bool changes = last_column(a) != NULL;
    bool word = a->figure->panels[row->panel].kind == PANEL_RIBBON;
    const char *change = row->range[0] ? row->range : row->change;
    double change_w = ink_width(a->ink, (Font){12, 400}, change);
    if (!word && change_w < column_w) change_w = column_w;
    double right = p->x + p->w - (changes && change_w > 0 ? change_w + 8 : 0);
    swatch(a, p->x, p->y, row);
    double w = ink_text(a->ink, cr, right, p->y, ALIGN_RIGHT, FONT_VALUE, t->text, row->value);
    char name[64];
    ink_ellipsise(a->ink, FONT_BODY, row->name, right - w - p->x - 30, name, sizeof name);
    ink_text(a->ink, cr, p->x + 22, p->y, ALIGN_LEFT, FONT_BODY, t->text, name);
    if (changes)
        ink_text(a->ink, cr, p->x + p->w, p->y, ALIGN_RIGHT, (Font){12, 400}, t->text_muted,
                 change);
}

// Beside this run's values those of the run that is pointed at.
static void put_pointed(App *a, ReadoutRow *rows, int n) {
    for (int i = 0; i < n && a->pointed; i++) {
        rows[i].range[0] = '\0';
        figure_value(a->figure, rows[i].panel, rows[i].curve, a->pointed, app_cursor(a),
                     rows[i].change);
    }
}

static void column_head(App *a, const Place *p, const char *panel) {
    char text[96];
    if (!last_column(a)) return;
    double room = p->w - ink_width(a->ink, FONT_SMALL, panel) - 12;
    ink_ellipsise(a->ink, FONT_SMALL, last_column(a), room, text, sizeof text);
    pane_note(a, p->x + p->w, p->y, ALIGN_RIGHT, text);
}

// The values at the cursor, panel by panel.
static void readout(App *a, Place *p) {
    ReadoutRow *rows;
    int n = figure_readout(a->figure, app_cursor(a), a->frame_arena, &rows), panel = -1;
    put_pointed(a, rows, n);
    char date[32];
    calendar_label(&a->figure->calendar, app_cursor(a), date);
    double column_w = column_width(a, rows, n);
    pane_title(a, p->x, p->y, date);
    p->y += 2;
    for (int i = 0; i < n; i++) {
        if (rows[i].panel != panel) {
            if (panel < 0)
                p->y += 19;
            else
                go_down(p, p->pitch.panel, LOOSE.panel);
            const char *title = a->figure->panels[rows[i].panel].title;
            pane_note(a, p->x, p->y, ALIGN_LEFT, title);
            if (panel < 0) column_head(a, p, title);
            panel = rows[i].panel;
        }
        go_down(p, p->pitch.value, LOOSE.value);
        if (a->ui.cr) readout_row(a, p, &rows[i], column_w);
    }
}

static void rule(App *a, Place *p) {
    go_down(p, p->pitch.above, LOOSE.above);
    if (a->ui.cr) ink_hline(a->ui.cr, p->x, p->x + p->w, p->y, a->theme.rule);
    go_down(p, p->pitch.below, LOOSE.below);
}

static const char *delivered_text(App *a, double delivered) {
    char text[40];
    quantity_format(text, &a->summary[SUMMARY_DELIVERED].quantity, delivered);
    return arena_text(a->frame_arena, text);
}

static void run_numbers(App *a, const Place *p, double delivered, double spend, bool strong) {
    if (!a->ui.cr) return;
    const Theme *t = &a->theme;
    char text[40];
    Font font = strong ? FONT_VALUE : (Font){12.5, 400};
    Colour colour = strong ? t->text : t->text_muted;
    ink_text(a->ink, a->ui.cr, p->x + p->w - SUM_W, p->y, ALIGN_RIGHT, font, colour,
             delivered_text(a, delivered));
    quantity_format(text, &a->summary[SUMMARY_SPEND].quantity, spend);
    ink_text(a->ink, a->ui.cr, p->x + p->w, p->y, ALIGN_RIGHT, font, colour, text);
}

// The name has all the room that the number beside it leaves.
static bool run_check(App *a, int id, const Place *p, const char *name, double delivered,
                      bool on) {
    double number = ink_width(a->ink, FONT_VALUE, delivered_text(a, delivered));
    Rect r = {p->x, p->y - 16, p->w - SUM_W - number - 8, 24};
    return check(&a->ui, id, r, name, NULL, on, a->theme.lever);
}

static void this_run(App *a, const Place *p) {
    if (!a->ui.cr) return;
    char setting[96], name[64];
    app_setting_name(a, setting);
    ink_fill_rect(a->ui.cr, (Rect){p->x + 1, p->y - 5.5, 14, 3}, a->theme.text);
    ink_ellipsise(a->ink, FONT_VALUE, "This run", p->w - 2 * SUM_W - 25, name, sizeof name);
    ink_text(a->ink, a->ui.cr, p->x + 25, p->y, ALIGN_LEFT, FONT_VALUE, a->theme.text, name);
}

static void show_run(App *a, bool *shown) {
    *shown = !*shown;
    app_draws_widen(a);
    app_build_figure(a);
}

// Another script: its baseline, and while that is shown its cases.
static void other(App *a, Place *p, int k) {
    Other *o = &a->others[k];
    const char *name = other_name(o, a->frame_arena);
    if (!o->fixed) {
        go_down(p, p->pitch.run, LOOSE.run);
        char line[96];
        ink_ellipsise(a->ink, FONT_SMALL,
                      arena_printf(a->frame_arena, "%s: %s", name, other_state(o)), p->w, line,
                      sizeof line);
        pane_note(a, p->x, p->y, ALIGN_LEFT, line);
        return;
    }
    for (int i = 0; i < o->n && i < OTHER_RUNS && (i == 0 || o->shown[0]); i++) {
        Place row = *p;
        go_down(p, p->pitch.run, LOOSE.run);
        row.y = p->y;
        row.x += i ? 16 : 0;
        row.w -= i ? 16 : 0;
        if (run_check(a, W_OTHER + OTHER_RUNS * k + i, &row, i ? o->fixed->at[i].name : name,
                      other_total(o, i, S_DELIVERED), o->shown[i]))
            show_run(a, &o->shown[i]);
        run_numbers(a, p, other_total(o, i, S_DELIVERED), other_total(o, i, S_SPEND),
                    o->shown[i]);
    }
}

// A row of a kept run: its check, and Del or P to keep it no longer.
static void pins(App *a, Place *p) {
    int gone = -1;
    for (int k = 0; k < a->n_pins; k++) {
        Pin *pin = &a->pins[k];
        go_down(p, p->pitch.run, LOOSE.run);
        bool focused = !a->ui.cr && a->ui.focus == W_PIN + k && !a->ui.blocked;
        if (focused && (ui_key(&a->ui, KEY_DELETE) || ui_character(&a->ui, 'p'))) gone = k;
        if (run_check(a, W_PIN + k, p, pin->name, a->summary[SUMMARY_DELIVERED].pin[k],
                      pin->shown))
            show_run(a, &pin->shown);
        run_numbers(a, p, a->summary[SUMMARY_DELIVERED].pin[k],
                    a->summary[SUMMARY_SPEND].pin[k], pin->shown);
    }
    if (gone >= 0) app_unpin(a, gone);
    for (int k = 0; k < a->n_others; k++) other(a, p, k);
    go_down(p, p->pitch.run, LOOSE.run);
    Rect r = {p->x, p->y - 16, p->w, 24};
    if (check(&a->ui, W_DIFFERENCE, r, "Differences to baseline", "D; P pins a run",
              a->difference, a->theme.lever))
        app_set_difference(a, !a->difference);
}

static void runs(App *a, Place *p) {
    const Summary *delivered = &a->summary[SUMMARY_DELIVERED],
                  *spend = &a->summary[SUMMARY_SPEND];
    pane_title(a, p->x, p->y, "Runs");
    pane_note(a, p->x + p->w - SUM_W, p->y, ALIGN_RIGHT, delivered->label);
    pane_note(a, p->x + p->w, p->y, ALIGN_RIGHT, spend->label);
    p->y += 26;
    this_run(a, p);
    run_numbers(a, p, delivered->live, spend->live, true);
    go_down(p, p->pitch.run, LOOSE.run);
    if (run_check(a, W_BASELINE, p, "Baseline", delivered->baseline, a->show_baseline))
        show_run(a, &a->show_baseline);
    run_numbers(a, p, delivered->baseline, spend->baseline, a->show_baseline);
    for (int c = 0; c + 1 < a->fixed->n && c < a->scenario->n_cases; c++) {
        go_down(p, p->pitch.run, LOOSE.run);
        if (run_check(a, W_RUN + c, p, a->fixed->at[c + 1].name, delivered->of_case[c],
                      a->shown[c]))
            show_run(a, &a->shown[c]);
        run_numbers(a, p, delivered->of_case[c], spend->of_case[c], a->shown[c]);
    }
    pins(a, p);
}

// The comparison stays in sight at the foot of a column that is too long for its height, unless
// too little would be left above it.
#define FOOT_ROOM 260.0
#define FOOT_PAD 16.0 // under the last row

static void clip_pane(App *a, Rect list) {
    a->ui.clip = list;
    if (!a->ui.cr) return;
    cairo_save(a->ui.cr);
    cairo_rectangle(a->ui.cr, list.x + 1, list.y, list.w - 1, list.h);
    cairo_clip(a->ui.cr);
}

static void unclip_pane(App *a) {
    a->ui.clip = (Rect){0, 0, 0, 0};
    if (a->ui.cr) cairo_restore(a->ui.cr);
}

// What stands at the foot; the rest is left to the list, which keeps half of the column. Ranges
// were asked for, so they come first; where there is nothing to compare they are all.
typedef enum Foot { FOOT_COMPARISON, FOOT_RANGES, FOOT_BOTH } Foot;

static double foot_height(const App *a, const Pitch *pitch, Foot f) {
    if (f == FOOT_COMPARISON) return comparison_height(a, pitch);
    double drawn = ranges_height(a, pitch);
    if (f == FOOT_RANGES) return drawn + FOOT_PAD;
    return drawn + pitch->above + pitch->below + comparison_height(a, pitch);
}

static Foot foot_for(const App *a, double height) {
    double most = height - fmax(FOOT_ROOM, height / 2);
    if (ranges_height(a, &TIGHT) <= 0) return FOOT_COMPARISON;
    if (comparison_differs(a) && foot_height(a, &TIGHT, FOOT_BOTH) <= most) return FOOT_BOTH;
    return foot_height(a, &TIGHT, FOOT_RANGES) <= most ? FOOT_RANGES : FOOT_COMPARISON;
}

// With the rule above it.
static double under(const App *a, const Pitch *pitch, Foot f) {
    return foot_height(a, pitch, f) + pitch->above + pitch->below;
}

static void foot(App *a, Place *p, Foot f) {
    if (f != FOOT_COMPARISON) ranges(a, p);
    if (f == FOOT_BOTH) rule(a, p);
    if (f == FOOT_RANGES)
        p->y += FOOT_PAD;
    else
        comparison(a, p);
}

// What may scroll: values, runs, and what has no room at the foot.
static void list_of(App *a, Place *p, Foot f, bool with_foot) {
    readout(a, p);
    rule(a, p);
    runs(a, p);
    if (f == FOOT_COMPARISON && ranges_height(a, &p->pitch) > 0) {
        rule(a, p);
        ranges(a, p);
    }
    if (f == FOOT_RANGES && comparison_differs(a)) {
        rule(a, p);
        comparison(a, p);
    }
    if (!with_foot) return;
    rule(a, p);
    foot(a, p, f);
}

// Rows are tight in a column that is too long for loose ones.
static void contents(App *a, Rect r) {
    Place p = {.x = r.x + ROOM_PAD, .w = r.w - 2 * ROOM_PAD};
    p.pitch = a->loose[PANE_RIGHT] > r.h ? TIGHT : LOOSE;
    Foot f = foot_for(a, r.h);
    double foot_h = foot_height(a, &p.pitch, f), top = r.y - a->scroll[PANE_RIGHT];
    bool pinned = a->pinned && r.h - foot_h >= FOOT_ROOM;
    Rect list = r;
    if (pinned) list.h -= foot_h + p.pitch.below;
    clip_pane(a, list);
    p.y = top + 30;
    list_of(a, &p, f, !pinned);
    double height = p.y - top + 16, spared = p.spared;
    scroll_pane(a, PANE_RIGHT, list, height);
    follow_focus(a, PANE_RIGHT, list);
    unclip_pane(a);
    if (pinned) {
        if (a->ui.cr) ink_hline(a->ui.cr, r.x, r.x + r.w, list.y + list.h, a->theme.rule);
        p.y = list.y + list.h + p.pitch.below;
        foot(a, &p, f);
        height += under(a, &p.pitch, f) - 16;
        spared += under(a, &LOOSE, f) - under(a, &p.pitch, f);
    }
    a->pinned = height > r.h;
    a->loose[PANE_RIGHT] = height + spared;
}

void right_pane(App *a) {
    Ui *ui = &a->ui;
    Rect r = a->rooms.pane[PANE_RIGHT];
    ui->pane = PANE_RIGHT;
    if (r.w <= 0) return;
    if (ui->cr) {
        ink_fill_rect(ui->cr, r, a->theme.side);
        ink_vline(ui->cr, r.x, r.y, r.y + r.h, a->theme.rule);
    }
    contents(a, r);
}
