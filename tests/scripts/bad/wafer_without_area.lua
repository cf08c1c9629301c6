-- Nothing says how large a die is.
scenario "test" { from = "2026-01", to = "2026-12" }
chip "H200" { origin = "US", seller = "Nvidia", price = 27000, throughput = 1 }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = 500 }
resource "N4" { capacity = 1000 }
line "a" { chip = "H200", node = "N4" }
line "b" { chip = "H200", node = "N4", dies_per_wafer = 60, defect_density = 0.1 }
