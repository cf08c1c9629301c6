// `chokepoint sources`: what a script's numbers rest on.
#include "study/bibliography.h"
#include "study/say.h"
#include "verb/sheet.h"
#include "verb/verb.h"

#include <string.h>

typedef struct Listing {
    Script *script;
    Arena *arena;
    Text *out;
    bool inked, unused;
} Listing;

static void add_doc(Sheet *t, const SourceDoc *d) {
    const char *const cells[] = {d->title, d->publisher, d->date, d->reliability};
    sheet_cellf(t, INK_BOLD, "  %s", d->head.name);
    for (int i = 0; i < 4; i++)
        sheet_cell(t, i ? INK_MUTED : INK_PLAIN, cells[i] ? cells[i] : "");
    sheet_row(t);
}

static void add_undeclared(Sheet *t, const char *id) {
    sheet_cellf(t, INK_BOLD, "  %s", id);
    sheet_cellf(t, INK_ACCENT, "not declared: add  source \"%s\" { title = ... }", id);
    sheet_row(t);
}

static Sheet *docs_sheet(void) {
    static const char *const HEADINGS[] = {"  id", "title", "publisher", "date", "reliability"};
    Sheet *t = sheet_new();
    for (int i = 0; i < 5; i++) sheet_column(t, HEADINGS[i], ALIGN_LEFT);
    return t;
}

static void add_holders(Text *out, bool inked, const Names *holders) {
    for (int i = 0; i < holders->n; i++) {
        say_paragraph(out, inked, INK_PLAIN, 6, SAY_WIDTH, holders->name[i]);
    }
}

static void add_used(const Listing *l, const Bibliography *b) {
    Sheet *t = docs_sheet();
    ink_add(l->out, l->inked, INK_BOLD, "Sources used, each with what rests on it");
    text_add(l->out, "\n");
    for (int i = 0; i < b->n_used; i++) {
        if (b->used[i].doc)
            add_doc(t, b->used[i].doc);
        else
            add_undeclared(t, b->used[i].id);
        for (int k = 0; k < b->used[i].holders.n; k++)
            sheet_line(t, INK_PLAIN,
                       arena_printf(l->arena, "        %s", b->used[i].holders.name[k]));
    }
    if (b->n_used) sheet_add(t, l->out, l->inked, 1000, 1);
    if (!b->n_used) text_add(l->out, "  none\n");
    sheet_free(t);
}

static void add_bare(const Listing *l, const Bibliography *b) {
    if (!b->n_bare) return;
    text_add(l->out, "\n");
    ink_add(l->out, l->inked, INK_BOLD, "Without a source");
    text_add(l->out, "\n");
    for (int i = 0; i < b->n_holders; i++) {
        const Holder *h = &b->holders[i];
        if (h->has_number && !h->sources.n)
            say_paragraph(l->out, l->inked, INK_ACCENT, 2, 1000,
                          arena_printf(l->arena,
                                       "%s:%d: %s; add source = \"...\" or \"assumed\"",
                                       h->file, h->line, h->what));
    }
}

static void add_counts(const Listing *l, const Bibliography *b) {
    int high = 0, medium = 0, low = 0;
    for (int i = 0; i < b->n_used; i++) {
        const char *r = b->used[i].doc ? b->used[i].doc->reliability : NULL;
        high += r && strcmp(r, "high") == 0;
        medium += r && strcmp(r, "medium") == 0;
        low += r && strcmp(r, "low") == 0;
    }
    text_printf(
        l->out,
        "\n%d of %d declared sources used (%d of high, %d of medium, %d of low "
        "reliability)%s.\nLevers, assumptions, entities and cases with numbers: %d with a "
        "source, %d assumed, %d without a source.\n",
        b->n_used - b->n_undeclared, b->n_used - b->n_undeclared + b->n_unused, high, medium,
        low,
        b->n_undeclared ? arena_printf(l->arena, "; %d named and not declared", b->n_undeclared)
                        : "",
        b->n_sourced, b->n_assumed, b->n_bare);
}

static void add_unused(const Listing *l, const Bibliography *b) {
    if (!l->unused) return;
    Sheet *t = docs_sheet();
    text_add(l->out, "\n");
    ink_add(l->out, l->inked, INK_BOLD, "Declared, and nothing rests on them");
    text_add(l->out, "\n");
    for (int i = 0; i < b->n_unused; i++) add_doc(t, b->unused[i]);
    if (b->n_unused) sheet_add(t, l->out, l->inked, 1000, 1);
    if (!b->n_unused) text_add(l->out, "  none\n");
    sheet_free(t);
}

static void list_sources(Listing *l, Faults *faults) {
    Bibliography b;
    if (!bibliography_make(l->script, l->arena, &b, faults)) return;
    add_used(l, &b);
    if (b.assumed.n) {
        text_add(l->out, "\n");
        ink_add(l->out, l->inked, INK_BOLD, "Assumed, wholly or in part: no source gives it");
        text_add(l->out, "\n");
        add_holders(l->out, l->inked, &b.assumed);
    }
    add_bare(l, &b);
    add_unused(l, &b);
    add_counts(l, &b);
}

static void list_script(const char *path, bool unused, Faults *faults) {
    Listing l = {.script = script_load(path, NULL, faults), .unused = unused};
    if (!l.script) return;
    Text out = {0};
    l.arena = arena_new();
    l.out = &out;
    l.inked = paper_has_ink(stdout);
    list_sources(&l, faults);
    fputs(text_get(&out), stdout);
    text_done(&out);
    arena_free(l.arena);
    script_free(l.script);
}

int verb_sources(int argc, char **argv) {
    Args a;
    int code;
    if (!args_open(&a, argc, argv, &code)) return code;
    interrupt_watch();
    Faults *faults = faults_new();
    list_script(a.at[0], args_has(&a, "unused"), faults);
    code = verb_faults(faults);
    faults_free(faults);
    args_done(&a);
    return code;
}
