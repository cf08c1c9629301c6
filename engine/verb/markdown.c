// The reference part of scripts/README.md.
#include "verb/takes.h"

#include <string.h>

static void add_cell(Text *out, const char *text) {
    for (const char *c = text; *c; c++) {
        if (*c == '|') text_add(out, "\\");
        text_addn(out, c, 1);
    }
}

static void add_field(const Field *f, Text *out) {
    char buffer[32];
    Text takes = {0};
    takes_add(f, &takes);
    text_printf(out, "| `%s` | ", f->name);
    add_cell(out, f->doc);
    text_add(out, " | ");
    add_cell(out, text_get(&takes));
    text_printf(out, " | %s |\n", f->required ? "**required**" : field_default(f, buffer));
    text_done(&takes);
}

static void add_kind(const Kind *k, Text *out) {
    text_printf(out, "### %s\n\n%s.\n\n```lua\n%s\n```\n\n", k->name, k->doc, k->example);
    text_add(out, "| field | what it is | takes | default |\n|---|---|---|---|\n");
    for (int i = 0; i < k->n_fields; i++) add_field(&k->fields[i], out);
    text_add(out, "\n");
}

static void add_words(const ScriptWord *words, int n, const char *heading, Text *out) {
    text_printf(out, "| %s | |\n|---|---|\n", heading);
    for (int i = 0; i < n; i++) {
        text_printf(out, "| `%s` | ", words[i].form);
        add_cell(out, words[i].doc);
        text_add(out, " |\n");
    }
    text_add(out, "\n");
}

static void add_groups(Text *out) {
    for (int from = 0, to = 0; from < SCRIPT_WORD_COUNT; from = to) {
        WordGroup g = SCRIPT_WORDS[from].group;
        while (to < SCRIPT_WORD_COUNT && SCRIPT_WORDS[to].group == g) to++;
        add_words(SCRIPT_WORDS + from, to - from, word_group_title(g), out);
    }
}

static void add_series(Text *out) {
    text_add(out, "| series | unit | by | kind | what it is |\n|---|---|---|---|---|\n");
    for (int i = 0; i < S_COUNT; i++) {
        const SeriesInfo *s = &SERIES[i];
        text_printf(out, "| `%s` | %s | ", s->name, series_unit_word(s));
        series_by_add(s, out);
        text_printf(out, " | %s | ", series_kind_word(s->kind));
        add_cell(out, s->doc);
        text_add(out, " |\n");
    }
}

void markdown_add(Text *out) {
    text_add(
        out,
        "## Constructors\n\n"
        "Each is called with a name and a table, `kind \"name\" { field = value }`, and "
        "returns the table:\na handle that may stand wherever the name may, and whose "
        "fields may be set until the script ends.\nPlain numbers take the unit in "
        "*takes*; *path* also takes values over time, *off* also `off`. `expect` is called "
        "with its fields in\nbrackets, in their order.\n\n");
    for (int i = 0; i < kind_count(); i++) add_kind(kind_at(i), out);
    text_add(out, "## Functions and words\n\n");
    add_groups(out);
    text_add(out, "## What a rule sees\n\n");
    add_words(RULE_WORDS, RULE_WORD_COUNT, "`rule(\"name\", function(w) ... end)`", out);
    text_add(out,
             "## Series\n\nFor `chart`, for `w.last` and `w.total` of a rule, for `run "
             "--series`. A sum of a step adds up over\ntime; what a series is kept *by* can "
             "be told apart.\n\n");
    add_series(out);
}
