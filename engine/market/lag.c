#include "market/lag.h"

void lag_set(Lag *l, const Lane *months, double dt, int steps, bool fixed) {
    double least = steps, most = 0;
    for (int i = 0; i < LANES; i++) {
        double n = fmin(lane_at(months, i) / dt, steps);
        least = fmin(least, n), most = fmax(most, n);
    }
    l->low = (int)floor(fmax(least, 0));
    l->high = (int)ceil(most);
    l->plain = fixed && l->low == l->high;
    for (int n = l->low; n <= l->high; n++)
        EACH_PACK(p) {
            Pack off = pack_min(months->p[p] / dt, pack_set(steps)) - n;
            l->weight[n - l->low].p[p] = pack_plus(1 - pack_abs(off));
        }
}

void pipe_clear(Pipe *p, int longest) {
    p->length = longest + 1;
    for (int i = 0; i < p->length; i++) lane_zero(&p->slot[i]);
}

const Lane *pipe_spread(Pipe *q, const Lag *l, int i, const Lane *restrict x) {
    Lane *now = &q->slot[i % q->length];
    for (int n = l->low; n <= l->high; n++) {
        Lane *slot = &q->slot[(i + n) % q->length];
        const Lane *weight = &l->weight[n - l->low];
        EACH_PACK(p) slot->p[p] += x->p[p] * weight->p[p];
    }
    q->out = *now;
    lane_zero(now);
    return &q->out;
}
