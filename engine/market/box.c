#include "market/step.h"

// Thresholds: inside where from <= figure < below for each of tpp, density = tpp / die area, memory
// bandwidth and interconnect. Chips and thresholds may differ by draw, so it is a mask.

static void between(const Lane *x, const Lane *from, const Lane *below, Lane *restrict in) {
    EACH_PACK(p) {
        Mask fits = mask_and(pack_le(from->p[p], x->p[p]), pack_lt(x->p[p], below->p[p]));
        in->p[p] = pack_where(fits, in->p[p]);
    }
}

static const Lane *figure(const Market *m, Num n) {
    return num(m, plan_or(m, n, NUM_ZERO));
}

static void box_set(Market *m, int active, const Instrument *i, int chip) {
    const Box *b = &i->box;
    const Chip *c = &m->s->chips[chip];
    const Lane *tpp = figure(m, c->tpp), *area = figure(m, c->die_area);
    Lane density, *in = &m->box[active * m->C + chip];
    EACH_PACK(p) {
        Mask some = pack_lt(pack_set(0), area->p[p]);
        density.p[p] = pack_where(some, tpp->p[p] / pack_select(some, area->p[p], pack_set(1)));
        in->p[p] = pack_set(1);
    }
    between(tpp, figure(m, b->tpp_from), figure(m, b->tpp_below), in);
    between(&density, figure(m, b->density_from), figure(m, b->density_below), in);
    between(figure(m, c->bandwidth), figure(m, b->bandwidth_from),
            figure(m, b->bandwidth_below), in);
    between(figure(m, c->interconnect), figure(m, b->interconnect_from),
            figure(m, b->interconnect_below), in);
    TERM(m, "inside the thresholds", "share", -1, chip, active, in);
}

void boxes_set(Market *m) {
    const Scenario *s = m->s;
    if (!m->has_boxes || !m->numbers_moved) return;
    for (int c = 0; c < m->C; c++) {
        for (int i = 0; i < s->n_controls; i++)
            if (s->controls[i].i.box.given)
                box_set(m, active_control(m, i), &s->controls[i].i, c);
        for (int i = 0; i < s->n_approvals; i++)
            if (s->approvals[i].i.box.given)
                box_set(m, active_approval(m, i), &s->approvals[i].i, c);
        for (int i = 0; i < s->n_levies; i++)
            if (s->levies[i].i.box.given) box_set(m, active_levy(m, i), &s->levies[i].i, c);
    }
}
