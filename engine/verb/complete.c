// What may stand next on a command line, from the table of verbs and, where it is cheap, from the
// script that is named on it. One candidate in each line, its explanation behind a tab; a line
// that begins with a tab asks the shell for files: "\tfiles\tlua", "\tfiles\t".
#include "verb/complete.h"
#include "verb/takes.h"
#include "verb/verb.h"

#include "base/file.h"
#include "study/study.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Typed {
    const Verb *verb;
    int n_words;             // that are no options, before the current one
    const char *words[8];    // the first of them
    const char *script;      // the first that is a script; NULL
    const Option *value_of;  // the current word is this option's value
    bool ended;              // by --
    const char *head, *word; // the current word: what stays ("--theme=") and what is completed
    size_t head_size;
    Text *out;
} Typed;

// A name or an explanation of several lines would be read as several candidates.
static void offer(Typed *l, const char *candidate, const char *doc) {
    if (strncmp(candidate, l->word, strlen(l->word)) != 0) return;
    if (candidate[strcspn(candidate, "\t\n")]) return;
    text_addn(l->out, l->head, l->head_size);
    text_printf(l->out, "%s\t", candidate);
    text_addn(l->out, doc ? doc : "", doc ? strcspn(doc, "\n") : 0);
    text_add(l->out, "\n");
}

static void offer_files(Typed *l, const char *ending) {
    text_printf(l->out, "\tfiles\t%s\n", ending);
}

// "light|dark"
static void offer_choices(Typed *l, const char *choices) {
    for (const char *at = choices; *at;) {
        size_t n = strcspn(at, "|");
        char choice[64];
        snprintf(choice, sizeof choice, "%.*s", (int)n, at);
        offer(l, choice, "");
        at += n + (at[n] == '|');
    }
}

static void offer_series(Typed *l) {
    for (int i = 0; i < S_COUNT; i++) offer(l, SERIES[i].name, SERIES[i].doc);
}

// Behind the last comma.
static void offer_series_list(Typed *l) {
    const char *comma = strrchr(l->word, ',');
    if (!comma) {
        offer_series(l);
        return;
    }
    Text head = {0};
    text_addn(&head, l->head, l->head_size);
    text_addn(&head, l->word, (size_t)(comma + 1 - l->word));
    Typed rest = *l;
    rest.head = text_get(&head);
    rest.head_size = head.length;
    rest.word = comma + 1;
    offer_series(&rest);
    text_done(&head);
}

// The script on the line, read within narrow limits: somebody is waiting at a key.
static Script *script_of(const Typed *l, Faults *faults) {
    static const ScriptLimits limits = {.memory_bytes = (size_t)64 << 20,
                                        .instructions = 20000000};
    return l->script ? script_load(l->script, &limits, faults) : NULL;
}

static void offer_input(Typed *l, const Input *in, bool assign) {
    Text text = {0};
    text_printf(&text, assign ? "%s=" : "%s", in->name);
    size_t n = text.length;
    const char *word = l->word;
    if (!assign || strncmp(word, text_get(&text), n) != 0) {
        offer(l, text_get(&text), in->doc);
        text_done(&text);
        return;
    }
    for (int i = 0; in->shape == INPUT_CHOICE && i < in->n_choices; i++) {
        Text value = {0};
        text_printf(&value, "%s%s", text_get(&text), in->choices[i]);
        offer(l, text_get(&value), "");
        text_done(&value);
    }
    static const char *const TOGGLE[] = {"true", "false", "off"};
    for (int i = 0; i < 3; i++) {
        if (i < 2 ? in->shape != INPUT_TOGGLE : !in->can_be_off) continue;
        Text value = {0};
        text_printf(&value, "%s%s", text_get(&text), TOGGLE[i]);
        offer(l, text_get(&value), "");
        text_done(&value);
    }
    text_done(&text);
}

// What the script on the line declares.
typedef void AddNames(Typed *l, const Scenario *s);
static void offer_names(Typed *l, AddNames *add) {
    Faults *faults = faults_new();
    Script *s = script_of(l, faults);
    if (s) add(l, script_base(s));
    script_free(s);
    faults_free(faults);
}

static void add_settings(Typed *l, const Scenario *s) {
    for (int i = 0; i < s->n_inputs; i++) offer_input(l, &s->inputs[i], true);
}

static void add_cases(Typed *l, const Scenario *s) {
    for (int i = 0; i < s->n_cases; i++) offer(l, s->cases[i].name, s->cases[i].doc);
}

// Buyers and chips, which `explain SCRIPT SERIES` goes on with.
static void add_parties(Typed *l, const Scenario *s) {
    for (int i = 0; i < s->n_buyers; i++) offer(l, s->buyers[i].head.name, "a buyer");
    for (int i = 0; i < s->n_chips; i++) offer(l, s->chips[i].head.name, "a chip");
}

static void add_subjects(Typed *l, const Scenario *s) {
    for (int i = 0; i < s->n_inputs; i++) offer_input(l, &s->inputs[i], false);
    for (int i = 0; i < s->n_findings; i++) offer(l, s->findings[i].head.name, "a result");
    for (int i = 0; i < s->n_expects; i++) offer(l, s->expects[i].head.name, "an expectation");
}

static void offer_currencies(Typed *l) {
    static const char *const CODES[] = {"USD", "RMB", "EUR", "JPY"};
    for (int i = 0; i < 4; i++) offer(l, CODES[i], "");
}

static void offer_vocabulary(Typed *l) {
    const Kind *k = l->n_words ? kind_find(l->words[0]) : NULL;
    if (l->n_words && strcmp(l->words[0], "series") == 0) offer_series(l);
    for (int i = 0; k && i < k->n_fields; i++) offer(l, k->fields[i].name, k->fields[i].doc);
    if (l->n_words) return;
    offer(l, "series", "what a run records");
    for (int i = 0; i < kind_count(); i++) offer(l, kind_at(i)->name, kind_at(i)->doc);
    for (int i = 0; i < SCRIPT_WORD_COUNT; i++)
        if (SCRIPT_WORDS[i].group != WORDS_LUA)
            offer(l, SCRIPT_WORDS[i].name, SCRIPT_WORDS[i].doc);
}

static void offer_verbs(Typed *l) {
    for (int i = 0; i < VERB_COUNT; i++) offer(l, VERBS[i].name, VERBS[i].doc);
}

static void offer_what(Typed *l) {
    if (l->n_words > 1) {
        offer_names(l, add_parties);
        return;
    }
    offer_names(l, add_subjects);
    offer_series(l);
}

// The scripts of scripts/templates, which `new --from` begins with.
static void offer_templates(Typed *l) {
    char folder[4200];
    struct dirent **found;
    if (!file_home("scripts/templates", folder, sizeof folder)) return;
    int n = scandir(folder, &found, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        char *ending = strrchr(found[i]->d_name, '.');
        if (ending && strcmp(ending, ".lua") == 0) {
            *ending = 0;
            offer(l, found[i]->d_name, "");
        }
        free(found[i]);
    }
    if (n >= 0) free(found);
}

// What each word of the tables stands for: `takes` of a verb, `value` of an option.
static void offer_for(Typed *l, const char *what) {
    if (strchr(what, '|'))
        offer_choices(l, what);
    else if (strcmp(what, "SCRIPT") == 0 || strcmp(what, "A") == 0 || strcmp(what, "B") == 0)
        offer_files(l, "lua");
    else if (strcmp(what, "FILE") == 0)
        offer_files(l, "");
    else if (strcmp(what, "NAME=VALUE") == 0)
        offer_names(l, add_settings);
    else if (strcmp(what, "NAME") == 0 && l->value_of && l->value_of->letter == 'c')
        offer_names(l, add_cases);
    else if (strcmp(what, "A,B") == 0)
        offer_series_list(l);
    else if (strcmp(what, "CODE") == 0)
        offer_currencies(l);
    else if (strcmp(what, "VERB") == 0)
        offer_verbs(l);
    else if (strcmp(what, "WORD") == 0 || (strcmp(what, "NAME") == 0 && !l->value_of))
        offer_vocabulary(l);
    else if (strcmp(what, "TEMPLATE") == 0)
        offer_templates(l);
    else if (strcmp(what, "WHAT") == 0)
        offer_what(l);
}

// The word of `takes` for the next argument: "SCRIPT..." repeats, and so does the last one where
// the verb takes any number; brackets are left out.
static void takes_word(const char *takes, int index, bool endless, char out[64]) {
    out[0] = 0;
    for (int i = 0; *takes; i++) {
        takes += strspn(takes, " [");
        size_t n = strcspn(takes, " ]");
        bool more = n > 3 && strncmp(takes + n - 3, "...", 3) == 0;
        if (n && (i == index || more || endless))
            snprintf(out, 64, "%.*s", (int)(more ? n - 3 : n), takes);
        takes += n + strspn(takes + n, " ]");
        if (i == index || more || (endless && !*takes && n)) return;
    }
}

static void offer_options(Typed *l) {
    for (int i = 0; i < l->verb->n_options; i++) {
        Text name = {0};
        text_printf(&name, "--%s", l->verb->options[i].name);
        offer(l, text_get(&name), l->verb->options[i].doc);
        text_done(&name);
    }
    offer(l, "--help", "show this help");
}

static const Option *option_of(const Verb *v, const char *word, size_t n) {
    for (int i = 0; i < v->n_options; i++) {
        const Option *o = &v->options[i];
        if (n == strlen(o->name) + 2 && strncmp(word, "--", 2) == 0 &&
            strncmp(word + 2, o->name, n - 2) == 0)
            return o;
        if (n == 2 && word[0] == '-' && o->letter && word[1] == o->letter) return o;
    }
    return NULL;
}

static void read_word(Typed *l, const char *word) {
    if (l->value_of) {
        l->value_of = NULL;
    } else if (!l->ended && strcmp(word, "--") == 0) {
        l->ended = true;
    } else if (!l->ended && word[0] == '-' && word[1]) {
        const Option *o = option_of(l->verb, word, strlen(word));
        if (o && o->value) l->value_of = o;
    } else {
        size_t n = strlen(word);
        if (!l->script && n > 4 && strcmp(word + n - 4, ".lua") == 0) l->script = word;
        if (l->n_words < 8) l->words[l->n_words] = word;
        l->n_words++;
    }
}

static void complete_last(Typed *l) {
    size_t name = strcspn(l->word, "=");
    bool option = !l->ended && !l->value_of && l->word[0] == '-';
    if (option && l->word[name]) {
        l->value_of = option_of(l->verb, l->word, name);
        l->head = l->word;
        l->head_size = name + 1;
        l->word += name + 1;
        option = false;
        if (!l->value_of) return;
    }
    char what[64];
    takes_word(l->verb->takes, l->n_words, l->verb->max < 0, what);
    if (l->value_of)
        offer_for(l, l->value_of->value ? l->value_of->value : "");
    else if (option)
        offer_options(l);
    else
        offer_for(l, what);
}

void complete_add(int n, const char *const *words, Text *out) {
    Typed l = {.head = "", .word = n ? words[n - 1] : "", .out = out};
    if (n <= 1 || (n == 2 && strcmp(words[0], "help") == 0)) {
        offer_verbs(&l);
        if (n <= 1) offer(&l, "help", "the help of a verb");
        if (l.word[0] == '-') offer(&l, "--help", "show the help");
        if (l.word[0] == '-') offer(&l, "--version", "show the version");
        return;
    }
    l.verb = verb_find(words[0]);
    if (!l.verb) return;
    for (int i = 1; i < n - 1; i++) read_word(&l, words[i]);
    complete_last(&l);
}
