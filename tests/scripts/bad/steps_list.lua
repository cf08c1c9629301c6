-- Values over time without their dates, beside inputs that have a unit.
scenario "test" { from = "2026-01", to = "2026-12" }
chip "H200" { origin = "US", seller = "Nvidia", price = 27000, throughput = 1 }
line "H200 line" { chip = "H200", capacity = 1000 }
buyer "ByteDance" { jurisdiction = "CN", capex = usd(14e9), demand = 500 }
local hour = assume "rent" { usd(2.5), min = usd(2), max = usd(4) }
local day = lever "closes" { "2026-07", min = "2026-03", max = "2026-12" }
lease "Johor" { rate = hour * 730 / month, term = 12, to = day }
line "more" { chip = "H200", capacity = steps { 20e3, 30e3 } }
