-- A headline shows the run itself.
scenario "test" { from = "2026-01", to = "2026-12", headline = "{got} of it" }
local demand = lever "demand" { 500, min = 0, max = 1000 }
chip "H200" { origin = "US", seller = "Nvidia", price = 27000, throughput = 1 }
line "H200 line" { chip = "H200", capacity = 1000 }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = demand }
case "none" { demand = 0 }
result "got" { "bought", case = "none" }
