// The mechanisms, one file each, in the order of the step (market.c). Each reads what those
// before it wrote in the Market; its file names the equations.
#ifndef ENGINE_MARKET_STEP_H
#define ENGINE_MARKET_STEP_H

#include "market/plan.h"

// levers.c: rules move levers; formulas, paths and the time of instruments are read.
void levers_plan(Market *m); // numbers that nothing moves, once
void levers_start(Market *m, int lanes, const double *const inputs[]);
bool levers_move(Market *m);
void path_ahead(const Market *m, Num n, const Lane *when, Lane *out);

// shock.c
void shocks_start(Market *m);
bool shocks_move(Market *m);
static inline bool levers_may_move(const Market *m) {
    return m->o.hook || m->has_shocks;
}

// box.c: which chips are inside the thresholds of an instrument.
void boxes_set(Market *m);

// price.c: what buyers pay, what levies and duties take, what bundling costs.
void prices_set(Market *m);
// subsidy.c: what authorities pay of a price; it becomes what the buyer pays.
void subsidies_take(Market *m, int pair, Lane *pay);
// guideline.c
void guideline_ratio(const Market *m, int guideline, Lane *ratio);
// bundling.c: the best domestic chip `d` of a buyer among those in stock (open), what each
// import needs of it.
void partner_set(Market *m, int buyer, bool open);
void bundling_rates(Market *m);
void bundling_costs(Market *m);
void bundling_window(Market *m, int pair, const Lane *q); // what a purchase adds to windows
void bundling_holds(Market *m);
void bundling_start(Market *m); // slack of the window before the step
void bundling_end(Market *m);   // what the step adds to it
// menu.c: best first.
void menus_rank(Market *m);

// access.c: what controls leave open. approval.c: what approvals let in.
void access_set(Market *m);
void gates_spare(
    Market *m); // what needs no approval where one is in force in a part of the step
void approvals_start(Market *m);             // of a run
void approvals_set(Market *m);               // of a step
void rooms_record(Market *m);                // before purchases: `cap_left`
void approvals_offer(Market *m, bool whole); // to buyers: their parts, or all to each
void approvals_offer_free(Market *m, int buyer, unsigned removed);
void approval_left(const Market *m, int k, unsigned removed, Lane *left);
void direct_rooms(Market *m, int approval);
void approvals_share(Market *m); // parts from what each asked when offered all
void gate_limit(const Market *m, int gate, Lane *x); // lowers x to the room of one authority
void approvals_take(Market *m, int pair, const Lane *x); // of what is offered
void approvals_draw(Market *m, int pair, const Lane *q, bool more);
void approvals_end(Market *m);

void budget_start(Market *m);
void budget_add(Market *m);
const Lane *rate_of(const Market *m, int currency); // own currency per USD; NULL for USD
void years_money(const Market *m, const YearNums *years, Lane *out); // that the step releases
// opex.c: money for leases.
void opex_start(Market *m);
void opex_add(Market *m);
void opex_pay(Market *m, int buyer, const Lane *bill);
// lease.c
void leases_start(Market *m);
void leases_run(Market *m);
void lease_bills_to_come(const Market *m, int buyer, Lane *out); // USD
void leased_worth(const Market *m, int buyer, int workload, Lane *out);
void want_start(Market *m);
void want_set(Market *m);
void want_end(Market *m); // what is left of it is unmet
void supply_start(Market *m);
void supply_make(Market *m);
void tapeouts_start(Market *m);
void tapeouts_want(Market *m);
void tapeouts_make(Market *m);
void tapeouts_nre(Market *m);
// resource.c: what lines and tape-outs get of what they share. wafer.c: wafers for a unit.
void resources_set(Market *m);
void resources_reach(const Market *m, int maker, Lane *capacity);
void resources_share(Market *m);
void wafers_set(Market *m);
void wafers_learn(Market *m);
// ladder.c: which chips that follow others are designed by now.
void ladder_start(Market *m);
void ladder_climb(Market *m);
bool foundry_held(const Market *m, const char *foundry, Lane *open);

// wish.c: what one buyer would buy of a menu, best first. domestic.c: step 7. buy.c: rounds of
// wishing and rationing. m->round is 0 in the first.
void wish_make(Market *m, const Menu *menu, int buyer);
void domestic_ask(Market *m, int buyer);
void domestic_wish(Market *m, int buyer);
void buy_step(Market *m);
// ration.c: shares the stock of a chip among the pairs that bid: q of each.
void ration(Market *m, int chip, const Ids *bids);

void inflation_set(Market *m);
void settle_start(Market *m);
void settle(Market *m);
void deliver_start(Market *m);
void deliver(Market *m);
void write_down(Market *m);
// efficiency.c: what algorithms make of compute.
void gains_start(Market *m);
void gains_ask(Market *m); // notes what is wanted, before purchases
void gains_move(Market *m);
void effective_compute(const Market *m, Lane *compute); // [buyer][workload], in place
// learn.c: step 13, and the list prices and unit costs that come of it.
void learn_start(Market *m);
void lists_set(Market *m);
const Lane *list_price(const Market *m, int pair);
const Lane *unit_cost(const Market *m, int chip);
void learn(Market *m);

// binding.c: asked before the first round of 8 sells, answered after it.
void binding_ask(Market *m);
void binding_answer(Market *m);
void interest_ask(Market *m); // what controls and approvals hold back, there too

// buffer.c: into the two series, each of which may be NULL.
void buffer_start(Market *m);
void buffer_step(Market *m, Lane *step, Lane *cumulative);

// record.c, ledger.c
void record_plan(Market *m);
void record_start(Market *m, Series *out, int first_run);
void record_step(Market *m);
void record_end(Market *m);
void ledger_start(Market *m);
void ledger_prices(Market *m);
void ledger_step(Market *m);
bool ledger_end(Market *m, Ledger *ledgers, Faults *faults); // of each lane; NULL

void memory_new(Market *m); // memory.c: all lanes of a block

#ifdef TERMS
#define TERM(m, name, unit, party, chip, workload, lane)                                       \
    if (!(m)->quiet)                                                                           \
    terms_add((m)->o.terms, (Term){(m)->step, (m)->round, name, unit, party, chip, workload,   \
                                   (lane)->p[0][0]})
#else
#define TERM(m, name, unit, party, chip, workload, lane) ((void)(lane))
#endif

#endif
