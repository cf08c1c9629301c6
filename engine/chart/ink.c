#include "chart/ink.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <string.h>

// A layout asks for the same widths again and again.
enum { WIDTHS = 1024 };
typedef struct Width {
    uint64_t key; // of font and text; 0: free
    double px;
} Width;

struct Ink {
    PangoFontMap *map;
    PangoContext *context;
    PangoLayout *layout;
    PangoFontDescription *font;
    Font set; // what the layout is set to now
    Width widths[WIDTHS];
};

static const double INTER_CAP = 0.727; // height of a capital letter, of the em
static const double HALO_PX = 3;

bool rect_has(Rect r, double x, double y) {
    return x >= r.x && x < r.x + r.w && y >= r.y && y < r.y + r.h;
}

Ink *ink_new(void) {
    Ink *k = g_new0(Ink, 1);
    k->map = pango_cairo_font_map_new();
    k->context = pango_font_map_create_context(k->map);
    cairo_font_options_t *o = cairo_font_options_create();
    cairo_font_options_set_hint_style(o, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(o, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(o, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(k->context, o);
    cairo_font_options_destroy(o);
    pango_context_set_round_glyph_positions(k->context, FALSE);
    k->layout = pango_layout_new(k->context);
    PangoAttrList *list = pango_attr_list_new();
    pango_attr_list_insert(list, pango_attr_font_features_new("tnum=1, calt=1"));
    pango_layout_set_attributes(k->layout, list);
    pango_attr_list_unref(list);
    k->font = pango_font_description_from_string("Inter");
    return k;
}

void ink_free(Ink *k) {
    if (!k) return;
    pango_font_description_free(k->font);
    g_object_unref(k->layout);
    g_object_unref(k->context);
    g_object_unref(k->map);
    g_free(k);
}

static PangoLayout *prepare(Ink *k, Font f, const char *text) {
    if (f.px != k->set.px || f.weight != k->set.weight) {
        pango_font_description_set_absolute_size(k->font, f.px * PANGO_SCALE);
        pango_font_description_set_weight(k->font, (PangoWeight)f.weight);
        pango_layout_set_font_description(k->layout, k->font);
        k->set = f;
    }
    pango_layout_set_width(k->layout, -1);
    pango_layout_set_single_paragraph_mode(k->layout, TRUE);
    pango_layout_set_text(k->layout, text, -1);
    return k->layout;
}

static double prepared_width(Ink *k, Font f, const char *text) {
    PangoRectangle r;
    pango_layout_get_extents(prepare(k, f, text), NULL, &r);
    return (double)r.width / PANGO_SCALE;
}

double ink_width(Ink *k, Font f, const char *text) {
    uint64_t key = text_hash(TEXT_HASH, text, strlen(text));
    key = text_hash(text_hash(key, &f.px, sizeof f.px), &f.weight, sizeof f.weight);
    Width *w = &k->widths[key % WIDTHS];
    if (w->key != key || !key) *w = (Width){key, prepared_width(k, f, text)};
    return w->px;
}

double ink_ascent(Ink *k, Font f) {
    return (double)pango_layout_get_baseline(prepare(k, f, "H")) / PANGO_SCALE;
}

double ink_cap(Font f) {
    return f.px * INTER_CAP;
}

static double left_of(double x, double width, Align align) {
    return align == ALIGN_LEFT ? x : align == ALIGN_RIGHT ? x - width : x - width / 2;
}

double ink_text(Ink *k, cairo_t *cr, double x, double y, Align align, Font f, Colour c,
                const char *text) {
    double w = prepared_width(k, f, text);
    cairo_move_to(cr, left_of(x, w, align), y);
    ink_source(cr, c, 1);
    pango_cairo_show_layout_line(cr, pango_layout_get_line_readonly(k->layout, 0));
    cairo_new_path(cr); // text leaves a current point
    return w;
}

double ink_text_in(Ink *k, cairo_t *cr, Rect box, Align align, Font f, Colour c,
                   const char *text) {
    char cut[256];
    ink_ellipsise(k, f, text, box.w, cut, sizeof cut);
    double x = align == ALIGN_LEFT    ? box.x
               : align == ALIGN_RIGHT ? box.x + box.w
                                      : box.x + box.w / 2;
    return ink_text(k, cr, x, box.y + (box.h + ink_cap(f)) / 2, align, f, c, cut);
}

double ink_text_halo(Ink *k, cairo_t *cr, double x, double y, Align align, Font f, Colour c,
                     Colour ground, const char *text) {
    double w = prepared_width(k, f, text);
    cairo_save(cr);
    cairo_move_to(cr, left_of(x, w, align), y);
    pango_cairo_layout_line_path(cr, pango_layout_get_line_readonly(k->layout, 0));
    ink_source(cr, ground, 1);
    cairo_set_line_width(cr, 2 * HALO_PX);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo_stroke(cr);
    cairo_restore(cr);
    return ink_text(k, cr, x, y, align, f, c, text);
}

double ink_paragraph(Ink *k, cairo_t *cr, double x, double y, double width, double line_height,
                     Font f, Colour c, const char *text) {
    PangoLayout *layout = prepare(k, f, text);
    pango_layout_set_single_paragraph_mode(layout, FALSE);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
    int n = pango_layout_get_line_count(layout);
    if (cr) ink_source(cr, c, 1);
    for (int i = 0; cr && i < n; i++) {
        double middle = y + (i + 0.5) * line_height;
        cairo_move_to(cr, x, middle + ink_cap(f) / 2);
        pango_cairo_show_layout_line(cr, pango_layout_get_line_readonly(layout, i));
        cairo_new_path(cr);
    }
    return n * line_height;
}

void ink_ellipsise(Ink *k, Font f, const char *text, double width, char *out, size_t size) {
    static const char DOTS[] = "\u2026";
    size_t n = strlen(text);
    if (n >= size) n = size - 1;
    while (n > 0 && (text[n] & 0xc0) == 0x80) n--; // never half a character
    memcpy(out, text, n);
    out[n] = 0;
    if (!text[n] && ink_width(k, f, out) <= width) return;
    if (n > size - sizeof DOTS) n = size - sizeof DOTS;
    for (;;) {
        while (n > 0 && (text[n] & 0xc0) == 0x80) n--;
        while (n > 0 && text[n - 1] == ' ') n--;
        memcpy(out, text, n);
        memcpy(out + n, DOTS, sizeof DOTS);
        if (n == 0 || ink_width(k, f, out) <= width) return;
        n--;
    }
}

void ink_source(cairo_t *cr, Colour c, double alpha) {
    cairo_set_source_rgba(cr, (c >> 16 & 0xff) / 255.0, (c >> 8 & 0xff) / 255.0,
                          (c & 0xff) / 255.0, alpha);
}

void ink_fill_rect(cairo_t *cr, Rect r, Colour c) {
    cairo_new_path(cr);
    cairo_rectangle(cr, r.x, r.y, r.w, r.h);
    ink_source(cr, c, 1);
    cairo_fill(cr);
}

void ink_round_rect(cairo_t *cr, Rect r, double radius) {
    double q = acos(-1) / 2, a = fmin(radius, fmin(r.w, r.h) / 2);
    cairo_new_path(cr);
    cairo_arc(cr, r.x + r.w - a, r.y + a, a, -q, 0);
    cairo_arc(cr, r.x + r.w - a, r.y + r.h - a, a, 0, q);
    cairo_arc(cr, r.x + a, r.y + r.h - a, a, q, 2 * q);
    cairo_arc(cr, r.x + a, r.y + a, a, 2 * q, 3 * q);
    cairo_close_path(cr);
}

// The device's scale, where it is a plain one.
static double scale_of(cairo_t *cr) {
    cairo_matrix_t m;
    cairo_get_matrix(cr, &m);
    return m.xx > 0 && m.xy == 0 ? m.xx : 1;
}

double ink_snap(cairo_t *cr, double v) {
    double s = scale_of(cr);
    double line = fmax(1, floor(s + 0.5)); // device pixels
    double shift = fmod(line, 2) == 1 ? 0.5 : 0;
    return (floor(v * s - shift + 0.5) + shift) / s;
}

static void line(cairo_t *cr, double x0, double y0, double x1, double y1, Colour c) {
    double s = scale_of(cr);
    cairo_new_path(cr);
    cairo_move_to(cr, x0, y0);
    cairo_line_to(cr, x1, y1);
    cairo_set_line_width(cr, fmax(1, floor(s + 0.5)) / s);
    ink_source(cr, c, 1);
    cairo_stroke(cr);
}

void ink_hline(cairo_t *cr, double x0, double x1, double y, Colour c) {
    double at = ink_snap(cr, y);
    line(cr, x0, at, x1, at, c);
}

void ink_vline(cairo_t *cr, double x, double y0, double y1, Colour c) {
    double at = ink_snap(cr, x);
    line(cr, at, y0, at, y1, c);
}
