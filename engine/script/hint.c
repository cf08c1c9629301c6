#include "script/hint.h"

#include "script/words.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

// What to do about Lua's own messages, whatever the line.
static const char *const HINTS[][2] = {
    {"near <eof>", "something is not closed before the end of the script"},
    {"unexpected symbol near '}'", "one too many, or a value is missing before it"},
    {"<eof> expected near", "one too many, or what it closes never began"},
    {"')' expected near '='", "fields stand in braces: { levy = 0.4 }"},
    {"syntax error near '='", "no equals sign between a name and its table"},
    {"'}' expected", "a comma may be missing before it"},
    {"unfinished string", "the closing quote is missing"},
    {"near '$'", "write usd(27000)"},
    {"attempt to index a number value", "a number has no fields"},
    {"with a 'string'", "write the number without quotes"},
    {"attempt to perform arithmetic on a table value", "write a number there"},
    {"attempt to perform arithmetic on a function value", "call it, such as weeks(26)"},
    {"attempt to index a nil value", "there is nothing of that name before the dot or bracket"},
    {"attempt to call a nil value", "there is no function of that name"},
    {"(global 'month')", "write months(3) for a span of time"},
    {"(global 'year')", "write years(1) for a span of time"},
    {"attempt to call a table value", "a comma may be missing before it"},
    {"attempt to call a string value", "a comma may be missing before it"},
    {"attempt to call a number value", "a comma may be missing before it"},
    {"attempt to perform arithmetic on a nil value", "give it a value first"},
    {"attempt to compare", "compare numbers with numbers, texts with texts"},
    {"attempt to concatenate a nil value", "give it a value first"},
    {"attempt to concatenate a table value", "join texts and numbers"},
    {"stack overflow", "a function calls itself without end"},
};

// A line of the source with the inside of its quotes and its comment blanked out, and the token
// that Lua stumbled over.
typedef struct Place {
    Arena *arena;
    char *line;
    char token[40];
    const char *at; // the token in the line; NULL: not found there
} Place;

static bool is_word(char c) {
    return isalnum((unsigned char)c) || c == '_';
}

static void blank(char *line) {
    char quote = 0;
    for (char *c = line; *c; c++) {
        if (!quote && c[0] == '-' && c[1] == '-') *c = 0;
        if (!*c) return;
        if (quote && *c == quote)
            quote = 0;
        else if (quote)
            *c = ' ';
        else if (*c == '"' || *c == '\'')
            quote = *c;
    }
}

static char *line_of(Arena *arena, const char *source, int line) {
    for (int i = 1; source && i < line; i++) {
        source = strchr(source, '\n');
        if (source) source++;
    }
    if (!source) return NULL;
    char *copy = arena_printf(arena, "%.*s", (int)strcspn(source, "\n"), source);
    blank(copy);
    return copy;
}

static void find_token(Place *p, const char *text) {
    const char *near = strstr(text, " near '");
    if (!near) return;
    near += strlen(" near '");
    const char *end = strrchr(near, '\'');
    size_t n = end ? (size_t)(end - near) : 0;
    if (n == 0 || n >= sizeof p->token) return;
    memcpy(p->token, near, n);
    for (const char *at = p->line; (at = strstr(at, p->token)); at++) {
        bool whole =
            !is_word(*p->token) || ((at == p->line || !is_word(at[-1])) && !is_word(at[n]));
        if (!whole) continue;
        p->at = at;
        return;
    }
}

// The word that ends before `at`, spaces between; "" without one.
static const char *word_before(const Place *p, const char *at) {
    while (at > p->line && at[-1] == ' ') at--;
    const char *end = at;
    while (at > p->line && is_word(at[-1])) at--;
    bool name = at < end && !isdigit((unsigned char)*at);
    return arena_printf(p->arena, "%.*s", name ? (int)(end - at) : 0, at);
}

// 27k, 60bn, 1.5m
static const char *number_hint(const Place *p) {
    static const char *const LETTERS[][2] = {{"k", "e3"},  {"K", "e3"},  {"m", "e6"},
                                             {"M", "e6"},  {"mn", "e6"}, {"b", "e9"},
                                             {"bn", "e9"}, {"B", "e9"},  {"tn", "e12"}};
    size_t n = strspn(p->token, "0123456789.");
    for (size_t i = 0; n && i < sizeof LETTERS / sizeof *LETTERS; i++)
        if (strcmp(p->token + n, LETTERS[i][0]) == 0)
            return arena_printf(p->arena, "write %.*s%s", (int)n, p->token, LETTERS[i][1]);
    return NULL;
}

// 30%, where what follows is no number to take the remainder by
static const char *percent_hint(const Place *p) {
    for (const char *c = strchr(p->line, '%'); c; c = strchr(c + 1, '%')) {
        const char *from = c, *next = c + 1 + strspn(c + 1, " ");
        while (from > p->line && (isdigit((unsigned char)from[-1]) || from[-1] == '.')) from--;
        if (from == c || (*next && !strchr(",})", *next))) continue;
        bool tolerance = strstr(p->line, "expect(") != NULL;
        return arena_printf(p->arena, tolerance ? "write \"%.*s%%\"" : "write percent(%.*s)",
                            (int)(c - from), from);
    }
    return NULL;
}

// per-buyer = 1, export-levy "25%"
static const char *hyphen_hint(const Place *p) {
    for (char *c = strchr(p->line, '-'); c; c = strchr(c + 1, '-')) {
        if (c == p->line || !isalpha((unsigned char)c[-1]) || !isalpha((unsigned char)c[1]))
            continue;
        char *from = c, *to = c + 1;
        while (from > p->line && is_word(from[-1])) from--;
        while (is_word(*to) || *to == '-') to++;
        const char *next = to + strspn(to, " ");
        if ((next[0] == '=' && next[1] != '=') || *next == '"' || *next == '\'') {
            char *name = arena_printf(p->arena, "%.*s", (int)(to - from), from);
            for (char *h = name; *h; h++)
                if (*h == '-') *h = '_';
            return arena_printf(p->arena, "names are joined with an underscore: %s", name);
        }
    }
    return NULL;
}

// What stands before the token: flops 989.5, flops: 989.5, usd 27000, doc = share of revenue
static const char *before_hint(const Place *p, const char *text) {
    if (!p->at) return NULL;
    const char *at = p->at;
    bool value = isdigit((unsigned char)*p->token);
    while (at > p->line && at[-1] == ' ') at--;
    bool colon = at > p->line && at[-1] == ':';
    const char *word = word_before(p, colon ? at - 1 : at);
    if (!*word) return NULL;
    const ScriptWord *known = word_find(word);
    if (value && !colon && known && strchr(known->form, '('))
        return arena_printf(p->arena, "write %s(%s)", word, p->token);
    if (value || colon) return arena_printf(p->arena, "write %s = %s", word, p->token);
    const char *next = p->at + strlen(p->token);
    next += strspn(next, " ");
    bool named = *next == '=' && next[1] != '=';
    if (is_word(*p->token) && !named &&
        (strstr(text, "'}' expected") || strncmp(text, "syntax error", 12) == 0))
        return "names and texts stand in quotes";
    return NULL;
}

// What a word processor or a web page makes of quotes, of minus and of a space.
static const char *pasted_hint(const Place *p, const char *text) {
    static const char *const PASTED[][2] = {
        {"\u201c", "quotes are straight: \"...\""},
        {"\u201d", "quotes are straight: \"...\""},
        {"\u201e", "quotes are straight: \"...\""},
        {"\u2018", "quotes are straight: '...'"},
        {"\u2019", "quotes are straight: '...'"},
        {"\u00ab", "quotes are straight: \"...\""},
        {"\u2013", "a minus is -"},
        {"\u2212", "a minus is -"},
        {"\u00a0", "a space that does not break; type it anew"}};
    if (!strstr(text, "near '<\\")) return NULL;
    for (size_t i = 0; i < sizeof PASTED / sizeof *PASTED; i++)
        if (strstr(p->line, PASTED[i][0])) return PASTED[i][1];
    return "letters beyond a to z stand only in quotes";
}

static const char *line_hint(const Place *p, const char *text) {
    if (strstr(text, "malformed number")) return number_hint(p);
    const char *pasted = pasted_hint(p, text);
    if (pasted) return pasted;
    if (strstr(text, "unfinished") || !*p->token) return NULL;
    const char *hint = percent_hint(p);
    if (!hint) hint = hyphen_hint(p);
    return hint ? hint : before_hint(p, text);
}

const char *hint_add(Arena *arena, const char *text, const char *source, int line) {
    Place p = {.arena = arena, .line = line_of(arena, source, line)};
    const char *hint = NULL;
    if (p.line) {
        find_token(&p, text);
        hint = line_hint(&p, text);
    }
    for (size_t i = 0; !hint && i < sizeof HINTS / sizeof *HINTS; i++)
        if (strstr(text, HINTS[i][0])) hint = HINTS[i][1];
    if (!hint) return arena_text(arena, text);
    if (strstr(text, "stack overflow")) return arena_printf(arena, "stack overflow: %s", hint);
    return arena_printf(arena, "%s: %s", text, hint);
}
