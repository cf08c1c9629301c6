#include "chart/figure.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void quantity_format(char out[40], const Quantity *q, double value) {
    char digits[32];
    if (isnan(value))
        snprintf(out, 40, "\u2013");
    else if (q->kind == QUANTITY_SHARE && isfinite(value))
        snprintf(out, 40, "%s%.1f%%", value <= -5e-4 ? "\u2212" : "", fabs(value) * 100);
    else {
        text_short(digits, q->prefix, value);
        snprintf(out, 40, "%s", digits);
    }
}

void quantity_signed(char out[40], const Quantity *q, double value) {
    char text[40];
    quantity_format(text, q, value);
    snprintf(out, 40, "%s%.38s", value > 0 ? "+" : "", text);
    size_t n = strlen(text);
    bool points = q->kind == QUANTITY_SHARE && n && text[n - 1] == '%';
    if (points) snprintf(out, 40, "%s%.*s pp", value > 0 ? "+" : "", (int)n - 1, text);
}

typedef struct Scaling {
    const char *suffix;
    double divisor;
} Scaling;

static Scaling scaling_of(const Quantity *q, double size, bool change) {
    static const Scaling ALL[] = {{"T", 1e12}, {"B", 1e9}, {"M", 1e6}, {"k", 1e3}};
    if (q->kind == QUANTITY_SHARE) return (Scaling){change ? " pp" : "%", 0.01};
    for (int i = 0; i < 4; i++)
        if (size >= 0.9995 * ALL[i].divisor) return ALL[i];
    return (Scaling){"", 1};
}

// Drops zeros at the end of both.
static void trim_both(char *a, char *b) {
    size_t n = strlen(a), m = strlen(b);
    if (!strchr(a, '.') || !strchr(b, '.')) return;
    while (a[n - 1] == '0' && b[m - 1] == '0') a[--n] = b[--m] = 0;
    if (a[n - 1] == '.' && b[m - 1] == '.') a[--n] = b[--m] = 0;
}

static bool is_zero(const char *digits) {
    return !digits[strspn(digits, "0.")];
}

static void add_digits(char out[16], double size, int decimals) {
    if (size < 1e6)
        snprintf(out, 16, "%.*f", decimals, size);
    else
        snprintf(out, 16, "%.3g", size);
}

void quantity_range(char out[40], const Quantity *q, double low, double high, bool change) {
    double size = fmax(fabs(low), fabs(high));
    *out = 0;
    if (!isfinite(low) || !isfinite(high)) return;
    Scaling s = scaling_of(q, size, change);
    int decimals = size < 9.995 * s.divisor ? 2 : size < 99.95 * s.divisor ? 1 : 0;
    if (q->kind == QUANTITY_SHARE) decimals = 1;
    char a[16], b[16];
    add_digits(a, fabs(low) / s.divisor, decimals);
    add_digits(b, fabs(high) / s.divisor, decimals);
    trim_both(a, b);
    const char *minus = low < 0 && !is_zero(a) ? "\u2212" : "";
    const char *less = high < 0 && !is_zero(b) ? "\u2212" : "";
    if (is_zero(a)) snprintf(a, sizeof a, "0");
    if (is_zero(b)) snprintf(b, sizeof b, "0");
    if (strcmp(a, b) == 0 && *minus == *less)
        snprintf(out, 40, "%s%s%s%s", minus, q->prefix, a, s.suffix);
    else if (is_zero(b))
        snprintf(out, 40, "%s%s%s%s to 0", minus, q->prefix, a, s.suffix);
    else if (!*minus)
        snprintf(out, 40, "%s%.9s\u2013%.9s%s", q->prefix, a, b, s.suffix);
    else
        snprintf(out, 40, "%s%s%.9s to %s%.9s%s", minus, q->prefix, a, less, b, s.suffix);
}

void quantity_change(char out[40], const Quantity *q, double value, double base) {
    double change = q->kind == QUANTITY_SHARE ? value - base : value / base - 1;
    *out = 0;
    if (!isfinite(change) || value == base) return;
    if (q->kind != QUANTITY_SHARE && base < 0) return; // a percentage of a debt misleads
    double size = fabs(change) * 100;
    const char *sign = size < 0.05 ? "" : change < 0 ? "\u2212" : "+";
    const char *unit = q->kind == QUANTITY_SHARE ? " pp" : "%";
    if (size >= 999.5 && q->kind != QUANTITY_SHARE)
        snprintf(out, 40, "\u00d7%.3g", value / base);
    else
        snprintf(out, 40, "%s%.*f%s", sign, size < 99.95 ? 1 : 0, size, unit);
}

static Binding code_at(const double *y, int step) {
    double v = y ? y[step] : 0;
    return v >= 0 && v < BINDING_COUNT ? (Binding)v : BINDING_NONE;
}

static void add_range(ReadoutRow *row, const FigurePanel *p, const FigureBand *band, int step,
                      bool change) {
    if (band->at[0])
        quantity_range(row->range, &p->quantity, band->at[BAND_5][step],
                       band->at[BAND_95][step], change);
}

// A residue of rounding is none: 0 beside the other values of its panel.
static double value_of(const FigurePanel *p, const double *y, int step) {
    double largest = fmax(fabs(p->low), fabs(p->high));
    return fabs(y[step]) < 1e-9 * largest ? 0 : y[step];
}

static ReadoutRow row_of(const Figure *f, int panel, int curve, int step) {
    const FigurePanel *p = &f->panels[panel];
    const FigureCurve *c = &p->curves[curve];
    const double *base =
        f->baseline != NO_RUN && f->baseline != 0 ? c->y[f->baseline] : c->against;
    ReadoutRow row = {.panel = panel, .curve = curve, .name = c->name, .slot = c->slot};
    if (c->first) {
        quantity_format(row.value, &p->quantity, value_of(p, c->y[c->first], step));
        snprintf(row.change, sizeof row.change, "%.39s", f->run_names[c->first]);
        return row;
    }
    add_range(&row, p, &c->band[0], step, f->difference);
    if (p->kind == PANEL_RIBBON) {
        row.binding = code_at(c->y[0], step);
        snprintf(row.value, sizeof row.value, "%s", binding_name(row.binding));
        if (base && code_at(base, step) != row.binding)
            snprintf(row.change, sizeof row.change, "was %s",
                     binding_name(code_at(base, step)));
    } else {
        if (f->difference) {
            quantity_signed(row.value, &p->quantity, value_of(p, c->y[0], step));
            quantity_change(row.change, &p->quantity, c->y[0][step] + c->against[step],
                            c->against[step]);
            return row;
        }
        quantity_format(row.value, &p->quantity, value_of(p, c->y[0], step));
        if (base) quantity_change(row.change, &p->quantity, c->y[0][step], base[step]);
    }
    return row;
}

void figure_value(const Figure *f, int panel, int curve, int run, int step, char out[40]) {
    const FigurePanel *p = &f->panels[panel];
    const double *y = p->curves[curve].y[run];
    out[0] = '\0';
    if (!y) return;
    if (p->kind == PANEL_RIBBON)
        snprintf(out, 40, "%s", binding_name(code_at(y, step)));
    else if (f->difference)
        quantity_signed(out, &p->quantity, value_of(p, y, step));
    else
        quantity_format(out, &p->quantity, value_of(p, y, step));
}

int figure_readout(const Figure *f, int step, Arena *arena, ReadoutRow **out) {
    ReadoutRow *rows = NULL;
    int n = 0, cap = 0;
    if (step < 0) step = 0;
    if (step >= f->steps) step = f->steps - 1;
    for (int p = 0; p < f->n_panels && f->steps > 0; p++)
        for (int c = 0; c < f->panels[p].n_curves; c++)
            ARENA_PUSH(arena, rows, n, cap, row_of(f, p, c, step));
    *out = rows;
    return n;
}

static void dump_value(double v, Text *out) {
    if (isnan(v))
        text_add(out, " \u2013");
    else
        text_printf(out, " %.6g", v);
}

static void dump_band(const Figure *f, const FigureCurve *c, int run, Text *out) {
    static const int Q[] = {BAND_5, BAND_50, BAND_95}, PERCENT[] = {5, 50, 95};
    for (int k = 0; c->band[run].at[0] && k < 3; k++) {
        text_printf(out, "    %s, %d %% of %d draws:", f->run_names[run], PERCENT[k], f->draws);
        for (int i = 0; i < f->steps; i++) dump_value(c->band[run].at[Q[k]][i], out);
        text_add(out, "\n");
    }
}

static void dump_curve(const Figure *f, const FigurePanel *p, const FigureCurve *c, Text *out) {
    text_printf(out, "  %s slot %d", c->name, c->slot);
    if (c->dash) text_printf(out, " dash %d", c->dash);
    text_add(out, "\n");
    for (int r = c->first; r < f->n_runs; r++) {
        if (!c->y[r]) continue;
        text_printf(out, "    %s:", f->run_names[r]);
        if (r && c->same[r]) text_add(out, " same");
        for (int i = 0; i < f->steps && !(r && c->same[r]); i++) {
            if (p->kind == PANEL_RIBBON)
                text_printf(out, " %s", binding_name(code_at(c->y[r], i)));
            else
                dump_value(c->y[r][i], out);
        }
        text_add(out, "\n");
    }
    for (int r = 0; r < f->n_runs; r++) dump_band(f, c, r, out);
}

void figure_dump(const Figure *f, Text *out) {
    static const char *const KIND[] = {"lines", "area", "ribbon"};
    text_printf(out, "%s\n%s\n", f->headline, f->subtitle);
    for (int i = 0; i < f->n_events; i++)
        text_printf(out, "event %.4g %s: %s\n", f->events[i].at, f->events[i].kind,
                    f->events[i].name);
    for (int i = 0; i < f->n_panels; i++) {
        const FigurePanel *p = &f->panels[i];
        text_printf(out, "%s \"%s\" [%s]%s\n", KIND[p->kind], p->title, p->unit,
                    p->from_zero ? " from zero" : "");
        if (p->note) text_printf(out, "  %s\n", p->note);
        for (int c = 0; c < p->n_curves; c++) dump_curve(f, p, &p->curves[c], out);
    }
}
