#include "study/finding.h"

#include <math.h>
#include <string.h>

const Finding *finding_named(const Scenario *s, const char *name, size_t length) {
    for (int i = 0; i < s->n_findings; i++)
        if (strlen(s->findings[i].head.name) == length &&
            memcmp(s->findings[i].head.name, name, length) == 0)
            return &s->findings[i];
    return NULL;
}

// The run that the finding is of, -1.
static int run_of(const Results *r, int i, const Finding *f) {
    if (f->of_case == CASE_OWN) return i;
    if (f->of_case == CASE_BASELINE) return 0;
    const char *name = r->at[i].scenario->cases[f->of_case].name;
    for (int k = 0; k < r->n; k++)
        if (strcmp(r->at[k].name, name) == 0) return k;
    return -1;
}

static bool party_fits(const Scenario *s, const Finding *f, const Column *c) {
    switch (SERIES[c->id].by & BY_PARTY) {
    case BY_BUYER:
        return f->buyers.has[c->party];
    case BY_AUTHORITY:
        return !f->authority || strcmp(s->authorities[c->party], f->authority) == 0;
    case BY_SELLER:
        return !f->seller || strcmp(s->sellers[c->party], f->seller) == 0;
    case BY_APPROVAL:
        return !f->approval || strcmp(s->approvals[c->party].i.head.name, f->approval) == 0;
    default:
        return true;
    }
}

// One series of one run, as a finding looks at it.
typedef struct Look {
    const Result *r;
    const Finding *f;
    int id;
    int n, *columns;
} Look;

static Look look_at(const Result *r, const Finding *f, Arena *arena) {
    Look k = {.r = r, .f = f, .id = series_find(f->series)};
    if (k.id < 0) return k;
    const Series *x = r->series;
    k.columns = ARENA_NEW(arena, int, x->first[k.id + 1] - x->first[k.id] + 1);
    for (int i = x->first[k.id]; i < x->first[k.id + 1]; i++) {
        const Column *c = &x->columns[i];
        if (party_fits(r->scenario, f, c) && (c->chip < 0 || f->chips.has[c->chip]) &&
            (c->workload < 0 || f->workloads.has[c->workload]))
            k.columns[k.n++] = i;
    }
    return k;
}

// Money of the column in the finding's currency, at the rate of the step.
static double in_currency(const Look *k, int column, int step, double value) {
    int from = currency_find(series_unit(k->r->series, column));
    int to = k->f->currency ? currency_find(k->f->currency) : CURRENCY_USD;
    if (!from || from == to) return value;
    const Scenario *s = k->r->scenario;
    double t = calendar_time(&s->calendar, step);
    return value / money_rate(s, from, k->r->values, t) * money_rate(s, to, k->r->values, t);
}

// Sums what can be summed; the rest has the value on which its columns agree, else NaN.
static double value_at(const Look *k, int step) {
    SeriesKind kind = SERIES[k->id].kind;
    bool sum = kind == SERIES_FLOW || kind == SERIES_LEVEL;
    double y = NAN;
    for (int i = 0; i < k->n; i++) {
        double v = series_at(k->r->series, k->r->run, k->columns[i])[step];
        if (isnan(v)) continue;
        v = in_currency(k, k->columns[i], step, v);
        if (!sum && !isnan(y) && y != v) return NAN;
        y = isnan(y) || !sum ? v : y + v;
    }
    return y;
}

// The months of step `i` that lie in the finding's time.
static double months_in(const Look *k, int step) {
    const Calendar *c = &k->r->scenario->calendar;
    double begin = calendar_time(c, step), end = begin + step_months(c->step);
    const Period *p = &k->f->at;
    double from = p->given && !k->f->cumulative ? p->from : 0;
    double to = p->given ? p->to : c->steps * step_months(c->step);
    return fmax(0, fmin(end, to) - fmax(begin, from));
}

static double flow_value(const Look *k) {
    double sum = 0, step = step_months(k->r->scenario->calendar.step);
    bool any = false;
    for (int i = 0; i < k->r->series->steps; i++) {
        double share = months_in(k, i) / step, y = share > 0 ? value_at(k, i) : (double)NAN;
        if (isnan(y)) continue;
        sum += y * (share > 1 - 1e-9 ? 1 : share);
        any = true;
    }
    return any ? sum : (double)NAN;
}

static double end_value(const Look *k) {
    int last = -1;
    for (int i = 0; i < k->r->series->steps; i++)
        if (months_in(k, i) > 1e-9) last = i;
    return last < 0 ? (double)NAN : value_at(k, last);
}

// Months in which `bound_by` binds, or what binds longest; nothing only where nothing ever does.
static double code_value(const Look *k) {
    double months[BINDING_COUNT] = {0}, all = 0;
    for (int i = 0; i < k->r->series->steps; i++) {
        double y = value_at(k, i), m = months_in(k, i);
        if (isnan(y)) continue;
        months[(int)y] += m;
        all += m;
    }
    int longest = BINDING_NONE;
    for (int b = 0; b < BINDING_COUNT; b++) {
        if (k->f->bound_by && strcmp(binding_name((Binding)b), k->f->bound_by) == 0)
            return months[b];
        if (b != BINDING_NONE && (longest == BINDING_NONE || months[b] > months[longest]))
            longest = months[b] > 0 ? b : longest;
    }
    return all > 0 ? longest : (double)NAN;
}

double finding_series(const Result *r, const Finding *f) {
    Arena *arena = arena_new();
    Look k = look_at(r, f, arena);
    double value = NAN;
    if (k.n && SERIES[k.id].kind == SERIES_FLOW)
        value = flow_value(&k);
    else if (k.n && SERIES[k.id].kind == SERIES_CODE)
        value = code_value(&k);
    else if (k.n)
        value = end_value(&k);
    arena_free(arena);
    return value;
}

double finding_value(const Results *r, int i, const Finding *f) {
    if (!f->series) return finding_formula(r, i, f->formula);
    int of = run_of(r, i, f);
    if (of < 0) return NAN;
    const Finding *own = finding_named(r->at[of].scenario, f->head.name, strlen(f->head.name));
    return own && own->series ? finding_series(&r->at[of], own) : (double)NAN;
}

double finding_formula(const Results *r, int i, Formula f) {
    const Result *x = &r->at[i];
    const Graph *g = x->scenario->draft->graph;
    int n = graph_results(g);
    Arena *arena = arena_new();
    double *known = ARENA_NEW(arena, double, n + 1);
    for (int k = 0; k < x->scenario->n_findings; k++) {
        const Finding *one = &x->scenario->findings[k];
        if (one->series && formula_uses_result(g, f, one->number))
            known[one->number] = finding_value(r, i, one);
    }
    double value = formula_outcome(g, f, x->values, known);
    arena_free(arena);
    return value;
}

static const char *sign_of(int currency) {
    static const char *const SIGN[CURRENCY_COUNT] = {"", "$", "¥", "€", "¥"};
    return SIGN[currency];
}

static void add_value(const Results *r, int i, const Finding *f, bool percent, Text *out) {
    double value = finding_value(r, i, f);
    char text[32];
    if (f->word) {
        text_add(out, isnan(value) ? "nothing" : binding_name((Binding)value));
        return;
    }
    int id = f->series ? series_find(f->series) : -1;
    percent = percent || (id >= 0 && SERIES[id].kind == SERIES_SHARE);
    text_short(text, sign_of(f->unit.currency), percent ? value * 100 : value);
    text_printf(out, "%s%s", text, percent && !isnan(value) ? "%" : "");
}

const char *finding_fill(const Results *r, int i, const char *text, Arena *arena) {
    Text out = {0};
    for (const char *end; *text; text = end) {
        size_t n = strcspn(text, "{");
        text_addn(&out, text, n);
        end = text + n;
        if (!*end) break;
        const char *name = end + 1;
        size_t length = strcspn(name, "}");
        end = name + length + (name[length] == '}');
        bool percent = length && name[length - 1] == '%';
        const Finding *f = finding_named(r->at[i].scenario, name, length - percent);
        if (f) add_value(r, i, f, percent, &out);
    }
    const char *sentence = arena_text(arena, text_get(&out));
    text_done(&out);
    return sentence;
}
