#include "verb/summary.h"

#include <string.h>

enum { RIBBON_WIDTH = 60 };

static const char LETTERS[BINDING_COUNT] = {
    [BINDING_NONE] = '.',       [BINDING_SUPPLY] = 'S', [BINDING_CONTROL] = 'X',
    [BINDING_APPROVAL] = 'A',   [BINDING_CAP] = 'C',    [BINDING_BUDGET] = 'B',
    [BINDING_CONVERSION] = 'V', [BINDING_DEMAND] = 'D', [BINDING_BUNDLING] = 'U',
};

typedef struct Ribbon { // one buyer in one result
    int steps, per_letter;
    char *letters;
    int count[BINDING_COUNT];
    int first[BINDING_COUNT]; // step
} Ribbon;

static int buyer_named(const Scenario *s, const char *name) {
    for (int b = 0; b < s->n_buyers; b++)
        if (strcmp(s->buyers[b].head.name, name) == 0) return b;
    return -1;
}

// What holds most often in steps [from, to).
static char letter_of(const double *codes, int from, int to) {
    int count[BINDING_COUNT] = {0}, best = 0;
    for (int i = from; i < to; i++) count[(int)codes[i]]++;
    for (int k = 0; k < BINDING_COUNT; k++)
        if (count[k] > count[best]) best = k;
    return LETTERS[best];
}

static bool read_ribbon(const Result *x, const char *buyer, Arena *arena, Ribbon *out) {
    int b = buyer_named(x->scenario, buyer);
    int column = b < 0 ? -1 : series_column(x->series, S_BINDING, b, -1, -1);
    if (column < 0) return false;
    const double *codes = series_at(x->series, x->run, column);
    int steps = x->series->steps, each = (steps + RIBBON_WIDTH - 1) / RIBBON_WIDTH, n = 0;
    *out = (Ribbon){.steps = steps, .per_letter = each};
    out->letters = ARENA_NEW(arena, char, steps + 1);
    for (int i = 0; i < steps; i += each)
        out->letters[n++] = letter_of(codes, i, i + each < steps ? i + each : steps);
    for (int i = steps; i-- > 0;) {
        out->count[(int)codes[i]]++;
        out->first[(int)codes[i]] = i;
    }
    return true;
}

// "approval from Feb 2026 (14), budget from Jan 2027 (6)"
static void add_counts(const Ribbon *r, const Calendar *calendar, Text *out) {
    bool told[BINDING_COUNT] = {[BINDING_NONE] = true};
    for (int k = 1; k < BINDING_COUNT; k++) {
        int best = -1;
        for (int i = 0; i < BINDING_COUNT; i++)
            if (!told[i] && r->count[i] && (best < 0 || r->first[i] < r->first[best])) best = i;
        if (best < 0) return;
        told[best] = true;
        char date[32];
        calendar_label(calendar, r->first[best], date);
        text_printf(out, "%s%s from %s (%d)", out->length ? ", " : "",
                    binding_name((Binding)best), date, r->count[best]);
    }
}

static void add_ribbon(Sheet *t, const char *buyer, const Result *x, const Ribbon *r) {
    Text counts = {0};
    add_counts(r, &x->scenario->calendar, &counts);
    sheet_cellf(t, INK_PLAIN, "  %s", buyer);
    sheet_cell(t, INK_PLAIN, x->name);
    sheet_cell(t, INK_ACCENT, r->letters);
    sheet_cell(t, INK_MUTED, text_get(&counts));
    sheet_row(t);
    text_done(&counts);
}

static bool same_ribbon(const Ribbon *a, const Ribbon *b) {
    return strcmp(a->letters, b->letters) == 0 &&
           memcmp(a->count, b->count, sizeof a->count) == 0;
}

// The first result's ribbon of a buyer, and of the others those that differ from it.
static int add_buyer(Sheet *t, const Results *r, const char *buyer, Arena *arena, bool *used) {
    Ribbon base, other;
    int rows = 0;
    bool has = read_ribbon(&r->at[0], buyer, arena, &base);
    bool free_throughout = has && base.count[BINDING_NONE] == base.steps;
    for (int i = 0; i < r->n; i++) {
        if (!read_ribbon(&r->at[i], buyer, arena, &other)) continue;
        if (other.count[BINDING_NONE] == other.steps && (!i || free_throughout)) continue;
        if (i && has && same_ribbon(&base, &other)) continue;
        add_ribbon(t, rows ? "" : buyer, &r->at[i], &other);
        for (int k = 0; k < BINDING_COUNT; k++) used[k] = used[k] || other.count[k];
        rows++;
    }
    return rows;
}

// Every buyer's rows, those of the first result first.
static int add_buyers(Sheet *t, const Results *r, Arena *arena, bool *used) {
    int rows = 0;
    for (int i = 0; i < r->n; i++) {
        const Scenario *s = r->at[i].scenario;
        for (int b = 0; b < s->n_buyers; b++) {
            const char *name = s->buyers[b].head.name;
            bool told = false;
            for (int k = 0; k < i; k++)
                told = told || buyer_named(r->at[k].scenario, name) >= 0;
            if (!told) rows += add_buyer(t, r, name, arena, used);
        }
    }
    return rows;
}

static void add_title(const Results *r, Sheet *t, Arena *arena) {
    const Calendar *c = &r->at[0].scenario->calendar;
    int each = (r->at[0].series->steps + RIBBON_WIDTH - 1) / RIBBON_WIDTH;
    const char *per = each > 1 ? arena_printf(arena, "%d %ss", each, step_name(c->step))
                               : arena_printf(arena, "a %s", step_name(c->step));
    sheet_line(t, INK_BOLD,
               arena_printf(arena, "What binds foreign purchases, one letter for %s%s", per,
                            r->n > 1 ? "; cases where it differs" : ""));
}

static void add_key(const bool *used, const char *step, Text *out, bool inked) {
    Text key = {0};
    for (int k = 1; k < BINDING_COUNT; k++)
        if (used[k]) text_printf(&key, "  %c %s", LETTERS[k], binding_name((Binding)k));
    if (used[BINDING_NONE]) text_add(&key, "  . nothing asked for");
    text_printf(&key, "  (n) %ss in all", step);
    ink_add(out, inked, INK_MUTED, text_get(&key));
    text_add(out, "\n");
    text_done(&key);
}

void binds_add(const Results *r, const SummaryOptions *o, Text *out) {
    Arena *arena = arena_new();
    Sheet *t = sheet_new();
    bool used[BINDING_COUNT] = {false};
    for (int i = 0; i < 4; i++) sheet_column(t, "", ALIGN_LEFT);
    add_title(r, t, arena);
    if (add_buyers(t, r, arena, used)) {
        text_add(out, "\n");
        sheet_add(t, out, o->inked, 1000, 1);
        add_key(used, step_name(r->at[0].scenario->calendar.step), out, o->inked);
    }
    sheet_free(t);
    arena_free(arena);
}
