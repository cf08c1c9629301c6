// Every field of every kind is given a value of every kind: build never breaks, and whatever it
// refuses it names: file, line, entity, field, what was found and what to write instead.
#include "support/test.h"
#include "support/draft.h"

#include "scenario/schema.h"

#include <math.h>
#include <string.h>

enum { VALUES = 25 };

static Raw value_number(Draft *d, int i) {
    Formula lever = formula_input(d->graph, 0, UNIT_PLAIN);
    Unit months = {.power = {[DIM_TIME] = 1}}, yen = {.power = {1}, .currency = CURRENCY_JPY};
    switch (i) {
    case 0:
        return raw_number(1);
    case 1:
        return raw_number(-1);
    case 2:
        return raw_number(NAN);
    case 3:
        return raw_number(INFINITY);
    case 4:
        return raw_number(1e300);
    case 5:
        return raw_formula(lever);
    case 6:
        return raw_formula(formula_const(d->graph, 2, months));
    case 7:
        return raw_formula(formula_const(d->graph, 2, yen));
    case 8:
        return raw_formula(formula_const(d->graph, 314, (Unit){.date = true}));
    case 9:
        return raw_formula(formula_const(d->graph, off_value(), UNIT_PLAIN));
    case 10:
        return (Raw){.kind = RAW_OFF};
    default:
        return raw_number(0);
    }
}

static Raw value_path(Draft *d, int i) {
    Raw raw = {.kind = RAW_PATH};
    raw.path = i ? draft_grow(d, 2, 0.1, UNIT_PLAIN)
                 : draft_knots(d, PATH_LINEAR, UNIT_PLAIN, 2, "2026-01", 1.0, "2026-05", 3.0);
    return raw;
}

static Raw value_table(Draft *d, int i) {
    static const char *const keys[] = {"2026", "training"};
    Raw values[] = {raw_number(1), raw_text("H200")};
    Raw *copies = ARENA_NEW(d->arena, Raw, 2);
    memcpy(copies, values, sizeof values);
    Raw raw = draft_raw_map(d, i % 3, keys, copies);
    if (i < 3) return raw;
    RawItem *items = (RawItem *)raw.items;
    for (int k = 0; k < raw.n; k++) items[k].key = NULL;
    raw.kind = RAW_LIST;
    return raw;
}

static Raw value(Draft *d, int i) {
    if (i < 12) return value_number(d, i);
    if (i < 14) return value_path(d, i - 12);
    if (i < 20) return value_table(d, i - 14);
    switch (i) {
    case 20:
        return raw_text("");
    case 21:
        return raw_text("2026-03");
    case 22:
        return (Raw){.kind = RAW_BOOL, .number = 1};
    case 23:
        return (Raw){.kind = RAW_ENTITY, .text = "ByteDance"};
    default:
        return (Raw){.kind = RAW_OTHER, .text = "function"};
    }
}

static RawEntity *entity_of(Draft *d, const char *kind) {
    RawEntity *e = strcmp(kind, "chip") == 0    ? draft_find(d, "chip", "H200")
                   : strcmp(kind, "buyer") == 0 ? draft_find(d, "buyer", "ByteDance")
                                                : draft_find(d, kind, "a test");
    if (!e) e = draft_entity(d, kind, strcmp(kind, "currency") == 0 ? "RMB" : "a test");
    return e;
}

// Everything a kind needs, so that only the field looked at is at stake.
static void fill(Draft *d, RawEntity *e) {
    const Kind *k = kind_find(e->kind);
    for (const Field *f = k->fields; f < k->fields + k->n_fields; f++) {
        if (!f->required || strcmp(e->kind, "scenario") == 0) continue;
        if (strcmp(e->kind, "chip") == 0 || strcmp(e->kind, "buyer") == 0) continue;
        if (f->type == FIELD_TEXT) draft_text(d, e, f->name, "CN");
        if (f->type == FIELD_NUMBER) draft_number(d, e, f->name, 0.5);
        if (f->type == FIELD_DATE) draft_text(d, e, f->name, "2026-02");
        if (f->type == FIELD_CHIP) draft_text(d, e, f->name, "H200");
        if (f->type == FIELD_BUYER) draft_text(d, e, f->name, "ByteDance");
        if (f->type == FIELD_CURVES) draft_list(d, e, f->name, "delivered", NULL);
    }
}

static bool says_what_to_do(const char *line) {
    static const char *const words[] = {"expected", "did you mean", "declare it", "; "};
    for (int i = 0; i < 4; i++)
        if (strstr(line, words[i])) return true;
    return false;
}

// Returns whether it builds.
static bool try_value(const Kind *k, const Field *f, int i) {
    Draft *d = draft_small();
    draft_lever(d, "levy", 0.25, 0, 0.4);
    RawEntity *e = entity_of(d, k->name);
    fill(d, e);
    draft_field(d, e, f->name, value(d, i));
    Faults *faults = faults_new();
    const Scenario *s = scenario_build(d, NULL, faults);
    assert_true((s != NULL) == (faults_count(faults) == 0));
    for (int n = 0; n < faults_count(faults); n++) {
        const char *line = fault_line(faults, n);
        bool whole = fault_at(faults, n)->line > 0 && strncmp(line, "test.lua:", 9) == 0;
        if (!whole || !says_what_to_do(line) || strlen(line) > 600) fail_msg("%s", line);
    }
    faults_free(faults);
    draft_free(d);
    return s != NULL;
}

static void every_field_of_every_kind(void **state) {
    (void)state;
    for (int n = 0; n < kind_count(); n++) {
        const Kind *k = kind_at(n);
        if (strcmp(k->name, "lever") == 0 || strcmp(k->name, "assume") == 0) continue;
        for (const Field *f = k->fields; f < k->fields + k->n_fields; f++) {
            int builds = 0;
            for (int i = 0; i < VALUES; i++) builds += try_value(k, f, i);
            bool refused = builds < VALUES;
            if (!refused) fail_msg("%s.%s takes anything", k->name, f->name);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_field_of_every_kind)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
