// Every message of the program has a case with its exact text. The formats are read from the
// sources: what the functions in CALLS are given. Each must fit a line of bad/*.err or a text in
// a test (those no script can cause: options, files, limits); one that fits none is named by file
// and line. A line counts for the format with the most letters of its own that fits, so that
// "is %s, expected %s" cannot stand for all others.
#include "support/test.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"

#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

// Functions that make a message, and which of their arguments is its format, from 0.
static const struct {
    const char *name;
    int format;
} CALLS[] = {
    {"fault_add", 3},  {"fault_add_kind", 4}, {"entity_fault", 4}, {"reader_fault", 1},
    {"wrong", 2},      {"add_wrong", 3},      {"fault_here", 1},   {"fault_unit", 1},
    {"raise_here", 1}, {"raise_limit", 1},    {"luaL_error", 1},   {"keep_error", 1},
    {"verb_usage", 1}, {"report", 2},         {"cannot", 2},       {"check_fault", 5},
};

// Functions that write a piece of a message when they write into one of PIECES.
static const struct {
    const char *name;
    int format;
} WRITERS[] = {{"snprintf", 2}, {"text_printf", 1}, {"text_add", 1}};
static const char *const PIECES[] = {"why", "hint", "tip", "fix"};

// What no test can bring about: a defect of the program itself, or a computer out of memory.
static const char *const UNREACHABLE[] = {
    "the ledger does not balance: residual %.3g of chips, %.3g of money (at most 1e-9); this "
    "is a "
    "defect of chokepoint, not of the scenario: please report it",
    "the books do not balance: residual %.3g of the largest row (at most %.0e); this is a "
    "defect "
    "of chokepoint, not of the scenario: please report it",
    "out of memory",
    "cannot be read: %s; install chokepoint again",
    "cannot be written: %s; name another place",
    "unknown error",
    "needs more memory than the limit to begin with",
    "the picture cannot be made: %s",
    "cannot be run: no process can be started for it (%s)",
};

// How messages of the script's folders begin that a script alone cannot cause: options of the
// command line, the reasons that `check` shows, and memory, which would take long in each run.
static const char *const NO_SCRIPT[] = {"--set ", "is \"%s\", expected %s",
                                        "Lua said: ", "compared by ==", "used up %d MB"};

typedef struct Message {
    const char *format, *file;
    int line, letters;
    bool found, in_script; // a case; a case that is a script
} Message;

typedef struct Lines {
    Arena *arena;
    const char **at;
    int n, cap, of_scripts; // the first ones are those of the scripts
} Lines;

typedef struct Messages {
    Arena *arena;
    Message *at;
    int n, cap;
} Messages;

// C, as far as this test needs it.

typedef enum TokenKind { TOKEN_END, TOKEN_NAME, TOKEN_TEXT, TOKEN_OTHER } TokenKind;

typedef struct Token {
    TokenKind kind;
    int line;
    Text text; // without quotes and backslashes; adjacent texts joined
} Token;

typedef struct Source {
    const char *at, *path;
    int line;
    Token token; // the present one
} Source;

static void step(Source *s) {
    if (*s->at == '\n') s->line++;
    s->at++;
}

static void skip_blank(Source *s) {
    for (;;) {
        if (isspace((unsigned char)*s->at)) {
            step(s);
        } else if (strncmp(s->at, "//", 2) == 0) {
            while (*s->at && *s->at != '\n') s->at++;
        } else if (strncmp(s->at, "/*", 2) == 0) {
            while (*s->at && strncmp(s->at, "*/", 2) != 0) step(s);
            if (*s->at) s->at += 2;
        } else {
            return;
        }
    }
}

static void read_escape(Source *s, Text *out) {
    char c = *++s->at;
    if (c == 'u') { // a character beyond ASCII stands for any
        text_add(out, "%s");
        s->at += 4;
    } else if (c == 'n' || c == 't') {
        text_add(out, c == 'n' ? "\n" : "\t");
    } else if (c != '\n') {
        text_addn(out, &c, 1);
    }
}

static void read_text(Source *s, char quote, Text *out) {
    for (s->at++; *s->at && *s->at != quote; step(s)) {
        if (*s->at == '\\')
            read_escape(s, out);
        else
            text_addn(out, s->at, 1);
    }
    if (*s->at) s->at++;
}

static void next(Source *s) {
    Token *t = &s->token;
    skip_blank(s);
    t->line = s->line;
    t->text.length = 0;
    t->kind = *s->at ? TOKEN_OTHER : TOKEN_END;
    if (isalpha((unsigned char)*s->at) || *s->at == '_') {
        t->kind = TOKEN_NAME;
        for (; isalnum((unsigned char)*s->at) || *s->at == '_'; s->at++)
            text_addn(&t->text, s->at, 1);
    } else if (*s->at == '"') {
        t->kind = TOKEN_TEXT;
        for (; *s->at == '"'; skip_blank(s)) read_text(s, '"', &t->text);
    } else if (*s->at == '\'') {
        read_text(s, '\'', &t->text);
        t->text.length = 0; // ')' is no bracket
    } else if (*s->at) {
        text_addn(&t->text, s->at++, 1);
    }
}

static bool is(const Source *s, TokenKind kind, const char *word) {
    const Token *t = &s->token;
    return t->kind == kind && t->text.length && strcmp(text_get(&t->text), word) == 0;
}

// Messages.

static bool ends_in(const char *text, const char *end) {
    size_t n = strlen(text), k = strlen(end);
    return n >= k && strcmp(text + n - k, end) == 0;
}

// The letters of a format that are its own.
static int own_letters(const char *format) {
    int n = 0;
    for (const char *p = format; *p; p++) {
        if (*p != '%') {
            n += isalpha((unsigned char)*p) != 0;
            continue;
        }
        p += 1 + strspn(p + 1, "-+ #0123456789.*lzh");
        if (!*p) break;
    }
    return n;
}

static void keep_message(Messages *m, const Source *s) {
    const char *format = text_get(&s->token.text);
    int letters = own_letters(format);
    if (letters < 3) return; // made of its values alone: they are texts of their own
    Message message = {.format = arena_text(m->arena, format),
                       .file = s->path,
                       .line = s->token.line,
                       .letters = letters};
    ARENA_PUSH(m->arena, m->at, m->n, m->cap, message);
}

// Keeps the texts of argument `wanted` of the call whose bracket is next; inside it only what is
// chosen or formatted, not what a format is filled with.
static void read_call(Source *s, int wanted, Messages *m) {
    int depth = 0, argument = 0;
    bool had = false;
    next(s);
    if (!is(s, TOKEN_OTHER, "(")) return;
    do {
        if (is(s, TOKEN_OTHER, "(") || is(s, TOKEN_OTHER, "{")) depth++;
        if (is(s, TOKEN_OTHER, ")") || is(s, TOKEN_OTHER, "}")) depth--;
        if (depth == 1 && is(s, TOKEN_OTHER, ",")) argument++;
        if (s->token.kind == TOKEN_TEXT && argument == wanted && (depth == 1 || !had)) {
            keep_message(m, s);
            had = true;
        }
        if (depth) next(s);
    } while (depth && s->token.kind != TOKEN_END);
}

static bool is_piece(const Source *s) {
    for (size_t i = 0; i < sizeof PIECES / sizeof *PIECES; i++)
        if (is(s, TOKEN_NAME, PIECES[i])) return true;
    return false;
}

// snprintf(why, ... and the like: looks one argument ahead.
static bool writes_piece(const Source *s) {
    Source ahead = {.at = s->at, .line = s->line};
    next(&ahead);
    next(&ahead);
    if (is(&ahead, TOKEN_OTHER, "&")) next(&ahead);
    bool piece = is_piece(&ahead);
    text_done(&ahead.token.text);
    return piece;
}

// why = cond ? "..." : arena_printf(..., "...", ...);
static void read_assignment(Source *s, Messages *m) {
    next(s);
    if (!is(s, TOKEN_OTHER, "=")) return;
    bool had = false;
    for (; s->token.kind != TOKEN_END && !is(s, TOKEN_OTHER, ";"); next(s)) {
        if (s->token.kind == TOKEN_TEXT && !had) keep_message(m, s), had = true;
        if (is(s, TOKEN_OTHER, ":")) had = false;
    }
}

static void read_name(Source *s, Messages *m) {
    for (size_t i = 0; i < sizeof CALLS / sizeof *CALLS; i++)
        if (is(s, TOKEN_NAME, CALLS[i].name)) {
            read_call(s, CALLS[i].format, m);
            return;
        }
    for (size_t i = 0; i < sizeof WRITERS / sizeof *WRITERS; i++)
        if (is(s, TOKEN_NAME, WRITERS[i].name) && writes_piece(s)) {
            read_call(s, WRITERS[i].format, m);
            return;
        }
    if (is(s, TOKEN_NAME, "why")) read_assignment(s, m);
}

static void read_messages(const char *path, const char *bytes, void *messages) {
    Messages *m = messages;
    Source s = {.at = bytes, .path = arena_text(m->arena, path), .line = 1};
    for (next(&s); s.token.kind != TOKEN_END; next(&s))
        if (s.token.kind == TOKEN_NAME) read_name(&s, m);
    text_done(&s.token.text);
}

// Cases: the lines of the .err files and of the texts of the tests.

static void keep_lines(Lines *x, const char *text) {
    while (*text) {
        size_t n = strcspn(text, "\n");
        if (n) ARENA_PUSH(x->arena, x->at, x->n, x->cap, arena_textn(x->arena, text, n));
        text += n + (text[n] == '\n');
    }
}

static void read_cases(const char *path, const char *bytes, void *lines) {
    if (strcmp(path + strlen(path) - 4, ".err") == 0) {
        keep_lines(lines, bytes);
        return;
    }
    Source s = {.at = bytes, .line = 1};
    for (next(&s); s.token.kind != TOKEN_END; next(&s))
        if (s.token.kind == TOKEN_TEXT) keep_lines(lines, text_get(&s.token.text));
    text_done(&s.token.text);
}

// Calls `use` for the files under `folder` whose names end in `end`; their number.
static int each_file(const char *folder, const char *end,
                     void (*use)(const char *path, const char *bytes, void *context),
                     void *context) {
    struct dirent **found;
    int n = scandir(folder, &found, NULL, alphasort), files = 0;
    for (int i = 0; i < n; i++) {
        const char *name = found[i]->d_name;
        size_t length = strlen(name), tail = strlen(end);
        char path[4096];
        struct stat st;
        snprintf(path, sizeof path, "%s/%s", folder, name);
        bool is_there = name[0] != '.' && stat(path, &st) == 0;
        if (is_there && S_ISDIR(st.st_mode)) files += each_file(path, end, use, context);
        if (is_there && length > tail && strcmp(name + length - tail, end) == 0) {
            Faults *f = faults_new();
            char *bytes = file_read(path, NULL, f);
            assert_no_faults(f);
            use(path, bytes, context);
            free(bytes);
            faults_free(f);
            files++;
        }
        free(found[i]);
    }
    if (n >= 0) free(found);
    return files;
}

// Fitting.

// Does the format fit all of the text? A conversion stands for any text.
static bool fits(const char *format, const char *text) {
    while (*format && *format != '%') {
        if (*format != *text) return false;
        format++, text++;
    }
    if (!*format) return !*text;
    format += 1 + strspn(format + 1, "-+ #0123456789.*lzh");
    if (*format == '%' && *text != '%') return false;
    if (*format == '%') return fits(format + 1, text + 1);
    for (;; text++) {
        if (fits(format + 1, text)) return true;
        if (!*text) return false;
    }
}

// Lua's own kind of message goes on with what to do about it.
static bool fits_begin(const char *format, const char *text) {
    if (fits(format, text)) return true;
    Text longer = {0};
    text_add(&longer, format);
    text_add(&longer, ": %s");
    bool fine = strncmp(format, "attempt to ", 11) == 0 && fits(text_get(&longer), text);
    text_done(&longer);
    return fine;
}

// A piece follows another message: "; did you mean".
static bool is_piece_text(const char *format) {
    return *format && strchr(",;:", *format);
}

// Only leads to another message, which has more letters.
static bool leads(const char *format) {
    return ends_in(format, ": %s") || ends_in(format, ": %s%s") ||
           ends_in(format, ", which %s");
}

static void credit(Message *x, bool script) {
    x->found = true;
    x->in_script = x->in_script || script;
}

// Credits the formats with the most letters among those that fit the text.
static void attribute_at(Messages *m, const char *text, bool script, bool begins) {
    int most = 0;
    for (int i = 0; i < m->n; i++) {
        Message *x = &m->at[i];
        bool piece = is_piece_text(x->format);
        if (!(begins || piece) || !fits_begin(x->format, text)) continue;
        if (piece || leads(x->format))
            credit(x, script);
        else if (x->letters > most)
            most = x->letters;
    }
    for (int i = 0; i < m->n && most; i++) {
        Message *x = &m->at[i];
        if (x->letters == most && fits_begin(x->format, text)) credit(x, script);
    }
}

// A message begins with the line, or after its file, entity and field, each with ": ".
static void attribute(Messages *m, const char *line, bool script) {
    bool begins = true;
    for (const char *p = line; *p; p++) {
        if (begins || is_piece_text(p)) attribute_at(m, p, script, begins);
        begins = p > line && p[0] == ' ' && p[-1] == ':';
    }
}

// Those of the script's own folders must have a script; the rest another test.
static const char *lacks(const Message *x) {
    for (size_t i = 0; i < sizeof UNREACHABLE / sizeof *UNREACHABLE; i++)
        if (strcmp(UNREACHABLE[i], x->format) == 0) return NULL;
    if (!x->found) return "no test";
    bool script = strstr(x->file, "/engine/script/") || strstr(x->file, "/engine/scenario/");
    for (size_t i = 0; i < sizeof NO_SCRIPT / sizeof *NO_SCRIPT; i++)
        script = script && strncmp(NO_SCRIPT[i], x->format, strlen(NO_SCRIPT[i])) != 0;
    return script && !x->in_script ? "no script in bad/" : NULL;
}

static void every_message_has_a_case(void **state) {
    (void)state;
    char root[4096], folder[4200];
    assert_true(file_home("scripts", root, sizeof root));
    strcpy(strrchr(root, '/') - strlen("/scripts"), "");
    Arena *arena = arena_new();
    Messages messages = {.arena = arena};
    Lines lines = {.arena = arena};
    snprintf(folder, sizeof folder, "%s/engine", root);
    assert_true(each_file(folder, ".c", read_messages, &messages) > 50);
    snprintf(folder, sizeof folder, "%s/tests/scripts/bad", root);
    assert_true(each_file(folder, ".err", read_cases, &lines) > 30);
    lines.of_scripts = lines.n;
    snprintf(folder, sizeof folder, "%s/tests", root);
    assert_true(each_file(folder, ".c", read_cases, &lines) > 20);
    assert_true(messages.n > 150);
    for (int i = 0; i < lines.n; i++) attribute(&messages, lines.at[i], i < lines.of_scripts);
    int without = 0;
    for (int i = 0; i < messages.n; i++) {
        const Message *x = &messages.at[i];
        const char *what = lacks(x);
        if (!what) continue;
        print_error("%s:%d: %s has this message: %s\n", x->file + strlen(root) + 1, x->line,
                    what, x->format);
        without++;
    }
    if (without) print_error("%d of %d messages without a case\n", without, messages.n);
    arena_free(arena);
    assert_int_equal(without, 0);
}

// The test can fail: what it says of formats and lines.
static void formats_fit_their_own_texts(void **state) {
    (void)state;
    assert_true(fits("is %s, expected %s", "is 1, expected 2"));
    assert_false(fits("is %s, expected %s", "this is 1, expected 2"));
    assert_false(fits("has %d cells", "has 3 cells; more"));
    assert_true(fits_begin("attempt to add a %s", "attempt to add a text: write a number"));
    assert_int_equal(own_letters("%s is %.6g %%"), 2);
    Arena *arena = arena_new();
    Messages m = {.arena = arena};
    read_messages("x.c",
                  "f(raise_here(L, \"%s \" // no\n \"a \\\"word\\\"\", \"filled\"));\n"
                  "wrong(d, \"field\", near ? \"one way\" : \"another\");",
                  &m);
    assert_int_equal(m.n, 3);
    assert_string_equal(m.at[0].format, "%s a \"word\"");
    assert_int_equal(m.at[0].line, 1);
    assert_string_equal(m.at[2].format, "another");
    attribute(&m, "x.lua:1: here another", true);
    attribute(&m, "x.lua:1: chip: one way", true);
    assert_true(m.at[1].found);
    assert_false(m.at[0].found || m.at[2].found);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(formats_fit_their_own_texts),
                                       cmocka_unit_test(every_message_has_a_case)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
