-- Reuters, 23 January 2025, as a news site retold it (claims C030 to C046).
--
-- ByteDance will spend over RMB 150 billion in 2025, half of it abroad. At home it buys what it may:
-- the H20 and Chinese chips, which cost about the same. Abroad it may not buy the better chips since
-- 2023, so it leases them from those who may; and since last week that way is meant to close.
--
-- Rent is no capital expenditure: the plan of 150 billion is the same with and without it, and 7
-- billion dollars a year run 320,000 H100e that no plan shows. Had the new rule held, a seventh of them
-- would have been left at the end of 2025.
--
-- The text was translated by a machine. It calls Cambricon "Cambrian", and in one sentence it has
-- Nvidia buy 7 billion dollars of Nvidia chips, where ByteDance is meant (C035).
require "lib.sources"
local sites = require "lib.sites"

scenario "Reuters, January 2025" { from = "2023-01", to = "2025-12",
  question = "What is half of ByteDance's plan for 2025, and what may it buy with it?",
  headline = "{spent abroad} of {spent} goes abroad and buys {better chips} of the better chips; "
    .. "{rented} H100e are rented" }

-- The rate of the FT's report of the same week: RMB 40 billion for 5.5 billion dollars.
currency "RMB" { per_usd = 40 / 5.5, source = "C048" }

workload "training" { intensity = 300, mfu = 0.4, source = "assumed" }
workload "inference" { intensity = 10, mfu = 0.4, source = { "F94", "assumed" } }

-- 1. THE PLAN -------------------------------------------------------------------------------------
local plan = assume "plan_2025" { label = "Plan for 2025", rmb(150e9), min = rmb(100e9), max = rmb(180e9),
  source = { "C030", "C034", "C047" },
  doc = "A conflict: over RMB 150 billion (C030), 12 billion dollars (C034, C047). The wider scope is "
     .. "all capital expenditure, the narrower AI infrastructure." }

local abroad = assume "share_abroad" { label = "Share spent abroad", 0.5, min = 0.3, max = 0.6,
  source = { "C031", "C050" }, doc = "Half (C031). D3 has 6.8 billion dollars, a third of this plan." }

local chips_at_home = assume "chips_at_home" { label = "Chips bought at home", rmb(40e9),
  min = rmb(30e9), max = rmb(50e9), source = "C048",
  doc = "Not in this report; the FT's figure of the same week." }

-- The years before are there for contracts that were signed in them; what was built then is left out.
local function in_2025(money) return { [2023] = 0, [2024] = 0, [2025] = money } end

sites "ByteDance sites at home" { jurisdiction = "CN", source = { "C030", "C048" },
  capex = in_2025(plan * (1 - abroad) - chips_at_home) }

-- Abroad it would buy better chips first. What the ban keeps from that goes into data centres and
-- network equipment, mostly in Malaysia; better chips are rented.
local rent = assume "rent_a_year" { label = "Rent abroad, a year", rmb(51e9), min = rmb(15e9),
  max = rmb(75e9), source = { "C035", "C050", "C012", "assumed" },
  doc = "7 billion dollars were meant for Nvidia chips outside China (C035), which may not be bought: "
     .. "so for rent. As much in the years before is assumed." }

sites "ByteDance abroad" { jurisdiction = "Malaysia", capex = in_2025(plan * abroad), opex = rent,
  demand = { training = 60e3 }, source = { "C031", "C046", "C013", "assumed" },
  doc = "wants more than it can pay for: assumed" }

-- 2. CHIPS AT HOME --------------------------------------------------------------------------------
local h20_price = assume "h20_price" { label = "H20 price", usd(17350), min = usd(12000),
  max = usd(18900), source = { "F10", "F17" },
  doc = "Modules of eight cost 15,800 to 18,900 dollars for each chip (F10): the middle. F17 has "
     .. "10,000 to 15,000." }

local h20 = chip "H20" { seller = "Nvidia", origin = "US", price = h20_price, flops = 148,
  bandwidth = 4.0, workloads = { "inference" }, source = { "F10", "F01" } }
line "H20" { chip = h20, capacity = 324380 / 3, source = "F20", doc = "as in the last quarter of 2024" }

local ascend = chip "Ascend 910B" { seller = "Huawei", origin = "CN", price = usd(16854), flops = 320,
  bandwidth = 3.2, workloads = { "inference" }, source = { "F11", "F09", "assumed" },
  doc = "bandwidth assumed to be that of the 910C" }
line "Ascend 910B" { chip = ascend, capacity = 40e3, source = "assumed", doc = "assumed: never scarce" }

local h100 = chip "H100" { seller = "Nvidia", origin = "US", price = usd(27000), flops = 989.5,
  bandwidth = 3.35, workloads = { "training" }, source = { "F17", "F03" } }
line "H100" { chip = h100, capacity = 100e3, source = "assumed", doc = "assumed: never scarce" }

-- Whoever may own them lets them: 2.5 dollars an hour (F84 has 8 in 2023 and 1.70 in late 2025).
local closes = lever "leases_close" { label = "Leases close", off, min = "2024-01-01",
  max = "2025-12-01", off = true, source = { "C039", "F59" },
  doc = "The new rule vets owner and operator (C039); it was withdrawn before it acted (F59)." }
lease "third parties" { rate = usd(2.5) * 730 / month, term = 6, wind_down = 6, to = closes,
  buyers = { "ByteDance abroad" }, workloads = { "training" }, source = { "C038", "F84", "assumed" },
  doc = "an H100 for each H100e; contracts of half a year are assumed" }

-- 3. WHO ASKS -------------------------------------------------------------------------------------
-- With equal worth for its money either chip would do, so both are asked for; substitution of 1
-- lets a small difference in worth move a small part of the purse.
buyer "ByteDance" { jurisdiction = "CN", capex = in_2025(chips_at_home),
  demand = { inference = steps { ["2023-01"] = 0, ["2025-01"] = 100e3 } }, substitution = 1,
  source = { "C032", "C048", "assumed" } }

-- 4. WASHINGTON -----------------------------------------------------------------------------------
local ban = lever "us_ban" { label = "US ban on better chips", "2023-01-01", min = "2023-01-01",
  max = "2025-12-31", off = true, source = { "C038", "F50" },
  doc = "Chinese firms may not buy better chips, wherever they are; in force since 2023." }

control "No better chips for Chinese firms" { by = "US", chips = { h100 }, from = ban,
  buyers = { "ByteDance", "ByteDance abroad" }, source = { "C038", "F50" } }

case "no ban" { us_ban = off, doc = "Then chips are bought in 2025, and a third less is rented." }
case "leases close" { leases_close = "2025-01-13", source = "C039", doc = "As if the rule had held." }
case "H20 at 12,000" { h20_price = 12000, source = "F17", doc = "The lower price of F17." }

-- 5. WHAT THE DOCUMENT SAYS -----------------------------------------------------------------------
local all = result "spent" { "capex" }
local there = result "spent abroad" { "capex", buyer = "ByteDance abroad" }
local rented = result "rented" { "compute_leased", buyer = "ByteDance abroad" }
local bills = result "bills" { "opex", buyer = "ByteDance abroad", at = "2025" }
local all_closed = result "spent, leases closed" { "capex", case = "leases close" }
local rented_closed = result "rented, leases closed" { "compute_leased", case = "leases close" }
local rented_free = result "rented without a ban" { "compute_leased", case = "no ban" }
local better = result "better chips" { "bought", chip = h100 }
local for_h20 = result "paid for H20" { "capex", chip = h20 }
local for_ascend = result "paid for Ascend" { "capex", chip = ascend }
local h20s = result "H20 bought" { "bought", chip = h20 }
local ascends = result "Ascend bought" { "bought", chip = ascend }

expect("RMB 150 billion are 20.6 billion dollars", all, usd(20.6e9), "0.5%", "C030")
expect("Half of it, 10.3 billion, is spent abroad", there, usd(10.3e9), "0.5%", "C031")
expect("Chinese firms buy no better chips, at home or abroad", better, 0, 0.5, "C038")
expect("Nvidia's chip for China costs about as much as Huawei's",
  (for_h20 / h20s) / (for_ascend / ascends), 1, 0.1, "C045")

expect("7 billion dollars a year go for Nvidia's chips outside China, as rent", bills, usd(7e9), "5%", "C035")
expect("Rent is in no plan of capital expenditure", all_closed / all, 1, 0.001, "C013")
expect("320,000 H100e are rented", rented, 320e3, "1%", "assumed")
expect("A seventh of them, had the new rule held", rented_closed / rented, 0.143, 0.005, "assumed")
expect("Were chips for sale, a third less would be rented", rented_free / rented, 0.63, 0.01, "assumed")

chart "Where the money goes" { "spend", by = "chip" }
chart "Owned and rented abroad" { "compute_owned", "compute_leased", by = "series",
  buyer = "ByteDance abroad" }
