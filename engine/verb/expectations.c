#include "verb/expectations.h"

static void add_row(Sheet *t, const Verdict *v, Arena *arena) {
    const Head *h = &v->expect->head;
    const char *sources = "";
    for (int i = 0; i < h->sources.n; i++)
        sources = arena_printf(arena, "%s%s%s", sources, i ? ", " : "", h->sources.name[i]);
    sheet_cellf(t, INK_PLAIN, "  %s", h->name);
    sheet_cell(t, INK_PLAIN, v->expected);
    sheet_cell(t, v->fine ? INK_PLAIN : INK_BOLD, v->computed);
    sheet_cell(t, v->fine ? INK_ACCENT : INK_BOLD, v->fine ? "ok" : "off");
    sheet_cell(t, INK_MUTED, sources);
    sheet_row(t);
}

void verdicts_add(const Verdicts *v, bool inked, Text *out) {
    static const char *const HEADINGS[] = {"", "expected", "computed", "", "source"};
    if (!v->n) return;
    Arena *arena = arena_new();
    Sheet *t = sheet_new();
    for (size_t i = 0; i < sizeof HEADINGS / sizeof *HEADINGS; i++)
        sheet_column(t, HEADINGS[i], ALIGN_LEFT);
    ink_add(out, inked, INK_BOLD,
            arena_printf(arena, "Expectations at the baseline: %d of %d hold", v->n - v->n_off,
                         v->n));
    text_add(out, "\n");
    for (int i = 0; i < v->n; i++) add_row(t, &v->at[i], arena);
    sheet_add(t, out, inked, 1000, 1);
    sheet_free(t);
    arena_free(arena);
}
