// One run of a block of lanes: the step, from top to bottom. The equations stand in the file of
// each mechanism; engine/README.md has them all.
#include "market/step.h"

#include "scenario/tape_lanes.h"

static bool step_run(Market *m) {
    if (!levers_move(m)) return false; // 1 rules, formulas, paths, time of instruments
    boxes_set(m);                      // 2 which chips thresholds mean
    prices_set(m);                     //   what is paid, what bundling costs, who is best
    access_set(m);                     //   what controls leave open
    ladder_climb(m);                   //   which successors are designed by now
    approvals_set(m);                  //   what approvals let in
    tapeouts_nre(m);                   // 3 NRE that falls due
    budget_add(m);                     //   money released, carried, lapsed
    opex_add(m);
    want_set(m); // 4 compute wanted
    gains_ask(m);
    supply_make(m); // 5 lines and tape-outs (12)
    inflation_set(m);
    buy_step(m);   // 6 captive, 7 domestic under bundling, 8 the rest
    settle(m);     // 9 payments, levies, duties
    deliver(m);    // 10 arrive, install, retire
    leases_run(m); // 11 bills, run-off, new contracts
    want_end(m);
    gains_move(m);  //   what algorithms make of compute
    learn(m);       // 13 what was made teaches the next step
    record_step(m); // 14 series, binding, ledger
    return true;
}

static void run_start(Market *m, int lanes, const double *const inputs[],
                      const uint64_t draws[], Series *out, int first_run) {
    for (int i = 0; i < lanes; i++) m->draw[i] = draws[i];
    m->step = 0;
    levers_start(m, lanes, inputs);
    approvals_start(m);
    budget_start(m);
    opex_start(m);
    leases_start(m);
    want_start(m);
    gains_start(m);
    supply_start(m);
    ladder_start(m);
    learn_start(m);
    tapeouts_start(m);
    settle_start(m);
    deliver_start(m);
    ledger_start(m);
    record_start(m, out, first_run);
}

static bool market_run(Market *m, int lanes, const double *const inputs[],
                       const uint64_t draws[], Series *out, int first_run, Ledger ledgers[],
                       Faults *faults) {
    run_start(m, lanes, inputs, draws, out, first_run);
    for (m->step = 0; m->step < m->s->calendar.steps; m->step++) {
        m->t = calendar_time(&m->s->calendar, m->step);
        m->t_next = calendar_time(&m->s->calendar, m->step + 1);
        if (!step_run(m)) return false;
    }
    record_end(m);
    return ledger_end(m, ledgers, faults);
}

static void tape_eval(const Scenario *s, int lanes, const double *const inputs[], double *out) {
    Arena *arena = arena_new();
    Lane *regs = ARENA_NEW(arena, Lane, s->tape->n_ops);
    Lane *slots = ARENA_NEW(arena, Lane, s->n_slots);
    tape_constants(s->tape, regs, slots);
    tape_lanes(s->tape, lanes, inputs, regs, slots);
    for (int i = 0; i < s->n_slots; i++)
        for (int lane = 0; lane < LANES; lane++)
            out[i * LANES + lane] = lane_at(&slots[i], lane);
    arena_free(arena);
}

#define TEXT_OF(x) #x
#define NAME_OF(x) TEXT_OF(x)

const Kernel KERNEL = {NAME_OF(KERNEL) + sizeof "kernel_" - 1, plan_new, plan_free, market_run,
                       tape_eval};
