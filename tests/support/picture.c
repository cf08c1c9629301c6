#include "support/picture.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BUYERS = 4, CHIPS = 4 };

static void fill_scenario(PictureWorld *w, StepKind step, int steps) {
    static const char *const BUYER[BUYERS] = {"ByteDance", "Alibaba", "Tencent",
                                              "Rest of world"};
    static const char *const CHIP[CHIPS] = {"H200", "H20", "Ascend 910C", "SeedChip"};
    static const char *const AUTHORITY[2] = {"US", "CN"};
    Buyer *buyers = ARENA_NEW(w->arena, Buyer, BUYERS);
    Chip *chips = ARENA_NEW(w->arena, Chip, CHIPS);
    Line *lines = ARENA_NEW(w->arena, Line, CHIPS);
    Workload *workload = ARENA_NEW(w->arena, Workload, 1);
    for (int b = 0; b < BUYERS; b++) {
        buyers[b].head.name = BUYER[b];
        buyers[b].currency = b < 3 ? CURRENCY_RMB : CURRENCY_USD;
    }
    for (int c = 0; c < CHIPS; c++) chips[c].head.name = CHIP[c], lines[c].chip = c;
    workload->head.name = "any";
    w->scenario = (Scenario){.arena = w->arena,
                             .title = "H200 approvals 2026",
                             .compute_unit = "H100e",
                             .calendar = {.from = date_of_year(2026),
                                          .months = steps * step_months(step),
                                          .step = step,
                                          .steps = steps},
                             .n_workloads = 1,
                             .n_chips = CHIPS,
                             .n_lines = CHIPS,
                             .n_buyers = BUYERS,
                             .workloads = workload,
                             .chips = chips,
                             .lines = lines,
                             .buyers = buyers,
                             .n_authorities = 2,
                             .authorities = AUTHORITY};
}

// A smooth rise from 0 to 1 around `middle`, made of plain arithmetic.
static double rise(double t, double middle, double width) {
    double x = (t - middle) / width;
    return 0.5 + 0.5 * x / sqrt(1 + x * x);
}

double *picture_values(PictureWorld *w, int run, SeriesId id, int party, int chip) {
    int workload = SERIES[id].by & BY_WORKLOAD ? 0 : -1;
    return series_at(w->series, run, series_column(w->series, id, party, chip, workload));
}

static double units(int b, int c, double u, int run) {
    static const double SHARE[BUYERS] = {0.45, 0.3, 0.2, 0.9};
    static const double SIZE[CHIPS] = {42e3, 9e3, 17e3, 14e3};
    double wave = 0.08 * rise(fmod(u * 7 + b * 0.3, 1), 0.5, 0.2);
    double level = c == 0   ? rise(u, 0.3, 0.1) * (1 - 0.25 * rise(u, 0.8, 0.1))
                   : c == 1 ? 1 - rise(u, 0.4, 0.15)
                   : c == 2 ? 0.3 + 0.6 * u
                            : (u > 0.4 && b == 0 ? (u - 0.4) * 1.6 : 0);
    double policy = run == 0 ? 1 : run == 1 ? 1 - 0.2 * rise(u, 0.5, 0.15) : 1.25;
    if (c == 2 && b == 3) level = 0;
    return SIZE[c] * SHARE[b] * level * policy * (0.96 + wave);
}

static int binding(int b, double u, int run) {
    if (b == 3) return u < 0.7 ? BINDING_SUPPLY : BINDING_DEMAND;
    if (u < 0.08) return BINDING_CONTROL;
    double shift = run == 1 ? 0.15 : 0;
    if (u < 0.3 + shift) return BINDING_CONVERSION;
    if (u < 0.62 + shift - 0.1 * b) return BINDING_APPROVAL;
    return b == 0    ? BINDING_BUDGET
           : b == 1  ? BINDING_SUPPLY
           : u < 0.8 ? BINDING_BUDGET
                     : BINDING_BUNDLING;
}

static void fill_results(PictureWorld *w, int run) {
    static const double PRICE[CHIPS] = {27e3, 12e3, 16e3, 9e3};
    static const double POWER[CHIPS] = {1, 0.15, 0.8, 0.5};
    int steps = w->scenario.calendar.steps;
    for (int b = 0; b < BUYERS; b++) {
        double installed = 0;
        for (int i = 0; i < steps; i++) {
            double u = (i + 0.5) / steps;
            for (int c = 0; c < CHIPS; c++) {
                double q = units(b, c, u, run);
                picture_values(w, run, S_DELIVERED, b, c)[i] = q;
                picture_values(w, run, S_SPEND, b, c)[i] = q * PRICE[c];
                picture_values(w, run, S_PRICE, b, c)[i] = PRICE[c] * (1.2 - 0.3 * u);
                picture_values(w, run, S_FILL_RATE, b, c)[i] = rise(u, 0.3, 0.3);
                installed += q * POWER[c];
                if (c == 0 && b < 3)
                    picture_values(w, run, S_LEVY, 0, -1)[i] += q * PRICE[c] * 0.25;
            }
            picture_values(w, run, S_COMPUTE, b, -1)[i] = installed;
            picture_values(w, run, S_BUDGET_LEFT, b, -1)[i] = 1e9 * (2 - u) * (b + 1);
            picture_values(w, run, S_BINDING, b, -1)[i] = binding(b, u, run);
        }
    }
}

PictureWorld *picture_world_new(StepKind step, int steps) {
    static const FigureEvent EVENTS[] = {
        {.name = "25% to the US", .kind = "export_levy", .at = 0.45, .sources = "C086"},
        {.name = "NDRC January", .kind = "approval", .at = 0.87, .sources = "C074"},
        {.name = "SeedChip tape-out", .kind = "tapeout", .at = 2},
        {.name = "Second tranche", .kind = "approval", .at = 8.5},
        {.name = "Domestic share", .kind = "bundling", .at = 15}};
    Arena *arena = arena_new();
    PictureWorld *w = ARENA_NEW(arena, PictureWorld, 1);
    w->arena = arena;
    fill_scenario(w, step, steps);
    Want want = want_all();
    w->series = series_new(&w->scenario, &want, 3);
    static const char *const NAME[3] = {"This run", "Baseline", "No bundling"};
    for (int r = 0; r < 3; r++) {
        w->runs[r] = (FigureRun){NAME[r], w->series, r, false, 0};
        fill_results(w, r);
    }
    w->n_events = (int)(sizeof EVENTS / sizeof *EVENTS);
    memcpy(w->events, EVENTS, sizeof EVENTS);
    return w;
}

void picture_world_free(PictureWorld *w) {
    series_free(w->series);
    arena_free(w->arena);
}

void picture_fill(PictureWorld *w, SeriesId id, double value) {
    for (int r = 0; r < 3; r++)
        for (int c = w->series->first[id]; c < w->series->first[id + 1]; c++)
            for (int i = 0; i < w->series->steps; i++) series_at(w->series, r, c)[i] = value;
}

Figure *picture_figure(PictureWorld *w, int runs, Arena *arena) {
    FigureInput in = {.runs = w->runs,
                      .n_runs = runs,
                      .baseline = runs > 1 ? 1 : NO_RUN,
                      .events = w->events,
                      .n_events = w->n_events,
                      .headline = "Approvals bind first: ByteDance receives 133k of 518k "
                                  "affordable H200s"};
    return figure_build(&in, arena);
}
