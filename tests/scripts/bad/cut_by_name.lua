-- Three wrong fields, then a name that is not there: all four are told.
scenario "test" { from = "2026-01", to = "2026-12" }
chip "H200" { origin = "US", seller = "Nvidia", price = months(3), throughput = 1 }
line "H200 line" { chip = "H200", capcity = 1000 }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = 500 }
control "stop" { by = "US", chips = "H200", from = "2026-05", to = "2026-03" }
chip "H20" { origin = "US", price = prices.h20, throughput = 0.2 }
