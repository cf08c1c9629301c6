#include "scenario/build.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Fields.

void read_period(Reader *r) {
    Period *p = r->member;
    *p = (Period){0};
    if (!r->raw) return;
    double date;
    if (r->raw->kind != RAW_TEXT || !date_parse(r->raw->text, &date)) {
        wrong_type(r, r->raw);
        return;
    }
    const Calendar *c = &r->b->s->calendar;
    *p = (Period){date - c->from, period_end(r->raw, date) - c->from, true};
    double end = fmax(c->months, c->steps * step_months(c->step));
    if (p->from >= 0 && p->to <= end) return;
    char from[16], last[16];
    date_format(c->from, from);
    date_format(c->from + c->months, last);
    reader_fault(r, "is %s, expected a time within the scenario, which runs from %s until %s",
                 r->raw->text, from, last);
}

void read_case(Reader *r) {
    int *index = r->member;
    *index = CASE_OWN;
    if (!r->raw) return;
    const char *name = raw_name(r->raw);
    if (!name) {
        wrong_type(r, r->raw);
        return;
    }
    const Draft *d = r->b->draft;
    const char **names = ARENA_NEW(r->b->arena, const char *, d->n_cases + 1);
    for (int i = 0; i < d->n_cases; i++) {
        names[i] = d->cases[i].name;
        if (strcmp(names[i], name) == 0) *index = i;
    }
    names[d->n_cases] = "baseline";
    if (strcmp(name, "baseline") == 0) *index = CASE_BASELINE;
    if (*index != CASE_OWN) return;
    char found[80], tip[256];
    advice(name, names, d->n_cases + 1, "case", tip);
    reader_fault(r, "names case \"%s\", which is not declared, %s", quote(name, found), tip);
}

// What stands behind a name of the script.

static Finding *finding_at(const Build *b, int i) {
    return &((Finding *)(void *)b->room[ROOM_RESULT].items)[i];
}

static int finding_of(const Build *b, int number) {
    for (int i = 0; i < b->room[ROOM_RESULT].roll.n; i++)
        if (finding_at(b, i)->number == number) return i;
    return -1;
}

static Reader reader_of(Build *b, const RawEntity *e, const char *field) {
    const RawField *f = raw_field(e, field);
    return (Reader){.b = b,
                    .entity = e,
                    .field = field_find(kind_find(e->kind), field),
                    .raw = f ? &f->value : NULL,
                    .line = f ? f->line : e->line,
                    .key = ""};
}

// The first item of a result's list, or the value of an expectation.
static const Raw *value_of(const RawEntity *e) {
    const RawField *f = raw_field(e, "value");
    if (!f) return NULL;
    return f->value.kind == RAW_LIST && f->value.n ? &f->value.items[0].value : &f->value;
}

// What binds is a word and enters no arithmetic.
static bool no_word_inside(const Build *b, Reader *r, const Raw *raw) {
    for (int i = 0; i < b->room[ROOM_RESULT].roll.n; i++) {
        const Finding *o = finding_at(b, i);
        if (!o->word || !formula_uses_result(b->graph, raw->formula, o->number)) continue;
        reader_fault(r,
                     "computes with result \"%s\", which is a word: what binds; give it "
                     "bound_by to count months",
                     o->head.name);
        return false;
    }
    return true;
}

// A formula over results; one that stands alone may be a word.
static bool formula_fine(Build *b, Reader *r, const Raw *raw) {
    if (raw->kind == RAW_NUMBER ||
        (raw->kind == RAW_FORMULA && !formula_uses_result(b->graph, raw->formula, -1))) {
        reader_fault(r, "holds no result of the run, so it compares a constant with itself; "
                        "build it with result \"name\" { \"bought\", ... }");
        return false;
    }
    if (raw->kind != RAW_FORMULA) {
        wrong_type(r, raw);
        return false;
    }
    return graph_node(b->graph, raw->formula)->op == OP_RESULT || no_word_inside(b, r, raw);
}

// Results.

static int number_of(const Build *b, const char *name) {
    for (int i = 0; i < graph_results(b->graph); i++)
        if (strcmp(graph_result(b->graph, i), name) == 0) return i;
    return -1;
}

static void series_check(Build *b, Reader *r, const char *series) {
    char name[80], tip[256];
    for (int i = 0; b->series && i < b->series->n; i++)
        if (strcmp(b->series->name[i], series) == 0) return;
    if (!b->series) return;
    advice(series, b->series->name, b->series->n, "", tip);
    reader_fault(r, "names series \"%s\", which does not exist, %s", quote(series, name), tip);
}

static void result_value(Build *b, Finding *o, const RawEntity *e) {
    Reader r = reader_of(b, e, "value");
    const Raw *raw = value_of(e);
    o->number = -1;
    o->formula = FORMULA_NONE;
    if (!raw) return;
    if (raw->kind == RAW_TEXT) {
        series_check(b, &r, raw->text);
        o->series = raw->text;
        o->number = number_of(b, o->head.name);
        if (o->number >= 0) o->unit = graph_result_unit(b->graph, o->number);
        o->word = strcmp(raw->text, "binding") == 0 && !o->bound_by;
    } else if (formula_fine(b, &r, raw)) {
        o->formula = raw->formula;
        o->unit = graph_node(b->graph, raw->formula)->unit;
    }
}

static bool narrows(const char *field) {
    static const char *const OTHERS[] = {"value", "doc", "source"};
    for (int i = 0; i < 3; i++)
        if (strcmp(field, OTHERS[i]) == 0) return false;
    return field_find(kind_find("result"), field) != NULL;
}

// A filter of a formula would do nothing.
static void formula_alone(Build *b, const Finding *o, const RawEntity *e) {
    for (int i = 0; !o->series && i < e->n_fields; i++)
        if (narrows(e->fields[i].name))
            entity_fault(b, e, e->fields[i].name, e->fields[i].line,
                         "narrows a series, but the value is arithmetic over results; give it "
                         "to those results");
}

static void party_check(Build *b, const RawEntity *e, const char *field, const char *name,
                        const char *const *known, int n) {
    char word[80], tip[256];
    for (int i = 0; i < n; i++)
        if (!name || strcmp(known[i], name) == 0) return;
    const RawField *f = raw_field(e, field);
    if (!name || !f) return;
    advice(name, known, n, field, tip);
    entity_fault(b, e, field, f->line, "names %s \"%s\", which is not declared, %s", field,
                 quote(name, word), tip);
}

static void parties_check(Build *b, const Finding *o, const RawEntity *e) {
    const Draft *d = b->draft;
    int authorities = 0, chips = b->room[ROOM_CHIP].roll.n;
    const char **names = ARENA_NEW(b->arena, const char *, d->n_entities + chips + 1);
    for (int i = 0; o->authority && i < d->n_entities; i++) {
        const RawField *by = raw_field(&d->entities[i], "by");
        if (by && raw_name(&by->value) && strcmp(d->entities[i].kind, "chart") != 0)
            names[authorities++] = raw_name(&by->value);
    }
    party_check(b, e, "authority", o->authority, names, authorities);
    for (int i = 0; i < chips; i++)
        names[i] = ((Chip *)(void *)b->room[ROOM_CHIP].items)[i].seller;
    party_check(b, e, "seller", o->seller, names, chips);
    const Roll *approvals = &b->room[ROOM_APPROVAL].roll;
    party_check(b, e, "approval", o->approval, approvals->name, approvals->n);
}

static void currency_check(Build *b, const Finding *o, const RawEntity *e) {
    const RawField *f = raw_field(e, "currency");
    if (!f || !o->currency || strcmp(o->currency, "USD") == 0) return;
    const Room *rates = &b->room[ROOM_CURRENCY];
    for (int i = 0; i < rates->roll.n; i++)
        if (((Currency *)(void *)rates->items)[i].currency == currency_find(o->currency))
            return;
    entity_fault(
        b, e, "currency", f->line,
        "is %s, expected an exchange rate for it; add currency \"%s\" { per_usd = ... }",
        o->currency, o->currency);
}

// Expectations.

static bool constant(const Build *b, const Raw *raw, Unit unit, double *out) {
    if (raw->kind == RAW_NUMBER) *out = raw->number;
    if (raw->kind == RAW_NUMBER) return isfinite(*out);
    if (raw->kind != RAW_FORMULA || !formula_is_const(b->graph, raw->formula)) return false;
    const Node *n = graph_node(b->graph, raw->formula);
    *out = n->value;
    return isfinite(n->value) && (unit_is_plain(n->unit) || unit_equal(n->unit, unit));
}

// What binds has one of a few names.
static void limit_check(const Reader *r) {
    const Field *limits = field_find(kind_find("result"), "bound_by");
    char found[80], tip[256];
    int n = 0;
    for (; limits->choices[n]; n++)
        if (strcmp(limits->choices[n], r->raw->text) == 0) return;
    advice(r->raw->text, limits->choices, n, "", tip);
    reader_fault(r, "is \"%s\", which never binds, %s", quote(r->raw->text, found), tip);
}

static void expected_read(Build *b, Expect *x, const RawEntity *e, bool word) {
    Reader r = reader_of(b, e, "expected");
    char found[160], unit[64];
    if (!r.raw) return;
    if (word && r.raw->kind == RAW_TEXT) {
        x->word = r.raw->text;
        limit_check(&r);
    } else if (word) {
        reader_fault(&r, "is %s, expected a text such as \"approval\": the value is what binds",
                     raw_words(b, r.raw, found));
    } else if (r.raw->kind == RAW_FORMULA && !formula_is_const(b->graph, r.raw->formula)) {
        reader_fault(&r, "moves with a lever or a result, expected the number of the source");
    } else if (!constant(b, r.raw, x->unit, &x->expected)) {
        reader_fault(&r,
                     "is %s, expected the number of the source, in the unit of the value: "
                     "%s",
                     raw_words(b, r.raw, found), unit_name(x->unit, unit));
    }
}

// "5%" as a share.
static bool share_of_text(const char *text, double *share) {
    char *end;
    *share = strtod(text, &end) / 100;
    return isdigit((unsigned char)text[0]) && end[0] == '%' && !end[1] && *share >= 0;
}

static void tolerance_read(Build *b, Expect *x, const RawEntity *e, bool word) {
    Reader r = reader_of(b, e, "tolerance");
    double share;
    if (!r.raw) {
        if (!word && raw_field(e, "expected"))
            reader_fault(&r, "is missing, expected a number in the unit of the value, or a "
                             "share of what is expected such as \"5%%\"");
        return;
    }
    if (word) {
        reader_fault(&r, "is given, but a word is right or wrong; write nil in its place");
    } else if (r.raw->kind == RAW_TEXT && share_of_text(r.raw->text, &share)) {
        x->tolerance = share * fabs(x->expected);
        x->within = r.raw->text;
    } else if (!constant(b, r.raw, x->unit, &x->tolerance) || x->tolerance < 0) {
        wrong_type(&r, r.raw);
    } else {
        char words[96];
        value_format(x->tolerance, UNIT_PLAIN, words);
        x->within = arena_text(b->arena, words);
        if (x->expected != 0 && x->tolerance >= fabs(x->expected))
            reader_fault(&r,
                         "is %s, as much as what is expected, so that nothing would pass "
                         "as well; for a share of it write a text such as \"5%%\"",
                         words);
    }
}

static void expect_check(Build *b, Expect *x, const RawEntity *e) {
    Reader r = reader_of(b, e, "value");
    const Raw *raw = value_of(e);
    x->value = FORMULA_NONE;
    if (!raw || !formula_fine(b, &r, raw)) return;
    const Node *n = graph_node(b->graph, raw->formula);
    int alone = n->op == OP_RESULT ? finding_of(b, n->a) : -1;
    x->value = raw->formula;
    x->unit = n->unit;
    bool word = alone >= 0 && finding_at(b, alone)->word;
    expected_read(b, x, e, word);
    tolerance_read(b, x, e, word);
}

// Conclusions.

static void conclusion_check(Build *b, Conclusion *c, const RawEntity *e) {
    Reader r = reader_of(b, e, "value"), bound = reader_of(b, e, "bound");
    const Raw *raw = value_of(e);
    char found[160], unit[64];
    c->value = FORMULA_NONE;
    if (!raw || !formula_fine(b, &r, raw) || !no_word_inside(b, &r, raw)) return;
    c->value = raw->formula;
    c->unit = graph_node(b->graph, raw->formula)->unit;
    if (bound.raw && !constant(b, bound.raw, c->unit, &c->bound))
        reader_fault(&bound, "is %s, expected a number in the unit of the value: %s",
                     raw_words(b, bound.raw, found), unit_name(c->unit, unit));
}

// The headline.

static void placeholder_check(Build *b, const char *name, size_t n) {
    const Roll *roll = &b->room[ROOM_RESULT].roll;
    char *word = arena_textn(b->arena, name, n), found[80], tip[256];
    if (n && word[n - 1] == '%') word[n - 1] = 0;
    int line = raw_field(b->setting, "headline")->line, i = roll_find(roll, word);
    if (i >= 0 && finding_at(b, i)->of_case >= 0)
        entity_fault(b, b->setting, "headline", line,
                     "names result \"%s\", which is of a case: a headline shows the run itself "
                     "and the baseline",
                     quote(word, found));
    if (i >= 0 || b->draft->cut) return;
    advice(word, roll->name, roll->n, "result", tip);
    entity_fault(b, b->setting, "headline", line,
                 "names result \"%s\", which is not declared, %s", quote(word, found), tip);
}

static void headline_check(Build *b) {
    const char *at = b->s->headline;
    while (at && (at = strchr(at, '{'))) {
        const char *end = strchr(at, '}');
        if (!end) {
            entity_fault(b, b->setting, "headline", raw_field(b->setting, "headline")->line,
                         "has a { without its }, expected the name of a result between them");
            return;
        }
        placeholder_check(b, at + 1, (size_t)(end - at - 1));
        at = end + 1;
    }
}

void results_check(Build *b) {
    Room *results = &b->room[ROOM_RESULT], *expects = &b->room[ROOM_EXPECT];
    for (int i = 0; i < results->roll.n; i++) {
        const RawEntity *e = results->roll.entity[i];
        Finding *o = finding_at(b, i);
        result_value(b, o, e);
        formula_alone(b, o, e);
        parties_check(b, o, e);
        currency_check(b, o, e);
    }
    for (int i = 0; i < expects->roll.n; i++)
        expect_check(b, &((Expect *)(void *)expects->items)[i], expects->roll.entity[i]);
    Room *conclusions = &b->room[ROOM_CONCLUDE];
    for (int i = 0; i < conclusions->roll.n; i++)
        conclusion_check(b, &((Conclusion *)(void *)conclusions->items)[i],
                         conclusions->roll.entity[i]);
    headline_check(b);
}
