-- What can be wrong with a chip that follows another, one field each.
scenario "test" { from = "2026-01", to = "2026-12" }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = 500 }
chip "H800" { origin = "US", price = 27000, throughput = 1 }
chip "a" { origin = "US", price = 27000, throughput = 1, follows = "H80", redesign = 9 }
chip "b" { origin = "US", price = 27000, throughput = 1, follows = "H800" }
chip "c" { origin = "US", price = 27000, throughput = 1, redesign = 9 }
chip "d" { origin = "US", price = 27000, throughput = 1, follows = "H800", redesign = -1 }
chip "e" { origin = "US", price = 27000, throughput = 1, follows = "e", redesign = 9 }
chip "H20" { origin = "US", price = 27000, throughput = 1, follows = "H800", redesign = 9 }
line "f" { chip = "H20", inventory = 1000 }
line "H800" { chip = "H800", inventory = 1000 }
line "g" { chip = "H20", capacity = 10, build = "to_order", lead = 5, wip = 50 }
