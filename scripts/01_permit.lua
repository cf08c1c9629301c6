require "lib.sources" -- what C074 and the other ids mean
scenario "One permit" { from = "2026-01", to = "2027-06", question = "Does the permit bind, or the money?" }
local permit = lever  "permit" { 133e3, min = 0, max = 600e3, doc = "a third of 400,000 chips", source = "C074" }
local levy   = lever  "levy"   { 0.25, min = 0, max = 0.4, doc = "share of revenue to the US", source = "C086" }
local price  = assume "price"  { usd(27000), min = usd(20000), max = usd(28000), doc = "of one H200", source = "C087" }
chip  "H200"  { seller = "Nvidia", origin = "US", price = price, flops = 989.5, source = "F02" }
line  "stock" { chip = "H200", inventory = 700e3, source = "C078" }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = 30e3, ship = 2, unmet_carry = 1, source = { "C075", "assumed" } }
control  "import ban"    { by = "CN", source = "F58" }
approval "January batch" { by = "CN", units = permit, from = "2026-01-28", source = "F57" }
export_levy "to the US"  { by = "US", rate = levy, source = "C086" }
case "all of the 400,000" { permit = 400e3, source = "C074" }
