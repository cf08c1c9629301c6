// `chokepoint ledger`: the books of a run, chips and money.
#include "study/account.h"
#include "study/say.h"
#include "verb/point.h"
#include "verb/sheet.h"
#include "verb/verb.h"

#include <math.h>
#include <string.h>

static const double LARGEST_RESIDUAL = 1e-9; // of the largest row of an account

static const char *sign_of(AccountMark mark) {
    return mark == ACCOUNT_IN      ? "+"
           : mark == ACCOUNT_OUT   ? "−"
           : mark == ACCOUNT_CLOSE ? "="
                                   : " ";
}

// Whole units: a book shows every one.
static const char *amount(Arena *a, double value) {
    if (fabs(value) < 0.5) return "0";
    return say_number(a, fabs(value) < NO_CAP * 1e-3 ? round(value) : value);
}

static void add_account(const Accounts *books, const Account *x, Sheet *t, Arena *arena) {
    sheet_line(t, INK_BOLD, x->title);
    for (int i = 0; i < x->n; i++) {
        sheet_cellf(t, INK_PLAIN, "  %s %s", sign_of(x->rows[i].mark), x->rows[i].name);
        for (int k = 0; k < books->n_periods; k++)
            sheet_cell(t, INK_PLAIN, amount(arena, x->rows[i].at[k]));
        sheet_row(t);
    }
    sheet_cell(t, INK_MUTED, "    residual");
    for (int k = 0; k < books->n_periods; k++) {
        bool zero = !(x->residual[k] < 0 || x->residual[k] > 0);
        sheet_cell(t, x->worst > LARGEST_RESIDUAL ? INK_ACCENT : INK_MUTED,
                   zero ? "0" : arena_printf(arena, "%.1e", x->residual[k]));
    }
    sheet_row(t);
}

static void add_books(const Accounts *books, int from, int to, bool inked, Arena *arena,
                      Text *out) {
    Sheet *t = sheet_new();
    sheet_column(t, "", ALIGN_LEFT);
    for (int k = 0; k < books->n_periods; k++) sheet_column(t, books->periods[k], ALIGN_RIGHT);
    for (int i = from; i < to; i++) {
        if (i > from) sheet_line(t, INK_PLAIN, "");
        add_account(books, &books->at[i], t, arena);
    }
    if (to > from) sheet_add(t, out, inked, 1000, 1);
    sheet_free(t);
}

static void add_all(const Accounts *books, const Probe *p, const char *name, Arena *arena,
                    Text *out) {
    bool inked = paper_has_ink(stdout);
    ink_add(out, inked, INK_BOLD, p->scenario->title);
    text_printf(out, "  %s\n\n", name);
    ink_add(out, inked, INK_BOLD, "Chips, units");
    text_add(out, "\n");
    add_books(books, 0, books->n_chips, inked, arena, out);
    text_add(out, "\n");
    ink_add(out, inked, INK_BOLD, "Money");
    text_add(out, "\n");
    add_books(books, books->n_chips, books->n, inked, arena, out);
    text_printf(out,
                "\nLargest residual %.1e of the largest row of its account (at most %.0e); in "
                "the market's\nown books %.1e of chips, %.1e of money.\n",
                books->worst, LARGEST_RESIDUAL, p->ledger.chips, p->ledger.money);
}

static void ledger(const Args *a, bool by_year, Faults *faults) {
    Script *script = script_load(a->at[0], NULL, faults);
    if (!script) return;
    Arena *arena = arena_new();
    Point point;
    Probe probe;
    if (point_read(script, a, arena, &point, faults) &&
        probe_run(&probe, script, point.values, faults)) {
        Text out = {0};
        Accounts *books = accounts_make(&probe, by_year, arena);
        add_all(books, &probe, point.name, arena, &out);
        fputs(text_get(&out), stdout);
        text_done(&out);
        if (!(books->worst <= LARGEST_RESIDUAL))
            fault_add(faults, script_path(script), 0,
                      "the books do not balance: residual %.3g of the largest row (at most "
                      "%.0e); this is a defect of chokepoint, not of the scenario: please "
                      "report it",
                      books->worst, LARGEST_RESIDUAL);
        probe_done(&probe);
    }
    arena_free(arena);
    script_free(script);
}

int verb_ledger(int argc, char **argv) {
    Args a;
    int code;
    if (!args_open(&a, argc, argv, &code)) return code;
    interrupt_watch();
    const char *by = args_value(&a, "by");
    bool by_year = !by || strcmp(by, "year") == 0;
    if (!by_year && strcmp(by, "total") != 0) {
        code = verb_usage("ledger", "--by %s: expected year or total", by);
    } else {
        Faults *faults = faults_new();
        ledger(&a, by_year, faults);
        code = verb_faults(faults);
        faults_free(faults);
    }
    args_done(&a);
    return code;
}
