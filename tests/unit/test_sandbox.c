#include "support/test.h"
#include "support/script.h"

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The script has exactly this fault.
static void refuses(const char *text, const char *message) {
    Faults *f = faults_new();
    Script *s = load_text(text, f);
    if (s) print_error("loads: %s\n", text);
    assert_null(s);
    assert_faults(f, message);
    faults_free(f);
}

// The price of the chip that the script computes as `expression`.
static double computes(const char *before, const char *expression) {
    Text text = {0};
    text_printf(&text, "%s chip \"A\" { origin = \"US\", throughput = 1, price = %s }", before,
                expression);
    Faults *f = faults_new();
    Script *s = load_part(text_get(&text), f);
    assert_no_faults(f);
    double price = chip_price(script_base(s), script_base(s)->draft->point);
    script_free(s);
    faults_free(f);
    text_done(&text);
    return price;
}

static void ways_out_are_closed(void **state) {
    (void)state;
    refuses("io.open(\"x\")",
            "a.lua:1: 'io' is not there for scripts: a script reads tables by data "
            "\"file.csv\"");
    refuses("local t = os.time()",
            "a.lua:1: 'os' is not there for scripts: dates are date \"2026-03-15\"");
    refuses("debug.sethook()", "a.lua:1: 'debug' is not there for scripts");
    refuses("return package.path",
            "a.lua:1: 'package' is not there for scripts: write require \"module\"");
    refuses("coroutine.wrap(f)", "a.lua:1: 'coroutine' is not there for scripts");
    refuses("load(\"return 1\")", "a.lua:1: 'load' is not there for scripts");
    refuses("dofile(\"x\")",
            "a.lua:1: 'dofile' is not there for scripts: write require \"module\"");
    refuses("loadfile(\"x\")",
            "a.lua:1: 'loadfile' is not there for scripts: write require \"module\"");
    refuses("collectgarbage()", "a.lua:1: 'collectgarbage' is not there for scripts");
    refuses("pcall(error)",
            "a.lua:1: 'pcall' is not there for scripts: a fault ends the script");
    refuses("xpcall(error)",
            "a.lua:1: 'xpcall' is not there for scripts: a fault ends the script");
    refuses("setmetatable({}, {})",
            "a.lua:1: 'setmetatable' is not there for scripts: tables are plain here");
    refuses("getmetatable(\"\")", "a.lua:1: 'getmetatable' is not there for scripts");
    refuses("rawset({}, 1, 2)", "a.lua:1: 'rawset' is not there for scripts: write t[k] = v");
    refuses("next({})", "a.lua:1: 'next' is not there for scripts: write pairs(t)");
    refuses("_G.x = 1", "a.lua:1: '_G' is not there for scripts: names are local");
    refuses("string.dump(print)", "a.lua:1: 'string.dump' is not there for scripts");
    refuses("return (\"\").dump(print)", "a.lua:1: 'string.dump' is not there for scripts");
    refuses("math.randomseed(1)", "a.lua:1: 'math.randomseed' is not there for scripts: write "
                                  "scenario \"title\" { seed = 1 }");
    refuses("math.sin(1)", "a.lua:1: 'math.sin' is not there for scripts");
    refuses("string.format(\"%p\", {})",
            "a.lua:1: string.format has no '%p' for scripts: an address "
            "differs from run to run");
}

static void text_only(void **state) {
    (void)state;
    refuses("\033Lua", "a.lua: attempt to load a binary chunk (mode is 't')");
}

static void names_are_strict(void **state) {
    (void)state;
    refuses("embargo \"x\" { by = \"CN\" }",
            "a.lua:1: unknown name 'embargo', did you mean 'control'?");
    refuses("local world = {} x = wrold",
            "a.lua:1: unknown name 'wrold', did you mean 'world'?");
    refuses("\nchp \"A\" {}", "a.lua:2: unknown name 'chp', did you mean 'chip'?");
    refuses("local x = qqqqqq",
            "a.lua:1: unknown name 'qqqqqq': write local qqqqqq = ... before it is used; "
            "a text stands in quotes, and a field takes an equals sign");
    refuses("math.flor(1)", "a.lua:1: unknown name 'math.flor', did you mean 'math.floor'?");
    refuses("x = 5", "a.lua:1: 'x' is not declared: write local x = ...");
    refuses("usd = 5", "a.lua:1: 'usd' is not declared: write local usd = ...");
    refuses("math.floor = 5",
            "a.lua:1: 'floor' of math cannot be set: keep the value in a local of your own");
}

static void limits_end_a_script(void **state) {
    (void)state;
    refuses(
        "local n = 0\nwhile true do n = n + 1 end",
        "a.lua:2: used up 200 million instructions: a loop may never end, or does too much");
    refuses("local t = {}\nfor i = 1, 1e9 do t[i] = { i } end",
            "a.lua:2: used up 256 MB of memory: make what it keeps smaller");
    refuses("local t = {}\nfor i = 1, 10 do t[i] = (\"x\"):rep(6e7) .. i end",
            "a.lua: used up 256 MB of memory at once: make what it keeps smaller");
    refuses("local s = (\"x\"):rep(1e9)",
            "a.lua:1: string.rep would make a text longer than 128 MB");
    refuses("local s = (\"\"):rep(1e18)",
            "a.lua:1: string.rep would make a text longer than 128 MB");
    refuses("local s = (\"a\"):rep(3000)\ns:find((\".-\"):rep(20) .. \"b\")",
            "a.lua:2: the pattern '.-.-.-.-.-.-.-.-.-.-.-.-.-.-.-.-.-.-.-.-b' may take too "
            "long on a "
            "text of 3000 characters: repeat fewer items");
    refuses("local function f() return f() + 1 end\nf()",
            "a.lua:1: stack overflow: a function calls itself without end");
    refuses("local l = lever \"l\" { 1 }\nlocal q = l\nwhile true do q = q * 1.01 + l end",
            "a.lua:3: used up 256 MB of memory: make what it keeps smaller");
}

static void limits_have_their_exit_code(void **state) {
    (void)state;
    ScriptLimits small = {.memory_bytes = 4 << 20, .instructions = 1000000};
    Faults *f = faults_new();
    folder_write("a.lua", "while true do end");
    assert_null(script_load("a.lua", &small, f));
    assert_faults(
        f, "a.lua:1: used up 1 million instructions: a loop may never end, or does too much");
    assert_int_equal(faults_exit_code(f), 3);
    faults_clear(f);
    folder_write("a.lua", "local t = {} for i = 1, 1e6 do t[i] = { i } end");
    assert_null(script_load("a.lua", &small, f));
    assert_faults(f, "a.lua:1: used up 4 MB of memory: make what it keeps smaller");
    assert_int_equal(faults_exit_code(f), 3);
    faults_free(f);
}

// What was declared before the limit is looked at, as long as it is not what never ended.
static void a_limit_hides_no_fault(void **state) {
    (void)state;
    static const char CHIP[] = "chip \"A\" { origin = \"US\", throughput = 1, price = -1 }\n";
    static const char WRONG[] =
        "a.lua:1: chip \"A\": field 'price': is -1, expected more than 0";
    static const struct {
        size_t megabytes;
        const char *end, *message;
    } ENDS[] = {
        {4, "local n = {} while true do n[#n + 1] = { n } end",
         "a.lua:2: used up 4 MB of memory: make what it keeps smaller"},
        {4, "local n = {} for i = 1, 10 do n[i] = (\"x\"):rep(3e6) end",
         "a.lua: used up 4 MB of memory at once: make what it keeps smaller"},
        {256, "local function f() return f() + 1 end f()",
         "a.lua:2: stack overflow: a function calls itself without end"},
    };
    Faults *f = faults_new();
    Text text = {0};
    for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++) {
        ScriptLimits small = {.memory_bytes = ENDS[i].megabytes << 20};
        text.length = 0;
        text_printf(&text, "%s%s", CHIP, ENDS[i].end);
        folder_write("a.lua", text_get(&text));
        assert_null(script_load("a.lua", &small, f));
        faults_sort(f);
        assert_int_equal(faults_count(f), 2);
        bool first = strcmp(fault_line(f, 0), WRONG) == 0;
        assert_string_equal(fault_line(f, !first), WRONG);
        assert_string_equal(fault_line(f, first), ENDS[i].message);
        faults_clear(f);
    }
    folder_write("a.lua",
                 "local i = 0 while true do i = i + 1 chip(i .. \"\") { price = -i } end");
    ScriptLimits small = {.memory_bytes = 48
                                          << 20}; // enough for more entities than are looked at
    assert_null(script_load("a.lua", &small, f));
    assert_faults(f, "a.lua:1: used up 48 MB of memory: make what it keeps smaller");
    text_done(&text);
    faults_free(f);
}

static void pairs_has_one_order(void **state) {
    (void)state;
    assert_near(computes("local t = { b = 2, a = 1, [10] = 4, [2] = 3, [true] = 6, [1.5] = 5 } "
                         "local n = 0 for k, v in pairs(t) do n = n * 10 + v end",
                         "n"),
                534126, 0);
    assert_near(
        computes("local z = source \"z\" {} local y = source \"y\" {} "
                 "local n = 0 for k, v in pairs({ [y] = 2, [z] = 1 }) do n = n * 10 + v end",
                 "n"),
        12, 0);
    assert_near(
        computes("local t = { a = 1, b = 2, c = 3 } local n = 0 for k, v in pairs(t) do "
                 "t.b = nil n = n * 10 + v end",
                 "n"),
        13, 0);
    refuses("for k in pairs({ [print] = 1 }) do end",
            "a.lua:1: a key that is a function has no order: use names as keys, or a list");
}

static void sort_is_stable(void **state) {
    (void)state;
    assert_near(computes("local t = {} for i = 1, 300 do t[i] = { i % 3, i } end "
                         "table.sort(t, function(a, b) return a[1] < b[1] end) "
                         "local ok = 1 for i = 2, 300 do local a, b = t[i - 1], t[i] "
                         "if a[1] > b[1] or (a[1] == b[1] and a[2] > b[2]) then ok = 0 end end",
                         "ok"),
                1, 0);
    assert_near(computes("local t = { 3, 1, 2, 5, 4 } table.sort(t)",
                         "t[1] * 1e4 + t[2] * 1e3 + t[3] * 100 + t[4] * 10 + t[5]"),
                12345, 0);
}

static void random_numbers_follow_the_seed(void **state) {
    (void)state;
    double first = computes("", "math.random()");
    assert_true(first > 0 && first < 1);
    assert_true(computes("", "math.random()") == first);
    assert_true(computes("local x = math.random()", "math.random()") != first);
    double whole = computes("", "math.random(3, 5)");
    assert_true(whole == 3 || whole == 4 || whole == 5);
    Faults *f = faults_new();
    Script *s = load_text(
        "scenario \"s\" { from = \"2026-01\", to = \"2026-12\", seed = 7 } "
        "chip \"A\" { origin = \"US\", throughput = 1, price = math.random() } "
        "line \"L\" { chip = \"A\" } buyer \"B\" { jurisdiction = \"CN\", demand = 1, "
        "capex = 1 }",
        f);
    assert_no_faults(f);
    assert_true(chip_price(script_base(s), NULL) != first);
    script_free(s);
    faults_free(f);
}

static void no_addresses(void **state) {
    (void)state;
    assert_near(
        computes("local t = tostring({}) .. tostring(print) .. string.format(\"%s\", {})",
                 "t == \"tablefunctiontable\" and 1 or 0"),
        1, 0);
}

static void errors_name_their_place(void **state) {
    (void)state;
    refuses("local t = {}\nlocal x = t.a.b", "a.lua:2: attempt to index a nil value (field "
                                             "'a'): there is nothing of that name before "
                                             "the dot or bracket");
    refuses("local x = {}\nx()",
            "a.lua:2: attempt to call a table value (local 'x'): a comma may be "
            "missing before it");
    refuses("local x\nlocal y = x + 1",
            "a.lua:2: attempt to perform arithmetic on a nil value (local "
            "'x'): give it a value first");
    refuses("local t = { 1\n2 }", "a.lua:2: '}' expected (to close '{' at line 1) near '2': a "
                                  "comma may be missing before it");
    refuses("local x = = 5", "a.lua:1: unexpected symbol near '='");
    refuses("\nerror(\"no such year\")", "a.lua:2: no such year");
    refuses("error({})", "a.lua:1: error was called with a table, expected a text");
    refuses("assert(1 > 2, \"the world is flat\")", "a.lua:1: the world is flat");
}

static void empty_file(void **state) {
    (void)state;
    Faults *f = faults_new();
    assert_null(load_text("", f));
    assert_faults(
        f,
        "a.lua: this script declares no buyer: add buyer \"ByteDance\" { jurisdiction = "
        "\"CN\", capex = usd(14e9), demand = 50e3 }",
        "a.lua: this script declares no chip: add chip \"H200\" { origin = \"US\", price = "
        "27000, flops = 989.5 }",
        "a.lua: this script declares no scenario: add scenario \"H200 approvals\" { from = "
        "\"2026-01\", to = \"2027-12\" }");
    faults_free(f);
}

static void missing_script(void **state) {
    (void)state;
    Faults *f = faults_new();
    assert_null(script_load("none.lua", NULL, f));
    assert_int_equal(faults_count(f), 1);
    assert_int_equal(faults_exit_code(f), 1);
    assert_non_null(strstr(fault_line(f, 0), "none.lua"));
    faults_free(f);
}

// Other functions of the allow list do what Lua's do.
static void libraries_work(void **state) {
    (void)state;
    assert_near(
        computes("local s = (\"%d-%s\"):format(7, \"x\") .. table.concat({ 1, \"b\" }, \",\")",
                 "s == \"7-x1,b\" and 1 or 0"),
        1, 0);
    assert_near(
        computes("local a, b = table.unpack({ 3, 4 }) local t = { 1, 2 } table.insert(t, 5) "
                 "table.insert(t, 1, 9) table.remove(t)",
                 "a * b + #t * 100 + t[1] * 1000"),
        9312, 0);
    assert_near(
        computes("local n = 0 for w in (\"a1b22\"):gmatch(\"%d+\") do n = n + tonumber(w) end",
                 "n + utf8.len(\"\xC3\xA4\") + select(\"#\", 1, 2)"),
        26, 0);
    assert_near(
        computes("", "math.max(1, 5, 3) + math.min(4, 2) + math.floor(2.7) + math.ceil(2.1) + "
                     "math.abs(-1) + math.sqrt(16) + math.fmod(7, 4) + math.tointeger(3.0)"),
        23, 0);
    assert_near(computes("", "math.exp(1) + math.log(8, 2)"), 5.718281828459045, 1e-15);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ways_out_are_closed),
        cmocka_unit_test(text_only),
        cmocka_unit_test(names_are_strict),
        cmocka_unit_test(limits_end_a_script),
        cmocka_unit_test(limits_have_their_exit_code),
        cmocka_unit_test(a_limit_hides_no_fault),
        cmocka_unit_test(pairs_has_one_order),
        cmocka_unit_test(sort_is_stable),
        cmocka_unit_test(random_numbers_follow_the_seed),
        cmocka_unit_test(no_addresses),
        cmocka_unit_test(errors_name_their_place),
        cmocka_unit_test(empty_file),
        cmocka_unit_test(missing_script),
        cmocka_unit_test(libraries_work),
    };
    return cmocka_run_group_tests(tests, folder_setup, folder_teardown);
}
