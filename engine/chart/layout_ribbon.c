#include "chart/layout_parts.h"

#include <math.h>

static const double SWATCH_PX = 10, KEY_TEXT = 5, KEY_GAP = 12, WORD_PAD = 10;

static Binding code_at(const FigureCurve *c, int step) {
    double v = c->y[0][step];
    return v > 0 && v < BINDING_COUNT ? (Binding)v : BINDING_NONE;
}

int place_keys(Placer *p, LayoutKey *keys, int n, double x, double left, double right,
               double y) {
    int lines = 1;
    for (int i = 0; i < n; i++) {
        LayoutKey *k = &keys[i];
        double w = k->swatch.w + KEY_TEXT + text_px(p, FONT_KEY, k->text);
        if (x + w > right && x > left) {
            x = left;
            y += KEY_LINE;
            lines++;
        }
        k->box = (Rect){x, y - KEY_LINE / 2, w, KEY_LINE};
        k->swatch.x = x;
        k->swatch.y = y - k->swatch.h / 2;
        k->text_x = x + k->swatch.w + KEY_TEXT;
        k->text_y = y + ink_cap(FONT_KEY) / 2;
        x += w + KEY_GAP;
    }
    return lines;
}

double keys_right(const Placer *p) {
    return p->o->area.x + p->o->area.w - HEAD_PAD / 2;
}

int ribbon_keys(const Placer *p, const FigurePanel *f, LayoutKey **keys) {
    bool seen[BINDING_COUNT] = {false};
    for (int c = 0; c < f->n_curves; c++)
        for (int i = 0; i < p->figure->steps; i++) seen[code_at(&f->curves[c], i)] = true;
    int n = 0;
    *keys = ARENA_NEW(p->arena, LayoutKey, BINDING_COUNT);
    for (int b = BINDING_NONE + 1; b < BINDING_COUNT; b++)
        if (seen[b])
            (*keys)[n++] = (LayoutKey){.text = binding_name((Binding)b),
                                       .binding = (Binding)b,
                                       .swatch = {.w = SWATCH_PX, .h = SWATCH_PX}};
    return n;
}

int ribbon_key_lines(Placer *p, const FigurePanel *f) {
    LayoutKey *keys;
    int n = ribbon_keys(p, f, &keys);
    double left = p->o->area.x + HEAD_PAD;
    double title = text_px(p, FONT_TITLE, f->title) + 8 + text_px(p, FONT_UNIT, f->unit) + 20;
    return place_keys(p, keys, n, left + title, left, keys_right(p), 0);
}

static void add_block(Placer *p, LayoutPanel *q, int row, int first, int last,
                      Binding binding) {
    double pitch =
        q->panel->n_curves > 1 ? (q->plot.h - q->row_h) / (q->panel->n_curves - 1) : q->row_h;
    double step = step_months(p->figure->calendar.step);
    double x0 = layout_time_x(p->out, first * step),
           x1 = layout_time_x(p->out, (last + 1) * step);
    Rect box = {x0, q->plot.y + row * pitch, x1 - x0, q->row_h};
    bool word = binding != BINDING_NONE &&
                text_px(p, FONT_KEY, binding_name(binding)) + WORD_PAD <= box.w;
    q->blocks[q->n_blocks++] = (LayoutBlock){box, row, first, last, binding, word};
}

void place_blocks(Placer *p, LayoutPanel *q) {
    int n = q->panel->n_curves;
    q->blocks = ARENA_NEW(p->arena, LayoutBlock, n * p->figure->steps);
    q->labels = ARENA_NEW(p->arena, LayoutLabel, n);
    double right = p->o->area.x + p->o->area.w - 4;
    for (int row = 0; row < n; row++) {
        const FigureCurve *c = &q->panel->curves[row];
        int first = 0;
        for (int i = 1; i <= p->out->reveal + 1; i++) {
            if (i <= p->out->reveal && code_at(c, i) == code_at(c, first)) continue;
            add_block(p, q, row, first, i - 1, code_at(c, first));
            first = i;
        }
        Rect box = q->blocks[q->n_blocks - 1].box;
        LayoutLabel *l = &q->labels[q->n_labels++];
        *l = (LayoutLabel){.curve = row, .x = p->out->plot_right + LABEL_GAP};
        l->y = box.y + (box.h + ink_cap(FONT_LABEL)) / 2;
        l->w = text_fit(p, FONT_LABEL, c->name, right - l->x, l->text, sizeof l->text);
    }
}
