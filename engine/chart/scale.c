#include "chart/scale.h"

double scale_px(const Scale *s, double value) {
    if (!(s->high > s->low)) return s->from;
    return s->from + (value - s->low) / (s->high - s->low) * (s->to - s->from);
}

double scale_value(const Scale *s, double px) {
    if (s->to == s->from) return s->low;
    return s->low + (px - s->from) / (s->to - s->from) * (s->high - s->low);
}
