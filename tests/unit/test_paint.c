// memmem is no C17
#define _GNU_SOURCE
#include "support/test.h"

#include "chart/export.h"
#include "chart/paint.h"
#include "support/golden.h"
#include "support/picture.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 600 };

// Six tenths of the size for each character: needs no font.
static double rough_width(void *context, Font f, const char *text) {
    (void)context;
    return text_width(text) * f.px * 0.6;
}

static Layout *lay(const Figure *f, double w, double h, int reveal, Arena *arena) {
    LayoutOptions o = {{0, 0, w, h}, reveal, true, rough_width, NULL};
    return layout_make(f, &o, arena);
}

static void check_golden(const Layout *l, const char *name) {
    Text out = {0};
    layout_dump(l, &out);
    assert_golden(name, text_get(&out));
    text_done(&out);
}

static void test_golden_layout(void **state) {
    (void)state;
    PictureWorld *w = picture_world_new(STEP_MONTH, 24);
    Figure *f = picture_figure(w, 2, w->arena);
    check_golden(lay(f, 960, layout_good_height(f), -1, w->arena), "chart/layout_960.txt");
    check_golden(lay(f, 724, 708, 9, w->arena), "chart/layout_724_step_10.txt");
    check_golden(lay(picture_figure(w, 3, w->arena), 640, 480, -1, w->arena),
                 "chart/layout_640.txt");
    picture_world_free(w);
    w = picture_world_new(STEP_QUARTER, 40);
    check_golden(lay(picture_figure(w, 1, w->arena), 960, 600, -1, w->arena),
                 "chart/layout_quarters.txt");
    picture_world_free(w);
}

typedef struct Boxes {
    int n;
    Rect at[MOST];
    const char *text[MOST];
} Boxes;

// The room that the letters of a text take, descenders and all.
static void add_box(Boxes *b, double x, double baseline, double w, double px,
                    const char *text) {
    if (!*text) return;
    assert_true(b->n < MOST);
    b->at[b->n] = (Rect){x, baseline - 0.76 * px, w, 0.97 * px};
    b->text[b->n++] = text;
}

static void panel_boxes(Boxes *b, const LayoutPanel *q) {
    add_box(b, q->title.x, q->title.y, q->title.w, q->title.font.px, q->title.text);
    add_box(b, q->unit.x, q->unit.y, q->unit.w, q->unit.font.px, q->unit.text);
    for (int i = 0; i < q->n_ticks; i++)
        add_box(b, q->ticks[i].x, q->ticks[i].at + 4, q->ticks[i].w, 11, q->ticks[i].text);
    for (int i = 0; i < q->n_labels; i++)
        add_box(b, q->labels[i].x, q->labels[i].y, q->labels[i].w, 12, q->labels[i].text);
    for (int i = 0; i < q->n_keys; i++) {
        const LayoutKey *k = &q->keys[i];
        add_box(b, k->box.x, k->text_y, k->box.w, 11, k->text);
    }
}

static void all_boxes(Boxes *b, const Layout *l) {
    b->n = 0;
    for (int i = 0; i < l->n_heading; i++)
        add_box(b, l->heading[i].x, l->heading[i].y, l->heading[i].w, l->heading[i].font.px,
                l->heading[i].text);
    for (int i = 0; i < l->n_keys; i++)
        add_box(b, l->keys[i].box.x, l->keys[i].text_y, l->keys[i].box.w, 11, l->keys[i].text);
    for (int i = 0; i < l->n_flags; i++) {
        const LayoutFlag *g = &l->flags[i];
        if (g->drawn) add_box(b, g->x, g->top + 8, 9, 9, "pennant");
        add_box(b, g->label.x, g->top + 8, g->label.w, 11, g->text);
    }
    for (int i = 0; i < l->n_panels; i++) panel_boxes(b, &l->panels[i]);
    for (int i = 0; i < l->dates.n; i++)
        add_box(b, l->dates.ticks[i].x, l->dates.y, l->dates.ticks[i].w, 11,
                l->dates.ticks[i].text);
    for (int i = 0; i < l->dates.n_second; i++)
        add_box(b, l->dates.second[i].x, l->dates.y_second, l->dates.second[i].w, 11,
                l->dates.second[i].text);
    add_box(b, l->hidden.x, l->hidden.y, l->hidden.w, 11, l->hidden.text);
}

static bool overlap(Rect a, Rect b) {
    double much = 0.01;
    return a.x + a.w > b.x + much && b.x + b.w > a.x + much && a.y + a.h > b.y + much &&
           b.y + b.h > a.y + much;
}

static void check_layout(const Layout *l, const char *what) {
    Boxes *b = malloc(sizeof *b);
    all_boxes(b, l);
    for (int i = 0; i < b->n; i++) {
        Rect r = b->at[i], a = l->area;
        bool inside =
            r.x >= a.x && r.y >= a.y && r.x + r.w <= a.x + a.w && r.y + r.h <= a.y + a.h;
        if (!inside) fail_msg("%s: \"%s\" leaves the picture", what, b->text[i]);
        for (int k = 0; k < i; k++)
            if (overlap(r, b->at[k]))
                fail_msg("%s: \"%s\" (%.1f %.1f) touches \"%s\" (%.1f %.1f)", what, b->text[i],
                         r.x, r.y, b->text[k], b->at[k].x, b->at[k].y);
    }
    for (int i = 0; i < l->n_panels; i++) {
        Rect r = l->panels[i].plot;
        if (r.h < 10 || r.w < 20) fail_msg("%s: a plot of %.0f by %.0f", what, r.w, r.h);
        if (i && l->panels[i - 1].plot.y + l->panels[i - 1].plot.h >= r.y)
            fail_msg("%s: plots %d and %d meet", what, i - 1, i);
    }
    const LayoutPanel *last = &l->panels[l->n_panels - 1];
    for (int i = 0; l->n_panels && i < last->n_labels && last->panel->kind != PANEL_RIBBON; i++)
        if (last->labels[i].y > l->date_band.y)
            fail_msg("%s: the date at the cursor covers \"%s\"", what, last->labels[i].text);
    free(b);
}

static const double SIZES[][2] = {{640, 480},   {640, 900},   {724, 708},  {800, 600},
                                  {960, 540},   {1024, 768},  {1280, 800}, {1920, 1080},
                                  {2560, 1440}, {3840, 2160}, {500, 1200}};
enum { N_SIZES = sizeof SIZES / sizeof *SIZES };

static void sweep(PictureWorld *w, const char *what) {
    Ink *ink = ink_new();
    for (int runs = 1; runs <= 3; runs++) {
        Figure *f = picture_figure(w, runs, w->arena), no_ribbon = *f;
        no_ribbon.n_panels--;
        for (int i = 0; i < N_SIZES; i++)
            for (int shown = 0; shown < 3; shown++) {
                char name[120];
                int reveal = shown == 0 ? -1 : shown == 1 ? 0 : f->steps / 2;
                LayoutOptions o = {{0, 0, SIZES[i][0], SIZES[i][1]},
                                   reveal,
                                   true,
                                   i % 2 ? rough_width : paint_measure,
                                   ink};
                snprintf(name, sizeof name, "%s, %d runs, %.0f by %.0f, to %d", what, runs,
                         SIZES[i][0], SIZES[i][1], reveal);
                check_layout(layout_make(f, &o, w->arena), name);
                if (shown == 0) check_layout(layout_make(&no_ribbon, &o, w->arena), name);
            }
    }
    ink_free(ink);
}

static void test_nothing_overlaps(void **state) {
    (void)state;
    static const struct {
        StepKind step;
        int steps;
    } SPAN[] = {{STEP_MONTH, 24}, {STEP_MONTH, 1},   {STEP_MONTH, 35},   {STEP_MONTH, 120},
                {STEP_WEEK, 104}, {STEP_QUARTER, 8}, {STEP_QUARTER, 60}, {STEP_WEEK, 3}};
    for (size_t i = 0; i < sizeof SPAN / sizeof *SPAN; i++) {
        char what[64];
        snprintf(what, sizeof what, "%d of %s", SPAN[i].steps, step_name(SPAN[i].step));
        PictureWorld *w = picture_world_new(SPAN[i].step, SPAN[i].steps);
        sweep(w, what);
        picture_world_free(w);
    }
}

// Many events in one month, names that do not fit, every curve at one value.
static void test_crowded(void **state) {
    (void)state;
    PictureWorld *w = picture_world_new(STEP_MONTH, 24);
    for (int i = 0; i < 16; i++)
        w->events[i] = (FigureEvent){
            .name = i % 3 ? "Approval" : "A measure with a name that no flag has the room for",
            .kind = "approval",
            .at = i < 9 ? 1 + 0.1 * i : 15 + 0.6 * i};
    w->n_events = 16;
    picture_fill(w, S_SPEND, 1e9);
    picture_fill(w, S_COMPUTE, 5);
    ((Buyer *)w->scenario.buyers)[1].head.name =
        "A buyer whose name is far too long for the edge";
    sweep(w, "crowded");
    for (int i = 0; i < 16; i++) w->events[i].ends = i % 3 == 1;
    sweep(w, "crowded, with ends");
    picture_world_free(w);
}

static void fill_odd(PictureWorld *w, int kind) {
    double huge = 1.5e308, tiny = 1e-300;
    for (int r = 0; r < 3; r++)
        for (int c = 0; c < w->series->n_columns; c++)
            for (int i = 0; i < w->series->steps; i++) {
                double *v = &series_at(w->series, r, c)[i];
                if (w->series->columns[c].id == S_BINDING) continue;
                if (kind == 0) *v = i % 3 ? *v : (double)NAN;
                if (kind == 1) *v = -*v;
                if (kind == 2) *v = *v > 0 ? huge / 64 : 0;
                if (kind == 3) *v = *v * tiny;
                if (kind == 4) *v = (double)NAN;
                if (kind == 5) *v = i == 3 ? (double)INFINITY : *v;
                if (kind == 6) *v = 0;
                if (kind == 7) *v = i % 2 ? *v : -*v * 1e6;
            }
}

static void draw(PictureWorld *w, int runs, double width, double height, bool dark) {
    Figure *f = picture_figure(w, runs, w->arena);
    cairo_surface_t *s =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width, (int)height);
    cairo_t *cr = cairo_create(s);
    Ink *ink = ink_new();
    Theme t = theme_make(dark);
    LayoutOptions o = {{0, 0, width, height}, -1, true, paint_measure, ink};
    Layout *l = layout_make(f, &o, w->arena);
    check_layout(l, "odd values");
    paint_figure(ink, cr, l, &t, dark);
    for (int i = -1; i <= f->steps; i++) paint_cursor(ink, cr, l, &t, i);
    assert_int_equal(cairo_status(cr), CAIRO_STATUS_SUCCESS);
    ink_free(ink);
    cairo_destroy(cr);
    cairo_surface_destroy(s);
}

static void test_odd_values(void **state) {
    (void)state;
    for (int kind = 0; kind < 8; kind++) {
        PictureWorld *w = picture_world_new(STEP_MONTH, kind == 5 ? 5 : 12);
        fill_odd(w, kind);
        draw(w, 3, 960, 800, false);
        draw(w, 1, 640, 480, true);
        picture_world_free(w);
    }
}

static void test_step_and_x(void **state) {
    (void)state;
    PictureWorld *w = picture_world_new(STEP_WEEK, 104);
    Layout *l = lay(picture_figure(w, 1, w->arena), 960, 800, -1, w->arena);
    for (int i = 0; i < 104; i++) assert_int_equal(layout_step_at(l, layout_step_x(l, i)), i);
    assert_int_equal(layout_step_at(l, -1e9), 0);
    assert_int_equal(layout_step_at(l, 1e9), 103);
    assert_near(layout_time_x(l, 0), l->plot_left, 0);
    assert_near(layout_time_x(l, 104 * step_months(STEP_WEEK)), l->plot_right, 1e-12);
    picture_world_free(w);
}

static void test_hit(void **state) {
    (void)state;
    PictureWorld *w = picture_world_new(STEP_MONTH, 24);
    Layout *l = lay(picture_figure(w, 2, w->arena), 960, 800, -1, w->arena);
    const LayoutPanel *spend = &l->panels[1], *binds = &l->panels[3];
    const FigureCurve *c = &spend->panel->curves[0];
    LayoutHit h = layout_hit(l, layout_step_x(l, 15), scale_px(&spend->y, c->y[0][15]) + 2);
    assert_int_equal(h.panel, 1);
    assert_int_equal(h.step, 15);
    assert_int_equal(h.curve, 0);
    assert_int_equal(h.event, -1);
    h = layout_hit(l, layout_step_x(l, 3), binds->plot.y + binds->plot.h - 3);
    assert_int_equal(h.panel, 3);
    assert_int_equal(h.curve, 3);
    h = layout_hit(l, l->flags[3].label.x + 4, l->flags[3].top + 4);
    assert_int_equal(h.event, 3);
    assert_int_equal(h.panel, -1);
    assert_int_equal(h.step, -1);
    h = layout_hit(l, 5, 400);
    assert_int_equal(h.step, -1);
    assert_int_equal(h.curve, -1);
    picture_world_free(w);
}

// Dates within a few px share a pole; each name stays under its own event.
static void test_flags_share_a_pole(void **state) {
    (void)state;
    PictureWorld *w = picture_world_new(STEP_MONTH, 24);
    w->events[0] = (FigureEvent){.name = "Customs", .kind = "control", .at = 0.42};
    w->events[1] = (FigureEvent){.name = "Levy", .kind = "export_levy", .at = 0.45};
    w->events[2] = (FigureEvent){.name = "Approval", .kind = "approval", .at = 0.87};
    w->events[3] = (FigureEvent){.name = "Last day", .kind = "approval", .at = 24};
    w->n_events = 4;
    Layout *l = lay(picture_figure(w, 1, w->arena), 960, 800, -1, w->arena);
    const LayoutFlag *g = l->flags;
    assert_true(g[0].drawn && !g[1].drawn && g[2].drawn);
    assert_int_equal(g[0].row, 0);
    assert_int_equal(g[1].row, 0);
    assert_int_equal(g[2].row, 1);
    assert_string_equal(g[1].text, "\u00b7 Levy");
    for (int i = 0; i < 4; i++) {
        LayoutHit h = layout_hit(l, g[i].label.x + g[i].label.w / 2, g[i].top + 4);
        assert_int_equal(h.event, i);
    }
    assert_true(g[3].label.x + g[3].label.w <= l->area.x + l->area.w);
    picture_world_free(w);
}

// Every curve has its name at its end in the window's smaller sizes: panels with many curves are
// higher then, and names stand beside the gaps.
static void test_every_curve_is_named(void **state) {
    (void)state;
    static const double size[][2] = {{760, 548}, {724, 708}, {884, 808}, {760, 470}};
    PictureWorld *w = picture_world_new(STEP_MONTH, 24);
    Figure *f = picture_figure(w, 1, w->arena);
    bool uneven = false;
    for (int i = 0; i < 4; i++) {
        Layout *l = lay(f, size[i][0], size[i][1], -1, w->arena);
        assert_int_equal(l->n_hidden, 0);
        for (int k = 0; k < l->n_panels; k++)
            assert_int_equal(l->panels[k].n_labels, l->panels[k].panel->n_curves);
        uneven = uneven || l->panels[1].plot.h > l->panels[0].plot.h;
    }
    assert_true(uneven);
    picture_world_free(w);
}

// A headline takes smaller letters or more lines before it is cut, and then between two words.
static void test_headline_is_whole(void **state) {
    (void)state;
    static const double size[][2] = {
        {696, 508}, {760, 548}, {640, 480}, {596, 428}, {724, 708}};
    PictureWorld *w = picture_world_new(STEP_MONTH, 24);
    Figure *f = picture_figure(w, 1, w->arena);
    for (int i = 0; i < 5; i++) {
        Layout *l = lay(f, size[i][0], size[i][1], -1, w->arena);
        char all[400] = "";
        for (int k = 0; k < l->n_heading && l->heading[k].font.weight == 700; k++) {
            if (k) strcat(all, " ");
            strcat(all, l->heading[k].text);
            assert_true(l->heading[k].font.px >= 16);
        }
        assert_string_equal(all, f->headline);
    }
    f->headline =
        "Approvals bind first and then the money that is left after the levy: ByteDance "
        "receives 133k of 518k affordable H200s, and Alibaba and Tencent fewer still";
    Layout *l = lay(f, 300, 500, -1, w->arena);
    const char *last = l->heading[2].text, *dots = strstr(last, "\u2026");
    assert_non_null(dots);
    char head[160];
    snprintf(head, sizeof head, "%.*s", (int)(dots - last), last);
    const char *cut = strstr(f->headline, head);
    assert_non_null(cut);
    assert_int_equal(cut[strlen(head)], ' ');
    picture_world_free(w);
}

// What has no room is said behind the dates.
static void test_what_is_hidden_is_named(void **state) {
    (void)state;
    PictureWorld *w = picture_world_new(STEP_MONTH, 24);
    Figure *f = picture_figure(w, 1, w->arena);
    assert_string_equal(lay(f, 760, 548, -1, w->arena)->hidden.text, "");
    Layout *l = lay(f, 760, 420, -1, w->arena);
    assert_int_equal(l->n_hidden, 1);
    assert_string_equal(l->hidden.text, "No room for \u201cCompute\u201d");
    l = lay(f, 760, 330, -1, w->arena);
    assert_int_equal(l->n_hidden, 2);
    assert_string_equal(l->hidden.text, "No room for 2 panels");
    picture_world_free(w);
}

// Ends take no row and no pole from what begins; where one has no room to the right of its pole
// its name stands to the left.
static void test_ends_give_way(void **state) {
    (void)state;
    PictureWorld *w = picture_world_new(STEP_MONTH, 24);
    static const double at[] = {3, 3.05, 9, 9.2, 15, 4, 5, 5.6, 6.2, 9.1, 16};
    static const char *const name[] = {"Customs",
                                       "Levy",
                                       "A long approval with a name",
                                       "Quota",
                                       "Ban",
                                       "An old rule of customs ends",
                                       "A rule of trade ends",
                                       "The first licence ends",
                                       "The second licence ends",
                                       "Customs end",
                                       "Ban ends"};
    LayoutFlag before[5];
    for (int i = 0; i < 11; i++)
        w->events[i] =
            (FigureEvent){.name = name[i], .kind = "control", .at = at[i], .ends = i > 4};
    w->n_events = 5;
    Layout *l = lay(picture_figure(w, 1, w->arena), 640, 800, -1, w->arena);
    memcpy(before, l->flags, sizeof before);
    w->n_events = 11;
    Figure *f = picture_figure(w, 1, w->arena);
    l = lay(f, 640, 800, -1, w->arena);
    int n = 0, left = 0, bare = 0;
    for (int i = 0; i < l->n_flags; i++) {
        const LayoutFlag *g = &l->flags[i];
        assert_int_equal(g->ends, f->events[g->event].ends);
        left += g->ends && g->row != FLAG_BARE && g->label.x < g->x;
        bare += g->ends && g->row == FLAG_BARE;
        if (g->ends) continue;
        assert_int_equal(g->row, before[n].row);
        assert_near(g->label.x, before[n].label.x, 0);
        assert_string_equal(g->text, before[n++].text);
    }
    assert_int_equal(n, 5);
    assert_true(left > 0 && bare > 0);
    check_layout(l, "ends");
    picture_world_free(w);
}

static void test_too_low_for_all(void **state) {
    (void)state;
    PictureWorld *w = picture_world_new(STEP_MONTH, 24);
    Layout *l = lay(picture_figure(w, 2, w->arena), 640, 330, -1, w->arena);
    assert_int_equal(l->n_hidden + l->n_panels, 4);
    assert_true(l->n_hidden > 0);
    assert_string_equal(l->panels[l->n_panels - 1].panel->title, "What binds");
    picture_world_free(w);
}

static void test_same_bytes_twice(void **state) {
    (void)state;
    PictureWorld *w = picture_world_new(STEP_MONTH, 24);
    Faults *faults = faults_new();
    for (int kind = PICTURE_PNG; kind <= PICTURE_PDF; kind++) {
        size_t size[2];
        unsigned char *data[2];
        for (int i = 0; i < 2; i++) {
            PictureOptions o = {.scale = 1, .dark = kind == PICTURE_SVG};
            Figure *f = picture_figure(w, 2, w->arena);
            data[i] = picture_make(f, (PictureKind)kind, &o, &size[i], faults);
        }
        assert_no_faults(faults);
        assert_int_equal(size[0], size[1]);
        assert_memory_equal(data[0], data[1], size[0]);
        free(data[0]);
        free(data[1]);
    }
    faults_free(faults);
    picture_world_free(w);
}

static bool holds(const unsigned char *data, size_t size, const char *text) {
    return memmem(data, size, text, strlen(text)) != NULL;
}

static void test_formats(void **state) {
    (void)state;
    PictureWorld *w = picture_world_new(STEP_MONTH, 24);
    w->scenario.title = "Levy < 25% & more";
    Faults *faults = faults_new();
    FigureInput in = {.runs = w->runs, .n_runs = 1, .baseline = NO_RUN};
    Figure *f = figure_build(&in, w->arena);
    PictureOptions o = {.width = 800, .height = 600};
    size_t size;
    unsigned char *png = picture_make(f, PICTURE_PNG, &o, &size, faults);
    assert_memory_equal(png, "\x89PNG\r\n\x1a\n", 8);
    assert_memory_equal(png + 16, "\0\0\x06\x40\0\0\x04\xb0", 8); // 1600 by 1200
    free(png);
    unsigned char *svg = picture_make(f, PICTURE_SVG, &o, &size, faults);
    assert_memory_equal(svg, "<?xml", 5);
    assert_true(holds(svg, size, "width=\"800px\" height=\"600px\""));
    assert_true(holds(svg, size, "<title>Levy &lt; 25% &amp; more</title>"));
    assert_true(holds(svg, size, "\n  Ascend 910C slot 7\n"));
    assert_true(size < 400000);
    free(svg);
    unsigned char *pdf = picture_make(f, PICTURE_PDF, &o, &size, faults);
    assert_memory_equal(pdf, "%PDF-", 5);
    assert_true(holds(pdf, size, "/MediaBox [ 0 0 600 450 ]"));
    assert_true(holds(pdf, size, "+Inter-"));
    assert_true(holds(pdf, size, "/Title (Levy < 25% & more)"));
    free(pdf);
    assert_no_faults(faults);
    faults_free(faults);
    picture_world_free(w);
}

static void test_too_large(void **state) {
    (void)state;
    PictureWorld *w = picture_world_new(STEP_MONTH, 2);
    Faults *faults = faults_new();
    PictureOptions o = {.width = 90000, .height = 90000};
    size_t size;
    assert_null(picture_make(picture_figure(w, 1, w->arena), PICTURE_PNG, &o, &size, faults));
    assert_faults(faults, "a picture of 180000 by 180000 pixels cannot be drawn (invalid value "
                          "(typically too big) for the size of the input (surface, pattern, "
                          "etc.)); a smaller size will do");
    faults_free(faults);
    picture_world_free(w);
}

static void test_kind_of_path(void **state) {
    (void)state;
    PictureKind k = PICTURE_PNG;
    assert_true(picture_kind("out/a.svg", &k));
    assert_int_equal(k, PICTURE_SVG);
    assert_true(picture_kind("a.pdf", &k));
    assert_int_equal(k, PICTURE_PDF);
    assert_false(picture_kind("a.csv", &k));
    assert_false(picture_kind(".png", &k));
    assert_false(picture_kind("png", &k));
}

static void test_contrast(void **state) {
    (void)state;
    assert_near(colour_contrast(0x000000, 0xffffff), 21, 1e-12);
    for (int dark = 0; dark < 2; dark++) {
        Theme t = theme_make(dark);
        Colour words[] = {t.text, t.text_soft, t.text_muted};
        for (int i = 0; i < 3; i++) {
            assert_true(colour_contrast(words[i], t.ground) >= 4.5);
            assert_true(colour_contrast(words[i], t.side) >= 4.5);
            assert_true(colour_contrast(words[i], t.raised) >= 4.5);
        }
        for (int i = 0; i < PALETTE_SIZE; i++) {
            assert_true(colour_contrast(t.entity_text[i], t.ground) >= 4.6);
            assert_true(colour_contrast(t.entity_side[i], t.side) >= 4.6);
            assert_true(colour_contrast(t.entity[i], t.ground) >= 2.2);
            for (int k = 0; k < i; k++) assert_true(t.entity[i] != t.entity[k]);
        }
        for (int b = BINDING_NONE + 1; b < BINDING_COUNT; b++)
            assert_true(colour_contrast(t.on_binding[b], t.binding[b]) >= 4.5);
        assert_true(colour_contrast(t.on_accent, t.lever) >= 4.5);
        assert_true(colour_contrast(t.on_accent, t.assume) >= 4.5);
        assert_true(colour_contrast(t.lever, t.side) >= 4.5);
        assert_true(colour_contrast(t.assume, t.side) >= 4.5);
        assert_true(colour_contrast(t.on_pill, t.pill) >= 4.5);
        assert_true(colour_contrast(t.on_fault, t.fault) >= 4.5);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_golden_layout),
        cmocka_unit_test(test_nothing_overlaps),
        cmocka_unit_test(test_crowded),
        cmocka_unit_test(test_odd_values),
        cmocka_unit_test(test_step_and_x),
        cmocka_unit_test(test_hit),
        cmocka_unit_test(test_every_curve_is_named),
        cmocka_unit_test(test_headline_is_whole),
        cmocka_unit_test(test_what_is_hidden_is_named),
        cmocka_unit_test(test_flags_share_a_pole),
        cmocka_unit_test(test_ends_give_way),
        cmocka_unit_test(test_too_low_for_all),
        cmocka_unit_test(test_same_bytes_twice),
        cmocka_unit_test(test_formats),
        cmocka_unit_test(test_too_large),
        cmocka_unit_test(test_kind_of_path),
        cmocka_unit_test(test_contrast),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
