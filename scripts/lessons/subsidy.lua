-- Who gains from a subsidy: the buyer, the seller or nobody?
--
-- A government pays part of the price of its own industry's chips. The buyer pays the rest, the
-- seller gets the whole price. Whether more chips are bought depends on what was scarce. Where
-- money was, the same budget buys 1 / (1 - s) as many. Where the domestic line runs full, or
-- demand is served already, the subsidy only saves the buyer money: the state pays for chips that
-- would have been bought anyway. It can also turn the order of preference: a chip that is worth
-- less per dollar becomes the better buy once the state pays enough of it.
--
-- Ask first: from which rate on does the Ascend come before the H200? An H200 gives 989.5 TFLOPS for
-- 27,000 dollars, an Ascend 910C 752 for 28,000: per dollar the Ascend is at 73 percent of the H200,
-- so the state must pay more than 27 percent of its price.
-- The run shows: 20 percent change nothing, not one Ascend is bought. 40 percent turn all of the
-- money from Nvidia to Huawei, at 6.7 billion dollars of the state's; compute grows by a fifth.
require "lib.sources"
scenario "Lesson: a subsidy" { from = "2026-01", to = "2027-12",
  question = "Who gains when a government pays for domestic chips?" }

local rate = lever "subsidy" { 0.2, min = 0, max = 0.6, source = "assumed",
  doc = "Share of the price of domestic chips that the state pays; no source gives one." }
local money = assume "budget" { usd(5e9), min = usd(1e9), max = usd(14e9), source = { "C075", "assumed" },
  doc = "Yearly budget of the buyer: 14 billion at most (C075), less here so that money binds." }

chip "H200" { seller = "Nvidia", origin = "US", price = 27000, flops = 989.5, source = { "C087", "F02" } }
chip "Ascend 910C" { seller = "Huawei", origin = "CN", price = 28000, flops = 752, source = { "F16", "F08" } }
line "H200 stock" { chip = "H200", inventory = 700e3, source = "C078" }
line "Huawei" { chip = "Ascend 910C", capacity = 50e3, source = { "F76", "assumed" } }
buyer "ByteDance" { jurisdiction = "CN", capex = money, demand = 40e3, source = "assumed" }
subsidy "for domestic chips" { by = "CN", chips = { "Ascend 910C" }, rate = rate, source = "assumed" }

case "no subsidy" { subsidy = 0, source = "assumed", doc = "The H200 gives more for a dollar: all money goes there." }
case "40 percent" { subsidy = 0.4, source = "assumed", doc = "Now the Ascend does, and the state pays two fifths of it." }
case "rich buyer" { subsidy = 0.4, budget = usd(14e9), source = { "assumed", budget = "C075" }, doc = "Money binds less." }
chart "What is bought" { "bought", by = "chip", cumulative = true }
chart "What the state pays" { "subsidy", cumulative = true }
