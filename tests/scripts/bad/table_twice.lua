-- A chip is given its table twice.
scenario "test" { from = "2026-01", to = "2026-12" }
chip "H200" { origin = "US", seller = "Nvidia", price = 27000, throughput = 1 }
line "H200 line" { chip = "H200", capacity = 1000 }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = 500 }
local make = chip "A"
make { origin = "US", price = 1, throughput = 1 }
make { origin = "US", price = 2, throughput = 1 }
