// Draws side by side. A Pack is one vector of the width this file is compiled for; a Lane is
// LANES doubles, one for each draw of a block, as Packs. Mechanisms are written as loops over the
// packs of lanes (EACH_PACK); this file alone knows which instructions there are. All functions
// give the same bits on every instruction set: basic arithmetic is IEEE, nothing is fused, and
// exp, log and pow are our own (within 2 units in the last place).
//
// NaN is OFF (formula.h). pack_min and pack_max give the second argument when either is NaN, so
// the value that may be OFF stands second.
#ifndef ENGINE_BASE_LANE_H
#define ENGINE_BASE_LANE_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#if defined(__AVX512F__) && defined(__AVX512DQ__)
#include <immintrin.h>
#define PACK 8
#elif defined(__AVX2__)
#include <immintrin.h>
#define PACK 4
#else
#ifdef __SSE4_1__
#include <smmintrin.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif
#define PACK 2
#endif

#define LANES 16
#define PACKS (LANES / PACK)

typedef double Pack __attribute__((vector_size(8 * PACK)));
typedef int64_t PackInt __attribute__((vector_size(8 * PACK)));
typedef uint64_t PackBits __attribute__((vector_size(8 * PACK)));

typedef struct Lane {
    Pack p[PACKS];
} __attribute__((aligned(64))) Lane;

#define EACH_PACK(p) for (int p = 0; p < PACKS; p++)
#define LANE_FN static inline __attribute__((always_inline, unused))

// A truth value for each lane.
#if PACK == 8
typedef __mmask8 Mask;
#else
typedef PackInt Mask;
#endif

LANE_FN Pack pack_set(double x) {
    return x - (Pack){0};
}

#if PACK == 8
LANE_FN Mask pack_lt(Pack a, Pack b) {
    return _mm512_cmp_pd_mask(a, b, _CMP_LT_OQ);
}
LANE_FN Mask pack_le(Pack a, Pack b) {
    return _mm512_cmp_pd_mask(a, b, _CMP_LE_OQ);
}
LANE_FN Mask pack_eq(Pack a, Pack b) {
    return _mm512_cmp_pd_mask(a, b, _CMP_EQ_OQ);
}
LANE_FN Mask mask_and(Mask a, Mask b) {
    return (Mask)(a & b);
}
LANE_FN Mask mask_or(Mask a, Mask b) {
    return (Mask)(a | b);
}
LANE_FN Mask mask_not(Mask a) {
    return (Mask)~a;
}
LANE_FN Mask mask_none(void) {
    return 0;
}
LANE_FN bool mask_any(Mask a) {
    return a != 0;
}
LANE_FN Pack pack_select(Mask m, Pack a, Pack b) {
    return _mm512_mask_blend_pd(m, b, a);
}
LANE_FN Pack pack_where(Mask m, Pack a) {
    return _mm512_maskz_mov_pd(m, a);
}
LANE_FN Pack pack_min(Pack a, Pack b) {
    return _mm512_min_pd(a, b);
}
LANE_FN Pack pack_max(Pack a, Pack b) {
    return _mm512_max_pd(a, b);
}
LANE_FN Pack pack_sqrt(Pack a) {
    return _mm512_sqrt_pd(a);
}
LANE_FN Pack pack_floor(Pack a) {
    return _mm512_roundscale_pd(a, 9);
}
LANE_FN Pack pack_ceil(Pack a) {
    return _mm512_roundscale_pd(a, 10);
}
#else
LANE_FN Mask pack_lt(Pack a, Pack b) {
    return (Mask)(a < b);
}
LANE_FN Mask pack_le(Pack a, Pack b) {
    return (Mask)(a <= b);
}
LANE_FN Mask pack_eq(Pack a, Pack b) {
    return (Mask)(a == b);
}
LANE_FN Mask mask_and(Mask a, Mask b) {
    return a & b;
}
LANE_FN Mask mask_or(Mask a, Mask b) {
    return a | b;
}
LANE_FN Mask mask_not(Mask a) {
    return ~a;
}
LANE_FN Mask mask_none(void) {
    return (Mask){0};
}
LANE_FN Pack pack_where(Mask m, Pack a) {
    return (Pack)(m & (PackInt)a);
}
#if PACK == 4
LANE_FN bool mask_any(Mask a) {
    return _mm256_movemask_pd((__m256d)a) != 0;
}
LANE_FN Pack pack_select(Mask m, Pack a, Pack b) {
    return _mm256_blendv_pd(b, a, (__m256d)m);
}
LANE_FN Pack pack_min(Pack a, Pack b) {
    return _mm256_min_pd(a, b);
}
LANE_FN Pack pack_max(Pack a, Pack b) {
    return _mm256_max_pd(a, b);
}
LANE_FN Pack pack_sqrt(Pack a) {
    return _mm256_sqrt_pd(a);
}
LANE_FN Pack pack_floor(Pack a) {
    return _mm256_floor_pd(a);
}
LANE_FN Pack pack_ceil(Pack a) {
    return _mm256_ceil_pd(a);
}
#else
#ifdef __SSE2__
LANE_FN bool mask_any(Mask a) {
    return _mm_movemask_pd((__m128d)a) != 0;
}
LANE_FN Pack pack_min(Pack a, Pack b) {
    return _mm_min_pd(a, b);
}
LANE_FN Pack pack_max(Pack a, Pack b) {
    return _mm_max_pd(a, b);
}
LANE_FN Pack pack_sqrt(Pack a) {
    return _mm_sqrt_pd(a);
}
#else
LANE_FN bool mask_any(Mask a) {
    return (a[0] | a[1]) != 0;
}
LANE_FN Pack pack_min(Pack a, Pack b) {
    return (Pack){a[0] < b[0] ? a[0] : b[0], a[1] < b[1] ? a[1] : b[1]};
}
LANE_FN Pack pack_max(Pack a, Pack b) {
    return (Pack){a[0] > b[0] ? a[0] : b[0], a[1] > b[1] ? a[1] : b[1]};
}
LANE_FN Pack pack_sqrt(Pack a) {
    return (Pack){sqrt(a[0]), sqrt(a[1])};
}
#endif
#ifdef __SSE4_1__
LANE_FN Pack pack_select(Mask m, Pack a, Pack b) {
    return _mm_blendv_pd(b, a, (__m128d)m);
}
LANE_FN Pack pack_floor(Pack a) {
    return _mm_floor_pd(a);
}
LANE_FN Pack pack_ceil(Pack a) {
    return _mm_ceil_pd(a);
}
#else
LANE_FN Pack pack_select(Mask m, Pack a, Pack b) {
    return (Pack)((m & (PackInt)a) | (~m & (PackInt)b));
}
LANE_FN Pack pack_floor(Pack a) {
    return (Pack){floor(a[0]), floor(a[1])};
}
LANE_FN Pack pack_ceil(Pack a) {
    return (Pack){ceil(a[0]), ceil(a[1])};
}
#endif
#endif
#endif

LANE_FN Mask pack_nan(Pack a) {
    return mask_not(pack_eq(a, a));
}
LANE_FN Pack pack_abs(Pack a) {
    return (Pack)((PackBits)a & (PackBits)((PackBits){0} + 0x7fffffffffffffffULL));
}
// max(0, a); NaN gives NaN.
LANE_FN Pack pack_plus(Pack a) {
    return pack_max(pack_set(0), a);
}

// Whole lanes by packs: compilers set and copy structs of this size by slow string instructions.
LANE_FN void lane_zero(Lane *x) {
    EACH_PACK(p) x->p[p] = pack_set(0);
}
LANE_FN void lane_set(Lane *x, double value) {
    EACH_PACK(p) x->p[p] = pack_set(value);
}
LANE_FN void lane_copy(Lane *to, const Lane *from) {
    EACH_PACK(p) to->p[p] = from->p[p];
}

// The number of one lane.
LANE_FN double lane_at(const Lane *x, int lane) {
    return ((const double *)x)[lane];
}

// 2^n for whole n in [-1022, 1023]: the low bits of n + 1.5 * 2^52 are those of n.
LANE_FN Pack pack_two_to(Pack n) {
    PackBits bits = (PackBits)(n + pack_set(0x1.8p52));
    return (Pack)((bits << 52) + 0x3ff0000000000000ULL);
}

// e^(x + tail), |tail| far below |x|'s last place times 2^10. Reduction by ln 2 in two parts and
// a rational form of the remainder (the classic scheme of W. Cody and W. Waite).
LANE_FN Pack pack_exp_tail(Pack x, Pack tail) {
    const Pack magic = pack_set(0x1.8p52);
    Pack a = pack_min(pack_set(710), pack_max(pack_set(-746), x));
    tail = pack_select(pack_eq(a, x), tail, pack_set(0));
    Pack n = (a * 1.4426950408889634074 + magic) - magic;
    Pack high = a - n * 6.93147180369123816490e-01;
    Pack low = n * 1.90821492927058770002e-10 - tail;
    Pack r = high - low;
    Pack z = r * r;
    Pack c = pack_set(4.13813679705723846039e-08);
    c = c * z - 1.65339022054652515390e-06;
    c = c * z + 6.61375632143793436117e-05;
    c = c * z - 2.77777777770155933842e-03;
    c = c * z + 1.66666666666666019037e-01;
    c = r - z * c;
    Pack y = 1.0 - ((low - (r * c) / (2.0 - c)) - high);
    Pack half = (n * 0.5 + magic) - magic;
    return y * pack_two_to(half) * pack_two_to(n - half);
}

LANE_FN Pack pack_exp(Pack x) {
    return pack_exp_tail(x, pack_set(0));
}

// x = 2^k * m with m in [sqrt(1/2), sqrt(2)), for x > 0 and finite.
LANE_FN Pack pack_split(Pack x, Pack *k) {
    Mask tiny = pack_lt(x, pack_set(0x1p-1022));
    PackBits bits = (PackBits)pack_select(tiny, x * 0x1p54, x);
    bits += 0x3ff0000000000000ULL - 0x3fe6a09e00000000ULL;
    Pack biased = (Pack)((bits >> 52) | 0x4330000000000000ULL) - 0x1p52;
    *k = biased - pack_select(tiny, pack_set(1023 + 54), pack_set(1023));
    return (Pack)((bits & 0x000fffffffffffffULL) + 0x3fe6a09e00000000ULL);
}

LANE_FN Pack pack_log(Pack x) {
    Pack k;
    Pack f = pack_split(x, &k) - 1.0;
    Pack s = f / (2.0 + f);
    Pack z = s * s;
    Pack r = pack_set(1.479819860511658591e-01);
    r = r * z + 1.531383769920937332e-01;
    r = r * z + 1.818357216161805012e-01;
    r = r * z + 2.222219843214978396e-01;
    r = r * z + 2.857142874366239149e-01;
    r = r * z + 3.999999999940941908e-01;
    r = r * z + 6.666666666666735130e-01;
    r *= z;
    Pack half = f * f * 0.5;
    Pack y = k * 6.93147180369123816490e-01 -
             ((half - (s * (half + r) + k * 1.90821492927058770002e-10)) - f);
    y = pack_select(pack_eq(x, pack_set(INFINITY)), x, y);
    y = pack_select(pack_eq(x, pack_set(0)), pack_set(-INFINITY), y);
    return pack_select(pack_le(pack_set(0), x), y, pack_set(NAN));
}

// a * b = result + *error, exactly (T. Dekker); no fused multiply on purpose.
LANE_FN Pack pack_product(Pack a, Pack b, Pack *error) {
    Pack p = a * b;
    Pack ta = a * 134217729.0, tb = b * 134217729.0;
    Pack ah = ta - (ta - a), bh = tb - (tb - b);
    Pack al = a - ah, bl = b - bh;
    *error = ((ah * bh - p) + ah * bl + al * bh) + al * bl;
    return p;
}
// a + b = result + *error, exactly, for |a| >= |b| or a = 0.
LANE_FN Pack pack_sum(Pack a, Pack b, Pack *error) {
    Pack s = a + b;
    *error = b - (s - a);
    return s;
}

// log(x) to about 2^-66 of itself, in two parts: 2 atanh(s), its first two terms with tails.
LANE_FN Pack pack_log_two(Pack x, Pack *tail) {
    const Pack third = pack_set(0x1.5555555555555p-1),
               third_low = pack_set(0x1.5555555555555p-55);
    Pack k, e;
    Pack f = pack_split(x, &k) - 1.0;
    Pack d = 2.0 + f, d_low = f - (d - 2.0);
    Pack s = f / d;
    Pack p = pack_product(s, d, &e);
    Pack s_low = (((f - p) - e) - s * d_low) / d;
    Pack z_low, z = pack_product(s, s, &z_low);
    z_low += 2.0 * s * s_low;
    Pack t_low, t = pack_product(s, z, &t_low);
    t_low += s * z_low + s_low * z;
    Pack u_low, u = pack_product(t, third, &u_low);
    u_low += t * third_low + t_low * third;
    Pack r = pack_set(2.0 / 23);
    r = r * z + 2.0 / 21;
    r = r * z + 2.0 / 19;
    r = r * z + 2.0 / 17;
    r = r * z + 2.0 / 15;
    r = r * z + 2.0 / 13;
    r = r * z + 2.0 / 11;
    r = r * z + 2.0 / 9;
    r = r * z + 2.0 / 7;
    r = r * z + 2.0 / 5;
    Pack rest = (r * z) * t;
    Pack e1, e2, e3;
    Pack a = pack_sum(k * 6.93147180369123816490e-01, 2.0 * s, &e1);
    Pack b = pack_sum(a, u, &e2);
    Pack low = e1 + e2 + 2.0 * s_low + u_low + rest + k * 1.90821492927058770002e-10;
    Pack y = pack_sum(b, low, &e3);
    *tail = e3;
    return y;
}

// As C's pow, but NaN in gives NaN out.
LANE_FN Pack pack_pow(Pack x, Pack y) {
    const Pack zero = pack_set(0), one = pack_set(1), inf = pack_set(INFINITY);
    Pack base = pack_abs(x), low, e;
    Mask ordinary = mask_and(pack_lt(zero, base), pack_lt(base, inf));
    Pack log = pack_log_two(pack_select(ordinary, base, one), &low);
    Pack yc = pack_min(pack_set(0x1p66), pack_max(pack_set(-0x1p66), y));
    Pack high = pack_product(log, yc, &e);
    Pack power = pack_exp_tail(high, e + low * yc);
    Pack grows = pack_select(pack_lt(zero, y), inf, zero),
         falls = pack_select(pack_lt(zero, y), zero, inf);
    power = pack_select(pack_eq(base, inf), grows, power);
    power = pack_select(pack_eq(base, zero), falls, power);
    power = pack_select(pack_eq(y, zero), one, power);
    Pack whole = pack_floor(y), half = yc * 0.5;
    Mask is_whole = pack_eq(whole, y);
    Mask odd = mask_and(is_whole, mask_not(pack_eq(pack_floor(half), half)));
    power = pack_select(mask_and(odd, pack_lt(x, zero)), -power, power);
    Mask wrong = mask_and(mask_and(pack_lt(x, zero), pack_lt(base, inf)), mask_not(is_whole));
    power = pack_select(wrong, pack_set(NAN), power);
    return pack_select(mask_or(pack_nan(x), pack_nan(y)), pack_set(NAN), power);
}

#endif
