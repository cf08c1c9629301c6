// chokepoint.1, from the tables that read the command line.
#include "verb/takes.h"
#include "verb/verb.h"

#include "base/about.h"

#include <string.h>

// Text as troff takes it: a backslash, a hyphen, a point or an apostrophe at a line's start.
static void add_plain(Text *out, const char *text) {
    bool start = true;
    for (const char *c = text; *c; c++) {
        if (start && (*c == '.' || *c == '\'')) text_add(out, "\\&");
        if (*c == '\\')
            text_add(out, "\\e");
        else if (*c == '-')
            text_add(out, "\\-");
        else
            text_addn(out, c, 1);
        start = *c == '\n';
    }
}

static void add_option(const Option *o, Text *out) {
    text_add(out, ".TP\n");
    if (o->letter) text_printf(out, "\\fB\\-%c\\fR, ", o->letter);
    text_add(out, "\\fB\\-\\-");
    add_plain(out, o->name);
    text_add(out, "\\fR");
    if (o->value) {
        text_add(out, " \\fI");
        add_plain(out, o->value);
        text_add(out, "\\fR");
    }
    text_add(out, "\n");
    add_plain(out, o->doc);
    text_add(out, "\n");
}

static void add_verb(const Verb *v, Text *out) {
    text_printf(out, ".SS chokepoint %s [options]%s", v->name, *v->takes ? " " : "");
    add_plain(out, v->takes);
    text_add(out, "\n");
    add_plain(out, v->doc);
    text_add(out, "\n");
    for (int i = 0; i < v->n_options; i++) add_option(&v->options[i], out);
    if (!v->more) return;
    text_add(out, ".PP\n.nf\n");
    add_plain(out, v->more);
    text_add(out, "\n.fi\n");
}

static const char *const EXITS[][2] = {
    {"0", "all went well"},
    {"1", "a fault in a script, a table or a file; each is named on stderr"},
    {"2", "a wrong command line"},
    {"3", "memory, instructions or time used up"},
    {"130", "interrupted (143: terminated)"},
};

static const char *const VARIABLES[][2] = {
    {"NO_COLOR", "when set, no colours in the terminal"},
    {"DISPLAY, WAYLAND_DISPLAY", "where the window opens"},
    {"CHOKEPOINT_ISA",
     "v2, v3 or v4: the instruction set to compute with; results do not depend on it"},
};

static void add_rows(const char *const (*rows)[2], size_t n, Text *out) {
    for (size_t i = 0; i < n; i++) {
        text_add(out, ".TP\n.B ");
        add_plain(out, rows[i][0]);
        text_add(out, "\n");
        add_plain(out, rows[i][1]);
        text_add(out, "\n");
    }
}

void manual_add(Text *out) {
    text_add(out, ".TH CHOKEPOINT 1 \"\" \"chokepoint ");
    add_plain(out, about_version());
    text_add(out,
             "\" \"User Commands\"\n.SH NAME\nchokepoint \\- scenarios of AI\\-chip "
             "geopolitics\n.SH SYNOPSIS\n.B chokepoint\n.I VERB\n[options] [\\fISCRIPT\\fR...]"
             "\n.SH DESCRIPTION\n");
    add_plain(out, help_about());
    text_add(out, "\n.SH VERBS\n");
    for (int i = 0; i < VERB_COUNT; i++) add_verb(&VERBS[i], out);
    text_add(out, ".SH EXIT STATUS\n");
    add_rows(EXITS, sizeof EXITS / sizeof *EXITS, out);
    text_add(out, ".SH ENVIRONMENT\n");
    add_rows(VARIABLES, sizeof VARIABLES / sizeof *VARIABLES, out);
    text_printf(out, ".SH FILES\n.TP\n.I %s/share/chokepoint/scripts\n", about_prefix());
    add_plain(out, "scenarios, their guide (README.md) and what they share");
    text_printf(out, "\n.TP\n.I %s/share/chokepoint/assets\n", about_prefix());
    add_plain(out, "tables of data");
    text_add(out, "\n");
}
