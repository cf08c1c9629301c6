#include "script/lexer.h"

#include "base/arena.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

typedef struct Reader {
    const char *at, *end;
    int line;
} Reader;

static void token_add(Tokens *t, Token token) {
    if (t->n == t->cap) {
        t->cap = t->cap ? t->cap * 2 : 256;
        t->at = memory_grow(t->at, sizeof *t->at * (size_t)t->cap);
    }
    t->at[t->n++] = token;
}

static char peek(const Reader *r, int ahead) {
    return r->end - r->at > ahead ? r->at[ahead] : 0;
}

static void step(Reader *r) {
    if (*r->at++ == '\n') r->line++;
}

// The number of = in an opening long bracket at the reader ("[[", "[==["), or -1.
static int long_level(const Reader *r) {
    if (peek(r, 0) != '[') return -1;
    int level = 0;
    while (peek(r, 1 + level) == '=') level++;
    return peek(r, 1 + level) == '[' ? level : -1;
}

static void skip_long(Reader *r, int level) {
    r->at += level + 2;
    for (; r->at < r->end; step(r)) {
        if (peek(r, 0) != ']') continue;
        int n = 0;
        while (peek(r, 1 + n) == '=') n++;
        if (n == level && peek(r, 1 + n) == ']') {
            r->at += level + 2;
            return;
        }
    }
}

static void skip_quoted(Reader *r) {
    char quote = *r->at++;
    while (r->at < r->end && *r->at != quote && *r->at != '\n') {
        if (*r->at == '\\' && r->at + 1 < r->end) step(r);
        step(r);
    }
    if (r->at < r->end && *r->at == quote) r->at++;
}

static void skip_comment(Reader *r) {
    r->at += 2;
    int level = long_level(r);
    if (level >= 0) {
        skip_long(r, level);
        return;
    }
    while (r->at < r->end && *r->at != '\n') r->at++;
}

static bool is_name(char c) {
    return isalnum((unsigned char)c) || c == '_';
}

static void read_text(Reader *r, Tokens *t, int level) {
    Token token = {.kind = TOKEN_STRING, .line = r->line};
    int open = level < 0 ? 1 : level + 2;
    token.text = r->at + open;
    if (level < 0)
        skip_quoted(r);
    else
        skip_long(r, level);
    token.length = (int)(r->at - token.text) - open;
    if (token.length < 0) token.length = 0;
    token_add(t, token);
}

static void read_word(Reader *r, Tokens *t) {
    const char *start = r->at;
    bool name = !isdigit((unsigned char)*start);
    while (r->at < r->end && (is_name(*r->at) || (!name && *r->at == '.'))) r->at++;
    token_add(t, (Token){.kind = name ? TOKEN_NAME : TOKEN_OTHER,
                         .line = r->line,
                         .text = start,
                         .length = (int)(r->at - start)});
}

static void read_sign(Reader *r, Tokens *t) {
    Token token = {.kind = TOKEN_SIGN, .line = r->line, .sign = *r->at, .text = r->at};
    token.length = 1;
    if (strchr("=~<>", *r->at) && peek(r, 1) == '=') {
        token.sign = '~';
        token.length = 2;
    }
    r->at += token.length;
    token_add(t, token);
}

void tokens_read(Tokens *t, const char *source, size_t size) {
    Reader r = {source, source + size, 1};
    while (r.at < r.end) {
        int level = long_level(&r);
        if (isspace((unsigned char)*r.at) || *r.at == 0)
            step(&r);
        else if (*r.at == '-' && peek(&r, 1) == '-')
            skip_comment(&r);
        else if (*r.at == '"' || *r.at == '\'' || level >= 0)
            read_text(&r, t, level);
        else if (is_name(*r.at))
            read_word(&r, t);
        else
            read_sign(&r, t);
    }
}

void tokens_done(Tokens *t) {
    free(t->at);
    *t = (Tokens){0};
}

static bool token_is(const Token *k, TokenKind kind, const char *text) {
    return k->kind == kind && (size_t)k->length == strlen(text) &&
           memcmp(k->text, text, (size_t)k->length) == 0;
}

static int first_of_line(const Tokens *t, int line) {
    int low = 0, high = t->n;
    while (low < high) {
        int middle = (low + high) / 2;
        if (t->at[middle].line < line)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int tokens_braces(const Tokens *t, int line, const char *kind, const char *name) {
    int first = -1, found = -1;
    for (int i = first_of_line(t, line); i < t->n && found < 0; i++) {
        const Token *k = &t->at[i];
        if (k->line > line && first >= 0) break;
        if (!token_is(k, TOKEN_NAME, kind)) continue;
        int brace = i + 1;
        while (brace < t->n && !(t->at[brace].kind == TOKEN_SIGN && t->at[brace].sign == '{'))
            brace++;
        if (brace == t->n) break;
        if (first < 0) first = brace;
        for (int j = i + 1; j < brace; j++)
            if (token_is(&t->at[j], TOKEN_STRING, name)) found = brace;
    }
    return found >= 0 ? found : first;
}

// The name that token i writes as a field (`name =`, `["name"] =`), or NULL.
static const Token *field_at(const Tokens *t, int i) {
    const Token *k = &t->at[i];
    if (k->kind == TOKEN_NAME) return i + 1 < t->n && t->at[i + 1].sign == '=' ? k : NULL;
    if (k->kind != TOKEN_STRING || i + 2 >= t->n || i == 0) return NULL;
    return t->at[i - 1].sign == '[' && t->at[i + 1].sign == ']' && t->at[i + 2].sign == '='
               ? k
               : NULL;
}

int tokens_field_line(const Tokens *t, int open, const char *field) {
    int depth = 0, functions = 0;
    for (int i = open; i < t->n; i++) {
        const Token *k = &t->at[i];
        bool sign = k->kind == TOKEN_SIGN, name = k->kind == TOKEN_NAME;
        if (sign && (k->sign == '{' || k->sign == '(')) depth++;
        if (sign && (k->sign == '}' || k->sign == ')') && --depth == 0) return 0;
        if (name && token_is(k, TOKEN_NAME, "function")) functions++;
        if (name && functions > 0 && token_is(k, TOKEN_NAME, "end")) functions--;
        if (depth != 1 || functions) continue;
        const Token *key = sign ? NULL : field_at(t, i);
        if (key && token_is(key, key->kind, field)) return key->line;
    }
    return 0;
}

const char *tokens_next_set(const Tokens *t, int *at, Arena *arena) {
    for (int i = *at; i + 2 < t->n; i++) {
        const Token *k = &t->at[i + 1];
        if (t->at[i].sign != '.' || k->kind != TOKEN_NAME || t->at[i + 2].sign != '=') continue;
        *at = i + 3;
        return arena_textn(arena, k->text, (size_t)k->length);
    }
    *at = t->n;
    return NULL;
}
