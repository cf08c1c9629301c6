-- The name of a lever in quotes.
scenario "test" { from = "2026-01", to = "2026-12" }
chip "H200" { origin = "US", seller = "Nvidia", price = 27000, throughput = 1 }
line "H200 line" { chip = "H200", capacity = 1000 }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = 500 }
local levy = lever "levy" { 0.25, max = 0.4 }
export_levy "L" { by = "US", rate = "levy" }
