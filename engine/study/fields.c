#include "study/fields.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_KINDS = 24 };

// The array of the scenario that holds the entities of one kind; levies share theirs.
typedef struct Shelf {
    const char *kind;
    int n;
    const void *items;
} Shelf;

static int shelves(const Scenario *s, Shelf out[FIRST_KINDS]) {
    const Shelf all[] = {{"workload", s->n_workloads, s->workloads},
                         {"currency", s->n_currencies, s->currencies},
                         {"chip", s->n_chips, s->chips},
                         {"resource", s->n_resources, s->resources},
                         {"line", s->n_lines, s->lines},
                         {"buyer", s->n_buyers, s->buyers},
                         {"control", s->n_controls, s->controls},
                         {"approval", s->n_approvals, s->approvals},
                         {"export_levy", s->n_levies, s->levies},
                         {"tariff", s->n_levies, s->levies},
                         {"bundling", s->n_bundlings, s->bundlings},
                         {"guideline", s->n_guidelines, s->guidelines},
                         {"subsidy", s->n_subsidies, s->subsidies},
                         {"tapeout", s->n_tapeouts, s->tapeouts},
                         {"shock", s->n_shocks, s->shocks},
                         {"lease", s->n_leases, s->leases},
                         {"efficiency", s->n_efficiencies, s->efficiencies}};
    memcpy(out, all, sizeof all);
    return (int)(sizeof all / sizeof *all);
}

static const RawEntity *raw_of(const Scenario *s, const char *kind, const char *name) {
    const Draft *d = s->draft;
    for (int i = 0; i < d->n_entities; i++) {
        const RawEntity *e = &d->entities[i];
        if (e->name && strcmp(e->kind, kind) == 0 && strcmp(e->name, name) == 0) return e;
    }
    return NULL;
}

static bool belongs(const Shelf *shelf, const char *item) {
    bool duty = strcmp(shelf->kind, "tariff") == 0;
    if (!duty && strcmp(shelf->kind, "export_levy") != 0) return true;
    return ((const Levy *)(const void *)item)->duty == duty;
}

int scenario_entities(const Scenario *s, Arena *arena, Entity **out) {
    Shelf shelf[FIRST_KINDS];
    int n = 0, cap = 0, count = shelves(s, shelf);
    *out = NULL;
    for (int k = 0; k < count; k++) {
        const Kind *kind = kind_find(shelf[k].kind);
        for (int i = 0; i < shelf[k].n; i++) {
            const char *item = (const char *)shelf[k].items + kind->size * (size_t)i;
            const Head *head = (const Head *)(const void *)item;
            if (!belongs(&shelf[k], item)) continue;
            const RawEntity *raw = raw_of(s, kind->name, head->name);
            // The workload of a script that declares none is nobody's.
            if (!raw) continue;
            Entity e = {kind, head, raw};
            ARENA_PUSH(arena, *out, n, cap, e);
        }
    }
    return n;
}

typedef struct Collector {
    const Scenario *s;
    Arena *arena;
    int n, cap;
    NumberField *at;
} Collector;

static void collect(Collector *c, NumberField f, const char *key, Num num) {
    if (num == NUM_NONE) return;
    f.key = key;
    f.num = num;
    ARENA_PUSH(c->arena, c->at, c->n, c->cap, f);
}

static void collect_years(Collector *c, NumberField f, const YearNums *y) {
    if (y->n == 1 && !f.given) return;
    bool by_year = false;
    for (int i = 0; i < f.of.raw->n_fields; i++)
        if (strcmp(f.of.raw->fields[i].name, f.field->name) == 0)
            by_year = f.of.raw->fields[i].value.kind == RAW_MAP;
    for (int i = 0; i < y->n; i++)
        collect(c, f, by_year ? arena_printf(c->arena, "%d", y->first_year + i) : NULL,
                y->amount[i]);
}

static void collect_field(Collector *c, NumberField f) {
    const void *member = (const char *)f.of.head + f.field->offset;
    switch (f.field->type) {
    case FIELD_NUMBER:
    case FIELD_DATE:
        collect(c, f, NULL, *(const Num *)member);
        break;
    case FIELD_PASS_THROUGH: {
        const PassThrough *p = member;
        if (p->kind == PASS_NUMBER) collect(c, f, NULL, p->rho);
        break;
    }
    case FIELD_YEARS:
        collect_years(c, f, member);
        break;
    case FIELD_BY_WORKLOAD: {
        const WorkloadNums *w = member;
        for (int i = 0; w->amount && i < c->s->n_workloads; i++)
            collect(c, f, c->s->n_workloads > 1 ? c->s->workloads[i].head.name : NULL,
                    w->amount[i]);
        break;
    }
    case FIELD_BY_RESOURCE: {
        const ResourceNums *r = member;
        for (int i = 0; r->amount && i < c->s->n_resources; i++)
            collect(c, f, c->s->resources[i].head.name, r->amount[i]);
        break;
    }
    default:
        break;
    }
}

int number_fields(const Scenario *s, Arena *arena, NumberField **out) {
    Collector c = {.s = s, .arena = arena};
    Entity *entities;
    int n = scenario_entities(s, arena, &entities);
    for (int i = 0; i < n; i++)
        for (int k = 0; k < entities[i].kind->n_fields; k++) {
            NumberField f = {.of = entities[i],
                             .field = &entities[i].kind->fields[k],
                             .line = entities[i].head->line};
            for (int j = 0; j < f.of.raw->n_fields; j++) {
                if (strcmp(f.of.raw->fields[j].name, f.field->name) != 0) continue;
                f.given = true;
                f.line = f.of.raw->fields[j].line;
            }
            if (f.given || !f.field->quiet) collect_field(&c, f);
        }
    *out = c.at;
    return c.n;
}

const char *field_path(const NumberField *f, bool kind, Arena *arena) {
    return arena_printf(arena, "%s%s%s.%s%s%s%s", kind ? f->of.kind->name : "", kind ? "." : "",
                        f->of.head->name, f->field->name, f->key ? "[" : "",
                        f->key ? f->key : "", f->key ? "]" : "");
}

bool num_is_path(const Scenario *s, Num n) {
    return n >= s->n_slots;
}

const PathPlan *num_path(const Scenario *s, Num n) {
    return num_is_path(s, n) ? &s->paths[n - s->n_slots] : NULL;
}

bool num_uses(const Scenario *s, Num n, int input) {
    const PathPlan *p = num_path(s, n);
    if (!p) return formula_uses(s->draft->graph, s->slots[n].formula, input);
    for (int i = 0; i < p->n; i++)
        if (num_uses(s, p->date[i], input) || num_uses(s, p->value[i], input)) return true;
    return false;
}

double num_written(const Scenario *s, Num n, const double *inputs) {
    return formula_value(s->draft->graph, s->slots[n].formula, inputs);
}

const RawEntity *entity_raw(const Scenario *s, const Entity *e) {
    for (int i = 0; i < s->draft->n_entities; i++) {
        const RawEntity *raw = &s->draft->entities[i];
        if (raw->name == e->head->name && strcmp(raw->kind, e->kind->name) == 0) return raw;
    }
    return NULL;
}

const SourceDoc *source_find(const Scenario *s, const char *id) {
    for (int i = 0; i < s->n_sources; i++)
        if (strcmp(s->sources[i].head.name, id) == 0) return &s->sources[i];
    return NULL;
}

bool names_have(const Names *names, const char *name) {
    for (int i = 0; i < names->n; i++)
        if (strcmp(names->name[i], name) == 0) return true;
    return false;
}
