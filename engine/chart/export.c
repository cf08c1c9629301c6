#include "chart/export.h"

#include "base/file.h"
#include "chart/paint.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double WIDTH = 960, SCALE = 2, PT_PER_PX = 0.75;

bool picture_kind(const char *path, PictureKind *out) {
    static const char *const END[] = {".png", ".svg", ".pdf"};
    size_t n = strlen(path);
    for (int i = 0; i < 3; i++) {
        if (n < 5 || strcmp(path + n - 4, END[i]) != 0) continue;
        *out = (PictureKind)i;
        return true;
    }
    return false;
}

static cairo_status_t take(void *to, const unsigned char *data, unsigned int size) {
    text_addn(to, (const char *)data, size);
    return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *surface_new(PictureKind kind, double w, double h, double scale,
                                    Text *to) {
    if (kind == PICTURE_SVG) {
        cairo_surface_t *s = cairo_svg_surface_create_for_stream(take, to, w, h);
        cairo_svg_surface_set_document_unit(s, CAIRO_SVG_UNIT_PX);
        return s;
    }
    if (kind == PICTURE_PDF)
        return cairo_pdf_surface_create_for_stream(take, to, w * PT_PER_PX, h * PT_PER_PX);
    return cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)ceil(w * scale),
                                      (int)ceil(h * scale));
}

static void draw(const Figure *f, cairo_surface_t *s, PictureKind kind, Rect area, double scale,
                 bool dark) {
    Arena *arena = arena_new();
    Ink *ink = ink_new();
    Theme theme = theme_make(dark);
    LayoutOptions o = {area, -1, true, paint_measure, ink};
    cairo_t *cr = cairo_create(s);
    double by = kind == PICTURE_PDF ? PT_PER_PX : kind == PICTURE_PNG ? scale : 1;
    cairo_scale(cr, by, by);
    paint_figure(ink, cr, layout_make(f, &o, arena), &theme, false);
    cairo_destroy(cr);
    ink_free(ink);
    arena_free(arena);
}

// No time of making: the same figure gives the same bytes.
static void describe_pdf(cairo_surface_t *s, const Figure *f) {
    cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_TITLE, f->headline);
    cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_SUBJECT, f->subtitle);
    cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
}

static void add_escaped(Text *out, const char *s) {
    for (; *s; s++) {
        if (*s == '<')
            text_add(out, "&lt;");
        else if (*s == '>')
            text_add(out, "&gt;");
        else if (*s == '&')
            text_add(out, "&amp;");
        else
            text_addn(out, s, 1);
    }
}

// The glyphs of an SVG are outlines: its title and description hold the words. Cairo numbers the
// group of the drawing by what was drawn before in this process: it gets a name of its own.
static void describe_svg(Text *svg, const Figure *f) {
    static const char GROUP[] = "<g id=\"surface";
    char *tag = svg->length ? strstr(svg->data, "<svg") : NULL;
    char *end = tag ? strchr(tag, '>') : NULL;
    char *group = end ? strstr(end, GROUP) : NULL;
    if (!group) return;
    Text out = {0}, words = {0};
    figure_dump(f, &words);
    text_addn(&out, svg->data, (size_t)(end + 1 - svg->data));
    text_add(&out, "\n<title>");
    add_escaped(&out, f->headline);
    text_add(&out, "</title>\n<desc>");
    add_escaped(&out, text_get(&words));
    text_add(&out, "</desc>");
    text_addn(&out, end + 1, (size_t)(group - end - 1));
    text_add(&out, "<g id=\"figure\"");
    char *rest = strchr(group + sizeof GROUP, '"') + 1;
    text_addn(&out, rest, svg->length - (size_t)(rest - svg->data));
    text_done(&words);
    text_done(svg);
    *svg = out;
}

unsigned char *picture_make(const Figure *f, PictureKind kind, const PictureOptions *o,
                            size_t *size, Faults *faults) {
    double w = o->width > 0 ? o->width : WIDTH;
    double h = o->height > 0 ? o->height : layout_good_height(f);
    double scale = o->scale > 0 ? o->scale : SCALE;
    Text out = {0};
    cairo_surface_t *s = surface_new(kind, w, h, scale, &out);
    if (kind == PICTURE_PDF) describe_pdf(s, f);
    if (cairo_surface_status(s) == CAIRO_STATUS_SUCCESS)
        draw(f, s, kind, (Rect){0, 0, w, h}, scale, o->dark);
    cairo_status_t status = cairo_surface_status(s);
    if (status == CAIRO_STATUS_SUCCESS && kind == PICTURE_PNG)
        status = cairo_surface_write_to_png_stream(s, take, &out);
    cairo_surface_finish(s);
    if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(s);
    cairo_surface_destroy(s);
    if (status != CAIRO_STATUS_SUCCESS) {
        fault_add(
            faults, NULL, 0,
            "a picture of %.0f by %.0f pixels cannot be drawn (%s); a smaller size will do",
            w * scale, h * scale, cairo_status_to_string(status));
        text_done(&out);
        return NULL;
    }
    if (kind == PICTURE_SVG) describe_svg(&out, f);
    *size = out.length;
    return (unsigned char *)out.data;
}

bool picture_write(const Figure *f, PictureKind kind, const PictureOptions *o, const char *path,
                   Faults *faults) {
    size_t size;
    unsigned char *data = picture_make(f, kind, o, &size, faults);
    bool ok = data && file_write(path, data, size, faults);
    free(data);
    return ok;
}
