// What shocks set, and what a script must not do with a lever that a shock moves during a run.
#include "scenario/build.h"

void read_levers(Reader *r) {
    LeverValues *out = r->member;
    *out = (LeverValues){0};
    if (!r->raw) return;
    bool table = r->raw->kind == RAW_MAP && r->raw->n > 0;
    if (!table) {
        wrong_type(r, r->raw);
        return;
    }
    CaseValue *values = ARENA_NEW(r->b->arena, CaseValue, r->raw->n);
    for (int i = 0; i < r->raw->n; i++) {
        const RawItem *item = &r->raw->items[i];
        RawField f = {item->key ? item->key : "", r->line, item->value};
        out->n += case_field(r->b, r->entity, &f, &values[out->n]);
    }
    out->at = values;
}

// A trace holds on one side of its branches, and a run cannot change sides in the middle.
static void branch_check(Build *b, const RawEntity *e, const Input *in, int input) {
    const Draft *d = b->draft;
    const char *file = NULL;
    int line = 0;
    for (int i = 0; i < d->n_guards && !file; i++) {
        const Guard *g = &d->guards[i];
        if (!formula_uses(b->graph, g->a, input) && !formula_uses(b->graph, g->b, input))
            continue;
        file = g->file, line = g->line;
    }
    for (int i = 0; i < d->n_opaques && !file; i++)
        if (d->opaques[i].input == input) file = d->opaques[i].file, line = d->opaques[i].line;
    if (!file) return;
    entity_fault(
        b, e, "sets", raw_field(e, "sets")->line,
        "moves %s during the run, but the script itself branches on it (%s:%d): take the "
        "branch out, or give the shock a lever of its own",
        in->name, file, line);
}

void shocks_check(Build *b) {
    Room *room = &b->room[ROOM_SHOCK];
    for (int i = 0; i < room->roll.n; i++) {
        const Shock *x = &((const Shock *)(const void *)room->items)[i];
        const RawEntity *e = room->roll.entity[i];
        if (!raw_field(e, "at") && !raw_field(e, "hazard") && !e->no_fields)
            entity_fault(b, e, "at", e->line,
                         "is missing and hazard too, expected one of them such as at = "
                         "\"2026-07\" or hazard = 0.34 / month");
        for (int k = 0; k < x->sets.n; k++)
            branch_check(b, e, &b->draft->inputs[x->sets.at[k].input], x->sets.at[k].input);
    }
}
