#include "scenario/unit.h"

#include <stdio.h>
#include <string.h>

#define POWER_MAX 9

const Unit UNIT_PLAIN = {{0}, CURRENCY_NONE, false};

static const char *const CURRENCY[CURRENCY_COUNT] = {"", "USD", "RMB", "EUR", "JPY"};

const char *currency_name(int currency) {
    return currency > CURRENCY_NONE && currency < CURRENCY_COUNT ? CURRENCY[currency] : "";
}

int currency_find(const char *name) {
    if (strcmp(name, "CNY") == 0) return CURRENCY_RMB;
    for (int i = CURRENCY_NONE + 1; i < CURRENCY_COUNT; i++)
        if (strcmp(name, CURRENCY[i]) == 0) return i;
    return CURRENCY_NONE;
}

bool unit_equal(Unit a, Unit b) {
    return memcmp(a.power, b.power, sizeof a.power) == 0 && a.currency == b.currency &&
           a.date == b.date;
}

bool unit_is_plain(Unit u) {
    return unit_equal(u, UNIT_PLAIN);
}

static bool is_months(Unit u) {
    Unit months = {.power = {[DIM_TIME] = 1}};
    return unit_equal(u, months);
}

bool unit_add(Unit a, Unit b, bool minus, Unit *out) {
    Unit months = {.power = {[DIM_TIME] = 1}};
    if (a.date && b.date) { // a span of time, unless somebody adds two dates
        *out = months;
        return minus;
    }
    if (a.date || b.date) {
        *out = a.date ? a : b;
        return a.date ? is_months(b) : is_months(a) && !minus;
    }
    *out = a;
    return unit_equal(a, b);
}

bool unit_multiply(Unit a, Unit b, bool divide, Unit *out) {
    *out = UNIT_PLAIN;
    if (a.date || b.date) return false;
    if (a.currency && b.currency && a.currency != b.currency) return false;
    for (int i = 0; i < DIM_COUNT; i++) {
        int power = divide ? a.power[i] - b.power[i] : a.power[i] + b.power[i];
        if (power > POWER_MAX || power < -POWER_MAX) return false;
        out->power[i] = (int8_t)power;
    }
    if (out->power[DIM_MONEY]) out->currency = a.currency ? a.currency : b.currency;
    return true;
}

bool unit_power(Unit a, int n, Unit *out) {
    *out = UNIT_PLAIN;
    if (a.date) return false;
    for (int i = 0; i < DIM_COUNT; i++) {
        long power = (long)a.power[i] * n;
        if (power > POWER_MAX || power < -POWER_MAX) return false;
        out->power[i] = (int8_t)power;
    }
    if (out->power[DIM_MONEY]) out->currency = a.currency;
    return true;
}

static const char *dimension_name(Unit u, int dimension, bool one) {
    switch (dimension) {
    case DIM_MONEY:
        return currency_name(u.currency);
    case DIM_TIME:
        return one ? "month" : "months";
    case DIM_COMPUTE:
        return "compute";
    case DIM_FLOPS:
        return "TFLOPS";
    case DIM_BANDWIDTH:
        return "TB/s";
    case DIM_MEMORY:
        return "GB";
    default:
        return "mm2";
    }
}

// The dimensions with a positive (or negative) power, as "USD", "GB months^2".
static int write_powers(Unit u, int sign, bool one, char *out, size_t size) {
    int parts = 0;
    size_t used = 0;
    out[0] = 0;
    for (int i = 0; i < DIM_COUNT; i++) {
        int power = u.power[i] * sign;
        if (power <= 0 || used >= size) continue;
        int wrote = power == 1 ? snprintf(out + used, size - used, "%s%s", parts ? " " : "",
                                          dimension_name(u, i, one))
                               : snprintf(out + used, size - used, "%s%s^%d", parts ? " " : "",
                                          dimension_name(u, i, one), power);
        used += wrote > 0 ? (size_t)wrote : 0;
        parts++;
    }
    return parts;
}

const char *unit_name(Unit u, char out[64]) {
    if (u.date) return "a date";
    char above[28], below[28];
    int n_above = write_powers(u, 1, false, above, sizeof above);
    int n_below = write_powers(u, -1, true, below, sizeof below);
    if (!n_above && !n_below) return "a plain number";
    if (!n_below)
        snprintf(out, 64, "%s", above);
    else if (n_above)
        snprintf(out, 64, "%s per %s", above, below);
    else
        snprintf(out, 64, n_below == 1 ? "1/%s" : "1/(%s)", below);
    return out;
}
