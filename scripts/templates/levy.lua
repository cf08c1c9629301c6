-- A levy: the state of origin takes a share of what is sold abroad. Who pays it in the end?
scenario "A levy on an exported chip" { from = "2026-01", to = "2027-12",
  question = "Who pays the levy, and how many chips does it keep from being bought?" }

source "C086" { title = "Levy of 25 percent on H200 revenue from China",
  publisher = "Data-science newsletter", date = "2026-03-13", reliability = "low" }
source "C087" { title = "H200 price 27000 dollars", publisher = "Data-science newsletter",
  date = "2026-03-13", reliability = "low" }
source "C078" { title = "Nvidia holds about 700000 H200", publisher = "Data-science newsletter",
  date = "2026-03-13", reliability = "low" }
source "C005" { title = "ByteDance AI processors 2026: RMB 85 billion",
  publisher = "TrendForce News citing FT and Reuters", date = "2025-12", reliability = "medium" }
source "F02" { title = "H200 specification", publisher = "Nvidia data sheet",
  date = "2024-12", reliability = "high" }

-- The decision: how large a share. 0.25 of 27,000 dollars are 6,750 dollars for each chip.
local levy = lever "export_levy" { 0.25, min = 0, max = 0.5, source = "C086",
  doc = "share of the revenue from China that the US takes" }

-- Who pays: 0 the seller, who keeps 27,000 less the levy; 1 the buyer, who pays 36,000. Where
-- stock or permits fix the quantity it is the seller: a higher price would sell no more chips.
local passed_on = assume "levy_passed_on" { 0.5, min = 0, max = 1, dist = uniform(0, 1),
  source = "assumed", doc = "share of the levy that reaches the price; half, as nobody knows" }

-- A budget in its own currency. The engine converts, at a rate that is given once.
local budget = assume "budget" { rmb(85e9), min = rmb(60e9), max = rmb(120e9), source = "C005",
  doc = "ByteDance's money for AI processors in a year" }
currency "RMB" { per_usd = 7.0, source = "assumed" }

chip "H200" { seller = "Nvidia", origin = "US", price = 27000, unit_cost = 5000, flops = 989.5,
  source = { "C087", "F02", "assumed" }, doc = "what one costs to make is assumed" }
line "stock" { chip = "H200", inventory = 700e3, capacity = 30e3, source = { "C078", "assumed" } }

buyer "ByteDance" { jurisdiction = "CN", capex = budget, demand = 50e3, ship = 2,
  source = { "C005", "assumed" } }
buyer "A US cloud" { jurisdiction = "US", capex = usd(6e9), demand = 15e3, ship = 2,
  source = "assumed", doc = "buys at home, where nothing is levied" }

export_levy "levy on the H200" { by = "US", chips = { "H200" }, buyers = { "CN" },
  rate = levy, pass_through = passed_on, from = "2026-01-15", source = "C086" }

case "no levy" { export_levy = 0, source = "assumed" }
case "buyers pay it all" { levy_passed_on = 1, source = "assumed" }
case "sellers pay it all" { levy_passed_on = 0, source = "assumed" }
case "40 percent" { export_levy = 0.4, source = "assumed" }
