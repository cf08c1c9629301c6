#include "study/say.h"

#include <math.h>
#include <string.h>

// Commas between thousands in a number that %f or %g wrote.
static const char *grouped(Arena *a, const char *digits) {
    size_t whole = strspn(digits, "0123456789");
    char *out = arena_alloc(a, strlen(digits) + whole / 3 + 2), *to = out;
    for (size_t i = 0; digits[i]; i++) {
        if (i && i < whole && (whole - i) % 3 == 0) *to++ = ',';
        *to++ = digits[i];
    }
    *to = 0;
    return out;
}

const char *say_number(Arena *a, double value) {
    if (isnan(value)) return "–";
    double size = fabs(value);
    if (size >= NO_CAP * 1e-3) return value < 0 ? "−no limit" : "no limit";
    bool whole = size >= 1e5 || size == floor(size);
    const char *digits = whole ? arena_printf(a, "%.0f", size) : arena_printf(a, "%.6g", size);
    digits = strchr(digits, 'e') ? digits : grouped(a, digits);
    return value < 0 ? arena_printf(a, "−%s", digits) : digits;
}

const char *say_count(Arena *a, double value) {
    if (fabs(value) >= NO_CAP * 1e-3 || isnan(value)) return say_number(a, value);
    if (fabs(value) >= 1000 || value == floor(value)) return say_number(a, round(value));
    return arena_printf(a, "%s%.5g", value < 0 ? "−" : "", fabs(value));
}

static const char *money(Arena *a, double value, const char *sign, const char *rest) {
    double size = fabs(value);
    bool cents = size < 1000 && fabs(size - round(size)) >= 0.005;
    const char *digits = cents ? arena_printf(a, "%.2f", size) : say_count(a, size);
    return arena_printf(a, "%s%s%s%s", value < 0 ? "−" : "", sign, digits, rest);
}

const char *say(Arena *a, double value, const char *unit) {
    if (isnan(value)) return "–";
    if (fabs(value) >= NO_CAP * 1e-3) return say_number(a, value);
    if (strcmp(unit, "share") == 0) return arena_printf(a, "%.3g%%", 100 * value);
    if (strncmp(unit, "USD", 3) == 0) return money(a, value, "$", unit + 3);
    if (strcmp(unit, "RMB per USD") == 0) return arena_printf(a, "¥%.4g per USD", value);
    if (strncmp(unit, "RMB", 3) == 0) return money(a, value, "¥", unit + 3);
    if (strcmp(unit, "1/month") == 0) unit = "per month";
    if (strcmp(unit, "months") == 0 && fabs(value - 1) <= 0) unit = "month";
    if (!*unit) return say_number(a, value);
    return arena_printf(a, "%s %s", say_count(a, value), unit);
}

const char *say_input(Arena *a, const Input *in, double value) {
    char text[96];
    if (is_off(value)) return "off";
    if (in->shape == INPUT_TOGGLE) return value != 0 ? "true" : "false";
    if (in->shape == INPUT_CHOICE && value >= 0 && value < in->n_choices)
        return in->choices[(int)value];
    if (in->shape == INPUT_DATE) {
        date_format_long(value, text);
        return arena_text(a, text);
    }
    return say(a, value, in->unit_label ? in->unit_label : "");
}

const char *say_num(Arena *a, const Scenario *s, Num n, const double *inputs, double t_months) {
    const char *unit = scenario_unit_label(s, n);
    if (num_is_path(s, n)) return say(a, scenario_value(s, n, inputs, t_months), unit);
    double value = num_written(s, n, inputs);
    char date[32];
    if (is_off(value)) return "off";
    if (!s->slots[n].date) return say(a, value, unit);
    if (fabs(value) > 12000) return value > 0 ? "never" : "always";
    date_format_long(value, date);
    return arena_text(a, date);
}
