#include "support/test.h"
#include "support/script.h"

#include "study/footing.h"
#include "study/survey.h"

#include <stdio.h>
#include <string.h>

// One market on one line; {1} holds what a test adds or takes away.
#define HEAD "scenario \"T\" { from = \"2026-01\", to = \"2026-12\" } "
#define CHIP "chip \"H200\" { origin = \"US\", price = 27000, flops = 989.5 } "
#define STOCK "line \"S\" { chip = \"H200\", inventory = 700e3 } "
#define BUYER "buyer \"B\" { jurisdiction = \"CN\", capex = usd(8e9), demand = 20e3 } "
#define MARKET HEAD CHIP STOCK BUYER
#define BAN "control \"ban\" { by = \"CN\" } "
#define PERMIT "approval \"permit\" { by = \"CN\", units = 100e3 } "

static void advised(const char *text, const char *expected) {
    Faults *f = faults_new(), *warnings = faults_new();
    Script *s = load_text(text, f);
    assert_no_faults(f);
    Survey *x = survey_new(s, f);
    assert_no_faults(f);
    assert_non_null(x);
    survey_advise(x, warnings);
    if (expected)
        assert_faults(warnings, expected);
    else
        assert_no_faults(warnings);
    survey_free(x);
    script_free(s);
    faults_free(warnings);
    faults_free(f);
}

static void a_levy_passed_on_while_the_quantity_is_held(void **state) {
    (void)state;
#define LEVY(how) "\nexport_levy \"L\" { by = \"US\", rate = 0.1, pass_through = " how " }"
    static const char said[] =
        "a.lua:2: export_levy \"L\": field 'pass_through': is \"%s\", but at the baseline "
        "approval holds the quantity: a price that rations nothing passes no levy on; set it "
        "to \"capacity\"";
    char expected[400];
    snprintf(expected, sizeof expected, said, "isoelastic");
    advised(MARKET BAN PERMIT LEVY("\"isoelastic\""), expected);
    snprintf(expected, sizeof expected, said, "linear");
    advised(MARKET BAN PERMIT LEVY("\"linear\""), expected);
    advised(MARKET BAN PERMIT LEVY("\"capacity\""), NULL);
    advised(MARKET BAN PERMIT LEVY("0.5"), NULL);
    advised(MARKET LEVY("\"isoelastic\""), NULL); // demand decides
}

// Who names no buyers acts where its authority rules.
static void an_authority_of_another_place(void **state) {
    (void)state;
#define ELSEWHERE                                                                              \
    ", where no buyer is and no chip comes from, so that it acts on every buyer; write "       \
    "\"CN\" or \"US\", or name its buyers"
    advised(MARKET "\ncontrol \"ban\" { by = \"China\", from = \"2026-07\" }",
            "a.lua:2: control \"ban\": field 'by': is \"China\", where no buyer is and no chip "
            "comes from, so that it acts on every buyer; write \"CN\" or \"US\", or name its "
            "buyers");
    advised(MARKET "control \"ban\" { by = \"PRC\", buyers = { \"CN\" } }"
                   "\napproval \"permit\" { by = \"PRC\", units = 1e5 }",
            "a.lua:2: approval \"permit\": field 'by': is \"PRC\"" ELSEWHERE);
    advised(MARKET "\nexport_levy \"L\" { by = \"America\", rate = 0.1 }",
            "a.lua:2: export_levy \"L\": field 'by': is \"America\"" ELSEWHERE);
    advised(MARKET "\ntariff \"T\" { by = \"US\", rate = 0.1 }",
            "a.lua:2: tariff \"T\": field 'by': is \"US\", which rules over none of the trade "
            "here, so that it acts on nobody; name its buyers, or remove it");
    advised(MARKET
            "\ncontrol \"ban\" { by = \"Nvidia\", buyers = { \"CN\" }, from = \"2026-07\" }",
            NULL);
    advised(MARKET "\ncontrol \"ban\" { by = \"US\", from = \"2026-07\" }", NULL);
}

static void a_bundling_that_cannot_be_met(void **state) {
    (void)state;
#define BUNDLING "\nbundling \"U\" { by = \"CN\", ratio = 0.5, basis = \"units\" }"
#define ASCEND "chip \"A\" { origin = \"CN\", price = 9000, flops = 300 } "
    advised(MARKET BUNDLING,
            "a.lua:2: bundling \"U\": field 'ratio': cannot be met by B: no chip of CN is for "
            "sale; give one a line, or set the ratio to 0");
    advised(MARKET ASCEND "line \"D\" { chip = \"A\", capacity = 100 } " BUNDLING,
            "a.lua:2: bundling \"U\": field 'ratio': cannot be met by B: chips of CN are sold "
            "out in 12 of 12 months, so it holds imports back at the baseline; raise domestic "
            "capacity, or lower the ratio");
    advised(MARKET ASCEND "line \"D\" { chip = \"A\", inventory = 900e3 } " BUNDLING, NULL);
    advised(MARKET "bundling \"U\" { by = \"CN\", ratio = off }", NULL);
}

static void a_budget_that_cannot_be_spent(void **state) {
    (void)state;
#define RICH "\nbuyer \"B\" { jurisdiction = \"CN\", capex = usd(64.8e9), demand = 20e3 } "
    advised(
        HEAD CHIP STOCK RICH,
        "a.lua:2: buyer \"B\": field 'capex': 90% of it cannot be spent at the baseline: no "
        "policy holds the buyer, its own demand does; lower it, or raise demand");
    advised(
        HEAD CHIP "line \"S\" { chip = \"H200\", capacity = 2e3 } " RICH,
        "a.lua:2: buyer \"B\": field 'capex': 99% of it cannot be spent at the baseline: no "
        "policy holds the buyer, supply does; lower it, or raise what is made");
    advised(HEAD CHIP STOCK BAN PERMIT RICH, NULL); // policy does
    advised(HEAD CHIP STOCK "buyer \"B\" { jurisdiction = \"CN\", capex = off, demand = 9 }",
            NULL);
    advised(MARKET, NULL);
}

static void an_approval_without_a_control(void **state) {
    (void)state;
    static const char said[] =
        "a.lua:2: approval \"permit\": lets in what no control of \"CN\" shuts out: before its "
        "first day everything may be bought; add control \"...\" { by = \"CN\" } for these "
        "chips and buyers";
    advised(MARKET "\n" PERMIT, said);
    advised(MARKET "control \"ban\" { by = \"US\" }\n" PERMIT, said);
    advised(MARKET BAN PERMIT, NULL);
}

static void a_lever_that_changes_nothing(void **state) {
    (void)state;
    advised(MARKET "\nlever \"x\" { 1, min = 0, max = 2 }",
            "a.lua:2: lever \"x\": changes nothing: no field uses it; use it in one, or remove "
            "it");
#define CAPPED                                                                                 \
    MARKET BAN "\nlocal cap = assume \"cap\" { 900e3, min = 800e3, max = 1e6 } "               \
               "approval \"p\" { by = \"CN\", per_buyer = cap } "
    advised(CAPPED,
            "a.lua:2: assume \"cap\": changes nothing over its range, at the baseline: what it "
            "moves never binds; widen the range, or add a case in which it does");
    advised(HEAD CHIP BAN
            "line \"S\" { chip = \"H200\", inventory = 2e6 } "
            "local cap = lever \"cap\" { 900e3, min = 800e3, max = 1e6 } "
            "local money = assume \"money\" { usd(8e9), min = usd(7e9), max = usd(80e9) } "
            "buyer \"B\" { jurisdiction = \"CN\", capex = money, demand = 100e3 } "
            "approval \"p\" { by = \"CN\", per_buyer = cap } case \"rich\" { money = usd(80e9) "
            "}",
            NULL); // it binds in the case
}

static void what_only_draws_look_at_is_not_idle(void **state) {
    (void)state;
    advised(MARKET "chip \"Own\" { origin = \"CN\", captive = \"B\", price = 5000, flops = 100 "
                   "} tapeout \"O\" { owner = \"B\", chip = \"Own\", at = \"2026-01\", "
                   "fab_months = 2, ramp = 100, first_silicon = assume \"works\" { 0.3, min = "
                   "0.1, max = 0.5 } }",
            NULL);
    advised(MARKET
            "control \"x\" { by = \"CN\" } approval \"p\" { by = \"CN\", per_month = lever "
            "\"cap\" { 1000, min = 0, max "
            "= 9000 } } shock \"s\" { at = \"2026-02\", sets = { cap = 0 }, duration = 1, "
            "hazard = assume \"often\" { 0.3, min = 0.1, max = 0.5 } }",
            NULL);
}

static void a_budget_in_billions(void **state) {
    (void)state;
    advised(
        HEAD CHIP STOCK "\nbuyer \"B\" { jurisdiction = \"CN\", capex = 14, demand = 20e3 }",
        "a.lua:2: buyer \"B\": field 'capex': is 14 USD in the whole run, and one chip costs "
        "27000: a budget is in single dollars, such as usd(14e9)");
    advised(HEAD CHIP STOCK "buyer \"B\" { jurisdiction = \"CN\", capex = 0, demand = 20e3 }",
            NULL);
}

static void a_lever_that_a_rule_sets(void **state) {
    (void)state;
    advised(
        MARKET BAN
        "\napproval \"p\" { by = \"CN\", per_month = lever \"cap\" { 1000, min = 0, max = "
        "9000 } } rule(\"r\", function(w) w.lever.cap = 2000 end)",
        "a.lua:2: lever \"cap\": changes nothing over its range, at the baseline: a rule sets "
        "it in every step, and then all is well, or what it moves never binds; then widen "
        "the range, or add a case in which it does");
}

static void a_levy_that_no_lever_ends(void **state) {
    (void)state;
#define RATE(range)                                                                            \
    MARKET "\nexport_levy \"L\" { by = \"US\", pass_through = 1, rate = lever \"r\" { " range  \
           " } }"
    advised(RATE("0.2, min = 0.1, max = 0.4"),
            "a.lua:2: lever \"r\": its range 0.1 to 0.4 leaves out 0, where export_levy \"L\" "
            "does nothing: no run shows the world without it; set min = 0 or off = true");
    advised(RATE("0.2, min = 0, max = 0.4"), NULL);
    advised(RATE("0.2, min = 0.1, max = 0.4, off = true"), NULL);
    advised(
        HEAD
        "chip \"H200\" { origin = \"US\", price = 27000, flops = 989.5, tpp = 15832 } " STOCK
            BUYER
        "control \"rule\" { by = \"US\", tpp_from = lever \"tpp\" { 4800, min = 1000, "
        "max = 20000 } }",
        NULL); // from 0 on it would catch every chip
}

static void a_range_with_what_does_nothing_at_its_end(void **state) {
    (void)state;
#define UPLIFT(range)                                                                          \
    HEAD CHIP STOCK "\nbuyer \"B\" { jurisdiction = \"CN\", capex = usd(2e9), demand = 20e3, " \
                    "access_uplift = assume \"up\" { " range " } }"
    advised(UPLIFT("0.2, min = 0, max = 0.4"),
            "a.lua:2: assume \"up\": field 'min': its range ends at 0, where buyer \"B\" field "
            "'access_uplift' does nothing: no run can show the opposite effect; go beyond 0 if "
            "it may be so");
    advised(UPLIFT("0.2, min = -0.1, max = 0.4"), NULL);
}

static void draws_in_which_the_script_goes_wrong(void **state) {
    (void)state;
    advised(HEAD CHIP STOCK
            "local a = assume \"a\" { 1, min = 0, max = 1 } local b = assume \"b\" { 1, min = "
            "0, max = 1 }\nif a > 0.1 and a < 0.9 and b > 0.1 and b < 0.9 then error(\"both\") "
            "end "
            "buyer \"B\" { jurisdiction = \"CN\", capex = usd(8e9), demand = 1e4 * (1 + "
            "a + b) }",
            "a.lua:2: at a = 0.408472686390429, b = 0.581603875527576: both (in 46 of 64 draws "
            "over all ranges; narrow a range, or let the script stand it)");
}

// Numbers of entities and of levers, by what they rest on.
static void numbers_and_sources(void **state) {
    (void)state;
    Faults *f = faults_new();
    Script *s = load_text(
        HEAD
        "source \"S1\" { title = \"one\" } "
        "local a = assume \"a\" { 5, min = 1, source = \"S1\" } local b = lever \"b\" { 2, min "
        "= 1, "
        "source = "
        "\"assumed\" }\nlocal c = lever \"c\" { 3, min = 1 }\n"
        "chip \"H200\" { origin = \"US\", price = usd(1) * a, flops = a * b, memory = c }\n"
        "line \"S\" { chip = \"H200\", inventory = 7, lead = a, source = { \"assumed\" } }\n"
        "buyer \"B\" { jurisdiction = \"CN\", capex = { [2026] = 1, [2027] = 2 }, demand = "
        "steps { [\"2026-01\"] = a, [\"2026-03\"] = 4 }, ship = 1 }\n"
        "approval \"p\" { by = \"CN\", from = \"2026-02\", units = off, per_month = 9, "
        "source = { \"S1\", \"assumed\" } }",
        f);
    assert_no_faults(f);
    Arena *arena = arena_new();
    Footing x = footing_of(script_base(s), arena);
    assert_int_equal(x.inputs[REST_SOURCED], 1);
    assert_int_equal(x.inputs[REST_ASSUMED], 1);
    assert_int_equal(x.inputs[REST_NOTHING], 1);
    assert_int_equal(x.fields[REST_SOURCED], 4); // price, lead, from, per_month
    assert_int_equal(x.fields[REST_ASSUMED], 2); // flops, inventory
    assert_int_equal(x.fields[REST_NOTHING], 5); // memory, capex twice, demand, ship
    assert_int_equal(x.n, 3);
    assert_string_equal(unsourced_words(&x.unsourced[0], arena),
                        "c has no source: add source = \"...\" or \"assumed\"");
    assert_int_equal(x.unsourced[0].line, 2);
    assert_string_equal(unsourced_words(&x.unsourced[1], arena),
                        "chip \"H200\": memory has no source: add source = \"...\" or "
                        "\"assumed\"");
    assert_string_equal(unsourced_words(&x.unsourced[2], arena),
                        "buyer \"B\": capex, demand, ship have no source: add source = \"...\" "
                        "or \"assumed\"");
    arena_free(arena);
    script_free(s);
    faults_free(f);
}

static void supply_that_does_nothing(void **state) {
    (void)state;
#define HBM "\nresource \"HBM\" { capacity = 1e6 } "
#define OWN(fields) "chip \"O\" { origin = \"CN\", price = 5000, flops = 100, " fields " } "
#define LEARNS "progress_ratio = 0.8, experience = 1e4"
    advised(MARKET HBM,
            "a.lua:2: resource \"HBM\": no line and no tape-out takes of it; name it "
            "in uses or node of one, or remove it");
    advised(MARKET HBM "line \"L\" { chip = \"H200\", uses = { HBM = 6 } }", NULL);
    advised(
        MARKET "\n" OWN(LEARNS),
        "a.lua:2: chip \"O\": field 'progress_ratio': none of it is made at the baseline, so "
        "nothing is learnt; give it a line that makes some, or leave progress_ratio out");
    advised(MARKET OWN(LEARNS) "line \"L\" { chip = \"O\", capacity = 10 }", NULL);
    advised(
        HEAD "\nchip \"H200\" { origin = \"US\", price = 27000, flops = 989.5, " LEARNS
             " } line \"S\" { chip = \"H200\", capacity = 24e3 } " BUYER,
        "a.lua:2: chip \"H200\": field 'progress_ratio': lowers its price only at home, and "
        "no buyer is in US: only its unit cost falls; add such a buyer, or give a price that "
        "falls over time");
}

static void prices_that_begin_at_a_bound(void **state) {
    (void)state;
    advised(MARKET "\n" OWN("price_response = 0.1, price_floor = 6000"),
            "a.lua:2: chip \"O\": field 'price_floor': is 6000, above its price of 5000 at the "
            "start: the price begins there, not at the price given; move one of them");
    advised(
        MARKET "\n" OWN("price_response = 0.1, price_ceiling = 4000"),
        "a.lua:2: chip \"O\": field 'price_ceiling': is 4000, below its price of 5000 at the "
        "start: the price begins there, not at the price given; move one of them");
    advised(MARKET OWN("price_response = 0.1, price_floor = 4000, price_ceiling = 6000"), NULL);
    advised(MARKET OWN("price_response = off, price_floor = 6000"), NULL);
}

static void claims_that_cannot_outrun_wishes(void **state) {
    (void)state;
#define CLAIMS(more)                                                                           \
    "\nbuyer \"C\" { jurisdiction = \"CN\", capex = usd(8e9), demand = 20e3, inflation = "     \
    "0.5" more " } "
    advised(
        MARKET CLAIMS(""),
        "a.lua:2: buyer \"C\": field 'inflation': does nothing with deposit 1: who pays in "
        "full at order claims no more than he wants; lower deposit, or leave inflation out");
    advised(MARKET CLAIMS(", deposit = 0.3"), NULL);
}

static void a_threshold_that_catches_no_chip(void **state) {
    (void)state;
#define RATED                                                                                  \
    HEAD "chip \"H200\" { origin = \"US\", price = 27000, flops = 989.5, tpp = 15832 } "
    advised(RATED STOCK BUYER "\ncontrol \"ban\" { by = \"CN\", tpp_from = 20000 }",
            "a.lua:2: control \"ban\": its thresholds catch no chip, at the baseline: it does "
            "nothing; lower what ends in _from, raise what ends in _below, or remove it");
    advised(RATED STOCK BUYER "control \"ban\" { by = \"CN\", tpp_from = 4800 }", NULL);
    advised(RATED STOCK BUYER "local at = assume \"at\" { 2e4, min = 1e4, max = 3e4 } "
                              "control \"ban\" { by = \"CN\", tpp_from = at } "
                              "case \"low\" { at = 1e4 }",
            NULL); // it does in the case
}

static void a_shock_outside_the_run(void **state) {
    (void)state;
#define SHOCKED(when)                                                                          \
    MARKET "local d = lever \"d\" { 0, min = 0, max = 1 } tariff \"t\" { by = \"CN\", rate = " \
           "d, pass_through = 1 }\nshock \"S\" { sets = { d = 1 }, " when " } "
    static const char said[] =
        "a.lua:2: shock \"S\": never strikes while the scenario runs, from 2026-01 until "
        "2027-01; move its dates, or the scenario's";
    advised(SHOCKED("at = \"2027-03\""), said);
    advised(SHOCKED("at = \"2025-10\", duration = 2"), said);
    advised(SHOCKED("hazard = 0.2, from = \"2027-02\""), said);
    advised(SHOCKED("at = \"2026-05\", to = \"2026-03\""), said);
    advised(SHOCKED("at = \"2025-10\", duration = 5"), NULL);
    advised(SHOCKED("at = \"2026-05\""), NULL);
    advised(SHOCKED("hazard = 0.2"), NULL);
}

static void a_successor_of_what_is_never_banned(void **state) {
    (void)state;
#define NEXT                                                                                   \
    "\nchip \"N\" { origin = \"US\", price = 9000, flops = 200, follows = \"H200\", redesign " \
    "= 3 } line \"N\" { chip = \"N\", capacity = 10e3 } "
    static const char said[] =
        "a.lua:2: chip \"N\": field 'follows': none of it is made, at the baseline%s: \"H200\" "
        "is not shut out early enough, or no line makes this one; add a control of \"H200\" "
        "that begins after the first day, shorten redesign, or leave follows out";
    char expected[400];
    snprintf(expected, sizeof expected, said, "");
#define BAN_H200(from) "control \"ban\" { by = \"CN\", chips = { \"H200\" }, " from " } "
    advised(MARKET NEXT, expected);
    advised(MARKET NEXT BAN_H200("from = \"2026-11\""), expected);
    advised(MARKET NEXT BAN_H200("from = \"2026-04\""), NULL);
}

static void policy_for_chips_nobody_sells(void **state) {
    (void)state;
#define ASKED "\nguideline \"G\" { by = \"CN\", share = 0.3 }"
#define PAID "\nsubsidy \"P\" { by = \"CN\", rate = 0.2, chips = { \"A\" } }"
    advised(MARKET ASKED,
            "a.lua:2: guideline \"G\": field 'share': no buyer can follow it: no chip of their "
            "own is for sale; give one a line, or remove the guideline");
    advised(MARKET ASCEND "line \"D\" { chip = \"A\", capacity = 900e3 } " ASKED, NULL);
    advised(MARKET "guideline \"G\" { by = \"CN\", share = off }", NULL);
    advised(
        MARKET ASCEND PAID,
        "a.lua:2: subsidy \"P\": field 'chips': none of what it pays for is for sale to its "
        "buyers; give such a chip a line, or name others");
    advised(MARKET ASCEND "line \"D\" { chip = \"A\", capacity = 900e3 } " PAID, NULL);
    advised(MARKET ASCEND "subsidy \"P\" { by = \"CN\", rate = off, chips = { \"A\" } }", NULL);
}

#define TENANT(fields)                                                                         \
    "\nbuyer \"B\" { jurisdiction = \"CN\", capex = usd(4e9), demand = 20e3, " fields " } "
#define LEASE(fields) "\nlease \"J\" { rate = 2000, term = 12, " fields " } "

static void a_lease_that_nobody_can_pay(void **state) {
    (void)state;
    static const char said[] =
        "a.lua:2: lease \"J\": none of its buyers can ever pay it: they have no opex, and no "
        "unspent capex may pay for leases (to_leases); give one of them opex or to_leases, or "
        "remove the lease";
    advised(MARKET LEASE(""), said);
    advised(HEAD CHIP STOCK LEASE("") TENANT("opex = usd(0)"), said);
    advised(MARKET LEASE("buyers = { \"B\" }") "buyer \"C\" { jurisdiction = \"US\", capex = "
                                               "usd(1e6), opex = "
                                               "usd(1e9), demand = 9 }",
            said);
    advised(HEAD CHIP STOCK LEASE("") TENANT("opex = usd(1e9)"), NULL);
    advised(HEAD CHIP STOCK LEASE("") TENANT("to_leases = 0.1"), NULL);
    // A slider that reaches there is no slip.
    advised(HEAD CHIP STOCK BAN LEASE("")
                TENANT("to_leases = lever \"m\" { 0, min = 0, max = 1 }"),
            NULL);
    advised(HEAD CHIP STOCK LEASE("") TENANT("opex = { [2026] = usd(0), [2027] = usd(1e9) }"),
            NULL);
}

// Of 20,000 H100e a month capex pays for 12,346; opex leases more.
static void a_lease_dearer_than_a_chip_of_ones_own(void **state) {
    (void)state;
    static const char said[] =
        "a.lua:2: lease \"J\": field 'rate': B pays 2500 USD a month for a H100e of it, and "
        "for "
        "one of its own, of H200, 450 over 60 months, the chip alone; but money holds its "
        "purchases back in 12 of 12 months at the baseline: move opex to capex, or lower the "
        "rate";
#define PAYS "opex = usd(1e9), life = 60"
    advised(HEAD CHIP STOCK LEASE("discount = 0.8") TENANT(PAYS), said);
    advised(HEAD CHIP STOCK
            "\nlease \"J\" { rate = 350, discount = 0.8, term = 12 } " TENANT(PAYS),
            NULL); // 437 a month
    // Without a life the run's twelve months stand for it: 2250 a month.
    advised(HEAD CHIP STOCK LEASE("") TENANT("opex = usd(1e9)"), NULL);
    advised(HEAD CHIP STOCK BAN
            "approval \"permit\" { by = \"CN\", per_month = 1e3 } " LEASE("") TENANT(PAYS),
            NULL); // no money would buy more
    advised(HEAD CHIP STOCK LEASE("") TENANT("to_leases = 1, life = 60"), NULL);
}

static void capex_that_lapses_beside_a_lease(void **state) {
    (void)state;
#define LONG "scenario \"T\" { from = \"2026-01\", to = \"2027-12\" } "
#define HELD LONG CHIP STOCK BAN "approval \"permit\" { by = \"CN\", per_month = 1e3 } "
#define LAPSES(fields) TENANT("opex = usd(1e8), carry = 0.5, " fields)
    // In 2026 27 million of 333 buy chips each month; half of what is left lapses.
    static const char said[] =
        "a.lua:2: buyer \"B\": field 'to_leases': is 0, and $1,838,000,000 of its capex lapses "
        "at the baseline while lease \"J\" has room for what it still wants; let a share of "
        "unspent capex pay for leases, or raise carry";
    advised(HELD LAPSES("") LEASE(""), said);
    advised(HELD LAPSES("") LEASE("capacity = 60e3"), said);
    advised(HELD LAPSES("to_leases = 0.5") LEASE(""), NULL);
    advised(HELD LAPSES("to_leases = lever \"m\" { 0, min = 0, max = 1 }") LEASE(""), NULL);
    advised(HELD LAPSES("") LEASE("capacity = 1e3"), NULL);   // it is full
    advised(HELD LAPSES("") LEASE("to = \"2026-06\""), NULL); // it is shut
    advised(HELD TENANT("opex = usd(1e8)") LEASE(""), NULL);  // it is carried over
}

static void a_lease_that_closes_before_it_is_full(void **state) {
    (void)state;
    static const char said[] =
        "a.lua:3: lease \"J\": field 'to': it closes on 2026-03, when at most 29% of its "
        "capacity of 50,000 H100e has been taken, so that capacity holds nobody, at the "
        "baseline; lower capacity, leave it out, or close later";
    // 7,654 H100e a month are left for it.
#define SHUTS(capacity)                                                                        \
    LEASE("capacity = " capacity ", to = lever \"door\" { \"2026-03\", "                       \
          "min = \"2026-02\", max = \"2026-12\" }")
    advised(HEAD CHIP STOCK TENANT("opex = usd(20e9)")
                LEASE("capacity = 50e3, to = \"2026-03\""),
            said);
    advised(HEAD CHIP STOCK TENANT("opex = usd(20e9)")
                LEASE("capacity = 29e3, to = \"2026-03\""),
            NULL);
    advised(HEAD CHIP STOCK TENANT("opex = usd(20e9)") LEASE("to = \"2026-03\""), NULL);
    advised(HEAD CHIP STOCK TENANT("opex = usd(20e9)") LEASE("capacity = 50e3"), NULL);
    advised(HEAD CHIP STOCK TENANT("opex = usd(20e9)")
                SHUTS("50e3") "case \"later\" { door = \"2026-12\" }",
            NULL); // it fills in a case
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_levy_passed_on_while_the_quantity_is_held),
        cmocka_unit_test(an_authority_of_another_place),
        cmocka_unit_test(a_bundling_that_cannot_be_met),
        cmocka_unit_test(a_budget_that_cannot_be_spent),
        cmocka_unit_test(an_approval_without_a_control),
        cmocka_unit_test(a_lever_that_changes_nothing),
        cmocka_unit_test(what_only_draws_look_at_is_not_idle),
        cmocka_unit_test(a_lever_that_a_rule_sets),
        cmocka_unit_test(a_budget_in_billions),
        cmocka_unit_test(a_levy_that_no_lever_ends),
        cmocka_unit_test(a_range_with_what_does_nothing_at_its_end),
        cmocka_unit_test(supply_that_does_nothing),
        cmocka_unit_test(prices_that_begin_at_a_bound),
        cmocka_unit_test(claims_that_cannot_outrun_wishes),
        cmocka_unit_test(a_threshold_that_catches_no_chip),
        cmocka_unit_test(a_shock_outside_the_run),
        cmocka_unit_test(a_successor_of_what_is_never_banned),
        cmocka_unit_test(policy_for_chips_nobody_sells),
        cmocka_unit_test(a_lease_that_nobody_can_pay),
        cmocka_unit_test(a_lease_dearer_than_a_chip_of_ones_own),
        cmocka_unit_test(capex_that_lapses_beside_a_lease),
        cmocka_unit_test(a_lease_that_closes_before_it_is_full),
        cmocka_unit_test(draws_in_which_the_script_goes_wrong),
        cmocka_unit_test(numbers_and_sources),
    };
    return cmocka_run_group_tests(tests, folder_setup, folder_teardown);
}
