#include "base/real.h"
#include "base/lane.h"

double real_exp(double x) {
    return pack_exp(pack_set(x))[0];
}

double real_log(double x) {
    return pack_log(pack_set(x))[0];
}

double real_pow(double x, double y) {
    return pack_pow(pack_set(x), pack_set(y))[0];
}
