// The tokens of a Lua source, as far as needed to find the line on which a field is written.
#ifndef ENGINE_SCRIPT_LEXER_H
#define ENGINE_SCRIPT_LEXER_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum TokenKind { TOKEN_NAME, TOKEN_STRING, TOKEN_SIGN, TOKEN_OTHER } TokenKind;

typedef struct Token {
    TokenKind kind;
    int line;         // where it begins
    char sign;        // TOKEN_SIGN: the character; '~' for == ~= <= >=
    const char *text; // in the source; of a string its inside
    int length;
} Token;

typedef struct Tokens {
    int n, cap;
    Token *at; // malloc; tokens_done frees
} Tokens;

void tokens_read(Tokens *t, const char *source, size_t size);
void tokens_done(Tokens *t);

// The opening brace of `kind "name" {` that begins on `line`: with that name where it is written
// there, else the first of that kind; -1.
int tokens_braces(const Tokens *t, int line, const char *kind, const char *name);
// The line of `field =` (or ["field"] =) directly inside the braces that open at token `open`;
// 0 when it is not there.
int tokens_field_line(const Tokens *t, int open, const char *field);
// The next field that is set by `x.field =`, from token *at on, which moves past it; NULL.
const char *tokens_next_set(const Tokens *t, int *at, Arena *arena);

#endif
