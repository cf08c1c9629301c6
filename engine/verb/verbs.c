#include "verb/verb.h"

#include "base/about.h"

#include <stdio.h>
#include <string.h>

#define COUNT(a) (int)(sizeof(a) / sizeof *(a))

static const Option RUN_OPTIONS[] = {
    {"output", 'o', "FILE", true,
     "write the results: .csv .json (data), .png .svg .pdf (charts); - is CSV on stdout; any "
     "number of times"},
    {"set", 's', "NAME=VALUE", true,
     "run with this value of a lever or an assumption, beside the baseline; any number of "
     "times"},
    {"case", 'c', "NAME", true, "run the baseline and this case; any number of times"},
    {"cases", 0, NULL, false, "run the baseline and every case (what a plain run does)"},
    {"series", 0, "A,B", false,
     "show these series instead of the main ones (docs series lists them)"},
    {"currency", 0, "CODE", false,
     "show money in USD (default), RMB (or CNY), EUR or JPY, at the script's rate"},
    {"theme", 0, "light|dark", false, "of charts (default light)"},
    {"size", 0, "WxH", false,
     "of charts in pixels (default 960 wide and as high as the panels need)"},
    {"ledger", 0, NULL, false, "show how well chips and money balance"},
    {"seed", 0, "N", false, "of random draws (default: the script's, else 1234); recorded"},
    {"draws", 'n', "N", false,
     "add quantiles of results and totals over N draws of the uncertain assumptions (with "
     "--series of its totals, by buyer too); -o FILE.csv or .json then has every draw"},
    {"quiet", 'q', NULL, false, "no table: write the files and show faults only"},
};

static const Option VIEW_OPTIONS[] = {
    {"set", 's', "NAME=VALUE", true, "begin with this value of a lever or an assumption"},
    {"case", 'c', "NAME", false, "begin with this case"},
    {"theme", 0, "light|dark", false, "colours (default as in the last visit; T changes them)"},
    {"size", 0, "WxH", false, "of the window (default as in the last visit; 1440x900)"},
    {"scale", 0, "FACTOR", false,
     "of all that is drawn, 0.5 to 4 (else GDK_SCALE, QT_SCALE_FACTOR, Xft.dpi / 96)"},
    {"draws", 'n', "N", false, "begin with N draws of the uncertain assumptions"},
    {"screenshot", 0, "FILE", false, "write a PNG of the window and end; needs no display"},
};

static const Option CHECK_OPTIONS[] = {
    {"json", 0, NULL, false,
     "write faults, warnings and what the script rests on as JSON, for editors"},
    {"strict", 0, NULL, false, "the exit code is 1 when there is a warning, too"},
    {"quiet", 'q', NULL, false, "no lists and no warnings: show faults only"},
};

#define CASE_OPTION                                                                            \
    { "case", 'c', "NAME", false, "look at this case (default: the baseline)" }
#define SET_OPTION                                                                             \
    {                                                                                          \
        "set", 's', "NAME=VALUE", true,                                                        \
            "with this value of a lever or an assumption; any number of times"                 \
    }

static const Option EXPLAIN_OPTIONS[] = {
    {"at", 0, "DATE", false,
     "the step or the time of a path to look at (default: of a flow the step where it is "
     "largest, of a level the last, of a path the first)"},
    CASE_OPTION,
    SET_OPTION,
};

static const Option LEDGER_OPTIONS[] = {
    CASE_OPTION,
    SET_OPTION,
    {"by", 0, "year|total", false,
     "columns: every year and the whole run (default), or it alone"},
};

static const Option SOURCES_OPTIONS[] = {
    {"unused", 0, NULL, false, "list the sources too that are declared and not used"},
};

static const Option NEW_OPTIONS[] = {
    {"from", 0, "approval|bundling|levy|minimal|tapeout", false,
     "what it is about (default minimal)"},
};

static const Option REPL_OPTIONS[] = {
    {"set", 's', "NAME=VALUE", true, "begin with this value of a lever or an assumption"},
    {"case", 'c', "NAME", false, "begin with this case"},
};

static const Option DIFF_OPTIONS[] = {
    {"case", 'c', "NAME", false, "compare what comes out in this case instead of the baseline"},
    {"quiet", 'q', NULL, false, "print nothing: the exit code is 1 when they differ"},
};

static const char RUN_MORE[] =
    "Examples:\n"
    "  chokepoint run scripts/h200_2026.lua\n"
    "  chokepoint run scripts/h200_2026.lua --set export_levy=0.4 --currency RMB\n"
    "  chokepoint run scripts/h200_2026.lua --case \"75k cap\" -o cap.csv -o cap.png\n"
    "  chokepoint run scripts/h200_2026.lua -o - | head\n\n"
    "Data files hold the baseline and every case that was run. A picture shows the baseline,\n"
    "or what --case and --set chose, with the baseline dashed.";

static const char CHECK_MORE[] =
    "Checks units, names, dates and ranges, at the baseline, in every case and at both ends\n"
    "of every lever and assumption, and looks for uses of a value that no trace can follow;\n"
    "then lists what can be moved, what it rests on, where the script branches on a value and\n"
    "what that costs. Warns of what is allowed but seldom meant: a levy passed on while the\n"
    "quantity is held, a lever that changes nothing. The exit code is 1 when there is a fault.";

static const Option DOCS_OPTIONS[] = {
    {"search", 0, "TEXT", false, "find the words that are called so or speak of it"},
    {"format", 0, "markdown|luals|man", false,
     "write the whole reference: for a page, for an editor's Lua language server, as manual"},
};

static const char DOCS_MORE[] =
    "Examples:\n"
    "  chokepoint docs                    every constructor, every function\n"
    "  chokepoint docs approval           the fields of one\n"
    "  chokepoint docs grow               how a function is written\n"
    "  chokepoint docs series             what is recorded\n"
    "  chokepoint docs series delivered   one of them\n"
    "  chokepoint docs --search cap       whatever has to do with it";

static const char COMPLETION_MORE[] =
    "Examples:\n"
    "  source <(chokepoint completion bash)     in ~/.bashrc\n"
    "  source <(chokepoint completion zsh)      in ~/.zshrc, after compinit\n"
    "`make install` puts both where the shells look for them.";

static const char EXPLAIN_MORE[] =
    "Examples:\n"
    "  chokepoint explain scripts/h200_2026.lua                      what there is\n"
    "  chokepoint explain scripts/h200_2026.lua export_levy          a lever, an assumption\n"
    "  chokepoint explain scripts/h200_2026.lua chip.H200.price      a field\n"
    "  chokepoint explain scripts/hindcast_h20.lua seen              a result, a claim\n"
    "  chokepoint explain scripts/h200_2026.lua bought ByteDance H200 --at 2026-05";

static const char NEW_MORE[] =
    "Writes a commented script that runs at once. A file that is there is never overwritten.\n"
    "\n"
    "Examples:\n"
    "  chokepoint new my.lua\n"
    "  chokepoint new my.lua --from levy";

static const char REPL_MORE[] =
    "Change a lever, read a series: help lists the commands. Ctrl-C leaves the line, Ctrl-D\n"
    "the session. From a pipe, commands are read line by line, and the exit code is 1 when\n"
    "one of them was wrong.\n"
    "\n"
    "Example:\n"
    "  printf 'export_levy = 0.4\\nspark bought H200\\n' | chokepoint repl "
    "scripts/h200_2026.lua";

static const char DIFF_MORE[] =
    "Compares entities, fields, formulas, levers, assumptions, sources and cases as each "
    "script\n"
    "declares them at its baseline, then what comes out of both. The exit code is 0 whether\n"
    "they differ or not; with --quiet it is 1 when they do.";

const Verb VERBS[] = {
    {"run", "SCRIPT...", 1, -1,
     "Run a script's baseline and cases: a table, and files of results.", RUN_MORE, verb_run,
     RUN_OPTIONS, COUNT(RUN_OPTIONS)},
    {"view", "SCRIPT...", 1, 7,
     "Open a script in the window; it is read again when it is saved.",
     "The first script has the levers; the others lie over it, each with its baseline and its\n"
     "cases.",
     verb_view, VIEW_OPTIONS, COUNT(VIEW_OPTIONS)},
    {"check", "SCRIPT...", 1, -1,
     "Find every fault of a script; list its levers, assumptions and sources.", CHECK_MORE,
     verb_check, CHECK_OPTIONS, COUNT(CHECK_OPTIONS)},
    {"explain", "SCRIPT [WHAT]", 1, -1,
     "Tell where a number comes from: its formula, its step in the market, its sources.",
     EXPLAIN_MORE, verb_explain, EXPLAIN_OPTIONS, COUNT(EXPLAIN_OPTIONS)},
    {"ledger", "SCRIPT", 1, 1,
     "Show the books of a run: chips and money in double entry, with residuals.", NULL,
     verb_ledger, LEDGER_OPTIONS, COUNT(LEDGER_OPTIONS)},
    {"sources", "SCRIPT", 1, 1,
     "List the sources that are used, what rests on each, and what has none.", NULL,
     verb_sources, SOURCES_OPTIONS, COUNT(SOURCES_OPTIONS)},
    {"docs", "[WORD [NAME]]", 0, 2,
     "Explain the words of a script: constructors, fields, functions, series.", DOCS_MORE,
     verb_docs, DOCS_OPTIONS, COUNT(DOCS_OPTIONS)},
    {"new", "FILE", 1, 1, "Write a commented script to begin with.", NEW_MORE, verb_new,
     NEW_OPTIONS, COUNT(NEW_OPTIONS)},
    {"repl", "SCRIPT", 1, 1, "Move levers and read series at a prompt.", REPL_MORE, verb_repl,
     REPL_OPTIONS, COUNT(REPL_OPTIONS)},
    {"diff", "A B", 2, 2, "Show what differs between two scripts, and in what comes out.",
     DIFF_MORE, verb_diff, DIFF_OPTIONS, COUNT(DIFF_OPTIONS)},
    {"completion", "bash|zsh", 1, 1000,
     "Print what a shell needs to complete the command line.", COMPLETION_MORE, verb_completion,
     NULL, 0},
};
const int VERB_COUNT = COUNT(VERBS);

const Verb *verb_find(const char *name) {
    for (int i = 0; i < VERB_COUNT; i++)
        if (strcmp(VERBS[i].name, name) == 0) return &VERBS[i];
    return NULL;
}

static int unknown_verb(const char *word) {
    if (word[0] == '-' && word[1]) return verb_usage(NULL, "unknown option %s", word);
    size_t n = strlen(word);
    if (n > 4 && strcmp(word + n - 4, ".lua") == 0)
        return verb_usage(NULL, "\"%s\" is a script, not a verb; to run it: chokepoint run %s",
                          word, word);
    const char *names[32];
    for (int i = 0; i < VERB_COUNT; i++) names[i] = VERBS[i].name;
    const char *near = text_nearest(word, names, VERB_COUNT);
    if (near) return verb_usage(NULL, "unknown verb \"%s\", did you mean %s?", word, near);
    return verb_usage(NULL, "unknown verb \"%s\"", word);
}

// The help of the program, or of the verb named after `help`.
static int show_help(const char *word, FILE *out) {
    const Verb *v = word ? verb_find(word) : NULL;
    if (word && !v) return unknown_verb(word);
    Text t = {0};
    if (v)
        help_verb(v, &t);
    else
        help_program(&t);
    fputs(text_get(&t), out);
    text_done(&t);
    return out == stdout ? EXIT_FINE : EXIT_USAGE;
}

int verb_main(int argc, char **argv) {
    const char *word = argc > 1 ? argv[1] : "";
    if (!*word) return show_help(NULL, stderr);
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) return show_help(NULL, stdout);
    if (strcmp(word, "help") == 0) return show_help(argc > 2 ? argv[2] : NULL, stdout);
    if (strcmp(word, "--version") == 0) {
        printf("chokepoint %s\n", about_version());
        return EXIT_FINE;
    }
    const Verb *v = verb_find(word);
    return v ? v->main(argc - 1, argv + 1) : unknown_verb(word);
}
