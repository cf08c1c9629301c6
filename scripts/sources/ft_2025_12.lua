-- A report on the FT's story of 23 December 2025 (claims C017 to C029).
--
-- The same plan as in TrendForce's report of the same day, and not independent of it. Three things
-- are new: "around half" of the plan buys semiconductors, the sum for processors is "around 12
-- billion dollars", and Washington lets the H200 go to "approved customers" only. The last matters
-- most: who is not on the list gets nothing, however much money it has.
--
-- The report's two exchange rates differ (6.96 and 7.08 RMB for a dollar). Here there is one, that of
-- the newsletter of March, and both sums come out within 3 percent: they are rounded and not two rates.
require "lib.sources"
local sites = require "lib.sites"

scenario "FT, December 2025" { from = "2026-01", to = "2026-12",
  question = "What does ByteDance's plan come to in dollars, and who may buy the H200?",
  headline = "{on processors} of {in dollars} buys processors; the H200 is {H200 share%} of that" }

-- The rate of D4: RMB 100 billion for 14 billion dollars.
currency "RMB" { per_usd = 100 / 14, source = "C075" }

-- 1. THE PLAN -------------------------------------------------------------------------------------
local plan = assume "plan_2026" { label = "Plan for 2026", rmb(160e9), min = rmb(120e9), max = rmb(200e9),
  source = "C017", doc = "All capital expenditure of 2026." }

local for_processors = assume "processors_2026" { label = "Processors in it",
  rmb(85e9), min = rmb(80e9), max = rmb(100e9), source = "C019",
  doc = "AI processors of all vendors, called around half of the plan (C018)." }

sites "ByteDance, all besides processors" { jurisdiction = "CN", source = "C017",
  capex = plan - for_processors }

-- 2. CHIPS ----------------------------------------------------------------------------------------
local price = assume "h200_price" { label = "H200 price", usd(20000), min = usd(20000), max = usd(27000),
  source = { "C007", "C087" },
  doc = "This report gives none: the one of the other report on the same story (C007)." }

local h200 = chip "H200" { seller = "Nvidia", origin = "US", price = price, flops = 989.5,
  bandwidth = 4.8, workloads = { "training" }, source = { "C007", "F02" } }
line "H200 in stock" { chip = h200, inventory = 700e3, source = "C078" }

local others = chip "Other processors" { seller = "Other vendors", origin = "CN", price = usd(16854),
  flops = 320, bandwidth = 3.2, workloads = { "inference" }, source = { "F11", "F09", "assumed" },
  doc = "price and speed of an Ascend 910B; its bandwidth is assumed to be that of the 910C" }
line "Other processors" { chip = others, build = "to_order", inventory = 100e3, capacity = off,
  source = "assumed", doc = "assumed: never scarce" }

-- 3. WHO ASKS -------------------------------------------------------------------------------------
workload "training" { intensity = 300, mfu = 0.4, source = "assumed" }
workload "inference" { intensity = 10, mfu = 0.4, source = { "F94", "assumed" } }

local order = lever "first_order" { label = "ByteDance's order", 20e3, min = 0, max = 400e3,
  source = "C020", doc = "H200 that ByteDance plans to buy; spread from February on (assumed)." }

local bytedance = buyer "ByteDance" { jurisdiction = "CN", capex = for_processors,
  demand = { training = steps { ["2026-01"] = 0, ["2026-02"] = order / 11 }, -- once it is listed
    inference = 100e3 }, -- more than the purse pays for
  weight = { training = 100, inference = 1 }, -- the H200 first; 100 is assumed
  source = { "C019", "C020", "assumed" } }

local unlisted = buyer "Firms not on the list" { jurisdiction = "CN", capex = usd(2e9),
  demand = { training = 5000 }, source = "assumed",
  doc = "as much money and as many orders as they like: they are here to be refused" }

-- 4. WASHINGTON -----------------------------------------------------------------------------------
local listed_from = lever "us_list_from" { label = "US list from", "2026-01-15", min = "2026-01-01",
  max = "2026-12-31", off = true, source = { "C021", "F52" },
  doc = "Announced in December (C021); licences are given from 15 January 2026 (F52)." }

control "US licence required" { by = "US", chips = { h200 }, buyers = { "CN" }, source = "F50" }
approval "Approved customers" { by = "US", chips = { h200 }, buyers = { bytedance },
  from = listed_from, source = { "C021", "assumed" }, doc = "that ByteDance is on the list is assumed" }

case "no list" { us_list_from = off, doc = "Nobody is approved." }
case "ten times the order" { first_order = 200e3, source = "assumed", doc = "Broad access: a third of the purse." }

-- 5. WHAT THE DOCUMENT SAYS -----------------------------------------------------------------------
local everything = { "ByteDance", "ByteDance, all besides processors" }
local in_dollars = result "in dollars" { "spend", buyer = everything }
local on_processors = result "on processors" { "capex", buyer = bytedance }
local got = result "got" { "bought", buyer = bytedance, chip = h200 }
local unlisted_got = result "unlisted got" { "bought", buyer = unlisted, chip = h200 }
result "H200 share" { got * price / on_processors }

expect("RMB 160 billion are 23 billion dollars", in_dollars, usd(23e9), "3%", "C017")
expect("About half of it buys semiconductors", on_processors / in_dollars, 0.5, 0.05, "C018")
expect("RMB 85 billion are around 12 billion dollars", on_processors, usd(12e9), "4%", "C019")
expect("ByteDance gets its 20,000 H200", got, 20e3, 1, "C020")
expect("Who is not approved gets none", unlisted_got, 0, 0.5, "C021")

chart "What the plan buys" { "spend", by = "chip" }
