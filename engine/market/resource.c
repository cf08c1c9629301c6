#include "market/step.h"

// Step 5: makers (lines and tape-outs) that share resources grow in step, each toward the output
// it wants, until a resource is used up; those that take of it stop there, the others go on.

// Amount of each resource that one unit takes in this step.
void resources_set(Market *m) {
    if (m->has_wafers) wafers_set(m);
    for (int i = 0; i < m->n_drains; i++) {
        const Drain *d = &m->drains[i];
        const Lane *amount = d->wafers ? &m->wafers[d->maker] : num(m, d->amount);
        EACH_PACK(p) m->each[i].p[p] = pack_plus(amount->p[p]);
    }
}

// What a line without a capacity of its own wants: as much as its resources alone would give it.
void resources_reach(const Market *m, int maker, Lane *capacity) {
    Lane most;
    lane_set(&most, NO_CAP);
    for (int i = 0; i < m->maker_drains[maker].n; i++) {
        int d = m->maker_drains[maker].at[i];
        const Lane *have = num(m, m->s->resources[m->drains[d].resource].capacity);
        EACH_PACK(p) {
            Mask takes = pack_lt(pack_set(0), m->each[d].p[p]);
            Pack gives =
                pack_plus(have->p[p]) / pack_select(takes, m->each[d].p[p], pack_set(1));
            most.p[p] = pack_select(takes, pack_min(most.p[p], gives), most.p[p]);
        }
    }
    EACH_PACK(p) {
        Mask open = pack_le(pack_set(NO_CAP), capacity->p[p]);
        capacity->p[p] = pack_select(open, most.p[p], capacity->p[p]);
    }
}

// How far the makers still growing come with what is left of one resource: left / what they need
// for all that they want. Beyond 1 where it is enough.
static void resource_reach(Market *m, int r) {
    const Lane *have = num(m, m->s->resources[r].capacity);
    Lane need = {0}, left;
    EACH_PACK(p) left.p[p] = pack_plus(have->p[p]) * m->dt;
    for (int i = 0; i < m->resource_drains[r].n; i++) {
        const Drain *d = &m->drains[m->resource_drains[r].at[i]];
        const Lane *each = &m->each[m->resource_drains[r].at[i]];
        EACH_PACK(p) {
            Pack all = each->p[p] * m->wants[d->maker].p[p];
            Mask grows = pack_lt(pack_set(0), m->growing[d->maker].p[p]);
            need.p[p] += pack_where(grows, all);
            left.p[p] -= pack_select(grows, pack_set(0), all * m->grown[d->maker].p[p]);
        }
    }
    EACH_PACK(p) {
        Mask some = pack_lt(pack_set(0), need.p[p]);
        Pack far = pack_plus(left.p[p]) / pack_select(some, need.p[p], pack_set(1));
        m->reach[r].p[p] = pack_select(some, far, pack_set(2));
    }
}

// One resource more is used up, in each lane its own; false where none was in any.
static bool resources_round(Market *m) {
    int makers = m->s->n_lines + m->s->n_tapeouts;
    Lane least;
    Mask stops = mask_none();
    lane_set(&least, 1);
    for (int r = 0; r < m->s->n_resources; r++) {
        resource_reach(m, r);
        EACH_PACK(p) least.p[p] = pack_min(least.p[p], m->reach[r].p[p]);
    }
    for (int k = 0; k < makers; k++)
        for (int i = 0; i < m->maker_drains[k].n; i++) {
            int d = m->maker_drains[k].at[i];
            const Lane *reach = &m->reach[m->drains[d].resource];
            EACH_PACK(p) {
                Mask short_of = mask_and(pack_lt(reach->p[p], pack_set(1)),
                                         pack_le(reach->p[p], least.p[p]));
                Mask stop = mask_and(mask_and(short_of, pack_lt(pack_set(0), m->each[d].p[p])),
                                     pack_lt(pack_set(0), m->growing[k].p[p]));
                m->grown[k].p[p] = pack_select(stop, least.p[p], m->grown[k].p[p]);
                m->growing[k].p[p] = pack_select(stop, pack_set(0), m->growing[k].p[p]);
                stops = mask_or(stops, stop);
            }
        }
    return mask_any(stops);
}

static void resources_use(Market *m) {
    for (int r = 0; r < m->s->n_resources; r++) {
        const Lane *have = num(m, m->s->resources[r].capacity);
        lane_zero(&m->used[r]);
        for (int i = 0; i < m->resource_drains[r].n; i++) {
            int d = m->resource_drains[r].at[i];
            const Lane *want = &m->wants[m->drains[d].maker];
            EACH_PACK(p) m->used[r].p[p] += m->each[d].p[p] * want->p[p];
        }
        EACH_PACK(p) {
            Pack most = pack_plus(have->p[p]) * m->dt;
            Pack over = (m->used[r].p[p] - most) / pack_max(pack_set(1), most);
            m->worst_use.p[p] = pack_max(m->worst_use.p[p], over);
        }
        TERM(m, "resource used", "units", -1, -1, r, &m->used[r]);
        TERM(m, "resource there is", "units per month", -1, -1, r, have);
    }
}

void resources_share(Market *m) {
    int makers = m->s->n_lines + m->s->n_tapeouts;
    for (int k = 0; k < makers; k++) {
        lane_set(&m->grown[k], 1);
        lane_set(&m->growing[k], 1);
    }
    for (int r = 0; r < m->s->n_resources; r++)
        if (!resources_round(m)) break;
    for (int k = 0; k < makers; k++) {
        if (!m->maker_drains[k].n) continue;
        TERM(m, "output wanted", "units", -1, m->maker_chip[k], k, &m->wants[k]);
        TERM(m, "share that resources give", "share", -1, m->maker_chip[k], k, &m->grown[k]);
        EACH_PACK(p) m->wants[k].p[p] *= m->grown[k].p[p];
    }
    resources_use(m);
}
