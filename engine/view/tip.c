#include "view/app.h"

#include "study/fields.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define TIP_W 288.0

typedef struct TipText {
    const char *title, *body, *notes[12];
    int n_notes;
} TipText;

static const SourceDoc *source_of(const Scenario *s, const char *id) {
    for (int i = 0; i < s->n_sources; i++)
        if (strcmp(s->sources[i].head.name, id) == 0) return &s->sources[i];
    return NULL;
}

static void tip_add(TipText *t, const char *note) {
    if (t->n_notes < (int)(sizeof t->notes / sizeof *t->notes)) t->notes[t->n_notes++] = note;
}

// "C087: H200 price 27000 dollars (a newsletter, 2026-03-13; reliability low)".
static void tip_source(App *a, TipText *t, const char *id) {
    const SourceDoc *s = source_of(a->scenario, id);
    Arena *arena = a->frame_arena;
    if (strcmp(id, "assumed") == 0) {
        tip_add(t, "Assumed: no source gives it");
        return;
    }
    const char *who = s && s->publisher ? s->publisher : "",
               *when = s && s->date ? s->date : "";
    const char *how =
        s && s->reliability ? arena_printf(arena, "reliability %s", s->reliability) : "";
    const char *from = arena_printf(arena, "%s%s%s%s%s", who, who[0] && when[0] ? ", " : "",
                                    when, (who[0] || when[0]) && how[0] ? "; " : "", how);
    tip_add(t, arena_printf(arena, "Source %s%s%s%s%s%s", id, s && s->title ? ": " : "",
                            s && s->title ? s->title : "", from[0] ? " (" : "", from,
                            from[0] ? ")" : ""));
}

// Ids as a figure has them: "C074, C086".
static void tip_sources(App *a, TipText *t, const char *list) {
    char *ids = arena_text(a->frame_arena, list), *rest = NULL;
    for (char *id = ids ? strtok_r(ids, ", ", &rest) : NULL; id;
         id = strtok_r(NULL, ", ", &rest))
        tip_source(a, t, id);
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
    for (int k = 0; k < in->n_marks; k++) {
        char value[64];
        knob_format(in, in->marks[k].value, value);
        tip_add(&t,
                arena_printf(a->frame_arena, "\u25b4 %s says %s", in->marks[k].source, value));
    }
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
    tip_sources(a, &t, e->sources);
    if (e->file) tip_add(&t, arena_printf(a->frame_arena, "%s:%d", e->file, e->line));
    return t;
}

static const Quantity *quantity_of_dot(const App *a, const FigureMark *m) {
    for (int p = 0; p < a->figure->n_panels; p++) {
        const FigurePanel *f = &a->figure->panels[p];
        for (int i = 0; i < f->n_marks; i++)
            if (&f->marks[i] == m || (f->marks[i].of == m->of && f->marks[i].at == m->at))
                return &f->quantity;
    }
    return NULL;
}

static void tip_observed(App *a, TipText *t, const Observation *o, const Quantity *q) {
    char from[32], to[32], value[40], low[40], high[40];
    date_format_long(a->figure->calendar.from + o->over.from, from);
    date_format_long(a->figure->calendar.from + o->over.to, to);
    quantity_format(value, q, o->median);
    quantity_format(low, q, o->low);
    quantity_format(high, q, o->high);
    const char *range =
        o->low < o->high ? arena_printf(a->frame_arena, ", range %s to %s", low, high) : "";
    tip_add(t, arena_printf(a->frame_arena, "Observed %s%s, from %s to %s", value, range, from,
                            to));
}

static TipText tip_of_dot(App *a, const FigureMark *m) {
    const Head *head = &m->of->head;
    const Quantity *q = quantity_of_dot(a, m);
    TipText t = {.title = head->name, .body = head->doc};
    for (int i = 0; q && i < m->of->n; i++)
        if (fabs((m->of->at[i].over.from + m->of->at[i].over.to) / 2 - m->at) < 1e-9)
            tip_observed(a, &t, &m->of->at[i], q);
    for (int i = 0; i < head->sources.n; i++) tip_source(a, &t, head->sources.name[i]);
    if (head->file) tip_add(&t, arena_printf(a->frame_arena, "%s:%d", head->file, head->line));
    return t;
}

static const LayoutBlock *block_of(const App *a, const Tip *t) {
    if (!t->ribbon || t->ribbon > a->layout->n_panels) return NULL;
    const LayoutPanel *q = &a->layout->panels[t->ribbon - 1];
    return t->block < q->n_blocks ? &q->blocks[t->block] : NULL;
}

// Without the word itself, which is in the title.
static const char *words_of(Binding b) {
    const char *words = binding_words(b), *name = binding_name(b);
    size_t n = strlen(name);
    return strncmp(words, name, n) == 0 && words[n] == ':' ? words + n + 2 : words;
}

// What the word in a ribbon says.
static TipText tip_of_block(App *a, const LayoutBlock *k) {
    const LayoutPanel *q = &a->layout->panels[a->tip.ribbon - 1];
    char from[32], to[32];
    calendar_label(&a->figure->calendar, k->first, from);
    calendar_label(&a->figure->calendar, k->last, to);
    TipText t = {.title = arena_printf(a->frame_arena, "%s: %s", q->panel->curves[k->row].name,
                                       binding_name(k->binding)),
                 .body = arena_printf(a->frame_arena, "What holds its foreign purchases: %s.",
                                      words_of(k->binding))};
    tip_add(&t, k->first == k->last ? arena_text(a->frame_arena, from)
                                    : arena_printf(a->frame_arena, "%s to %s", from, to));
    tip_add(&t, "A click tells why, term by term");
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

static TipText tip_text(App *a) {
    const Tip *t = &a->tip;
    if (t->flag >= 0) return tip_of_event(a, t->flag);
    int pin = t->widget - W_PIN;
    if (t->dot) return tip_of_dot(a, t->dot);
    if (block_of(a, t)) return tip_of_block(a, block_of(a, t));
    if (pin >= 0 && pin < a->n_pins) return tip_of_pin(a, pin);
    if (t->widget >= W_OTHER) return tip_of_other(a, t->widget - W_OTHER);
    if (t->widget >= W_RUN) return tip_of_case(a, t->widget - W_RUN);
    return tip_of_input(a, (t->widget - W_INPUT) % (W_OFF - W_INPUT));
}

void app_tip_text(App *a, Text *out) {
    TipText t = tip_text(a);
    text_printf(out, "%s\n", t.title);
    if (t.body && t.body[0]) text_printf(out, "%s\n", t.body);
    for (int i = 0; i < t.n_notes; i++) text_printf(out, "%s\n", t.notes[i]);
}

// Beside its column, or under what stands on a panel.
static Rect tip_place(const App *a) {
    Rect at = a->tip.at;
    if (a->tip.widget >= W_RUN)
        return (Rect){a->rooms.pane[PANE_RIGHT].x - TIP_W - 6, at.y - 10, TIP_W, 0};
    if (a->tip.widget) return (Rect){ROOM_LEFT + 6, at.y - 22, TIP_W, 0};
    return (Rect){at.x + 14, at.y + at.h + 8, TIP_W, 0};
}

void draw_tip(App *a) {
    Rect window = a->rooms.window, r = tip_place(a);
    TipText t = tip_text(a);
    r.h = tip_lines(a, NULL, &t, 0, 0) + 22;
    r.x = fmin(r.x, window.w - r.w - 8);
    r.y = fmax(8, fmin(r.y, window.h - r.h - 8));
    draw_raised(a, r);
    tip_lines(a, a->ui.cr, &t, r.x + 14, r.y + 11);
}

bool tip_is(const Tip *t) {
    return t->widget || t->flag >= 0 || t->dot || t->ribbon;
}

static bool same_tip(const Tip *s, const Tip *t) {
    return s->widget == t->widget && s->flag == t->flag && s->dot == t->dot &&
           s->ribbon == t->ribbon && s->block == t->block;
}

static void block_at(const App *a, Tip *t, double x, double y) {
    for (int p = 0; p < a->layout->n_panels; p++)
        for (int i = 0; i < a->layout->panels[p].n_blocks; i++)
            if (rect_has(a->layout->panels[p].blocks[i].box, x, y)) {
                t->ribbon = p + 1;
                t->block = i;
            }
}

static Tip under_pointer(const App *a) {
    const Ui *ui = &a->ui;
    Tip t = {.flag = a->hover_flag, .at = {ui->mouse_x, ui->mouse_y + 8, 0, 0}};
    if (t.flag >= 0) return t;
    if (ui->hot >= W_INPUT) return (Tip){.flag = -1, .widget = ui->hot, .at = ui->hot_at};
    Rect c = a->rooms.pane[PANE_CENTRE];
    if (a->hover_step < 0 || !rect_has(c, ui->mouse_x, ui->mouse_y)) return t;
    t.dot = sight_dot(a, ui->mouse_x, ui->mouse_y);
    block_at(a, &t, ui->mouse_x, ui->mouse_y);
    return t;
}

static Tip under_focus(const App *a) {
    const Ui *ui = &a->ui;
    if (!ui->show_focus) return (Tip){.flag = -1};
    if (ui->focus >= W_INPUT) return (Tip){.flag = -1, .widget = ui->focus, .at = ui->focus_at};
    return sight_in_focus(a);
}

// What the pointer or the focus rests on, whichever moved last; nothing while something is held
// or a list is open. Another one than before waits for its time.
void follow_tip(App *a) {
    Tip t = {.flag = -1}, *now = &a->tip;
    if (!a->ui.active && !a->ui.popup.owner && !a->why.open)
        t = a->by_key ? under_focus(a) : under_pointer(a);
    if (same_tip(&t, now)) return;
    if (now->shown) a->dirty |= DIRTY_PANES;
    t.since = a->now;
    *now = t;
}
