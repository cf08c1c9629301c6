-- A brace without its end.
scenario "test" { from = "2026-01", to = "2026-12", headline = "{got of it" }
chip "H200" { origin = "US", seller = "Nvidia", price = 27000, throughput = 1 }
line "H200 line" { chip = "H200", capacity = 1000 }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = 500 }
result "got" { "bought" }
