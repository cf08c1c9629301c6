#include "script/rules.h"

#include "base/calendar.h"
#include "script/branch.h"
#include "script/entity.h"
#include "script/sandbox.h"

#include <stdlib.h>
#include <string.h>

// Calls a function of ours in the rules' state, under the handler.
static bool call_own(Rules *r, lua_CFunction function) {
    lua_pushcfunction(r->run->L, function);
    lua_pushlightuserdata(r->run->L, r);
    return run_call(r->run, 1, 0);
}

// Those that the variant was traced with.
static OpaqueSet opaques_of(const Script *s, const Draft *d, Arena *arena) {
    OpaqueUse *use = ARENA_NEW(arena, OpaqueUse, s->n_opaque);
    int n = 0;
    for (int i = 0; i < s->n_opaque; i++)
        for (int k = 0; k < d->n_opaques; k++)
            if (strcmp(d->inputs[d->opaques[k].input].name, s->opaque[i].name) == 0)
                use[n++] = s->opaque[i];
    return (OpaqueSet){n, use};
}

Rules *rules_new(Script *s, const Scenario *variant, Faults *faults) {
    Arena *arena = arena_new();
    Rules *r = ARENA_NEW(arena, Rules, 1);
    *r = (Rules){.script = s, .scenario = variant, .arena = arena, .faults = faults};
    RunPlan plan = {.mode = RUN_RULE, .point = variant->draft->point, .loud = false};
    plan.base = s->variants[0]->draft;
    plan.opaque = opaques_of(s, variant->draft, arena);
    r->run = run_new(s->files, &s->limits, &plan);
    r->values =
        memory_grow(NULL, sizeof *r->values * (size_t)(graph_size(r->run->draft->graph) + 1));
    bool fine = run_clean(r->run) && call_own(r, l_world_open) && call_own(r, l_freeze);
    if (!fine) {
        run_report(r->run, "", faults);
        rules_free(r);
        return NULL;
    }
    r->run->mode = RUN_RULE;
    r->run->plan.loud = true;
    r->run->seed = variant->seed;
    return r;
}

void rules_free(Rules *r) {
    if (!r) return;
    run_free(r->run, false);
    free(r->values);
    arena_free(r->arena);
}

static void report(Rules *r, const Rule *rule, const char *words) {
    char date[16];
    date_format(r->scenario->calendar.from + r->view->t, date);
    Text at = {0};
    text_printf(&at, "rule \"%s\" at %s: ", rule->name, date);
    if (words) fault_add(r->faults, rule->file, rule->line, "%s%s", text_get(&at), words);
    if (!words) run_report(r->run, text_get(&at), r->faults);
    text_done(&at);
}

// The trace in use holds on one side of each of its branches.
static bool still_holds(Rules *r, const Rule *rule) {
    const Guard *guard = NULL;
    const Opaque *opaque = NULL;
    const Draft *d = r->scenario->draft;
    if (!r->moved || draft_holds(r->script, d, r->view->inputs, &guard, &opaque)) return true;
    const Input *in = &d->inputs[r->moved_input];
    Arena *a = arena_new();
    const char *value = input_format(in, r->view->inputs[r->moved_input], a);
    if (opaque) {
        const Input *fixed = &d->inputs[opaque->input];
        report(
            r, rule,
            arena_printf(a,
                         "moves %s to %s, but the script itself needs %s = %s (%s:%d): a rule "
                         "cannot move it",
                         in->name, value, fixed->name, input_format(fixed, opaque->value, a),
                         opaque->file, opaque->line));
    } else {
        report(
            r, rule,
            arena_printf(a,
                         "moves %s to %s, but the script was read for %s (%s:%d): keep it on "
                         "that side, or take the branch out",
                         in->name, value, guard_words(d, guard, guard->outcome, a), guard->file,
                         guard->line));
    }
    arena_free(a);
    return false;
}

static int l_call_rule(lua_State *L) {
    push_rule(L, (int)lua_tointeger(L, 2));
    push_world(L);
    lua_call(L, 1, 0);
    return 0;
}

static bool run_rule(Rules *r, int number) {
    const Rule *rule = &r->run->rules[number];
    lua_State *L = r->run->L;
    r->moved = false;
    r->run->instructions = 0;
    bool fine = call_own(r, l_refresh);
    if (fine) {
        lua_pushcfunction(L, l_call_rule);
        lua_pushlightuserdata(L, r);
        lua_pushinteger(L, number);
        fine = run_call(r->run, 2, 0);
    }
    if (!fine) {
        report(r, rule, NULL);
        return false;
    }
    const char *changed = changed_variable(r);
    if (changed) {
        Arena *a = arena_new();
        report(r, rule,
               arena_printf(a, "changes '%s', a variable from outside: keep it in w.memory",
                            changed));
        arena_free(a);
        return false;
    }
    return still_holds(r, rule);
}

enum { NUMBERS_PER_STEP = 1 << 20 }; // of math.random

bool rules_hook(void *rules, MarketView *view) {
    Rules *r = rules;
    r->view = view;
    r->run->draw = (uint64_t)view->draw;
    r->run->random_index = (uint64_t)(view->step + 1) * NUMBERS_PER_STEP;
    bool fine = true;
    for (int i = 0; i < r->run->n_rules && fine; i++) {
        r->fresh = view->step == 0 && i == 0;
        fine = run_rule(r, i);
    }
    r->view = NULL;
    return fine;
}
