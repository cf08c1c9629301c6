// `chokepoint docs`: the words of a script, from the tables that read it.
#include "verb/sheet.h"
#include "verb/takes.h"
#include "verb/verb.h"

#include <stdio.h>
#include <string.h>

typedef struct Page {
    bool inked;
    Text text;
} Page;

static Sheet *sheet_of(int columns) {
    Sheet *t = sheet_new();
    for (int i = 0; i < columns; i++) sheet_column(t, "", ALIGN_LEFT);
    return t;
}

static void sheet_end(Sheet *t, Page *p) {
    sheet_add(t, &p->text, p->inked, 1000, 1);
    sheet_free(t);
}

static void add_heading(Page *p, const char *name, const char *doc, const char *example) {
    ink_add(&p->text, p->inked, INK_BOLD, name);
    text_printf(&p->text, ": %s\n\n    ", doc);
    ink_add(&p->text, p->inked, INK_ACCENT, example);
    text_add(&p->text, "\n");
}

static void field_rows(Sheet *t, const char *name, const Field *f) {
    Text takes = {0};
    takes_add_all(f, &takes);
    sheet_cell(t, INK_BOLD, name);
    sheet_cell(t, INK_PLAIN, f->doc);
    sheet_row(t);
    sheet_cell(t, INK_PLAIN, "");
    sheet_cell(t, INK_MUTED, text_get(&takes));
    sheet_row(t);
    text_done(&takes);
}

static void add_kind(const Kind *k, Page *p) {
    add_heading(p, k->name, k->doc, k->example);
    text_add(&p->text, "\n");
    Sheet *t = sheet_of(2);
    for (int i = 0; i < k->n_fields; i++) field_rows(t, k->fields[i].name, &k->fields[i]);
    sheet_end(t, p);
}

static void add_field(const Kind *k, const Field *f, Page *p) {
    Text name = {0};
    Sheet *t = sheet_of(2);
    text_printf(&name, "%s.%s", k->name, f->name);
    field_rows(t, text_get(&name), f);
    sheet_end(t, p);
    text_done(&name);
}

static void add_word(const ScriptWord *w, Page *p) {
    add_heading(p, w->name, w->doc, w->form);
    if (strcmp(w->name, "rule") != 0) return;
    text_add(&p->text, "\nWhat a rule sees:\n");
    Sheet *t = sheet_of(2);
    for (int i = 0; i < RULE_WORD_COUNT; i++) {
        sheet_cell(t, INK_PLAIN, RULE_WORDS[i].form);
        sheet_cell(t, INK_PLAIN, RULE_WORDS[i].doc);
        sheet_row(t);
    }
    sheet_end(t, p);
}

static void add_words(Page *p) {
    Sheet *t = sheet_of(2);
    sheet_line(t, INK_BOLD, "Constructors (chokepoint docs NAME shows the fields)");
    for (int i = 0; i < kind_count(); i++) {
        sheet_cell(t, INK_PLAIN, kind_at(i)->name);
        sheet_cell(t, INK_PLAIN, kind_at(i)->doc);
        sheet_row(t);
    }
    sheet_end(t, p);
    t = sheet_of(3);
    for (int i = 0; i < SCRIPT_WORD_COUNT; i++) {
        const ScriptWord *w = &SCRIPT_WORDS[i];
        if (!i || w->group != w[-1].group) {
            sheet_line(t, INK_PLAIN, "");
            sheet_line(t, INK_BOLD, word_group_title(w->group));
        }
        sheet_cell(t, INK_PLAIN, w->name);
        sheet_cell(t, INK_ACCENT, w->form);
        sheet_cell(t, INK_PLAIN, w->doc);
        sheet_row(t);
    }
    sheet_line(t, INK_PLAIN, "");
    sheet_line(t, INK_MUTED,
               "chokepoint docs series lists what a run records; docs --search TEXT finds a "
               "word.");
    sheet_end(t, p);
}

static void series_row(Sheet *t, const SeriesInfo *s) {
    Text by = {0};
    series_by_add(s, &by);
    sheet_cell(t, INK_BOLD, s->name);
    sheet_cell(t, INK_PLAIN, series_unit_word(s));
    sheet_cell(t, INK_PLAIN, text_get(&by));
    sheet_cell(t, INK_MUTED, series_kind_word(s->kind));
    sheet_cell(t, INK_PLAIN, s->doc);
    sheet_row(t);
    text_done(&by);
}

// One series, or all for -1.
static void add_series(int only, Page *p) {
    static const char *const HEADINGS[] = {"series", "unit", "by", "kind", "what it is"};
    Sheet *t = sheet_new();
    for (size_t i = 0; i < sizeof HEADINGS / sizeof *HEADINGS; i++)
        sheet_column(t, HEADINGS[i], ALIGN_LEFT);
    for (int i = 0; i < S_COUNT; i++)
        if (only < 0 || i == only) series_row(t, &SERIES[i]);
    sheet_end(t, p);
}

// "price of chip", "from of control, approval, ..."
static void hit_name(const Hit *h, Text *out) {
    text_add(out, h->name);
    bool first = true;
    for (int i = 0; h->kind == HIT_FIELD && i < kind_count(); i++) {
        if (!(h->kinds & (1u << i))) continue;
        text_printf(out, "%s%s", first ? " of " : ", ", kind_at(i)->name);
        first = false;
    }
}

static void add_hits(const Hit *hits, int n, Page *p) {
    static const char *const WHAT[] = {"constructor", "field", "function", "series"};
    Sheet *t = sheet_of(3);
    for (int i = 0; i < n; i++) {
        Text name = {0};
        hit_name(&hits[i], &name);
        bool value = hits[i].kind == HIT_WORD && !SCRIPT_WORDS[hits[i].index].takes;
        sheet_cell(t, INK_MUTED, value ? "word" : WHAT[hits[i].kind]);
        sheet_cell(t, INK_BOLD, text_get(&name));
        sheet_cell(t, INK_PLAIN, hits[i].doc);
        sheet_row(t);
        text_done(&name);
    }
    sheet_end(t, p);
}

static void add_hit(const Hit *h, Page *p) {
    if (h->kind == HIT_KIND)
        add_kind(h->of, p);
    else if (h->kind == HIT_FIELD)
        add_field(h->of, h->field, p);
    else if (h->kind == HIT_WORD)
        add_word(&SCRIPT_WORDS[h->index], p);
    else
        add_series(h->index, p);
}

static const char *nearest_series(const char *word) {
    const char *names[S_COUNT];
    for (int i = 0; i < S_COUNT; i++) names[i] = SERIES[i].name;
    return text_nearest(word, names, S_COUNT);
}

static const char *nearest_word(const char *word) {
    const char *names[MAX_HITS];
    int n = 0;
    names[n++] = "series";
    for (int i = 0; i < kind_count(); i++) names[n++] = kind_at(i)->name;
    for (int i = 0; i < SCRIPT_WORD_COUNT; i++) names[n++] = SCRIPT_WORDS[i].name;
    for (int i = 0; i < S_COUNT; i++) names[n++] = SERIES[i].name;
    for (int i = 0; i < kind_count(); i++)
        for (int j = 0; j < kind_at(i)->n_fields && n < MAX_HITS; j++)
            names[n++] = kind_at(i)->fields[j].name;
    return text_nearest(word, names, n);
}

// `list`: what to call for all of them ("docs series").
static int unknown(const char *what, const char *word, const char *near, const char *list) {
    if (near)
        return verb_usage("docs", "unknown %s \"%s\", did you mean %s?", what, word, near);
    return verb_usage("docs", "unknown %s \"%s\"; chokepoint %s lists them", what, word, list);
}

// A word that is no constructor and no function: a series, a field, a part of names, or what
// people call something else.
static int show_other(const char *word, Page *p) {
    Hit hits[MAX_HITS];
    int n = hits_find(word, true, hits);
    const char *near = nearest_word(word);
    if (!n && near) return unknown("word", word, near, NULL);
    if (!n) n = hits_find(word, false, hits);
    if (!n) return unknown("word", word, NULL, "docs");
    if (n == 1 && (hits[0].kind != HIT_FIELD || !(hits[0].kinds & (hits[0].kinds - 1)))) {
        add_hit(&hits[0], p);
        return EXIT_FINE;
    }
    text_printf(&p->text,
                "\"%s\" is no constructor and no function; did you mean one of these?\n\n",
                word);
    add_hits(hits, n, p);
    return EXIT_FINE;
}

static int show_series(const char *name, Page *p) {
    int i = series_find(name);
    if (i < 0) return unknown("series", name, nearest_series(name), "docs series");
    add_series(i, p);
    return EXIT_FINE;
}

static int show_field(const Kind *k, const char *name, Page *p) {
    const Field *f = field_find(k, name);
    if (f) {
        add_field(k, f, p);
        return EXIT_FINE;
    }
    const char *names[64];
    int n = 0;
    for (int i = 0; i < k->n_fields && n < 64; i++) names[n++] = k->fields[i].name;
    Text what = {0}, list = {0};
    text_printf(&what, "field of %s", k->name);
    text_printf(&list, "docs %s", k->name);
    int code = unknown(text_get(&what), name, text_nearest(name, names, n), text_get(&list));
    text_done(&what);
    text_done(&list);
    return code;
}

static int show(const Args *a, Page *p) {
    const char *word = a->n ? a->at[0] : NULL;
    if (!word) {
        add_words(p);
        return EXIT_FINE;
    }
    const Kind *kind = kind_find(word);
    bool series = strcmp(word, "series") == 0;
    if (a->n > 1 && series) return show_series(a->at[1], p);
    if (a->n > 1 && kind) return show_field(kind, a->at[1], p);
    if (a->n > 1)
        return verb_usage("docs", "\"%s\" has no fields; only constructors and series do",
                          word);
    if (series)
        add_series(-1, p);
    else if (kind)
        add_kind(kind, p);
    else if (word_find(word))
        add_word(word_find(word), p);
    else
        return show_other(word, p);
    return EXIT_FINE;
}

static int search(const char *text, Page *p) {
    Hit hits[MAX_HITS];
    int n = hits_find(text, false, hits);
    if (n) {
        add_hits(hits, n, p);
        return EXIT_FINE;
    }
    const char *near = nearest_word(text);
    fprintf(stderr,
            near ? "nothing is called or says \"%s\"; did you mean %s?\n"
                 : "nothing is called or says \"%s\"\n",
            text, near);
    return EXIT_FAULT;
}

static int add_format(const char *format, Page *p) {
    if (strcmp(format, "markdown") == 0)
        markdown_add(&p->text);
    else if (strcmp(format, "luals") == 0)
        luals_add(&p->text);
    else if (strcmp(format, "man") == 0)
        manual_add(&p->text);
    else
        return verb_usage("docs", "--format %s: expected markdown, luals or man", format);
    return EXIT_FINE;
}

int verb_docs(int argc, char **argv) {
    Args a;
    int code;
    if (!args_open(&a, argc, argv, &code)) return code;
    const char *format = args_value(&a, "format"), *text = args_value(&a, "search");
    Page p = {.inked = paper_has_ink(stdout)};
    if ((format || text) && a.n)
        code = verb_usage("docs", "--%s takes no \"%s\" beside it",
                          format ? "format" : "search", a.at[0]);
    else if (format && text)
        code = verb_usage("docs", "--format and --search do not go together");
    else if (format)
        code = add_format(format, &p);
    else if (text)
        code = search(text, &p);
    else
        code = show(&a, &p);
    fputs(text_get(&p.text), stdout);
    text_done(&p.text);
    args_done(&a);
    return code;
}
