-- A case with a letter too few.
scenario "test" { from = "2026-01", to = "2026-12" }
local demand = lever "demand" { 500, min = 0, max = 1000 }
chip "H200" { origin = "US", seller = "Nvidia", price = 27000, throughput = 1 }
line "H200 line" { chip = "H200", capacity = 1000 }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = demand }
case "no demand" { demand = 0 }
result "got" { "bought", case = "no deman" }
