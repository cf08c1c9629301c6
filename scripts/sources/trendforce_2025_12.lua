-- TrendForce News, December 2025 (claims C001 to C016).
--
-- ByteDance means to spend RMB 160 billion in 2026, of which 85 billion on AI processors. Nvidia
-- says that it can ship a first lot of 40,000 to 80,000 H200 from stock before the Lunar New Year,
-- if Beijing agrees; ByteDance would begin with 20,000 of them, at about 20,000 dollars each.
--
-- Read as one plan, this says something that none of its sentences says: the H200 order is a
-- thirtieth of the budget. Whatever the other 82 billion buys, it is not this lot, and the market
-- has to find it elsewhere. It also says that 20,000 are not certain: with others asking for more
-- than is left of the lot, half of the order is what a fair share of 60,000 comes to.
require "lib.sources"
local sites = require "lib.sites"

scenario "TrendForce, December 2025" { from = "2025-01", to = "2026-12",
  question = "How much of ByteDance's plan for 2026 is the H200?",
  headline = "The first H200 order is {order share%} of ByteDance's money for processors" }

-- The rate of the other report on the same story: RMB 85 billion for 12 billion dollars.
currency "RMB" { per_usd = 85 / 12, source = "C019" }

-- 1. THE PLAN -------------------------------------------------------------------------------------
-- Two heads, two purses: processors, and all the rest. For 2025 the document names only the sum.
local plan = assume "plan_2026" { label = "Plan for 2026", rmb(160e9), min = rmb(120e9), max = rmb(200e9),
  source = "C002", doc = "All capital expenditure of 2026: preliminary." }

local for_processors = assume "processors_2026" { label = "Processors in it",
  rmb(85e9), min = rmb(80e9), max = rmb(100e9), source = "C005",
  doc = "AI processors of all vendors. C092 gives the same sum to 2025 and to Nvidia alone." }

sites "ByteDance, all besides processors" { jurisdiction = "CN", source = { "C002", "C004" },
  capex = { [2025] = rmb(150e9), [2026] = plan - for_processors } }

-- 2. THE FIRST LOT --------------------------------------------------------------------------------
local modules = assume "first_modules" { label = "First modules", 7500, min = 5000, max = 10e3,
  dist = uniform(5000, 10e3), source = "C008",
  doc = "Modules of eight chips that Nvidia ships first: 5,000 to 10,000. The middle is taken." }

local price = assume "h200_price" { label = "H200 price", usd(20000), min = usd(20000), max = usd(27000),
  source = { "C007", "C087" }, doc = "About 20,000 dollars here; 27,000 in D4." }

local h200 = chip "H200" { seller = "Nvidia", origin = "US", price = price, flops = 989.5,
  bandwidth = 4.8, workloads = { "training" }, source = { "C007", "F02" } }
line "First lot of H200" { chip = h200, inventory = 8 * modules, source = { "C008", "C009" } }

-- Other processors take what the H200 leaves of the purse. No document says which they are, nor
-- whether there are enough: 83 billion would buy 700,000 of them, more than Huawei makes (F76).
local others = chip "Other processors" { seller = "Other vendors", origin = "CN", price = usd(16854),
  flops = 320, bandwidth = 3.2, workloads = { "inference" }, source = { "F11", "F09", "assumed" },
  doc = "price and speed of an Ascend 910B; its bandwidth is assumed to be that of the 910C" }
line "Other processors" { chip = others, build = "to_order", inventory = 100e3, capacity = off,
  source = "assumed", doc = "assumed: never scarce" }

-- 3. WHO ASKS -------------------------------------------------------------------------------------
workload "training" { intensity = 300, mfu = 0.4, source = "assumed" }
workload "inference" { intensity = 10, mfu = 0.4, source = { "F94", "assumed" } }

local order = lever "first_order" { label = "ByteDance's first order", 20e3, min = 0, max = 80e3,
  source = { "C006", "C020" }, doc = "H200 in the preliminary order." }

local rivals = assume "rival_order" { label = "What others ask for", 100e3, min = 0, max = 400e3,
  source = "assumed", doc = "H200 that other Chinese firms ask for at once. No source: enough "
    .. "that the lot is gone in a month." }

-- Asked for once, in the month in which Beijing agrees.
local function once(units) return steps { ["2025-01"] = 0, ["2026-01"] = units, ["2026-02"] = 0 } end

buyer "ByteDance" { jurisdiction = "CN", capex = { [2025] = 0, [2026] = for_processors },
  demand = { training = once(order), inference = 100e3 }, -- more than the purse pays for
  weight = { training = 100, inference = 1 }, -- the H200 first (C006); 100 is assumed
  ship = 1, source = { "C005", "C006", "assumed" },
  doc = "from stock to China in a month, as the target of mid February needs (C001): assumed" }

buyer "Other Chinese firms" { jurisdiction = "CN", capex = { [2025] = 0, [2026] = usd(30e9) },
  demand = { training = once(rivals) }, ship = 1, source = "assumed",
  doc = "money enough for what they ask for: assumed" }

-- 4. BEIJING --------------------------------------------------------------------------------------
local beijing = lever "beijing_agrees" { label = "Beijing agrees", "2026-01-01", min = "2025-12-08",
  max = "2026-12-01", off = true, source = { "C014", "assumed" },
  doc = "When Chinese firms may buy; off: never. Assumed: a month before the first shipment." }

control "No H200 without Beijing" { by = "CN", chips = { h200 }, source = { "C014", "F33" } }
approval "Beijing agrees" { by = "CN", chips = { h200 }, from = beijing, source = "C014" }

case "Beijing refuses" { beijing_agrees = off, doc = "The order falls away, and hardly anything changes." }
case "nobody else asks" { rival_order = 0, source = "assumed", doc = "ByteDance gets all of its order." }
case "10,000 modules" { first_modules = 10e3, source = "C008", doc = "The upper end of the first lot." }

-- 5. WHAT THE DOCUMENT SAYS -----------------------------------------------------------------------
-- Every number on the left comes out of the run.
local everything = { "ByteDance", "ByteDance, all besides processors" }
local spent_2025 = result "spent in 2025" { "spend", buyer = everything, at = "2025", currency = "RMB" }
local spent_2026 = result "spent in 2026" { "spend", buyer = everything, at = "2026", currency = "RMB" }
local in_dollars = result "in dollars" { "spend", buyer = everything, at = "2026" }
local on_processors = result "on processors" { "capex", buyer = "ByteDance", at = "2026", currency = "RMB" }
local purse = result "purse in dollars" { "capex", buyer = "ByteDance", at = "2026" }
local asked = result "asked for" { "wished", buyer = "ByteDance", chip = h200, at = "2026-01" }
local sold = result "first lot" { "bought", chip = h200 }
local paid = result "paid" { "capex", chip = h200 }
local arrived = result "arrived" { "delivered", chip = h200, at = "2026-02" }
local got = result "ByteDance's" { "bought", buyer = "ByteDance", chip = h200 }
local got_alone = result "ByteDance's, alone" { "bought", buyer = "ByteDance", chip = h200,
  case = "nobody else asks" }
local refused = result "when refused" { "bought", chip = h200, case = "Beijing refuses" }
local order_share = result "order share" { asked * price / purse }

expect("ByteDance spends RMB 160 billion in 2026", spent_2026, rmb(160e9), "1%", "C002")
expect("That is 23 billion dollars", in_dollars, usd(23e9), "2%", "C003")
expect("It is 6.7 percent more than in 2025", spent_2026 / spent_2025, 1.067, 0.005, "C004")
expect("RMB 85 billion of it buys processors", on_processors, rmb(85e9), "1%", "C005")
expect("The H200 order is 3.3 percent of the money for processors", order_share, 0.033, 0.001, "C006")
expect("An H200 costs 20,000 dollars", paid / sold, usd(20000), "1%", "C007")
expect("The first lot is 5,000 to 10,000 modules", sold / 8, 7500, 2500, "C008")
expect("The first lot is 40,000 to 80,000 chips", sold, 60e3, 20e3, "C009")
expect("All of it arrives in February", arrived / sold, 1, 0.001, "C001")
expect("While others ask too, it gets half of what it would get alone", got / got_alone, 0.5, 0.01, "C015")
expect("Without Beijing's consent nobody buys one", refused, 0, 0.5, "C014")

chart "What the plan buys" { "spend", by = "chip" }
