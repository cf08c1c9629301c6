#include "market/step.h"

#define PI 3.14159265358979323846
#define WAFER_MM 300

// Whole dies on a wafer: its area over that of a die, less those that the edge cuts.
// DPW = pi d^2 / (4 A) - pi d / sqrt(2 A), at least 1.
static Pack dies_on_wafer(Pack area) {
    Pack a = pack_max(pack_set(1e-3), area);
    Pack whole = PI * WAFER_MM * WAFER_MM / (4 * a) - PI * WAFER_MM / pack_sqrt(2 * a);
    return pack_max(pack_set(1), whole);
}

// (1 - e^-x) / x, by its series where the quotient has no digits left.
static Pack mean_decay(Pack x) {
    Mask small = pack_lt(x, pack_set(1e-4));
    Pack quotient = (1 - pack_exp(-x)) / pack_select(small, pack_set(1), x);
    return pack_select(small, 1 - x * .5 + x * x * (1.0 / 6), quotient);
}

// Share of dies that no defect hits, at x = A D defects on a die.
static Pack yield_of(YieldModel model, Pack x, Pack alpha) {
    switch (model) {
    case YIELD_POISSON:
        return pack_exp(-x);
    case YIELD_MURPHY:
        return mean_decay(x) * mean_decay(x);
    case YIELD_NEGATIVE_BINOMIAL:
        break;
    }
    return pack_pow(1 + x / alpha, -alpha);
}

// D = floor + (D0 - floor) exp(-wafers started / K); D0 below the floor stays.
static void density_set(const Market *m, int i, Lane *out) {
    const Line *line = &m->s->lines[i];
    lane_copy(out, num(m, plan_or(m, line->defect_density, NUM_ZERO)));
    if (!m->learns_yield[i]) return;
    const Lane *low = num(m, plan_or(m, line->defect_floor, NUM_ZERO));
    const Lane *scale = num(m, plan_or(m, line->defect_learning, NUM_NO_CAP));
    EACH_PACK(p) {
        Pack above = pack_plus(out->p[p] - low->p[p]);
        Pack left =
            pack_exp(-m->wafers_started[i].p[p] / pack_max(pack_set(1e-15), scale->p[p]));
        Mask learns = pack_lt(scale->p[p], pack_set(NO_CAP));
        out->p[p] = pack_select(learns, out->p[p] - above * (1 - left), out->p[p]);
    }
}

// Wafers started for one unit: dies per unit / (DPW (Y + salvage (1 - Y))).
static void line_wafers(Market *m, int i) {
    const Line *line = &m->s->lines[i];
    const Lane *area = num(m, plan_or(m, m->s->chips[line->chip].die_area, NUM_ZERO));
    const Lane *given = num(m, plan_or(m, line->dies_per_wafer, NUM_ZERO));
    const Lane *per_unit = num(m, plan_or(m, line->dies_per_unit, NUM_ONE));
    const Lane *alpha = num(m, plan_or(m, line->cluster, NUM_ONE));
    const Lane *salvage = num(m, plan_or(m, line->salvage, NUM_ZERO));
    Lane density, dies, yield, good;
    density_set(m, i, &density);
    EACH_PACK(p) {
        Pack die = area->p[p] / pack_max(pack_set(1e-15), per_unit->p[p]);
        Mask own = pack_lt(pack_set(0), given->p[p]);
        dies.p[p] = pack_select(own, given->p[p], dies_on_wafer(die));
        Pack defects = pack_plus(density.p[p]) * die * .01; // of mm2 and cm2
        yield.p[p] =
            yield_of(line->yield_model, defects, pack_max(pack_set(1e-3), alpha->p[p]));
        Pack sold = yield.p[p] + salvage->p[p] * (1 - yield.p[p]);
        good.p[p] = pack_max(pack_set(1e-9), dies.p[p] * sold);
        m->wafers[i].p[p] = per_unit->p[p] / good.p[p];
    }
    TERM(m, "defect density", "defects per cm2", -1, line->chip, i, &density);
    TERM(m, "dies per wafer", "dies", -1, line->chip, i, &dies);
    TERM(m, "yield", "share", -1, line->chip, i, &yield);
    TERM(m, "good dies per wafer", "dies", -1, line->chip, i, &good);
    TERM(m, "wafers per unit", "wafers", -1, line->chip, i, &m->wafers[i]);
}

void wafers_set(Market *m) {
    for (int i = 0; i < m->s->n_lines; i++)
        if (m->s->lines[i].node >= 0) line_wafers(m, i);
}

// Step 13: what was started makes the next wafers better.
void wafers_learn(Market *m) {
    for (int i = 0; i < m->s->n_lines; i++)
        if (m->learns_yield[i])
            EACH_PACK(p) m->wafers_started[i].p[p] += m->wafers[i].p[p] * m->wants[i].p[p];
}
