-- Wafer data on lines that start no wafers.
scenario "test" { from = "2026-01", to = "2026-12" }
chip "H200" { origin = "US", seller = "Nvidia", price = 27000, throughput = 1, die_area = 814 }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = 500 }
line "a" { chip = "H200", capacity = 100, defect_density = 0.1, yield_model = "murphy" }
line "b" { chip = "H200", capacity = 100, salvage = 0.4 }
