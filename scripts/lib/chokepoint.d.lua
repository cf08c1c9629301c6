---@meta
-- The words of a script, for editors with the Lua language server. Written by
-- `make docs` from the tables that read scripts; never required, never run.

---@class Off

---@class Path
---@operator add(number): Path
---@operator sub(number): Path
---@operator mul(number): Path
---@operator div(number): Path

---@class Distribution

---@alias SeriesName
---| "wished" # what would have been bought had stock been enough, in the round in which the buyer first asked; units, by buyer, chip
---| "claimed" # what was asked for: the wish, inflated by buyers who expect to be cut; units, by buyer, chip
---| "bought" # ordered and allotted in the step; units, by buyer, chip
---| "delivered" # arrived in the step, `ship` after the purchase; units, by buyer, chip
---| "in_transit" # bought and not yet delivered; units, by buyer, chip
---| "installed" # in service: deployed and not yet retired; units, by buyer, chip
---| "unmet" # compute wanted in the step and not bought; compute, by buyer, workload
---| "lost" # unmet demand that is given up and not carried over; compute, by buyer, workload
---| "inventory" # finished units in the sellers' stock; units, by chip
---| "made" # finished by lines and tape-outs in the step; units, by chip
---| "wip" # started and not finished; units, by chip
---| "price" # what the buyer pays for a unit: levies and duties passed on included, subsidies taken off; USD, by buyer, chip
---| "effective_price" # price and the cost of the domestic units that must be bought with it; it ranks, it is never paid; USD, by buyer, chip
---| "bundle_tax" # cost of bundling over the seller's list price; share, by buyer, chip
---| "approved" # released by the authority in the step; units, by approval
---| "unconverted" # approved and not yet open to be bought; units, by approval
---| "cap_left" # what approvals still let the buyer import, before the step's purchases; no value where nothing limits it; units, by buyer, chip
---| "capex" # committed to chips in the step; USD, by buyer, chip
---| "nre" # engineering and masks of tape-outs and re-spins, when due; USD, by buyer, chip
---| "spend" # capex, opex and nre together; opex has no chip; USD, by buyer, chip
---| "opex" # lease bills of the step; USD, by buyer
---| "capex_to_leases" # the part of opex that was paid from unspent capex; USD, by buyer
---| "levy" # export levies received; USD, by authority
---| "tariff" # import duties received; USD, by authority
---| "subsidy" # what the authority paid of the price of chips; USD, by authority
---| "seller_net" # sellers' revenue after levies and duties; USD, by seller
---| "write_down" # stock that nobody may buy any more, at unit cost; USD, by seller
---| "compute" # compute in service: owned, leased and captive together; compute, by buyer, workload
---| "compute_owned" # installed compute of chips that others may buy too; compute, by buyer, workload
---| "compute_leased" # compute under lease, at what it is worth beside owned compute; compute, by buyer, workload
---| "compute_captive" # installed compute of the buyer's own custom chips; compute, by buyer, workload
---| "effective_compute" # compute in service times what algorithms make of it since the start; as compute without efficiency; compute, by buyer, workload
---| "bandwidth" # memory bandwidth of the compute in service; TB/s, by buyer, workload
---| "bandwidth_owned" # of compute_owned; TB/s, by buyer, workload
---| "bandwidth_leased" # of compute_leased: as many TB/s as its compute units stand for; TB/s, by buyer, workload
---| "bandwidth_captive" # of compute_captive; TB/s, by buyer, workload
---| "fill_rate" # bought over wished; no value without a wish; share, by buyer, chip
---| "domestic_share" # domestic chips in the buyer's spend on chips; no value without a purchase; share, by buyer
---| "domestic_share_units" # domestic chips in the units the buyer buys; no value without a purchase; share, by buyer
---| "domestic_share_compute" # domestic chips in the throughput the buyer buys; no value without a purchase; share, by buyer
---| "buffer" # what the step's compute cost above the least list price per throughput of all chips; a lease counts when signed; share, by buyer
---| "buffer_cumulative" # the same of all steps so far; share, by buyer
---| "budget_left" # capex money released and not committed, in the buyer's currency; own currency, by buyer
---| "budget_lapsed" # capex money not carried over a year's end, in the buyer's currency; own currency, by buyer
---| "opex_left" # opex money released and not paid, in the buyer's currency; own currency, by buyer
---| "opex_lapsed" # opex money not carried over a year's end, in the buyer's currency; own currency, by buyer
---| "binding" # what held the buyer's foreign purchases: supply, control, approval, conversion, cap, budget, demand, bundling or none; by buyer
---| "resource_use" # taken by lines and tape-outs, of what there was in the step; no value where there was none; share, by resource
---| "phantom" # claimed beyond the wish by buyers who expect to be cut: orders that nobody wants filled; units, by buyer, chip
---| "interest" # what the buyer would wish for in the step if no control and no approval held it: demand and money alone; what was carried over asks again; units, by buyer, chip
---| "seized" # of grey chips: due to arrive in the step and taken on the way; units, by buyer, chip

---@class RuleFilter
---@field buyer? string|Buyer
---@field chip? string|Chip
---@field workload? string|Workload
---@field authority? string
---@field seller? string
---@field approval? string|Approval
---@field resource? string|Resource

---@class LessonStep
---@field text string
---@field look? string
---@field set? table<string, any>
---@field question? string
---@field answer? string

---@class RuleWorld
local w = {}

---the step's first day or month: "2026-05"
---
---    w.date
---@type string
w.date = nil

---the step's number, the first is 1
---
---    w.step
---@type integer
w.step = nil

---months since the scenario began
---
---    w.t
---@type number
w.t = nil

---levers, to read and to set
---
---    w.lever.export_levy = 0.3
---@type table<string, any>
w.lever = nil

---assumptions, to read
---
---    w.assume.h200_price
---@type table<string, any>
w.assume = nil

---what the rule keeps from step to step; empty in each draw
---
---    w.memory.seen = true
---@type table
w.memory = nil

---a series in the step before, 0 before the first; { buyer =, chip =, workload = } as it is kept by
---
---    w.last("delivered", { chip = "H200" })
---@param series SeriesName
---@param of? RuleFilter
---@return number
function w.last(series, of) end

---its sum over all steps before
---
---    w.total("bought", { buyer = "ByteDance" })
---@param series SeriesName
---@param of? RuleFilter
---@return number
function w.total(series, of) end

---@class Scenario
---@field from string|number # first month, "2026-01" (a date; required)
---@field to string|number # last month, included (a date; required)
---@field step? "month"|"quarter"|"week" # length of a step ("month", "quarter", "week"; default month)
---@field question? string # what the scenario asks (text)
---@field headline? string # sentence over the charts; default made from results (text)
---@field compute_unit? string # "H100e" (989.5 TFLOPS, 3.35 TB/s), the default, "H20e" (148, 4.0) or a text of your own (text)
---@field seed? integer # of random draws (a whole number; default 1234)
---@field doc? string # a line for people (text)
---@field source? string|Source|table<integer|string, string|Source|(string|Source)[]> # id of a source, a list of them, or "assumed" (source ids)

---the title and the calendar; once in each script
---
---    scenario "H200 approvals" { from = "2026-01", to = "2027-12" }
---@param name string
---@return fun(fields: Scenario): Scenario
function scenario(name) end

---@class Lever
---@field [1] number|string|boolean|Off # at the baseline: number, quantity, date, true or false, one of choices, off (a value, in front; required)
---@field min? string|number # least value; default from dist's 1st percentile, else 0 (dates: six months before) (in the unit of the value)
---@field max? string|number # greatest value; default from dist's 99th percentile, else twice the value (dates: six months after) (in the unit of the value)
---@field doc? string # a line for people (text)
---@field source? string|Source|table<integer|string, string|Source|(string|Source)[]> # id of a source, a list of them, or "assumed" (source ids)
---@field marks? table<string, number|string> # what sources say where they differ, shown on the slider: { C087 = usd(27000), C007 = usd(20000) } (values by source: { C087 = 27000 })
---@field label? string # name for people; default the name with spaces (text)
---@field whole? boolean # only whole numbers (true or false; default false)
---@field choices? string[] # list of texts, the value one of them (texts: { "a", "b" })
---@field off? boolean # may be set to off (true or false; default false)
---@field dist? Distribution # distribution of draws: triangular(20, 27, 28) (a distribution)

---a policy decision: what someone could choose
---
---    lever "levy" { 0.25, min = 0, max = 0.4, doc = "share of revenue" }
---@param name string
---@return fun(fields: Lever): any # a number; of true and false, or of choices, that itself
function lever(name) end

---@class Assume
---@field [1] number|string|boolean|Off # at the baseline: number, quantity, date, true or false, one of choices, off (a value, in front; required)
---@field min? string|number # least value; default from dist's 1st percentile, else 0 (dates: six months before) (in the unit of the value)
---@field max? string|number # greatest value; default from dist's 99th percentile, else twice the value (dates: six months after) (in the unit of the value)
---@field doc? string # a line for people (text)
---@field source? string|Source|table<integer|string, string|Source|(string|Source)[]> # id of a source, a list of them, or "assumed" (source ids)
---@field marks? table<string, number|string> # what sources say where they differ, shown on the slider: { C087 = usd(27000), C007 = usd(20000) } (values by source: { C087 = 27000 })
---@field label? string # name for people; default the name with spaces (text)
---@field whole? boolean # only whole numbers (true or false; default false)
---@field choices? string[] # list of texts, the value one of them (texts: { "a", "b" })
---@field off? boolean # may be set to off (true or false; default false)
---@field dist? Distribution # distribution of draws: triangular(20, 27, 28) (a distribution)

---a fact about the world that nobody chooses
---
---    assume "h200_price" { usd(27000), dist = normal(usd(27000), usd(2000)) }
---@param name string
---@return fun(fields: Assume): any # a number; of true and false, or of choices, that itself
function assume(name) end

---@class Case
---@field doc? string # a line for people; all other fields name levers and assumptions (text)
---@field source? string|Source|table<integer|string, string|Source|(string|Source)[]> # of its values: an id, a list of them, or "assumed"; of single ones { levy = "C086" } (source ids)
---@field [string] number|string|boolean|Off # a lever or an assumption

---a set of lever and assumption values over the baseline
---
---    case "no levy" { levy = 0 }
---@param name string
---@return fun(fields: Case): Case
function case(name) end

---@class Workload
---@field intensity? number|Off # FLOP per byte of memory traffic; off: flops alone decide (a plain number, above 0, off; default off)
---@field mfu? number # share of peak flops reached (a plain number, above 0, at most 1; default 1)
---@field doc? string # a line for people (text)
---@field source? string|Source|table<integer|string, string|Source|(string|Source)[]> # id of a source, a list of them, or "assumed"; of single fields { price = "C087" } (source ids)

---a use of compute
---
---    workload "training" { intensity = 300, mfu = 0.4 }
---@param name string
---@return fun(fields: Workload): Workload
function workload(name) end

---@class Currency
---@field per_usd number|Path # units of the currency for one USD, such as 7.1 (own currency per USD, above 0, path; required)
---@field doc? string # a line for people (text)
---@field source? string|Source|table<integer|string, string|Source|(string|Source)[]> # id of a source, a list of them, or "assumed"; of single fields { price = "C087" } (source ids)

---an exchange rate; "CNY" is "RMB" by its ISO 4217 code
---
---    currency "RMB" { per_usd = 7.1 }
---@param name string
---@return fun(fields: Currency): Currency
function currency(name) end

---@class Chip
---@field seller? string # who is paid; default the captive buyer, else the chip's name (text)
---@field origin string # jurisdiction it comes from, such as "US" (text; required)
---@field price number|Path # list price before levies and duties (USD per unit, above 0, path; required)
---@field unit_cost? number|Path # cost of one unit to its seller (USD per unit, not negative, path; default 0)
---@field flops? number # dense FP16 peak; needed where throughput is not given (TFLOPS, above 0)
---@field bandwidth? number # memory bandwidth (TB/s, above 0)
---@field memory? number # memory (GB, above 0)
---@field tpp? number # total processing performance (TOPS times bit length) (a plain number, above 0)
---@field interconnect? number # bandwidth between chips, both directions together (GB/s, above 0)
---@field die_area? number # die area (mm2, above 0)
---@field throughput? number # compute of one unit; default flops / 989.5 for H100e, flops / 148 for H20e (compute units, above 0)
---@field progress_ratio? number|Off # what is left of cost and domestic price when output doubles, such as 0.8; off: no learning (a plain number, above 0, at most 1, off; default off)
---@field experience? number # units made before the scenario begins; needed with progress_ratio (units, above 0)
---@field price_response? number|Off # how fast the price follows claims over supply; off: the list price stays (1/month, not negative, off; default off)
---@field price_floor? number|Off # least price that claims lead to (USD per unit, not negative, off; default off)
---@field price_ceiling? number|Off # greatest price that claims lead to (USD per unit, above 0, off; default off)
---@field follows? string|Chip # the chip whose place it takes once controls shut that out; its lines open then (a chip)
---@field redesign? number # from the day the chip it follows is shut out to its first output; needed with follows (months, not negative; default 0)
---@field captive? string|Buyer # the only buyer who may have it (a buyer)
---@field grey? boolean # sold outside controls and duties: no control, approval, levy, tariff, subsidy or bundling acts on it; outside the source documents (true or false; default false)
---@field seized? number|Path # share of what is bought that never arrives (grey) (a plain number, 0 to 1, path; default 0)
---@field detection? number|Path|Off # a month due to arrive, all buyers together, at which half of what is left is seized too: the more comes, the larger the share that is found (grey); off: it does not rise (units per month, above 0, path, off; default off)
---@field rule? "proportional"|"uniform"|"priority"|"price" # how its seller shares scarce stock ("proportional", "uniform", "priority", "price"; default proportional)
---@field workloads? string|Workload|(string|Workload)[] # workloads it serves (workloads: { "inference" }; default all)
---@field doc? string # a line for people (text)
---@field source? string|Source|table<integer|string, string|Source|(string|Source)[]> # id of a source, a list of them, or "assumed"; of single fields { price = "C087" } (source ids)

---an accelerator
---
---    chip "H200" { origin = "US", price = 27000, flops = 989.5 }
---@param name string
---@return fun(fields: Chip): Chip
function chip(name) end

---@class Resource
---@field capacity number|Path|Off # there is of it per month; what a step does not use is lost (units per month, not negative, path, off; required)
---@field doc? string # a line for people (text)
---@field source? string|Source|table<integer|string, string|Source|(string|Source)[]> # id of a source, a list of them, or "assumed"; of single fields { price = "C087" } (source ids)

---something scarce that lines share: wafers, packaging, memory
---
---    resource "HBM" { capacity = 60e3 }
---@param name string
---@return fun(fields: Resource): Resource
function resource(name) end

---@class Line
---@field chip string|Chip # the chip it makes (a chip; required)
---@field inventory? number # stock at the start (units, not negative; default 0)
---@field capacity? number|Path|Off # finished units per month; off where resources alone limit it, as if it is not given with uses or node (units per month, not negative, path, off; default 0)
---@field lead? number # from start to finished (to_order) (months, not negative; default 0)
---@field wip? number # started and not finished at the start; finished evenly over the first `lead` months (to_order) (units, not negative; default 0)
---@field build? "capacity"|"to_order" # runs full, or to order ("capacity", "to_order"; default capacity)
---@field cover? number # demand held as stock (to_order) (months, not negative; default 1)
---@field smoothing? number # time over which a gap in stock is closed (to_order) (months, above 0; default 2)
---@field foundry? string # where it is made; a control may name it (text)
---@field uses? table<string, number|Path> # amount of each resource that one unit takes (a plain number, not negative, by resource: { HBM = ... }, path)
---@field node? string|Resource # the resource whose wafers it starts; yield says how many for a unit (a resource)
---@field dies_per_wafer? number # whole dies on a wafer; default from the chip's die_area, on 300 mm (a plain number, above 0)
---@field dies_per_unit? number # good dies in one unit, which share the chip's die_area (a plain number, above 0; default 1)
---@field defect_density? number|Path # defects per cm2 of wafer (defects per cm2, not negative, path; default 0)
---@field yield_model? "poisson"|"murphy"|"negative_binomial" # how defects turn into bad dies ("poisson", "murphy", "negative_binomial"; default poisson)
---@field cluster? number # how far defects come together; large: as poisson (negative_binomial) (a plain number, above 0; default 3)
---@field salvage? number|Path # share of bad dies that are sold all the same, with parts switched off (a plain number, 0 to 1, path; default 0)
---@field defect_floor? number # density that learning leads to in the end (defects per cm2, not negative; default 0)
---@field defect_learning? number|Off # wafers started while 63 % of the way to the floor is made; off: none (a plain number, above 0, off; default off)
---@field doc? string # a line for people (text)
---@field source? string|Source|table<integer|string, string|Source|(string|Source)[]> # id of a source, a list of them, or "assumed"; of single fields { price = "C087" } (source ids)

---the stock and the production of one chip
---
---    line "H200 stock" { chip = "H200", inventory = 700e3 }
---@param name string
---@return fun(fields: Line): Line
function line(name) end

---@class Buyer
---@field jurisdiction string # where it is, such as "CN" (text; required)
---@field capex number|table<integer, number>|Off # budget of each calendar year, { [2026] = rmb(160e9) }, or one for all; the last holds on (money per year, not negative, or by year: { [2026] = ... }, off; required)
---@field opex? number|table<integer, number>|Off # budget for leases, as capex (money per year, not negative, or by year: { [2026] = ... }, off)
---@field to_leases? number|Path # share of unspent capex that may pay for leases when opex money is short (a plain number, 0 to 1, path; default 0)
---@field carry? number # share of unspent money kept over the year's end (a plain number, 0 to 1; default 1)
---@field access_uplift? number|Path # share by which the budget grows with full access to foreign chips (a plain number, at least -1, path; default 0)
---@field access_to? string|Chip|(string|Chip)[] # the foreign chips that count for it (chips: { "H200" }; default all)
---@field demand? number|Path|table<string, number|Path> # new compute wanted per month, or { workload = ... } (compute units per month, not negative, or by workload: { training = ... }, path)
---@field target? number|Path|table<string, number|Path> # compute wanted in place, or { workload = ... }; instead of demand (compute units, not negative, or by workload: { training = ... }, path)
---@field adjustment? number # time over which the gap to the target is closed; needed with target (months, above 0)
---@field weight? number|Path|table<string, number|Path> # worth of a workload's compute, { workload = ... } (a plain number, above 0, or by workload: { training = ... }; default 1)
---@field unmet_carry? number # share of unmet demand still wanted a month later; not with target (a plain number, 0 to 1; default 0)
---@field deposit? number # share paid at order (a plain number, 0 to 1; default 1)
---@field inflation? number # how far claims exceed wishes when deliveries fall short (a plain number, not negative; default 0)
---@field priority? number # 1 is served first (rule "priority") (a plain number, not negative; default 1)
---@field ship? number # from purchase to delivery (months, not negative; default 0)
---@field deploy? number # from delivery to installed (months, not negative; default 0)
---@field life? number|Off # mean life once installed; off: never retires (months, above 0, off; default off)
---@field substitution? number|Off # elasticity between chips; off: best first (a plain number, not negative, off; default off)
---@field plan? "affordable"|"wanted" # plan the imports that money pays for, or all that are wanted ("affordable", "wanted"; default affordable)
---@field doc? string # a line for people (text)
---@field source? string|Source|table<integer|string, string|Source|(string|Source)[]> # id of a source, a list of them, or "assumed"; of single fields { price = "C087" } (source ids)

---wants compute and has a budget
---
---    buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = 50e3 }
---@param name string
---@return fun(fields: Buyer): Buyer
function buyer(name) end

---@class Control
---@field by string # authority, such as "US" or "CN" (text; required)
---@field chips? string|Chip|(string|Chip)[] # chips it acts on (chips: { "H200" }; default all)
---@field buyers? string|Buyer|(string|Buyer)[] # buyers or jurisdictions; default imports into `by` and exports from it (buyers or jurisdictions: { "ByteDance", "US" })
---@field from? string|number|Off # first day; default the scenario's start; off: never begins (a date, off)
---@field to? string|number|Off # day after the last; off: never ends (a date, off; default off)
---@field tpp_from? number|Off # only chips with tpp at least this (a plain number, not negative, off; default off)
---@field tpp_below? number|Off # only chips with tpp less than this (a plain number, not negative, off; default off)
---@field density_from? number|Off # only chips with tpp / die_area at least this (a plain number, not negative, off; default off)
---@field density_below? number|Off # only chips with tpp / die_area less than this (a plain number, not negative, off; default off)
---@field bandwidth_from? number|Off # only chips with memory bandwidth at least this (TB/s, not negative, off; default off)
---@field bandwidth_below? number|Off # only chips with memory bandwidth less than this (TB/s, not negative, off; default off)
---@field interconnect_from? number|Off # only chips with interconnect at least this (GB/s, not negative, off; default off)
---@field interconnect_below? number|Off # only chips with interconnect less than this (GB/s, not negative, off; default off)
---@field foundry? string # holds what is made there, instead of imports (text)
---@field doc? string # a line for people (text)
---@field source? string|Source|table<integer|string, string|Source|(string|Source)[]> # id of a source, a list of them, or "assumed"; of single fields { price = "C087" } (source ids)

---forbids imports that no approval lets in
---
---    control "customs" { by = "CN", chips = { "H200" } }
---@param name string
---@return fun(fields: Control): Control
function control(name) end

---@class Approval
---@field by string # authority, such as "US" or "CN" (text; required)
---@field chips? string|Chip|(string|Chip)[] # chips it acts on (chips: { "H200" }; default all)
---@field buyers? string|Buyer|(string|Buyer)[] # buyers or jurisdictions; default imports into `by` and exports from it (buyers or jurisdictions: { "ByteDance", "US" })
---@field from? string|number|Off # first day; default the scenario's start; off: never begins (a date, off)
---@field to? string|number|Off # day after the last; off: never ends (a date, off; default off)
---@field tpp_from? number|Off # only chips with tpp at least this (a plain number, not negative, off; default off)
---@field tpp_below? number|Off # only chips with tpp less than this (a plain number, not negative, off; default off)
---@field density_from? number|Off # only chips with tpp / die_area at least this (a plain number, not negative, off; default off)
---@field density_below? number|Off # only chips with tpp / die_area less than this (a plain number, not negative, off; default off)
---@field bandwidth_from? number|Off # only chips with memory bandwidth at least this (TB/s, not negative, off; default off)
---@field bandwidth_below? number|Off # only chips with memory bandwidth less than this (TB/s, not negative, off; default off)
---@field interconnect_from? number|Off # only chips with interconnect at least this (GB/s, not negative, off; default off)
---@field interconnect_below? number|Off # only chips with interconnect less than this (GB/s, not negative, off; default off)
---@field units? number|Off # cap on what all its buyers and chips bring in together (units, not negative, off; default off)
---@field per_month? number|Path|Off # cap for each month, of all its buyers and chips together (units per month, not negative, path, off; default off)
---@field per_buyer? number|Off # cap of each buyer over its chips (units, not negative, off; default off)
---@field share_of? string # jurisdiction whose purchases set the limit; with share (text)
---@field share? number|Path|Off # at most this share of what share_of bought (a plain number, 0 to 1, path, off; default off)
---@field conversion? number|Path|Off # hazard at which approved units become orders; off: at once (1/month, not negative, path, off; default off)
---@field burden_sensitivity? number # how strongly costs beyond the price slow conversion (a plain number, not negative; default 0)
---@field clarity? number|Path # how clear its terms are: 0 nobody orders, 1 conversion as it is (a plain number, 0 to 1, path; default 1)
---@field doc? string # a line for people (text)
---@field source? string|Source|table<integer|string, string|Source|(string|Source)[]> # id of a source, a list of them, or "assumed"; of single fields { price = "C087" } (source ids)

---lets imports in, up to its limits
---
---    approval "January" { by = "CN", units = 400e3, from = "2026-01-28" }
---@param name string
---@return fun(fields: Approval): Approval
function approval(name) end

---@class ExportLevy
---@field by string # authority, such as "US" or "CN" (text; required)
---@field chips? string|Chip|(string|Chip)[] # chips it acts on (chips: { "H200" }; default all)
---@field buyers? string|Buyer|(string|Buyer)[] # buyers or jurisdictions; default imports into `by` and exports from it (buyers or jurisdictions: { "ByteDance", "US" })
---@field from? string|number|Off # first day; default the scenario's start; off: never begins (a date, off)
---@field to? string|number|Off # day after the last; off: never ends (a date, off; default off)
---@field tpp_from? number|Off # only chips with tpp at least this (a plain number, not negative, off; default off)
---@field tpp_below? number|Off # only chips with tpp less than this (a plain number, not negative, off; default off)
---@field density_from? number|Off # only chips with tpp / die_area at least this (a plain number, not negative, off; default off)
---@field density_below? number|Off # only chips with tpp / die_area less than this (a plain number, not negative, off; default off)
---@field bandwidth_from? number|Off # only chips with memory bandwidth at least this (TB/s, not negative, off; default off)
---@field bandwidth_below? number|Off # only chips with memory bandwidth less than this (TB/s, not negative, off; default off)
---@field interconnect_from? number|Off # only chips with interconnect at least this (GB/s, not negative, off; default off)
---@field interconnect_below? number|Off # only chips with interconnect less than this (GB/s, not negative, off; default off)
---@field rate number|Path|Off # share of the seller's revenue (a plain number, 0 to 1, path, off; required)
---@field pass_through? number|"seller"|"isoelastic"|"linear"|"capacity" # share of it that reaches the buyer: a number or a preset (a plain number, 0 to 10, or "seller", "isoelastic", "linear", "capacity"; default seller)
---@field doc? string # a line for people (text)
---@field source? string|Source|table<integer|string, string|Source|(string|Source)[]> # id of a source, a list of them, or "assumed"; of single fields { price = "C087" } (source ids)

---a levy on exports: a share of the seller's revenue
---
---    export_levy "25%" { by = "US", rate = 0.25, pass_through = "isoelastic" }
---@param name string
---@return fun(fields: ExportLevy): ExportLevy
function export_levy(name) end

---@class Tariff
---@field by string # authority, such as "US" or "CN" (text; required)
---@field chips? string|Chip|(string|Chip)[] # chips it acts on (chips: { "H200" }; default all)
---@field buyers? string|Buyer|(string|Buyer)[] # buyers or jurisdictions; default imports into `by` and exports from it (buyers or jurisdictions: { "ByteDance", "US" })
---@field from? string|number|Off # first day; default the scenario's start; off: never begins (a date, off)
---@field to? string|number|Off # day after the last; off: never ends (a date, off; default off)
---@field tpp_from? number|Off # only chips with tpp at least this (a plain number, not negative, off; default off)
---@field tpp_below? number|Off # only chips with tpp less than this (a plain number, not negative, off; default off)
---@field density_from? number|Off # only chips with tpp / die_area at least this (a plain number, not negative, off; default off)
---@field density_below? number|Off # only chips with tpp / die_area less than this (a plain number, not negative, off; default off)
---@field bandwidth_from? number|Off # only chips with memory bandwidth at least this (TB/s, not negative, off; default off)
---@field bandwidth_below? number|Off # only chips with memory bandwidth less than this (TB/s, not negative, off; default off)
---@field interconnect_from? number|Off # only chips with interconnect at least this (GB/s, not negative, off; default off)
---@field interconnect_below? number|Off # only chips with interconnect less than this (GB/s, not negative, off; default off)
---@field rate number|Path|Off # share of the price at the border (a plain number, 0 to 10, path, off; required)
---@field pass_through? number|"seller"|"isoelastic"|"linear"|"capacity" # share of it that reaches the buyer: a number or a preset (a plain number, 0 to 10, or "seller", "isoelastic", "linear", "capacity"; default seller)
---@field doc? string # a line for people (text)
---@field source? string|Source|table<integer|string, string|Source|(string|Source)[]> # id of a source, a list of them, or "assumed"; of single fields { price = "C087" } (source ids)

---a levy on imports: a share of the price at the border
---
---    tariff "duty" { by = "CN", rate = 0.1 }
---@param name string
---@return fun(fields: Tariff): Tariff
function tariff(name) end

---@class Bundling
---@field by string # authority, such as "US" or "CN" (text; required)
---@field chips? string|Chip|(string|Chip)[] # chips it acts on (chips: { "H200" }; default all)
---@field buyers? string|Buyer|(string|Buyer)[] # buyers or jurisdictions; default imports into `by` and exports from it (buyers or jurisdictions: { "ByteDance", "US" })
---@field from? string|number|Off # first day; default the scenario's start; off: never begins (a date, off)
---@field to? string|number|Off # day after the last; off: never ends (a date, off; default off)
---@field ratio number|Path|Off # domestic for each one imported (a plain number, not negative, path, off; required)
---@field basis? "units"|"spend"|"compute" # what the ratio counts ("units", "spend", "compute"; default spend)
---@field window? number|Off # months over which it must hold; off: each step by itself (months, not negative, off; default off)
---@field value? number|Path # share of its price a domestic chip is worth to the buyer (a plain number, 0 to 1, path; default 0.5)
---@field doc? string # a line for people (text)
---@field source? string|Source|table<integer|string, string|Source|(string|Source)[]> # id of a source, a list of them, or "assumed"; of single fields { price = "C087" } (source ids)

---domestic chips that must be bought with every import
---
---    bundling "domestic first" { by = "CN", ratio = 0.43 }
---@param name string
---@return fun(fields: Bundling): Bundling
function bundling(name) end

---@class Tapeout
---@field owner string|Buyer # the buyer whose chip it is (a buyer; required)
---@field chip string|Chip # the chip it makes (a chip; required)
---@field at string|number|Off # date of tape-out; off: never (a date, off; required)
---@field fab_months number # from tape-out to samples (months, not negative; required)
---@field first_silicon? number # probability that a spin works, in draws (a plain number, above 0, at most 1; default 1)
---@field spins? number # spins of a plain run (a plain number, 1 to 20; default 1)
---@field respin_months? number # each further spin (months, not negative; default 5)
---@field qualify? number # from samples to volume (months, not negative; default 0)
---@field ramp number # by which output grows each month (units per month, not negative; required)
---@field volume? number|Off # greatest output (units per month, not negative, off; default off)
---@field nre? number # cost of each spin to its owner (USD, not negative; default 0)
---@field foundry? string # where it is made; a control may name it (text)
---@field uses? table<string, number|Path> # amount of each resource that one unit takes (a plain number, not negative, by resource: { HBM = ... }, path)
---@field doc? string # a line for people (text)
---@field source? string|Source|table<integer|string, string|Source|(string|Source)[]> # id of a source, a list of them, or "assumed"; of single fields { price = "C087" } (source ids)

---a custom chip on its way from design to volume
---
---    tapeout "SeedChip" { owner = "ByteDance", chip = "SeedChip", at = "2026-03", fab_months = 4, ramp = 2000 }
---@param name string
---@return fun(fields: Tapeout): Tapeout
function tapeout(name) end

---@class Guideline
---@field by string # authority, such as "US" or "CN" (text; required)
---@field chips? string|Chip|(string|Chip)[] # chips it acts on (chips: { "H200" }; default all)
---@field buyers? string|Buyer|(string|Buyer)[] # buyers or jurisdictions; default imports into `by` and exports from it (buyers or jurisdictions: { "ByteDance", "US" })
---@field from? string|number|Off # first day; default the scenario's start; off: never begins (a date, off)
---@field to? string|number|Off # day after the last; off: never ends (a date, off; default off)
---@field share number|Path|Off # domestic share that is asked for (a plain number, 0 to 0.99, path, off; required)
---@field compliance? number|Path # how far buyers follow it: 0 not at all, 1 wholly (a plain number, 0 to 1, path; default 1)
---@field basis? "units"|"spend"|"compute" # what the share counts ("units", "spend", "compute"; default spend)
---@field window? number|Off # months over which buyers look at it; off: each step by itself (months, not negative, off; default off)
---@field value? number|Path # share of its price a domestic chip is worth to the buyer (a plain number, 0 to 1, path; default 0.5)
---@field doc? string # a line for people (text)
---@field source? string|Source|table<integer|string, string|Source|(string|Source)[]> # id of a source, a list of them, or "assumed"; of single fields { price = "C087" } (source ids)

---a domestic share that buyers are asked for; it holds nobody back
---
---    guideline "30 percent" { by = "CN", share = 0.3, compliance = 0.5 }
---@param name string
---@return fun(fields: Guideline): Guideline
function guideline(name) end

---@class Subsidy
---@field by string # authority, such as "US" or "CN" (text; required)
---@field chips? string|Chip|(string|Chip)[] # chips it acts on (chips: { "H200" }; default all)
---@field buyers? string|Buyer|(string|Buyer)[] # buyers or jurisdictions; default imports into `by` and exports from it (buyers or jurisdictions: { "ByteDance", "US" })
---@field from? string|number|Off # first day; default the scenario's start; off: never begins (a date, off)
---@field to? string|number|Off # day after the last; off: never ends (a date, off; default off)
---@field rate number|Path|Off # share of the price that the authority pays (a plain number, 0 to 0.95, path, off; required)
---@field doc? string # a line for people (text)
---@field source? string|Source|table<integer|string, string|Source|(string|Source)[]> # id of a source, a list of them, or "assumed"; of single fields { price = "C087" } (source ids)

---a share of the price of chips that an authority pays for the buyer
---
---    subsidy "for domestic chips" { by = "CN", chips = { "Ascend 910C" }, rate = 0.2 }
---@param name string
---@return fun(fields: Subsidy): Subsidy
function subsidy(name) end

---@class Shock
---@field at? string|number|Off # when it strikes; where a hazard is given, of a plain run only (a date, off; default off)
---@field hazard? number|Off # at which it strikes in draws, again and again; a plain run takes `at` (1/month, 0 to 100, off; default off)
---@field duration? number|Off # how long it lasts; off: to the end (months, not negative, off; default off)
---@field recovery? number|Off # hazard at which it ends in draws; a plain run takes `duration`, else 1 / recovery (1/month, 0 to 100, off; default off)
---@field from? string|number # from when on the hazard may strike (a date)
---@field to? string|number|Off # from when on it strikes no more (a date, off; default off)
---@field sets table<string, number|string|boolean|Off> # levers and assumptions, with the values they have while it lasts (levers with values: { export_levy = 0.4 }; required)
---@field doc? string # a line for people (text)
---@field source? string|Source|table<integer|string, string|Source|(string|Source)[]> # id of a source, a list of them, or "assumed"; of single fields { price = "C087" } (source ids)

---something that strikes at a date or by chance and moves levers while it lasts
---
---    shock "customs stop" { hazard = 0.34 / month, duration = 3, sets = { cap = 0 } }
---@param name string
---@return fun(fields: Shock): Shock
function shock(name) end

---@class Lease
---@field rate number|Path # bill for each compute unit and month, paid as opex (USD per compute unit and month, not negative, path; required)
---@field capacity? number|Path|Off # compute that all its buyers can lease together (compute units, not negative, path, off; default off)
---@field term number # mean length of a contract (months, above 0; required)
---@field wind_down? number|Off # mean time that contracts last after `to`, where shorter than the term; off: they run to their end (months, not negative, off; default off)
---@field discount? number # worth of leased compute beside owned: below 1 for latency and compliance (a plain number, above 0, at most 1; default 1)
---@field workloads? string|Workload|(string|Workload)[] # workloads it serves (workloads: { "inference" }; default all)
---@field buyers? string|Buyer|(string|Buyer)[] # buyers or jurisdictions that may lease; default all (buyers or jurisdictions: { "ByteDance", "US" })
---@field from? string|number|Off # first day of new contracts; default the scenario's start; off: never (a date, off)
---@field to? string|number|Off # day after the last new contract: it closes; off: never (a date, off; default off)
---@field doc? string # a line for people (text)
---@field source? string|Source|table<integer|string, string|Source|(string|Source)[]> # id of a source, a list of them, or "assumed"; of single fields { price = "C087" } (source ids)

---compute rented abroad, paid as opex month by month
---
---    lease "Johor" { rate = 1800, term = 24, capacity = 50e3, to = "2026-07" }
---@param name string
---@return fun(fields: Lease): Lease
function lease(name) end

---@class Efficiency
---@field growth? number|Path|Off # at which the compute that a task needs falls, continuous: 0.9 / year makes 2.46 times as much of it in a year (1/month, 0 to 100, path, off; default off)
---@field scarcity? number|Path|Off # what is added to the growth where no demand is met; of a part of it, as much (1/month, 0 to 100, path, off; default off)
---@field buyers? string|Buyer|(string|Buyer)[] # buyers or jurisdictions whose algorithms they are; default all (buyers or jurisdictions: { "ByteDance", "US" })
---@field from? string|number|Off # first day; default the scenario's start; off: never (a date, off)
---@field to? string|number|Off # day after the last: what is gained stays; off: never (a date, off; default off)
---@field doc? string # a line for people (text)
---@field source? string|Source|table<integer|string, string|Source|(string|Source)[]> # id of a source, a list of them, or "assumed"; of single fields { price = "C087" } (source ids)

---algorithms that do more with the same compute, faster where compute is scarce
---
---    efficiency "algorithms" { growth = 0.9 / year, scarcity = 0.5 / year }
---@param name string
---@return fun(fields: Efficiency): Efficiency
function efficiency(name) end

---@class Chart
---@field [integer] SeriesName # names of series, without a key: { "delivered", by = "buyer" } (names of series, in front; required)
---@field by? "buyer"|"chip"|"workload"|"authority"|"seller"|"approval"|"resource"|"series" # a curve for each; default their sum ("buyer", "chip", "workload", "authority", "seller", "approval", "resource", "series")
---@field chip? string|Chip # only of this chip (a chip)
---@field buyer? string|Buyer # only of this buyer (a buyer)
---@field cumulative? boolean # sum since the start (true or false; default false)
---@field kind? "lines"|"area"|"ribbon" # how it is drawn ("lines", "area", "ribbon"; default lines)
---@field doc? string # a line for people (text)

---a panel of the window
---
---    chart "Who gets the chips" { "delivered", by = "buyer" }
---@param name string
---@return fun(fields: Chart): Chart
function chart(name) end

---@class Result
---@field [1] SeriesName|number # name of a series, without a key: { "bought", chip = "H200" }; or arithmetic over results: { got / wanted } (a result, or arithmetic over results; required)
---@field chip? string|Chip|(string|Chip)[] # only of these chips (chips: { "H200" }; default all)
---@field buyer? string|Buyer|(string|Buyer)[] # only of these buyers, or of the buyers of these jurisdictions; default all (buyers or jurisdictions: { "ByteDance", "US" })
---@field workload? string|Workload|(string|Workload)[] # only of these workloads (workloads: { "inference" }; default all)
---@field authority? string # only of this authority (text)
---@field seller? string # only of this seller (text)
---@field approval? string # only of this approval (text)
---@field at? string # flows are summed over it, the rest is as it stands at its end; default the whole run (a year, quarter, month or day: "2026", "2026-Q2", "2026-12")
---@field cumulative? boolean # sum since the start until the end of `at` (true or false; default false)
---@field case? string # of this case, or of the "baseline"; default the run that is looked at (a case, or "baseline")
---@field bound_by? "supply"|"control"|"approval"|"conversion"|"cap"|"budget"|"demand"|"bundling"|"none" # of "binding": the months in which this binds; default what binds longest ("supply", "control", "approval", "conversion", "cap", "budget", "demand", "bundling", "none")
---@field currency? "USD"|"RMB"|"CNY"|"EUR"|"JPY" # of money: converted step by step at the scenario's rate; default USD ("USD", "RMB", "CNY", "EUR", "JPY")
---@field doc? string # a line for people (text)
---@field source? string|Source|table<integer|string, string|Source|(string|Source)[]> # id of a source, a list of them, or "assumed"; of single fields { price = "C087" } (source ids)

---one number of a run; it goes into expect, headline and other results
---
---    result "got" { "bought", buyer = "ByteDance", chip = "H200", at = "2026" }
---@param name string
---@return fun(fields: Result): number # known only after the run
function result(name) end

---a claim that the run is held against
---
---    expect("ByteDance gets a third of what it wants", got / wanted, 0.33, "5%", "C006")
---@param name string
---@param value SeriesName|number # a result, or arithmetic over results, levers and numbers
---@param expected number|string # what the source says; of a word such as what binds, a text
---@param tolerance? number|string # how far off the value may be: a number in its unit, or a share of what is expected such as "5%"
---@param source? string|Source|table<integer|string, string|Source|(string|Source)[]> # id of a source, a list of them, or "assumed"
function expect(name, value, expected, tolerance, source) end

---a conclusion that `run` asks of every case: whether it survives
---
---    conclude("the permit binds", got / wanted, "below", 0.9)
---@param name string
---@param value SeriesName|number # a result, or arithmetic over results, levers and numbers
---@param relation "above"|"below" # on which side of the bound the conclusion holds
---@param bound number|string # a number in the unit of the value
---@param source? string|Source|table<integer|string, string|Source|(string|Source)[]> # id of a source, a list of them, or "assumed"
function conclude(name, value, relation, bound, source) end

---@class Observe
---@field [1] SeriesName|number # name of the series, in front and without a key: { "delivered", chip = "H20" } (a result, or arithmetic over results; required)
---@field chip? string|Chip|(string|Chip)[] # only of these chips (chips: { "H200" }; default all)
---@field buyer? string|Buyer|(string|Buyer)[] # only of these buyers, or of the buyers of these jurisdictions; default all (buyers or jurisdictions: { "ByteDance", "US" })
---@field data table<string, number|string>[] # the observations, one in a row (rows of a table: data "file.csv"; required)
---@field date? string # column of the dates; default "date" (text)
---@field median? string # column of the medians; default "median" (text)
---@field low? string # column of the 5th percentiles; default "low", if it is there (text)
---@field high? string # column of the 95th percentiles; default "high", if it is there (text)
---@field per? "month"|"quarter"|"year" # what a date stands for; default as it is written: "2024-Q1" a quarter ("month", "quarter", "year")
---@field doc? string # a line for people (text)
---@field source? string|Source|table<integer|string, string|Source|(string|Source)[]> # id of a source, a list of them, or "assumed"; of single fields { price = "C087" } (source ids)

---observed data beside a series: dots with ranges, and how well the run fits
---
---    observe "shipments" { "delivered", chip = "H20", data = data "h20.csv" }
---@param name string
---@return fun(fields: Observe): Observe
function observe(name) end

---@class Lesson
---@field [integer] LessonStep # in their order, without keys; a step has text, and may have look (title of a panel), set ({ lever = value }), question and answer (steps: step { text = "..." }, in front; required)
---@field doc? string # a line for people (text)
---@field source? string|Source|table<integer|string, string|Source|(string|Source)[]> # id of a source, a list of them, or "assumed"; of single fields { price = "C087" } (source ids)

---a guided tour of the window
---
---    lesson "Who decides?" { step { text = "Look at the approvals.", look = "Supply" } }
---@param name string
---@return fun(fields: Lesson): Lesson
function lesson(name) end

---@class Source
---@field title? string # title (text)
---@field publisher? string # who published it (text)
---@field date? string # date of publication (text)
---@field reliability? string # how far it can be trusted (text)
---@field claim? string # what it says (text)
---@field doc? string # a line for people (text)

---where a number comes from
---
---    source "C086" { title = "Terms of the levy", publisher = "a newspaper", date = "2026-01" }
---@param name string
---@return fun(fields: Source): Source
function source(name) end

---US dollars
---
---    usd(27000)
---@generic T: number|Path
---@param x T
---@return T
function usd(x) end

---renminbi; the engine converts at the script's rate, scripts never do
---
---    rmb(160e9)
---@generic T: number|Path
---@param x T
---@return T
function rmb(x) end

---euros
---
---    eur(1e9)
---@generic T: number|Path
---@param x T
---@return T
function eur(x) end

---yen
---
---    jpy(1e9)
---@generic T: number|Path
---@param x T
---@return T
function jpy(x) end

---a span of time
---
---    days(45)
---@generic T: number|Path
---@param x T
---@return T
function days(x) end

---a span of time
---
---    weeks(26)
---@generic T: number|Path
---@param x T
---@return T
function weeks(x) end

---a span of time; what plain numbers mean in such fields
---
---    months(6)
---@generic T: number|Path
---@param x T
---@return T
function months(x) end

---a span of time
---
---    years(2)
---@generic T: number|Path
---@param x T
---@return T
function years(x) end

---one month, to divide and multiply by
---
---    0.25 / month
---@type number
month = nil

---twelve months, to divide and multiply by
---
---    rmb(160e9) / year
---@type number
year = nil

---a date; also "2026-03", "2026-Q2", "2026"
---
---    date "2026-03-15"
---@param text string
---@return number
function date(text) end

---a share: percent(25) is 0.25
---
---    percent(25)
---@param x number
---@return number
function percent(x) end

---the rate per month that makes this rate a year: 1.45^(1/12) - 1
---
---    annual(0.45)
---@param rate number
---@return number
function annual(rate) end

---speed of a chip, 10^12 operations a second
---
---    tflops(989.5)
---@generic T: number|Path
---@param x T
---@return T
function tflops(x) end

---memory bandwidth, TB/s
---
---    tbps(4.8)
---@generic T: number|Path
---@param x T
---@return T
function tbps(x) end

---memory
---
---    gb(141)
---@generic T: number|Path
---@param x T
---@return T
function gb(x) end

---die area, square millimetres
---
---    mm2(814)
---@generic T: number|Path
---@param x T
---@return T
function mm2(x) end

---values over time, straight lines between the dates
---
---    path { ["2026-01"] = 1, ["2026-07"] = 2 }
---@param values table<string|integer, number>
---@return Path
function path(values) end

---values over time, each holds until the next date
---
---    steps { ["2026-01"] = 1, ["2026-07"] = 2 }
---@param values table<string|integer, number>
---@return Path
function steps(values) end

---one value until start, then in a straight line to the other
---
---    ramp(from, to, start, months)
---@param from number
---@param to number
---@param start string|number
---@param months number
---@return Path
function ramp(from, to, start, months) end

---value * (1 + rate)^months; the rate is per month: grow(100, annual(0.45))
---
---    grow(value, rate)
---@param value number
---@param rate number
---@return Path
function grow(value, rate) end

---every value between is as likely
---
---    uniform(low, high)
---@param low number
---@param high number
---@return Distribution
function uniform(low, high) end

---the bell curve
---
---    normal(mean, sd)
---@param mean number
---@param sd number
---@return Distribution
function normal(mean, sd) end

---positive, with a long tail upwards; sigma of the logarithm
---
---    lognormal(median, sigma)
---@param median number
---@param sigma number
---@return Distribution
function lognormal(median, sigma) end

---least, likeliest and greatest value
---
---    triangular(low, mode, high)
---@param low number
---@param mode number
---@param high number
---@return Distribution
function triangular(low, mode, high) end

---as triangular, smooth and nearer to the mode
---
---    pert(low, mode, high)
---@param low number
---@param mode number
---@param high number
---@return Distribution
function pert(low, mode, high) end

---nine in ten draws fall between; lognormal where both are above 0, else normal
---
---    between(p5, p95)
---@param p5 number
---@param p95 number
---@return Distribution
function between(p5, p95) end

---values with weights: { value, weight }
---
---    discrete { { 1, 0.3 }, { 2, 0.7 } }
---@param pairs number[][]
---@return Distribution
function discrete(pairs) end

---no cap, no levy, never: the neutral value of a field
---
---    off
---@type Off
off = nil

---called at the start of each step; moves levers by what it sees of the steps before
---
---    rule("name", function(w) ... end)
---@param name string
---@param f fun(w: RuleWorld)
function rule(name, f) end

---a step of a lesson: text, look, set, question, answer
---
---    step { text = "..." }
---@param fields LessonStep
---@return LessonStep
function step(fields) end

---the rows of a table beside the script or in assets/data, by the names in its first line
---
---    data "chips.csv"
---@param file string
---@return table<string, number|string>[]
function data(file) end

---declares each row of a table as a source: column id and the fields of source
---
---    sources "sources.csv"
---@param file string
function sources(file) end

