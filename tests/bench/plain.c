#include "bench/plain.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#define MONTHS 36
#define B PLAIN_BUYERS
#define C PLAIN_CHIPS

typedef struct PlainBuyer {
    int approved; // month from which imports are let in
    double cap;   // H200 per month
    double year;  // USD
    double wants; // H20-equivalents per month at the start
    bool custom;  // has a chip of its own
} PlainBuyer;

static const PlainBuyer BUYERS[B] = {
    {0, 30000, 14e9, 300000, true}, // bytedance
    {2, 20000, 9e9, 200000, false}, // alibaba
    {2, 20000, 8e9, 180000, false}, // tencent
    {5, 10000, 10e9, 220000, false} // others
};
static const double WORTH[C] = {6, 1.2, 1}; // H20-equivalents per unit
static const double LEVY = .25;
static const double UNLOCKS = .7 / .3; // H200 for each domestic unit

const double PLAIN_BASE[PLAIN_PARAMETERS] = {700000, 27000, 60000, 30000, 1, 1};

void plain_draw(long i, double p[PLAIN_PARAMETERS]) {
    const double m = 2147483647;
    double x = fmod(48271.0 * (double)(i + 1), m);
    for (int j = 0; j < PLAIN_PARAMETERS; j++) {
        x = fmod(16807 * x, m);
        p[j] = PLAIN_BASE[j] * (.8 + .4 * (x / m));
    }
}

typedef struct PlainMarket {
    double price[C], stock[C], ascend, growth;
    double money[B], rest[B], allow[B], wish[B], q[B][C];
    double one_ago[B][C], two_ago[B][C];
} PlainMarket;

static double lesser(double a, double b) {
    return a < b ? a : b;
}
static double above_zero(double a) {
    return a > 0 ? a : 0;
}

// In proportion to the wishes.
static void allocate(PlainMarket *m, int c) {
    double all = 0;
    for (int b = 0; b < B; b++) all += m->wish[b];
    double share = lesser(1, m->stock[c] / (all > 1e-9 ? all : 1e-9)), sold = 0;
    for (int b = 0; b < B; b++) {
        double q = m->wish[b] * share;
        m->q[b][c] = q;
        sold += q;
        m->money[b] -= q * m->price[c];
        m->rest[b] -= q * WORTH[c];
    }
    m->stock[c] -= sold;
}

static void supply(PlainMarket *m, const double *p, int t) {
    m->stock[CHIP_H200] += p[2] * lesser(1, above_zero((t - 6) / 6.0));
    m->stock[CHIP_ASCEND] += m->ascend;
    m->stock[CHIP_CUSTOM] += lesser(20000, 2000 * above_zero(t - 14));
}

static void begin_month(PlainMarket *m, const double *p, int t) {
    for (int b = 0; b < B; b++) {
        m->rest[b] = p[5] * BUYERS[b].wants * m->growth;
        m->money[b] += p[4] * BUYERS[b].year / 12;
        m->allow[b] = t >= BUYERS[b].approved ? BUYERS[b].cap : 0;
    }
}

static void buy_custom(PlainMarket *m) {
    for (int b = 0; b < B; b++)
        m->wish[b] = BUYERS[b].custom ? lesser(m->rest[b] / WORTH[CHIP_CUSTOM],
                                               m->money[b] / m->price[CHIP_CUSTOM])
                                      : 0;
    allocate(m, CHIP_CUSTOM);
}

static void buy_ascend(PlainMarket *m) {
    for (int b = 0; b < B; b++) {
        double import = lesser(m->allow[b], m->rest[b] / WORTH[CHIP_H200]);
        double need = above_zero(import / UNLOCKS - m->q[b][CHIP_CUSTOM]);
        double over = m->rest[b] - import * WORTH[CHIP_H200] - need * WORTH[CHIP_ASCEND];
        m->wish[b] = lesser(need + above_zero(over) / WORTH[CHIP_ASCEND],
                            m->money[b] / m->price[CHIP_ASCEND]);
    }
    allocate(m, CHIP_ASCEND);
}

static void buy_h200(PlainMarket *m) {
    for (int b = 0; b < B; b++) {
        double unlocked = (m->q[b][CHIP_ASCEND] + m->q[b][CHIP_CUSTOM]) * UNLOCKS;
        double afford =
            lesser(m->rest[b] / WORTH[CHIP_H200], m->money[b] / m->price[CHIP_H200]);
        m->wish[b] = above_zero(lesser(lesser(m->allow[b], unlocked), afford));
    }
    allocate(m, CHIP_H200);
}

static void end_month(PlainMarket *m, PlainResult *r) {
    for (int b = 0; b < B; b++) {
        r->unmet[b] += above_zero(m->rest[b]);
        r->levy += LEVY * m->price[CHIP_H200] * m->q[b][CHIP_H200];
        for (int c = 0; c < C; c++) {
            r->spend[b] += m->q[b][c] * m->price[c];
            r->delivered[b][c] += m->two_ago[b][c];
            r->installed[b] += m->two_ago[b][c] * WORTH[c];
            r->ordered[b][c] += m->q[b][c];
            m->two_ago[b][c] = m->one_ago[b][c];
            m->one_ago[b][c] = m->q[b][c];
        }
    }
    m->ascend *= 1.03;
    m->growth *= 1.04;
}

void plain_run(const double p[PLAIN_PARAMETERS], PlainResult *out) {
    PlainMarket m = {
        .price = {p[1], 15000, 6000}, .stock = {p[0]}, .ascend = p[3], .growth = 1};
    memset(out, 0, sizeof *out);
    for (int t = 0; t < MONTHS; t++) {
        supply(&m, p, t);
        begin_month(&m, p, t);
        buy_custom(&m);
        buy_ascend(&m);
        buy_h200(&m);
        end_month(&m, out);
    }
    memcpy(out->inventory, m.stock, sizeof m.stock);
    memcpy(out->carry, m.money, sizeof m.money);
}

void plain_figures(const PlainResult *r, double out[PLAIN_FIGURES]) {
    memset(out, 0, sizeof(double) * PLAIN_FIGURES);
    for (int b = 0; b < B; b++) {
        out[0] += r->installed[b];
        for (int c = 0; c < C; c++) out[1 + c] += r->ordered[b][c];
        out[4] += r->spend[b];
        out[6] += r->unmet[b];
    }
    out[5] = r->levy;
    out[7] = r->inventory[CHIP_H200];
}
