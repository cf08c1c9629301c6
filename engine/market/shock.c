#include "market/step.h"

#include "base/random.h"
#include "base/real.h"
#include "base/text.h"

#include <math.h>
#include <string.h>

// A shock is a state of two: it strikes, lasts, ends, and where a hazard is given may strike again.
// A plain run takes what is declared: the date `at` and the `duration`. A draw takes both from
// hazards where these are given: exponential waiting times of keyed random numbers, so the run does
// not depend on the step or on who shares the block. It acts from the step in which it strikes up to
// the step in which it ends, and always in one at least. Where several set the same lever the one
// that struck last does.

static double value_of(const Market *m, Num n, int lane) {
    return lane_at(num(m, n), lane);
}

// A waiting time at a hazard: -log(u) / h; NO_CAP where there is no hazard.
static double waiting(const Market *m, const Shock *x, int lane, double hazard, int n) {
    if (!(hazard > 0)) return NO_CAP;
    uint64_t name = text_hash(TEXT_HASH, x->head.name, strlen(x->head.name));
    double u = random_uniform(m->o.seed, m->draw[lane], name, RANDOM_SHOCK, (uint64_t)n);
    return -real_log(u) / hazard;
}

// The next spell: `after` an earlier one has ended, or from the shock's first day.
static void spell_next(Market *m, int shock, int lane, bool first) {
    const Shock *x = &m->s->shocks[shock];
    Spell *s = &m->spells[shock * LANES + lane];
    bool plain = m->draw[lane] == PLAIN_RUN;
    double hazard = plain ? 0 : value_of(m, x->hazard, lane);
    double recovery = value_of(m, x->recovery, lane), lasts = value_of(m, x->duration, lane);
    double ended = first ? value_of(m, x->from, lane) : s->end;
    if (hazard > 0)
        s->start = ended + waiting(m, x, lane, hazard, 2 * s->count);
    else
        s->start = first ? value_of(m, x->at, lane) : NO_CAP;
    if (s->start >= value_of(m, x->to, lane)) s->start = NO_CAP;
    if (recovery > 0 && !plain)
        lasts = waiting(m, x, lane, recovery, 2 * s->count + 1);
    else if (recovery > 0 && lasts >= NO_CAP)
        lasts = 1 / recovery;
    s->end = fmin(NO_CAP, s->start + lasts);
    s->count++;
}

void shocks_start(Market *m) {
    for (int i = 0; i < m->s->n_shocks && m->has_shocks; i++)
        for (int lane = 0; lane < m->lanes; lane++) {
            m->spells[i * LANES + lane] = (Spell){0};
            spell_next(m, i, lane, true);
        }
}

// Is it in force in the step? `*since`: when it struck.
static bool in_force(Market *m, int shock, int lane, double *since) {
    Spell *s = &m->spells[shock * LANES + lane];
    bool on = false;
    while (s->end < m->t_next) {
        if (s->start >= m->t) on = true, *since = s->start;
        spell_next(m, shock, lane, false);
    }
    if (s->start < m->t_next) on = true, *since = s->start;
    return on;
}

static void levers_set(Market *m, int shock, int lane, double since) {
    const Shock *x = &m->s->shocks[shock];
    double *inputs = m->inputs + (size_t)lane * (size_t)m->s->n_inputs;
    for (int k = 0; k < x->sets.n; k++) {
        int i = x->sets.at[k].input;
        bool ties = since == m->struck[i] && x->sets.at[k].value < inputs[i];
        if (since <= m->struck[i] && !ties) continue;
        m->struck[i] = since;
        inputs[i] = x->sets.at[k].value;
    }
}

// Levers of each lane: its own values, and over them what shocks in force set. True where some
// lane's differ from those of the step before.
bool shocks_move(Market *m) {
    size_t n = (size_t)m->s->n_inputs, size = sizeof(double) * n;
    bool moved = false;
    Lane on = {0};
    for (int lane = 0; lane < m->lanes; lane++) {
        double *inputs = m->inputs + (size_t)lane * n, since = 0;
        memcpy(m->inputs_before + (size_t)lane * n, inputs, size);
        memcpy(inputs, m->own_inputs + (size_t)lane * n, size);
        for (size_t i = 0; i < n; i++) m->struck[i] = -NO_CAP;
        for (int i = 0; i < m->s->n_shocks; i++) {
            bool is = in_force(m, i, lane, &since);
            if (is) levers_set(m, i, lane, since);
            if (lane) continue;
            EACH_PACK(p) on.p[p] = pack_set(is);
            TERM(m, "shock in force", "share", -1, -1, i, &on);
        }
        bool differs = memcmp(m->inputs_before + (size_t)lane * n, inputs, size) != 0;
        m->stirred.p[lane / PACK][lane % PACK] = differs;
        moved |= differs;
    }
    return moved;
}
