-- A currency that there is not.
scenario "test" { from = "2026-01", to = "2026-12" }
chip "H200" { origin = "US", seller = "Nvidia", price = 27000, throughput = 1 }
line "H200 line" { chip = "H200", capacity = 1000 }
buyer "Arm" { jurisdiction = "UK", capex = gbp(1e9), demand = 500 }
