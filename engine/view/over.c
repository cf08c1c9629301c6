#include "view/app.h"

#include "study/fields.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define BANNER_LINE 18.0
#define BANNER_MOST 6
#define TIP_W 288.0

static int banner_lines(const App *a) {
    int n = faults_count(a->faults);
    return n > BANNER_MOST ? BANNER_MOST : n;
}

double banner_height(App *a) {
    int n = banner_lines(a);
    return n ? 16 + BANNER_LINE * (n + 1) : 0;
}

// Faults of the last reading or run: the last good run stays below.
void draw_banner(App *a) {
    cairo_t *cr = a->ui.cr;
    const Theme *t = &a->theme;
    Rect c = a->rooms.pane[PANE_CENTRE];
    int n = banner_lines(a), all = faults_count(a->faults);
    if (n == 0) return;
    faults_sort(a->faults);
    ink_fill_rect(cr, (Rect){c.x, c.y, c.w, banner_height(a)}, t->fault);
    Rect line = {c.x + 24, c.y + 8, c.w - 48, BANNER_LINE};
    ink_text_in(a->ink, cr, line, ALIGN_LEFT, (Font){12.5, 700}, t->on_fault,
                "The last good run stays on screen until this is mended:");
    for (int i = 0; i < n; i++) {
        line.y += BANNER_LINE;
        bool rest = i == BANNER_MOST - 1 && all > BANNER_MOST;
        const char *text = rest ? arena_printf(a->frame_arena, "and %d more", all - i)
                                : fault_line(a->faults, i);
        ink_text_in(a->ink, cr, line, ALIGN_LEFT, (Font){12.5, 400}, t->on_fault, text);
    }
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

typedef struct TipText {
    const char *title, *body, *notes[6];
    int n_notes;
} TipText;

static const char *source_title(const Scenario *s, const char *id) {
    for (int i = 0; i < s->n_sources; i++)
        if (strcmp(s->sources[i].head.name, id) == 0) return s->sources[i].title;
    return NULL;
}

static void tip_add(TipText *t, const char *note) {
    if (t->n_notes < (int)(sizeof t->notes / sizeof *t->notes)) t->notes[t->n_notes++] = note;
}

static void tip_source(App *a, TipText *t, const char *id) {
    const char *title = source_title(a->scenario, id);
    const char *prefix = strcmp(id, "assumed") == 0 ? "" : "Source ";
    if (strcmp(id, "assumed") == 0) id = "Assumed: no source gives it";
    tip_add(t, arena_printf(a->frame_arena, "%s%s%s%s", prefix, id, title ? ": " : "",
                            title ? title : ""));
}

static TipText tip_of_input(App *a, int i) {
    const Input *in = &a->scenario->inputs[i];
    char low[64], high[64], base[64];
    knob_format(in, in->min, low);
    knob_format(in, in->max, high);
    knob_format(in, a->base[i], base);
    TipText t = {.title = in->name, .body = in->doc};
    const char *unit = in->unit_label ? in->unit_label : "";
    bool ranged = in->shape == INPUT_NUMBER || in->shape == INPUT_DATE;
    tip_add(&t, ranged ? arena_printf(a->frame_arena, "Range %s to %s%s, baseline %s%s%s", low,
                                      high, in->can_be_off ? " or off" : "", base,
                                      unit[0] ? "; " : "", unit)
                       : arena_printf(a->frame_arena, "Baseline %s", base));
    for (int k = 0; k < in->n_sources; k++) tip_source(a, &t, in->sources[k]);
    if (in->n_sources == 0) tip_add(&t, "No source given");
    if (in->file) tip_add(&t, arena_printf(a->frame_arena, "%s:%d", in->file, in->line));
    return t;
}

static TipText tip_of_case(App *a, int c) {
    const Case *k = &a->scenario->cases[c];
    TipText t = {.title = k->name, .body = k->doc};
    for (int v = 0; v < k->n_values; v++) {
        const Input *in = &a->scenario->inputs[k->values[v].input];
        char value[64];
        knob_format(in, k->values[v].value, value);
        tip_add(&t, arena_printf(a->frame_arena, "%s = %s", in->name, value));
    }
    for (int v = 0; v < k->n_values; v++)
        for (int i = 0; i < k->values[v].sources.n; i++) {
            const char *id = k->values[v].sources.name[i];
            bool told = false;
            for (int w = 0; w < v; w++) told = told || names_have(&k->values[w].sources, id);
            if (!told) tip_source(a, &t, id);
        }
    return t;
}

static TipText tip_of_pin(App *a, int k) {
    TipText t = {.title = a->pins[k].name};
    for (int i = 0; i < a->scenario->n_inputs; i++) {
        const Input *in = &a->scenario->inputs[i];
        char value[64];
        if (knob_same(a->pins[k].values[i], a->base[i])) continue;
        knob_format(in, a->pins[k].values[i], value);
        tip_add(&t, arena_printf(a->frame_arena, "%s = %s", in->name, value));
    }
    if (!app_pin(a, k)) tip_add(&t, "It cannot be run any more");
    tip_add(&t, "Del or P in its row: no longer pinned");
    return t;
}

static TipText tip_of_other(App *a, int i) {
    const Other *o = &a->others[i / OTHER_RUNS];
    const Scenario *s = o->model.base(o->model.context);
    i %= OTHER_RUNS;
    TipText t = {.title = i && i <= s->n_cases ? s->cases[i - 1].name : s->title,
                 .body = i && i <= s->n_cases ? s->cases[i - 1].doc : s->question};
    tip_add(&t, o->model.path(o->model.context));
    tip_add(&t, "Its curves lie over those of the same name; its levers stay where they are");
    return t;
}

static TipText tip_of_event(App *a, int i) {
    const FigureEvent *e = &a->figure->events[i];
    char date[32];
    date_format_long(a->figure->calendar.from + e->at, date);
    TipText t = {.title = e->name, .body = e->doc};
    tip_add(&t, arena_printf(a->frame_arena, "%s, %s", e->kind, date));
    char *ids = arena_text(a->frame_arena, e->sources), *rest = NULL;
    for (char *id = ids ? strtok_r(ids, ", ", &rest) : NULL; id;
         id = strtok_r(NULL, ", ", &rest))
        tip_source(a, &t, id);
    if (e->file) tip_add(&t, arena_printf(a->frame_arena, "%s:%d", e->file, e->line));
    return t;
}

static double tip_lines(App *a, cairo_t *cr, const TipText *t, double x, double y) {
    const Theme *c = &a->theme;
    double top = y, w = TIP_W - 28;
    y += ink_paragraph(a->ink, cr, x, y, w, 18, (Font){12.5, 600}, c->text, t->title);
    if (t->body && t->body[0])
        y += ink_paragraph(a->ink, cr, x, y, w, 18, (Font){12.5, 400}, c->text_soft, t->body);
    y += 4;
    for (int i = 0; i < t->n_notes; i++)
        y += ink_paragraph(a->ink, cr, x, y, w, 16, FONT_SMALL, c->text_muted, t->notes[i]);
    return y - top;
}

static void draw_tip(App *a) {
    Rect window = a->rooms.window, at = a->ui.hot_at;
    TipText t;
    Rect r = {0, 0, TIP_W, 0};
    if (a->tip.flag >= 0) {
        t = tip_of_event(a, a->tip.flag);
        r.x = a->ui.mouse_x + 14;
        r.y = a->ui.mouse_y + 16;
    } else if (a->tip.widget >= W_RUN) {
        t = a->tip.widget >= W_OTHER ? tip_of_other(a, a->tip.widget - W_OTHER)
            : a->tip.widget >= W_PIN ? tip_of_pin(a, a->tip.widget - W_PIN)
                                     : tip_of_case(a, a->tip.widget - W_RUN);
        r.x = at.x - r.w - ROOM_PAD - 6;
        r.y = at.y - 10;
    } else {
        t = tip_of_input(a, (a->tip.widget - W_INPUT) % (W_OFF - W_INPUT));
        r.x = ROOM_LEFT + 6;
        r.y = at.y - 22;
    }
    r.h = tip_lines(a, NULL, &t, 0, 0) + 22;
    r.x = fmin(r.x, window.w - r.w - 8);
    r.y = fmax(8, fmin(r.y, window.h - r.h - 8));
    draw_raised(a, r);
    tip_lines(a, a->ui.cr, &t, r.x + 14, r.y + 11);
}

// What the pointer rests on; nothing while something is held or a list is open.
static void follow_tip(App *a) {
    Ui *ui = &a->ui;
    int widget = ui->hot >= W_INPUT ? ui->hot : 0;
    if (ui->active || ui->popup.owner) widget = 0;
    if (widget == a->tip.widget) return;
    if (a->tip.shown) a->dirty |= DIRTY_PANES;
    a->tip = (Tip){.widget = widget, .flag = a->tip.flag, .since = a->now};
}

// A line on dark ground, `up` px over the foot of the plots.
static void draw_pill(App *a, const char *text, double up) {
    cairo_t *cr = a->ui.cr;
    Rect c = a->rooms.pane[PANE_CENTRE];
    double w = fmin(ink_width(a->ink, FONT_BODY, text) + 32, c.w - 48);
    Rect r = {c.x + (c.w - w) / 2, c.y + c.h - up, w, 34};
    draw_shadow(&a->ui, r, 8);
    ink_round_rect(cr, r, 8);
    ink_source(cr, a->theme.pill, 1);
    cairo_fill(cr);
    ink_text_in(a->ink, cr, (Rect){r.x + 14, r.y, r.w - 28, r.h}, ALIGN_CENTRE, FONT_BODY,
                a->theme.on_pill, text);
}

void over_panes(App *a) {
    if (!a->ui.cr) {
        follow_tip(a);
        return;
    }
    draw_why(a);
    if (a->tip.shown) draw_tip(a);
    if (a->slow)
        draw_pill(a,
                  a->reading ? "Still reading the script; Esc stops it"
                             : "Still running; Esc stops it",
                  52);
    if (a->toast[0]) draw_pill(a, a->toast, a->slow ? 94 : 52);
    if (a->help) draw_help(a);
}
