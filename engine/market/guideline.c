#include "market/step.h"

// A guideline asks for the domestic share g of all that is bought: domestic = g / (1 - g) for each
// one imported. Buyers follow it as far as `compliance` says, so the ratio of their plan is
// compliance g / (1 - g). It makes need in step 7 and holds no import back in 8.
void guideline_ratio(const Market *m, int guideline, Lane *restrict ratio) {
    const Guideline *g = &m->s->guidelines[guideline];
    const Lane *share = num(m, g->share), *compliance = num(m, g->compliance);
    EACH_PACK(p) {
        Pack asked = pack_min(pack_plus(share->p[p]), pack_set(.99));
        ratio->p[p] = pack_plus(compliance->p[p]) * asked / (1 - asked);
    }
    TERM(m, "guideline's ratio", "share", -1, -1, guideline, ratio);
}
