#include "chart/ticks.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const double NICE[] = {1, 5, 2, 2.5, 4, 3}; // in order of preference
enum { N_NICE = sizeof NICE / sizeof *NICE };
static const double PX_PER_TICK = 32;

static double ten_to(int z) {
    double x = 1;
    for (int i = 0; i < (z < 0 ? -z : z); i++) x *= 10;
    return z < 0 ? 1 / x : x;
}

// n * 10^z; divides by a power of ten, which is exact up to 10^22, where z < 0.
static double times_ten(double n, int z) {
    return z < 0 ? n / ten_to(-z) : n * ten_to(z);
}

// Least z with 10^z >= x, x > 0.
static int ceil_log10(double x) {
    int z = 0;
    while (z < 308 && ten_to(z) < x) z++;
    while (z > -307 && ten_to(z - 1) >= x) z--;
    return z;
}

typedef struct Search {  // the best labelling so far
    double low, high, m; // data; wanted number of ticks
    double score;
    double start; // tick i = (start + i * j) * NICE[q] * 10^z
    int j, q, k, z;
    bool zero; // must be a tick
} Search;

static double square(double x) {
    return x * x;
}

static double score_of(double simplicity, double coverage, double density) {
    return 0.25 * simplicity + 0.2 * coverage + 0.5 * density + 0.05;
}

static double coverage_most(const Search *s, double span) {
    double range = s->high - s->low;
    return span <= range ? 1 : 1 - square((span - range) / 2 / (0.1 * range));
}

static double density_most(const Search *s, int k) {
    return k >= s->m ? 2 - (k - 1) / (s->m - 1) : 1;
}

static void try_start(Search *s, int j, int q, int k, int z, double start) {
    double low = times_ten(start * NICE[q], z);
    double high = times_ten((start + (double)j * (k - 1)) * NICE[q], z);
    double range = s->high - s->low;
    bool has_zero = low <= 0 && high >= 0 && fmod(start, j) == 0;
    if (s->zero && !has_zero) return;
    double simplicity = 1 - q / (N_NICE - 1.0) - j + has_zero;
    double coverage = 1 - 0.5 * (square((s->high - high) / (0.1 * range)) +
                                 square((s->low - low) / (0.1 * range)));
    double r = (k - 1) / (high - low);
    double wanted = (s->m - 1) / (fmax(high, s->high) - fmin(low, s->low));
    double density = 2 - fmax(r / wanted, wanted / r);
    double score = score_of(simplicity, coverage, density);
    if (score <= s->score) return;
    s->score = score;
    s->start = start;
    s->j = j, s->q = q, s->k = k, s->z = z;
}

static void search_steps(Search *s, int j, int q, int k, double simple) {
    double dense = density_most(s, k);
    double delta = (s->high - s->low) / (k + 1) / j / NICE[q];
    for (int z = ceil_log10(delta);; z++) {
        double step = times_ten(j * NICE[q], z);
        if (score_of(simple, coverage_most(s, step * (k - 1)), dense) < s->score) return;
        double first = floor(s->high / step) * j - (k - 1.0) * j;
        double last = ceil(s->low / step) * j;
        for (double start = first; start <= last; start++) try_start(s, j, q, k, z, start);
    }
}

static void search(Search *s) {
    for (int j = 1;; j++) {
        for (int q = 0; q < N_NICE; q++) {
            double simple = 1 - q / (N_NICE - 1.0) - j + 1;
            if (score_of(simple, 1, 1) < s->score) {
                if (q == 0) return; // a larger j is worse still
                break;
            }
            for (int k = 2; k <= TICKS_MAX; k++) {
                if (score_of(simple, 1, density_most(s, k)) < s->score) break;
                search_steps(s, j, q, k, simple);
            }
        }
    }
}

// Widens a range without extent, so that there is something to divide.
static void give_extent(double *low, double *high, bool from_zero) {
    if (from_zero) {
        *low = fmin(*low, 0);
        *high = fmax(*high, 0);
    }
    double size = fmax(fabs(*low), fabs(*high));
    if (*high - *low > size * 1e-9 && *high - *low > 1e-280) return;
    if (size < 1e-280) {
        *low = 0;
        *high = 1;
    } else {
        *low -= size * 0.1;
        *high += size * 0.1;
    }
}

Ticks ticks_values(double low, double high, double height_px, bool from_zero) {
    if (!isfinite(low) || !isfinite(high) || low > high) low = 0, high = 1;
    low = fmin(fmax(low, -1e290), 1e290);
    high = fmin(fmax(high, -1e290), 1e290);
    give_extent(&low, &high, from_zero);
    double m = fmax(3, floor(height_px / PX_PER_TICK) + 1);
    int z = ceil_log10(high - low); // the search is over a range of about 1
    Search s = {.low = times_ten(low, -z),
                .high = times_ten(high, -z),
                .m = fmin(m, TICKS_MAX - 2),
                .score = -1e9,
                .j = 1,
                .k = 2,
                .zero = from_zero};
    search(&s);
    Ticks t = {.low = low, .high = high};
    for (int i = 0; i < s.k; i++) {
        double at = times_ten((s.start + (double)i * s.j) * NICE[s.q], s.z + z);
        t.at[t.n++] = at == 0 ? 0 : at;
    }
    t.low = fmin(low, t.at[0]);
    t.high = fmax(high, t.at[t.n - 1]);
    return t;
}

// Least number of decimals that writes every tick in full; 7 where none does.
static int decimals_of(const Ticks *t, double divisor) {
    double step = (t->at[1] - t->at[0]) / divisor;
    for (int d = 0; d <= 6; d++) {
        bool fits = true;
        for (int i = 0; i < t->n && fits; i++) {
            double x = t->at[i] / divisor * ten_to(d);
            fits = fabs(x - floor(x + 0.5)) < 1e-4 * step * ten_to(d);
        }
        if (fits) return d;
    }
    return 7;
}

TickFormat ticks_format(const Ticks *t, const char *prefix, bool share) {
    static const char *const SUFFIX[] = {"", "k", "M", "B", "T"};
    TickFormat f = {prefix, share ? "%" : "", share ? 0.01 : 1, 0, false};
    double most = 0;
    for (int i = 0; i < t->n; i++) most = fmax(most, fabs(t->at[i]));
    f.scientific = most / f.divisor >= 1e16;
    if (f.scientific) return f;
    int i = 0;
    if (!share)
        while (i < 4 && most >= ten_to(3 * i + 3)) i++;
    do { // a suffix that would need many decimals gives way to the one below
        if (!share) {
            f.suffix = SUFFIX[i];
            f.divisor = ten_to(3 * i);
        }
        f.decimals = decimals_of(t, f.divisor);
    } while (f.decimals > 2 && i-- > 0);
    if (f.decimals > 6) f.scientific = true;
    return f;
}

void tick_text(char out[24], const TickFormat *f, double value) {
    char digits[20];
    const char *minus = value < 0 ? "\u2212" : "";
    double x = fabs(value) / f->divisor;
    if (f->scientific && value != 0)
        snprintf(digits, sizeof digits, "%.6g", x);
    else
        snprintf(digits, sizeof digits, "%.*f", value == 0 ? 0 : f->decimals, x);
    bool bare = value == 0 && strcmp(f->suffix, "%") != 0;
    snprintf(out, 24, "%s%.4s%.14s%.2s", minus, f->prefix, digits, bare ? "" : f->suffix);
}

DateTicks ticks_dates(double from, double to, double width_px, int least_months) {
    static const int FEW[] = {1, 3, 6, 12}, MANY[] = {12, 24, 60, 120, 240, 600, 1200};
    static const double MONTH_PX = 30, YEAR_PX = 40;
    bool few = to - from < 36;
    const int *step = few ? FEW : MANY;
    int n = few ? 4 : 7, i = 0;
    double px = to > from ? width_px / (to - from) : 0;
    while (i < n - 1 &&
           (step[i] < least_months || px * step[i] < (step[i] < 12 ? MONTH_PX : YEAR_PX) ||
            (to - from) / step[i] > TICKS_MAX * 2 - 2))
        i++;
    DateTicks t = {.months = step[i]};
    double at = ceil(from / step[i] - 1e-9) * step[i];
    for (; at <= to + 1e-9 && t.n < TICKS_MAX * 2; at += step[i]) t.at[t.n++] = at;
    return t;
}
