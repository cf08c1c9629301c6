#include "market/step.h"

#include "base/dist.h"
#include "base/random.h"
#include "base/text.h"

#include <string.h>

static double spins_of(const Market *m, int i, int lane) {
    const Tapeout *t = &m->s->tapeouts[i];
    if (m->draw[lane] == PLAIN_RUN) return lane_at(num(m, plan_or(m, t->spins, NUM_ONE)), lane);
    if (m->sure[i]) return 1;
    double works = lane_at(num(m, plan_or(m, t->first_silicon, NUM_ONE)), lane);
    uint64_t name = text_hash(TEXT_HASH, t->i.head.name, strlen(t->i.head.name));
    return dist_geometric(works,
                          random_uniform(m->o.seed, m->draw[lane], name, RANDOM_SPINS, 0));
}

void tapeouts_start(Market *m) {
    for (int i = 0; i < m->s->n_tapeouts; i++)
        for (int lane = 0; lane < LANES; lane++) {
            int draw = lane < m->lanes ? lane : m->lanes - 1;
            m->tapeout_spins[i].p[lane / PACK][lane % PACK] = spins_of(m, i, draw);
        }
    for (int i = 0; i < m->B * m->C && m->has_nre; i++) lane_zero(&m->nre[i]);
}

// Made from silicon back to `s` months later: min(volume, n ramp) in the n-th month, which rises
// for `rise` of them.
static Pack staircase(Pack s, Pack ramp, Pack volume, Pack rise) {
    s = pack_plus(s);
    Pack n = pack_floor(s), rising = pack_min(n, rise);
    Pack whole = ramp * .5 * rising * (rising + 1) + volume * (n - rising);
    return whole + (s - n) * pack_min(volume, (n + 1) * ramp);
}

static const Lane *ramp_of(const Market *m, int i) {
    return num(m, plan_or(m, m->s->tapeouts[i].ramp, NUM_ZERO));
}
static const Lane *volume_of(const Market *m, int i) {
    return num(m, plan_or(m, m->s->tapeouts[i].volume, NUM_NO_CAP));
}

// Silicon back at + fab_months + (spins - 1) respin_months + qualify. None of it is a path, so it
// is read where levers move.
static void tapeout_read(Market *m, int i) {
    const Tapeout *t = &m->s->tapeouts[i];
    const Lane *at = num(m, t->at), *fab = num(m, plan_or(m, t->fab_months, NUM_ZERO));
    const Lane *respin = num(m, plan_or(m, t->respin_months, NUM_ZERO));
    const Lane *qualify = num(m, plan_or(m, t->qualify, NUM_ZERO));
    const Lane *ramp = ramp_of(m, i), *volume = volume_of(m, i), *spins = &m->tapeout_spins[i];
    Lane *back = &m->tapeout_back[i], *rise = &m->tapeout_rise[i];
    EACH_PACK(p) {
        Pack wait = fab->p[p] + (spins->p[p] - 1) * respin->p[p] + qualify->p[p];
        back->p[p] = at->p[p] + wait;
        rise->p[p] = pack_floor(volume->p[p] / pack_max(pack_set(1e-15), ramp->p[p]));
        m->tapeout_total[i].p[p] =
            staircase(m->t - back->p[p], ramp->p[p], volume->p[p], rise->p[p]);
    }
}

static void tapeout_want(Market *m, int i) {
    Lane open, *own = &m->wants[m->s->n_lines + i], *before = &m->tapeout_total[i];
    if (m->numbers_moved) tapeout_read(m, i);
    const Lane *ramp = ramp_of(m, i), *volume = volume_of(m, i);
    const Lane *back = &m->tapeout_back[i], *rise = &m->tapeout_rise[i];
    bool held = foundry_held(m, m->s->tapeouts[i].foundry, &open);
    EACH_PACK(p) {
        Pack total = staircase(m->t_next - back->p[p], ramp->p[p], volume->p[p], rise->p[p]);
        Pack out = pack_plus(total - before->p[p]);
        before->p[p] = total;
        own->p[p] = held ? out * open.p[p] : out;
    }
}

void tapeouts_want(Market *m) {
    for (int i = 0; i < m->s->n_tapeouts; i++) tapeout_want(m, i);
}

void tapeouts_make(Market *m) {
    for (int i = 0; i < m->s->n_tapeouts; i++) {
        const Tapeout *t = &m->s->tapeouts[i];
        const Lane *own = &m->wants[m->s->n_lines + i];
        Lane *made = &m->made[t->chip];
        EACH_PACK(p) made->p[p] += own->p[p];
        TERM(m, "made from tape-out", "units", t->owner, t->chip, -1, own);
    }
}

// One NRE for each spin, due at + (n - 1) respin_months.
void tapeouts_nre(Market *m) {
    if (!m->has_nre) return;
    for (int i = 0; i < m->B * m->C; i++) lane_zero(&m->nre[i]);
    for (int i = 0; i < m->s->n_tapeouts; i++) {
        const Tapeout *t = &m->s->tapeouts[i];
        const Lane *at = num(m, t->at), *each = num(m, plan_or(m, t->nre, NUM_ZERO));
        const Lane *respin = num(m, plan_or(m, t->respin_months, NUM_ZERO));
        Lane *nre = &m->nre[t->owner * m->C + t->chip];
        for (int n = 0; n < 20; n++)
            EACH_PACK(p) {
                Pack due = at->p[p] + n * respin->p[p];
                Mask now =
                    mask_and(pack_le(pack_set(m->t), due), pack_lt(due, pack_set(m->t_next)));
                now = mask_and(now, pack_lt(pack_set(n), m->tapeout_spins[i].p[p]));
                nre->p[p] += pack_where(now, each->p[p]);
            }
        TERM(m, "nre due", "USD", t->owner, t->chip, -1, nre);
    }
}
