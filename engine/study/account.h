// The double-entry books of one run: chips and money, period by period. Each account ends in a
// residual: what came in less what went out and what is left; 0 but for rounding.
#ifndef ENGINE_STUDY_ACCOUNT_H
#define ENGINE_STUDY_ACCOUNT_H

#include "study/probe.h"

typedef enum AccountMark { ACCOUNT_OPEN, ACCOUNT_IN, ACCOUNT_OUT, ACCOUNT_CLOSE } AccountMark;

// In the residual OPEN and IN count plus, OUT and CLOSE minus.
typedef struct AccountRow {
    AccountMark mark;
    const char *name;
    double *at; // [period]
} AccountRow;

typedef struct Account {
    const char *title; // "H200", "Money of ByteDance, RMB"
    const char *unit;  // "units", "USD"
    int n, cap;
    AccountRow *rows;
    double *residual; // [period], in the unit
    double worst;     // largest residual over the largest row, of all periods
} Account;

typedef struct Accounts {
    int n_periods;
    const char **periods; // "2026", "2027", "total"; the last is the whole run
    int n, cap;
    Account *at; // chips, then chips on the way, then money of each buyer, then payments
    int n_chips; // how many of them count chips
    double worst;
} Accounts;

Accounts *accounts_make(const Probe *p, bool by_year, Arena *arena);

#endif
