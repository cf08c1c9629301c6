scenario "test" { from = "2026-01", to = "2026-12" }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = 500 }
chip "H800" { origin = "US", price = 27000, throughput = 1, follows = "H20", redesign = 9 }
chip "H20" { origin = "US", price = 27000, throughput = 1, follows = "H800", redesign = 9 }
line "H800" { chip = "H800", capacity = 1000 }
