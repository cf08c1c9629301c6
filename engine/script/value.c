// Values of levers and assumptions as texts, and whether they may be set.
#include "script/entity.h"

#include "base/calendar.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *input_format(const Input *in, double value, Arena *arena) {
    char date[16];
    if (is_off(value)) return "off";
    switch (in->shape) {
    case INPUT_TOGGLE:
        return value != 0 ? "true" : "false";
    case INPUT_CHOICE:
        return value >= 0 && value < in->n_choices ? in->choices[(int)value] : "?";
    case INPUT_DATE:
        date_format(value, date);
        return arena_text(arena, date);
    case INPUT_NUMBER:
        break;
    }
    return arena_printf(arena, "%.15g", value);
}

const char *input_expected(const Input *in, Arena *arena) {
    const char *or_off = in->can_be_off ? " or off" : "";
    if (in->shape == INPUT_TOGGLE) return "true or false";
    if (in->shape == INPUT_CHOICE) {
        const char *list = "";
        for (int i = 0; i < in->n_choices; i++)
            list = arena_printf(arena, "%s%s\"%s\"", list, i ? ", " : "", in->choices[i]);
        return arena_printf(arena, "one of %s", list);
    }
    const char *low = input_format(in, in->min, arena),
               *high = input_format(in, in->max, arena);
    return arena_printf(arena, "%s from %s to %s%s",
                        in->shape == INPUT_DATE ? "a date"
                        : in->whole             ? "a whole number"
                                                : "a number",
                        low, high, or_off);
}

const char *input_wrong(const Input *in, double value, Arena *arena) {
    const char *expected = input_expected(in, arena), *text = input_format(in, value, arena);
    bool fine = is_off(value) ? in->can_be_off
                              : value >= in->min && value <= in->max &&
                                    (!in->whole || value == floor(value));
    if (fine) return NULL;
    return arena_printf(arena, "is %s, expected %s", text, expected);
}

static bool parse_number(const char *text, double *value) {
    char *end;
    if (!text[0] || text[strspn(text, "+-.0123456789eE%kMBT")]) return false;
    *value = strtod(text, &end);
    if (end == text || !isfinite(*value)) return false;
    if (*end == 0) return true;
    // As tables show numbers: "50k", "1.2B", "25%".
    static const char SUFFIX[] = "%kMBT";
    static const double FACTOR[] = {0.01, 1e3, 1e6, 1e9, 1e12};
    const char *suffix = strchr(SUFFIX, *end);
    if (!suffix || end[1]) return false;
    *value = *suffix == '%' ? *value / 100 : *value * FACTOR[suffix - SUFFIX];
    return true;
}

bool input_parse(const Input *in, const char *text, double *value) {
    if (strcmp(text, "off") == 0) {
        *value = off_value();
        return in->shape == INPUT_NUMBER || in->shape == INPUT_DATE;
    }
    switch (in->shape) {
    case INPUT_TOGGLE:
        *value = strcmp(text, "true") == 0 || strcmp(text, "1") == 0;
        return *value != 0 || strcmp(text, "false") == 0 || strcmp(text, "0") == 0;
    case INPUT_CHOICE:
        for (int i = 0; i < in->n_choices; i++) {
            if (strcmp(in->choices[i], text) != 0) continue;
            *value = i;
            return true;
        }
        return false;
    case INPUT_DATE:
        return date_parse(text, value);
    case INPUT_NUMBER:
        break;
    }
    return parse_number(text, value);
}
