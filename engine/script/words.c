#include "script/words.h"

#include <stddef.h>
#include <string.h>

#define COUNT(a) (int)(sizeof(a) / sizeof *(a))

// clang-format off
const ScriptWord SCRIPT_WORDS[] = {
    {"usd", WORDS_MONEY, "usd(27000)", "x: T", "T", "US dollars"},
    {"rmb", WORDS_MONEY, "rmb(160e9)", "x: T", "T", "renminbi; the engine converts at the script's rate, scripts never do"},
    {"eur", WORDS_MONEY, "eur(1e9)", "x: T", "T", "euros"},
    {"jpy", WORDS_MONEY, "jpy(1e9)", "x: T", "T", "yen"},

    {"days", WORDS_TIME, "days(45)", "x: T", "T", "a span of time"},
    {"weeks", WORDS_TIME, "weeks(26)", "x: T", "T", "a span of time"},
    {"months", WORDS_TIME, "months(6)", "x: T", "T", "a span of time; what plain numbers mean in such fields"},
    {"years", WORDS_TIME, "years(2)", "x: T", "T", "a span of time"},
    {"month", WORDS_TIME, "0.25 / month", NULL, "number", "one month, to divide and multiply by"},
    {"year", WORDS_TIME, "rmb(160e9) / year", NULL, "number", "twelve months, to divide and multiply by"},
    {"date", WORDS_TIME, "date \"2026-03-15\"", "text: string", "number", "a date; also \"2026-03\", \"2026-Q2\", \"2026\""},

    {"percent", WORDS_NUMBERS, "percent(25)", "x: number", "number", "a share: percent(25) is 0.25"},
    {"annual", WORDS_NUMBERS, "annual(0.45)", "rate: number", "number", "the rate per month that makes this rate a year: 1.45^(1/12) - 1"},

    {"tflops", WORDS_HARDWARE, "tflops(989.5)", "x: T", "T", "speed of a chip, 10^12 operations a second"},
    {"tbps", WORDS_HARDWARE, "tbps(4.8)", "x: T", "T", "memory bandwidth, TB/s"},
    {"gb", WORDS_HARDWARE, "gb(141)", "x: T", "T", "memory"},
    {"mm2", WORDS_HARDWARE, "mm2(814)", "x: T", "T", "die area, square millimetres"},

    {"path", WORDS_PATHS, "path { [\"2026-01\"] = 1, [\"2026-07\"] = 2 }", "values: table<string|integer, number>", "Path", "values over time, straight lines between the dates"},
    {"steps", WORDS_PATHS, "steps { [\"2026-01\"] = 1, [\"2026-07\"] = 2 }", "values: table<string|integer, number>", "Path", "values over time, each holds until the next date"},
    {"ramp", WORDS_PATHS, "ramp(from, to, start, months)", "from: number; to: number; start: string|number; months: number", "Path", "one value until start, then in a straight line to the other"},
    {"grow", WORDS_PATHS, "grow(value, rate)", "value: number; rate: number", "Path", "value * (1 + rate)^months; the rate is per month: grow(100, annual(0.45))"},

    {"uniform", WORDS_DISTRIBUTIONS, "uniform(low, high)", "low: number; high: number", "Distribution", "every value between is as likely"},
    {"normal", WORDS_DISTRIBUTIONS, "normal(mean, sd)", "mean: number; sd: number", "Distribution", "the bell curve"},
    {"lognormal", WORDS_DISTRIBUTIONS, "lognormal(median, sigma)", "median: number; sigma: number", "Distribution", "positive, with a long tail upwards; sigma of the logarithm"},
    {"triangular", WORDS_DISTRIBUTIONS, "triangular(low, mode, high)", "low: number; mode: number; high: number", "Distribution", "least, likeliest and greatest value"},
    {"pert", WORDS_DISTRIBUTIONS, "pert(low, mode, high)", "low: number; mode: number; high: number", "Distribution", "as triangular, smooth and nearer to the mode"},
    {"between", WORDS_DISTRIBUTIONS, "between(p5, p95)", "p5: number; p95: number", "Distribution", "nine in ten draws fall between; lognormal where both are above 0, else normal"},
    {"discrete", WORDS_DISTRIBUTIONS, "discrete { { 1, 0.3 }, { 2, 0.7 } }", "pairs: number[][]", "Distribution", "values with weights: { value, weight }"},

    {"off", WORDS_STRUCTURE, "off", NULL, "Off", "no cap, no levy, never: the neutral value of a field"},
    {"rule", WORDS_STRUCTURE, "rule(\"name\", function(w) ... end)", "name: string; f: fun(w: RuleWorld)", NULL, "called at the start of each step; moves levers by what it sees of the steps before"},
    {"step", WORDS_STRUCTURE, "step { text = \"...\" }", "fields: LessonStep", "LessonStep", "a step of a lesson: text, look, set, question, answer"},
    {"data", WORDS_STRUCTURE, "data \"chips.csv\"", "file: string", "table<string, number|string>[]", "the rows of a table beside the script or in assets/data, by the names in its first line"},
    {"sources", WORDS_STRUCTURE, "sources \"sources.csv\"", "file: string", NULL, "declares each row of a table as a source: column id and the fields of source"},
    {"require", WORDS_STRUCTURE, "require \"lib.world_2026\"", "module: string", "any", "what another file returns: beside the script, else in scripts/"},

    {"print", WORDS_LUA, "print(...)", "...: any", NULL, "writes to stderr, when the script is read"},
    {"type", WORDS_LUA, "type(x)", "x: any", "string", "\"number\" for levers and assumptions too"},
    {"tonumber", WORDS_LUA, "tonumber(x)", "x: any", "number", "as in Lua"},
    {"tostring", WORDS_LUA, "tostring(x)", "x: any", "string", "as in Lua; a lever becomes plain by it"},
    {"pairs", WORDS_LUA, "pairs(t)", "t: table", "function", "in an order that never changes"},
    {"ipairs", WORDS_LUA, "ipairs(t)", "t: table", "function", "as in Lua"},
    {"select", WORDS_LUA, "select(n, ...)", "n: integer", "any", "as in Lua"},
    {"assert", WORDS_LUA, "assert(condition, message)", "condition: any", "any", "as in Lua; ends the script"},
    {"error", WORDS_LUA, "error(message)", "message: string", NULL, "as in Lua; ends the script"},
    {"math", WORDS_LUA, "math.min(a, b)", NULL, "table", "floor ceil min max abs sqrt exp log on levers too; fmod modf random; no sines"},
    {"string", WORDS_LUA, "string.format(...)", NULL, "table", "as in Lua, without dump and pack"},
    {"table", WORDS_LUA, "table.insert(t, x)", NULL, "table", "insert remove concat sort pack unpack"},
    {"utf8", WORDS_LUA, "utf8.len(s)", NULL, "table", "as in Lua"},
};

const ScriptWord RULE_WORDS[] = {
    {"date", WORDS_STRUCTURE, "w.date", NULL, "string", "the step's first day or month: \"2026-05\""},
    {"step", WORDS_STRUCTURE, "w.step", NULL, "integer", "the step's number, the first is 1"},
    {"t", WORDS_STRUCTURE, "w.t", NULL, "number", "months since the scenario began"},
    {"lever", WORDS_STRUCTURE, "w.lever.export_levy = 0.3", NULL, "table<string, any>", "levers, to read and to set"},
    {"assume", WORDS_STRUCTURE, "w.assume.h200_price", NULL, "table<string, any>", "assumptions, to read"},
    {"memory", WORDS_STRUCTURE, "w.memory.seen = true", NULL, "table", "what the rule keeps from step to step; empty in each draw"},
    {"last", WORDS_STRUCTURE, "w.last(\"delivered\", { chip = \"H200\" })", "series: SeriesName; of: RuleFilter?", "number", "a series in the step before, 0 before the first; { buyer =, chip =, workload = } as it is kept by"},
    {"total", WORDS_STRUCTURE, "w.total(\"bought\", { buyer = \"ByteDance\" })", "series: SeriesName; of: RuleFilter?", "number", "its sum over all steps before"},
};
// clang-format on

const int SCRIPT_WORD_COUNT = COUNT(SCRIPT_WORDS);
const int RULE_WORD_COUNT = COUNT(RULE_WORDS);

// What people call a thing, where its name and its line do not say it.
static const char *const MEANT[][2] = {
    {"control", "ban embargo restriction block sanction prohibition"},
    {"approval", "licence license permit quota cap"},
    {"bundling", "quota offset domestic content"},
    {"export_levy", "tax duty fee remit levy"},
    {"tariff", "tax duty customs"},
    {"guideline", "soft target local content share"},
    {"lease", "rent rental hire cloud opex abroad overseas"},
    {"efficiency",
     "algorithms algorithmic progress offset effective distillation quantisation"},
    {"shock", "event crisis disruption hazard risk stress"},
    {"subsidy", "grant voucher aid support"},
    {"line", "stock supply factory production inventory"},
    {"tapeout", "asic custom silicon design"},
    {"buyer", "customer company firm budget money demand"},
    {"chip", "gpu accelerator product"},
    {"currency", "exchange fx rate"},
    {"assume", "parameter uncertainty forecast"},
    {"lever", "slider parameter policy knob"},
    {"case", "variant alternative counterfactual what-if"},
    {"source", "reference citation bibliography evidence"},
    {"grow", "inflation trend exponential"},
    {"rmb", "cny yuan renminbi"},
    {"usd", "dollar dollars"},
    {"between", "interval range uncertainty"},
};

const char *word_also(const char *name) {
    for (int i = 0; i < COUNT(MEANT); i++)
        if (strcmp(MEANT[i][0], name) == 0) return MEANT[i][1];
    return "";
}

const char *word_meant(const char *by) {
    size_t n = strlen(by);
    for (int i = 0; n && i < COUNT(MEANT); i++)
        for (const char *at = MEANT[i][1]; (at = strstr(at, by)); at += n) {
            bool begins = at == MEANT[i][1] || at[-1] == ' ';
            if (begins && (at[n] == ' ' || !at[n])) return MEANT[i][0];
        }
    return NULL;
}

const ScriptWord *word_find(const char *name) {
    for (int i = 0; i < SCRIPT_WORD_COUNT; i++)
        if (strcmp(SCRIPT_WORDS[i].name, name) == 0) return &SCRIPT_WORDS[i];
    return NULL;
}

const char *word_group_title(WordGroup g) {
    static const char *const TITLES[WORD_GROUPS] = {
        [WORDS_MONEY] = "Money",
        [WORDS_TIME] = "Time",
        [WORDS_NUMBERS] = "Shares and rates",
        [WORDS_HARDWARE] = "Hardware",
        [WORDS_PATHS] = "Values over time",
        [WORDS_DISTRIBUTIONS] = "Distributions",
        [WORDS_STRUCTURE] = "Structure",
        [WORDS_LUA] = "Lua's own",
    };
    return TITLES[g];
}
