-- Units under way of a line whose lead is not given.
scenario "test" { from = "2026-01", to = "2026-12" }
chip "H200" { origin = "US", price = 27000, throughput = 1 }
line "H200 line" { chip = "H200", capacity = 1000, build = "to_order", wip = 6000 }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = 500 }
