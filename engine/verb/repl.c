// `chokepoint repl`: levers moved and series read at a prompt.
#include "verb/changes.h"
#include "verb/explain.h"
#include "verb/point.h"
#include "verb/prompt.h"
#include "verb/repl_show.h"
#include "verb/summary.h"
#include "verb/verb.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_CHANGES = 12 };

typedef struct Repl {
    Script *script;
    const Scenario *base;
    Session *session;
    Prompt *prompt;
    bool inked, quit;
    int wrong; // commands that were
} Repl;

typedef struct Command {
    const char *name, *takes, *doc;
    // What follows the name, without spaces around it.
    void (*run)(Repl *r, const char *rest);
} Command;

static void do_help(Repl *r, const char *rest);

static void put(Text *out) {
    fputs(text_get(out), stdout);
    text_done(out);
}

// One line each. Where a fault has no line in the script, the script and the option that the
// command line would name go without saying.
static void put_faults(Repl *r, Faults *faults) {
    static const char *const OPTIONS[] = {"--set ", "--case: ", "--at "};
    fflush(stdout);
    faults_sort(faults);
    for (int i = 0; i < faults_count(faults); i++) {
        const Fault *f = fault_at(faults, i);
        const char *line = f->line ? fault_line(faults, i) : f->text;
        for (size_t k = 0; k < sizeof OPTIONS / sizeof *OPTIONS; k++)
            if (strncmp(line, OPTIONS[k], strlen(OPTIONS[k])) == 0) line += strlen(OPTIONS[k]);
        fprintf(stderr, "%s\n", line);
    }
    r->wrong += faults_count(faults) > 0;
    fflush(stderr);
    faults_free(faults);
}

// The headline of where the levers stand, and what differs from the baseline.
static void put_state(const Repl *r) {
    const Results *x = session_results(r->session);
    bool moved = session_moved(r->session) > 0;
    Arena *arena = arena_new();
    Text out = {0};
    ChangesOptions o = {
        .inked = r->inked, .first = "baseline", .second = x->at[1].name, .most = MOST_CHANGES};
    ink_add(&out, r->inked, INK_BOLD, study_headline(x, moved ? 1 : 0, arena));
    text_add(&out, "\n");
    if (moved && !changes_add(x, &o, &out)) text_add(&out, "  nothing else changes\n");
    put(&out);
    arena_free(arena);
}

static void put_changed(Repl *r, bool fine, Faults *faults) {
    put_faults(r, faults);
    if (fine) put_state(r);
}

// "name = value" as --set takes it.
static void do_set(Repl *r, const char *line) {
    Arena *arena = arena_new();
    const char *equals = strchr(line, '=');
    size_t left = (size_t)(equals - line);
    while (left && line[left - 1] == ' ') left--;
    const char *value = equals + 1 + strspn(equals + 1, " \t");
    size_t n = strlen(value);
    bool quoted = n > 1 && value[0] == '"' && value[n - 1] == '"';
    if (quoted) value++, n -= 2;
    Faults *faults = faults_new();
    const char *set = arena_printf(arena, "%.*s=%.*s", (int)left, line, (int)n, value);
    put_changed(r, session_set(r->session, set, faults), faults);
    arena_free(arena);
}

static void do_case(Repl *r, const char *rest) {
    Faults *faults = faults_new();
    Arena *arena = arena_new();
    size_t n = strlen(rest);
    bool quoted = n > 1 && rest[0] == '"' && rest[n - 1] == '"';
    const char *name = quoted ? arena_textn(arena, rest + 1, n - 2) : rest;
    if (!*rest) {
        Text out = {0};
        cases_add(r->base, r->inked, &out);
        put(&out);
        put_faults(r, faults);
    } else if (strcmp(name, "baseline") == 0) {
        put_changed(r, session_reset(r->session, faults), faults);
    } else {
        int i = case_named(r->script, name, faults);
        put_changed(r, i >= 0 && session_case(r->session, i, faults), faults);
    }
    arena_free(arena);
}

static void do_reset(Repl *r, const char *rest) {
    (void)rest;
    Faults *faults = faults_new();
    put_changed(r, session_reset(r->session, faults), faults);
}

static void do_levers(Repl *r, const char *rest) {
    (void)rest;
    Text out = {0};
    levers_add(r->base, session_values(r->session), r->inked, &out);
    put(&out);
}

static void do_series(Repl *r, const char *rest) {
    (void)rest;
    Text out = {0};
    series_add(r->inked, &out);
    put(&out);
}

static void do_show(Repl *r, const char *rest) {
    Faults *faults = faults_new();
    Text out = {0};
    show_add(session_results(r->session), rest, r->inked, &out, faults);
    put(&out);
    put_faults(r, faults);
}

static void do_spark(Repl *r, const char *rest) {
    Faults *faults = faults_new();
    Text out = {0};
    spark_add(session_results(r->session), rest, r->inked, &out, faults);
    put(&out);
    put_faults(r, faults);
}

// The baseline alone, when the levers stand there.
static Results shown(const Repl *r) {
    Results x = *session_results(r->session);
    if (!session_moved(r->session)) x.n = 1;
    return x;
}

static void do_binds(Repl *r, const char *rest) {
    (void)rest;
    Results x = shown(r);
    SummaryOptions o = {.inked = r->inked, .width = paper_width(stdout)};
    Text out = {0};
    binds_add(&x, &o, &out);
    if (!out.length) text_add(&out, "\nNobody imports: nothing can bind.\n");
    fputs(text_get(&out) + 1, stdout); // it begins with an empty line
    text_done(&out);
}

static void do_run(Repl *r, const char *rest) {
    (void)rest;
    Results x = shown(r);
    SummaryOptions o = {.inked = r->inked, .width = paper_width(stdout)};
    Text out = {0};
    summary_add(&x, &o, &out);
    put(&out);
}

// What is asked about, and behind "--at" or "at" its date.
static void do_explain(Repl *r, const char *rest) {
    Arena *arena = arena_new();
    Faults *faults = faults_new();
    Text out = {0};
    const char *what = rest, *date = NULL, *at = strstr(rest, " --at ");
    size_t skip = strlen(" --at ");
    if (!at && (at = strstr(rest, " at "))) skip = strlen(" at ");
    if (at) {
        what = arena_textn(arena, rest, (size_t)(at - rest));
        date = at + skip + strspn(at + skip, " ");
    }
    Point point = {session_results(r->session)->at[1].name, session_values(r->session)};
    explain_add(r->script, &point, *what ? what : NULL, date, r->inked, &out, faults);
    put(&out);
    put_faults(r, faults);
    arena_free(arena);
}

static void do_quit(Repl *r, const char *rest) {
    (void)rest;
    r->quit = true;
}

static const Command COMMANDS[] = {
    {"levers", "", "levers and assumptions: now, baseline, range", do_levers},
    {"NAME = VALUE", "", "move one: 0.4, 25%, 2026-07, off, true; NAME alone explains it",
     NULL},
    {"case", "NAME", "the values of a case; without a name, the cases", do_case},
    {"reset", "", "back to the baseline", do_reset},
    {"series", "", "what is recorded", do_series},
    {"show", "SERIES [NAME...]", "a table by step: show delivered ByteDance H200", do_show},
    {"spark", "SERIES [NAME...]", "its shape, a line for each: spark bought H200", do_spark},
    {"explain", "WHAT [at DATE]",
     "where it comes from: explain bought ByteDance H200 at 2026-05", do_explain},
    {"binds", "", "what holds each buyer back, step by step", do_binds},
    {"run", "", "the whole summary", do_run},
    {"help", "", "this list", do_help},
    {"quit", "", "leave (or Ctrl-D)", do_quit},
};
enum { N_COMMANDS = sizeof COMMANDS / sizeof *COMMANDS };

static void do_help(Repl *r, const char *rest) {
    (void)rest;
    Text out = {0};
    Sheet *t = sheet_new();
    sheet_column(t, "", ALIGN_LEFT);
    sheet_column(t, "", ALIGN_LEFT);
    for (int i = 0; i < N_COMMANDS; i++) {
        const Command *c = &COMMANDS[i];
        sheet_cellf(t, INK_BOLD, "%s%s%s", c->name, *c->takes ? " " : "", c->takes);
        sheet_cell(t, INK_PLAIN, c->doc);
        sheet_row(t);
    }
    sheet_add(t, &out, r->inked, 1000, 1);
    sheet_free(t);
    put(&out);
}

static const Input *input_named(const Scenario *s, const char *name) {
    for (int i = 0; i < s->n_inputs; i++)
        if (strcmp(s->inputs[i].name, name) == 0) return &s->inputs[i];
    return NULL;
}

static void unknown_command(Repl *r, const char *word) {
    Arena *arena = arena_new();
    const char **names = ARENA_NEW(arena, const char *, N_COMMANDS + r->base->n_inputs);
    Faults *faults = faults_new();
    int n = 0;
    for (int i = 0; i < N_COMMANDS; i++)
        if (COMMANDS[i].run) names[n++] = COMMANDS[i].name;
    for (int i = 0; i < r->base->n_inputs; i++) names[n++] = r->base->inputs[i].name;
    const char *near = text_nearest(word, names, n);
    if (input_named(r->base, word))
        fault_add(faults, NULL, 0, "%s is moved by an equals sign: %s = VALUE", word, word);
    else if (near)
        fault_add(faults, NULL, 0, "no command \"%s\", did you mean %s?", word, near);
    else if (series_find(word) >= 0)
        fault_add(faults, NULL, 0, "%s is a series: show %s, or spark %s", word, word, word);
    else
        fault_add(faults, NULL, 0, "no command \"%s\"; help lists them", word);
    put_faults(r, faults);
    arena_free(arena);
}

static void do_command(Repl *r, const char *line) {
    size_t n = strcspn(line, " \t");
    const char *rest = line + n + strspn(line + n, " \t");
    Arena *arena = arena_new();
    const char *word = arena_textn(arena, line, n);
    const Command *found = NULL;
    for (int i = 0; i < N_COMMANDS && !found; i++)
        if (COMMANDS[i].run && strcmp(COMMANDS[i].name, word) == 0) found = &COMMANDS[i];
    const Input *in = found ? NULL : input_named(r->base, word);
    if (found) {
        found->run(r, rest);
    } else if (in && !*rest) {
        Text out = {0};
        input_add(in, session_values(r->session)[in - r->base->inputs], r->inked, &out);
        put(&out);
    } else {
        unknown_command(r, word);
    }
    arena_free(arena);
}

static void do_line(Repl *r, const char *raw) {
    Arena *arena = arena_new();
    raw += strspn(raw, " \t");
    size_t n = strlen(raw);
    while (n && (raw[n - 1] == ' ' || raw[n - 1] == '\t')) n--;
    const char *line = arena_textn(arena, raw, n);
    bool comment = line[0] == '#' || strncmp(line, "--", 2) == 0;
    if (*line && !comment) {
        if (strchr(line, '='))
            do_set(r, line);
        else
            do_command(r, line);
    }
    arena_free(arena);
}

// Values that a lever or an assumption can take, as far as they can be listed.
static int value_words(const Input *in, Arena *arena, const char ***out) {
    const char **words = ARENA_NEW(arena, const char *, in->n_choices + 3);
    int n = 0;
    for (int i = 0; i < in->n_choices; i++) words[n++] = in->choices[i];
    if (in->shape == INPUT_TOGGLE) words[n++] = "true", words[n++] = "false";
    if (in->can_be_off) words[n++] = "off";
    *out = words;
    return n;
}

static int first_words(const Repl *r, Arena *arena, const char ***out) {
    const char **words = ARENA_NEW(arena, const char *, N_COMMANDS + r->base->n_inputs);
    int n = 0;
    for (int i = 0; i < N_COMMANDS; i++)
        if (COMMANDS[i].run) words[n++] = COMMANDS[i].name;
    for (int i = 0; i < r->base->n_inputs; i++) words[n++] = r->base->inputs[i].name;
    *out = words;
    return n;
}

static int case_words(const Repl *r, Arena *arena, const char ***out) {
    const char **words = ARENA_NEW(arena, const char *, r->base->n_cases);
    for (int i = 0; i < r->base->n_cases; i++) words[i] = r->base->cases[i].name;
    *out = words;
    return r->base->n_cases;
}

// Where levers can be asked about as well, they too.
static int series_words(const Repl *r, bool levers, Arena *arena, const char ***out) {
    const char **words = ARENA_NEW(arena, const char *, S_COUNT + r->base->n_inputs);
    int n = 0;
    for (int i = 0; i < S_COUNT; i++) words[n++] = SERIES[i].name;
    for (int i = 0; levers && i < r->base->n_inputs; i++) words[n++] = r->base->inputs[i].name;
    *out = words;
    return n;
}

// What may follow what stands on the line.
static int words_behind(void *context, const char *line, Arena *arena, const char ***out) {
    const Repl *r = context;
    char word[64] = "", second[64] = "";
    int n = sscanf(line, " %63[^ =] %63s", word, second);
    *out = NULL;
    if (n <= 0) return first_words(r, arena, out);
    const Input *in = input_named(r->base, word);
    if (in && strchr(line, '=')) return value_words(in, arena, out);
    if (strcmp(word, "case") == 0) return n == 1 ? case_words(r, arena, out) : 0;
    bool explain = strcmp(word, "explain") == 0;
    if (!explain && strcmp(word, "show") != 0 && strcmp(word, "spark") != 0) return 0;
    int id = series_find(second);
    if (n == 1) return series_words(r, explain, arena, out);
    return id < 0 ? 0 : pick_names(r->base, (SeriesId)id, arena, out);
}

static bool begin(Repl *r, const Args *a, Faults *faults) {
    Arena *arena = arena_new();
    Point point;
    bool fine = point_read(r->script, a, arena, &point, faults) &&
                session_move(r->session, point.values, faults);
    arena_free(arena);
    return fine;
}

static void converse(Repl *r) {
    const char *line;
    r->prompt = prompt_new("> ", words_behind, r);
    Text out = {0};
    ink_add(&out, r->inked, INK_BOLD, r->base->title);
    text_printf(&out, "  %s\n", script_path(r->script));
    put(&out);
    put_state(r);
    if (prompt_is_terminal(r->prompt)) puts("help lists the commands; Tab completes");
    while (!r->quit && (line = prompt_line(r->prompt))) do_line(r, line);
    prompt_free(r->prompt);
}

static int hold_session(const Args *a) {
    Faults *faults = faults_new();
    Repl r = {.script = script_load(a->at[0], NULL, faults), .inked = paper_has_ink(stdout)};
    if (r.script) {
        r.base = script_base(r.script);
        r.session = session_new(r.script, faults);
    }
    if (r.session && begin(&r, a, faults)) converse(&r);
    session_free(r.session);
    script_free(r.script);
    int code = verb_faults(faults);
    faults_free(faults);
    bool piped = !isatty(STDIN_FILENO);
    return code ? code : r.wrong && piped ? EXIT_FAULT : EXIT_FINE;
}

int verb_repl(int argc, char **argv) {
    Args a;
    int code;
    if (!args_open(&a, argc, argv, &code)) return code;
    interrupt_watch();
    code = hold_session(&a);
    args_done(&a);
    return code;
}
