#include "chart/layout_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const double FLAG_ROW = 17, FLAG_TEXT = 13, FLAG_GAP = 10, FLAG_MOST = 240, BARE_PX = 10;
enum { FLAG_ROWS = 4 };
static const double SAME_POLE = 5, FLAG_LEFT = 5; // of its pole, with the name on that side

double text_px(const Placer *p, Font f, const char *text) {
    return p->o->measure(p->o->context, f, text);
}

double text_fit(const Placer *p, Font f, const char *text, double width, char *out,
                size_t size) {
    static const char DOTS[] = "\u2026";
    size_t n = strlen(text);
    if (n < size) {
        memcpy(out, text, n + 1);
        double w = text_px(p, f, out);
        if (w <= width) return w;
    }
    if (n > size - sizeof DOTS) n = size - sizeof DOTS;
    for (;;) {
        while (n > 0 && (text[n] & 0xc0) == 0x80) n--; // never half a character
        while (n > 0 && text[n - 1] == ' ') n--;
        memcpy(out, text, n);
        memcpy(out + n, DOTS, sizeof DOTS);
        double w = text_px(p, f, out);
        if (n == 0 || w <= width) return w;
        n--;
    }
}

// Bytes of `text` that fit in `width` up to a space; all of it when it fits.
static size_t line_break(const Placer *p, Font f, const char *text, double width) {
    char line[160];
    size_t best = 0;
    for (size_t n = 0;; n++) {
        if (text[n] && text[n] != ' ') continue;
        if (n >= sizeof line) break;
        memcpy(line, text, n);
        line[n] = 0;
        if (text_px(p, f, line) > width) break;
        best = n;
        if (!text[n]) break;
    }
    return best;
}

static const char *after_break(const char *text, size_t n) {
    text += n;
    while (*text == ' ') text++;
    return text;
}

static int count_lines(const Placer *p, Font f, const char *text, double width) {
    int n = 0;
    while (*text) {
        size_t fits = line_break(p, f, text, width);
        if (!fits) return n + 1000;
        text = after_break(text, fits);
        n++;
    }
    return n;
}

// `text` in one line, cut between words where it is too long.
static double fit_words(const Placer *p, Font f, const char *text, double width,
                        LayoutText *t) {
    size_t n = line_break(p, f, text, width);
    if (n && !text[n]) return text_fit(p, f, text, width, t->text, sizeof t->text);
    static const char DOTS[] = "\u2026";
    n = line_break(p, f, text, width - text_px(p, f, DOTS));
    if (!n || n + sizeof DOTS > sizeof t->text)
        return text_fit(p, f, text, width, t->text, sizeof t->text);
    memcpy(t->text, text, n);
    memcpy(t->text + n, DOTS, sizeof DOTS);
    return text_px(p, f, t->text);
}

// The least width that needs no more lines than `width` does: lines of about one length.
static double even_width(const Placer *p, Font f, const char *text, double width, int lines) {
    int n = count_lines(p, f, text, width);
    if (n < 2 || n > lines) return width;
    double low = width / 2, high = width;
    while (high - low > 4) {
        double middle = (low + high) / 2;
        if (count_lines(p, f, text, middle) > n)
            low = middle;
        else
            high = middle;
    }
    return high;
}

// Adds `text` to the heading in at most `lines` lines; the y of the last baseline.
static double add_lines(Placer *p, Font f, const char *text, int lines, double y,
                        double pitch) {
    Layout *l = p->out;
    double x = p->o->area.x + HEAD_PAD, width = p->o->area.w - 2 * HEAD_PAD;
    double even = even_width(p, f, text, width, lines);
    for (int i = 0; i < lines && *text; i++) {
        LayoutText *t = &l->heading[l->n_heading++];
        size_t n = line_break(p, f, text, even);
        t->x = x, t->y = y += pitch, t->font = f;
        if (i == lines - 1 || n == 0) {
            t->w = fit_words(p, f, text, width, t);
            break;
        }
        memcpy(t->text, text, n);
        t->text[n] = 0;
        t->w = text_px(p, f, t->text);
        text = after_break(text, n);
    }
    return y;
}

static bool has_overlay(const Figure *f) {
    for (int r = 1; r < f->n_runs; r++)
        if (r != f->baseline) return true;
    return false;
}

// The first of the sizes in which the headline has room; else the last, in which it is cut.
static HeadSize head_size(const Placer *p, const HeadSize *sizes) {
    double width = p->o->area.w - 2 * HEAD_PAD;
    int i = 0;
    for (; i < HEAD_SIZES - 1; i++) {
        Font f = {sizes[i].px, FONT_HEADLINE.weight};
        if (count_lines(p, f, p->figure->headline, width) <= sizes[i].lines) break;
    }
    return sizes[i];
}

double place_heading(Placer *p, double y, const HeadSize *sizes, int subtitle_lines) {
    const Figure *f = p->figure;
    Layout *l = p->out;
    l->n_heading = l->n_keys = 0;
    HeadSize size = head_size(p, sizes);
    Font font = {size.px, FONT_HEADLINE.weight};
    y = add_lines(p, font, f->headline, size.lines, y - 1, round(1.3 * size.px));
    y = add_lines(p, FONT_SUBTITLE, f->subtitle, subtitle_lines, y + 4, 18);
    if (!has_overlay(f)) return y + 8;
    l->keys = ARENA_NEW(p->arena, LayoutKey, f->n_runs);
    for (int r = 0; r < f->n_runs; r++)
        l->keys[l->n_keys++] =
            (LayoutKey){.text = f->run_names[r], .run = r, .swatch = {.w = 24, .h = 10}};
    double left = p->o->area.x + HEAD_PAD, right = p->o->area.x + p->o->area.w - HEAD_PAD;
    int lines = place_keys(p, l->keys, l->n_keys, left, left, right, y + 18);
    return y + 18 + (lines - 1) * KEY_LINE + 8;
}

// Name and extent of one flag; false when there is no room for the name at all.
static bool size_flag(Placer *p, LayoutFlag *g) {
    double right = p->o->area.x + p->o->area.w - HEAD_PAD / 2;
    double left = p->o->area.x + HEAD_PAD / 2;
    const char *name = p->figure->events[g->event].name;
    double w = text_fit(p, FONT_FLAG, name, FLAG_MOST, g->text, sizeof g->text);
    g->label = (Rect){g->x + FLAG_TEXT, 0, w, 13};
    if (g->label.x + w <= right) return true;
    g->label.x = g->x - FLAG_LEFT - w;
    return g->label.x >= left;
}

// Of the n flags `at`, by date, those from `first` on that share its pole: dates within a few px,
// names one after another as long as the row has room. How many.
static int group_flags(Placer *p, const int *at, int n, int first) {
    LayoutFlag *g = p->out->flags;
    const LayoutFlag *pole = &g[at[first]], *last = pole;
    int size = 1;
    if (!size_flag(p, &g[at[first]]) || pole->label.x < pole->x) return 1;
    double right = p->o->area.x + p->o->area.w - HEAD_PAD / 2;
    for (int i = first + 1; i < n && g[at[i]].x - pole->x < SAME_POLE; i++, size++) {
        LayoutFlag *next = &g[at[i]];
        const char *name = p->figure->events[next->event].name;
        char dotted[sizeof next->text];
        snprintf(dotted, sizeof dotted, "\u00b7 %s", name);
        double w = text_px(p, FONT_FLAG, dotted), x = last->label.x + last->label.w + 4;
        if (x + w > right || strlen(name) > sizeof dotted - 4) break;
        memcpy(next->text, dotted, sizeof dotted);
        next->label = (Rect){x, 0, w, 13};
        last = next;
    }
    return size;
}

static int flags_of(const Figure *f, bool ends, int *at) {
    int n = 0;
    for (int i = 0; i < f->n_events; i++)
        if (f->events[i].ends == ends) at[n++] = i;
    return n;
}

typedef struct FlagGroup {
    const int *at; // flags
    int n;
} FlagGroup;

// First what begins, then what ends in the room that is left; the two share no pole.
static int groups_make(Placer *p, int n, FlagGroup *group) {
    int *begin = ARENA_NEW(p->arena, int, n), *end = ARENA_NEW(p->arena, int, n), groups = 0;
    for (int turn = 0; turn < 2; turn++) {
        int *at = turn ? end : begin, size = flags_of(p->figure, turn, at);
        for (int i = 0; i < size; i += group[groups++].n)
            group[groups] = (FlagGroup){at + i, group_flags(p, at, size, i)};
    }
    return groups;
}

static bool inside_left(const Placer *p, const LayoutFlag *g) {
    return g->label.x >= p->o->area.x + HEAD_PAD / 2;
}

static void extents(const Placer *p, const FlagGroup *group, int groups, double *left,
                    double *right) {
    const LayoutFlag *g = p->out->flags;
    for (int k = 0; k < groups; k++) {
        const LayoutFlag *first = &g[group[k].at[0]], *last = &g[group[k].at[group[k].n - 1]];
        left[k] = fmin(first->label.x, first->x - 1);
        right[k] = fmax(last->label.x + last->label.w, first->x + 9);
    }
}

// Rows of the groups; what ends alone and finds no room for its name to the right of its pole
// looks for it to the left.
static void rows_of(const Placer *p, const FlagGroup *group, int groups, int rows, int *row) {
    double *left = ARENA_NEW(p->arena, double, groups),
           *right = ARENA_NEW(p->arena, double, groups);
    extents(p, group, groups, left, right);
    labels_rows(groups, left, right, rows, FLAG_GAP, row);
    for (int k = 0; k < groups; k++) {
        LayoutFlag *x = &p->out->flags[group[k].at[0]];
        if (row[k] < rows || group[k].n > 1 || !x->ends || x->label.x < x->x) continue;
        x->label.x = x->x - FLAG_LEFT - x->label.w;
        if (!inside_left(p, x)) continue;
        extents(p, group, groups, left, right);
        labels_rows(groups, left, right, rows, FLAG_GAP, row);
    }
}

static void set_rows(Placer *p, int n, int rows) {
    FlagGroup *group = ARENA_NEW(p->arena, FlagGroup, n);
    int *row = ARENA_NEW(p->arena, int, n), groups = groups_make(p, n, group);
    rows_of(p, group, groups, rows, row);
    for (int k = 0; k < groups; k++)
        for (int i = 0; i < group[k].n; i++) {
            LayoutFlag *x = &p->out->flags[group[k].at[i]];
            x->row = row[k] < rows && inside_left(p, x) ? row[k] : FLAG_BARE;
            x->drawn = i == 0;
        }
}

static bool has_bare(const Layout *l) {
    for (int i = 0; i < l->n_flags; i++)
        if (l->flags[i].row == FLAG_BARE) return true;
    return false;
}

double place_flags(Placer *p, double y, int rows) {
    const Figure *f = p->figure;
    Layout *l = p->out;
    l->n_flags = f->n_events;
    if (!f->n_events) return y + 6;
    l->flags = ARENA_NEW(p->arena, LayoutFlag, f->n_events);
    for (int i = 0; i < f->n_events; i++) {
        l->flags[i].event = i;
        l->flags[i].ends = f->events[i].ends;
        l->flags[i].x = layout_time_x(l, f->events[i].at);
    }
    set_rows(p, f->n_events, rows);
    // Pennants without a name take most of a row: named in one more they are better.
    if (rows && rows < FLAG_ROWS && has_bare(l)) {
        set_rows(p, f->n_events, rows + 1);
        if (has_bare(l)) set_rows(p, f->n_events, rows);
    }
    int used = 0;
    bool bare = false;
    for (int i = 0; i < f->n_events; i++) {
        if (l->flags[i].row >= used) used = l->flags[i].row + 1;
        bare = bare || l->flags[i].row == FLAG_BARE;
    }
    double top = y + 11, last = -1e9;
    for (int i = 0; i < f->n_events; i++) {
        LayoutFlag *g = &l->flags[i];
        if (g->row == FLAG_BARE) g->drawn = g->x - last >= BARE_PX;
        if (g->row == FLAG_BARE && g->drawn) last = g->x;
        g->top = top + (g->row == FLAG_BARE ? used : g->row) * FLAG_ROW;
        g->h = g->row == FLAG_BARE ? BARE_PX : FLAG_ROW;
        g->label.y = g->top - 1;
        if (g->row == FLAG_BARE) g->label = (Rect){g->x, g->top, 0, 0}, g->text[0] = 0;
    }
    return top + used * FLAG_ROW + (bare ? BARE_PX + 2 : 0) + 4;
}

static void date_text(const Calendar *c, const DateTicks *t, double at, char *out,
                      size_t size) {
    static const char *const MONTH[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    int year, month, day;
    date_civil(at, &year, &month, &day);
    if (t->months % 12 == 0)
        snprintf(out, size, "%d", year);
    else if (c->step == STEP_QUARTER)
        snprintf(out, size, "Q%d", (month + 2) / 3);
    else
        snprintf(out, size, "%s", MONTH[month - 1]);
}

static void add_year(Placer *p, double centre, double at) {
    LayoutDates *d = &p->out->dates;
    int year, month, day;
    date_civil(at, &year, &month, &day);
    LayoutTick *t = &d->second[d->n_second];
    snprintf(t->text, sizeof t->text, "%d", year);
    t->at = centre;
    t->w = text_px(p, FONT_TICK, t->text);
    t->x = centre - t->w / 2;
    if (d->n_second && t[-1].x + t[-1].w + 6 > t->x) return;
    d->n_second++;
}

void place_dates(Placer *p, double y) {
    Layout *l = p->out;
    const Calendar *c = &p->figure->calendar;
    double end = c->from + l->x.high, step = step_months(c->step);
    DateTicks ticks = ticks_dates(c->from, end, l->plot_right - l->plot_left,
                                  c->step == STEP_QUARTER ? 3 : 1);
    LayoutDates *d = &l->dates;
    *d = (LayoutDates){.y = y + 17, .y_second = y + 33};
    d->ticks = ARENA_NEW(p->arena, LayoutTick, ticks.n);
    d->second = ARENA_NEW(p->arena, LayoutTick, ticks.n);
    // A month's or quarter's name stands under the middle of its step, where its value is.
    bool months = ticks.months % 12 != 0;
    double shift = months && c->step != STEP_WEEK ? step / 2 : 0;
    for (int i = 0; i < ticks.n; i++) {
        if (ticks.at[i] > end - 1e-6) break;
        LayoutTick *t = &d->ticks[d->n++];
        date_text(c, &ticks, ticks.at[i], t->text, sizeof t->text);
        t->at = layout_time_x(l, ticks.at[i] - c->from + shift);
        t->w = text_px(p, FONT_TICK, t->text);
        t->x = t->at - t->w / 2;
        if (months && (i == 0 || fmod(ticks.at[i], 12) == 0)) add_year(p, t->at, ticks.at[i]);
    }
    l->date_band = (Rect){l->plot_left, y + 4, l->plot_right - l->plot_left, 20};
}

// In the second row of dates, right of its last year.
void place_hidden(Placer *p, const bool *shown) {
    Layout *l = p->out;
    const LayoutDates *d = &l->dates;
    const char *last = "";
    char words[128];
    l->hidden = (LayoutText){.y = d->y_second + 2, .font = FONT_TICK};
    for (int i = 0; i < p->figure->n_panels; i++)
        if (!shown[i]) last = p->figure->panels[i].title;
    if (!l->n_hidden) return;
    if (l->n_hidden == 1)
        snprintf(words, sizeof words, "No room for \u201c%.100s\u201d", last);
    else
        snprintf(words, sizeof words, "No room for %d panels", l->n_hidden);
    double w = text_px(p, FONT_TICK, words), x = p->o->area.x + p->o->area.w - HEAD_PAD - w;
    const LayoutTick *year = d->n_second ? &d->second[d->n_second - 1] : NULL;
    if (x < (year ? year->x + year->w + FLAG_GAP : p->o->area.x + HEAD_PAD)) return;
    memcpy(l->hidden.text, words, sizeof words);
    l->hidden.x = x;
    l->hidden.w = w;
}
