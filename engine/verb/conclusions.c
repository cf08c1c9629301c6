#include "verb/conclusions.h"

#include "study/verdict.h"

enum { FIGURES = 3 };

static const char *bound_words(const Conclusion *c, Arena *arena) {
    return arena_printf(arena, "%s %s", c->relation == ABOVE ? "above" : "below",
                        number_words(c->bound, c->unit, FIGURES, arena));
}

static void add_row(Sheet *t, const Conclusions *c, int i, Arena *arena) {
    const Conclusion *x = &c->asked[i];
    sheet_cellf(t, INK_PLAIN, "  %s", x->head.name);
    for (int run = 0; run < c->n_runs; run++) {
        bool holds = held_at(c, i, run)->holds;
        sheet_cell(t, holds ? INK_ACCENT : INK_BOLD, holds ? "✓" : "✗");
    }
    sheet_cellf(t, INK_PLAIN, "%d of %d", conclusion_holds(c, i), c->n_runs);
    sheet_cell(t, INK_PLAIN, bound_words(x, arena));
    sheet_cell(t, INK_PLAIN, number_words(held_at(c, i, 0)->value, x->unit, FIGURES, arena));
    sheet_row(t);
}

static void add_table(const Conclusions *c, bool inked, Text *out, Arena *arena) {
    Sheet *t = sheet_new();
    sheet_column(t, "", ALIGN_LEFT);
    for (int run = 0; run < c->n_runs; run++)
        sheet_column(t, arena_printf(arena, "%d", run + 1), ALIGN_RIGHT);
    sheet_column(t, "holds in", ALIGN_RIGHT);
    sheet_column(t, "when", ALIGN_LEFT);
    sheet_column(t, c->run[0], ALIGN_LEFT);
    for (int i = 0; i < c->n; i++) add_row(t, c, i, arena);
    sheet_add(t, out, inked, 1000, 1);
    sheet_free(t);
}

// "  1 baseline  2 RMB 100bn", broken at the width.
static void add_legend(const Conclusions *c, bool inked, int width, Text *out, Arena *arena) {
    const char *line = "  ✓ holds  ✗ does not";
    for (int run = 0; run < c->n_runs; run++) {
        const char *next = arena_printf(arena, "  %d %s", run + 1, c->run[run]);
        if (run == 0 || text_width(line) + text_width(next) > width) {
            ink_add(out, inked, INK_MUTED, line);
            text_add(out, "\n");
            line = next;
        } else {
            line = arena_printf(arena, "%s%s", line, next);
        }
    }
    ink_add(out, inked, INK_MUTED, line);
    text_add(out, "\n");
}

static void add_failure(const Conclusions *c, int i, Text *out, Arena *arena) {
    const Conclusion *x = &c->asked[i];
    const char *between = " ";
    text_printf(out, "  %s, %s:", x->head.name, bound_words(x, arena));
    for (int run = 0; run < c->n_runs; run++) {
        const Held *a = held_at(c, i, run);
        if (a->holds) continue;
        text_printf(out, "%s%s %s", between, c->run[run],
                    number_words(a->value, x->unit, FIGURES, arena));
        between = ", ";
    }
    text_add(out, "\n");
}

void conclusions_add(const Conclusions *c, bool inked, int width, Text *out) {
    int always = 0;
    for (int i = 0; i < c->n; i++) always += conclusion_holds(c, i) == c->n_runs;
    if (!c->n) return;
    Arena *arena = arena_new();
    ink_add(out, inked, INK_BOLD,
            arena_printf(arena, "Conclusions: %d of %d hold in all %d runs", always, c->n,
                         c->n_runs));
    text_add(out, "\n");
    add_table(c, inked, out, arena);
    add_legend(c, inked, width, out, arena);
    if (always < c->n) ink_add(out, inked, INK_BOLD, "Where they do not hold");
    if (always < c->n) text_add(out, "\n");
    for (int i = 0; i < c->n; i++)
        if (conclusion_holds(c, i) < c->n_runs) add_failure(c, i, out, arena);
    arena_free(arena);
}
