#include "view/knob.h"

#include "base/calendar.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STEPS_ACROSS 80.0 // at least so many steps over the range
#define MAGNET 0.012      // of the track: so near to the base the value is the base

static double power_of_ten(int n) {
    double p = 1;
    for (int i = 0; i < abs(n); i++) p *= 10;
    return n < 0 ? 1 / p : p;
}

// A round number m * 10^e with m 1 or 5, at most x.
typedef struct Round {
    int m, e;
} Round;

static Round round_below(double x) {
    Round r = {1, 0};
    while (power_of_ten(r.e) > x && r.e > -12) r.e--;
    while (power_of_ten(r.e + 1) <= x && r.e < 15) r.e++;
    if (5 * power_of_ten(r.e) <= x) r.m = 5;
    return r;
}

static Round knob_round(const Input *in) {
    Round r = {1, 0};
    if (in->shape != INPUT_NUMBER || !(in->max > in->min)) return r;
    r = round_below((in->max - in->min) / STEPS_ACROSS * (1 + 1e-9));
    if (in->whole && r.e < 0) r = (Round){1, 0};
    return r;
}

// k * m * 10^e, correctly rounded: what a script gets that writes the number.
static double round_times(Round r, double k) {
    return r.e < 0 ? k * r.m / power_of_ten(-r.e) : k * r.m * power_of_ten(r.e);
}

double knob_step(const Input *in) {
    return round_times(knob_round(in), 1);
}

bool knob_same(double a, double b) {
    return is_off(a) ? is_off(b) : a == b;
}

static double held(const Input *in, double value) {
    if (is_off(value)) return in->min;
    return fmin(fmax(value, in->min), in->max);
}

double knob_place(const Input *in, double value) {
    if (!(in->max > in->min)) return 0;
    return (held(in, value) - in->min) / (in->max - in->min);
}

double knob_value(const Input *in, double place) {
    if (!is_off(in->base) && fabs(place - knob_place(in, in->base)) <= MAGNET) return in->base;
    double raw = in->min + fmin(fmax(place, 0), 1) * (in->max - in->min);
    Round r = knob_round(in);
    return held(in, round_times(r, round(raw / round_times(r, 1))));
}

static double next_round(const Input *in, Round r, double value, int direction) {
    double step = round_times(r, 1), k = value / step, near = round(k);
    bool on_grid = fabs(k - near) < 1e-6;
    if (on_grid)
        k = near + direction;
    else
        k = direction > 0 ? ceil(k) : floor(k);
    double next = held(in, round_times(r, k));
    if (is_off(in->base)) return next;
    bool passed = direction > 0 ? value < in->base && in->base < next
                                : next < in->base && in->base < value;
    return passed ? in->base : next;
}

double knob_nudge(const Input *in, double value, int steps) {
    Round r = knob_round(in);
    double v = held(in, value);
    for (int i = 0; i < abs(steps); i++) v = next_round(in, r, v, steps < 0 ? -1 : 1);
    return v;
}

// "27000.5" -> "27,000.5"
static void group_digits(char *digits, size_t size) {
    size_t n = strlen(digits), whole = strcspn(digits, ".");
    for (size_t at = whole; at > 3 && n + 1 < size; n++) {
        at -= 3;
        memmove(digits + at + 1, digits + at, n - at + 1);
        digits[at] = ',';
    }
}

// Digits with at most `decimals`, zeros at the end dropped, U+2212 for minus.
static void format_trimmed(char *out, size_t size, const char *prefix, double x, int decimals,
                           const char *suffix) {
    char digits[40];
    snprintf(digits, sizeof digits, "%.*f", decimals, fabs(x));
    if (strchr(digits, '.')) {
        size_t n = strlen(digits);
        while (digits[n - 1] == '0') n--;
        if (digits[n - 1] == '.') n--;
        digits[n] = 0;
    }
    group_digits(digits, sizeof digits);
    bool minus = x < 0 && strcmp(digits, "0") != 0;
    snprintf(out, size, "%s%s%s%s", minus ? "\u2212" : "", prefix, digits, suffix);
}

static int decimals_of(double step) {
    int d = 0;
    while (d < 6 && fabs(step - round(step)) > 1e-9) step *= 10, d++;
    return d;
}

typedef struct Suffix {
    double scale;
    const char *text;
} Suffix;

// Prices are written out: $27,000.
static Suffix suffix_of(double x, bool money) {
    static const Suffix all[] = {{1e12, "T"}, {1e9, "B"}, {1e6, "M"}};
    for (int i = 0; i < 3; i++)
        if (fabs(x) >= all[i].scale) return all[i];
    return fabs(x) >= 1e4 && !money ? (Suffix){1e3, "k"} : (Suffix){1, ""};
}

// A share, or a rise or fall by one; not what counts something per something else, as defects per cm2.
static bool is_percent(const Input *in) {
    if (in->unit_label && strstr(in->unit_label, " per ")) return false;
    return unit_is_plain(in->unit) && !in->whole && in->min >= -1 && in->max <= 1;
}

static const char *money_sign(Unit u) {
    switch (u.currency) {
    case CURRENCY_USD:
        return "$";
    case CURRENCY_RMB:
        return "\u00a5";
    case CURRENCY_EUR:
        return "€";
    case CURRENCY_JPY:
        return "JPY ";
    default:
        return "";
    }
}

static const char *unit_tail(Unit u) {
    static const struct {
        Dimension d;
        int8_t power;
        const char *text;
    } tails[] = {{DIM_TIME, 1, " mo"},        {DIM_TIME, -1, "/mo"},  {DIM_FLOPS, 1, " TFLOPS"},
                 {DIM_BANDWIDTH, 1, " TB/s"}, {DIM_MEMORY, 1, " GB"}, {DIM_AREA, 1, " mm²"}};
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
        if (u.power[tails[i].d] == tails[i].power) return tails[i].text;
    return "";
}

// A number keeps the decimals of its step; the base, which need not be round, three digits.
static int decimals_for(const Input *in, double value, double scale) {
    int d = decimals_of(knob_step(in) / scale);
    if (!knob_same(value, in->base)) return d;
    int digits = 0;
    for (double x = fabs(value / scale); x >= 1; x /= 10) digits++;
    int wanted = digits < 3 ? 3 - digits : 0;
    return d > wanted ? d : wanted;
}

static void format_number(const Input *in, double value, char out[64]) {
    if (is_percent(in)) {
        format_trimmed(out, 64, "", value * 100, decimals_for(in, value, 0.01), "%");
        return;
    }
    Suffix s = suffix_of(value, in->unit.power[DIM_MONEY] != 0);
    char tail[24];
    snprintf(tail, sizeof tail, "%s%s", s.text, unit_tail(in->unit));
    format_trimmed(out, 64, money_sign(in->unit), value / s.scale,
                   decimals_for(in, value, s.scale), tail);
}

void knob_format(const Input *in, double value, char out[64]) {
    if (is_off(value)) {
        snprintf(out, 64, "off");
    } else if (in->shape == INPUT_TOGGLE) {
        snprintf(out, 64, "%s", value != 0 ? "on" : "off");
    } else if (in->shape == INPUT_CHOICE) {
        int i = (int)value;
        snprintf(out, 64, "%s", i >= 0 && i < in->n_choices ? in->choices[i] : "");
    } else if (in->shape == INPUT_DATE) {
        char date[32];
        date_format_long(value, date);
        snprintf(out, 64, "%s", date);
    } else {
        format_number(in, value, out);
    }
}

void knob_literal(const Input *in, double value, char out[64]) {
    if (is_off(value)) {
        snprintf(out, 64, "off");
    } else if (in->shape == INPUT_TOGGLE) {
        snprintf(out, 64, "%s", value != 0 ? "true" : "false");
    } else if (in->shape == INPUT_CHOICE) {
        int i = (int)value;
        snprintf(out, 64, "\"%s\"", i >= 0 && i < in->n_choices ? in->choices[i] : "");
    } else if (in->shape == INPUT_DATE) {
        char date[16];
        date_format(value, date);
        snprintf(out, 64, "\"%s\"", date);
    } else {
        // The fewest decimals that give the same number.
        for (int decimals = 0; decimals <= 17; decimals++) {
            snprintf(out, 64, "%.*f", decimals, value);
            if (fabs(value) < 1e15 && strtod(out, NULL) == value) return;
        }
        snprintf(out, 64, "%.17g", value);
    }
}
