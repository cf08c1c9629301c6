#include "verb/prompt.h"

#include "base/text.h"

#include <ctype.h>
#include <histedit.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { REMEMBERED = 1000, LISTED = 60 };

struct Prompt {
    const char *text;
    PromptWords words;
    void *context;
    EditLine *editor; // NULL: no terminal
    History *history;
    locale_t letters, before;
    bool left; // Ctrl-C
    char *line;
    size_t room;
};

static Prompt *prompt_of(EditLine *e) {
    Prompt *p = NULL;
    el_get(e, EL_CLIENTDATA, &p);
    return p;
}

static char *show_text(EditLine *e) {
    return (char *)(size_t)prompt_of(e)->text;
}

static unsigned char leave_line(EditLine *e, int key) {
    (void)key;
    prompt_of(e)->left = true;
    fputs("^C", stdout);
    return CC_NEWLINE;
}

const char *words_common(const char *const *words, int n, const char *begun, Arena *arena,
                         int *hits, const char **hit) {
    size_t length = strlen(begun), common = 0;
    *hits = 0;
    for (int i = 0; i < n; i++) {
        if (strncasecmp(words[i], begun, length) != 0) continue;
        bool twice = false;
        for (int k = 0; k < *hits; k++) twice = twice || strcmp(hit[k], words[i]) == 0;
        if (twice) continue;
        if (!*hits) common = strlen(words[i]);
        for (size_t k = 0; *hits && k < common; k++)
            if (words[i][k] != hit[0][k]) common = k;
        hit[(*hits)++] = words[i];
    }
    return *hits ? arena_textn(arena, hit[0], common) : "";
}

// Where the last word of `line` before `end` begins: behind a space or '=' that no quotation mark
// holds; 0 when there is none.
static size_t word_start(const char *line, size_t end) {
    size_t start = 0;
    bool quoted = false;
    for (size_t i = 0; i < end; i++) {
        if (line[i] == '"') quoted = !quoted;
        if (!quoted && (line[i] == ' ' || line[i] == '=')) start = i + 1;
    }
    return start;
}

// What was begun to write, and what it may become.
typedef struct Begun {
    const char *word;
    bool quoted;
    int hits;
    const char **hit, *common;
} Begun;

// The last word; where nothing begins with it, the last two: a name may have spaces.
static void begun_find(Begun *b, const Prompt *p, const char *line, Arena *arena) {
    size_t start = word_start(line, strlen(line));
    for (;;) {
        const char **words;
        int n = p->words(p->context, arena_textn(arena, line, start), arena, &words);
        b->word = line + start;
        b->quoted = *b->word == '"';
        b->hit = ARENA_NEW(arena, const char *, n);
        b->common = words_common(words, n, b->word + b->quoted, arena, &b->hits, b->hit);
        if (b->hits || !start || !*b->word) return;
        start = word_start(line, start - 1);
    }
}

static void list_hits(const char *const *hit, int hits) {
    fputs("\n", stdout);
    for (int i = 0; i < hits && i < LISTED; i++) printf("%s%s", i ? "  " : "", hit[i]);
    fputs(hits > LISTED ? "  ...\n" : "\n", stdout);
}

static void put_word(EditLine *e, const char *word, bool whole, bool quoted, Arena *arena) {
    quoted = quoted || (whole && strchr(word, ' '));
    const char *end = whole ? quoted ? "\" " : " " : "";
    el_insertstr(e, arena_printf(arena, "%s%s%s", quoted ? "\"" : "", word, end));
}

static unsigned char complete(EditLine *e, int key) {
    (void)key;
    Arena *arena = arena_new();
    const LineInfo *info = el_line(e);
    Begun b;
    begun_find(&b, prompt_of(e),
               arena_textn(arena, info->buffer, (size_t)(info->cursor - info->buffer)), arena);
    unsigned char done = CC_REFRESH;
    if (b.hits == 1 || strlen(b.common) > strlen(b.word + b.quoted)) {
        el_deletestr(e, text_width(b.word));
        put_word(e, b.common, b.hits == 1, b.quoted, arena);
    } else if (b.hits > 1) {
        list_hits(b.hit, b.hits);
        done = CC_REDISPLAY;
    } else {
        done = CC_REFRESH_BEEP;
    }
    arena_free(arena);
    return done;
}

// Letters of all scripts can be typed; numbers are read and written as ever.
static void take_letters(Prompt *p) {
    p->letters = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    if (p->letters) p->before = uselocale(p->letters);
}

static void open_editor(Prompt *p) {
    HistEvent event;
    take_letters(p);
    p->editor = el_init("chokepoint", stdin, stdout, stderr);
    p->history = history_init();
    if (!p->editor || !p->history) return;
    history(p->history, &event, H_SETSIZE, REMEMBERED);
    history(p->history, &event, H_SETUNIQUE, 1);
    el_set(p->editor, EL_CLIENTDATA, p);
    el_set(p->editor, EL_PROMPT, show_text);
    el_set(p->editor, EL_EDITOR, "emacs");
    el_set(p->editor, EL_HIST, history, p->history);
    el_set(p->editor, EL_ADDFN, "complete-word", "complete the word", complete);
    el_set(p->editor, EL_ADDFN, "leave-line", "leave the line", leave_line);
    el_set(p->editor, EL_BIND, "^I", "complete-word", NULL);
    // While a line is written Ctrl-C is a key; while something is computed it is an interrupt.
    el_set(p->editor, EL_SETTY, "-d", "-isig", NULL);
    el_set(p->editor, EL_BIND, "^C", "leave-line", NULL);
}

Prompt *prompt_new(const char *text, PromptWords words, void *context) {
    Prompt *p = memory_grow(NULL, sizeof *p);
    *p = (Prompt){.text = text, .words = words, .context = context};
    if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)) open_editor(p);
    return p;
}

void prompt_free(Prompt *p) {
    if (!p) return;
    if (p->editor) el_end(p->editor);
    if (p->history) history_end(p->history);
    if (p->letters) {
        uselocale(p->before);
        freelocale(p->letters);
    }
    free(p->line);
    free(p);
}

bool prompt_is_terminal(const Prompt *p) {
    return p->editor != NULL;
}

static void keep_line(Prompt *p, const char *line, size_t n) {
    if (n + 1 > p->room) {
        p->room = 2 * (n + 1);
        p->line = memory_grow(p->line, p->room);
    }
    memcpy(p->line, line, n);
    p->line[n] = 0;
}

static const char *edited_line(Prompt *p) {
    HistEvent event;
    int n = 0;
    p->left = false;
    const char *line = el_gets(p->editor, &n);
    if (!line || n <= 0) {
        fputs("\n", stdout);
        return NULL;
    }
    keep_line(p, p->left ? "" : line, p->left ? 0 : strcspn(line, "\n"));
    if (p->line[strspn(p->line, " \t")]) history(p->history, &event, H_ENTER, p->line);
    return p->line;
}

const char *prompt_line(Prompt *p) {
    fflush(stdout);
    if (p->editor) return edited_line(p);
    ssize_t n = getline(&p->line, &p->room, stdin);
    if (n < 0) return NULL;
    while (n > 0 && (p->line[n - 1] == '\n' || p->line[n - 1] == '\r')) p->line[--n] = 0;
    return p->line;
}
