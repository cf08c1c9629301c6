// Inside the market: the plan of a scenario (which buyer may buy which chip, what acts on whom;
// made once, the same for all draws) and the state of one block of lanes. Only market/ includes
// it. Arrays are indexed as said: [chip], [pair], [use] ...; a Lane is one number for each draw.
#ifndef ENGINE_MARKET_STATE_H
#define ENGINE_MARKET_STATE_H

#include "base/lane.h"
#include "market/kernel.h"
#include "market/lag.h"

_Static_assert(LANES == MARKET_LANES, "one block");

// Units. What rounding leaves of a purchase is no wish.
#define LEAST_WISH 1e-6

// Indices in a list.
typedef struct Ids {
    int n;
    int *at;
} Ids;

enum { HELD_NOT, HELD_PARTLY, HELD_WHOLLY };

// A buyer and a chip he may buy: every chip but those captive to others.
typedef struct Pair {
    int buyer, chip;
    bool domestic; // of the buyer's own origin, not grey
    bool import;   // foreign, not captive, not grey: controls and approvals act
    bool captive;
    bool controlled; // some control acts on it
    int held;        // in the step: HELD_NOT, HELD_PARTLY, HELD_WHOLLY: in all lanes
    Ids uses, gates, dues;
    Ids ties; // rules of the buyer that count it, as import or as domestic: bundlings first
    int hard; // how many of the ties are bundlings: they hold imports back
    int first_hold; // of holds, one for each tie
    bool takes;     // some gate is not direct
} Pair;

// A buyer's compute under one lease for one workload.
typedef struct Rental {
    int lease, buyer, workload;
    int wanted; // index [buyer][workload]
} Rental;

// A pair for one workload, and where what is asked for most often stands.
typedef struct Use {
    int pair, buyer, chip, workload;
    int served; // index [chip][workload]
    int wanted; // index [buyer][workload]
    const Lane *v, *inv_v, *pay, *inv_pay;
    Lane *desk_rest, *wish;
} Use;

// Chips of one buyer in the order in which he wants them. Where all lanes agree and nothing is
// tied, `order` says it; else `rank` of each lane (0 first), and who stands `at` which rank.
typedef struct Menu {
    int n;
    int *use;
    Lane *score, *rank;
    Lane *power; // score^sigma over that of the best; NULL without finite sigma
    bool agreed;
    int *order; // uses, best first
    bool *at;   // [rank][in menu] in some lane
    bool *tied; // [rank] several are, in some lane
} Menu;

// Who takes part in one of the three parts of the step's purchases.
typedef struct Bids {
    Ids *of;           // [chip] pairs
    Ids chips, buyers; // for which and who; a buyer may be left without a chip to bid for
} Bids;

typedef struct Grant { // what one approval may give one buyer
    int approval, buyer;
    bool direct; // its gate is
} Grant;

typedef struct Permit { // what an approval limits
    bool units, per_month, per_buyer, share, conversion, burden, clarity;
    bool shared; // by several buyers
    bool steady; // only a rate per month: what is left stays until it is drawn on
    bool counts; // what was bought under it in earlier steps
    bool drawn_on;
    Ids grants;
} Permit;

typedef struct Gate { // what the approvals of one authority may give one pair
    int pair;
    int authority;
    Ids grants;
    bool direct;    // one approval, for this buyer and use alone: nothing to share or to split
    int first_draw; // of draws, one for each grant; used where there are several grants
} Gate;

typedef struct Due { // what one levy or tariff takes of one pair; a subsidy gives: below 0
    int levy, pair, authority;
    bool subsidy; // `levy` is its index there
} Due;

typedef struct Tie { // one bundling, or one guideline (soft), and one buyer
    int rule, buyer;
    int basis;
    bool windowed, soft;
    Num value, window;
} Tie;

// What one unit of a maker takes of a resource. Makers: the lines, then the tape-outs.
typedef struct Drain {
    int maker, resource;
    int amount;  // index of num
    bool wafers; // instead: the wafers of a line
} Drain;

typedef struct StepYears {
    int first, n;    // calendar years the step lies in: one or two
    double share[2]; // of a year's money that the step releases
    bool begins;     // a year begins within the step
} StepYears;

// An instrument's time.
typedef struct Active {
    int authority;
    int from, to; // indices of num
    bool fixed;   // the same dates in all lanes
    bool boxed;   // acts on chips inside thresholds only
    double phi;   // of the last step, where fixed
    bool moved;   // phi differs from the last step's in some lane; read only where some may
} Active;

enum {
    NUM_ZERO,
    NUM_ONE,
    NUM_NO_CAP,
    NUM_SPARE
}; // after the slots and paths, for what is not given

typedef struct PathState {
    bool used, fixed; // fixed: dates are the same in all lanes
    bool moved;       // the value may differ from the last step's
    int grows_as;     // the first path with the same rate
    int segment;      // of the last step where fixed and flat, else -1
    Lane growth, factor;
} PathState;

// Of a shock, in one lane.
typedef struct Spell {
    double start, end; // months; of the spell under way or to come
    int count;         // spells so far, this one included
} Spell;

// Limits that `binding` asks about, as bits of what is taken away.
enum {
    FREE_CONTROL = 1,
    FREE_APPROVAL = 2,
    FREE_CONVERSION = 4,
    FREE_CAP = 8,
    FREE_BUDGET = 16,
    FREE_DEMAND = 32,
    FREE_BUNDLING = 64,
    FREE_ALL = 127
};

// One series column and where its value of the step stands.
typedef struct Track {
    const Lane *from;
    bool sums; // totals_only: add up over the run
    Lane *total;
} Track;

typedef struct Sum {
    const Lane *from;
    Lane *total;
} Sum;

struct Market {
    const Scenario *s;
    MarketOptions o;
    Arena *arena;
    int B, C, W; // buyers, chips, workloads
    double dt;   // months in a step

    // The plan.
    int n_pairs, n_uses, n_grants, n_gates, n_draws, n_dues, n_ties, n_holds, n_actives;
    Pair *pairs;
    Use *uses;
    Permit *permits; // [approval]
    Grant *grants;
    Gate *gates;
    Due *dues;
    Tie *ties;
    int n_rentals;
    Rental *rentals;
    Ids *buyer_rentals; // [buyer]
    int *chip_seller;   // [chip]
    bool *acts;         // [active][pair] imports that a control or an approval acts on
    // controls, approvals, levies, bundlings, guidelines, subsidies, leases,
    // efficiencies, in this order
    Active *actives;
    Menu *captive, *menu, *foreign; // [buyer]; foreign: the imports of menu, for `binding`
    Ids *buyer_pairs, *buyer_ties;  // [buyer]
    Bids captive_bids, tied_bids, open_bids; // parts 6, 7 and 8
    Ids *chip_pairs;                         // [chip]
    Drain *drains;
    int n_drains;
    Ids *maker_drains, *resource_drains;
    int *maker_chip;
    // Facts: what the scenario uses. Where it does not, the step leaves it out.
    bool has_captive, has_ties, has_windows, has_gates, has_shared, has_share_of;
    bool has_offers;      // some gate is not direct
    bool has_joint_gates; // several approvals of one authority on one pair
    bool has_spare;       // in the step: some approval is in force in a part of it
    bool has_counts;      // some permit counts
    bool has_grey;
    bool has_inflation, has_deposits, has_deploy, has_to_order, has_nre, has_access_uplift;
    bool has_targets, has_unmet_carry, has_lapse, has_capex_paths, retires;
    bool has_subsidies;
    bool has_seized;    // some grey chip may be seized
    bool has_detection; // and the share rises with what comes
    bool has_shocks;    // some shock may strike: levers move during the run
    bool has_boxes;     // some instrument has thresholds
    bool arrives_only;  // what is due is installed at once, stays, and nobody asks how it came
    bool has_leases, has_opex, has_efficiency;
    bool *has_fx;        // [buyer] the budget is in another currency than USD
    bool *mixes;         // [buyer] sigma is given
    bool *slack_at_hand; // [buyer] domestic captive chips or a window may give some
    bool has_ladder;     // some chip follows another
    bool has_resources, has_wafers, has_yield_learning;
    bool has_learning, has_response, has_own_prices; // own: one of the two
    bool *learns, *responds;                         // [chip]
    bool *learns_yield;                              // [line]
    bool *sure;                                      // [tapeout] its first silicon works
    bool keeps_wished, keeps_levels;
    Want want; // with rules everything, since they may look
    Ids price_paths;
    StepYears *years;                  // [step]
    bool actives_fixed, *actives_move; // [step] some phi may differ from the step before

    // Numbers of the run: slots, paths, and a few constants for what is not given.
    Lane *num, *regs;
    PathState *paths;
    Lane *phi;      // [active]
    Lane *box;      // [active][chip] 1 where the chip is inside its thresholds; where has_boxes
    double *inputs; // [lane][input], where rules may move them
    double *inputs_before;
    double *own_inputs; // [lane][input] what the lane's levers are without shocks
    double *struck;     // [input] while shocks set levers: when the latest of them struck
    Spell *spells;      // [shock][lane]
    Lane stirred;       // 1 where a shock moved a lever in the step
    const double *lane_inputs[LANES];
    uint64_t draw[LANES];
    int lanes, step, round;
    double t, t_next;
    bool numbers_moved, prices_moved, access_moved, partner_moved, years_moved;
    bool quiet; // no terms: what is computed is a what-if

    // Prices: [pair] unless said.
    Lane *list, *cost;        // [pair], [chip] where prices move by themselves
    Lane *learnt, *output;    // [chip] share of the first cost; made so far
    Lane *response, *offered; // [chip] over the list price; stock before purchases
    Lane *pay, *inv_pay, *effective, *bundling_cost, *net;
    Lane *due;       // [due] USD per unit
    Lane *v, *inv_v; // [chip][workload]
    // Bundling.
    Lane *ratio, *unlocks, *slack;          // [tie]; unlocks: NO_CAP where the ratio is 0
    Lane *hold, *hold_inverse;              // [pair's tie] slack that a unit uses; its inverse
    Lane *d_inverse;                        // [tie] 1 / measure of a unit of d
    Lane *window_domestic, *window_imports; // [tie][step]
    Lane *tie_domestic, *tie_imports;       // [tie] of the step
    Lane *bound;                            // [buyer] 1 where a ratio is above 0
    Lane *partner;                          // [pair] share of a domestic chip in "d"
    Lane *d_pay, *d_through;                // [buyer] of the best domestic chip
    Lane *d_v;                              // [buyer][workload]
    Lane *needs;                            // [pair] units of d for each import
    Lane *inv_plan_v;                       // [use] 1 / (v + n v_d)
    Lane *inv_plan_pay;                     // [pair]
    Lane *rank;                             // [use] in its menu

    // Access.
    Ids held;        // pairs with less than full access in some lane, in the step
    Lane *access;    // [pair]
    Lane *gate_room; // [gate] of a direct gate
    Lane *gate_pad;  // [gate] units that need no approval; NO_CAP where none is active
    Lane *gate_free; // [gate] what is left of it at the desk; where has_spare
    Lane *granting;  // [approval] 1 where active
    Lane *left;      // [approval] of the step
    Lane *per_buyer_left, *avail, *part, *ask, *granted; // [grant]
    Lane *draws;                                         // [draw] of the wish under way
    Lane *started, *unconverted, *approved, *approved_before, *drawn; // [approval]
    Lane *shared_from, *burden;                                       // [approval]
    Lane *cap_left;                                                   // [pair]

    // Money and demand.
    Lane *money; // [buyer] own currency; unused where that is USD
    Lane *cash;  // [buyer] USD
    Lane *fx;    // [buyer] own currency per USD
    Lane *lapsed, *released;
    Lane *nre;          // [buyer][chip] USD
    Lane *rest, *unmet; // [buyer][workload]
    Lane *keep_unmet;   // [buyer] kappa^dt
    Lane *allowed;      // [use] access * rest / v where access < 1

    // Opex money and leases, where there are any.
    Lane *opex_money, *opex_released, *opex_lapsed; // [buyer] own currency
    Lane *opex, *capex_to_leases, *lease_free;      // [buyer] USD
    Lane *leased, *lease_new, *lease_want, *lease_ask, *lease_most,
        *lease_affords;                                        // [rental] compute units
    Lane *lease_score, *lease_rank;                            // [rental]
    Lane *lease_keep, *lease_left, *lease_desk;                // [lease] share, compute units
    Lane *all_opex_released, *all_opex_lapsed, *all_opex_paid; // [buyer] over the run

    // Supply.
    Lane *stock, *made, *wished_rate;    // [chip]
    Lane *best_access, *shut_for;        // [chip] that follows: of the chip it follows; months
    Lane *opened;                        // [chip] share of the step in which its lines run
    bool *in_stock;                      // [chip] in some lane
    Lane *line_wip;                      // [line]
    Lane *tapeout_spins, *tapeout_total; // [tapeout]
    Lane *tapeout_back, *tapeout_rise;   // [tapeout] months
    Lane *wants;                         // [maker] units of the step, as far as resources give
    Lane *each;                          // [drain] of the resource for one unit
    Lane *used, *reach;                  // [resource]
    Lane *grown, *growing;               // [maker] share of what it wants; 1 where it goes on
    Lane *wafers, *wafers_started;       // [line] for one unit; over the run
    Lag *line_lag;
    Pipe *line_pipe; // [line]

    // Purchases of the step.
    Lane *wish, *claim, *q;          // [pair] of the round
    Lane *wish_use;                  // [use]; the same memory as wish with one workload
    Lane *plan_use;                  // [use]
    Lane *bought, *wished, *claimed; // [pair]
    Lane *interest;                  // [pair] where it is recorded
    Lane *bought_use;                // [use]; the same memory as bought with one workload
    Lane *fill, *inflation;          // [pair]
    bool *cut;  // [chip] somebody was, in some lane, while another is in stock
    bool *sold; // [chip] offered in the round
    Lane *go;   // 1 where the round still runs
    Lane *asked_use, *asked_rest, *asked_stock, *asked_slack, *asked_allowed,
        *asked_draws;                          // while `binding` asks
    Lane *desk_rest, *desk_slack, *desk_money; // [workload], [tie] of the buyer who wishes
    Lane *need_for;                            // [workload] units of d planned with imports
    Lane *mix_sum, *mix_rest, *mix_money;      // [workload], [use]: limits with finite sigma
    Lane *tied_rest, *tied_x, *tied_here;      // [workload], [in menu], [in menu]
    Lane *kept_rest, *kept_slack, kept_money, tied_all, tied_count;
    Lane *weight, *bid_in, *bid_key; // [pair], [bid]: rationing

    // Settling and delivering.
    Lane *capex, *paid, *payable;                      // [pair] USD
    Lane *levied;                                      // [due] USD of the step
    Lag *ship, *deploy;                                // [buyer]
    Pipe *ship_pipe, *deploy_pipe;                     // [use]
    Pipe *pay_pipe, *due_pipe;                         // [pair], [due]
    Lane *delivered, *installed, *in_transit, *coming; // [use]; coming: ordered, not installed
    Lane *seized;                                      // [use] where some may be
    Lane *grey_due;                        // [use] due to arrive, where detection is
    Lane *grey_flow;                       // [chip] of all uses
    Lane *survival;                        // [buyer]
    Lane *saleable, *written, *write_down; // [chip]
    Lane *binding;                         // [buyer]

    // Where has_efficiency: [buyer] ln E, E; demand of the step, over all workloads.
    Lane *gain_log, *gain, *gain_wanted;

    Lane *buffer_paid, *buffer_least; // [buyer] USD so far; NULL where nobody asks for it

    // Recording.
    Series *shape; // the columns; with rules also everything that was, a run for each lane
    Series *out;
    int first_run;
    Track *tracks; // [column]
    Sum *sums;     // of the tracks that add up
    int n_sums;
    Lane *cells[S_COUNT]; // [column of the series] where it is computed for recording
    Lane no_value;
    Lane *all_made, *all_bought, *all_start;         // [chip] over the run
    Lane *all_released, *all_committed, *all_lapsed; // [buyer]
    Lane out_ships, out_seized, all_ordered, all_settled, worst_split, worst_use;
};

// The value of a Num in all lanes.
static inline const Lane *num(const Market *m, Num n) {
    return &m->num[n];
}

#endif
