#include "study/account.h"

#include <math.h>

typedef struct Span { // steps [from, to)
    int from, to;
} Span;

typedef struct Books {
    const Probe *p;
    const Scenario *s;
    Arena *arena;
    Accounts *out;
    Span *spans; // [period]
} Books;

static int year_of(const Calendar *c, int step) {
    int year, month, day;
    date_civil(c->from + calendar_time(c, step) + 1e-9, &year, &month, &day);
    return year;
}

static void periods_make(Books *b, bool by_year) {
    const Calendar *c = &b->s->calendar;
    Accounts *a = b->out;
    a->periods = ARENA_NEW(b->arena, const char *, c->steps + 1);
    b->spans = ARENA_NEW(b->arena, Span, c->steps + 1);
    for (int i = 0; by_year && i < c->steps;) {
        int to = i, year = year_of(c, i);
        while (to < c->steps && year_of(c, to) == year) to++;
        a->periods[a->n_periods] = arena_printf(b->arena, "%d", year);
        b->spans[a->n_periods++] = (Span){i, to};
        i = to;
    }
    a->periods[a->n_periods] = "total";
    b->spans[a->n_periods++] = (Span){0, c->steps};
}

static Account *account_add(Books *b, const char *title, const char *unit) {
    Account x = {.title = title, .unit = unit};
    x.residual = ARENA_NEW(b->arena, double, b->out->n_periods);
    ARENA_PUSH(b->arena, b->out->at, b->out->n, b->out->cap, x);
    return &b->out->at[b->out->n - 1];
}

static double *row_add(Books *b, Account *x, AccountMark mark, const char *name) {
    AccountRow r = {mark, name, ARENA_NEW(b->arena, double, b->out->n_periods)};
    ARENA_PUSH(b->arena, x->rows, x->n, x->cap, r);
    return r.at;
}

static const double *column(const Books *b, SeriesId id, int party, int chip) {
    int i = series_column(b->p->series, id, party, chip, -1);
    return i < 0 ? NULL : series_at(b->p->series, 0, i);
}

// What flows in each period, times a factor of each step where there is one.
static void add_flow(const Books *b, double *at, const double *y, const double *factor) {
    for (int k = 0; k < b->out->n_periods; k++)
        for (int i = b->spans[k].from; y && i < b->spans[k].to; i++)
            at[k] += factor ? y[i] * factor[i] : y[i];
}

// A level before (`start`: at the very beginning) or at the end of each period.
static void add_open(const Books *b, double *at, const double *y, double start) {
    for (int k = 0; k < b->out->n_periods; k++)
        at[k] += b->spans[k].from && y ? y[b->spans[k].from - 1] : start;
}
static void add_close(const Books *b, double *at, const double *y) {
    for (int k = 0; k < b->out->n_periods; k++)
        if (y) at[k] += y[b->spans[k].to - 1];
}

static void balance(Books *b, Account *x) {
    for (int k = 0; k < b->out->n_periods; k++) {
        double sum = 0, largest = 1;
        for (int i = 0; i < x->n; i++) {
            double value = x->rows[i].at[k];
            bool plus = x->rows[i].mark == ACCOUNT_OPEN || x->rows[i].mark == ACCOUNT_IN;
            sum += plus ? value : -value;
            largest = fmax(largest, fabs(value));
        }
        x->residual[k] = sum;
        x->worst = fmax(x->worst, fabs(sum) / largest);
    }
    b->out->worst = fmax(b->out->worst, x->worst);
}

static double inventory_of(const Books *b, int chip) {
    double sum = 0;
    for (int i = 0; i < b->s->n_lines; i++)
        if (b->s->lines[i].chip == chip && b->s->lines[i].inventory != NUM_NONE)
            sum += fmax(0, scenario_value(b->s, b->s->lines[i].inventory, b->p->values, 0));
    return sum;
}

static const char *by_buyer(const Books *b, const char *what, int buyer) {
    return arena_printf(b->arena, "%s %s", what, b->s->buyers[buyer].head.name);
}

static bool all_zero(const double *y, int n) {
    for (int i = 0; y && i < n; i++)
        if (y[i] < 0 || y[i] > 0) return false;
    return true;
}

static void flows_by_buyer(Books *b, Account *x, AccountMark mark, SeriesId id, int chip,
                           const char *words) {
    for (int i = 0; i < b->s->n_buyers; i++) {
        const double *y = column(b, id, i, chip);
        if (!all_zero(y, b->p->series->steps))
            add_flow(b, row_add(b, x, mark, by_buyer(b, words, i)), y, NULL);
    }
}

static void chip_account(Books *b, int c) {
    Account *x = account_add(b, b->s->chips[c].head.name, "units");
    const double *stock = column(b, S_INVENTORY, -1, c);
    add_open(b, row_add(b, x, ACCOUNT_OPEN, "stock at start"), stock, inventory_of(b, c));
    add_flow(b, row_add(b, x, ACCOUNT_IN, "made"), column(b, S_MADE, -1, c), NULL);
    flows_by_buyer(b, x, ACCOUNT_OUT, S_BOUGHT, c, "bought by");
    add_close(b, row_add(b, x, ACCOUNT_CLOSE, "stock at end"), stock);
    balance(b, x);
}

static void transit_account(Books *b, int c) {
    const char *title = arena_printf(b->arena, "%s on the way", b->s->chips[c].head.name);
    Account *x = account_add(b, title, "units");
    double *open = row_add(b, x, ACCOUNT_OPEN, "in transit at start");
    flows_by_buyer(b, x, ACCOUNT_IN, S_BOUGHT, c, "bought by");
    flows_by_buyer(b, x, ACCOUNT_OUT, S_DELIVERED, c, "delivered to");
    double *close = row_add(b, x, ACCOUNT_CLOSE, "in transit at end");
    for (int i = 0; i < b->s->n_buyers; i++) {
        add_open(b, open, column(b, S_IN_TRANSIT, i, c), 0);
        add_close(b, close, column(b, S_IN_TRANSIT, i, c));
    }
    balance(b, x);
}

// A term of every step; steps without it have `none`.
static double *term_steps(const Books *b, const char *name, int party, int chip, double none) {
    double *y = ARENA_NEW(b->arena, double, b->s->calendar.steps);
    for (int i = 0; i < b->s->calendar.steps; i++) {
        const Term *t = probe_term(b->p, i, name, party, chip, -1);
        y[i] = t ? t->value : none;
    }
    return y;
}

static void budget_account(Books *b, int buyer) {
    const char *own = currency_name(b->s->buyers[buyer].currency);
    const char *name = b->s->buyers[buyer].head.name;
    Account *x = account_add(b, arena_printf(b->arena, "Money of %s, %s", name, own), own);
    const double *left = column(b, S_BUDGET_LEFT, buyer, -1);
    const double *rate = term_steps(b, "rate", buyer, -1, 1);
    add_open(b, row_add(b, x, ACCOUNT_OPEN, "left at start"), left, 0);
    add_flow(b, row_add(b, x, ACCOUNT_IN, "released"), term_steps(b, "released", buyer, -1, 0),
             NULL);
    double *chips = row_add(b, x, ACCOUNT_OUT, "committed to chips");
    double *nre = row_add(b, x, ACCOUNT_OUT, "committed to tape-outs");
    for (int c = 0; c < b->s->n_chips; c++) {
        add_flow(b, chips, column(b, S_CAPEX, buyer, c), rate);
        add_flow(b, nre, column(b, S_NRE, buyer, c), rate);
    }
    if (b->s->n_leases)
        add_flow(b, row_add(b, x, ACCOUNT_OUT, "moved to leases"),
                 column(b, S_CAPEX_TO_LEASES, buyer, -1), rate);
    add_flow(b, row_add(b, x, ACCOUNT_OUT, "lapsed"), column(b, S_BUDGET_LAPSED, buyer, -1),
             NULL);
    add_close(b, row_add(b, x, ACCOUNT_CLOSE, "left at end"), left);
    balance(b, x);
}

// Opex money; what capex adds to it goes through it.
static void opex_account(Books *b, int buyer) {
    const char *own = currency_name(b->s->buyers[buyer].currency);
    const char *name = b->s->buyers[buyer].head.name;
    Account *x = account_add(b, arena_printf(b->arena, "Opex of %s, %s", name, own), own);
    const double *left = column(b, S_OPEX_LEFT, buyer, -1);
    const double *rate = term_steps(b, "rate", buyer, -1, 1);
    add_open(b, row_add(b, x, ACCOUNT_OPEN, "left at start"), left, 0);
    add_flow(b, row_add(b, x, ACCOUNT_IN, "released"),
             term_steps(b, "opex released", buyer, -1, 0), NULL);
    add_flow(b, row_add(b, x, ACCOUNT_IN, "moved from capex"),
             column(b, S_CAPEX_TO_LEASES, buyer, -1), rate);
    add_flow(b, row_add(b, x, ACCOUNT_OUT, "lease bills"), column(b, S_OPEX, buyer, -1), rate);
    add_flow(b, row_add(b, x, ACCOUNT_OUT, "lapsed"), column(b, S_OPEX_LAPSED, buyer, -1),
             NULL);
    add_close(b, row_add(b, x, ACCOUNT_CLOSE, "left at end"), left);
    balance(b, x);
}

static bool has_opex(const Books *b, int buyer) {
    return b->s->buyers[buyer].opex.n ||
           !all_zero(column(b, S_OPEX, buyer, -1), b->s->calendar.steps);
}

// Orders of a buyer, less what he still owes for them: his payments.
static void add_payers(Books *b, Account *x) {
    for (int i = 0; i < b->s->n_buyers; i++) {
        double *paid = row_add(b, x, ACCOUNT_IN, by_buyer(b, "paid for chips by", i));
        for (int c = 0; c < b->s->n_chips; c++) {
            const double *owed = term_steps(b, "owed", i, c, 0);
            add_flow(b, paid, column(b, S_CAPEX, i, c), NULL);
            add_open(b, paid, owed, 0);
            for (int k = 0; k < b->out->n_periods; k++) paid[k] -= owed[b->spans[k].to - 1];
        }
    }
    for (int i = 0; i < b->s->n_authorities; i++) {
        const double *y = column(b, S_SUBSIDY, i, -1);
        if (all_zero(y, b->p->series->steps)) continue;
        const char *name = arena_printf(b->arena, "subsidies of %s", b->s->authorities[i]);
        add_flow(b, row_add(b, x, ACCOUNT_IN, name), y, NULL);
    }
    for (int i = 0; i < b->s->n_buyers && b->s->n_leases; i++)
        add_flow(b, row_add(b, x, ACCOUNT_IN, by_buyer(b, "paid for leases by", i)),
                 column(b, S_OPEX, i, -1), NULL);
    double *nre = row_add(b, x, ACCOUNT_IN, "paid for tape-outs");
    for (int i = 0; i < b->s->n_buyers; i++)
        for (int c = 0; c < b->s->n_chips; c++) add_flow(b, nre, column(b, S_NRE, i, c), NULL);
}

static void add_receivers(Books *b, Account *x) {
    const Scenario *s = b->s;
    int steps = b->p->series->steps;
    for (int i = 0; i < s->n_sellers; i++)
        add_flow(b,
                 row_add(b, x, ACCOUNT_OUT,
                         arena_printf(b->arena, "net revenue of %s", s->sellers[i])),
                 column(b, S_SELLER_NET, i, -1), NULL);
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < s->n_authorities; i++) {
            const double *y = column(b, k ? S_TARIFF : S_LEVY, i, -1);
            const char *name = arena_printf(b->arena, "%s to %s",
                                            k ? "tariffs" : "export levies", s->authorities[i]);
            if (!all_zero(y, steps)) add_flow(b, row_add(b, x, ACCOUNT_OUT, name), y, NULL);
        }
    double *leases =
        s->n_leases ? row_add(b, x, ACCOUNT_OUT, "lease bills, to those who lease out") : NULL;
    for (int i = 0; i < s->n_buyers && leases; i++)
        add_flow(b, leases, column(b, S_OPEX, i, -1), NULL);
    double *nre = row_add(b, x, ACCOUNT_OUT, "engineering and masks (NRE)");
    for (int i = 0; i < s->n_buyers; i++)
        for (int c = 0; c < s->n_chips; c++) add_flow(b, nre, column(b, S_NRE, i, c), NULL);
}

Accounts *accounts_make(const Probe *p, bool by_year, Arena *arena) {
    Books b = {.p = p, .s = p->scenario, .arena = arena};
    b.out = ARENA_NEW(arena, Accounts, 1);
    periods_make(&b, by_year);
    for (int c = 0; c < b.s->n_chips; c++) {
        chip_account(&b, c);
        transit_account(&b, c);
    }
    b.out->n_chips = b.out->n;
    for (int i = 0; i < b.s->n_buyers; i++) {
        budget_account(&b, i);
        if (has_opex(&b, i)) opex_account(&b, i);
    }
    Account *x = account_add(&b, "Payments, USD", "USD");
    add_payers(&b, x);
    add_receivers(&b, x);
    balance(&b, x);
    return b.out;
}
