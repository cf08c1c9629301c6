#include "study/bibliography.h"

#include "study/footing.h"

#include <string.h>

typedef struct Collector {
    Arena *arena;
    int n, cap;
    Holder *at;
    int n_docs, cap_docs;
    const SourceDoc **docs;
} Collector;

static void holder_add(Collector *c, Holder h) {
    for (int i = 0; i < c->n; i++)
        if (strcmp(c->at[i].what, h.what) == 0) return;
    ARENA_PUSH(c->arena, c->at, c->n, c->cap, h);
}

static void inputs_add(Collector *c, const Scenario *s) {
    for (int i = 0; i < s->n_inputs; i++) {
        const Input *in = &s->inputs[i];
        const char *kind = in->kind == INPUT_LEVER ? "lever" : "assumption";
        holder_add(c, (Holder){arena_printf(c->arena, "%s %s", kind, in->name),
                               in->file,
                               in->line,
                               true,
                               true,
                               {in->n_sources, in->sources}});
    }
}

// A number of the entity's own: not a lever or an assumption as it is.
static bool own_number(const Scenario *s, const NumberField *f) {
    if (!f->given) return false;
    Formula formula = scenario_formula(s, f->num);
    if (formula == FORMULA_NONE) return true;
    const Node *n = graph_node(s->draft->graph, formula);
    return n->op != OP_INPUT && !(n->op == OP_CONST && is_off(n->value));
}

static void holder_of(Collector *c, const Entity *e, const char *list, Names ids) {
    const Head *h = e->head;
    const char *what = arena_printf(c->arena, "%s \"%s\"%s%s", e->kind->name, h->name,
                                    *list ? ": " : "", list);
    holder_add(c, (Holder){what, h->file, h->line, *list != 0, false, ids});
}

// A field whose source is named by itself is a holder of its own, the others are one together.
static void entity_add(Collector *c, const Scenario *s, const Entity *e, const NumberField *f,
                       int n) {
    const RawEntity *raw = entity_raw(s, e);
    const char *list = "", *last = "";
    bool alone = false;
    for (int i = 0; i < n; i++) {
        if (f[i].of.head != e->head || !own_number(s, &f[i])) continue;
        if (strcmp(last, f[i].field->name) == 0) continue;
        last = f[i].field->name;
        bool own = raw && source_by_field(raw, last);
        if (own)
            holder_of(c, e, last, sources_for(raw, last, c->arena));
        else
            list = arena_printf(c->arena, "%s%s%s", list, *list ? ", " : "", last);
        alone = alone || own;
    }
    Names rest = alone ? sources_for(raw, "", c->arena) : e->head->sources;
    if (*list || rest.n || !alone) holder_of(c, e, list, rest);
}

static void entities_add(Collector *c, const Scenario *s) {
    NumberField *fields;
    Entity *e;
    int n_fields = number_fields(s, c->arena, &fields), n = scenario_entities(s, c->arena, &e);
    for (int i = 0; i < n; i++) entity_add(c, s, &e[i], fields, n_fields);
}

static bool same_names(const Names *a, const Names *b) {
    for (int i = 0; i < a->n && a->n == b->n; i++)
        if (strcmp(a->name[i], b->name[i]) != 0) return false;
    return a->n == b->n;
}

// The values of a case, those with the same sources together.
static void case_add(Collector *c, const Scenario *s, const Case *k) {
    for (int i = 0; i < k->n_values; i++) {
        const Names *ids = &k->values[i].sources;
        const char *list = "";
        bool told = false, number = false;
        for (int v = 0; v < k->n_values; v++) {
            const Input *in = &s->inputs[k->values[v].input];
            if (!same_names(ids, &k->values[v].sources)) continue;
            told = told || v < i;
            number = number || case_value_counts(in, &k->values[v]);
            list = arena_printf(c->arena, "%s%s%s", list, *list ? ", " : "", in->name);
        }
        if (told) continue;
        const char *what = arena_printf(c->arena, "case \"%s\": %s", k->name, list);
        holder_add(c, (Holder){what, k->file, k->line, number, false, *ids});
    }
}

static void docs_add(Collector *c, const Scenario *s) {
    for (int i = 0; i < s->n_sources; i++) {
        bool known = false;
        for (int k = 0; k < c->n_docs; k++)
            known = known || strcmp(c->docs[k]->head.name, s->sources[i].head.name) == 0;
        if (!known) ARENA_PUSH(c->arena, c->docs, c->n_docs, c->cap_docs, &s->sources[i]);
    }
}

static bool collect(Collector *c, Script *script, Faults *faults) {
    const Scenario *base = script_base(script);
    double *values = ARENA_NEW(c->arena, double, base->n_inputs + 1);
    bool fine = true;
    for (int i = -1; i < base->n_cases; i++) {
        if (i < 0)
            script_base_values(script, values);
        else
            script_case_values(script, i, values);
        const Scenario *s = script_variant(script, values, faults);
        fine = fine && s;
        if (!s) continue;
        inputs_add(c, s);
        entities_add(c, s);
        for (int k = 0; k < s->n_cases; k++) case_add(c, s, &s->cases[k]);
        docs_add(c, s);
    }
    return fine;
}

static Names holders_of(const Collector *c, const char *id) {
    const char **names = ARENA_NEW(c->arena, const char *, c->n + 1);
    int n = 0;
    for (int i = 0; i < c->n; i++)
        if (names_have(&c->at[i].sources, id)) names[n++] = c->at[i].what;
    return (Names){n, names};
}

static bool is_declared(const Collector *c, const char *id) {
    for (int i = 0; i < c->n_docs; i++)
        if (strcmp(c->docs[i]->head.name, id) == 0) return true;
    return strcmp(id, "assumed") == 0;
}

// A script that declares no source at all may still name ids.
static void undeclared_add(const Collector *c, Bibliography *b, SourceUse *used) {
    for (int i = 0; i < c->n; i++)
        for (int k = 0; k < c->at[i].sources.n; k++) {
            const char *id = c->at[i].sources.name[k];
            bool told = is_declared(c, id);
            for (int j = 0; j < b->n_used && !told; j++) told = strcmp(used[j].id, id) == 0;
            if (told) continue;
            used[b->n_used++] = (SourceUse){id, NULL, holders_of(c, id)};
            b->n_undeclared++;
        }
}

static int count_ids(const Collector *c) {
    int n = c->n_docs;
    for (int i = 0; i < c->n; i++) n += c->at[i].sources.n;
    return n;
}

static void sort_out(const Collector *c, Bibliography *b) {
    SourceUse *used = ARENA_NEW(c->arena, SourceUse, count_ids(c) + 1);
    const SourceDoc **unused = ARENA_NEW(c->arena, const SourceDoc *, c->n_docs + 1);
    for (int i = 0; i < c->n_docs; i++) {
        Names holders = holders_of(c, c->docs[i]->head.name);
        if (holders.n)
            used[b->n_used++] = (SourceUse){c->docs[i]->head.name, c->docs[i], holders};
        else
            unused[b->n_unused++] = c->docs[i];
    }
    undeclared_add(c, b, used);
    b->used = used;
    b->unused = unused;
    b->assumed = holders_of(c, "assumed");
    for (int i = 0; i < c->n; i++) {
        const Names *ids = &c->at[i].sources;
        if (!c->at[i].has_number) continue;
        b->n_bare += ids->n == 0;
        b->n_assumed += ids->n == 1 && names_have(ids, "assumed");
        b->n_sourced += ids->n > 1 || (ids->n == 1 && !names_have(ids, "assumed"));
    }
}

bool bibliography_make(Script *s, Arena *arena, Bibliography *out, Faults *faults) {
    Collector c = {.arena = arena};
    *out = (Bibliography){0};
    if (!collect(&c, s, faults)) return false;
    out->n_holders = c.n;
    out->holders = c.at;
    sort_out(&c, out);
    return true;
}
