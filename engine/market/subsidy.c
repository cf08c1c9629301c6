#include "market/step.h"

// The rates of the subsidies on a pair as they act in the step. Together they leave the buyer at
// least a twentieth of the price: beyond that all are scaled down alike.
static Pack rate_of_subsidy(const Market *m, int subsidy, int p) {
    return pack_plus(num(m, m->s->subsidies[subsidy].rate)->p[p] *
                     m->phi[active_subsidy(m, subsidy)].p[p]);
}

// pay = price - s, s = rate phi price. What an authority pays is a due below 0.
void subsidies_take(Market *m, int pair, Lane *restrict pay) {
    const Pair *x = &m->pairs[pair];
    Lane sum = {0}, price = *pay;
    for (int i = 0; i < x->dues.n; i++)
        if (m->dues[x->dues.at[i]].subsidy)
            EACH_PACK(p) sum.p[p] += rate_of_subsidy(m, m->dues[x->dues.at[i]].levy, p);
    for (int i = 0; i < x->dues.n; i++) {
        int d = x->dues.at[i], subsidy = m->dues[d].levy;
        if (!m->dues[d].subsidy) continue;
        Lane given;
        EACH_PACK(p) {
            Pack scale = pack_set(.95) / pack_max(pack_set(.95), sum.p[p]);
            given.p[p] = rate_of_subsidy(m, subsidy, p) * scale * price.p[p];
            m->due[d].p[p] = -given.p[p];
            pay->p[p] -= given.p[p];
        }
        TERM(m, "subsidy per unit", "USD per unit", x->buyer, x->chip, subsidy, &given);
    }
}
