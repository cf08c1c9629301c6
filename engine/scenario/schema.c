#include "scenario/schema_rows.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct UnitRow {
    const char *name, *example;
    Unit unit;
} UnitRow;

#define POWER(...)                                                                             \
    {                                                                                          \
        .power = { __VA_ARGS__ }                                                               \
    }
#define USD_POWER(...)                                                                         \
    { .power = {__VA_ARGS__}, .currency = CURRENCY_USD }
static const UnitRow UNITS[] = {
    [IN_PLAIN] = {"a plain number", "0.25", POWER(0)},
    [IN_UNITS] = {"units", "400e3", POWER(0)},
    [IN_UNITS_PER_MONTH] = {"units per month", "20e3", POWER([DIM_TIME] = -1)},
    [IN_USD] = {"USD", "usd(100e6)", USD_POWER([DIM_MONEY] = 1)},
    [IN_USD_PER_UNIT] = {"USD per unit", "27000", USD_POWER([DIM_MONEY] = 1)},
    [IN_MONEY] = {"money per year", "rmb(160e9)", USD_POWER([DIM_MONEY] = 1)},
    [IN_MONTHS] = {"months", "6", POWER([DIM_TIME] = 1)},
    [IN_PER_MONTH] = {"1/month", "0.25", POWER([DIM_TIME] = -1)},
    [IN_COMPUTE] = {"compute units", "500e3", POWER(0)},
    [IN_COMPUTE_PER_MONTH] = {"compute units per month", "50e3", POWER([DIM_TIME] = -1)},
    [IN_FLOPS] = {"TFLOPS", "989.5", POWER([DIM_FLOPS] = 1)},
    [IN_BANDWIDTH] = {"TB/s", "4.8", POWER([DIM_BANDWIDTH] = 1)},
    [IN_MEMORY] = {"GB", "141", POWER([DIM_MEMORY] = 1)},
    [IN_AREA] = {"mm2", "814", POWER([DIM_AREA] = 1)},
    [IN_INTERCONNECT] = {"GB/s", "600", POWER(0)}, // not TB/s: as the rules write it
    [IN_PER_CM2] = {"defects per cm2", "0.1", POWER(0)},
    [IN_DATE] = {"a date", "\"2026-03-15\"", {.date = true}},
    [IN_RMB_PER_USD] = {"own currency per USD", "7.1", POWER(0)},
    [IN_USD_PER_COMPUTE] = {"USD per compute unit and month", "usd(2000) / month",
                            USD_POWER([DIM_MONEY] = 1, [DIM_TIME] = -1)},
};

const char *field_unit_name(FieldUnit u) {
    return UNITS[u].name;
}
const char *field_unit_example(FieldUnit u) {
    return UNITS[u].example;
}
Unit field_unit(FieldUnit u) {
    return UNITS[u].unit;
}

static const KindGroup *const GROUPS[] = {&KINDS_SETUP,  &KINDS_PARTIES, &KINDS_INSTRUMENTS,
                                          &KINDS_POLICY, &KINDS_LEASES,  &KINDS_SHOWN};
#define N_GROUPS (int)(sizeof GROUPS / sizeof *GROUPS)

int kind_count(void) {
    int n = 0;
    for (int i = 0; i < N_GROUPS; i++) n += GROUPS[i]->n;
    return n;
}

const Kind *kind_at(int index) {
    int g = 0;
    while (index >= GROUPS[g]->n) index -= GROUPS[g++]->n;
    return &GROUPS[g]->kinds[index];
}

const Kind *kind_find(const char *name) {
    for (int g = 0; g < N_GROUPS; g++)
        for (int i = 0; i < GROUPS[g]->n; i++)
            if (strcmp(GROUPS[g]->kinds[i].name, name) == 0) return &GROUPS[g]->kinds[i];
    return NULL;
}

const Field *field_find(const Kind *k, const char *name) {
    for (int i = 0; i < k->n_fields; i++)
        if (strcmp(k->fields[i].name, name) == 0) return &k->fields[i];
    return NULL;
}

const char *field_default(const Field *f, char out[32]) {
    out[0] = 0;
    if (f->required) return "required";
    switch (f->type) {
    case FIELD_CHOICE:
        return f->choices[(int)f->fallback];
    case FIELD_PASS_THROUGH:
        return f->choices[0];
    case FIELD_CHIPS:
    case FIELD_WORKLOADS:
        return "all";
    case FIELD_BOOL:
        return "false";
    case FIELD_NUMBER:
    case FIELD_DATE:
    case FIELD_WHOLE:
    case FIELD_BY_WORKLOAD:
        if (f->type == FIELD_BY_WORKLOAD && f->fallback == 0) return "";
        if (f->may_be_off && f->fallback == f->neutral) return "off";
        if (f->type != FIELD_DATE && !isnan(f->fallback)) snprintf(out, 32, "%g", f->fallback);
        return out;
    default:
        return "";
    }
}
