#include "support/test.h"
#include "support/script.h"

#include <math.h>
#include <string.h>

// A market that recorded nothing but "delivered" of each (buyer, chip): step + 1 units each.
static int column(const Market *m, SeriesId id, int party, int chip, int workload) {
    (void)m, (void)workload;
    if (id == S_DELIVERED) return party * 10 + chip;
    return id == S_BINDING ? 1000 + party : id == S_FILL_RATE ? 2000 + chip : -1;
}

static double value(const Market *m, int lane, int col, int at) {
    (void)m, (void)lane;
    if (col >= 2000) return 0.5;
    return col >= 1000 ? BINDING_APPROVAL : at + 1;
}

typedef struct World {
    Faults *faults;
    Script *script;
    Rules *rules;
    MarketView view;
    double inputs[8];
} World;

static World *world_new(const char *text) {
    static World w;
    w = (World){.faults = faults_new()};
    folder_init();
    w.script = load_part(text, w.faults);
    assert_no_faults(w.faults);
    script_base_values(w.script, w.inputs);
    const Scenario *s = script_base(w.script);
    w.rules = rules_new(w.script, s, w.faults);
    assert_no_faults(w.faults);
    w.view = (MarketView){.scenario = s, .value = value, .column = column, .inputs = w.inputs};
    return &w;
}

static bool world_step(World *w, int step, int lane) {
    w->view.step = step;
    w->view.t = step;
    w->view.lane = lane;
    return rules_hook(w->rules, &w->view);
}

static void world_free(World *w) {
    rules_free(w->rules);
    script_free(w->script);
    faults_free(w->faults);
    folder_done();
}

#define CHIP "chip \"A\" { price = 100, origin = \"US\", throughput = 1 } "
#define LEVY "local levy = lever \"levy\" { 0.1, min = 0, max = 0.5 } "
#define ASK "local ask = assume \"ask\" { usd(100) } "

static void moves_a_lever(void **state) {
    (void)state;
    World *w =
        world_new(CHIP LEVY "rule(\"up\", function(w) if w.date == \"2026-03\" and w.step == 3 "
                            "and w.t == 2 then w.lever.levy = w.lever.levy + 0.2 end end)");
    assert_true(world_step(w, 0, 0));
    assert_near(w->inputs[0], 0.1, 0);
    assert_true(world_step(w, 2, 0));
    assert_near(w->inputs[0], 0.1 + 0.2, 0);
    world_free(w);
}

static void sees_the_past(void **state) {
    (void)state;
    World *w = world_new(
        CHIP LEVY
        "chip \"C\" { price = 1, origin = \"US\", throughput = 1 } line \"M\" { chip = \"C\" }"
        "rule(\"r\", function(w) "
        "  local last, total = w.last(\"delivered\"), w.total(\"delivered\", { chip = \"A\" })"
        "  w.lever.levy = (last * 10 + total) / 1000 "
        "  if w.last(\"binding\", { buyer = \"B\" }) == \"approval\" then "
        "    w.lever.levy = w.lever.levy + 0.4 end end)");
    assert_true(world_step(w, 0, 0));
    assert_near(w->inputs[0], 0, 0);
    assert_true(world_step(w, 3, 0)); // two chips of 3 each; 1 + 2 + 3 of A
    assert_near(w->inputs[0], 0.066 + 0.4, 1e-15);
    world_free(w);
}

static void memory_begins_empty_in_each_draw(void **state) {
    (void)state;
    World *w = world_new(CHIP LEVY "rule(\"r\", function(w) w.memory.n = (w.memory.n or 0) + 1 "
                                   "w.lever.levy = w.memory.n / 10 end)");
    world_step(w, 0, 0);
    world_step(w, 0, 1);
    world_step(w, 1, 1);
    assert_near(w->inputs[0], 0.2, 0);
    world_step(w, 1, 0);
    assert_near(w->inputs[0], 0.2, 0);
    world_step(w, 0, 1); // the next draw of this lane
    assert_near(w->inputs[0], 0.1, 0);
    world_free(w);
}

static void outside_quantities_are_plain_and_present(void **state) {
    (void)state;
    World *w = world_new(
        CHIP LEVY ASK
        "local t = { twice = levy * 2, money = ask + usd(20) } local function half() return "
        "levy / 2 end "
        "rule(\"r\", function(w) "
        "  if w.step == 1 then w.lever.levy = 0.4 "
        "  elseif levy == 0.4 and t.twice == 0.8 and t.money == 120 and half() == 0.2 then "
        "    local n = 0 for i = 1, levy * 5 do n = n + i end w.lever.levy = n / 10 end end)");
    assert_true(world_step(w, 0, 0));
    assert_true(world_step(w, 1, 0));
    assert_near(w->inputs[0], 0.3, 0);
    world_free(w);
}

static void random_numbers_follow_seed_and_draw(void **state) {
    (void)state;
    World *w =
        world_new(CHIP LEVY "rule(\"r\", function(w) w.lever.levy = math.random() / 2 end)");
    w->view.draw = 7;
    world_step(w, 1, 0);
    double first = w->inputs[0];
    w->view.draw = 8;
    world_step(w, 1, 0);
    assert_true(w->inputs[0] != first);
    w->view.draw = 7;
    world_step(w, 1, 3);
    assert_true(w->inputs[0] == first);
    world_free(w);
}

static void fails(const char *text, int step, const char *message) {
    World *w = world_new(text);
    bool fine = true;
    for (int i = 0; i <= step && fine; i++) fine = world_step(w, i, 0);
    assert_false(fine);
    assert_faults(w->faults, message);
    world_free(w);
}

static void runtime_error(void **state) {
    (void)state;
    fails(CHIP LEVY "\nrule(\"r\", function(w)\n  local x = w.memory.no.more\nend)", 0,
          "a.lua:3: rule \"r\" at 2026-01: attempt to index a nil value (field 'no'): there is "
          "nothing of that name before the dot or bracket");
}

static void endless_loop(void **state) {
    (void)state;
    fails(CHIP LEVY "rule(\"r\", function(w) while true do end end)", 0,
          "a.lua:1: rule \"r\" at 2026-01: used up 200 million instructions: a loop may never "
          "end, or does too much");
}

static void changed_variable_is_named(void **state) {
    (void)state;
    fails(
        CHIP LEVY
        "local count = 0 rule(\"r\", function(w) if w.step == 2 then count = count + 1 "
        "end end)",
        1,
        "a.lua:1: rule \"r\" at 2026-02: changes 'count', a variable from outside: keep it in "
        "w.memory");
    fails(CHIP LEVY
          "local n = 0 local function add() n = n + 1 end rule(\"r\", function(w) add() "
          "end)",
          0,
          "a.lua:1: rule \"r\" at 2026-01: changes 'n', a variable from outside: keep it in "
          "w.memory");
    fails(CHIP LEVY "rule(\"r\", function(w) levy = 0.3 end)", 0,
          "a.lua:1: rule \"r\" at 2026-01: changes 'levy', a variable from outside: keep it in "
          "w.memory");
}

static void writes_are_refused(void **state) {
    (void)state;
    fails("local a = chip \"A\" { price = 100, origin = \"US\", throughput = 1 } rule(\"r\", "
          "function(w) a.price = 5 end)",
          0,
          "a.lua:1: rule \"r\" at 2026-01: 'price' of chip \"A\" is set inside a rule: a rule "
          "moves "
          "levers, and keeps the rest in w.memory");
    fails(CHIP "local t = {} rule(\"r\", function(w) table.insert(t, 1) end)", 0,
          "a.lua:1: rule \"r\" at 2026-01: '1' of a table from outside is set inside a rule: a "
          "rule "
          "moves levers, and keeps the rest in w.memory");
    fails(CHIP "rule(\"r\", function(w) x = 5 end)", 0,
          "a.lua:1: rule \"r\" at 2026-01: 'x' is set inside a rule: a rule moves levers, and "
          "keeps "
          "the rest in w.memory");
    fails(CHIP "rule(\"r\", function(w) w.x = 5 end)", 0,
          "a.lua:1: rule \"r\" at 2026-01: sets w.x: a rule sets levers (w.lever.NAME = x) and "
          "w.memory");
    fails(CHIP "rule(\"r\", function(w) chip \"Z\" {} end)", 0,
          "a.lua:1: rule \"r\" at 2026-01: chip is declared inside a rule: a rule only moves "
          "levers");
}

static void levers_only_and_in_range(void **state) {
    (void)state;
    fails(
        CHIP LEVY "rule(\"r\", function(w) w.lever.levy = 0.6 end)", 0,
        "a.lua:1: rule \"r\" at 2026-01: sets levy, which is 0.6, expected a number from 0 to "
        "0.5");
    fails(
        CHIP LEVY "rule(\"r\", function(w) w.lever.levy = nil end)", 0,
        "a.lua:1: rule \"r\" at 2026-01: sets levy, which is nothing, expected a number from 0 "
        "to 0.5");
    fails(CHIP LEVY "rule(\"r\", function(w) w.lever.levi = 0.2 end)", 0,
          "a.lua:1: rule \"r\" at 2026-01: unknown name w.lever.levi, did you mean "
          "w.lever.levy?");
    fails(
        CHIP ASK "rule(\"r\", function(w) w.assume.ask = 5 end)", 0,
        "a.lua:1: rule \"r\" at 2026-01: sets ask, which is an assumption: a rule moves levers "
        "only");
    fails(CHIP ASK "rule(\"r\", function(w) w.lever.ask = 5 end)", 0,
          "a.lua:1: rule \"r\" at 2026-01: ask is not in w.lever: write w.assume.ask");
}

static void guards_must_hold(void **state) {
    (void)state;
    fails(CHIP LEVY "\nif levy > 0.3 then export_levy \"e\" { by = \"US\", rate = levy } end\n"
                    "rule(\"r\", function(w) w.lever.levy = 0.4 end)",
          0,
          "a.lua:3: rule \"r\" at 2026-01: moves levy to 0.4, but the script was read for levy "
          "<= "
          "0.3 (a.lua:2): keep it on that side, or take the branch out");
    fails(
        CHIP
        "local n = lever \"n\" { 2, min = 0, max = 5 }\nlocal x = 0 for i = 1, n do x = x + i "
        "end\nrule(\"r\", function(w) w.lever.n = 3 end)",
        0,
        "a.lua:3: rule \"r\" at 2026-01: moves n to 3, but the script itself needs n = 2 "
        "(a.lua:2): a rule cannot move it");
}

static void questions_are_checked(void **state) {
    (void)state;
    fails(CHIP "rule(\"r\", function(w) w.last(\"deliverd\") end)", 0,
          "a.lua:1: rule \"r\" at 2026-01: there is no series \"deliverd\", did you mean "
          "\"delivered\"?");
    fails(CHIP "rule(\"r\", function(w) w.last(\"delivered\", { chip = \"Z\" }) end)", 0,
          "a.lua:1: rule \"r\" at 2026-01: \"delivered\": there is no chip \"Z\" in this "
          "scenario");
    fails(CHIP "rule(\"r\", function(w) w.last(\"delivered\", { workload = \"Z\" }) end)", 0,
          "a.lua:1: rule \"r\" at 2026-01: \"delivered\" is not kept by workload");
    fails(CHIP "rule(\"r\", function(w) w.last(\"delivered\", { chp = \"A\" }) end)", 0,
          "a.lua:1: rule \"r\" at 2026-01: \"delivered\" by 'chp': did you mean 'chip'?");
    fails(CHIP "rule(\"r\", function(w) w.total(\"inventory\") end)", 0,
          "a.lua:1: rule \"r\" at 2026-01: \"inventory\" is no flow and has no total: write "
          "w.last");
    fails(CHIP "rule(\"r\", function(w) return w.dat end)", 0,
          "a.lua:1: rule \"r\" at 2026-01: unknown name w.dat, did you mean w.date?");
}

static void declaration(const char *text, const char *message) {
    Faults *f = faults_new();
    folder_init();
    assert_null(load_part(text, f));
    assert_faults(f, message);
    folder_done();
    faults_free(f);
}

static void declarations_are_checked(void **state) {
    (void)state;
    declaration(CHIP "rule(\"r\")",
                "a.lua:1: rule expects a name and a function: rule(\"name\", "
                "function(w) ... end)");
    declaration(CHIP "rule(\"r\", function(w) end) rule(\"r\", function(w) end)",
                "a.lua:1: rule \"r\" is declared twice, first on line 1");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moves_a_lever),
        cmocka_unit_test(sees_the_past),
        cmocka_unit_test(memory_begins_empty_in_each_draw),
        cmocka_unit_test(outside_quantities_are_plain_and_present),
        cmocka_unit_test(random_numbers_follow_seed_and_draw),
        cmocka_unit_test(runtime_error),
        cmocka_unit_test(endless_loop),
        cmocka_unit_test(changed_variable_is_named),
        cmocka_unit_test(writes_are_refused),
        cmocka_unit_test(levers_only_and_in_range),
        cmocka_unit_test(guards_must_hold),
        cmocka_unit_test(questions_are_checked),
        cmocka_unit_test(declarations_are_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
